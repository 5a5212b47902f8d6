// float_repr.c -- floats to decimal digits and back, each way correctly rounded.
//
// printf and strtod of the C library round exactly, so the shortest digits are found by
// trying: most floats of programs have few digits and are recognised before that.

#include "base/assert.h"
#include "vm/exception.h"
#include "vm/numbers.h"
#include "vm/str.h"
#include "vm/unicode.h"
#include "vm/vm.h"

#include "base/utf8.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// -- To digits ---------------------------------------------------------------------

static void decimal_set(Decimal *decimal, const char *digits, int count, int point)
{
    text_clear(&decimal->text);
    text_add_bytes(&decimal->text, digits, (size_t)count);
    decimal->digits = decimal->text.bytes;
    decimal->count = count;
    decimal->point = point;
}

void decimal_free(Decimal *decimal)
{
    text_free(&decimal->text);
}

static void strip_zeros(Decimal *decimal)
{
    while (decimal->count > 1 && decimal->digits[decimal->count - 1] == '0')
        decimal->digits[--decimal->count] = 0;
    decimal->text.size = (size_t)decimal->count;
}

void decimal_significant(Decimal *decimal, double number, int digits)
{
    ASSERT(digits >= 1, "a number has at least one digit");
    if (number == 0) {
        text_clear(&decimal->text);
        text_add_repeated(&decimal->text, '0', (size_t)digits);
        decimal->digits = decimal->text.bytes;
        decimal->count = digits;
        decimal->point = 1;
        return;
    }
    Text *text = &decimal->text;
    text_clear(text);
    text_addf(text, "%.*e", digits - 1, number);
    char *e = strchr(text->bytes, 'e');
    decimal->point = atoi(e + 1) + 1;
    *e = 0;
    // "d.ddd" loses its point.
    if (digits > 1) memmove(text->bytes + 1, text->bytes + 2, (size_t)digits);
    text->size = (size_t)digits;
    text->bytes[digits] = 0;
    decimal->digits = text->bytes;
    decimal->count = digits;
}

void decimal_fixed(Decimal *decimal, double number, int digits)
{
    Text *text = &decimal->text;
    text_clear(text);
    text_addf(text, "%.*f", digits, number);
    char *dot = strchr(text->bytes, '.');
    decimal->point = (int)(dot ? (size_t)(dot - text->bytes) : text->size);
    if (dot) {
        memmove(dot, dot + 1, strlen(dot));
        text->size--;
    }
    decimal->digits = text->bytes;
    decimal->count = (int)text->size;
}

// A number like 0.25 or 1234.5: an integer below 10^15 over a small power of ten. Fifteen
// digits are never ambiguous, so if the quotient is the number, those are its digits.
static bool few_digits(Decimal *decimal, double number)
{
    static const double tens[] = {1e0, 1e1, 1e2, 1e3,  1e4,  1e5, 1e6,
                                  1e7, 1e8, 1e9, 1e10, 1e11, 1e12};
    for (int places = 0; places < (int)(sizeof tens / sizeof *tens); places++) {
        double scaled = number * tens[places];
        if (scaled >= 1e15) return false;
        if (scaled != (double)(int64_t)scaled || scaled / tens[places] != number)
            continue;
        char digits[24];
        int count = snprintf(digits, sizeof digits, "%lld", (long long)scaled);
        decimal_set(decimal, digits, count, count - places);
        strip_zeros(decimal);
        return true;
    }
    return false;
}

static double decimal_value(const Decimal *decimal)
{
    char text[64];
    snprintf(text, sizeof text, "0.%se%d", decimal->digits, decimal->point);
    return strtod(text, NULL);
}

// At a power of two the neighbours below are nearer than those above, so the nearest
// decimal of some length may miss while the next one above reads back. Adds one unit of
// the last place.
static void next_decimal(Decimal *decimal)
{
    int at = decimal->count - 1;
    while (at >= 0 && decimal->digits[at] == '9')
        decimal->digits[at--] = '0';
    if (at >= 0) {
        decimal->digits[at]++;
        return;
    }
    decimal->digits[0] = '1';
    decimal->point++;
}

void decimal_shortest(Decimal *decimal, double number)
{
    if (number == 0) {
        decimal_set(decimal, "0", 1, 1);
        return;
    }
    if (number >= 1e-5 && few_digits(decimal, number)) return;

    int exponent;
    bool power_of_two = frexp(number, &exponent) == 0.5;
    // Below the normal numbers fifteen digits say more than the number does.
    int digits = number < 0x1p-1022 ? 1 : 15;
    for (; digits <= 17; digits++) {
        decimal_significant(decimal, number, digits);
        if (decimal_value(decimal) == number) break;
        if (!power_of_two) continue;
        next_decimal(decimal);
        if (decimal_value(decimal) == number) break;
    }
    strip_zeros(decimal);
}

