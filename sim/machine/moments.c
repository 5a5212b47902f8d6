// moments.c -- a binary heap whose entries know where they are.

#include "machine/moments.h"

#include "base/arena.h"

#include <stdlib.h>

void moments_end(Moments *moments)
{
    free(moments->entries);
    *moments = (Moments){0};
}

static bool is_before(const MomentEntry *a, const MomentEntry *b)
{
    return a->when != b->when ? a->when < b->when : a->id < b->id;
}

static void put(Moments *moments, uint32_t at, MomentEntry entry)
{
    moments->entries[at] = entry;
    entry.moment->place = at + 1;
}

// Puts [entry] where there is a hole at [at], or above it.
static void rise(Moments *moments, uint32_t at, MomentEntry entry)
{
    while (at > 0) {
        uint32_t parent = (at - 1) / 2;
        if (!is_before(&entry, &moments->entries[parent])) break;
        put(moments, at, moments->entries[parent]);
        at = parent;
    }
    put(moments, at, entry);
}

// The same, or below it.
static void sink(Moments *moments, uint32_t at, MomentEntry entry)
{
    for (uint32_t child; (child = 2 * at + 1) < moments->count; at = child) {
        const MomentEntry *pair = &moments->entries[child];
        if (child + 1 < moments->count && is_before(&pair[1], &pair[0])) child++;
        if (!is_before(&moments->entries[child], &entry)) break;
        put(moments, at, moments->entries[child]);
    }
    put(moments, at, entry);
}

static void settle(Moments *moments, uint32_t at, MomentEntry entry)
{
    if (at > 0 && is_before(&entry, &moments->entries[(at - 1) / 2]))
        rise(moments, at, entry);
    else
        sink(moments, at, entry);
}

void moments_set(Moments *moments, Moment *moment, SimTime when, uint32_t id)
{
    MomentEntry entry = {when, moment, id};
    if (moment_is_set(moment)) {
        settle(moments, moment->place - 1, entry);
        return;
    }
    if (moments->count == moments->capacity) {
        moments->capacity = moments->capacity ? moments->capacity * 2 : 16;
        moments->entries =
            memory_grow(moments->entries, moments->capacity * sizeof *moments->entries);
    }
    rise(moments, moments->count++, entry);
}

void moments_cancel(Moments *moments, Moment *moment)
{
    if (!moment_is_set(moment)) return;
    uint32_t at = moment->place - 1;
    moment->place = 0;
    MomentEntry last = moments->entries[--moments->count];
    if (last.moment != moment) settle(moments, at, last);
}

Moment *moments_take(Moments *moments, SimTime now)
{
    if (!moments->count || moments->entries[0].when > now) return NULL;
    Moment *first = moments->entries[0].moment;
    moments_cancel(moments, first);
    return first;
}
