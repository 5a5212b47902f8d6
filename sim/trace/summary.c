// summary.c -- counts and totals in one walk over the log: the events give how many at
// an instant, the spans give how long.

#include "trace/summary.h"

#include "trace/spans.h"

#include <stdlib.h>

// Present numbers while the log is walked.
struct SummaryWalk {
    const Trace *trace;
    Summary *summary;
    LaneWalk *lanes;
    uint32_t capacity; // of the tables of tasks
    uint8_t *state;    // of each task: SpanState, or NONE
    SimTime *held;     // of each task: how long its present step has held the loop
    uint32_t alive, waiting, running;
    SimTime *core_since; // when the thread on each core got it, or -1
    bool has_cores;      // the machine records who is on which core
};

enum { NONE = SPAN_STATE_COUNT };

static void count_state(SummaryWalk *walk, uint8_t state, uint32_t change)
{
    if (state == SPAN_WAITING) walk->waiting += change;
    if (state == SPAN_RUNNING) walk->running += change;
    if (state != NONE) walk->alive += change;
}

static void most(uint32_t *most_so_far, uint32_t now)
{
    if (now > *most_so_far) *most_so_far = now;
}

static void change_state(SummaryWalk *walk, uint32_t task, uint8_t state)
{
    if (!task) return;
    count_state(walk, walk->state[task - 1], UINT32_MAX); // one less
    count_state(walk, state, 1);
    walk->state[task - 1] = state;
    most(&walk->summary->most_alive, walk->alive);
    most(&walk->summary->most_waiting, walk->waiting);
    most(&walk->summary->most_running, walk->running);
}

static void leave_core(SummaryWalk *walk, uint32_t core, SimTime time)
{
    if (core >= (uint32_t)walk->summary->core_count || walk->core_since[core] < 0) return;
    walk->summary->core_busy[core] += time - walk->core_since[core];
    walk->core_since[core] = -1;
}

static void enter_core(SummaryWalk *walk, uint32_t core, SimTime time)
{
    if (core < (uint32_t)walk->summary->core_count) walk->core_since[core] = time;
}

// See SHAPE_B_IN_TASK.
static uint32_t core_of(const TracePacked *record)
{
    return record->task;
}

static void count_event(SummaryWalk *walk, const TracePacked *record)
{
    Summary *summary = walk->summary;
    switch (record->type) {
    case TRACE_TASK_CREATE: change_state(walk, record->task, SPAN_READY); break;
    case TRACE_TASK_RESUME:
        summary->steps++;
        change_state(walk, record->task, SPAN_RUNNING);
        break;
    case TRACE_TASK_SUSPEND: change_state(walk, record->task, SPAN_WAITING); break;
    case TRACE_TASK_END: change_state(walk, record->task, NONE); break;
    case TRACE_TURN: summary->turns++; break;
    case TRACE_PRINT: summary->printed++; break;
    case TRACE_CORE_RUN: enter_core(walk, core_of(record), record->time); break;
    case TRACE_CORE_LEAVE: leave_core(walk, core_of(record), record->time); break;
    // Where nobody records cores there is one thread, and it computes on the first.
    case TRACE_CPU_BEGIN:
        if (!walk->has_cores) enter_core(walk, 0, record->time);
        break;
    case TRACE_CPU_END:
        if (!walk->has_cores) leave_core(walk, 0, record->time);
        break;
    default: break;
    }
}

static bool records_cores(const Trace *trace)
{
    return trace->scenario.machine.model == MACHINE_THREADS ||
           trace->scenario.machine.model == MACHINE_PARALLEL;
}

// ---- How long things took ----

static bool holds_the_loop(const Span *span)
{
    return span->state == SPAN_RUNNING || span->state == SPAN_COMPUTING ||
           span->state == SPAN_BLOCKING;
}

static void end_hold(SummaryWalk *walk, uint32_t task)
{
    Summary *summary = walk->summary;
    SimTime held = walk->held[task - 1];
    if (!held) return;
    summary->loop_busy += held;
    walk->held[task - 1] = 0;
    if (held <= summary->longest_hold) return;
    summary->longest_hold = held;
    summary->longest_hold_task = task;
}

