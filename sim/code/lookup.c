// lookup.c -- open addressing with linear probing, at most half full.

#include "code/lookup.h"

#include "base/arena.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { SMALLEST = 16 };

// FNV-1a, with the tag as the first byte.
static uint32_t hash_of(uint32_t tag, const char *bytes, uint32_t size)
{
    uint32_t hash = (2166136261u ^ tag) * 16777619u;
    for (uint32_t i = 0; i < size; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 16777619u;
    return hash ^ hash >> 15;
}

static bool is_key(const LookupEntry *entry, uint32_t tag, const char *bytes,
                   uint32_t size)
{
    return entry->tag == tag && entry->size == size &&
           (entry->bytes == bytes || !memcmp(entry->bytes, bytes, size));
}

// The entry that holds the key, or the empty one where it would go.
static LookupEntry *entry_of(const Lookup *lookup, uint32_t tag, const char *bytes,
                             uint32_t size)
{
    uint32_t mask = lookup->capacity - 1;
    uint32_t at = hash_of(tag, bytes, size) & mask;
    while (lookup->entries[at].value >= 0 &&
           !is_key(&lookup->entries[at], tag, bytes, size))
        at = (at + 1) & mask;
    return &lookup->entries[at];
}

static void grow(Lookup *lookup)
{
    Lookup grown = {.capacity = lookup->capacity ? lookup->capacity * 2 : SMALLEST,
                    .count = lookup->count};
    grown.entries = memory_new(sizeof *grown.entries * grown.capacity);
    for (uint32_t i = 0; i < grown.capacity; i++)
        grown.entries[i] = (LookupEntry){.value = -1};
    for (uint32_t i = 0; i < lookup->capacity; i++) {
        const LookupEntry *old = &lookup->entries[i];
        if (old->value >= 0) *entry_of(&grown, old->tag, old->bytes, old->size) = *old;
    }
    free(lookup->entries);
    *lookup = grown;
}

int lookup_find(const Lookup *lookup, uint32_t tag, const char *bytes, uint32_t size)
{
    return lookup->capacity ? entry_of(lookup, tag, bytes, size)->value : -1;
}

void lookup_add(Lookup *lookup, uint32_t tag, const char *bytes, uint32_t size, int value)
{
    if (lookup->count * 2 >= lookup->capacity) grow(lookup);
    *entry_of(lookup, tag, bytes, size) =
        (LookupEntry){.bytes = bytes, .size = size, .tag = tag, .value = value};
    lookup->count++;
}

void lookup_free(Lookup *lookup)
{
    free(lookup->entries);
    *lookup = (Lookup){0};
}
