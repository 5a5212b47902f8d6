// run_strips.c -- one walk over the log for the processors' strips, one for the resources.

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
                             .state = (uint8_t)step->state,
                             .is_busy = true,
                             .takes_time = time > step->since};
    strip_add(loop, &segment);
}

static void open_step(Step *step, uint32_t task, SimTime time, uint32_t event,
                      DrawnState state)
{
    *step = (Step){task, event, time, state, true};
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
        if (now && loop->segments[i].takes_time) loop->segments[i].state = STATE_BLK;
    }
    free(late);
}

static void fill_loop(DrawnRun *run)
{
    Strip *loop = run_add_strip(run, SUBJECT_THREAD, 0);
    Step step = {0};
    uint32_t count = trace_count(run->trace);
    for (uint32_t number = 1; number <= count; number++) {
        const TracePacked *record = trace_packed(run->trace, number);
        bool own =
            !(record->type == TRACE_CPU_BEGIN || record->type == TRACE_CPU_END ||
              record->type == TRACE_BLOCK_BEGIN || record->type == TRACE_BLOCK_END) ||
            record->a == 0;
        if (!own) continue;
        switch ((TraceType)record->type) {
        case TRACE_TASK_RESUME:
        case TRACE_CPU_BEGIN:
        case TRACE_CPU_END:
        case TRACE_BLOCK_BEGIN:
        case TRACE_BLOCK_END:
            close_step(run, loop, &step, record->time, number);
            open_step(&step, record->task, record->time, number,
                      record->type == TRACE_BLOCK_BEGIN ? STATE_BLK : STATE_RUN);
            break;
        case TRACE_TASK_SUSPEND:
        case TRACE_TASK_END: close_step(run, loop, &step, record->time, number); break;
        default: break;
        }
    }
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
} ThreadNow;

