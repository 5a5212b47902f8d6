// picture.h -- whole pictures: a run with its panels, or several runs above each other.

#ifndef DRAW_PICTURE_H
#define DRAW_PICTURE_H

#include "draw/drawing.h"
#include "draw/moment.h"
#include "draw/view.h"

enum { PICTURE_RUNS_MOST = 6 };

// A run as [view] asks for it. The caller closes the drawing.
Drawing *picture_of_run(const DrawnRun *run, const View *view);

// Pixels that the timeline of a run wants in a picture of its own, up to the view's height.
double picture_height(const DrawnRun *run, const View *view);

// A run of a comparison: its machine in words.
typedef struct PictureRun {
    const DrawnRun *run;
    const char *label; // "parallel:4"
} PictureRun;

// Adds where the playhead is: time, event, turn.
void picture_add_playhead(const DrawnRun *run, const View *view, const Moment *moment,
                          Text *out);

// Draws the line above the run [i] of a comparison into [area]: its label, its makespan,
// its speed-up over the first one, and with a playhead how many are running there.
void picture_draw_badge(Drawing *drawing, const View *view, const PictureRun *runs, int i,
                        Area area, bool is_marked);

// Two to PICTURE_RUNS_MOST runs above each other on one axis, each with its makespan and
// its speed-up over the first one, whose ends are marked in the others.
Drawing *picture_of_runs(const PictureRun *runs, int count, const View *view);

#endif
