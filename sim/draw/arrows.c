// arrows.c -- from an event to its cause, by the log's numbers.

#include "draw/arrows.h"

#include <math.h>

// So many events are looked at for one picture, and so many arrows drawn; nearer than this
// two arrows into one row are one.
enum { EVENTS_MOST = 50000, ARROWS_MOST = 300, EFFECTS_FAR = 4096, CALLBACKS_MOST = 8 };
#define APART 8.0 // units

typedef struct Link {
    ArrowForm form;
    uint32_t from_task, from_event;
    uint32_t to_task, to_event;
} Link;

// ---- What follows from what ----

// Callbacks stand between the end of a task and who awaits it: they are passed over.
static uint32_t true_cause(const Trace *trace, uint32_t cause)
{
    for (int i = 0; i < CALLBACKS_MOST && cause; i++) {
        const TracePacked *record = trace_packed(trace, cause);
        if (record->type != TRACE_CALLBACK_RUN || !record->cause) break;
        cause = record->cause;
    }
    return cause;
}

static bool link_of_resume(const Trace *trace, const TraceRecord *record, Link *link)
{
    link->from_event = true_cause(trace, record->cause);
    if (!link->from_event) return false;
    const TraceRecord cause = trace_event(trace, link->from_event);
    link->from_task = cause.task;
    link->form = ARROW_WAKE;
    if (cause.type == TRACE_TASK_CREATE) {
        link->from_task = cause.a;
        link->form = ARROW_SPAWN;
    } else if (cause.type == TRACE_TASK_CANCEL) {
        link->from_task = cause.a;
        link->form = ARROW_CANCEL;
    } else if (cause.type == TRACE_TASK_END && cause.detail == END_FAILED) {
        link->form = ARROW_FAIL;
    } else if (cause.type == TRACE_TURN || trace_shape(cause.type) == SHAPE_B_IN_TASK) {
        return false; // what stands in place of its task is none
    }
    return true;
}

// What an event follows from; false if that is in no other row.
static bool link_of(const Trace *trace, uint32_t event, Link *link)
{
    const TraceRecord record = trace_event(trace, event);
    *link = (Link){.to_task = record.task, .to_event = event, .from_event = event};
    switch ((TraceType)record.type) {
    case TRACE_TASK_RESUME: return link_of_resume(trace, &record, link);
    case TRACE_TASK_CREATE:
        link->form = ARROW_SPAWN;
        link->from_task = record.a;
        return true;
    case TRACE_TASK_CANCEL:
        link->form = ARROW_CANCEL;
        link->from_task = record.a;
        return true;
    default: return false;
    }
}

// ---- Drawing ----

static double x_of(const Arrows *a, uint32_t event)
{
    SimTime time = trace_event_time(a->run->trace, event);
    return axis_x(a->axis, run_position(a->run, event, time));
}

static bool is_in_sight(const Arrows *a, double x)
{
    return x >= a->axis->x - 1 && x <= a->axis->x + a->axis->w + 1;
}

static bool draw_link(const Arrows *a, const Link *link, bool is_faint)
{
    double from_y, to_y, from = x_of(a, link->from_event), to = x_of(a, link->to_event);
    if (link->from_task == link->to_task || link->to_event > a->last) return false;
    if (!a->row_middle(a->owner, link->from_task, &from_y) ||
        !a->row_middle(a->owner, link->to_task, &to_y))
        return false;
    if (!is_in_sight(a, from) || !is_in_sight(a, to)) return false;
    const Theme *theme = a->view->theme;
    Color color = link->form == ARROW_FAIL ? theme->alarm : theme->playhead;
    Shape arrow = {.kind = DRAW_ARROW,
                   .mark = (uint8_t)link->form,
                   .dashed = link->form == ARROW_AWAIT || link->form == ARROW_CANCEL,
                   .x = from,
                   .y = from_y,
                   .w = to - from,
                   .h = to_y - from_y,
                   .size = (is_faint ? 1.2 : 2) * view_unit(a->view),
                   .fill = is_faint ? color_fade(color, 0.75) : color,
                   .subject = {SUBJECT_EVENT, link->to_event}};
    // A rim, so that it is seen on bars of any colour.
    draw_line(a->drawing, arrow.x, arrow.y, arrow.w, arrow.h,
              arrow.size + 2 * view_unit(a->view), color_fade(theme->paper, 0.6));
    drawing_add(a->drawing, &arrow);
    return true;
}

