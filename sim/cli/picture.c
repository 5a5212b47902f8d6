// picture.c -- from the command line to a drawing, and from there to a file.

#include "cli/picture.h"

#include "cli/complain.h"
#include "cli/drawer.h"
#include "cli/input.h"
#include "cli/progress.h"
#include "cli/runs.h"
#include "cli/stop.h"
#include "draw/page.h"
#include "draw/picture.h"
#include "draw/svg.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// ---- Options ----

static const struct {
    const char *end, *format;
    PictureForm form;
} forms[] = {
    {".svg", "svg", PICTURE_SVG},    {".png", "png", PICTURE_PNG},
    {".html", "html", PICTURE_HTML}, {".pdf", "pdf", PICTURE_PDF},
    {".gif", "gif", PICTURE_GIF},    {".mp4", "mp4", PICTURE_MP4},
};
enum { FORM_COUNT = sizeof forms / sizeof *forms };

PictureForm picture_form(const Options *options)
{
    size_t size = strlen(options->out);
    for (int i = 0; i < FORM_COUNT; i++) {
        if (options->format) {
            if (strcmp(options->format, forms[i].format) == 0) return forms[i].form;
            continue;
        }
        size_t tail = strlen(forms[i].end);
        if (size >= tail && strcmp(options->out + size - tail, forms[i].end) == 0)
            return forms[i].form;
    }
    return PICTURE_NONE;
}

bool picture_take_size(Options *options, const char *word)
{
    char *end;
    long width = strtol(word, &end, 10), height = 0;
    if (*end == 'x') height = strtol(end + 1, &end, 10);
    bool well = !*end && width >= VIEW_SIDE_LEAST && height >= VIEW_SIDE_LEAST &&
                width <= VIEW_SIDE_MOST && height <= VIEW_SIDE_MOST;
    if (!well) complain(options->language, SENTENCE_BAD_SIZE, word, NULL);
    options->width = (int)width;
    options->height = (int)height;
    return well;
}

bool picture_take_scale(Options *options, const char *word)
{
    char *end;
    options->scale = strtod(word, &end);
    bool well = *word && !*end && options->scale >= VIEW_SCALE_LEAST &&
                options->scale <= VIEW_SCALE_MOST;
    if (!well) complain(options->language, SENTENCE_BAD_SCALE, word, NULL);
    return well;
}

bool picture_take_fps(Options *options, const char *word)
{
    char *end;
    long fps = strtol(word, &end, 10);
    bool well = *word && !*end && fps >= 1 && fps <= FILM_FPS_MOST;
    if (!well) complain(options->language, SENTENCE_BAD_FPS, word, NULL);
    options->fps = (int)fps;
    return well;
}

bool picture_take_length(Options *options, const char *word)
{
    char *end;
    options->length = strtod(word, &end);
    bool well =
        *word && !*end && options->length >= 0.1 && options->length <= FILM_LENGTH_MOST;
    if (!well) complain(options->language, SENTENCE_BAD_LENGTH, word, NULL);
    return well;
}

static bool take_event(Options *options, const char *word)
{
    char *end;
    errno = 0;
    unsigned long number = strtoul(word, &end, 10);
    options->at_event = number < UINT32_MAX ? (uint32_t)number : UINT32_MAX;
    options->at_is_event = true;
    return *word >= '0' && *word <= '9' && !*end;
}

static bool take_time(Options *options, const char *word)
{
    static const struct {
        const char *name;
        double seconds;
    } units[] = {{"", 1}, {"s", 1}, {"ms", 1e-3}, {"us", 1e-6}, {"ns", 1e-9}};
    char *end;
    double value = strtod(word, &end);
    if (end == word || !(value >= 0) || isinf(value)) return false;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (strcmp(end, units[i].name) != 0) continue;
        options->at_time = simtime_from_seconds(value * units[i].seconds);
        return true;
    }
    return false;
}

bool picture_read_at(Options *options, const char *word)
{
    options->has_at = true;
    options->at_is_event = false;
    return *word == '#' ? take_event(options, word + 1) : take_time(options, word);
}

bool picture_take_at(Options *options, const char *word)
{
    if (picture_read_at(options, word)) return true;
    complain(options->language, SENTENCE_BAD_AT, word, NULL);
    return false;
}

