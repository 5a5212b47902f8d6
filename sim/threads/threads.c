// threads.c -- handing over from thread to thread, and moving the time.

#include "threads/threads.h"

#include "base/arena.h"
#include "base/assert.h"
#include "machine/clock.h"
#include "threads/modules.h"
#include "threads/processes.h"
#include "threads/sync_object.h"
#include "trace/record.h"

#include <stdlib.h>
#include <string.h>

// ---- Opening and closing ----

static char *name_copy(Vm *vm, const char *name)
{
    size_t size = strlen(name) + 1;
    return memcpy(heap_new(vm, size), name, size);
}

static ProgramThread *thread_new(Vm *vm, const char *name)
{
    Threads *threads = threads_of(vm);
    ProgramThread *thread = heap_new(vm, sizeof *thread);
    *thread = (ProgramThread){.references = 1};
    thread->name = name_copy(vm, name);
    size_t own = threads->hooks.locals_size;
    if (own) thread->locals = memset(heap_new(vm, own), 0, own);
    thread->previous = threads->last;
    if (threads->last) threads->last->next = thread;
    threads->last = thread;
    threads->alive++;
    return thread;
}

void threads_init(Vm *vm, const Machine *machine, const ThreadHooks *hooks)
{
    Threads *threads = memory_new(sizeof *threads);
    *threads = (Threads){
        .cores = cores_open(machine, vm->trace),
        .has_gil = machine->model != MACHINE_PARALLEL,
        .core_count = machine->cores,
        .cost_thread = machine->cost_thread,
        .cost_process = machine->cost_process,
        .hooks = *hooks,
    };
    vm->threads = threads;
    processes_open(vm);
    threads->main = threads->running = thread_new(vm, "MainThread");
    threads->main->is_outside = machine_has_threads(machine);
    threads->main->thread.process = &threads->process->process;
}

void program_thread_keep(ProgramThread *thread)
{
    thread->references++;
}

void program_thread_drop(Vm *vm, ProgramThread *thread)
{
    if (--thread->references) return;
    heap_free(vm, thread->name, strlen(thread->name) + 1);
    if (thread->locals) heap_free(vm, thread->locals, threads_of(vm)->hooks.locals_size);
    heap_free(vm, thread, sizeof *thread);
}

static void unlink_alive(Threads *threads, ProgramThread *thread)
{
    *(thread->previous ? &thread->previous->next : &threads->main) = thread->next;
    *(thread->next ? &thread->next->previous : &threads->last) = thread->previous;
    threads->alive--;
}

static void record_name(Vm *vm, const ProgramThread *thread)
{
    if (!vm->trace) return;
    TraceText name = trace_text(vm->trace, thread->name, strlen(thread->name));
    trace_thread_name(vm->trace, clock_now(vm->clock), thread->thread.id, 0, name);
}

void threads_open(Vm *vm)
{
    Threads *threads = threads_of(vm);
    if (threads->is_open) return;
    threads->is_open = true;
    ProgramThread *main = threads->main;
    main->fiber = fiber_adopt(vm);
    if (main->is_outside) return;
    cores_move(threads->cores, clock_now(vm->clock));
    thread_start(threads->cores, &main->thread, 0, &threads->process->process, 0);
    record_name(vm, main);
    bool runs = cores_take_this(threads->cores, &main->thread);
    ASSERT(runs, "the first thread finds a free core");
}

void threads_finish(Vm *vm)
{
    if (threads_of(vm)) cores_finish(threads_of(vm)->cores);
}

// ---- Handing over ----

// Goes on with the code of [to]; returns when somebody hands over to the present thread.
static void hand_over(Vm *vm, ProgramThread *to)
{
    Threads *threads = threads_of(vm);
    ProgramThread *from = threads->running;
    const ThreadHooks *hooks = &threads->hooks;
    if (hooks->locals_size) {
        memcpy(from->locals, hooks->locals, hooks->locals_size);
        memcpy(hooks->locals, to->locals, hooks->locals_size);
    }
    threads->running = to;
    process_changes(vm, from->thread.process, to->thread.process);
    fiber_switch(vm, from->fiber, to->fiber);
}

