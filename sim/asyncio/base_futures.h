// base_futures.h -- what futures and tasks look like: <Task pending name='Task-2' ...>.

#ifndef ASYNCIO_BASE_FUTURES_H
#define ASYNCIO_BASE_FUTURES_H

#include "asyncio/futures.h"

// The repr slot of Future and of Task.
bool future_repr(Vm *vm, Value self, Value *result);
bool task_repr(Vm *vm, Value self, Value *result);

// Adds a repr cut short as Python's reprlib does it.
bool text_add_short_repr(Vm *vm, Text *text, Value v);

#endif
