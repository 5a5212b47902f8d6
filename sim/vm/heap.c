// heap.c -- size classes cut from chunks, and a list of all buffers.
//
// Memory is counted when it is taken from the system, so the common path of an
// allocation is to take the first cell of a list.

#include "vm/heap.h"

#include "base/arena.h"
#include "base/assert.h"
#include "base/chunks.h"
#include "machine/clock.h"
#include "vm/vm.h"

#include <stdlib.h>
#include <string.h>

enum {
    CELL = 16,           // size classes are multiples of it
    CELL_LARGEST = 1024, // larger objects are buffers
    CLASSES = CELL_LARGEST / CELL + 1,
};

static_assert((int)CELL_LARGEST <= (int)CHUNK_CELL_MOST, "cells are cut from chunks");

typedef struct Cell_ FreeCell;
struct Cell_ {
    FreeCell *next;
};

// What stands before every buffer, so that all can be found at the end.
typedef struct Buffer Buffer;
struct Buffer {
    Buffer *previous, *next;
};

struct Heap {
    FreeCell *free[CLASSES];
    Chunks chunks;
    Buffer buffers; // a ring through all of them
    size_t used;    // bytes taken from the system
    size_t limit;
};

Heap *heap_open(size_t limit)
{
    Heap *heap = memory_new(sizeof *heap);
    *heap = (Heap){.limit = limit};
    heap->buffers.previous = heap->buffers.next = &heap->buffers;
    return heap;
}

void heap_close(Heap *heap)
{
    for (Buffer *buffer = heap->buffers.next; buffer != &heap->buffers;) {
        Buffer *next = buffer->next;
        free(buffer);
        buffer = next;
    }
    chunks_end(&heap->chunks);
    free(heap);
}

size_t heap_used(const Vm *vm)
{
    size_t timers = vm->clock ? clock_bytes(vm->clock) : 0;
    return vm->heap->used + trace_bytes(vm->trace) + timers;
}

bool heap_allows(Vm *vm, size_t bytes)
{
    size_t used = heap_used(vm);
    if (used <= vm->heap->limit && bytes <= vm->heap->limit - used) return true;
    return vm_halt(vm, HALT_LIMIT, "memory_mb");
}

// -- Buffers -----------------------------------------------------------------------

static void buffer_link(Heap *heap, Buffer *buffer)
{
    buffer->previous = heap->buffers.previous;
    buffer->next = &heap->buffers;
    buffer->previous->next = buffer;
    heap->buffers.previous = buffer;
}

static void buffer_unlink(Buffer *buffer)
{
    buffer->previous->next = buffer->next;
    buffer->next->previous = buffer->previous;
}

void *heap_buffer_resize(Vm *vm, void *buffer, size_t old_size, size_t new_size)
{
    Heap *heap = vm->heap;
    if (new_size > old_size && !heap_allows(vm, new_size - old_size)) return NULL;
    Buffer *header = buffer ? (Buffer *)buffer - 1 : NULL;
    if (header) buffer_unlink(header);
    header = memory_grow(header, sizeof(Buffer) + new_size);
    buffer_link(heap, header);
    heap->used += new_size - old_size;
    vm_spend_bytes(vm, new_size);
    return header + 1;
}

void heap_buffer_free(Vm *vm, void *buffer, size_t size)
{
    if (!buffer) return;
    Buffer *header = (Buffer *)buffer - 1;
    buffer_unlink(header);
    free(header);
    vm->heap->used -= size;
}

// An object too large for a size class, or any object in a sanitizer build.
static void *large_new(Vm *vm, size_t size)
{
    Heap *heap = vm->heap;
    heap->used += size;
    if (heap->used > heap->limit) vm_halt(vm, HALT_LIMIT, "memory_mb");
    if (size > CELL_LARGEST) vm_spend_bytes(vm, size);
    Buffer *header = memory_new(sizeof(Buffer) + size);
    buffer_link(heap, header);
    return header + 1;
}

// -- Cells -------------------------------------------------------------------------

#ifdef COROSCOPE_SANITIZE

void *heap_new(Vm *vm, size_t size)
{
    return large_new(vm, size);
}

void heap_free(Vm *vm, void *memory, size_t size)
{
    heap_buffer_free(vm, memory, size);
}

#else

static __attribute__((noinline)) void open_more(Vm *vm, size_t size)
{
    Heap *heap = vm->heap;
    size_t before = heap->chunks.size;
    chunks_open(&heap->chunks, size);
    heap->used += heap->chunks.size - before;
    if (heap_used(vm) > heap->limit) vm_halt(vm, HALT_LIMIT, "memory_mb");
}

void *heap_new(Vm *vm, size_t size)
{
    if (size > CELL_LARGEST) return large_new(vm, size);
    size_t class = (size + CELL - 1) / CELL;
    Heap *heap = vm->heap;
    FreeCell *cell = heap->free[class];
    if (cell) {
        heap->free[class] = cell->next;
        return cell;
    }
    if (!chunks_have(&heap->chunks, class * CELL)) open_more(vm, class * CELL);
    return chunks_cut(&heap->chunks, class * CELL);
}

void heap_free(Vm *vm, void *memory, size_t size)
{
    if (size > CELL_LARGEST) {
        heap_buffer_free(vm, memory, size);
        return;
    }
    size_t class = (size + CELL - 1) / CELL;
    FreeCell *cell = memory;
    cell->next = vm->heap->free[class];
    vm->heap->free[class] = cell;
}

#endif