void float_add_repr(Text *text, double number)
{
    if (isnan(number)) {
        text_add(text, "nan");
        return;
    }
    if (signbit(number)) text_add_char(text, '-');
    number = fabs(number);
    if (isinf(number)) {
        text_add(text, "inf");
        return;
    }

    Decimal decimal = {0};
    decimal_shortest(&decimal, number);
    int point = decimal.point, count = decimal.count;
    if (point <= -4 || point > 16) {
        text_add_char(text, decimal.digits[0]);
        if (count > 1) text_add_char(text, '.');
        text_add(text, decimal.digits + 1);
        text_addf(text, "e%c%02d", point - 1 < 0 ? '-' : '+', abs(point - 1));
    } else if (point <= 0) {
        text_add(text, "0.");
        text_add_repeated(text, '0', (size_t)-point);
        text_add(text, decimal.digits);
    } else if (count > point) {
        text_add_bytes(text, decimal.digits, (size_t)point);
        text_add_char(text, '.');
        text_add(text, decimal.digits + point);
    } else {
        text_add(text, decimal.digits);
        text_add_repeated(text, '0', (size_t)(point - count));
        text_add(text, ".0");
    }
    decimal_free(&decimal);
}

// -- Rounding ----------------------------------------------------------------------

// More digits than any double has: the text is exact.
enum { ALL_DIGITS = 780, ROUND_MOST = 323, ROUND_LEAST = -308 };

// |number| is below 10^-digits: one unit of it if more than half, else none.
static bool more_than_half(double number)
{
    Decimal decimal = {0};
    decimal_significant(&decimal, number, ALL_DIGITS);
    strip_zeros(&decimal);
    bool more =
        decimal.digits[0] > '5' || (decimal.digits[0] == '5' && decimal.count > 1);
    decimal_free(&decimal);
    return more;
}

static double round_left_of_point(double number, int digits)
{
    Decimal decimal = {0};
    decimal_significant(&decimal, number, 17);
    int kept = decimal.point + digits;
    double rounded = 0;
    if (kept == 0) {
        if (more_than_half(number)) {
            decimal_set(&decimal, "1", 1, decimal.point + 1);
            rounded = decimal_value(&decimal);
        }
    } else if (kept > 17) {
        rounded = number;
    } else if (kept > 0) {
        decimal_significant(&decimal, number, kept);
        rounded = decimal_value(&decimal);
    }
    decimal_free(&decimal);
    return rounded;
}

static double round_right_of_point(double number, int digits)
{
    Text text = {0};
    text_addf(&text, "%.*f", digits, number);
    double rounded = strtod(text.bytes, NULL);
    text_free(&text);
    return rounded;
}

bool float_round(Vm *vm, double number, int64_t digits, Value *result)
{
    *result = value_float(number);
    if (!isfinite(number) || number == 0 || digits > ROUND_MOST) return true;
    if (digits < ROUND_LEAST) {
        *result = value_float(copysign(0.0, number));
        return true;
    }
    double rounded = digits < 0 ? round_left_of_point(fabs(number), (int)digits)
                                : round_right_of_point(fabs(number), (int)digits);
    if (isinf(rounded))
        return raise_error(vm, OVERFLOW_ERROR, "rounded value too large to represent");
    *result = value_float(copysign(rounded, number));
    return true;
}

// -- From text ---------------------------------------------------------------------

