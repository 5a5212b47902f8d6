// summary.c -- counts and totals in one walk over the log: the events give how many at
// an instant, the spans give how long.

#include "trace/summary.h"

#include "trace/spans.h"

#include <stdlib.h>

// What is known of a task while the log is walked. With its lane it fills a line of the
// cache: neighbouring events are of tasks that lie far apart.
typedef struct TaskNow {
    SimTime held; // how long its present step has held the loop
    SimTime running, ready;
    SimTime waited[2];     // for the two kinds that it waited for first
    uint8_t wait_kinds[2]; // TraceWait + 1, or 0
    uint8_t state;         // SpanState + 1, or NONE
    uint32_t more;         // the row of all its kinds in more_waits + 1, or 0
} TaskNow;

typedef struct MoreWaits {
    SimTime waited[TRACE_WAIT_COUNT];
} MoreWaits;

// Present numbers while the log is walked.
struct SummaryWalk {
    const Trace *trace;
    Summary *summary;
    LaneWalk *lanes; // with a TaskNow beside each
    Store more_waits;
    ThreadWalk *threads;
    ThreadTimes *thread_times; // by row
    uint32_t thread_capacity;
    uint32_t alive, waiting, running;
    SimTime *core_since; // when the thread on each core got it, or -1
    uint32_t cores_busy;
    bool has_cores;  // the run records who is on which core
    bool frees_loop; // what takes time does not hold the loop
};

enum { NONE = 0 };

static TaskNow *now_of(const SummaryWalk *walk, uint32_t task)
{
    return lane_walk_beside(walk->lanes, task);
}

static void count_state(SummaryWalk *walk, uint8_t state, uint32_t change)
{
    if (state == SPAN_WAITING + 1) walk->waiting += change;
    if (state == SPAN_RUNNING + 1 && !walk->has_cores) walk->running += change;
    if (state != NONE) walk->alive += change;
}

static void most(uint32_t *most_so_far, uint32_t now)
{
    if (now > *most_so_far) *most_so_far = now;
}

static void change_state(SummaryWalk *walk, uint32_t task, int state)
{
    if (!task) return;
    TaskNow *now = now_of(walk, task);
    count_state(walk, now->state, UINT32_MAX); // one less
    now->state = (uint8_t)state;
    count_state(walk, now->state, 1);
    most(&walk->summary->most_alive, walk->alive);
    most(&walk->summary->most_waiting, walk->waiting);
    most(&walk->summary->most_running, walk->running);
}

static void leave_core(SummaryWalk *walk, uint32_t core, SimTime time)
{
    if (core >= (uint32_t)walk->summary->core_count || walk->core_since[core] < 0) return;
    walk->summary->core_busy[core] += time - walk->core_since[core];
    walk->core_since[core] = -1;
    walk->cores_busy--;
}

static void enter_core(SummaryWalk *walk, uint32_t core, SimTime time)
{
    if (core >= (uint32_t)walk->summary->core_count || walk->core_since[core] >= 0)
        return;
    walk->core_since[core] = time;
    walk->cores_busy++;
    most(&walk->summary->most_running, walk->cores_busy);
}

// A run without a second thread does not speak of cores: it computes on the first one, and
// its steps are what runs. The first thread begins another way of counting.
static void begin_cores(SummaryWalk *walk, SimTime time)
{
    if (walk->has_cores) return;
    leave_core(walk, 0, time);
    walk->running = 0;
    walk->has_cores = true;
}

// See SHAPE_B_IN_TASK.
static uint32_t core_of(const TracePacked *record)
{
    return record->task;
}

static void count_event(SummaryWalk *walk, const TracePacked *record, uint32_t number)
{
    SimTime now = trace_event_time(walk->trace, number);
    Summary *summary = walk->summary;
    switch (record->type) {
    case TRACE_TASK_CREATE: change_state(walk, record->task, SPAN_READY + 1); break;
    case TRACE_TASK_RESUME:
        summary->steps++;
        change_state(walk, record->task, SPAN_RUNNING + 1);
        most(&summary->most_running, 1);
        break;
    case TRACE_TASK_SUSPEND: change_state(walk, record->task, SPAN_WAITING + 1); break;
    case TRACE_TASK_END: change_state(walk, record->task, NONE); break;
    case TRACE_TURN: summary->turns++; break;
    case TRACE_PRINT: summary->printed++; break;
    case TRACE_THREAD_START: begin_cores(walk, now); break;
    case TRACE_CORE_RUN: enter_core(walk, core_of(record), now); break;
    case TRACE_CORE_LEAVE: leave_core(walk, core_of(record), now); break;
    case TRACE_CPU_BEGIN:
        if (!walk->has_cores) enter_core(walk, 0, now);
        break;
    case TRACE_CPU_END:
        if (!walk->has_cores) leave_core(walk, 0, now);
        break;
    default: break;
    }
}

