// arrows.h -- what made what happen, over the rows of a timeline.
//
// An arrow leads from the cause to what it caused; its form says how: a task was made, woken,
// awaited, cancelled, or ended with an error that reached another one.

#ifndef DRAW_ARROWS_H
#define DRAW_ARROWS_H

#include "draw/axis.h"

// Where arrows may lie.
typedef struct Arrows {
    Drawing *drawing;
    const DrawnRun *run;
    const View *view;
    const Axis *axis;
    uint32_t last; // behind the playhead nothing is told; UINT32_MAX: all is
    // The middle of a task's row; false if it is not shown.
    bool (*row_middle)(const void *owner, uint32_t task, double *y);
    const void *owner;
} Arrows;

// What an event follows from, and what it waits for.
void arrows_draw_event(const Arrows *arrows, uint32_t event);

// Also the first events that follow from it.
void arrows_draw_effects(const Arrows *arrows, uint32_t event);

// All in sight that [task] takes part in; of every task if it is 0. As many as are told apart.
void arrows_draw_in_sight(const Arrows *arrows, uint32_t task);

#endif
