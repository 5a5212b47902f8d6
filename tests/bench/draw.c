// draw.c -- how long pictures of very large runs take: what the window has to do.
//
//     bench_draw [FILE]
//
// Printed are lines "name: number unit" for run.py. FILE is a trace to be opened; all else
// is made in memory: a frame of bars and labels, views that pan over a million and over ten
// million slices, the moment at a late event. One core, no GPU, 1280x720.

#include "draw/cairo.h"
#include "draw/moment.h"
#include "draw/picture.h"
#include "draw/timeline.h"
#include "output/explain.h"
#include "output/trace_reader.h"
#include "trace/record.h"

#include <fcntl.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { WIDTH = 1280, HEIGHT = 720, LANES = 40 };

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void tell(const char *name, double number, const char *unit)
{
    printf("%s: %.2f %s\n", name, number, unit);
    fflush(stdout);
}

// ---- A run ----

// The next number of a sequence that looks like chance.
static uint32_t next(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 8;
}

// Tasks that sleep, compute and now and then print, until there are [slices] spans: three
// for each time that one wakes.
static Trace *trace_of(uint32_t slices)
{
    Trace *t = trace_open();
    trace_set_scenario(t, &(TraceScenario){.title = "bench",
                                           .program = "main()",
                                           .program_size = 6,
                                           .machine = machine_default()});
    TraceText name = trace_text(t, "worker", 6), sleep = trace_text(t, "sleep", 5);
    TracePlace at = {1, 0};
    uint32_t chance = 7, timers[LANES + 1] = {0};
    SimTime now = 0;
    for (uint32_t task = 1; task <= LANES; task++) {
        trace_task_create(t, 0, task, task > 1, name, 0, task, false, 0, at);
        trace_task_resume(t, 0, task, 0);
        timers[task] = trace_timer_set(t, 0, 1000 * task, sleep, at);
        trace_task_suspend_on_timer(t, 0, task, timers[task], at);
    }
    for (uint32_t made = 0; made + 3 < slices; made += 3) {
        uint32_t task = next(&chance) % LANES + 1;
        now += next(&chance) % 1000000;
        uint32_t fire = trace_timer_fire(t, now, timers[task]);
        now += next(&chance) % 100000;
        trace_list_task(t, task);
        trace_turn(t, now, LANES - 1);
        trace_task_resume(t, now, task, fire);
        if (next(&chance) % 4 == 0) {
            uint32_t begin = trace_cpu_begin(t, now, task, 0, at);
            now += next(&chance) % 500000;
            trace_cpu_end(t, now, task, 0, begin);
        }
        if (next(&chance) % 64 == 0) trace_print(t, now, task, 0, "line", 4, at);
        timers[task] = trace_timer_set(t, now, now + 1000000, sleep, at);
        trace_task_suspend_on_timer(t, now, task, timers[task], at);
    }
    trace_set_outcome(t, &(TraceOutcome){.end = OUTCOME_OK, .time = now});
    return t;
}

// ---- Frames ----

typedef struct Screen {
    CairoPen *pen;
    uint8_t *pixels;
} Screen;

static void show(const Screen *screen, const Drawing *drawing)
{
    cairo_pen_pixels(screen->pen, drawing, screen->pixels, WIDTH, HEIGHT, WIDTH * 4, 1);
}

// 5,000 bars of seven states with 300 labels.
static void bench_bars(const Screen *screen, const Theme *theme)
{
    Drawing *drawing = drawing_open(WIDTH, HEIGHT);
    draw_box(drawing, 0, 0, WIDTH, HEIGHT, theme->paper);
    for (int i = 0; i < 5000; i++) {
        const StateColors *colors = &theme->states[i % STATE_COUNT];
        Shape *box =
            draw_box(drawing, i % 35 * 36.3 + 4, i / 35 * 5.0, 34, 16, colors->fill);
        box->pattern = (uint8_t)state_form(i % STATE_COUNT)->pattern;
        box->ink = colors->pattern;
        box->outline = colors->outline;
        box->size = 2;
    }
    TextStyle style = {.size = 10.5, .color = theme->text};
    for (int i = 0; i < 300; i++) {
        char label[32];
        snprintf(label, sizeof label, "Task-%d SLP", i);
        draw_text(drawing, i % 20 * 62, i / 20 * 45 + 14, 60, style, label);
    }
    show(screen, drawing);
    enum { FRAMES = 50 };
    double start = seconds();
    for (int i = 0; i < FRAMES; i++)
        show(screen, drawing);
    tell("frame of 5,000 bars and 300 labels", (seconds() - start) / FRAMES * 1e3, "ms");
    drawing_close(drawing);
}

