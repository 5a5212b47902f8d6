// task_workers.h -- stacks on which steps of tasks wait for threads of the program.
//
// Where tasks are threads, a task that waits in the middle of a step (for the end of a
// thread, for its lock) holds its own thread, not the loop. Such waiting happens deep within
// builtins, where no strand can stop; so in a program that has threads of its own each step
// runs on a C stack beside the loop's. It is left as it is when the step waits, and the loop
// goes on; without waiting it is used again for the next step.

#ifndef ASYNCIO_TASK_WORKERS_H
#define ASYNCIO_TASK_WORKERS_H

#include "threads/threads.h"
#include "vm/strand.h"

typedef struct TaskWorker TaskWorker;

// True if steps need such stacks in this run.
bool task_workers_are_used(const Vm *vm);

// As strand_resume(), or as strand_continue() for an UNSET coroutine, on another stack. If the
// code waits, [waiting] is its worker and the answer STOP_PAUSES; else NULL.
Stop task_worker_run(Vm *vm, Strand *strand, Value coroutine, Value error,
                     TaskWorker **waiting, Value *result);

// What the code of [*worker] waited for is there, and its thread has what it needs: what
// task_worker_run() would have returned.
Stop task_worker_go_on(Vm *vm, TaskWorker **worker, Value *result);

// On a worker: hands over to the loop until task_worker_go_on(). False if the run is halted
// meanwhile.
bool task_worker_waits(Vm *vm);

// True if the code that runs is on a worker.
bool task_worker_runs(const Vm *vm);

// The run is over: code that still waits is unwound.
void task_workers_close(Vm *vm);

#endif
