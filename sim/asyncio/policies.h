// policies.h -- the event loop policy, if the program has set one (see _policies.py).

#ifndef ASYNCIO_POLICIES_H
#define ASYNCIO_POLICIES_H

#include "asyncio/loop.h"

// A loop from the program's policy, or a plain one. Owned; NULL with the exception set.
Loop *policy_new_loop(Vm *vm);

// True if the program has set a policy, whose method [name] then gave [*result].
bool policy_has(Vm *vm);
bool policy_call(Vm *vm, const char *name, const Value *values, int count, Value *result);

// Adds to asyncio what the policies of the library stand on.
void policies_init(Vm *vm, Module *module);

#endif
