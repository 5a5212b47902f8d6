// actions_look.c -- what is seen of a run: axis, lanes, search, marks.

#include "viz/actions.h"

#include "viz/seek.h"

#include <stdlib.h>
#include <string.h>

// ---- Looking ----

static void zoom(App *app, double factor)
{
    camera_remember(&app->camera);
    int64_t around = app_playhead(app);
    bool seen = around >= app->camera.now.from && around <= app->camera.now.to;
    if (!seen) around = (app->camera.now.from + app->camera.now.to) / 2;
    camera_zoom(&app->camera, factor, around);
}

static void do_zoom_in(App *app)
{
    zoom(app, 1 / 1.5);
}

static void do_zoom_out(App *app)
{
    zoom(app, 1.5);
}

static void do_pan_left(App *app)
{
    camera_remember(&app->camera);
    camera_pan(&app->camera, -0.25);
}

static void do_pan_right(App *app)
{
    camera_remember(&app->camera);
    camera_pan(&app->camera, 0.25);
}

static void do_fit_all(App *app)
{
    camera_remember(&app->camera);
    camera_fit(&app->camera, 0, app->camera.length);
    app->camera.now.row = 0;
}

// The whole life of a task; the slice under the playhead if none is selected.
static void do_fit(App *app)
{
    const DrawnRun *run = app_run(app)->drawn;
    uint32_t task = action_task(app);
    if (!task) return;
    const Span *from = run->lanes->spans + run->lanes->first[task - 1];
    const Span *past = run->lanes->spans + run->lanes->first[task];
    if (from == past) return;
    const Span *last = past - 1;
    if (app->selected.kind != SUBJECT_TASK) {
        TaskNow now = task_at(run, task, app->event);
        if (now.span) from = last = now.span;
    }
    int64_t left = run_span_from(run, from), right = run_span_to(run, task, last);
    int64_t around = (right - left) / 20;
    camera_remember(&app->camera);
    camera_fit(&app->camera, left - around, right + around);
}

static void do_undo(App *app)
{
    camera_undo(&app->camera);
}

static bool do_axis(App *app, const char *argument, Text *message)
{
    static const char *const axes[AXIS_KIND_COUNT] = {"time", "event", "turn"};
    int axis = argument ? action_one_of(app, argument, axes, AXIS_KIND_COUNT, message)
                        : ((int)app->axis + 1) % AXIS_KIND_COUNT;
    if (axis < 0) return false;
    action_set_axis(app, (AxisKind)axis);
    return true;
}

static void do_run_a(App *app)
{
    action_show_or_answer(app, 0);
}

static void do_run_b(App *app)
{
    action_show_or_answer(app, 1);
}

static void do_run_both(App *app)
{
    if (app->quiz.kind != QUIZ_OFF) {
        action_show_or_answer(app, 2);
        return;
    }
    app_show(app, app->focus, true);
}

static void do_next_run(App *app)
{
    app_show(app, (app->focus + 1) % app->run_count, app->all);
}

// The run that [argument] counts, from 0; -1 if there is none.
static int run_counted(const App *app, const char *argument)
{
    int run = argument ? atoi(argument) - 1 : -1;
    return run < app->run_count ? run : -1;
}

static bool do_show(App *app, const char *argument, Text *message)
{
    (void)message;
    bool all = argument && strcmp(argument, "all") == 0;
    int run = all ? app->focus : run_counted(app, argument);
    if (run < 0) return false;
    app_show(app, run, all);
    return true;
}

static bool do_focus(App *app, const char *argument, Text *message)
{
    (void)message;
    int run = run_counted(app, argument);
    if (run >= 0) app_show(app, run, app->all);
    return run >= 0;
}

static void do_arrows(App *app)
{
    app->all_arrows = !app->all_arrows;
}

// ---- Lanes, search, marks ----

// The task in the row that is so many rows away from the selected one.
static void move_lane(App *app, int by)
{
    if (app->overlay != OVERLAY_NONE) {
        app->overlay_scroll += by;
        if (app->overlay_scroll < 0) app->overlay_scroll = 0;
        return;
    }
    if (app->pane == PANE_LOG) {
        if (by > 0)
            app_do(app, COMMAND_STEP, NULL, NULL);
        else
            app_do(app, COMMAND_BACK, NULL, NULL);
        return;
    }
    if (app->pane != PANE_TIMELINE) {
        app->scroll[app->pane] += by;
        return;
    }
    AppRun *run = app_run(app);
    uint32_t rows = timeline_rows(run->drawn, run->folded);
    if (!rows) return;
    int64_t row = by > 0 ? 0 : (int64_t)rows - 1;
    if (app->selected.kind == SUBJECT_TASK)
        row = (int64_t)timeline_row(run->drawn, run->folded, app->selected.number) + by;
    if (row < 0) row = 0;
    if (row >= rows) row = rows - 1;
    uint32_t task = timeline_task(run->drawn, run->folded, (uint32_t)row);
    app_select(app, (Subject){SUBJECT_TASK, task});
}

