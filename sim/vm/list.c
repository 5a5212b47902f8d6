// list.c -- list: a row of values that grows and shrinks.
//
// Whatever leaves the list is dropped last, when the list is whole again: its finaliser
// may look at the list, or change it.

#include "base/assert.h"
#include "base/prefetch.h"
#include "vm/call.h"
#include "vm/exception.h"
#include "vm/heap.h"
#include "vm/iterators.h"
#include "vm/operators.h"
#include "vm/sequence.h"
#include "vm/vm.h"

#include <string.h>

enum { FIRST_ROOM = 4 };

List *list_new(Vm *vm)
{
    return object_new(vm, vm->types.list);
}

// Room for [count] items in all; [spare] asks for some more, for an append that goes on.
static bool list_make_room(Vm *vm, List *list, int64_t count, bool spare)
{
    if (count <= list->capacity) return true;
    int64_t room = spare ? count + count / 2 + FIRST_ROOM : count;
    if (room > UINT32_MAX) return vm_halt(vm, HALT_LIMIT, "memory_mb");
    Value *items = heap_buffer_resize(vm, list->items, list->capacity * sizeof(Value),
                                      (size_t)room * sizeof(Value));
    if (!items) return false;
    list->items = items;
    list->capacity = (uint32_t)room;
    return true;
}

bool list_reserve(Vm *vm, List *list, uint32_t count)
{
    return list_make_room(vm, list, count, false);
}

bool list_take(Vm *vm, List *list, Value item)
{
    if (list->count == list->capacity &&
        !list_make_room(vm, list, (int64_t)list->count + 1, true)) {
        value_drop(vm, item);
        return false;
    }
    list->items[list->count++] = item;
    return true;
}

bool list_append(Vm *vm, List *list, Value item)
{
    return list_take(vm, list, value_keep(item));
}

bool list_insert(Vm *vm, List *list, int64_t at, Value item)
{
    if (at < 0) at += list->count;
    if (at < 0) at = 0;
    if (at > list->count) at = list->count;
    if (!list_make_room(vm, list, (int64_t)list->count + 1, true)) return false;
    vm_spend_bytes(vm, (list->count - (size_t)at) * sizeof(Value));
    memmove(list->items + at + 1, list->items + at,
            (list->count - (size_t)at) * sizeof(Value));
    list->items[at] = value_keep(item);
    list->count++;
    return true;
}

// Gives memory back when the list has become much shorter than its buffer.
static void list_shrink(Vm *vm, List *list)
{
    if (list->capacity < 64 || list->count > list->capacity / 4) return;
    uint32_t room = list->capacity / 2;
    Value *items = heap_buffer_resize(vm, list->items, list->capacity * sizeof(Value),
                                      room * sizeof(Value));
    ASSERT(items, "a buffer can always become smaller");
    list->items = items;
    list->capacity = room;
}

Value list_remove_at(Vm *vm, List *list, uint32_t at)
{
    Value item = list->items[at];
    list->count--;
    vm_spend_bytes(vm, (list->count - at) * sizeof(Value));
    memmove(list->items + at, list->items + at + 1, (list->count - at) * sizeof(Value));
    list_shrink(vm, list);
    return item;
}

static void list_clear(Vm *vm, List *list)
{
    Value *items = list->items;
    uint32_t count = list->count, capacity = list->capacity;
    list->items = NULL;
    list->count = list->capacity = 0;
    while (count) {
        if (count > 8) prefetch(items[count - 8].object); // an address or not: no matter
        value_drop(vm, items[--count]);
    }
    heap_buffer_free(vm, items, capacity * sizeof(Value));
}

static bool extend_from_row(Vm *vm, List *list, Value row)
{
    uint32_t count;
    sequence_items(row, &count);
    if (!count) return true;
    if (!list_make_room(vm, list, (int64_t)list->count + count, list->count > 0))
        return false;
    const Value *items = sequence_items(row, &count); // the list may be [row] itself
    for (uint32_t i = 0; i < count; i++)
        list->items[list->count + i] = value_keep(items[i]);
    list->count += count;
    return true;
}

