// places.h -- where functions and coroutines of the program stand, for reprs and traces.

#ifndef VM_PLACES_H
#define VM_PLACES_H

#include "vm/vm.h"

// File name and line of the def of a function of the program; false for anything else.
bool callable_place(Value callable, const char **file, uint32_t *line);

// File name and line where a coroutine of the program is now: running, waiting, or, when
// it is over ([*done]) or not begun, its def. False for a native one.
bool coroutine_place(const Vm *vm, Value coroutine, const char **file, uint32_t *line,
                     bool *done);

#endif
