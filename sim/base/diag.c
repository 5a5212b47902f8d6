// diag.c -- messages in a growing array, sorted when they are printed.

#include "base/diag.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Columns of a source line that are shown; a longer one is cut around the caret.
enum { LINE_SHOWN = 100 };

struct DiagFile {
    const char *name;
    const char *bytes;
    size_t size;
    const DiagFile *of; // a view of this file; NULL if it is one itself
    const DiagSegment *segments;
    size_t segment_count;
    int number;       // in the order in which files were added
    uint32_t *starts; // of the lines of a file, made at the first question
    size_t line_count;
    Arena *arena;
};

typedef struct Hint {
    const char *text;
    struct Hint *next;
} Hint;

typedef struct Message {
    bool is_warning;
    const DiagFile *file; // NULL for a message without a place
    size_t start, end;    // in that file
    const char *text;
    Hint *hints, **hints_end;
    int number; // in the order of reporting
} Message;

struct Diag {
    Arena *arena;
    Language language;
    Message **messages;
    int count, capacity;
    int errors, warnings;
    int files;
    bool is_full; // so many that no more are kept
};

// How many messages are kept at all; beyond, they are only counted.
enum { DIAG_KEPT = 200 };

Diag *diag_new(Arena *arena, Language language)
{
    Diag *diag = ARENA_NEW(arena, Diag);
    diag->arena = arena;
    diag->language = language;
    return diag;
}

const DiagFile *diag_file(Diag *diag, const char *name, const char *bytes, size_t size)
{
    DiagFile *file = ARENA_NEW(diag->arena, DiagFile);
    file->name = name;
    file->bytes = bytes;
    file->size = size;
    file->number = diag->files++;
    file->arena = diag->arena;
    return file;
}

const DiagFile *diag_view(Diag *diag, const DiagFile *file, const DiagSegment *segments,
                          size_t count)
{
    DiagFile *view = ARENA_NEW(diag->arena, DiagFile);
    view->of = file;
    view->segments = segments;
    view->segment_count = count;
    return view;
}

int diag_error_count(const Diag *diag)
{
    return diag->errors;
}

int diag_warning_count(const Diag *diag)
{
    return diag->warnings;
}

bool diag_is_full(const Diag *diag)
{
    return diag->is_full;
}

Language diag_language(const Diag *diag)
{
    return diag->language;
}

// -- Places ------------------------------------------------------------------------