bool list_extend(Vm *vm, List *list, Value iterable)
{
    if (iterable.kind == VALUE_OBJECT && (iterable.object->type == vm->types.list ||
                                          iterable.object->type == vm->types.tuple))
        return extend_from_row(vm, list, iterable);

    Value iterator, item = UNSET;
    if (!value_iter(vm, iterable, &iterator)) return false;
    bool ok;
    while ((ok = value_next(vm, iterator, &item)) && !value_is_unset(item))
        if (!(ok = list_take(vm, list, item))) break;
    value_drop(vm, iterator);
    return ok;
}

bool list_from_iterable(Vm *vm, Value iterable, Value *result)
{
    List *list = list_new(vm);
    if (!list_extend(vm, list, iterable)) {
        object_drop(vm, list);
        return false;
    }
    *result = value_object(list);
    return true;
}

static bool list_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    (void)arguments;
    *result = value_object(object_new(vm, type));
    return true;
}

static bool list_init(Vm *vm, Value self, const Arguments *arguments)
{
    static const NativeSpec spec = {"list", "iterable=, /", NULL, 0};
    Value args[1];
    if (!arguments_bind(vm, &spec, arguments, args)) return false;
    list_clear(vm, LIST(self));
    bool ok = value_is_unset(args[0]) || list_extend(vm, LIST(self), args[0]);
    arguments_unbind(vm, &spec, args);
    return ok;
}

static void list_release(Vm *vm, Object *self)
{
    list_clear(vm, (List *)self);
}

static bool list_compare(Vm *vm, CompareOp op, Value left, Value right, Value *result)
{
    if (value_is_list(left) && value_is_list(right))
        return sequence_compare(vm, op, left, right, result);
    *result = NOT_IMPLEMENTED;
    return true;
}

static bool list_truth(Vm *vm, Value self, bool *truth)
{
    (void)vm;
    *truth = LIST(self)->count > 0;
    return true;
}

static bool list_len(Vm *vm, Value self, int64_t *len)
{
    (void)vm;
    *len = LIST(self)->count;
    return true;
}

static bool list_concat(Vm *vm, Value left, Value right, Value *result)
{
    List *joined = list_new(vm);
    int64_t count = (int64_t)LIST(left)->count + LIST(right)->count;
    if (!list_make_room(vm, joined, count, false) || !extend_from_row(vm, joined, left) ||
        !extend_from_row(vm, joined, right)) {
        object_drop(vm, joined);
        return false;
    }
    *result = value_object(joined);
    return true;
}

// Makes the list [factor] times as long as it is.
static bool list_multiply(Vm *vm, List *list, int64_t factor)
{
    uint32_t once = list->count;
    int64_t count;
    if (__builtin_mul_overflow(factor, (int64_t)once, &count)) count = INT64_MAX;
    if (!list_make_room(vm, list, count, false)) return false;
    for (int64_t i = once; i < count; i++)
        list->items[i] = value_keep(list->items[i - once]);
    list->count = (uint32_t)count;
    return true;
}

static bool list_repeat(Vm *vm, Value self, Value times, bool inplace, Value *result)
{
    int64_t factor;
    bool fits;
    if (!repeat_factor(vm, times, &factor, &fits)) return false;
    if (!fits) {
        *result = NOT_IMPLEMENTED;
        return true;
    }
    Value target = inplace ? value_keep(self) : value_object(list_new(vm));
    bool ok = true;
    if (factor == 0)
        list_clear(vm, LIST(target));
    else
        ok = (inplace || extend_from_row(vm, LIST(target), self)) &&
             list_multiply(vm, LIST(target), factor);
    if (!ok) {
        value_drop(vm, target);
        return false;
    }
    *result = target;
    return true;
}

