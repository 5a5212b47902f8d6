// run.h -- a run as pictures need it: rows in their order, and strips of segments.
//
// Everything here is a function of the trace alone; what is seen of it (the part of the
// axis, the playhead, the size) is the View's. A strip is one row of a picture that is no
// task's: the loop's thread, another thread, a core, a lock.

#ifndef DRAW_RUN_H
#define DRAW_RUN_H

#include "draw/theme.h"
#include "trace/spans.h"
#include "trace/trace.h"

typedef enum AxisKind {
    AXIS_TIME,  // nanoseconds
    AXIS_EVENT, // every event is as wide as every other: also where no time passes
    AXIS_TURN,  // every turn of the loop is
    AXIS_KIND_COUNT
} AxisKind;

enum { POSITIONS_PER_TURN = 1000 };

// A part of a strip between two positions of the axis.
typedef struct Segment {
    int64_t from, to;
    uint32_t event;   // that began it
    uint32_t task;    // who has it, or 0
    uint32_t thread;  // which thread has it, if no task's
    TraceText what;   // the job that a thread runs, or what it waits for
    uint32_t object;  // its pool, or where it waits; of a resource: the event whose lists
                      // say who has it
    uint32_t level;   // of a resource: holders or items
    uint32_t waiting; // of a resource: how many wait for it
    uint8_t state;    // DrawnState
    bool is_busy;     // somebody has it, or something is in it
    bool takes_time;
} Segment;

// How long a row was in each state, from its beginning up to one of its slices.
typedef struct SliceTotals {
    int64_t in[STATE_COUNT]; // positions of the axis
} SliceTotals;

typedef struct Strip {
    SubjectKind kind; // THREAD (0 is the loop's), CORE or OBJECT
    uint32_t number;
    uint32_t most; // the highest level
    Segment *segments;
    uint32_t count, capacity;
    const SliceTotals *totals; // behind every 16th segment (slices.h)
} Strip;

typedef struct Numbers {
    uint32_t *at;
    uint32_t count, capacity;
} Numbers;

// What was going on behind one event, so that a moment need not be found from the
// beginning (moment.h). Tasks and timers are counted in the order of making.
typedef struct Checkpoint {
    uint32_t event;
    uint32_t tasks_made, timers_set; // by then
    const uint32_t *tasks;           // those that were not over, in the order of making
    const uint32_t *timers; // that had neither fired nor been cancelled, likewise
    uint32_t task_count, timer_count;
} Checkpoint;

enum { EVENTS_PER_CHECKPOINT = 4096 };

// What the record says of a thread.
typedef struct DrawnThread {
    TraceText name; // 0: it has none
    uint32_t task;  // whose thread it is, where that has another number; else 0
} DrawnThread;

typedef struct DrawnRun {
    const Trace *trace;
    Arena *arena;
    const Lanes *lanes;
    AxisKind axis;
    int64_t length;   // of the axis, at least 1
    bool has_threads; // every task has a thread of its own
    uint32_t *tasks;  // those with a row, each below its maker
    uint8_t *depths;  // of each row
    uint32_t task_count;
    uint32_t *row_of;        // of the task with id N: row_of[N - 1], or UINT32_MAX
    uint32_t *end_event;     // of the task with id N, or 0
    uint32_t *turns_before;  // each 16th event: so many turns
    Numbers turns;           // numbers of the turns' events
    Numbers prints;          // of the lines that were printed
    uint32_t *task_prints;   // the same by task: those of the task with id N are
    uint32_t *first_print;   // task_prints[first_print[N]] up to [first_print[N + 1]]
    Numbers timers;          // of the timer.set of each timer
    uint32_t *timer_end;     // of the timer with number N: the event that ended it, or 0
    uint32_t *begun;         // steps and callbacks before each 4096th event
    SliceTotals *totals;     // of all tasks' rows (slices.h)
    int64_t *starts;         // where each span begins on an axis of turns, else NULL
    Checkpoint *checkpoints; // in the order of events, the first one at 0
    uint32_t checkpoint_count;
    Strip *strips; // loop, threads, cores, then resources
    uint32_t strip_count, strip_capacity;
    uint32_t processor_count; // of the strips that are no resources
    DrawnThread *threads;     // by number
    uint32_t thread_count;
} DrawnRun;

// A run with [trace], which has to outlive it. An axis of time becomes one of events where
// no time passes. The caller closes it.
DrawnRun *run_open(const Trace *trace, AxisKind axis);
void run_close(DrawnRun *run);

// Where an event lies on the axis.
int64_t run_position(const DrawnRun *run, uint32_t event, SimTime time);

// Where a span of a task begins and ends.
int64_t run_span_from(const DrawnRun *run, const Span *span);
int64_t run_span_to(const DrawnRun *run, uint32_t task, const Span *span);

// How many turns began with [event] or before, and how many steps and callbacks did.
uint32_t run_turns_by(const DrawnRun *run, uint32_t event);
uint32_t run_begun_by(const DrawnRun *run, uint32_t event);

// How many of [numbers], which rise, are [event] or below.
uint32_t numbers_by(const Numbers *numbers, uint32_t event);

// The last checkpoint at [event] or before.
const Checkpoint *run_checkpoint(const DrawnRun *run, uint32_t event);

// How a span of a task is shown.
DrawnState run_span_state(const DrawnRun *run, const Span *span);

// "Task-2 worker", or the name alone where the program chose the coroutine's.
void run_add_label(const DrawnRun *run, uint32_t task, Text *out);

// The task whose own thread this is, where tasks are threads; 0 for another's.
uint32_t run_thread_task(const DrawnRun *run, uint32_t thread);

// "asyncio_0", else "thread 3"; "lock lock_a".
void run_add_thread_label(const DrawnRun *run, uint32_t thread, Language language,
                          Text *out);
void run_add_object_label(const DrawnRun *run, uint32_t object, Text *out);

// "lock lock_a (1)", "core 1", "asyncio_0", "event loop".
void run_add_strip_label(const DrawnRun *run, const Strip *strip, Language language,
                         Text *out);

// For the files that fill strips and indices.
void run_index(DrawnRun *run);
void run_index_slices(DrawnRun *run);
void run_fill_processors(DrawnRun *run);
void run_fill_resources(DrawnRun *run);
Strip *run_add_strip(DrawnRun *run, SubjectKind kind, uint32_t number);
Segment *strip_add(Strip *strip, const Segment *segment);
void numbers_add(Numbers *numbers, uint32_t number);

// What a strip does behind [event] at [time]; NULL if there is nothing on it.
const Segment *strip_at(const Strip *strip, const DrawnRun *run, uint32_t event,
                        SimTime time);

#endif
