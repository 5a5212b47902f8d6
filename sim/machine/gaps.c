// gaps.c -- a hash table with open addressing; what is taken out leaves no mark.

#include "machine/gaps.h"

#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>

enum { CAPACITY_LEAST = 64 };

// Where the search for a gap begins.
static size_t home_of(const Gaps *gaps, const void *timer, SimTime when)
{
    uint64_t mixed =
        ((uint64_t)(uintptr_t)timer ^ (uint64_t)when * 3) * UINT64_C(0x9e3779b97f4a7c15);
    return (size_t)(mixed >> 32) & (gaps->capacity - 1);
}

static void put(Gaps *gaps, Gap gap)
{
    size_t at = home_of(gaps, gap.timer, gap.when);
    while (gaps->places[at].timer)
        at = (at + 1) & (gaps->capacity - 1);
    gaps->places[at] = gap;
}

static void grow(Gaps *gaps)
{
    Gaps old = *gaps;
    gaps->capacity = old.capacity ? old.capacity * 2 : CAPACITY_LEAST;
    gaps->places = memory_grow_zeroed(NULL, 0, gaps->capacity * sizeof *gaps->places);
    for (size_t i = 0; i < old.capacity; i++)
        if (old.places[i].timer) put(gaps, old.places[i]);
    free(old.places);
}

void gaps_add(Gaps *gaps, const void *timer, SimTime when)
{
    if (gaps->count >= gaps->capacity / 2) grow(gaps);
    put(gaps, (Gap){timer, when});
    gaps->count++;
}

// The place [at] is free now: what follows moves up as far as its home allows.
static void close_up(Gaps *gaps, size_t at)
{
    size_t mask = gaps->capacity - 1;
    for (size_t next = (at + 1) & mask; gaps->places[next].timer;
         next = (next + 1) & mask) {
        Gap gap = gaps->places[next];
        size_t home = home_of(gaps, gap.timer, gap.when);
        if (((next - home) & mask) < ((next - at) & mask)) continue;
        gaps->places[at] = gap;
        at = next;
    }
    gaps->places[at] = (Gap){0};
}

bool gaps_take_known(Gaps *gaps, const void *timer, SimTime when)
{
    size_t mask = gaps->capacity - 1, at = home_of(gaps, timer, when);
    for (; gaps->places[at].timer; at = (at + 1) & mask) {
        if (gaps->places[at].timer != timer || gaps->places[at].when != when) continue;
        close_up(gaps, at);
        gaps->count--;
        return true;
    }
    return false;
}

void gaps_end(Gaps *gaps)
{
    free(gaps->places);
    *gaps = (Gaps){0};
}