static bool list_binary(Vm *vm, BinaryOp op, bool inplace, Value left, Value right,
                        Value *result)
{
    if (op == BINARY_ADD && inplace && value_is_list(left)) {
        if (!list_extend(vm, LIST(left), right)) return false;
        *result = value_keep(left);
        return true;
    }
    bool both = value_is_list(left) && value_is_list(right);
    if (op == BINARY_ADD && both) return list_concat(vm, left, right, result);
    bool by_int = value_is_int(value_is_list(left) ? right : left);
    if (op == BINARY_MUL && !both && by_int)
        return value_is_list(left) ? list_repeat(vm, left, right, inplace, result)
                                   : list_repeat(vm, right, left, false, result);
    *result = NOT_IMPLEMENTED;
    return true;
}

static bool list_slice(Vm *vm, Value self, const Slice *slice, Value *result)
{
    int64_t start, step, count;
    Slice settled;
    if (!slice_settle(vm, slice, &settled) ||
        !slice_resolve(vm, &settled, LIST(self)->count, &start, &step, &count))
        return false;
    List *part = list_new(vm);
    if (!list_make_room(vm, part, count, false)) {
        object_drop(vm, part);
        return false;
    }
    const Value *items = LIST(self)->items;
    for (int64_t i = 0; i < count; i++)
        part->items[i] = value_keep(items[start + i * step]);
    part->count = (uint32_t)count;
    *result = value_object(part);
    return true;
}

// The place of a subscript, in the list as it is now.
static bool list_place(Vm *vm, const List *list, Value key, const char *fault,
                       int64_t *at)
{
    if (!subscript_value(vm, key, "list", at)) return false;
    if (*at < 0) *at += list->count;
    return (*at >= 0 && *at < list->count) || raise_error(vm, INDEX_ERROR, "%s", fault);
}

static bool list_get_item(Vm *vm, Value self, Value key, Value *result)
{
    if (value_is_slice(key))
        return list_slice(vm, self, (const Slice *)key.object, result);
    int64_t at;
    if (!list_place(vm, LIST(self), key, "list index out of range", &at)) return false;
    *result = value_keep(LIST(self)->items[at]);
    return true;
}

// Replaces the [count] items from [start] on by those of [row] (a list of its own).
static bool list_replace(Vm *vm, List *list, int64_t start, int64_t count,
                         const List *row)
{
    uint32_t more = row ? row->count : 0;
    int64_t after = (int64_t)list->count - count + more;
    Value *old = NULL;
    if (count) {
        old = heap_buffer_resize(vm, NULL, 0, (size_t)count * sizeof(Value));
        if (!old) return false;
    }
    if (!list_make_room(vm, list, after, true)) {
        heap_buffer_free(vm, old, (size_t)count * sizeof(Value));
        return false;
    }
    Value *at = list->items ? list->items + start : NULL;
    if (count) memcpy(old, at, (size_t)count * sizeof(Value));
    vm_spend_bytes(vm, (size_t)list->count * sizeof(Value));
    if (at)
        memmove(at + more, at + count,
                (size_t)(list->count - start - count) * sizeof(Value));
    for (uint32_t i = 0; i < more; i++)
        at[i] = value_keep(row->items[i]);
    list->count = (uint32_t)after;
    list_shrink(vm, list);
    for (int64_t i = count; i-- > 0;)
        value_drop(vm, old[i]);
    heap_buffer_free(vm, old, (size_t)count * sizeof(Value));
    return true;
}

// del list[start : ... : step], given from the lowest item upwards.
static bool list_delete_stepped(Vm *vm, List *list, int64_t start, int64_t step,
                                int64_t count)
{
    List *gone = list_new(vm);
    if (!list_make_room(vm, gone, count, false)) {
        object_drop(vm, gone);
        return false;
    }
    int64_t kept = start;
    for (int64_t i = start; i < list->count; i++) {
        bool leaves = (i - start) % step == 0 && (i - start) / step < count;
        if (leaves)
            gone->items[gone->count++] = list->items[i];
        else
            list->items[kept++] = list->items[i];
    }
    list->count = (uint32_t)kept;
    list_shrink(vm, list);
    object_drop(vm, gone);
    return true;
}

