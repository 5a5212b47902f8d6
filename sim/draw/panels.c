// panels.c -- the frame of a panel, and the loop at the playhead.

#include "draw/panels.h"

#include "draw/axis.h"
#include "draw/lane.h"
#include "draw/measure.h"
#include "output/explain.h"

#include <string.h>

Area panel_draw_frame(Drawing *drawing, const View *view, const char *heading, Area area)
{
    double u = view_unit(view);
    Shape *ground = draw_box(drawing, area.x, area.y, area.w, area.h, view->theme->panel);
    ground->size = 4 * u;
    if (view->theme->panel == view->theme->paper) ground->outline = view->theme->rule;
    TextStyle style = {.size = 10 * u, .color = view->theme->dim, .bold = true};
    draw_text(drawing, area.x + 10 * u, area.y + 16 * u, area.w - 20 * u, style, heading);
    return (Area){area.x + 10 * u, area.y + 24 * u, area.w - 20 * u, area.h - 30 * u};
}

// ---- The loop ----

typedef struct LoopPen {
    Drawing *drawing;
    const DrawnRun *run;
    const View *view;
    const Moment *moment;
    double u, x, y, w, bottom;
} LoopPen;

static double line_height(const LoopPen *pen)
{
    return 17 * pen->u;
}

static bool is_full(const LoopPen *pen)
{
    return pen->y > pen->bottom;
}

static void draw_section(LoopPen *pen, Sentence heading, uint32_t count)
{
    if (is_full(pen)) return;
    Text line = {0};
    text_add(&line, sentence_pattern(pen->view->language, heading));
    if (count) text_addf(&line, "  %u", count);
    TextStyle style = {.size = 10 * pen->u, .color = pen->view->theme->dim, .bold = true};
    draw_text(pen->drawing, pen->x, pen->y, pen->w, style, text_string(&line));
    pen->y += line_height(pen);
    text_free(&line);
}

// A name at the left in the hue of a state, and what there is to say at the right.
static void draw_entry_of(LoopPen *pen, Subject subject, int state, const char *name,
                          const char *beside)
{
    if (is_full(pen)) return;
    const Theme *theme = pen->view->theme;
    double left = pen->x + 4 * pen->u, u = pen->u;
    if (state >= 0)
        draw_box(pen->drawing, left, pen->y - 9.5 * u, 3 * u, 12 * u,
                 theme->states[state].outline);
    left += 8 * u;
    TextStyle style = {.size = 12 * u, .color = state < 0 ? theme->dim : theme->text};
    double room = pen->x + pen->w - left, gap = *beside ? 8 * u : 0;
    double wanted = measure_text(beside, strlen(beside), 11 * u, false, false) + gap;
    Shape *text =
        draw_text(pen->drawing, left, pen->y,
                  room - (wanted < room * 0.5 ? wanted : room * 0.5), style, name);
    if (text) text->subject = subject;
    style.color = theme->dim;
    style.size = 11 * u;
    style.align = ALIGN_RIGHT;
    double used = text ? text->w + gap : 0;
    if (*beside) draw_text(pen->drawing, left + used, pen->y, room - used, style, beside);
    pen->y += line_height(pen);
}

static void draw_entry(LoopPen *pen, int state, const char *name, const char *beside)
{
    draw_entry_of(pen, (Subject){0}, state, name, beside);
}

static void draw_nobody(LoopPen *pen, Sentence sentence)
{
    draw_entry(pen, -1, sentence_pattern(pen->view->language, sentence), "");
}

static void draw_more(LoopPen *pen, uint32_t count)
{
    Text number = {0}, line = {0};
    text_add_int(&number, count);
    const SentenceWord words[] = {SENTENCE_WORD("count", text_string(&number))};
    sentence_add(&line, pen->view->language, SENTENCE_PICTURE_MORE, words, 1);
    draw_entry(pen, -1, text_string(&line), "");
    text_free(&number);
    text_free(&line);
}

static void draw_task_entry(LoopPen *pen, uint32_t task, int state, const char *beside)
{
    Text name = {0};
    run_add_label(pen->run, task, &name);
    draw_entry_of(pen, (Subject){SUBJECT_TASK, task}, state, text_string(&name), beside);
    text_free(&name);
}

