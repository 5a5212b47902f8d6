// late_names.h -- names of modules that are made when a program first asks for them, and
// names that CPython's modules have and ours do not.

#ifndef VM_LATE_NAMES_H
#define VM_LATE_NAMES_H

#include "vm/call.h"

// What the module has under [name] in a part of the library that is not read before it is
// asked for; from then on an attribute like the others. [*result] is UNSET if there is no
// such name. False if the code of that part raised.
bool late_name_find(Vm *vm, Module *module, Str *name, Value *result);

// Makes all of the module's late names, for "from module import *".
bool late_names_make(Vm *vm, Module *module);

// Why a name that CPython's module has is missing here and what to use instead, to stand
// behind "os.fork is not simulated: "; NULL if CPython's has no such name either.
const char *late_name_refusal(Vm *vm, const Str *module, const Str *name);

// The same of a member that CPython's [type], or a base of it, has: [*owner] is that type.
const char *member_refusal(Vm *vm, const Type *type, const Str *name, const Type **owner);

#endif
