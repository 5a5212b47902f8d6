// chain.c -- one walk over the log that gives each event the time of its longest chain.
//
// Everything that happens does so in the code of a step, of a callback or of the module, so
// the walk keeps where the present code has got to ("here"), and for each task and thread
// where it stopped. An event's chain is the longest of those that lead to it, each being an
// earlier event. What the walk must know of earlier events it keeps itself, so that it can
// follow a run whose log is let go of.

#include "trace/chain.h"

#include "base/assert.h"

#include <stdlib.h>

// What is kept of events, many millions of them: 12 bytes of each, in blocks that are never
// moved, which costs less than growing one table.
enum { BLOCK_BITS = 16, BLOCK_EVENTS = 1 << BLOCK_BITS };

typedef struct __attribute__((packed, aligned(4))) Link {
    SimTime time; // of the longest chain that ends with it; a timer.set's until it fires
    uint32_t from : 31; // the event before it in that chain, or 0
    bool is_cancel : 1;
} Link;

// What a thread has done, or the only one of a run that records none.
typedef struct ThreadWork {
    SimTime computed; // on all its cores so far
    SimTime since;    // when it got its core, if it has one
    SimTime begin;    // computed until its cpu.begin; or when its block.begin was
    SimTime ready;    // when it had code to run behind time.sleep(), or -1
    SimTime waits;    // since when, for another thread
    uint32_t at;      // where its code has got to: not of the one with the loop
    bool known, on_core;
} ThreadWork;

// Where a task has got to.
typedef struct TaskWork {
    uint32_t stopped;
    uint32_t target; // of its last task.suspend: slot a
    uint8_t wait;    // TraceWait + 1 of that, or 0
    bool finished;
} TaskWork;

struct ChainWalk {
    const Trace *trace;
    Link **blocks; // by number of event
    uint32_t block_count;
    TaskWork *tasks;
    uint32_t task_capacity;
    ThreadWork *threads;
    uint32_t thread_count;
    uint32_t here;            // where the present code has got to, 0 between two codes
    uint32_t longest;         // the event with the longest chain so far
    uint32_t longest_of_main; // the same, without those of other threads
};
typedef ChainWalk Walk;

static Link *link_of(const Walk *walk, uint32_t number)
{
    return &walk->blocks[number >> BLOCK_BITS][number & (BLOCK_EVENTS - 1)];
}

static SimTime time_of(const Walk *walk, uint32_t number)
{
    return link_of(walk, number)->time;
}

// [number] happened behind [before], [length] later.
static void follow(Walk *walk, uint32_t number, uint32_t before, SimTime length)
{
    if (!before) return;
    SimTime time = time_of(walk, before) + length;
    Link *link = link_of(walk, number);
    if (link->from && time <= link->time) return;
    link->time = time;
    link->from = before & INT32_MAX;
}

// A table with a row [index], new rows zeroed.
static void *with_row(void *rows, uint32_t *capacity, uint32_t index, size_t size)
{
    if (index < *capacity) return rows;
    uint32_t old = *capacity;
    *capacity = index < 32 ? 64 : index * 2;
    return memory_grow_zeroed(rows, old * size, *capacity * size);
}

static TaskWork *task_of(Walk *walk, uint32_t task)
{
    walk->tasks = with_row(walk->tasks, &walk->task_capacity, task, sizeof *walk->tasks);
    return &walk->tasks[task];
}

// ---- Threads ----

static ThreadWork *thread_of(Walk *walk, uint32_t thread)
{
    walk->threads =
        with_row(walk->threads, &walk->thread_count, thread, sizeof *walk->threads);
    return &walk->threads[thread];
}

// Where the code of a thread has got to. The main one's is where the loop is.
static uint32_t *at_of(Walk *walk, uint32_t thread)
{
    return thread ? &thread_of(walk, thread)->at : &walk->here;
}

// It goes on with [number].
static void goes_on(Walk *walk, uint32_t thread, uint32_t number)
{
    uint32_t *at = at_of(walk, thread);
    follow(walk, number, *at, 0);
    *at = number;
}

