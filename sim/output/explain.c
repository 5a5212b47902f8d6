// explain.c -- for each event, words are laid out by name, and a sentence of the user's
// language picks those that it needs.

#include "output/explain.h"

#include "base/arena.h"
#include "base/sentences.h"
#include "output/timeline.h"
#include "output/told_threads.h"

#include <stdlib.h>

// The words that sentences about events use.
#define WORDS(X)                                                                         \
    X(task)                                                                              \
    X(by)                                                                                \
    X(other)                                                                             \
    X(coroutine)                                                                         \
    X(name)                                                                              \
    X(value)                                                                             \
    X(message)                                                                           \
    X(timer)                                                                             \
    X(what)                                                                              \
    X(due)                                                                               \
    X(late)                                                                              \
    X(ready)                                                                             \
    X(timers)                                                                            \
    X(function) X(object) X(text) X(length) X(thread) X(core) X(process) X(event)

typedef enum Word {
#define X(word) WORD_##word,
    WORDS(X)
#undef X
        WORD_COUNT
} Word;

enum { LIST_SHOWN = 8 }; // of a longer list only so many names are told

struct Explainer {
    const Trace *trace;
    const Paint *paint;
    TraceText *names; // the present name of task N, or 0: its first
    ToldThreads threads;
    Text words[WORD_COUNT];
    Text line;
    uint32_t named; // [names] are those behind this event
};

static void add_text(const Explainer *e, TraceText text, Text *out)
{
    size_t size;
    const char *bytes = trace_text_bytes(e->trace, text, &size);
    paint_add_visible(out, bytes, size);
}

static void set_text(Explainer *e, Word word, TraceText text)
{
    add_text(e, text, &e->words[word]);
}

static void set_number(Explainer *e, Word word, int64_t number)
{
    text_add_int(&e->words[word], number);
}

static void set_time(Explainer *e, Word word, SimTime time)
{
    simtime_add_text(&e->words[word], time);
}

static void add_plain(Explainer *e, Text *out, Sentence sentence)
{
    sentence_add(out, e->paint->language, sentence, NULL, 0);
}

static void add_first_name(const Explainer *e, uint32_t task, Text *out)
{
    if (e->trace->tasks[task - 1].name)
        add_text(e, e->trace->tasks[task - 1].name, out);
    else
        trace_add_task_name(e->trace, task, out);
}

// A task's present name; the program itself for 0.
static void add_task(Explainer *e, uint32_t task, Text *out)
{
    if (!task)
        add_plain(e, out, SENTENCE_THE_PROGRAM);
    else if (e->names[task - 1])
        add_text(e, e->names[task - 1], out);
    else
        add_first_name(e, task, out);
}

static void set_task(Explainer *e, Word word, uint32_t task)
{
    text_clear(&e->words[word]);
    add_task(e, task, &e->words[word]);
}

// "lock lock_a", "queue 2"
static void set_object(Explainer *e, uint32_t object)
{
    trace_add_object_name(e->trace, object, &e->words[WORD_object]);
}

static void set_list(Explainer *e, Word word, const uint32_t *entries, uint32_t count)
{
    Text *out = &e->words[word];
    for (uint32_t i = 0; i < count && i < LIST_SHOWN; i++) {
        if (i) text_add(out, ", ");
        if (entries[i] & TRACE_CALLBACK)
            text_add(out, trace_text_bytes(e->trace, entries[i] & ~TRACE_CALLBACK, NULL));
        else
            add_task(e, entries[i], out);
    }
    if (count > LIST_SHOWN) text_addf(out, ", ... (%u)", count);
}

static void add_sentence(Explainer *e, Sentence sentence)
{
    static const char *const keys[] = {
#define X(word) #word,
        WORDS(X)
#undef X
    };
    SentenceWord words[WORD_COUNT];
    for (int i = 0; i < WORD_COUNT; i++)
        words[i] = (SentenceWord){keys[i], strlen(keys[i]), text_string(&e->words[i])};
    sentence_add(&e->line, e->paint->language, sentence, words, WORD_COUNT);
}

