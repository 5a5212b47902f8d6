// tokens.c -- cuts the text in one pass, with a stack of indents, one of open brackets
// and one of f-strings (tokens_fstring.c).
//
// Inside brackets lines do not count; but no expression has a line that begins with a
// word like "def" or "return". Where one does, the bracket before it was never closed:
// that is reported there, and the lines after it are cut as if it had been.

#include "source/tokens.h"

#include "base/assert.h"
#include "base/utf8.h"
#include "source/cutter.h"
#include "source/identifier.h"

#include <stdlib.h>
#include <string.h>

static const char *const written[TOKEN_KIND_COUNT] = {
#define MARK(name, text) [TOKEN_##name] = text,
#define WORD(name, text) [TOKEN_##name] = text,
#include "source/tokens.def"
#undef MARK
#undef WORD
};

const char *token_written(TokenKind kind)
{
    return written[kind];
}

static bool starts_word(unsigned char byte)
{
    return ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || byte == '_' || byte >= 0x80;
}

static bool is_digit(unsigned char byte)
{
    return byte >= '0' && byte <= '9';
}

void cutter_error(Cutter *c, uint32_t start, uint32_t end, const char *english)
{
    diag_error(c->diag, c->file, start, end, english, "");
    c->line_is_broken = true;
}

uint32_t cutter_add(Cutter *c, TokenKind kind, uint32_t start, uint32_t end)
{
    if (c->count == c->capacity) {
        c->capacity = c->capacity ? c->capacity * 2 : 1024;
        c->items = memory_grow(c->items, c->capacity * sizeof(Token));
    }
    c->items[c->count] = (Token){.kind = (uint8_t)kind,
                                 .flags = c->at_line_start ? TOKEN_FIRST_ON_LINE : 0,
                                 .start = start,
                                 .end = end};
    c->at_line_start = false;
    return c->count++;
}

// -- Brackets ----------------------------------------------------------------------

void cutter_open_bracket(Cutter *c, TokenKind kind, char mark)
{
    if (c->bracket_count == TOKENS_BRACKETS_MAX) {
        cutter_error(c, c->at, c->at + 1, "too many nested parentheses");
        cutter_add(c, TOKEN_BROKEN, c->at, c->at + 1);
        c->at = c->size; // what is nested this deep has nothing else worth telling
        c->bracket_count = 0;
        c->fstring_count = 0;
        c->gave_up = true;
        return;
    }
    if (c->bracket_count == 0) {
        c->rescue = (Rescue){0, 0};
        c->has_bad_string = false;
    }
    uint32_t token = cutter_add(c, kind, c->at, c->at + 1);
    c->brackets[c->bracket_count++] = (Bracket){mark, c->at, token};
    c->at++;
}

static char closer_of(char opener)
{
    return opener == '(' ? ')' : opener == '[' ? ']' : '}';
}

// A bracket of the kind that belongs to the innermost f-string's field cannot be closed
// from inside, nor can one outside of it.
static uint32_t lowest_bracket(const Cutter *c)
{
    if (!c->fstring_count) return 0;
    const FString *f = &c->fstrings[c->fstring_count - 1];
    return f->field_count ? f->fields[f->field_count - 1] : 0;
}

// If one of the open brackets belongs to the closing [mark], those inside it are taken for
// forgotten.
static void skip_to_match(Cutter *c, char mark, uint32_t lowest)
{
    uint32_t floor = lowest && mark == '}' ? lowest - 1 : lowest;
    for (uint32_t count = c->bracket_count; count > floor; count--)
        if (closer_of(c->brackets[count - 1].mark) == mark) {
            c->bracket_count = count;
            return;
        }
}

