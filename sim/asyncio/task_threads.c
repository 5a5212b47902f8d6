// task_threads.c -- tasks on simulated cores.
//
// A step runs on a strand, so that it can stop where it computes. Its life:
//
//      ready entry --> parked until the thread has GIL and core --> (cost.step) --> code
//      code --> suspends, ends                     the thread waits, or is over
//           --> has computed or blocked meanwhile  the thread does that, then goes on
//           --> waits for a thread                 the thread waits, then goes on

#include "asyncio/task_threads.h"

#include "asyncio/task_workers.h"
#include "asyncio/tasks.h"
#include "base/arena.h"
#include "base/assert.h"
#include "threads/processes.h"
#include "trace/record.h"
#include "vm/strand.h"

#include <stdlib.h>

typedef enum Phase {
    PHASE_IDLE,    // suspended
    PHASE_PARKED,  // a step is due
    PHASE_CHARGED, // and its cost is paid
    PHASE_STOPPED, // in the middle of a step
    PHASE_WAITS,   // there, for a thread of the program
    PHASE_OVER,    // the step has led to something, which counts when the time is over
} Phase;

struct TaskThread {
    Thread thread; // first: the cores know the rest by it
    uint32_t id;
    Task *task; // counted while a step is on its way
    Strand *strand;
    TaskWorker *worker; // PHASE_WAITS: where its code waits
    Phase phase;
    bool is_started;
    Ready ready;            // the step that is due; its references are ours
    SimTime compute, block; // still to be spent
    bool keeps_gil;         // of computing: all of it was charged between safe points
    uint32_t began;         // the cpu.begin or block.begin that is open, or 0
    bool blocks;            // of these two: the second
    Stop stop;              // PHASE_OVER: what the step led to
    Value result;           // or the exception
    Object *held;           // let go when the step is over, or NULL; counted
    VarContext *context;    // that its code is in while it is stopped; counted
};

static TaskThread *thread_of(const Task *task)
{
    return task->future.rare ? task->future.rare->thread : NULL;
}

bool task_has_thread(const Task *task)
{
    return thread_of(task) != NULL;
}

static Cores *cores_of(const Vm *vm)
{
    return threads_of(vm)->cores;
}

void task_thread_new(Vm *vm, Task *task)
{
    TaskThread *thread = heap_new(vm, sizeof *thread);
    *thread = (TaskThread){.task = task, .result = UNSET};
    thread->id = ++threads_of(vm)->last_id;
    future_rare(vm, &task->future)->thread = thread;
    // Threads that are no task's are counted with those that are.
    if (thread->id != task->future.id)
        trace_thread_name(vm->trace, clock_now(vm->clock), thread->id, task->future.id,
                          0);
}

// Wants to run; a new thread starts first.
static void wake(Vm *vm, TaskThread *thread)
{
    Threads *threads = threads_of(vm);
    if (thread->is_started) {
        thread_wake(threads->cores, &thread->thread);
        return;
    }
    thread->is_started = true;
    thread->thread.owner = THREAD_OF_TASK;
    thread_start(threads->cores, &thread->thread, thread->id, &threads->process->process,
                 threads->cost_thread);
}

// ---- Stepping ----

static void let_go_of_core(Vm *vm, TaskThread *thread)
{
    Cores *cores = cores_of(vm);
    if (thread->compute > 0 && thread->keeps_gil) {
        thread_charges(cores, &thread->thread, thread->compute);
        thread->compute = 0;
    } else if (thread->compute > 0) {
        thread_computes(cores, &thread->thread, thread->compute);
        thread->compute = 0;
    } else {
        thread_blocks(cores, &thread->thread, thread->block);
        thread->block = 0;
    }
}

// The time that was spent last is over: true if there is more to spend.
static bool spends_more(Vm *vm, TaskThread *thread)
{
    if (thread->compute > 0 || thread->block > 0) {
        let_go_of_core(vm, thread);
        return true;
    }
    if (thread->began) {
        SimTime now = clock_now(vm->clock);
        uint32_t task = thread->task->future.id;
        if (thread->blocks)
            trace_block_end(vm->trace, now, task, thread->id, thread->began);
        else
            trace_cpu_end(vm->trace, now, task, thread->id, thread->began);
        thread->began = 0;
    }
    return false;
}