// "2 (asyncio_0)"
static void set_thread(Explainer *e, Word word, uint32_t thread)
{
    Text *out = &e->words[word];
    text_clear(out);
    text_addf(out, "%u", thread);
    TraceText name = told_thread(&e->threads, thread).name;
    if (!name) return;
    text_add(out, " (");
    add_text(e, name, out);
    text_add_char(out, ')');
}

// Who does what no task does: a thread that is not the main one.
static void set_speaker(Explainer *e, const TraceRecord *record)
{
    bool works = record->type >= TRACE_CPU_BEGIN && record->type <= TRACE_BLOCK_END;
    bool speaks = record->type == TRACE_PRINT || record->type == TRACE_STDERR;
    uint32_t thread = works ? record->a : speaks ? record->thread : 0;
    if (record->task || !thread) return;
    set_thread(e, WORD_thread, thread);
    SentenceWord word = SENTENCE_WORD("thread", text_string(&e->words[WORD_thread]));
    text_clear(&e->words[WORD_task]);
    sentence_add(&e->words[WORD_task], e->paint->language, SENTENCE_EXPLAIN_THREAD, &word,
                 1);
}

// ---- What happened ----

static Sentence explain_suspend(Explainer *e, const TraceRecord *record)
{
    uint32_t count;
    const uint32_t *tasks;
    switch (trace_wait_refers((TraceWait)record->detail)) {
    case REFERS_TIMER:
        set_time(e, WORD_due, trace_event(e->trace, record->a).wide);
        return SENTENCE_EXPLAIN_SLEEP;
    case REFERS_TASK: set_task(e, WORD_other, record->a); return SENTENCE_EXPLAIN_AWAIT;
    case REFERS_TASKS:
        tasks = trace_list(e->trace, record->a, &count);
        set_list(e, WORD_other, tasks, count);
        text_add(&e->words[WORD_what], trace_wait_word((TraceWait)record->detail));
        return count ? SENTENCE_EXPLAIN_AWAIT_ALL : SENTENCE_EXPLAIN_AWAIT_FUTURE;
    case REFERS_OBJECT: set_object(e, record->a); return SENTENCE_EXPLAIN_AWAIT_OBJECT;
    case REFERS_NOTHING: break;
    }
    return record->detail == WAIT_YIELD ? SENTENCE_EXPLAIN_YIELD
                                        : SENTENCE_EXPLAIN_AWAIT_FUTURE;
}

static Sentence explain_end(Explainer *e, const TraceRecord *record)
{
    set_text(e, WORD_value, record->a);
    return record->detail == END_FINISHED ? SENTENCE_EXPLAIN_FINISH
           : record->detail == END_FAILED ? SENTENCE_EXPLAIN_FAIL
                                          : SENTENCE_EXPLAIN_CANCELLED;
}

static void set_timer(Explainer *e, uint32_t set_event)
{
    const TraceRecord set = trace_event(e->trace, set_event);
    set_number(e, WORD_timer, set.task);
    set_text(e, WORD_what, set.cause);
    set_time(e, WORD_due, set.wide);
}

static Sentence explain_fire(Explainer *e, const TraceRecord *record)
{
    SimTime late = record->time - trace_event(e->trace, record->cause).wide;
    set_timer(e, record->cause);
    if (late <= 0) return SENTENCE_EXPLAIN_FIRE;
    set_time(e, WORD_late, late);
    return SENTENCE_EXPLAIN_FIRE_LATE;
}

// Where tasks are threads, what takes time does not hold the loop.
static bool has_threads(const Explainer *e)
{
    return machine_has_threads(&e->trace->scenario.machine);
}

static Sentence explain_turn(Explainer *e, const TraceRecord *record)
{
    uint32_t count;
    const uint32_t *ready = trace_list(e->trace, record->b, &count);
    set_list(e, WORD_ready, ready, count);
    set_number(e, WORD_timers, record->a);
    return count ? SENTENCE_EXPLAIN_TURN : SENTENCE_EXPLAIN_TURN_EMPTY;
}

