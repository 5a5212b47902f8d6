// tokens_number.c -- the spelling of numbers; their values are the grammar's business.

#include "source/cutter.h"

#include <string.h>

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_word_byte(char byte)
{
    return is_digit(byte) || byte == '_' ||
           ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || (unsigned char)byte >= 0x80;
}

static bool is_digit_of(char byte, int base)
{
    if (base == 16)
        return is_digit(byte) || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'f');
    return byte >= '0' && byte < '0' + base;
}

// The end of digits with single underscores between them, from [at].
static uint32_t digits_end(const char *text, uint32_t at, int base)
{
    while (is_digit_of(text[at], base) ||
           (text[at] == '_' && is_digit_of(text[at + 1], base)))
        at++;
    return at;
}

// Reports the number from [start] and skips all that hangs together with it.
static void broken(Cutter *c, uint32_t start, const char *english)
{
    uint32_t end = start;
    while (is_word_byte(c->text[end]) || (c->text[end] == '.' && end > start))
        end++;
    if (end == start) end++;
    cutter_error(c, start, end, english);
    cutter_add(c, TOKEN_BROKEN, start, end);
    c->at = end;
}

// True if what follows a number directly is one of the words that may ("1if x else 2").
static bool is_followed_by_word(const char *at)
{
    static const char *const words[] = {"and", "else", "for", "if", "in",
                                        "is",  "not",  "or",  NULL};
    for (int i = 0; words[i]; i++) {
        size_t size = strlen(words[i]);
        if (strncmp(at, words[i], size) == 0 && !is_word_byte(at[size])) return true;
    }
    return false;
}

static void end_number(Cutter *c, uint32_t start, uint32_t end, const char *english)
{
    if (is_word_byte(c->text[end]) && !is_followed_by_word(c->text + end)) {
        bool is_imaginary =
            (c->text[end] | 0x20) == 'j' && !is_word_byte(c->text[end + 1]);
        broken(c, start,
               is_imaginary ? "complex numbers are not in Coroscope's subset of Python"
                            : english);
        return;
    }
    cutter_add(c, TOKEN_NUMBER, start, end);
    c->at = end;
}

static void cut_based(Cutter *c, uint32_t start, int base, const char *name)
{
    const char *text = c->text;
    uint32_t at = start + 2;
    if (text[at] == '_') at++;
    uint32_t end = digits_end(text, at, base);
    if (is_digit(text[end]) && base < 10) {
        diag_error(c->diag, c->file, end, end + 1, "invalid digit '%c' in %s literal",
                   text[end], in_language(diag_language(c->diag), name));
        c->line_is_broken = true;
        while (is_word_byte(text[end]))
            end++;
        cutter_add(c, TOKEN_BROKEN, start, end);
        c->at = end;
        return;
    }
    const char *message = base == 16  ? "invalid hexadecimal literal"
                          : base == 8 ? "invalid octal literal"
                                      : "invalid binary literal";
    if (end == at)
        broken(c, start, message);
    else
        end_number(c, start, end, message);
}

void number_cut(Cutter *c)
{
    const char *text = c->text;
    uint32_t start = c->at, at = start;
    if (text[at] == '0') {
        char letter = text[at + 1] | 0x20;
        if (letter == 'x') {
            cut_based(c, start, 16, "hexadecimal");
            return;
        }
        if (letter == 'o') {
            cut_based(c, start, 8, "octal");
            return;
        }
        if (letter == 'b') {
            cut_based(c, start, 2, "binary");
            return;
        }
    }
    at = digits_end(text, at, 10);
    uint32_t whole_end = at;
    if (text[at] == '.') {
        at++;
        if (is_digit(text[at])) at = digits_end(text, at, 10);
    }
    if ((text[at] | 0x20) == 'e') {
        uint32_t exponent = at + 1 + (text[at + 1] == '+' || text[at + 1] == '-');
        if (is_digit(text[exponent])) at = digits_end(text, exponent, 10);
    }
    // 007 is refused, 0, 00 and 007.5 are not.
    if (at == whole_end && text[start] == '0' && whole_end > start + 1 &&
        (text[at] | 0x20) != 'j') {
        for (uint32_t i = start; i < whole_end; i++)
            if (text[i] != '0' && text[i] != '_') {
                broken(c, start,
                       "leading zeros in decimal integer literals are not permitted; use "
                       "an 0o prefix for octal integers");
                return;
            }
    }
    end_number(c, start, at, "invalid decimal literal");
}
