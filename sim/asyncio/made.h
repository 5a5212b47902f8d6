// made.h -- where the program made a future, a task or a handle.
//
// Known of what is made while the loop is in debug mode. CPython tells the innermost line,
// which for a task is one of asyncio's own; here it is always the program's, and so are all
// frames of the stack.

#ifndef ASYNCIO_MADE_H
#define ASYNCIO_MADE_H

#include "vm/vm.h"

typedef struct MadeAt {
    const char *file; // borrowed from the program; NULL: not known
    uint32_t line;
    Object *stack; // a traceback, a StackSummary once it was asked for; counted, or NULL
} MadeAt;

// Notes where the program is now.
void made_note(Vm *vm, MadeAt *made);

// Adds " created at prog.py:3"; nothing if it is not known.
void made_add(const MadeAt *made, Text *text);

// _source_traceback: the stack as the traceback module's StackSummary, the same one each
// time; None if it is not known.
bool made_stack(Vm *vm, MadeAt *made, Value *result);

// Lets the stack go.
void made_drop(Vm *vm, MadeAt *made);

#endif