// ---- Drawing ----

// What a picture shows: runs, made ready to be drawn.
typedef struct Gallery {
    Runs made;
    PictureRun runs[PICTURE_RUNS_MOST];
    int count;
} Gallery;

static void gallery_close(Gallery *gallery)
{
    for (int i = 0; i < gallery->count; i++)
        run_close((DrawnRun *)gallery->runs[i].run);
    runs_close(&gallery->made);
}

static AxisKind axis_of(const Options *options)
{
    static const char *const names[AXIS_KIND_COUNT] = {"time", "event", "turn"};
    for (AxisKind axis = 0; options->axis && axis < AXIS_KIND_COUNT; axis++)
        if (strcmp(options->axis, names[axis]) == 0) return axis;
    return AXIS_TIME;
}

static void show_progress(void *owner, const RunsState *state)
{
    progress_show(owner, state->time, state->operations, state->tasks);
}

// Each machine of --compare, or the one that is asked for. False if it was interrupted.
static bool make_runs(Gallery *gallery, const Input *input, const Options *options,
                      volatile sig_atomic_t *stop)
{
    Machine machines[PICTURE_RUNS_MOST];
    int count = 1;
    if (options->compares) {
        count = runs_machines(input->scenario, options, machines);
    } else {
        input_choose_machine(input, &options->machines);
        machines[0] = input->scenario->machine;
    }
    Progress progress = progress_begin(options->language);
    bool well = runs_make(&gallery->made, input->scenario, machines, count, options, stop,
                          show_progress, &progress);
    progress_clear(&progress);
    return well;
}

static bool gather(Gallery *gallery, const Input *input, const Options *options,
                   volatile sig_atomic_t *stop)
{
    if (input->trace)
        runs_take(&gallery->made, input->trace);
    else if (!make_runs(gallery, input, options, stop))
        return false;
    for (; gallery->count < gallery->made.count; gallery->count++) {
        int i = gallery->count;
        gallery->runs[i] = (PictureRun){
            run_open(gallery->made.traces[i], axis_of(options)), gallery->made.labels[i]};
    }
    return true;
}

// The moment that is asked for; of a single run none behind its end.
static SimTime at_of(const Options *options, const Gallery *gallery)
{
    SimTime end = gallery->runs[0].run->lanes->end;
    bool is_behind = gallery->count == 1 && options->at_time > end;
    return is_behind ? end : options->at_time;
}

static View view_of(const Options *options, const Gallery *gallery)
{
    int theme_count;
    View view = {.width = options->width ? options->width : 1280,
                 .height = options->height ? options->height : 720,
                 .theme =
                     options->theme ? theme_named(options->theme) : themes(&theme_count),
                 .language = options->language};
    if (options->view && strcmp(options->view, "timeline") == 0)
        view.kind = VIEW_TIMELINE;
    const Trace *trace = gallery->runs[0].run->trace;
    if (options->has_at && options->at_is_event)
        view_go_to_event(&view, trace, options->at_event);
    else if (options->has_at)
        view_go_to_time(&view, trace, at_of(options, gallery));
    return view;
}

// What a film is drawn from.
typedef struct Studio {
    const Options *options;
    const Gallery *gallery;
    int count;
} Studio;

// The playhead goes along the axis at an even pace: through time or from event to event.
static void move_playhead(View *view, const Studio *studio, int number)
{
    const DrawnRun *run = studio->gallery->runs[0].run;
    double share = studio->count > 1 ? (double)number / (studio->count - 1) : 0;
    if (run->axis != AXIS_TIME) {
        double events = share * trace_count(run->trace);
        view_go_to_event(view, run->trace, (uint32_t)(events + 0.5));
        return;
    }
    int64_t length = 0;
    for (int i = 0; i < studio->gallery->count; i++)
        if (studio->gallery->runs[i].run->length > length)
            length = studio->gallery->runs[i].run->length;
    view_go_to_time(view, run->trace, (SimTime)(share * (double)length + 0.5));
}

