// json_source.c -- the walk: every byte of the text is looked at once, and a tree with
// places is built. Then cJSON reads the same text, and both trees are gone through in
// step: texts and numbers come from cJSON.

#include "source/json_source.h"

#include "base/assert.h"
#include "base/utf8.h"

#include <cjson/cJSON.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct Walk {
    Arena *arena;
    const char *bytes;
    uint32_t size;
    uint32_t at;
    Diag *diag;
    const DiagFile *file;
    int depth;
    bool stopped;  // what follows cannot be made sense of
    bool unclosed; // the text just read has no closing quote on its line
} Walk;

// A list or object while it is read: its items in blocks that double.
typedef struct Pending {
    void **items;
    int count, capacity;
} Pending;

static void push(Walk *w, Pending *pending, void *item)
{
    if (pending->count == pending->capacity) {
        int capacity = pending->capacity ? pending->capacity * 2 : 8;
        void **items = ARENA_ARRAY(w->arena, void *, capacity);
        if (pending->count)
            memcpy(items, pending->items, sizeof(void *) * (size_t)pending->count);
        pending->items = items;
        pending->capacity = capacity;
    }
    pending->items[pending->count++] = item;
}

static void mistake(Walk *w, uint32_t start, uint32_t end, const char *english)
{
    diag_error(w->diag, w->file, start, end, english, "");
}

static void stop(Walk *w, uint32_t start, uint32_t end, const char *english)
{
    if (!w->stopped) mistake(w, start, end, english);
    w->stopped = true;
}

static char byte_at(const Walk *w)
{
    return w->at < w->size ? w->bytes[w->at] : 0;
}

static const char *position(const Walk *w, uint32_t offset)
{
    int line, column;
    diag_position(w->file, offset, &line, &column);
    return arena_format(w->arena, "%d:%d", line, column);
}

// -- Between values ----------------------------------------------------------------

static uint32_t line_end(const Walk *w, uint32_t at)
{
    const char *end = memchr(w->bytes + at, '\n', w->size - at);
    return end ? (uint32_t)(end - w->bytes) : w->size;
}

static void skip_comment(Walk *w)
{
    uint32_t end = line_end(w, w->at);
    if (byte_at(w) == '/' && w->bytes[w->at + 1] == '*') {
        const char *close = strstr(w->bytes + w->at, "*/");
        end = close ? (uint32_t)(close - w->bytes) + 2 : w->size;
    }
    mistake(w, w->at, end, "JSON has no comments");
    w->at = end;
}

