// tokens_fstring.c -- f-strings cut into text and fields, as PEP 701 has it.
//
// A field is a bracket like any other, so that lines do not count inside it. What makes
// it a field is that its FString remembers how many brackets are open inside it: at that
// depth a ":" begins its format spec, which is text again and may hold fields of its own.

#include "source/cutter.h"

#include <string.h>

static FString *innermost(const Cutter *c)
{
    return (FString *)&c->fstrings[c->fstring_count - 1];
}

void fstring_begin(Cutter *c, uint32_t start, uint32_t quote_at, bool is_triple)
{
    uint32_t end = quote_at + (is_triple ? 3 : 1);
    if (c->fstring_count == TOKENS_FSTRINGS_MAX) {
        cutter_error(c, start, end, "too many nested f-strings");
        cutter_add(c, TOKEN_BROKEN, start, end);
        c->fstring_count = 0;
        c->bracket_count = 0;
        c->gave_up = true;
        c->at = c->size;
        return;
    }
    FString *f = &c->fstrings[c->fstring_count++];
    *f = (FString){.quote = c->text[quote_at], .is_triple = is_triple, .start = start};
    for (uint32_t i = start; i < quote_at; i++)
        if ((c->text[i] | 0x20) == 'r') f->is_raw = true;
    cutter_add(c, TOKEN_FSTRING_START, start, end);
    c->at = end;
}

bool fstring_is_in_text(const Cutter *c)
{
    if (!c->fstring_count) return false;
    const FString *f = innermost(c);
    return f->field_count == 0 || f->is_in_spec;
}

void fstring_abandon(Cutter *c, uint32_t start, uint32_t at)
{
    cutter_add(c, TOKEN_BROKEN, start, at);
    c->fstring_count = 0;
    c->bracket_count = 0;
    c->at = at;
}

static void unterminated(Cutter *c, uint32_t end)
{
    FString *f = innermost(c);
    cutter_unterminated(
        c, f->start, end,
        f->is_triple ? "unterminated triple-quoted f-string literal (detected at line %d)"
                     : "unterminated f-string literal (detected at line %d)");
}

static bool closes(const Cutter *c, const FString *f, uint32_t at)
{
    const char *text = c->text + at;
    return text[0] == f->quote &&
           (!f->is_triple || (text[1] == f->quote && text[2] == f->quote));
}

static void end_fstring(Cutter *c, FString *f)
{
    uint32_t end = c->at + (f->is_triple ? 3 : 1);
    if (f->is_in_spec) {
        cutter_error(c, c->at, end, "f-string: expecting '}', or format specs");
        fstring_abandon(c, c->at, end);
        return;
    }
    cutter_add(c, TOKEN_FSTRING_END, c->at, end);
    c->at = end;
    c->fstring_count--;
}

static void begin_field(Cutter *c, FString *f)
{
    if (f->field_count == FSTRING_FIELDS_MAX) {
        cutter_error(c, c->at, c->at + 1, "f-string: expressions nested too deeply");
        const char *end = memchr(c->text + c->at, '\n', c->size - c->at);
        fstring_abandon(c, c->at, end ? (uint32_t)(end - c->text) : c->size);
        return;
    }
    cutter_open_bracket(c, TOKEN_BRACE_OPEN, '{');
    if (c->gave_up) return;
    f->fields[f->field_count++] = c->bracket_count;
    f->is_in_spec = false;
}

// Where the escape at [at] ends; the braces of \N{...} are no field.
static uint32_t skip_escape(const Cutter *c, const FString *f, uint32_t at)
{
    char next = c->text[at + 1];
    if (at + 1 >= c->size || next == '{' || next == '}') return at + 1;
    if (!f->is_raw && next == 'N' && c->text[at + 2] == '{') {
        uint32_t end = at + 3;
        while (end < c->size && !strchr("}\n'\"", c->text[end]))
            end++;
        if (c->text[end] == '}') return end + 1;
    }
    return at + 2;
}

void fstring_cut_text(Cutter *c)
{
    FString *f = innermost(c);
    const char *text = c->text;
    uint32_t start = c->at, at = start;
    for (;;) {
        char byte = text[at];
        if (at >= c->size || (byte == '\n' && !f->is_triple)) {
            unterminated(c, at);
            return;
        }
        if (closes(c, f, at)) break;
        if (byte == '\\') {
            at = skip_escape(c, f, at);
        } else if (byte == '{' && (text[at + 1] != '{' || f->is_in_spec)) {
            break;
        } else if (byte == '}' && f->is_in_spec) {
            break;
        } else if (byte == '}' && text[at + 1] != '}') {
            cutter_error(c, at, at + 1, "f-string: single '}' is not allowed");
            diag_hint(c->diag, "a brace that is text is written twice: }}");
            cutter_add(c, TOKEN_BROKEN, at, at + 1);
            at++;
        } else {
            at += byte == '{' || byte == '}' ? 2 : 1;
        }
    }
    if (at > start) cutter_add(c, TOKEN_FSTRING_TEXT, start, at);
    c->at = at;
    if (text[at] == '{')
        begin_field(c, f);
    else if (text[at] == '}')
        cutter_close_bracket(c, TOKEN_BRACE_CLOSE, '}');
    else
        end_fstring(c, f);
}

bool fstring_takes_mark(Cutter *c)
{
    FString *f = innermost(c);
    if (!f->field_count || f->fields[f->field_count - 1] != c->bracket_count)
        return false;
    char mark = c->text[c->at];
    if (mark == '!' && c->text[c->at + 1] != '=') {
        cutter_add(c, TOKEN_BANG, c->at, c->at + 1);
        c->at++;
        return true;
    }
    if (mark != ':') return false;
    cutter_add(c, TOKEN_COLON, c->at, c->at + 1);
    c->at++;
    f->is_in_spec = true;
    return true;
}

void fstring_after_bracket(Cutter *c)
{
    FString *f = innermost(c);
    if (!f->field_count || c->bracket_count >= f->fields[f->field_count - 1]) return;
    f->field_count--;
    f->is_in_spec = f->field_count > 0;
}
