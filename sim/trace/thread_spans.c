// thread_spans.c -- a little state machine for each thread, fed with the log.

#include "trace/thread_spans.h"

#include "trace/spans.h"

#include <stdlib.h>

struct ThreadWalk {
    const Trace *trace;
    ThreadSpanEnds *ends;
    void *owner;
    bool has_gils;
    ThreadLane *lanes; // by number
    uint32_t past, capacity;
    uint32_t rows;
};

ThreadWalk *thread_walk_open(const Trace *trace, ThreadSpanEnds *ends, void *owner)
{
    ThreadWalk *walk = memory_new(sizeof *walk);
    *walk = (ThreadWalk){.trace = trace,
                         .ends = ends,
                         .owner = owner,
                         .has_gils = trace->scenario.machine.model != MACHINE_PARALLEL};
    return walk;
}

void thread_walk_close(ThreadWalk *walk)
{
    free(walk->lanes);
    free(walk);
}

uint32_t thread_walk_past(const ThreadWalk *walk)
{
    return walk->past;
}

const ThreadLane *thread_walk_lane(const ThreadWalk *walk, uint32_t thread)
{
    return &walk->lanes[thread];
}

// ---- The state machine ----

static void turn(const ThreadWalk *walk, ThreadLane *lane, SimTime time,
                 ThreadDoing doing, uint32_t event)
{
    lane->now.end = time;
    if (lane->name && time > lane->now.start) walk->ends(walk->owner, lane, &lane->now);
    TraceText what = doing == DOING_WAITS ? lane->waits_for : 0;
    lane->now = (ThreadSpan){
        .start = time, .event = event, .what = what, .doing = (uint8_t)doing};
}

static ThreadDoing ready(const ThreadWalk *walk, const ThreadLane *lane)
{
    return walk->has_gils && !lane->has_gil ? DOING_WANTS_GIL : DOING_READY;
}

// What it does without a core that it does not want.
static ThreadDoing away(const ThreadLane *lane)
{
    return lane->blocks ? DOING_BLOCKS : lane->waits ? DOING_WAITS : DOING_IDLE;
}

static ThreadDoing after_leaving(const ThreadLane *lane, uint8_t why)
{
    if (why == WHY_GIL) return DOING_WANTS_GIL;
    if (why == WHY_QUANTUM || why == WHY_PREEMPTED) return DOING_READY;
    return away(lane);
}

// It begins or ends to block or to wait. While it has a core this shows when it leaves it;
// one whose waiting is over is away until an event says that it has to wait for a core.
static void note_away(const ThreadWalk *walk, ThreadLane *lane, SimTime time,
                      uint32_t event)
{
    if (lane->on_core) return;
    if (!lane->blocks && !lane->waits) {
        turn(walk, lane, time, DOING_IDLE, event);
        return;
    }
    turn(walk, lane, time, away(lane), event);
}

static void begin(ThreadWalk *walk, const TracePacked *record, uint32_t event)
{
    SimTime now = trace_event_time(walk->trace, event);
    uint32_t thread = record->a;
    if (thread >= walk->capacity) {
        uint32_t old = walk->capacity;
        walk->capacity = thread < 32 ? 64 : thread * 2;
        walk->lanes = memory_grow_zeroed(walk->lanes, old * sizeof *walk->lanes,
                                         walk->capacity * sizeof *walk->lanes);
    }
    if (thread >= walk->past) walk->past = thread + 1;
    walk->lanes[thread] = (ThreadLane){.id = thread,
                                       .process = record->task, // SHAPE_B_IN_TASK
                                       .started = now,
                                       .is_known = true,
                                       .now = {.start = now, .event = event}};
}

static void end(const ThreadWalk *walk, ThreadLane *lane, SimTime time)
{
    turn(walk, lane, time, DOING_IDLE, 0);
    lane->over = true;
    lane->ended = time;
}

