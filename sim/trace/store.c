// store.c -- segments, each made when the first element in it is taken.

#include "trace/store.h"

#include "base/arena.h"
#include "base/assert.h"

#include <stdlib.h>

static uint32_t segment_of(uint32_t index)
{
    return (uint32_t)(31 - __builtin_clz(index + STORE_FIRST)) - STORE_FIRST_BITS;
}

// The index of the first element of a segment.
static uint32_t segment_begin(uint32_t segment)
{
    return ((uint32_t)STORE_FIRST << segment) - STORE_FIRST;
}

// A long one lies in large pages, which are there sooner than as many small ones.
static char *new_segment(const Store *store, uint32_t segment)
{
    size_t size = ((size_t)STORE_FIRST << segment) * store->size;
    return size % HUGE_PAGE == 0 ? memory_new_huge(size) : memory_new(size);
}

uint32_t store_take(Store *store, uint32_t count)
{
    uint32_t first = store->next, segment = segment_of(first);
    while (segment_begin(segment + 1) - first < count)
        first = segment_begin(++segment);
    ASSERT(segment + 1 < STORE_SEGMENTS, "a store holds two thousand million elements");
    if (!store->segments[segment]) store->segments[segment] = new_segment(store, segment);
    store->next = first + count;
    store->used += count;
    return first;
}

void store_give_back(Store *store, uint32_t count)
{
    store->next -= count;
    store->used -= count;
}

void store_clear(Store *store)
{
    for (int i = 0; i < STORE_SEGMENTS; i++)
        free(store->segments[i]);
    *store = (Store){.size = store->size};
}