typedef struct CoreNow {
    uint32_t strip, thread, event;
    SimTime since;
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
    const Segment segment = {.from = run_position(run, thread->event, thread->since),
                             .to = run_position(run, event, time),
                             .event = thread->event,
                             .task = thread->task,
                             .thread = number,
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
    ThreadNow *thread = thread_of(walk, record->a);
    if (record->task) thread->task = record->task;
    if (thread->strip != NONE) walk->run->strips[thread->strip].name = record->b;
}

static void leave_core(Walk *walk, uint32_t number, SimTime time, uint32_t event)
{
    CoreNow *core = core_of(walk, number);
    if (!core->thread) return;
    const DrawnRun *run = walk->run;
    const Segment segment = {.from = run_position(run, core->event, core->since),
                             .to = run_position(run, event, time),
                             .event = core->event,
                             .task = thread_of(walk, core->thread)->task,
                             .thread = core->thread,
                             .state = STATE_CPU,
                             .is_busy = true};
    core->thread = 0;
    if (core->strip != NONE) strip_add(&walk->run->strips[core->strip], &segment);
}

static void take_core(Walk *walk, const TraceRecord *record, uint32_t event)
{
    leave_core(walk, record->b, record->time, event);
    CoreNow *core = core_of(walk, record->b);
    core->thread = record->a;
    core->event = event;
    core->since = record->time;
    ThreadNow *thread = thread_of(walk, record->a);
    if (!thread->task && record->a <= walk->run->trace->task_count &&
        walk->run->has_threads)
        thread->task = record->a;
    turn_thread(walk, record->a, STATE_CPU, record->time, event);
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
        turn_thread(walk, record.a, STATE_AWT, record.time, number);
        break;
    case TRACE_THREAD_WAKE:
        turn_thread(walk, record.a, STATE_RDY, record.time, number);
        break;
    case TRACE_CORE_RUN: take_core(walk, &record, number); break;
    case TRACE_CORE_LEAVE:
        leave_core(walk, record.b, record.time, number);
        if (thread_of(walk, record.a)->open)
            turn_thread(walk, record.a,
                        record.detail == WHY_WAITS || record.detail == WHY_ENDS
                            ? STATE_AWT
                            : STATE_RDY,
                        record.time, number);
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
    case TRACE_BLOCK_END: return record->a < THREADS_MOST;
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
        if (packed->type < TRACE_CPU_BEGIN || packed->type > TRACE_CORE_LEAVE) continue;
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

// ---- Resources ----

typedef struct ObjectNow {
    uint32_t strip;
    uint32_t items; // in a queue
    uint32_t waiting;
} ObjectNow;

// How many hold the object after this event, or lie in it.
static uint32_t level_after(ObjectNow *now, const TraceRecord *record, uint32_t holders)
{
    switch ((TraceType)record->type) {
    case TRACE_PUT: return ++now->items;
    case TRACE_GET: return now->items ? --now->items : 0;
    case TRACE_SET: return 1;
    case TRACE_CLEAR: return 0;
    default: return holders;
    }
}

static bool is_sync(uint8_t type)
{
    return type >= TRACE_ACQUIRE && type <= TRACE_NOTIFY;
}

// A suspension at an object: one more waits there until its next event says how many.
static uint32_t object_of(const Trace *trace, const TracePacked *record)
{
    if (record->type != TRACE_TASK_SUSPEND) return 0;
    if (trace_wait_refers((TraceWait)record->detail) != REFERS_OBJECT) return 0;
    return record->a <= trace->object_count ? record->a : 0;
}

static void end_last(DrawnRun *run, Strip *strip, int64_t position)
{
    (void)run;
    if (strip->count) strip->segments[strip->count - 1].to = position;
}

static ObjectNow *now_of(DrawnRun *run, ObjectNow *objects, uint32_t object)
{
    ObjectNow *now = &objects[object - 1];
    if (now->strip == NONE) {
        run_add_strip(run, SUBJECT_OBJECT, object);
        now->strip = run->strip_count - 1;
    }
    return now;
}

static void add_change(DrawnRun *run, ObjectNow *objects, uint32_t object,
                       uint32_t number, uint32_t task, uint32_t level, uint32_t waiting)
{
    ObjectNow *now = now_of(run, objects, object);
    Strip *strip = &run->strips[now->strip];
    int64_t position = run_position(run, number, trace_event_time(run->trace, number));
    end_last(run, strip, position);
    if (level > strip->most) strip->most = level;
    now->waiting = waiting;
    const Segment segment = {.from = position,
                             .to = run->length,
                             .event = number,
                             .task = task,
                             .state = STATE_LCK,
                             .is_busy = level > 0,
                             .level = level,
                             .waiting = waiting};
    strip_add(strip, &segment);
}

static void fill_change(DrawnRun *run, ObjectNow *objects, uint32_t number)
{
    const TraceRecord record = trace_event(run->trace, number);
    if (!record.a || record.a > run->trace->object_count) return;
    uint32_t holder_count, waiting_count;
    const uint32_t *holders = trace_holder_list(run->trace, record.b, &holder_count);
    trace_waiting_list(run->trace, record.b, &waiting_count);
    ObjectNow *now = now_of(run, objects, record.a);
    uint32_t level = level_after(now, &record, holder_count);
    add_change(run, objects, record.a, number, holder_count ? holders[0] : 0, level,
               waiting_count);
}

static void fill_wait(DrawnRun *run, ObjectNow *objects, uint32_t object, uint32_t number)
{
    ObjectNow *now = now_of(run, objects, object);
    const Strip *strip = &run->strips[now->strip];
    const Segment *last = strip->count ? &strip->segments[strip->count - 1] : NULL;
    add_change(run, objects, object, number, last ? last->task : 0,
               last ? last->level : 0, now->waiting + 1);
}

void run_fill_resources(DrawnRun *run)
{
    const Trace *trace = run->trace;
    if (!trace->object_count) return;
    ObjectNow *objects = ARENA_ARRAY(run->arena, ObjectNow, trace->object_count);
    for (uint32_t i = 0; i < trace->object_count; i++)
        objects[i].strip = NONE;
    uint32_t count = trace_count(trace);
    for (uint32_t number = 1; number <= count; number++) {
        const TracePacked *record = trace_packed(trace, number);
        if (is_sync(record->type)) fill_change(run, objects, number);
        uint32_t object = object_of(trace, record);
        if (object) fill_wait(run, objects, object, number);
    }
}
