// number_methods.c -- int(x), float(x), bool(x), and the methods of ints and floats.

#include "base/utf8.h"
#include "vm/big.h"
#include "vm/call.h"
#include "vm/exception.h"
#include "vm/library.h"
#include "vm/numbers.h"
#include "vm/operators.h"
#include "vm/vm.h"

#include <math.h>
#include <string.h>

// -- int(text, base) ---------------------------------------------------------------

static int digit_value(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'z') return c - 'a' + 10;
    if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
    return 99;
}

// The base that a prefix "0x", "0o" or "0b" stands for, 0 if there is none.
static int prefix_base(const char *at)
{
    if (at[0] != '0') return 0;
    switch (at[1] | 32) {
    case 'x': return 16;
    case 'o': return 8;
    case 'b': return 2;
    default: return 0;
    }
}

// digits := digit (["_"] digit)*. True if that is all of [at]; [*number] is right unless
// it did not fit, which [*fits] tells.
static bool parse_digits(const char *at, int base, uint64_t *number, bool *fits)
{
    bool digit_before = false;
    *number = 0;
    *fits = true;
    for (; *at; at++) {
        if (*at == '_' && digit_before) {
            digit_before = false;
            continue;
        }
        int digit = digit_value(*at);
        if (digit >= base) return false;
        if (__builtin_mul_overflow(*number, (uint64_t)base, number) ||
            __builtin_add_overflow(*number, (uint64_t)digit, number))
            *fits = false;
        digit_before = true;
    }
    return digit_before;
}

static bool only_zeros(const char *at)
{
    while (*at == '0' || *at == '_')
        at++;
    return *at == 0;
}

// [*base] 0 becomes the base that the prefix tells; [*digits] is what stands behind it.
static bool parse_int(char *at, int *base_found, const char **digits, bool *negative,
                      uint64_t *number, bool *fits)
{
    int base = *base_found;
    while (*at == ' ')
        at++;
    char *end = at + strlen(at);
    while (end > at && end[-1] == ' ')
        *--end = 0;
    *negative = *at == '-';
    if (*at == '-' || *at == '+') at++;

    int prefix = prefix_base(at);
    if (base == 0) {
        base = prefix ? prefix : 10;
        // "010" would be octal in C: Python takes only zeros there.
        if (!prefix && *at == '0' && !only_zeros(at)) return false;
    }
    if (prefix && prefix == base) {
        at += 2;
        if (*at == '_') at++;
    }
    *base_found = base;
    *digits = at;
    return parse_digits(at, base, number, fits);
}

static bool invalid_literal(Vm *vm, const Str *str, int base)
{
    Text text = {0};
    str_add_repr(&text, str);
    // CPython shows at most 200 characters.
    size_t shown = utf8_offset(text.bytes, text.size, 200);
    raise_error(vm, VALUE_ERROR, "invalid literal for int() with base %d: %.*s", base,
                (int)shown, text.bytes);
    text_free(&text);
    return false;
}

// Digits of more than 64 bits, with "_" between them.
static bool long_int(Vm *vm, const char *digits, int base, bool negative, Value *result)
{
    Text plain = {0};
    for (; *digits; digits++)
        if (*digits != '_') text_add_char(&plain, *digits);
    bool is_power = (base & (base - 1)) == 0; // CPython limits only what takes long
    bool ok = (is_power || digits_allowed(vm, plain.size, true)) &&
              big_from_digits(vm, text_string(&plain), base, negative, result);
    text_free(&plain);
    return ok;
}

bool int_from_str(Vm *vm, const Str *str, int base, Value *result)
{
    Text text = {0};
    bool negative, fits;
    uint64_t number;
    int base_found = base;
    text_add_plain_digits(&text, str);
    text_room(&text, 0)[0] = 0;
    const char *digits;
    bool ok = parse_int(text.bytes, &base_found, &digits, &negative, &number, &fits);
    if (!ok) {
        text_free(&text);
        return invalid_literal(vm, str, base);
    }
    if (!fits || number > (uint64_t)INT64_MAX + negative) {
        ok = long_int(vm, digits, base_found, negative, result);
        text_free(&text);
        return ok;
    }
    text_free(&text);
    *result = value_int((int64_t)(negative ? 0 - number : number));
    return true;
}

// -- The constructors --------------------------------------------------------------

