// clock.c -- the timing wheel.
//
// All timers in the wheel are later than its base, and one at level L has the same bits
// as the base above level L's six and other, higher ones there. Two facts follow. The
// lowest level that has any timer holds the earliest one, in its first list. And moving
// the base to any instant before that list begins leaves every timer at its place.
//
// The time is never before the base; it runs ahead of it while the sorted array `soon`
// lasts.
//
// A list is emptied into lower ones before anything can be set there directly, so all
// lists stay first in first out: no sequence numbers are needed.

#include "machine/clock.h"

#include "base/arena.h"
#include "base/assert.h"
#include "base/prefetch.h"

#include <stdlib.h>
#include <string.h>

enum {
    BLOCK_ENTRIES = 63,
    SORT_MOST = 512,   // a list of so many is sorted rather than divided
    SORT_RUN = 16,      // so many are sorted by insertion
    ADDED_MOST = 64,    // more than so many are not sorted in one by one, but divided
    SPARE_MOST = 256,   // blocks that are kept to be used again
    GAPS_LEAST = 1024,  // fewer gaps are not worth packing
    PREFETCH_AHEAD = 8, // entries whose timers are asked for ahead of their turn
};

struct TimerBlock {
    TimerBlock *next;
    size_t count; // only the last block of a list is not full
    TimerEntry entries[BLOCK_ENTRIES];
};

static inline void place(TimerEntry *entry, SimTime when, Timer *timer)
{
    entry->when = when;
    entry->timer = timer;
    timer->entry = entry;
}

// An entry goes to another place, a gap as such.
static inline void shift(TimerEntry *to, const TimerEntry *from)
{
    *to = *from;
    if (to->timer) to->timer->entry = to;
}

// Asks for the memory of a timer that will be told of its place soon.
static inline void prefetch_timer(const TimerBlock *block, size_t at)
{
    if (at + PREFETCH_AHEAD < block->count)
        prefetch(block->entries[at + PREFETCH_AHEAD].timer);
}

// ---- Lists ----

static TimerBlock *block_new(Clock *clock)
{
    TimerBlock *block = clock->spare;
    if (block) {
        clock->spare = block->next;
        clock->spare_blocks--;
    } else {
        block = memory_new(sizeof *block);
        clock->blocks++;
    }
    block->next = NULL;
    block->count = 0;
    return block;
}

static void block_give(Clock *clock, TimerBlock *block)
{
    if (clock->spare_blocks == SPARE_MOST) {
        clock->blocks--;
        free(block);
        return;
    }
    clock->spare_blocks++;
    block->next = clock->spare;
    clock->spare = block;
}

static inline void list_append(Clock *clock, TimerList *list, Timer *timer, SimTime when)
{
    TimerBlock *block = list->last;
    if (!block || block->count == BLOCK_ENTRIES) {
        block = block_new(clock);
        if (list->last)
            list->last->next = block;
        else
            list->first = block;
        list->last = block;
    }
    place(&block->entries[block->count++], when, timer);
    list->count++;
}

static void list_drop_first(Clock *clock, TimerList *list)
{
    TimerBlock *block = list->first;
    list->first = block->next;
    block_give(clock, block);
}

// The level at which a timer of [when], later than the base, stands.
static inline int level_of(const Clock *clock, SimTime when)
{
    uint64_t difference = (uint64_t)when ^ (uint64_t)clock->base;
    return (63 - __builtin_clzll(difference)) / CLOCK_BITS;
}

static inline int slot_at(SimTime when, int level)
{
    return (int)((uint64_t)when >> (level * CLOCK_BITS)) & (CLOCK_SLOTS - 1);
}

static void wheel_add(Clock *clock, Timer *timer, SimTime when)
{
    int level = level_of(clock, when);
    int slot = slot_at(when, level);
    list_append(clock, &clock->lists[level][slot], timer, when);
    clock->occupied[level] |= UINT64_C(1) << slot;
    clock->levels |= (uint16_t)(1u << level);
}

static void slot_is_empty(Clock *clock, int level, int slot)
{
    clock->occupied[level] &= ~(UINT64_C(1) << slot);
    if (!clock->occupied[level]) clock->levels &= (uint16_t) ~(1u << level);
}

// The first list of the lowest level that has any.
static void first_list(const Clock *clock, int *level, int *slot)
{
    *level = __builtin_ctz(clock->levels);
    *slot = __builtin_ctzll(clock->occupied[*level]);
}

// ---- What comes soon ----

// Gaps do not stand in front.
static inline void soon_trim(Clock *clock)
{
    while (clock->soon_from < clock->soon_to && !clock->soon[clock->soon_from].timer) {
        clock->soon_from++;
        clock->gaps--;
    }
    if (clock->soon_from == clock->soon_to) clock->soon_from = clock->soon_to = 0;
}

