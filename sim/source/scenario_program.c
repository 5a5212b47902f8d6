// scenario_program.c -- the program of a scenario: as lines in the JSON, as a file of its
// own, or as the whole scenario. Each becomes one text with line feeds only, and a view
// that leads from its bytes back to the file's.

#include "base/text.h"
#include "base/utf8.h"
#include "source/check.h"
#include "source/grammar.h"
#include "source/scenario_reader.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

// -- Files -------------------------------------------------------------------------

const char *path_base(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static char *read_open_file(Arena *arena, FILE *file, size_t *size)
{
    Text text = {0};
    size_t got;
    do {
        char *room = text_room(&text, 65536);
        got = fread(room, 1, 65536, file);
        text.size += got;
    } while (got > 0 && text.size <= SCENARIO_SIZE_MAX);
    char *bytes = arena_copy(arena, text_string(&text), text.size);
    *size = text.size;
    text_free(&text);
    return bytes;
}

char *reader_file(Arena *arena, const char *path, size_t *size, Diag *diag,
                  const DiagFile *place, size_t start, size_t end)
{
    bool is_stdin = strcmp(path, "-") == 0 && !place;
    struct stat status;
    if (!is_stdin && stat(path, &status) == 0 && S_ISDIR(status.st_mode)) {
        diag_error(diag, place, start, end, "\"%s\" is a folder", path);
        return NULL;
    }
    FILE *file = is_stdin ? stdin : fopen(path, "rb");
    if (!file) {
        diag_error(diag, place, start, end, "cannot read \"%s\": %s", path,
                   reason_in(diag_language(diag), errno));
        return NULL;
    }
    char *bytes = read_open_file(arena, file, size);
    bool has_failed = ferror(file) != 0;
    int reason = errno;
    if (!is_stdin) fclose(file);
    if (has_failed) {
        diag_error(diag, place, start, end, "cannot read \"%s\": %s", path,
                   reason_in(diag_language(diag), reason));
        return NULL;
    }
    if (*size > SCENARIO_SIZE_MAX) {
        diag_error(diag, place, start, end, "\"%s\" is larger than 8 MiB", path);
        return NULL;
    }
    return bytes;
}

// -- Texts and their views ---------------------------------------------------------

// A program's text while it is put together.
typedef struct Source {
    Arena *arena;
    Text text;
    uint32_t base; // offset in [text] of what is being added
    DiagSegment *segments;
    size_t count, capacity;
} Source;

static void add_segment(void *owner, uint32_t from, uint32_t to)
{
    Source *source = owner;
    if (source->count == source->capacity) {
        size_t capacity = source->capacity ? source->capacity * 2 : 64;
        DiagSegment *segments = ARENA_ARRAY(source->arena, DiagSegment, capacity);
        if (source->count)
            memcpy(segments, source->segments, sizeof(DiagSegment) * source->count);
        source->segments = segments;
        source->capacity = capacity;
    }
    source->segments[source->count++] = (DiagSegment){source->base + from, to};
}

static Program *finish_program(ScenarioReader *r, Source *source, const char *name,
                               const DiagFile *file)
{
    const char *text =
        arena_copy(r->arena, text_string(&source->text), source->text.size);
    uint32_t size = (uint32_t)source->text.size;
    text_free(&source->text);
    const DiagFile *view = diag_view(r->diag, file, source->segments, source->count);
    int errors = diag_error_count(r->diag);
    bool is_whole;
    Program *program = grammar_read(r->arena, name, text, size, r->diag, view, &is_whole);
    check_program(r->arena, program, r->diag, view, is_whole);
    return diag_error_count(r->diag) > errors ? NULL : program;
}

// -- A list of lines ---------------------------------------------------------------

static bool check_line(ScenarioReader *r, const JsonValue *line)
{
    if (line->kind != JSON_TEXT)
        return reader_error(
            r, line, "a line of the program must be a text, not %s",
            in_language(diag_language(r->diag), json_kind_name(line->kind)));
    if (strpbrk(line->text.bytes, "\n\r")) {
        reader_error(r, line, "a line of the program holds a line break");
        diag_hint(r->diag, "give every line a text of its own in the list");
        return false;
    }
    return true;
}

static Program *program_of_lines(ScenarioReader *r, const JsonValue *list)
{
    bool is_good = true;
    for (int i = 0; i < list->count; i++)
        is_good = check_line(r, list->items[i]) && is_good;
    if (!is_good) return NULL;
    Source source = {.arena = r->arena};
    for (int i = 0; i < list->count; i++) {
        const JsonValue *line = list->items[i];
        if (i) {
            // The line break is the closing quote of the line before.
            text_add_char(&source.text, '\n');
            source.base = (uint32_t)source.text.size;
            add_segment(&source, 0, list->items[i - 1]->place.end);
        }
        source.base = (uint32_t)source.text.size;
        json_text_segments(r->bytes, line, add_segment, &source);
        text_add_bytes(&source.text, line->text.bytes, line->text.size);
    }
    return finish_program(r, &source, path_base(r->scenario->file), r->file);
}

// -- Python ------------------------------------------------------------------------

static bool check_python_bytes(ScenarioReader *r, const char *bytes, size_t size,
                               const DiagFile *file)
{
    if (utf8_is_utf16(bytes, size)) {
        diag_error(r->diag, file, 0, 2, "the file is UTF-16");
        diag_hint(r->diag, "save it as UTF-8 without BOM");
        return false;
    }
    size_t bad = utf8_first_error(bytes, size);
    if (bad < size) {
        diag_error(r->diag, file, bad, bad + 1, "not UTF-8: byte 0x%02x",
                   (unsigned char)bytes[bad]);
        diag_hint(r->diag, "save the file as UTF-8");
        return false;
    }
    const char *nul = memchr(bytes, 0, size);
    if (nul) {
        size_t at = (size_t)(nul - bytes);
        diag_error(r->diag, file, at, at + 1, "source code cannot contain null bytes");
        return false;
    }
    return true;
}

// Adds the bytes without a byte order mark, with "\n" for every kind of line break, and
// without the last one: so they equal the lines of a JSON program, joined.
static void add_python(Source *source, const char *bytes, size_t size)
{
    size_t at = size >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    while (at < size) {
        const char *cr = memchr(bytes + at, '\r', size - at);
        size_t end = cr ? (size_t)(cr - bytes) : size;
        source->base = (uint32_t)source->text.size;
        add_segment(source, 0, (uint32_t)at);
        text_add_bytes(&source->text, bytes + at, end - at);
        at = end;
        if (!cr) break;
        source->base = (uint32_t)source->text.size;
        add_segment(source, 0, (uint32_t)at);
        text_add_char(&source->text, '\n');
        at += at + 1 < size && bytes[at + 1] == '\n' ? 2 : 1;
    }
    if (source->text.size && source->text.bytes[source->text.size - 1] == '\n')
        source->text.bytes[--source->text.size] = 0;
}

Program *reader_python(ScenarioReader *r, const char *name, const char *bytes,
                       size_t size, const DiagFile *file)
{
    if (!check_python_bytes(r, bytes, size, file)) return NULL;
    Source source = {.arena = r->arena};
    add_python(&source, bytes, size);
    return finish_program(r, &source, name, file);
}

// -- A file beside the scenario --------------------------------------------------------

static bool ends_with(const char *text, const char *end)
{
    size_t size = strlen(text), end_size = strlen(end);
    return size >= end_size && strcmp(text + size - end_size, end) == 0;
}

static bool has_part(const char *path, const char *part)
{
    size_t size = strlen(part);
    for (const char *at = path; at; at = strchr(at, '/')) {
        if (*at == '/') at++;
        if (strncmp(at, part, size) == 0 && (at[size] == '/' || at[size] == 0))
            return true;
    }
    return false;
}

static Program *program_of_file(ScenarioReader *r, const JsonValue *value)
{
    const char *name = value->text.bytes;
    if (!ends_with(name, ".py")) {
        reader_error(r, value,
                     "\"program\" must be a list of lines or the name of a .py "
                     "file");
        if (strchr(name, '\n') || strchr(name, ' '))
            diag_hint(r->diag, "write [\"first line\", \"second line\"]");
        return NULL;
    }
    if (name[0] == '/' || strchr(name, '\\') || has_part(name, "..")) {
        reader_error(r, value,
                     "the program's file must be in the scenario's folder or "
                     "below it");
        return NULL;
    }
    const char *slash = strrchr(r->scenario->file, '/');
    int folder = slash ? (int)(slash - r->scenario->file) + 1 : 0;
    const char *path = arena_format(r->arena, "%.*s%s", folder, r->scenario->file, name);
    size_t size;
    char *bytes = reader_file(r->arena, path, &size, r->diag, r->file, value->place.start,
                              value->place.end);
    if (!bytes) return NULL;
    r->scenario->program_file = name;
    return reader_python(r, path_base(name), bytes, size,
                         diag_file(r->diag, path, bytes, size));
}

Program *reader_program(ScenarioReader *r, const JsonValue *value)
{
    if (value->kind == JSON_LIST) return program_of_lines(r, value);
    if (value->kind == JSON_TEXT) return program_of_file(r, value);
    reader_wrong_kind(r, value, "program", "a list of lines or the name of a .py file");
    return NULL;
}
