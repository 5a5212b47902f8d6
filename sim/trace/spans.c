// spans.c -- a little state machine for each task, fed with the log.
//
// For the lanes it runs twice: the first walk counts each task's spans, the second one
// writes them, so that they lie behind one another in one array.

#include "trace/spans.h"

#include "trace/history.h"

#include <stdlib.h>

// What a task is doing while the log is walked.
typedef struct Lane {
    SimTime since;
    uint32_t event;
    uint8_t state; // SpanState
    uint8_t wait;
    bool open; // created and not ended
} Lane;

// What a thread is doing; those of a run without threads are unknown.
typedef struct ThreadNow {
    uint32_t task; // inside whose cpu() or time.sleep() it is, or 0
    bool known;    // it has started and not ended
    bool on_core;
} ThreadNow;

struct LaneWalk {
    const Trace *trace;
    SpanEnds *ends;
    void *owner;
    char *lanes; // each a Lane and what lies beside it
    size_t lane_size;
    uint32_t lane_count, lane_capacity;
    ThreadNow *threads;
    uint32_t thread_capacity;
    History *history; // NULL: the log has everything
    SimTime now;      // of the event that is looked at
};

static Lane *lane_of(const LaneWalk *walk, uint32_t task)
{
    return (Lane *)(walk->lanes + (task - 1) * walk->lane_size);
}

SimTime trace_end_time(const Trace *trace)
{
    if (trace->has_outcome) return trace->outcome.time;
    uint32_t count = trace_count(trace);
    return count ? trace_event_time(trace, count) : 0;
}

SimTime trace_woken_at(const Trace *trace, uint32_t cause)
{
    const TracePacked *event = trace_packed(trace, cause);
    if (event->type == TRACE_TIMER_FIRE) return trace_packed(trace, event->cause)->wide;
    return trace_event_time(trace, cause);
}

// Ends the present span at [time]. Spans without a length are told too: they carry order.
static void lane_close(LaneWalk *walk, uint32_t task, Lane *lane, SimTime time)
{
    const Span span = {lane->since, time, lane->state, lane->wait, lane->event};
    walk->ends(walk->owner, task, lane + 1, &span);
}

static void lane_turn(LaneWalk *walk, uint32_t task, Lane *lane, SimTime time,
                      SpanState state, uint32_t event)
{
    lane_close(walk, task, lane, time);
    lane->since = time;
    lane->state = (uint8_t)state;
    lane->wait = 0;
    lane->event = event;
}

static SimTime ready_since(const LaneWalk *walk, const TracePacked *resume)
{
    if (!resume->cause) return walk->now;
    return walk->history ? history_ready_since(walk->history, resume->cause)
                         : trace_woken_at(walk->trace, resume->cause);
}

static void lane_resume(LaneWalk *walk, Lane *lane, const TracePacked *record,
                        uint32_t number)
{
    if (lane->state == SPAN_WAITING) {
        SimTime ready = ready_since(walk, record);
        if (ready < lane->since) ready = lane->since;
        if (ready > walk->now) ready = walk->now;
        lane_turn(walk, record->task, lane, ready, SPAN_READY, record->cause);
    }
    lane_turn(walk, record->task, lane, walk->now, SPAN_RUNNING, number);
}

// A long table lies in whole pages, so that a lane of 64 bytes is one line of the cache.
static void make_room(LaneWalk *walk)
{
    size_t used = walk->lane_capacity * walk->lane_size;
    walk->lane_capacity = walk->lane_capacity ? walk->lane_capacity * 2 : 64;
    size_t size = walk->lane_capacity * walk->lane_size;
    if (size % HUGE_PAGE) {
        walk->lanes = memory_grow(walk->lanes, size);
        return;
    }
    char *lanes = memory_new_huge(size);
    if (used) memcpy(lanes, walk->lanes, used);
    free(walk->lanes);
    walk->lanes = lanes;
}

static void lane_open(const LaneWalk *walk, Lane *lane, uint32_t number)
{
    memset(lane, 0, walk->lane_size);
    *lane =
        (Lane){.since = walk->now, .event = number, .state = SPAN_READY, .open = true};
}

static ThreadNow *thread_of(LaneWalk *walk, uint32_t thread)
{
    if (thread >= walk->thread_capacity) {
        uint32_t old = walk->thread_capacity;
        walk->thread_capacity = thread < 32 ? 64 : thread * 2;
        walk->threads = memory_grow_zeroed(walk->threads, old * sizeof *walk->threads,
                                           walk->thread_capacity * sizeof *walk->threads);
    }
    return &walk->threads[thread];
}

