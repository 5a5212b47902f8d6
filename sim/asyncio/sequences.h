// sequences.h -- awaits that waited one after the other and could have been together.
//
// code/sequences.h says which awaits of a program are looked at. A program that has some
// makes no tasks, so there is one chain of coroutines, and what it sleeps adds up.

#ifndef ASYNCIO_SEQUENCES_H
#define ASYNCIO_SEQUENCES_H

#include "asyncio/module.h"
#include "code/bytecode.h"

// The program is about to run: from now on they are watched, if it has any.
void sequences_begin(Vm *vm, const Bytecode *bytecode);

// A sleep of [delay] begins: for a run with sequences alone.
void sequences_meet_sleep(Vm *vm, SimTime delay);

// The program is over: reports awaits-in-sequence for each that waited.
void sequences_tell(Vm *vm);

void sequences_free(Vm *vm);

#endif
