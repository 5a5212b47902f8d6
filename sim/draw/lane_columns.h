// lane_columns.h -- slices too small for bars of their own, as columns of one pixel.
//
// A column shows the share of each state, the most alarming one at the bottom, each as high
// as its bars are. What a lane has of them becomes one shape.

#ifndef DRAW_LANE_COLUMNS_H
#define DRAW_LANE_COLUMNS_H

#include "draw/lane.h"
#include "draw/slices.h"

typedef struct Columns {
    const LanePlace *place;
    double left;                // the left edge of the first column, a whole pixel
    int count;                  // as many as the axis has
    int first, past;            // those that something is in; past 0: none
    float *shares[STATE_COUNT]; // of each column, 0 to 1; NULL: nobody has any
} Columns;

Columns columns_of(const LanePlace *place);

// Adds the part of the axis from pixel [x0] to [x1] for [state].
void columns_add(Columns *columns, DrawnState state, double x0, double x1);

// Adds slices that all lie within the column at pixel [x].
void columns_add_slices(Columns *columns, const Slices *slices, uint32_t index,
                        uint32_t past, double x);

// Puts them into the drawing, below the shapes from number [below] on.
void columns_draw(Columns *columns, uint32_t below);

#endif
