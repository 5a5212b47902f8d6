// pickle.h -- what goes from process to process: a copy, made as Python's pickle does.
//
// A message is not bytes but the steps that make the object again, as pickle's are: numbers
// and texts as they are, containers by their items, functions and classes by name, instances
// by class and state. Each process looks names up in its own globals, so a function that was
// defined too late is not there. What is shared within one message is shared in the copy.
//
// What cannot go is refused with the words of CPython's pickle (Modules/_pickle.c).

#ifndef THREADS_PICKLE_H
#define THREADS_PICKLE_H

#include "vm/vm.h"

typedef struct Message Message;

// The steps that make [v] again. NULL with CPython's error set if it cannot be pickled. The
// caller frees it.
Message *message_pack(Vm *vm, Value v);

// The same for somebody in this process, who gets [v] itself.
Message *message_of(Vm *vm, Value v);

// Makes the object in the process that runs; it may be made several times. False with the
// error set if a name is missing there or a class of the program refuses.
bool message_unpack(Vm *vm, const Message *message, Value *result);

// NULL is allowed.
void message_free(Vm *vm, Message *message);

#endif
