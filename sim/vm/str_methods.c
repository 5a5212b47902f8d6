// str_methods.c -- the table of str's methods, and those that pad and translate.

#include "vm/library.h"
#include "vm/str_methods.h"

#include "base/utf8.h"
#include "vm/call.h"
#include "vm/exception.h"
#include "vm/heap.h"
#include "vm/operators.h"
#include "vm/strings.h"
#include "vm/vm.h"

#include <string.h>

// -- Padding -----------------------------------------------------------------------

// [str] with characters [fill] on both sides.
static bool pad(Vm *vm, Str *str, int64_t left, int64_t right, const char *fill,
                size_t fill_size, Value *result)
{
    if (left < 0) left = 0;
    if (right < 0) right = 0;
    if (left == 0 && right == 0) return str_part(vm, str, 0, str->size, result);
    uint64_t size = ((uint64_t)left + (uint64_t)right) * fill_size;
    if (left > UINT32_MAX || right > UINT32_MAX) size = UINT32_MAX;
    Str *made = str_alloc(vm, str->size + size);
    if (!made) return false;
    made->length = (uint32_t)(str->length + left + right);
    char *to = made->bytes;
    for (; left > 0; left--, to += fill_size)
        memcpy(to, fill, fill_size);
    memcpy(to, str->bytes, str->size);
    to += str->size;
    for (; right > 0; right--, to += fill_size)
        memcpy(to, fill, fill_size);
    *result = value_object(made);
    return true;
}

typedef enum Side { SIDE_LEFT, SIDE_RIGHT, SIDE_BOTH } Side;

static bool justify(Vm *vm, Value *args, Side side, Value *result)
{
    Str *str = STR(args[0]);
    int64_t width;
    if (!arg_int(vm, args[1], &width)) return false;
    const char *fill = " ";
    size_t fill_size = 1;
    if (!value_is_unset(args[2])) {
        if (!value_is_str(args[2]))
            return raise_error(vm, TYPE_ERROR,
                               "The fill character must be a unicode character, not %s",
                               value_type_name(vm, args[2]));
        if (STR(args[2])->length != 1)
            return raise_error(vm, TYPE_ERROR,
                               "The fill character must be exactly one character long");
        fill = STR(args[2])->bytes;
        fill_size = STR(args[2])->size;
    }

    int64_t missing = width > (int64_t)str->length ? width - (int64_t)str->length : 0;
    int64_t left = side == SIDE_LEFT ? 0 : missing;
    // The odd one goes left only if the width is odd too: CPython's own choice.
    if (side == SIDE_BOTH) left = missing / 2 + (missing & width & 1);
    return pad(vm, str, left, missing - left, fill, fill_size, result);
}

static bool str_method_ljust(Vm *vm, Value *args, Value *result)
{
    return justify(vm, args, SIDE_LEFT, result);
}

static bool str_method_rjust(Vm *vm, Value *args, Value *result)
{
    return justify(vm, args, SIDE_RIGHT, result);
}

static bool str_method_center(Vm *vm, Value *args, Value *result)
{
    return justify(vm, args, SIDE_BOTH, result);
}

static bool str_method_zfill(Vm *vm, Value *args, Value *result)
{
    int64_t width;
    if (!arg_int(vm, args[1], &width)) return false;
    Str *str = STR(args[0]);
    if (!pad(vm, str, width - (int64_t)str->length, 0, "0", 1, result)) return false;
    // The sign goes in front of the zeros.
    char sign = str->bytes[0];
    if (STR(*result) != str && (sign == '+' || sign == '-')) {
        STR(*result)->bytes[STR(*result)->size - str->size] = '0';
        STR(*result)->bytes[0] = sign;
    }
    return true;
}

