// str_split.c -- taking a str apart and putting parts together: split, strip, join.

#include "base/utf8.h"
#include "vm/call.h"
#include "vm/exception.h"
#include "vm/operators.h"
#include "vm/str_methods.h"
#include "vm/strings.h"
#include "vm/unicode.h"
#include "vm/vm.h"

#include <string.h>

// -- Walking -----------------------------------------------------------------------

static bool space_at(const Str *str, size_t at, size_t *size)
{
    uint32_t c = utf8_decode(str->bytes + at, size);
    return unicode_is_space(c);
}

// Where the character before [at] (at > 0) begins.
static size_t before(const Str *str, size_t at)
{
    do
        at--;
    while ((str->bytes[at] & 0xc0) == 0x80);
    return at;
}

static size_t skip_spaces(const Str *str, size_t at)
{
    size_t size;
    while (at < str->size && space_at(str, at, &size))
        at += size;
    return at;
}

static size_t skip_word(const Str *str, size_t at)
{
    size_t size;
    while (at < str->size && !space_at(str, at, &size))
        at += size;
    return at;
}

static size_t skip_back(const Str *str, size_t at, bool spaces)
{
    size_t size;
    while (at > 0 && space_at(str, before(str, at), &size) == spaces)
        at = before(str, at);
    return at;
}

static bool append_part(Vm *vm, List *list, Str *str, size_t from, size_t to)
{
    Value part;
    return str_part(vm, str, from, to, &part) && list_take(vm, list, part);
}

// -- split and rsplit --------------------------------------------------------------

static bool split_words(Vm *vm, Str *str, int64_t most, List *list)
{
    size_t at = skip_spaces(str, 0);
    while (at < str->size && most-- > 0) {
        size_t end = skip_word(str, at);
        if (!append_part(vm, list, str, at, end)) return false;
        at = skip_spaces(str, end);
    }
    if (at >= str->size) return true;
    return append_part(vm, list, str, at, str->size);
}

static bool split_at(Vm *vm, Str *str, const Str *separator, int64_t most, List *list)
{
    size_t from = 0;
    while (most-- > 0) {
        const char *found = memmem(str->bytes + from, str->size - from, separator->bytes,
                                   separator->size);
        if (!found) break;
        size_t at = (size_t)(found - str->bytes);
        if (!append_part(vm, list, str, from, at)) return false;
        from = at + separator->size;
    }
    return append_part(vm, list, str, from, str->size);
}

static void reverse(List *list)
{
    for (uint32_t i = 0, j = list->count; i + 1 < j; i++) {
        Value other = list->items[--j];
        list->items[j] = list->items[i];
        list->items[i] = other;
    }
}

static bool rsplit_words(Vm *vm, Str *str, int64_t most, List *list)
{
    size_t end = skip_back(str, str->size, true);
    while (end > 0 && most-- > 0) {
        size_t from = skip_back(str, end, false);
        if (!append_part(vm, list, str, from, end)) return false;
        end = skip_back(str, from, true);
    }
    if (end > 0 && !append_part(vm, list, str, 0, end)) return false;
    reverse(list);
    return true;
}

static const char *last_of(const Str *str, size_t end, const Str *part)
{
    for (size_t at = end; at >= part->size; at--)
        if (memcmp(str->bytes + at - part->size, part->bytes, part->size) == 0)
            return str->bytes + at - part->size;
    return NULL;
}

static bool rsplit_at(Vm *vm, Str *str, const Str *separator, int64_t most, List *list)
{
    size_t end = str->size;
    while (most-- > 0) {
        const char *found = last_of(str, end, separator);
        if (!found) break;
        size_t at = (size_t)(found - str->bytes);
        if (!append_part(vm, list, str, at + separator->size, end)) return false;
        end = at;
    }
    if (!append_part(vm, list, str, 0, end)) return false;
    reverse(list);
    return true;
}

static bool split(Vm *vm, Value *args, bool from_right, Value *result)
{
    Str *str = STR(args[0]);
    int64_t most = -1;
    if (!value_is_unset(args[2]) && !arg_int(vm, args[2], &most)) return false;
    if (most < 0) most = INT64_MAX;
    bool words = value_is_unset(args[1]) || value_is_none(args[1]);
    if (!words && !value_is_str(args[1]))
        return raise_error(vm, TYPE_ERROR, "must be str or None, not %s",
                           value_type_name(vm, args[1]));
    if (!words && STR(args[1])->size == 0)
        return raise_error(vm, VALUE_ERROR, "empty separator");

    List *list = list_new(vm);
    bool ok =
        words ? (from_right ? rsplit_words : split_words)(vm, str, most, list)
              : (from_right ? rsplit_at : split_at)(vm, str, STR(args[1]), most, list);
    if (!ok) {
        object_drop(vm, list);
        return false;
    }
    *result = value_object(list);
    return true;
}

bool str_method_split(Vm *vm, Value *args, Value *result)
{
    return split(vm, args, false, result);
}

bool str_method_rsplit(Vm *vm, Value *args, Value *result)
{
    return split(vm, args, true, result);
}

// -- splitlines --------------------------------------------------------------------

static bool ends_line(uint32_t c)
{
    return (c >= '\n' && c <= '\r') || (c >= 0x1c && c <= 0x1e) || c == 0x85 ||
           c == 0x2028 || c == 0x2029;
}

