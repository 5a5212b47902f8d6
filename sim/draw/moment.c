// moment.c -- the loop's queues, rebuilt from the last checkpoint and what was made since.

#include "draw/moment.h"

#include <stdlib.h>
#include <string.h>

enum { TIMERS_SHOWN = 64 };

TaskNow task_at(const DrawnRun *run, uint32_t task, uint32_t event)
{
    const Span *from = run->lanes->spans + run->lanes->first[task - 1];
    const Span *past = run->lanes->spans + run->lanes->first[task];
    TaskNow now = {0};
    if (from == past || from->event > event) return now;
    now.is_made = true;
    uint32_t end = run->end_event[task - 1];
    now.is_over = end && end <= event;
    if (now.is_over) return now;
    while (past - from > 1) {
        const Span *middle = from + (past - from) / 2;
        if (middle->event <= event)
            from = middle;
        else
            past = middle;
    }
    now.span = from;
    now.event = from->event;
    return now;
}

// True for a task whose thread was woken in the middle of a step: it goes on with that, and
// no event tells that a step begins.
static bool goes_on(const Moment *m, uint32_t entry, uint32_t event)
{
    if (!m->run->has_threads || entry & TRACE_CALLBACK) return false;
    TaskNow now = task_at(m->run, entry, event);
    return now.span && trace_packed(m->run->trace, now.event)->type == TRACE_THREAD_WAKE;
}

// What is left of the turn: its list without what has begun since.
static void find_turn(Moment *m)
{
    const Trace *trace = m->run->trace;
    if (!m->turn) return;
    uint32_t turn = m->run->turns.at[m->turn - 1], count;
    const TraceRecord record = trace_event(trace, turn);
    const uint32_t *ready = trace_list(trace, record.b, &count);
    uint32_t begun = run_begun_by(m->run, m->event) - run_begun_by(m->run, turn);
    for (uint32_t i = 0; i < count; i++) {
        bool counts = !goes_on(m, ready[i], turn);
        if (counts && begun)
            begun--;
        else if (counts || goes_on(m, ready[i], m->event))
            numbers_add(&m->this_turn, ready[i]);
    }
}

// ---- Tasks ----

// A task that waits or is ready, with what it is sorted by: its row, or what made it ready.
typedef struct Place {
    uint32_t by, task;
} Place;

typedef struct Places {
    Place *at;
    uint32_t count, capacity;
} Places;

static void places_add(Places *places, uint32_t by, uint32_t task)
{
    if (places->count == places->capacity) {
        places->capacity = places->capacity ? places->capacity * 2 : 64;
        places->at = memory_grow(places->at, places->capacity * sizeof *places->at);
    }
    places->at[places->count++] = (Place){by, task};
}

static int compare_places(const void *a, const void *b)
{
    const Place *one = a, *other = b;
    if (one->by != other->by) return one->by < other->by ? -1 : 1;
    return one->task < other->task ? -1 : one->task > other->task;
}

// Most often they are in order already.
static void sort_places(Places *places, Numbers *into)
{
    uint32_t i = 1;
    while (i < places->count && compare_places(&places->at[i - 1], &places->at[i]) <= 0)
        i++;
    if (i < places->count)
        qsort(places->at, places->count, sizeof *places->at, compare_places);
    for (i = 0; i < places->count; i++)
        numbers_add(into, places->at[i].task);
    free(places->at);
}

static int compare_numbers(const void *a, const void *b)
{
    uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;
    return one < other ? -1 : one > other;
}

typedef struct Finding {
    Moment *m;
    Numbers turn; // the tasks that this turn still has to run, in the order of ids
    Places waiting, ready;
    uint32_t running_row;
} Finding;

static bool has_turn(const Finding *f, uint32_t task)
{
    return f->turn.count &&
           bsearch(&task, f->turn.at, f->turn.count, sizeof *f->turn.at, compare_numbers);
}

static void find_task(Finding *f, uint32_t task)
{
    const DrawnRun *run = f->m->run;
    uint32_t row = run->row_of[task - 1];
    if (row == UINT32_MAX) return;
    TaskNow now = task_at(run, task, f->m->event);
    if (!now.span) return;
    DrawnState state = run_span_state(run, now.span);
    bool suspended = now.span->state == SPAN_WAITING && now.span->wait != WAIT_YIELD;
    if (suspended || (run->has_threads && span_waits_in_thread(now.span))) {
        places_add(&f->waiting, row, task);
    } else if (state == STATE_RDY) {
        if (!has_turn(f, task)) places_add(&f->ready, now.event, task);
    } else if (!f->m->running || row > f->running_row) {
        f->m->running = task;
        f->running_row = row;
    }
}

static void find_tasks(Moment *m, const Checkpoint *checkpoint)
{
    const DrawnRun *run = m->run;
    Finding f = {.m = m};
    for (uint32_t i = 0; i < m->this_turn.count; i++)
        if (!(m->this_turn.at[i] & TRACE_CALLBACK))
            numbers_add(&f.turn, m->this_turn.at[i]);
    if (f.turn.count) qsort(f.turn.at, f.turn.count, sizeof *f.turn.at, compare_numbers);
    for (uint32_t i = 0; i < checkpoint->task_count; i++)
        find_task(&f, checkpoint->tasks[i]);
    for (uint32_t task = checkpoint->tasks_made + 1; task <= run->trace->task_count;
         task++) {
        if (!task_at(run, task, m->event).is_made) break;
        find_task(&f, task);
    }
    sort_places(&f.waiting, &m->waiting);
    sort_places(&f.ready, &m->next_turn);
    free(f.turn.at);
}

