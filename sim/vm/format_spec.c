// format_spec.c -- format(v, spec) of ints, floats, bools and strs.
//
// spec := [[fill] align] [sign] ["z"] ["#"] ["0"] [width] ["," | "_"] ["." precision] [type]
// The steps and their order, which decides which mistake is reported, are those of
// formatter_unicode.c in CPython.

#include "base/utf8.h"
#include "vm/exception.h"
#include "vm/format.h"
#include "vm/big.h"
#include "vm/heap.h"
#include "vm/numbers.h"
#include "vm/strings.h"
#include "vm/vm.h"

#include <limits.h>
#include <math.h>
#include <string.h>

typedef struct Spec {
    char fill[4]; // one character
    size_t fill_size;
    char align; // '<' '>' '^' '='
    char sign;  // '+' '-' ' ', 0 if not given
    bool no_negative_zero, alternate;
    int64_t width;     // -1 if not given
    char separator;    // ',' or '_', 0 for none
    int64_t precision; // -1 if not given
    uint32_t type;     // 0 if not given and there is no default
} Spec;

// -- Parsing -----------------------------------------------------------------------

static bool is_align(char c)
{
    return c == '<' || c == '>' || c == '=' || c == '^';
}

static bool too_many_digits(Vm *vm)
{
    return raise_error(vm, VALUE_ERROR, "Too many decimal digits in format string");
}

static bool refuse_separator(Vm *vm, char separator, uint32_t type)
{
    if (type > 32 && type < 128)
        return raise_error(vm, VALUE_ERROR, "Cannot specify '%c' with '%c'.", separator,
                           (int)type);
    return raise_error(vm, VALUE_ERROR, "Cannot specify '%c' with '\\x%x'.", separator,
                       type);
}

static bool separator_fits(const Spec *spec)
{
    switch (spec->type) {
    case 'd':
    case 'e':
    case 'f':
    case 'g':
    case 'E':
    case 'G':
    case '%':
    case 'F':
    case 0: return true;
    case 'b':
    case 'o':
    case 'x':
    case 'X': return spec->separator == '_';
    default: return false;
    }
}

// [[fill] align]
static bool parse_align(Spec *spec, const char **at, const char *end)
{
    if (*at == end) return false;
    size_t size = utf8_length(**at);
    if (*at + size < end && is_align((*at)[size])) {
        memcpy(spec->fill, *at, size);
        spec->fill_size = size;
        spec->align = (*at)[size];
        *at += size + 1;
        return true;
    }
    if (!is_align(**at)) return false;
    spec->align = *(*at)++;
    return true;
}

static bool accept(const char **at, const char *end, char c)
{
    if (*at == end || **at != c) return false;
    ++*at;
    return true;
}

static bool parse_separators(Vm *vm, Spec *spec, const char **at, const char *end)
{
    if (accept(at, end, ',')) spec->separator = ',';
    if (*at < end && **at == '_') {
        if (spec->separator)
            return raise_error(vm, VALUE_ERROR, "Cannot specify both ',' and '_'.");
        spec->separator = '_';
        ++*at;
    }
    if (*at < end && **at == ',' && spec->separator == '_')
        return raise_error(vm, VALUE_ERROR, "Cannot specify both ',' and '_'.");
    return true;
}

