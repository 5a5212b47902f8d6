// chain.c -- one walk over the log that gives each event the time of its longest chain.
//
// Everything that happens does so in the code of a step, of a callback or of the module, so
// the walk keeps where the present code has got to ("here"), and for each task and thread
// where it stopped. An event's chain is the longest of those that lead to it, each being an
// earlier event.

#include "trace/chain.h"

#include <stdlib.h>

// What a thread has done, or the only one of a run that records none.
typedef struct ThreadWork {
    SimTime computed; // on all its cores so far
    SimTime since;    // when it got its core, if it has one
    SimTime begin;    // computed until its cpu.begin; or when its block.begin was
    SimTime ready;    // when it had code to run behind time.sleep(), or -1
    bool known, on_core;
} ThreadWork;

typedef struct Walk {
    const Trace *trace;
    SimTime *time;      // of the longest chain that ends with each event
    uint32_t *from;     // the event before it in that chain
    uint32_t *stopped;  // where each task has got to
    uint32_t *suspends; // its last task.suspend
    ThreadWork *threads;
    uint32_t thread_count;
    uint32_t here;    // where the present code has got to, 0 between two codes
    uint32_t longest; // the event with the longest chain so far
} Walk;

// [number] happened behind [before], [length] later.
static void follow(Walk *walk, uint32_t number, uint32_t before, SimTime length)
{
    if (!before) return;
    SimTime time = walk->time[before] + length;
    if (walk->from[number] && time <= walk->time[number]) return;
    walk->time[number] = time;
    walk->from[number] = before;
}

// ---- Threads ----

static ThreadWork *thread_of(Walk *walk, uint32_t thread)
{
    if (thread >= walk->thread_count) {
        uint32_t old = walk->thread_count;
        walk->thread_count = thread < 32 ? 64 : thread * 2;
        walk->threads = memory_grow_zeroed(walk->threads, old * sizeof *walk->threads,
                                           walk->thread_count * sizeof *walk->threads);
    }
    return &walk->threads[thread];
}

// What it has computed by [now]. Where nobody records threads cpu() has a core all the time.
static SimTime computed_by(const ThreadWork *thread, SimTime now)
{
    if (!thread->known) return now;
    return thread->computed + (thread->on_core ? now - thread->since : 0);
}

static void thread_event(Walk *walk, const TracePacked *record)
{
    ThreadWork *thread = thread_of(walk, record->a);
    switch (record->type) {
    case TRACE_THREAD_START: *thread = (ThreadWork){.known = true, .ready = -1}; break;
    case TRACE_THREAD_READY: thread->ready = record->time; break;
    case TRACE_CORE_RUN:
        thread->on_core = true;
        thread->since = record->time;
        break;
    case TRACE_CORE_LEAVE:
        thread->computed = computed_by(thread, record->time);
        thread->on_core = false;
        break;
    default: break;
    }
}

static void begin_work(Walk *walk, const TracePacked *record)
{
    ThreadWork *thread = thread_of(walk, record->a);
    bool computes = record->type == TRACE_CPU_BEGIN;
    thread->begin = computes ? computed_by(thread, record->time) : record->time;
    thread->ready = -1;
}

// How long it computed or blocked. What it waited for a core behind that does not count.
static SimTime end_work(Walk *walk, const TracePacked *record)
{
    ThreadWork *thread = thread_of(walk, record->a);
    if (record->type == TRACE_CPU_END)
        return computed_by(thread, record->time) - thread->begin;
    bool waited = thread->known && thread->ready >= thread->begin;
    return (waited ? thread->ready : record->time) - thread->begin;
}

// ---- Tasks ----

// All of those that were waited for have to have ended, not only the last one.
static void follow_tasks(Walk *walk, uint32_t number, uint32_t suspend)
{
    TraceRecord record = trace_event(walk->trace, suspend);
    if (trace_wait_refers((TraceWait)record.detail) == REFERS_TASK && record.a)
        follow(walk, number, walk->stopped[record.a], 0);
    if (record.detail != WAIT_GATHER && record.detail != WAIT_GROUP) return;
    uint32_t count;
    const uint32_t *tasks = trace_list(walk->trace, record.a, &count);
    for (uint32_t i = 0; i < count; i++)
        if (walk->trace->tasks[tasks[i] - 1].end == END_FINISHED)
            follow(walk, number, walk->stopped[tasks[i]], 0);
}

static void resume(Walk *walk, const TracePacked *record, uint32_t number)
{
    uint32_t task = record->task;
    follow(walk, number, walk->stopped[task], 0);
    follow(walk, number, record->cause, 0);
    uint32_t suspend = walk->suspends[task];
    // A cancelled wait has not waited for its tasks.
    bool cancelled = record->cause &&
                     trace_packed(walk->trace, record->cause)->type == TRACE_TASK_CANCEL;
    if (suspend && !cancelled) follow_tasks(walk, number, suspend);
    walk->here = number;
}