static bool list_set_stepped(Vm *vm, List *list, int64_t start, int64_t step,
                             int64_t count, List *row)
{
    if (row->count != count)
        return raise_error(vm, VALUE_ERROR,
                           "attempt to assign sequence of size %u to extended slice of "
                           "size %lld",
                           row->count, (long long)count);
    // The old items move into [row], which the caller drops.
    for (int64_t i = 0; i < count; i++) {
        Value old = list->items[start + i * step];
        list->items[start + i * step] = row->items[i];
        row->items[i] = old;
    }
    return true;
}

// The items that a slice is assigned, as a list of its own.
static bool items_to_assign(Vm *vm, Value value, Value *row)
{
    if (list_from_iterable(vm, value, row)) return true;
    if (value_type(vm, value)->slots.iter || value_type(vm, value)->slots.get_item ||
        !exception_is_raised(vm, TYPE_ERROR))
        return false;
    value_drop(vm, exception_take(vm));
    return raise_error(vm, TYPE_ERROR, "must assign iterable to extended slice");
}

static bool list_set_slice(Vm *vm, List *list, const Slice *slice, Value value)
{
    Slice settled;
    Value row = UNSET;
    if (!slice_settle(vm, slice, &settled)) return false;
    // Walking the iterable may change the list: its length is looked at afterwards.
    if (!value_is_unset(value) && !items_to_assign(vm, value, &row)) return false;
    int64_t start, step, count;
    bool ok = slice_resolve(vm, &settled, list->count, &start, &step, &count);
    if (!ok) {
        value_drop(vm, row);
        return false;
    }
    if (step == 1) {
        ok = list_replace(vm, list, start, count, value_is_unset(row) ? NULL : LIST(row));
    } else if (value_is_unset(row)) {
        if (step < 0) {
            start += step * (count - 1);
            step = -step;
        }
        if (count) ok = list_delete_stepped(vm, list, start, step, count);
    } else {
        ok = list_set_stepped(vm, list, start, step, count, LIST(row));
    }
    value_drop(vm, row);
    return ok;
}

static bool list_set_item(Vm *vm, Value self, Value key, Value value)
{
    List *list = LIST(self);
    if (value_is_slice(key))
        return list_set_slice(vm, list, (const Slice *)key.object, value);
    int64_t at;
    if (!list_place(vm, list, key, "list assignment index out of range", &at))
        return false;
    if (value_is_unset(value))
        value_drop(vm, list_remove_at(vm, list, (uint32_t)at));
    else
        value_set(vm, &list->items[at], value_keep(value));
    return true;
}

static bool list_contains(Vm *vm, Value self, Value item, bool *result)
{
    int64_t at;
    if (!sequence_find(vm, self, item, 0, INT64_MAX, &at)) return false;
    *result = at >= 0;
    return true;
}

// -- Methods -----------------------------------------------------------------------

static bool method_append(Vm *vm, Value *args, Value *result)
{
    if (!list_append(vm, LIST(args[0]), args[1])) return false;
    *result = NONE;
    return true;
}

static bool method_clear(Vm *vm, Value *args, Value *result)
{
    list_clear(vm, LIST(args[0]));
    *result = NONE;
    return true;
}

static bool method_copy(Vm *vm, Value *args, Value *result)
{
    List *copy = list_new(vm);
    if (!extend_from_row(vm, copy, args[0])) {
        object_drop(vm, copy);
        return false;
    }
    *result = value_object(copy);
    return true;
}

static bool method_count(Vm *vm, Value *args, Value *result)
{
    return sequence_count(vm, args[0], args[1], result);
}

static bool method_extend(Vm *vm, Value *args, Value *result)
{
    if (!list_extend(vm, LIST(args[0]), args[1])) return false;
    *result = NONE;
    return true;
}

