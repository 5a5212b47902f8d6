// history.h -- what somebody who follows a run must know of events that are gone.
//
// Events refer back: a timer that fires to the one that set it, a task that runs to what
// made it ready. Whoever keeps the whole log looks there. Whoever follows and lets go of
// what is written keeps the timers that are still set and, for each instant, its first
// event: a tenth of the log or less.

#ifndef TRACE_HISTORY_H
#define TRACE_HISTORY_H

#include "trace/trace.h"

typedef struct HistoryTimer {
    SimTime due;
    uint32_t event;  // its timer.set
    uint32_t number; // of the timer
    TraceText what;
} HistoryTimer;

typedef struct History History;

History *history_open(const Trace *trace);
void history_close(History *history);

// Asks for the memory that these events, soon to come, will need.
void history_expect(const History *history, uint32_t first, uint32_t last);

// The events from [first] to [last], the next ones, are going to be looked at.
void history_begin(History *history, uint32_t first, uint32_t last);

// They were looked at: timers that they ended are forgotten.
void history_end(History *history, uint32_t first, uint32_t last);

// The timer that the event [timer_set] set and that no event before [first] ended.
HistoryTimer history_timer(const History *history, uint32_t timer_set);

// Since when a task was ready that the event [cause] woke up: for a timer that fired, since
// it was due.
SimTime history_ready_since(History *history, uint32_t cause);

#endif
