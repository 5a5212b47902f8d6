// record.h -- recording: one function for each kind of event.
//
// Every function returns the event's number, so that a later event can name it as its
// cause. With a NULL Trace nothing is recorded and the number is 0: recording that is off
// costs one comparison. What a list of an event holds is said before the event itself.

#ifndef TRACE_RECORD_H
#define TRACE_RECORD_H

#include "trace/trace.h"

// ---- Lists ----

// For the functions below.
void trace_grow_pending(Trace *trace);
uint32_t trace_add_awaits(Trace *trace, const TraceAwait *awaits, uint32_t count);

static inline void trace_list_add(Trace *trace, uint32_t entry)
{
    if (!trace) return;
    if (trace->pending_count == trace->pending_capacity) trace_grow_pending(trace);
    trace->pending[trace->pending_count++] = entry;
}

// Adds an entry to the list that the next trace_turn() or
// trace_task_suspend_on_tasks() takes.
static inline void trace_list_task(Trace *trace, uint32_t task)
{
    trace_list_add(trace, task);
}

// The same for a callback in a turn's ready list.
static inline void trace_list_callback(Trace *trace, TraceText function)
{
    trace_list_add(trace, function | TRACE_CALLBACK);
}

// Add to the holders and the waiting of the next acquire, release, put, get, set, clear
// or notify.
static inline void trace_holder(Trace *trace, uint32_t task)
{
    if (trace && trace->holder_count < TRACE_LIST_LONGEST)
        trace->holders[trace->holder_count++] = task;
}

// The object of the next event of a thread of these kinds; before its holders.
static inline void trace_listed(Trace *trace, uint32_t object)
{
    trace_holder(trace, object);
}

static inline void trace_waiting(Trace *trace, uint32_t task)
{
    if (trace && trace->waiting_count < TRACE_LIST_LONGEST)
        trace->waiting[trace->waiting_count++] = task;
}

// The coroutines of the next task.suspend that wait in one another, the task's own first.
static inline void trace_awaiting(Trace *trace, const TraceAwait *awaits, uint32_t count)
{
    if (trace && count > 1) trace->await_list = trace_add_awaits(trace, awaits, count);
}

static inline uint32_t trace_take_awaits(Trace *trace)
{
    uint32_t list = trace->await_list;
    trace->await_list = 0;
    return list;
}

// ---- Recording ----

// For the functions below.
void trace_begin_group(Trace *trace, SimTime time);
uint32_t trace_close_list(Trace *trace);   // the list under construction: its number
uint32_t trace_close_queues(Trace *trace); // holders, then waiting; their number
void trace_add_task(Trace *trace, const TraceTask *row);
uint32_t trace_add_facts(Trace *trace, TraceCode code, const TraceFact *facts,
                         TraceText *text);
uint32_t trace_list_of_two(Trace *trace, uint32_t a, uint32_t b);
void trace_add_odd_place(Trace *trace, TracePlace place);
void trace_add_odd_thread(Trace *trace, uint32_t thread);
uint8_t trace_add_what(Trace *trace, TraceText what);

// Nearly all timers are for the same thing as the one before, or for the first.
static inline uint8_t trace_what_byte(Trace *trace, TraceText what)
{
    if (trace->what_count && what == trace->whats[0]) return 0;
    return trace_add_what(trace, what);
}

// Puts the slots where [record]'s type has room for them.
static inline __attribute__((always_inline)) void
trace_pack(Trace *trace, TracePacked *packed, TraceRecord record)
{
    packed->type = record.type;
    packed->detail = record.detail;
    packed->task = record.task;
    packed->cause = record.cause;
    packed->a = record.a;
    switch (trace_shape(record.type)) {
    case SHAPE_PLAIN: break;
    case SHAPE_B_IN_TASK: packed->task = record.b; break;
    case SHAPE_B_IN_CAUSE: packed->cause = record.b; break;
    case SHAPE_THREAD_WAIT:
        packed->cause = trace_list_of_two(trace, record.b, record.cause);
        break;
    case SHAPE_B_IN_LIST:
        if (record.b) packed->a = trace_list_of_two(trace, record.a, record.b);
        break;
    case SHAPE_TURN:
        packed->detail = trace->pending_count == 1;
        if (packed->detail)
            packed->task = trace->pending[--trace->pending_count];
        else
            packed->task = trace_close_list(trace);
        break;
    case SHAPE_TIMER:
        packed->wide = record.wide;
        packed->detail = trace_what_byte(trace, record.cause);
        break;
    }
}

