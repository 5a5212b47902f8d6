// literals.c -- the values of numbers and strings, and the parts of f-strings.

#include "source/parser.h"

#include "base/assert.h"
#include "base/text.h"
#include "base/utf8.h"
#include "source/character_names.h"

#include <stdlib.h>
#include <string.h>

// -- Numbers -----------------------------------------------------------------------

static int digit_value(char digit)
{
    return digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}

// One past 64 bits keeps its digits, with the letter of its base in front.
static Expr *parse_long_integer(Parser *p, const char *digits, uint32_t size, int base)
{
    enum { MOST_DECIMAL_DIGITS = 4300 };
    Expr *e = expr_new(p, EXPR_BIG, parser_place(p));
    Text text = {0};
    text_add_char(&text, (char)base);
    for (uint32_t i = 0; i < size; i++)
        if (digits[i] != '_') text_add_char(&text, digits[i]);
    if (base == 10 && text.size > MOST_DECIMAL_DIGITS + 1) {
        text_free(&text);
        return parser_error(p, e->place,
                            "Exceeds the limit (4300 digits) for integer string conversion");
    }
    e->text = (AstText){.bytes = arena_copy(p->arena, text_string(&text), text.size),
                        .size = (uint32_t)text.size};
    text_free(&text);
    p->at++;
    return e;
}

static Expr *parse_integer(Parser *p, const char *digits, uint32_t size, int base)
{
    Expr *e = expr_new(p, EXPR_INT, parser_place(p));
    uint64_t value = 0;
    for (uint32_t i = 0; i < size; i++) {
        if (digits[i] == '_') continue;
        unsigned digit = (unsigned)digit_value(digits[i]);
        if (value > ((uint64_t)INT64_MAX - digit) / (unsigned)base)
            return parse_long_integer(p, digits, size, base);
        value = value * (unsigned)base + digit;
    }
    e->integer = (int64_t)value;
    p->at++;
    return e;
}

static Expr *parse_float(Parser *p, const char *digits, uint32_t size)
{
    Expr *e = expr_new(p, EXPR_FLOAT, parser_place(p));
    Text plain = {0};
    for (uint32_t i = 0; i < size; i++)
        if (digits[i] != '_') text_add_char(&plain, digits[i]);
    e->number = strtod(text_string(&plain), NULL);
    text_free(&plain);
    p->at++;
    return e;
}

Expr *parse_number(Parser *p)
{
    const Token *token = parser_token(p);
    const char *digits = p->text + token->start;
    uint32_t size = token->end - token->start;
    if (size > 2 && digits[0] == '0') {
        switch (digits[1] | 0x20) {
        case 'x': return parse_integer(p, digits + 2, size - 2, 16);
        case 'o': return parse_integer(p, digits + 2, size - 2, 8);
        case 'b': return parse_integer(p, digits + 2, size - 2, 2);
        default: break;
        }
    }
    for (uint32_t i = 0; i < size; i++)
        if (digits[i] == '.' || (digits[i] | 0x20) == 'e')
            return parse_float(p, digits, size);
    return parse_integer(p, digits, size, 10);
}

// -- Escapes -----------------------------------------------------------------------

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

// The [count] hexadecimal digits behind "\x", "\u" or "\U" at [at]; 0 if they are not
// there.
static uint32_t add_hex_escape(Parser *p, uint32_t at, uint32_t end, uint32_t count,
                               Text *out)
{
    uint32_t value = 0, digits = 0;
    while (digits < count && at + 2 + digits < end && is_hex(p->text[at + 2 + digits])) {
        value = value * 16 + (unsigned)digit_value(p->text[at + 2 + digits]);
        digits++;
    }
    Place place = {at, at + 2 + digits};
    if (digits < count) {
        static const char *const forms[] = {
            ['x'] = "truncated \\xXX escape",
            ['u'] = "truncated \\uXXXX escape",
            ['U'] = "truncated \\UXXXXXXXX escape",
        };
        parser_error(p, place, forms[(int)p->text[at + 1]], "");
        return 0;
    }
    if (value > 0x10ffff) {
        parser_error(p, place, "illegal Unicode character");
        return 0;
    }
    text_add_codepoint(out, value);
    return 2 + count;
}

