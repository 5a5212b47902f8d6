// str_search.c -- finding, counting and replacing parts of a str.
//
// The search is by bytes: in UTF-8 a whole character never matches inside another one.

#include "base/utf8.h"
#include "vm/call.h"
#include "vm/exception.h"
#include "vm/operators.h"
#include "vm/str_methods.h"
#include "vm/strings.h"
#include "vm/vm.h"

#include <string.h>

bool method_str(Vm *vm, Value v, const char *what, Str **result)
{
    if (value_is_str(v)) {
        *result = STR(v);
        return true;
    }
    raise_error(vm, TYPE_ERROR, "%s must be str, not %s", what, value_type_name(vm, v));
    return false;
}

// -- A range of a str --------------------------------------------------------------

typedef struct Span {
    int64_t start, end; // code points, start may be past end: then nothing is in it
    size_t from, to;    // bytes; equal if there is nothing in it
} Span;

static bool slice_index(Vm *vm, Value v, int64_t missing, int64_t length, int64_t *index)
{
    *index = missing;
    if (value_is_unset(v) || value_is_none(v)) return true;
    if (!value_is_int(v) &&
        (v.kind != VALUE_OBJECT ||
         value_is_unset(type_lookup(vm, v.object->type, vm->names.index))))
        return raise_error(vm, TYPE_ERROR,
                           "slice indices must be integers or None or have an __index__ "
                           "method");
    if (!arg_int(vm, v, index)) return false;
    if (*index < 0) *index += length;
    if (*index < 0) *index = 0;
    return true;
}

static bool range_of(Vm *vm, const Str *str, Value start, Value end, Span *range)
{
    int64_t length = str->length;
    if (!slice_index(vm, start, 0, length, &range->start)) return false;
    if (!slice_index(vm, end, length, length, &range->end)) return false;
    if (range->end > length) range->end = length;
    range->from = range->to = 0;
    if (range->start > range->end) return true;
    range->from = str_offset(str, range->start);
    range->to = range->end == length ? str->size : str_offset(str, range->end);
    return true;
}

static bool range_is_valid(const Span *range)
{
    return range->start <= range->end;
}

// -- Searching ---------------------------------------------------------------------

static const char *find_last(Vm *vm, const char *bytes, size_t size, const Str *part)
{
    if (part->size > size) return NULL;
    for (const char *at = bytes + size - part->size; at >= bytes; at--) {
        if (part->size && *at != part->bytes[0]) continue;
        if (!vm_spend_bytes(vm, part->size)) break;
        if (memcmp(at, part->bytes, part->size) == 0) return at;
    }
    return NULL;
}

// The index of [part] in the range, or -1.
static int64_t find_in(Vm *vm, const Str *str, const Str *part, const Span *range,
                       bool last)
{
    if (!range_is_valid(range)) return -1;
    const char *bytes = str->bytes + range->from;
    size_t size = range->to - range->from;
    vm_spend_bytes(vm, size);
    const char *found = last ? find_last(vm, bytes, size, part)
                             : memmem(bytes, size, part->bytes, part->size);
    if (!found) return -1;
    return range->start + (int64_t)utf8_count(bytes, (size_t)(found - bytes));
}

static bool find(Vm *vm, Value *args, const char *what, bool last, int64_t *index)
{
    Str *part;
    Span range;
    if (!method_str(vm, args[1], what, &part)) return false;
    if (!range_of(vm, STR(args[0]), args[2], args[3], &range)) return false;
    *index = find_in(vm, STR(args[0]), part, &range, last);
    return true;
}

static bool give_found(Vm *vm, bool ok, bool must, int64_t index, Value *result)
{
    if (!ok) return false;
    if (must && index < 0) return raise_error(vm, VALUE_ERROR, "substring not found");
    *result = value_int(index);
    return true;
}

bool str_method_find(Vm *vm, Value *args, Value *result)
{
    int64_t index = 0;
    bool ok = find(vm, args, "find() argument 1", false, &index);
    return give_found(vm, ok, false, index, result);
}

bool str_method_rfind(Vm *vm, Value *args, Value *result)
{
    int64_t index = 0;
    bool ok = find(vm, args, "rfind() argument 1", true, &index);
    return give_found(vm, ok, false, index, result);
}

bool str_method_index(Vm *vm, Value *args, Value *result)
{
    int64_t index = 0;
    bool ok = find(vm, args, "index() argument 1", false, &index);
    return give_found(vm, ok, true, index, result);
}

bool str_method_rindex(Vm *vm, Value *args, Value *result)
{
    int64_t index = 0;
    bool ok = find(vm, args, "rindex() argument 1", true, &index);
    return give_found(vm, ok, true, index, result);
}

// How often [part] stands in the bytes without overlapping, at most [most] times.
static int64_t count_in(const char *bytes, size_t size, const Str *part, int64_t most)
{
    int64_t count = 0;
    const char *end = bytes + size;
    while (count < most) {
        bytes = memmem(bytes, (size_t)(end - bytes), part->bytes, part->size);
        if (!bytes) break;
        bytes += part->size;
        count++;
    }
    return count;
}