// Makes room for [count] more at the end.
static void soon_reserve(Clock *clock, size_t count)
{
    if (clock->soon_to + count <= clock->soon_capacity) return;
    size_t live = clock->soon_to - clock->soon_from;
    if (live + count > clock->soon_capacity / 2) {
        clock->soon_capacity = 2 * (live + count) + ADDED_MOST;
        clock->soon = memory_grow(clock->soon, clock->soon_capacity * sizeof(TimerEntry));
    }
    for (size_t i = 0; i < live; i++)
        shift(&clock->soon[i], &clock->soon[clock->soon_from + i]);
    clock->soon_from = 0;
    clock->soon_to = live;
}

// Behind all that are not later. Times mostly come in rising order, so the search begins
// at the end; a falling sequence goes to the front at once.
static void soon_add(Clock *clock, Timer *timer, SimTime when)
{
    if (clock->soon_from > 0 && when < clock->soon[clock->soon_from].when) {
        place(&clock->soon[--clock->soon_from], when, timer);
        return;
    }
    soon_reserve(clock, 1);
    clock->soon_added++;
    TimerEntry *entry = &clock->soon[clock->soon_to++];
    for (; entry > clock->soon + clock->soon_from && entry[-1].when > when; entry--)
        shift(entry, entry - 1);
    place(entry, when, timer);
}

// Too many came one by one: those that are not due are sorted by the wheel instead.
static void soon_into_wheel(Clock *clock)
{
    size_t left = clock->soon_from;
    while (left < clock->soon_to && clock->soon[left].when <= clock->now)
        left++;
    clock->soon_end = clock->now + 1;
    clock->soon_added = 0;
    for (size_t i = left; i < clock->soon_to; i++) {
        const TimerEntry *entry = &clock->soon[i];
        if (entry->timer)
            wheel_add(clock, entry->timer, entry->when);
        else
            clock->gaps--;
    }
    clock->soon_to = left;
}

// ---- The first timer of all that have left the wheel ----

static inline const TimerEntry *instant_first(const Clock *clock)
{
    return &clock->instant.first->entries[clock->instant_at];
}

// Of two that ring at the same time the one of the instant was set first: `soon` was empty
// when the instant came.
static inline bool instant_is_first(const Clock *clock)
{
    return clock->instant.first &&
           (clock->soon_from == clock->soon_to ||
            clock->soon[clock->soon_from].when >= instant_first(clock)->when);
}

// The first entry, or NULL if there is none outside the wheel.
static inline const TimerEntry *first_entry(const Clock *clock)
{
    if (instant_is_first(clock)) return instant_first(clock);
    return clock->soon_from < clock->soon_to ? &clock->soon[clock->soon_from] : NULL;
}

// Gaps do not stand in front here either.
static void instant_trim(Clock *clock)
{
    TimerList *list = &clock->instant;
    while (list->first) {
        const TimerBlock *block = list->first;
        if (clock->instant_at == block->count) {
            list_drop_first(clock, list);
            clock->instant_at = 0;
        } else if (block->entries[clock->instant_at].timer) {
            return;
        } else {
            clock->instant_at++;
            clock->gaps--;
        }
    }
}

const TimerEntry *clock_first_due(const Clock *clock)
{
    const TimerEntry *first = first_entry(clock);
    return first && first->when <= clock->now ? first : NULL;
}

// Timers of one instant come as a list, which has no second one to be looked at: rare
// enough to count as many.
Timer *clock_lone_due(const Clock *clock)
{
    if (clock->instant.first || clock->soon_from == clock->soon_to) return NULL;
    const TimerEntry *first = &clock->soon[clock->soon_from];
    bool is_last = clock->soon_from + 1 == clock->soon_to;
    if (first->when > clock->now || (!is_last && first[1].when <= clock->now)) return NULL;
    return first->timer;
}

const Timer *clock_ahead(const Clock *clock, size_t count)
{
    if (clock->instant.first) {
        const TimerBlock *block = clock->instant.first;
        size_t at = clock->instant_at + count;
        return at < block->count ? block->entries[at].timer : NULL;
    }
    size_t at = clock->soon_from + count;
    return at < clock->soon_to ? clock->soon[at].timer : NULL;
}

// ---- Packing ----

static void soon_pack(Clock *clock)
{
    size_t left = clock->soon_from;
    for (size_t i = clock->soon_from; i < clock->soon_to; i++)
        if (clock->soon[i].timer) shift(&clock->soon[left++], &clock->soon[i]);
    clock->soon_to = left;
}

