// panels.h -- what stands around a timeline: the loop at the playhead, the program, the
// output. Each is a function of the run, the view and the playhead alone.

#ifndef DRAW_PANELS_H
#define DRAW_PANELS_H

#include "draw/moment.h"
#include "draw/view.h"

// The loop at the playhead: who runs, who is ready, which timers are set, who waits; and
// what the playhead's event is, and why it happened. Where every task is a thread, the
// cores instead of the loop.
void panel_draw_loop(Drawing *drawing, const DrawnRun *run, const View *view,
                     const Moment *moment, Area area);

// The program, with a mark at every line where a task stands. [moment] may be NULL.
void panel_draw_source(Drawing *drawing, const DrawnRun *run, const View *view,
                       const Moment *moment, Area area);

// Pixels that the whole program wants.
double panel_source_height(const DrawnRun *run, const View *view);

// What was printed by the playhead, or by the end. [moment] may be NULL.
void panel_draw_output(Drawing *drawing, const DrawnRun *run, const View *view,
                       const Moment *moment, Area area);

// An area's ground and heading; what is left of it.
Area panel_draw_frame(Drawing *drawing, const View *view, const char *heading, Area area);

// Adds how long [timer] has still to go, or how late the loop is for it: "in 250 ms".
void panel_add_left(const TimerNow *timer, SimTime now, Language language, Text *out);

#endif