static Sentence explain_diagnostic(Explainer *e, const TraceRecord *record)
{
    TraceFact facts[TRACE_FIELDS_MOST];
    TraceCode code = (TraceCode)record->detail;
    for (int i = 0; i < trace_code_fact_count(code); i++)
        facts[i] = trace_fact(e->trace, record, i);
    text_addf(&e->words[WORD_text], "%s: ", trace_code_word(code));
    trace_code_sentence(code, facts, e->paint->language, &e->words[WORD_text]);
    return SENTENCE_EXPLAIN_DIAGNOSTIC;
}

// What a thread waits for; false if there is no more to be said of where. "lock door: lock"
// would say it twice.
static bool set_wait(Explainer *e, const TraceRecord *record)
{
    uint32_t object = record->cause;
    if (object && object <= e->trace->object_count &&
        e->trace->objects[object - 1].kind == record->b) {
        trace_add_object_name(e->trace, object, &e->words[WORD_text]);
        return false;
    }
    set_text(e, WORD_text, record->b);
    if (object) set_object(e, object);
    return object;
}

// A task that is a thread of its own waits for others of its kind.
static Sentence explain_task_wait(Explainer *e, const TraceRecord *record)
{
    if (record->type == TRACE_THREAD_WAKE)
        return record->thread ? SENTENCE_EXPLAIN_TASK_WOKEN
                              : SENTENCE_EXPLAIN_TASK_TIME_OVER;
    return set_wait(e, record) ? SENTENCE_EXPLAIN_TASK_WAITS_AT
                               : SENTENCE_EXPLAIN_TASK_WAITS;
}

static Sentence explain_thread(Explainer *e, const TraceRecord *record)
{
    bool waits = record->type == TRACE_THREAD_WAIT || record->type == TRACE_THREAD_WAKE;
    if (waits && record->task && has_threads(e)) return explain_task_wait(e, record);
    set_thread(e, WORD_thread, record->a);
    set_number(e, WORD_core, record->b);
    set_number(e, WORD_process, record->b);
    switch (record->type) {
    case TRACE_THREAD_NAME:
        text_clear(&e->words[WORD_thread]);
        set_number(e, WORD_thread, record->a);
        set_text(e, WORD_name, record->b);
        return SENTENCE_EXPLAIN_THREAD_NAME;
    case TRACE_THREAD_WAIT:
        return set_wait(e, record) ? SENTENCE_EXPLAIN_THREAD_WAIT_AT
                                   : SENTENCE_EXPLAIN_THREAD_WAIT;
    case TRACE_THREAD_WAKE:
        if (!record->thread) return SENTENCE_EXPLAIN_TIME_OVER;
        set_thread(e, WORD_other, record->thread - 1);
        return SENTENCE_EXPLAIN_WOKEN;
    case TRACE_THREAD_START: return SENTENCE_EXPLAIN_THREAD_START;
    case TRACE_THREAD_READY: return SENTENCE_EXPLAIN_THREAD_READY;
    case TRACE_THREAD_END: return SENTENCE_EXPLAIN_THREAD_END;
    case TRACE_CORE_RUN: return SENTENCE_EXPLAIN_CORE_RUN;
    case TRACE_CORE_LEAVE:
        return record->detail == WHY_GIL ? SENTENCE_EXPLAIN_LEAVE_FOR_GIL
                                         : SENTENCE_EXPLAIN_CORE_LEAVE;
    case TRACE_GIL_ACQUIRE: return SENTENCE_EXPLAIN_GIL_ACQUIRE;
    default: return SENTENCE_EXPLAIN_GIL_RELEASE;
    }
}

static Sentence explain_job(Explainer *e, const TraceRecord *record)
{
    const TraceJob job = trace_job(e->trace, record);
    set_thread(e, WORD_thread, record->a);
    set_object(e, job.pool);
    set_number(e, WORD_value, job.number);
    set_text(e, WORD_function, job.function);
    if (record->type == TRACE_JOB_SUBMIT) return SENTENCE_EXPLAIN_JOB_SUBMIT;
    if (record->type == TRACE_JOB_RUN) return SENTENCE_EXPLAIN_JOB_RUN;
    return record->detail == END_FINISHED ? SENTENCE_EXPLAIN_JOB_FINISH
           : record->detail == END_FAILED ? SENTENCE_EXPLAIN_JOB_FAIL
                                          : SENTENCE_EXPLAIN_JOB_CANCEL;
}