void cutter_close_bracket(Cutter *c, TokenKind kind, char mark)
{
    uint32_t lowest = lowest_bracket(c);
    if (c->bracket_count == 0 || (c->bracket_count == lowest && mark != '}')) {
        if (!c->forgiven)
            diag_error(c->diag, c->file, c->at, c->at + 1,
                       c->fstring_count ? "f-string: unmatched '%c'" : "unmatched '%c'",
                       mark);
        if (c->forgiven) c->forgiven--;
        c->line_is_broken = true;
        cutter_add(c, TOKEN_BROKEN, c->at, c->at + 1);
        c->at++;
        return;
    }
    Bracket open = c->brackets[c->bracket_count - 1];
    if (closer_of(open.mark) != mark) {
        int line = diag_line(c->file, open.start);
        if (line == diag_line(c->file, c->at))
            diag_error(c->diag, c->file, c->at, c->at + 1,
                       "closing parenthesis '%c' does not match opening parenthesis '%c'",
                       mark, open.mark);
        else
            diag_error(c->diag, c->file, c->at, c->at + 1,
                       "closing parenthesis '%c' does not match opening parenthesis '%c' "
                       "on line %d",
                       mark, open.mark, line);
        if (!diag_is_full(c->diag))
            diag_hint(c->diag, "'%c' was opened at %s", open.mark,
                      cutter_position(c, open.start));
        c->line_is_broken = true;
        kind = TOKEN_BROKEN;
        skip_to_match(c, mark, lowest);
        open = c->brackets[c->bracket_count - 1];
    }
    c->bracket_count--;
    uint32_t token = cutter_add(c, kind, c->at, c->at + 1);
    c->items[open.token].match = token;
    c->at++;
    if (c->fstring_count) fstring_after_bracket(c);
}

const char *cutter_position(Cutter *c, uint32_t offset)
{
    int line, column;
    diag_position(c->file, offset, &line, &column);
    return arena_format(c->scratch, "%d:%d", line, column);
}

static void report_unclosed(Cutter *c)
{
    if (!c->line_is_broken) {
        Bracket open = c->brackets[c->bracket_count - 1];
        diag_error(c->diag, c->file, open.start, open.start + 1, "'%c' was never closed",
                   open.mark);
    }
    cutter_add(c, TOKEN_BROKEN, c->at, c->at);
    c->forgiven = c->bracket_count;
    c->bracket_count = 0;
    c->fstring_count = 0;
}

// True for the words that begin a statement and that no expression has at the beginning
// of a line.
static bool begins_statement(TokenKind kind)
{
    switch (kind) {
    case TOKEN_ASSERT:
    case TOKEN_BREAK:
    case TOKEN_CLASS:
    case TOKEN_CONTINUE:
    case TOKEN_DEF:
    case TOKEN_DEL:
    case TOKEN_ELIF:
    case TOKEN_EXCEPT:
    case TOKEN_FINALLY:
    case TOKEN_GLOBAL:
    case TOKEN_IMPORT:
    case TOKEN_NONLOCAL:
    case TOKEN_PASS:
    case TOKEN_RAISE:
    case TOKEN_RETURN:
    case TOKEN_TRY:
    case TOKEN_WHILE:
    case TOKEN_WITH: return true;
    default: return false;
    }
}

// -- Indentation -------------------------------------------------------------------

// The column with tabs to multiples of 8, and with tabs counted as 1: where the two
// disagree about which of two lines is deeper, the tabs are inconsistent.
typedef struct Columns {
    int wide, narrow;
} Columns;

static Columns measure_indent(Cutter *c)
{
    Columns columns = {0, 0};
    for (;; c->at++) {
        char byte = c->text[c->at];
        if (byte == ' ') {
            columns.wide++;
            columns.narrow++;
        } else if (byte == '\t') {
            columns.wide = (columns.wide / 8 + 1) * 8;
            columns.narrow++;
        } else if (byte == '\f') {
            columns = (Columns){0, 0};
        } else {
            return columns;
        }
    }
}

static void report_tabs(Cutter *c, uint32_t line_start)
{
    cutter_error(c, line_start, c->at,
                 "inconsistent use of tabs and spaces in indentation");
    diag_hint(c->diag, "indent every line with spaces, 4 for each level");
}

