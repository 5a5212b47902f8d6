// tuple.c -- tuple: a fixed row of values.

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

static size_t tuple_size(uint32_t count)
{
    return sizeof(Tuple) + (size_t)count * sizeof(Value);
}

static size_t tuple_object_size(const Object *self)
{
    size_t size = tuple_size(((const Tuple *)self)->count);
    return object_size_with_attributes(self->type, size);
}

// A tuple of [type], which is tuple or a class deriving from it.
static Tuple *tuple_new_of(Vm *vm, Type *type, int count)
{
    ASSERT(count >= 0, "a tuple has no negative length");
    size_t size = object_size_with_attributes(type, tuple_size((uint32_t)count));
    Tuple *tuple = object_new_sized(vm, type, size);
    tuple->count = (uint32_t)count;
    for (int i = 0; i < count; i++)
        tuple->items[i] = UNSET;
    return tuple;
}

Tuple *tuple_new(Vm *vm, int count)
{
    if (count) return tuple_new_of(vm, vm->types.tuple, count);
    // There is one empty tuple.
    if (!vm->empty_tuple) vm->empty_tuple = tuple_new_of(vm, vm->types.tuple, 0);
    return object_keep(vm->empty_tuple);
}

static Value tuple_copy_of(Vm *vm, Type *type, const Value *values, int64_t count)
{
    Tuple *tuple = tuple_new_of(vm, type, (int)count);
    for (int64_t i = 0; i < count; i++)
        tuple->items[i] = value_keep(values[i]);
    return value_object(tuple);
}

Value tuple_of(Vm *vm, const Value *values, int count)
{
    return tuple_copy_of(vm, vm->types.tuple, values, count);
}

// True if a tuple of so many items fits into the memory limit.
static bool tuple_allowed(Vm *vm, int64_t count)
{
    if (count > INT32_MAX) return vm_halt(vm, HALT_LIMIT, "memory_mb");
    return count < 1024 || heap_allows(vm, tuple_size((uint32_t)count));
}

static bool tuple_of_type(Vm *vm, Type *type, Value iterable, Value *result)
{
    if (value_is_tuple(iterable) && iterable.object->type == vm->types.tuple) {
        Tuple *tuple = TUPLE(iterable);
        if (type == vm->types.tuple)
            *result = value_keep(iterable);
        else if (!tuple_allowed(vm, tuple->count))
            return false;
        else
            *result = tuple_copy_of(vm, type, tuple->items, tuple->count);
        return true;
    }
    Value items;
    if (!list_from_iterable(vm, iterable, &items)) return false;
    List *list = LIST(items);
    bool ok = tuple_allowed(vm, list->count);
    if (ok) *result = tuple_copy_of(vm, type, list->items, list->count);
    value_drop(vm, items);
    return ok;
}

bool tuple_from_iterable(Vm *vm, Value iterable, Value *result)
{
    return tuple_of_type(vm, vm->types.tuple, iterable, result);
}

static bool tuple_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    static const NativeSpec spec = {"tuple", "iterable=, /", NULL, 0};
    Value args[1];
    if (!arguments_bind(vm, &spec, arguments, args)) return false;
    bool ok = true;
    if (value_is_unset(args[0]))
        *result = value_object(tuple_new_of(vm, type, 0));
    else
        ok = tuple_of_type(vm, type, args[0], result);
    arguments_unbind(vm, &spec, args);
    return ok;
}

// The last item goes first, as in CPython.
static void tuple_release(Vm *vm, Object *self)
{
    Tuple *tuple = (Tuple *)self;
    for (uint32_t i = tuple->count; i-- > 0;) {
        if (i >= 8) prefetch(tuple->items[i - 8].object); // if it is one
        value_drop(vm, tuple->items[i]);
    }
}

// As CPython mixes the hashes of the items (xxHash's rounds), since programs may print it.
static bool mix_hashes(Vm *vm, const Tuple *tuple, int64_t *hash)
{
    static const uint64_t prime_1 = UINT64_C(11400714785074694791);
    static const uint64_t prime_2 = UINT64_C(14029467366897019727);
    static const uint64_t prime_5 = UINT64_C(2870177450012600261);
    uint64_t mixed = prime_5;
    for (uint32_t i = 0; i < tuple->count; i++) {
        int64_t item;
        if (!value_hash(vm, tuple->items[i], &item)) return false;
        mixed += (uint64_t)item * prime_2;
        mixed = (mixed << 31 | mixed >> 33) * prime_1;
    }
    mixed += tuple->count ^ (prime_5 ^ UINT64_C(3527539));
    *hash = mixed == UINT64_MAX ? 1546275796 : (int64_t)mixed;
    return true;
}

static bool tuple_hash(Vm *vm, Value self, int64_t *hash)
{
    if (!recursion_enter(vm, "")) return false;
    bool ok = mix_hashes(vm, TUPLE(self), hash);
    recursion_leave(vm);
    return ok;
}

static bool tuple_compare(Vm *vm, CompareOp op, Value left, Value right, Value *result)
{
    if (value_is_tuple(left) && value_is_tuple(right))
        return sequence_compare(vm, op, left, right, result);
    *result = NOT_IMPLEMENTED;
    return true;
}

