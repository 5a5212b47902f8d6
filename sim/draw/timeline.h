// timeline.h -- the heart of every picture: who has the processor, what each task does, and
// what they share, over one axis.

#ifndef DRAW_TIMELINE_H
#define DRAW_TIMELINE_H

#include "draw/axis.h"
#include "draw/lane.h"
#include "draw/moment.h"

typedef struct Timeline {
    Area area;
    int64_t from, to;       // positions of the axis
    double labels;          // pixels for the names of the rows
    const Moment *moment;   // at the playhead, or NULL
    const DrawnRun *ghost;  // a run whose ends are marked in this one's lanes, or NULL
    bool is_bare;           // without headings: several runs share the picture
    bool has_axis;          // with labels
    uint32_t first_row;     // of those that are not folded: the ones above are not shown
    const uint8_t *folded;  // folded[task - 1]: what it made has no rows; NULL: none is
    Subject selected;       // is marked
    bool all_arrows;        // for every event in sight, not the playhead's alone
    bool hides_future;      // what lies behind the playhead is not shown
    uint32_t rows, shown;   // comes back: rows of tasks there are, and that were drawn
    bool used[STATE_COUNT]; // which states were drawn: for the legend
    bool used_marks[MARK_COUNT];
    bool used_stair; // whether coroutines waited in one another
} Timeline;

// Pixels that the names of the rows want.
double timeline_labels(const DrawnRun *run, const View *view);

// Pixels that a run's rows want, as high as they look best.
double timeline_height(const DrawnRun *run, const View *view, bool is_bare);

// Draws the axis and as many rows as the area holds, and counts the others in words.
// Returns where its last row ends.
double timeline_draw(Timeline *timeline, Drawing *drawing, const DrawnRun *run,
                     const View *view);

// How many rows the tasks of [run] have if those marked in [folded] (NULL: none) are
// folded, and the row of a task, or UINT32_MAX if it has none.
uint32_t timeline_rows(const DrawnRun *run, const uint8_t *folded);
uint32_t timeline_row(const DrawnRun *run, const uint8_t *folded, uint32_t task);

// The task in a row, or 0 if there are not so many.
uint32_t timeline_task(const DrawnRun *run, const uint8_t *folded, uint32_t row);

// Draws the legend of what [timeline] used, in one or two lines with the first baseline at
// [y]. Returns the baseline behind them.
double timeline_legend(const Timeline *timeline, Drawing *drawing, const View *view,
                       Area area);

#endif