static void indent_to(Cutter *c, Columns columns, uint32_t line_start)
{
    Indent *top = &c->indents[c->indent_count - 1];
    if (columns.wide == top->wide) {
        if (columns.narrow != top->narrow) report_tabs(c, line_start);
        return;
    }
    if (columns.wide > top->wide) {
        if (columns.narrow <= top->narrow) report_tabs(c, line_start);
        if (c->indent_count == TOKENS_INDENTS_MAX) {
            cutter_error(c, line_start, c->at, "too many levels of indentation");
            c->gave_up = true;
            c->at = c->size;
            return;
        }
        c->indents[c->indent_count++] = (Indent){columns.wide, columns.narrow};
        cutter_add(c, TOKEN_INDENT, line_start, c->at);
        return;
    }
    while (c->indent_count > 1 && columns.wide < c->indents[c->indent_count - 1].wide) {
        c->indent_count--;
        cutter_add(c, TOKEN_DEDENT, c->at, c->at);
    }
    top = &c->indents[c->indent_count - 1];
    if (columns.wide != top->wide) {
        cutter_error(c, line_start, c->at,
                     "unindent does not match any outer indentation level");
        c->line_is_broken = false; // the line itself is worth reading
        // Taken for a line of the level below it, and so are those that follow.
        top->wide = columns.wide;
        top->narrow = columns.narrow;
    } else if (columns.narrow != top->narrow) {
        report_tabs(c, line_start);
    }
}

// At the first byte of a line outside brackets: skips blank lines, then sets the indent.
static void begin_line(Cutter *c)
{
    for (;;) {
        uint32_t line_start = c->at;
        Columns columns = measure_indent(c);
        char byte = c->text[c->at];
        if (byte == '#') {
            const char *end = memchr(c->text + c->at, '\n', c->size - c->at);
            c->at = end ? (uint32_t)(end - c->text) : c->size;
            byte = c->text[c->at];
        }
        if (byte == '\n') {
            c->at++;
            continue;
        }
        if (byte == 0 && c->at >= c->size) return;
        c->line_is_broken = false;
        // A backslash alone on a line leaves the indent to the next one.
        if (byte == '\\' && c->text[c->at + 1] == '\n') {
            c->at += 2;
            measure_indent(c);
        }
        indent_to(c, columns, line_start);
        return;
    }
}

// -- Words, numbers ----------------------------------------------------------------

static TokenKind word_kind(const char *bytes, uint32_t size)
{
    if (size < 2 || size > 8) return TOKEN_NAME;
    for (int kind = TOKEN_AND; kind < TOKEN_KIND_COUNT; kind++)
        if (written[kind][0] == bytes[0] && strlen(written[kind]) == size &&
            memcmp(written[kind], bytes, size) == 0)
            return (TokenKind)kind;
    return TOKEN_NAME;
}

// What a character that looks like one of Python's is probably meant to be, or NULL.
static const char *ascii_lookalike(Cutter *c, uint32_t codepoint)
{
    // The fullwidth forms of an East Asian keyboard stand in the order of ASCII.
    if (codepoint > 0xff00 && codepoint < 0xff5f)
        return arena_format(c->scratch, "%c", (int)(codepoint - 0xff00 + 0x20));
    switch (codepoint) {
    case 0x2018:
    case 0x2019:
    case 0xb4: return "'";
    case 0x201c:
    case 0x201d: return "\"";
    case 0x2013:
    case 0x2014:
    case 0x2212: return "-";
    case 0xd7: return "*";
    case 0xf7: return "/";
    case 0x3001: return ",";
    case 0x3002:
    case 0xb7: return ".";
    case 0x2192: return "->";
    case 0x2260: return "!=";
    case 0x2264: return "<=";
    case 0x2265: return ">=";
    default: return NULL;
    }
}

static bool is_blank(uint32_t codepoint)
{
    return codepoint == 0xa0 || codepoint == 0xad || codepoint == 0x3000 ||
           (codepoint >= 0x2000 && codepoint <= 0x200f) ||
           (codepoint >= 0x2028 && codepoint <= 0x202f) || codepoint == 0x205f ||
           (codepoint >= 0x2060 && codepoint <= 0x2064) || codepoint == 0xfeff ||
           (codepoint >= 0x80 && codepoint < 0xa0);
}

static void report_character(Cutter *c, uint32_t codepoint, uint32_t start, uint32_t size)
{
    c->line_is_broken = true;
    if (is_blank(codepoint)) {
        diag_error(c->diag, c->file, start, start + size,
                   "invalid non-printable character U+%04X", codepoint);
        diag_hint(c->diag, "write an ordinary space, or leave it out");
        return;
    }
    diag_error(c->diag, c->file, start, start + size, "invalid character '%.*s' (U+%04X)",
               (int)size, c->text + start, codepoint);
    const char *meant = ascii_lookalike(c, codepoint);
    if (meant)
        diag_hint(c->diag, "did you mean %s ?", meant);
    else if (identifier_is_other_form(codepoint))
        diag_hint(c->diag, "write the letter as one character (NFC)");
}

