// name_table.c -- open addressing, never more than half full.

#include "source/name_table.h"

#include <string.h>

struct NameTable {
    Arena *arena;
    AstText *names; // bytes NULL where it is free
    uint32_t count, capacity;
};

NameTable *name_table_new(Arena *arena)
{
    NameTable *table = ARENA_NEW(arena, NameTable);
    table->arena = arena;
    table->capacity = 64;
    table->names = ARENA_ARRAY(arena, AstText, table->capacity);
    return table;
}

static uint32_t hash_bytes(const char *bytes, uint32_t size)
{
    uint32_t hash = 2166136261u;
    for (uint32_t i = 0; i < size; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 16777619u;
    return hash;
}

static AstText *slot_of(AstText *names, uint32_t capacity, const char *bytes,
                        uint32_t size)
{
    uint32_t at = hash_bytes(bytes, size) & (capacity - 1);
    while (names[at].bytes &&
           (names[at].size != size || memcmp(names[at].bytes, bytes, size) != 0))
        at = (at + 1) & (capacity - 1);
    return &names[at];
}

static void grow(NameTable *table)
{
    uint32_t capacity = table->capacity * 2;
    AstText *names = ARENA_ARRAY(table->arena, AstText, capacity);
    for (uint32_t i = 0; i < table->capacity; i++)
        if (table->names[i].bytes)
            *slot_of(names, capacity, table->names[i].bytes, table->names[i].size) =
                table->names[i];
    table->names = names;
    table->capacity = capacity;
}

AstText name_table_intern(NameTable *table, const char *bytes, uint32_t size)
{
    if (table->count * 2 >= table->capacity) grow(table);
    AstText *slot = slot_of(table->names, table->capacity, bytes, size);
    if (!slot->bytes) {
        *slot = (AstText){arena_copy(table->arena, bytes, size), size};
        table->count++;
    }
    return *slot;
}
