// actions_show.c -- the quiz, what lies over the window, how it looks, files.

#include "viz/actions.h"

#include "viz/menu.h"
#include "viz/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// ---- Quiz ----

void quiz_go_on(App *app)
{
    if (!quiz_ask(&app->quiz, app_run(app)->drawn, app->quiz.event)) {
        app_go_to_event(app, UINT32_MAX);
        return;
    }
    app_go_to_event(app, app->quiz.event - 1);
}

// Everything is seen again, along the axis that was there before.
static void end_quiz(App *app)
{
    quiz_end(&app->quiz);
    action_set_axis(app, app->axis_before);
}

static bool do_predict(App *app, const char *argument, Text *message)
{
    static const char *const kinds[QUIZ_KIND_COUNT] = {"off", "tasks", "prints"};
    int kind = argument ? action_one_of(app, argument, kinds, QUIZ_KIND_COUNT, message)
                        : ((int)app->quiz.kind + 1) % QUIZ_KIND_COUNT;
    if (kind < 0) return false;
    bool was_on = app->quiz.kind != QUIZ_OFF;
    if (!was_on) app->axis_before = app->axis;
    app->player.plays = false;
    app->overlay = OVERLAY_NONE;
    quiz_begin(&app->quiz, (QuizKind)kind);
    if (kind == QUIZ_OFF && was_on) end_quiz(app);
    if (kind == QUIZ_OFF) return true;
    action_set_axis(app, AXIS_EVENT); // so that every switch has its place
    quiz_ask(&app->quiz, app_run(app)->drawn, 0);
    app_go_to_event(app, app->quiz.event ? app->quiz.event - 1 : UINT32_MAX);
    return true;
}

static bool do_answer(App *app, const char *argument, Text *message)
{
    (void)message;
    int choice = argument ? atoi(argument) : 0;
    if (choice < 1 || choice > QUIZ_CHOICES || app->quiz.kind == QUIZ_OFF) return false;
    action_show_or_answer(app, choice - 1);
    return true;
}

static void do_cancel(App *app)
{
    if (app_stop_loading(app))
        app_tell(app, sentence_pattern(app->language, SENTENCE_VIEW_STOPPED));
    else if (app->field.kind != FIELD_CLOSED)
        app->field.kind = FIELD_CLOSED;
    else if (app->overlay != OVERLAY_NONE)
        app->overlay = OVERLAY_NONE;
    else if (app->quiz.kind != QUIZ_OFF)
        end_quiz(app);
    else
        app->selected = (Subject){0};
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
    const char *codes[64];
    int count = language_count() < 64 ? language_count() : 64;
    for (int i = 0; i < count; i++)
        codes[i] = language_code((Language)i);
    int language = argument ? action_one_of(app, argument, codes, count, message)
                            : ((int)app->language + 1) % count;
    if (language < 0) return false;
    app->language = (Language)language;
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
    if (argument) chosen = action_one_of(app, argument, names, count, message);
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
        menu_add_text(app->language, &help);
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
        action_tell(app, SENTENCE_VIEW_SAVED, text_string(&path));
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

const ActionTable show_actions = {
    .plain =
        {
            [COMMAND_CANCEL] = do_cancel,
            [COMMAND_WORDS] = do_words,
            [COMMAND_LARGER] = do_larger,
            [COMMAND_SMALLER] = do_smaller,
            [COMMAND_FULL_SCREEN] = do_full_screen,
            [COMMAND_HELP] = do_help,
            [COMMAND_RELOAD] = do_reload,
            [COMMAND_QUIT] = do_quit,
        },
    .worded =
        {
            [COMMAND_PREDICT] = do_predict,
            [COMMAND_ANSWER] = do_answer,
            [COMMAND_LANGUAGE] = do_language,
            [COMMAND_THEME] = do_theme,
            [COMMAND_SAVE] = do_save,
            [COMMAND_DROP] = do_drop,
        },
};