// A step is a run of spans that hold the loop, from a resume to the next suspension.
static void measure_span(void *owner, uint32_t task, const Span *span)
{
    SummaryWalk *walk = owner;
    TaskTimes *times = &walk->summary->tasks[task - 1];
    SimTime length = span->end - span->start;
    if (holds_the_loop(span)) {
        if (!length) return;
        times->running += length;
        walk->held[task - 1] += length;
        return;
    }
    end_hold(walk, task);
    if (!length) return;
    if (span->state == SPAN_READY) times->ready += length;
    if (span->state == SPAN_WAITING) times->waiting[span->wait] += length;
}

// ---- The walk ----

static void *grown(void *array, uint32_t count, size_t size)
{
    return memory_grow(array, count * size);
}

// A task is made: the tables grow, so that a run can be walked while it goes on.
static void add_task(SummaryWalk *walk)
{
    Summary *summary = walk->summary;
    uint32_t task = summary->task_count++;
    if (task == walk->capacity) {
        uint32_t capacity = walk->capacity = task ? task * 2 : 64;
        walk->state = grown(walk->state, capacity, sizeof *walk->state);
        walk->held = grown(walk->held, capacity, sizeof *walk->held);
        summary->tasks = grown(summary->tasks, capacity, sizeof *summary->tasks);
    }
    walk->state[task] = NONE;
    walk->held[task] = 0;
    summary->tasks[task] = (TaskTimes){0};
}

SummaryWalk *summary_begin(Arena *arena, const Trace *trace)
{
    SummaryWalk *walk = ARENA_NEW(arena, SummaryWalk);
    Summary *summary = ARENA_NEW(arena, Summary);
    walk->trace = trace;
    walk->summary = summary;
    summary->core_count = trace->scenario.machine.cores;
    summary->core_busy = ARENA_ARRAY(arena, SimTime, summary->core_count);
    walk->lanes = lane_walk_open(trace, measure_span, walk);
    walk->has_cores = records_cores(trace);
    walk->core_since = ARENA_ARRAY(arena, SimTime, summary->core_count);
    for (int i = 0; i < summary->core_count; i++)
        walk->core_since[i] = -1;
    return walk;
}

void summary_events(SummaryWalk *walk, uint32_t first, uint32_t last)
{
    for (uint32_t number = first; number <= last; number++) {
        const TracePacked *record = trace_packed(walk->trace, number);
        if (record->type == TRACE_TASK_CREATE) add_task(walk);
        count_event(walk, record);
        lane_walk_event(walk->lanes, record, number);
    }
}

void summary_expect(const SummaryWalk *walk, uint32_t first, uint32_t last)
{
    for (uint32_t number = first; number <= last; number++) {
        const TracePacked *record = trace_packed(walk->trace, number);
        if (record->type != TRACE_TASK_RESUME || !record->task ||
            record->task > walk->summary->task_count)
            continue;
        lane_walk_expect(walk->lanes, record);
        __builtin_prefetch(&walk->summary->tasks[record->task - 1], 1);
        __builtin_prefetch(&walk->held[record->task - 1], 1);
        __builtin_prefetch(&walk->state[record->task - 1], 1);
    }
}

const Summary *summary_end(SummaryWalk *walk)
{
    Summary *summary = walk->summary;
    summary->makespan = trace_end_time(walk->trace);
    lane_walk_end(walk->lanes, summary->makespan);
    for (int i = 0; i < summary->core_count; i++)
        leave_core(walk, (uint32_t)i, summary->makespan);
    for (uint32_t task = 1; task <= summary->task_count; task++)
        end_hold(walk, task);
    return summary;
}

void summary_close(SummaryWalk *walk)
{
    lane_walk_close(walk->lanes);
    free(walk->state);
    free(walk->held);
    free(walk->summary->tasks);
}

Summary *summary_new(Arena *arena, const Trace *trace)
{
    SummaryWalk *walk = summary_begin(arena, trace);
    summary_events(walk, 1, trace_count(trace));
    const Summary *made = summary_end(walk);
    Summary *summary = ARENA_NEW(arena, Summary);
    *summary = *made;
    summary->tasks = ARENA_ARRAY(arena, TaskTimes, made->task_count);
    if (made->task_count)
        memcpy(summary->tasks, made->tasks, made->task_count * sizeof *made->tasks);
    summary_close(walk);
    return summary;
}
