// made.h -- where the program made a future, a task or a handle.
//
// Known of what is made while the loop is in debug mode. CPython tells the innermost line,
// which for a task is one of asyncio's own; here it is always the program's.

#ifndef ASYNCIO_MADE_H
#define ASYNCIO_MADE_H

#include "vm/vm.h"

typedef struct MadeAt {
    const char *file; // borrowed from the program; NULL: not known
    uint32_t line;
} MadeAt;

// Notes where the program is now.
void made_note(const Vm *vm, MadeAt *made);

// Adds " created at prog.py:3"; nothing if it is not known.
void made_add(const MadeAt *made, Text *text);

#endif
