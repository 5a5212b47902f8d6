// frame.h -- the whole window as one drawing, and where everything stands in it.

#ifndef VIZ_FRAME_H
#define VIZ_FRAME_H

#include "draw/drawing.h"
#include "draw/picture.h"
#include "viz/commands.h"
#include "viz/minimap.h"

typedef struct App App;

typedef enum Pane { PANE_TIMELINE, PANE_SOURCE, PANE_OUTPUT, PANE_LOG, PANE_COUNT } Pane;

// A place to click at.
typedef struct Hotspot {
    Area area;
    Command command;
    const char *argument; // lives as long as the drawing; or NULL
} Hotspot;

enum { HOTSPOTS_MOST = 96 };

// Where a run stands.
typedef struct Band {
    int run;
    Area area, plot; // of the plot: its axis lies above it
    uint32_t rows, shown;
} Band;

typedef struct Frame {
    Drawing *drawing; // NULL before the first
    Band bands[PICTURE_RUNS_MOST];
    int band_count;
    Area minimap, loop, panes[PANE_COUNT];
    Hotspot spots[HOTSPOTS_MOST];
    int spot_count;
} Frame;

// What is being dragged.
typedef enum DragKind { DRAG_NOTHING, DRAG_PLOT, DRAG_AXIS, DRAG_MINIMAP } DragKind;
typedef struct Drag {
    DragKind kind;
    double x, y;    // where it began
    bool has_moved; // otherwise it is a click
    double last_x, last_y;
} Drag;

// Draws the window anew into app->frame.
void frame_draw(App *app);
void frame_close(Frame *frame);

// Makes an area a place to click at.
void frame_add_spot(Frame *frame, Area area, Command command, const char *argument);

// The place to click at that holds a pixel, or NULL.
const Hotspot *frame_spot_at(const Frame *frame, double x, double y);

// The topmost shape with a subject, or with something to say, under a pixel; or NULL.
const Shape *frame_shape_at(const Frame *frame, double x, double y);

// Adds the key that does what a click at [spot] does, as people read it.
void hotspot_add_key(const Hotspot *spot, Text *out);

bool area_holds(Area area, double x, double y);

#endif