// What it has computed by [now]. Where nobody records threads cpu() has a core all the time.
static SimTime computed_by(const ThreadWork *thread, SimTime now)
{
    if (!thread->known) return now;
    return thread->computed + (thread->on_core ? now - thread->since : 0);
}

static void thread_event(Walk *walk, const TracePacked *record, uint32_t number)
{
    SimTime now = trace_event_time(walk->trace, number);
    ThreadWork *thread = thread_of(walk, record->a);
    switch (record->type) {
    case TRACE_THREAD_START: *thread = (ThreadWork){.known = true, .ready = -1}; break;
    case TRACE_THREAD_READY: thread->ready = now; break;
    case TRACE_CORE_RUN:
        thread->on_core = true;
        thread->since = now;
        break;
    case TRACE_CORE_LEAVE:
        thread->computed = computed_by(thread, now);
        thread->on_core = false;
        break;
    default: break;
    }
}

static void begin_work(Walk *walk, const TracePacked *record, uint32_t number)
{
    SimTime now = trace_event_time(walk->trace, number);
    ThreadWork *thread = thread_of(walk, record->a);
    bool computes = record->type == TRACE_CPU_BEGIN;
    thread->begin = computes ? computed_by(thread, now) : now;
    thread->ready = -1;
}

// How long it computed or blocked. What it waited for a core behind that does not count.
static SimTime end_work(Walk *walk, const TracePacked *record, uint32_t number)
{
    SimTime now = trace_event_time(walk->trace, number);
    ThreadWork *thread = thread_of(walk, record->a);
    if (record->type == TRACE_CPU_END) return computed_by(thread, now) - thread->begin;
    bool waited = thread->known && thread->ready >= thread->begin;
    return (waited ? thread->ready : now) - thread->begin;
}

// A thread is made by another one, hands a job in, takes one or ends one.
static void life_event(Walk *walk, const TracePacked *record, uint32_t number)
{
    const TraceRecord event = trace_event(walk->trace, number);
    switch (record->type) {
    case TRACE_THREAD_START:
        if (!event.thread) return; // a task's
        follow(walk, number, *at_of(walk, event.thread - 1), 0);
        *at_of(walk, event.a) = number;
        return;
    case TRACE_THREAD_WAIT:
        thread_of(walk, event.a)->waits = event.time;
        goes_on(walk, event.a, number);
        return;
    case TRACE_THREAD_WAKE:
        // One whose time was over has waited like one who sleeps.
        if (event.thread)
            follow(walk, number, *at_of(walk, event.thread - 1), 0);
        else
            follow(walk, number, event.cause,
                   event.time - thread_of(walk, event.a)->waits);
        follow(walk, number, event.cause, 0);
        *at_of(walk, event.a) = number;
        return;
    case TRACE_JOB_RUN: follow(walk, number, event.cause, 0); // fallthrough
    default: goes_on(walk, event.a, number); return;
    }
}

// ---- Tasks ----

// All of those that were waited for have to have ended, not only the last one.
static void follow_tasks(Walk *walk, uint32_t number, const TaskWork *task)
{
    TraceWait wait = (TraceWait)(task->wait - 1);
    if (trace_wait_refers(wait) == REFERS_TASK && task->target)
        follow(walk, number, task_of(walk, task->target)->stopped, 0);
    if (wait != WAIT_GATHER && wait != WAIT_GROUP) return;
    uint32_t count;
    const uint32_t *tasks = trace_list(walk->trace, task->target, &count);
    for (uint32_t i = 0; i < count; i++)
        if (walk->tasks[tasks[i]].finished)
            follow(walk, number, walk->tasks[tasks[i]].stopped, 0);
}

static void resume(Walk *walk, const TracePacked *record, uint32_t number)
{
    const TaskWork *task = task_of(walk, record->task);
    follow(walk, number, task->stopped, 0);
    follow(walk, number, record->cause, 0);
    // A cancelled wait has not waited for its tasks.
    bool cancelled = record->cause && link_of(walk, record->cause)->is_cancel;
    if (task->wait && !cancelled) follow_tasks(walk, number, task);
    walk->here = number;
}

// The module goes on, or a run of the loop begins, behind all that was.
static void follow_module(Walk *walk, uint32_t number)
{
    follow(walk, number, walk->here ? walk->here : walk->longest_of_main, 0);
}