// Digits and spaces of all scripts become those of ASCII; what else is not ASCII becomes
// a character that no number has.
void text_add_plain_digits(Text *text, const Str *str)
{
    for (size_t at = 0, size; at < str->size; at += size) {
        uint32_t c = utf8_decode(str->bytes + at, &size);
        int digit = unicode_decimal(c);
        char plain = digit >= 0            ? (char)('0' + digit)
                     : unicode_is_space(c) ? ' '
                     : c > 0 && c < 0x80   ? (char)c
                                           : '?';
        text_add_char(text, plain);
    }
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

// Takes out underscores that stand between digits; false if one stands elsewhere.
static bool remove_underscores(char *text)
{
    char *to = text, before = 0;
    for (const char *at = text; *at; at++) {
        if (*at == '_') {
            if (!is_digit(before) || !is_digit(at[1])) return false;
        } else {
            *to++ = *at;
        }
        before = *at;
    }
    *to = 0;
    return true;
}

static const char *skip_digits(const char *at)
{
    while (is_digit(*at))
        at++;
    return at;
}

// number := digits ["." [digits]] | "." digits, then [("e" | "E") ["+" | "-"] digits]
static bool is_decimal_number(const char *at)
{
    const char *end = skip_digits(at);
    bool any = end > at;
    if (*end == '.') {
        at = end + 1;
        end = skip_digits(at);
        any = any || end > at;
    }
    if (!any) return false;
    if (*end != 'e' && *end != 'E') return *end == 0;
    at = end + 1;
    if (*at == '+' || *at == '-') at++;
    end = skip_digits(at);
    return end > at && *end == 0;
}

static bool is_named_number(const char *at)
{
    return strcasecmp(at, "inf") == 0 || strcasecmp(at, "infinity") == 0 ||
           strcasecmp(at, "nan") == 0;
}

// [text] without spaces at its ends, changed in place.
static char *trimmed(char *text)
{
    while (*text == ' ')
        text++;
    char *end = text + strlen(text);
    while (end > text && end[-1] == ' ')
        *--end = 0;
    return text;
}

static bool parse_float(char *text, double *number)
{
    text = trimmed(text);
    if (!remove_underscores(text)) return false;
    const char *unsigned_part = text + (*text == '+' || *text == '-');
    if (!is_decimal_number(unsigned_part) && !is_named_number(unsigned_part))
        return false;
    *number = strtod(text, NULL);
    return true;
}

bool float_from_str(Vm *vm, const Str *str, Value *result)
{
    Text text = {0};
    double number;
    text_add_plain_digits(&text, str);
    bool ok = text.size && parse_float(text.bytes, &number);
    text_free(&text);
    if (ok) {
        *result = value_float(number);
        return true;
    }
    str_add_repr(&text, str);
    raise_error(vm, VALUE_ERROR, "could not convert string to float: %s", text.bytes);
    text_free(&text);
    return false;
}

// -- Hexadecimal -------------------------------------------------------------------

void float_add_hex(Text *text, double number)
{
    if (!isfinite(number)) {
        float_add_repr(text, number);
        return;
    }
    if (signbit(number)) text_add_char(text, '-');
    if (number == 0) {
        text_add(text, "0x0.0p+0");
        return;
    }
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    int exponent = (int)(bits >> 52 & 0x7ff);
    uint64_t fraction = bits & ((UINT64_C(1) << 52) - 1);
    text_addf(text, "0x%d.%013llxp%+d", exponent ? 1 : 0, (unsigned long long)fraction,
              exponent ? exponent - 1023 : -1022);
}

static bool is_hex_digit(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static const char *skip_hex_digits(const char *at)
{
    while (is_hex_digit(*at))
        at++;
    return at;
}

// hex := ["0x"] digits ["." digits] ["p" ["+" | "-"] decimal digits]; a digit somewhere.
static bool is_hex_number(const char *at)
{
    if (at[0] == '0' && (at[1] == 'x' || at[1] == 'X')) at += 2;
    const char *end = skip_hex_digits(at);
    bool any = end > at;
    if (*end == '.') {
        at = end + 1;
        end = skip_hex_digits(at);
        any = any || end > at;
    }
    if (!any) return false;
    if (*end != 'p' && *end != 'P') return *end == 0;
    at = end + 1;
    if (*at == '+' || *at == '-') at++;
    end = skip_digits(at);
    return end > at && *end == 0;
}

bool float_from_hex(Vm *vm, const Str *str, Value *result)
{
    Text text = {0}, with_prefix = {0};
    text_add_plain_digits(&text, str);
    text_room(&text, 0)[0] = 0;
    char *at = trimmed(text.bytes);
    const char *start = at + (*at == '+' || *at == '-');
    bool ok = is_named_number(start) || is_hex_number(start);
    bool prefixed = is_named_number(start) || (start[0] == '0' && (start[1] | 32) == 'x');
    if (*at == '-') text_add_char(&with_prefix, '-');
    if (!prefixed) text_add(&with_prefix, "0x");
    text_add(&with_prefix, start);
    double number = strtod(with_prefix.bytes, NULL);
    bool too_large = isinf(number) && !is_named_number(start);
    text_free(&text);
    text_free(&with_prefix);
    if (!ok)
        return raise_error(vm, VALUE_ERROR, "invalid hexadecimal floating-point string");
    if (too_large)
        return raise_error(vm, OVERFLOW_ERROR,
                           "hexadecimal value too large to represent as a float");
    *result = value_float(number);
    return true;
}