static bool begin_step(Vm *vm, TaskThread *thread)
{
    Task *task = thread->task;
    SimTime cost = asyncio_of(vm)->machine->cost_step;
    if (thread->phase == PHASE_PARKED && cost > 0) {
        thread->phase = PHASE_CHARGED;
        thread_computes(cores_of(vm), &thread->thread, cost);
        return true;
    }
    thread->phase = PHASE_IDLE;
    Ready ready = thread->ready;
    bool ok = loop_run_step(vm, task, &ready);
    object_drop(vm, ready.argument);
    object_drop(vm, task);
    return ok;
}

bool task_thread_run(Vm *vm, Task *task, const Ready *ready)
{
    TaskThread *thread = thread_of(task);
    if (!thread) { // it is over: the step says so
        Ready own = *ready;
        bool ok = loop_run_step(vm, task, &own);
        object_drop(vm, own.argument);
        return ok;
    }
    Cores *cores = cores_of(vm);
    DEBUG_ASSERT(thread->phase == PHASE_IDLE, "a task has one step at a time");
    thread->phase = PHASE_PARKED;
    thread->ready = *ready;
    object_keep(task);
    wake(vm, thread);
    return !cores_take_this(cores, &thread->thread) || task_thread_go_on(vm, task);
}

// On the strand: a coroutine is resumed, or what is stopped goes on.
static Stop run_code(Vm *vm, TaskThread *thread, Value coroutine, Value error,
                     Value *result)
{
    if (task_workers_are_used(vm))
        return task_worker_run(vm, thread->strand, coroutine, error, &thread->worker,
                               result);
    return value_is_unset(coroutine)
               ? strand_continue(vm, thread->strand, result)
               : strand_resume(vm, thread->strand, coroutine, error, result);
}

// While a step is stopped, other code runs in the context around it.
static void leave_context(Vm *vm, TaskThread *thread)
{
    thread->context = vm->context;
    vm->context = asyncio_of(vm)->outside.context;
    asyncio_of(vm)->outside.context = NULL;
}

static void enter_context(Vm *vm, TaskThread *thread)
{
    asyncio_of(vm)->outside.context = vm->context;
    vm->context = thread->context;
    thread->context = NULL;
}

bool task_thread_go_on(Vm *vm, Task *task)
{
    TaskThread *thread = thread_of(task);
    if (!thread || spends_more(vm, thread)) return true;
    Value result = UNSET;
    bool is_stopped = thread->phase != PHASE_PARKED && thread->phase != PHASE_CHARGED;
    if (is_stopped) enter_context(vm, thread);
    switch (thread->phase) {
    case PHASE_IDLE: ASSERT(false, "a thread that waits is not given a core"); break;
    case PHASE_PARKED:
    case PHASE_CHARGED: return begin_step(vm, thread);
    case PHASE_STOPPED:
    case PHASE_WAITS: {
        asyncio_of(vm)->current = task;
        Stop stop = thread->worker ? task_worker_go_on(vm, &thread->worker, &result)
                                   : run_code(vm, thread, UNSET, UNSET, &result);
        bool ok = task_stepped_on_thread(vm, task, stop, result);
        if (thread_of(task) != thread || thread->phase == PHASE_IDLE)
            object_drop(vm, task);
        return ok;
    }
    case PHASE_OVER: {
        result = thread->result;
        thread->result = UNSET;
        thread->phase = PHASE_IDLE;
        if (thread->stop == STOP_RAISES) {
            exception_restore(vm, result);
            result = UNSET;
        }
        bool ok = task_stepped_on_thread(vm, task, thread->stop, result);
        object_drop(vm, task);
        return ok;
    }
    }
    return true;
}

Stop task_thread_resume(Vm *vm, Task *task, Object *exception, Object *held,
                        Value *result)
{
    TaskThread *thread = thread_of(task);
    thread->held = held;
    thread->strand = strand_open(vm);
    Value error = exception ? value_object(exception) : UNSET;
    return run_code(vm, thread, value_object(task->coroutine), error, result);
}

