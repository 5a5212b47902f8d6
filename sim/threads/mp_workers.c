// mp_workers.c -- the workers of a multiprocessing.Pool, and the thread that looks after them
// and handles their answers.

#include "threads/mp_pool.h"
#include "vm/exception.h"
#include "vm/heap.h"
#include "vm/operators.h"
#include "vm/strings.h"

// ---- In the worker ----

// mapstar() and starmapstar(): a list of what the function makes of each item.
static bool call_chunk(Vm *vm, Value function, const Tuple *chunk, bool starred,
                       Value *result)
{
    List *list = list_new(vm);
    for (uint32_t i = 0; i < chunk->count; i++) {
        Value value;
        bool ok = starred ? call_packed(vm, function, chunk->items[i], UNSET, &value)
                          : call(vm, function, &chunk->items[i], 1, &value);
        if (ok && list_take(vm, list, value)) continue;
        if (!vm->halt) object_drop(vm, list);
        return false;
    }
    *result = value_object(list);
    return true;
}

static bool call_task(Vm *vm, const MpTask *task, const Tuple *parts, Value *result)
{
    const Value *part = parts->items;
    job_record_run(vm, &task->result->record);
    if (task->mode == TASK_APPLY)
        return call_packed(vm, part[0], part[1], part[2], result);
    return call_chunk(vm, part[0], TUPLE(part[1]), task->mode == TASK_STARMAP, result);
}

// The result cannot be pickled: a MaybeEncodingError goes in its place.
static bool raise_encoding_error(Vm *vm, Value value)
{
    Value error = exception_take(vm), reason, said;
    bool ok = value_repr(vm, error, &reason);
    value_drop(vm, error);
    if (!ok || !value_repr(vm, value, &said)) return false;
    raise_error(vm, MAYBE_ENCODING_ERROR, "Error sending result: '%s'. Reason: '%s'",
                STR(said)->bytes, STR(reason)->bytes);
    value_drop(vm, reason);
    value_drop(vm, said);
    return false;
}

// False with what ends the worker: only Exceptions go back.
static bool do_task(Vm *vm, MpCore *core, const MpTask *task)
{
    Value parts, value = UNSET;
    if (!message_unpack(vm, task->call, &parts)) return false;
    bool ok = call_task(vm, task, TUPLE(parts), &value);
    if (vm->halt) return false;
    value_drop(vm, parts);
    if (!ok && !exception_is_raised(vm, EXCEPTION)) return false;
    MpAnswer *answer = object_new(vm, threads_of(vm)->mp_answer_type);
    answer->result = object_keep(task->result);
    answer->index = task->index;
    if (ok)
        answer->value =
            core->in_threads ? message_of(vm, value) : message_pack(vm, value);
    if (ok && !answer->value && !vm->halt) raise_encoding_error(vm, value);
    value_drop(vm, value);
    if (!answer->value)
        answer->failure = core->in_threads ? failure_of(vm) : failure_pack(vm);
    if (vm->halt) return false;
    ok = list_take(vm, core->results, value_object(answer));
    wait_list_wake(vm, &core->handler);
    return ok;
}

bool mp_work(Vm *vm, MpCore *core)
{
    for (int64_t done = 0; !core->share || done < core->share; done++) {
        MpTask *task = pool_worker_next(vm, core->tasks, &core->getters);
        if (!task) return false;
        bool last = !task->result, ok = last || do_task(vm, core, task);
        if (vm->halt) return false;
        Value raised = ok ? UNSET : exception_take(vm);
        object_drop(vm, task);
        if (!ok) return exception_restore(vm, raised);
        if (last) break;
    }
    return true;
}

static int64_t worker_body(Vm *vm, void *argument)
{
    WorkerStart *start = argument;
    bool ok = !vm->halt && pool_worker_initialize(vm, start) &&
              mp_work(vm, (MpCore *)start->core);
    int64_t status = ok ? 0 : process_report(vm);
    pool_worker_over(vm, start);
    return status;
}

// ---- Looking after them ----

static ProgramProcess *worker_at(const Vm *vm, const MpCore *core, uint32_t at)
{
    ProgramProcess *process = threads_of(vm)->process;
    while (process->process.id != core->workers->items[at].integer)
        process = process->next;
    return process;
}

bool mp_workers_fill(Vm *vm, MpCore *core)
{
    if (core->in_threads) return mp_threads_fill(vm, core);
    WorkerStart start = {&core->object, {core->initializer, core->initargs}};
    while (core->workers->count < core->most) {
        ProgramProcess *worker =
            pool_worker_start(vm, "ForkPoolWorker", &start, worker_body, true);
        if (!worker) return false;
        worker->watcher = &core->handler;
        if (!list_append(vm, core->workers, value_int(worker->process.id))) return false;
    }
    return true;
}

