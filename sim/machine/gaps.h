// gaps.h -- which timers were cancelled while their entries still stand in some list.
//
// A cancelled timer may be gone, and its memory another timer, long before its entry comes
// to the front. So a gap is told by the timer's address and its time; of two entries that
// have both in common the one in front is the older, and so the gap.

#ifndef MACHINE_GAPS_H
#define MACHINE_GAPS_H

#include "base/simtime.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct Gap {
    const void *timer; // NULL: a free place
    SimTime when;
} Gap;

// A table by hash. Zeroed: there are none.
typedef struct Gaps {
    Gap *places;
    size_t count, capacity;
} Gaps;

// One more.
void gaps_add(Gaps *gaps, const void *timer, SimTime when);

// Takes one gap of this timer and time out: false if there is none. For gaps_take().
bool gaps_take_known(Gaps *gaps, const void *timer, SimTime when);

// The same, quick where there are no gaps at all.
static inline bool gaps_take(Gaps *gaps, const void *timer, SimTime when)
{
    return __builtin_expect(gaps->count > 0, 0) && gaps_take_known(gaps, timer, when);
}

// Gives back the memory.
void gaps_end(Gaps *gaps);

#endif
