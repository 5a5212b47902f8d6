// core_scripts.h -- small threads that follow a script, and their schedule as letters.
//
// A thread is a capital letter; its script says what its code comes to, one step after the
// other, in milliseconds:
//     c8   computes     o8   the same, charged for operations
//     b8   blocks       -    waits            ends at its end
//     *    writes its letter down      >B   wakes thread B, which waits
//
// The schedule is read from the recorded events: a lane is a string with one letter for
// each millisecond, the thread that had the core or the GIL then, or a dot. Every run is
// also held against the rules that any record has to keep (audit).

#ifndef TESTS_CORE_SCRIPTS_H
#define TESTS_CORE_SCRIPTS_H

#include "base/text.h"
#include "machine/cores.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define MS(n) ((SimTime)(n)*1000000)

enum { SCRIPTS = 26, PROCESSES = 4, LANE_LONGEST = 2000 };

typedef struct Scripted {
    Thread thread;
    const char *script; // what is left of it; NULL: no such thread
    SimTime arrives, cost;
    SimTime ended;    // -1 before
    SimTime computes; // what its script computes in all
    int process;
    bool started;
} Scripted;

typedef struct Bench {
    Cores *cores;
    Trace *trace;
    Machine machine;
    Process processes[PROCESSES];
    Scripted threads[SCRIPTS]; // thread 'A' has id 1
    Text letters;
    char lane[LANE_LONGEST + 1];
} Bench;

static inline int set_up(void **state)
{
    *state = calloc(1, sizeof(Bench));
    return 0;
}

static inline int tear_down(void **state)
{
    Bench *b = *state;
    cores_close(b->cores);
    trace_close(b->trace);
    text_free(&b->letters);
    free(b);
    return 0;
}

// A machine with so many cores; quantum and switch interval in milliseconds. Process 0 has
// no GIL, the others have one each.
static inline void machine(Bench *b, int cores, int quantum, int interval)
{
    b->machine = machine_default();
    b->machine.cores = cores;
    b->machine.quantum = MS(quantum);
    b->machine.switch_interval = MS(interval);
    b->trace = trace_open();
    b->cores = cores_open(&b->machine, b->trace);
    for (int i = 0; i < PROCESSES; i++)
        process_init(&b->processes[i], (uint32_t)i, i > 0);
}

static inline SimTime computed_by(const char *script)
{
    SimTime sum = 0;
    for (const char *at = script; *at; at++)
        if (*at == 'c' || *at == 'o') sum += MS(atoi(at + 1));
    return sum;
}

static inline Scripted *add_to(Bench *b, int process, char letter, int arrives,
                               const char *script)
{
    Scripted *scripted = &b->threads[letter - 'A'];
    *scripted = (Scripted){.script = script,
                           .arrives = MS(arrives),
                           .ended = -1,
                           .computes = computed_by(script),
                           .process = process};
    return scripted;
}

static inline Scripted *add(Bench *b, char letter, int arrives, const char *script)
{
    return add_to(b, 0, letter, arrives, script);
}

static inline char letter_of(const Scripted *scripted, const Bench *b)
{
    return (char)('A' + (scripted - b->threads));
}

// Runs the code of a thread until it comes to something.
static inline void follow(Bench *b, Scripted *scripted)
{
    Thread *thread = &scripted->thread;
    while (*scripted->script) {
        char *end;
        char step = *scripted->script;
        SimTime length = MS(strtol(scripted->script + 1, &end, 10));
        scripted->script += step == '>' ? 2 : 1;
        if (strchr("cob", step)) scripted->script = end;
        switch (step) {
        case 'c': thread_computes(b->cores, thread, length); return;
        case 'o': thread_charges(b->cores, thread, length); return;
        case 'b': thread_blocks(b->cores, thread, length); return;
        case '-': thread_waits(b->cores, thread); return;
        case '*': text_add_char(&b->letters, letter_of(scripted, b)); break;
        case '>':
            thread_wake(b->cores, &b->threads[scripted->script[-1] - 'A'].thread);
            break;
        default: break;
        }
    }
    scripted->ended = cores_now(b->cores);
    thread_ends(b->cores, thread);
}

static inline SimTime next_arrival(const Bench *b)
{
    SimTime next = SIMTIME_NEVER;
    for (int i = 0; i < SCRIPTS; i++) {
        const Scripted *scripted = &b->threads[i];
        if (scripted->script && !scripted->started && scripted->arrives < next)
            next = scripted->arrives;
    }
    return next;
}

