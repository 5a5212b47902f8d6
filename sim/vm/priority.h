// priority.h -- heapq's order in an array of values: the least one stands first.
//
// Whoever keeps such an array (a PriorityQueue, a list) appends a value and lets it rise, or
// puts the last one in place of the first and lets it sink. Models _siftdown() and _siftup()
// of CPython's _heapqmodule.c, so values are compared in the same order.

#ifndef VM_PRIORITY_H
#define VM_PRIORITY_H

#include "vm/vm.h"

// Where the array stands: a comparison of the program may move it.
typedef struct Priorities {
    Value *const *items;
    const uint32_t *count;
} Priorities;

// Moves the value at [at] up towards [root]. False with the exception set if two values
// cannot be compared, or the comparison has changed how many there are.
bool priority_rise(Vm *vm, Priorities heap, uint32_t root, uint32_t at);

// Moves the value at [at] down to a leaf along the lesser ones, and up again to its place
// below [at]. False as above.
bool priority_sink(Vm *vm, Priorities heap, uint32_t at);

#endif