// What a task does with what is shared, in the order of the types.
static const Sentence sync_sentences[] = {
    SENTENCE_EXPLAIN_ACQUIRE, SENTENCE_EXPLAIN_RELEASE, SENTENCE_EXPLAIN_PUT,
    SENTENCE_EXPLAIN_GET,     SENTENCE_EXPLAIN_SET,     SENTENCE_EXPLAIN_CLEAR,
    SENTENCE_EXPLAIN_NOTIFY,
};

static Sentence explain_sync(Explainer *e, const TraceRecord *record)
{
    set_object(e, record->a);
    return sync_sentences[record->type - TRACE_ACQUIRE];
}

static Sentence explain_thread_sync(Explainer *e, const TraceRecord *record)
{
    static const Sentence sentences[] = {
        SENTENCE_EXPLAIN_THREAD_ACQUIRE, SENTENCE_EXPLAIN_THREAD_RELEASE,
        SENTENCE_EXPLAIN_THREAD_PUT,     SENTENCE_EXPLAIN_THREAD_GET,
        SENTENCE_EXPLAIN_THREAD_SET,     SENTENCE_EXPLAIN_THREAD_CLEAR,
        SENTENCE_EXPLAIN_THREAD_NOTIFY,
    };
    set_object(e, trace_listed_object(e->trace, record->b));
    uint32_t kind = record->type - TRACE_THREAD_ACQUIRE;
    if (record->task && has_threads(e)) return sync_sentences[kind];
    set_thread(e, WORD_thread, record->a);
    return sentences[kind];
}

// In a thread that is neither a task's nor the main one.
static bool is_others(const Explainer *e, const TraceRecord *record)
{
    return record->a && told_thread(&e->threads, record->a).name;
}

// What it waited for the GIL or for a core meanwhile is not computing.
static Sentence explain_computed(Explainer *e, const TraceRecord *record)
{
    if (!record->cause) return SENTENCE_EXPLAIN_COMPUTED;
    SimTime took = record->time - trace_event_time(e->trace, record->cause);
    const ToldThread thread = told_thread(&e->threads, record->a);
    SimTime computed = thread.known ? told_thread_computed(&thread, record->time) : took;
    set_time(e, WORD_length, computed);
    if (computed == took) return SENTENCE_EXPLAIN_COMPUTED;
    set_time(e, WORD_late, took - computed);
    return SENTENCE_EXPLAIN_COMPUTED_LATE;
}

