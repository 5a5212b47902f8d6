// run_resources.c -- one walk over the log for what tasks and threads share: how many have it,
// how many wait for it.

#include "draw/run.h"

#include <stdlib.h>

enum { NONE = UINT32_MAX };

typedef struct ObjectNow {
    uint32_t strip;
    uint32_t items; // in a queue
    uint32_t level, waiting;
    uint32_t task, thread; // one of those who have it
    uint32_t lists;        // the event that says who has it
    bool is_pool;
} ObjectNow;

typedef struct Walk {
    DrawnRun *run;
    ObjectNow *objects;
} Walk;

static ObjectNow *now_of(Walk *walk, uint32_t object)
{
    ObjectNow *now = &walk->objects[object - 1];
    if (now->strip == NONE) {
        run_add_strip(walk->run, SUBJECT_OBJECT, object);
        now->strip = walk->run->strip_count - 1;
    }
    return now;
}

// The object is as [now] says from this event on.
static void add_change(const Walk *walk, const ObjectNow *now, uint32_t number)
{
    const DrawnRun *run = walk->run;
    Strip *strip = &run->strips[now->strip];
    int64_t position = run_position(run, number, trace_event_time(run->trace, number));
    if (strip->count) strip->segments[strip->count - 1].to = position;
    if (now->level > strip->most) strip->most = now->level;
    const Segment segment = {.from = position,
                             .to = run->length,
                             .event = number,
                             .task = now->task,
                             .thread = now->thread,
                             .object = now->lists,
                             .state = STATE_LCK,
                             .is_busy = now->level > 0,
                             .level = now->level,
                             .waiting = now->waiting};
    strip_add(strip, &segment);
}

// ---- Locks, queues, events ----

static bool is_sync(uint8_t type)
{
    return type >= TRACE_ACQUIRE && type <= TRACE_NOTIFY;
}

static bool is_thread_sync(uint8_t type)
{
    return type >= TRACE_THREAD_ACQUIRE && type <= TRACE_THREAD_NOTIFY;
}

// How many hold the object after an event of this type, or lie in it.
static uint32_t level_after(ObjectNow *now, TraceType type, uint32_t holders)
{
    switch (type) {
    case TRACE_PUT: return ++now->items;
    case TRACE_GET: return now->items ? --now->items : 0;
    case TRACE_SET: return 1;
    case TRACE_CLEAR: return 0;
    default: return holders;
    }
}

static void fill_sync(Walk *walk, uint32_t number)
{
    const TraceRecord record = trace_event(walk->run->trace, number);
    if (!record.a || record.a > walk->run->trace->object_count) return;
    uint32_t count;
    const uint32_t *holders = trace_holder_list(walk->run->trace, record.b, &count);
    ObjectNow *now = now_of(walk, record.a);
    now->level = level_after(now, (TraceType)record.type, count);
    now->task = count ? holders[0] : 0;
    trace_waiting_list(walk->run->trace, record.b, &now->waiting);
    now->lists = number;
    add_change(walk, now, number);
}

// Between threads: the same, but that the object stands in front of the holders.
static void fill_thread_sync(Walk *walk, uint32_t number)
{
    const TraceRecord record = trace_event(walk->run->trace, number);
    uint32_t object = trace_listed_object(walk->run->trace, record.b), count;
    if (!object || object > walk->run->trace->object_count) return;
    const uint32_t *holders = trace_holder_list(walk->run->trace, record.b, &count);
    ObjectNow *now = now_of(walk, object);
    TraceType type = (TraceType)(record.type - TRACE_THREAD_ACQUIRE + TRACE_ACQUIRE);
    now->level = level_after(now, type, count - 1);
    now->thread = count > 1 ? holders[1] : 0;
    now->task = run_thread_task(walk->run, now->thread);
    trace_waiting_list(walk->run->trace, record.b, &now->waiting);
    now->lists = number;
    add_change(walk, now, number);
}

// Where somebody begins to wait: one more does until the object's next event says how many.
static uint32_t waits_at(const Trace *trace, uint32_t number)
{
    const TracePacked *record = trace_packed(trace, number);
    uint32_t object = 0;
    if (record->type == TRACE_THREAD_WAIT) object = trace_event(trace, number).cause;
    if (record->type == TRACE_TASK_SUSPEND &&
        trace_wait_refers((TraceWait)record->detail) == REFERS_OBJECT)
        object = record->a;
    return object <= trace->object_count ? object : 0;
}

static void fill_wait(Walk *walk, uint32_t object, uint32_t number)
{
    ObjectNow *now = now_of(walk, object);
    if (now->is_pool) return; // its jobs wait, and were counted
    now->waiting++;
    add_change(walk, now, number);
}

// ---- Pools: so many jobs run, so many wait for a worker ----

static void fill_job(Walk *walk, uint32_t number)
{
    const TraceRecord record = trace_event(walk->run->trace, number);
    TraceJob job = trace_job(walk->run->trace, &record);
    if (!job.pool || job.pool > walk->run->trace->object_count) return;
    ObjectNow *now = now_of(walk, job.pool);
    now->is_pool = true;
    bool ran = record.type == TRACE_JOB_END && record.cause &&
               trace_packed(walk->run->trace, record.cause)->type == TRACE_JOB_RUN;
    if (record.type == TRACE_JOB_SUBMIT)
        now->waiting++;
    else if (!ran && now->waiting)
        now->waiting--;
    if (record.type == TRACE_JOB_RUN) now->level++;
    if (ran && now->level) now->level--;
    now->thread = record.a;
    add_change(walk, now, number);
}

static bool is_job(uint8_t type)
{
    return type == TRACE_JOB_SUBMIT || type == TRACE_JOB_RUN || type == TRACE_JOB_END;
}

void run_fill_resources(DrawnRun *run)
{
    const Trace *trace = run->trace;
    if (!trace->object_count) return;
    Walk walk = {run,
                 memory_grow_zeroed(NULL, 0, trace->object_count * sizeof(ObjectNow))};
    for (uint32_t i = 0; i < trace->object_count; i++)
        walk.objects[i].strip = NONE;
    uint32_t count = trace_count(trace);
    for (uint32_t number = 1; number <= count; number++) {
        uint8_t type = trace_packed(trace, number)->type;
        uint32_t object = waits_at(trace, number);
        if (is_sync(type)) fill_sync(&walk, number);
        if (is_thread_sync(type)) fill_thread_sync(&walk, number);
        if (is_job(type)) fill_job(&walk, number);
        if (object) fill_wait(&walk, object, number);
    }
    free(walk.objects);
}
