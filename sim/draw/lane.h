// lane.h -- one row of a timeline: the bars of a task, or of a strip.
//
// What is 3 pixels wide or more is a bar of its own; what is smaller is merged into columns
// of shares, so that the work depends on the spans and the shapes on the pixels. A step,
// however short, is a tick.

#ifndef DRAW_LANE_H
#define DRAW_LANE_H

#include "draw/axis.h"

typedef struct LanePlace {
    Drawing *drawing;
    const DrawnRun *run;
    const View *view;
    const Axis *axis;
    double y, h;      // of the row
    bool *used;       // STATE_COUNT: those that were drawn are set
    bool *used_marks; // MARK_COUNT
    bool *used_stair; // a chain of awaits
    uint32_t past;    // the last event of which something may be seen
} LanePlace;

// Pixels that bars keep from the edges of the row.
double lane_pad(const LanePlace *place);

// The bars of a task, how it ended, and where it printed.
void lane_draw_task(const LanePlace *place, uint32_t task);

// The bars of a strip.
void lane_draw_strip(const LanePlace *place, const Strip *strip);

// Adds what a waiting task waits for: "0.5 s", "Task-2, Task-3", "lock_a".
void lane_add_wait(const DrawnRun *run, const Span *span, Text *out);

// Adds the coroutines of a task that wait in one another, "main → fetch", if there are two.
void lane_add_awaits(const DrawnRun *run, const Span *span, Text *out);

#endif