bool task_thread_takes_time(Vm *vm, Task *task, Stop stop, Value result)
{
    TaskThread *thread = thread_of(task);
    bool was_idle = thread->phase == PHASE_IDLE;
    if (stop == STOP_PAUSES) {
        thread->phase = thread->worker ? PHASE_WAITS : PHASE_STOPPED;
    } else {
        strand_close(vm, thread->strand);
        thread->strand = NULL;
        if (thread->compute <= 0 && thread->block <= 0) {
            thread->phase = PHASE_IDLE;
            return false;
        }
        thread->phase = PHASE_OVER;
        thread->stop = stop;
        thread->result = stop == STOP_RAISES ? exception_take(vm) : result;
    }
    if (was_idle) object_keep(task);
    leave_context(vm, thread);
    if (thread->phase != PHASE_WAITS) let_go_of_core(vm, thread);
    return true;
}

void task_thread_stepped(Vm *vm, Task *task)
{
    TaskThread *thread = thread_of(task);
    Object *held = thread->held;
    thread->held = NULL;
    if (!future_is_done(&task->future)) {
        thread_waits(cores_of(vm), &thread->thread);
    } else {
        task->future.rare->thread = NULL;
        thread_ends(cores_of(vm), &thread->thread);
        heap_free(vm, thread, sizeof *thread);
    }
    object_drop(vm, held);
}

void task_thread_drop(Task *task)
{
    // The cores may know the thread: it stays on the heap until the run is over.
    if (thread_of(task)) task->future.rare->thread = NULL;
}

// ---- Time ----

// The thread whose code runs, or NULL outside tasks.
static TaskThread *thread_that_runs(const Vm *vm)
{
    const Task *task = asyncio_of(vm)->current;
    return task ? thread_of(task) : NULL;
}

Thread *task_thread_running(const Vm *vm)
{
    TaskThread *thread = thread_that_runs(vm);
    return thread ? &thread->thread : NULL;
}

// [thread] is to spend [duration] as soon as its code can stop. What it spends in one go is
// one pair of events, named for what came first.
static void spend(Vm *vm, TaskThread *thread, SimTime duration, bool blocks)
{
    strand_stop(vm);
    *(blocks ? &thread->block : &thread->compute) += duration;
    if (thread->began || !duration) return;
    thread->blocks = blocks;
    SimTime now = clock_now(vm->clock);
    uint32_t task = thread->task->future.id;
    TracePlace place = asyncio_place(vm);
    thread->began = blocks ? trace_block_begin(vm->trace, now, task, thread->id, place)
                           : trace_cpu_begin(vm->trace, now, task, thread->id, place);
}

bool task_thread_computes(Vm *vm, SimTime duration)
{
    TaskThread *thread = thread_that_runs(vm);
    if (!thread) return false;
    thread->keeps_gil = false;
    spend(vm, thread, duration, false);
    return true;
}

bool task_thread_blocks(Vm *vm, SimTime duration)
{
    TaskThread *thread = thread_that_runs(vm);
    if (!thread) return false;
    spend(vm, thread, duration, true);
    return true;
}

// Nothing else happens until an operation of [cost] is over: it takes its time at once,
// without leaving the loop.
static bool passes_undisturbed(Vm *vm, TaskThread *thread, SimTime cost)
{
    Cores *cores = cores_of(vm);
    SimTime end = clock_now(vm->clock) + cost;
    if (thread->compute > 0 || thread->block > 0 || asyncio_of(vm)->running->count ||
        end > vm->limits.time || threads_next(vm) <= end ||
        clock_next(vm->clock) <= end ||
        thread_may_compute_until(cores, &thread->thread) <= end)
        return false;
    thread_computes(cores, &thread->thread, cost);
    cores_move(cores, end);
    clock_move(vm->clock, end);
    bool goes_on = cores_take_this(cores, &thread->thread);
    ASSERT(goes_on, "nobody was there to take its core");
    return true;
}

bool task_thread_charges(Vm *vm, SimTime cost)
{
    TaskThread *thread = thread_that_runs(vm);
    if (!thread) return false;
    if (passes_undisturbed(vm, thread, cost)) return true;
    strand_stop(vm);
    if (!thread->compute) thread->keeps_gil = true;
    if (vm_is_at_safe_point(vm)) thread->keeps_gil = false;
    thread->compute += cost;
    return true;
}

void task_thread_is_due(Vm *vm, Thread *thread)
{
    Task *task = ((TaskThread *)thread)->task;
    Loop *loop = future_loop(vm, &task->future);
    loop_push(vm, loop, CALLBACK_THREAD, &task->future.object, NULL, 0);
    thread_wake_selecting(vm, loop->thread);
}
