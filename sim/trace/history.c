// history.c -- a hash table of timers, and two lists in the order of events.

#include "trace/history.h"

#include "base/arena.h"
#include "base/assert.h"

#include <stdlib.h>

// From this event on it was, or was due at, this time.
typedef struct Moment {
    SimTime time;
    uint32_t event;
} Moment;

// A timer that is set. Four of them fill a line of the cache.
typedef struct Entry {
    SimTime due;
    uint32_t event; // 0: a free place
    uint32_t number;
} Entry;

// What a timer is for, unless it is for the same as the first of the run.
typedef struct Purpose {
    uint32_t event;
    TraceText what;
} Purpose;

struct History {
    const Trace *trace;
    Entry *timers; // open addressing
    uint32_t place_count, timer_count;
    Store moments;   // of each instant its first event
    uint32_t cursor; // the one that was asked for last
    Store purposes;  // in the order of events
    Store late;      // events that fired a timer after it was due, and when that was
};

enum { PLACES_FIRST = 256 };

static Entry *new_places(uint32_t count)
{
    bool large = count * sizeof(Entry) % HUGE_PAGE == 0;
    Entry *places = large ? memory_new_huge(count * sizeof *places)
                          : memory_new(count * sizeof *places);
    memset(places, 0, count * sizeof *places);
    return places;
}

History *history_open(const Trace *trace)
{
    History *history = memory_new(sizeof *history);
    *history = (History){.trace = trace,
                         .timers = new_places(PLACES_FIRST),
                         .place_count = PLACES_FIRST,
                         .moments.size = sizeof(Moment),
                         .purposes.size = sizeof(Purpose),
                         .late.size = sizeof(Moment)};
    return history;
}

void history_close(History *history)
{
    if (!history) return;
    free(history->timers);
    store_clear(&history->moments);
    store_clear(&history->purposes);
    store_clear(&history->late);
    free(history);
}

// ---- Timers ----

// Where the search for an event begins.
static uint32_t place_of(const History *history, uint32_t event)
{
    return (event * UINT32_C(0x9e3779b1) >> 7) & (history->place_count - 1);
}

static uint32_t place_behind(const History *history, uint32_t place)
{
    return (place + 1) & (history->place_count - 1);
}

// The place that has [event], or else the free one where it would stand.
static uint32_t search(const History *history, uint32_t event)
{
    uint32_t place = place_of(history, event);
    while (history->timers[place].event && history->timers[place].event != event)
        place = place_behind(history, place);
    return place;
}

static void add_timer(History *history, Entry timer);

static void grow(History *history)
{
    Entry *old = history->timers;
    uint32_t count = history->place_count;
    history->timers = new_places(count * 2);
    history->place_count = count * 2;
    history->timer_count = 0;
    for (uint32_t i = 0; i < count; i++)
        if (old[i].event) add_timer(history, old[i]);
    free(old);
}

static void add_timer(History *history, Entry timer)
{
    if (++history->timer_count > history->place_count / 2) {
        grow(history);
        history->timer_count++;
    }
    history->timers[search(history, timer.event)] = timer;
}

// What stands behind the freed place moves up when its search would end there.
static void remove_timer(History *history, uint32_t event)
{
    uint32_t mask = history->place_count - 1, hole = search(history, event);
    history->timer_count--;
    for (uint32_t place = hole;;) {
        place = (place + 1) & mask;
        uint32_t other = history->timers[place].event;
        if (!other) break;
        uint32_t home = place_of(history, other);
        if (((place - home) & mask) < ((place - hole) & mask)) continue;
        history->timers[hole] = history->timers[place];
        hole = place;
    }
    history->timers[hole].event = 0;
}

static const Purpose *purpose_at(const History *history, uint32_t index)
{
    return store_at(&history->purposes, index);
}

static void add_purpose(History *history, uint32_t event, TraceText what)
{
    uint32_t index = store_take(&history->purposes, 1);
    *(Purpose *)store_at(&history->purposes, index) = (Purpose){event, what};
}

