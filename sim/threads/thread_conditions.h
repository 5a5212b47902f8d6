// thread_conditions.h -- what a condition variable does, for Condition, Barrier and Queue.

#ifndef THREADS_THREAD_CONDITIONS_H
#define THREADS_THREAD_CONDITIONS_H

#include "threads/thread_locks.h"

// The thread that runs gives [lock] back, waits in [list] as thread_running_waits() and
// takes the lock again. False if the run is halted.
bool thread_condition_wait(Vm *vm, ThreadLock *lock, WaitList *list, SimTime timeout,
                           const char *what, bool *woken);

#endif
