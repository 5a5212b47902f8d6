// library.h -- modules of ours that are written in Python.

#ifndef VM_LIBRARY_H
#define VM_LIBRARY_H

#include "vm/call.h"

// True if there is one called [name].
bool library_has(const char *name);

// The module [name], which the library has, made anew. NULL if its code raised.
Module *library_module(Vm *vm, const char *name);

// A function of the module [module] of the library, called.
bool library_call(Vm *vm, const char *module, const char *function, const Value *values,
                  int count, Value *result);

// A builtin that is written in Python, made when a program first names it: borrowed, UNSET
// if there is none called so (or an exception is set).
Value library_builtin(Vm *vm, Str *name);

// As library_module(), but from a text of the library's own making, which is copied and has no mistakes.
Module *library_compile(Vm *vm, const char *name, const char *text, size_t size);

#endif
