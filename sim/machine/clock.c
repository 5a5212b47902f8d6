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
    BLOCK_ENTRIES = 64,
    SORT_MOST = 1024,  // a list of so many is sorted rather than divided
    SORT_FEW = 64,     // of more than so many it must be a small part of all timers
    SORT_PART = 16,    // that part: what is set later would mostly come one by one
    SORT_RUN = 16,     // so many are sorted by insertion
    ADDED_MOST = 64,   // more than so many are not sorted in one by one, but divided
    AHEAD_LEAST = 256, // of fewer timers none is looked for ahead of its time
    GAPS_LEAST = 1024, // fewer gaps are not worth packing
};

struct TimerBlock {
    TimerBlock *next;
    TimerEntry entries[BLOCK_ENTRIES];
};
static_assert(sizeof(TimerBlock) <= BLOCK_BYTES, "lists are made of blocks");

static inline uint64_t due_of(SimTime when)
{
    return (uint64_t)when ^ UINT64_C(1) << 63;
}

static inline SimTime when_of(const Timer *timer)
{
    return (SimTime)due_of((SimTime)timer->due);
}

// True if the entry is a gap, which is forgotten with this.
static inline bool is_gap(Clock *clock, const TimerEntry *entry)
{
    return gaps_take(&clock->gaps, entry->timer, entry->when);
}

// ---- Lists ----

// A new last block.
static __attribute__((noinline)) TimerBlock *list_extend(Clock *clock, TimerList *list)
{
    TimerBlock *block = blocks_take(&clock->blocks);
    block->next = NULL;
    if (list->last)
        list->last->next = block;
    else
        list->first = block;
    list->last = block;
    return block;
}

static inline void list_append(Clock *clock, TimerList *list, TimerEntry entry)
{
    size_t at = list->count++ % BLOCK_ENTRIES;
    TimerBlock *block = at ? list->last : list_extend(clock, list);
    block->entries[at] = entry;
}

// How many of the [left] last entries of a list stand in the block where they begin.
static inline size_t block_count(size_t left)
{
    return left < BLOCK_ENTRIES ? left : BLOCK_ENTRIES;
}

static void list_drop_first(Clock *clock, TimerList *list)
{
    TimerBlock *block = list->first;
    list->first = block->next;
    if (!list->first) list->last = NULL;
    list->count -= block_count(list->count);
    blocks_give(&clock->blocks, block);
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

static inline void wheel_add(Clock *clock, TimerEntry entry)
{
    int level = level_of(clock, entry.when);
    int slot = slot_at(entry.when, level);
    TimerList *list = &clock->lists[level][slot];
    if (!list->first) {
        clock->occupied[level] |= UINT64_C(1) << slot;
        clock->levels |= (uint16_t)(1u << level);
    }
    list_append(clock, list, entry);
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
    while (clock->soon_from < clock->soon_to &&
           is_gap(clock, &clock->soon[clock->soon_from]))
        clock->soon_from++;
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
    memmove(clock->soon, clock->soon + clock->soon_from, live * sizeof(TimerEntry));
    clock->soon_from = 0;
    clock->soon_to = live;
}

// Behind all that are not later. Times mostly come in rising order, so the search begins
// at the end; a falling sequence goes to the front at once.
static void soon_add(Clock *clock, TimerEntry added)
{
    if (clock->soon_from > 0 && added.when < clock->soon[clock->soon_from].when) {
        clock->soon[--clock->soon_from] = added;
        return;
    }
    soon_reserve(clock, 1);
    clock->soon_added++;
    TimerEntry *entry = &clock->soon[clock->soon_to++];
    for (; entry > clock->soon + clock->soon_from && entry[-1].when > added.when; entry--)
        *entry = entry[-1];
    *entry = added;
}

// Too many came one by one: those that are not due are sorted by the wheel instead.
static void soon_into_wheel(Clock *clock)
{
    size_t left = clock->soon_from;
    while (left < clock->soon_to && clock->soon[left].when <= clock->now)
        left++;
    clock->soon_end = clock->now + 1;
    clock->soon_added = 0;
    for (size_t i = left; i < clock->soon_to; i++)
        if (!is_gap(clock, &clock->soon[i])) wheel_add(clock, clock->soon[i]);
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
        if (clock->instant_at == block_count(list->count)) {
            list_drop_first(clock, list);
            clock->instant_at = 0;
        } else if (is_gap(clock, &list->first->entries[clock->instant_at])) {
            clock->instant_at++;
        } else {
            return;
        }
    }
}

const TimerEntry *clock_first_due(const Clock *clock)
{
    const TimerEntry *first = first_entry(clock);
    return first && first->when <= clock->now ? first : NULL;
}

// ---- Packing ----

static void soon_pack(Clock *clock)
{
    size_t left = clock->soon_from;
    for (size_t i = clock->soon_from; i < clock->soon_to; i++)
        if (!is_gap(clock, &clock->soon[i])) clock->soon[left++] = clock->soon[i];
    clock->soon_to = left;
}