// The thread of the task in whose step the code runs; NULL if it has none.
static Thread *thread_of_step(const Vm *vm)
{
    const Threads *threads = threads_of(vm);
    return threads->running->is_outside ? threads->hooks.task_thread(vm) : NULL;
}

uint32_t thread_running_id(const Vm *vm)
{
    if (!threads_are_open(vm)) return 0;
    const Thread *task = thread_of_step(vm);
    return task ? task->id : thread_running(vm)->thread.id;
}

// The next thread whose code may run at this instant; NULL if there is none.
static ProgramThread *next_to_run(Vm *vm)
{
    Threads *threads = threads_of(vm);
    for (;;) {
        if (threads->main->wants) {
            threads->main->wants = false;
            return threads->main;
        }
        Thread *thread = cores_take(threads->cores);
        if (!thread) return NULL;
        if (thread->owner != THREAD_OF_TASK) return (ProgramThread *)thread;
        threads->hooks.task_runs(vm, thread);
        if (threads->main->selects) threads->main->wants = true;
    }
}

// ---- Waking ----

static void leave_list(ProgramThread *thread)
{
    WaitList *list = thread->waits_in;
    if (!list) return;
    *(thread->before ? &thread->before->behind : &list->first) = thread->behind;
    *(thread->behind ? &thread->behind->before : &list->last) = thread->before;
    thread->before = thread->behind = NULL;
    thread->waits_in = NULL;
}

// It waited for somebody: for the one that runs, unless its time is over.
static void record_wake(Vm *vm, ProgramThread *thread)
{
    if (!thread->waits_for) return;
    uint32_t by = thread->timed_out ? 0 : thread_running_id(vm) + 1;
    thread->last_event =
        trace_thread_wake(vm->trace, clock_now(vm->clock), thread->wait_task,
                          thread->thread.id, by, thread->wait_event);
    thread->waits_for = NULL;
}

static void go_on(Vm *vm, ProgramThread *thread)
{
    Threads *threads = threads_of(vm);
    leave_list(thread);
    moments_cancel(&threads->timeouts, &thread->timeout);
    record_wake(vm, thread);
    if (thread->instead)
        thread_wake(threads->cores, thread->instead);
    else if (thread->is_outside)
        thread->wants = true;
    else
        thread_wake(threads->cores, &thread->thread);
}

bool wait_list_wake(Vm *vm, WaitList *list)
{
    if (!list->first) return false;
    go_on(vm, list->first);
    return true;
}

void wait_list_wake_all(Vm *vm, WaitList *list)
{
    while (wait_list_wake(vm, list))
        continue;
}

void thread_wake_selecting(Vm *vm, ProgramThread *thread)
{
    if (!thread || !thread->selects) return;
    // Its timers are its own affair from now on, however long it waits for the GIL.
    thread->selects = false;
    threads_of(vm)->selecting--;
    go_on(vm, thread);
}

// ---- Time ----

static SimTime earlier(SimTime a, SimTime b)
{
    return a < b ? a : b;
}

// Those whose timers are due go back to their loops.
static void wake_loops(Vm *vm)
{
    Threads *threads = threads_of(vm);
    if (!threads->selecting || !clock_first_due(vm->clock)) return;
    for (ProgramThread *thread = threads->main; thread; thread = thread->next)
        thread_wake_selecting(vm, thread);
}

static void end_timeouts(Vm *vm)
{
    Threads *threads = threads_of(vm);
    SimTime now = clock_now(vm->clock);
    for (Moment *due; (due = moments_take(&threads->timeouts, now));) {
        ProgramThread *thread =
            (ProgramThread *)(void *)((char *)due - offsetof(ProgramThread, timeout));
        thread->timed_out = true;
        go_on(vm, thread);
    }
}

SimTime threads_next(const Vm *vm)
{
    const Threads *threads = threads_of(vm);
    return earlier(cores_next(threads->cores), moments_next(&threads->timeouts));
}

