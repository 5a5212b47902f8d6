// run_strips.c -- one walk over the log for the loop, one for cores and other threads.

#include "draw/run.h"

#include <stdlib.h>
#include <string.h>

enum { NONE = UINT32_MAX };

// ---- The loop's thread ----

// The step that runs while the log is walked.
typedef struct Step {
    uint32_t task, event;
    SimTime since;
    DrawnState state;
    bool open;
    TraceText what; // it waits for
} Step;

static void close_step(const DrawnRun *run, Strip *loop, Step *step, SimTime time,
                       uint32_t event)
{
    if (!step->open) return;
    step->open = false;
    const Segment segment = {.from = run_position(run, step->event, step->since),
                             .to = run_position(run, event, time),
                             .event = step->event,
                             .task = step->task,
                             .what = step->what,
                             .state = (uint8_t)step->state,
                             .is_busy = step->state != STATE_AWT,
                             .takes_time = time > step->since};
    strip_add(loop, &segment);
}

static void open_step(Step *step, uint32_t task, SimTime time, uint32_t event,
                      DrawnState state)
{
    *step = (Step){task, event, time, state, true, 0};
}

// Whoever sleeps or waits in a step holds the loop; where no task runs, nobody is held up.
static DrawnState blocking(uint32_t task, DrawnState otherwise)
{
    return task ? STATE_BLK : otherwise;
}

// An event that concerns the main thread and is none of another one.
static bool is_main(const TracePacked *record)
{
    switch ((TraceType)record->type) {
    case TRACE_CPU_BEGIN:
    case TRACE_CPU_END:
    case TRACE_BLOCK_BEGIN:
    case TRACE_BLOCK_END:
    case TRACE_THREAD_WAIT:
    case TRACE_THREAD_WAKE: return record->a == 0;
    default: return true;
    }
}

