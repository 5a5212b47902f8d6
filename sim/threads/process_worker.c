// process_worker.c -- what the processes of a ProcessPoolExecutor do, as _process_worker() of
// CPython's concurrent/futures/process.py does it.

#include "threads/process_pool_inside.h"
#include "vm/exception.h"
#include "vm/heap.h"

void *process_pool_take_first(Vm *vm, List *list)
{
    return list_remove_at(vm, list, 0).object;
}

// What a new worker is given: in its own memory but for the core.
typedef struct WorkerStart {
    PoolCore *core;
    Value copied[2]; // initializer, initargs
} WorkerStart;

// The next call; NULL if the run is halted. The caller owns it.
static CallItem *next_call(Vm *vm, PoolCore *core)
{
    bool woken;
    while (!core->calls->count)
        if (!thread_running_waits(vm, &core->getters, SIMTIME_NEVER, "work", &woken))
            return NULL;
    return process_pool_take_first(vm, core->calls);
}

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
    job_record_run(vm, &item->job->record);
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
    job_record_end(vm, &item->job->record, result->result ? END_FINISHED : END_FAILED);
    return send_back(vm, core, result);
}

static bool initialize(Vm *vm, const WorkerStart *start)
{
    Value value;
    if (value_is_none(start->copied[0])) return true;
    if (!call_packed(vm, start->copied[0], start->copied[1], UNSET, &value)) {
        pool_log_exception(vm, "Exception in initializer:", true);
        return false;
    }
    value_drop(vm, value);
    return true;
}

static int64_t worker_body(Vm *vm, void *argument)
{
    WorkerStart *start = argument;
    PoolCore *core = start->core;
    bool ok = !vm->halt && initialize(vm, start);
    value_drop(vm, start->copied[0]);
    value_drop(vm, start->copied[1]);
    heap_free(vm, start, sizeof *start);
    int64_t status = 0;
    for (int64_t done = 1; ok; done++) {
        CallItem *item = next_call(vm, core);
        if (!item) break;
        bool leaves = done == core->share;
        bool goes_on = item->job && work(vm, core, item, leaves);
        if (vm->halt) break;
        if (!goes_on && !value_is_unset(vm->raised)) status = process_report(vm);
        object_drop(vm, item);
        ok = goes_on && !leaves;
    }
    if (!vm->halt) object_drop(vm, core);
    return status;
}

bool process_worker_start(Vm *vm, PoolCore *core)
{
    WorkerStart *start = heap_new(vm, sizeof *start);
    *start = (WorkerStart){object_keep(core), {core->initializer, core->initargs}};
    ProgramProcess *worker =
        worker_start(vm, core->forks_all ? "ForkProcess" : "SpawnProcess",
                     &(ProcessPlan){.body = worker_body,
                                    .argument = start,
                                    .copied = start->copied,
                                    .copied_count = 2});
    if (!worker) {
        heap_free(vm, start, sizeof *start);
        object_drop(vm, core);
        return false;
    }
    worker->watcher = &core->manager;
    return list_append(vm, core->workers, value_int(worker->process.id));
}
