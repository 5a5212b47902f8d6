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
    char *at, *end; // what is left of the newest one
    Chunk *newest;
    size_t size; // bytes taken from the system
} Chunks;

// The next chunk. For chunks_cut() alone.
void chunks_add(Chunks *chunks);

// The largest cell.
enum { CHUNK_CELL_MOST = 4096 };

// True if [size] bytes are left of the newest one.
static inline bool chunks_have(const Chunks *chunks, size_t size)
{
    return (size_t)(chunks->end - chunks->at) >= size;
}

// [size] bytes that are not zeroed, at a multiple of 16 if all sizes are. Never NULL: when
// the computer has no more memory the program ends with one line.
static inline void *chunks_cut(Chunks *chunks, size_t size)
{
    if (!chunks_have(chunks, size)) chunks_add(chunks);
    char *cell = chunks->at;
    chunks->at += size;
    return cell;
}

// Frees all that was cut.
void chunks_end(Chunks *chunks);

#endif
