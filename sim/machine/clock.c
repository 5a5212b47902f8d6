// clock.c -- the timing wheel.
//
// All timers in the wheel are later than now, and one at level L has the same bits as now
// above level L's six and other, higher ones there. Two facts follow. The lowest level
// that has any timer holds the earliest one, in its first list. And moving the time to
// any instant before that list begins leaves every timer at its place.

#include "machine/clock.h"

#include "base/assert.h"

static void ring_init(Timer *ring)
{
    ring->next = ring->prev = ring;
}

static void ring_append(Timer *ring, Timer *timer)
{
    timer->next = ring;
    timer->prev = ring->prev;
    ring->prev->next = timer;
    ring->prev = timer;
}

void clock_init(Clock *clock)
{
    *clock = (Clock){0};
    ring_init(&clock->due);
    for (int level = 0; level < CLOCK_LEVELS; level++)
        for (int slot = 0; slot < CLOCK_SLOTS; slot++)
            ring_init(&clock->slots[level][slot]);
}

// The level at which a timer of [when], later than now, stands.
static int level_of(const Clock *clock, SimTime when)
{
    uint64_t difference = (uint64_t)when ^ (uint64_t)clock->now;
    return (63 - __builtin_clzll(difference)) / CLOCK_BITS;
}

static int slot_at(SimTime when, int level)
{
    return (int)((uint64_t)when >> (level * CLOCK_BITS)) & (CLOCK_SLOTS - 1);
}

static void wheel_add(Clock *clock, Timer *timer)
{
    int level = level_of(clock, timer->when);
    int slot = slot_at(timer->when, level);
    ring_append(&clock->slots[level][slot], timer);
    clock->occupied[level] |= UINT64_C(1) << slot;
    clock->levels |= (uint16_t)(1u << level);
}

static void slot_is_empty(Clock *clock, int level, int slot)
{
    clock->occupied[level] &= ~(UINT64_C(1) << slot);
    if (!clock->occupied[level]) clock->levels &= (uint16_t) ~(1u << level);
}

// Among those that are due a late deadline keeps its place: behind all that are not later.
// Deadlines mostly come in rising order, so the search begins at the end; a falling
// sequence goes to the front at once.
static void due_add(Clock *clock, Timer *timer)
{
    Timer *before = clock->due.prev;
    if (before != &clock->due && timer->when < clock->due.next->when)
        before = &clock->due;
    while (before != &clock->due && before->when > timer->when)
        before = before->prev;
    ring_append(before->next, timer);
}

void clock_set(Clock *clock, Timer *timer, SimTime when)
{
    DEBUG_ASSERT(!timer_is_set(timer), "a timer is set once at a time");
    timer->when = when;
    if (when == SIMTIME_NEVER) return;
    clock->set++;
    if (when <= clock->now)
        due_add(clock, timer);
    else
        wheel_add(clock, timer);
}

void clock_cancel(Clock *clock, Timer *timer)
{
    if (!timer_is_set(timer)) return;
    Timer *next = timer->next;
    next->prev = timer->prev;
    timer->prev->next = next;
    timer->next = timer->prev = NULL;
    clock->set--;
    if (next->next != next || timer->when <= clock->now) return;
    int level = level_of(clock, timer->when);
    slot_is_empty(clock, level, slot_at(timer->when, level));
}

// The first list of the lowest level that has any.
static Timer *first_list(const Clock *clock, int *level, int *slot)
{
    *level = __builtin_ctz(clock->levels);
    *slot = __builtin_ctzll(clock->occupied[*level]);
    return (Timer *)&clock->slots[*level][*slot];
}

static SimTime earliest_in(const Timer *ring)
{
    SimTime earliest = SIMTIME_NEVER;
    for (const Timer *timer = ring->next; timer != ring; timer = timer->next) {
        __builtin_prefetch(timer->next->next);
        if (timer->when < earliest) earliest = timer->when;
    }
    return earliest;
}

SimTime clock_next(const Clock *clock)
{
    if (clock_first_due(clock)) return clock_first_due(clock)->when;
    if (!clock->levels) return SIMTIME_NEVER;
    int level, slot;
    return earliest_in(first_list(clock, &level, &slot));
}

// Empties a list whose earliest timers are due now into the due ones and lower levels. As
// each keeps its order, and nobody could be set in those lower lists before, they stay
// first in first out.
static void empty_list(Clock *clock, Timer *ring, int level, int slot)
{
    Timer *timer = ring->next;
    ring_init(ring);
    slot_is_empty(clock, level, slot);
    while (timer != ring) {
        Timer *next = timer->next;
        __builtin_prefetch(next->next);
        if (timer->when == clock->now)
            ring_append(&clock->due, timer);
        else
            wheel_add(clock, timer);
        timer = next;
    }
}

// Moves the time to the earliest timer of the wheel, or to [last] if that is earlier:
// then there is nothing more to do. A list that holds [last] itself is emptied, as its
// timers no longer differ from the time in that level's bits.
static bool move_to_first(Clock *clock, SimTime last)
{
    if (!clock->levels) return false;
    int level, slot;
    Timer *ring = first_list(clock, &level, &slot);
    Timer *only = ring->next;
    bool alone = only->next == ring;
    SimTime earliest = level && !alone ? earliest_in(ring) : only->when;
    if (earliest > last) {
        if (level_of(clock, last) < level || slot_at(last, level) != slot) return false;
        clock->now = last;
        empty_list(clock, ring, level, slot);
        return false;
    }
    clock->now = earliest;
    if (!alone) {
        empty_list(clock, ring, level, slot);
        return true;
    }
    ring_init(ring); // the commonest case in a sparse wheel: nothing to sort
    slot_is_empty(clock, level, slot);
    ring_append(&clock->due, only);
    return true;
}

bool clock_advance(Clock *clock)
{
    if (clock_first_due(clock)) return false;
    return move_to_first(clock, SIMTIME_NEVER);
}

void clock_move(Clock *clock, SimTime when)
{
    ASSERT(when >= clock->now, "time does not run backwards");
    while (move_to_first(clock, when)) {
    }
    clock->now = when;
}

static void each_in(Timer *ring, void (*visit)(void *owner, Timer *timer), void *owner)
{
    for (Timer *timer = ring->next, *next; timer != ring; timer = next) {
        next = timer->next;
        visit(owner, timer);
    }
}

void clock_each(Clock *clock, void (*visit)(void *owner, Timer *timer), void *owner)
{
    each_in(&clock->due, visit, owner);
    for (int level = 0; level < CLOCK_LEVELS; level++) {
        uint64_t lists = clock->occupied[level];
        for (; lists; lists &= lists - 1)
            each_in(&clock->slots[level][__builtin_ctzll(lists)], visit, owner);
    }
}