// A task computes or blocks in its thread: true if that one has what it needs. Where
// nobody records threads it always has.
static bool enter_thread(LaneWalk *walk, const TracePacked *record)
{
    ThreadNow *thread = thread_of(walk, record->a);
    thread->task = record->task;
    return !thread->known || thread->on_core;
}

// Its thread has what it waited for: with threads it is ready, until it goes on with the
// lock or the item in hand; alone it goes on at once.
static void lane_wake(LaneWalk *walk, Lane *lane, const TracePacked *record,
                      uint32_t number)
{
    bool has_threads = machine_has_threads(&walk->trace->scenario.machine);
    if (lane->state == SPAN_BLOCKING)
        lane_turn(walk, record->task, lane, walk->now,
                  has_threads ? SPAN_READY : SPAN_RUNNING, number);
}

// What an event that concerns lanes does to its task's one.
static void lane_event(LaneWalk *walk, const TracePacked *record, uint32_t number)
{
    if (!record->task) return; // the module computes before the loop runs
    walk->now = trace_event_time(walk->trace, number);
    if (record->type == TRACE_TASK_CREATE && ++walk->lane_count > walk->lane_capacity)
        make_room(walk);
    Lane *lane = lane_of(walk, record->task);
    if (record->type == TRACE_TASK_CREATE) lane_open(walk, lane, number);
    if (!lane->open) return;

    switch (record->type) {
    case TRACE_TASK_RESUME: lane_resume(walk, lane, record, number); break;
    case TRACE_TASK_SUSPEND:
        lane_turn(walk, record->task, lane, walk->now, SPAN_WAITING, number);
        lane->wait = record->detail;
        break;
    case TRACE_TASK_END:
        lane_close(walk, record->task, lane, walk->now);
        lane->open = false;
        break;
    case TRACE_CPU_BEGIN:
        lane_turn(walk, record->task, lane, walk->now,
                  enter_thread(walk, record) ? SPAN_COMPUTING : SPAN_READY, number);
        break;
    case TRACE_BLOCK_BEGIN:
        enter_thread(walk, record);
        lane_turn(walk, record->task, lane, walk->now, SPAN_BLOCKING, number);
        break;
    case TRACE_THREAD_WAIT:
        lane_turn(walk, record->task, lane, walk->now, SPAN_BLOCKING, number);
        lane->wait = WAIT_THREAD;
        break;
    case TRACE_THREAD_WAKE: lane_wake(walk, lane, record, number); break;
    case TRACE_THREAD_ACQUIRE:
    case TRACE_THREAD_PUT:
    case TRACE_THREAD_GET:
        if (lane->state == SPAN_READY)
            lane_turn(walk, record->task, lane, walk->now, SPAN_RUNNING, number);
        break;
    case TRACE_CPU_END:
    case TRACE_BLOCK_END:
        if (record->a < walk->thread_capacity) walk->threads[record->a].task = 0;
        lane_turn(walk, record->task, lane, walk->now, SPAN_RUNNING, number);
        break;
    default: break;
    }
}

// What becomes of a task whose thread gets a core or leaves it in the middle of cpu(), or
// waits for one behind time.sleep().
static void thread_event(LaneWalk *walk, const TracePacked *record, uint32_t number)
{
    ThreadNow *thread = thread_of(walk, record->a);
    if (record->type == TRACE_THREAD_START || record->type == TRACE_THREAD_END)
        *thread = (ThreadNow){.known = record->type == TRACE_THREAD_START};
    if (record->type == TRACE_CORE_RUN) thread->on_core = true;
    if (record->type == TRACE_CORE_LEAVE) thread->on_core = false;
    if (!thread->task) return;
    Lane *lane = lane_of(walk, thread->task);
    if (!lane->open) return;
    walk->now = trace_event_time(walk->trace, number);

    bool runs = record->type == TRACE_CORE_RUN && lane->state == SPAN_READY;
    bool leaves = record->type == TRACE_CORE_LEAVE && lane->state == SPAN_COMPUTING;
    bool wakes = record->type == TRACE_THREAD_READY && lane->state == SPAN_BLOCKING;
    if (runs && lane->since == walk->now)
        lane->state = SPAN_COMPUTING; // it had not begun before its core.run
    else if (runs)
        lane_turn(walk, thread->task, lane, walk->now, SPAN_COMPUTING, number);
    else if (leaves || wakes)
        lane_turn(walk, thread->task, lane, walk->now, SPAN_READY, number);
}

