// motion.h -- what moves shows cause: a task's handle goes from the timers to the ready
// queue, and from there to RUNNING.
//
// The panels are functions of the playhead; this lies above them for a moment and is gone.

#ifndef VIZ_MOTION_H
#define VIZ_MOTION_H

#include "draw/moment.h"
#include "draw/view.h"

enum { MOTION_NAMES = 64 };

typedef enum MotionList {
    LIST_NONE,
    LIST_RUNNING,
    LIST_READY,
    LIST_TIMERS,
    LIST_WAITING,
} MotionList;

// Where the name of a task stands in the panel of the loop, and where it comes from.
typedef struct MotionName {
    uint32_t task;
    MotionList list;
    double x, y, w;
    double from_x, from_y;
    bool moves;
} MotionName;

typedef struct Motion {
    MotionName names[MOTION_NAMES];
    int count;
    double since; // seconds: when they began to move
    bool is_on;
} Motion;

// Looks where the names in [area] of [drawing] stand. With [moves] those that stand in
// another list than before begin to move at [now].
void motion_follow(Motion *motion, const Drawing *drawing, const Moment *moment,
                   Area area, bool moves, double now);

// True while something is under way.
bool motion_is_on(const Motion *motion, double now);

// Draws the handles where they are now.
void motion_draw(const Motion *motion, Drawing *drawing, const DrawnRun *run,
                 const View *view, double now);

#endif