bool threads_move(Vm *vm, SimTime timers)
{
    Threads *threads = threads_of(vm);
    SimTime next = earlier(timers, threads_next(vm));
    if (next == SIMTIME_NEVER) {
        threads->hooks.deadlock(vm);
        return vm_halt(vm, HALT_DEADLOCK, NULL);
    }
    threads->hooks.time_moves(vm);
    clock_move(vm->clock, next);
    cores_move(threads->cores, next);
    wake_loops(vm);
    end_timeouts(vm);
    return next <= vm->limits.time || vm_halt(vm, HALT_LIMIT, "time");
}

// The present thread cannot go on: others run until it can.
static bool park(Vm *vm)
{
    Threads *threads = threads_of(vm);
    while (!vm->halt) {
        ProgramThread *next = next_to_run(vm);
        if (next == threads->running) return true;
        if (next) {
            hand_over(vm, next);
            return !vm->halt;
        }
        threads_move(vm, threads->selecting ? clock_next(vm->clock) : SIMTIME_NEVER);
    }
    return false;
}

void threads_settle(Vm *vm)
{
    Threads *threads = threads_of(vm);
    cores_settle(threads->cores);
    for (Thread *next; !vm->halt && (next = cores_take(threads->cores));) {
        if (next->owner == THREAD_OF_TASK) {
            threads->hooks.task_runs(vm, next);
        } else {
            threads->main->wants = true; // it comes back here at once
            hand_over(vm, (ProgramThread *)next);
        }
    }
}

// ---- A thread's life ----

// It hands over for the last time. After a halt the main thread says how the run ended.
static void leave_for_good(Vm *vm, ProgramThread *self)
{
    Threads *threads = threads_of(vm);
    ProgramThread *next = NULL;
    while (!vm->halt && !(next = next_to_run(vm)))
        threads_move(vm, threads->selecting ? clock_next(vm->clock) : SIMTIME_NEVER);
    if (vm->halt) next = threads->main;
    Fiber *fiber = self->fiber;
    self->fiber = NULL;
    const ThreadHooks *hooks = &threads->hooks;
    if (hooks->locals_size) memcpy(hooks->locals, next->locals, hooks->locals_size);
    threads->running = next;
    process_changes(vm, self->thread.process, next->thread.process);
    fiber_close(vm, fiber); // nobody can use it before the change is made
    // After a halt the cores may still know it: it stays on the heap until that is closed.
    if (!vm->halt) program_thread_drop(vm, self);
    fiber_switch(vm, fiber, next->fiber);
}

static void live(Vm *vm, void *argument)
{
    ProgramThread *self = argument;
    Threads *threads = threads_of(vm);
    self->body(vm, self->argument); // also of a halted run: what it was given is let go
    thread_locals_end(vm, self->thread.id);
    if (threads->hooks.thread_ends) threads->hooks.thread_ends(vm);
    self->over = true;
    Object *object = self->object;
    self->object = NULL;
    object_drop(vm, object);
    wait_list_wake_all(vm, &self->joiners);
    if (!vm->halt) thread_ends(threads->cores, &self->thread);
    unlink_alive(threads, self);
    leave_for_good(vm, self);
}

ProgramThread *program_thread_start(Vm *vm, const ThreadPlan *plan)
{
    Threads *threads = threads_of(vm);
    threads_open(vm);
    ProgramThread *thread = thread_new(vm, plan->name);
    thread->fiber = fiber_open(vm, live, thread);
    if (!thread->fiber) {
        unlink_alive(threads, thread);
        program_thread_drop(vm, thread);
        raise_error(vm, RUNTIME_ERROR, "can't start new thread");
        return NULL;
    }
    thread->body = plan->body;
    thread->argument = plan->argument;
    thread->daemon = plan->daemon;
    Process *process = plan->process ? plan->process : threads->running->thread.process;
    thread->thread.maker = threads->running->thread.id + 1;
    thread_start(threads->cores, &thread->thread, ++threads->last_id, process,
                 plan->cost);
    record_name(vm, thread);
    return thread;
}

