// format_float.c -- the body of a formatted float, without sign and padding.
//
// printf writes the types e, f and g exactly as Python does. Python's own two forms, that
// of repr and that of a spec with a precision but no type, are laid out here.

#include "base/utf8.h"
#include "vm/exception.h"
#include "vm/format.h"
#include "vm/heap.h"
#include "vm/numbers.h"
#include "vm/unicode.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void add_exponent(Text *text, int exponent)
{
    text_addf(text, "e%c%02d", exponent < 0 ? '-' : '+',
              exponent < 0 ? -exponent : exponent);
}

// The digits with their point, as format_float_short() of CPython does for codes g and r
// when a number without a fraction shall show ".0".
static void add_digits(Text *text, const Decimal *decimal, int exponent_from,
                       bool alternate)
{
    int point = decimal->point, count = decimal->count;
    bool scientific = point <= -4 || point > exponent_from;
    if (scientific) {
        text_add_char(text, decimal->digits[0]);
        if (count > 1 || alternate) text_add_char(text, '.');
        text_add(text, decimal->digits + 1);
        add_exponent(text, point - 1);
    } else if (point <= 0) {
        text_add(text, "0.");
        text_add_repeated(text, '0', (size_t)-point);
        text_add(text, decimal->digits);
    } else if (count > point) {
        text_add_bytes(text, decimal->digits, (size_t)point);
        text_add_char(text, '.');
        text_add(text, decimal->digits + point);
    } else {
        text_add(text, decimal->digits);
        text_add_repeated(text, '0', (size_t)(point - count));
        text_add(text, ".0");
    }
}

static void add_pythonic(Text *text, double number, char type, int precision,
                         bool alternate)
{
    Decimal decimal = {0};
    if (type == 'r') {
        decimal_shortest(&decimal, number);
        add_digits(text, &decimal, 16, alternate);
    } else {
        if (precision == 0) precision = 1;
        decimal_significant(&decimal, number, precision);
        while (!alternate && decimal.count > 1 &&
               decimal.digits[decimal.count - 1] == '0')
            decimal.digits[--decimal.count] = 0;
        add_digits(text, &decimal, precision - 1, alternate);
    }
    decimal_free(&decimal);
}

// Fixed notation of numbers of everyday size: m x 2^-k with a precision whose power of ten
// leaves m x 10^precision below 128 bits, so that it is rounded exactly, half to even.
static bool add_fixed_quickly(Text *text, double number, int precision)
{
    static const uint64_t tens[] = {1,         10,         100,         1000,
                                    10000,     100000,     1000000,     10000000,
                                    100000000, 1000000000, 10000000000, 100000000000};
    if (precision > 11 || number >= 0x1p52) return false;
    int exponent;
    uint64_t mantissa = (uint64_t)(frexp(number, &exponent) * 0x1p53);
    int shift = 53 - exponent; // at least 1
    unsigned __int128 scaled = (unsigned __int128)mantissa * tens[precision], whole = 0;
    if (shift < 120) {
        unsigned __int128 half = (unsigned __int128)1 << (shift - 1);
        unsigned __int128 rest = scaled & (half * 2 - 1);
        whole = scaled >> shift;
        if (rest > half || (rest == half && (whole & 1))) whole++;
    }
    if (whole > UINT64_MAX) return false;

    char digits[24], *end = digits + sizeof digits, *at = end;
    uint64_t left = (uint64_t)whole;
    for (int i = 0; left || i <= precision; i++) {
        if (i == precision && precision > 0) *--at = '.';
        *--at = (char)('0' + left % 10);
        left /= 10;
    }
    text_add_bytes(text, at, (size_t)(end - at));
    return true;
}

bool float_add_formatted(Vm *vm, Text *text, double magnitude, char type, int precision,
                         bool alternate)
{
    bool upper = type == 'E' || type == 'F' || type == 'G';
    if (!isfinite(magnitude)) {
        const char *name = isnan(magnitude) ? "nan" : "inf";
        text_add(text, upper ? (isnan(magnitude) ? "NAN" : "INF") : name);
        return true;
    }
    if (precision > 1000 && !heap_allows(vm, (size_t)precision * 2)) return false;
    if (type == 'r' || type == 'a') {
        add_pythonic(text, magnitude, type, precision, alternate);
        return true;
    }
    if ((type == 'f' || type == 'F') && !alternate &&
        add_fixed_quickly(text, magnitude, precision))
        return true;
    char format[] = {'%', '#', '.', '*', type, 0};
    if (!alternate) memmove(format + 1, format + 2, sizeof format - 2);
    int size = snprintf(NULL, 0, format, precision, magnitude);
    snprintf(text_room(text, (size_t)size), (size_t)size + 1, format, precision,
             magnitude);
    text->size += (size_t)size;
    return true;
}

int64_t format_number(const char **at, const char *end, bool any_script)
{
    int64_t number = 0;
    const char *start = *at;
    for (size_t size; *at < end; *at += size) {
        uint32_t c = utf8_decode(*at, &size);
        int digit = any_script || c < 0x80 ? unicode_decimal(c) : -1;
        if (digit < 0) break;
        if (__builtin_mul_overflow(number, 10, &number) ||
            __builtin_add_overflow(number, digit, &number))
            return -2;
    }
    return *at == start ? -1 : number;
}
