// showing.c -- two pictures of the cores: the true one, and the one that was recorded.
//
// Each core and each process has beside its present thread the one that the record shows.
// At the end of an instant events lead from the second picture to the first.

#include "machine/showing.h"

#include "base/arena.h"
#include "base/assert.h"
#include "trace/record.h"

void show_start(Cores *cores, Thread *thread, SimTime cost)
{
    thread->start = trace_thread_start(cores->trace, cores->now, thread->id,
                                       thread->process->id, thread->maker, (TracePlace){0});
    if (cost) thread->shown = SHOWN_STARTING;
}

void show_started(Cores *cores, Thread *thread)
{
    if (thread->shown != SHOWN_STARTING) return;
    trace_thread_ready(cores->trace, cores->now, thread->id, thread->start);
    thread->shown = SHOWN_READY;
}

// ---- What has changed within the instant ----

void show_ready(Cores *cores, Thread *thread)
{
    if (!cores->trace || thread->fresh || thread->shown == SHOWN_READY) return;
    if (cores->fresh_count == cores->fresh_capacity) {
        cores->fresh_capacity = cores->fresh_capacity ? cores->fresh_capacity * 2 : 16;
        cores->fresh =
            memory_grow(cores->fresh, cores->fresh_capacity * sizeof *cores->fresh);
    }
    cores->fresh[cores->fresh_count++] = thread;
    thread->fresh = cores->fresh_count;
}

static void forget_ready(Cores *cores, Thread *thread)
{
    if (!thread->fresh) return;
    cores->fresh[thread->fresh - 1] = NULL;
    thread->fresh = 0;
    while (cores->fresh_count && !cores->fresh[cores->fresh_count - 1])
        cores->fresh_count--;
}

void show_core_taken(Cores *cores, int core)
{
    if (cores->trace) core_set_add(&cores->changed, core);
}

// Wherever the record has the thread, what it did last is why it is there no more.
void show_core_left(Cores *cores, Thread *thread, int core, TraceWhy why)
{
    if (!cores->trace) return;
    core_set_add(&cores->changed, core);
    if (thread->shown_core >= 0) cores->cores[thread->shown_core].why = (uint8_t)why;
}

void show_gil_taken(Cores *cores, Process *process)
{
    if (!cores->trace || process->changed) return;
    if (cores->changed_gil_count == cores->changed_gil_capacity) {
        uint32_t capacity = cores->changed_gil_capacity;
        capacity = cores->changed_gil_capacity = capacity ? capacity * 2 : 16;
        cores->changed_gils =
            memory_grow(cores->changed_gils, capacity * sizeof *cores->changed_gils);
    }
    cores->changed_gils[cores->changed_gil_count++] = process;
    process->changed = true;
}

void show_gil_left(Cores *cores, Thread *thread, TraceWhy why)
{
    Process *process = thread->process;
    if (process->shown_holder == thread) process->why = (uint8_t)why;
    show_gil_taken(cores, process);
}

// ---- Events ----

// What a thread is when it is not on its core any more.
static Shown shown_after(TraceWhy why)
{
    return why == WHY_WAITS || why == WHY_ENDS ? SHOWN_AWAY : SHOWN_READY;
}

static void write_run(Cores *cores, Thread *thread, int number)
{
    Core *core = &cores->cores[number];
    bool made_room =
        core->left && trace_event_time(cores->trace, core->left) == cores->now;
    core->run = trace_core_run(cores->trace, cores->now, thread->id, (uint32_t)number,
                               made_room ? core->left : 0);
    core->shown = thread;
    thread->shown = SHOWN_ON_CORE;
    thread->shown_core = (int16_t)number;
}

static void write_leave(Cores *cores, int number)
{
    Core *core = &cores->cores[number];
    Thread *thread = core->shown;
    core->left = trace_core_leave(cores->trace, cores->now, thread->id, (uint32_t)number,
                                  (TraceWhy)core->why, core->run);
    core->shown = NULL;
    thread->shown = (uint8_t)shown_after((TraceWhy)core->why);
    thread->shown_core = -1;
}

static void write_acquire(Cores *cores, Process *process, Thread *thread)
{
    bool handed_over = process->released &&
                       trace_event_time(cores->trace, process->released) == cores->now;
    process->acquired = trace_gil_acquire(cores->trace, cores->now, thread->id,
                                          handed_over ? process->released : 0);
    process->shown_holder = thread;
}

