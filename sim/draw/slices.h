// slices.h -- a row of a timeline as slices in the order of the axis.
//
// The spans of a task and the segments of a strip are asked in the same way: which slice
// comes first behind a position, and how much of a range each state has. For every 16th
// slice it is known how long the row was in each state since it began; so the shares of a
// pixel are the difference of two sums, exact, however many slices lie in it.

#ifndef DRAW_SLICES_H
#define DRAW_SLICES_H

#include "draw/run.h"

enum { SLICES_PER_TOTAL = 16 };

typedef struct Slices {
    const DrawnRun *run;
    const Span *spans;       // of a task, else NULL
    const Segment *segments; // of a strip, else NULL
    const int64_t *starts;   // where spans begin, if that is known; else NULL
    uint32_t task;
    uint32_t count;
    bool is_resource;          // what nobody has does not count
    const SliceTotals *totals; // before the slices 16, 32, ...
} Slices;

Slices slices_of_task(const DrawnRun *run, uint32_t task);
Slices slices_of_strip(const DrawnRun *run, const Strip *strip);

// Where a slice begins and ends on the axis, and how it is shown.
int64_t slices_from(const Slices *slices, uint32_t index);
int64_t slices_to(const Slices *slices, uint32_t index);
DrawnState slices_state(const Slices *slices, uint32_t index);

// Whether it is seen at all: a resource that nobody has is not.
bool slices_is_seen(const Slices *slices, uint32_t index);

// The first slice from [index] on that begins at [position] or behind it; their count if
// there is none.
uint32_t slices_beginning(const Slices *slices, uint32_t index, int64_t position);

// The first slice that is seen at [position] or behind it.
uint32_t slices_first(const Slices *slices, int64_t position);

// Adds to [shares] how long each state has in the slices from [index] up to [past].
void slices_add_shares(const Slices *slices, uint32_t index, uint32_t past,
                       int64_t shares[STATE_COUNT]);

// The totals of a row, which has none yet. [totals] has room for one in 16 of its slices.
void slices_fill_totals(const Slices *slices, SliceTotals *totals);

#endif