static const char *line_of(Drawing *drawing, const View *view, uint32_t line)
{
    if (!line) return "";
    Text number = {0}, place = {0};
    text_add_int(&number, line);
    const SentenceWord words[] = {SENTENCE_WORD("line", text_string(&number))};
    sentence_add(&place, view->language, SENTENCE_EXPLAIN_LINE, words, 1);
    const char *copy = drawing_copy(drawing, text_string(&place));
    text_free(&number);
    text_free(&place);
    return copy;
}

static void draw_running(LoopPen *pen)
{
    draw_section(pen, SENTENCE_PICTURE_RUNNING, 0);
    const Moment *m = pen->moment;
    if (!m->running) {
        draw_nobody(pen, SENTENCE_PICTURE_NOBODY);
        return;
    }
    TaskNow now = task_at(pen->run, m->running, m->event);
    draw_task_entry(pen, m->running,
                    now.span ? (int)run_span_state(pen->run, now.span) : STATE_RUN,
                    line_of(pen->drawing, pen->view, m->running_line));
}

// So many entries of a list may be shown, so that the other lists are seen too.
static uint32_t shown_of(const LoopPen *pen, uint32_t count, double share)
{
    double room = (pen->bottom - pen->y) * share / line_height(pen);
    uint32_t most = room > 2 ? (uint32_t)room : 2;
    return count <= most ? count : most - 1;
}

static void draw_queue(LoopPen *pen, const Numbers *queue, Sentence beside)
{
    uint32_t shown = shown_of(pen, queue->count, 0.22);
    for (uint32_t i = 0; i < shown; i++) {
        // Where every task is a thread, nobody waits for a turn.
        const char *word =
            pen->run->has_threads ? "" : sentence_pattern(pen->view->language, beside);
        uint32_t entry = queue->at[i];
        if (entry & TRACE_CALLBACK)
            draw_entry(pen, STATE_RDY,
                       trace_text_bytes(pen->run->trace, entry & ~TRACE_CALLBACK, NULL),
                       i ? "" : word);
        else if (entry && entry <= pen->run->trace->task_count)
            draw_task_entry(pen, entry, STATE_RDY, i ? "" : word);
    }
    if (shown < queue->count) draw_more(pen, queue->count - shown);
}

static void draw_ready(LoopPen *pen)
{
    const Moment *m = pen->moment;
    uint32_t count = m->this_turn.count + m->next_turn.count;
    draw_section(pen, SENTENCE_PICTURE_READY, count);
    if (!count) draw_nobody(pen, SENTENCE_PICTURE_NOBODY);
    draw_queue(pen, &m->this_turn, SENTENCE_PICTURE_THIS_TURN);
    draw_queue(pen, &m->next_turn, SENTENCE_PICTURE_NEXT_TURN);
}

void panel_add_left(const TimerNow *timer, SimTime now, Language language, Text *out)
{
    Text time = {0};
    bool is_late = timer->due < now;
    // A timer may be due at any time at all, long before the run as well.
    bool is_far = timer->due < now - INT64_MAX;
    axis_add_time(&time, is_far    ? INT64_MAX
                         : is_late ? now - timer->due
                                   : timer->due - now);
    const SentenceWord words[] = {SENTENCE_WORD("time", text_string(&time))};
    sentence_add(out, language,
                 is_late ? SENTENCE_PICTURE_OVERDUE : SENTENCE_PICTURE_LEFT, words, 1);
    text_free(&time);
}

static void draw_timers(LoopPen *pen)
{
    const Moment *m = pen->moment;
    draw_section(pen, SENTENCE_PICTURE_TIMERS, m->timers_in_all);
    if (!m->timers_in_all) draw_nobody(pen, SENTENCE_PICTURE_NONE);
    uint32_t shown = shown_of(pen, m->timers_in_all, 0.35);
    if (shown > m->timer_count) shown = m->timer_count;
    for (uint32_t i = 0; i < shown; i++) {
        const TimerNow *timer = &m->timers[i];
        Text left = {0};
        panel_add_left(timer, pen->view->time, pen->view->language, &left);
        if (timer->task)
            draw_task_entry(pen, timer->task, STATE_SLP, text_string(&left));
        else
            draw_entry(pen, STATE_SLP,
                       trace_text_bytes(pen->run->trace,
                                        trace_timer_what(pen->run->trace, timer->set),
                                        NULL),
                       text_string(&left));
        text_free(&left);
    }
    if (shown < m->timers_in_all) draw_more(pen, m->timers_in_all - shown);
}

