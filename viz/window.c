// window.c -- the main loop: draws when something changed, and sleeps otherwise.

#include "viz/window.h"

#include "cli/complain.h"
#include "cli/stop.h"
#include "draw/svg.h"
#include "viz/app.h"
#include "viz/input.h"
#include "viz/pointer.h"
#include "viz/recorder.h"
#include "viz/screen.h"
#include "viz/script.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double FRAME_SECONDS = 1.0 / 60;
enum { IDLE_MILLISECONDS = 500 }; // between two looks at the file

typedef struct Window {
    const Options *options;
    volatile sig_atomic_t *stop;
    Screen screen;
    KeyMap keys;
    App *app;
    Script *script;
    Recorder recorder;
    double now, waits_until; // seconds
    bool is_real;            // somebody watches: time is not made up
    bool is_full, types, told_missing;
    int status;
} Window;

// ---- Saving ----

static bool save(const Drawing *drawing, const char *path, Language language,
                 Text *message)
{
    OutFile *file = file_open(path, language, message);
    if (!file) return false;
    int missing;
    size_t size = strlen(path);
    bool well = true;
    if (size > 4 && strcmp(path + size - 4, ".svg") == 0)
        svg_write(drawing, file);
    else
        well = cairo_write_png(drawing, file, &missing, message);
    if (well) return file_close(file, message);
    file_abandon(file);
    return false;
}

// ---- Scripts ----

// "640x480" or "100 200". False if it is nothing like it.
static bool read_pair(const char *argument, double *one, double *other)
{
    char *end;
    if (!argument) return false;
    *one = strtod(argument, &end);
    if (end == argument) return false;
    end += strspn(end, "x, ");
    char *from = end;
    *other = strtod(from, &end);
    return end != from;
}

// Commands that are about the window itself, and so are no business of the app.
static bool do_line(Window *w, const ScriptLine *line, Text *message)
{
    App *app = w->app;
    double x, y;
    switch (line->command) {
    case COMMAND_WAIT:
        w->waits_until = w->now + (line->argument ? atof(line->argument) : 0);
        return true;
    case COMMAND_FILM:
        if (line->argument) recorder_begin(&w->recorder, line->argument, w->now);
        return line->argument != NULL;
    case COMMAND_CUT: return recorder_end(&w->recorder, app->language, message);
    case COMMAND_SIZE:
        if (!read_pair(line->argument, &x, &y) || !(x >= 1 && x <= VIEW_SIDE_MOST) ||
            !(y >= 1 && y <= VIEW_SIDE_MOST))
            return false;
        SDL_SetWindowSize(w->screen.window, (int)x, (int)y);
        return true;
    case COMMAND_MOVE:
    case COMMAND_CLICK:
    case COMMAND_DRAG:
        if (!read_pair(line->argument, &x, &y)) return false;
        if (line->command == COMMAND_DRAG) pointer_press(app);
        pointer_move(app, x * app->density, y * app->density);
        if (line->command == COMMAND_CLICK) pointer_press(app);
        if (line->command != COMMAND_MOVE) pointer_release(app);
        return true;
    case COMMAND_WHEEL:
        pointer_wheel(app, line->argument ? atof(line->argument) : 1, true, false);
        return true;
    case COMMAND_TYPE:
        if (app->field.kind != FIELD_CLOSED && line->argument)
            text_add(&app->field.text, line->argument);
        return app->field.kind != FIELD_CLOSED;
    default: return app_do(app, line->command, line->argument, message);
    }
}

static void complain_script(Window *w, const ScriptLine *line, const Text *why)
{
    Text message = {0};
    const SentenceWord words[] = {
        SENTENCE_WORD("word", command_row(line->command)->name)};
    script_add_place(w->script, &message);
    if (why->size)
        text_add(&message, text_string(why));
    else
        sentence_add(&message, w->options->language, SENTENCE_SCRIPT_FAILED, words, 1);
    fprintf(stderr, "%s\n", text_string(&message));
    text_free(&message);
}

// Plays the next line if the one before is over. A line that cannot be done ends it all:
// what follows was written for something else.
static void play_script(Window *w)
{
    ScriptLine line;
    if (!w->script || w->now < w->waits_until) return;
    if (!script_next(w->script, &line)) {
        script_close(w->script);
        w->script = NULL;
        return;
    }
    Text why = {0};
    if (!do_line(w, &line, &why)) {
        complain_script(w, &line, &why);
        w->status = EXIT_NOT_LOADED;
        w->app->wants_quit = true;
    }
    text_free(&why);
}

// ---- The loop ----