bool str_method_count(Vm *vm, Value *args, Value *result)
{
    Str *part;
    Span range;
    if (!method_str(vm, args[1], "count() argument 1", &part)) return false;
    if (!range_of(vm, STR(args[0]), args[2], args[3], &range)) return false;
    int64_t count = 0;
    vm_spend_bytes(vm, STR(args[0])->size);
    if (range_is_valid(&range))
        count = part->size == 0 ? range.end - range.start + 1
                                : count_in(STR(args[0])->bytes + range.from,
                                           range.to - range.from, part, INT64_MAX);
    *result = value_int(count);
    return true;
}

// -- Beginnings and ends -----------------------------------------------------------

static bool has_affix(const Str *str, const Str *affix, const Span *range, bool at_end)
{
    if (!range_is_valid(range) || affix->size > range->to - range->from) return false;
    const char *at = str->bytes + (at_end ? range->to - affix->size : range->from);
    return memcmp(at, affix->bytes, affix->size) == 0;
}

static bool affix_method(Vm *vm, Value *args, const char *name, bool at_end,
                         Value *result)
{
    Span range;
    *result = FALSE;
    if (!range_of(vm, STR(args[0]), args[2], args[3], &range)) return false;
    if (value_is_str(args[1])) {
        *result = value_bool(has_affix(STR(args[0]), STR(args[1]), &range, at_end));
        return true;
    }
    if (!value_is_tuple(args[1]))
        return raise_error(vm, TYPE_ERROR,
                           "%s first arg must be str or a tuple of str, not %s", name,
                           value_type_name(vm, args[1]));
    const Tuple *affixes = TUPLE(args[1]);
    for (uint32_t i = 0; i < affixes->count; i++) {
        Value affix = affixes->items[i];
        if (!value_is_str(affix))
            return raise_error(vm, TYPE_ERROR,
                               "tuple for %s must only contain str, not %s", name,
                               value_type_name(vm, affix));
        if (!has_affix(STR(args[0]), STR(affix), &range, at_end)) continue;
        *result = TRUE;
        return true;
    }
    return true;
}

bool str_method_startswith(Vm *vm, Value *args, Value *result)
{
    return affix_method(vm, args, "startswith", false, result);
}

bool str_method_endswith(Vm *vm, Value *args, Value *result)
{
    return affix_method(vm, args, "endswith", true, result);
}

static Span whole(const Str *str)
{
    return (Span){0, str->length, 0, str->size};
}

bool str_method_removeprefix(Vm *vm, Value *args, Value *result)
{
    Str *str = STR(args[0]), *affix;
    if (!method_str(vm, args[1], "removeprefix() argument", &affix)) return false;
    Span range = whole(str);
    size_t from = has_affix(str, affix, &range, false) ? affix->size : 0;
    return str_part(vm, str, from, str->size, result);
}

bool str_method_removesuffix(Vm *vm, Value *args, Value *result)
{
    Str *str = STR(args[0]), *affix;
    if (!method_str(vm, args[1], "removesuffix() argument", &affix)) return false;
    Span range = whole(str);
    size_t cut = has_affix(str, affix, &range, true) ? affix->size : 0;
    return str_part(vm, str, 0, str->size - cut, result);
}

// -- Replacing ---------------------------------------------------------------------

// An empty [old] stands before every character and at the end.
static bool insert_between(Vm *vm, Str *str, const Str *new, int64_t most, Value *result)
{
    int64_t places = most < (int64_t)str->length + 1 ? most : (int64_t)str->length + 1;
    Str *made = str_alloc(vm, str->size + (size_t)places * new->size);
    if (!made) return false;
    made->length = (uint32_t)(str->length + places * new->length);
    char *to = made->bytes;
    for (size_t at = 0; at <= str->size;) {
        if (places-- > 0) {
            memcpy(to, new->bytes, new->size);
            to += new->size;
        }
        if (at == str->size) break;
        size_t size = utf8_length(str->bytes[at]);
        memcpy(to, str->bytes + at, size);
        to += size;
        at += size;
    }
    *result = value_object(made);
    return true;
}

static bool replace(Vm *vm, Str *str, const Str *old, const Str *new, int64_t most,
                    Value *result)
{
    if (old->size == 0) return insert_between(vm, str, new, most, result);
    vm_spend_bytes(vm, str->size);
    int64_t count = count_in(str->bytes, str->size, old, most);
    if (count == 0) return str_part(vm, str, 0, str->size, result);

    size_t size = str->size - (size_t)count * old->size + (size_t)count * new->size;
    if (size == 0) return str_new(vm, "", 0, result);
    Str *made = str_alloc(vm, size);
    if (!made) return false;
    made->length =
        (uint32_t)(str->length + count * ((int64_t) new->length - old->length));
    char *to = made->bytes;
    const char *at = str->bytes, *end = at + str->size;
    while (count--) {
        const char *found = memmem(at, (size_t)(end - at), old->bytes, old->size);
        memcpy(to, at, (size_t)(found - at));
        to += found - at;
        memcpy(to, new->bytes, new->size);
        to += new->size;
        at = found + old->size;
    }
    memcpy(to, at, (size_t)(end - at));
    *result = value_object(made);
    return true;
}

bool str_method_replace(Vm *vm, Value *args, Value *result)
{
    Str *old, *new;
    int64_t most = -1;
    if (!method_str(vm, args[1], "replace() argument 1", &old)) return false;
    if (!method_str(vm, args[2], "replace() argument 2", &new)) return false;
    if (!value_is_unset(args[3]) && !arg_int(vm, args[3], &most)) return false;
    return replace(vm, STR(args[0]), old, new, most < 0 ? INT64_MAX : most, result);
}
