// scenario.c -- the keys of a scenario, one function each, in one table.

#include "source/scenario.h"

#include "base/names.h"
#include "source/scenario_reader.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

// -- Mistakes ----------------------------------------------------------------------

bool reader_error(ScenarioReader *r, const JsonValue *value, const char *english, ...)
{
    char message[400];
    va_list arguments;
    va_start(arguments, english);
    vsnprintf(message, sizeof message, in_language(diag_language(r->diag), english),
              arguments);
    va_end(arguments);
    // Of something large only its first byte is underlined.
    size_t end = value->kind == JSON_LIST || value->kind == JSON_OBJECT
                     ? value->place.start + 1
                     : value->place.end;
    diag_error(r->diag, r->file, value->place.start, end, "%s", message);
    return false;
}

bool reader_wrong_kind(ScenarioReader *r, const JsonValue *value, const char *what,
                       const char *wanted)
{
    Language language = diag_language(r->diag);
    return reader_error(r, value, "\"%s\" must be %s, not %s", what,
                        in_language(language, wanted),
                        in_language(language, json_kind_name(value->kind)));
}

void reader_unknown_key(ScenarioReader *r, const JsonMember *member,
                        const char *const *known, int count)
{
    diag_error(r->diag, r->file, member->key_place.start, member->key_place.end,
               "unknown key \"%.80s\"", member->key.bytes);
    NearestName nearest = {.wanted = member->key.bytes};
    for (int i = 0; i < count; i++)
        nearest_offer(&nearest, known[i]);
    if (nearest.best) {
        diag_hint(r->diag, "did you mean \"%s\"?", nearest.best);
        return;
    }
    char all[300];
    size_t used = 0;
    for (int i = 0; i < count && used < sizeof all; i++)
        used += (size_t)snprintf(all + used, sizeof all - used, "%s%s", i ? ", " : "",
                                 known[i]);
    diag_hint(r->diag, "the keys known here are %s", all);
}

// -- One function a key ------------------------------------------------------------

static bool read_version(ScenarioReader *r, const JsonValue *value)
{
    if (value->kind == JSON_NUMBER && value->is_integer &&
        value->integer == SCENARIO_VERSION)
        return true;
    if (value->kind != JSON_NUMBER) return reader_wrong_kind(r, value, "coroscope", "1");
    reader_error(r, value, "this version of the format is not understood");
    diag_hint(r->diag, "understood is version %d", SCENARIO_VERSION);
    return false;
}

static bool is_language_code(const char *code)
{
    static const char *const known[] = {"en", "ko", NULL};
    for (int i = 0; known[i]; i++)
        if (strcmp(known[i], code) == 0) return true;
    return false;
}

static bool read_wordings(ScenarioReader *r, const JsonValue *value, const char *what,
                          Wordings *wordings)
{
    if (value->kind == JSON_TEXT) {
        wordings->items = ARENA_NEW(r->arena, Wording);
        wordings->items[0].text = value->text.bytes;
        wordings->count = 1;
        return true;
    }
    if (value->kind != JSON_OBJECT)
        return reader_wrong_kind(r, value, what, "a text or an object of texts");
    if (!value->count)
        return reader_error(r, value, "\"%s\" needs a text in at least one language",
                            what);
    wordings->items = ARENA_ARRAY(r->arena, Wording, value->count);
    bool is_good = true;
    for (int i = 0; i < value->count; i++) {
        const JsonMember *member = &value->members[i];
        if (!is_language_code(member->key.bytes)) {
            diag_error(r->diag, r->file, member->key_place.start, member->key_place.end,
                       "unknown language \"%.80s\"", member->key.bytes);
            diag_hint(r->diag, "the languages are en and ko");
            is_good = false;
        } else if (member->value->kind != JSON_TEXT) {
            is_good = reader_wrong_kind(r, member->value, member->key.bytes, "a text");
        } else {
            wordings->items[wordings->count++] =
                (Wording){member->key.bytes, member->value->text.bytes};
        }
    }
    return is_good;
}

static bool read_title(ScenarioReader *r, const JsonValue *value)
{
    return read_wordings(r, value, "title", &r->scenario->title);
}

