// pool_workers.c -- how the worker of a pool of processes begins, and waits for work.

#include "threads/mp.h"
#include "vm/heap.h"

ProgramProcess *pool_worker_start(Vm *vm, const char *kind, const WorkerStart *start,
                                  ProcessBody *body, bool daemon)
{
    WorkerStart *own = heap_new(vm, sizeof *own);
    *own = *start;
    object_keep(own->core);
    ProgramProcess *worker = worker_start(vm, kind,
                                          &(ProcessPlan){.body = body,
                                                         .argument = own,
                                                         .daemon = daemon,
                                                         .copied = own->copied,
                                                         .copied_count = 2});
    if (worker) return worker;
    heap_free(vm, own, sizeof *own);
    object_drop(vm, start->core);
    return NULL;
}

bool pool_worker_initialize(Vm *vm, const WorkerStart *start)
{
    Value value;
    if (value_is_none(start->copied[0])) return true;
    if (!call_packed(vm, start->copied[0], start->copied[1], UNSET, &value)) return false;
    value_drop(vm, value);
    return true;
}

void pool_worker_over(Vm *vm, WorkerStart *start)
{
    value_drop(vm, start->copied[0]);
    value_drop(vm, start->copied[1]);
    // Of a halted run everything goes at once.
    if (!vm->halt) object_drop(vm, start->core);
    heap_free(vm, start, sizeof *start);
}

void *pool_take_first(Vm *vm, List *list)
{
    return list_remove_at(vm, list, 0).object;
}

void *pool_worker_next(Vm *vm, List *list, WaitList *getters)
{
    bool woken;
    while (!list->count)
        if (!thread_running_waits(vm, getters, SIMTIME_NEVER, "work", &woken))
            return NULL;
    return pool_take_first(vm, list);
}
