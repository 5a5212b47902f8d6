// chunks.c -- chunks that double, up to a few large pages.

#include "base/chunks.h"

#include "base/arena.h"

#include <stdlib.h>

enum { CHUNK_FIRST = 1 << 15, CHUNK_LARGEST = 4 * HUGE_PAGE };

struct Chunk {
    Chunk *previous;
    size_t size;
};

void chunks_add(Chunks *chunks)
{
    size_t size = chunks->newest ? chunks->newest->size * 8 : CHUNK_FIRST;
    if (size > CHUNK_LARGEST) size = CHUNK_LARGEST;
    Chunk *chunk = size < HUGE_PAGE ? memory_new(size) : memory_new_huge(size);
    *chunk = (Chunk){chunks->newest, size};
    chunks->newest = chunk;
    chunks->at = (char *)(chunk + 1);
    chunks->end = (char *)chunk + size;
    chunks->size += size;
}

void chunks_end(Chunks *chunks)
{
    for (Chunk *chunk = chunks->newest; chunk;) {
        Chunk *previous = chunk->previous;
        free(chunk);
        chunk = previous;
    }
    *chunks = (Chunks){0};
}
