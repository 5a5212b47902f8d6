// lane.c -- bars, columns of shares for what is too small, ticks, marks, and their labels.

#include "draw/lane.h"

#include "draw/lane_columns.h"
#include "draw/lane_facts.h"
#include "draw/measure.h"
#include "draw/slices.h"

#include <math.h>
#include <string.h>

#define SINGLE_LEAST 3.0  // pixels of a bar of its own
#define STAIR_STEP   4.0  // units of a step of the stair of a chain of awaits
#define LABEL_LEAST  11.0 // units of one with a label: no figure has room in less
#define FACTS_LEAST  8.0  // of one that tells its facts: nobody points at less

// A bar while it is placed.
typedef struct Bar {
    double x0, x1;
    DrawnState state;
    Subject subject;
} Bar;

static bool tells_facts(const Bar *bar)
{
    return bar->x1 - bar->x0 >= FACTS_LEAST;
}

static double unit(const LanePlace *p)
{
    return view_unit(p->view);
}

double lane_pad(const LanePlace *p)
{
    return p->h > 14 ? 3 * unit(p) : 1;
}

// The bar's upper edge and height: the lower part of the row, by its state.
static void set_height(const LanePlace *p, DrawnState state, double *y, double *h)
{
    double pad = lane_pad(p), full = p->h - 2 * pad;
    *h = full * state_form(state)->height;
    *y = p->y + p->h - pad - *h;
}

static Shape *add_bar(const LanePlace *p, const Bar *bar)
{
    const StateColors *colors = &p->view->theme->states[bar->state];
    double y, h;
    set_height(p, bar->state, &y, &h);
    p->used[bar->state] = true;
    Shape *box = draw_box(p->drawing, bar->x0, y, bar->x1 - bar->x0, h, colors->fill);
    box->pattern = (uint8_t)state_form(bar->state)->pattern;
    box->ink = colors->pattern;
    box->outline = colors->outline;
    box->size = bar->x1 - bar->x0 > 6 ? 2 : 0;
    box->subject = bar->subject;
    return box;
}

// ---- Labels ----

static void add_names(const DrawnRun *run, const uint32_t *tasks, uint32_t count,
                      Text *out)
{
    enum { SHOWN = 6 };
    for (uint32_t i = 0; i < count && i < SHOWN; i++) {
        if (i) text_add(out, ", ");
        if (tasks[i] && tasks[i] <= run->trace->task_count)
            trace_add_task_name(run->trace, tasks[i], out);
    }
    if (count > SHOWN) text_addf(out, " … %u", count);
}

void lane_add_wait(const DrawnRun *run, const Span *span, Text *out)
{
    const Trace *trace = run->trace;
    const TraceRecord record = trace_event(trace, span->event);
    uint32_t count;
    switch (trace_wait_refers((TraceWait)span->wait)) {
    case REFERS_TIMER: axis_add_time(out, span->end - span->start); return;
    case REFERS_TASK: add_names(run, &record.a, record.a != 0, out); return;
    case REFERS_TASKS: {
        const uint32_t *tasks = trace_list(trace, record.a, &count);
        text_addf(out, "%s ", trace_wait_word((TraceWait)span->wait));
        add_names(run, tasks, count, out);
        return;
    }
    case REFERS_OBJECT:
        if (!record.a || record.a > trace->object_count) return;
        if (trace->objects[record.a - 1].name)
            text_add(out,
                     trace_text_bytes(trace, trace->objects[record.a - 1].name, NULL));
        else
            text_addf(out, "%s %u",
                      trace_text_bytes(trace, trace->objects[record.a - 1].kind, NULL),
                      record.a);
        return;
    case REFERS_NOTHING:
        if (!span_waits_in_thread(span))
            text_add(out, trace_wait_word((TraceWait)span->wait));
        else if (record.cause)
            run_add_object_label(run, record.cause, out);
        else
            text_add(out, trace_text_bytes(trace, record.b, NULL));
        return;
    }
}

static const TraceAwait *awaits_of(const DrawnRun *run, const Span *span, uint32_t *count)
{
    *count = 0;
    if (span->state != SPAN_WAITING ||
        trace_packed(run->trace, span->event)->type != TRACE_TASK_SUSPEND)
        return NULL;
    return trace_awaits(run->trace, trace_event(run->trace, span->event).b, count);
}

