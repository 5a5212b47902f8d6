// builtins.h -- the functions that every program has.
//
// builtins.c holds the table; the functions stand in files by what they are about:
// aggregates.c (sum, min, sorted ...), instances.c (isinstance), namespaces.c (vars,
// dir ...), printing.c (print), numbers and text by number_methods.c.

#ifndef VM_BUILTINS_H
#define VM_BUILTINS_H

#include "vm/call.h"

// Puts the functions into [builtins]. Called once a run, after the types are made.
void builtins_init(Vm *vm, Dict *builtins);

// isinstance(v, class_info) and issubclass(type, class_info): [class_info] is a class, a
// tuple of such, or a union; a class whose metaclass says what fits (ABCMeta) is asked.
// TypeErrors as CPython's.
bool value_is_instance_of(Vm *vm, Value v, Value class_info, bool *result);
bool type_is_subclass_of(Vm *vm, Value class_, Value class_info, bool *result);

// The names that dir(v) gives, as a sorted list.
bool value_dir(Vm *vm, Value v, Value *result);

// Writes what a print on its way has gathered and not yet written: to be called before
// anything else is written to standard output.
void print_flush(Vm *vm);

// The tables of the other files.
extern const NativeSpec builtins_aggregate_specs[], builtins_instance_specs[],
    builtins_namespace_specs[], builtins_print_specs[];

#endif