// \N{NAME}
static uint32_t add_named_escape(Parser *p, uint32_t at, uint32_t end, Text *out)
{
    const char *close = memchr(p->text + at, '}', end - at);
    if (at + 2 >= end || p->text[at + 2] != '{' || !close) {
        parser_error(p, (Place){at, at + 2}, "malformed \\N character escape");
        return 0;
    }
    uint32_t name = at + 3, name_end = (uint32_t)(close - p->text), codepoint;
    if (!character_named(p->text + name, name_end - name, &codepoint)) {
        parser_error(p, (Place){at, name_end + 1}, "unknown character name");
        parser_hint(p, "only common ones are known here: write the character itself, or "
                       "\\uXXXX");
        return 0;
    }
    text_add_codepoint(out, codepoint);
    return name_end + 1 - at;
}

static uint32_t add_octal_escape(Parser *p, uint32_t at, uint32_t end, Text *out)
{
    uint32_t value = 0, digits = 0;
    while (digits < 3 && at + 1 + digits < end && p->text[at + 1 + digits] >= '0' &&
           p->text[at + 1 + digits] <= '7')
        value = value * 8 + (unsigned)(p->text[at + 1 + digits++] - '0');
    text_add_codepoint(out, value);
    return 1 + digits;
}

static void warn_invalid_escape(Parser *p, uint32_t at)
{
    size_t size = utf8_length(p->text[at + 1]);
    if (p->quiet) return;
    diag_warning(p->diag, p->file, at, at + 1 + size, "invalid escape sequence '\\%.*s'",
                 (int)size, p->text + at + 1);
    diag_hint(p->diag, "write \"\\\\\" for a backslash, or r before the quotes");
}

// Adds what the escape at [at] stands for and returns its length, or 0 if it is wrong.
static uint32_t add_escape(Parser *p, uint32_t at, uint32_t end, Text *out)
{
    static const char letters[] = "\\\\''\"\"a\ab\bf\fn\nr\rt\tv\v";
    char letter = p->text[at + 1];
    for (const char *pair = letters; *pair; pair += 2)
        if (*pair == letter) {
            text_add_char(out, pair[1]);
            return 2;
        }
    switch (letter) {
    case '\n': return 2;
    case 'x': return add_hex_escape(p, at, end, 2, out);
    case 'u': return add_hex_escape(p, at, end, 4, out);
    case 'U': return add_hex_escape(p, at, end, 8, out);
    case 'N': return add_named_escape(p, at, end, out);
    default: break;
    }
    if (letter >= '0' && letter <= '7') return add_octal_escape(p, at, end, out);
    warn_invalid_escape(p, at);
    text_add_char(out, '\\');
    return 1;
}

// Which braces are written twice: those of an f-string's text, not those of its specs.
typedef enum Braces { BRACES_PLAIN, BRACES_DOUBLED } Braces;

static bool decode(Parser *p, uint32_t start, uint32_t end, bool is_raw, Braces braces,
                   Text *out)
{
    uint32_t at = start;
    while (at < end) {
        uint32_t plain = at;
        while (at < end && p->text[at] != '\\' && p->text[at] != '{' &&
               p->text[at] != '}')
            at++;
        text_add_bytes(out, p->text + plain, at - plain);
        if (at == end) break;
        if (p->text[at] != '\\') {
            text_add_char(out, p->text[at]);
            at += braces == BRACES_DOUBLED ? 2 : 1;
        } else if (is_raw || at + 1 == end) {
            text_add_char(out, '\\');
            at++;
        } else {
            uint32_t size = add_escape(p, at, end, out);
            if (!size) return false;
            at += size;
        }
    }
    return true;
}

// -- Strings -----------------------------------------------------------------------

// What stands before the quotes.
typedef struct Prefix {
    bool is_raw, is_bytes;
    uint32_t size;
    uint32_t quotes; // 1 or 3
} Prefix;

static Prefix prefix_of(const Parser *p, const Token *token)
{
    Prefix prefix = {0};
    const char *text = p->text + token->start;
    for (; text[prefix.size] != '"' && text[prefix.size] != '\''; prefix.size++) {
        if ((text[prefix.size] | 0x20) == 'r') prefix.is_raw = true;
        if ((text[prefix.size] | 0x20) == 'b') prefix.is_bytes = true;
    }
    const char *quote = text + prefix.size;
    bool is_triple = token->end - token->start >= prefix.size + 3 &&
                     quote[1] == quote[0] && quote[2] == quote[0];
    prefix.quotes = is_triple ? 3 : 1;
    return prefix;
}

// The parts of one or more adjacent literals while they are read: text that goes on is
// gathered until a field ends it.
typedef struct Parts {
    uint32_t mark; // of the parts among the pending
    bool has_bytes, has_text; // which kinds of literals there were
    Text text;
    Place text_place;
    bool is_fstring;
} Parts;

static Expr *new_text(Parser *p, const Text *text, Place place)
{
    Expr *e = expr_new(p, EXPR_STR, place);
    e->text = (AstText){arena_copy(p->arena, text_string(text), text->size),
                        (uint32_t)text->size};
    return e;
}