// What __int__, __index__ or __trunc__ of an object gives; must be an int.
static bool int_of_object(Vm *vm, Value v, Value *result)
{
    Str *const names[] = {vm->names.int_, vm->names.index};
    for (int i = 0; i < 2; i++) {
        bool found;
        Value number;
        if (!call_special(vm, v, names[i], NULL, 0, &found, &number)) return false;
        if (!found) continue;
        if (value_is_whole(number)) {
            *result = number.kind == VALUE_BOOL ? value_int(number.integer) : number;
            return true;
        }
        raise_error(vm, TYPE_ERROR, "%s returned non-int (type %s)", names[i]->bytes,
                    value_type_name(vm, number));
        value_drop(vm, number);
        return false;
    }
    return raise_error(vm, TYPE_ERROR,
                       "int() argument must be a string, a bytes-like object or a real "
                       "number, not '%s'",
                       value_type_name(vm, v));
}

static bool int_of(Vm *vm, Value v, Value *result)
{
    if (value_is_int(v)) {
        *result = value_int(v.integer);
        return true;
    }
    if (value_is_big(v)) {
        *result = value_keep(v);
        return true;
    }
    if (value_is_float(v)) return whole_from_double(vm, v.number, result);
    if (value_is_str(v)) return int_from_str(vm, STR(v), 10, result);
    if (v.kind == VALUE_OBJECT) return int_of_object(vm, v, result);
    return raise_error(vm, TYPE_ERROR,
                       "int() argument must be a string, a bytes-like object or a real "
                       "number, not '%s'",
                       value_type_name(vm, v));
}

static const NativeSpec int_signature = {"int", "x=, /, base=", NULL, 0};

static bool int_of_arguments(Vm *vm, const Arguments *arguments, Value *result)
{
    if (arguments->count == 1 && !arguments->names)
        return int_of(vm, arguments->values[0], result);
    if (arguments->count > 2)
        return raise_error(vm, TYPE_ERROR, "int expected at most 2 arguments, got %d",
                           arguments->count);
    for (uint32_t i = 0; arguments->names && i < arguments->names->count; i++)
        if (!str_is(STR(arguments->names->items[i]), "base"))
            return raise_error(vm, TYPE_ERROR,
                               "int() got an unexpected keyword argument '%s'",
                               STR(arguments->names->items[i])->bytes);
    Value args[2];
    if (!arguments_bind(vm, &int_signature, arguments, args)) return false;
    if (value_is_unset(args[1])) {
        if (!value_is_unset(args[0])) return int_of(vm, args[0], result);
        *result = value_int(0);
        return true;
    }
    if (value_is_unset(args[0]))
        return raise_error(vm, TYPE_ERROR, "int() missing string argument");
    int64_t base;
    if (!arg_int(vm, args[1], &base)) return false;
    if (base != 0 && (base < 2 || base > 36))
        return raise_error(vm, VALUE_ERROR, "int() base must be >= 2 and <= 36, or 0");
    if (!value_is_str(args[0]))
        return raise_error(vm, TYPE_ERROR,
                           "int() can't convert non-string with explicit base");
    return int_from_str(vm, STR(args[0]), (int)base, result);
}

static bool refuse_keywords(Vm *vm, const char *name, const Arguments *arguments)
{
    if (arguments->names && arguments->names->count)
        return raise_error(vm, TYPE_ERROR, "%s() takes no keyword arguments", name);
    if (arguments->count > 1)
        return raise_error(vm, TYPE_ERROR, "%s expected at most 1 argument, got %d", name,
                           arguments->count);
    return true;
}

static bool float_of_object(Vm *vm, Value v, Value *result)
{
    bool found = false;
    Value number = UNSET;
    if (v.kind == VALUE_OBJECT &&
        !call_special(vm, v, vm->names.float_, NULL, 0, &found, &number))
        return false;
    if (found && !value_is_float(number)) {
        raise_error(vm, TYPE_ERROR, "%s.__float__ returned non-float (type %s)",
                    value_type_name(vm, v), value_type_name(vm, number));
        value_drop(vm, number);
        return false;
    }
    if (found) {
        *result = number;
        return true;
    }
    if (v.kind == VALUE_OBJECT &&
        !call_special(vm, v, vm->names.index, NULL, 0, &found, &number))
        return false;
    if (found && value_is_int(number)) {
        *result = value_float((double)number.integer);
        return true;
    }
    if (found) {
        raise_error(vm, TYPE_ERROR, "__index__ returned non-int (type %s)",
                    value_type_name(vm, number));
        value_drop(vm, number);
        return false;
    }
    return raise_error(vm, TYPE_ERROR,
                       "float() argument must be a string or a real number, not '%s'",
                       value_type_name(vm, v));
}