static inline void arrive(Bench *b, SimTime now)
{
    for (int i = 0; i < SCRIPTS; i++) {
        Scripted *scripted = &b->threads[i];
        if (!scripted->script || scripted->started || scripted->arrives > now) continue;
        scripted->started = true;
        thread_start(b->cores, &scripted->thread, (uint32_t)i + 1,
                     &b->processes[scripted->process], scripted->cost);
    }
}

static inline void audit(Bench *b);

// Runs all threads to their ends, or until all that are left wait.
static inline void run(Bench *b)
{
    for (;;) {
        SimTime next = cores_next(b->cores), arrival = next_arrival(b);
        if (arrival < next) next = arrival;
        if (next == SIMTIME_NEVER) break;
        cores_move(b->cores, next);
        arrive(b, next);
        cores_settle(b->cores);
        for (Thread *thread; (thread = cores_take(b->cores));)
            follow(b, (Scripted *)(void *)thread);
    }
    cores_finish(b->cores);
    if (trace_count(b->trace)) audit(b);
}

// ---- The record ----

// Core [number]'s threads, or with [gil] the holders of the GIL of process [number].
static inline const char *lane(Bench *b, bool gil, uint32_t number)
{
    memset(b->lane, '.', LANE_LONGEST);
    size_t length = 0;
    SimTime since = -1;
    for (uint32_t i = 1; i <= trace_count(b->trace); i++) {
        TraceRecord event = trace_event(b->trace, i);
        bool begins = event.type == (gil ? TRACE_GIL_ACQUIRE : TRACE_CORE_RUN);
        bool ends = event.type == (gil ? TRACE_GIL_RELEASE : TRACE_CORE_LEAVE);
        if (!begins && !ends) continue;
        uint32_t of = gil ? (uint32_t)b->threads[event.a - 1].process : event.b;
        if (of != number) continue;
        if (begins) since = event.time;
        if (!ends) continue;
        length = (size_t)(event.time / MS(1));
        assert_in_range(length, 0, LANE_LONGEST);
        for (size_t at = (size_t)(since / MS(1)); at < length; at++)
            b->lane[at] = (char)('A' + event.a - 1);
    }
    b->lane[length] = '\0';
    return b->lane;
}

#define assert_core(b, core, expected) assert_string_equal(lane(b, false, core), expected)
#define assert_gil(b, process, expected)                                                 \
    assert_string_equal(lane(b, true, process), expected)
#define assert_ended(b, letter, ms)                                                      \
    assert_int_equal((b)->threads[(letter) - 'A'].ended, MS(ms))
#define assert_letters(b, expected)                                                      \
    assert_string_equal(text_string(&(b)->letters), expected)

static inline int count_events(const Bench *b, TraceType type)
{
    int count = 0;
    for (uint32_t i = 1; i <= trace_count(b->trace); i++)
        count += trace_event(b->trace, i).type == type;
    return count;
}

// All events of cores, the GIL and threads, as "10 core.leave A 0 quantum", one a line.
static inline void write_events(const Bench *b, Text *out)
{
    for (uint32_t i = 1; i <= trace_count(b->trace); i++) {
        TraceRecord event = trace_event(b->trace, i);
        text_addf(out, "%d %s %c", (int)(event.time / MS(1)),
                  trace_type_word((TraceType)event.type), 'A' + (int)event.a - 1);
        if (event.type == TRACE_CORE_RUN || event.type == TRACE_CORE_LEAVE)
            text_addf(out, " %u", event.b);
        if (event.detail) text_addf(out, " %s", trace_why_word((TraceWhy)event.detail));
        text_add_char(out, '\n');
    }
}

#define assert_events(b, expected)                                                       \
    do {                                                                                 \
        Text events_ = {0};                                                              \
        write_events(b, &events_);                                                       \
        assert_string_equal(text_string(&events_), expected);                            \
        text_free(&events_);                                                             \
    } while (0)

// What a thread does at an instant, as its own events say: the table in cores.h.
typedef enum Part { PART_NONE, PART_STARTS, PART_READY, PART_COMPUTES, PART_AWAY } Part;

