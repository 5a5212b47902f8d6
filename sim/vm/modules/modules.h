// modules.h -- the modules that a program can import, asyncio apart: each file makes one.

#ifndef VM_MODULES_MODULES_H
#define VM_MODULES_MODULES_H

#include "vm/vm.h"

// Tells the vm how each module is made; nothing is made before its import. Called once a
// run by vm_open().
void modules_init(Vm *vm);

// Puts NamedTuple and TypedDict into the module typing.
void typed_classes_add(Vm *vm, Module *module);

// The makers, by module.
Module *time_module(Vm *vm);
Module *random_module(Vm *vm);
Module *math_module(Vm *vm);
Module *sys_module(Vm *vm);
Module *io_module(Vm *vm);
Module *contextlib_module(Vm *vm);
Module *typing_module(Vm *vm);
Module *future_module(Vm *vm); // __future__
Module *functools_module(Vm *vm);
Module *contextvars_module(Vm *vm);
Module *collections_module(Vm *vm);
Module *library_tools_module(Vm *vm); // _library

#endif
