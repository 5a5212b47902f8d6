// chunks.c -- chunks of growing size, up to a few large pages.
//
// A large chunk is opened piece by piece: the system gives a page when it is written, and a
// run with little memory allowed must not pay for all of it at once.

#include "base/chunks.h"

#include "base/arena.h"
#include "base/assert.h"

#include <stdlib.h>

enum {
    CHUNK_FIRST = 1 << 15,
    CHUNK_GROWTH = 8, // few small ones, as only large pages are large
    CHUNK_LARGEST = 4 * HUGE_PAGE,
    CHUNK_PIECE = 1 << 16,
};

struct Chunk {
    Chunk *previous;
    size_t size;
};

static_assert(sizeof(Chunk) + CHUNK_CELL_MOST <= CHUNK_FIRST, "a cell fits into a chunk");
static_assert((int)CHUNK_CELL_MOST <= (int)CHUNK_PIECE, "opening one piece is enough");
static_assert((int)BLOCK_BYTES <= (int)CHUNK_CELL_MOST, "blocks are cells");

static void add_chunk(Chunks *chunks)
{
    size_t size = chunks->newest ? chunks->newest->size * CHUNK_GROWTH : CHUNK_FIRST;
    if (size > CHUNK_LARGEST) size = CHUNK_LARGEST;
    Chunk *chunk = size < HUGE_PAGE ? memory_new(size) : memory_new_huge(size);
    *chunk = (Chunk){chunks->newest, size};
    chunks->newest = chunk;
    chunks->at = (char *)(chunk + 1);
    chunks->end = (char *)chunk;
    chunks->last = (char *)chunk + size;
}

void chunks_open(Chunks *chunks, size_t size)
{
    if ((size_t)(chunks->last - chunks->at) < size) add_chunk(chunks);
    size_t piece = (size_t)(chunks->last - chunks->end);
    if (piece > CHUNK_PIECE) piece = CHUNK_PIECE;
    chunks->end += piece;
    chunks->size += piece;
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
