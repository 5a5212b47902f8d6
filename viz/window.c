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
    bool is_unseen; // the last frame could not be shown
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
    // What follows is about the file that is being loaded, if it does not end that.
    bool loads = app_is_loading(w->app) && !script_is_next(w->script, COMMAND_CANCEL);
    if (loads && w->is_real) return;
    if (loads) app_finish_loading(w->app, true);
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
    bool busy =
        app_is_moving(w->app) || w->app->is_stale || w->script || app_is_loading(w->app);
    // The frame that is due next is waited for in the same call as events.
    int wait =
        busy ? (w->is_real ? (int)(FRAME_SECONDS * 1000) / 2 : 0) : IDLE_MILLISECONDS;
    bool has = wait ? SDL_WaitEventTimeout(&event, wait) : SDL_PollEvent(&event);
    for (; has; has = SDL_PollEvent(&event)) {
        if (screen_is_lost_by(&w->screen, &event)) w->app->is_stale = true;
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
    if (!w->app->is_stale && !w->is_unseen) return;
    frame_draw(w->app);
    // What cannot be shown now is tried again after the next wait for events.
    w->is_unseen = !screen_show(&w->screen, w->app->frame.drawing);
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
}

// ---- Opening ----

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool open_screen(Window *w)
{
    const Options *options = w->options;
    Text title = {0};
    text_addf(&title, "%s – Coroscope", name_of(options->files[0]));
    bool well = screen_open(&w->screen, text_string(&title),
                            options->width ? options->width : 1280,
                            options->height ? options->height : 720);
    text_free(&title);
    if (well) return true;
    complain_why(options->language, SENTENCE_VIEW_NO_DISPLAY, "", SDL_GetError());
    fprintf(stderr, "  %s: %s\n", in_language(options->language, "help"),
            sentence_pattern(options->language, SENTENCE_VIEW_NO_DISPLAY_HELP));
    screen_close(&w->screen);
    return false;
}

// The window while there is nothing to see in it yet: how far the file is.
static void show_loading(Window *w, Loader *loader)
{
    const Options *options = w->options;
    int count;
    const Theme *theme = options->theme ? theme_named(options->theme) : themes(&count);
    screen_measure(&w->screen);
    double u = (options->scale > 0 ? options->scale : 1) * w->screen.density;
    double width = w->screen.width, height = w->screen.height;
    Drawing *drawing = drawing_open(width, height);
    Text state = {0};
    loader_add_state(loader, options->language, &state);
    draw_box(drawing, 0, 0, width, height, theme->paper);
    TextStyle style = {.size = 14 * u, .color = theme->text, .align = ALIGN_MIDDLE};
    draw_text(drawing, 10 * u, height / 2, width - 20 * u, style, text_string(&state));
    style.size = 12 * u;
    style.color = theme->dim;
    draw_text(drawing, 10 * u, height / 2 + 24 * u, width - 20 * u, style,
              sentence_pattern(options->language, SENTENCE_VIEW_STOP_OPENING));
    screen_show(&w->screen, drawing);
    drawing_close(drawing);
    text_free(&state);
}

// True if somebody does not want to wait any longer.
static bool gives_up(void)
{
    SDL_Event event;
    while (SDL_PollEvent(&event))
        if (event.type == SDL_QUIT ||
            (event.type == SDL_KEYDOWN && event.key.keysym.sym == SDLK_ESCAPE))
            return true;
    return false;
}

// Waits for the first document. NULL, with a [message] if there is something to say.
static Document *wait_for(Window *w, Loader *loader, Text *message)
{
    static const double LOOK = 0.1;
    if (!w->is_real) loader_wait(loader, -1);
    while (!loader_wait(loader, LOOK)) {
        if (gives_up()) return NULL;
        show_loading(w, loader);
    }
    return loader_take(loader, message);
}

static void title_window(Window *w, const Document *document)
{
    Text title = {0};
    text_addf(&title, "%s – Coroscope",
              trace_title(document->runs.traces[0], w->options->language));
    screen_set_title(&w->screen, text_string(&title));
    text_free(&title);
}

static void show(Window *w, Document *document)
{
    title_window(w, document);
    w->app = app_open(w->options, document, w->stop);
    w->app->saver = save;
    input_map(&w->keys);
    loop(w);
    recorder_close(&w->recorder);
    app_close(w->app);
}

// A file with a mistake in it gets no window. One that runs long gets it before it is run.
static void open_and_show(Window *w, Loader *loader, Text *message)
{
    static const double PATIENCE = 0.3; // seconds
    Document *document = NULL;
    bool done = loader_wait(loader, PATIENCE);
    if (done) document = loader_take(loader, message);
    if (done && !document) {
        w->status = EXIT_NOT_LOADED;
    } else if (!open_screen(w)) {
        w->status = EXIT_OUTSIDE;
        document_close(document);
    } else {
        w->is_real = !w->script || screen_is_seen();
        if (!done) document = wait_for(w, loader, message);
        if (document)
            show(w, document);
        else if (message->size)
            w->status = EXIT_NOT_LOADED;
        screen_close(&w->screen);
    }
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
    Loader *loader = loader_open(options->files[0], options, w.stop);
    open_and_show(&w, loader, &message);
    loader_close(loader);
    if (*w.stop) w.status = EXIT_INTERRUPTED;
    fputs(text_string(&message), stderr);
    text_free(&message);
    script_close(w.script);
    return w.status;
}