void lane_add_awaits(const DrawnRun *run, const Span *span, Text *out)
{
    uint32_t count;
    const TraceAwait *awaits = awaits_of(run, span, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (i) text_add(out, " → ");
        text_add(out, trace_text_bytes(run->trace, awaits[i].coroutine, NULL));
    }
}

// The label, or if there is no room for it the short one, or the least, or nothing.
static const char *label_that_fits(const char *label, const char *brief,
                                   const char *least, double room, double size)
{
    const char *choices[] = {label, brief, least};
    for (int i = 0; i < 3; i++) {
        size_t bytes = strlen(choices[i]);
        if (measure_fit(choices[i], bytes, room, size, false, false) == bytes)
            return choices[i];
    }
    return room > 90 * size / 10.5 ? label : "";
}

// The label stands inside a high bar, above a low one, and nowhere if there is no room.
static void add_label(const LanePlace *p, const Bar *bar, const char *label,
                      const char *brief, const char *least, bool is_alarm)
{
    double u = unit(p), size = 10.5 * u, y, h;
    set_height(p, bar->state, &y, &h);
    const StateColors *colors = &p->view->theme->states[bar->state];
    TextStyle style = {.size = size, .color = colors->label};
    bool inside = h >= size * 1.3;
    if (!inside && y - p->y < size * 1.15) return;
    if (!inside) style.color = is_alarm ? p->view->theme->alarm : p->view->theme->dim;
    // A label above a bar makes room for the mark of a print where the bar begins.
    double left = inside ? 4 * u : 9 * u, room = bar->x1 - bar->x0 - left - 3 * u;
    label = label_that_fits(label, brief, least, room, size);
    double baseline = inside ? y + h / 2 + size * 0.36 : y - 3 * u;
    uint32_t before = p->drawing->count;
    Shape *text = draw_text(p->drawing, bar->x0 + left, baseline, room, style, label);
    if (!text || !inside || state_form(bar->state)->pattern == PATTERN_SOLID) return;
    // Behind words a pattern is in the way.
    Shape words = *text;
    p->drawing->count = before;
    Shape *plate = draw_box(p->drawing, words.x - 2 * u, y + 1, words.w + 4 * u, h - 2,
                            colors->fill);
    plate->size = 2;
    plate->subject = bar->subject;
    drawing_add(p->drawing, &words);
}

// The width of the stair of a chain of awaits, 0 without one or where it has no room.
static double stair_width(const LanePlace *p, const Bar *bar, const Span *span)
{
    uint32_t count;
    double step = STAIR_STEP * unit(p);
    awaits_of(p->run, span, &count);
    return count < 2 || bar->x1 - bar->x0 < (count + 1) * step ? 0 : (count - 1) * step;
}

static void label_span(const LanePlace *p, const Bar *bar, const Span *span)
{
    if (bar->x1 - bar->x0 < LABEL_LEAST * unit(p)) return;
    Text label = {0};
    text_add(&label, state_form(bar->state)->code);
    text_add_char(&label, ' ');
    bool late = facts_is_late(p->run, span);
    if (late) {
        Text length = {0};
        axis_add_time(&length, span->end - span->start);
        const SentenceWord words[] = {SENTENCE_WORD("late", text_string(&length))};
        sentence_add(&label, p->view->language, SENTENCE_PICTURE_LATE, words, 1);
        text_free(&length);
    } else if (span->state == SPAN_WAITING || span_waits_in_thread(span)) {
        lane_add_wait(p->run, span, &label);
    } else if (span->end > span->start) {
        axis_add_time(&label, span->end - span->start);
    }
    const char *code = state_form(bar->state)->code;
    Text brief = {0};
    text_add(&brief, text_string(&label));
    text_add(&label, " · ");
    size_t bare = label.size;
    lane_add_awaits(p->run, span, &label);
    bool deep = label.size > bare;
    Bar beside = *bar;
    beside.x0 += stair_width(p, bar, span);
    add_label(p, &beside, text_string(deep ? &label : &brief),
              deep ? text_string(&brief) : code, code, late);
    text_free(&brief);
    text_free(&label);
}