static bool method_index(Vm *vm, Value *args, Value *result)
{
    int64_t from, to, at;
    if (!sequence_bounds(vm, args[2], args[3], LIST(args[0])->count, &from, &to) ||
        !sequence_find(vm, args[0], args[1], from, to, &at))
        return false;
    if (at < 0) {
        Value repr;
        if (!value_repr(vm, args[1], &repr)) return false;
        raise_error(vm, VALUE_ERROR, "%s is not in list", STR(repr)->bytes);
        value_drop(vm, repr);
        return false;
    }
    *result = value_int(at);
    return true;
}

static bool method_insert(Vm *vm, Value *args, Value *result)
{
    int64_t at;
    if (!arg_int(vm, args[1], &at) || !list_insert(vm, LIST(args[0]), at, args[2]))
        return false;
    *result = NONE;
    return true;
}

static bool method_pop(Vm *vm, Value *args, Value *result)
{
    List *list = LIST(args[0]);
    int64_t at = -1;
    if (!value_is_unset(args[1]) && !arg_int(vm, args[1], &at)) return false;
    if (!list->count) return raise_error(vm, INDEX_ERROR, "pop from empty list");
    if (at < 0) at += list->count;
    if (at < 0 || at >= list->count)
        return raise_error(vm, INDEX_ERROR, "pop index out of range");
    *result = list_remove_at(vm, list, (uint32_t)at);
    return true;
}

static bool method_remove(Vm *vm, Value *args, Value *result)
{
    List *list = LIST(args[0]);
    int64_t at;
    if (!sequence_find(vm, args[0], args[1], 0, INT64_MAX, &at)) return false;
    if (at < 0) return raise_error(vm, VALUE_ERROR, "list.remove(x): x not in list");
    if (at < list->count) value_drop(vm, list_remove_at(vm, list, (uint32_t)at));
    *result = NONE;
    return true;
}

static bool method_reverse(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    List *list = LIST(args[0]);
    for (uint32_t i = 0, j = list->count; i + 1 < j; i++) {
        Value item = list->items[i];
        list->items[i] = list->items[--j];
        list->items[j] = item;
    }
    *result = NONE;
    return true;
}

static bool method_sort(Vm *vm, Value *args, Value *result)
{
    bool reverse;
    if (!value_truth(vm, args[2], &reverse)) return false;
    if (!list_sort(vm, LIST(args[0]), args[1], reverse)) return false;
    *result = NONE;
    return true;
}

static bool method_reversed(Vm *vm, Value *args, Value *result)
{
    *result = list_reversed(vm, args[0]);
    return true;
}

static const NativeSpec list_methods[] = {
    {"append", "self, object, /", method_append, 0},
    {"clear", "self, /", method_clear, 0},
    {"copy", "self, /", method_copy, 0},
    {"count", "self, value, /", method_count, 0},
    {"extend", "self, iterable, /", method_extend, 0},
    {"index", "self, value, start=, stop=, /", method_index, 0},
    {"insert", "self, index, object, /", method_insert, 0},
    {"pop", "self, index=, /", method_pop, 0},
    {"remove", "self, value, /", method_remove, 0},
    {"reverse", "self, /", method_reverse, 0},
    {"sort", "self, /, *, key=None, reverse=False", method_sort, 0},
    {"__reversed__", "self, /", method_reversed, 0},
    {"__class_getitem__", "cls, item, /", generic_alias_of, NATIVE_CLASS},
    {0},
};

const TypeSpec list_type_spec = {
    .name = "list",
    .module = "builtins",
    .layout = LAYOUT_LIST,
    .size = sizeof(List),
    .slots = {.create = list_create,
              .init = list_init,
              .release = list_release,
              .repr = sequence_repr,
              .compare = list_compare,
              .truth = list_truth,
              .len = list_len,
              .binary = list_binary,
              .get_item = list_get_item,
              .set_item = list_set_item,
              .contains = list_contains,
              .iter = list_iter},
    .methods = list_methods,
};
