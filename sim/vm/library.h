// library.h -- modules of ours that are written in Python.

#ifndef VM_LIBRARY_H
#define VM_LIBRARY_H

#include "vm/call.h"

// True if there is one called [name].
bool library_has(const char *name);

// The module [name], which the library has, made anew. NULL if its code raised.
Module *library_module(Vm *vm, const char *name);

// The same from a text of the library's own making, which is copied and has no mistakes.
Module *library_compile(Vm *vm, const char *name, const char *text, size_t size);

#endif