// Only its firing follows from it, so its chain has all of the time until then.
static void timer_set(Walk *walk, const TracePacked *record, uint32_t number)
{
    SimTime now = trace_event_time(walk->trace, number);
    SimTime length = record->wide > now ? record->wide - now : 0;
    link_of(walk, number)->time = length;
    follow(walk, number, walk->here, length);
}

// Computing and blocking of a thread that is neither a task's nor the loop's.
static bool is_other_thread(const TracePacked *record)
{
    return !record->task && record->a;
}

static void work_of_thread(Walk *walk, const TracePacked *record, uint32_t number)
{
    if (record->type == TRACE_CPU_BEGIN || record->type == TRACE_BLOCK_BEGIN) {
        goes_on(walk, record->a, number);
        begin_work(walk, record, number);
    } else {
        follow(walk, number, record->cause, end_work(walk, record, number));
        *at_of(walk, record->a) = number;
    }
}

static void task_event(Walk *walk, const TracePacked *record, uint32_t number)
{
    uint32_t task = record->task;
    switch (record->type) {
    case TRACE_TASK_CREATE:
        follow_module(walk, number);
        *task_of(walk, task) = (TaskWork){.stopped = number};
        return;
    case TRACE_TASK_RESUME: resume(walk, record, number); break;
    case TRACE_TASK_SUSPEND:
        task_of(walk, task)->wait = record->detail + 1;
        task_of(walk, task)->target = record->a;
        follow(walk, number, walk->tasks[task].stopped, 0);
        walk->here = 0;
        break;
    case TRACE_TASK_END:
        task_of(walk, task)->finished = record->detail == END_FINISHED;
        follow(walk, number, walk->tasks[task].stopped, 0);
        walk->here = 0;
        break;
    case TRACE_CPU_BEGIN:
    case TRACE_BLOCK_BEGIN:
        follow_module(walk, number);
        begin_work(walk, record, number);
        walk->here = 0;
        break;
    case TRACE_CPU_END:
    case TRACE_BLOCK_END:
        follow(walk, number, record->cause, end_work(walk, record, number));
        walk->here = number;
        break;
    default: return;
    }
    if (task) task_of(walk, task)->stopped = number;
}

// Something that the present code does, perhaps after somebody else.
static void code_event(Walk *walk, const TracePacked *record, uint32_t number)
{
    follow(walk, number, walk->here, 0);
    bool has_cause = trace_shape(record->type) == SHAPE_PLAIN ||
                     trace_shape(record->type) == SHAPE_B_IN_LIST;
    if (has_cause && record->cause) follow(walk, number, record->cause, 0);
    if (!walk->here) return;
    walk->here = number;
    if (record->type == TRACE_TASK_CANCEL || !record->task) return;
    TaskWork *task = task_of(walk, record->task);
    if (task->stopped && time_of(walk, task->stopped) <= time_of(walk, number))
        task->stopped = number;
}

static bool is_longer(const Walk *walk, uint32_t number, uint32_t than)
{
    return !than || time_of(walk, number) > time_of(walk, than);
}

static void walk_event(Walk *walk, const TracePacked *record, uint32_t number)
{
    switch (record->type) {
    case TRACE_TURN: walk->here = 0; break;
    case TRACE_CALLBACK_RUN:
        follow(walk, number, record->cause, 0);
        walk->here = number;
        break;
    case TRACE_TIMER_SET: timer_set(walk, record, number); return;
    case TRACE_TIMER_FIRE: follow(walk, number, record->cause, 0); break;
    case TRACE_THREAD_START: thread_event(walk, record, number); // fallthrough
    case TRACE_THREAD_WAIT:
    case TRACE_THREAD_WAKE:
    case TRACE_JOB_SUBMIT:
    case TRACE_JOB_RUN:
    case TRACE_JOB_END: life_event(walk, record, number); break;
    case TRACE_THREAD_READY:
    case TRACE_THREAD_END:
    case TRACE_CORE_RUN:
    case TRACE_CORE_LEAVE:
    case TRACE_GIL_ACQUIRE:
    case TRACE_GIL_RELEASE: thread_event(walk, record, number); break;
    case TRACE_TASK_CANCEL:
    case TRACE_ACQUIRE:
    case TRACE_RELEASE:
    case TRACE_PUT:
    case TRACE_GET:
    case TRACE_SET:
    case TRACE_CLEAR:
    case TRACE_NOTIFY: code_event(walk, record, number); break;
    case TRACE_CPU_BEGIN:
    case TRACE_CPU_END:
    case TRACE_BLOCK_BEGIN:
    case TRACE_BLOCK_END:
        if (is_other_thread(record))
            work_of_thread(walk, record, number);
        else
            task_event(walk, record, number);
        break;
    default: task_event(walk, record, number); break;
    }
    bool other = record->type >= TRACE_CPU_BEGIN && is_other_thread(record);
    if (is_longer(walk, number, walk->longest)) walk->longest = number;
    if (!other && is_longer(walk, number, walk->longest_of_main))
        walk->longest_of_main = number;
}

