// actions.c -- one function for each command, in the order of commands.def.

#include "viz/actions.h"

#include "cli/picture.h"
#include "viz/overlays.h"
#include "viz/seek.h"
#include "viz/words.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef void Action(App *app);

// Takes a script's word, which may be NULL. False, with a message, if it makes no sense.
typedef bool WordedAction(App *app, const char *argument, Text *message);

// ---- Words behind a command ----

// The place of [argument] in [words], or -1, with a message.
static int one_of(const App *app, const char *argument, const char *const *words,
                  int count, Text *message)
{
    Text all = {0};
    for (int i = 0; i < count; i++) {
        if (strcmp(words[i], argument) == 0) {
            text_free(&all);
            return i;
        }
        text_addf(&all, "%s%s", i ? ", " : "", words[i]);
    }
    const SentenceWord told[] = {SENTENCE_WORD("word", argument),
                                 SENTENCE_WORD("words", text_string(&all))};
    sentence_add(message, app->language, SENTENCE_VIEW_BAD_WORD, told, 2);
    text_free(&all);
    return -1;
}

static void tell(App *app, Sentence sentence, const char *word)
{
    Text words = {0};
    const SentenceWord told[] = {SENTENCE_WORD("word", word)};
    sentence_add(&words, app->language, sentence, told, 1);
    app_tell(app, text_string(&words));
    text_free(&words);
}

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
    int pace = argument ? one_of(app, argument, paces, PACE_COUNT, message)
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

// The task that steps are about: the one that is selected, else the playhead's.
static uint32_t task_of(App *app)
{
    if (app->selected.kind == SUBJECT_TASK) return app->selected.number;
    return seek_task(app_run(app)->trace, app->event);
}

// To the next event of a kind, or the last one; where there is none, to the end.
static void seek(App *app, SeekKind kind, bool ahead)
{
    const Trace *trace = app_run(app)->trace;
    app->player.plays = false;
    uint32_t event = ahead ? seek_next(trace, kind, task_of(app), app->event)
                           : seek_last(trace, kind, task_of(app), app->event);
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
        tell(app, SENTENCE_VIEW_NO_EFFECT, "");
}