static bool str_method_expandtabs(Vm *vm, Value *args, Value *result)
{
    const Str *str = STR(args[0]);
    int64_t tab = 8, column = 0;
    if (!value_is_unset(args[1]) && !arg_int(vm, args[1], &tab)) return false;

    Text text = {0};
    for (size_t at = 0, size; at < str->size; at += size) {
        size = utf8_length(str->bytes[at]);
        char c = str->bytes[at];
        if (c == '\t') {
            if (tab <= 0) continue;
            int64_t spaces = tab - column % tab;
            column += spaces;
            if (!heap_allows(vm, text.size + (size_t)spaces)) {
                text_free(&text);
                return false;
            }
            text_add_repeated(&text, ' ', (size_t)spaces);
            continue;
        }
        column = c == '\n' || c == '\r' ? 0 : column + 1;
        text_add_bytes(&text, str->bytes + at, size);
    }
    return str_from_text(vm, &text, result);
}

// -- translate and maketrans -------------------------------------------------------

// What the table says of [c]: UNSET if nothing.
static bool translation(Vm *vm, Value table, uint32_t c, Value *result)
{
    if (value_get_item(vm, table, value_int(c), result)) return true;
    if (!exception_is_raised(vm, LOOKUP_ERROR)) return false;
    value_drop(vm, exception_take(vm));
    *result = UNSET;
    return true;
}

static bool add_translation(Vm *vm, Text *text, uint32_t c, Value to)
{
    if (value_is_unset(to)) {
        text_add_codepoint(text, c);
    } else if (value_is_int(to)) {
        if (to.integer < 0 || to.integer > 0x10ffff)
            return raise_error(vm, VALUE_ERROR,
                               "character mapping must be in range(0x110000)");
        text_add_codepoint(text, (uint32_t)to.integer);
    } else if (value_is_str(to)) {
        text_add_bytes(text, STR(to)->bytes, STR(to)->size);
    } else if (!value_is_none(to)) {
        return raise_error(vm, TYPE_ERROR,
                           "character mapping must return integer, None or str");
    }
    return true;
}

static bool str_method_translate(Vm *vm, Value *args, Value *result)
{
    const Str *str = STR(args[0]);
    Text text = {0};
    for (size_t at = 0, size; at < str->size; at += size) {
        uint32_t c = utf8_decode(str->bytes + at, &size);
        Value to;
        bool ok = translation(vm, args[1], c, &to);
        if (ok) {
            ok = add_translation(vm, &text, c, to) && text_fits(vm, &text);
            value_drop(vm, to);
        }
        if (!ok) {
            text_free(&text);
            return false;
        }
    }
    return str_from_text(vm, &text, result);
}

static Value first_codepoint(const Str *str)
{
    size_t size;
    return value_int(utf8_decode(str->bytes, &size));
}

static bool table_of_dict(Vm *vm, Value from, Dict *table)
{
    if (!value_is_dict(from))
        return raise_error(
            vm, TYPE_ERROR,
            "if you give only one argument to maketrans it must be a dict");
    uint32_t at = 0;
    for (DictEntry *entry; dict_next(DICT(from), &at, &entry);) {
        Value key = entry->key;
        if (value_is_str(key)) {
            if (STR(key)->length != 1)
                return raise_error(vm, VALUE_ERROR,
                                   "string keys in translate table must be of length 1");
            key = first_codepoint(STR(key));
        } else if (!value_is_int(key)) {
            return raise_error(vm, TYPE_ERROR,
                               "keys in translate table must be strings or integers");
        }
        if (!dict_set(vm, table, key, entry->value)) return false;
    }
    return true;
}

static bool table_of_strs(Vm *vm, Value *args, Dict *table)
{
    Str *to, *deleted = NULL;
    if (!value_is_str(args[0]))
        return raise_error(
            vm, TYPE_ERROR,
            "first maketrans argument must be a string if there is a second "
            "argument");
    if (!method_str(vm, args[1], "maketrans() argument 2", &to)) return false;
    if (!value_is_unset(args[2]) &&
        !method_str(vm, args[2], "maketrans() argument 3", &deleted))
        return false;
    const Str *from = STR(args[0]);
    if (from->length != to->length)
        return raise_error(vm, VALUE_ERROR,
                           "the first two maketrans arguments must have equal length");

    size_t size, to_size;
    for (size_t at = 0, to_at = 0; at < from->size; at += size, to_at += to_size) {
        Value key = value_int(utf8_decode(from->bytes + at, &size));
        Value value = value_int(utf8_decode(to->bytes + to_at, &to_size));
        if (!dict_set(vm, table, key, value)) return false;
    }
    for (size_t at = 0; deleted && at < deleted->size; at += size) {
        Value key = value_int(utf8_decode(deleted->bytes + at, &size));
        if (!dict_set(vm, table, key, NONE)) return false;
    }
    return true;
}

