// text_panels.c -- the program with its marks, and the output.

#include "draw/measure.h"
#include "draw/panels.h"

#include <stdlib.h>
#include <string.h>

// ---- The program ----

// Where a task or a thread stands: a line, and how many others stand there.
typedef struct Stand {
    uint32_t line, first, count;
    uint8_t state;   // DrawnState of the first
    bool is_thread;  // the first is one that is no task's
    uint32_t within; // a task that awaits a coroutine here, which stands elsewhere; or 0
} Stand;

typedef struct SourcePen {
    Drawing *drawing;
    const DrawnRun *run;
    const View *view;
    const Moment *moment;
    Area area;
    double u, line_height, number_width;
    Stand *stands; // by line, from 1
    uint32_t line_count;
} SourcePen;

static uint32_t count_lines(const TraceScenario *scenario)
{
    uint32_t lines = 1;
    for (size_t i = 0; i < scenario->program_size; i++)
        lines += scenario->program[i] == '\n' && i + 1 < scenario->program_size;
    return scenario->program_size ? lines : 0;
}

static void put_stand(SourcePen *pen, uint32_t line, uint32_t who, bool is_thread,
                      DrawnState state)
{
    if (!line || line > pen->line_count) return;
    Stand *stand = &pen->stands[line];
    if (!stand->count || state == STATE_RUN || state == STATE_BLK || state == STATE_CPU) {
        stand->first = who;
        stand->is_thread = is_thread;
        stand->state = (uint8_t)state;
    }
    stand->count++;
}

static void stand_at(SourcePen *pen, uint32_t line, uint32_t task, DrawnState state)
{
    put_stand(pen, line, task, false, state);
}

// The coroutines of a task whose awaits of one another are around the one it stands at.
static void stand_within(SourcePen *pen, uint32_t event, uint32_t task)
{
    const Trace *trace = pen->run->trace;
    if (trace_packed(trace, event)->type != TRACE_TASK_SUSPEND) return;
    uint32_t count;
    const TraceAwait *awaits = trace_awaits(trace, trace_event(trace, event).b, &count);
    for (uint32_t i = 0; i + 1 < count; i++)
        if (awaits[i].line <= pen->line_count && !pen->stands[awaits[i].line].within)
            pen->stands[awaits[i].line].within = task;
}

// Every task that has begun stands at an await or, if it runs, at the last line known.
static void find_stands(SourcePen *pen)
{
    const Moment *m = pen->moment;
    if (!m) return;
    const DrawnRun *run = pen->run;
    for (uint32_t i = 0; i < m->waiting.count; i++) {
        TaskNow now = task_at(run, m->waiting.at[i], m->event);
        stand_at(pen, trace_event_place(run->trace, now.event).line, m->waiting.at[i],
                 run_span_state(run, now.span));
        stand_within(pen, now.event, m->waiting.at[i]);
    }
    for (uint32_t i = 0; i < m->next_turn.count; i++) {
        TaskNow now = task_at(run, m->next_turn.at[i], m->event);
        // A ready one stands where the span before left it.
        const Span *first = run->lanes->spans + run->lanes->first[m->next_turn.at[i] - 1];
        const Span *span = now.span > first ? now.span - 1 : now.span;
        stand_at(pen, trace_event_place(run->trace, span->event).line, m->next_turn.at[i],
                 STATE_RDY);
        stand_within(pen, span->event, m->next_turn.at[i]);
    }
    if (m->running) {
        TaskNow now = task_at(run, m->running, m->event);
        stand_at(pen, m->running_line, m->running,
                 now.span ? run_span_state(run, now.span) : STATE_RUN);
    }
}

// So far back the last line of a thread is looked for, and so many threads are.
enum { THREAD_LINE_FAR = 2048, THREADS_LOOKED_AT = 64 };

// True if an event is what a thread that is no task's does at a line of the program.
static bool is_at_line(const TracePacked *record)
{
    switch (record->type) {
    case TRACE_CPU_BEGIN:
    case TRACE_BLOCK_BEGIN:
    case TRACE_THREAD_WAIT:
    case TRACE_THREAD_ACQUIRE:
    case TRACE_THREAD_RELEASE:
    case TRACE_THREAD_PUT:
    case TRACE_THREAD_GET: return !record->task;
    default: return false;
    }
}

static uint32_t line_of_thread(const SourcePen *pen, uint32_t thread)
{
    const Trace *trace = pen->run->trace;
    uint32_t event = pen->moment->event;
    uint32_t far = event > THREAD_LINE_FAR ? event - THREAD_LINE_FAR : 0;
    for (uint32_t number = event; number > far; number--) {
        const TracePacked *record = trace_packed(trace, number);
        if (record->type == TRACE_THREAD_START && record->a == thread) return 0;
        if (record->a == thread && is_at_line(record))
            return trace_event_place(trace, number).line;
    }
    return 0;
}

