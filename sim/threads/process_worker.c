// process_worker.c -- what the processes of a ProcessPoolExecutor do, as _process_worker() of
// CPython's concurrent/futures/process.py does it.

#include "threads/process_pool_inside.h"
#include "vm/exception.h"
#include "vm/heap.h"

static bool send_back(Vm *vm, PoolCore *core, ResultItem *item)
{
    bool ok = list_append(vm, core->results, value_object(item));
    object_drop(vm, item);
    wait_list_wake(vm, &core->manager);
    return ok;
}

static bool work(Vm *vm, PoolCore *core, const CallItem *item, bool leaves)
{
    Value parts, value = UNSET;
    if (!message_unpack(vm, item->call, &parts)) return false; // and the worker ends
    const Tuple *call = TUPLE(parts);
    job_record_run(vm, &item->job->future->record);
    bool ok = call_packed(vm, call->items[0], call->items[1], call->items[2], &value);
    value_drop(vm, parts);
    if (vm->halt) return false;
    ResultItem *result = object_new(vm, threads_of(vm)->result_item_type);
    result->job = object_keep(item->job);
    result->leaves = leaves ? process_running(vm) : NULL;
    if (ok) result->result = message_pack(vm, value);
    value_drop(vm, value);
    if (!result->result) result->failure = failure_pack(vm);
    if (vm->halt) return false;
    job_record_end(vm, &item->job->future->record,
                   result->result ? END_FINISHED : END_FAILED);
    return send_back(vm, core, result);
}

static int64_t worker_body(Vm *vm, void *argument)
{
    WorkerStart *start = argument;
    PoolCore *core = (PoolCore *)start->core;
    bool ok = !vm->halt && pool_worker_initialize(vm, start);
    if (!ok && !vm->halt) pool_log_exception(vm, "Exception in initializer:", true);
    int64_t status = 0;
    for (int64_t done = 1; ok; done++) {
        CallItem *item = pool_worker_next(vm, core->calls, &core->getters);
        if (!item) break;
        bool leaves = done == core->share;
        bool goes_on = item->job && work(vm, core, item, leaves);
        if (vm->halt) break;
        if (!goes_on && !value_is_unset(vm->raised)) status = process_report(vm);
        object_drop(vm, item);
        ok = goes_on && !leaves;
    }
    pool_worker_over(vm, start);
    return status;
}

bool process_worker_start(Vm *vm, PoolCore *core)
{
    WorkerStart start = {&core->object, {core->initializer, core->initargs}};
    const char *kind = core->forks_all ? "ForkProcess" : "SpawnProcess";
    ProgramProcess *worker = pool_worker_start(vm, kind, &start, worker_body, false);
    if (!worker) return false;
    worker->watcher = &core->manager;
    return list_append(vm, core->workers, value_int(worker->process.id));
}
