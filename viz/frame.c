// frame.c -- from the top: header, toolbar, minimap, timelines beside the loop, panels.

#include "viz/frame.h"

#include "draw/panels.h"
#include "viz/app.h"
#include "viz/event_log.h"
#include "viz/overlays.h"
#include "viz/quiz_panel.h"
#include "viz/toolbar.h"

#include <string.h>

bool area_holds(Area area, double x, double y)
{
    return x >= area.x && y >= area.y && x < area.x + area.w && y < area.y + area.h;
}

// ---- Places to click at ----

void frame_add_spot(Frame *frame, Area area, Command command, const char *argument)
{
    if (frame->spot_count < HOTSPOTS_MOST)
        frame->spots[frame->spot_count++] = (Hotspot){area, command, argument};
}

const Hotspot *frame_spot_at(const Frame *frame, double x, double y)
{
    for (int i = frame->spot_count; i-- > 0;)
        if (area_holds(frame->spots[i].area, x, y)) return &frame->spots[i];
    return NULL;
}

void hotspot_add_key(const Hotspot *spot, Text *out)
{
    // Commands without a key, and the one that does the same for this argument.
    static const struct {
        Command command;
        const char *argument; // NULL: any
        Command same;
    } twins[] = {{COMMAND_SHOW, "1", COMMAND_RUN_A},
                 {COMMAND_SHOW, "2", COMMAND_RUN_B},
                 {COMMAND_SHOW, NULL, COMMAND_NEXT_RUN},
                 {COMMAND_FOCUS, NULL, COMMAND_NEXT_RUN}};
    if (spot->command == COMMAND_ANSWER) {
        text_add(out, spot->argument);
        return;
    }
    Command command = spot->command;
    for (size_t i = 0; i < sizeof twins / sizeof *twins; i++) {
        const char *argument = twins[i].argument;
        if (spot->command != twins[i].command) continue;
        if (argument && strcmp(argument, spot->argument) != 0) continue;
        command = twins[i].same;
        break;
    }
    command_add_key(command, out);
}

static Area area_of(const Shape *s)
{
    switch ((ShapeKind)s->kind) {
    case DRAW_TEXT: return (Area){s->x, s->y - s->size, s->w, s->size * 1.4};
    case DRAW_MARK:
        return (Area){s->x - s->size / 2 - 2, s->y - s->size / 2 - 2, s->size + 4,
                      s->size + 4};
    case DRAW_BOX: return (Area){s->x - 1, s->y, s->w + 2, s->h};
    default: return (Area){0};
    }
}

const Shape *frame_shape_at(const Frame *frame, double x, double y)
{
    for (uint32_t i = frame->drawing ? frame->drawing->count : 0; i-- > 0;) {
        const Shape *s = &frame->drawing->shapes[i];
        if ((s->subject.kind || s->facts) && area_holds(area_of(s), x, y)) return s;
    }
    return NULL;
}

void frame_close(Frame *frame)
{
    drawing_close(frame->drawing);
    frame->drawing = NULL;
}

// ---- Timelines ----

typedef struct Pen {
    App *app;
    const View *view;
    double u;
    Area rest; // what is left of the window
} Pen;

static bool hides_future(const App *app)
{
    return app->quiz.kind != QUIZ_OFF && app->quiz.state != QUIZ_IS_OVER;
}

static void draw_band(Pen *pen, int run, Area area, bool has_axis, Timeline *timeline)
{
    App *app = pen->app;
    Frame *frame = &app->frame;
    AppRun *shown = &app->runs[run];
    View view = app_view(app, run);
    Moment *moment = moment_open(shown->drawn, view.event);
    timeline->area = area;
    timeline->moment = moment;
    timeline->has_axis = has_axis;
    timeline->folded = shown->folded;
    timeline->selected = run == app->focus ? app->selected : (Subject){0};
    timeline->ghost = app->all && run ? app->runs[0].drawn : NULL;
    timeline_draw(timeline, frame->drawing, shown->drawn, &view);
    moment_close(moment);
    const Drawing *d = frame->drawing;
    frame->bands[frame->band_count++] =
        (Band){.run = run,
               .area = area,
               .plot = {d->plot_x, d->plot_y, d->plot_w, d->plot_h},
               .rows = timeline->rows,
               .shown = timeline->shown};
}

static double labels_of(Pen *pen)
{
    App *app = pen->app;
    double most = 0;
    for (int i = 0; i < app->run_count; i++) {
        if (!app->all && i != app->focus) continue;
        double labels = timeline_labels(app->runs[i].drawn, pen->view);
        if (labels > most) most = labels;
    }
    return most;
}

static void draw_one(Pen *pen, Area area, Timeline *timeline)
{
    App *app = pen->app;
    double wanted = timeline_height(app_run(app)->drawn, pen->view, false);
    if (wanted < area.h) area.h = wanted;
    draw_band(pen, app->focus, area, true, timeline);
}

