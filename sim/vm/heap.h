// heap.h -- the memory of one run, counted, and given back as a whole at its end.
//
// Objects come from free lists by size class; buffers (of lists, dicts, strs) from the
// system. Every byte counts against the scenario's memory limit. In a sanitizer build
// each object is an allocation of its own, so that a stale pointer is caught.

#ifndef VM_HEAP_H
#define VM_HEAP_H

#include "vm/value.h"

typedef struct Heap Heap;

// [size] bytes that are not zeroed. Never NULL; passing the limit halts the run at the
// next instruction, so a caller need not check. For objects and other small things.
void *heap_new(Vm *vm, size_t size);
void heap_free(Vm *vm, void *memory, size_t size);

// Buffers of any size, whose size the caller remembers. heap_buffer_resize() takes NULL
// with size 0. NULL is returned, and the run is halted with the outcome limit, when the
// buffer would pass the memory limit: the caller returns false and changes nothing. This
// is what stops `[0] * 10**12`.
void *heap_buffer_resize(Vm *vm, void *buffer, size_t old_size, size_t new_size);
void heap_buffer_free(Vm *vm, void *buffer, size_t size);

// True if [bytes] more stay within the memory limit; else the run is halted and the caller
// returns false. For objects of variable size, asked before object_new_sized().
bool heap_allows(Vm *vm, size_t bytes);

// Opening and closing are the machine's own: closing gives back all that the run made.
Heap *heap_open(size_t limit);
void heap_close(Heap *heap);

// Bytes in use now.
size_t heap_used(const Vm *vm);

#endif
