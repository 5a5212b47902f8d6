// docstring.c -- the indentation that a docstring has from the code around it goes.

#include "code/unit.h"

#include <string.h>

enum { TAB = 8 };

static AstText with_spaces_for_tabs(Arena *arena, AstText doc)
{
    if (!memchr(doc.bytes, '\t', doc.size)) return doc;
    char *spaced = arena_alloc(arena, (size_t)doc.size * TAB + 1, 1);
    uint32_t size = 0, column = 0;
    for (uint32_t i = 0; i < doc.size; i++) {
        char c = doc.bytes[i];
        if (c != '\t') {
            spaced[size++] = c;
            bool is_inside_character = (c & 0xc0) == 0x80;
            column = c == '\n' || c == '\r' ? 0 : column + !is_inside_character;
            continue;
        }
        do
            spaced[size++] = ' ';
        while (++column % TAB);
    }
    return (AstText){.bytes = spaced, .size = size};
}

static const char *past_spaces(const char *at)
{
    while (*at == ' ')
        at++;
    return at;
}

static const char *past_line(const char *at, const char *end)
{
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    return newline ? newline + 1 : end;
}

// The indentation that all lines but the first have, blank ones not counted.
static size_t margin_of(const char *at, const char *end)
{
    size_t margin = SIZE_MAX;
    for (at = past_line(at, end); at < end; at = past_line(at, end)) {
        const char *text = past_spaces(at);
        if (text < end && *text != '\n' && (size_t)(text - at) < margin)
            margin = (size_t)(text - at);
    }
    return margin == SIZE_MAX ? 0 : margin;
}

AstText docstring_clean(Arena *arena, AstText doc)
{
    doc = with_spaces_for_tabs(arena, doc);
    const char *end = doc.bytes + doc.size;
    size_t margin = margin_of(doc.bytes, end);
    char *clean = arena_alloc(arena, (size_t)doc.size + 1, 1);
    uint32_t size = 0;
    for (const char *at = past_spaces(doc.bytes); at < end;) {
        const char *next = past_line(at, end);
        memcpy(clean + size, at, (size_t)(next - at));
        size += (uint32_t)(next - at);
        at = next;
        for (size_t i = 0; i < margin && at < end && *at == ' '; i++)
            at++;
    }
    return (AstText){.bytes = clean, .size = size};
}

const char *docstring_of(Unit *unit, const StmtList *body, const char *docstring)
{
    if (!docstring) return NULL;
    return docstring_clean(unit->compiler->arena, body->items[0]->value->text).bytes;
}