static void do_cause(App *app)
{
    uint32_t event = seek_cause(app_run(app)->trace, app->event);
    if (event)
        app_go_to_event(app, event);
    else
        tell(app, SENTENCE_VIEW_NO_CAUSE, "");
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

static void open_field(App *app, FieldKind kind)
{
    app->field.kind = kind;
    app->field.has_failed = false;
    text_clear(&app->field.text);
    app->overlay = OVERLAY_NONE;
}

static bool do_go(App *app, const char *argument, Text *message)
{
    (void)message;
    open_field(app, FIELD_GO);
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
        tell(app, SENTENCE_VIEW_NO_BREAKPOINT, "");
}

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
    uint32_t task = task_of(app);
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

static void set_axis(App *app, AxisKind axis)
{
    if (app->all) app_show(app, app->focus, false);
    app->axis = axis;
    app->camera = (Camera){0};
    app_prepare(app);
    app->axis = app_run(app)->drawn->axis; // events where no time passes
}

static bool do_axis(App *app, const char *argument, Text *message)
{
    static const char *const axes[AXIS_KIND_COUNT] = {"time", "event", "turn"};
    int axis = argument ? one_of(app, argument, axes, AXIS_KIND_COUNT, message)
                        : ((int)app->axis + 1) % AXIS_KIND_COUNT;
    if (axis < 0) return false;
    set_axis(app, (AxisKind)axis);
    return true;
}

// Where digits answer a question they choose no run.
static void show_or_answer(App *app, int run)
{
    if (app->quiz.kind != QUIZ_OFF)
        quiz_answer(&app->quiz, run);
    else
        app_show(app, run, false);
    if (app->quiz.kind != QUIZ_OFF && app->quiz.state == QUIZ_TELLS)
        app_go_to_event(app, app->quiz.event);
}

static void do_run_a(App *app)
{
    show_or_answer(app, 0);
}

static void do_run_b(App *app)
{
    show_or_answer(app, 1);
}

static void do_run_both(App *app)
{
    if (app->quiz.kind != QUIZ_OFF) {
        show_or_answer(app, 2);
        return;
    }
    app_show(app, app->focus, true);
}

static void do_next_run(App *app)
{
    if (app->quiz.kind == QUIZ_OFF)
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
    if (app->quiz.kind == QUIZ_OFF) app_show(app, run, all);
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
            do_step(app);
        else
            do_back(app);
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
    uint32_t task = task_of(app);
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
    open_field(app, FIELD_SEARCH);
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
        tell(app, SENTENCE_VIEW_NO_BOOKMARK, "");
}

static void do_pane(App *app)
{
    app->pane = (app->pane + 1) % PANE_COUNT;
}

// Everything is seen again, along the axis that was there before.
static void end_quiz(App *app)
{
    quiz_end(&app->quiz);
    set_axis(app, app->axis_before);
}

static void do_cancel(App *app)
{
    if (app->field.kind != FIELD_CLOSED)
        app->field.kind = FIELD_CLOSED;
    else if (app->overlay != OVERLAY_NONE)
        app->overlay = OVERLAY_NONE;
    else if (app->quiz.kind != QUIZ_OFF)
        end_quiz(app);
    else
        app->selected = (Subject){0};
}

// ---- Quiz ----

void quiz_go_on(App *app)
{
    if (!quiz_ask(&app->quiz, app_run(app)->drawn, app->quiz.event)) {
        app_go_to_event(app, UINT32_MAX);
        return;
    }
    app_go_to_event(app, app->quiz.event - 1);
}

static bool do_predict(App *app, const char *argument, Text *message)
{
    static const char *const kinds[QUIZ_KIND_COUNT] = {"off", "tasks", "prints"};
    int kind = argument ? one_of(app, argument, kinds, QUIZ_KIND_COUNT, message)
                        : ((int)app->quiz.kind + 1) % QUIZ_KIND_COUNT;
    if (kind < 0) return false;
    bool was_on = app->quiz.kind != QUIZ_OFF;
    if (!was_on) app->axis_before = app->axis;
    app->player.plays = false;
    app->overlay = OVERLAY_NONE;
    quiz_begin(&app->quiz, (QuizKind)kind);
    if (kind == QUIZ_OFF && was_on) end_quiz(app);
    if (kind == QUIZ_OFF) return true;
    set_axis(app, AXIS_EVENT); // so that every switch has its place
    quiz_ask(&app->quiz, app_run(app)->drawn, 0);
    app_go_to_event(app, app->quiz.event ? app->quiz.event - 1 : UINT32_MAX);
    return true;
}

static bool do_answer(App *app, const char *argument, Text *message)
{
    (void)message;
    int choice = argument ? atoi(argument) : 0;
    if (choice < 1 || choice > QUIZ_CHOICES || app->quiz.kind == QUIZ_OFF) return false;
    show_or_answer(app, choice - 1);
    return true;
}

// ---- Showing ----

static void toggle(App *app, Overlay overlay)
{
    app->overlay = app->overlay == overlay ? OVERLAY_NONE : overlay;
    app->overlay_scroll = 0;
    app->field.kind = FIELD_CLOSED;
}

// In words on the screen, and on standard output for who does not see the screen.
static void do_words(App *app)
{
    if (app->overlay != OVERLAY_WORDS) {
        Text words = {0};
        words_add_moment(app, &words);
        fputs(text_string(&words), stdout);
        fflush(stdout);
        text_free(&words);
    }
    toggle(app, OVERLAY_WORDS);
}

static bool do_language(App *app, const char *argument, Text *message)
{
    static const char *const names[] = {"en", "ko"};
    int language = argument ? one_of(app, argument, names, 2, message)
                            : app->language == LANGUAGE_ENGLISH;
    if (language < 0) return false;
    app->language = language ? LANGUAGE_KOREAN : LANGUAGE_ENGLISH;
    for (int i = 0; i < app->run_count; i++) {
        explainer_close(app->runs[i].explainer);
        app->runs[i].explainer = NULL;
    }
    app_prepare(app);
    return true;
}

static bool do_theme(App *app, const char *argument, Text *message)
{
    int count;
    const Theme *all = themes(&count);
    const char *names[16];
    int chosen = 0;
    for (int i = 0; i < count; i++) {
        names[i] = all[i].name;
        if (app->theme == &all[i]) chosen = (i + 1) % count;
    }
    if (argument) chosen = one_of(app, argument, names, count, message);
    if (chosen < 0) return false;
    app->theme = &all[chosen];
    return true;
}

static void set_scale(App *app, double scale)
{
    if (scale >= VIEW_SCALE_LEAST && scale <= VIEW_SCALE_MOST) app->scale = scale;
}

static void do_larger(App *app)
{
    set_scale(app, app->scale + 0.25);
}

static void do_smaller(App *app)
{
    set_scale(app, app->scale - 0.25);
}

static void do_full_screen(App *app)
{
    app->wants_full_screen = !app->wants_full_screen;
}

static void do_help(App *app)
{
    if (app->overlay != OVERLAY_HELP) {
        Text help = {0};
        overlays_add_help(app->language, &help);
        fputs(text_string(&help), stdout);
        fflush(stdout);
        text_free(&help);
    }
    toggle(app, OVERLAY_HELP);
}

// ---- Files ----

static void do_reload(App *app)
{
    app_reload(app);
}

// A name that is not there yet: "gather.png", "gather-2.png".
static void add_free_name(const App *app, Text *out)
{
    const char *path = app->document->path, *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    size_t size = strcspn(name, ".");
    for (int i = 1; i < 10000; i++) {
        text_clear(out);
        text_add_bytes(out, name, size ? size : strlen(name));
        if (i > 1) text_addf(out, "-%d", i);
        text_add(out, ".png");
        FILE *there = fopen(text_string(out), "rb");
        if (!there) return;
        fclose(there);
    }
}

static bool do_save(App *app, const char *argument, Text *message)
{
    Text path = {0}, why = {0};
    if (argument)
        text_add(&path, argument);
    else
        add_free_name(app, &path);
    frame_draw(app);
    bool well = app->saver &&
                app->saver(app->frame.drawing, text_string(&path), app->language, &why);
    if (!well)
        text_add(message, text_string(&why));
    else if (!argument) // who gave the name knows it
        tell(app, SENTENCE_VIEW_SAVED, text_string(&path));
    text_free(&path);
    text_free(&why);
    return well;
}

static bool do_drop(App *app, const char *argument, Text *message)
{
    (void)message;
    if (argument) app_load(app, argument);
    return argument != NULL;
}

static void do_quit(App *app)
{
    app->wants_quit = true;
}

// ---- The table ----

static Action *const actions[COMMAND_COUNT] = {
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
    [COMMAND_BOOKMARK] = do_bookmark,
    [COMMAND_NEXT_MARK] = do_next_mark,
    [COMMAND_PANE] = do_pane,
    [COMMAND_CANCEL] = do_cancel,
    [COMMAND_WORDS] = do_words,
    [COMMAND_LARGER] = do_larger,
    [COMMAND_SMALLER] = do_smaller,
    [COMMAND_FULL_SCREEN] = do_full_screen,
    [COMMAND_HELP] = do_help,
    [COMMAND_RELOAD] = do_reload,
    [COMMAND_QUIT] = do_quit,
};

static WordedAction *const worded_actions[COMMAND_COUNT] = {
    [COMMAND_PACE] = do_pace,
    [COMMAND_GO] = do_go,
    [COMMAND_BREAKPOINT] = do_breakpoint,
    [COMMAND_AXIS] = do_axis,
    [COMMAND_SEARCH] = do_search,
    [COMMAND_PREDICT] = do_predict,
    [COMMAND_SHOW] = do_show,
    [COMMAND_FOCUS] = do_focus,
    [COMMAND_ANSWER] = do_answer,
    [COMMAND_LANGUAGE] = do_language,
    [COMMAND_THEME] = do_theme,
    [COMMAND_SAVE] = do_save,
    [COMMAND_DROP] = do_drop,
};

bool app_do(App *app, Command command, const char *argument, Text *message)
{
    app->is_stale = true;
    if (actions[command]) actions[command](app);
    return !worded_actions[command] || worded_actions[command](app, argument, message);
}
