// modules.h -- what the modules of this layer share: threading, queue, concurrent.futures
// and multiprocessing, named after Python's.
//
// A native of theirs that waits just waits, by thread_running_waits(): the code around it
// stays where it is until it goes on.

#ifndef THREADS_MODULES_H
#define THREADS_MODULES_H

#include "threads/threads.h"

// Tells the vm how each module is made. Once a run, after threads_init().
void threads_register_modules(Vm *vm);

// ---- calls.c: what they have in common ----

// A native type of [module], known there by its name. It lives as long as the run.
Type *module_type(Vm *vm, Module *module, const TypeSpec *spec, Type *base);

// The slot `create` of all types whose `init` does the work: an instance of zeroes.
bool create_zeroed(Vm *vm, Type *type, const Arguments *arguments, Value *result);

// Binds what a class was called with to the parameters of its __init__, as
// arguments_bind(); "self" is the first of them.
bool bind_init(Vm *vm, const NativeSpec *spec, Value self, const Arguments *arguments,
               Value *args);

// A timeout of the program in seconds: None and UNSET are SIMTIME_NEVER. False with
// CPython's TypeError or ValueError set.
bool timeout_from(Vm *vm, Value seconds, SimTime *timeout);

// The instant at which [timeout] ns will have passed, and what is left of that now (0 or
// less: nothing).
SimTime deadline_after(const Vm *vm, SimTime timeout);
SimTime deadline_left(const Vm *vm, SimTime deadline);

// ---- threading.c ----

// What threading.get_ident() is for a thread.
Value thread_ident(const ProgramThread *thread);

// The slot init of Thread, for those that derive from it.
bool thread_init(Vm *vm, Value self, const Arguments *arguments);

// The Thread object of a thread, made if it has none yet. Borrowed.
Value thread_object(Vm *vm, ProgramThread *thread);

Module *threading_module(Vm *vm);

// ---- multiprocessing.c ----

Module *multiprocessing_module(Vm *vm);
Module *mp_pool_module(Vm *vm); // multiprocessing.pool, in mp_thread_pool.c

// ---- futures.c ----

Module *concurrent_module(Vm *vm);
Module *futures_module(Vm *vm);
Module *futures_thread_module(Vm *vm); // concurrent.futures.thread

Module *futures_process_module(Vm *vm); // concurrent.futures.process

// ---- os.c ----

Module *os_module(Vm *vm);

// os.getpid() in [process].
int64_t process_pid(const Process *process);

// ---- The other parts of the module threading: each adds its own ----

void thread_locks_init(Vm *vm, Module *module);      // Lock, RLock
void thread_conditions_init(Vm *vm, Module *module); // Condition, Event
void thread_semaphores_init(Vm *vm, Module *module); // Semaphore, BoundedSemaphore
void thread_barriers_init(Vm *vm, Module *module);   // Barrier, BrokenBarrierError
void thread_local_init(Vm *vm, Module *module);      // local
void thread_timer_init(Vm *vm, Module *module);      // Timer; after Event
void thread_hook_init(Vm *vm, Module *module);       // excepthook, ExceptHookArgs

// Reports an exception that leaves the thread that runs, by threading.excepthook(); takes
// it from vm->raised. SystemExit is nobody's business. [name] is the thread's.
void thread_report(Vm *vm, const char *name);

// A thread is over: its attributes of all threading.local objects go.
void thread_locals_end(Vm *vm, uint32_t thread);

// ---- queue.c ----

Module *queue_module(Vm *vm);

#endif