// What a task that suspends waits for.
static void draw_awaited(const Arrows *a, uint32_t event, bool is_faint)
{
    enum { SHOWN = 16 };
    const Trace *trace = a->run->trace;
    const TraceRecord record = trace_event(trace, event);
    if (record.type != TRACE_TASK_SUSPEND) return;
    uint32_t one = record.a, count = one != 0;
    const uint32_t *tasks = &one;
    TraceRefers refers = trace_wait_refers((TraceWait)record.detail);
    if (refers == REFERS_TASKS) tasks = trace_list(trace, record.a, &count);
    if (refers != REFERS_TASK && refers != REFERS_TASKS) return;
    for (uint32_t i = 0; i < count && i < SHOWN; i++) {
        const Link link = {ARROW_AWAIT, record.task, event, tasks[i], event};
        draw_link(a, &link, is_faint);
    }
}

void arrows_draw_event(const Arrows *a, uint32_t event)
{
    if (!event || event > trace_count(a->run->trace)) return;
    Link link;
    if (link_of(a->run->trace, event, &link)) draw_link(a, &link, false);
    draw_awaited(a, event, false);
}

void arrows_draw_effects(const Arrows *a, uint32_t event)
{
    const Trace *trace = a->run->trace;
    uint32_t count = trace_count(trace);
    if (!event || event > count) return;
    arrows_draw_event(a, event);
    uint32_t past = count - event < EFFECTS_FAR ? count : event + EFFECTS_FAR;
    for (uint32_t number = event + 1; number <= past; number++) {
        Link link;
        if (link_of(trace, number, &link) && link.from_event == event &&
            link.to_event != event)
            draw_link(a, &link, false);
    }
}

// ---- All in sight ----

// The first event that lies at [position] or behind it.
static uint32_t event_behind(const DrawnRun *run, int64_t position)
{
    uint32_t low = 1, high = trace_count(run->trace) + 1;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (run_position(run, middle, trace_event_time(run->trace, middle)) < position)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void arrows_draw_in_sight(const Arrows *a, uint32_t task)
{
    const Trace *trace = a->run->trace;
    uint32_t first = event_behind(a->run, a->axis->from), count = trace_count(trace);
    double last_x[256][ARROW_FORM_COUNT]; // by the task that an arrow leads to
    for (int i = 0; i < 256; i++)
        for (int form = 0; form < ARROW_FORM_COUNT; form++)
            last_x[i][form] = -1e9;
    uint32_t drawn = 0;
    for (uint32_t event = first; event <= count; event++) {
        if (event - first >= EVENTS_MOST || drawn >= ARROWS_MOST) break;
        if (x_of(a, event) > a->axis->x + a->axis->w) break;
        const TracePacked *record = trace_packed(trace, event);
        bool waits = record->type == TRACE_TASK_SUSPEND && record->task == task;
        if (task && waits) draw_awaited(a, event, true);
        Link link;
        if (!link_of(trace, event, &link)) continue;
        // That it was made or cancelled was told where that happened.
        bool was_told = record->type == TRACE_TASK_RESUME &&
                        (link.form == ARROW_SPAWN || link.form == ARROW_CANCEL);
        if (was_told) continue;
        if (task && link.from_task != task && link.to_task != task) continue;
        double *last = &last_x[link.to_task % 256][link.form], x = x_of(a, event);
        if (x - *last < APART * view_unit(a->view) && !task) continue;
        if (!draw_link(a, &link, true)) continue;
        *last = x;
        drawn++;
    }
}
