// app.c -- opening, the playhead, what is shown; what commands do is in actions.c.

#include "viz/app.h"

#include "viz/seek.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double LOOK_SECONDS = 0.5; // between two looks at the file
static const double TELL_SECONDS = 3;   // that something is said for

// ---- Runs ----

static AxisKind axis_wanted(const App *app)
{
    return app->all ? AXIS_TIME : app->axis;
}

static bool is_shown(const App *app, int run)
{
    return app->all || run == app->focus;
}

static void close_drawn(AppRun *run)
{
    run_close(run->drawn);
    minimap_close(run->minimap);
    run->drawn = NULL;
    run->minimap = NULL;
}

static void close_run(AppRun *run)
{
    close_drawn(run);
    explainer_close(run->explainer);
    free(run->folded);
    free(run->bookmarks.at);
    *run = (AppRun){0};
}

static void prepare_run(App *app, AppRun *run)
{
    AxisKind axis = axis_wanted(app);
    // A run in which no time passes has an axis of events whatever is asked for.
    bool fits = run->drawn && (run->drawn->axis == axis ||
                               (axis == AXIS_TIME && !run->drawn->lanes->end));
    if (!fits) {
        close_drawn(run);
        run->drawn = run_open(run->trace, axis);
    }
    if (!run->explainer) run->explainer = explainer_open(run->trace, app->language);
    if (!run->folded)
        run->folded = memory_grow_zeroed(NULL, 0, run->trace->task_count + 1);
}

static int64_t length_of(const App *app)
{
    int64_t length = 1;
    for (int i = 0; i < app->run_count; i++)
        if (is_shown(app, i) && app->runs[i].drawn->length > length)
            length = app->runs[i].drawn->length;
    return length;
}

void app_prepare(App *app)
{
    for (int i = 0; i < app->run_count; i++)
        if (is_shown(app, i)) prepare_run(app, &app->runs[i]);
    AxisKind axis = app_run(app)->drawn->axis;
    int64_t length = length_of(app);
    if (app->camera.length != length) app->camera = camera_of(axis, length);
    app->is_stale = true;
}

AppRun *app_run(App *app)
{
    return &app->runs[app->focus];
}

// ---- Opening ----

static uint32_t lines_of(const Trace *trace)
{
    uint32_t lines = 1;
    for (size_t i = 0; i < trace->scenario.program_size; i++)
        lines += trace->scenario.program[i] == '\n';
    return lines;
}

static void take_document(App *app, Document *document)
{
    for (int i = 0; i < app->run_count; i++)
        close_run(&app->runs[i]);
    document_close(app->document);
    app->document = document;
    app->run_count = document->runs.count;
    for (int i = 0; i < document->runs.count; i++)
        app->runs[i] = (AppRun){.trace = document->runs.traces[i],
                                .label = document->runs.labels[i]};
    if (app->focus >= app->run_count) app->focus = 0;
    if (app->run_count == 1) app->all = false;
    app->line_count = lines_of(document->runs.traces[0]);
    app->breaks = memory_grow(app->breaks, app->line_count + 2);
    memset(app->breaks, 0, app->line_count + 2);
    app->camera = (Camera){0};
    app->selected = (Subject){0};
    app->player.plays = false;
    app->motion = (Motion){0};
    quiz_end(&app->quiz);
    app_prepare(app);
}

static AxisKind axis_named(const char *name)
{
    static const char *const names[AXIS_KIND_COUNT] = {"time", "event", "turn"};
    for (AxisKind axis = 0; name && axis < AXIS_KIND_COUNT; axis++)
        if (strcmp(names[axis], name) == 0) return axis;
    return AXIS_TIME;
}

