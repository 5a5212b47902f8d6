// moment.c -- the loop's queues, rebuilt from the log.

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

// What is left of the turn: its list without what has begun since.
static void find_turn(Moment *m)
{
    const Trace *trace = m->run->trace;
    uint32_t turn = m->event;
    while (turn && trace_packed(trace, turn)->type != TRACE_TURN)
        turn--;
    if (!turn) return;
    const TraceRecord record = trace_event(trace, turn);
    uint32_t count, begun = 0;
    const uint32_t *ready = trace_list(trace, record.b, &count);
    for (uint32_t number = turn + 1; number <= m->event; number++) {
        uint8_t type = trace_packed(trace, number)->type;
        begun += type == TRACE_TASK_RESUME || type == TRACE_CALLBACK_RUN;
    }
    for (uint32_t i = begun; i < count; i++)
        numbers_add(&m->this_turn, ready[i]);
}

// How a ready task is sorted: by what made it ready.
typedef struct Ready {
    uint32_t event, task;
} Ready;

static int compare_ready(const void *a, const void *b)
{
    const Ready *one = a, *other = b;
    if (one->event != other->event) return one->event < other->event ? -1 : 1;
    return one->task < other->task ? -1 : one->task > other->task;
}

static void sort_ready(Moment *m, Ready *ready, uint32_t count)
{
    if (count) qsort(ready, count, sizeof *ready, compare_ready);
    for (uint32_t i = 0; i < count; i++)
        numbers_add(&m->next_turn, ready[i].task);
    free(ready);
}

static void find_tasks(Moment *m)
{
    const DrawnRun *run = m->run;
    Ready *ready = memory_new((run->task_count + 1) * sizeof *ready);
    uint32_t ready_count = 0;
    uint8_t *has_turn = memory_grow_zeroed(NULL, 0, run->trace->task_count + 1);
    for (uint32_t i = 0; i < m->this_turn.count; i++)
        if (m->this_turn.at[i] <= run->trace->task_count)
            has_turn[m->this_turn.at[i]] = 1;
    for (uint32_t row = 0; row < run->task_count; row++) {
        uint32_t task = run->tasks[row];
        TaskNow now = task_at(run, task, m->event);
        if (!now.span) continue;
        DrawnState state = run_span_state(run, now.span);
        if (now.span->state == SPAN_WAITING && now.span->wait != WAIT_YIELD)
            numbers_add(&m->waiting, task);
        else if (state == STATE_RDY && !has_turn[task])
            ready[ready_count++] = (Ready){now.event, task};
        else if (state != STATE_RDY)
            m->running = task;
    }
    free(has_turn);
    sort_ready(m, ready, ready_count);
}

static uint32_t line_of_step(const Moment *m)
{
    const Trace *trace = m->run->trace;
    for (uint32_t number = m->event; number && m->running; number--) {
        const TracePacked *record = trace_packed(trace, number);
        TracePlace place = trace_event_place(trace, number);
        if (record->type != TRACE_TIMER_SET && record->task == m->running && place.line)
            return place.line;
        if (record->type == TRACE_TASK_RESUME) break;
    }
    return 0;
}

static int compare_timers(const void *a, const void *b)
{
    const TimerNow *one = a, *other = b;
    if (one->due != other->due) return one->due < other->due ? -1 : 1;
    return one->set < other->set ? -1 : one->set > other->set;
}

// Timers that were set and have neither fired nor been cancelled by now.
static void find_timers(Moment *m)
{
    const Trace *trace = m->run->trace;
    uint8_t *over = memory_grow_zeroed(NULL, 0, m->event + 1);
    uint32_t capacity = 0;
    for (uint32_t number = m->event; number; number--) {
        const TracePacked *record = trace_packed(trace, number);
        bool ends =
            record->type == TRACE_TIMER_FIRE || record->type == TRACE_TIMER_CANCEL;
        if (ends && record->cause <= m->event) over[record->cause] = 1;
        if (record->type != TRACE_TIMER_SET || over[number]) continue;
        if (m->timers_in_all == capacity) {
            capacity = capacity ? capacity * 2 : 64;
            m->timers = memory_grow(m->timers, capacity * sizeof *m->timers);
        }
        m->timers[m->timers_in_all++] =
            (TimerNow){.set = number, .due = trace_event(trace, number).wide};
    }
    free(over);
    if (m->timers_in_all)
        qsort(m->timers, m->timers_in_all, sizeof *m->timers, compare_timers);
    m->timer_count = m->timers_in_all < TIMERS_SHOWN ? m->timers_in_all : TIMERS_SHOWN;
}

// Whose sleep a timer is: the suspension names it.
static void name_timers(Moment *m)
{
    for (uint32_t i = 0; i < m->waiting.count; i++) {
        TaskNow now = task_at(m->run, m->waiting.at[i], m->event);
        if (now.span->wait != WAIT_SLEEP) continue;
        uint32_t set = trace_event(m->run->trace, now.event).a;
        for (uint32_t t = 0; t < m->timer_count; t++)
            if (m->timers[t].set == set) m->timers[t].task = m->waiting.at[i];
    }
}

Moment *moment_open(const DrawnRun *run, uint32_t event)
{
    Moment *m = memory_new(sizeof *m);
    *m = (Moment){.run = run, .event = event};
    for (uint32_t i = 0; i < run->turns.count && run->turns.at[i] <= event; i++)
        m->turn++;
    find_turn(m);
    find_tasks(m);
    m->running_line = line_of_step(m);
    find_timers(m);
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
