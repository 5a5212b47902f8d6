// clock.h -- virtual time: what happens next, and when.
//
// Time moves only when somebody moves it, so an idle simulated hour costs nothing. Timers
// due at the same instant ring in the order in which they were set; every run of a
// scenario is identical because of that one rule.
//
// Timers live in a hierarchical wheel: eleven levels of 64 lists, one level for every six
// bits of the time. A timer stands at the level of the highest six bits in which it
// differs from the wheel's base, so it moves down at most once a level while its time
// comes nearer. As soon as the first list is short it is sorted into one array, from which
// its timers ring one after the other: so most timers move only once or twice, and who
// comes next is known in time to ask for its memory.
//
// A list holds times and pointers, in blocks that never move: the timers themselves are
// touched only to be told of their new place. One that is cancelled leaves a gap; when
// there are more gaps than timers all lists are packed anew.

#ifndef MACHINE_CLOCK_H
#define MACHINE_CLOCK_H

#include "base/simtime.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct TimerEntry TimerEntry;

// Stands inside whatever is to be reminded. Zeroed: not set.
typedef struct Timer {
    TimerEntry *entry; // its place in the clock, NULL while it is not set
} Timer;

struct TimerEntry {
    SimTime when;
    Timer *timer; // NULL: a gap
};

typedef struct TimerBlock TimerBlock;

// First in, first out.
typedef struct TimerList {
    TimerBlock *first, *last;
    size_t count; // gaps included
} TimerList;

enum {
    CLOCK_BITS = 6,
    CLOCK_SLOTS = 1 << CLOCK_BITS,
    CLOCK_LEVELS = 11, // 63 bits of time
};

typedef struct Clock {
    SimTime now;
    size_t set;       // timers that will ring some time
    size_t gaps;      // left by cancelled ones
    TimerEntry *soon; // all before [soon_end], sorted: those that are due stand first
    size_t soon_from, soon_to, soon_capacity; // the first one is no gap
    unsigned soon_added;                      // one by one, since the wheel gave some
    SimTime soon_end;  // everything in the wheel is at or behind it
    TimerList instant; // many of one instant, in front of the later ones
    size_t instant_at; // place of its first one, which is no gap
    SimTime base;      // what the wheel's levels are counted from
    TimerBlock *spare; // blocks to be used again
    size_t spare_blocks;
    size_t blocks;                   // taken from the system
    uint16_t levels;                 // bit for each level that has any
    uint64_t occupied[CLOCK_LEVELS]; // bit for each list that is not empty
    TimerList lists[CLOCK_LEVELS][CLOCK_SLOTS];
} Clock;

// A clock at time 0 with nothing to do, in memory that the caller has.
void clock_init(Clock *clock);

// Gives back what the clock took. Timers that are set must not be cancelled afterwards.
void clock_end(Clock *clock);

static inline SimTime clock_now(const Clock *clock)
{
    return clock->now;
}

// How many bytes the clock has taken for its timers.
size_t clock_bytes(const Clock *clock);

// Sets [timer], which is not set. One whose time is past is due at once, in the order of
// its time among those that are due. SIMTIME_NEVER never rings: the timer counts as not
// set.
void clock_set(Clock *clock, Timer *timer, SimTime when);

// Takes the timer out, wherever it is. Nothing happens if it is not set.
void clock_cancel(Clock *clock, Timer *timer);

static inline bool timer_is_set(const Timer *timer)
{
    return timer->entry != NULL;
}

// The first timer that is due and its time, left where they are; NULL if none is.
const TimerEntry *clock_first_due(const Clock *clock);

// The timer that is due if it is the only one: NULL if none is, or more are.
Timer *clock_lone_due(const Clock *clock);

// Takes the first timer that is due: NULL if none is.
Timer *clock_take_due(Clock *clock);

// The timer that rings about [count] places behind the first one, as far as that is known
// already: else NULL. To ask for memory ahead of time.
const Timer *clock_ahead(const Clock *clock, size_t count);

// The time of the earliest timer, due or not; SIMTIME_NEVER if none is set. May look at
// many timers: it is for questions, not for every turn.
SimTime clock_next(const Clock *clock);

// Moves the time to the earliest timer, which is then due with all others of that
// instant. False, and nothing moves, if a timer is due already or none is set.
bool clock_advance(Clock *clock);

// Moves the time to [when] (not before now): all that lies between is due then.
void clock_move(Clock *clock, SimTime when);

// Calls [visit] for every timer that is set; it may cancel that timer, and set none.
void clock_each(Clock *clock, void (*visit)(void *owner, Timer *timer), void *owner);

#endif
