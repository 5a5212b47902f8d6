// places.h -- where functions and coroutines of the program stand, for reprs and traces.

#ifndef VM_PLACES_H
#define VM_PLACES_H

#include "vm/vm.h"

// File name and line of the def of a function of the program; false for anything else.
bool callable_place(Value callable, const char **file, uint32_t *line);

// File name and line where the program is now: the innermost frame that runs and is not the
// library's. False outside of all.
bool running_place(const Vm *vm, const char **file, uint32_t *line);

// The frames of the program that run now, the library's apart, as a traceback object that
// keeps no variables; the outermost first. Owned; NULL outside of all.
TraceEntry *running_stack(Vm *vm);

// The coroutine of the program that runs now, and the one that awaits it.
typedef struct AwaitPlace {
    Object *coroutine, *awaiting; // borrowed
    const Code *code, *awaiter;   // of each
    uint32_t line;                // where the second one awaits
} AwaitPlace;

// False if there are no two.
bool await_place(const Vm *vm, AwaitPlace *place);

// File name and line where a coroutine of the program is now: running, waiting, or, when
// it is over ([*done]) or not begun, its def. False for a native one.
bool coroutine_place(const Vm *vm, Value coroutine, const char **file, uint32_t *line,
                     bool *done);

// True if a coroutine of the program, or one that it awaits, is inside an "except" or
// "finally" that an exception of that kind led to.
bool coroutine_is_handling(Vm *vm, Value coroutine, ExceptionKind kind);

// The expression by which the program knows an object, as an interned text: the global or
// local variable that holds it, or an item or attribute of one ("lock", "forks[2]",
// "self.lock"); NULL if none is found. Nothing of the program runs. [searched], at first 0,
// counts how often it was looked for: after some times nobody looks again.
const char *variable_name(Vm *vm, const Object *object, uint8_t *searched);

// The line where an exception was raised: that of the innermost frame; 0 if unknown.
uint32_t exception_line(Value exception);

#endif
