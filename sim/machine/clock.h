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
// not touched until they ring. One that is cancelled leaves a gap, which a table knows;
// when there are more gaps than timers all lists are packed anew.

#ifndef MACHINE_CLOCK_H
#define MACHINE_CLOCK_H

#include "base/chunks.h"
#include "base/simtime.h"
#include "machine/gaps.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Stands inside whatever is to be reminded. Zeroed: not set.
typedef struct Timer {
    uint64_t due; // the time with its sign turned, so that only a timer not set has 0
} Timer;

typedef struct TimerEntry {
    SimTime when;
    Timer *timer;
} TimerEntry;

typedef struct TimerBlock TimerBlock;

// First in, first out. All blocks but the last one are full, so that [count] tells where
// the next entry goes, and a block need not be read to be written.
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
    Gaps gaps;        // left by cancelled ones
    TimerEntry *soon; // all before [soon_end], sorted: those that are due stand first
    size_t soon_from, soon_to, soon_capacity; // the first one is no gap
    unsigned soon_added;                      // one by one, since the wheel gave some
    SimTime soon_end;  // everything in the wheel is at or behind it
    TimerList instant; // many of one instant, in front of the later ones
    size_t instant_at; // place of its first one, which is no gap
    SimTime base;      // what the wheel's levels are counted from
    Blocks blocks;     // of the lists; the ready queues of loops are made of them too
    uint16_t levels;   // bit for each level that has any
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
    return timer->due != 0;
}

// The first timer that is due and its time, left where they are; NULL if none is.
const TimerEntry *clock_first_due(const Clock *clock);

// True if any timer is due.
static inline bool clock_has_due(const Clock *clock)
{
    if (clock->instant.first) return clock_first_due(clock) != NULL;
    return clock->soon_from < clock->soon_to &&
           clock->soon[clock->soon_from].when <= clock->now;
}

// Takes the first timer that is due: NULL if none is.
Timer *clock_take_due(Clock *clock);

// The entries of the timers that ring next, CLOCK_AHEAD of them at least, to ask for memory
// ahead of time: NULL if so many are not known.
enum { CLOCK_AHEAD = 16 };
static inline const TimerEntry *clock_ahead(const Clock *clock)
{
    bool is_known = clock->soon_from + CLOCK_AHEAD <= clock->soon_to &&
                    !clock->instant.first && !clock->gaps.count;
    return is_known ? &clock->soon[clock->soon_from] : NULL;
}

// Makes sure that some of the timers that ring next are known, if any is set at all.
void clock_look_ahead(Clock *clock);

// The timer that rings next if nothing is due and no other rings with it, left where it is:
// NULL otherwise. Many of one instant come as a list, and count as more.
static inline const TimerEntry *clock_lone_next(Clock *clock)
{
    if (clock->soon_to - clock->soon_from < CLOCK_AHEAD) clock_look_ahead(clock);
    if (clock->instant.first || clock->soon_from == clock->soon_to) return NULL;
    const TimerEntry *first = &clock->soon[clock->soon_from];
    bool is_last = clock->soon_from + 1 == clock->soon_to;
    if (first->when <= clock->now || (!is_last && first[1].when == first->when))
        return NULL;
    return first;
}

// Moves the time to the timer that clock_lone_next() has told, and takes it.
static inline void clock_take_next(Clock *clock)
{
    clock->now = clock->soon[clock->soon_from].when;
    if (clock->gaps.count || clock->soon_from + 1 == clock->soon_to) {
        clock_take_due(clock);
        return;
    }
    clock->soon[clock->soon_from++].timer->due = 0;
    clock->set--;
}

// The time of the earliest timer, due or not; SIMTIME_NEVER if none is set. May look at
// many timers: it is for questions, not for every turn.
SimTime clock_next(Clock *clock);

// Moves the time to the earliest timer, which is then due with all others of that
// instant. False, and nothing moves, if a timer is due already or none is set.
bool clock_advance(Clock *clock);

// Moves the time to [when] (not before now): all that lies between is due then.
void clock_move(Clock *clock, SimTime when);

// Calls [visit] for every timer that is set; it may cancel that timer, and set none.
void clock_each(Clock *clock, void (*visit)(void *owner, Timer *timer), void *owner);

#endif