// What is left of [list] goes to the end of [packed].
static void list_pack(Clock *clock, TimerList list, TimerList *packed)
{
    *packed = (TimerList){0};
    for (TimerBlock *block = list.first, *next; block; block = next) {
        next = block->next;
        for (size_t i = 0; i < block->count; i++) {
            const TimerEntry *entry = &block->entries[i];
            prefetch_timer(block, i);
            if (entry->timer) list_append(clock, packed, entry->timer, entry->when);
        }
        block_give(clock, block);
    }
}

static void pack(Clock *clock)
{
    soon_pack(clock);
    for (size_t i = 0; i < clock->instant_at; i++)
        clock->instant.first->entries[i].timer = NULL;
    list_pack(clock, clock->instant, &clock->instant);
    clock->instant_at = 0;
    for (int level = 0; level < CLOCK_LEVELS; level++) {
        for (uint64_t left = clock->occupied[level]; left; left &= left - 1) {
            int slot = __builtin_ctzll(left);
            TimerList *list = &clock->lists[level][slot];
            list_pack(clock, *list, list);
            if (!list->count) slot_is_empty(clock, level, slot);
        }
    }
    clock->gaps = 0;
}

// ---- Setting and cancelling ----

void clock_init(Clock *clock)
{
    *clock = (Clock){0};
}

static void blocks_free(TimerBlock *block)
{
    while (block) {
        TimerBlock *next = block->next;
        free(block);
        block = next;
    }
}

void clock_end(Clock *clock)
{
    for (int level = 0; level < CLOCK_LEVELS; level++)
        for (int slot = 0; slot < CLOCK_SLOTS; slot++)
            blocks_free(clock->lists[level][slot].first);
    blocks_free(clock->instant.first);
    blocks_free(clock->spare);
    free(clock->soon);
    *clock = (Clock){.now = clock->now};
}

size_t clock_bytes(const Clock *clock)
{
    return clock->blocks * sizeof(TimerBlock) + clock->soon_capacity * sizeof(TimerEntry);
}

void clock_set(Clock *clock, Timer *timer, SimTime when)
{
    DEBUG_ASSERT(!timer_is_set(timer), "a timer is set once at a time");
    if (when == SIMTIME_NEVER) return;
    clock->set++;
    if (when >= clock->soon_end && when > clock->now) {
        wheel_add(clock, timer, when);
    } else {
        soon_add(clock, timer, when);
        if (clock->soon_added > ADDED_MOST && when > clock->now) soon_into_wheel(clock);
    }
    if (clock->gaps > GAPS_LEAST && clock->gaps > clock->set) pack(clock);
}

void clock_cancel(Clock *clock, Timer *timer)
{
    if (!timer_is_set(timer)) return;
    timer->entry->timer = NULL;
    timer->entry = NULL;
    clock->set--;
    clock->gaps++;
    soon_trim(clock);
    instant_trim(clock);
}

Timer *clock_take_due(Clock *clock)
{
    const TimerEntry *first = clock_first_due(clock);
    if (!first) return NULL;
    Timer *timer = first->timer;
    timer->entry = NULL;
    clock->set--;
    if (instant_is_first(clock)) {
        clock->instant_at++;
        instant_trim(clock);
    } else {
        clock->soon_from++;
        soon_trim(clock);
    }
    return timer;
}

static SimTime earliest_of(const TimerList *list)
{
    SimTime earliest = SIMTIME_NEVER;
    for (const TimerBlock *block = list->first; block; block = block->next)
        for (size_t i = 0; i < block->count; i++)
            if (block->entries[i].timer && block->entries[i].when < earliest)
                earliest = block->entries[i].when;
    return earliest;
}

SimTime clock_next(const Clock *clock)
{
    if (first_entry(clock)) return first_entry(clock)->when;
    for (int level = 0; level < CLOCK_LEVELS; level++) {
        for (uint64_t left = clock->occupied[level]; left; left &= left - 1) {
            SimTime earliest = earliest_of(&clock->lists[level][__builtin_ctzll(left)]);
            if (earliest != SIMTIME_NEVER) return earliest; // else it has only gaps
        }
    }
    return SIMTIME_NEVER;
}

// ---- From the wheel to what comes soon ----

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

static void sort_run(TimerEntry *entries, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        TimerEntry entry = entries[i];
        size_t at = i;
        for (; at > 0 && entries[at - 1].when > entry.when; at--)
            entries[at] = entries[at - 1];
        entries[at] = entry;
    }
}

// Merges [left] entries with the [right] ones behind them.
static void merge(TimerEntry *entries, size_t left, size_t right)
{
    TimerEntry first[SORT_MOST];
    if (entries[left - 1].when <= entries[left].when) return;
    memcpy(first, entries, left * sizeof *first);
    const TimerEntry *one = first, *one_end = first + left;
    const TimerEntry *other = entries + left, *other_end = other + right;
    while (one < one_end)
        *entries++ = other < other_end && other->when < one->when ? *other++ : *one++;
}