// [default_type] and [default_align] are those of the value's type, called [type_name].
static bool parse_spec(Vm *vm, const Str *text, const char *name, char default_type,
                       char default_align, Spec *spec)
{
    const char *at = text->bytes, *end = at + text->size;
    *spec = (Spec){.fill = " ",
                   .fill_size = 1,
                   .align = default_align,
                   .width = -1,
                   .precision = -1,
                   .type = (unsigned char)default_type};

    bool aligned = parse_align(spec, &at, end);
    bool filled = aligned && at - text->bytes > 1;
    if (at < end && (*at == '+' || *at == '-' || *at == ' ')) spec->sign = *at++;
    spec->no_negative_zero = accept(&at, end, 'z');
    spec->alternate = accept(&at, end, '#');
    if (!filled && accept(&at, end, '0')) {
        spec->fill[0] = '0';
        if (!aligned && default_align == '>') spec->align = '=';
    }
    spec->width = format_number(&at, end, true);
    if (spec->width == -2) return too_many_digits(vm);
    if (!parse_separators(vm, spec, &at, end)) return false;
    if (accept(&at, end, '.')) {
        spec->precision = format_number(&at, end, true);
        if (spec->precision == -2) return too_many_digits(vm);
        if (spec->precision == -1)
            return raise_error(vm, VALUE_ERROR, "Format specifier missing precision");
    }

    if (at < end) {
        size_t size = utf8_length(*at);
        if (at + size < end)
            return raise_error(vm, VALUE_ERROR,
                               "Invalid format specifier '%s' for object of type '%s'",
                               text->bytes, name);
        spec->type = utf8_decode(at, &size);
    }
    if (spec->separator && !separator_fits(spec))
        return refuse_separator(vm, spec->separator, spec->type);
    return true;
}

static bool unknown_code(Vm *vm, uint32_t type, const char *name)
{
    if (type > 32 && type < 128)
        return raise_error(vm, VALUE_ERROR,
                           "Unknown format code '%c' for object of type '%s'", (int)type,
                           name);
    return raise_error(vm, VALUE_ERROR,
                       "Unknown format code '\\x%x' for object of type '%s'", type, name);
}

// -- Laying out --------------------------------------------------------------------

static void add_fill(Text *text, const Spec *spec, int64_t count)
{
    if (spec->fill_size == 1) {
        text_add_repeated(text, spec->fill[0], (size_t)count);
        return;
    }
    while (count-- > 0)
        text_add_bytes(text, spec->fill, spec->fill_size);
}

static bool width_fits(Vm *vm, int64_t width)
{
    return width < 1000 || heap_allows(vm, (size_t)width);
}

// The parts of a number, in the order in which they are written.
typedef struct Parts {
    bool negative;
    const char *prefix; // "0x" or ""
    const char *digits; // that are grouped and padded with zeros
    int64_t digit_count;
    const char *rest; // from the point on, or "inf", or a character
    size_t rest_size;
    int64_t rest_length; // in characters
} Parts;

// Adds the digits with [separator] between groups of [group], and zeros in front of them
// until they take [least] characters. CPython never begins with a separator: a zero more
// is added instead.
static void add_grouped(Text *text, const Parts *parts, char separator, int group,
                        int64_t least)
{
    Text turned = {0}; // from the last digit to the first
    int64_t left = parts->digit_count, in_group = 0;
    while (left > 0 || (int64_t)turned.size < least) {
        if (separator && in_group == group) {
            text_add_char(&turned, separator);
            in_group = 0;
        }
        text_add_char(&turned, left > 0 ? parts->digits[left - 1] : '0');
        left--;
        in_group++;
    }
    for (size_t i = turned.size; i-- > 0;)
        text_add_char(text, turned.bytes[i]);
    text_free(&turned);
}

// calc_number_widths() and fill_number().
static bool lay_out(Vm *vm, const Spec *spec, const Parts *parts, Value *result)
{
    if (!width_fits(vm, spec->width)) return false;
    char sign = parts->negative                          ? '-'
                : spec->sign == '+' || spec->sign == ' ' ? spec->sign
                                                         : 0;
    int64_t around = (sign != 0) + (int64_t)strlen(parts->prefix) + parts->rest_length;
    bool zeros = spec->fill_size == 1 && spec->fill[0] == '0' && spec->align == '=';
    int64_t least = zeros ? spec->width - around : 0;
    int group =
        spec->type == 'b' || spec->type == 'o' || spec->type == 'x' || spec->type == 'X'
            ? 4
            : 3;

    Text digits = {0}, text = {0};
    if (parts->digit_count) add_grouped(&digits, parts, spec->separator, group, least);
    int64_t missing = spec->width - around - (int64_t)digits.size;
    if (missing < 0) missing = 0;
    int64_t before = spec->align == '>' ? missing : spec->align == '^' ? missing / 2 : 0;
    int64_t inside = spec->align == '=' ? missing : 0;
    add_fill(&text, spec, before);
    if (sign) text_add_char(&text, sign);
    text_add(&text, parts->prefix);
    add_fill(&text, spec, inside);
    text_add_bytes(&text, text_string(&digits), digits.size);
    text_add_bytes(&text, parts->rest, parts->rest_size);
    add_fill(&text, spec, missing - before - inside);
    text_free(&digits);
    return str_from_text(vm, &text, result);
}