// The module goes on, or a run of the loop begins, behind all that was.
static void follow_module(Walk *walk, uint32_t number)
{
    follow(walk, number, walk->here ? walk->here : walk->longest, 0);
}

static void timer_fires(Walk *walk, const TracePacked *record, uint32_t number)
{
    const TracePacked *set = trace_packed(walk->trace, record->cause);
    SimTime length = set->wide - set->time;
    follow(walk, number, record->cause, length > 0 ? length : 0);
}

static void task_event(Walk *walk, const TracePacked *record, uint32_t number)
{
    uint32_t task = record->task;
    switch (record->type) {
    case TRACE_TASK_CREATE:
        follow_module(walk, number);
        walk->stopped[task] = number;
        return;
    case TRACE_TASK_RESUME: resume(walk, record, number); break;
    case TRACE_TASK_SUSPEND: walk->suspends[task] = number; // fallthrough
    case TRACE_TASK_END:
        follow(walk, number, walk->stopped[task], 0);
        walk->here = 0;
        break;
    case TRACE_CPU_BEGIN:
    case TRACE_BLOCK_BEGIN:
        follow_module(walk, number);
        begin_work(walk, record);
        walk->here = 0;
        break;
    case TRACE_CPU_END:
    case TRACE_BLOCK_END:
        follow(walk, number, record->cause, end_work(walk, record));
        walk->here = number;
        break;
    default: return;
    }
    if (task) walk->stopped[task] = number;
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
    bool own = record->type != TRACE_TASK_CANCEL && record->task;
    if (own && walk->stopped[record->task] &&
        walk->time[walk->stopped[record->task]] <= walk->time[number])
        walk->stopped[record->task] = number;
}

static void walk_event(Walk *walk, const TracePacked *record, uint32_t number)
{
    switch (record->type) {
    case TRACE_TURN: walk->here = 0; break;
    case TRACE_CALLBACK_RUN:
        follow(walk, number, record->cause, 0);
        walk->here = number;
        break;
    case TRACE_TIMER_SET: follow(walk, number, walk->here, 0); break;
    case TRACE_TIMER_FIRE: timer_fires(walk, record, number); break;
    case TRACE_THREAD_START:
    case TRACE_THREAD_READY:
    case TRACE_THREAD_END:
    case TRACE_CORE_RUN:
    case TRACE_CORE_LEAVE:
    case TRACE_GIL_ACQUIRE:
    case TRACE_GIL_RELEASE: thread_event(walk, record); break;
    case TRACE_TASK_CANCEL:
    case TRACE_ACQUIRE:
    case TRACE_RELEASE:
    case TRACE_PUT:
    case TRACE_GET:
    case TRACE_SET:
    case TRACE_CLEAR:
    case TRACE_NOTIFY: code_event(walk, record, number); break;
    default: task_event(walk, record, number); break;
    }
    if (!walk->longest || walk->time[number] > walk->time[walk->longest])
        walk->longest = number;
}

// ---- The chain ----

static void *zeroed(size_t count, size_t size)
{
    void *array = memory_new(count * size);
    memset(array, 0, count * size);
    return array;
}

static void write_chain(const Walk *walk, Arena *arena, Chain *chain)
{
    if (!walk->longest) return;
    for (uint32_t at = walk->longest; at; at = walk->from[at])
        chain->count++;
    uint32_t *events = ARENA_ARRAY(arena, uint32_t, chain->count);
    uint32_t left = chain->count;
    for (uint32_t at = walk->longest; at; at = walk->from[at])
        events[--left] = at;
    chain->events = events;
    chain->time = walk->time[walk->longest];
}

Chain *chain_new(Arena *arena, const Trace *trace)
{
    Chain *chain = ARENA_NEW(arena, Chain);
    uint32_t count = trace_count(trace);
    Walk walk = {.trace = trace,
                 .time = zeroed(count + 1, sizeof *walk.time),
                 .from = zeroed(count + 1, sizeof *walk.from),
                 .stopped = zeroed(trace->task_count + 1, sizeof *walk.stopped),
                 .suspends = zeroed(trace->task_count + 1, sizeof *walk.suspends)};
    for (uint32_t number = 1; number <= count; number++)
        walk_event(&walk, trace_packed(trace, number), number);
    write_chain(&walk, arena, chain);
    free(walk.time);
    free(walk.from);
    free(walk.stopped);
    free(walk.suspends);
    free(walk.threads);
    return chain;
}

SimTime chain_least_time(const Chain *chain, SimTime work, int cores)
{
    SimTime share = work / cores + (work % cores != 0);
    return share > chain->time ? share : chain->time;
}