static bool tuple_truth(Vm *vm, Value self, bool *truth)
{
    (void)vm;
    *truth = TUPLE(self)->count > 0;
    return true;
}

static bool tuple_len(Vm *vm, Value self, int64_t *len)
{
    (void)vm;
    *len = TUPLE(self)->count;
    return true;
}

static bool tuple_concat(Vm *vm, const Tuple *left, const Tuple *right, Value *result)
{
    int64_t count = (int64_t)left->count + right->count;
    if (!tuple_allowed(vm, count)) return false;
    Tuple *joined = tuple_new(vm, (int)count);
    for (uint32_t i = 0; i < left->count; i++)
        joined->items[i] = value_keep(left->items[i]);
    for (uint32_t i = 0; i < right->count; i++)
        joined->items[left->count + i] = value_keep(right->items[i]);
    *result = value_object(joined);
    return true;
}

static bool tuple_repeat(Vm *vm, Value self, Value times, Value *result)
{
    const Tuple *tuple = TUPLE(self);
    int64_t factor, count;
    bool fits;
    if (!repeat_factor(vm, times, &factor, &fits)) return false;
    if (!fits) {
        *result = NOT_IMPLEMENTED;
        return true;
    }
    if (factor == 1 && tuple->object.type == vm->types.tuple) {
        *result = value_keep(self);
        return true;
    }
    if (__builtin_mul_overflow(factor, (int64_t)tuple->count, &count)) count = INT64_MAX;
    if (!tuple_allowed(vm, count)) return false;
    Tuple *repeated = tuple_new(vm, (int)count);
    for (int64_t i = 0; i < count; i++)
        repeated->items[i] = value_keep(tuple->items[i % tuple->count]);
    *result = value_object(repeated);
    return true;
}

static bool tuple_binary(Vm *vm, BinaryOp op, bool inplace, Value left, Value right,
                         Value *result)
{
    (void)inplace;
    bool both = value_is_tuple(left) && value_is_tuple(right);
    if (op == BINARY_ADD && both)
        return tuple_concat(vm, TUPLE(left), TUPLE(right), result);
    bool by_int = value_is_int(value_is_tuple(left) ? right : left);
    if (op == BINARY_MUL && !both && by_int)
        return value_is_tuple(left) ? tuple_repeat(vm, left, right, result)
                                    : tuple_repeat(vm, right, left, result);
    *result = NOT_IMPLEMENTED;
    return true;
}

static bool tuple_slice(Vm *vm, Value self, const Slice *slice, Value *result)
{
    const Tuple *tuple = TUPLE(self);
    int64_t start, step, count;
    if (!slice_resolve(vm, slice, tuple->count, &start, &step, &count)) return false;
    if (count == tuple->count && step == 1 && tuple->object.type == vm->types.tuple) {
        *result = value_keep(self);
        return true;
    }
    if (!tuple_allowed(vm, count)) return false;
    Tuple *part = tuple_new(vm, (int)count);
    for (int64_t i = 0; i < count; i++)
        part->items[i] = value_keep(tuple->items[start + i * step]);
    *result = value_object(part);
    return true;
}

static bool tuple_get_item(Vm *vm, Value self, Value key, Value *result)
{
    const Tuple *tuple = TUPLE(self);
    if (value_is_slice(key))
        return tuple_slice(vm, self, (const Slice *)key.object, result);
    int64_t at;
    if (!subscript_resolve(vm, key, tuple->count, "tuple", "index out of range", &at))
        return false;
    *result = value_keep(tuple->items[at]);
    return true;
}

static bool tuple_contains(Vm *vm, Value self, Value item, bool *result)
{
    int64_t at;
    if (!sequence_find(vm, self, item, 0, INT64_MAX, &at)) return false;
    *result = at >= 0;
    return true;
}

static bool tuple_index(Vm *vm, Value *args, Value *result)
{
    int64_t from, to, at;
    if (!sequence_bounds(vm, args[2], args[3], TUPLE(args[0])->count, &from, &to) ||
        !sequence_find(vm, args[0], args[1], from, to, &at))
        return false;
    if (at < 0) return raise_error(vm, VALUE_ERROR, "tuple.index(x): x not in tuple");
    *result = value_int(at);
    return true;
}

static bool tuple_count(Vm *vm, Value *args, Value *result)
{
    return sequence_count(vm, args[0], args[1], result);
}

static const NativeSpec tuple_methods[] = {
    {"index", "self, value, start=, stop=, /", tuple_index, 0},
    {"count", "self, value, /", tuple_count, 0},
    {"__class_getitem__", "cls, item, /", generic_alias_of, NATIVE_CLASS},
    {0},
};

const TypeSpec tuple_type_spec = {
    .name = "tuple",
    .module = "builtins",
    .layout = LAYOUT_TUPLE,
    .size = sizeof(Tuple),
    .slots = {.create = tuple_create,
              .release = tuple_release,
              .size = tuple_object_size,
              .repr = sequence_repr,
              .hash = tuple_hash,
              .compare = tuple_compare,
              .truth = tuple_truth,
              .len = tuple_len,
              .binary = tuple_binary,
              .get_item = tuple_get_item,
              .contains = tuple_contains,
              .iter = tuple_iter},
    .methods = tuple_methods,
};