static Sentence explain_event(Explainer *e, const TraceRecord *record)
{
    switch ((TraceType)record->type) {
    case TRACE_TASK_CREATE:
        set_task(e, WORD_by, record->a);
        set_text(e, WORD_coroutine, record->b);
        return SENTENCE_EXPLAIN_CREATE;
    case TRACE_TASK_RENAME:
        set_text(e, WORD_name, record->a);
        e->names[record->task - 1] = record->a;
        return SENTENCE_EXPLAIN_RENAME;
    case TRACE_TASK_RESUME:
        return record->cause &&
                       trace_event(e->trace, record->cause).type == TRACE_TASK_CREATE
                   ? SENTENCE_EXPLAIN_START
                   : SENTENCE_EXPLAIN_RESUME;
    case TRACE_TASK_SUSPEND: return explain_suspend(e, record);
    case TRACE_TASK_CANCEL:
        set_task(e, WORD_by, record->a);
        set_text(e, WORD_message, record->b);
        return record->b ? SENTENCE_EXPLAIN_CANCEL_MESSAGE : SENTENCE_EXPLAIN_CANCEL;
    case TRACE_TASK_END: return explain_end(e, record);
    case TRACE_COROUTINE_CREATE:
        set_text(e, WORD_coroutine, record->a);
        return SENTENCE_EXPLAIN_COROUTINE;
    case TRACE_COROUTINE_DROP:
        set_text(e, WORD_coroutine, record->a);
        return SENTENCE_EXPLAIN_COROUTINE_DROP;
    case TRACE_TIMER_SET:
        set_number(e, WORD_timer, record->task);
        set_text(e, WORD_what, record->cause);
        set_time(e, WORD_due, record->wide);
        return SENTENCE_EXPLAIN_TIMER;
    case TRACE_TIMER_FIRE: return explain_fire(e, record);
    case TRACE_TIMER_CANCEL:
        set_timer(e, record->cause);
        return SENTENCE_EXPLAIN_TIMER_CANCEL;
    case TRACE_TURN: return explain_turn(e, record);
    case TRACE_CALLBACK_RUN:
        set_text(e, WORD_function, record->a);
        return SENTENCE_EXPLAIN_CALLBACK;
    case TRACE_ACQUIRE:
    case TRACE_RELEASE:
    case TRACE_PUT:
    case TRACE_GET:
    case TRACE_SET:
    case TRACE_CLEAR:
    case TRACE_NOTIFY: return explain_sync(e, record);
    case TRACE_THREAD_ACQUIRE:
    case TRACE_THREAD_RELEASE:
    case TRACE_THREAD_PUT:
    case TRACE_THREAD_GET:
    case TRACE_THREAD_SET:
    case TRACE_THREAD_CLEAR:
    case TRACE_THREAD_NOTIFY: return explain_thread_sync(e, record);
    case TRACE_PRINT: set_text(e, WORD_text, record->a); return SENTENCE_EXPLAIN_PRINT;
    case TRACE_STDERR: set_text(e, WORD_text, record->a); return SENTENCE_EXPLAIN_STDERR;
    case TRACE_CPU_BEGIN:
        if (is_others(e, record)) return SENTENCE_EXPLAIN_COMPUTE_IN;
        return has_threads(e) ? SENTENCE_EXPLAIN_COMPUTE_THREAD
                              : SENTENCE_EXPLAIN_COMPUTE;
    case TRACE_BLOCK_BEGIN:
        if (is_others(e, record)) return SENTENCE_EXPLAIN_BLOCK_IN;
        return has_threads(e) ? SENTENCE_EXPLAIN_BLOCK_THREAD : SENTENCE_EXPLAIN_BLOCK;
    case TRACE_CPU_END: return explain_computed(e, record);
    case TRACE_BLOCK_END:
        if (record->cause)
            set_time(e, WORD_length,
                     record->time - trace_event_time(e->trace, record->cause));
        return SENTENCE_EXPLAIN_BLOCKED;
    case TRACE_DIAGNOSTIC: return explain_diagnostic(e, record);
    case TRACE_JOB_SUBMIT:
    case TRACE_JOB_RUN:
    case TRACE_JOB_END: return explain_job(e, record);
    default: return explain_thread(e, record);
    }
}

// ---- Why ----