// ---- How long things took ----

static bool holds_the_loop(const Span *span)
{
    return span->state == SPAN_RUNNING || span->state == SPAN_COMPUTING ||
           span->state == SPAN_BLOCKING;
}

static void end_hold(SummaryWalk *walk, uint32_t task, TaskNow *now)
{
    Summary *summary = walk->summary;
    SimTime held = now->held;
    if (!held) return;
    summary->loop_busy += held;
    now->held = 0;
    if (held <= summary->longest_hold) return;
    summary->longest_hold = held;
    summary->longest_hold_task = task;
}

// Where the time of one kind of wait is added up.
static SimTime *waited_of(SummaryWalk *walk, TaskNow *now, uint8_t wait)
{
    for (int i = 0; i < 2; i++) {
        if (!now->wait_kinds[i]) now->wait_kinds[i] = wait + 1;
        if (now->wait_kinds[i] == wait + 1) return &now->waited[i];
    }
    if (!now->more) {
        uint32_t row = store_take(&walk->more_waits, 1);
        *(MoreWaits *)store_at(&walk->more_waits, row) = (MoreWaits){0};
        now->more = row + 1;
    }
    return &((MoreWaits *)store_at(&walk->more_waits, now->more - 1))->waited[wait];
}

// A step is a run of spans that hold the loop, from a resume to the next suspension; its
// thread may have to wait for a core or the GIL within, and for other threads where it is
// the task's own.
static void measure_span(void *owner, uint32_t task, void *beside, const Span *span)
{
    SummaryWalk *walk = owner;
    TaskNow *now = beside;
    SimTime length = span->end - span->start;
    if (walk->frees_loop && span_waits_in_thread(span)) {
        if (length) *waited_of(walk, now, span->wait) += length;
        return;
    }
    if (holds_the_loop(span)) {
        now->running += length;
        if (!walk->frees_loop) now->held += length;
        // What steps and operations cost is computing, though no event says so.
        if (span->state == SPAN_RUNNING && !walk->has_cores)
            walk->summary->core_busy[0] += length;
        return;
    }
    if (span->state == SPAN_READY) now->ready += length;
    if (span->state == SPAN_READY && now->state == SPAN_RUNNING + 1) {
        if (!walk->frees_loop) now->held += length;
        return;
    }
    end_hold(walk, task, now);
    if (!length) return;
    if (span->state == SPAN_WAITING) *waited_of(walk, now, span->wait) += length;
}

static void measure_thread(void *owner, const ThreadLane *lane, const ThreadSpan *span)
{
    SummaryWalk *walk = owner;
    if (lane->row >= walk->thread_capacity) {
        uint32_t old = walk->thread_capacity;
        walk->thread_capacity = lane->row < 8 ? 16 : lane->row * 2;
        walk->thread_times =
            memory_grow_zeroed(walk->thread_times, old * sizeof *walk->thread_times,
                               walk->thread_capacity * sizeof *walk->thread_times);
    }
    ThreadTimes *times = &walk->thread_times[lane->row];
    SimTime length = span->end - span->start;
    times->spent[span->doing] += length;
    if (span->doing != DOING_WAITS) return;
    int i = 0;
    while (i < times->wait_count && times->waits[i].what != span->what)
        i++;
    if (i == THREAD_WAITS_MOST) i--;
    if (i == times->wait_count) times->waits[times->wait_count++].what = span->what;
    times->waits[i].time += length;
}

TaskTimes summary_task(const SummaryWalk *walk, uint32_t task)
{
    const TaskNow *now = now_of(walk, task);
    TaskTimes times = {.running = now->running, .ready = now->ready};
    if (now->more) {
        const MoreWaits *more = store_at(&walk->more_waits, now->more - 1);
        memcpy(times.waiting, more->waited, sizeof times.waiting);
    }
    for (int i = 0; i < 2; i++)
        if (now->wait_kinds[i]) times.waiting[now->wait_kinds[i] - 1] = now->waited[i];
    return times;
}

