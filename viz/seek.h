// seek.h -- where in the log the next thing of a kind happens, and the last one.

#ifndef VIZ_SEEK_H
#define VIZ_SEEK_H

#include "draw/run.h"

typedef enum SeekKind {
    SEEK_SWITCH, // another task goes on
    SEEK_TURN,   // a turn of the loop begins
    SEEK_PRINT,
    SEEK_STEP, // one task goes on
} SeekKind;

// The first such event behind [event], or the last one before it; 0 if there is none.
// [task] is for SEEK_STEP.
uint32_t seek_next(const Trace *trace, SeekKind kind, uint32_t task, uint32_t event);
uint32_t seek_last(const Trace *trace, SeekKind kind, uint32_t task, uint32_t event);

// What made an event happen, and the first event that it made happen; 0 if there is none.
uint32_t seek_cause(const Trace *trace, uint32_t event);
uint32_t seek_effect(const Trace *trace, uint32_t event);

// The first event behind [event] in one of the lines that are set in [lines]
// ([line_count] of them, from line 1 at index 1); 0 if there is none.
uint32_t seek_line(const Trace *trace, const uint8_t *lines, uint32_t line_count,
                   uint32_t event);

// The task that an event is about, or in whose step it happens; 0 if there is none.
uint32_t seek_task(const Trace *trace, uint32_t event);

// The slice of a task's lane behind the one that holds [event], or before it. NULL if
// there is none.
const Span *seek_slice(const DrawnRun *run, uint32_t task, uint32_t event, bool ahead);

#endif