LaneWalk *lane_walk_open(const Trace *trace, size_t beside, SpanEnds *ends, void *owner)
{
    LaneWalk *walk = memory_new(sizeof *walk);
    *walk = (LaneWalk){
        .trace = trace, .ends = ends, .owner = owner, .lane_size = sizeof(Lane) + beside};
    return walk;
}

void *lane_walk_beside(const LaneWalk *walk, uint32_t task)
{
    return lane_of(walk, task) + 1;
}

uint32_t lane_walk_count(const LaneWalk *walk)
{
    return walk->lane_count;
}

void lane_walk_use_history(LaneWalk *walk, History *history)
{
    walk->history = history;
}

void lane_walk_close(LaneWalk *walk)
{
    free(walk->lanes);
    free(walk->threads);
    free(walk);
}

void lane_walk_event(LaneWalk *walk, const TracePacked *record, uint32_t number)
{
    switch (record->type) {
    case TRACE_TASK_CREATE:
    case TRACE_TASK_RESUME:
    case TRACE_TASK_SUSPEND:
    case TRACE_TASK_END:
    case TRACE_CPU_BEGIN:
    case TRACE_CPU_END:
    case TRACE_BLOCK_BEGIN:
    case TRACE_BLOCK_END:
    case TRACE_THREAD_WAIT:
    case TRACE_THREAD_WAKE:
    case TRACE_THREAD_ACQUIRE:
    case TRACE_THREAD_PUT:
    case TRACE_THREAD_GET: lane_event(walk, record, number); break;
    case TRACE_THREAD_START:
    case TRACE_THREAD_READY:
    case TRACE_THREAD_END:
    case TRACE_CORE_RUN:
    case TRACE_CORE_LEAVE: thread_event(walk, record, number); break;
    default: break;
    }
}

void lane_walk_expect(const LaneWalk *walk, const TracePacked *record)
{
    if (record->task <= walk->lane_count)
        __builtin_prefetch(lane_of(walk, record->task), 1);
}

void lane_walk_end(LaneWalk *walk, SimTime end)
{
    for (uint32_t task = 1; task <= walk->lane_count; task++)
        if (lane_of(walk, task)->open) lane_close(walk, task, lane_of(walk, task), end);
}

// ---- Lanes ----

// Where the next span of each task goes, or how many it has so far.
typedef struct Filling {
    Span *spans;
    uint32_t *next;
} Filling;

static void count_span(void *owner, uint32_t task, void *beside, const Span *span)
{
    (void)span;
    (void)beside;
    ((Filling *)owner)->next[task - 1]++;
}

static void keep_span(void *owner, uint32_t task, void *beside, const Span *span)
{
    (void)beside;
    Filling *filling = owner;
    filling->spans[filling->next[task - 1]++] = *span;
}

static void walk_all(const Trace *trace, SpanEnds *ends, Filling *filling)
{
    LaneWalk *walk = lane_walk_open(trace, 0, ends, filling);
    uint32_t count = trace_count(trace);
    for (uint32_t number = 1; number <= count; number++)
        lane_walk_event(walk, trace_packed(trace, number), number);
    lane_walk_end(walk, trace_end_time(trace));
    lane_walk_close(walk);
}

Lanes *lanes_new(Arena *arena, const Trace *trace)
{
    uint32_t tasks = trace->task_count;
    Lanes *lanes = ARENA_NEW(arena, Lanes);
    lanes->task_count = tasks;
    lanes->end = trace_end_time(trace);
    lanes->first = ARENA_ARRAY(arena, uint32_t, tasks + 1);

    Filling filling = {.next = ARENA_ARRAY(arena, uint32_t, tasks)};
    walk_all(trace, count_span, &filling);
    for (uint32_t i = 0; i < tasks; i++) {
        lanes->first[i + 1] = lanes->first[i] + filling.next[i];
        filling.next[i] = lanes->first[i];
    }
    lanes->spans = ARENA_ARRAY(arena, Span, lanes->first[tasks]);
    filling.spans = lanes->spans;
    walk_all(trace, keep_span, &filling);
    return lanes;
}

const Span *lanes_span_at(const Lanes *lanes, uint32_t task, SimTime time)
{
    const Span *from = lanes->spans + lanes->first[task - 1];
    const Span *past = lanes->spans + lanes->first[task];
    if (from == past || time < from->start) return NULL;
    const Span *last = past - 1;
    if (time > last->end) return NULL;
    // The last span that has begun by [time].
    while (past - from > 1) {
        const Span *middle = from + (past - from) / 2;
        if (middle->start <= time)
            from = middle;
        else
            past = middle;
    }
    return from;
}
