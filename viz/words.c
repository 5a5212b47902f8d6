// words.c -- the same lists as the panel of the loop has, one line for each.

#include "viz/words.h"

#include "draw/lane.h"
#include "draw/panels.h"

static void add_heading(const App *app, Sentence heading, Text *out)
{
    text_addf(out, "%s: ", sentence_pattern(app->language, heading));
}

static void add_line(const App *app, bool is_empty, Sentence nobody, Text *out)
{
    if (is_empty) text_add(out, sentence_pattern(app->language, nobody));
    text_add_char(out, '\n');
}

static void add_place(App *app, Text *out)
{
    const AppRun *run = app_run(app);
    Text time = {0};
    simtime_add_text(&time, app->time);
    text_addf(out, "%s (%s)\n", trace_title(run->trace, app->language), run->label);
    text_addf(out, "t = %s, %u / %u\n", text_string(&time), app->event,
              trace_count(run->trace));
    text_free(&time);
}

static void add_why(App *app, Text *out)
{
    add_heading(app, SENTENCE_PICTURE_WHY, out);
    if (app->event) explainer_add(app_run(app)->explainer, app->event, out);
    text_add_char(out, '\n');
}

static void add_entry(const DrawnRun *run, uint32_t entry, Text *out)
{
    if (entry & TRACE_CALLBACK)
        text_add(out, trace_text_bytes(run->trace, entry & ~TRACE_CALLBACK, NULL));
    else
        run_add_label(run, entry, out);
}

static void add_queue(const DrawnRun *run, const Numbers *queue, const char *when,
                      bool *is_first, Text *out)
{
    for (uint32_t i = 0; i < queue->count; i++) {
        if (!*is_first) text_add(out, "; ");
        *is_first = false;
        add_entry(run, queue->at[i], out);
        text_addf(out, " (%s)", when);
    }
}

static void add_ready(const App *app, const Moment *m, Text *out)
{
    bool is_first = true;
    add_heading(app, SENTENCE_PICTURE_READY, out);
    add_queue(m->run, &m->this_turn,
              sentence_pattern(app->language, SENTENCE_PICTURE_THIS_TURN), &is_first,
              out);
    add_queue(m->run, &m->next_turn,
              sentence_pattern(app->language, SENTENCE_PICTURE_NEXT_TURN), &is_first,
              out);
    add_line(app, is_first, SENTENCE_PICTURE_NOBODY, out);
}

static void add_timers(const App *app, const Moment *m, Text *out)
{
    add_heading(app, SENTENCE_PICTURE_TIMERS, out);
    for (uint32_t i = 0; i < m->timer_count; i++) {
        const TimerNow *timer = &m->timers[i];
        if (i) text_add(out, "; ");
        if (timer->task)
            run_add_label(m->run, timer->task, out);
        else
            text_add(out,
                     trace_text_bytes(m->run->trace,
                                      trace_timer_what(m->run->trace, timer->set), NULL));
        text_add_char(out, ' ');
        panel_add_left(timer, app->time, app->language, out);
    }
    add_line(app, !m->timer_count, SENTENCE_PICTURE_NONE, out);
}

static void add_waiting(const App *app, const Moment *m, Text *out)
{
    bool is_first = true;
    add_heading(app, SENTENCE_PICTURE_WAITING, out);
    for (uint32_t i = 0; i < m->waiting.count; i++) {
        TaskNow now = task_at(m->run, m->waiting.at[i], m->event);
        if (now.span->wait == WAIT_SLEEP) continue; // it stands with the timers
        if (!is_first) text_add(out, "; ");
        is_first = false;
        run_add_label(m->run, m->waiting.at[i], out);
        text_add(out, ": ");
        lane_add_wait(m->run, now.span, out);
    }
    add_line(app, is_first, SENTENCE_PICTURE_NOBODY, out);
}

void words_add_moment(App *app, Text *out)
{
    const DrawnRun *run = app_run(app)->drawn;
    Moment *m = moment_open(run, app->event);
    add_place(app, out);
    add_why(app, out);
    add_heading(app, SENTENCE_PICTURE_RUNNING, out);
    if (m->running) run_add_label(run, m->running, out);
    add_line(app, !m->running, SENTENCE_PICTURE_NOBODY, out);
    add_ready(app, m, out);
    add_timers(app, m, out);
    add_waiting(app, m, out);
    moment_close(m);
}
