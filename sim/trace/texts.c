// texts.c -- blocks of bytes, a table of where each text lies, and a hash table. Texts
// never move, so another thread may read those that it was told of.

#include "trace/texts.h"

#include "base/arena.h"
#include "base/assert.h"
#include "trace/store.h"

#include <stdlib.h>
#include <string.h>

// Bytes are cut from blocks, each twice as large as the one before; a long text has one of
// its own.
enum { BLOCK_FIRST = 1 << 10, BLOCK_LARGEST = 1 << 16 };

typedef struct Entry {
    const char *bytes;
    uint32_t size;
    uint32_t hash;
} Entry;

struct TraceTexts {
    Arena *arena; // long texts, and blocks of short ones
    char *next;   // where the next short text goes
    size_t left;  // in its block
    size_t block; // the size of the next one
    size_t pool_size;
    Store entries;   // the text with number N is entry N; entry 0 is ""
    uint32_t *slots; // open addressing; 0 is free
    uint32_t slot_count, slots_used;
};

TraceTexts *texts_open(void)
{
    TraceTexts *texts = memory_new(sizeof *texts);
    *texts = (TraceTexts){
        .arena = arena_open(), .block = BLOCK_FIRST, .entries.size = sizeof(Entry)};
    texts_add(texts, "", 0);
    return texts;
}

void texts_close(TraceTexts *texts)
{
    arena_close(texts->arena);
    store_clear(&texts->entries);
    free(texts->slots);
    free(texts);
}

size_t texts_bytes(const TraceTexts *texts)
{
    return texts->pool_size + texts->entries.used * sizeof(Entry) +
           texts->slot_count * sizeof *texts->slots;
}

static const Entry *entry_at(const TraceTexts *texts, uint32_t text)
{
    return store_at(&texts->entries, text);
}

// Eight bytes a step: the same few names come here all the time.
static uint32_t hash_of(const char *bytes, size_t size)
{
    const uint64_t factor = 0x9e3779b97f4a7c15u;
    uint64_t hash = size * factor, word = 0;
    for (; size >= 8; size -= 8, bytes += 8) {
        memcpy(&word, bytes, 8);
        hash = (hash ^ word) * factor;
        hash ^= hash >> 32;
    }
    for (word = 0; size; size--)
        word = word << 8 | (unsigned char)bytes[size - 1];
    hash = (hash ^ word) * factor;
    return (uint32_t)(hash >> 32);
}

static char *pool_take(TraceTexts *texts, size_t size)
{
    if (size > BLOCK_FIRST / 2) return arena_alloc(texts->arena, size, 1);
    if (size > texts->left) {
        texts->next = arena_alloc(texts->arena, texts->block, 1);
        texts->left = texts->block;
        if (texts->block < BLOCK_LARGEST) texts->block *= 2;
    }
    char *bytes = texts->next;
    texts->next += size;
    texts->left -= size;
    return bytes;
}

uint32_t texts_add(TraceTexts *texts, const char *bytes, size_t size)
{
    // The highest bit of a text's number is used by ready lists.
    ASSERT(texts->entries.next < INT32_MAX && size < UINT32_MAX,
           "texts are counted in 31 bits");
    char *kept = pool_take(texts, size + 1);
    if (size) memcpy(kept, bytes, size);
    kept[size] = 0;
    texts->pool_size += size + 1;
    uint32_t text = store_take(&texts->entries, 1);
    Entry *entry = store_at(&texts->entries, text);
    *entry = (Entry){.bytes = kept, .size = (uint32_t)size};
    return text;
}

static void slots_place(TraceTexts *texts, uint32_t text)
{
    uint32_t mask = texts->slot_count - 1;
    uint32_t slot = entry_at(texts, text)->hash & mask;
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
        const Entry *entry = entry_at(texts, texts->slots[slot]);
        if (entry->hash == hash && entry->size == size &&
            memcmp(entry->bytes, bytes, size) == 0)
            return texts->slots[slot];
    }
    return 0;
}

uint32_t texts_look_up(const TraceTexts *texts, const char *bytes, size_t size)
{
    return texts->slot_count ? find(texts, bytes, size, hash_of(bytes, size)) : 0;
}

uint32_t texts_find(TraceTexts *texts, const char *bytes, size_t size)
{
    if (texts->slots_used * 2 >= texts->slot_count) slots_grow(texts);
    uint32_t hash = hash_of(bytes, size);
    uint32_t text = find(texts, bytes, size, hash);
    if (text) return text;

    text = texts_add(texts, bytes, size);
    ((Entry *)store_at(&texts->entries, text))->hash = hash;
    slots_place(texts, text);
    texts->slots_used++;
    return text;
}

const char *texts_bytes_of(const TraceTexts *texts, uint32_t text, size_t *size)
{
    const Entry *entry = entry_at(texts, text);
    if (size) *size = entry->size;
    return entry->bytes;
}