// " in fetch": the coroutine whose await ended the step, if it is not the task's own.
static void add_innermost(const DrawnRun *run, uint32_t event, Text *out)
{
    uint32_t count;
    const TraceAwait *awaits =
        trace_awaits(run->trace, trace_event(run->trace, event).b, &count);
    if (!count) return;
    text_add(out, " · ");
    text_add(out, trace_text_bytes(run->trace, awaits[count - 1].coroutine, NULL));
}

// Those whose timers are shown are not told again.
static void draw_waiting(LoopPen *pen)
{
    const Moment *m = pen->moment;
    uint32_t count = 0, shown = 0, drawn = 0;
    for (uint32_t i = 0; i < m->waiting.count; i++)
        count += task_at(pen->run, m->waiting.at[i], m->event).span->wait != WAIT_SLEEP;
    draw_section(pen, SENTENCE_PICTURE_WAITING, count);
    if (!count) draw_nobody(pen, SENTENCE_PICTURE_NOBODY);
    shown = shown_of(pen, count, 0.9);
    for (uint32_t i = 0; i < m->waiting.count && drawn < shown; i++) {
        TaskNow now = task_at(pen->run, m->waiting.at[i], m->event);
        if (now.span->wait == WAIT_SLEEP) continue;
        Text what = {0};
        lane_add_wait(pen->run, now.span, &what);
        add_innermost(pen->run, now.event, &what);
        draw_task_entry(pen, m->waiting.at[i], (int)run_span_state(pen->run, now.span),
                        text_string(&what));
        text_free(&what);
        drawn++;
    }
    if (shown < count) draw_more(pen, count - shown);
}

static bool has_cores(const DrawnRun *run)
{
    for (uint32_t i = 0; i < run->processor_count; i++)
        if (run->strips[i].kind == SUBJECT_CORE) return true;
    return false;
}

// Who is on which core: the last segment of its strip that has begun.
static void draw_cores(LoopPen *pen)
{
    const DrawnRun *run = pen->run;
    draw_section(pen,
                 run->has_threads ? SENTENCE_PICTURE_RUNNING : SENTENCE_PICTURE_CORES, 0);
    for (uint32_t i = 0; i < run->processor_count && i < 16; i++) {
        const Strip *strip = &run->strips[i];
        if (strip->kind != SUBJECT_CORE) continue;
        const Segment *on = strip_at(strip, run, pen->moment->event, pen->view->time);
        Text label = {0}, who = {0};
        run_add_strip_label(run, strip, pen->view->language, &label);
        if (on && on->task)
            run_add_label(run, on->task, &who);
        else if (on && on->is_busy)
            run_add_thread_label(run, on->thread, pen->view->language, &who);
        else
            text_add(&who, sentence_pattern(pen->view->language, SENTENCE_PICTURE_IDLE));
        draw_entry(pen, on && on->is_busy ? STATE_CPU : -1, text_string(&label),
                   text_string(&who));
        text_free(&label);
        text_free(&who);
    }
}

