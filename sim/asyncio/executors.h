// executors.h -- asyncio and other threads: futures of executors, calls from outside.

#ifndef ASYNCIO_EXECUTORS_H
#define ASYNCIO_EXECUTORS_H

#include "asyncio/loop.h"

// loop.run_in_executor(executor, function, *arguments, **keywords): the future is the
// caller's. [arguments] is a tuple, [keywords] a dict or UNSET.
bool loop_run_in_executor(Vm *vm, Loop *loop, Value executor, Value function,
                          Value arguments, Value keywords, Value *future);

// loop.call_soon_threadsafe(): as loop_call_soon(), and wakes the loop's thread.
Handle *loop_call_soon_threadsafe(Vm *vm, Loop *loop, Value callback, Value arguments,
                                  Value context);

// loop.set_default_executor().
bool loop_set_default_executor(Vm *vm, Loop *loop, Value executor);

// Part of loop.close(): the default executor is told that there will be no more jobs.
// Exceptions of the program are lost.
void loop_leave_executor(Vm *vm, Loop *loop);

// Where a callable of ours stands in CPython's sources, as reprs of futures have it. False
// for others.
bool chain_callback_place(const Vm *vm, Value callable, const char **file,
                          uint32_t *line);

// executors.c: wrap_future(), run_coroutine_threadsafe(). threads.c: to_thread().
void executors_of_loops_init(Vm *vm, Module *module);
void to_thread_init(Vm *vm, Module *module);

#endif
