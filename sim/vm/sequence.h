// sequence.h -- what list and tuple have in common.
//
// A comparison or a repr may run code of the program that changes the list: every
// function here asks for the items anew after each step.

#ifndef VM_SEQUENCE_H
#define VM_SEQUENCE_H

#include "base/text.h"
#include "vm/containers.h"

// The items of a list or a tuple, until it changes.
static inline Value *sequence_items(Value v, uint32_t *count)
{
    if (v.object->type->layout == LAYOUT_TUPLE) {
        *count = TUPLE(v)->count;
        return TUPLE(v)->items;
    }
    *count = LIST(v)->count;
    return LIST(v)->items;
}

// Both are lists or both are tuples: compares item by item, as Python does.
bool sequence_compare(Vm *vm, CompareOp op, Value left, Value right, Value *result);

// The number of the first item from [start] on, before [stop], that equals [item]; -1.
bool sequence_find(Vm *vm, Value sequence, Value item, int64_t start, int64_t stop,
                   int64_t *at);

// How many items equal [item].
bool sequence_count(Vm *vm, Value sequence, Value item, Value *result);

// Adds the reprs of the items, ", " between them.
bool sequence_add_reprs(Vm *vm, Text *text, Value sequence);

// The slot repr of list and tuple.
bool sequence_repr(Vm *vm, Value self, Value *result);

// The optional start and stop arguments of index(): None is no index here, negative ones
// count from the end.
bool sequence_bounds(Vm *vm, Value start, Value stop, int64_t length, int64_t *from,
                     int64_t *to);

// The factor of "sequence * times": false in [*fits] if it is no integer. Negative is 0.
bool repeat_factor(Vm *vm, Value times, int64_t *factor, bool *fits);

// True if the value can be an index: an int, or something with __index__.
bool value_is_index(Vm *vm, Value v);

// The value of an index (value_is_index()). What is beyond int64 cannot be.
bool index_value(Vm *vm, Value v, int64_t *result);

// The subscript of a "[...]" that is no slice, resolved in a sequence of [length]:
// TypeError "[kind] indices must be integers or slices, not str", or IndexError
// "[kind] [out_of_range]".
bool subscript_resolve(Vm *vm, Value key, int64_t length, const char *kind,
                       const char *out_of_range, int64_t *result);

// The same subscript as a number only: an __index__ may change what it is a subscript of,
// whose length is looked at afterwards.
bool subscript_value(Vm *vm, Value key, const char *kind, int64_t *result);

// The slice with the values of its indices, whose __index__ has been asked; its parts
// need not be dropped.
bool slice_settle(Vm *vm, const Slice *slice, Slice *settled);

static inline bool value_is_slice(Value v)
{
    return value_has_layout(v, LAYOUT_SLICE);
}

#endif
