// arena.c -- blocks of growing size, filled from front to back.

#include "base/arena.h"

#include "base/assert.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

typedef struct Block Block;
struct Block {
    Block *previous;
    size_t size; // of the bytes that follow
};

struct Arena {
    Block *newest;
    char *free;  // the next byte to give out
    char *end;   // the first byte behind the newest block
    size_t size; // bytes taken from the system
};

enum { BLOCK_SMALLEST = 4096, BLOCK_LARGEST = 1 << 20 };

static _Noreturn void out_of_memory(size_t size)
{
    // Nobody knows here which language is spoken.
    fprintf(stderr,
            "coroscope: the computer has no more memory (%zu bytes asked for)\n"
            "coroscope: 컴퓨터에 남은 메모리가 없습니다\n",
            size);
    exit(5);
}

void *memory_new(size_t size)
{
    void *memory = malloc(size ? size : 1);
    if (!memory) out_of_memory(size);
    return memory;
}

// Asks the system for large pages where [memory] spans whole ones. It may refuse.
static void want_huge_pages(void *memory, size_t size)
{
    uintptr_t begin = ((uintptr_t)memory + HUGE_PAGE - 1) & ~(uintptr_t)(HUGE_PAGE - 1);
    uintptr_t end = ((uintptr_t)memory + size) & ~(uintptr_t)(HUGE_PAGE - 1);
    if (begin < end) (void)madvise((void *)begin, end - begin, MADV_HUGEPAGE);
}

void *memory_grow(void *memory, size_t size)
{
    void *grown = realloc(memory, size ? size : 1);
    if (!grown) out_of_memory(size);
    if (size >= 2 * HUGE_PAGE) want_huge_pages(grown, size);
    return grown;
}

void *memory_grow_zeroed(void *memory, size_t old_size, size_t size)
{
    char *grown = memory_grow(memory, size);
    memset(grown + old_size, 0, size - old_size);
    return grown;
}

void *memory_new_huge(size_t size)
{
    void *memory = aligned_alloc(HUGE_PAGE, size);
    if (!memory) out_of_memory(size);
    want_huge_pages(memory, size);
    return memory;
}

Arena *arena_open(void)
{
    Arena *arena = memory_new(sizeof *arena);
    *arena = (Arena){.size = sizeof *arena};
    return arena;
}

void arena_close(Arena *arena)
{
    if (!arena) return;
    for (Block *block = arena->newest; block;) {
        Block *previous = block->previous;
        free(block);
        block = previous;
    }
    free(arena);
}

// Blocks double, so a large scenario costs few of them and a small one little memory.
static void add_block(Arena *arena, size_t at_least)
{
    size_t size = arena->newest ? arena->newest->size * 2 : BLOCK_SMALLEST;
    if (size > BLOCK_LARGEST) size = BLOCK_LARGEST;
    if (size < at_least) size = at_least;

    Block *block = memory_new(sizeof(Block) + size);
    block->previous = arena->newest;
    block->size = size;
    arena->newest = block;
    arena->free = (char *)(block + 1);
    arena->end = arena->free + size;
    arena->size += sizeof(Block) + size;
}

static char *aligned(char *address, size_t align)
{
    return (char *)(((uintptr_t)address + align - 1) & ~(uintptr_t)(align - 1));
}

void *arena_alloc(Arena *arena, size_t size, size_t align)
{
    ASSERT(align && !(align & (align - 1)), "an alignment is a power of two");
    char *start = aligned(arena->free, align);
    if (!arena->newest || start > arena->end || (size_t)(arena->end - start) < size) {
        add_block(arena, size + align);
        start = aligned(arena->free, align);
    }
    arena->free = start + size;
    return memset(start, 0, size);
}

char *arena_copy(Arena *arena, const char *bytes, size_t size)
{
    char *copy = arena_alloc(arena, size + 1, 1);
    if (size) memcpy(copy, bytes, size);
    return copy;
}

char *arena_format(Arena *arena, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int size = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);

    ASSERT(size >= 0, "our own formats are well formed");
    char *text = arena_alloc(arena, (size_t)size + 1, 1);
    vsnprintf(text, (size_t)size + 1, format, again);
    va_end(again);
    return text;
}

size_t arena_size(const Arena *arena)
{
    return arena->size;
}
