// summary.c -- counts and totals: the log gives what happens at an instant, the lanes
// give how long things took.

#include "trace/summary.h"

#include "trace/spans.h"

// Present numbers while the log is walked; [state] is each task's SpanState, or NONE.
typedef struct Tally {
    Summary *summary;
    uint8_t *state;
    uint32_t alive, waiting, running;
    SimTime *core_since; // when the thread on each core got it, or -1
    bool has_cores;      // the machine records who is on which core
} Tally;

enum { NONE = SPAN_STATE_COUNT };

static void count_state(Tally *tally, uint8_t state, uint32_t change)
{
    if (state == SPAN_WAITING) tally->waiting += change;
    if (state == SPAN_RUNNING) tally->running += change;
    if (state != NONE) tally->alive += change;
}

static void most(uint32_t *most_so_far, uint32_t now)
{
    if (now > *most_so_far) *most_so_far = now;
}

static void change_state(Tally *tally, uint32_t task, uint8_t state)
{
    if (!task) return;
    count_state(tally, tally->state[task - 1], UINT32_MAX); // one less
    count_state(tally, state, 1);
    tally->state[task - 1] = state;
    most(&tally->summary->most_alive, tally->alive);
    most(&tally->summary->most_waiting, tally->waiting);
    most(&tally->summary->most_running, tally->running);
}

static void leave_core(Tally *tally, uint32_t core, SimTime time)
{
    if (core >= (uint32_t)tally->summary->core_count || tally->core_since[core] < 0)
        return;
    tally->summary->core_busy[core] += time - tally->core_since[core];
    tally->core_since[core] = -1;
}

static void enter_core(Tally *tally, uint32_t core, SimTime time)
{
    if (core < (uint32_t)tally->summary->core_count) tally->core_since[core] = time;
}

static void tally_event(Tally *tally, const TraceRecord *record)
{
    Summary *summary = tally->summary;
    switch (record->type) {
    case TRACE_TASK_CREATE: change_state(tally, record->task, SPAN_READY); break;
    case TRACE_TASK_RESUME:
        summary->steps++;
        change_state(tally, record->task, SPAN_RUNNING);
        break;
    case TRACE_TASK_SUSPEND: change_state(tally, record->task, SPAN_WAITING); break;
    case TRACE_TASK_END: change_state(tally, record->task, NONE); break;
    case TRACE_TURN: summary->turns++; break;
    case TRACE_PRINT: summary->printed++; break;
    case TRACE_CORE_RUN: enter_core(tally, record->b, record->time); break;
    case TRACE_CORE_LEAVE: leave_core(tally, record->b, record->time); break;
    // Where nobody records cores there is one thread, and it computes on the first.
    case TRACE_CPU_BEGIN:
        if (!tally->has_cores) enter_core(tally, 0, record->time);
        break;
    case TRACE_CPU_END:
        if (!tally->has_cores) leave_core(tally, 0, record->time);
        break;
    default: break;
    }
}

static bool records_cores(const Trace *trace)
{
    return trace->scenario.machine.model == MACHINE_THREADS ||
           trace->scenario.machine.model == MACHINE_PARALLEL;
}

static void tally_all(Summary *summary, const Trace *trace)
{
    Tally tally = {.summary = summary, .has_cores = records_cores(trace)};
    Arena *arena = arena_open();
    tally.state = ARENA_ARRAY(arena, uint8_t, summary->task_count);
    memset(tally.state, NONE, summary->task_count);
    tally.core_since = ARENA_ARRAY(arena, SimTime, summary->core_count);
    for (int i = 0; i < summary->core_count; i++)
        tally.core_since[i] = -1;

    uint32_t count = trace_count(trace);
    for (uint32_t number = 1; number <= count; number++)
        tally_event(&tally, trace_event(trace, number));
    for (int i = 0; i < summary->core_count; i++)
        leave_core(&tally, (uint32_t)i, summary->makespan);
    arena_close(arena);
}

static bool holds_the_loop(const Span *span)
{
    return span->state == SPAN_RUNNING || span->state == SPAN_COMPUTING ||
           span->state == SPAN_BLOCKING;
}

static void end_hold(Summary *summary, uint32_t task, SimTime *held)
{
    summary->loop_busy += *held;
    if (*held > summary->longest_hold) {
        summary->longest_hold = *held;
        summary->longest_hold_task = task;
    }
    *held = 0;
}

// A step is a run of spans that hold the loop, from a resume to the next suspension.
static void measure_lane(Summary *summary, const Lanes *lanes, uint32_t task)
{
    TaskTimes *times = &summary->tasks[task - 1];
    SimTime held = 0;
    for (uint32_t i = lanes->first[task - 1]; i < lanes->first[task]; i++) {
        const Span *span = &lanes->spans[i];
        SimTime length = span->end - span->start;
        if (holds_the_loop(span)) {
            times->running += length;
            held += length;
            continue;
        }
        end_hold(summary, task, &held);
        if (span->state == SPAN_READY) times->ready += length;
        if (span->state == SPAN_WAITING) times->waiting[span->wait] += length;
    }
    end_hold(summary, task, &held);
}

Summary *summary_new(Arena *arena, const Trace *trace)
{
    Summary *summary = ARENA_NEW(arena, Summary);
    summary->makespan = trace_end_time(trace);
    summary->core_count = trace->scenario.machine.cores;
    summary->core_busy = ARENA_ARRAY(arena, SimTime, summary->core_count);
    summary->task_count = trace->task_count;
    summary->tasks = ARENA_ARRAY(arena, TaskTimes, summary->task_count);
    tally_all(summary, trace);

    Arena *scratch = arena_open();
    const Lanes *lanes = lanes_new(scratch, trace);
    for (uint32_t task = 1; task <= trace->task_count; task++)
        measure_lane(summary, lanes, task);
    arena_close(scratch);
    return summary;
}
