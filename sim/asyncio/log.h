// log.h -- what asyncio says to the logger "asyncio", once a program has imported logging.
//
// A report is no place to fail: what a handler of the program's raises is dropped. Each
// function is false only for SystemExit, KeyboardInterrupt and a halted run.

#ifndef ASYNCIO_LOG_H
#define ASYNCIO_LOG_H

#include "asyncio/loop.h"

// True if the program, or what it uses, has imported logging.
bool log_is_open(Vm *vm);

// True if the exception on its way ends programs, and so leaves a loop and a report.
bool log_leaves_loop(Vm *vm);

// base_events.py's default_exception_handler(): logs [context]. Unless [always], only if
// the program listens to the logger.
bool log_context(Vm *vm, Dict *context, bool always);

// At DEBUG: a loop was made, "Using selector: EpollSelector".
bool log_made(Vm *vm);

// At DEBUG: a loop in debug mode is closed, "Close <...>".
bool log_closes(Vm *vm, Loop *loop);

// At WARNING: "Executing [what] took [seconds] seconds". [what] stays the caller's.
bool log_slow(Vm *vm, const Text *what, double seconds);

#endif