static bool read_about(ScenarioReader *r, const JsonValue *value)
{
    return read_wordings(r, value, "about", &r->scenario->about);
}

static bool read_program(ScenarioReader *r, const JsonValue *value)
{
    r->scenario->program = reader_program(r, value);
    return r->scenario->program != NULL;
}

static bool read_machine(ScenarioReader *r, const JsonValue *value)
{
    r->scenario->has_machine = true;
    return reader_machine(r, value, &r->scenario->machine);
}

static bool read_compare(ScenarioReader *r, const JsonValue *value)
{
    if (value->kind != JSON_LIST)
        return reader_wrong_kind(r, value, "compare", "a list of machines");
    if (value->count < 2 || value->count > 6)
        return reader_error(r, value, "\"compare\" must have 2 to 6 machines, not %d",
                            value->count);
    Scenario *s = r->scenario;
    s->has_compare = true;
    s->compare = ARENA_ARRAY(r->arena, Machine, value->count);
    s->compare_count = value->count;
    bool is_good = true;
    for (int i = 0; i < value->count; i++)
        is_good = reader_machine(r, value->items[i], &s->compare[i]) && is_good;
    return is_good;
}

static bool read_seed(ScenarioReader *r, const JsonValue *value)
{
    r->scenario->has_seed = true;
    return reader_integer(r, value, "seed", INT64_MIN, INT64_MAX, &r->scenario->seed);
}

static bool read_limits(ScenarioReader *r, const JsonValue *value)
{
    r->scenario->has_limits = true;
    return reader_limits(r, value, &r->scenario->limits);
}

static bool read_tags(ScenarioReader *r, const JsonValue *value)
{
    if (value->kind != JSON_LIST)
        return reader_wrong_kind(r, value, "tags", "a list of words");
    Scenario *s = r->scenario;
    s->tags = ARENA_ARRAY(r->arena, const char *, value->count);
    bool is_good = true;
    for (int i = 0; i < value->count; i++) {
        const JsonValue *tag = value->items[i];
        if (tag->kind != JSON_TEXT)
            is_good = reader_wrong_kind(r, tag, "tags", "a list of words");
        else if (!tag->text.size)
            is_good = reader_error(r, tag, "a tag must not be empty");
        else
            s->tags[s->tag_count++] = tag->text.bytes;
    }
    return is_good;
}

static bool read_schema(ScenarioReader *r, const JsonValue *value)
{
    if (value->kind != JSON_TEXT) return reader_wrong_kind(r, value, "$schema", "a text");
    r->scenario->schema = value->text.bytes;
    return true;
}

typedef struct Key {
    const char *name;
    bool is_needed;
    bool (*read)(ScenarioReader *, const JsonValue *);
} Key;

static const Key keys[] = {
    {"coroscope", true, read_version}, {"title", true, read_title},
    {"program", true, read_program},   {"about", false, read_about},
    {"machine", false, read_machine},  {"compare", false, read_compare},
    {"seed", false, read_seed},        {"limits", false, read_limits},
    {"tags", false, read_tags},        {"$schema", false, read_schema},
};

enum { KEY_COUNT = sizeof keys / sizeof keys[0] };

// -- The whole file ----------------------------------------------------------------

static void read_member(ScenarioReader *r, const JsonMember *member)
{
    const char *names[KEY_COUNT];
    for (int i = 0; i < KEY_COUNT; i++) {
        names[i] = keys[i].name;
        if (strcmp(keys[i].name, member->key.bytes) != 0) continue;
        keys[i].read(r, member->value);
        return;
    }
    reader_unknown_key(r, member, names, KEY_COUNT);
}

static void read_json(ScenarioReader *r)
{
    JsonValue *root = json_read(r->arena, r->bytes, r->size, r->diag, r->file);
    if (!root) return;
    if (root->kind != JSON_OBJECT) {
        reader_error(r, root, "a scenario must be an object, not %s",
                     in_language(diag_language(r->diag), json_kind_name(root->kind)));
        return;
    }
    if (json_member(root, "coroscope-trace")) {
        diag_error(r->diag, r->file, root->place.start, root->place.start + 1,
                   "this is a trace file, not a scenario");
        diag_hint(r->diag, "a trace can be shown, but not run or checked");
        return;
    }
    for (int i = 0; i < root->count; i++)
        read_member(r, &root->members[i]);
    for (int i = 0; i < KEY_COUNT; i++)
        if (keys[i].is_needed && !json_member(root, keys[i].name))
            diag_error(r->diag, r->file, root->place.start, root->place.start + 1,
                       "the key \"%s\" is missing", keys[i].name);
}