// What is left of [list] from entry [at] on takes its place.
static void list_pack(Clock *clock, TimerList *list, size_t at)
{
    TimerList old = *list;
    *list = (TimerList){0};
    for (; old.first; list_drop_first(clock, &old), at = 0)
        for (size_t count = block_count(old.count); at < count; at++)
            if (!is_gap(clock, &old.first->entries[at]))
                list_append(clock, list, old.first->entries[at]);
}

static void pack(Clock *clock)
{
    soon_pack(clock);
    list_pack(clock, &clock->instant, clock->instant_at);
    clock->instant_at = 0;
    for (int level = 0; level < CLOCK_LEVELS; level++) {
        for (uint64_t left = clock->occupied[level]; left; left &= left - 1) {
            int slot = __builtin_ctzll(left);
            TimerList *list = &clock->lists[level][slot];
            list_pack(clock, list, 0);
            if (!list->count) slot_is_empty(clock, level, slot);
        }
    }
    DEBUG_ASSERT(!clock->gaps.count, "every gap is in some list");
    gaps_end(&clock->gaps);
}

// ---- Setting and cancelling ----

void clock_init(Clock *clock)
{
    *clock = (Clock){0};
}

void clock_end(Clock *clock)
{
    chunks_end(&clock->blocks.chunks);
    free(clock->soon);
    gaps_end(&clock->gaps);
    *clock = (Clock){.now = clock->now};
}

size_t clock_bytes(const Clock *clock)
{
    return clock->blocks.chunks.size + clock->soon_capacity * sizeof(TimerEntry) +
           clock->gaps.capacity * sizeof(Gap);
}

// Any timer, wherever it goes. Not inlined, so that the usual case calls nothing.
static __attribute__((noinline)) void set_anywhere(Clock *clock, Timer *timer,
                                                   SimTime when)
{
    TimerEntry entry = {when, timer};
    timer->due = due_of(when);
    clock->set++;
    if (when >= clock->soon_end && when > clock->now) {
        wheel_add(clock, entry);
    } else {
        soon_add(clock, entry);
        if (clock->soon_added > ADDED_MOST && when > clock->now) soon_into_wheel(clock);
    }
    if (clock->gaps.count > GAPS_LEAST && clock->gaps.count > clock->set) pack(clock);
}

void clock_set(Clock *clock, Timer *timer, SimTime when)
{
    DEBUG_ASSERT(!timer_is_set(timer), "a timer is set once at a time");
    if (when == SIMTIME_NEVER) return;
    if (when < clock->soon_end || when <= clock->now || clock->gaps.count > GAPS_LEAST) {
        set_anywhere(clock, timer, when);
        return;
    }
    // Mostly: behind others in a block of the wheel that has room.
    int level = level_of(clock, when);
    TimerList *list = &clock->lists[level][slot_at(when, level)];
    size_t at = list->count % BLOCK_ENTRIES;
    if (!at) {
        set_anywhere(clock, timer, when);
        return;
    }
    TimerEntry *entry = &list->last->entries[at];
    *entry = (TimerEntry){when, timer};
    prefetch(entry + 4); // a line further: somebody will write there
    list->count++;
    timer->due = due_of(when);
    clock->set++;
}

void clock_cancel(Clock *clock, Timer *timer)
{
    if (!timer_is_set(timer)) return;
    gaps_add(&clock->gaps, timer, when_of(timer));
    timer->due = 0;
    clock->set--;
    soon_trim(clock);
    instant_trim(clock);
}

Timer *clock_take_due(Clock *clock)
{
    const TimerEntry *first = clock_first_due(clock);
    if (!first) return NULL;
    Timer *timer = first->timer;
    timer->due = 0;
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
    size_t left = list->count;
    for (const TimerBlock *block = list->first; block; block = block->next)
        for (size_t i = block_count(left); i-- > 0; left--)
            if (block->entries[i].when < earliest) earliest = block->entries[i].when;
    return earliest;
}

