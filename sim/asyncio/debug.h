// debug.h -- what a loop in debug mode looks at: loop.set_debug(True).

#ifndef ASYNCIO_DEBUG_H
#define ASYNCIO_DEBUG_H

#include "asyncio/loop.h"

// What a new loop's debug mode is: true if the program has set PYTHONASYNCIODEBUG, in its own
// os.environ, to some text. The environment of whoever runs the simulation has no say.
bool debug_is_wanted(Vm *vm);

// _check_callback(): in debug mode false with TypeError set for a coroutine, a coroutine
// function and what cannot be called. [method] is the loop's, for the message.
bool debug_check_callback(Vm *vm, const Loop *loop, Value callback, const char *method);

// The same, after _check_thread(): false with RuntimeError set if the loop runs in another
// thread. A closed loop is told of first.
bool debug_check_call(Vm *vm, const Loop *loop, Value callback, const char *method);

// The levels of the logging module that asyncio logs at.
enum { LOG_DEBUG = 10, LOG_WARNING = 30 };

// Logs [message] on the logger "asyncio" if the program uses logging. False if nobody would
// have it from there. Leaves the exception that is on its way alone, and sets none.
bool debug_log(Vm *vm, int level, const char *message);

// Logs that [loop], which is open still, is closed now.
void debug_tell_close(Vm *vm, const Loop *loop);

// What [ran] began at [began] is over: logs CPython's warning, or writes it to standard error, if that has
// lasted loop.slow_callback_duration or longer.
void debug_tell_slow(Vm *vm, Loop *loop, const Ready *ran, SimTime began);

#endif
