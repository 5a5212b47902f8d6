// store.h -- an array that grows and whose elements never move.
//
// Its segments double in size. So a pointer to an element holds for as long as the store
// does, and another thread may read what it was told of while the owner adds more.

#ifndef TRACE_STORE_H
#define TRACE_STORE_H

#include <stddef.h>
#include <stdint.h>

enum { STORE_FIRST_BITS = 8, STORE_FIRST = 1 << STORE_FIRST_BITS, STORE_SEGMENTS = 24 };

// Zeroed but for [size] it is empty.
typedef struct Store {
    char *segments[STORE_SEGMENTS]; // segment K has room for STORE_FIRST << K elements
    uint32_t size;                  // bytes of an element
    uint32_t next;                  // the index of the next element
    uint32_t used;                  // elements that were taken
} Store;

// The index of the first of [count] new elements that lie behind one another. When they
// do not fit into what is left of a segment, they begin the next one: indices may skip.
uint32_t store_take(Store *store, uint32_t count);

// Gives back the last [count] elements of those taken last.
void store_give_back(Store *store, uint32_t count);

void store_clear(Store *store);

// The element with this index, which must have been taken.
static inline void *store_at(const Store *store, uint32_t index)
{
    uint32_t place = index + STORE_FIRST;
    int bit = 31 - __builtin_clz(place);
    return store->segments[bit - STORE_FIRST_BITS] +
           (size_t)(place - (UINT32_C(1) << bit)) * store->size;
}

#endif