// A coroutine that awaits another one goes down a stair, in the same step: one step of the
// stair for each, and only the last one's await ends the step. An await of a task has none.
static void draw_stair(const LanePlace *p, const Bar *bar, const Span *span)
{
    double step = STAIR_STEP * unit(p), width = stair_width(p, bar, span);
    int count = (int)(width / step + 1.5);
    if (width <= 0) return;
    double y, low, full;
    set_height(p, bar->state, &y, &low);
    set_height(p, STATE_RUN, &y, &full);
    const StateColors *colors = &p->view->theme->states[STATE_RUN];
    for (int i = 1; i < count; i++) {
        double h = full - (full - low) * i / count;
        Shape *box = draw_box(p->drawing, bar->x0 + (i - 1) * step, y + full - h, step, h,
                              colors->fill);
        box->outline = colors->outline;
        box->subject = bar->subject;
    }
    *p->used_stair = true;
}

// ---- A task ----

// The column of shade over the lane of one who is late.
static void shade(const LanePlace *p, const Bar *bar, uint32_t task, const Span *span)
{
    Shape *box = draw_box(p->drawing, bar->x0, p->y, bar->x1 - bar->x0, p->h,
                          color_fade(p->view->theme->alarm, 0.17));
    box->subject = bar->subject;
    if (tells_facts(bar)) box->facts = facts_of_late(p, task, span);
}

// False if nothing of the bar lies in sight; otherwise it is cut at the edges. [width]:
// how wide it is with what is cut off.
static bool place_bar(const LanePlace *p, Bar *bar, int64_t from, int64_t to,
                      double *width)
{
    if (to < p->axis->from || from > p->axis->to) return false;
    double left = p->axis->x, right = left + p->axis->w;
    bar->x0 = axis_x(p->axis, from);
    bar->x1 = axis_x(p->axis, to);
    *width = bar->x1 - bar->x0;
    if (bar->x0 < left) bar->x0 = left;
    if (bar->x1 > right) bar->x1 = right;
    return true;
}

static bool is_step(const Span *span)
{
    return span->state == SPAN_RUNNING || span->state == SPAN_COMPUTING ||
           span->state == SPAN_BLOCKING;
}

static void draw_span(const LanePlace *p, const Slices *slices, uint32_t index, Bar *bar)
{
    const Span *span = &slices->spans[index];
    if (facts_is_late(p->run, span)) shade(p, bar, slices->task, span);
    Shape *box = add_bar(p, bar);
    if (tells_facts(bar)) box->facts = facts_of_span(p, slices->task, span, bar->state);
    draw_stair(p, bar, span);
    label_span(p, bar, span);
}

static void draw_segment(const LanePlace *p, const Strip *strip, uint32_t index,
                         Bar *bar);

static uint32_t event_of(const Slices *slices, uint32_t index)
{
    return slices->spans ? slices->spans[index].event : slices->segments[index].event;
}

static double width_of(const LanePlace *p, const Slices *slices, uint32_t index)
{
    return axis_x(p->axis, slices_to(slices, index)) -
           axis_x(p->axis, slices_from(slices, index));
}

// The small slices from [index] on that begin in the same column; the last one may reach
// into the next ones. Returns the first slice behind them.
static uint32_t merge_slices(const LanePlace *p, Columns *columns, const Slices *slices,
                             uint32_t index, const Bar *bar)
{
    int64_t right = axis_position(p->axis, floor(bar->x0) + 1);
    uint32_t past = slices_beginning(slices, index + 1, right), last = past - 1;
    columns_add_slices(columns, slices, index, last, bar->x0);
    if (last > index && width_of(p, slices, last) >= SINGLE_LEAST) return last;
    Bar end;
    double width;
    if (slices_is_seen(slices, last) &&
        place_bar(p, &end, slices_from(slices, last), slices_to(slices, last), &width))
        columns_add(columns, slices_state(slices, last), end.x0, end.x1);
    return past;
}

// The bars and columns of a row. The work follows the pixels: of what lies in one column
// only its first and its last slice are looked at.
static void draw_slices(const LanePlace *p, const Slices *slices, const Strip *strip)
{
    uint32_t below = p->drawing->count, i = slices_first(slices, p->axis->from);
    Columns columns = columns_of(p);
    while (i < slices->count && slices_from(slices, i) <= p->axis->to) {
        Bar bar = {.state = slices_state(slices, i),
                   .subject = {SUBJECT_SPAN, event_of(slices, i)}};
        double width;
        if (!place_bar(p, &bar, slices_from(slices, i), slices_to(slices, i), &width)) {
            i++;
            continue;
        }
        if (width < SINGLE_LEAST) {
            i = merge_slices(p, &columns, slices, i, &bar);
            continue;
        }
        if (strip)
            draw_segment(p, strip, i, &bar);
        else
            draw_span(p, slices, i, &bar);
        i++;
    }
    columns_draw(&columns, below);
}