// The first segment that ends behind [position].
static uint32_t segment_behind(const Strip *strip, int64_t position)
{
    uint32_t low = 0, high = strip->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (strip->segments[middle].to <= position)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// A step that takes time while somebody is ready blocks the loop.
static void mark_blocking(const DrawnRun *run, Strip *loop)
{
    uint32_t *late = memory_grow_zeroed(NULL, 0, (loop->count + 2) * sizeof *late);
    for (uint32_t task = 1; task <= run->lanes->task_count; task++) {
        const Span *past = run->lanes->spans + run->lanes->first[task];
        const Span *span = run->lanes->spans + run->lanes->first[task - 1];
        for (; span < past; span++) {
            if (span->state != SPAN_READY || span->end <= span->start) continue;
            // So many begin to be late here, and end there: one pass adds them up.
            late[segment_behind(loop, run_span_from(run, span))]++;
            late[segment_behind(loop, run_span_to(run, task, span) - 1) + 1]--;
        }
    }
    uint32_t now = 0;
    for (uint32_t i = 0; i < loop->count; i++) {
        now += late[i];
        if (now && loop->segments[i].takes_time && loop->segments[i].task)
            loop->segments[i].state = STATE_BLK;
    }
    free(late);
}

static void step_event(DrawnRun *run, Strip *loop, Step *step, uint32_t number)
{
    const TracePacked *record = trace_packed(run->trace, number);
    SimTime time = trace_event_time(run->trace, number);
    switch ((TraceType)record->type) {
    case TRACE_TASK_RESUME:
    case TRACE_CPU_BEGIN:
    case TRACE_CPU_END:
    case TRACE_BLOCK_END:
    case TRACE_THREAD_WAKE:
        close_step(run, loop, step, time, number);
        // Between two calls the main program takes no time.
        if (record->task || record->type == TRACE_CPU_BEGIN)
            open_step(step, record->task, time, number, STATE_RUN);
        break;
    case TRACE_BLOCK_BEGIN:
        close_step(run, loop, step, time, number);
        open_step(step, record->task, time, number, blocking(record->task, STATE_SLP));
        break;
    case TRACE_THREAD_WAIT:
        close_step(run, loop, step, time, number);
        open_step(step, record->task, time, number, blocking(record->task, STATE_AWT));
        step->what = trace_event(run->trace, number).b;
        break;
    case TRACE_TASK_SUSPEND:
    case TRACE_TASK_END: close_step(run, loop, step, time, number); break;
    default: break;
    }
}

static void fill_loop(DrawnRun *run)
{
    Strip *loop = run_add_strip(run, SUBJECT_THREAD, 0);
    Step step = {0};
    uint32_t count = trace_count(run->trace);
    for (uint32_t number = 1; number <= count; number++)
        if (is_main(trace_packed(run->trace, number)))
            step_event(run, loop, &step, number);
    close_step(run, loop, &step, run->lanes->end, count);
    mark_blocking(run, loop);
}

// ---- Cores and other threads ----

typedef struct ThreadNow {
    uint32_t strip; // its index, or NONE
    uint32_t task;  // for which it computes, or 0
    uint32_t event;
    SimTime since;
    DrawnState state;
    bool open;
    TraceText job; // that it runs, or 0
    uint32_t pool;
    TraceText waits; // what it waits for, and at which object
    uint32_t object;
} ThreadNow;

typedef struct CoreNow {
    uint32_t strip, thread, event;
    SimTime since;
    bool busy;
} CoreNow;

typedef struct Walk {
    DrawnRun *run;
    ThreadNow *threads; // by number
    uint32_t thread_count;
    CoreNow *cores;
    uint32_t core_count;
} Walk;

static ThreadNow *thread_of(Walk *walk, uint32_t thread)
{
    while (thread >= walk->thread_count) {
        uint32_t old = walk->thread_count, size = old ? old * 2 : 64;
        walk->threads = memory_grow(walk->threads, size * sizeof *walk->threads);
        for (uint32_t i = old; i < size; i++)
            walk->threads[i] = (ThreadNow){.strip = NONE};
        walk->thread_count = size;
    }
    return &walk->threads[thread];
}

static CoreNow *core_of(Walk *walk, uint32_t core)
{
    while (core >= walk->core_count) {
        uint32_t old = walk->core_count, size = old ? old * 2 : 16;
        walk->cores = memory_grow(walk->cores, size * sizeof *walk->cores);
        for (uint32_t i = old; i < size; i++)
            walk->cores[i] = (CoreNow){.strip = NONE};
        walk->core_count = size;
    }
    return &walk->cores[core];
}

// Where every task is a thread, the task's lane says what its thread does; thread 0 is the
// main one, which has the loop's lane.
static bool has_lane_of_its_own(const DrawnRun *run, uint32_t thread)
{
    return run->has_threads ? thread > run->trace->task_count : thread > 0;
}

static void end_thread_segment(Walk *walk, ThreadNow *thread, uint32_t number,
                               SimTime time, uint32_t event)
{
    if (!thread->open || thread->strip == NONE) return;
    const DrawnRun *run = walk->run;
    bool waits = thread->state == STATE_AWT || thread->state == STATE_LCK;
    const Segment segment = {.from = run_position(run, thread->event, thread->since),
                             .to = run_position(run, event, time),
                             .event = thread->event,
                             .task = thread->task,
                             .thread = number,
                             .what = waits ? thread->waits : thread->job,
                             .object = waits ? thread->object : thread->pool,
                             .state = (uint8_t)thread->state,
                             .is_busy = true};
    strip_add(&walk->run->strips[thread->strip], &segment);
}

static void turn_thread(Walk *walk, uint32_t number, DrawnState state, SimTime time,
                        uint32_t event)
{
    ThreadNow *thread = thread_of(walk, number);
    end_thread_segment(walk, thread, number, time, event);
    thread->event = event;
    thread->since = time;
    thread->state = state;
    thread->open = true;
}

static void start_thread(Walk *walk, const TraceRecord *record, uint32_t event)
{
    ThreadNow *thread = thread_of(walk, record->a);
    if (thread->strip == NONE && has_lane_of_its_own(walk->run, record->a)) {
        run_add_strip(walk->run, SUBJECT_THREAD, record->a);
        thread->strip = walk->run->strip_count - 1;
    }
    turn_thread(walk, record->a, STATE_RDY, record->time, event);
}

static void name_thread(Walk *walk, const TraceRecord *record)
{
    if (record->task) thread_of(walk, record->a)->task = record->task;
    DrawnRun *run = walk->run;
    if (record->a >= run->thread_count) {
        uint32_t old = run->thread_count;
        run->thread_count = record->a < 32 ? 64 : record->a * 2;
        run->threads = memory_grow_zeroed(run->threads, old * sizeof *run->threads,
                                          run->thread_count * sizeof *run->threads);
    }
    run->threads[record->a] = (DrawnThread){record->b, record->task};
}

static void leave_core(Walk *walk, uint32_t number, SimTime time, uint32_t event)
{
    CoreNow *core = core_of(walk, number);
    if (!core->busy) return;
    const DrawnRun *run = walk->run;
    const ThreadNow *thread = thread_of(walk, core->thread);
    const Segment segment = {.from = run_position(run, core->event, core->since),
                             .to = run_position(run, event, time),
                             .event = core->event,
                             .task = thread->task,
                             .thread = core->thread,
                             .what = thread->job,
                             .object = thread->pool,
                             .state = STATE_CPU,
                             .is_busy = true};
    core->busy = false;
    if (core->strip != NONE) strip_add(&walk->run->strips[core->strip], &segment);
}

static void take_core(Walk *walk, const TraceRecord *record, uint32_t event)
{
    leave_core(walk, record->b, record->time, event);
    CoreNow *core = core_of(walk, record->b);
    core->thread = record->a;
    core->busy = true;
    core->event = event;
    core->since = record->time;
    ThreadNow *thread = thread_of(walk, record->a);
    if (!thread->task && record->a <= walk->run->trace->task_count &&
        walk->run->has_threads)
        thread->task = record->a;
    turn_thread(walk, record->a, STATE_CPU, record->time, event);
}

static void end_wait(Walk *walk, uint32_t number)
{
    ThreadNow *thread = thread_of(walk, number);
    thread->waits = thread->object = 0;
}

// What a thread is doing that has left its core.
static DrawnState state_away(Walk *walk, const TraceRecord *record)
{
    if (record->detail != WHY_WAITS && record->detail != WHY_ENDS) return STATE_RDY;
    return thread_of(walk, record->a)->object ? STATE_LCK : STATE_AWT;
}

// From here on its worker's slices are another job's.
static void note_job(Walk *walk, const TraceRecord *record, uint32_t event)
{
    TraceJob job = trace_job(walk->run->trace, record);
    bool runs = record->type == TRACE_JOB_RUN;
    ThreadNow *thread = thread_of(walk, record->a);
    if (!runs && thread->pool != job.pool) return; // another one cancelled it
    if (thread->open) turn_thread(walk, record->a, thread->state, record->time, event);
    thread->job = runs ? job.function : 0;
    thread->pool = runs ? job.pool : 0;
}

static void walk_thread_event(Walk *walk, uint32_t number)
{
    TraceRecord record = trace_event(walk->run->trace, number);
    switch ((TraceType)record.type) {
    case TRACE_THREAD_START: start_thread(walk, &record, number); break;
    case TRACE_THREAD_READY:
        turn_thread(walk, record.a, STATE_RDY, record.time, number);
        break;
    case TRACE_THREAD_END:
        end_thread_segment(walk, thread_of(walk, record.a), record.a, record.time,
                           number);
        thread_of(walk, record.a)->open = false;
        break;
    case TRACE_THREAD_NAME: name_thread(walk, &record); break;
    case TRACE_THREAD_WAIT:
        turn_thread(walk, record.a, record.cause ? STATE_LCK : STATE_AWT, record.time,
                    number);
        thread_of(walk, record.a)->waits = record.b;
        thread_of(walk, record.a)->object = record.cause; // events.def: the object
        break;
    case TRACE_THREAD_WAKE:
        turn_thread(walk, record.a, STATE_RDY, record.time, number);
        end_wait(walk, record.a);
        break;
    case TRACE_JOB_RUN:
    case TRACE_JOB_END: note_job(walk, &record, number); break;
    case TRACE_CORE_RUN: take_core(walk, &record, number); break;
    case TRACE_CORE_LEAVE:
        leave_core(walk, record.b, record.time, number);
        if (thread_of(walk, record.a)->open)
            turn_thread(walk, record.a, state_away(walk, &record), record.time, number);
        break;
    case TRACE_CPU_BEGIN:
        if (record.task) thread_of(walk, record.a)->task = record.task;
        break;
    case TRACE_BLOCK_BEGIN:
        if (record.a) turn_thread(walk, record.a, STATE_SLP, record.time, number);
        break;
    case TRACE_BLOCK_END:
        if (record.a) turn_thread(walk, record.a, STATE_CPU, record.time, number);
        break;
    default: break;
    }
}

// Thread and core numbers of a forged trace may be anything; more than these are left out.
enum { THREADS_MOST = 1 << 20 };

static bool is_threads(const TraceRecord *record)
{
    switch ((TraceType)record->type) {
    case TRACE_THREAD_START:
    case TRACE_THREAD_NAME:
    case TRACE_THREAD_WAIT:
    case TRACE_THREAD_WAKE:
    case TRACE_THREAD_READY:
    case TRACE_THREAD_END:
    case TRACE_CPU_BEGIN:
    case TRACE_BLOCK_BEGIN:
    case TRACE_BLOCK_END:
    case TRACE_JOB_RUN:
    case TRACE_JOB_END: return record->a < THREADS_MOST;
    case TRACE_CORE_RUN:
    case TRACE_CORE_LEAVE:
        return record->a < THREADS_MOST && record->b < MACHINE_CORES_MAX;
    default: return false;
    }
}

// Cores in use: one more than the highest number.
static uint32_t core_count(const Trace *trace)
{
    uint32_t cores = 0, count = trace_count(trace);
    for (uint32_t number = 1; number <= count; number++) {
        if (trace_packed(trace, number)->type != TRACE_CORE_RUN) continue;
        uint32_t core = trace_event(trace, number).b;
        if (core >= cores && core < MACHINE_CORES_MAX) cores = core + 1;
    }
    if (!machine_has_threads(&trace->scenario.machine)) return cores;
    uint32_t said = (uint32_t)trace->scenario.machine.cores;
    return cores && said > cores && said <= MACHINE_CORES_MAX ? said : cores;
}

void run_fill_processors(DrawnRun *run)
{
    if (!run->has_threads) fill_loop(run);
    Walk walk = {.run = run};
    uint32_t cores = core_count(run->trace), count = trace_count(run->trace);
    for (uint32_t core = 0; core < cores; core++) {
        run_add_strip(run, SUBJECT_CORE, core);
        core_of(&walk, core)->strip = run->strip_count - 1;
    }
    for (uint32_t number = 1; number <= count; number++) {
        const TracePacked *packed = trace_packed(run->trace, number);
        if (packed->type < TRACE_CPU_BEGIN || packed->type > TRACE_JOB_END) continue;
        const TraceRecord record = trace_event(run->trace, number);
        if (is_threads(&record)) walk_thread_event(&walk, number);
    }
    for (uint32_t core = 0; core < walk.core_count; core++)
        leave_core(&walk, core, run->lanes->end, count);
    for (uint32_t i = 0; i < walk.thread_count; i++)
        end_thread_segment(&walk, &walk.threads[i], i, run->lanes->end, count);
    free(walk.threads);
    free(walk.cores);
}
