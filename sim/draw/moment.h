// moment.h -- the state of a run behind one of its events: who runs, who is ready, who waits.
//
// It is found by reading the log up to that event, so that going back is as exact as
// going forward.

#ifndef DRAW_MOMENT_H
#define DRAW_MOMENT_H

#include "draw/run.h"

// What a task is doing.
typedef struct TaskNow {
    const Span *span; // NULL: not made yet, or over
    bool is_made, is_over;
    uint32_t event; // that began what it is doing
} TaskNow;

typedef struct TimerNow {
    uint32_t set;  // its timer.set
    uint32_t task; // who sleeps for it, or 0
    SimTime due;
} TimerNow;

typedef struct Moment {
    const DrawnRun *run;
    uint32_t event;
    uint32_t turn;    // turns that have begun
    uint32_t running; // the task in whose step we are, or 0
    uint32_t running_line;
    Numbers this_turn; // tasks and callbacks (TRACE_CALLBACK) still to be run in it
    Numbers next_turn; // tasks that are ready behind them
    Numbers waiting;   // tasks, in the order of their rows
    TimerNow *timers;  // the first ones that are due, the earliest first
    uint32_t timer_count, timers_in_all;
} Moment;

// The moment behind [event]; 0 is the one before all. The caller closes it.
Moment *moment_open(const DrawnRun *run, uint32_t event);
void moment_close(Moment *moment);

// What [task] is doing behind [event]: the last of its spans that has begun.
TaskNow task_at(const DrawnRun *run, uint32_t task, uint32_t event);

#endif