// Up to SORT_MOST entries. Equal times keep their order.
static void sort_by_time(TimerEntry *entries, size_t count)
{
    for (size_t at = 0; at < count; at += SORT_RUN)
        sort_run(entries + at, count - at < SORT_RUN ? count - at : SORT_RUN);
    for (size_t run = SORT_RUN; run < count; run *= 2)
        for (size_t at = 0; at + run < count; at += 2 * run)
            merge(entries + at, run, count - at - run < run ? count - at - run : run);
}

// The whole list goes to the end of `soon`: nothing there is later.
static void list_into_soon(Clock *clock, TimerList *list)
{
    soon_reserve(clock, list->count);
    TimerEntry *first = clock->soon + clock->soon_to, *end = first;
    for (const TimerBlock *block = list->first; block; block = block->next) {
        for (size_t i = 0; i < block->count; i++) {
            prefetch(block->entries[i].timer);
            if (block->entries[i].timer) *end++ = block->entries[i];
        }
    }
    clock->gaps -= list->count - (size_t)(end - first);
    clock->soon_to = (size_t)(end - clock->soon);
    sort_by_time(first, (size_t)(end - first));
    for (TimerEntry *entry = first; entry < end; entry++)
        entry->timer->entry = entry;
    while (list->first)
        list_drop_first(clock, list);
}

// Divides a list among lower levels. As each keeps its order, and nobody could be set in
// those lower lists before, they stay first in first out.
static void cascade(Clock *clock, TimerList *list)
{
    for (TimerBlock *block; (block = list->first); list_drop_first(clock, list)) {
        for (size_t i = 0; i < block->count; i++) {
            const TimerEntry *entry = &block->entries[i];
            prefetch_timer(block, i);
            if (!entry->timer)
                clock->gaps--;
            else if (entry->when == clock->base)
                soon_add(clock, entry->timer, entry->when);
            else
                wheel_add(clock, entry->timer, entry->when);
        }
    }
}

// Adds the wheel's first list to `soon`, unless that begins behind [last]. False if there
// is nothing (more) to be had.
static bool fetch_soon(Clock *clock, SimTime last)
{
    while (clock->levels) {
        int level, slot;
        first_list(clock, &level, &slot);
        SimTime begin = list_begin(clock, level, slot);
        if (begin > last) return false;
        TimerList list = clock->lists[level][slot];
        clock->lists[level][slot] = (TimerList){0};
        slot_is_empty(clock, level, slot);
        clock->base = begin;
        clock->soon_added = 0;
        if (level == 0 && !first_entry(clock)) { // all of one instant
            clock->soon_end = begin + 1;
            clock->instant = list;
            clock->instant_at = 0;
            instant_trim(clock);
            if (clock->instant.first) return true;
            continue;
        }
        if (list.count <= SORT_MOST) {
            clock->soon_end = list_end(begin, level);
            list_into_soon(clock, &list);
        } else {
            clock->soon_end = begin + 1;
            cascade(clock, &list);
        }
        if (clock->soon_from < clock->soon_to) return true;
    }
    return false;
}

bool clock_advance(Clock *clock)
{
    if (clock_first_due(clock)) return false;
    if (!first_entry(clock) && !fetch_soon(clock, SIMTIME_NEVER)) return false;
    clock->now = first_entry(clock)->when;
    return true;
}

void clock_move(Clock *clock, SimTime when)
{
    ASSERT(when >= clock->now, "time does not run backwards");
    while (fetch_soon(clock, when)) {
    }
    clock->now = when;
}

void clock_each(Clock *clock, void (*visit)(void *owner, Timer *timer), void *owner)
{
    for (size_t i = clock->soon_from; i < clock->soon_to; i++)
        if (clock->soon[i].timer) visit(owner, clock->soon[i].timer);
    TimerList instant = clock->instant; // a visit must not trim it meanwhile
    clock->instant = (TimerList){0};
    size_t at = clock->instant_at;
    for (TimerBlock *block = instant.first; block; block = block->next, at = 0)
        for (; at < block->count; at++)
            if (block->entries[at].timer) visit(owner, block->entries[at].timer);
    clock->instant = instant;
    instant_trim(clock);
    for (int level = 0; level < CLOCK_LEVELS; level++) {
        for (uint64_t left = clock->occupied[level]; left; left &= left - 1) {
            const TimerList *list = &clock->lists[level][__builtin_ctzll(left)];
            for (TimerBlock *block = list->first; block; block = block->next)
                for (size_t i = 0; i < block->count; i++)
                    if (block->entries[i].timer) visit(owner, block->entries[i].timer);
        }
    }
}