App *app_open(const Options *options, Document *document, volatile sig_atomic_t *stop)
{
    int count;
    App *app = memory_new(sizeof *app);
    *app = (App){.options = *options,
                 .stop = stop,
                 .language = options->language,
                 .theme = options->theme ? theme_named(options->theme) : themes(&count),
                 .axis = axis_named(options->axis),
                 .player = {.speed = 1},
                 .scale = options->scale > 0 ? options->scale : 1,
                 .density = 1,
                 .width = 1280,
                 .height = 720,
                 .is_reduced = options->is_reduced,
                 .all = options->compares};
    if (app->all) app->player.pace = PACE_TIME;
    take_document(app, document);
    if (options->has_at && options->at_is_event)
        app_go_to_event(app, options->at_event);
    else if (options->has_at)
        app_go_to_time(app, options->at_time);
    if (options->predicts) app_do(app, COMMAND_PREDICT, NULL, &app->message);
    return app;
}

void app_close(App *app)
{
    if (!app) return;
    for (int i = 0; i < app->run_count; i++)
        close_run(&app->runs[i]);
    loader_close(app->loader);
    document_close(app->document);
    frame_close(&app->frame);
    quiz_end(&app->quiz);
    text_free(&app->field.text);
    text_free(&app->message);
    free(app->breaks);
    free(app);
}

void app_resize(App *app, double width, double height, double density)
{
    if (width < 1) width = 1;
    if (height < 1) height = 1;
    app->width = width;
    app->height = height;
    app->density = density > 0 ? density : 1;
    app->is_stale = true;
}

// ---- Another file, or the same one again ----

static void show_trouble(App *app, const Text *message)
{
    text_clear(&app->message);
    text_add(&app->message, text_string(message));
    app->overlay = OVERLAY_MESSAGE;
    app->overlay_scroll = 0;
    app->is_stale = true;
}

static void begin_loading(App *app, const char *path, bool is_reload)
{
    char *copy = strdup(path); // it may be that of the loader before
    app_stop_loading(app);
    app->options.language = app->language;
    app->loader = loader_open(copy, &app->options, app->stop);
    app->is_reload = is_reload;
    app->loads_since = app->loads_told = app->now;
    free(copy);
}

void app_load(App *app, const char *path)
{
    begin_loading(app, path, false);
}

void app_reload(App *app)
{
    begin_loading(app, app->document->path, true);
}

bool app_is_loading(const App *app)
{
    return app->loader != NULL;
}

bool app_stop_loading(App *app)
{
    if (!app->loader) return false;
    loader_close(app->loader);
    app->loader = NULL;
    // Whatever comes of it, this state of the file has been looked at.
    document_note(app->document);
    app->is_stale = true;
    return true;
}

// The new run, with the playhead where it was in the old one.
static void keep_playhead(App *app, uint32_t event, SimTime time)
{
    const Trace *trace = app_run(app)->trace;
    bool same =
        event <= trace_count(trace) && event && trace_event_time(trace, event) == time;
    if (same)
        app_go_to_event(app, event);
    else
        app_go_to_time(app, time);
    app_tell(app, sentence_pattern(app->language, SENTENCE_VIEW_RELOADED));
}

static void take_loaded(App *app)
{
    SimTime time = app->time;
    uint32_t event = app->event;
    Text message = {0};
    Document *document = loader_take(app->loader, &message);
    app_stop_loading(app);
    if (document) {
        if (app->overlay == OVERLAY_MESSAGE) app->overlay = OVERLAY_NONE;
        take_document(app, document);
        if (app->is_reload)
            keep_playhead(app, event, time);
        else
            app_go_to_event(app, 0);
    } else if (message.size) {
        show_trouble(app, &message);
    }
    text_free(&message);
}

void app_finish_loading(App *app, bool wait)
{
    static const double TELL_AGAIN = 0.25;
    if (!app->loader) return;
    if (loader_wait(app->loader, wait ? -1 : 0)) {
        take_loaded(app);
    } else if (app->now - app->loads_told >= TELL_AGAIN) {
        app->loads_told = app->now;
        app->is_stale = true;
    }
}

// ---- The playhead ----