SimTime clock_next(Clock *clock)
{
    if (first_entry(clock)) return first_entry(clock)->when;
    while (clock->levels) {
        int level, slot;
        first_list(clock, &level, &slot);
        TimerList *list = &clock->lists[level][slot];
        if (clock->gaps.count) list_pack(clock, list, 0);
        if (list->count) return earliest_of(list);
        slot_is_empty(clock, level, slot);
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

// How many of a list fall to each of [1 << bits] equal parts of its time, and the first
// of which place each part is then given. The most that one part has.
static unsigned count_parts(const TimerList *list, int shift, size_t parts,
                            uint16_t *places)
{
    memset(places, 0, parts * sizeof *places);
    size_t left = list->count;
    for (const TimerBlock *block = list->first; block; block = block->next)
        for (size_t i = block_count(left); i-- > 0; left--)
            places[((uint64_t)block->entries[i].when >> shift) & (parts - 1)]++;
    unsigned most = 0, at = 0;
    for (size_t i = 0; i < parts; i++) {
        unsigned count = places[i];
        if (count > most) most = count;
        places[i] = (uint16_t)at;
        at += count;
    }
    return most;
}

// The entries of a list of [1 << bits] nanoseconds by time: each goes near its place at
// once, so that sorting them is little more than a look at each.
static void list_sort(const TimerList *list, int bits, TimerEntry *to)
{
    uint16_t places[SORT_MOST];
    int part_bits = list->count > 1 ? 64 - __builtin_clzll(list->count - 1) : 0;
    if (part_bits > bits) part_bits = bits;
    int shift = bits - part_bits;
    size_t parts = (size_t)1 << part_bits;
    unsigned most = count_parts(list, shift, parts, places);
    size_t left = list->count;
    for (const TimerBlock *block = list->first; block; block = block->next) {
        size_t count = block_count(left);
        for (size_t i = 0; i < count; i++)
            to[places[((uint64_t)block->entries[i].when >> shift) & (parts - 1)]++] =
                block->entries[i];
        left -= count;
    }
    if (most <= SORT_RUN)
        sort_run(to, list->count);
    else
        sort_by_time(to, list->count);
}

// The whole list of some level goes to the end of `soon`: nothing there is later.
static void list_into_soon(Clock *clock, TimerList *list, int level)
{
    if (clock->gaps.count) list_pack(clock, list, 0);
    if (!list->count) return;
    soon_reserve(clock, list->count);
    list_sort(list, level * CLOCK_BITS, clock->soon + clock->soon_to);
    clock->soon_to += list->count;
    while (list->first)
        list_drop_first(clock, list);
}

// Divides a list among lower levels; those of its first instant have left the wheel. As each
// keeps its order, and nobody could be set in those lower lists before, they stay first in
// first out.
static void cascade(Clock *clock, TimerList *list)
{
    bool is_next = !first_entry(clock);
    if (is_next) clock->instant_at = 0;
    for (; list->first; list_drop_first(clock, list)) {
        size_t count = block_count(list->count);
        prefetch_all(list->first->next, sizeof *list->first);
        for (size_t i = 0; i < count; i++) {
            TimerEntry entry = list->first->entries[i];
            if (is_gap(clock, &entry)) continue;
            if (entry.when > clock->base)
                wheel_add(clock, entry);
            else if (is_next)
                list_append(clock, &clock->instant, entry);
            else
                soon_add(clock, entry);
        }
    }
}

static bool is_sorted_at_once(const Clock *clock, size_t count)
{
    return count <= SORT_FEW || (count <= SORT_MOST && count <= clock->set / SORT_PART);
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
        if (is_sorted_at_once(clock, list.count)) {
            clock->soon_end = list_end(begin, level);
            list_into_soon(clock, &list, level);
        } else {
            clock->soon_end = begin + 1;
            cascade(clock, &list);
        }
        if (clock->instant.first || clock->soon_from < clock->soon_to) return true;
    }
    return false;
}

void clock_look_ahead(Clock *clock)
{
    if (!first_entry(clock)) fetch_soon(clock, SIMTIME_NEVER);
    if (clock->soon_to - clock->soon_from < CLOCK_AHEAD && clock->set > AHEAD_LEAST)
        fetch_soon(clock, SIMTIME_NEVER);
}

bool clock_advance(Clock *clock)
{
    clock_look_ahead(clock);
    const TimerEntry *first = first_entry(clock);
    if (!first || first->when <= clock->now) return false;
    clock->now = first->when;
    return true;
}

void clock_move(Clock *clock, SimTime when)
{
    ASSERT(when >= clock->now, "time does not run backwards");
    while (fetch_soon(clock, when)) {
    }
    clock->now = when;
}

static void list_visit(const TimerList *list, size_t at,
                       void (*visit)(void *owner, Timer *timer), void *owner)
{
    size_t left = list->count;
    for (const TimerBlock *block = list->first; block; block = block->next, at = 0) {
        size_t count = block_count(left);
        for (; at < count; at++)
            visit(owner, block->entries[at].timer);
        left -= count;
    }
}

void clock_each(Clock *clock, void (*visit)(void *owner, Timer *timer), void *owner)
{
    if (clock->gaps.count) pack(clock);
    // What a visit cancels must not be trimmed meanwhile.
    size_t from = clock->soon_from, to = clock->soon_to, at = clock->instant_at;
    TimerList instant = clock->instant;
    clock->soon_to = clock->soon_from;
    clock->instant = (TimerList){0};
    for (size_t i = from; i < to; i++)
        visit(owner, clock->soon[i].timer);
    list_visit(&instant, at, visit, owner);
    for (int level = 0; level < CLOCK_LEVELS; level++) {
        for (uint64_t left = clock->occupied[level]; left; left &= left - 1)
            list_visit(&clock->lists[level][__builtin_ctzll(left)], 0, visit, owner);
    }
    clock->soon_from = from;
    clock->soon_to = to;
    clock->instant = instant;
    soon_trim(clock);
    instant_trim(clock);
}
