// durations.h -- the seconds that a program gives to what holds its thread.

#ifndef VM_DURATIONS_H
#define VM_DURATIONS_H

#include "base/simtime.h"
#include "vm/value.h"

// The argument of time.sleep() and cpu() in nanoseconds, 0 or more. False with
// CPython's ValueError, OverflowError or TypeError of time.sleep() set.
bool duration_from(Vm *vm, Value seconds, SimTime *duration);

#endif