static bool float_of_arguments(Vm *vm, const Arguments *arguments, Value *result)
{
    if (!refuse_keywords(vm, "float", arguments)) return false;
    Value v = arguments->count ? arguments->values[0] : value_float(0);
    if (value_is_str(v)) return float_from_str(vm, STR(v), result);
    if (!value_is_number(v)) return float_of_object(vm, v, result);
    *result = value_float(number_double(v));
    return true;
}

// The [number], taken over, as an instance of [type].
static Value number_of_type(Vm *vm, Type *type, Value number)
{
    if (type->flags & TYPE_NATIVE) return number;
    NumberObject *object = object_new(vm, type);
    object->number = number;
    return value_object(object);
}

bool int_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    Value number;
    if (!int_of_arguments(vm, arguments, &number)) return false;
    *result = number_of_type(vm, type, number);
    return true;
}

bool float_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    Value number;
    Arguments positional = *arguments;
    // The keywords of a class of the program are for its __init__.
    if (type != vm->types.float_) positional.names = NULL;
    if (!float_of_arguments(vm, &positional, &number)) return false;
    *result = number_of_type(vm, type, number);
    return true;
}

bool bool_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    (void)type;
    if (!refuse_keywords(vm, "bool", arguments)) return false;
    bool truth = false;
    if (arguments->count && !value_truth(vm, arguments->values[0], &truth)) return false;
    *result = value_bool(truth);
    return true;
}

// -- Methods of int ----------------------------------------------------------------

// The number of the instance that a method is called on.
#define INT_SELF(args)   (number_plain((args)[0]).integer)
#define FLOAT_SELF(args) (number_plain((args)[0]).number)

static bool int_self(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    Value plain = number_plain(args[0]);
    *result = value_is_big(plain) ? value_keep(plain) : value_int(plain.integer);
    return true;
}

// A method of an instance that holds a big int is that int's own.
static bool int_is_big_inside(const Value *args)
{
    return value_is_big(number_plain(args[0]));
}

static bool int_ask_big(Vm *vm, Value *args, const char *method, Value *result)
{
    return call_method(vm, number_plain(args[0]), method, NULL, 0, result);
}

static bool int_zero(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    (void)args;
    *result = value_int(0);
    return true;
}

static bool int_one(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    (void)args;
    *result = value_int(1);
    return true;
}

static bool int_true(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    (void)args;
    *result = TRUE;
    return true;
}

static bool int_bit_length(Vm *vm, Value *args, Value *result)
{
    if (int_is_big_inside(args)) return int_ask_big(vm, args, "bit_length", result);
    uint64_t magnitude = int_magnitude(INT_SELF(args));
    *result = value_int(magnitude ? 64 - __builtin_clzll(magnitude) : 0);
    return true;
}

static bool int_bit_count(Vm *vm, Value *args, Value *result)
{
    if (int_is_big_inside(args)) return int_ask_big(vm, args, "bit_count", result);
    *result = value_int(__builtin_popcountll(int_magnitude(INT_SELF(args))));
    return true;
}

static bool int_ratio(Vm *vm, Value *args, Value *result)
{
    if (int_is_big_inside(args)) return int_ask_big(vm, args, "as_integer_ratio", result);
    Value pair[] = {value_int(INT_SELF(args)), value_int(1)};
    *result = tuple_of(vm, pair, 2);
    return true;
}

static bool int_to_float(Vm *vm, Value *args, Value *result)
{
    if (int_is_big_inside(args)) return int_ask_big(vm, args, "__float__", result);
    *result = value_float((double)INT_SELF(args));
    return true;
}

static bool int_abs(Vm *vm, Value *args, Value *result)
{
    if (int_is_big_inside(args)) return int_ask_big(vm, args, "__abs__", result);
    int64_t number = INT_SELF(args);
    if (number == INT64_MIN) return big_negative(vm, args[0], result);
    *result = value_int(number < 0 ? -number : number);
    return true;
}

