// excerpt.c -- source lines with carets: what StackSummary.format_frame_summary of
// CPython 3.13's traceback module makes of an instruction's place.
//
// Columns are counted as Python does, in code points, and shown in terminal columns.

#include "code/excerpt.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "code/anchors.h"

#include <stdlib.h>
#include <string.h>

// One line of the program without its indentation in common with the others.
typedef struct Line {
    const char *bytes;
    uint32_t size;
} Line;

// What is known of an excerpt while its lines are written.
typedef struct Excerpt {
    Line *lines;
    int count;
    bool has_carets;
    bool has_anchors;
    int left_line, right_line;          // of the anchors
    uint32_t left_column, right_column; // displayed
    uint32_t start_column;              // in the first line, displayed
    uint32_t end_column;                // in the last line, displayed
} Excerpt;

void excerpt_add_header(const Program *program, Place place, AstText function, Text *out)
{
    text_addf(out, "  File \"%s\", line %d, in %s\n", program->name,
              program_line(program, place.start), function.bytes);
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

// The line number [line] (1-based) without what is blank at its end.
static Line line_of(const Program *program, int line)
{
    uint32_t start = program->lines[line - 1];
    uint32_t end =
        (uint32_t)line < program->line_count ? program->lines[line] : program->size;
    while (end > start && is_space(program->text[end - 1]))
        end--;
    return (Line){program->text + start, end - start};
}

static uint32_t indentation(Line line)
{
    uint32_t at = 0;
    while (at < line.size && (line.bytes[at] == ' ' || line.bytes[at] == '\t'))
        at++;
    return at;
}

void excerpt_add_line(const Program *program, Place place, Text *out)
{
    Line line = line_of(program, program_line(program, place.start));
    uint32_t cut = indentation(line);
    if (cut < line.size)
        text_addf(out, "    %.*s\n", (int)(line.size - cut), line.bytes + cut);
}

void excerpt_add_text(const Program *program, int line, Text *out)
{
    Line text = line_of(program, line);
    uint32_t cut = indentation(text);
    if (cut < text.size) text_add_bytes(out, text.bytes + cut, text.size - cut);
}

// How many bytes of indentation the lines that are not blank have in common.
static uint32_t common_indentation(const Line *lines, int count)
{
    const Line *first = NULL;
    uint32_t common = 0;
    for (int i = 0; i < count; i++) {
        uint32_t own = indentation(lines[i]);
        if (own == lines[i].size) continue;
        if (!first) {
            first = &lines[i];
            common = own;
        }
        uint32_t equal = 0;
        while (equal < common && equal < own &&
               lines[i].bytes[equal] == first->bytes[equal])
            equal++;
        common = equal;
    }
    return common;
}

static void dedent(Line *lines, int count)
{
    uint32_t common = common_indentation(lines, count);
    for (int i = 0; i < count; i++) {
        uint32_t cut = common < lines[i].size ? common : lines[i].size;
        lines[i].bytes += cut;
        lines[i].size -= cut;
    }
}

static bool is_ascii(Line line)
{
    for (uint32_t i = 0; i < line.size; i++)
        if (line.bytes[i] & 0x80) return false;
    return true;
}

// The byte column of [offset] in [line]; 0 if it lies in what was cut off in front.
static uint32_t byte_column(const Program *program, Line line, uint32_t offset)
{
    const char *at = program->text + offset;
    return at > line.bytes ? (uint32_t)(at - line.bytes) : 0;
}

// The displayed column behind the first [bytes] of the line. Combining marks count as
// one column, as CPython's traceback counts them.
static uint32_t display_column(Line line, uint32_t bytes)
{
    if (is_ascii(line)) return bytes;
    uint32_t columns = 0;
    for (size_t at = 0, size; at < bytes && at < line.size; at += size)
        columns += utf8_width(utf8_decode(line.bytes + at, &size)) == 2 ? 2 : 1;
    return columns;
}

static bool is_blank(const char *bytes, uint32_t size)
{
    for (uint32_t i = 0; i < size; i++)
        if (!is_space(bytes[i])) return false;
    return true;
}

// "return f(x)" and "x = f(x)" are shown bare. CPython compares byte columns with columns
// of characters there, so that Hangul in front of an end brings the carets back.
static bool is_quiet(const Program *program, const Excerpt *excerpt, Anchors anchors,
                     Place place)
{
    if (!anchors.quiet) return false;
    Line first = excerpt->lines[0], last = excerpt->lines[excerpt->count - 1];
    first.size = byte_column(program, first, place.start);
    uint32_t end = byte_column(program, last, place.end);
    if (end < last.size) last.size = end;
    return is_ascii(first) && is_ascii(last);
}

static void place_anchors(const Program *program, Excerpt *excerpt, Anchors anchors,
                          Place place)
{
    int first_line = program_line(program, place.start);
    excerpt->left_line = program_line(program, anchors.left) - first_line;
    excerpt->right_line = program_line(program, anchors.right) - first_line;
    if (excerpt->left_line >= excerpt->count || excerpt->right_line >= excerpt->count)
        return;
    Line left = excerpt->lines[excerpt->left_line];
    Line right = excerpt->lines[excerpt->right_line];
    excerpt->left_column = display_column(left, byte_column(program, left, anchors.left));
    excerpt->right_column =
        display_column(right, byte_column(program, right, anchors.right));
    excerpt->has_anchors = true;
}

// Reads the lines and decides whether they get carets, and where.
static void prepare(const Program *program, Place place, Excerpt *excerpt)
{
    int first_line = program_line(program, place.start);
    excerpt->count = program_line(program, place.end) - first_line + 1;
    excerpt->lines = memory_new(sizeof(Line) * (size_t)excerpt->count);
    for (int i = 0; i < excerpt->count; i++)
        excerpt->lines[i] = line_of(program, first_line + i);
    dedent(excerpt->lines, excerpt->count);

    Line first = excerpt->lines[0], last = excerpt->lines[excerpt->count - 1];
    uint32_t start = byte_column(program, first, place.start);
    uint32_t end = byte_column(program, last, place.end);
    excerpt->start_column = display_column(first, start);
    excerpt->end_column = display_column(last, end);

    Anchors anchors = anchors_of(program, place);
    if (anchors.found) place_anchors(program, excerpt, anchors, place);
    bool partial = !is_blank(first.bytes, start < first.size ? start : first.size) ||
                   (end < last.size && !is_blank(last.bytes + end, last.size - end));
    excerpt->has_carets =
        !is_quiet(program, excerpt, anchors, place) && (excerpt->has_anchors || partial);
}

static bool is_inside_anchors(const Excerpt *excerpt, int line, uint32_t column)
{
    bool behind_left = line > excerpt->left_line ||
                       (line == excerpt->left_line && column >= excerpt->left_column);
    bool before_right = line < excerpt->right_line ||
                        (line == excerpt->right_line && column < excerpt->right_column);
    return behind_left && before_right;
}

static void add_carets(const Excerpt *excerpt, int line, Text *out)
{
    Line shown = excerpt->lines[line];
    uint32_t blank = 0;
    while (blank < shown.size && is_space(shown.bytes[blank]))
        blank++;
    uint32_t count = line == excerpt->count - 1 ? excerpt->end_column
                                                : display_column(shown, shown.size);
    for (uint32_t column = 0; column < count; column++) {
        char mark = '^';
        if (column < blank || (line == 0 && column < excerpt->start_column))
            mark = ' ';
        else if (excerpt->has_anchors && !is_inside_anchors(excerpt, line, column))
            mark = '~';
        text_add_char(out, mark);
    }
    text_add_char(out, '\n');
}

static void add_line(const Excerpt *excerpt, int line, Text *out)
{
    text_add_bytes(out, excerpt->lines[line].bytes, excerpt->lines[line].size);
    text_add_char(out, '\n');
    if (excerpt->has_carets) add_carets(excerpt, line, out);
}

// The first and last line and those around an anchor are shown.
static bool is_significant(const Excerpt *excerpt, int line)
{
    if (line == 0 || line == excerpt->count - 1) return true;
    if (!excerpt->has_anchors) return false;
    return abs(line - excerpt->left_line) <= 1 || abs(line - excerpt->right_line) <= 1;
}

static void add_lines(const Excerpt *excerpt, Text *out)
{
    int last_shown = -1;
    for (int line = 0; line < excerpt->count; line++) {
        if (!is_significant(excerpt, line)) continue;
        int hidden = line - last_shown - 1;
        if (hidden == 1)
            add_line(excerpt, line - 1, out);
        else if (hidden > 1)
            text_addf(out, "...<%d lines>...\n", hidden);
        add_line(excerpt, line, out);
        last_shown = line;
    }
}

// Adds the lines of [text] four columns in, after taking away what indentation they have
// in common: the lines that had none may be among those left out.
static void add_indented(const Text *text, Text *out)
{
    int count = 0;
    for (size_t i = 0; i < text->size; i++)
        count += text->bytes[i] == '\n';
    Line *lines = memory_new(sizeof(Line) * (size_t)(count ? count : 1));
    const char *at = text->bytes;
    for (int i = 0; i < count; i++) {
        const char *end = strchr(at, '\n');
        lines[i] = (Line){at, (uint32_t)(end - at)};
        at = end + 1;
    }
    dedent(lines, count);
    for (int i = 0; i < count; i++) {
        text_add(out, "    ");
        if (!is_blank(lines[i].bytes, lines[i].size))
            text_add_bytes(out, lines[i].bytes, lines[i].size);
        text_add_char(out, '\n');
    }
    free(lines);
}

void excerpt_add(const Program *program, Place place, Text *out)
{
    Excerpt excerpt = {0};
    Text lines = {0};
    prepare(program, place, &excerpt);
    add_lines(&excerpt, &lines);
    add_indented(&lines, out);
    text_free(&lines);
    free(excerpt.lines);
}