// The end of the word that begins at [at], with every letter checked.
static uint32_t word_end(Cutter *c, uint32_t at, bool *is_good)
{
    const unsigned char *text = (const unsigned char *)c->text;
    uint32_t start = at;
    *is_good = true;
    while (starts_word(text[at]) || is_digit(text[at])) {
        if (text[at] < 0x80) {
            at++;
            continue;
        }
        size_t size;
        uint32_t codepoint = utf8_decode(c->text + at, &size);
        bool is_letter = at == start ? identifier_may_start(codepoint)
                                     : identifier_may_go_on(codepoint);
        if (!is_letter) {
            if (*is_good) report_character(c, codepoint, at, (uint32_t)size);
            *is_good = false;
        }
        at += (uint32_t)size;
    }
    return at;
}

static bool is_string_prefix(const char *bytes, uint32_t size)
{
    if (size > 2) return false;
    static const char *const prefixes[] = {"r",  "f",  "u",  "b", "fr",
                                           "rf", "br", "rb", NULL};
    char lower[3] = {0};
    for (uint32_t i = 0; i < size; i++)
        lower[i] = (char)(bytes[i] | 0x20);
    for (int i = 0; prefixes[i]; i++)
        if (strcmp(prefixes[i], lower) == 0) return true;
    return false;
}

static void cut_string(Cutter *c, uint32_t start, uint32_t quote_at);

static void cut_word(Cutter *c)
{
    uint32_t start = c->at;
    bool is_good;
    uint32_t end = word_end(c, start, &is_good);
    char next = c->text[end];
    if ((next == '"' || next == '\'') && is_string_prefix(c->text + start, end - start)) {
        cut_string(c, start, end);
        return;
    }
    TokenKind kind = is_good ? word_kind(c->text + start, end - start) : TOKEN_BROKEN;
    if (c->bracket_count && c->at_line_start && begins_statement(kind)) {
        c->at = c->line_start;
        report_unclosed(c);
        cutter_add(c, TOKEN_NEWLINE, c->at, c->at);
        c->is_line_begin = true;
        return;
    }
    cutter_add(c, kind, start, end);
    c->at = end;
}

// -- Strings -----------------------------------------------------------------------

// True if every open bracket was opened on the line that holds the bytes before [at].
static bool brackets_are_of_this_line(const Cutter *c, uint32_t at)
{
    return c->bracket_count == 0 ||
           !memchr(c->text + c->brackets[0].start, '\n', at - c->brackets[0].start);
}

void cutter_unterminated(Cutter *c, uint32_t start, uint32_t end, const char *english)
{
    diag_error(c->diag, c->file, start, start + (c->text[start] > '\'' ? 2 : 1), english,
               diag_line(c->file, end));
    c->line_is_broken = true;
    cutter_add(c, TOKEN_BROKEN, start, end);
    c->has_bad_string = true;
    // The rest of the line was inside the string, and so were the closing brackets.
    if (brackets_are_of_this_line(c, end)) c->bracket_count = 0;
    c->fstring_count = 0;
    c->at = end;
}

static bool has_f(const char *prefix, uint32_t size)
{
    for (uint32_t i = 0; i < size; i++)
        if ((prefix[i] | 0x20) == 'f') return true;
    return false;
}

// True if a field of an f-string in the same quotes is still open: the quote ends it.
static bool ends_fstring(const Cutter *c, char quote)
{
    if (!c->fstring_count) return false;
    const FString *f = &c->fstrings[c->fstring_count - 1];
    return f->quote == quote && !f->is_triple;
}

