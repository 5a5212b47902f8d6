// moments.h -- who is due first: a heap of instants that may be moved or taken back.
//
// Due at the same instant means: the lower id first. So what happens at one instant never
// depends on the order in which it was announced. (The clock's timers keep that order
// instead; these are few, and move often.)

#ifndef MACHINE_MOMENTS_H
#define MACHINE_MOMENTS_H

#include "base/simtime.h"

#include <stdbool.h>
#include <stdint.h>

// Stands inside whatever is due. Zeroed: it is not.
typedef struct Moment {
    uint32_t place; // in the heap, from 1; 0 while it is not there
} Moment;

typedef struct MomentEntry {
    SimTime when;
    Moment *moment;
    uint32_t id;
} MomentEntry;

// Zeroed: empty.
typedef struct Moments {
    MomentEntry *entries;
    uint32_t count, capacity;
} Moments;

// Gives back what the heap took.
void moments_end(Moments *moments);

// [moment], of the thing with this id, is due at [when], whether it was due before or not.
void moments_set(Moments *moments, Moment *moment, SimTime when, uint32_t id);

// [moment] is not due any more. Nothing happens if it was not.
void moments_cancel(Moments *moments, Moment *moment);

// Takes the first one that is due at [now] or before it: NULL if there is none.
Moment *moments_take(Moments *moments, SimTime now);

// When the first one is due; SIMTIME_NEVER if none is.
static inline SimTime moments_next(const Moments *moments)
{
    return moments->count ? moments->entries[0].when : SIMTIME_NEVER;
}

static inline bool moment_is_set(const Moment *moment)
{
    return moment->place != 0;
}

#endif