static void skip_blanks(Walk *w)
{
    for (;;) {
        char byte = byte_at(w);
        if (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r')
            w->at++;
        else if (byte == '#' || (byte == '/' && (w->bytes[w->at + 1] == '/' ||
                                                 w->bytes[w->at + 1] == '*')))
            skip_comment(w);
        else
            return;
    }
}

static bool is_word_byte(char byte)
{
    return (byte >= '0' && byte <= '9') ||
           ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || byte == '_' || byte == '.' ||
           byte == '+' || byte == '-' || (unsigned char)byte >= 0x80;
}

static uint32_t word_end(const Walk *w, uint32_t at)
{
    while (at < w->size && is_word_byte(w->bytes[at]))
        at++;
    return at;
}

static JsonValue *value_new(Walk *w, JsonKind kind, uint32_t start)
{
    JsonValue *value = ARENA_NEW(w->arena, JsonValue);
    value->kind = kind;
    value->place = (Place){start, w->at};
    return value;
}

// -- Numbers and words -------------------------------------------------------------

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static uint32_t digits_end(const Walk *w, uint32_t at)
{
    while (at < w->size && is_digit(w->bytes[at]))
        at++;
    return at;
}

// What is wrong with the spelling of the number at [start, end), or NULL.
static const char *number_mistake(const Walk *w, uint32_t start, uint32_t end,
                                  bool *is_integer)
{
    uint32_t at = start;
    *is_integer = true;
    if (w->bytes[at] == '-') at++;
    uint32_t whole = at;
    at = digits_end(w, at);
    if (at == whole) return "a number needs a digit here";
    if (w->bytes[whole] == '0' && at > whole + 1) return "a number may not begin with 0";
    if (w->bytes[at] == '.') {
        *is_integer = false;
        uint32_t fraction = ++at;
        at = digits_end(w, at);
        if (at == fraction) return "a number needs a digit after its point";
    }
    if ((w->bytes[at] | 0x20) == 'e') {
        *is_integer = false;
        at++;
        if (w->bytes[at] == '+' || w->bytes[at] == '-') at++;
        uint32_t exponent = at;
        at = digits_end(w, at);
        if (at == exponent) return "a number needs a digit in its exponent";
    }
    if (at < end) return "this is not a number of JSON";
    if (end - start > JSON_NUMBER_MAX) return "a number with too many digits";
    return NULL;
}

static JsonValue *walk_number(Walk *w)
{
    uint32_t start = w->at, end = word_end(w, start);
    bool is_integer;
    const char *wrong = number_mistake(w, start, end, &is_integer);
    w->at = end;
    JsonValue *value = value_new(w, JSON_NUMBER, start);
    if (wrong) {
        mistake(w, start, end, wrong);
        return value;
    }
    if (is_integer) {
        errno = 0;
        value->integer = strtoll(w->bytes + start, NULL, 10);
        value->is_integer = errno == 0;
        if (errno) mistake(w, start, end, "an integer past 64 bits");
    } else if (isinf(strtod(w->bytes + start, NULL))) {
        mistake(w, start, end, "a number past the range of doubles");
    }
    return value;
}

static JsonValue *walk_word(Walk *w)
{
    uint32_t start = w->at, end = word_end(w, start), size = end - start;
    const char *word = w->bytes + start;
    w->at = end;
    JsonValue *value = value_new(w, JSON_NULL, start);
    if (size == 4 && memcmp(word, "null", 4) == 0) return value;
    value->kind = JSON_BOOLEAN;
    value->boolean = size == 4 && memcmp(word, "true", 4) == 0;
    if (value->boolean || (size == 5 && memcmp(word, "false", 5) == 0)) return value;
    diag_error(w->diag, w->file, start, end, "unknown word \"%.*s\"",
               size < 40 ? (int)size : 40, word);
    if (size == 3 && memcmp(word, "NaN", 3) == 0)
        diag_hint(w->diag, "JSON has no NaN");
    else if (size == 4 && (memcmp(word, "True", 4) == 0 || memcmp(word, "None", 4) == 0))
        diag_hint(w->diag, "JSON writes true, false and null");
    else if (size == 5 && memcmp(word, "False", 5) == 0)
        diag_hint(w->diag, "JSON writes true, false and null");
    else
        diag_hint(w->diag, "texts stand in double quotes");
    return value;
}

// -- Texts -------------------------------------------------------------------------

static int hex_value(const Walk *w, uint32_t at)
{
    int value = 0;
    for (uint32_t i = 0; i < 4; i++) {
        char c = at + i < w->size ? w->bytes[at + i] : 0;
        int digit = is_digit(c)                              ? c - '0'
                    : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10
                                                             : -1;
        if (digit < 0) return -1;
        value = value * 16 + digit;
    }
    return value;
}

// Checks \uXXXX at [at] and returns its length, 12 for a pair of surrogates.
static uint32_t walk_unicode_escape(Walk *w, uint32_t at)
{
    int unit = hex_value(w, at + 2);
    if (unit < 0) {
        mistake(w, at, at + 2, "\\u needs four hexadecimal digits");
        return 2;
    }
    if (unit == 0) mistake(w, at, at + 6, "a text may not hold the character 0");
    if (unit < 0xd800 || unit > 0xdfff) return 6;
    bool has_second = unit < 0xdc00 && at + 12 <= w->size && w->bytes[at + 6] == '\\' &&
                      w->bytes[at + 7] == 'u';
    int second = has_second ? hex_value(w, at + 8) : -1;
    if (second >= 0xdc00 && second <= 0xdfff) return 12;
    mistake(w, at, at + 6, "half a surrogate pair");
    diag_hint(w->diag, "write the character itself, or both halves of its pair");
    return 6;
}

static uint32_t walk_escape(Walk *w, uint32_t at)
{
    char letter = at + 1 < w->size ? w->bytes[at + 1] : 0;
    if (letter == 'u') return walk_unicode_escape(w, at);
    if (letter && strchr("\"\\/bfnrt", letter)) return 2;
    if (letter == '\n' || letter == 0) return 1;
    uint32_t size = (uint32_t)utf8_length(letter);
    if (at + 1 + size > w->size) size = w->size - at - 1;
    diag_error(w->diag, w->file, at, at + 1 + size, "JSON has no escape \\%.*s",
               (int)size, w->bytes + at + 1);
    diag_hint(w->diag, "a backslash that is meant is written twice: \\\\");
    return 1 + size;
}

// At a quote: moves behind the closing one.
static bool walk_text(Walk *w, Place *place)
{
    uint32_t start = w->at, at = start + 1;
    while (at < w->size && w->bytes[at] != '"') {
        unsigned char byte = (unsigned char)w->bytes[at];
        if (byte == '\\') {
            at += walk_escape(w, at);
        } else if (byte == '\n' || byte == '\r') {
            break;
        } else if (byte < 0x20) {
            diag_error(w->diag, w->file, at, at + 1,
                       byte == '\t'
                           ? "a tab inside a text is written \\t"
                           : "a control character inside a text is written \\u%04x",
                       byte);
            at++;
        } else {
            at++;
        }
    }
    bool is_closed = at < w->size && w->bytes[at] == '"';
    w->at = is_closed ? at + 1 : at;
    *place = (Place){start, w->at};
    if (is_closed) return true;
    w->unclosed = true;
    mistake(w, start, start + 1, "this text is not closed on its line");
    if (at < w->size)
        diag_hint(w->diag, "a line break inside a text is written \\n");
    else
        w->stopped = true;
    return false;
}

// -- Lists and objects -------------------------------------------------------------

static JsonValue *walk_value(Walk *w);

static bool begins_value(char byte)
{
    return byte == '"' || byte == '{' || byte == '[' || byte == '-' || is_digit(byte) ||
           ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

static void report_unclosed(Walk *w, uint32_t open)
{
    if (w->stopped) return;
    w->stopped = true;
    diag_error(w->diag, w->file, open, open + 1, "'%c' was never closed", w->bytes[open]);
}

// After an item: true if another follows. [end] is where the item ended.
static bool walk_separator(Walk *w, uint32_t open, char closer, uint32_t end)
{
    skip_blanks(w);
    char byte = byte_at(w);
    if (w->stopped) return false;
    if (byte == ',') {
        uint32_t comma = w->at++;
        w->unclosed = false;
        skip_blanks(w);
        if (byte_at(w) != closer) return true;
        diag_error(w->diag, w->file, comma, comma + 1, "a comma before the closing '%c'",
                   closer);
        return false;
    }
    if (byte == closer) return false;
    if (w->unclosed) { // what stands here may be the rest of that text
        w->stopped = true;
        return false;
    }
    if (w->at >= w->size) {
        report_unclosed(w, open);
        return false;
    }
    if (closer == ']' ? begins_value(byte) : byte == '"') {
        mistake(w, end, end, "a comma is missing here");
        return true;
    }
    diag_error(w->diag, w->file, w->at, w->at + (uint32_t)utf8_length(byte),
               "expected ',' or '%c'", closer);
    diag_hint(w->diag, "'%c' was opened at %s", w->bytes[open], position(w, open));
    w->stopped = true;
    return false;
}

static void close_bracket(Walk *w, uint32_t open, char closer)
{
    if (w->stopped) return;
    skip_blanks(w);
    if (w->at >= w->size)
        report_unclosed(w, open);
    else if (byte_at(w) == closer)
        w->at++;
}

static bool enter(Walk *w)
{
    if (++w->depth <= JSON_DEPTH_MAX) return true;
    stop(w, w->at, w->at + 1, "more than 64 levels of lists and objects");
    return false;
}

static JsonValue *walk_list(Walk *w)
{
    uint32_t open = w->at++;
    Pending items = {0};
    skip_blanks(w);
    if (byte_at(w) != ']') {
        do {
            JsonValue *item = walk_value(w);
            if (!item) break;
            push(w, &items, item);
        } while (walk_separator(
            w, open, ']',
            items.count ? ((JsonValue *)items.items[items.count - 1])->place.end
                        : w->at));
    }
    close_bracket(w, open, ']');
    JsonValue *list = value_new(w, JSON_LIST, open);
    list->items = (JsonValue **)(void *)items.items;
    list->count = items.count;
    return list;
}

// "key": value
static JsonMember *walk_member(Walk *w, uint32_t open)
{
    JsonMember *member = ARENA_NEW(w->arena, JsonMember);
    skip_blanks(w);
    if (w->at >= w->size) {
        report_unclosed(w, open);
        return NULL;
    }
    if (byte_at(w) != '"') {
        uint32_t end = word_end(w, w->at);
        stop(w, w->at, end > w->at ? end : w->at + 1, "expected a key in double quotes");
        return NULL;
    }
    bool is_closed = walk_text(w, &member->key_place);
    skip_blanks(w);
    if (w->stopped || (!is_closed && byte_at(w) != ':')) {
        w->stopped = true;
        return NULL;
    }
    if (byte_at(w) != ':') {
        if (w->at >= w->size)
            report_unclosed(w, open);
        else
            stop(w, member->key_place.start, member->key_place.end,
                 "expected ':' after this key");
        return NULL;
    }
    w->at++;
    member->value = walk_value(w);
    return member->value ? member : NULL;
}

static JsonValue *walk_object(Walk *w)
{
    uint32_t open = w->at++;
    Pending members = {0};
    skip_blanks(w);
    if (byte_at(w) != '}') {
        JsonMember *member;
        do {
            member = walk_member(w, open);
            if (!member) break;
            push(w, &members, member);
        } while (walk_separator(w, open, '}', member->value->place.end));
    }
    close_bracket(w, open, '}');
    JsonValue *object = value_new(w, JSON_OBJECT, open);
    object->members = ARENA_ARRAY(w->arena, JsonMember, members.count);
    object->count = members.count;
    for (int i = 0; i < members.count; i++)
        object->members[i] = *(JsonMember *)members.items[i];
    return object;
}

static JsonValue *walk_text_value(Walk *w)
{
    JsonValue *value = value_new(w, JSON_TEXT, w->at);
    walk_text(w, &value->place);
    return value;
}

static JsonValue *walk_value(Walk *w)
{
    skip_blanks(w);
    if (w->stopped) return NULL;
    char byte = byte_at(w);
    if (byte == '"') return walk_text_value(w);
    if (byte == '[' || byte == '{') {
        if (!enter(w)) return NULL;
        JsonValue *value = byte == '[' ? walk_list(w) : walk_object(w);
        w->depth--;
        return value;
    }
    if (byte == '-' || is_digit(byte)) return walk_number(w);
    if (begins_value(byte)) return walk_word(w);
    if (w->at >= w->size) {
        stop(w, w->size, w->size, "the file ends where a value is expected");
        return NULL;
    }
    if (byte == '\'') {
        stop(w, w->at, w->at + 1, "texts stand in double quotes");
        return NULL;
    }
    stop(w, w->at, w->at + (uint32_t)utf8_length(byte), "expected a value");
    return NULL;
}

// -- Values from cJSON -----------------------------------------------------------------

static AstText copy_text(Walk *w, const char *text)
{
    size_t size = strlen(text);
    return (AstText){arena_copy(w->arena, text, size), (uint32_t)size};
}

// Both trees have the same shape: the walk let nothing pass that cJSON reads otherwise.
static void take_values(Walk *w, JsonValue *value, const cJSON *item)
{
    switch (value->kind) {
    case JSON_NULL: ASSERT(cJSON_IsNull(item), "both trees have the same shape"); break;
    case JSON_BOOLEAN:
        ASSERT(cJSON_IsBool(item), "both trees have the same shape");
        break;
    case JSON_NUMBER:
        ASSERT(cJSON_IsNumber(item), "both trees have the same shape");
        value->number = item->valuedouble;
        break;
    case JSON_TEXT:
        ASSERT(cJSON_IsString(item), "both trees have the same shape");
        value->text = copy_text(w, item->valuestring);
        break;
    case JSON_LIST: {
        const cJSON *child = item->child;
        for (int i = 0; i < value->count; i++, child = child->next)
            take_values(w, value->items[i], child);
        ASSERT(!child, "both trees have the same shape");
        break;
    }
    case JSON_OBJECT: {
        const cJSON *child = item->child;
        for (int i = 0; i < value->count; i++, child = child->next) {
            value->members[i].key = copy_text(w, child->string);
            take_values(w, value->members[i].value, child);
        }
        ASSERT(!child, "both trees have the same shape");
        break;
    }
    }
}

static int by_key_then_place(const void *left, const void *right)
{
    const JsonMember *a = *(const JsonMember *const *)left;
    const JsonMember *b = *(const JsonMember *const *)right;
    int order = strcmp(a->key.bytes, b->key.bytes);
    if (order) return order;
    return a->key_place.start < b->key_place.start ? -1 : 1;
}

static void check_keys(Walk *w, const JsonValue *object)
{
    const JsonMember **sorted = ARENA_ARRAY(w->arena, const JsonMember *, object->count);
    for (int i = 0; i < object->count; i++)
        sorted[i] = &object->members[i];
    if (object->count > 1)
        qsort(sorted, (size_t)object->count, sizeof *sorted, by_key_then_place);
    for (int i = 1; i < object->count && !diag_is_full(w->diag); i++) {
        const JsonMember *member = sorted[i];
        if (strcmp(member->key.bytes, sorted[i - 1]->key.bytes) != 0) continue;
        diag_error(w->diag, w->file, member->key_place.start, member->key_place.end,
                   "the key \"%.80s\" is given twice", member->key.bytes);
        diag_hint(w->diag, "it is first given at %s",
                  position(w, sorted[i - 1]->key_place.start));
    }
}

static void check_all_keys(Walk *w, const JsonValue *value)
{
    if (value->kind == JSON_OBJECT) check_keys(w, value);
    for (int i = 0; i < value->count; i++)
        check_all_keys(w, value->kind == JSON_OBJECT ? value->members[i].value
                                                     : value->items[i]);
}

// -- The whole text ----------------------------------------------------------------

// What makes the rest not worth looking at.
static bool check_bytes(Walk *w)
{
    if (w->size >= 3 && memcmp(w->bytes, "\xef\xbb\xbf", 3) == 0) {
        mistake(w, 0, 3, "the file begins with a byte order mark");
        diag_hint(w->diag, "save it as UTF-8 without BOM");
        w->at = 3;
    }
    if (utf8_is_utf16(w->bytes, w->size)) {
        stop(w, 0, 2, "the file is UTF-16");
        diag_hint(w->diag, "save it as UTF-8 without BOM");
        return false;
    }
    uint32_t bad = (uint32_t)utf8_first_error(w->bytes, w->size);
    if (bad < w->size) {
        diag_error(w->diag, w->file, bad, bad + 1, "not UTF-8: byte 0x%02x",
                   (unsigned char)w->bytes[bad]);
        diag_hint(w->diag, "save the file as UTF-8");
        return false;
    }
    const char *nul = memchr(w->bytes, 0, w->size);
    if (nul) {
        uint32_t at = (uint32_t)(nul - w->bytes);
        stop(w, at, at + 1, "the file holds a zero byte");
        return false;
    }
    return true;
}

JsonValue *json_read(Arena *arena, const char *bytes, size_t size, Diag *diag,
                     const DiagFile *file)
{
    Walk w = {.arena = arena,
              .bytes = bytes,
              .size = (uint32_t)size,
              .diag = diag,
              .file = file};
    int errors = diag_error_count(diag);
    if (!check_bytes(&w)) return NULL;
    skip_blanks(&w);
    if (w.at == w.size) {
        mistake(&w, 0, 0, "the file is empty");
        return NULL;
    }
    JsonValue *value = walk_value(&w);
    skip_blanks(&w);
    if (!w.stopped && w.at < w.size)
        mistake(&w, w.at, line_end(&w, w.at), "there is something behind the end");
    if (diag_error_count(diag) > errors || !value) return NULL;

    cJSON *tree = cJSON_ParseWithLength(bytes, size);
    ASSERT(tree, "the walk lets nothing pass that cJSON refuses");
    take_values(&w, value, tree);
    cJSON_Delete(tree);
    check_all_keys(&w, value);
    return diag_error_count(diag) > errors ? NULL : value;
}

const JsonValue *json_member(const JsonValue *object, const char *key)
{
    for (int i = 0; i < object->count; i++)
        if (strcmp(object->members[i].key.bytes, key) == 0)
            return object->members[i].value;
    return NULL;
}

const char *json_kind_name(JsonKind kind)
{
    static const char *const names[] = {
        [JSON_NULL] = "null",       [JSON_BOOLEAN] = "true or false",
        [JSON_NUMBER] = "a number", [JSON_TEXT] = "a text",
        [JSON_LIST] = "a list",     [JSON_OBJECT] = "an object",
    };
    return names[kind];
}

void json_text_segments(const char *bytes, const JsonValue *text,
                        void (*add)(void *owner, uint32_t from, uint32_t to), void *owner)
{
    uint32_t at = text->place.start + 1, end = text->place.end - 1, decoded = 0;
    add(owner, 0, at);
    while (at < end) {
        const char *escape = memchr(bytes + at, '\\', end - at);
        if (!escape) break;
        uint32_t plain = (uint32_t)(escape - bytes) - at;
        decoded += plain;
        at += plain;
        add(owner, decoded, at);
        uint32_t size = 2, decoded_size = 1;
        if (bytes[at + 1] == 'u') {
            Walk w = {.bytes = bytes, .size = end};
            int unit = hex_value(&w, at + 2);
            bool is_pair = unit >= 0xd800 && unit <= 0xdfff;
            size = is_pair ? 12 : 6;
            decoded_size = is_pair ? 4 : unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
        }
        decoded += decoded_size;
        at += size;
        add(owner, decoded, at);
    }
    add(owner, text->text.size, end);
}
