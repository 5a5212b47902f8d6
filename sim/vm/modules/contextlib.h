// contextlib.h -- what the files of the module contextlib share.
//
// contextlib.c: managers made of generators, and decorators. contextlib_stacks.c: ExitStack
// and AsyncExitStack. contextlib_small.c: suppress, closing, nullcontext and the bases.

#ifndef VM_MODULES_CONTEXTLIB_H
#define VM_MODULES_CONTEXTLIB_H

#include "vm/vm.h"

// A new type under its name in the module; borrowed.
Type *contextlib_type(Vm *vm, Module *module, const TypeSpec *spec, Type *base);

// Each puts its classes into the module.
void contextlib_add_small(Vm *vm, Module *module);
void contextlib_add_stacks(Vm *vm, Module *module);

// A coroutine that only returns a value: the body of many an __aenter__.
Value contextlib_returning(Vm *vm, const NativeCoroutineSpec *spec, Value v);
Stop contextlib_return_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                            Value *result);

// Ends a step with a value, or passes an exception on.
Stop contextlib_returns(Value v, Value *result);
Stop contextlib_raises(Vm *vm, Value exception);

// Inside a step: awaits object.name(*values).
Stop contextlib_await_method(Vm *vm, NativeCoroutine *self, Value object,
                             const char *name, const Value *values, int count,
                             Value *result);

// The instance that __exit__ was given: a class alone is called, as CPython does.
bool contextlib_instance(Vm *vm, Value type, Value value, Value *instance);

// exit(type, value, traceback): [exception] UNSET gives three Nones. With [handling] as
// "with" calls it, while the exception is being handled.
bool contextlib_call_exit(Vm *vm, Value exit, Value exception, bool handling,
                          Value *result);

#endif