// Threads of the program stand where they compute, block or wait.
static void find_thread_stands(SourcePen *pen)
{
    const DrawnRun *run = pen->run;
    uint32_t count = run->processor_count;
    if (count > THREADS_LOOKED_AT) count = THREADS_LOOKED_AT;
    for (uint32_t i = 0; pen->moment && i < count; i++) {
        const Strip *strip = &run->strips[i];
        if (strip->kind != SUBJECT_THREAD || (!strip->number && run->task_count))
            continue;
        const Segment *now = strip_at(strip, run, pen->moment->event, pen->view->time);
        if (now && !now->task)
            put_stand(pen, line_of_thread(pen, strip->number), strip->number, true,
                      (DrawnState)now->state);
    }
}

// The first line that is shown, so that what runs, else the playhead's event, is seen.
static uint32_t first_line(const SourcePen *pen, uint32_t shown)
{
    uint32_t middle = 1;
    if (pen->moment) {
        middle = pen->moment->running_line;
        if (!middle && pen->moment->event)
            middle = trace_event_place(pen->run->trace, pen->moment->event).line;
        for (uint32_t line = 1; !middle && line <= pen->line_count; line++)
            if (pen->stands[line].count) middle = line;
    }
    if (pen->line_count <= shown) return 1;
    int64_t first = (int64_t)middle - shown / 2, last = pen->line_count - shown + 1;
    if (first < 1) first = 1;
    if (first > last) first = last;
    first += pen->view->source_scroll;
    if (first < 1) first = 1;
    return (uint32_t)(first < last ? first : last);
}

static void draw_stand(SourcePen *pen, const Stand *stand, double y)
{
    const Theme *theme = pen->view->theme;
    double u = pen->u;
    const StateColors *colors = &theme->states[stand->state];
    draw_box(pen->drawing, pen->area.x - 4 * u, y - pen->line_height + 4 * u,
             pen->area.w + 8 * u, pen->line_height, color_fade(colors->outline, 0.18));
    draw_mark(pen->drawing, MARK_RIGHT, pen->area.x + 1 * u, y - 4 * u, 8 * u,
              colors->outline);
}

// Who stands there, at the right end of the line.
static double draw_stand_name(SourcePen *pen, const Stand *stand, double y)
{
    Text label = {0};
    // Two blanks: the fonts' are narrow.
    text_addf(&label, "%s  ", state_form((DrawnState)stand->state)->code);
    if (stand->is_thread)
        run_add_thread_label(pen->run, stand->first, pen->view->language, &label);
    else
        trace_add_task_name(pen->run->trace, stand->first, &label);
    if (stand->count > 1) text_addf(&label, "  +%u", stand->count - 1);
    TextStyle style = {.size = 10 * pen->u,
                       .color = pen->view->theme->text,
                       .bold = true,
                       .align = ALIGN_RIGHT};
    Shape *text = draw_text(pen->drawing, pen->area.x + pen->area.w * 0.55, y,
                            pen->area.w * 0.45, style, text_string(&label));
    text_free(&label);
    return text ? text->w + 10 * pen->u : 0;
}

// A line whose await goes on in another coroutine: a plain mark, and whose it is.
static double draw_within(SourcePen *pen, const Stand *stand, double y)
{
    const Theme *theme = pen->view->theme;
    double u = pen->u;
    draw_mark(pen->drawing, MARK_RIGHT, pen->area.x + 1 * u, y - 4 * u, 6 * u,
              theme->dim);
    Text label = {0};
    trace_add_task_name(pen->run->trace, stand->within, &label);
    text_add(&label, " · await");
    TextStyle style = {.size = 10 * u, .color = theme->dim, .align = ALIGN_RIGHT};
    Shape *text = draw_text(pen->drawing, pen->area.x + pen->area.w * 0.55, y,
                            pen->area.w * 0.45, style, text_string(&label));
    text_free(&label);
    return text ? text->w + 10 * u : 0;
}

