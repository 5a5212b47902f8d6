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

// What [ran] began at [began] is over: warns if that has lasted loop.slow_callback_duration
// or longer, by the logger "asyncio" or on standard error, where nobody has imported logging.
// An exception on its way stays; false for those that leave a loop, and a halted run.
bool debug_tell_slow(Vm *vm, Loop *loop, const Ready *ran, SimTime began);

#endif
