// spans.c -- one walk over the log counts each task's spans, a second one writes them.
//
// Both walks run the same little state machine, so the first knows exactly how much room
// each lane needs and the lanes lie behind one another in one array.

#include "trace/spans.h"

#include <stdlib.h>

// What a task is doing while the log is walked.
typedef struct Lane {
    SimTime since;
    uint32_t event;
    uint32_t next; // where its next span goes, or how many it has
    uint8_t state; // SpanState
    uint8_t wait;
    bool open; // created and not ended
} Lane;

typedef struct Walk {
    Lane *lanes;
    Span *spans; // NULL while only counting
} Walk;

SimTime trace_end_time(const Trace *trace)
{
    if (trace->has_outcome) return trace->outcome.time;
    uint32_t count = trace_count(trace);
    return count ? trace_event(trace, count)->time : 0;
}

SimTime trace_ready_since(const Trace *trace, const TraceRecord *resume)
{
    if (!resume->cause) return resume->time;
    const TraceRecord *cause = trace_event(trace, resume->cause);
    if (cause->type == TRACE_TIMER_FIRE) return trace_event(trace, cause->cause)->wide;
    return cause->time;
}

// Ends the present span at [time]. Spans without a length are kept: they carry order.
static void lane_close(Walk *walk, Lane *lane, SimTime time)
{
    if (walk->spans)
        walk->spans[lane->next] =
            (Span){lane->since, time, lane->state, lane->wait, lane->event};
    lane->next++;
}

static void lane_turn(Walk *walk, Lane *lane, SimTime time, SpanState state,
                      uint32_t event)
{
    lane_close(walk, lane, time);
    lane->since = time;
    lane->state = (uint8_t)state;
    lane->wait = 0;
    lane->event = event;
}

static void lane_resume(Walk *walk, Lane *lane, const Trace *trace,
                        const TraceRecord *record, uint32_t number)
{
    if (lane->state == SPAN_WAITING) {
        SimTime ready = trace_ready_since(trace, record);
        if (ready < lane->since) ready = lane->since;
        if (ready > record->time) ready = record->time;
        lane_turn(walk, lane, ready, SPAN_READY, record->cause);
    }
    lane_turn(walk, lane, record->time, SPAN_RUNNING, number);
}

static void walk_event(Walk *walk, const Trace *trace, const TraceRecord *record,
                       uint32_t number)
{
    switch (record->type) {
    case TRACE_TASK_CREATE:
    case TRACE_TASK_RESUME:
    case TRACE_TASK_SUSPEND:
    case TRACE_TASK_END:
    case TRACE_CPU_BEGIN:
    case TRACE_CPU_END:
    case TRACE_BLOCK_BEGIN:
    case TRACE_BLOCK_END: break;
    default: return;
    }
    if (!record->task) return; // the module computes before the loop runs
    Lane *lane = &walk->lanes[record->task - 1];
    if (record->type == TRACE_TASK_CREATE) {
        lane->since = record->time;
        lane->event = number;
        lane->state = SPAN_READY;
        lane->open = true;
    }
    if (!lane->open) return;

    switch (record->type) {
    case TRACE_TASK_RESUME: lane_resume(walk, lane, trace, record, number); break;
    case TRACE_TASK_SUSPEND:
        lane_turn(walk, lane, record->time, SPAN_WAITING, number);
        lane->wait = record->detail;
        break;
    case TRACE_TASK_END:
        lane_close(walk, lane, record->time);
        lane->open = false;
        break;
    case TRACE_CPU_BEGIN:
        lane_turn(walk, lane, record->time, SPAN_COMPUTING, number);
        break;
    case TRACE_BLOCK_BEGIN:
        lane_turn(walk, lane, record->time, SPAN_BLOCKING, number);
        break;
    case TRACE_CPU_END:
    case TRACE_BLOCK_END:
        lane_turn(walk, lane, record->time, SPAN_RUNNING, number);
        break;
    default: break;
    }
}

static void walk_all(Walk *walk, const Trace *trace, SimTime end)
{
    uint32_t count = trace_count(trace);
    for (uint32_t number = 1; number <= count; number++)
        walk_event(walk, trace, trace_event(trace, number), number);
    for (uint32_t i = 0; i < trace->task_count; i++)
        if (walk->lanes[i].open) lane_close(walk, &walk->lanes[i], end);
}

Lanes *lanes_new(Arena *arena, const Trace *trace)
{
    uint32_t tasks = trace->task_count;
    Lanes *lanes = ARENA_NEW(arena, Lanes);
    lanes->task_count = tasks;
    lanes->end = trace_end_time(trace);
    lanes->first = ARENA_ARRAY(arena, uint32_t, tasks + 1);

    Walk walk = {.lanes = memory_new(tasks * sizeof(Lane))};
    memset(walk.lanes, 0, tasks * sizeof(Lane));
    walk_all(&walk, trace, lanes->end);
    for (uint32_t i = 0; i < tasks; i++) {
        lanes->first[i + 1] = lanes->first[i] + walk.lanes[i].next;
        walk.lanes[i] = (Lane){.next = lanes->first[i]};
    }
    lanes->spans = ARENA_ARRAY(arena, Span, lanes->first[tasks]);
    walk.spans = lanes->spans;
    walk_all(&walk, trace, lanes->end);
    free(walk.lanes);
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