// ---- The walk ----

SummaryWalk *summary_begin(Arena *arena, const Trace *trace)
{
    SummaryWalk *walk = ARENA_NEW(arena, SummaryWalk);
    Summary *summary = ARENA_NEW(arena, Summary);
    walk->trace = trace;
    walk->summary = summary;
    summary->core_count = trace->scenario.machine.cores;
    summary->core_busy = ARENA_ARRAY(arena, SimTime, summary->core_count);
    walk->lanes = lane_walk_open(trace, sizeof(TaskNow), measure_span, walk);
    walk->more_waits.size = sizeof(MoreWaits);
    walk->threads = thread_walk_open(trace, measure_thread, walk);
    walk->frees_loop = machine_has_threads(&trace->scenario.machine);
    walk->core_since = ARENA_ARRAY(arena, SimTime, summary->core_count);
    for (int i = 0; i < summary->core_count; i++)
        walk->core_since[i] = -1;
    return walk;
}

void summary_use_history(SummaryWalk *walk, struct History *history)
{
    lane_walk_use_history(walk->lanes, history);
}

void summary_events(SummaryWalk *walk, uint32_t first, uint32_t last)
{
    for (uint32_t number = first; number <= last; number++) {
        const TracePacked *record = trace_packed(walk->trace, number);
        lane_walk_event(walk->lanes, record, number);
        thread_walk_event(walk->threads, record, number);
        count_event(walk, record, number);
    }
}

void summary_expect(const SummaryWalk *walk, uint32_t first, uint32_t last)
{
    for (uint32_t number = first; number <= last; number++) {
        const TracePacked *record = trace_packed(walk->trace, number);
        if (record->type == TRACE_TASK_RESUME && record->task)
            lane_walk_expect(walk->lanes, record);
    }
}

// Those that took no time have a row too.
static void end_threads(SummaryWalk *walk)
{
    Summary *summary = walk->summary;
    thread_walk_end(walk->threads, summary->makespan);
    const ThreadSpan nothing = {.doing = DOING_IDLE};
    for (uint32_t i = 0; i < thread_walk_past(walk->threads); i++) {
        const ThreadLane *lane = thread_walk_lane(walk->threads, i);
        if (!lane->name) continue;
        measure_thread(walk, lane, &nothing);
        walk->thread_times[lane->row].lane = lane;
        summary->thread_count++;
    }
    summary->threads = walk->thread_times;
}

const Summary *summary_end(SummaryWalk *walk)
{
    Summary *summary = walk->summary;
    summary->makespan = trace_end_time(walk->trace);
    summary->task_count = lane_walk_count(walk->lanes);
    lane_walk_end(walk->lanes, summary->makespan);
    for (int i = 0; i < summary->core_count; i++)
        leave_core(walk, (uint32_t)i, summary->makespan);
    for (int i = 0; i < summary->core_count; i++)
        summary->work += summary->core_busy[i];
    end_threads(walk);
    for (uint32_t task = 1; task <= summary->task_count; task++)
        end_hold(walk, task, now_of(walk, task));
    return summary;
}

void summary_close(SummaryWalk *walk)
{
    lane_walk_close(walk->lanes);
    store_clear(&walk->more_waits);
    thread_walk_close(walk->threads);
    free(walk->thread_times);
}

Summary *summary_new(Arena *arena, const Trace *trace)
{
    SummaryWalk *walk = summary_begin(arena, trace);
    summary_events(walk, 1, trace_count(trace));
    const Summary *made = summary_end(walk);
    Summary *summary = ARENA_NEW(arena, Summary);
    *summary = *made;
    summary->tasks = ARENA_ARRAY(arena, TaskTimes, made->task_count);
    for (uint32_t task = 1; task <= made->task_count; task++)
        summary->tasks[task - 1] = summary_task(walk, task);
    ThreadTimes *threads = ARENA_ARRAY(arena, ThreadTimes, made->thread_count);
    for (uint32_t i = 0; i < made->thread_count; i++) {
        threads[i] = made->threads[i];
        ThreadLane *lane = ARENA_NEW(arena, ThreadLane);
        *lane = *threads[i].lane;
        threads[i].lane = lane;
    }
    summary->threads = threads;
    summary_close(walk);
    return summary;
}