// The sentence about a cause; its words replace those of the event. SENTENCE_COUNT if
// there is nothing to say beyond the event itself.
static Sentence explain_cause(Explainer *e, const TraceRecord *record,
                              const TraceRecord *cause)
{
    set_number(e, WORD_event, record->cause);
    switch ((TraceType)cause->type) {
    case TRACE_TASK_CREATE: return SENTENCE_COUNT;
    case TRACE_TIMER_FIRE: set_timer(e, cause->cause); return SENTENCE_WHY_TIMER;
    case TRACE_TASK_END: set_task(e, WORD_other, cause->task); return SENTENCE_WHY_END;
    case TRACE_TASK_SUSPEND: return SENTENCE_WHY_YIELD;
    case TRACE_TASK_CANCEL: set_task(e, WORD_by, cause->a); return SENTENCE_WHY_CANCEL;
    case TRACE_ACQUIRE:
    case TRACE_RELEASE:
    case TRACE_PUT:
    case TRACE_GET:
    case TRACE_SET:
    case TRACE_CLEAR:
    case TRACE_NOTIFY:
        text_clear(&e->words[WORD_object]);
        set_object(e, cause->a);
        set_task(e, WORD_other, cause->task);
        text_add(&e->words[WORD_what], trace_type_word((TraceType)cause->type));
        return SENTENCE_WHY_SYNC;
    case TRACE_THREAD_ACQUIRE:
    case TRACE_THREAD_RELEASE:
    case TRACE_THREAD_PUT:
    case TRACE_THREAD_GET:
    case TRACE_THREAD_SET:
    case TRACE_THREAD_CLEAR:
    case TRACE_THREAD_NOTIFY:
        set_object(e, trace_listed_object(e->trace, cause->b));
        text_add(&e->words[WORD_what],
                 trace_type_word((TraceType)cause->type) + strlen("thread."));
        if (cause->task && has_threads(e)) {
            set_task(e, WORD_other, cause->task);
            return SENTENCE_WHY_SYNC;
        }
        set_number(e, WORD_thread, cause->a);
        return SENTENCE_WHY_THREAD_SYNC;
    case TRACE_CALLBACK_RUN:
        set_text(e, WORD_function, cause->a);
        return SENTENCE_WHY_CALLBACK;
    default: return SENTENCE_WHY_EVENT;
    }
}

// Only where the sentence does not say it already: a task is made by a step, a timer
// that fires was set, and computing that ends has begun.
static bool tells_cause(uint8_t type)
{
    return type != TRACE_TASK_CREATE && type != TRACE_TIMER_FIRE &&
           type != TRACE_TIMER_SET && type != TRACE_TIMER_CANCEL &&
           type != TRACE_CPU_END && type != TRACE_BLOCK_END &&
           type != TRACE_THREAD_WAKE && type != TRACE_THREAD_READY &&
           type != TRACE_THREAD_WAIT;
}

static void add_cause(Explainer *e, const TraceRecord *record)
{
    if (!tells_cause(record->type) || !record->cause) return;
    const TraceRecord cause = trace_event(e->trace, record->cause);
    for (int i = 0; i < WORD_COUNT; i++)
        text_clear(&e->words[i]);
    set_task(e, WORD_task, record->task);
    Sentence sentence = explain_cause(e, record, &cause);
    if (sentence == SENTENCE_COUNT) return;
    text_add(&e->line, ": ");
    add_sentence(e, sentence);
}

// "; its coroutines wait in one another: main (line 13) → fetch (line 5)"
static void add_awaits(Explainer *e, const TraceRecord *record)
{
    if (record->type != TRACE_TASK_SUSPEND) return;
    uint32_t count;
    const TraceAwait *awaits = trace_awaits(e->trace, record->b, &count);
    if (!count) return;
    text_clear(&e->words[WORD_coroutine]);
    for (uint32_t i = 0; i < count; i++) {
        Text line = {0};
        text_add_int(&line, awaits[i].line);
        const SentenceWord words[] = {SENTENCE_WORD("line", text_string(&line))};
        if (i) text_add(&e->words[WORD_coroutine], " → ");
        add_text(e, awaits[i].coroutine, &e->words[WORD_coroutine]);
        text_add_char(&e->words[WORD_coroutine], ' ');
        sentence_add(&e->words[WORD_coroutine], e->paint->language, SENTENCE_EXPLAIN_LINE,
                     words, 1);
        text_free(&line);
    }
    add_sentence(e, SENTENCE_EXPLAIN_AWAITS);
}

static Ink ink_of(uint8_t type)
{
    switch ((TraceType)type) {
    case TRACE_TASK_RESUME: return INK_BLUE;
    case TRACE_TASK_SUSPEND: return INK_SKY;
    case TRACE_TURN: return INK_DIM;
    case TRACE_PRINT: return INK_STRONG;
    case TRACE_DIAGNOSTIC: return INK_ORANGE;
    case TRACE_BLOCK_BEGIN:
    case TRACE_BLOCK_END: return INK_VERMILLION;
    default: return INK_PLAIN;
    }
}