// -- str ---------------------------------------------------------------------------

static bool format_str(Vm *vm, Str *str, const Str *spec_text, Value *result)
{
    Spec spec;
    if (!parse_spec(vm, spec_text, "str", 's', '<', &spec)) return false;
    if (spec.type != 's') return unknown_code(vm, spec.type, "str");
    if (spec.sign)
        return raise_error(vm, VALUE_ERROR, "%s not allowed in string format specifier",
                           spec.sign == ' ' ? "Space" : "Sign");
    if (spec.no_negative_zero)
        return raise_error(vm, VALUE_ERROR,
                           "Negative zero coercion (z) not allowed in string format "
                           "specifier");
    if (spec.alternate)
        return raise_error(vm, VALUE_ERROR,
                           "Alternate form (#) not allowed in string format specifier");
    if (spec.align == '=')
        return raise_error(vm, VALUE_ERROR,
                           "'=' alignment not allowed in string format specifier");
    if (!width_fits(vm, spec.width)) return false;

    int64_t length = str->length;
    size_t size = str->size;
    if (spec.precision >= 0 && spec.precision < length) {
        length = spec.precision;
        size = str_offset(str, length);
    }
    int64_t missing = spec.width > length ? spec.width - length : 0;
    if (missing == 0) return str_part(vm, str, 0, size, result);
    int64_t before = spec.align == '>' ? missing : spec.align == '^' ? missing / 2 : 0;
    Text text = {0};
    add_fill(&text, &spec, before);
    text_add_bytes(&text, str->bytes, size);
    add_fill(&text, &spec, missing - before);
    return str_from_text(vm, &text, result);
}

// -- float -------------------------------------------------------------------------

static bool is_zero(const char *body)
{
    for (; *body && *body != 'e' && *body != 'E'; body++)
        if (*body >= '1' && *body <= '9') return false;
    return true;
}

static bool format_float(Vm *vm, double number, const Spec *spec, Value *result)
{
    if (spec->precision > INT_MAX)
        return raise_error(vm, VALUE_ERROR, "precision too big");
    int64_t precision = spec->precision;
    char type = (char)spec->type;
    if (type == 0) type = precision < 0 ? 'r' : 'a';
    if (type == 'n') type = 'g';
    if (type == '%') {
        type = 'f';
        number *= 100;
    }
    if (precision < 0) precision = 6;

    Text body = {0};
    if (!float_add_formatted(vm, &body, fabs(number), type, (int)precision,
                             spec->alternate)) {
        text_free(&body);
        return false;
    }
    bool negative = signbit(number) && !isnan(number);
    if (spec->no_negative_zero && isfinite(number) && is_zero(body.bytes))
        negative = false;
    if (spec->type == '%') text_add_char(&body, '%');

    size_t digits = 0;
    while (body.bytes[digits] >= '0' && body.bytes[digits] <= '9')
        digits++;
    Parts parts = {.negative = negative,
                   .prefix = "",
                   .digits = body.bytes,
                   .digit_count = (int64_t)digits,
                   .rest = body.bytes + digits,
                   .rest_size = body.size - digits,
                   .rest_length = (int64_t)(body.size - digits)};
    bool ok = lay_out(vm, spec, &parts, result);
    text_free(&body);
    return ok;
}

