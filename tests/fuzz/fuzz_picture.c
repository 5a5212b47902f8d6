// fuzz_picture.c -- whatever a trace file holds: it is refused, or every picture of it is made.
//
// Bytes changed at random hardly ever make another trace, so most changes are made here: a
// number becomes another one, a line moves. The head, which holds a digest, stays.

#include "draw/page.h"
#include "draw/picture.h"
#include "draw/svg.h"
#include "draw/timeline.h"
#include "output/perfetto.h"
#include "output/trace_reader.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);
size_t LLVMFuzzerMutate(uint8_t *bytes, size_t size, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t size, size_t most, unsigned seed);

// ---- Pictures ----

static void draw(const DrawnRun *run, const View *view, OutFile *file)
{
    Drawing *drawing = picture_of_run(run, view);
    svg_write(drawing, file);
    drawing_close(drawing);
}

// A part of the axis, as the window shows it, with all arrows.
static void draw_part(const DrawnRun *run, const View *view, uint32_t task)
{
    Moment *moment = moment_open(run, view->event);
    Timeline timeline = {.area = {0, 0, view->width, view->height},
                         .from = run->length / 3,
                         .to = run->length / 3 + run->length / 2 + 1,
                         .labels = 80,
                         .moment = moment,
                         .has_axis = true,
                         .selected = {task % 2 ? SUBJECT_TASK : SUBJECT_EVENT, task},
                         .all_arrows = task % 3 == 0};
    Drawing *drawing = drawing_open(view->width, view->height);
    timeline_draw(&timeline, drawing, run, view);
    drawing_close(drawing);
    moment_close(moment);
}

static void draw_all(const Trace *trace, AxisKind axis, OutFile *file)
{
    DrawnRun *run = run_open(trace, axis);
    int count;
    View view = {.width = 900, .height = 500, .theme = themes(&count)};
    draw(run, &view, file);
    uint32_t step = trace_count(trace) / 4 + 1;
    for (uint32_t event = 0; event <= trace_count(trace); event += step) {
        view_go_to_event(&view, trace, event);
        draw(run, &view, file);
        draw_part(run, &view, event);
    }
    const PictureRun runs[] = {{run, "one"}, {run, "other"}};
    drawing_close(picture_of_runs(runs, 2, &view));
    if (axis == AXIS_EVENT) page_write(run, &view, file);
    run_close(run);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    Text message = {0};
    Trace *trace =
        trace_read(-1, (const char *)bytes, size, "fuzz", LANGUAGE_ENGLISH, NULL, &message);
    text_free(&message);
    if (!trace) return 0;
    OutFile *file = file_in_memory();
    for (AxisKind axis = 0; axis < AXIS_KIND_COUNT; axis++)
        draw_all(trace, axis, file);
    perfetto_write(trace, file);
    file_abandon(file);
    trace_close(trace);
    return 0;
}

// ---- Changes ----

static bool is_digit(uint8_t byte)
{
    return byte >= '0' && byte <= '9';
}

// Another number in place of one behind [from].
static size_t change_number(uint8_t *bytes, size_t size, size_t most, size_t from)
{
    static const char *const others[] = {"0",  "1",   "2",          "3",
                                         "7",  "12",  "100",        "4294967295",
                                         "65", "999", "2000000000", "9007199254740993"};
    size_t start = from + (size_t)rand() % (size - from), end;
    while (start < size && !is_digit(bytes[start]))
        start++;
    for (end = start; end < size && is_digit(bytes[end]);)
        end++;
    if (start == end) return size;
    const char *other = others[(size_t)rand() % (sizeof others / sizeof *others)];
    size_t length = strlen(other);
    if (size - (end - start) + length > most) return size;
    memmove(bytes + start + length, bytes + end, size - end);
    memcpy(bytes + start, other, length);
    return size - (end - start) + length;
}

static size_t line_start(const uint8_t *bytes, size_t at)
{
    while (at && bytes[at - 1] != '\n')
        at--;
    return at;
}

// A line behind [from] goes.
static size_t drop_line(uint8_t *bytes, size_t size, size_t from)
{
    size_t start = line_start(bytes, from + (size_t)rand() % (size - from)), end = start;
    while (end < size && bytes[end] != '\n')
        end++;
    if (start <= from || end >= size) return size;
    memmove(bytes + start, bytes + end + 1, size - end - 1);
    return size - (end + 1 - start);
}

size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t size, size_t most, unsigned seed)
{
    srand(seed);
    const uint8_t *events = memmem(bytes, size, "\"events\"", 8);
    size_t from = events ? (size_t)(events - bytes) + 8 : size;
    if (from + 1 >= size || rand() % 16 == 0) return LLVMFuzzerMutate(bytes, size, most);
    for (int i = rand() % 3; i >= 0 && from + 1 < size; i--)
        size = rand() % 8 ? change_number(bytes, size, most, from)
                          : drop_line(bytes, size, from);
    return size;
}
