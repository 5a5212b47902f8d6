// clock.c -- the timing wheel.
//
// All timers in the wheel are later than its base, and one at level L has the same bits
// as the base above level L's six and other, higher ones there. Two facts follow. The
// lowest level that has any timer holds the earliest one, in its first list. And moving
// the base to any instant before that list begins leaves every timer at its place.
//
// The time is never before the base; it runs ahead of it while the sorted ring `soon`
// lasts.
//
// With a million timers most of the cost is waiting for memory: a list is a chain of
// objects anywhere. So while timers ring, scouts walk the lists that come next, one step
// for each ring, and their timers are in the cache when their turn comes.

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
    ring_init(&clock->soon);
    for (int level = 0; level < CLOCK_LEVELS; level++)
        for (int slot = 0; slot < CLOCK_SLOTS; slot++)
            ring_init(&clock->slots[level][slot]);
}

// The level at which a timer of [when], later than the base, stands.
static int level_of(const Clock *clock, SimTime when)
{
    uint64_t difference = (uint64_t)when ^ (uint64_t)clock->base;
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

// The same for those that come soon.
static void soon_add(Clock *clock, Timer *timer)
{
    Timer *before = clock->soon.prev;
    while (before != &clock->soon && before->when > timer->when)
        before = before->prev;
    ring_append(before->next, timer);
    clock->soon_count++;
}

// Too many came into the sorted ring: they are sorted by the wheel's lower levels instead.
static void soon_into_wheel(Clock *clock)
{
    clock->soon_end = clock->base;
    clock->soon_count = 0;
    Timer *timer = clock->soon.next;
    ring_init(&clock->soon);
    while (timer != &clock->soon) {
        Timer *next = timer->next;
        // Only the base itself has no place in the wheel; nothing is earlier than that.
        if (timer->when == clock->base)
            soon_add(clock, timer);
        else
            wheel_add(clock, timer);
        timer = next;
    }
}

enum { SOON_MOST = 512 };

// True if this is the head of one of the wheel's lists.
static bool is_list(const Clock *clock, const Timer *ring)
{
    return ring >= clock->slots[0] &&
           ring <= &clock->slots[CLOCK_LEVELS - 1][CLOCK_SLOTS - 1];
}

// One step of each level's scout. A step needs the timer that the step before asked for.
static void scouts_step(Clock *clock)
{
    for (unsigned levels = clock->levels; levels; levels &= levels - 1) {
        int level = __builtin_ctz(levels);
        uint64_t first = clock->occupied[level] & -clock->occupied[level];
        if (clock->scouted[level] != first) {
            clock->scouted[level] = first;
            clock->scouts[level] = &clock->slots[level][__builtin_ctzll(first)];
        }
        Timer *scout = clock->scouts[level];
        if (!scout) continue;
        Timer *next = scout->next;
        clock->scouts[level] = is_list(clock, next) ? NULL : next;
        __builtin_prefetch(next);
        __builtin_prefetch((const char *)next + sizeof(Timer)); // and its owner's rest
    }
}

void clock_set(Clock *clock, Timer *timer, SimTime when)
{
    DEBUG_ASSERT(!timer_is_set(timer), "a timer is set once at a time");
    timer->when = when;
    if (when == SIMTIME_NEVER) return;
    clock->set++;
    if (when <= clock->now) {
        due_add(clock, timer);
        return;
    }
    scouts_step(clock);
    if (when >= clock->soon_end) {
        wheel_add(clock, timer);
        return;
    }
    soon_add(clock, timer);
    if (clock->soon_count > SOON_MOST) soon_into_wheel(clock);
}

// A scout must not stand on a timer that goes away.
static void scouts_leave(Clock *clock, const Timer *timer)
{
    for (unsigned levels = clock->levels; levels; levels &= levels - 1) {
        Timer **scout = &clock->scouts[__builtin_ctz(levels)];
        if (*scout == timer) *scout = timer->next;
    }
}

void clock_cancel(Clock *clock, Timer *timer)
{
    if (!timer_is_set(timer)) return;
    scouts_leave(clock, timer);
    Timer *next = timer->next;
    next->prev = timer->prev;
    timer->prev->next = next;
    timer->next = timer->prev = NULL;
    clock->set--;
    if (next->next != next || !is_list(clock, next)) return;
    ptrdiff_t list = next - clock->slots[0];
    slot_is_empty(clock, (int)(list / CLOCK_SLOTS), (int)(list % CLOCK_SLOTS));
}

// The first list of the lowest level that has any.
static Timer *first_list(const Clock *clock, int *level, int *slot)
{
    *level = __builtin_ctz(clock->levels);
    *slot = __builtin_ctzll(clock->occupied[*level]);
    return (Timer *)&clock->slots[*level][*slot];
}

SimTime clock_next(const Clock *clock)
{
    if (clock_first_due(clock)) return clock_first_due(clock)->when;
    if (clock_soon(clock)) return clock_soon(clock)->when;
    if (!clock->levels) return SIMTIME_NEVER;
    int level, slot;
    const Timer *ring = first_list(clock, &level, &slot);
    SimTime earliest = SIMTIME_NEVER;
    for (const Timer *timer = ring->next; timer != ring; timer = timer->next)
        if (timer->when < earliest) earliest = timer->when;
    return earliest;
}

// ---- From the wheel to what comes soon ----

enum { SORT_MOST = 32 };

// The instants at which a list begins and ends.
static SimTime list_begin(const Clock *clock, int level, int slot)
{
    int shift = level * CLOCK_BITS;
    uint64_t above = shift + CLOCK_BITS < 63
                         ? (uint64_t)clock->base >> (shift + CLOCK_BITS)
                                                        << (shift + CLOCK_BITS)
                         : 0;
    return (SimTime)(above | (uint64_t)slot << shift);
}

static SimTime list_end(SimTime begin, int level)
{
    uint64_t end = (uint64_t)begin + (UINT64_C(1) << (level * CLOCK_BITS));
    return end > INT64_MAX ? INT64_MAX : (SimTime)end;
}

// Takes up to SORT_MOST + 1 timers of a list into [timers], without changing it.
static int list_take_some(const Timer *ring, Timer **timers)
{
    int count = 0;
    for (Timer *timer = ring->next; timer != ring && count <= SORT_MOST;
         timer = timer->next) {
        __builtin_prefetch(timer->next->next);
        timers[count++] = timer;
    }
    return count;
}

// Insertion: lists are short, often sorted, and equal times keep their order.
static void sort_by_time(Timer **timers, int count)
{
    for (int i = 1; i < count; i++) {
        Timer *timer = timers[i];
        int at = i;
        for (; at > 0 && timers[at - 1]->when > timer->when; at--)
            timers[at] = timers[at - 1];
        timers[at] = timer;
    }
}

static void all_into_soon(Clock *clock, Timer *ring)
{
    clock->soon = *ring;
    clock->soon.next->prev = clock->soon.prev->next = &clock->soon;
    ring_init(ring);
}

// Empties a list into lower levels. As each keeps its order, and nobody could be set in
// those lower lists before, they stay first in first out.
static void cascade(Clock *clock, Timer *ring)
{
    Timer *timer = ring->next;
    ring_init(ring);
    while (timer != ring) {
        Timer *next = timer->next;
        __builtin_prefetch(next->next);
        if (timer->when == clock->base)
            soon_add(clock, timer);
        else
            wheel_add(clock, timer);
        timer = next;
    }
}

// Fills `soon` from the wheel's first list, unless that begins behind [last]. False if
// there is nothing (more) to be had.
static bool fetch_soon(Clock *clock, SimTime last)
{
    while (clock->levels) {
        int level, slot;
        Timer *ring = first_list(clock, &level, &slot), *timers[SORT_MOST + 1];
        SimTime begin = list_begin(clock, level, slot);
        if (begin > last) return false;
        int count = level ? list_take_some(ring, timers) : 0;
        slot_is_empty(clock, level, slot);
        clock->scouted[level] = 0;
        clock->scouts[level] = NULL;
        clock->base = begin;
        clock->soon_end = list_end(begin, level);
        clock->soon_count = (uint32_t)count;
        if (level == 0) { // one instant: sorted already
            all_into_soon(clock, ring);
            return true;
        }
        if (count <= SORT_MOST) {
            sort_by_time(timers, count);
            ring_init(ring);
            for (int i = 0; i < count; i++)
                ring_append(&clock->soon, timers[i]);
            return true;
        }
        clock->soon_end = begin + 1;
        cascade(clock, ring);
        if (clock_soon(clock)) return true;
    }
    return false;
}

// Moves the time to the earliest timer, and all of its instant to the due ones. False if
// there is none up to [last].
static bool move_to_first(Clock *clock, SimTime last)
{
    if (!clock_soon(clock) && !fetch_soon(clock, last)) return false;
    SimTime when = clock->soon.next->when;
    if (when > last) return false;
    clock->now = when;
    do {
        Timer *timer = clock->soon.next;
        clock->soon.next = timer->next;
        timer->next->prev = &clock->soon;
        ring_append(&clock->due, timer);
    } while (clock->soon.next->when == when && clock_soon(clock));
    if (!clock_soon(clock)) clock->soon_count = 0;
    scouts_step(clock);
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
    each_in(&clock->soon, visit, owner);
    for (int level = 0; level < CLOCK_LEVELS; level++) {
        uint64_t lists = clock->occupied[level];
        for (; lists; lists &= lists - 1)
            each_in(&clock->slots[level][__builtin_ctzll(lists)], visit, owner);
    }
}