// What is added from now on is of this time.
static inline void trace_change_time(Trace *trace, SimTime time)
{
    if (time == trace->now) return;
    trace->now = time;
    trace->time_of++;
    *trace->next_time++ = time;
}

// Adds an event. That of a turn takes the list under construction; its b is ignored.
static inline __attribute__((always_inline)) uint32_t trace_append(Trace *trace,
                                                                   TraceRecord record)
{
    if (trace->count % TRACE_GROUP == 0)
        trace_begin_group(trace, record.time);
    else
        trace_change_time(trace, record.time);
    trace->newest->time_of[trace->count & (TRACE_CHUNK - 1)] = trace->time_of;
    TracePacked *packed = trace->next++;
    // A chunk that is used again may still lie in the cache of the core that read it.
    __builtin_prefetch((const char *)packed + TRACE_PREFETCH, 1);
    trace->count++;
    trace_pack(trace, packed, record);
    bool odd = record.column || record.line >= TRACE_ODD_PLACE || record.thread;
    packed->place = odd ? TRACE_ODD_PLACE : (uint16_t)record.line;
    if (odd) trace_add_odd_place(trace, (TracePlace){record.line, record.column});
    if (record.thread) trace_add_odd_thread(trace, record.thread);
    return trace->count;
}

#define TRACE_RECORD(name, ...)                                                          \
    trace_append(trace, (TraceRecord){.time = time, .type = TRACE_##name, __VA_ARGS__})
#define TRACE_PLACE .line = place.line, .column = trace_column(place)

// A new task. Its id counts from 1 in order of making; [by] is the task that made it or
// 0. [name] is its first name, or 0 for "Task-<number>".
static inline uint32_t trace_task_create(Trace *trace, SimTime time, uint32_t task,
                                         uint32_t by, TraceText coroutine, TraceText name,
                                         uint32_t number, bool internal, uint32_t cause,
                                         TracePlace place)
{
    if (!trace) return 0;
    trace_add_task(trace, &(TraceTask){.created = time,
                                       .name = name,
                                       .number = number,
                                       .coroutine = coroutine,
                                       .parent = by,
                                       .internal = internal});
    return TRACE_RECORD(TASK_CREATE, .task = task, .a = by, .b = coroutine,
                        .cause = cause, TRACE_PLACE);
}

static inline uint32_t trace_task_rename(Trace *trace, SimTime time, uint32_t task,
                                         TraceText name, TracePlace place)
{
    if (!trace) return 0;
    return TRACE_RECORD(TASK_RENAME, .task = task, .a = name, TRACE_PLACE);
}

static inline uint32_t trace_task_resume(Trace *trace, SimTime time, uint32_t task,
                                         uint32_t cause)
{
    if (!trace) return 0;
    return TRACE_RECORD(TASK_RESUME, .task = task, .cause = cause);
}

// The task waits for a timer, given by its timer.set event: asyncio.sleep(d), d > 0.
static inline uint32_t trace_task_suspend_on_timer(Trace *trace, SimTime time,
                                                   uint32_t task, uint32_t timer_set,
                                                   TracePlace place)
{
    if (!trace) return 0;
    return TRACE_RECORD(TASK_SUSPEND, .task = task, .detail = WAIT_SLEEP, .a = timer_set,
                        .b = trace_take_awaits(trace), TRACE_PLACE);
}

// The task waits for one thing: [target] is the id of a task (WAIT_TASK, WAIT_SHIELD)
// or of an object (WAIT_LOCK and the like), and 0 for WAIT_YIELD and WAIT_FUTURE.
static inline uint32_t trace_task_suspend(Trace *trace, SimTime time, uint32_t task,
                                          TraceWait on, uint32_t target, TracePlace place)
{
    if (!trace) return 0;
    return TRACE_RECORD(TASK_SUSPEND, .task = task, .detail = (uint8_t)on, .a = target,
                        .b = trace_take_awaits(trace), TRACE_PLACE);
}

// The task waits for the tasks that trace_list_task() was given: WAIT_GATHER, WAIT_WAIT,
// WAIT_GROUP.
static inline uint32_t trace_task_suspend_on_tasks(Trace *trace, SimTime time,
                                                   uint32_t task, TraceWait on,
                                                   TracePlace place)
{
    if (!trace) return 0;
    return trace_task_suspend(trace, time, task, on, trace_close_list(trace), place);
}

// [message] 0: the cancellation has none.
static inline uint32_t trace_task_cancel(Trace *trace, SimTime time, uint32_t task,
                                         uint32_t by, TraceText message, uint32_t cause,
                                         TracePlace place)
{
    if (!trace) return 0;
    return TRACE_RECORD(TASK_CANCEL, .task = task, .a = by, .b = message, .cause = cause,
                        TRACE_PLACE);
}

// [value]: the result's repr for END_FINISHED, "ValueError: text" for END_FAILED, 0 for
// END_CANCELLED.
static inline uint32_t trace_task_end(Trace *trace, SimTime time, uint32_t task,
                                      TraceEnd how, TraceText value)
{
    if (!trace) return 0;
    trace->tasks[task - 1].ended = time;
    trace->tasks[task - 1].end = (uint8_t)how;
    return TRACE_RECORD(TASK_END, .task = task, .detail = (uint8_t)how, .a = value);
}

static inline uint32_t trace_coroutine_create(Trace *trace, SimTime time, uint32_t task,
                                              TraceText coroutine, TracePlace place)
{
    if (!trace) return 0;
    return TRACE_RECORD(COROUTINE_CREATE, .task = task, .a = coroutine, TRACE_PLACE);
}

// A coroutine object that was never started dies.
static inline uint32_t trace_coroutine_drop(Trace *trace, SimTime time, uint32_t task,
                                            TraceText coroutine, TracePlace place)
{
    if (!trace) return 0;
    return TRACE_RECORD(COROUTINE_DROP, .task = task, .a = coroutine, TRACE_PLACE);
}

// The number of this event stands for the timer in the functions that follow.
static inline uint32_t trace_timer_set(Trace *trace, SimTime time, SimTime due,
                                       TraceText what, TracePlace place)
{
    if (!trace) return 0;
    return TRACE_RECORD(TIMER_SET, .task = ++trace->timer_count, .wide = due,
                        .cause = what, TRACE_PLACE);
}

static inline uint32_t trace_timer_fire(Trace *trace, SimTime time, uint32_t timer_set)
{
    if (!trace) return 0;
    return TRACE_RECORD(TIMER_FIRE, .cause = timer_set);
}

static inline uint32_t trace_timer_cancel(Trace *trace, SimTime time, uint32_t timer_set)
{
    if (!trace) return 0;
    return TRACE_RECORD(TIMER_CANCEL, .cause = timer_set);
}

// A turn begins; trace_list_task() and trace_list_callback() were given what it will run.
// [timers]: how many timers are still set.
static inline uint32_t trace_turn(Trace *trace, SimTime time, uint32_t timers)
{
    if (!trace) return 0;
    return TRACE_RECORD(TURN, .a = timers);
}

// Room for [count] events of one time, of which none needs more than its place in the log.
// NULL at the end of a group: then each has to be added by itself.
static inline TracePacked *trace_take(Trace *trace, SimTime time, uint32_t count)
{
    uint32_t index = trace->count & (TRACE_CHUNK - 1), in_group = index % TRACE_GROUP;
    if (in_group == 0 || in_group + count > TRACE_GROUP) return NULL;
    trace_change_time(trace, time);
    memset(&trace->newest->time_of[index], trace->time_of, count);
    TracePacked *packed = trace->next;
    __builtin_prefetch((const char *)packed + TRACE_PREFETCH, 1);
    trace->next += count;
    trace->count += count;
    return packed;
}

// A sleep is over and nothing else happens: the timer that was set with [timer_set] fires, one
// turn runs its callback, [rings], and the next one begins, with the task alone. Returns the
// number of the timer.fire.
static inline uint32_t trace_sleep_over(Trace *trace, SimTime time, uint32_t timer_set,
                                        TraceText rings, uint32_t task, uint32_t timers)
{
    uint32_t fire = trace->count + 1;
    TracePacked *events = trace_take(trace, time, 3);
    if (events) {
        events[0] = (TracePacked){.type = TRACE_TIMER_FIRE, .cause = timer_set};
        events[1] = (TracePacked){.type = TRACE_TURN, .detail = 1, .a = timers};
        events[1].task = rings | TRACE_CALLBACK;
        events[2] = (TracePacked){.type = TRACE_TURN, .detail = 1, .a = timers};
        events[2].task = task;
        return fire;
    }
    trace_timer_fire(trace, time, timer_set);
    trace_list_callback(trace, rings);
    trace_turn(trace, time, timers);
    trace_list_task(trace, task);
    trace_turn(trace, time, timers);
    return fire;
}

// A callback that is not the step of a task.
static inline uint32_t trace_callback_run(Trace *trace, SimTime time, TraceText function,
                                          uint32_t cause)
{
    if (!trace) return 0;
    return TRACE_RECORD(CALLBACK_RUN, .a = function, .cause = cause);
}

// TRACE_ACQUIRE, RELEASE, PUT, GET, SET, CLEAR or NOTIFY, with the lists that
// trace_holder() and trace_waiting() were given.
static inline uint32_t trace_sync(Trace *trace, SimTime time, TraceType type,
                                  uint32_t task, uint32_t object, uint32_t cause,
                                  TracePlace place)
{
    if (!trace) return 0;
    return trace_append(trace, (TraceRecord){.time = time,
                                             .type = (uint8_t)type,
                                             .task = task,
                                             .a = object,
                                             .b = trace_close_queues(trace),
                                             .cause = cause,
                                             TRACE_PLACE});
}

// The same of a thread, in the step of [task] or of none: TRACE_THREAD_ACQUIRE, ...;
// trace_listed() and then trace_holder() and trace_waiting() were called, with threads.
static inline uint32_t trace_thread_sync(Trace *trace, SimTime time, TraceType type,
                                         uint32_t task, uint32_t thread, uint32_t cause,
                                         TracePlace place)
{
    return trace_sync(trace, time, type, task, thread, cause, place);
}

// A line that was completed on standard output, without its newline, by the code of
// [thread], 0 for the main one.
static inline uint32_t trace_print(Trace *trace, SimTime time, uint32_t task,
                                   uint32_t thread, const char *bytes, size_t size,
                                   TracePlace place)
{
    if (!trace) return 0;
    return TRACE_RECORD(PRINT, .task = task, .a = trace_new_text(trace, bytes, size),
                        .thread = thread, TRACE_PLACE);
}

static inline uint32_t trace_stderr(Trace *trace, SimTime time, uint32_t task,
                                    uint32_t thread, const char *bytes, size_t size,
                                    TracePlace place)
{
    if (!trace) return 0;
    return TRACE_RECORD(STDERR, .task = task, .a = trace_new_text(trace, bytes, size),
                        .thread = thread, TRACE_PLACE);
}

// cpu(seconds) begins and ends; [begin] is the number of its cpu.begin.
static inline uint32_t trace_cpu_begin(Trace *trace, SimTime time, uint32_t task,
                                       uint32_t thread, TracePlace place)
{
    if (!trace) return 0;
    return TRACE_RECORD(CPU_BEGIN, .task = task, .a = thread, TRACE_PLACE);
}

static inline uint32_t trace_cpu_end(Trace *trace, SimTime time, uint32_t task,
                                     uint32_t thread, uint32_t begin)
{
    if (!trace) return 0;
    return TRACE_RECORD(CPU_END, .task = task, .a = thread, .cause = begin);
}

// time.sleep(seconds), likewise.
static inline uint32_t trace_block_begin(Trace *trace, SimTime time, uint32_t task,
                                         uint32_t thread, TracePlace place)
{
    if (!trace) return 0;
    return TRACE_RECORD(BLOCK_BEGIN, .task = task, .a = thread, TRACE_PLACE);
}

static inline uint32_t trace_block_end(Trace *trace, SimTime time, uint32_t task,
                                       uint32_t thread, uint32_t begin)
{
    if (!trace) return 0;
    return TRACE_RECORD(BLOCK_END, .task = task, .a = thread, .cause = begin);
}

// A thread is made, in a process. [by] is the number + 1 of the thread that made it, or 0.
static inline uint32_t trace_thread_start(Trace *trace, SimTime time, uint32_t thread,
                                          uint32_t process, uint32_t by, TracePlace place)
{
    if (!trace) return 0;
    return TRACE_RECORD(THREAD_START, .a = thread, .b = process, .thread = by,
                        TRACE_PLACE);
}

// What a thread is called that is no task's, or whose task, if its number is another one.
static inline uint32_t trace_thread_name(Trace *trace, SimTime time, uint32_t thread,
                                         uint32_t task, TraceText name)
{
    if (!trace) return 0;
    return TRACE_RECORD(THREAD_NAME, .task = task, .a = thread, .b = name);
}

// The code of a thread, in the step of [task] or of none, waits for another thread, at
// [object] if it is not 0.
static inline uint32_t trace_thread_wait(Trace *trace, SimTime time, uint32_t task,
                                         uint32_t thread, TraceText what, uint32_t object,
                                         TracePlace place)
{
    if (!trace) return 0;
    return TRACE_RECORD(THREAD_WAIT, .task = task, .a = thread, .b = what,
                        .cause = object, TRACE_PLACE);
}

// It can go on. [wait]: its thread.wait. [by]: the number + 1 of the thread that woke it, 0
// when the time that it had for waiting is over.
static inline uint32_t trace_thread_wake(Trace *trace, SimTime time, uint32_t task,
                                         uint32_t thread, uint32_t by, uint32_t wait)
{
    if (!trace) return 0;
    return TRACE_RECORD(THREAD_WAKE, .task = task, .a = thread, .thread = by,
                        .cause = wait);
}

// Its start is over, or it has code to run and must wait. [start]: its thread.start.
static inline uint32_t trace_thread_ready(Trace *trace, SimTime time, uint32_t thread,
                                          uint32_t start)
{
    if (!trace) return 0;
    return TRACE_RECORD(THREAD_READY, .a = thread, .cause = start);
}

static inline uint32_t trace_thread_end(Trace *trace, SimTime time, uint32_t thread,
                                        uint32_t process, uint32_t start)
{
    if (!trace) return 0;
    return TRACE_RECORD(THREAD_END, .a = thread, .b = process, .cause = start);
}

// A thread gets a core. [left]: the core.leave that made room, or 0.
static inline uint32_t trace_core_run(Trace *trace, SimTime time, uint32_t thread,
                                      uint32_t core, uint32_t left)
{
    if (!trace) return 0;
    return TRACE_RECORD(CORE_RUN, .a = thread, .b = core, .cause = left);
}

// It does not go on there. [run]: its core.run.
static inline uint32_t trace_core_leave(Trace *trace, SimTime time, uint32_t thread,
                                        uint32_t core, TraceWhy why, uint32_t run)
{
    if (!trace) return 0;
    return TRACE_RECORD(CORE_LEAVE, .a = thread, .b = core, .detail = (uint8_t)why,
                        .cause = run);
}

// A thread gets its process's GIL. [released]: the gil.release that handed it over, or 0.
static inline uint32_t trace_gil_acquire(Trace *trace, SimTime time, uint32_t thread,
                                         uint32_t released)
{
    if (!trace) return 0;
    return TRACE_RECORD(GIL_ACQUIRE, .a = thread, .cause = released);
}

// It does not keep it. [acquired]: its gil.acquire.
static inline uint32_t trace_gil_release(Trace *trace, SimTime time, uint32_t thread,
                                         TraceWhy why, uint32_t acquired)
{
    if (!trace) return 0;
    return TRACE_RECORD(GIL_RELEASE, .a = thread, .detail = (uint8_t)why,
                        .cause = acquired);
}

// A job is handed in to a pool, an object, as its [job]th one: [function] is what it calls.
// [list] becomes its name for the two functions below.
static inline uint32_t trace_job_submit(Trace *trace, SimTime time, uint32_t task,
                                        uint32_t thread, uint32_t pool, uint32_t job,
                                        TraceText function, uint32_t *list,
                                        TracePlace place)
{
    if (!trace) return 0;
    trace_list_add(trace, pool);
    trace_list_add(trace, job);
    trace_list_add(trace, function);
    *list = trace_close_list(trace);
    return TRACE_RECORD(JOB_SUBMIT, .task = task, .a = thread, .b = *list, TRACE_PLACE);
}

// A worker takes it. [submit]: its job.submit.
static inline uint32_t trace_job_run(Trace *trace, SimTime time, uint32_t thread,
                                     uint32_t list, uint32_t submit)
{
    if (!trace) return 0;
    return TRACE_RECORD(JOB_RUN, .a = thread, .b = list, .cause = submit);
}

// It is over: END_FINISHED, END_FAILED or END_CANCELLED. [run]: its job.run, or its
// job.submit if nobody took it.
static inline uint32_t trace_job_end(Trace *trace, SimTime time, uint32_t thread,
                                     uint32_t list, TraceEnd how, uint32_t run)
{
    if (!trace) return 0;
    return TRACE_RECORD(JOB_END, .a = thread, .b = list, .detail = (uint8_t)how,
                        .cause = run);
}

// A diagnostic. [facts] are those of its code in words.def, in that order. Its English
// sentence is made from them. [task] may be 0; [thread] is the one in whose code it is, 0
// for the main one.
static inline uint32_t trace_diagnostic(Trace *trace, SimTime time, uint32_t task,
                                        uint32_t thread, TraceCode code,
                                        const TraceFact *facts, TracePlace place)
{
    if (!trace) return 0;
    TraceText text;
    uint32_t list = trace_add_facts(trace, code, facts, &text);
    return TRACE_RECORD(DIAGNOSTIC, .task = task, .detail = (uint8_t)code, .a = text,
                        .b = list, .thread = thread, TRACE_PLACE);
}

#endif
