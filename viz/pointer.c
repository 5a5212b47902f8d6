// pointer.c -- a press begins a drag; a drag that went nowhere was a click.

#include "viz/pointer.h"

#include <math.h>
#include <stdlib.h>

enum { SNAP_PIXELS = 5 };

// ---- Where the pointer is ----

static const Band *band_at(const App *app, double x, double y)
{
    for (int i = 0; i < app->frame.band_count; i++)
        if (area_holds(app->frame.bands[i].area, x, y)) return &app->frame.bands[i];
    return NULL;
}

static int64_t position_at(const App *app, Area plot, double x)
{
    const Seen *seen = &app->camera.now;
    if (plot.w <= 0) return seen->from;
    double share = (x - plot.x) / plot.w;
    share = share < 0 ? 0 : share > 1 ? 1 : share;
    return seen->from + (int64_t)(share * (double)(seen->to - seen->from) + 0.5);
}

static int pane_at(const App *app, double x, double y)
{
    for (int pane = 0; pane < PANE_COUNT; pane++)
        if (area_holds(app->frame.panes[pane], x, y)) return pane;
    return -1;
}

// ---- Going somewhere ----

// The event at a position of an axis that does not count time.
static uint32_t event_at(App *app, int64_t position)
{
    const DrawnRun *run = app_run(app)->drawn;
    uint32_t low = 0, high = trace_count(run->trace);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        SimTime time = trace_event_time(run->trace, middle + 1);
        if (run_position(run, middle + 1, time) < position)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// A time as round as a pixel lets it be; that of an event, if one is within a few pixels.
static SimTime round_time(App *app, int64_t position, Area plot)
{
    const Trace *trace = app_run(app)->trace;
    const Seen *seen = &app->camera.now;
    int64_t pixel = plot.w > 0 ? (int64_t)((double)(seen->to - seen->from) / plot.w) : 1;
    int64_t near = (int64_t)((double)pixel * SNAP_PIXELS * app->density), step = 1;
    View at = {0};
    view_go_to_time(&at, trace, position + near);
    SimTime event = at.event ? trace_event_time(trace, at.event) : 0;
    if (at.event && event >= position - near) return event;
    while (step * 10 <= pixel)
        step *= 10;
    return (position + step / 2) / step * step;
}

static void go_to_position(App *app, int64_t position, Area plot)
{
    app->player.plays = false;
    if (app_run(app)->drawn->axis == AXIS_TIME)
        app_go_to_time(app, round_time(app, position, plot));
    else
        app_go_to_event(app, event_at(app, position));
}

static void scroll_minimap(App *app, double x)
{
    Area area = app->frame.minimap;
    const Seen *seen = &app->camera.now;
    int64_t range = seen->to - seen->from;
    double share = area.w > 0 ? (x - area.x) / area.w : 0;
    int64_t middle = (int64_t)(share * (double)app->camera.length);
    camera_fit(&app->camera, middle - range / 2, middle - range / 2 + range);
}

// ---- Moving ----

static void drag(App *app)
{
    Drag *d = &app->drag;
    double x = app->pointer_x;
    if (hypot(x - d->x, app->pointer_y - d->y) > 4 * app->density) d->has_moved = true;
    if (!d->has_moved) return;
    const Band *band = app->frame.band_count ? &app->frame.bands[0] : NULL;
    if (d->kind == DRAG_MINIMAP) scroll_minimap(app, x);
    if (d->kind == DRAG_AXIS && band)
        go_to_position(app, position_at(app, band->plot, x), band->plot);
    if (d->kind == DRAG_PLOT && band && band->plot.w > 0)
        camera_pan(&app->camera, (d->last_x - x) / band->plot.w);
    d->last_x = x;
}

void pointer_move(App *app, double x, double y)
{
    app->pointer_x = x;
    app->pointer_y = y;
    app->pointer_inside = true;
    app->is_stale = true;
    if (app->drag.kind != DRAG_NOTHING) drag(app);
}

void pointer_leave(App *app)
{
    app->pointer_inside = false;
    app->is_stale = true;
}

// ---- Pressing ----

static DragKind drag_kind(const App *app, double x, double y)
{
    if (area_holds(app->frame.minimap, x, y)) return DRAG_MINIMAP;
    const Band *band = band_at(app, x, y);
    if (!band || x < band->plot.x) return DRAG_NOTHING;
    return y < band->plot.y ? DRAG_AXIS : DRAG_PLOT;
}

void pointer_press(App *app)
{
    double x = app->pointer_x, y = app->pointer_y;
    app->drag = (Drag){.x = x, .y = y, .last_x = x, .last_y = y};
    app->is_stale = true;
    bool is_covered = app->overlay != OVERLAY_NONE || app->field.kind != FIELD_CLOSED;
    if (is_covered || frame_spot_at(&app->frame, x, y)) return;
    app->drag.kind = drag_kind(app, x, y);
    if (app->drag.kind == DRAG_PLOT || app->drag.kind == DRAG_MINIMAP)
        camera_remember(&app->camera);
    if (app->drag.kind == DRAG_AXIS) {
        Area plot = band_at(app, x, y)->plot;
        go_to_position(app, position_at(app, plot, x), plot);
    }
    if (app->drag.kind == DRAG_MINIMAP) scroll_minimap(app, x);
}

// ---- Clicking ----

static void click_subject(App *app, Subject subject, bool in_timeline)
{
    const Trace *trace = app_run(app)->trace;
    bool was =
        app->selected.kind == subject.kind && app->selected.number == subject.number;
    Text line = {0};
    switch (subject.kind) {
    case SUBJECT_TASK:
        app_select(app, subject);
        // A second click on its name folds what it made.
        if (was && in_timeline) app_do(app, COMMAND_FOLD, NULL, NULL);
        break;
    case SUBJECT_THREAD:
    case SUBJECT_CORE:
    case SUBJECT_OBJECT: app_select(app, subject); break;
    case SUBJECT_EVENT: app_go_to_event(app, subject.number); break;
    case SUBJECT_LINE:
        text_add_int(&line, subject.number);
        app_do(app, COMMAND_BREAKPOINT, text_string(&line), NULL);
        text_free(&line);
        break;
    case SUBJECT_SPAN:
        if (subject.number && trace_event(trace, subject.number).task)
            app_select(app,
                       (Subject){SUBJECT_TASK, trace_event(trace, subject.number).task});
        break;
    default: break;
    }
}

// The playhead goes where somebody clicks; what is under the pointer is selected.
static void click_plot(App *app, const Band *band, double x, double y)
{
    const Shape *shape = frame_shape_at(&app->frame, x, y);
    Subject subject = shape ? shape->subject : (Subject){0};
    int64_t position = position_at(app, band->plot, x);
    if (band->run != app->focus) app_show(app, band->run, app->all);
    if (subject.kind != SUBJECT_EVENT) go_to_position(app, position, band->plot);
    click_subject(app, subject, false);
}

static void click_spot(App *app, const Hotspot *spot)
{
    Text message = {0};
    if (!app_do(app, spot->command, spot->argument, &message))
        app_tell(app, text_string(&message));
    text_free(&message);
}

// What lies over the window goes away, whether a row of the menu was hit or not.
static void click_overlay(App *app, const Hotspot *spot)
{
    bool is_menu = app->overlay == OVERLAY_HELP;
    app->overlay = OVERLAY_NONE;
    if (is_menu && spot && spot->command != COMMAND_HELP) click_spot(app, spot);
}

static void click(App *app, double x, double y)
{
    const Hotspot *spot = frame_spot_at(&app->frame, x, y);
    if (app->overlay != OVERLAY_NONE) {
        click_overlay(app, spot);
        return;
    }
    if (spot) {
        click_spot(app, spot);
        return;
    }
    if (app->field.kind != FIELD_CLOSED) {
        app->field.kind = FIELD_CLOSED;
        return;
    }
    int pane = pane_at(app, x, y);
    if (pane >= 0) app->pane = (Pane)pane;
    const Band *band = band_at(app, x, y);
    if (band && x >= band->plot.x) {
        if (y >= band->plot.y) click_plot(app, band, x, y);
        return;
    }
    if (band && band->run != app->focus) app_show(app, band->run, app->all);
    const Shape *shape = frame_shape_at(&app->frame, x, y);
    if (shape) click_subject(app, shape->subject, band != NULL);
}

void pointer_release(App *app)
{
    Drag d = app->drag;
    app->drag = (Drag){0};
    app->is_stale = true;
    if (!d.has_moved && d.kind != DRAG_AXIS && d.kind != DRAG_MINIMAP)
        click(app, app->pointer_x, app->pointer_y);
}

// ---- The wheel ----

static void scroll_rows(App *app, const Band *band, int by)
{
    int64_t most = (int64_t)band->rows - 1, row = (int64_t)app->camera.now.row + by;
    if (row > most) row = most;
    app->camera.now.row = row > 0 ? (uint32_t)row : 0;
}

void pointer_wheel(App *app, double notches, bool zooms, bool along)
{
    double x = app->pointer_x, y = app->pointer_y;
    const Band *band = band_at(app, x, y);
    int pane = pane_at(app, x, y), lines = (int)lround(-notches * 3);
    app->is_stale = true;
    if (app->overlay != OVERLAY_NONE) {
        app->overlay_scroll += lines;
        if (app->overlay_scroll < 0) app->overlay_scroll = 0;
    } else if (band && along) {
        camera_pan(&app->camera, -notches * 0.1);
    } else if (band && zooms) {
        camera_remember(&app->camera);
        camera_zoom(&app->camera, pow(0.8, notches), position_at(app, band->plot, x));
    } else if (band) {
        scroll_rows(app, band, lines);
    } else if (pane == PANE_LOG) {
        for (int i = 0; i < abs(lines) / 3; i++)
            app_step(app, lines > 0);
    } else if (pane > PANE_TIMELINE) {
        app->scroll[pane] += lines;
    }
}
