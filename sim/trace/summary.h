// summary.h -- a run in numbers: what the trace file's "summary" says.

#ifndef TRACE_SUMMARY_H
#define TRACE_SUMMARY_H

#include "base/arena.h"
#include "trace/thread_spans.h"

// How long one task was in which state, in nanoseconds.
typedef struct TaskTimes {
    SimTime running; // computing and blocking are running
    SimTime ready;
    SimTime waiting[TRACE_WAIT_COUNT];
} TaskTimes;

enum { THREAD_WAITS_MOST = 16 };

// How long a thread that is no task's did what, in nanoseconds.
typedef struct ThreadTimes {
    const ThreadLane *lane;
    SimTime spent[THREAD_DOING_COUNT];
    struct {
        TraceText what;
        SimTime time;
    } waits[THREAD_WAITS_MOST]; // the parts of DOING_WAITS; the last one has the rest
    int wait_count;
} ThreadTimes;

typedef struct Summary {
    SimTime makespan;                  // from 0 to the end of the run
    uint64_t steps;                    // times that a task was resumed
    uint64_t turns;                    // of the loop
    uint64_t printed;                  // lines on standard output
    uint32_t most_alive, most_waiting; // tasks, at once
    uint32_t most_running;      // at once: tasks, or with threads those that have a core
    SimTime longest_hold;       // the longest time for which one step held the loop
    uint32_t longest_hold_task; // whose step; 0 if none took any time
    SimTime loop_busy;          // time in which some step ran
    SimTime *core_busy;         // for each core, time in which something computed there
    int core_count;
    SimTime work; // time of all cores: what no machine can do in less than work / cores
    TaskTimes *tasks; // of the task with id N: tasks[N - 1]
    uint32_t task_count;
    const ThreadTimes *threads; // in the order of their names' coming
    uint32_t thread_count;
} Summary;

// The summary of a run. Lives in [arena].
Summary *summary_new(Arena *arena, const Trace *trace);

// The same for somebody who walks the log anyway, or follows it while it grows: begin, the
// events in order, end, close.
typedef struct SummaryWalk SummaryWalk;
SummaryWalk *summary_begin(Arena *arena, const Trace *trace);

// See lane_walk_use_history().
struct History;
void summary_use_history(SummaryWalk *walk, struct History *history);

// The next events, from [first] to [last].
void summary_events(SummaryWalk *walk, uint32_t first, uint32_t last);

// Asks for the memory that these events will need: the tasks of neighbouring events lie far
// apart.
void summary_expect(const SummaryWalk *walk, uint32_t first, uint32_t last);

// The run is over. The summary is there until the walk is closed, but for [tasks]: their
// times are asked for one by one.
const Summary *summary_end(SummaryWalk *walk);
TaskTimes summary_task(const SummaryWalk *walk, uint32_t task);
void summary_close(SummaryWalk *walk);

#endif