static void write_release(Cores *cores, Process *process)
{
    process->released =
        trace_gil_release(cores->trace, cores->now, process->shown_holder->id,
                          (TraceWhy)process->why, process->acquired);
    process->shown_holder = NULL;
}

// ---- Those who go ----

// The GIL passes to [thread] in the record as well.
static void show_visit_of_gil(Cores *cores, Thread *thread)
{
    Process *process = thread->process;
    if (!process->has_gil || process->shown_holder == thread) return;
    Thread *holder = process->shown_holder;
    if (holder && holder->shown_core >= 0) write_leave(cores, holder->shown_core);
    if (holder) write_release(cores, process);
    write_acquire(cores, process, thread);
}

// One who had to wait has been on its core for no time: its waiting ends in the record.
static void show_visit(Cores *cores, Thread *thread, TraceWhy why)
{
    Core *core = &cores->cores[thread->core];
    if (core->shown) write_leave(cores, thread->core);
    show_visit_of_gil(cores, thread);
    write_run(cores, thread, thread->core);
    core->why = (uint8_t)why;
}

void show_away(Cores *cores, Thread *thread, TraceWhy why)
{
    if (!cores->trace) return;
    forget_ready(cores, thread);
    bool visits = thread->shown == SHOWN_READY;
    if (visits) show_visit(cores, thread, why);
    if (thread->shown_core < 0 || (!visits && why != WHY_ENDS)) return;
    cores->cores[thread->shown_core].why = (uint8_t)why;
    write_leave(cores, thread->shown_core);
    if (thread->process->shown_holder != thread) return;
    thread->process->why = (uint8_t)why;
    write_release(cores, thread->process);
}

void show_killed(Cores *cores, Thread *thread)
{
    if (!cores->trace) return;
    forget_ready(cores, thread);
    if (thread->shown_core >= 0) {
        cores->cores[thread->shown_core].why = WHY_ENDS;
        write_leave(cores, thread->shown_core);
    }
    if (thread->process->shown_holder != thread) return;
    thread->process->why = WHY_ENDS;
    write_release(cores, thread->process);
}

uint32_t show_end(Cores *cores, Thread *thread)
{
    if (!cores->trace) return 0;
    if (thread->process->shown_holder == thread) write_release(cores, thread->process);
    return trace_thread_end(cores->trace, cores->now, thread->id, thread->process->id,
                            thread->start);
}

// ---- The end of an instant ----

static void show_leaves(Cores *cores)
{
    for (int i = -1; (i = core_set_next(&cores->changed, i + 1)) >= 0;) {
        const Core *core = &cores->cores[i];
        if (core->shown && core->shown != core->thread) write_leave(cores, i);
    }
}

static void show_releases(Cores *cores)
{
    for (uint32_t i = 0; i < cores->changed_gil_count; i++) {
        Process *process = cores->changed_gils[i];
        bool kept = process->shown_holder == process->holder;
        if (process->shown_holder && !kept) write_release(cores, process);
    }
}

static void show_waiting(Cores *cores)
{
    for (uint32_t i = 0; i < cores->fresh_count; i++) {
        Thread *thread = cores->fresh[i];
        if (!thread) continue;
        thread->fresh = 0;
        if (!thread_is_queued(thread)) continue;
        if (thread->shown == SHOWN_AWAY)
            trace_thread_ready(cores->trace, cores->now, thread->id, thread->start);
        thread->shown = SHOWN_READY;
    }
    cores->fresh_count = 0;
}

static void show_acquires(Cores *cores)
{
    for (uint32_t i = 0; i < cores->changed_gil_count; i++) {
        Process *process = cores->changed_gils[i];
        if (process->holder && process->holder != process->shown_holder)
            write_acquire(cores, process, process->holder);
    }
}

static void show_runs(Cores *cores)
{
    for (int i = -1; (i = core_set_next(&cores->changed, i + 1)) >= 0;) {
        const Core *core = &cores->cores[i];
        if (core->thread && core->thread != core->shown)
            write_run(cores, core->thread, i);
    }
}

void show_instant(Cores *cores, bool time_moves)
{
    if (!cores->trace) return;
    show_leaves(cores);
    show_releases(cores);
    show_waiting(cores);
    if (time_moves) {
        show_acquires(cores);
        show_runs(cores);
    }
    for (uint32_t i = 0; i < cores->changed_gil_count; i++)
        cores->changed_gils[i]->changed = false;
    cores->changed_gil_count = 0;
    cores->changed = (CoreSet){0};
}