static void draw_why(LoopPen *pen, double bottom)
{
    Area area = {pen->x - 10 * pen->u, pen->bottom + 12 * pen->u, pen->w + 20 * pen->u,
                 0};
    area.h = bottom - area.y;
    draw_line(pen->drawing, pen->x, area.y, pen->w, 0, 1, pen->view->theme->rule);
    TextStyle head = {.size = 10 * pen->u, .color = pen->view->theme->dim, .bold = true};
    draw_text(pen->drawing, pen->x, area.y + 18 * pen->u, pen->w, head,
              sentence_pattern(pen->view->language, SENTENCE_PICTURE_WHY));
    if (!pen->moment->event) return;
    Text sentence = {0};
    Explainer *kept = pen->view->explainer;
    Explainer *explainer =
        kept ? kept : explainer_open(pen->run->trace, pen->view->language);
    explainer_add(explainer, pen->moment->event, &sentence);
    if (!kept) explainer_close(explainer);
    TextStyle style = {.size = 12 * pen->u, .color = pen->view->theme->text};
    draw_paragraph(pen->drawing, pen->x, area.y + 37 * pen->u, pen->w,
                   bottom - 6 * pen->u, style,
                   drawing_copy(pen->drawing, text_string(&sentence)));
    text_free(&sentence);
}

// Three lines at least, and six where there is room.
static double why_height(double height, double u)
{
    double share = height * 0.28;
    return share < 96 * u ? 96 * u : share > 150 * u ? 150 * u : share;
}

// What threads do in a program that has no tasks.
static void draw_threads(LoopPen *pen)
{
    const DrawnRun *run = pen->run;
    uint32_t count = 0, drawn = 0;
    for (uint32_t i = 0; i < run->processor_count; i++)
        count += run->strips[i].kind == SUBJECT_THREAD;
    draw_section(pen, SENTENCE_PICTURE_THREADS, count);
    uint32_t shown = shown_of(pen, count, 0.9);
    for (uint32_t i = 0; i < run->processor_count && drawn < shown; i++) {
        const Strip *strip = &run->strips[i];
        if (strip->kind != SUBJECT_THREAD) continue;
        const Segment *on = strip_at(strip, run, pen->moment->event, pen->view->time);
        Text label = {0}, what = {0};
        run_add_strip_label(run, strip, pen->view->language, &label);
        if (on) {
            text_add(&what, state_form((DrawnState)on->state)->code);
            const char *job = trace_text_bytes(run->trace, on->what, NULL);
            if (*job) text_addf(&what, "  %s", job);
        }
        draw_entry_of(pen, (Subject){SUBJECT_THREAD, strip->number}, on ? on->state : -1,
                      text_string(&label), text_string(&what));
        text_free(&label);
        text_free(&what);
        drawn++;
    }
    if (shown < count) draw_more(pen, count - shown);
}

// A program without tasks, but with threads: it has no loop to speak of.
static bool has_threads_alone(const DrawnRun *run)
{
    return !run->task_count && !run->has_threads && run->thread_count > 1;
}

static void draw_tasks_at(LoopPen *pen)
{
    const DrawnRun *run = pen->run;
    if (run->has_threads)
        draw_cores(pen);
    else
        draw_running(pen);
    if (!run->has_threads && has_cores(run)) {
        pen->y += 5 * pen->u;
        draw_cores(pen);
    }
    pen->y += 5 * pen->u;
    draw_ready(pen);
    pen->y += 5 * pen->u;
    draw_timers(pen);
    pen->y += 5 * pen->u;
    draw_waiting(pen);
}

void panel_draw_loop(Drawing *drawing, const DrawnRun *run, const View *view,
                     const Moment *moment, Area area)
{
    Text time = {0}, heading = {0};
    simtime_add_text(&time, view->time);
    const SentenceWord words[] = {SENTENCE_WORD("time", text_string(&time))};
    sentence_add(&heading, view->language,
                 run->has_threads || has_threads_alone(run) ? SENTENCE_PICTURE_MACHINE_AT
                                                            : SENTENCE_PICTURE_LOOP_AT,
                 words, 1);
    Area inside = panel_draw_frame(drawing, view, text_string(&heading), area);
    text_free(&time);
    text_free(&heading);
    double u = view_unit(view), why = why_height(area.h, u);
    LoopPen pen = {drawing,
                   run,
                   view,
                   moment,
                   u,
                   inside.x,
                   inside.y + 14 * u,
                   inside.w,
                   inside.y + inside.h - why};
    if (has_threads_alone(run)) {
        if (has_cores(run)) draw_cores(&pen);
        pen.y += 5 * u;
        draw_threads(&pen);
    } else {
        draw_tasks_at(&pen);
    }
    draw_why(&pen, area.y + area.h);
}