static Drawing *draw(void *owner, int number)
{
    const Studio *studio = owner;
    const Gallery *gallery = studio->gallery;
    View view = view_of(studio->options, gallery);
    if (studio->count > 1) move_playhead(&view, studio, number);
    return gallery->count > 1 ? picture_of_runs(gallery->runs, gallery->count, &view)
                              : picture_of_run(gallery->runs[0].run, &view);
}

// ---- Writing ----

static void write_svg(const Film *film, OutFile *file)
{
    Drawing *drawing = film->draw(film->owner, 0);
    svg_write(drawing, file);
    drawing_close(drawing);
}

static void write_page(const Film *film, OutFile *file)
{
    const Studio *studio = film->owner;
    View view = view_of(studio->options, studio->gallery);
    page_write(studio->gallery->runs[0].run, &view, file);
}

// False, with a message, if a page cannot hold it.
static bool check_page(const Gallery *gallery, const Options *options)
{
    if (gallery->count > 1) {
        complain_why(options->language, SENTENCE_CANNOT_DRAW, options->out,
                     sentence_pattern(options->language, SENTENCE_PAGE_ONE_RUN));
        return false;
    }
    if (trace_count(gallery->runs[0].run->trace) <= PAGE_EVENTS_MOST) return true;
    complain(options->language, SENTENCE_PAGE_TOO_LONG, options->out, NULL);
    return false;
}

static int write_film(const Film *film, PictureForm form, const Options *options,
                      volatile sig_atomic_t *stop)
{
    Text message = {0};
    OutFile *file = file_open(options->out, options->language, &message);
    int status = EXIT_OK;
    if (!file) {
        fprintf(stderr, "coroscope: %s\n", text_string(&message));
        text_free(&message);
        return EXIT_OUTSIDE;
    }
    file->stop = stop;
    bool well = true;
    if (form == PICTURE_SVG)
        write_svg(film, file);
    else if (form == PICTURE_HTML)
        write_page(film, file);
    else
        well = options->writer(film, form, file, &message);
    if (well && message.size) {
        fprintf(stderr, "coroscope: %s\n", text_string(&message));
        text_clear(&message);
    }
    if (!well || *stop) {
        file_abandon(file);
        if (!*stop)
            complain_why(options->language, SENTENCE_CANNOT_DRAW, options->out,
                         text_string(&message));
        status = EXIT_OUTSIDE;
    } else if (!file_close(file, &message)) {
        status = message.size ? EXIT_OUTSIDE : EXIT_PIPE_CLOSED;
        if (message.size) fprintf(stderr, "coroscope: %s\n", text_string(&message));
    }
    text_free(&message);
    return status;
}

static int export_input(const Input *input, PictureForm form, const Options *options)
{
    volatile sig_atomic_t *stop = stop_watch();
    Gallery gallery = {0};
    int status = EXIT_INTERRUPTED;
    if (gather(&gallery, input, options, stop)) {
        Studio studio = {options, &gallery, 1};
        Film film = {1, options->fps ? options->fps : FILM_FPS, options->language, draw,
                     &studio};
        double length = options->length > 0 ? options->length : FILM_LENGTH;
        if (form == PICTURE_GIF || form == PICTURE_MP4)
            film.count = (int)(length * film.fps) + 1;
        if (film.count < 2 && form >= PICTURE_GIF) film.count = 2;
        studio.count = film.count;
        status = form != PICTURE_HTML || check_page(&gallery, options)
                     ? write_film(&film, form, options, stop)
                     : EXIT_OUTSIDE;
    }
    if (*stop && status != EXIT_OK) {
        complain(options->language, SENTENCE_NOT_WRITTEN, options->out, NULL);
        status = EXIT_INTERRUPTED;
    }
    gallery_close(&gallery);
    return status;
}

int picture_export(const Options *options, PictureForm form)
{
    bool is_ours = form == PICTURE_SVG || form == PICTURE_HTML;
    if (!is_ours && !options->writer) return drawer_become(options, options->out);
    Input input;
    int status = EXIT_NOT_LOADED;
    if (input_open(&input, options->files[0], options->language)) {
        bool runs =
            options->has_seed || options->compares || machines_wished(&options->machines);
        if (input.trace && runs)
            complain(options->language, SENTENCE_TRACE_NOT_RUN, options->files[0], NULL);
        else
            status = export_input(&input, form, options);
    }
    input_close(&input);
    return status;
}