// The number of the segment that byte [offset] of a view is in, the last of those that
// begin there.
static size_t segment_of(const DiagFile *view, size_t offset)
{
    size_t low = 0, high = view->segment_count;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (view->segments[middle].from <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static size_t view_to_file(const DiagFile *view, size_t segment, size_t offset)
{
    return view->segments[segment].to + (offset - view->segments[segment].from);
}

static const DiagFile *resolve(const DiagFile *file, size_t *start, size_t *end)
{
    for (; file->of; file = file->of) {
        if (!file->segment_count) continue;
        size_t last = segment_of(file, *end);
        *start = view_to_file(file, segment_of(file, *start), *start);
        // What ends where another stretch begins ends with the first that begins there.
        while (last > 0 && file->segments[last].from == *end &&
               file->segments[last - 1].from == *end)
            last--;
        *end = view_to_file(file, last, *end);
    }
    if (*start > file->size) *start = file->size;
    if (*end > file->size) *end = file->size;
    if (*end < *start) *end = *start;
    return file;
}

static void find_lines(DiagFile *file)
{
    const char *end = file->bytes + file->size;
    size_t count = 1;
    for (const char *at = file->bytes;
         file->size && (at = memchr(at, '\n', (size_t)(end - at))); at++)
        count++;
    file->starts = ARENA_ARRAY(file->arena, uint32_t, count);
    file->line_count = count;
    size_t line = 1;
    for (const char *at = file->bytes;
         file->size && (at = memchr(at, '\n', (size_t)(end - at))); at++)
        file->starts[line++] = (uint32_t)(at - file->bytes) + 1;
}

// The 0-based line of byte [offset] of a file.
static size_t line_of(const DiagFile *file, size_t offset)
{
    if (!file->starts) find_lines((DiagFile *)file);
    size_t low = 0, high = file->line_count;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (file->starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

// Bytes that are no UTF-8 count as one column each.
static size_t count_columns(const char *bytes, size_t size)
{
    size_t count = 0;
    while (size) {
        size_t good = utf8_first_error(bytes, size);
        count += utf8_count(bytes, good);
        if (good == size) break;
        count++;
        bytes += good + 1;
        size -= good + 1;
    }
    return count;
}

void diag_position(const DiagFile *file, size_t offset, int *line, int *column)
{
    size_t end = offset;
    file = resolve(file, &offset, &end);
    size_t index = line_of(file, offset);
    size_t start = file->starts[index];
    *line = (int)index + 1;
    *column = (int)count_columns(file->bytes + start, offset - start) + 1;
}

int diag_line(const DiagFile *file, size_t offset)
{
    size_t end = offset;
    file = resolve(file, &offset, &end);
    return (int)line_of(file, offset) + 1;
}

// -- Reporting ---------------------------------------------------------------------

static const char *format_message(Diag *diag, const char *english, va_list arguments)
{
    char text[1000];
    vsnprintf(text, sizeof text, in_language(diag->language, english), arguments);
    // A cut in the middle of a character would make the output bad UTF-8.
    size_t size = utf8_first_error(text, strlen(text));
    return arena_copy(diag->arena, text, size);
}

static void report(Diag *diag, bool is_warning, const DiagFile *file, size_t start,
                   size_t end, const char *english, va_list arguments)
{
    if (is_warning)
        diag->warnings++;
    else
        diag->errors++;
    diag->is_full = diag->count >= DIAG_KEPT;
    if (diag->is_full) return;
    if (diag->count == diag->capacity) {
        int capacity = diag->capacity ? diag->capacity * 2 : 16;
        Message **messages = ARENA_ARRAY(diag->arena, Message *, capacity);
        if (diag->count)
            memcpy(messages, diag->messages, sizeof(Message *) * (size_t)diag->count);
        diag->messages = messages;
        diag->capacity = capacity;
    }
    Message *message = ARENA_NEW(diag->arena, Message);
    message->is_warning = is_warning;
    message->file = file ? resolve(file, &start, &end) : NULL;
    message->start = start;
    message->end = end;
    message->text = format_message(diag, english, arguments);
    message->hints_end = &message->hints;
    message->number = diag->count;
    diag->messages[diag->count++] = message;
}

void diag_error(Diag *diag, const DiagFile *file, size_t start, size_t end,
                const char *english, ...)
{
    va_list arguments;
    va_start(arguments, english);
    report(diag, false, file, start, end, english, arguments);
    va_end(arguments);
}

void diag_warning(Diag *diag, const DiagFile *file, size_t start, size_t end,
                  const char *english, ...)
{
    va_list arguments;
    va_start(arguments, english);
    report(diag, true, file, start, end, english, arguments);
    va_end(arguments);
}

void diag_hint(Diag *diag, const char *english, ...)
{
    if (!diag->count || diag->is_full) return;
    Message *message = diag->messages[diag->count - 1];
    Hint *hint = ARENA_NEW(diag->arena, Hint);
    va_list arguments;
    va_start(arguments, english);
    hint->text = format_message(diag, english, arguments);
    va_end(arguments);
    *message->hints_end = hint;
    message->hints_end = &hint->next;
}

// -- Printing ----------------------------------------------------------------------

static int file_number(const Message *message)
{
    return message->file ? message->file->number : -1;
}

static int by_place(const void *left, const void *right)
{
    const Message *a = *(Message *const *)left, *b = *(Message *const *)right;
    if (file_number(a) != file_number(b)) return file_number(a) < file_number(b) ? -1 : 1;
    if (a->start != b->start) return a->start < b->start ? -1 : 1;
    return a->number < b->number ? -1 : 1;
}

// Adds the bytes of a source line as a terminal can show them: tabs as one space, other
// controls and bytes that are no UTF-8 as a replacement character. Returns the columns.
static size_t add_shown(Text *out, const char *bytes, size_t size)
{
    size_t columns = 0;
    for (size_t at = 0; at < size;) {
        size_t length = utf8_length(bytes[at]);
        unsigned char byte = (unsigned char)bytes[at];
        if (byte >= 0x80 &&
            (at + length > size || utf8_first_error(bytes + at, length) != length)) {
            text_add(out, "\xef\xbf\xbd");
            columns++;
            at++;
        } else if (byte == '\t') {
            text_add_char(out, ' ');
            columns++;
            at++;
        } else if (byte < 0x20 || byte == 0x7f) {
            text_add(out, "\xef\xbf\xbd");
            columns++;
            at++;
        } else {
            size_t ignored;
            text_add_bytes(out, bytes + at, length);
            columns += (size_t)utf8_width(utf8_decode(bytes + at, &ignored));
            at += length;
        }
    }
    return columns;
}

// Moves [offset] down to the first byte of the character that it is in; of bytes that are
// no UTF-8, it stays where it is.
static size_t character_start(const char *bytes, size_t low, size_t offset)
{
    size_t start = offset;
    while (start > low && offset - start < 3 &&
           ((unsigned char)bytes[start] & 0xc0) == 0x80)
        start--;
    return ((unsigned char)bytes[start] & 0xc0) == 0x80 ? offset : start;
}

// The part of the line [from, to) that is shown around the token [start, end).
typedef struct Window {
    size_t from, to;
    bool is_cut_before, is_cut_behind;
} Window;

static Window window_around(const DiagFile *file, size_t from, size_t to, size_t start)
{
    Window window = {from, to, false, false};
    if (to - from <= LINE_SHOWN) return window;
    if (start - from > LINE_SHOWN / 2) {
        window.from = character_start(file->bytes, from, start - LINE_SHOWN / 2);
        window.is_cut_before = true;
    }
    if (to - window.from > LINE_SHOWN) {
        window.to = character_start(file->bytes, window.from, window.from + LINE_SHOWN);
        window.is_cut_behind = true;
    }
    return window;
}

static void print_source(const Message *message, Text *out)
{
    const DiagFile *file = message->file;
    size_t line = line_of(file, message->start);
    size_t from = file->starts[line];
    size_t to = line + 1 < file->line_count ? file->starts[line + 1] - 1 : file->size;
    if (to > from && file->bytes[to - 1] == '\r') to--;
    size_t start = message->start < to ? message->start : to;
    size_t end = message->end < to ? message->end : to;
    Window window = window_around(file, from, to, start);
    if (end > window.to) end = window.to;
    if (end < start) end = start;

    text_addf(out, "%5zu | ", line + 1);
    if (window.is_cut_before) text_add(out, "...");
    size_t columns = window.is_cut_before ? 3 : 0;
    columns += add_shown(out, file->bytes + window.from, start - window.from);
    size_t width = add_shown(out, file->bytes + start, end - start);
    add_shown(out, file->bytes + end, window.to - end);
    if (window.is_cut_behind) text_add(out, "...");
    text_add(out, "\n      | ");
    text_add_repeated(out, ' ', columns);
    text_add_repeated(out, '^', width ? width : 1);
    text_add_char(out, '\n');
}

static void print_message(const Diag *diag, const Message *message, Text *out)
{
    if (message->file) {
        int line, column;
        diag_position(message->file, message->start, &line, &column);
        text_addf(out, "%s:%d:%d: ", message->file->name, line, column);
    }
    text_add(out, in_language(diag->language, message->is_warning ? "warning" : "error"));
    text_addf(out, ": %s\n", message->text);
    if (message->file) print_source(message, out);
    for (const Hint *hint = message->hints; hint; hint = hint->next)
        text_addf(out, "  %s: %s\n", in_language(diag->language, "help"), hint->text);
}

// A part of a file that was looked at twice is reported once.
static bool is_repeated(const Message *before, const Message *message)
{
    return before->file == message->file && before->start == message->start &&
           message->file && strcmp(before->text, message->text) == 0;
}

void diag_print(Diag *diag, Text *out)
{
    if (!diag->count) return;
    qsort(diag->messages, (size_t)diag->count, sizeof(Message *), by_place);
    int shown = 0, read = 0;
    for (; read < diag->count && shown < DIAG_SHOWN; read++) {
        if (read && is_repeated(diag->messages[read - 1], diag->messages[read])) continue;
        print_message(diag, diag->messages[read], out);
        shown++;
    }
    int more = diag->errors + diag->warnings - read;
    if (more > 0) {
        text_addf(out, in_language(diag->language, "and %d more messages"), more);
        text_add_char(out, '\n');
    }
}