static bool str_method_maketrans(Vm *vm, Value *args, Value *result)
{
    Dict *table = dict_new(vm);
    bool ok = value_is_unset(args[1]) ? table_of_dict(vm, args[0], table)
                                      : table_of_strs(vm, args, table);
    if (!ok) {
        object_drop(vm, table);
        return false;
    }
    *result = value_object(table);
    return true;
}

static bool str_method_encode(Vm *vm, Value *args, Value *result)
{
    return library_call(vm, "_bytes", "encode", args, 3, result);
}

#define SELF  "self, /"
#define RANGE "self, sub, start=None, end=None, /"

const NativeSpec str_methods[] = {
    {"capitalize", SELF, str_method_capitalize, 0},
    {"casefold", SELF, str_method_casefold, 0},
    {"center", "self, width, fillchar=, /", str_method_center, 0},
    {"count", RANGE, str_method_count, 0},
    {"encode", "self, encoding='utf-8', errors='strict'", str_method_encode, 0},
    {"endswith", "self, suffix, start=None, end=None, /", str_method_endswith, 0},
    {"expandtabs", "self, tabsize=8", str_method_expandtabs, 0},
    {"find", RANGE, str_method_find, 0},
    {"format", "self, /, *args, **kwargs", str_method_format, 0},
    {"format_map", "self, mapping, /", str_method_format_map, 0},
    {"index", RANGE, str_method_index, 0},
    {"isalnum", SELF, str_method_isalnum, 0},
    {"isalpha", SELF, str_method_isalpha, 0},
    {"isascii", SELF, str_method_isascii, 0},
    {"isdecimal", SELF, str_method_isdecimal, 0},
    {"isdigit", SELF, str_method_isdigit, 0},
    {"isidentifier", SELF, str_method_isidentifier, 0},
    {"islower", SELF, str_method_islower, 0},
    {"isnumeric", SELF, str_method_isnumeric, 0},
    {"isprintable", SELF, str_method_isprintable, 0},
    {"isspace", SELF, str_method_isspace, 0},
    {"istitle", SELF, str_method_istitle, 0},
    {"isupper", SELF, str_method_isupper, 0},
    {"join", "self, iterable, /", str_method_join, 0},
    {"ljust", "self, width, fillchar=, /", str_method_ljust, 0},
    {"lower", SELF, str_method_lower, 0},
    {"lstrip", "self, chars=None, /", str_method_lstrip, 0},
    {"maketrans", "x, y=, z=, /", str_method_maketrans, NATIVE_STATIC},
    {"partition", "self, sep, /", str_method_partition, 0},
    {"removeprefix", "self, prefix, /", str_method_removeprefix, 0},
    {"removesuffix", "self, suffix, /", str_method_removesuffix, 0},
    {"replace", "self, old, new, /, count=-1", str_method_replace, 0},
    {"rfind", RANGE, str_method_rfind, 0},
    {"rindex", RANGE, str_method_rindex, 0},
    {"rjust", "self, width, fillchar=, /", str_method_rjust, 0},
    {"rpartition", "self, sep, /", str_method_rpartition, 0},
    {"rsplit", "self, sep=None, maxsplit=-1", str_method_rsplit, 0},
    {"rstrip", "self, chars=None, /", str_method_rstrip, 0},
    {"split", "self, sep=None, maxsplit=-1", str_method_split, 0},
    {"splitlines", "self, keepends=False", str_method_splitlines, 0},
    {"startswith", "self, prefix, start=None, end=None, /", str_method_startswith, 0},
    {"strip", "self, chars=None, /", str_method_strip, 0},
    {"swapcase", SELF, str_method_swapcase, 0},
    {"title", SELF, str_method_title, 0},
    {"translate", "self, table, /", str_method_translate, 0},
    {"upper", SELF, str_method_upper, 0},
    {"zfill", "self, width, /", str_method_zfill, 0},
    {0},
};
