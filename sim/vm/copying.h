// copying.h -- copies of all that can be reached from somewhere, as fork() makes them.
//
// A process that forks has a child with the same objects in another memory: what either
// changes, the other does not see. Here both live in one heap, so what the child can reach
// is copied, each object once: two names for one list are two names for one list in the
// copy. Ids are the same in both, as addresses are after a fork(), and so are the hashes
// that stand in dicts and sets.
//
// Shared are what never changes (native types and functions, texts, numbers, code), modules,
// and native objects whose type has no slot `copy`: pipes and locks between processes,
// pools, futures. Coroutines are shared too: nobody awaits the same one twice.

#ifndef VM_COPYING_H
#define VM_COPYING_H

#include "vm/vm.h"

typedef struct Copying Copying;

// Begins with nothing copied. The caller ends it; until then copies may be unfinished, and
// no code of the program may run.
Copying *copying_begin(Vm *vm);
void copying_end(Copying *copying);

// Replaces the borrowed value or object, which may be UNSET or NULL, by its copy: an owned
// reference. For the slot `copy` too, which is given an object that is still the same as the
// original, byte by byte, and replaces what it holds.
void copying_value(Copying *copying, Value *value);
void copying_object(Copying *copying, void *pointer_to_object);

// [count] values in a new buffer of [room] for them; NULL over the memory limit.
Value *copying_buffer(Copying *copying, const Value *values, uint32_t count,
                      uint32_t room);

// The machine that it copies in.
Vm *copying_vm(const Copying *copying);

#endif