// Each run gets of the height what its rows want; if that is too much, its share.
static void draw_all(Pen *pen, Area area, Timeline *timeline)
{
    App *app = pen->app;
    PictureRun runs[PICTURE_RUNS_MOST];
    double u = pen->u, badge = 22 * u, axis = 25 * u, wanted = 0;
    for (int i = 0; i < app->run_count; i++) {
        runs[i] = (PictureRun){app->runs[i].drawn, app->runs[i].label};
        wanted += timeline_height(runs[i].run, pen->view, true);
    }
    double room = area.h - axis - app->run_count * (badge + 8 * u);
    double share = wanted > room && wanted > 0 ? room / wanted : 1;
    double y = area.y;
    timeline->is_bare = true;
    for (int i = 0; i < app->run_count; i++) {
        View view = app_view(app, i);
        Area head = {area.x, y, area.w, badge};
        Text number = {0};
        text_add_int(&number, i + 1);
        frame_add_spot(&app->frame, head, COMMAND_FOCUS,
                       drawing_copy(app->frame.drawing, text_string(&number)));
        text_free(&number);
        picture_draw_badge(app->frame.drawing, &view, runs, i, head, i == app->focus);
        y += badge;
        double h = timeline_height(runs[i].run, pen->view, true) * share;
        if (i == 0) h += axis;
        draw_band(pen, i, (Area){area.x, y, area.w, h}, i == 0, timeline);
        y += h + 8 * u;
    }
}

static void draw_timelines(Pen *pen, Area area)
{
    App *app = pen->app;
    const Seen *seen = &app->camera.now;
    Timeline timeline = {.from = seen->from,
                         .to = seen->to,
                         .first_row = seen->row,
                         .all_arrows = app->all_arrows,
                         .labels = labels_of(pen),
                         .hides_future = hides_future(app)};
    double legend = area.h > 220 * pen->u ? 42 * pen->u : 0;
    Area rows = area;
    rows.h -= legend;
    if (rows.h < 20 * pen->u || area.w < 60 * pen->u) return;
    app->frame.panes[PANE_TIMELINE] = area;
    if (app->all)
        draw_all(pen, rows, &timeline);
    else
        draw_one(pen, rows, &timeline);
    const Band *last = &app->frame.bands[app->frame.band_count - 1];
    if (legend)
        timeline_legend(
            &timeline, app->frame.drawing, pen->view,
            (Area){area.x, last->plot.y + last->plot.h + 20 * pen->u, area.w, 0});
}

// ---- Panels ----

static void draw_minimap(Pen *pen, Area area)
{
    App *app = pen->app;
    AppRun *run = app_run(app);
    double labels = labels_of(pen);
    if (area.w < labels + 60 * pen->u) return;
    area.x += labels; // it stands above the plot, with its edges
    area.w -= labels + 22 * pen->u;
    // The shorter of several runs ends before the axis does.
    double scale = (double)run->drawn->length / (double)app->camera.length;
    int width = (int)(area.w * (scale < 1 ? scale : 1));
    if (width < 1) width = 1;
    if (run->minimap && run->minimap->width != width) {
        minimap_close(run->minimap);
        run->minimap = NULL;
    }
    if (!run->minimap) run->minimap = minimap_open(run->drawn, width);
    app->frame.minimap = area;
    const Seen *seen = &app->camera.now;
    minimap_draw(run->minimap, app->frame.drawing, pen->view, area, app->camera.length,
                 seen->from, seen->to, app_playhead(app), hides_future(app));
}

// What is scrolled, or stepped through, by the keys has a frame.
static void draw_focus(Pen *pen)
{
    App *app = pen->app;
    Area area = app->frame.panes[app->pane];
    if (app->pane == PANE_TIMELINE || area.w <= 0) return;
    Shape *frame = draw_box(app->frame.drawing, area.x, area.y, area.w, area.h, 0);
    frame->outline = pen->view->theme->playhead;
    frame->size = 4 * pen->u;
}

// A mark in the margin at every line with a breakpoint that is seen.
static void draw_breaks(Pen *pen)
{
    App *app = pen->app;
    Drawing *drawing = app->frame.drawing;
    Area area = app->frame.panes[PANE_SOURCE];
    uint32_t count = drawing->count;
    for (uint32_t i = 0; i < count; i++) {
        const Shape *s = &drawing->shapes[i];
        bool is_line = s->kind == DRAW_TEXT && s->subject.kind == SUBJECT_LINE &&
                       area_holds(area, s->x, s->y);
        uint32_t line = s->subject.number;
        if (!is_line || line > app->line_count || !app->breaks[line]) continue;
        draw_mark(drawing, MARK_DISC, area.x + 22 * pen->u, s->y - 4 * pen->u, 8 * pen->u,
                  pen->view->theme->alarm);
    }
}