static void do_lane_up(App *app)
{
    move_lane(app, -1);
}

static void do_lane_down(App *app)
{
    move_lane(app, 1);
}

static void do_fold(App *app)
{
    if (app->quiz.kind != QUIZ_OFF && app->quiz.state == QUIZ_TELLS) {
        quiz_go_on(app);
        return;
    }
    if (app->selected.kind != SUBJECT_TASK) return;
    uint8_t *folded = &app_run(app)->folded[app->selected.number - 1];
    *folded = !*folded;
}

static void move_slice(App *app, bool ahead)
{
    uint32_t task = action_task(app);
    const Span *span = seek_slice(app_run(app)->drawn, task, app->event, ahead);
    app->player.plays = false;
    if (!span) return;
    app_select(app, (Subject){SUBJECT_TASK, task});
    app_go_to_event(app, span->event);
}

static void do_next_slice(App *app)
{
    move_slice(app, true);
}

static void do_last_slice(App *app)
{
    move_slice(app, false);
}

static bool do_search(App *app, const char *argument, Text *message)
{
    field_open(app, FIELD_SEARCH);
    if (!argument) return true;
    text_add(&app->field.text, argument);
    field_enter(app, true);
    bool found = !app->field.has_failed;
    if (!found) {
        const SentenceWord told[] = {SENTENCE_WORD("word", argument)};
        sentence_add(message, app->language, SENTENCE_VIEW_NOT_FOUND, told, 1);
    }
    app->field.kind = FIELD_CLOSED;
    return found;
}

// What was looked for last is looked for again; where a moment is typed, it is taken.
static void do_next_found(App *app)
{
    field_enter(app, true);
}

static void do_last_found(App *app)
{
    field_enter(app, false);
}

static void do_bookmark(App *app)
{
    Numbers *marks = &app_run(app)->bookmarks;
    uint32_t i = 0;
    while (i < marks->count && marks->at[i] < app->event)
        i++;
    if (i < marks->count && marks->at[i] == app->event) {
        memmove(marks->at + i, marks->at + i + 1,
                (marks->count - i - 1) * sizeof *marks->at);
        marks->count--;
        return;
    }
    numbers_add(marks, app->event);
    memmove(marks->at + i + 1, marks->at + i, (marks->count - 1 - i) * sizeof *marks->at);
    marks->at[i] = app->event;
}

static void do_next_mark(App *app)
{
    const Numbers *marks = &app_run(app)->bookmarks;
    for (uint32_t i = 0; i < marks->count; i++)
        if (marks->at[i] > app->event) {
            app_go_to_event(app, marks->at[i]);
            return;
        }
    if (marks->count)
        app_go_to_event(app, marks->at[0]);
    else
        action_tell(app, SENTENCE_VIEW_NO_BOOKMARK, "");
}

static void do_pane(App *app)
{
    app->pane = (app->pane + 1) % PANE_COUNT;
}

// ---- The table ----

const ActionTable look_actions = {
    .plain =
        {
            [COMMAND_ZOOM_IN] = do_zoom_in,
            [COMMAND_ZOOM_OUT] = do_zoom_out,
            [COMMAND_PAN_LEFT] = do_pan_left,
            [COMMAND_PAN_RIGHT] = do_pan_right,
            [COMMAND_FIT_ALL] = do_fit_all,
            [COMMAND_FIT] = do_fit,
            [COMMAND_UNDO] = do_undo,
            [COMMAND_RUN_A] = do_run_a,
            [COMMAND_RUN_B] = do_run_b,
            [COMMAND_RUN_BOTH] = do_run_both,
            [COMMAND_NEXT_RUN] = do_next_run,
            [COMMAND_ARROWS] = do_arrows,
            [COMMAND_LANE_UP] = do_lane_up,
            [COMMAND_LANE_DOWN] = do_lane_down,
            [COMMAND_FOLD] = do_fold,
            [COMMAND_NEXT_SLICE] = do_next_slice,
            [COMMAND_LAST_SLICE] = do_last_slice,
            [COMMAND_NEXT_FOUND] = do_next_found,
            [COMMAND_LAST_FOUND] = do_last_found,
            [COMMAND_BOOKMARK] = do_bookmark,
            [COMMAND_NEXT_MARK] = do_next_mark,
            [COMMAND_PANE] = do_pane,
        },
    .worded =
        {
            [COMMAND_AXIS] = do_axis,
            [COMMAND_SEARCH] = do_search,
            [COMMAND_SHOW] = do_show,
            [COMMAND_FOCUS] = do_focus,
        },
};