// ---- The chain ----

ChainWalk *chain_begin(const Trace *trace)
{
    ChainWalk *walk = memory_new(sizeof *walk);
    *walk = (ChainWalk){.trace = trace};
    return walk;
}

static void add_block(Walk *walk)
{
    ASSERT(walk->block_count < INT32_MAX >> BLOCK_BITS,
           "a log has fewer than 2^31 events");
    uint32_t count = walk->block_count++;
    walk->blocks = memory_grow(walk->blocks, walk->block_count * sizeof(Link *));
    walk->blocks[count] = memory_new(BLOCK_EVENTS * sizeof(Link));
}

// What the events a little later will need of those long ago.
static void expect(const Walk *walk, uint32_t first, uint32_t last)
{
    for (uint32_t number = first; number <= last; number++) {
        const TracePacked *record = trace_packed(walk->trace, number);
        if (record->type == TRACE_TASK_RESUME && record->task < walk->task_capacity)
            __builtin_prefetch(&walk->tasks[record->task]);
        if (record->type != TRACE_TIMER_FIRE || record->cause >= first) continue;
        // Behind the setting of a timer its task has stopped, as a rule.
        __builtin_prefetch(link_of(walk, record->cause));
        __builtin_prefetch(link_of(walk, record->cause) + 2);
    }
}

void chain_events(ChainWalk *walk, uint32_t first, uint32_t last)
{
    while (last >> BLOCK_BITS >= walk->block_count)
        add_block(walk);
    enum { AHEAD = 24 };
    for (uint32_t number = first; number <= last; number++) {
        if ((number - first) % AHEAD == 0 && number + 2 * AHEAD <= last)
            expect(walk, number + AHEAD, number + 2 * AHEAD - 1);
        const TracePacked *record = trace_packed(walk->trace, number);
        *link_of(walk, number) = (Link){.is_cancel = record->type == TRACE_TASK_CANCEL};
        walk_event(walk, record, number);
    }
}

Chain *chain_end(ChainWalk *walk, Arena *arena)
{
    Chain *chain = ARENA_NEW(arena, Chain);
    if (!walk->longest) return chain;
    for (uint32_t at = walk->longest; at; at = link_of(walk, at)->from)
        chain->count++;
    uint32_t *events = ARENA_ARRAY(arena, uint32_t, chain->count);
    uint32_t left = chain->count;
    for (uint32_t at = walk->longest; at; at = link_of(walk, at)->from)
        events[--left] = at;
    chain->events = events;
    chain->time = time_of(walk, walk->longest);
    return chain;
}

void chain_close(ChainWalk *walk)
{
    for (uint32_t i = 0; i < walk->block_count; i++)
        free(walk->blocks[i]);
    free(walk->blocks);
    free(walk->tasks);
    free(walk->threads);
    free(walk);
}

Chain *chain_new(Arena *arena, const Trace *trace)
{
    ChainWalk *walk = chain_begin(trace);
    chain_events(walk, 1, trace_count(trace));
    Chain *chain = chain_end(walk, arena);
    chain_close(walk);
    return chain;
}

SimTime chain_least_time(const Chain *chain, SimTime work, int cores)
{
    SimTime share = work / cores + (work % cores != 0);
    return share > chain->time ? share : chain->time;
}
