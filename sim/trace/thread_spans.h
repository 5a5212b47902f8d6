// thread_spans.h -- what each thread of the program did from when to when.
//
// A lane is one thread that is no task's, from its thread.start to its thread.end (or to the
// end of the run), cut into spans without a gap. What it does follows from the events of
// cores and of the GIL (see machine/cores.h), from the calls that block, and from
// thread.wait and thread.wake. Threads of tasks show in the lanes of their tasks (spans.h).

#ifndef TRACE_THREAD_SPANS_H
#define TRACE_THREAD_SPANS_H

#include "base/arena.h"
#include "trace/trace.h"

typedef enum ThreadDoing {
    DOING_STARTS,    // its start takes time
    DOING_READY,     // has code to run, but no core
    DOING_WANTS_GIL, // has code to run, but not the GIL
    DOING_COMPUTES,  // on a core
    DOING_BLOCKS,    // inside time.sleep()
    DOING_WAITS,     // for another thread
    DOING_IDLE,      // in its event loop, with nothing to do
    THREAD_DOING_COUNT
} ThreadDoing;

typedef struct ThreadSpan {
    SimTime start, end;
    uint32_t event; // that began it
    TraceText what; // DOING_WAITS: what for
    uint8_t doing;  // ThreadDoing
} ThreadSpan;

// A thread; those of tasks have no name.
typedef struct ThreadLane {
    uint32_t id, process;
    TraceText name; // its present one
    uint32_t row;   // of those with a name, counted from 0
    SimTime started, ended;
    bool is_known, over;
    bool on_core, has_gil, blocks, waits;
    TraceText waits_for; // while it waits
    ThreadSpan now;
} ThreadLane;

// Walks the log and hands out each span when it ends, those of one thread in order.
typedef struct ThreadWalk ThreadWalk;
typedef void ThreadSpanEnds(void *owner, const ThreadLane *lane, const ThreadSpan *span);

// The caller closes it.
ThreadWalk *thread_walk_open(const Trace *trace, ThreadSpanEnds *ends, void *owner);
void thread_walk_close(ThreadWalk *walk);

// The next event of the log; then, behind the last, the end of the run.
void thread_walk_event(ThreadWalk *walk, const TracePacked *record, uint32_t number);
void thread_walk_end(ThreadWalk *walk, SimTime end);

// The numbers of threads are below this; the lane of one, which may be unknown or a task's.
uint32_t thread_walk_past(const ThreadWalk *walk);
const ThreadLane *thread_walk_lane(const ThreadWalk *walk, uint32_t thread);

// The lanes of all threads that are no tasks', by process and then by number. The spans of
// lanes[i] are spans[first[i]] up to spans[first[i + 1]]. Live in [arena].
typedef struct ThreadLanes {
    ThreadLane *lanes;
    uint32_t count;
    ThreadSpan *spans;
    uint32_t *first;
} ThreadLanes;
ThreadLanes *thread_lanes_new(Arena *arena, const Trace *trace);

#endif
