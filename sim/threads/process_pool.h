// process_pool.h -- concurrent.futures.ProcessPoolExecutor.

#ifndef THREADS_PROCESS_POOL_H
#define THREADS_PROCESS_POOL_H

#include "threads/executors.h"
#include "threads/pickle.h"
#include "threads/processes.h"

// The main thread of a process is at its end: its pools of processes are told, and their
// managers waited for, as _python_exit() of CPython's concurrent/futures/process.py does.
// False if the run is halted.
bool process_pools_exit(Vm *vm);

// The part of the module concurrent.futures.
void process_pools_init(Vm *vm, Module *module);

// ---- process_map.c ----

// Executor.map() in chunks of [chunksize], as a pool of processes has it.
bool process_pool_map(Vm *vm, Value *args, Value *result);
void process_map_init(Vm *vm);

#endif
