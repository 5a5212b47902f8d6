// spans.h -- what each task did from when to when: lanes of intervals, from the log.
//
// A lane is one task from its creation to its end (or to the end of the run), cut into
// spans without a gap. A task that sleeps is ready from the moment its timer was due,
// not from when the loop came to look: that gap is what a blocked loop costs. One that
// computes is ready while its thread has no core or waits for the GIL.

#ifndef TRACE_SPANS_H
#define TRACE_SPANS_H

#include "base/arena.h"
#include "trace/trace.h"

typedef enum SpanState {
    SPAN_READY,     // could run, but has no turn
    SPAN_RUNNING,   // in a step; takes no time unless a step costs some
    SPAN_COMPUTING, // in a step, inside cpu() or charged operations
    SPAN_BLOCKING,  // in a step, inside time.sleep() or, with WAIT_THREAD, in a wait for
                    // other threads: holds the thread, not a core
    SPAN_WAITING,   // suspended
    SPAN_STATE_COUNT
} SpanState;

typedef struct Span {
    SimTime start;
    SimTime end;
    uint8_t state;  // SpanState
    uint8_t wait;   // TraceWait, for SPAN_WAITING and SPAN_BLOCKING
    uint32_t event; // that began it
} Span;

// True if the task's thread waits in a step for a lock or for another thread.
static inline bool span_waits_in_thread(const Span *span)
{
    return span->state == SPAN_BLOCKING && span->wait == WAIT_THREAD;
}

// Walks the log and hands out each span when it ends: what lanes and summary are made of.
typedef struct LaneWalk LaneWalk;
typedef void SpanEnds(void *owner, uint32_t task, void *beside, const Span *span);

// [ends] is called with [owner] for every span, those of one task in order, and with the
// [beside] bytes, zeroed at first, that lie beside each task's lane for whoever walks: what
// one event needs shall lie together. The caller closes it.
LaneWalk *lane_walk_open(const Trace *trace, size_t beside, SpanEnds *ends, void *owner);
void lane_walk_close(LaneWalk *walk);

// From here on causes are looked up in [history]: the log does not keep them.
struct History;
void lane_walk_use_history(LaneWalk *walk, struct History *history);

// The next event of the log, from the first to the last.
void lane_walk_event(LaneWalk *walk, const TracePacked *record, uint32_t number);

// What lies beside the lane of a task, which must be made; it moves when another is made.
void *lane_walk_beside(const LaneWalk *walk, uint32_t task);

// How many tasks were made so far.
uint32_t lane_walk_count(const LaneWalk *walk);

// Asks for the memory that [record], soon to come, will need.
void lane_walk_expect(const LaneWalk *walk, const TracePacked *record);

// The run ended at [end]: so do the spans that are still open.
void lane_walk_end(LaneWalk *walk, SimTime end);

// The spans of the task with id N are spans[first[N - 1]] up to spans[first[N]].
typedef struct Lanes {
    Span *spans;
    uint32_t *first;
    uint32_t task_count;
    SimTime end; // of the run
} Lanes;

// The lanes of all tasks. Live in [arena].
Lanes *lanes_new(Arena *arena, const Trace *trace);

// The span of [task] that holds [time]: the last one that has begun by then. NULL before
// the task's creation and, for a task that ended, after its end.
const Span *lanes_span_at(const Lanes *lanes, uint32_t task, SimTime time);

// When a task became ready that the event [cause] woke up: for a timer that fired, when it
// was due.
SimTime trace_woken_at(const Trace *trace, uint32_t cause);

// When the run ended: its outcome's time, else that of the last event.
SimTime trace_end_time(const Trace *trace);

#endif