static void draw_lower(Pen *pen, const Moment *moment, Area area)
{
    App *app = pen->app;
    Drawing *drawing = app->frame.drawing;
    const DrawnRun *run = app_run(app)->drawn;
    double gap = 8 * pen->u, w = area.w - 2 * gap;
    if (area.h < 50 * pen->u || w < 90 * pen->u) return;
    Area source = {area.x, area.y, w * 0.39, area.h};
    Area output = {source.x + source.w + gap, area.y, w * 0.25, area.h};
    Area log = {output.x + output.w + gap, area.y, w - source.w - output.w, area.h};
    app->frame.panes[PANE_SOURCE] = source;
    app->frame.panes[PANE_OUTPUT] = output;
    app->frame.panes[PANE_LOG] = log;
    panel_draw_source(drawing, run, pen->view, moment, source);
    panel_draw_output(drawing, run, pen->view, moment, output);
    event_log_draw(app, pen->view, log, hides_future(app));
    draw_breaks(pen);
    draw_focus(pen);
}

static void draw_side(Pen *pen, const Moment *moment, Area area)
{
    App *app = pen->app;
    app->frame.loop = area;
    if (hides_future(app))
        quiz_panel_draw(app, pen->view, area);
    else
        panel_draw_loop(app->frame.drawing, app_run(app)->drawn, pen->view, moment, area);
}

// ---- The whole ----

// Takes [h] pixels from the top of what is left.
static Area take_top(Pen *pen, double h)
{
    Area area = {pen->rest.x, pen->rest.y, pen->rest.w, h};
    pen->rest.y += h;
    pen->rest.h -= h;
    return area;
}

static double limit(double value, double least, double most)
{
    return value < least ? least : value > most ? most : value;
}

// What the panels below get: what the timelines leave, within limits.
static double lower_height(const Pen *pen)
{
    const App *app = pen->app;
    double u = pen->u, least = 0.29, wanted = 112 * u; // axis, legend, minimap
    for (int i = 0; i < app->run_count; i++)
        if (app->all)
            wanted += timeline_height(app->runs[i].drawn, pen->view, true) + 30 * u;
        else if (i == app->focus)
            wanted += timeline_height(app->runs[i].drawn, pen->view, false);
    // Several runs want to be seen rather than the program.
    if (app->all) least = app->run_count > 2 ? 0 : 0.2;
    return limit(pen->rest.h - wanted, app->height * least, app->height * 0.5);
}

static void draw_body(Pen *pen, const Moment *moment)
{
    App *app = pen->app;
    double u = pen->u;
    if (app->quiz.kind != QUIZ_OFF && app->quiz.state == QUIZ_IS_OVER) {
        quiz_page_draw(app, pen->view, pen->rest);
        return;
    }
    if (app->width > (hides_future(app) ? 420 : 640) * u) {
        double w = limit(app->width * 0.235, 210 * u, 340 * u);
        pen->rest.w -= w + 8 * u;
        draw_side(pen, moment,
                  (Area){pen->rest.x + pen->rest.w + 8 * u, pen->rest.y, w, pen->rest.h});
    }
    if (app->height > 420 * u) {
        double h = lower_height(pen);
        if (h < 70 * u) h = 0;
        pen->rest.h -= h > 0 ? h + 8 * u : 0;
        draw_lower(
            pen, moment,
            (Area){pen->rest.x, pen->rest.y + pen->rest.h + 8 * u, pen->rest.w, h});
    }
    if (app->height > 360 * u) {
        draw_minimap(pen, take_top(pen, 26 * u));
        take_top(pen, 4 * u);
    }
    draw_timelines(pen, pen->rest);
}

static void begin(Frame *frame, const View *view)
{
    *frame = (Frame){.drawing = drawing_open(view->width, view->height)};
    frame->drawing->paper = view->theme->paper;
    draw_box(frame->drawing, 0, 0, view->width, view->height, view->theme->paper);
}

void frame_draw(App *app)
{
    Drawing *before = app->frame.drawing;
    View view = app_view(app, app->focus);
    double u = view_unit(&view), margin = 10 * u;
    begin(&app->frame, &view);
    Moment *moment = moment_open(app_run(app)->drawn, app->event);
    Pen pen = {app, &view, u, {margin, 0, app->width - 2 * margin, app->height - margin}};
    toolbar_draw_header(app, &view, moment, take_top(&pen, 34 * u));
    toolbar_draw(app, &view, take_top(&pen, 32 * u));
    take_top(&pen, 4 * u);
    draw_body(&pen, moment);
    motion_follow(&app->motion, app->frame.drawing, moment, app->frame.loop,
                  app->wants_motion && !app->is_reduced, app->now);
    moment_close(moment);
    app->wants_motion = false;
    motion_draw(&app->motion, app->frame.drawing, app_run(app)->drawn, &view, app->now);
    overlays_draw(app, &view);
    drawing_close(before);
    app->is_stale = false;
}