// NULL: that of the first timer.
static const Purpose *purpose_of(const History *history, uint32_t event)
{
    uint32_t from = 0, past = history->purposes.next;
    while (past - from > 1) {
        uint32_t middle = from + (past - from) / 2;
        if (purpose_at(history, middle)->event <= event)
            from = middle;
        else
            past = middle;
    }
    bool found = past && purpose_at(history, from)->event == event;
    return found ? purpose_at(history, from) : NULL;
}

HistoryTimer history_timer(const History *history, uint32_t timer_set)
{
    const Entry *timer = &history->timers[search(history, timer_set)];
    ASSERT(timer->event, "a timer fires once, or is cancelled once");
    TraceText what = history->trace->whats[0];
    const Purpose *purpose = purpose_of(history, timer_set);
    if (purpose) what = purpose->what;
    return (HistoryTimer){timer->due, timer_set, timer->number, what};
}

// ---- Instants ----

static void add_moment(Store *moments, SimTime time, uint32_t event)
{
    uint32_t index = store_take(moments, 1);
    *(Moment *)store_at(moments, index) = (Moment){time, event};
}

static const Moment *moment_at(const Store *moments, uint32_t index)
{
    return store_at(moments, index);
}

// The last moment that began with [event] or before; NULL if there is none.
static const Moment *moment_of(const Store *moments, uint32_t event)
{
    uint32_t past = moments->next, from = 0;
    if (!past || moment_at(moments, 0)->event > event) return NULL;
    while (past - from > 1) {
        uint32_t middle = from + (past - from) / 2;
        if (moment_at(moments, middle)->event <= event)
            from = middle;
        else
            past = middle;
    }
    return moment_at(moments, from);
}

// Neighbouring events have causes that lie near one another: the search begins where the
// last one ended.
static const Moment *moment_near(History *history, uint32_t event)
{
    enum { STEPS = 16 };
    const Store *moments = &history->moments;
    uint32_t at = history->cursor, last = moments->next - 1;
    for (int i = 0; i < STEPS; i++) {
        if (moment_at(moments, at)->event > event) {
            if (!at--) break;
        } else if (at < last && moment_at(moments, at + 1)->event <= event) {
            at++;
        } else {
            history->cursor = at;
            return moment_at(moments, at);
        }
    }
    return moment_of(moments, event);
}

SimTime history_ready_since(History *history, uint32_t cause)
{
    if (history->late.next) {
        const Moment *late = moment_of(&history->late, cause);
        if (late && late->event == cause) return late->time;
    }
    return moment_near(history, cause)->time;
}

// ---- The events in their order ----

static bool ends_timer(uint8_t type)
{
    return type == TRACE_TIMER_FIRE || type == TRACE_TIMER_CANCEL;
}

// Neighbouring events have timers that lie far apart.
void history_expect(const History *history, uint32_t first, uint32_t last)
{
    for (uint32_t number = first; number <= last; number++) {
        const TracePacked *event = trace_packed(history->trace, number);
        if (event->type == TRACE_TIMER_SET)
            __builtin_prefetch(&history->timers[place_of(history, number)], 1);
        else if (ends_timer(event->type))
            __builtin_prefetch(&history->timers[place_of(history, event->cause)], 1);
    }
}

void history_begin(History *history, uint32_t first, uint32_t last)
{
    const Store *moments = &history->moments;
    SimTime now = moments->next ? moment_at(moments, moments->next - 1)->time : -1;
    for (uint32_t number = first; number <= last; number++) {
        const TracePacked *event = trace_packed(history->trace, number);
        SimTime time = trace_event_time(history->trace, number);
        if (time != now) add_moment(&history->moments, now = time, number);
        if (event->type == TRACE_TIMER_SET) {
            add_timer(history, (Entry){event->wide, number, event->task});
            if (event->detail)
                add_purpose(history, number, trace_timer_what(history->trace, number));
        } else if (event->type == TRACE_TIMER_FIRE) {
            SimTime due = history->timers[search(history, event->cause)].due;
            if (due != now) add_moment(&history->late, due, number);
        }
    }
}

void history_end(History *history, uint32_t first, uint32_t last)
{
    for (uint32_t number = first; number <= last; number++) {
        const TracePacked *event = trace_packed(history->trace, number);
        if (ends_timer(event->type)) remove_timer(history, event->cause);
    }
}