static void flush_text(Parser *p, Parts *parts)
{
    if (parts->text.size == 0) return;
    parser_push(p, new_text(p, &parts->text, parts->text_place));
    text_clear(&parts->text);
}

// Literals of bytes stand beside each other alone, and are written in ASCII.
static bool check_bytes(Parser *p, Parts *parts, const Token *token, bool is_bytes)
{
    *(is_bytes ? &parts->has_bytes : &parts->has_text) = true;
    if (parts->has_bytes && (parts->has_text || parts->is_fstring))
        return parser_error(p, parser_place(p), "cannot mix bytes and nonbytes literals");
    for (uint32_t i = token->start; is_bytes && i < token->end; i++)
        if ((unsigned char)p->text[i] >= 0x80)
            return parser_error(p, parser_place(p),
                                "bytes can only contain ASCII literal characters");
    return true;
}

static bool parse_plain_string(Parser *p, Parts *parts)
{
    const Token *token = parser_token(p);
    Prefix prefix = prefix_of(p, token);
    if (!check_bytes(p, parts, token, prefix.is_bytes)) return false;
    if (!parts->text.size) parts->text_place.start = token->start;
    parts->text_place.end = token->end;
    p->at++;
    return decode(p, token->start + prefix.size + prefix.quotes,
                  token->end - prefix.quotes, prefix.is_raw, BRACES_PLAIN, &parts->text);
}

// -- f-strings ---------------------------------------------------------------------

static Expr *parse_spec(Parser *p, bool is_raw);

// "!" NAME
static bool parse_conversion(Parser *p, Expr *field)
{
    uint32_t bang = parser_token(p)->start;
    p->at++;
    const Token *token = parser_token(p);
    if (token->kind != TOKEN_NAME) {
        parser_error(p, (Place){bang, bang + 1},
                     "f-string: missing conversion character");
        return false;
    }
    if (token->start != bang + 1) {
        parser_error(p, (Place){bang, token->end},
                     "f-string: conversion type must come right after the exclamation "
                     "mark");
        return false;
    }
    char letter = p->text[token->start];
    if (token->end - token->start != 1 ||
        (letter != 's' && letter != 'r' && letter != 'a')) {
        parser_error(
            p, parser_place(p),
            "f-string: invalid conversion character '%.*s': expected 's', 'r', or "
            "'a'",
            (int)(token->end - token->start), p->text + token->start);
        return false;
    }
    field->conversion = letter;
    p->at++;
    return true;
}

// What a field cannot begin with, and how CPython says it.
static bool check_field_start(Parser *p)
{
    switch ((TokenKind)parser_token(p)->kind) {
    case TOKEN_BRACE_CLOSE:
    case TOKEN_BANG:
    case TOKEN_COLON:
    case TOKEN_ASSIGN:
        parser_error(p, parser_place(p),
                     "f-string: valid expression required before '%s'",
                     token_written((TokenKind)parser_token(p)->kind));
        return false;
    case TOKEN_YIELD:
    case TOKEN_STAR: return true;
    default:
        if (starts_expression(p) || parser_is(p, TOKEN_BROKEN)) return true;
        parser_error(p, (Place){p->tokens[p->at - 1].start, p->tokens[p->at - 1].end},
                     "f-string: expecting a valid expression after '{'");
        return false;
    }
}

// The "=" of a field that shows its own source: that source is text before its value.
static bool take_debug(Parser *p, Parts *parts, uint32_t start, Place *debug)
{
    if (!parser_is(p, TOKEN_ASSIGN)) return false;
    p->at++;
    uint32_t end = parser_token(p)->start;
    *debug = (Place){start, end};
    if (!parts->text.size) parts->text_place.start = start;
    text_add_bytes(&parts->text, p->text + start, end - start);
    parts->text_place.end = end;
    return true;
}

static bool report_field_end(Parser *p, const Expr *operand)
{
    if (report_missing_comma(p, operand)) return false;
    if (operand->kind == EXPR_LAMBDA) {
        parser_error(p, operand->place,
                     "f-string: lambda expressions are not allowed without parentheses");
        return false;
    }
    parser_error(p, parser_place(p), "f-string: expecting '=', or '!', or ':', or '}'");
    return false;
}

