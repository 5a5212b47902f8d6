// texts.c -- one pool of bytes, a table of where each text lies, and a hash table.

#include "trace/texts.h"

#include "base/arena.h"
#include "base/assert.h"

#include <stdlib.h>
#include <string.h>

typedef struct Entry {
    uint64_t offset; // in the pool
    uint32_t size;
    uint32_t hash;
} Entry;

struct TraceTexts {
    char *pool;
    size_t pool_size, pool_capacity;
    Entry *entries; // the text with number N is entries[N]; entry 0 is ""
    uint32_t count, capacity;
    uint32_t *slots; // open addressing; 0 is free
    uint32_t slot_count, slots_used;
};

TraceTexts *texts_open(void)
{
    TraceTexts *texts = memory_new(sizeof *texts);
    *texts = (TraceTexts){0};
    texts_add(texts, "", 0);
    return texts;
}

void texts_close(TraceTexts *texts)
{
    free(texts->pool);
    free(texts->entries);
    free(texts->slots);
    free(texts);
}

size_t texts_bytes(const TraceTexts *texts)
{
    return texts->pool_size + texts->count * sizeof(Entry) +
           texts->slot_count * sizeof *texts->slots;
}

// FNV-1a: short names are what comes here.
static uint32_t hash_of(const char *bytes, size_t size)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 16777619u;
    return hash;
}

static uint64_t pool_add(TraceTexts *texts, const char *bytes, size_t size)
{
    size_t needed = texts->pool_size + size + 1;
    if (needed > texts->pool_capacity) {
        size_t capacity = texts->pool_capacity ? texts->pool_capacity * 2 : 4096;
        if (capacity < needed) capacity = needed;
        texts->pool = memory_grow(texts->pool, capacity);
        texts->pool_capacity = capacity;
    }
    uint64_t offset = texts->pool_size;
    if (size) memcpy(texts->pool + offset, bytes, size);
    texts->pool[offset + size] = 0;
    texts->pool_size = needed;
    return offset;
}

uint32_t texts_add(TraceTexts *texts, const char *bytes, size_t size)
{
    // The highest bit of a text's number is used by ready lists.
    ASSERT(texts->count < INT32_MAX && size <= UINT32_MAX,
           "texts are counted in 31 bits");
    if (texts->count == texts->capacity) {
        texts->capacity = texts->capacity ? texts->capacity * 2 : 64;
        texts->entries =
            memory_grow(texts->entries, texts->capacity * sizeof *texts->entries);
    }
    uint64_t offset = pool_add(texts, bytes, size);
    texts->entries[texts->count] = (Entry){.offset = offset, .size = (uint32_t)size};
    return texts->count++;
}

static void slots_place(TraceTexts *texts, uint32_t text)
{
    uint32_t mask = texts->slot_count - 1;
    uint32_t slot = texts->entries[text].hash & mask;
    while (texts->slots[slot])
        slot = (slot + 1) & mask;
    texts->slots[slot] = text;
}

static void slots_grow(TraceTexts *texts)
{
    uint32_t *old = texts->slots, old_count = texts->slot_count;
    texts->slot_count = old_count ? old_count * 2 : 64;
    texts->slots = memory_new(texts->slot_count * sizeof *texts->slots);
    memset(texts->slots, 0, texts->slot_count * sizeof *texts->slots);
    for (uint32_t i = 0; i < old_count; i++)
        if (old[i]) slots_place(texts, old[i]);
    free(old);
}

static uint32_t find(const TraceTexts *texts, const char *bytes, size_t size,
                     uint32_t hash)
{
    uint32_t mask = texts->slot_count - 1;
    for (uint32_t slot = hash & mask; texts->slots[slot]; slot = (slot + 1) & mask) {
        const Entry *entry = &texts->entries[texts->slots[slot]];
        if (entry->hash == hash && entry->size == size &&
            memcmp(texts->pool + entry->offset, bytes, size) == 0)
            return texts->slots[slot];
    }
    return 0;
}

uint32_t texts_find(TraceTexts *texts, const char *bytes, size_t size)
{
    if (texts->slots_used * 2 >= texts->slot_count) slots_grow(texts);
    uint32_t hash = hash_of(bytes, size);
    uint32_t text = find(texts, bytes, size, hash);
    if (text) return text;

    text = texts_add(texts, bytes, size);
    texts->entries[text].hash = hash;
    slots_place(texts, text);
    texts->slots_used++;
    return text;
}

const char *texts_bytes_of(const TraceTexts *texts, uint32_t text, size_t *size)
{
    const Entry *entry = &texts->entries[text];
    if (size) *size = entry->size;
    return texts->pool + entry->offset;
}
