// view.h -- what is to be seen of a run: how large, which part, at which moment.

#ifndef DRAW_VIEW_H
#define DRAW_VIEW_H

#include "base/language.h"
#include "draw/run.h"
#include "draw/theme.h"
#include "output/explain.h"

typedef enum ViewKind {
    VIEW_ALL,      // the timeline and the panels
    VIEW_TIMELINE, // the timeline alone
    VIEW_KIND_COUNT
} ViewKind;

// A part of the picture.
typedef struct Area {
    double x, y, w, h;
} Area;

enum { VIEW_SIDE_LEAST = 64, VIEW_SIDE_MOST = 16384 }; // pixels

typedef struct View {
    double width, height; // pixels
    double unit;          // pixels for one of the layout; 0: as the size has room for
    ViewKind kind;
    const Theme *theme;
    Language language;
    bool has_playhead;
    uint32_t event; // the last one that has happened at the playhead; 0: none has
    SimTime time;   // of the playhead
    // Lines by which the panels are scrolled from where the playhead puts them.
    int source_scroll, output_scroll;
    Explainer *explainer; // of the run in the view's language; NULL: one is made
} View;

// Puts the playhead behind the last event that has happened by [time].
void view_go_to_time(View *view, const Trace *trace, SimTime time);

// Puts it behind [event], or behind the last one if there are fewer.
void view_go_to_event(View *view, const Trace *trace, uint32_t event);

// Pixels of the picture for one of the layout, which is made for 1280x720: what the view
// asks for, else what its size has room for.
double view_unit(const View *view);

#endif
