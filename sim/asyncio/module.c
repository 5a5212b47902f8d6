// module.c -- asyncio's state, its hooks into the machine, and the module that programs
// import. Start here: each part below names the file that has its functions.

#include "asyncio/module.h"

#include "asyncio/task_threads.h"
#include "asyncio/task_workers.h"

#include "asyncio/diagnostics.h"
#include "asyncio/executors.h"
#include "asyncio/locks.h"
#include "asyncio/mixins.h"
#include "asyncio/policies.h"
#include "asyncio/queues.h"
#include "asyncio/refused.h"
#include "asyncio/sequences.h"
#include "asyncio/taskgroups.h"
#include "asyncio/tasks.h"
#include "asyncio/timeouts.h"
#include "asyncio/values.h"
#include "base/arena.h"
#include "threads/modules.h"
#include "trace/record.h"

#include <stdlib.h>

// ---- The module ----

// Each makes its types and adds its names to the module; a base comes before what derives
// from it.
typedef void PartInit(Vm *vm, Module *module);

static PartInit *const parts[] = {
    loop_init,               // base_events.c: the loop's methods
    events_init,             // events.c: handles, get_running_loop() and its like
    futures_init,            // futures.c: Future, isfuture()
    tasks_init,              // tasks.c: Task, create_task(), current_task(), all_tasks()
    eager_init,              // eager.c: eager_task_factory
    sleep_init,              // sleep.c: sleep()
    gather_init,             // gather.c: gather(), shield()
    wait_init,               // wait.c: wait(), wait_for()
    as_completed_init,       // as_completed.c: as_completed()
    timeouts_init,           // timeouts.c: timeout(), timeout_at()
    taskgroups_init,         // taskgroups.c: TaskGroup
    runners_init,            // runners.c: run(), Runner
    locks_init,              // locks.c: Lock, Event, Condition, Semaphore, Barrier
    queues_init,             // queues.c: Queue, PriorityQueue, LifoQueue
    to_thread_init,          // threads.c: to_thread()
    executors_of_loops_init, // executors.c: wrap_future(), run_coroutine_threadsafe()
};

static const ExceptionKind exceptions[] = {
    CANCELLED_ERROR,        INVALID_STATE_ERROR,   TIMEOUT_ERROR,
    BROKEN_BARRIER_ERROR,   QUEUE_EMPTY,           QUEUE_FULL,
    QUEUE_SHUT_DOWN,        INCOMPLETE_READ_ERROR, LIMIT_OVERRUN_ERROR,
    SENDFILE_NOT_AVAILABLE,
};

// The modules inside the package: each knows all the names of the package.
static const char *const submodules[] = {
    "base_events", "coroutines", "events",   "exceptions", "futures",    "locks",
    "protocols",   "queues",     "runners",  "streams",    "subprocess", "tasks",
    "taskgroups",  "threads",    "timeouts", "transports",
};

enum { SUBMODULES = sizeof submodules / sizeof *submodules };

static void add_exceptions(Vm *vm, Module *module)
{
    for (size_t i = 0; i < sizeof exceptions / sizeof *exceptions; i++) {
        Type *type = exception_type(vm, exceptions[i]);
        module_set(vm, module, type_name(type), value_keep(value_object((Object *)type)));
    }
}

static void add_submodules(Vm *vm, Module *module)
{
    Module *made[SUBMODULES];
    for (int i = 0; i < SUBMODULES; i++) {
        Text name = {0};
        text_addf(&name, "asyncio.%s", submodules[i]);
        made[i] = module_new(vm, str_intern(vm, text_string(&name))->bytes, NULL);
        text_free(&name);
        uint32_t at = 0;
        DictEntry *entry;
        while (dict_next(module->attributes, &at, &entry))
            if (dict_get_str(made[i]->attributes, STR(entry->key)).kind == VALUE_UNSET)
                dict_set(vm, made[i]->attributes, entry->key, entry->value);
    }
    for (int i = 0; i < SUBMODULES; i++)
        module_set(vm, module, submodules[i], value_object(made[i]));
}

static Module *make_asyncio(Vm *vm)
{
    Module *module = module_new(vm, "asyncio", NULL);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        parts[i](vm, module);
    add_exceptions(vm, module);
    policies_init(vm, module);
    refused_add(vm, module);
    add_submodules(vm, module);
    return module;
}

// "import asyncio.queues": the attribute of the package, which the import makes first.
static Module *make_submodule(Vm *vm, const char *name)
{
    Module *package = module_import(vm, "asyncio");
    if (!package) return NULL;
    Value module = dict_get_str(package->attributes, str_intern(vm, name));
    return (Module *)value_keep(module).object;
}