// It is in nobody's way any more.
static void let_nobody_wait(Vm *vm, ProgramThread *thread)
{
    Threads *threads = threads_of(vm);
    thread->killed = true;
    leave_list(thread);
    moments_cancel(&threads->timeouts, &thread->timeout);
    if (thread->selects) {
        thread->selects = false;
        threads->selecting--;
    }
    wait_list_wake_all(vm, &thread->joiners);
}

void program_thread_kill(Vm *vm, ProgramThread *thread)
{
    if (thread->killed) return;
    let_nobody_wait(vm, thread);
    thread_kill(threads_of(vm)->cores, &thread->thread);
}

bool thread_running_vanishes(Vm *vm)
{
    Threads *threads = threads_of(vm);
    ProgramThread *self = threads->running;
    let_nobody_wait(vm, self);
    thread_ends(threads->cores, &self->thread);
    return park(vm);
}

void program_thread_rename(Vm *vm, ProgramThread *thread, const char *name)
{
    heap_free(vm, thread->name, strlen(thread->name) + 1);
    thread->name = name_copy(vm, name);
    record_name(vm, thread);
}

bool threads_join_all(Vm *vm)
{
    Threads *threads = threads_of(vm);
    if (!threads) return true;
    for (ProgramThread *thread = threads->main->next; thread;) {
        if (thread->daemon || thread->killed || thread == threads->running ||
            thread->thread.process != threads->running->thread.process) {
            thread = thread->next;
            continue;
        }
        bool woken;
        if (!thread_running_waits(vm, &thread->joiners, SIMTIME_NEVER, "thread", &woken))
            return false;
        thread = threads->main->next;
    }
    return true;
}

void threads_close(Vm *vm)
{
    Threads *threads = threads_of(vm);
    if (!threads) return;
    while (threads->main->next)
        hand_over(vm, threads->main->next);
    ProgramThread *main = threads->main;
    object_drop(vm, main->object);
    program_thread_drop(vm, main);
    cores_close(threads->cores);
    moments_end(&threads->timeouts);
    processes_close(vm);
    free(threads);
    vm->threads = NULL;
}

// ---- What the thread that runs does ----

static SimTime after(const Vm *vm, SimTime duration)
{
    SimTime now = clock_now(vm->clock);
    return duration >= SIMTIME_NEVER - now ? SIMTIME_NEVER : now + duration;
}

// One who stands outside only lets the time pass.
static bool pass_outside(Vm *vm, ProgramThread *self, SimTime duration)
{
    moments_set(&threads_of(vm)->timeouts, &self->timeout, after(vm, duration), 0);
    return park(vm);
}

bool thread_running_computes(Vm *vm, SimTime duration)
{
    Threads *threads = threads_of(vm);
    ProgramThread *self = threads->running;
    if (duration <= 0) return true;
    if (self->is_outside) return pass_outside(vm, self, duration);
    thread_computes(threads->cores, &self->thread, duration);
    return park(vm);
}

bool thread_running_blocks(Vm *vm, SimTime duration)
{
    Threads *threads = threads_of(vm);
    ProgramThread *self = threads->running;
    if (self->is_outside) return duration <= 0 || pass_outside(vm, self, duration);
    thread_blocks(threads->cores, &self->thread, duration);
    return park(vm);
}

// Nothing else happens until an operation of [cost] is over.
static bool passes_undisturbed(Vm *vm, ProgramThread *self, SimTime cost)
{
    Threads *threads = threads_of(vm);
    SimTime end = clock_now(vm->clock) + cost;
    if (end > vm->limits.time || threads->main->wants || threads_next(vm) <= end ||
        (threads->selecting && clock_next(vm->clock) <= end) ||
        thread_may_compute_until(threads->cores, &self->thread) <= end)
        return false;
    thread_computes(threads->cores, &self->thread, cost);
    cores_move(threads->cores, end);
    clock_move(vm->clock, end);
    bool goes_on = cores_take_this(threads->cores, &self->thread);
    ASSERT(goes_on, "nobody was there to take its core");
    return true;
}