// So far back a line is looked for: a step that makes a million things names few others.
enum { LINE_FAR = 4096 };

// Where a task that runs on stopped before: its step has told no line yet.
static uint32_t line_before_step(const Moment *m)
{
    TaskNow now = task_at(m->run, m->running, m->event);
    if (!now.span) return 0;
    const Span *first = m->run->lanes->spans + m->run->lanes->first[m->running - 1];
    const Span *span = now.span;
    while (span > first && span->state != SPAN_WAITING)
        span--;
    return span->state == SPAN_WAITING
               ? trace_event_place(m->run->trace, span->event).line
               : 0;
}

static uint32_t line_of_step(const Moment *m)
{
    const Trace *trace = m->run->trace;
    uint32_t far = m->event > LINE_FAR ? m->event - LINE_FAR : 0;
    for (uint32_t number = m->event; number > far && m->running; number--) {
        const TracePacked *record = trace_packed(trace, number);
        bool is_task = record->type != TRACE_TIMER_SET && record->type != TRACE_TURN &&
                       trace_shape(record->type) != SHAPE_B_IN_TASK;
        if (!is_task || record->task != m->running) continue;
        TracePlace place = trace_event_place(trace, number);
        if (place.line) return place.line;
        if (record->type == TRACE_TASK_RESUME) return line_before_step(m);
    }
    return 0;
}

// ---- Timers ----

static int compare_timers(const void *a, const void *b)
{
    const TimerNow *one = a, *other = b;
    if (one->due != other->due) return one->due < other->due ? -1 : 1;
    return one->set < other->set ? -1 : one->set > other->set;
}

// Room for more than are shown: only when it is full the late ones are sorted out.
enum { TIMERS_KEPT = 16 * TIMERS_SHOWN };

static void find_timer(Moment *m, uint32_t timer)
{
    uint32_t end = m->run->timer_end[timer];
    if (end && end <= m->event) return;
    uint32_t set = m->run->timers.at[timer - 1];
    SimTime due = trace_packed(m->run->trace, set)->wide;
    // What is due behind the last one of those that were sorted out is not shown.
    bool was_full = m->timers_in_all >= TIMERS_KEPT;
    m->timers_in_all++;
    if (was_full && due > m->timers[TIMERS_SHOWN - 1].due) return;
    m->timers[m->timer_count++] = (TimerNow){.set = set, .due = due};
    if (m->timer_count < TIMERS_KEPT) return;
    qsort(m->timers, m->timer_count, sizeof *m->timers, compare_timers);
    m->timer_count = TIMERS_SHOWN;
}

// Timers that were set and have neither fired nor been cancelled by now.
static void find_timers(Moment *m, const Checkpoint *checkpoint)
{
    const DrawnRun *run = m->run;
    m->timers = memory_new(TIMERS_KEPT * sizeof *m->timers);
    for (uint32_t i = 0; i < checkpoint->timer_count; i++)
        find_timer(m, checkpoint->timers[i]);
    for (uint32_t timer = checkpoint->timers_set + 1; timer <= run->timers.count;
         timer++) {
        if (run->timers.at[timer - 1] > m->event) break;
        find_timer(m, timer);
    }
    if (m->timer_count)
        qsort(m->timers, m->timer_count, sizeof *m->timers, compare_timers);
    if (m->timer_count > TIMERS_SHOWN) m->timer_count = TIMERS_SHOWN;
}

// Whose sleep a timer is: the suspension, which follows soon, names it.
static uint32_t sleeper_of(const Moment *m, uint32_t set)
{
    enum { SOON = 64 };
    for (uint32_t number = set + 1; number <= m->event && number <= set + SOON;
         number++) {
        const TracePacked *record = trace_packed(m->run->trace, number);
        if (record->type != TRACE_TASK_SUSPEND || record->a != set ||
            trace_wait_refers((TraceWait)record->detail) != REFERS_TIMER)
            continue;
        bool still = task_at(m->run, record->task, m->event).event == number;
        return still && m->run->row_of[record->task - 1] != UINT32_MAX ? record->task : 0;
    }
    return 0;
}

static void name_timers(Moment *m)
{
    for (uint32_t i = 0; i < m->timer_count; i++)
        m->timers[i].task = sleeper_of(m, m->timers[i].set);
}

Moment *moment_open(const DrawnRun *run, uint32_t event)
{
    Moment *m = memory_new(sizeof *m);
    const Checkpoint *checkpoint = run_checkpoint(run, event);
    *m = (Moment){.run = run, .event = event, .turn = run_turns_by(run, event)};
    find_turn(m);
    find_tasks(m, checkpoint);
    m->running_line = line_of_step(m);
    find_timers(m, checkpoint);
    name_timers(m);
    return m;
}

void moment_close(Moment *moment)
{
    if (!moment) return;
    free(moment->this_turn.at);
    free(moment->next_turn.at);
    free(moment->waiting.at);
    free(moment->timers);
    free(moment);
}