// '{' annotated_rhs '='? ['!' NAME] [':' spec] '}', whose "{" is the next token
static bool parse_field(Parser *p, Parts *parts, bool is_raw)
{
    uint32_t start = parser_token(p)->start;
    p->at++;
    if (!check_field_start(p)) return false;
    if (parser_is(p, TOKEN_LAMBDA)) {
        uint32_t lambda = parser_token(p)->start;
        parser_error(p, (Place){lambda, lambda + 6},
                     "f-string: lambda expressions are not allowed without parentheses");
        return false;
    }
    Expr *operand = parse_value(p);
    if (!operand) return false;
    Place debug;
    bool is_debug = take_debug(p, parts, start + 1, &debug);
    flush_text(p, parts);
    Expr *field = expr_new(p, EXPR_FORMAT, (Place){start, start});
    field->operand = operand;
    if (parser_is(p, TOKEN_BANG) && !parse_conversion(p, field)) return false;
    if (parser_take(p, TOKEN_COLON) && !(field->spec = parse_spec(p, is_raw)))
        return false;
    if (is_debug && !field->conversion && !field->spec) field->conversion = 'r';
    if (!parser_take(p, TOKEN_BRACE_CLOSE)) return report_field_end(p, operand);
    field->place.end = parser_last_end(p);
    if (!expr_done(p, field)) return false;
    parser_push(p, field);
    return true;
}

// Text and fields up to what is neither.
static bool parse_middle(Parser *p, Parts *parts, bool is_raw, Braces braces)
{
    for (;;) {
        const Token *token = parser_token(p);
        if (token->kind == TOKEN_FSTRING_TEXT) {
            if (!parts->text.size) parts->text_place.start = token->start;
            parts->text_place.end = token->end;
            p->at++;
            if (!decode(p, token->start, token->end, is_raw, braces, &parts->text))
                return false;
        } else if (token->kind == TOKEN_BRACE_OPEN) {
            p->brackets++;
            if (!parse_field(p, parts, is_raw)) return false;
            p->brackets--;
        } else {
            return true;
        }
    }
}

static Expr *take_parts(Parser *p, Parts *parts, uint32_t start)
{
    flush_text(p, parts);
    Expr *e = expr_new(p, EXPR_FSTRING, place_from(p, start));
    e->list = parser_take_exprs(p, parts->mark);
    return expr_done(p, e);
}

static Expr *parse_spec(Parser *p, bool is_raw)
{
    Parts parts = {.mark = parser_mark(p)};
    uint32_t start = parser_token(p)->start;
    bool is_good = parse_middle(p, &parts, is_raw, BRACES_PLAIN);
    Expr *e = is_good ? take_parts(p, &parts, start) : NULL;
    text_free(&parts.text);
    return e;
}

static bool parse_fstring(Parser *p, Parts *parts)
{
    Prefix prefix = prefix_of(p, parser_token(p));
    parts->is_fstring = true;
    p->at++;
    if (!parse_middle(p, parts, prefix.is_raw, BRACES_DOUBLED)) return false;
    return parser_expect(p, TOKEN_FSTRING_END);
}

// Most literals stand alone and have no escape: they are copied as they are.
static Expr *parse_simple_string(Parser *p)
{
    const Token *token = parser_token(p);
    if (token->kind != TOKEN_STRING || token[1].kind == TOKEN_STRING ||
        token[1].kind == TOKEN_FSTRING_START)
        return NULL;
    Prefix prefix = prefix_of(p, token);
    uint32_t start = token->start + prefix.size + prefix.quotes;
    uint32_t size = token->end - prefix.quotes - start;
    if (prefix.is_bytes) return NULL;
    if (!prefix.is_raw && memchr(p->text + start, '\\', size)) return NULL;
    Expr *e = expr_new(p, EXPR_STR, parser_place(p));
    e->text = (AstText){arena_copy(p->arena, p->text + start, size), size};
    p->at++;
    return e;
}

// strings: (fstring | STRING)+
Expr *parse_strings(Parser *p)
{
    Expr *simple = parse_simple_string(p);
    if (simple) return simple;
    if (!parser_enter(p)) return NULL;
    Parts parts = {.mark = parser_mark(p)};
    uint32_t start = parser_token(p)->start;
    bool is_good = true;
    while (is_good) {
        if (parser_is(p, TOKEN_STRING))
            is_good = parse_plain_string(p, &parts);
        else if (parser_is(p, TOKEN_FSTRING_START))
            is_good = parse_fstring(p, &parts);
        else
            break;
    }
    Expr *e = NULL;
    if (is_good && parts.is_fstring)
        e = take_parts(p, &parts, start);
    else if (is_good)
        e = new_text(p, &parts.text, place_from(p, start));
    if (e && parts.has_bytes) e->kind = EXPR_BYTES;
    text_free(&parts.text);
    parser_leave(p);
    return e;
}
