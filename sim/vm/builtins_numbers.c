// builtins_numbers.c -- abs, round, pow, chr, hex, repr, format, hash and their like.
//
// The values that they work on decide most of it; here is what the builtin itself checks.

#include "base/utf8.h"
#include "vm/big.h"
#include "vm/call.h"
#include "vm/exception.h"
#include "vm/numbers.h"
#include "vm/operators.h"
#include "vm/strings.h"
#include "vm/vm.h"

static bool builtin_abs(Vm *vm, Value *args, Value *result)
{
    bool found;
    if (!call_special(vm, args[0], vm->names.abs, NULL, 0, &found, result)) return false;
    return found || raise_error(vm, TYPE_ERROR, "bad operand type for abs(): '%s'",
                                value_type_name(vm, args[0]));
}

static bool builtin_round(Vm *vm, Value *args, Value *result)
{
    bool found;
    int count = value_is_none(args[1]) ? 0 : 1;
    if (!call_special(vm, args[0], vm->names.round, args + 1, count, &found, result))
        return false;
    return found || raise_error(vm, TYPE_ERROR, "type %s doesn't define __round__ method",
                                value_type_name(vm, args[0]));
}

static bool builtin_divmod(Vm *vm, Value *args, Value *result)
{
    return value_divmod(vm, args[0], args[1], result);
}

static bool builtin_pow(Vm *vm, Value *args, Value *result)
{
    return value_power(vm, args[0], args[1], args[2], result);
}

static bool builtin_chr(Vm *vm, Value *args, Value *result)
{
    int64_t codepoint;
    if (!arg_int(vm, args[0], &codepoint)) return false;
    if (codepoint < 0 || codepoint > 0x10ffff)
        return raise_error(vm, VALUE_ERROR, "chr() arg not in range(0x110000)");
    return str_codepoint(vm, (uint32_t)codepoint, result);
}

static bool builtin_ord(Vm *vm, Value *args, Value *result)
{
    if (!value_is_str(args[0]))
        return raise_error(vm, TYPE_ERROR,
                           "ord() expected string of length 1, but %s found",
                           value_type_name(vm, args[0]));
    const Str *str = STR(args[0]);
    if (str->length != 1)
        return raise_error(vm, TYPE_ERROR,
                           "ord() expected a character, but string of length %u found",
                           str->length);
    size_t size;
    *result = value_int(utf8_decode(str->bytes, &size));
    return true;
}

static bool in_base(Vm *vm, Value v, int base, const char *prefix, Value *result)
{
    int64_t number;
    if (!value_is_big(v)) {
        if (!arg_int(vm, v, &number)) return false;
        v = value_int(number);
    }
    Text text = {0};
    if (big_is_negative(v)) text_add_char(&text, '-');
    text_add(&text, prefix);
    whole_add_digits(&text, v, base);
    return str_from_text(vm, &text, result);
}

static bool builtin_hex(Vm *vm, Value *args, Value *result)
{
    return in_base(vm, args[0], 16, "0x", result);
}

static bool builtin_oct(Vm *vm, Value *args, Value *result)
{
    return in_base(vm, args[0], 8, "0o", result);
}

static bool builtin_bin(Vm *vm, Value *args, Value *result)
{
    return in_base(vm, args[0], 2, "0b", result);
}

static bool builtin_repr(Vm *vm, Value *args, Value *result)
{
    return value_repr(vm, args[0], result);
}

static bool builtin_ascii(Vm *vm, Value *args, Value *result)
{
    return value_ascii(vm, args[0], result);
}

static bool builtin_format(Vm *vm, Value *args, Value *result)
{
    if (!value_is_str(args[1]))
        return raise_error(vm, TYPE_ERROR, "format() argument 2 must be str, not %s",
                           value_is_none(args[1]) ? "None"
                                                  : value_type_name(vm, args[1]));
    return value_format(vm, args[0], args[1], result);
}

static bool builtin_hash(Vm *vm, Value *args, Value *result)
{
    int64_t hash;
    if (!value_hash(vm, args[0], &hash)) return false;
    *result = value_int(hash);
    return true;
}

static bool builtin_id(Vm *vm, Value *args, Value *result)
{
    *result = value_int(value_id(vm, args[0]));
    return true;
}

static bool builtin_callable(Vm *vm, Value *args, Value *result)
{
    *result = value_bool(value_is_callable(vm, args[0]));
    return true;
}

const NativeSpec builtins_number_specs[] = {
    {"abs", "x, /", builtin_abs, 0},
    {"round", "number, ndigits=None", builtin_round, 0},
    {"divmod", "x, y, /", builtin_divmod, 0},
    {"pow", "base, exp, mod=None", builtin_pow, 0},
    {"chr", "i, /", builtin_chr, 0},
    {"ord", "c, /", builtin_ord, 0},
    {"hex", "number, /", builtin_hex, 0},
    {"oct", "number, /", builtin_oct, 0},
    {"bin", "number, /", builtin_bin, 0},
    {"repr", "obj, /", builtin_repr, 0},
    {"ascii", "obj, /", builtin_ascii, 0},
    {"format", "value, format_spec='', /", builtin_format, 0},
    {"hash", "obj, /", builtin_hash, 0},
    {"id", "obj, /", builtin_id, 0},
    {"callable", "obj, /", builtin_callable, 0},
    {0},
};