// Runs above each other need so much height, and a question so much of both; so the scale
// gives way before one run lies over the next, or the question finds no room.
static double unit_of(const App *app)
{
    static const double AROUND = 182, OF_A_RUN = 44, LEAST = 0.25;
    static const double QUIZ_HEIGHT = 380, QUIZ_WIDTH = 430;
    double unit = app->scale * app->density, fits = unit;
    if (app->all) fits = app->height / (AROUND + OF_A_RUN * app->run_count);
    if (app->quiz.kind != QUIZ_OFF)
        fits = fmin(app->height / QUIZ_HEIGHT, app->width / QUIZ_WIDTH);
    return fmin(unit, fmax(fits, LEAST));
}

View app_view(App *app, int run)
{
    View view = {.width = app->width,
                 .height = app->height,
                 .unit = unit_of(app),
                 .theme = app->theme,
                 .language = app->language,
                 .has_playhead = true,
                 .event = app->event,
                 .time = app->time,
                 .source_scroll = app->scroll[PANE_SOURCE],
                 .output_scroll = app->scroll[PANE_OUTPUT],
                 .explainer = app->runs[run].explainer};
    if (run != app->focus) view_go_to_time(&view, app->runs[run].trace, app->time);
    return view;
}

int64_t app_playhead(App *app)
{
    const DrawnRun *run = app_run(app)->drawn;
    if (run->axis == AXIS_TIME)
        return app->time < app->camera.length ? app->time : app->camera.length;
    int64_t position = run_position(run, app->event, app->time);
    return run->axis == AXIS_EVENT && app->event ? position + 1 : position;
}

static void after_move(App *app)
{
    memset(app->scroll, 0, sizeof app->scroll);
    camera_follow(&app->camera, app_playhead(app));
    app->is_stale = true;
}

// While something is to be guessed nobody gets past it.
static uint32_t last_event(App *app)
{
    const Quiz *quiz = &app->quiz;
    uint32_t count = trace_count(app_run(app)->trace);
    if (quiz->kind == QUIZ_OFF || quiz->state == QUIZ_IS_OVER) return count;
    return quiz->state == QUIZ_ASKS ? quiz->event - 1 : quiz->event;
}

void app_go_to_event(App *app, uint32_t event)
{
    const Trace *trace = app_run(app)->trace;
    if (event > last_event(app)) event = last_event(app);
    app->event = event;
    app->time = event ? trace_event_time(trace, event) : 0;
    after_move(app);
}

// The last moment of what is shown.
static SimTime last_time(App *app)
{
    SimTime last = 0;
    for (int i = 0; i < app->run_count; i++) {
        SimTime end = trace_end_time(app->runs[i].trace);
        if (is_shown(app, i) && end > last) last = end;
    }
    return last;
}

void app_go_to_time(App *app, SimTime time)
{
    SimTime last = last_time(app);
    if (time > last) time = last;
    if (time < 0) time = 0;
    View view = {0};
    view_go_to_time(&view, app_run(app)->trace, time);
    if (view.event > last_event(app)) {
        app_go_to_event(app, view.event);
        return;
    }
    app->event = view.event;
    app->time = time;
    after_move(app);
}

// When the next event of another run is, behind the playhead's time; or the last before.
static bool time_elsewhere(App *app, bool ahead, SimTime *time)
{
    bool found = false;
    for (int i = 0; app->all && i < app->run_count; i++) {
        if (i == app->focus) continue;
        const Trace *trace = app->runs[i].trace;
        View view = {0};
        view_go_to_time(&view, trace, ahead ? app->time : app->time - 1);
        uint32_t event = ahead ? view.event + 1 : view.event;
        if (!event || event > trace_count(trace)) continue;
        SimTime other = trace_event_time(trace, event);
        if (!found || (ahead ? other < *time : other > *time)) *time = other;
        found = true;
    }
    return found;
}

static bool step_ahead(App *app)
{
    const Trace *trace = app_run(app)->trace;
    SimTime elsewhere;
    bool has_own = app->event < trace_count(trace);
    bool has_other = time_elsewhere(app, true, &elsewhere);
    if (has_own && has_other && elsewhere < trace_event_time(trace, app->event + 1))
        has_own = false;
    app->wants_motion = true;
    if (has_own)
        app_go_to_event(app, app->event + 1);
    else if (has_other)
        app_go_to_time(app, elsewhere);
    return has_own || has_other;
}

