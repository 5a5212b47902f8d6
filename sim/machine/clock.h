// clock.h -- virtual time: what happens next, and when.
//
// Time moves only when somebody moves it, so an idle simulated hour costs nothing. Timers
// due at the same instant ring in the order in which they were set; every run of a
// scenario is identical because of that one rule.
//
// Timers live in a hierarchical wheel: eleven levels of 64 lists, one level for every six
// bits of the time. A timer stands at the level of the highest six bits in which it
// differs from the wheel's base, so it moves down at most once a level while its time
// comes nearer. As soon as the first list is short it is sorted instead, and its timers
// ring one after the other: so most timers move only once or twice, and who comes next is
// known in time to ask for its memory. Lists are first in first out, and a list is emptied
// into lower ones before anything can be set there directly: so no sequence numbers are
// needed. Setting and cancelling cost the same however many timers there are.

#ifndef MACHINE_CLOCK_H
#define MACHINE_CLOCK_H

#include "base/simtime.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Stands inside whatever is to be reminded. Zeroed: not set.
typedef struct Timer Timer;
struct Timer {
    Timer *next, *prev; // NULL while it is not set
    SimTime when;
};

enum {
    CLOCK_BITS = 6,
    CLOCK_SLOTS = 1 << CLOCK_BITS,
    CLOCK_LEVELS = 11, // 63 bits of time
};

typedef struct Clock {
    SimTime now;
    size_t set;                      // timers that will ring some time
    Timer due;                       // ring of those that are due, sorted by time
    Timer soon;                      // ring of all others before [soon_end], sorted
    uint32_t soon_count;             // how many were put there since it was empty
    SimTime soon_end;                // everything in the wheel is at or behind it
    SimTime base;                    // what the wheel's levels are counted from
    Timer *scouts[CLOCK_LEVELS];     // how far each level's first list was looked at
    uint64_t scouted[CLOCK_LEVELS];  // bit of the list that the scout is in, or was in
    uint16_t levels;                 // bit for each level that has any
    uint64_t occupied[CLOCK_LEVELS]; // bit for each list that is not empty
    Timer slots[CLOCK_LEVELS][CLOCK_SLOTS];
} Clock;

// A clock at time 0 with nothing to do, in memory that the caller has.
void clock_init(Clock *clock);

static inline SimTime clock_now(const Clock *clock)
{
    return clock->now;
}

// Sets [timer], which is not set. One whose time is past is due at once, in the order of
// its time among those that are due. SIMTIME_NEVER never rings: the timer counts as not
// set.
void clock_set(Clock *clock, Timer *timer, SimTime when);

// Takes the timer out, wherever it is. Nothing happens if it is not set.
void clock_cancel(Clock *clock, Timer *timer);

static inline bool timer_is_set(const Timer *timer)
{
    return timer->next != NULL;
}

// Takes the first timer that is due: NULL if none is.
static inline Timer *clock_take_due(Clock *clock)
{
    Timer *timer = clock->due.next;
    if (timer == &clock->due) return NULL;
    timer->next->prev = &clock->due;
    clock->due.next = timer->next;
    timer->next = timer->prev = NULL;
    clock->set--;
    return timer;
}

// The first timer that is due, left where it is; NULL if none is.
static inline const Timer *clock_first_due(const Clock *clock)
{
    return clock->due.next == &clock->due ? NULL : clock->due.next;
}

// The timer that rings next after those that are due, as far as it is known already, and
// those behind it: NULL at the end. To ask for memory ahead of time.
static inline const Timer *clock_soon(const Clock *clock)
{
    return clock->soon.next == &clock->soon ? NULL : clock->soon.next;
}

static inline const Timer *clock_behind(const Clock *clock, const Timer *timer)
{
    return !timer || timer->next == &clock->soon ? NULL : timer->next;
}

// The time of the earliest timer, due or not; SIMTIME_NEVER if none is set. May look at
// many timers: it is for questions, not for every turn.
SimTime clock_next(const Clock *clock);

// Moves the time to the earliest timer, which is then due with all others of that
// instant. False, and nothing moves, if a timer is due already or none is set.
bool clock_advance(Clock *clock);

// Moves the time to [when] (not before now): all that lies between is due then.
void clock_move(Clock *clock, SimTime when);

// Calls [visit] for every timer that is set; it may cancel that timer.
void clock_each(Clock *clock, void (*visit)(void *owner, Timer *timer), void *owner);

#endif