static void cut_string(Cutter *c, uint32_t start, uint32_t quote_at)
{
    const char *text = c->text;
    char quote = text[quote_at];
    bool is_triple = text[quote_at + 1] == quote && text[quote_at + 2] == quote;
    uint32_t at = quote_at + (is_triple ? 3 : 1);
    if (has_f(text + start, quote_at - start)) {
        fstring_begin(c, start, quote_at, is_triple);
        return;
    }
    for (;; at++) {
        char byte = text[at];
        if (byte == '\\' && at + 1 < c->size) {
            at++;
        } else if (byte == quote &&
                   (!is_triple || (text[at + 1] == quote && text[at + 2] == quote))) {
            at += is_triple ? 3 : 1;
            cutter_add(c, TOKEN_STRING, start, at);
            c->at = at;
            return;
        } else if (at >= c->size || (byte == '\n' && !is_triple)) {
            break;
        }
    }
    if (ends_fstring(c, quote)) {
        cutter_error(c, start, start + 1, "f-string: expecting '}'");
        fstring_abandon(c, start, at);
        return;
    }
    bool escaped_quote = at > start + 2 && text[at - 1] == quote && text[at - 2] == '\\';
    cutter_unterminated(
        c, start, at,
        is_triple ? "unterminated triple-quoted string literal (detected at line %d)"
        : escaped_quote
            ? "unterminated string literal (detected at line %d); perhaps you escaped "
              "the end quote?"
            : "unterminated string literal (detected at line %d)");
}

// -- Marks -------------------------------------------------------------------------

// The longest mark at [at], or TOKEN_KIND_COUNT.
static TokenKind mark_at(const char *at, uint32_t *size)
{
    TokenKind best = TOKEN_KIND_COUNT;
    *size = 0;
    for (int kind = TOKEN_PAREN_OPEN; kind < TOKEN_AND; kind++) {
        const char *mark = written[kind];
        if (mark[0] != at[0]) continue;
        uint32_t length = (uint32_t)strlen(mark);
        if (length > *size && strncmp(mark, at, length) == 0) {
            best = (TokenKind)kind;
            *size = length;
        }
    }
    return best;
}

static void cut_mark(Cutter *c)
{
    uint32_t size;
    TokenKind kind = mark_at(c->text + c->at, &size);
    if (c->fstring_count && fstring_takes_mark(c)) return;
    switch (kind) {
    case TOKEN_PAREN_OPEN: cutter_open_bracket(c, kind, '('); return;
    case TOKEN_SQUARE_OPEN: cutter_open_bracket(c, kind, '['); return;
    case TOKEN_BRACE_OPEN: cutter_open_bracket(c, kind, '{'); return;
    case TOKEN_PAREN_CLOSE: cutter_close_bracket(c, kind, ')'); return;
    case TOKEN_SQUARE_CLOSE: cutter_close_bracket(c, kind, ']'); return;
    case TOKEN_BRACE_CLOSE: cutter_close_bracket(c, kind, '}'); return;
    case TOKEN_KIND_COUNT:
    case TOKEN_BANG:
        cutter_error(c, c->at, c->at + 1, "invalid syntax");
        if (kind == TOKEN_BANG) diag_hint(c->diag, "Python writes \"not\"");
        cutter_add(c, TOKEN_BROKEN, c->at, c->at + 1);
        c->at++;
        return;
    default: break;
    }
    cutter_add(c, kind, c->at, c->at + size);
    c->at += size;
}

// A backslash outside strings: the next line goes on with this one.
static void cut_backslash(Cutter *c)
{
    if (c->text[c->at + 1] == '\n' && c->at + 2 < c->size) {
        c->at += 2;
        return;
    }
    bool is_end = c->at + 1 >= c->size || c->text[c->at + 1] == '\n';
    if (is_end) {
        cutter_error(c, c->at, c->at + 1, "unexpected EOF while parsing");
    } else {
        cutter_error(c, c->at, c->at + 1,
                     "unexpected character after line continuation character");
        diag_hint(c->diag, "a backslash must be the last character of its line");
    }
    cutter_add(c, TOKEN_BROKEN, c->at, c->at + 1);
    const char *end = memchr(c->text + c->at, '\n', c->size - c->at);
    c->at = end ? (uint32_t)(end - c->text) : c->size;
}

// Inside brackets, at the beginning of a line: notes where the statement may have ended,
// should the brackets turn out to be unclosed.
static void note_rescue(Cutter *c)
{
    if (c->rescue.line_start || c->fstring_count) return;
    uint32_t at = c->at;
    Columns columns = measure_indent(c);
    char byte = c->text[c->at];
    c->at = at;
    if (columns.wide > c->indents[c->indent_count - 1].wide) return;
    if (!byte || strchr("\n#)]},", byte)) return;
    c->rescue = (Rescue){at, c->count};
}