static bool step_back(App *app)
{
    const Trace *trace = app_run(app)->trace;
    app->wants_motion = true;
    SimTime elsewhere, own = app->event ? trace_event_time(trace, app->event) : 0;
    bool has_other = time_elsewhere(app, false, &elsewhere);
    if (has_other && elsewhere > own) {
        app_go_to_time(app, elsewhere);
        return true;
    }
    if (app->event) {
        app_go_to_event(app, app->event - 1);
        return true;
    }
    return false;
}

bool app_step(App *app, bool ahead)
{
    return ahead ? step_ahead(app) : step_back(app);
}

// ---- What is shown ----

void app_show(App *app, int run, bool all)
{
    if (run >= app->run_count) return;
    // A question is about one run, and its answer would be seen in another.
    bool asks = app->quiz.kind != QUIZ_OFF;
    if (asks && (run != app->focus || all)) return;
    if (all && app->run_count < 2) all = false;
    bool same = run == app->focus && all == app->all;
    app->focus = run;
    app->all = all;
    app_prepare(app);
    if (same) return;
    // Runs beside each other go by time, so that the shorter one is seen to be shorter.
    if (app->player.pace != PACE_FAST) app->player.pace = all ? PACE_TIME : PACE_EVENT;
    app->selected = (Subject){0};
    app->camera.now.row = 0;
    app_go_to_time(app, app->time);
}

void app_select(App *app, Subject subject)
{
    app->selected = subject;
    app->is_stale = true;
    if (subject.kind != SUBJECT_TASK) return;
    AppRun *run = app_run(app);
    uint32_t row = timeline_row(run->drawn, run->folded, subject.number);
    uint32_t shown = 1;
    for (int i = 0; i < app->frame.band_count; i++)
        if (app->frame.bands[i].run == app->focus && app->frame.bands[i].shown)
            shown = app->frame.bands[i].shown;
    if (row == UINT32_MAX) return;
    if (row < app->camera.now.row) app->camera.now.row = row;
    if (row >= app->camera.now.row + shown) app->camera.now.row = row - shown + 1;
}

void app_tell(App *app, const char *words)
{
    if (app->overlay != OVERLAY_NONE) return;
    text_clear(&app->message);
    text_add(&app->message, words);
    app->message_until = app->now + TELL_SECONDS;
    app->is_stale = true;
}

// ---- Time ----

static void play(App *app, double seconds)
{
    Player *player = &app->player;
    if (player->pace == PACE_TIME && app_run(app)->drawn->axis == AXIS_TIME) {
        SimTime last = last_time(app);
        SimTime passed = player_time(player, seconds, last);
        SimTime time = app->time + passed;
        if (passed) app_go_to_time(app, time);
        if (time >= last) player->plays = false;
        return;
    }
    uint32_t count = trace_count(app_run(app)->trace);
    uint32_t due = player_events(player, seconds, count);
    while (due-- && player->plays)
        if (!app_step(app, true)) {
            player->plays = false;
            app->is_stale = true; // the button says so
        }
}

static void look_at_file(App *app)
{
    if (app->now - app->looked < LOOK_SECONDS) return;
    app->looked = app->now;
    bool loads = app->loader && app->is_reload;
    // One that is changed while it is run, because it would run for ever, is run anew.
    if (loads ? loader_is_outdated(app->loader) : document_has_changed(app->document))
        app_reload(app);
}

bool app_is_moving(const App *app)
{
    return app->player.plays || motion_is_on(&app->motion, app->now) ||
           app->message_until > app->now;
}

void app_tick(App *app, double now)
{
    double seconds = app->now > 0 && now > app->now ? now - app->now : 0;
    bool moved = motion_is_on(&app->motion, app->now);
    app->now = now;
    if (moved) app->is_stale = true;
    if (app->message_until > 0 && app->message_until <= now) {
        app->message_until = 0;
        app->is_stale = true;
    }
    // A frame that took long is no reason to jump.
    if (app->player.plays) play(app, seconds < 0.25 ? seconds : 0.25);
    look_at_file(app);
    app_finish_loading(app, false);
}
