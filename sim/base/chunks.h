// chunks.h -- memory for very many small things, given back all at once.
//
// Cells are cut one after the other from chunks of growing size, the later ones in the
// large pages of the system: a walk through things that were made together misses few
// pages. Nothing is freed alone; who cuts a cell keeps what is not used any more for the
// next one of its size.

#ifndef BASE_CHUNKS_H
#define BASE_CHUNKS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct Chunk Chunk;

// Zeroed: none yet.
typedef struct Chunks {
    char *at, *end; // what is open to be cut
    char *last;     // the end of the newest chunk, which opens piece by piece
    Chunk *newest;
    size_t size; // bytes of all that was opened
} Chunks;

// Opens more, so that a cell of [size] bytes can be cut. For chunks_cut() alone, and for who
// wants to know when [chunks->size] grows.
void chunks_open(Chunks *chunks, size_t size);

enum { CHUNK_CELL_MOST = 4096 }; // bytes of the largest cell

// True if [size] bytes are open.
static inline bool chunks_have(const Chunks *chunks, size_t size)
{
    return (size_t)(chunks->end - chunks->at) >= size;
}

// [size] bytes (at most CHUNK_CELL_MOST) that are not zeroed, at a multiple of 16 if all
// sizes are. Never NULL: when the computer has no more memory the program ends with one
// line. Nobody frees them alone.
static inline void *chunks_cut(Chunks *chunks, size_t size)
{
    if (!chunks_have(chunks, size)) chunks_open(chunks, size);
    char *cell = chunks->at;
    chunks->at += size;
    return cell;
}

// Frees all that was cut.
void chunks_end(Chunks *chunks);

// ---- Blocks of one size, which queues are made of and which are used again ----

typedef struct FreeBlock {
    struct FreeBlock *next;
} FreeBlock;

// Zeroed: none yet. All are freed by chunks_end() of its chunks.
typedef struct Blocks {
    Chunks chunks;
    FreeBlock *free;
} Blocks;

enum { BLOCK_BYTES = 1040 };

// BLOCK_BYTES that are not zeroed. Never NULL, as chunks_cut().
static inline void *blocks_take(Blocks *blocks)
{
    FreeBlock *block = blocks->free;
    if (!block) return chunks_cut(&blocks->chunks, BLOCK_BYTES);
    blocks->free = block->next;
    return block;
}

// Gives back what blocks_take() gave, to be taken again: the last one first.
static inline void blocks_give(Blocks *blocks, void *given)
{
    FreeBlock *block = given;
    block->next = blocks->free;
    blocks->free = block;
}

#endif