// At the end of the text with brackets open: goes back to where their statement seems to
// have ended, so that the rest of the program is looked at. False if there is no such
// place.
static bool rescue(Cutter *c)
{
    if (!c->bracket_count || c->gave_up || !c->rescue.line_start) return false;
    if (c->rescues++ == RESCUES_MAX) return false;
    Bracket open = c->brackets[c->bracket_count - 1];
    if (open.start >= c->rescue.line_start) {
        // That one is behind the place and will be met again.
        for (uint32_t i = c->bracket_count; i-- > 0;)
            if (c->brackets[i].start < c->rescue.line_start) {
                c->bracket_count = i + 1;
                break;
            }
    }
    c->count = c->rescue.token_count;
    c->at = c->rescue.line_start;
    c->rescue = (Rescue){0, 0};
    c->line_is_broken = c->has_bad_string;
    report_unclosed(c);
    cutter_add(c, TOKEN_NEWLINE, c->at, c->at);
    c->is_line_begin = true;
    return true;
}

// True if the present logical line has no token yet: a backslash before a comment.
static bool line_is_empty(const Cutter *c)
{
    if (!c->count) return true;
    TokenKind last = (TokenKind)c->items[c->count - 1].kind;
    return last == TOKEN_NEWLINE || last == TOKEN_INDENT || last == TOKEN_DEDENT;
}

static void end_line(Cutter *c)
{
    if (c->bracket_count) {
        c->at++;
        c->at_line_start = true;
        c->line_start = c->at;
        note_rescue(c);
        return;
    }
    if (!line_is_empty(c)) cutter_add(c, TOKEN_NEWLINE, c->at, c->at + 1);
    c->at++;
    c->is_line_begin = true;
}

static void cut_one(Cutter *c)
{
    unsigned char byte = (unsigned char)c->text[c->at];
    if (byte == ' ' || byte == '\t' || byte == '\f') {
        c->at++;
    } else if (starts_word(byte)) {
        cut_word(c);
    } else if (is_digit(byte) ||
               (byte == '.' && is_digit((unsigned char)c->text[c->at + 1]))) {
        number_cut(c);
    } else if (byte == '"' || byte == '\'') {
        cut_string(c, c->at, c->at);
    } else if (byte == '\n') {
        end_line(c);
    } else if (byte == '#') {
        const char *end = memchr(c->text + c->at, '\n', c->size - c->at);
        c->at = end ? (uint32_t)(end - c->text) : c->size;
    } else if (byte == '\\') {
        cut_backslash(c);
    } else {
        cut_mark(c);
    }
}

static void finish(Cutter *c)
{
    if (c->gave_up) cutter_add(c, TOKEN_BROKEN, c->size, c->size);
    if (c->bracket_count && !c->gave_up) report_unclosed(c);
    if (!c->is_line_begin && !line_is_empty(c))
        cutter_add(c, TOKEN_NEWLINE, c->size, c->size);
    while (--c->indent_count > 0)
        cutter_add(c, TOKEN_DEDENT, c->size, c->size);
    cutter_add(c, TOKEN_END, c->size, c->size);
}

Tokens tokens_read(const char *text, uint32_t size, Diag *diag, const DiagFile *file)
{
    Cutter c = {.text = text, .size = size, .diag = diag, .file = file};
    c.scratch = arena_open();
    c.indents[c.indent_count++] = (Indent){0, 0};
    c.is_line_begin = true;
    while (c.at < size || rescue(&c)) {
        if (fstring_is_in_text(&c)) {
            fstring_cut_text(&c);
        } else if (c.is_line_begin) {
            c.is_line_begin = false;
            begin_line(&c);
            if (c.at >= size) c.is_line_begin = true;
            c.at_line_start = true;
            c.line_start = c.at;
        } else {
            cut_one(&c);
        }
    }
    if (fstring_is_in_text(&c)) fstring_cut_text(&c);
    finish(&c);
    arena_close(c.scratch);
    return (Tokens){c.items, c.count};
}

void tokens_free(Tokens *tokens)
{
    free(tokens->items);
    *tokens = (Tokens){0};
}