static void set_title(ScenarioReader *r, const char *title)
{
    r->scenario->title.items = ARENA_NEW(r->arena, Wording);
    r->scenario->title.items[0].text = title;
    r->scenario->title.count = 1;
}

static void set_compare(ScenarioReader *r)
{
    Scenario *s = r->scenario;
    if (s->compare) return;
    s->compare = ARENA_ARRAY(r->arena, Machine, 2);
    s->compare_count = 2;
    s->compare[0] = machine_default();
    s->compare[1] = machine_default();
    s->compare[1].model = MACHINE_PARALLEL;
}

static bool has_suffix(const char *name, const char *suffix)
{
    size_t size = strlen(name), end = strlen(suffix);
    return size > end && strcmp(name + size - end, suffix) == 0;
}

// By its name, else by its first character that is not blank.
static bool is_python(const char *name, const char *bytes, size_t size)
{
    if (has_suffix(name, ".py")) return true;
    if (has_suffix(name, ".json")) return false;
    if (size >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) bytes += 3, size -= 3;
    for (size_t i = 0; i < size; i++)
        if (!strchr(" \t\r\n", bytes[i]) || !bytes[i])
            return bytes[i] != '{' && bytes[i] != '[' && (unsigned char)bytes[i] < 0x80 &&
                   bytes[i];
    return false;
}

Scenario *scenario_parse(Arena *arena, const char *name, const char *bytes, size_t size,
                         Diag *diag)
{
    int errors = diag_error_count(diag);
    if (size > SCENARIO_SIZE_MAX) {
        diag_error(diag, NULL, 0, 0, "\"%s\" is larger than 8 MiB", name);
        return NULL;
    }
    const char *shown = strcmp(name, "-") == 0 ? "<stdin>" : name;
    bytes = arena_copy(arena, bytes, size); // with a zero byte behind
    ScenarioReader r = {.arena = arena,
                        .diag = diag,
                        .file = diag_file(diag, shown, bytes, size),
                        .bytes = bytes,
                        .size = size,
                        .scenario = ARENA_NEW(arena, Scenario)};
    r.scenario->file = shown;
    r.scenario->machine = machine_default();
    r.scenario->limits = limits_default();
    r.scenario->is_python = is_python(name, bytes, size);
    if (r.scenario->is_python) {
        set_title(&r, path_base(shown));
        r.scenario->program = reader_python(&r, path_base(shown), bytes, size, r.file);
    } else {
        read_json(&r);
    }
    set_compare(&r);
    return diag_error_count(diag) > errors ? NULL : r.scenario;
}

Scenario *scenario_load(Arena *arena, const char *path, Diag *diag)
{
    size_t size;
    char *bytes = reader_file(arena, path, &size, diag, NULL, 0, 0);
    return bytes ? scenario_parse(arena, path, bytes, size, diag) : NULL;
}

bool scenario_is_trace(const char *bytes, size_t size)
{
    static const char key[] = "\"coroscope-trace\"";
    size_t at = 0;
    while (at < size && strchr(" \t\r\n", bytes[at]) && bytes[at])
        at++;
    if (at == size || bytes[at] != '{') return false;
    at++;
    while (at < size && strchr(" \t\r\n", bytes[at]) && bytes[at])
        at++;
    return size - at >= sizeof key - 1 && memcmp(bytes + at, key, sizeof key - 1) == 0;
}

const char *wordings_in(const Wordings *wordings, Language language)
{
    const char *code = language == LANGUAGE_KOREAN ? "ko" : "en";
    const char *fallback = NULL;
    for (int i = 0; i < wordings->count; i++) {
        const Wording *wording = &wordings->items[i];
        if (!wording->language || strcmp(wording->language, code) == 0)
            return wording->text;
        if (!fallback || strcmp(wording->language, "en") == 0) fallback = wording->text;
    }
    return fallback;
}
