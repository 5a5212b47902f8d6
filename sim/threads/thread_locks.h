// thread_locks.h -- Lock and RLock, as Condition, Barrier and Queue use them.

#ifndef THREADS_THREAD_LOCKS_H
#define THREADS_THREAD_LOCKS_H

#include "threads/sync_object.h"

typedef struct ThreadLock {
    ThreadSync sync;
    bool is_recursive;
    int64_t count;        // how often it is held; 0: it is free
    ProgramThread *owner; // who took it last; of one that is free, NULL; borrowed
    WaitList waiters;
    uint32_t freed; // the event of its last release
} ThreadLock;

// A new free lock that is part of [whole]. Owned.
ThreadLock *thread_lock_new(Vm *vm, ThreadSync *whole, bool is_recursive);

// A Lock or RLock of ours.
bool value_is_thread_lock(const Vm *vm, Value v);

// Takes it, waiting for [timeout] ns at most; [taken] says if it did. False if the run is
// halted. Giving it back is false with CPython's RuntimeError set if nobody holds it, or,
// of an RLock, somebody else.
bool thread_lock_take(Vm *vm, ThreadLock *lock, SimTime timeout, bool *taken);
bool thread_lock_give(Vm *vm, ThreadLock *lock);

// The same for a lock that is surely got: without a timeout.
bool thread_lock_enter(Vm *vm, ThreadLock *lock);

// An RLock that is held several times is given back as a whole; what comes back takes it
// again as often.
int64_t thread_lock_give_all(Vm *vm, ThreadLock *lock);
bool thread_lock_take_again(Vm *vm, ThreadLock *lock, int64_t count);

// True if the thread that runs holds it, as Condition._is_owned() sees it: a Lock is held
// by whoever asks.
bool thread_lock_is_own(const Vm *vm, const ThreadLock *lock);

// The arguments of acquire(), as CPython's lock_acquire_parse_args() judges them.
bool acquire_timeout(Vm *vm, Value blocking, Value given, SimTime *timeout);

#endif