#define SUBMODULE(name)                                                                  \
    static Module *make_##name(Vm *vm)                                                   \
    {                                                                                    \
        return make_submodule(vm, #name);                                                \
    }
SUBMODULE(base_events)
SUBMODULE(coroutines)
SUBMODULE(events)
SUBMODULE(exceptions)
SUBMODULE(futures)
SUBMODULE(locks)
SUBMODULE(protocols)
SUBMODULE(queues)
SUBMODULE(runners)
SUBMODULE(streams)
SUBMODULE(subprocess)
SUBMODULE(tasks)
SUBMODULE(taskgroups)
SUBMODULE(threads)
SUBMODULE(timeouts)
SUBMODULE(transports)
#undef SUBMODULE

static void register_modules(Vm *vm)
{
    module_register(vm, "asyncio", make_asyncio);
    module_register(vm, "asyncio.base_events", make_base_events);
    module_register(vm, "asyncio.coroutines", make_coroutines);
    module_register(vm, "asyncio.events", make_events);
    module_register(vm, "asyncio.exceptions", make_exceptions);
    module_register(vm, "asyncio.futures", make_futures);
    module_register(vm, "asyncio.locks", make_locks);
    module_register(vm, "asyncio.protocols", make_protocols);
    module_register(vm, "asyncio.queues", make_queues);
    module_register(vm, "asyncio.streams", make_streams);
    module_register(vm, "asyncio.subprocess", make_subprocess);
    module_register(vm, "asyncio.transports", make_transports);
    module_register(vm, "asyncio.runners", make_runners);
    module_register(vm, "asyncio.tasks", make_tasks);
    module_register(vm, "asyncio.taskgroups", make_taskgroups);
    module_register(vm, "asyncio.threads", make_threads);
    module_register(vm, "asyncio.timeouts", make_timeouts);
}

// ---- Where and who ----

uint32_t asyncio_task_id(const Vm *vm)
{
    const Asyncio *asyncio = asyncio_of(vm);
    return asyncio && asyncio->current ? asyncio->current->future.id : 0;
}

TracePlace asyncio_place(const Vm *vm)
{
    if (!vm->trace) return (TracePlace){0};
    return (TracePlace){.line = (uint32_t)vm_line(vm)};
}

// ---- What the machine asks of us ----

// What is needed to judge who held whom when time goes by in the present step.
static bool hold(Vm *vm, SimTime duration)
{
    if (duration > vm->limits.time - clock_now(vm->clock))
        return vm_halt(vm, HALT_LIMIT, "time");
    const Loop *loop = asyncio_of(vm)->running; // none while the module computes
    asyncio_of(vm)->held_line = (uint32_t)vm_line(vm);
    asyncio_of(vm)->held_ready = loop ? (uint32_t)loop->count : 0;
    return true;
}

// There is one thread, and it stands still while time goes by.
static bool pass_alone(Vm *vm, SimTime duration)
{
    if (duration <= 0) return true;
    notice_computing(vm);
    clock_move(vm->clock, clock_now(vm->clock) + duration);
    return true;
}

static bool is_alone(const Vm *vm)
{
    return !threads_are_open(vm);
}

// The thread that runs may hand something in to a loop next: [event] is why.
static void note_event(Vm *vm, uint32_t event)
{
    if (threads_are_open(vm)) thread_running(vm)->last_event = event;
}

static bool hook_compute(Vm *vm, SimTime duration)
{
    if (tasks_are_threads(vm) && task_thread_computes(vm, duration)) return true;
    uint32_t task = asyncio_task_id(vm), thread = thread_running_id(vm);
    uint32_t begin =
        trace_cpu_begin(vm->trace, clock_now(vm->clock), task, thread, asyncio_place(vm));
    if (!hold(vm, duration)) return false;
    bool ok =
        is_alone(vm) ? pass_alone(vm, duration) : thread_running_computes(vm, duration);
    if (ok)
        note_event(vm,
                   trace_cpu_end(vm->trace, clock_now(vm->clock), task, thread, begin));
    return ok;
}

static bool hook_block(Vm *vm, SimTime duration)
{
    if (tasks_are_threads(vm) && task_thread_blocks(vm, duration)) return true;
    uint32_t task = asyncio_task_id(vm), thread = thread_running_id(vm);
    uint32_t begin = trace_block_begin(vm->trace, clock_now(vm->clock), task, thread,
                                       asyncio_place(vm));
    if (!hold(vm, duration)) return false;
    bool ok =
        is_alone(vm) ? pass_alone(vm, duration) : thread_running_blocks(vm, duration);
    if (ok)
        note_event(vm,
                   trace_block_end(vm->trace, clock_now(vm->clock), task, thread, begin));
    return ok;
}

// With cost.op above 0 every operation takes time.
static bool hook_operation(Vm *vm)
{
    SimTime cost = asyncio_of(vm)->machine->cost_op;
    if (tasks_are_threads(vm) && task_thread_charges(vm, cost)) return true;
    if (!hold(vm, cost)) return false;
    return is_alone(vm) ? pass_alone(vm, cost) : thread_running_charges(vm, cost);
}

bool asyncio_charge_step(Vm *vm, Task *task)
{
    if (!asyncio_steps_cost(vm)) return true;
    SimTime cost = asyncio_of(vm)->machine->cost_step;
    asyncio_of(vm)->current = task;
    bool ok = hold(vm, cost) &&
              (is_alone(vm) ? pass_alone(vm, cost) : thread_running_computes(vm, cost));
    asyncio_of(vm)->current = NULL;
    return ok;
}

static TraceText coroutine_trace_text(Vm *vm, Value coroutine)
{
    const char *name = coroutine_text(vm, coroutine);
    return trace_text(vm->trace, name, strlen(name));
}

static void hook_coroutine_made(Vm *vm, Value coroutine)
{
    if (!vm->trace) return;
    trace_coroutine_create(vm->trace, clock_now(vm->clock), asyncio_task_id(vm),
                           coroutine_trace_text(vm, coroutine), asyncio_place(vm));
}

static void hook_coroutine_dropped(Vm *vm, Value coroutine)
{
    if (vm->halt) return;
    if (vm->trace)
        trace_coroutine_drop(vm->trace, clock_now(vm->clock), asyncio_task_id(vm),
                             coroutine_trace_text(vm, coroutine), asyncio_place(vm));
    TraceFact fact = {.kind = FACT_TEXT, .text = coroutine_text(vm, coroutine)};
    // The call wants an await, wherever the coroutine dies.
    uint32_t line = (uint32_t)coroutine_made_line(vm, coroutine);
    asyncio_diagnostic(vm, DIAGNOSTIC_NEVER_AWAITED, asyncio_task_id(vm), &fact, line);
}

// The loop that the thread has set goes with it.
static void hook_thread_ends(Vm *vm)
{
    Loop *loop = asyncio_of(vm)->set_loop;
    asyncio_of(vm)->set_loop = NULL;
    if (!vm->halt) object_drop(vm, loop);
}

void asyncio_init(Vm *vm)
{
    Asyncio *asyncio = memory_new(sizeof *asyncio);
    *asyncio = (Asyncio){0};
    vm->asyncio = asyncio;
    if (!vm->clock) {
        vm->clock = memory_new(sizeof *vm->clock);
        clock_init(vm->clock);
        asyncio->owns_clock = true;
    }
    vm->hooks.compute = hook_compute;
    vm->hooks.block = hook_block;
    vm->hooks.coroutine_made = hook_coroutine_made;
    vm->hooks.coroutine_dropped = hook_coroutine_dropped;
    vm->hooks.coroutine_yields = vm->trace ? sleepers_next_recorded : sleepers_next;
    vm->hooks.asyncgen_first = loop_asyncgen_first;
    vm->hooks.asyncgen_finalize = loop_asyncgen_finalize;
    vm->hooks.asyncgen_gone = loop_asyncgen_gone;
    register_modules(vm);
}

void asyncio_use_machine(Vm *vm, const Machine *machine)
{
    asyncio_of(vm)->machine = machine;
    asyncio_of(vm)->tasks_are_threads = machine_has_threads(machine);
    threads_init(vm, machine,
                 &(ThreadHooks){
                     .task_runs = task_thread_is_due,
                     .time_moves = notice_computing,
                     .deadlock = report_deadlock,
                     .thread_ends = hook_thread_ends,
                     .task = asyncio_task_id,
                     .task_thread = task_thread_running,
                     .task_waits = task_worker_waits,
                     .locals = asyncio_of(vm),
                     .locals_size = ASYNCIO_OWN,
                 });
    if (machine_has_threads(machine)) threads_open(vm);
    threads_register_modules(vm);
    if (!machine->cost_op) return;
    vm->hooks.operation = hook_operation;
    vm_charge_operations(vm);
}

void asyncio_tell_rest(Vm *vm)
{
    sync_run_ended(vm);
    sequences_tell(vm);
}

void asyncio_close(Vm *vm)
{
    Asyncio *asyncio = asyncio_of(vm);
    if (!vm->halt) vm->halt = HALT_INTERRUPT; // what still waits gives up
    task_workers_close(vm);
    threads_close(vm);
    if (asyncio->owns_clock) {
        clock_end(vm->clock);
        free(vm->clock);
        vm->clock = NULL;
    }
    sequences_free(vm);
    free(asyncio);
    vm->asyncio = NULL;
}
