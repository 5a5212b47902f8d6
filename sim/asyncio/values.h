// values.h -- small things that all of asyncio's files need.

#ifndef ASYNCIO_VALUES_H
#define ASYNCIO_VALUES_H

#include "asyncio/module.h"

#include <string.h>

// RuntimeError: [what] "are not simulated yet". False.
bool not_simulated(Vm *vm, const char *what);

// True for what "async def" of the program makes, bound or not.
bool value_is_coroutine_function(Value v);

// Adds a value as the trace shows it: its repr, at most TRACE_VALUE_LONGEST characters.
// Nothing of the program runs for it: an object whose repr is the program's own, alone or
// inside a container, shows as <Name object>. An exception shows as "ValueError: text".
void text_add_trace_value(Vm *vm, Text *text, Value v);

// The same, stored in the trace.
TraceText trace_value_text(Vm *vm, Value v);

// A context= argument: [*context] is counted, or NULL where nothing or None was given and
// the present one, whose copy is meant, is empty. False with the exception set.
bool context_argument(Vm *vm, Value given, VarContext **context);

// Calls object.method(*values) and drops the result.
bool call_and_drop(Vm *vm, Value callable, const Value *values, int count);

#endif