void thread_walk_event(ThreadWalk *walk, const TracePacked *record, uint32_t number)
{
    if (record->type < TRACE_CPU_BEGIN || record->type > TRACE_GIL_RELEASE) return;
    if (record->type == TRACE_THREAD_START) begin(walk, record, number);
    if (record->a >= walk->past || !walk->lanes[record->a].is_known) return;
    ThreadLane *lane = &walk->lanes[record->a];
    SimTime time = trace_event_time(walk->trace, number);
    if (record->type == TRACE_THREAD_NAME) {
        if (!record->task && !lane->name) lane->row = walk->rows++;
        if (!record->task) lane->name = record->cause; // SHAPE_B_IN_CAUSE
        return;
    }
    if (!lane->name || lane->over) return;
    switch (record->type) {
    case TRACE_THREAD_READY: turn(walk, lane, time, ready(walk, lane), number); break;
    case TRACE_GIL_ACQUIRE:
        lane->has_gil = true;
        if (lane->now.doing == DOING_WANTS_GIL)
            turn(walk, lane, time, DOING_READY, number);
        break;
    case TRACE_GIL_RELEASE: lane->has_gil = false; break;
    case TRACE_CORE_RUN:
        lane->on_core = true;
        turn(walk, lane, time, DOING_COMPUTES, number);
        break;
    case TRACE_CORE_LEAVE:
        lane->on_core = false;
        turn(walk, lane, time, after_leaving(lane, record->detail), number);
        break;
    case TRACE_BLOCK_BEGIN:
    case TRACE_BLOCK_END:
        lane->blocks = record->type == TRACE_BLOCK_BEGIN;
        note_away(walk, lane, time, number);
        break;
    case TRACE_THREAD_WAIT:
        // Only noted: the GIL and the core that its code ran on may be told of later.
        lane->waits = true;
        lane->waits_for = trace_event(walk->trace, number).b;
        note_away(walk, lane, time, number);
        break;
    case TRACE_THREAD_WAKE:
        lane->waits = false;
        note_away(walk, lane, time, number);
        break;
    case TRACE_THREAD_END: end(walk, lane, time); break;
    default: break;
    }
}

void thread_walk_end(ThreadWalk *walk, SimTime time)
{
    for (uint32_t thread = 0; thread < walk->past; thread++) {
        ThreadLane *lane = &walk->lanes[thread];
        if (!lane->is_known || lane->over) continue;
        turn(walk, lane, time, (ThreadDoing)lane->now.doing, 0);
        lane->ended = time;
    }
}

// ---- Lanes ----

typedef struct Filling {
    uint32_t *place;   // of thread N in the order of lanes, + 1
    uint32_t *next;    // of the lane at each place: its next span, or how many it has
    ThreadSpan *spans; // NULL: they are only counted
} Filling;

static void keep_span(void *owner, const ThreadLane *lane, const ThreadSpan *span)
{
    Filling *filling = owner;
    uint32_t *next = &filling->next[filling->place ? filling->place[lane->id] : lane->id];
    if (filling->spans) filling->spans[*next] = *span;
    (*next)++;
}

static ThreadWalk *walk_all(const Trace *trace, Filling *filling)
{
    ThreadWalk *walk = thread_walk_open(trace, keep_span, filling);
    uint32_t count = trace_count(trace);
    for (uint32_t number = 1; number <= count; number++)
        thread_walk_event(walk, trace_packed(trace, number), number);
    thread_walk_end(walk, trace_end_time(trace));
    return walk;
}

static int by_process(const void *a, const void *b)
{
    const ThreadLane *one = a, *other = b;
    if (one->process != other->process) return one->process < other->process ? -1 : 1;
    return one->id < other->id ? -1 : one->id > other->id;
}

// The highest number of a thread, + 1.
static uint32_t threads_past(const Trace *trace)
{
    uint32_t past = 0, count = trace_count(trace);
    for (uint32_t number = 1; number <= count; number++) {
        const TracePacked *record = trace_packed(trace, number);
        if (record->type == TRACE_THREAD_START && record->a >= past) past = record->a + 1;
    }
    return past;
}

ThreadLanes *thread_lanes_new(Arena *arena, const Trace *trace)
{
    ThreadLanes *lanes = ARENA_NEW(arena, ThreadLanes);
    uint32_t past = threads_past(trace);
    Filling filling = {.next = ARENA_ARRAY(arena, uint32_t, past + 1)};
    ThreadWalk *walk = walk_all(trace, &filling);
    lanes->lanes = ARENA_ARRAY(arena, ThreadLane, past);
    for (uint32_t thread = 0; thread < past; thread++)
        if (walk->lanes[thread].name) lanes->lanes[lanes->count++] = walk->lanes[thread];
    thread_walk_close(walk);
    qsort(lanes->lanes, lanes->count, sizeof *lanes->lanes, by_process);

    lanes->first = ARENA_ARRAY(arena, uint32_t, lanes->count + 1);
    uint32_t *counts = filling.next;
    filling.place = ARENA_ARRAY(arena, uint32_t, past + 1);
    filling.next = ARENA_ARRAY(arena, uint32_t, lanes->count + 1);
    for (uint32_t i = 0; i < lanes->count; i++) {
        filling.place[lanes->lanes[i].id] = i;
        filling.next[i] = lanes->first[i];
        lanes->first[i + 1] = lanes->first[i] + counts[lanes->lanes[i].id];
    }
    lanes->spans = ARENA_ARRAY(arena, ThreadSpan, lanes->first[lanes->count]);
    filling.spans = lanes->spans;
    thread_walk_close(walk_all(trace, &filling));
    return lanes;
}
