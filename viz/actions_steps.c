// actions_steps.c -- playing, and where the playhead goes.

#include "viz/actions.h"

#include "viz/seek.h"

#include <stdlib.h>
#include <string.h>

// ---- Playing ----

static bool is_at_end(App *app)
{
    return app->event == trace_count(app_run(app)->trace) &&
           app->time >= trace_end_time(app_run(app)->trace);
}

static void set_playing(App *app, bool plays)
{
    bool is_quiz = app->quiz.kind != QUIZ_OFF && app->quiz.state != QUIZ_IS_OVER;
    if (plays && is_at_end(app)) app_go_to_event(app, 0);
    app->player.plays = plays && !is_quiz;
    app->player.saved = 0;
}

static void do_play_pause(App *app)
{
    if (app->quiz.kind != QUIZ_OFF && app->quiz.state == QUIZ_TELLS)
        quiz_go_on(app);
    else
        set_playing(app, !app->player.plays);
}

static void do_play(App *app)
{
    set_playing(app, true);
}

static void do_pause(App *app)
{
    set_playing(app, false);
}

static bool do_pace(App *app, const char *argument, Text *message)
{
    static const char *const paces[PACE_COUNT] = {"event", "time", "fast"};
    int pace = argument ? action_one_of(app, argument, paces, PACE_COUNT, message)
                        : ((int)app->player.pace + 1) % PACE_COUNT;
    if (pace < 0) return false;
    app->player.pace = (Pace)pace;
    app->player.saved = 0;
    return true;
}

static void do_faster(App *app)
{
    player_change_speed(&app->player, true);
}

static void do_slower(App *app)
{
    player_change_speed(&app->player, false);
}

// ---- Steps ----

static void do_step(App *app)
{
    app->player.plays = false;
    if (app->quiz.kind != QUIZ_OFF && app->quiz.state == QUIZ_TELLS)
        quiz_go_on(app);
    else
        app_step(app, true);
}

static void do_back(App *app)
{
    app->player.plays = false;
    app_step(app, false);
}

// To the next event of a kind, or the last one; where there is none, to the end.
static void seek(App *app, SeekKind kind, bool ahead)
{
    const Trace *trace = app_run(app)->trace;
    app->player.plays = false;
    uint32_t event = ahead ? seek_next(trace, kind, action_task(app), app->event)
                           : seek_last(trace, kind, action_task(app), app->event);
    if (event)
        app_go_to_event(app, event);
    else if (ahead)
        app_go_to_event(app, trace_count(trace));
    else
        app_go_to_event(app, 0);
}

static void do_next_switch(App *app)
{
    seek(app, SEEK_SWITCH, true);
}

static void do_last_switch(App *app)
{
    seek(app, SEEK_SWITCH, false);
}

static void do_next_turn(App *app)
{
    seek(app, SEEK_TURN, true);
}

static void do_last_turn(App *app)
{
    seek(app, SEEK_TURN, false);
}

static void do_next_step(App *app)
{
    seek(app, SEEK_STEP, true);
}

static void do_last_step(App *app)
{
    seek(app, SEEK_STEP, false);
}

static void do_next_print(App *app)
{
    seek(app, SEEK_PRINT, true);
}

static void do_last_print(App *app)
{
    seek(app, SEEK_PRINT, false);
}

static void do_effect(App *app)
{
    uint32_t event = seek_effect(app_run(app)->trace, app->event);
    if (event)
        app_go_to_event(app, event);
    else
        action_tell(app, SENTENCE_VIEW_NO_EFFECT, "");
}

static void do_cause(App *app)
{
    uint32_t event = seek_cause(app_run(app)->trace, app->event);
    if (event)
        app_go_to_event(app, event);
    else
        action_tell(app, SENTENCE_VIEW_NO_CAUSE, "");
}

static void do_start(App *app)
{
    app->player.plays = false;
    app_go_to_event(app, 0);
}

static void do_end(App *app)
{
    app->player.plays = false;
    app_go_to_event(app, UINT32_MAX);
    if (app->all && app->quiz.kind == QUIZ_OFF) app_go_to_time(app, INT64_MAX);
}

// A page is what is seen of the axis; of a list, its lines.
static void page(App *app, int by)
{
    if (app->overlay != OVERLAY_NONE) {
        app->overlay_scroll += by * 12;
        if (app->overlay_scroll < 0) app->overlay_scroll = 0;
    } else if (app->pane != PANE_TIMELINE && app->pane != PANE_LOG) {
        app->scroll[app->pane] += by * 8;
    } else {
        camera_remember(&app->camera);
        camera_pan(&app->camera, by * 0.9);
    }
}

static void do_page_forward(App *app)
{
    page(app, 1);
}

static void do_page_back(App *app)
{
    page(app, -1);
}

static bool do_go(App *app, const char *argument, Text *message)
{
    (void)message;
    field_open(app, FIELD_GO);
    if (!argument) return true;
    text_add(&app->field.text, argument);
    field_enter(app, true);
    return !app->field.has_failed;
}

static bool do_breakpoint(App *app, const char *argument, Text *message)
{
    (void)message;
    long line = argument ? strtol(argument, NULL, 10) : 0;
    if (line < 1 || line > (long)app->line_count) return argument == NULL;
    app->breaks[line] = !app->breaks[line];
    return true;
}

static void do_to_break(App *app)
{
    const Trace *trace = app_run(app)->trace;
    app->player.plays = false;
    bool has_any = memchr(app->breaks, 1, app->line_count + 1) != NULL;
    uint32_t event = seek_line(trace, app->breaks, app->line_count, app->event);
    if (event)
        app_go_to_event(app, event);
    else if (has_any)
        app_go_to_event(app, trace_count(trace));
    else
        action_tell(app, SENTENCE_VIEW_NO_BREAKPOINT, "");
}

// ---- The table ----

const ActionTable step_actions = {
    .plain =
        {
            [COMMAND_PLAY_PAUSE] = do_play_pause,
            [COMMAND_PLAY] = do_play,
            [COMMAND_PAUSE] = do_pause,
            [COMMAND_FASTER] = do_faster,
            [COMMAND_SLOWER] = do_slower,
            [COMMAND_STEP] = do_step,
            [COMMAND_BACK] = do_back,
            [COMMAND_NEXT_SWITCH] = do_next_switch,
            [COMMAND_LAST_SWITCH] = do_last_switch,
            [COMMAND_NEXT_TURN] = do_next_turn,
            [COMMAND_LAST_TURN] = do_last_turn,
            [COMMAND_NEXT_STEP] = do_next_step,
            [COMMAND_LAST_STEP] = do_last_step,
            [COMMAND_NEXT_PRINT] = do_next_print,
            [COMMAND_LAST_PRINT] = do_last_print,
            [COMMAND_EFFECT] = do_effect,
            [COMMAND_CAUSE] = do_cause,
            [COMMAND_START] = do_start,
            [COMMAND_END] = do_end,
            [COMMAND_PAGE_FORWARD] = do_page_forward,
            [COMMAND_PAGE_BACK] = do_page_back,
            [COMMAND_TO_BREAK] = do_to_break,
        },
    .worded =
        {
            [COMMAND_PACE] = do_pace,
            [COMMAND_GO] = do_go,
            [COMMAND_BREAKPOINT] = do_breakpoint,
        },
};