// -- int ---------------------------------------------------------------------------

static void make_upper(Text *text)
{
    for (size_t i = 0; i < text->size; i++)
        if (text->bytes[i] >= 'a' && text->bytes[i] <= 'z') text->bytes[i] ^= 0x20;
}

static bool format_character(Vm *vm, int64_t number, const Spec *spec, Value *result)
{
    if (spec->sign)
        return raise_error(vm, VALUE_ERROR,
                           "Sign not allowed with integer format specifier 'c'");
    if (spec->alternate)
        return raise_error(vm, VALUE_ERROR,
                           "Alternate form (#) not allowed with integer format specifier "
                           "'c'");
    if (number < 0 || number > 0x10ffff)
        return raise_error(vm, OVERFLOW_ERROR, "%%c arg not in range(0x110000)");
    char bytes[4];
    Parts parts = {.prefix = "",
                   .rest = bytes,
                   .rest_size = utf8_encode((uint32_t)number, bytes),
                   .rest_length = 1};
    return lay_out(vm, spec, &parts, result);
}

static bool format_whole(Vm *vm, Value number, const Spec *spec, Value *result)
{
    if (spec->precision != -1)
        return raise_error(vm, VALUE_ERROR,
                           "Precision not allowed in integer format specifier");
    if (spec->no_negative_zero)
        return raise_error(vm, VALUE_ERROR,
                           "Negative zero coercion (z) not allowed in integer format "
                           "specifier");
    int base = 10;
    const char *prefix = "";
    switch (spec->type) {
    case 'c':
        if (value_is_big(number))
            return raise_error(vm, OVERFLOW_ERROR,
                               "Python int too large to convert to C long");
        return format_character(vm, number.integer, spec, result);
    case 'b': base = 2, prefix = "0b"; break;
    case 'o': base = 8, prefix = "0o"; break;
    case 'x': base = 16, prefix = "0x"; break;
    case 'X': base = 16, prefix = "0X"; break;
    default: break;
    }

    Text digits = {0};
    whole_add_digits(&digits, number, base);
    if (base == 10 && !digits_allowed(vm, digits.size, false)) {
        text_free(&digits);
        return false;
    }
    if (spec->type == 'X') make_upper(&digits);
    Parts parts = {.negative = big_is_negative(number),
                   .prefix = spec->alternate ? prefix : "",
                   .digits = digits.bytes,
                   .digit_count = (int64_t)digits.size,
                   .rest = ""};
    bool ok = lay_out(vm, spec, &parts, result);
    text_free(&digits);
    return ok;
}

static bool type_in(uint32_t type, const char *types)
{
    return type && type < 128 && strchr(types, (int)type);
}

static bool format_int(Vm *vm, Value v, const Str *spec_text, Value *result)
{
    const char *name = value_type_name(vm, v);
    double number;
    Spec spec;
    if (!parse_spec(vm, spec_text, name, 'd', '>', &spec)) return false;
    if (type_in(spec.type, "bcdoxXn")) return format_whole(vm, v, &spec, result);
    if (type_in(spec.type, "eEfFgG%"))
        return whole_to_double(vm, v, &number) &&
               format_float(vm, number, &spec, result);
    return unknown_code(vm, spec.type, name);
}

bool format_value(Vm *vm, Value v, Str *spec_text, Value *result)
{
    if (spec_text->size == 0) return value_str(vm, v, result);
    if (value_is_str(v)) return format_str(vm, STR(v), spec_text, result);
    if (value_is_whole(v)) return format_int(vm, v, spec_text, result);

    Spec spec;
    if (!parse_spec(vm, spec_text, "float", 0, '>', &spec)) return false;
    if (spec.type && !type_in(spec.type, "eEfFgGn%"))
        return unknown_code(vm, spec.type, "float");
    return format_float(vm, v.number, &spec, result);
}