bool int_round(Vm *vm, int64_t number, int64_t digits, Value *result)
{
    *result = value_int(number);
    if (digits >= 0) return true;
    __int128 unit = 1;
    for (int64_t i = 0; i < 20 && i < -digits; i++)
        unit *= 10;
    __int128 rest = number % unit, whole = number - rest;
    if (rest < 0) {
        rest += unit;
        whole -= unit;
    }
    bool odd = (whole / unit) & 1;
    if (rest * 2 > unit || (rest * 2 == unit && odd)) whole += unit;
    if (whole > INT64_MAX || whole < INT64_MIN) {
        Value half = value_int((int64_t)(whole / 2));
        return big_arithmetic(vm, BINARY_LSHIFT, half, value_int(1), result);
    }
    *result = value_int((int64_t)whole);
    return true;
}

static bool int_round_method(Vm *vm, Value *args, Value *result)
{
    int64_t digits = 0;
    if (int_is_big_inside(args))
        return call_method(vm, number_plain(args[0]), "__round__", args + 1,
                           !value_is_unset(args[1]), result);
    if (!value_is_unset(args[1]) && !value_is_none(args[1]) &&
        !arg_int(vm, args[1], &digits))
        return false;
    return int_round(vm, INT_SELF(args), digits, result);
}

static bool number_divmod(Vm *vm, Value left, Value right, Value *result)
{
    left = number_plain(left);
    right = number_plain(right);
    bool both = (value_is_number(left) || value_is_big(left)) &&
                (value_is_number(right) || value_is_big(right));
    if (both) return value_divmod(vm, left, right, result);
    *result = NOT_IMPLEMENTED;
    return true;
}

static bool int_divmod_method(Vm *vm, Value *args, Value *result)
{
    *result = NOT_IMPLEMENTED;
    return !value_is_whole(number_plain(args[1])) ||
           number_divmod(vm, args[0], args[1], result);
}

static bool int_rdivmod_method(Vm *vm, Value *args, Value *result)
{
    *result = NOT_IMPLEMENTED;
    return !value_is_whole(number_plain(args[1])) ||
           number_divmod(vm, args[1], args[0], result);
}

// pow() with a modulus is for ints alone.
static bool int_pow_method(Vm *vm, Value *args, Value *result)
{
    Value base = number_plain(args[0]), exponent = number_plain(args[1]);
    Value modulus = number_plain(args[2]);
    *result = NOT_IMPLEMENTED;
    if (!value_is_whole(exponent)) return true;
    if (!value_is_whole(modulus) && !value_is_none(modulus)) return true;
    return value_power(vm, base, exponent, modulus, result);
}

static bool float_pow_method(Vm *vm, Value *args, Value *result)
{
    Value base = number_plain(args[0]), exponent = number_plain(args[1]);
    *result = NOT_IMPLEMENTED;
    return !value_is_number(exponent) || value_power(vm, base, exponent, args[2], result);
}

static bool int_to_bytes(Vm *vm, Value *args, Value *result)
{
    Value values[] = {args[0], args[1], args[2], args[3]};
    return library_call(vm, "_bytes", "to_bytes", values, 4, result);
}

static bool int_from_bytes(Vm *vm, Value *args, Value *result)
{
    return library_call(vm, "_bytes", "from_bytes", args + 1, 3, result);
}

const NativeSpec int_methods[] = {
    {"real", "self", int_self, NATIVE_PROPERTY},
    {"imag", "self", int_zero, NATIVE_PROPERTY},
    {"numerator", "self", int_self, NATIVE_PROPERTY},
    {"denominator", "self", int_one, NATIVE_PROPERTY},
    {"conjugate", "self, /", int_self, 0},
    {"bit_length", "self, /", int_bit_length, 0},
    {"bit_count", "self, /", int_bit_count, 0},
    {"as_integer_ratio", "self, /", int_ratio, 0},
    {"is_integer", "self, /", int_true, 0},
    {"to_bytes", "self, /, length=1, byteorder='big', *, signed=False", int_to_bytes, 0},
    {"from_bytes", "type, /, bytes, byteorder='big', *, signed=False", int_from_bytes,
     NATIVE_CLASS},
    {"__int__", "self, /", int_self, 0},
    {"__index__", "self, /", int_self, 0},
    {"__trunc__", "self, /", int_self, 0},
    {"__floor__", "self, /", int_self, 0},
    {"__ceil__", "self, /", int_self, 0},
    {"__float__", "self, /", int_to_float, 0},
    {"__abs__", "self, /", int_abs, 0},
    {"__round__", "self, ndigits=, /", int_round_method, 0},
    {"__divmod__", "self, value, /", int_divmod_method, 0},
    {"__rdivmod__", "self, value, /", int_rdivmod_method, 0},
    {"__pow__", "self, value, mod=None, /", int_pow_method, 0},
    {0},
};