static void draw_line_of_program(SourcePen *pen, uint32_t line, const char *bytes,
                                 size_t size, double y)
{
    const Theme *theme = pen->view->theme;
    const Stand *stand = &pen->stands[line];
    double taken = 0;
    if (stand->count) {
        draw_stand(pen, stand, y);
        taken = draw_stand_name(pen, stand, y);
    } else if (stand->within) {
        taken = draw_within(pen, stand, y);
    }
    Text number = {0}, code = {0};
    text_add_int(&number, line);
    TextStyle style = {
        .size = 10.5 * pen->u, .color = theme->dim, .mono = true, .align = ALIGN_RIGHT};
    draw_text(pen->drawing, pen->area.x, y, pen->number_width, style,
              text_string(&number));
    style = (TextStyle){.size = 11.5 * pen->u, .color = theme->text, .mono = true};
    text_add_bytes(&code, bytes, size);
    const char *string = text_string(&code);
    size_t blanks = strspn(string, " ");
    if (string[blanks] == '#') style.color = theme->dim;
    double indent = measure_text(string, blanks, style.size, false, true);
    double left = pen->number_width + 10 * pen->u + indent;
    Shape *text = draw_text(pen->drawing, pen->area.x + left, y,
                            pen->area.w - left - taken, style, string + blanks);
    if (text) text->subject = (Subject){SUBJECT_LINE, line};
    text_free(&number);
    text_free(&code);
}

double panel_source_height(const DrawnRun *run, const View *view)
{
    return (36 + 15.5 * count_lines(&run->trace->scenario)) * view_unit(view);
}

void panel_draw_source(Drawing *drawing, const DrawnRun *run, const View *view,
                       const Moment *moment, Area area)
{
    double u = view_unit(view);
    Area inside = panel_draw_frame(
        drawing, view, sentence_pattern(view->language, SENTENCE_PICTURE_SOURCE), area);
    const TraceScenario *scenario = &run->trace->scenario;
    SourcePen pen = {drawing, run,      view,   moment, inside,
                     u,       15.5 * u, 34 * u, NULL,   count_lines(scenario)};
    pen.stands = memory_grow_zeroed(NULL, 0, (pen.line_count + 1) * sizeof *pen.stands);
    find_stands(&pen);
    find_thread_stands(&pen);
    uint32_t shown = inside.h > 0 ? (uint32_t)(inside.h / pen.line_height) : 0;
    uint32_t first = first_line(&pen, shown), line = 1;
    const char *at = scenario->program, *end = at ? at + scenario->program_size : at;
    double y = inside.y + 12 * u;
    for (; at < end && line < first + shown; line++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        if (!stop) stop = end;
        if (line >= first) {
            draw_line_of_program(&pen, line, at, (size_t)(stop - at), y);
            y += pen.line_height;
        }
        at = stop + 1;
    }
    free(pen.stands);
}

// ---- The output ----

// Room for the time of every line, but no more than for nine decimals' beginning.
static double time_width(const DrawnRun *run, double size, double most)
{
    Text last = {0};
    SimTime end = trace_end_time(run->trace);
    simtime_add_label(&last, end, end);
    double width = measure_text(text_string(&last), last.size, size, false, true);
    text_free(&last);
    return width < most ? width : most;
}

void panel_draw_output(Drawing *drawing, const DrawnRun *run, const View *view,
                       const Moment *moment, Area area)
{
    double u = view_unit(view), height = 15.5 * u;
    double times = time_width(run, 10.5 * u, 74 * u), left = times + 10 * u;
    Area inside = panel_draw_frame(
        drawing, view, sentence_pattern(view->language, SENTENCE_PICTURE_OUTPUT), area);
    uint32_t count = moment ? numbers_by(&run->prints, moment->event) : run->prints.count,
             shown = inside.h > 0 ? (uint32_t)(inside.h / height) : 0;
    double y = inside.y + 12 * u;
    int64_t first = count > shown ? (int64_t)count - shown + view->output_scroll : 0;
    if (first < 0) first = 0;
    if (first + shown < count) count = (uint32_t)first + shown;
    for (uint32_t i = (uint32_t)first; i < count; i++) {
        uint32_t number = run->prints.at[i];
        const TraceRecord record = trace_event(run->trace, number);
        Text time = {0};
        simtime_add_label(&time, record.time, trace_end_time(run->trace));
        TextStyle style = {.size = 10.5 * u,
                           .color = view->theme->dim,
                           .mono = true,
                           .align = ALIGN_RIGHT};
        draw_text(drawing, inside.x, y, times, style, text_string(&time));
        style = (TextStyle){.size = 11.5 * u, .mono = true};
        style.color =
            record.type == TRACE_STDERR ? view->theme->alarm : view->theme->text;
        Shape *text = draw_text(
            drawing, inside.x + left, y, inside.w - left, style,
            drawing_copy(drawing, trace_text_bytes(run->trace, record.a, NULL)));
        if (text) text->subject = (Subject){SUBJECT_EVENT, number};
        text_free(&time);
        y += height;
    }
}