static void add_place(Explainer *e, const TraceRecord *record)
{
    if (!record->line) return;
    Text number = {0}, place = {0};
    text_add_int(&number, record->line);
    const SentenceWord words[] = {SENTENCE_WORD("line", text_string(&number))};
    sentence_add(&place, e->paint->language, SENTENCE_EXPLAIN_LINE, words, 1);
    text_add(&e->line, "  ");
    paint_add(e->paint, &e->line, INK_DIM, text_string(&place));
    text_free(&number);
    text_free(&place);
}

static void explain(Explainer *e, uint32_t number)
{
    const TraceRecord event = trace_event(e->trace, number), *record = &event;
    for (int i = 0; i < WORD_COUNT; i++)
        text_clear(&e->words[i]);
    text_clear(&e->line);
    timeline_add_time(e->paint, record->time, &e->line);
    text_addf(&e->line, "%4u  ", number);
    // The timer.set has its number where other events have their task.
    set_task(e, WORD_task, record->type == TRACE_TIMER_SET ? 0 : record->task);
    told_threads_note(&e->threads, e->trace, number);
    set_speaker(e, record);
    Sentence sentence = explain_event(e, record);
    Ink ink = ink_of(record->type);
    paint_begin(e->paint, &e->line, ink);
    add_sentence(e, sentence);
    add_awaits(e, record);
    add_cause(e, record);
    paint_end(e->paint, &e->line, ink);
    add_place(e, record);
    text_add_char(&e->line, '\n');
}

static void free_words(Explainer *e)
{
    for (int i = 0; i < WORD_COUNT; i++)
        text_free(&e->words[i]);
    text_free(&e->line);
    told_threads_free(&e->threads);
}

void explain_write(const Trace *trace, const Paint *paint, OutFile *file)
{
    Explainer e = {.trace = trace, .paint = paint};
    Arena *arena = arena_open();
    e.names = ARENA_ARRAY(arena, TraceText, trace->task_count);
    uint32_t count = trace_count(trace);
    for (uint32_t number = 1; number <= count && file_is_wanted(file); number++) {
        explain(&e, number);
        file_add_bytes(file, e.line.bytes, e.line.size);
    }
    free_words(&e);
    arena_close(arena);
}

// ---- One by one ----

Explainer *explainer_open(const Trace *trace, Language language)
{
    Explainer *e = memory_new(sizeof *e);
    Paint *paint = memory_new(sizeof *paint);
    *paint = (Paint){.language = language};
    *e = (Explainer){.trace = trace, .paint = paint};
    e->names = memory_grow_zeroed(NULL, 0, (trace->task_count + 1) * sizeof *e->names);
    return e;
}

void explainer_close(Explainer *e)
{
    if (!e) return;
    free_words(e);
    free((void *)e->paint);
    free(e->names);
    free(e);
}

// Brings the names of tasks to the moment of an event.
static void name_tasks(Explainer *e, uint32_t number)
{
    if (number < e->named) {
        memset(e->names, 0, e->trace->task_count * sizeof *e->names);
        e->named = 0;
        told_threads_clear(&e->threads);
    }
    while (e->named < number) {
        const TracePacked *record = trace_packed(e->trace, ++e->named);
        told_threads_note(&e->threads, e->trace, e->named);
        if (record->type == TRACE_TASK_RENAME) e->names[record->task - 1] = record->a;
    }
}

void explainer_add(Explainer *e, uint32_t number, Text *out)
{
    name_tasks(e, number);
    const TraceRecord record = trace_event(e->trace, number);
    for (int i = 0; i < WORD_COUNT; i++)
        text_clear(&e->words[i]);
    text_clear(&e->line);
    set_task(e, WORD_task, record.type == TRACE_TIMER_SET ? 0 : record.task);
    set_speaker(e, &record);
    Sentence sentence = explain_event(e, &record);
    add_sentence(e, sentence);
    add_awaits(e, &record);
    add_cause(e, &record);
    text_add_bytes(out, text_string(&e->line), e->line.size);
}