// -- Methods of float --------------------------------------------------------------

static bool float_self(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_float(FLOAT_SELF(args));
    return true;
}

static bool float_zero(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    (void)args;
    *result = value_float(0);
    return true;
}

static bool float_is_integer(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    double number = FLOAT_SELF(args);
    *result = value_bool(isfinite(number) && floor(number) == number);
    return true;
}

static bool float_ratio(Vm *vm, Value *args, Value *result)
{
    double number = FLOAT_SELF(args);
    if (isnan(number))
        return raise_error(vm, VALUE_ERROR, "cannot convert NaN to integer ratio");
    if (isinf(number))
        return raise_error(vm, OVERFLOW_ERROR,
                           "cannot convert Infinity to integer ratio");

    int exponent;
    double fraction = frexp(number, &exponent);
    for (int i = 0; i < 300 && fraction != floor(fraction); i++) {
        fraction *= 2;
        exponent--;
    }
    Value numerator = value_int((int64_t)fraction), denominator = value_int(1);
    bool ok =
        exponent >= 0
            ? int_arithmetic(vm, BINARY_LSHIFT, (int64_t)fraction, exponent, &numerator)
            : int_arithmetic(vm, BINARY_LSHIFT, 1, -exponent, &denominator);
    if (!ok) return false;
    *result = tuple_of(vm, (Value[]){numerator, denominator}, 2);
    return true;
}

static bool float_hex_method(Vm *vm, Value *args, Value *result)
{
    Text text = {0};
    float_add_hex(&text, FLOAT_SELF(args));
    return str_from_text(vm, &text, result);
}

static bool float_from_hex_method(Vm *vm, Value *args, Value *result)
{
    if (!value_is_str(args[1]))
        return raise_error(vm, TYPE_ERROR, "fromhex() argument must be str, not %s",
                           value_type_name(vm, args[1]));
    return float_from_hex(vm, STR(args[1]), result);
}

static bool float_trunc(Vm *vm, Value *args, Value *result)
{
    return whole_from_double(vm, trunc(FLOAT_SELF(args)), result);
}

static bool float_floor(Vm *vm, Value *args, Value *result)
{
    return whole_from_double(vm, floor(FLOAT_SELF(args)), result);
}

static bool float_ceil(Vm *vm, Value *args, Value *result)
{
    return whole_from_double(vm, ceil(FLOAT_SELF(args)), result);
}

static bool float_abs(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_float(fabs(FLOAT_SELF(args)));
    return true;
}

static bool float_round_method(Vm *vm, Value *args, Value *result)
{
    double number = FLOAT_SELF(args);
    if (value_is_unset(args[1]) || value_is_none(args[1])) {
        double rounded = round(number);
        if (fabs(number - rounded) == 0.5) rounded = 2.0 * round(number / 2.0);
        return whole_from_double(vm, rounded, result);
    }
    int64_t digits;
    return arg_int(vm, args[1], &digits) && float_round(vm, number, digits, result);
}

static bool float_divmod_method(Vm *vm, Value *args, Value *result)
{
    return number_divmod(vm, args[0], args[1], result);
}

static bool float_rdivmod_method(Vm *vm, Value *args, Value *result)
{
    return number_divmod(vm, args[1], args[0], result);
}

const NativeSpec float_methods[] = {
    {"real", "self", float_self, NATIVE_PROPERTY},
    {"imag", "self", float_zero, NATIVE_PROPERTY},
    {"conjugate", "self, /", float_self, 0},
    {"is_integer", "self, /", float_is_integer, 0},
    {"as_integer_ratio", "self, /", float_ratio, 0},
    {"hex", "self, /", float_hex_method, 0},
    {"fromhex", "type, string, /", float_from_hex_method, NATIVE_CLASS},
    {"__float__", "self, /", float_self, 0},
    {"__int__", "self, /", float_trunc, 0},
    {"__trunc__", "self, /", float_trunc, 0},
    {"__floor__", "self, /", float_floor, 0},
    {"__ceil__", "self, /", float_ceil, 0},
    {"__abs__", "self, /", float_abs, 0},
    {"__round__", "self, ndigits=, /", float_round_method, 0},
    {"__divmod__", "self, value, /", float_divmod_method, 0},
    {"__rdivmod__", "self, value, /", float_rdivmod_method, 0},
    {"__pow__", "self, value, mod=None, /", float_pow_method, 0},
    {0},
};