// Each worker is sent home.
static bool dismiss(Vm *vm, MpCore *core)
{
    core->dismissed = true;
    for (uint32_t i = 0; i < core->workers->count; i++) {
        MpTask *last = object_new(vm, threads_of(vm)->mp_task_type);
        if (!list_take(vm, core->tasks, value_object(last))) return false;
        wait_list_wake(vm, &core->getters);
    }
    return true;
}

void mp_workers_kill(Vm *vm, MpCore *core)
{
    enum { SIGNAL_TERM = 15 };
    if (core->in_threads) { // nobody can end them: they leave when they have done their job
        while (!core->dismissed && core->tasks->count)
            value_drop(vm, list_remove_at(vm, core->tasks, 0));
        if (!core->dismissed) dismiss(vm, core);
        return;
    }
    for (uint32_t i = 0; i < core->workers->count; i++)
        program_process_kill(vm, worker_at(vm, core, i), SIGNAL_TERM);
}

// Threads leave the list themselves.
static bool a_worker_is_over(const Vm *vm, const MpCore *core)
{
    if (core->in_threads) return false;
    for (uint32_t i = 0; i < core->workers->count; i++)
        if (worker_at(vm, core, i)->over) return true;
    return false;
}

// One that has ended is replaced as long as there may be work.
static bool replace_workers(Vm *vm, MpCore *core)
{
    for (uint32_t i = core->workers->count; i-- > 0 && !core->in_threads;)
        if (worker_at(vm, core, i)->over)
            value_drop(vm, list_remove_at(vm, core->workers, i));
    bool needed =
        core->phase == PHASE_RUN || (core->waiting && core->phase == PHASE_CLOSE);
    return !needed || mp_workers_fill(vm, core);
}

// ---- The handler of results ----

static bool handle_answer(Vm *vm, const MpAnswer *answer)
{
    Value value;
    bool good = answer->value;
    if (!(good ? message_unpack(vm, answer->value, &value)
               : failure_unpack(vm, &answer->failure, REMOTE_TRACEBACK, &value)))
        return false;
    bool ok = mp_result_set(vm, answer->result, answer->index, good, value);
    if (!vm->halt) value_drop(vm, value);
    return ok;
}

// One round. False with what ends the thread.
static bool handle(Vm *vm, MpCore *core)
{
    bool woken;
    while (!core->results->count && !core->awake && !a_worker_is_over(vm, core))
        if (!thread_running_waits(vm, &core->handler, SIMTIME_NEVER, "results", &woken))
            return false;
    core->awake = false;
    if (core->results->count && core->phase != PHASE_TERMINATE) {
        MpAnswer *answer = (MpAnswer *)list_remove_at(vm, core->results, 0).object;
        bool ok = handle_answer(vm, answer);
        if (vm->halt) return false;
        Value raised = ok ? UNSET : exception_take(vm);
        object_drop(vm, answer);
        if (!ok) return exception_restore(vm, raised);
    }
    if (!replace_workers(vm, core)) return false;
    if (core->phase == PHASE_CLOSE && !core->waiting && !core->dismissed)
        return dismiss(vm, core);
    return true;
}

static bool is_over(const MpCore *core)
{
    return core->phase == PHASE_TERMINATE || (core->dismissed && !core->workers->count);
}

static void handler_body(Vm *vm, void *argument)
{
    MpCore *core = argument;
    core->handler_began = true;
    if (!vm->halt) wait_list_wake_all(vm, &core->begun);
    while (!vm->halt && !is_over(core)) {
        if (handle(vm, core)) continue;
        thread_report(vm, core->handler_thread->name);
        break;
    }
    for (uint32_t i = 0; i < core->workers->count && !core->in_threads; i++)
        worker_at(vm, core, i)->watcher = NULL;
    if (!vm->halt) object_drop(vm, core);
}

bool mp_handler_start(Vm *vm, MpCore *core)
{
    enum { HANDLERS = 3 }; // of workers, of tasks, of results
    Threads *threads = threads_of(vm);
    threads->names += HANDLERS;
    Text name = {0};
    text_addf(&name, "Thread-%u (_handle_results)", threads->names);
    core->handler_thread =
        program_thread_start(vm, &(ThreadPlan){.body = handler_body,
                                               .argument = object_keep(core),
                                               .name = text_string(&name),
                                               .daemon = true});
    text_free(&name);
    if (!core->handler_thread) {
        object_drop(vm, core);
        return false;
    }
    program_thread_keep(core->handler_thread);
    for (bool woken; !core->handler_began;)
        if (!thread_running_waits(vm, &core->begun, SIMTIME_NEVER, "start", &woken))
            return false;
    return true;
}

bool mp_workers_join(Vm *vm, MpCore *core)
{
    bool woken;
    ProgramThread *handler = core->handler_thread;
    while (handler && !handler->over && handler != thread_running(vm))
        if (!thread_running_waits(vm, &handler->joiners, SIMTIME_NEVER, "thread", &woken))
            return false;
    for (uint32_t i = 0; i < core->workers->count && !core->in_threads; i++)
        if (!program_process_join(vm, worker_at(vm, core, i), SIMTIME_NEVER))
            return false;
    return true;
}
