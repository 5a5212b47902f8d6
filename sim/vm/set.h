// set.h -- a set's two orders, for the files that implement set and frozenset.
//
// Entries stand in order of arrival; the table is CPython's (Objects/setobject.c), slot
// for slot, and holds their numbers. A set of only ints, bools, floats, None and tuples
// of them is walked by the table, as CPython would; any other by arrival, since there
// CPython's order is left to chance.

#ifndef VM_SET_H
#define VM_SET_H

#include "vm/containers.h"

typedef struct SetEntry {
    Value key; // UNSET: removed
    int64_t hash;
} SetEntry;

// What a slot of the table holds besides the number of an entry.
enum { SET_SLOT_EMPTY = -1, SET_SLOT_DUMMY = -2 };

struct Set {
    Object object;
    uint32_t count;    // items
    uint32_t others;   // of them, those whose order CPython leaves to chance
    uint32_t used;     // entries in use, removed ones included
    uint32_t capacity; // of entries
    uint32_t first;    // all entries in front of it are removed ones
    SetEntry *entries;
    int32_t *table;  // NULL stands for 8 empty slots
    uint32_t mask;   // slots of the table less one
    uint32_t fill;   // slots that are not empty
    uint32_t finger; // where pop looks first
    int64_t hash;    // of a frozenset, once computed
    bool has_hash;
};

#define SET(value) ((Set *)(value).object)

// The hash of a key as sets keep it (the whole of CPython's).
bool set_hash_key(Vm *vm, Value key, int64_t *hash);

// The number of the entry of [key], -1 if it is missing, -2 if comparing raised.
int64_t set_find(Vm *vm, const Set *set, Value key, int64_t hash);

// Adds or discards with a known hash.
bool set_add_hashed(Vm *vm, Set *set, Value key, int64_t hash);
bool set_discard_hashed(Vm *vm, Set *set, Value key, int64_t hash, bool *found);

// The next entry in walking order; false at the end. Start with [*at] 0.
bool set_walk(const Set *set, uint32_t *at, SetEntry **entry);

// Takes out the item that pop() gives; the set is not empty. The caller owns it.
Value set_pop_item(Vm *vm, Set *set);

void set_clear(Vm *vm, Set *set);

// Gives the contents of each to the other.
void set_swap(Set *a, Set *b);

// After many removals: makes the table smaller as difference_update() does.
bool set_tidy(Vm *vm, Set *set);

// Sets of [type] (set, frozenset or a class of the program).
Set *set_new_of(Vm *vm, Type *type);

// -- set_algebra.c: the operations, in CPython's order of insertion. Each gives a new set
//    of [left]'s type (or of its native base).
bool set_copy(Vm *vm, const Set *set, Value *result);
bool set_union(Vm *vm, Set *left, Value right, Value *result);
bool set_intersection(Vm *vm, Set *left, Value right, Value *result);
bool set_difference(Vm *vm, Set *left, Value right, Value *result);
bool set_symmetric_difference(Vm *vm, Set *left, Value right, Value *result);
bool set_difference_update(Vm *vm, Set *set, Value other);
bool set_symmetric_difference_update(Vm *vm, Set *set, Value other);
bool set_is_subset(Vm *vm, Set *set, Set *of, bool *result);
bool set_is_disjoint(Vm *vm, Set *set, Value other, bool *result);

#endif
