// axis.h -- from positions of a run to pixels, with marks at round numbers.

#ifndef DRAW_AXIS_H
#define DRAW_AXIS_H

#include "draw/run.h"
#include "draw/view.h"

typedef struct Axis {
    AxisKind kind;
    int64_t from, to; // positions at the left and at the right edge; to > from
    double x, w;      // pixels
} Axis;

// The pixel of a position, which may lie outside.
double axis_x(const Axis *axis, int64_t position);

// The first position that is drawn at pixel [x] or right of it.
int64_t axis_position(const Axis *axis, double x);

// Draws the labels, if wanted, with their baselines at [y], and lines down to [bottom].
void axis_draw(const Axis *axis, Drawing *drawing, const View *view, double y,
               double bottom, bool has_labels);

// Adds a duration as a label has room for: "1.25 s", "250 ms". Exact with up to four digits,
// else rounded to three: 17.69169 ms are "17.7 ms".
void axis_add_time(Text *out, int64_t nanoseconds);

#endif