// ---- Ticks ----

// A step, however short, is a tick; in a strip what takes no time at all.
static bool is_tick(const LanePlace *p, const Slices *slices, uint32_t index)
{
    if (slices->segments)
        return slices_to(slices, index) == slices_from(slices, index) &&
               !slices->is_resource;
    return is_step(&slices->spans[index]) && width_of(p, slices, index) < SINGLE_LEAST;
}

// The next tick from [index] on. Of a pixel that holds very many slices only the first ones
// are looked at: its column shows it in any case.
static uint32_t next_tick(const LanePlace *p, const Slices *slices, uint32_t index)
{
    enum { LOOKED_AT = 64 };
    while (index < slices->count && slices_from(slices, index) <= p->axis->to) {
        for (int i = 0; i < LOOKED_AT && index < slices->count; i++, index++)
            if (is_tick(p, slices, index)) return index;
        if (index >= slices->count) break;
        double x = axis_x(p->axis, slices_from(slices, index));
        index = slices_beginning(slices, index, axis_position(p->axis, floor(x) + 1));
    }
    return slices->count;
}

// Where steps stand so close that their ticks would fill the row they become a low band.
static void draw_ticks(const LanePlace *p, const Slices *slices)
{
    double width = 3 * unit(p), last = -1e9, left = p->axis->x;
    uint32_t band = UINT32_MAX; // the shape that is one
    uint32_t i = next_tick(p, slices, slices_first(slices, p->axis->from));
    while (i < slices->count && slices_from(slices, i) <= p->axis->to) {
        double x = axis_x(p->axis, slices_from(slices, i));
        if (x < left) x = left;
        bool is_dense = x - last < 2 * width;
        if (is_dense && band != UINT32_MAX) {
            p->drawing->shapes[band].w = x + width / 2 - p->drawing->shapes[band].x;
        } else {
            Bar tick = {.state = slices->spans ? STATE_RUN : slices_state(slices, i),
                        .subject = {SUBJECT_SPAN, event_of(slices, i)}};
            tick.x0 = x - width / 2 > left ? x - width / 2 : left;
            tick.x1 = tick.x0 + width;
            Shape *box = add_bar(p, &tick);
            if (is_dense) box->h *= 0.2;
            band = is_dense ? p->drawing->count - 1 : UINT32_MAX;
        }
        last = x;
        i = next_tick(p, slices,
                      slices_beginning(slices, i + 1, axis_position(p->axis, x + width)));
    }
}

// ---- Marks ----

static void draw_end(const LanePlace *p, uint32_t task)
{
    const TraceTask *row = &p->run->trace->tasks[task - 1];
    const Theme *theme = p->view->theme;
    int64_t position = p->run->length;
    Mark mark = MARK_RING;
    if (row->end == END_PENDING) {
        if (p->run->trace->outcome.end != OUTCOME_DEADLOCK) return;
    } else {
        position = run_position(p->run, p->run->end_event[task - 1], row->ended);
        if (p->run->axis == AXIS_EVENT) position++;
        mark = row->end == END_FINISHED ? MARK_DISC
               : row->end == END_FAILED ? MARK_BANG
                                        : MARK_CROSS;
    }
    if (position < p->axis->from || position > p->axis->to) return;
    if (p->run->end_event[task - 1] > p->past) return;
    double u = unit(p), size = p->h * 0.34 < 11 * u ? p->h * 0.34 : 11 * u;
    bool good = mark == MARK_DISC || mark == MARK_CROSS;
    p->used_marks[mark] = true;
    Shape *shape =
        draw_mark(p->drawing, mark, axis_x(p->axis, position) + size * 0.5 + 4 * u,
                  p->y + p->h / 2, size, good ? theme->text : theme->alarm);
    shape->subject = (Subject){SUBJECT_TASK, task};
}

// The first of a task's prints from [index] on that lies at [position] or behind it.
static uint32_t print_behind(const DrawnRun *run, uint32_t index, uint32_t past,
                             int64_t position)
{
    while (index < past) {
        uint32_t middle = index + (past - index) / 2, number = run->task_prints[middle];
        if (run_position(run, number, trace_event_time(run->trace, number)) < position)
            index = middle + 1;
        else
            past = middle;
    }
    return index;
}