bool thread_running_charges(Vm *vm, SimTime cost)
{
    Threads *threads = threads_of(vm);
    ProgramThread *self = threads->running;
    if (self->is_outside) return pass_outside(vm, self, cost);
    if (passes_undisturbed(vm, self, cost)) return true;
    if (vm_is_at_safe_point(vm))
        thread_computes(threads->cores, &self->thread, cost);
    else
        thread_charges(threads->cores, &self->thread, cost);
    return park(vm);
}

static void record_wait(Vm *vm, ProgramThread *self, const WaitList *list,
                        const char *what)
{
    self->waits_for = what;
    self->wait_line = (uint32_t)vm_line(vm);
    self->wait_task = threads_of(vm)->hooks.task(vm);
    if (!vm->trace) return;
    uint32_t object = list->of ? thread_sync_number(vm, list->of) : 0;
    self->wait_event =
        trace_thread_wait(vm->trace, clock_now(vm->clock), self->wait_task,
                          self->thread.id, trace_text(vm->trace, what, strlen(what)),
                          object, (TracePlace){.line = self->wait_line});
}

// [self] stands at the end of [list], and is woken when [timeout] is over.
static void begin_waiting(Vm *vm, ProgramThread *self, WaitList *list, SimTime timeout,
                          const char *what)
{
    Threads *threads = threads_of(vm);
    record_wait(vm, self, list, what);
    self->before = list->last;
    *(list->last ? &list->last->behind : &list->first) = self;
    list->last = self;
    self->waits_in = list;
    self->timed_out = false;
    SimTime until = after(vm, timeout);
    if (until < SIMTIME_NEVER)
        moments_set(&threads->timeouts, &self->timeout, until, self->thread.id);
}

static void end_waiting(Vm *vm, ProgramThread *self)
{
    leave_list(self); // of a halted run
    moments_cancel(&threads_of(vm)->timeouts, &self->timeout);
    self->waits_for = NULL;
}

// What a task waits for in the middle of a step its own thread waits for, without GIL and
// core, while the loop goes on. In lists somebody stands for it who has its number, and the
// name of the main thread, for which the program takes it.
static bool wait_in_step(Vm *vm, Thread *task, WaitList *list, SimTime timeout,
                         const char *what, bool *woken)
{
    Threads *threads = threads_of(vm);
    ProgramThread self = {.thread.id = task->id,
                          .name = threads->main->name,
                          .instead = task,
                          .next = threads->stand_ins};
    if (self.next) self.next->previous = &self;
    threads->stand_ins = &self;
    begin_waiting(vm, &self, list, timeout, what);
    thread_waits(threads->cores, task);
    bool ok = threads->hooks.task_waits(vm);
    end_waiting(vm, &self);
    *(self.previous ? &self.previous->next : &threads->stand_ins) = self.next;
    if (self.next) self.next->previous = self.previous;
    *woken = ok && !self.timed_out;
    return ok;
}

bool thread_running_waits(Vm *vm, WaitList *list, SimTime timeout, const char *what,
                          bool *woken)
{
    Threads *threads = threads_of(vm);
    threads_open(vm);
    ProgramThread *self = threads->running;
    *woken = false;
    if (timeout <= 0) return true;
    Thread *task = thread_of_step(vm);
    if (task) return wait_in_step(vm, task, list, timeout, what, woken);
    begin_waiting(vm, self, list, timeout, what);
    if (!self->is_outside) thread_waits(threads->cores, &self->thread);
    bool ok = park(vm);
    end_waiting(vm, self);
    *woken = ok && !self->timed_out;
    return ok;
}

bool thread_running_selects(Vm *vm)
{
    Threads *threads = threads_of(vm);
    ProgramThread *self = threads->running;
    self->selects = true;
    threads->selecting++;
    if (!self->is_outside) thread_waits(threads->cores, &self->thread);
    bool ok = park(vm);
    if (self->selects) threads->selecting--; // of a halted run
    self->selects = false;
    return ok;
}