// Where somebody watches, time is real; where nobody can, it goes on by frames.
static void advance_clock(Window *w)
{
    if (w->is_real)
        w->now = (double)SDL_GetTicks64() / 1000 + 1;
    else
        w->now += FRAME_SECONDS;
    app_tick(w->app, w->now);
}

static void handle_events(Window *w)
{
    SDL_Event event;
    bool busy = app_is_moving(w->app) || w->app->is_stale || w->script;
    // The frame that is due next is waited for in the same call as events.
    int wait =
        busy ? (w->is_real ? (int)(FRAME_SECONDS * 1000) / 2 : 0) : IDLE_MILLISECONDS;
    bool has = wait ? SDL_WaitEventTimeout(&event, wait) : SDL_PollEvent(&event);
    for (; has; has = SDL_PollEvent(&event)) {
        if (event.type == SDL_RENDER_TARGETS_RESET ||
            event.type == SDL_RENDER_DEVICE_RESET)
            screen_forget_texture(&w->screen);
        input_event(&w->keys, w->app, &event);
    }
}

// Text input is on only while somebody types, so that an input method never swallows the
// keys of commands.
static void follow_wishes(Window *w)
{
    App *app = w->app;
    bool types = app->field.kind != FIELD_CLOSED;
    if (types != w->types) {
        w->types = types;
        if (types)
            SDL_StartTextInput();
        else
            SDL_StopTextInput();
    }
    if (app->wants_full_screen != w->is_full) {
        w->is_full = app->wants_full_screen;
        screen_set_full(&w->screen, w->is_full);
    }
}

static void measure(Window *w)
{
    screen_measure(&w->screen);
    App *app = w->app;
    if (app->width != w->screen.width || app->height != w->screen.height ||
        app->density != w->screen.density)
        app_resize(app, w->screen.width, w->screen.height, w->screen.density);
}

static void draw(Window *w)
{
    measure(w);
    if (!w->app->is_stale) return;
    frame_draw(w->app);
    screen_show(&w->screen, w->app->frame.drawing);
    if (!w->screen.missing || w->told_missing) return;
    w->told_missing = true;
    fprintf(stderr, "coroscope: %s\n",
            sentence_pattern(w->options->language, SENTENCE_VIEW_NO_HANGUL));
}

static void loop(Window *w)
{
    draw(w);
    while (!w->app->wants_quit && !*w->stop) {
        handle_events(w);
        advance_clock(w);
        play_script(w);
        follow_wishes(w);
        draw(w);
        recorder_take(&w->recorder, w->app->frame.drawing, w->now);
    }
    if (*w->stop && w->status == EXIT_OK) w->status = EXIT_INTERRUPTED;
}

// ---- Opening ----

static void open_title(const Document *document, Language language, Text *title)
{
    text_addf(title, "%s – Coroscope", trace_title(document->traces[0], language));
}

static int show(Window *w, Document *document)
{
    const Options *options = w->options;
    Text title = {0};
    open_title(document, options->language, &title);
    bool well = screen_open(&w->screen, text_string(&title),
                            options->width ? options->width : 1280,
                            options->height ? options->height : 720);
    text_free(&title);
    if (!well) {
        complain_why(options->language, SENTENCE_VIEW_NO_DISPLAY, "", SDL_GetError());
        fprintf(stderr, "  %s: %s\n", in_language(options->language, "help"),
                sentence_pattern(options->language, SENTENCE_VIEW_NO_DISPLAY_HELP));
        document_close(document);
        screen_close(&w->screen);
        return EXIT_OUTSIDE;
    }
    w->is_real = !w->script || screen_is_seen();
    w->app = app_open(options, document, w->stop);
    w->app->saver = save;
    input_map(&w->keys);
    loop(w);
    recorder_close(&w->recorder);
    app_close(w->app);
    screen_close(&w->screen);
    return w->status;
}

static Script *open_script(const Options *options)
{
    Text message = {0};
    Script *script = script_open(options->script, options->language, &message);
    if (!script) fprintf(stderr, "%s\n", text_string(&message));
    text_free(&message);
    return script;
}

int window_run(const Options *options)
{
    Window w = {.options = options, .stop = stop_watch(), .status = EXIT_OK};
    if (options->script && !(w.script = open_script(options))) return EXIT_NOT_LOADED;
    Text message = {0};
    int status = EXIT_NOT_LOADED;
    Document *document = document_open(options->files[0], options, w.stop, &message);
    if (document)
        status = show(&w, document);
    else if (*w.stop)
        status = EXIT_INTERRUPTED;
    fputs(text_string(&message), stderr);
    text_free(&message);
    script_close(w.script);
    return status;
}
