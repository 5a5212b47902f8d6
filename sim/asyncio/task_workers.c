// task_workers.c -- stacks on which steps of tasks wait for threads of the program.

#include "asyncio/task_workers.h"

#include "asyncio/module.h"
#include "base/arena.h"

#include <stdlib.h>

struct TaskWorker {
    TaskWorker *next, *previous; // of those that wait; or the next one that is free
    Fiber *fiber;
    Strand *strand; // what is to be done on it
    Value coroutine, error;
    int depth;  // of the loop's frames
    bool waits; // it is left in the middle
    Stop stop;  // what came of it, with the result and the exception on its way
    Value result, raised, stop_value;
    VarContext *context; // that its code begins in, or was in at its end; counted
};

bool task_workers_are_used(const Vm *vm)
{
    return threads_of(vm)->program_has_threads;
}

bool task_worker_runs(const Vm *vm)
{
    return asyncio_of(vm)->worker != NULL;
}

// ---- On the worker's stack ----

static void work(Vm *vm, void *argument)
{
    TaskWorker *worker = argument;
    for (;;) {
        vm->depth = worker->depth;
        vm->context = worker->context;
        worker->stop = value_is_unset(worker->coroutine)
                           ? strand_continue(vm, worker->strand, &worker->result)
                           : strand_resume(vm, worker->strand, worker->coroutine,
                                           worker->error, &worker->result);
        worker->raised = vm->raised;
        worker->stop_value = vm->stop_value;
        vm->raised = vm->stop_value = UNSET;
        worker->context = vm->context;
        vm->context = NULL;
        fiber_switch(vm, worker->fiber, threads_of(vm)->main->fiber);
    }
}

bool task_worker_waits(Vm *vm)
{
    TaskWorker *worker = asyncio_of(vm)->worker;
    worker->waits = true;
    fiber_switch(vm, worker->fiber, threads_of(vm)->main->fiber);
    return !vm->halt;
}

// ---- On the loop's stack ----

static TaskWorker *worker_free(Vm *vm)
{
    Asyncio *asyncio = asyncio_of(vm);
    TaskWorker *worker = asyncio->free_workers;
    if (worker) {
        asyncio->free_workers = worker->next;
        return worker;
    }
    worker = memory_new(sizeof *worker);
    *worker = (TaskWorker){.fiber = fiber_open(vm, work, worker)};
    if (worker->fiber) return worker;
    free(worker);
    return NULL;
}

static void list_waiting(Asyncio *asyncio, TaskWorker *worker)
{
    worker->previous = NULL;
    worker->next = asyncio->waiting_workers;
    if (worker->next) worker->next->previous = worker;
    asyncio->waiting_workers = worker;
}

static void unlist_waiting(Asyncio *asyncio, TaskWorker *worker)
{
    *(worker->previous ? &worker->previous->next : &asyncio->waiting_workers) =
        worker->next;
    if (worker->next) worker->next->previous = worker->previous;
}

// Runs its code until that is over or waits.
static Stop change_over(Vm *vm, TaskWorker *worker, TaskWorker **waiting, Value *result)
{
    Asyncio *asyncio = asyncio_of(vm);
    asyncio->worker = worker;
    worker->waits = false;
    fiber_switch(vm, threads_of(vm)->main->fiber, worker->fiber);
    asyncio->worker = NULL;
    *waiting = worker->waits ? worker : NULL;
    if (worker->waits) {
        list_waiting(asyncio, worker);
        return STOP_PAUSES;
    }
    *result = worker->result;
    vm->context = worker->context;
    value_set(vm, &vm->raised, worker->raised);
    value_set(vm, &vm->stop_value, worker->stop_value);
    worker->next = asyncio->free_workers;
    asyncio->free_workers = worker;
    return worker->stop;
}

Stop task_worker_run(Vm *vm, Strand *strand, Value coroutine, Value error,
                     TaskWorker **waiting, Value *result)
{
    TaskWorker *worker = worker_free(vm);
    *waiting = NULL;
    if (!worker) {
        vm_halt(vm, HALT_LIMIT, "memory_mb");
        return STOP_RAISES;
    }
    worker->strand = strand;
    worker->coroutine = coroutine;
    worker->error = error;
    worker->depth = vm->depth;
    worker->context = vm->context;
    vm->context = NULL;
    worker->result = UNSET;
    return change_over(vm, worker, waiting, result);
}

Stop task_worker_go_on(Vm *vm, TaskWorker **worker, Value *result)
{
    unlist_waiting(asyncio_of(vm), *worker);
    return change_over(vm, *worker, worker, result);
}

void task_workers_close(Vm *vm)
{
    Asyncio *asyncio = asyncio_of(vm);
    while (asyncio->waiting_workers) {
        TaskWorker *worker = asyncio->waiting_workers;
        Value result = UNSET;
        task_worker_go_on(vm, &worker, &result);
    }
    for (TaskWorker *worker = asyncio->free_workers, *next; worker; worker = next) {
        next = worker->next;
        fiber_close(vm, worker->fiber);
        free(worker);
    }
    asyncio->free_workers = NULL;
}