bool str_method_splitlines(Vm *vm, Value *args, Value *result)
{
    Str *str = STR(args[0]);
    bool keep_ends;
    if (!value_truth(vm, args[1], &keep_ends)) return false;

    List *list = list_new(vm);
    size_t from = 0, size;
    for (size_t at = 0; at < str->size; at += size) {
        uint32_t c = utf8_decode(str->bytes + at, &size);
        if (!ends_line(c)) continue;
        if (c == '\r' && str->bytes[at + 1] == '\n') size = 2;
        if (!append_part(vm, list, str, from, keep_ends ? at + size : at)) goto failed;
        from = at + size;
    }
    if (from < str->size && !append_part(vm, list, str, from, str->size)) goto failed;
    *result = value_object(list);
    return true;

failed:
    object_drop(vm, list);
    return false;
}

// -- partition ---------------------------------------------------------------------

static bool partition(Vm *vm, Value *args, bool last, Value *result)
{
    Str *str = STR(args[0]), *separator;
    if (!value_is_str(args[1]))
        return raise_error(vm, TYPE_ERROR, "must be str, not %s",
                           value_type_name(vm, args[1]));
    separator = STR(args[1]);
    if (separator->size == 0) return raise_error(vm, VALUE_ERROR, "empty separator");

    const char *found =
        last ? last_of(str, str->size, separator)
             : memmem(str->bytes, str->size, separator->bytes, separator->size);
    Tuple *parts = tuple_new(vm, 3);
    Value empty = value_object(str_intern(vm, ""));
    for (int i = 0; i < 3; i++)
        parts->items[i] = value_keep(empty);
    *result = value_object(parts);
    if (!found) {
        Value whole;
        if (str_plain(vm, str, &whole)) {
            value_set(vm, &parts->items[last ? 2 : 0], whole);
            return true;
        }
        object_drop(vm, parts);
        return false;
    }
    size_t at = (size_t)(found - str->bytes);
    value_set(vm, &parts->items[1], value_keep(args[1]));
    if (str_part(vm, str, 0, at, &parts->items[0]) &&
        str_part(vm, str, at + separator->size, str->size, &parts->items[2]))
        return true;
    object_drop(vm, parts);
    return false;
}

bool str_method_partition(Vm *vm, Value *args, Value *result)
{
    return partition(vm, args, false, result);
}

bool str_method_rpartition(Vm *vm, Value *args, Value *result)
{
    return partition(vm, args, true, result);
}

// -- strip -------------------------------------------------------------------------

// True if the character at [at] is to be stripped: a space, or one of [characters].
static bool strips(const Str *str, size_t at, const Str *characters, size_t *size)
{
    if (!characters) return space_at(str, at, size);
    *size = utf8_length(str->bytes[at]);
    return memmem(characters->bytes, characters->size, str->bytes + at, *size) != NULL;
}

static bool strip(Vm *vm, Value *args, const char *name, bool left, bool right,
                  Value *result)
{
    Str *str = STR(args[0]);
    const Str *characters = NULL;
    if (value_is_str(args[1]))
        characters = STR(args[1]);
    else if (!value_is_unset(args[1]) && !value_is_none(args[1]))
        return raise_error(vm, TYPE_ERROR, "%s arg must be None or str", name);

    size_t from = 0, to = str->size, size;
    while (left && from < to && strips(str, from, characters, &size))
        from += size;
    while (right && to > from && strips(str, before(str, to), characters, &size))
        to -= size;
    return str_part(vm, str, from, to, result);
}

bool str_method_strip(Vm *vm, Value *args, Value *result)
{
    return strip(vm, args, "strip", true, true, result);
}

bool str_method_lstrip(Vm *vm, Value *args, Value *result)
{
    return strip(vm, args, "lstrip", true, false, result);
}

bool str_method_rstrip(Vm *vm, Value *args, Value *result)
{
    return strip(vm, args, "rstrip", false, true, result);
}

// -- join --------------------------------------------------------------------------

static bool join(Vm *vm, const Str *separator, const Value *items, uint32_t count,
                 Value *result)
{
    uint64_t size = 0, length = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (!value_is_str(items[i]))
            return raise_error(vm, TYPE_ERROR,
                               "sequence item %u: expected str instance, %s found", i,
                               value_type_name(vm, items[i]));
        const Str *before_it = i ? separator : NULL;
        size += STR(items[i])->size + (before_it ? before_it->size : 0);
        length += STR(items[i])->length + (before_it ? before_it->length : 0);
    }
    if (size == 0) return str_new(vm, "", 0, result);
    if (count == 1) return str_plain(vm, STR(items[0]), result);

    Str *made = str_alloc(vm, size);
    if (!made) return false;
    made->length = (uint32_t)length;
    char *to = made->bytes;
    for (uint32_t i = 0; i < count; i++) {
        if (i) {
            memcpy(to, separator->bytes, separator->size);
            to += separator->size;
        }
        memcpy(to, STR(items[i])->bytes, STR(items[i])->size);
        to += STR(items[i])->size;
    }
    *result = value_object(made);
    return true;
}

bool str_method_join(Vm *vm, Value *args, Value *result)
{
    const Str *separator = STR(args[0]);
    Value items = args[1];
    if (value_is_list(items))
        return join(vm, separator, LIST(items)->items, LIST(items)->count, result);
    if (value_is_tuple(items))
        return join(vm, separator, TUPLE(items)->items, TUPLE(items)->count, result);

    Value iterator, list;
    if (!value_iter(vm, items, &iterator)) {
        if (!exception_is_raised(vm, TYPE_ERROR)) return false;
        value_drop(vm, exception_take(vm));
        return raise_error(vm, TYPE_ERROR, "can only join an iterable");
    }
    bool ok = list_from_iterable(vm, iterator, &list);
    value_drop(vm, iterator);
    if (!ok) return false;
    ok = join(vm, separator, LIST(list)->items, LIST(list)->count, result);
    value_drop(vm, list);
    return ok;
}