static void draw_prints(const LanePlace *p, uint32_t task)
{
    const DrawnRun *run = p->run;
    double u = unit(p);
    uint32_t past = run->first_print[task + 1];
    uint32_t i = print_behind(run, run->first_print[task], past, p->axis->from);
    while (i < past) {
        uint32_t number = run->task_prints[i];
        const TracePacked *record = trace_packed(run->trace, number);
        int64_t position =
            run_position(run, number, trace_event_time(run->trace, number));
        if (position > p->axis->to || number > p->past) break;
        double x = axis_x(p->axis, position);
        p->used_marks[MARK_DOWN] = true;
        Shape *mark = draw_mark(p->drawing, MARK_DOWN, x, p->y + 4 * u, 7 * u,
                                p->view->theme->text);
        mark->subject = (Subject){SUBJECT_EVENT, number};
        mark->facts =
            drawing_copy(p->drawing, trace_text_bytes(run->trace, record->a, NULL));
        i = print_behind(run, i + 1, past, axis_position(p->axis, x + 2));
    }
}

void lane_draw_task(const LanePlace *p, uint32_t task)
{
    Slices slices = slices_of_task(p->run, task);
    draw_slices(p, &slices, NULL);
    draw_ticks(p, &slices);
    draw_end(p, task);
    draw_prints(p, task);
}

// ---- A strip ----

// A resource's bar is as high as it is full. One that nobody has, but for which somebody
// waits, is not seen; it is there to be pointed at.
static void add_level(const LanePlace *p, const Bar *bar, const Strip *strip,
                      uint32_t index)
{
    const Segment *segment = &strip->segments[index];
    if (!segment->level && !segment->waiting) return;
    double pad = 3 * unit(p), full = p->h - 2 * pad;
    double h = full * segment->level / (strip->most ? strip->most : 1);
    const StateColors *colors = &p->view->theme->states[STATE_LCK];
    if (!segment->level) h = full;
    Shape *box = draw_box(p->drawing, bar->x0, p->y + p->h - pad - h, bar->x1 - bar->x0,
                          h, segment->level ? colors->fill : 0);
    if (segment->level) box->outline = colors->outline;
    box->subject = bar->subject;
    if (tells_facts(bar)) box->facts = facts_of_segment(p, strip, index);
}

// The label of a resource stands low, inside a bar that is not full.
static void label_resource(const LanePlace *p, const Bar *bar, const Segment *segment)
{
    if (!segment->level && !segment->waiting) return;
    Text brief = {0}, label = {0};
    facts_add_resource_label(p, segment, &label, &brief);
    double u = unit(p), room = bar->x1 - bar->x0 - 7 * u;
    TextStyle style = {.size = 10.5 * u, .color = p->view->theme->text};
    draw_text(p->drawing, bar->x0 + 4 * u, p->y + p->h - (p->h > 30 * u ? 9 : 6) * u,
              room, style,
              label_that_fits(text_string(&label), text_string(&brief),
                              text_string(&brief), room, style.size));
    text_free(&brief);
    text_free(&label);
}

static void draw_segment(const LanePlace *p, const Strip *strip, uint32_t index, Bar *bar)
{
    const Segment *segment = &strip->segments[index];
    if (strip->kind == SUBJECT_OBJECT) {
        add_level(p, bar, strip, index);
        label_resource(p, bar, segment);
        return;
    }
    Shape *box = add_bar(p, bar);
    if (tells_facts(bar)) box->facts = facts_of_segment(p, strip, index);
    if (bar->x1 - bar->x0 < LABEL_LEAST * unit(p)) return;
    Text label = {0}, brief = {0};
    facts_add_processor_label(p, strip, segment, &label, &brief);
    // A name's number says more than a code.
    bool is_own = strip->kind == SUBJECT_THREAD && (strip->number || !segment->task);
    const char *least = is_own ? state_form(bar->state)->code : text_string(&brief);
    add_label(p, bar, text_string(&label), text_string(&brief), least, false);
    text_free(&label);
    text_free(&brief);
}

void lane_draw_strip(const LanePlace *p, const Strip *strip)
{
    Slices slices = slices_of_strip(p->run, strip);
    draw_slices(p, &slices, strip);
    draw_ticks(p, &slices);
}