// A view that moves over the run by a hundredth of its width in each frame, as far in that
// [part] of the run is seen.
static void bench_pan(const Screen *screen, const DrawnRun *run, double part,
                      const char *name)
{
    View view = {.width = WIDTH, .height = HEIGHT, .theme = themes(&(int){0})};
    int64_t range = (int64_t)((double)run->length * part);
    if (range < 1) range = 1;
    Timeline timeline = {.has_axis = true,
                         .labels = timeline_labels(run, &view),
                         .area = {14, 40, WIDTH - 28, HEIGHT - 60}};
    enum { FRAMES = 60 };
    double start = seconds(), worst = 0;
    uint32_t shapes = 0;
    for (int i = 0; i < FRAMES; i++) {
        double begin = seconds();
        timeline.from = (run->length - range) / 2 + range / 100 * i;
        timeline.to = timeline.from + range;
        Drawing *drawing = drawing_open(WIDTH, HEIGHT);
        draw_box(drawing, 0, 0, WIDTH, HEIGHT, view.theme->paper);
        timeline_draw(&timeline, drawing, run, &view);
        show(screen, drawing);
        shapes = drawing->count;
        drawing_close(drawing);
        if (seconds() - begin > worst) worst = seconds() - begin;
    }
    char title[128];
    snprintf(title, sizeof title, "%s, 1/%.0f of it in sight, %u shapes", name, 1 / part,
             shapes);
    tell(title, FRAMES / (seconds() - start), "frames/s");
}

static void bench_moments(const DrawnRun *run, const char *name)
{
    enum { MOMENTS = 200 };
    uint32_t count = trace_count(run->trace), chance = 3;
    double start = seconds();
    for (int i = 0; i < MOMENTS; i++)
        moment_close(moment_open(run, count - next(&chance) % (count / 4)));
    tell(name, (seconds() - start) / MOMENTS * 1e6, "us");
}

// The whole picture with its panels, the playhead at late events.
static void bench_pictures(const Screen *screen, const DrawnRun *run, const char *name)
{
    enum { PICTURES = 40 };
    View view = {.width = WIDTH, .height = HEIGHT, .theme = themes(&(int){0})};
    view.explainer = explainer_open(run->trace, view.language);
    uint32_t count = trace_count(run->trace);
    view_go_to_event(&view, run->trace, count - count / 8);
    drawing_close(picture_of_run(run, &view)); // the explainer gets there
    double start = seconds();
    for (int i = 0; i < PICTURES; i++) {
        view_go_to_event(&view, run->trace, count - count / 8 + (uint32_t)i);
        Drawing *drawing = picture_of_run(run, &view);
        show(screen, drawing);
        drawing_close(drawing);
    }
    explainer_close(view.explainer);
    tell(name, PICTURES / (seconds() - start), "frames/s");
}

// The axes of events and turns, all in sight: a position on them takes more to be found.
static void bench_axes(const Screen *screen, const Trace *trace, const char *name)
{
    static const char *const axes[] = {
        [AXIS_EVENT] = "axis of events", [AXIS_TURN] = "axis of turns"};
    for (AxisKind axis = AXIS_EVENT; axis <= AXIS_TURN; axis++) {
        char title[96];
        snprintf(title, sizeof title, "%s, %s", name, axes[axis]);
        DrawnRun *run = run_open(trace, axis);
        bench_pan(screen, run, 1, title);
        run_close(run);
    }
}

static void bench_run(const Screen *screen, uint32_t slices, const char *name)
{
    Trace *trace = trace_of(slices);
    double start = seconds();
    size_t before = mallinfo2().uordblks + mallinfo2().hblkhd;
    DrawnRun *run = run_open(trace, AXIS_TIME);
    char title[128];
    snprintf(title, sizeof title, "%s, made ready to be drawn", name);
    tell(title, seconds() - start, "s");
    size_t bytes =
        mallinfo2().uordblks + mallinfo2().hblkhd - before + trace_bytes(trace);
    snprintf(title, sizeof title, "%s, memory for an event", name);
    tell(title, (double)bytes / trace_count(trace), "B");
    static const double parts[] = {1, 0.1, 0.01, 0.001, 0.0001};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        bench_pan(screen, run, parts[i], name);
    snprintf(title, sizeof title, "%s, the moment at a late event", name);
    bench_moments(run, title);
    snprintf(title, sizeof title, "%s, whole pictures at late events", name);
    bench_pictures(screen, run, title);
    run_close(run);
    bench_axes(screen, trace, name);
    trace_close(trace);
}

// ---- A file ----

static bool bench_file(const Screen *screen, const char *path)
{
    double start = seconds();
    Text message = {0};
    int fd = open(path, O_RDONLY);
    Trace *trace = trace_read(fd, NULL, 0, path, LANGUAGE_ENGLISH, NULL, &message);
    close(fd);
    if (!trace) {
        fprintf(stderr, "%s\n", text_string(&message));
        return false;
    }
    double read = seconds() - start;
    DrawnRun *run = run_open(trace, AXIS_TIME);
    tell("the file, read", read, "s");
    tell("the file, read and made ready to be drawn", seconds() - start, "s");
    bench_pan(screen, run, 0.1, "the file");
    bench_moments(run, "the file, the moment at a late event");
    bench_pictures(screen, run, "the file, whole pictures at late events");
    run_close(run);
    trace_close(trace);
    return true;
}

int main(int count, char **words)
{
    int theme_count;
    Screen screen = {.pen = cairo_pen_open(),
                     .pixels = malloc((size_t)WIDTH * HEIGHT * 4)};
    if (count > 1 && !bench_file(&screen, words[1])) return 1;
    bench_bars(&screen, themes(&theme_count));
    bench_run(&screen, 1000000, "10^6 slices");
    bench_run(&screen, 10000000, "10^7 slices");
    cairo_pen_close(screen.pen);
    free(screen.pixels);
    return 0;
}