typedef struct Audit {
    Part part[SCRIPTS + 1];
    SimTime since[SCRIPTS + 1], spent[SCRIPTS + 1][PART_AWAY + 1];
    SimTime born[SCRIPTS + 1], died[SCRIPTS + 1];
    uint32_t on_core[MACHINE_CORES_MAX]; // the thread that is there, or 0
    uint32_t holder[PROCESSES];
    SimTime busy, time;
} Audit;

static inline void audit_turn(Audit *a, uint32_t thread, Part part, SimTime now)
{
    a->spent[thread][a->part[thread]] += now - a->since[thread];
    a->part[thread] = part;
    a->since[thread] = now;
}

static inline void audit_core(Audit *a, const TraceRecord *event)
{
    if (event->type == TRACE_CORE_RUN) {
        assert_int_equal(a->on_core[event->b], 0); // nobody else is there
        assert_true(a->part[event->a] != PART_COMPUTES);
        a->on_core[event->b] = event->a;
        audit_turn(a, event->a, PART_COMPUTES, event->time);
        return;
    }
    assert_int_equal(a->on_core[event->b], event->a);
    a->on_core[event->b] = 0;
    a->busy += event->time - a->since[event->a];
    bool ready = event->detail == WHY_QUANTUM || event->detail == WHY_PREEMPTED ||
                 event->detail == WHY_GIL;
    audit_turn(a, event->a, ready ? PART_READY : PART_AWAY, event->time);
}

static inline void audit_event(Bench *b, Audit *a, const TraceRecord *event)
{
    uint32_t thread = event->a;
    int process = b->threads[thread - 1].process;
    switch (event->type) {
    case TRACE_THREAD_START:
        a->born[thread] = a->since[thread] = event->time;
        a->part[thread] = b->threads[thread - 1].cost ? PART_STARTS : PART_AWAY;
        break;
    case TRACE_THREAD_READY:
        assert_true(a->part[thread] == PART_STARTS || a->part[thread] == PART_AWAY);
        audit_turn(a, thread, PART_READY, event->time);
        break;
    case TRACE_THREAD_END:
        assert_true(a->part[thread] != PART_COMPUTES);
        assert_true(a->holder[process] != thread);
        audit_turn(a, thread, PART_NONE, event->time);
        a->died[thread] = event->time;
        break;
    case TRACE_GIL_ACQUIRE:
        assert_int_equal(a->holder[process], 0);
        a->holder[process] = thread;
        break;
    case TRACE_GIL_RELEASE:
        assert_int_equal(a->holder[process], thread);
        a->holder[process] = 0;
        break;
    default: audit_core(a, event);
    }
    if (event->type == TRACE_CORE_RUN && process > 0)
        assert_int_equal(a->holder[process], thread);
}

// When the time has moved nobody may compute without the GIL.
static inline void audit_instant(const Bench *b, const Audit *a)
{
    for (int i = 0; i < b->machine.cores; i++) {
        uint32_t thread = a->on_core[i];
        int process = thread ? b->threads[thread - 1].process : 0;
        if (process > 0) assert_int_equal(a->holder[process], thread);
    }
}

// From the record alone: no core and no GIL has two threads, no thread two cores, each
// computes exactly what its script says, and the parts of its life add up to it.
static inline void audit(Bench *b)
{
    Audit *a = calloc(1, sizeof *a);
    for (uint32_t i = 1; i <= trace_count(b->trace); i++) {
        TraceRecord event = trace_event(b->trace, i);
        if (event.time > a->time) audit_instant(b, a);
        assert_true(event.time >= a->time);
        a->time = event.time;
        audit_event(b, a, &event);
    }
    SimTime work = 0;
    for (uint32_t id = 1; id <= SCRIPTS; id++) {
        const Scripted *scripted = &b->threads[id - 1];
        if (!scripted->script || scripted->ended < 0) continue;
        const SimTime *spent = a->spent[id];
        assert_int_equal(spent[PART_COMPUTES], scripted->computes);
        assert_int_equal(spent[PART_STARTS], scripted->cost);
        assert_int_equal(spent[PART_STARTS] + spent[PART_READY] + spent[PART_COMPUTES] +
                             spent[PART_AWAY],
                         a->died[id] - a->born[id]);
        work += spent[PART_COMPUTES];
    }
    for (uint32_t id = 1; id <= SCRIPTS; id++)
        if (b->threads[id - 1].script && b->threads[id - 1].ended < 0)
            work += a->spent[id][PART_COMPUTES];
    assert_int_equal(a->busy, work);
    free(a);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

#endif
