// motion.h -- what moves shows cause: a task's handle goes from the timers to the ready
// queue, and from there to RUNNING.
//
// The panels are functions of the playhead; this lies above them for a moment and is gone.

#ifndef VIZ_MOTION_H
#define VIZ_MOTION_H

#include "draw/view.h"

enum { MOTIONS_MOST = 12 };

typedef struct Moving {
    uint32_t task;
    double from_x, from_y, to_x, to_y;
    double width;
} Moving;

typedef struct Motion {
    Moving moving[MOTIONS_MOST];
    int count;
    double since; // seconds
} Motion;

// The names of tasks in [area] of both drawings: those that stand elsewhere now begin to
// move at [now].
void motion_begin(Motion *motion, const Drawing *before, const Drawing *after, Area area,
                  double now);

// True while something is under way.
bool motion_is_on(const Motion *motion, double now);

// Draws the handles where they are now.
void motion_draw(const Motion *motion, Drawing *drawing, const DrawnRun *run,
                 const View *view, double now);

#endif
