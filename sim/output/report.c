// report.c -- sentences with the program's lines below them.

#include "output/report.h"

#include "base/sentences.h"
#include "base/utf8.h"
#include "output/learner_help.h"

#include <stdio.h>

enum { SOURCE_SHOWN = 100 }; // columns of a source line that are shown

// A program that makes one mistake for ever is told of it often enough.
enum { DIAGNOSTICS_SHOWN = 100 };

static void add_sentence(const Paint *paint, Text *out, Sentence sentence,
                         const SentenceWord *words, int count)
{
    sentence_add(out, paint->language, sentence, words, count);
}

// The bytes of a line of the program; NULL if there is no such line.
static const char *program_line(const Trace *trace, uint32_t line, size_t *size)
{
    const char *at = trace->scenario.program;
    const char *end = at + trace->scenario.program_size;
    for (uint32_t i = 1; at && i < line; i++) {
        at = memchr(at, '\n', (size_t)(end - at));
        if (at) at++;
    }
    if (!at || !line) return NULL;
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    *size = (size_t)((newline ? newline : end) - at);
    return at;
}

static void add_margin(const Paint *paint, Text *out, const char *number)
{
    paint_begin(paint, out, INK_DIM);
    text_addf(out, "  %5s %s ", number, paint->ascii ? "|" : "│");
    paint_end(paint, out, INK_DIM);
}

void report_source_line(const Trace *trace, const Paint *paint, TracePlace place,
                        Text *out)
{
    size_t size;
    const char *line = program_line(trace, place.line, &size);
    if (!line) return;
    char number[16];
    snprintf(number, sizeof number, "%u", place.line);
    add_margin(paint, out, number);
    size_t shown = utf8_offset(line, size, SOURCE_SHOWN);
    text_add_bytes(out, line, shown);
    text_add(out, shown < size ? "...\n" : "\n");
    if (!place.column) return;

    size_t before = utf8_offset(line, size, place.column - 1);
    if (before > shown) return;
    add_margin(paint, out, "");
    text_add_repeated(out, ' ', utf8_columns(line, before));
    paint_add(paint, out, INK_VERMILLION, "^");
    text_add_char(out, '\n');
}

// "    line 9, at 0.000 s, task 2"
static void add_where(const Paint *paint, Text *out, const TraceRecord *record)
{
    Text time = {0};
    char line[16], task[16];
    simtime_add_text(&time, record->time);
    snprintf(line, sizeof line, "%u", record->line);
    snprintf(task, sizeof task, "%u", record->task);
    const SentenceWord words[] = {
        SENTENCE_WORD("time", text_string(&time)),
        SENTENCE_WORD("line", line),
        SENTENCE_WORD("task", task),
    };
    Sentence sentence = record->line && record->task ? SENTENCE_WHERE_LINE_TASK
                        : record->line               ? SENTENCE_WHERE_LINE
                        : record->task               ? SENTENCE_WHERE_TASK
                                                     : SENTENCE_WHERE;
    text_add(out, "    ");
    add_sentence(paint, out, sentence, words, 3);
    text_add_char(out, '\n');
    text_free(&time);
}

// What to write instead is told once for every kind of diagnostic.
static void add_diagnostic(const Trace *trace, const Paint *paint,
                           const TraceRecord *record, bool *is_helped, Text *out)
{
    TraceCode code = (TraceCode)record->detail;
    TraceFact facts[TRACE_FIELDS_MOST];
    for (int i = 0; i < trace_code_fact_count(code); i++)
        facts[i] = trace_fact(trace, record, i);
    paint_add(paint, out, INK_ORANGE, trace_code_word(code));
    text_add(out, ": ");
    trace_code_sentence(code, facts, paint->language, out);
    text_add_char(out, '\n');
    add_where(paint, out, record);
    report_source_line(trace, paint, (TracePlace){record->line, record->column}, out);
    if (!is_helped[code]) learner_help_add_diagnostic(code, facts, paint->language, out);
    is_helped[code] = true;
}

void report_diagnostics(const Trace *trace, const Paint *paint, Text *out)
{
    uint32_t count = trace_count(trace), shown = 0;
    bool is_helped[TRACE_CODE_COUNT] = {0};
    for (uint32_t number = 1; number <= count; number++) {
        if (trace_packed(trace, number)->type != TRACE_DIAGNOSTIC) continue;
        if (shown++ >= DIAGNOSTICS_SHOWN) continue;
        const TraceRecord record = trace_event(trace, number);
        add_diagnostic(trace, paint, &record, is_helped, out);
    }
    if (shown <= DIAGNOSTICS_SHOWN) return;
    Text more = {0};
    text_add_int(&more, shown - DIAGNOSTICS_SHOWN);
    const SentenceWord words[] = {SENTENCE_WORD("count", text_string(&more))};
    add_sentence(paint, out, SENTENCE_MORE_DIAGNOSTICS, words, 1);
    text_add_char(out, '\n');
    text_free(&more);
}

// ---- Deadlock ----

static void add_task_name(const Trace *trace, uint32_t task, Text *out)
{
    const TraceOutcome *outcome = &trace->outcome;
    for (int i = 0; i < outcome->waiter_count; i++) {
        if (!outcome->waiters[i].task || outcome->waiters[i].task != task) continue;
        text_add(out, outcome->waiters[i].name);
        return;
    }
    text_addf(out, "Task %u", task);
}

// A thread that holds something and does not wait for another one runs a loop.
static void add_thread_name(const Trace *trace, uint32_t thread, Text *out)
{
    const TraceOutcome *outcome = &trace->outcome;
    for (int i = 0; i < outcome->waiter_count; i++) {
        if (outcome->waiters[i].task || outcome->waiters[i].thread != thread) continue;
        text_add(out, outcome->waiters[i].name);
        return;
    }
    if (thread)
        text_addf(out, "thread %u", thread);
    else
        text_add(out, "MainThread");
}

static void add_names(const Trace *trace, bool of_threads, const uint32_t *ids, int count,
                      const char *between, Text *out)
{
    for (int i = 0; i < count; i++) {
        if (i) text_add(out, between);
        if (of_threads)
            add_thread_name(trace, ids[i], out);
        else
            add_task_name(trace, ids[i], out);
    }
}

static Sentence task_sentence(const TraceWaiter *waiter, const Text *by)
{
    if (waiter->what && waiter->lost) return SENTENCE_WAITER_LOST;
    bool own = waiter->by_count == 1 && waiter->by[0] == waiter->task;
    if (waiter->what && own) return SENTENCE_WAITER_OWN;
    return waiter->what && by->size ? SENTENCE_WAITER_WHAT_BY
           : waiter->what           ? SENTENCE_WAITER_WHAT
           : by->size               ? SENTENCE_WAITER_BY
                                    : SENTENCE_WAITER;
}

static Sentence thread_sentence(const TraceWaiter *waiter)
{
    if (waiter->on == WAIT_THREAD && waiter->by_count) return SENTENCE_THREAD_WAITER_END;
    if (!waiter->what || waiter->on == WAIT_THREAD) return SENTENCE_THREAD_WAITER;
    if (waiter->lost) return SENTENCE_THREAD_WAITER_LOST;
    if (!waiter->by_count) return SENTENCE_THREAD_WAITER_WHAT;
    bool own = waiter->by_count == 1 && waiter->by[0] == waiter->thread;
    return own && waiter->on == WAIT_LOCK ? SENTENCE_THREAD_WAITER_OWN
                                          : SENTENCE_THREAD_WAITER_HELD;
}

// Task-2 (worker) waits for lock "lock_b" of Task-3
static void add_waiter(const Trace *trace, const Paint *paint, const TraceWaiter *waiter,
                       Text *out)
{
    Text by = {0};
    bool is_thread = !waiter->task;
    add_names(trace, is_thread, waiter->by, waiter->by_count, ", ", &by);
    // A wait that has no word of its own is told in the program's.
    const char *on = is_thread && waiter->on == WAIT_THREAD && waiter->what
                         ? waiter->what
                         : trace_wait_word(waiter->on);
    // "lock door"; a lock that is named lock is one.
    Text what = {0};
    text_add(&what, on);
    if (waiter->what && strcmp(waiter->what, on) != 0)
        text_addf(&what, " %s", waiter->what);
    const SentenceWord words[] = {
        SENTENCE_WORD("name", waiter->name),
        SENTENCE_WORD("coroutine", waiter->coroutine),
        SENTENCE_WORD("on", on),
        SENTENCE_WORD("what", text_string(&what)),
        SENTENCE_WORD("by", waiter->lost ? waiter->lost : text_string(&by)),
    };
    // Who waits for a task need not be told twice whose end would help.
    if (!is_thread && waiter->what && text_equals(&by, waiter->what)) text_clear(&by);
    text_add(out, "  ");
    add_sentence(paint, out,
                 is_thread ? thread_sentence(waiter) : task_sentence(waiter, &by), words,
                 5);
    text_add_char(out, '\n');
    report_source_line(trace, paint, waiter->place, out);
    text_free(&what);
    text_free(&by);
}

static void add_cycle(const Trace *trace, const Paint *paint, Text *out)
{
    const TraceOutcome *outcome = &trace->outcome;
    if (!outcome->cycle_count) return;
    const char *arrow = paint->ascii ? " -> " : " → ";
    Text cycle = {0};
    bool threads = outcome->cycle_of_threads;
    add_names(trace, threads, outcome->cycle, outcome->cycle_count, arrow, &cycle);
    text_add(&cycle, arrow);
    add_names(trace, threads, outcome->cycle, 1, arrow, &cycle);
    const SentenceWord words[] = {SENTENCE_WORD("cycle", text_string(&cycle))};
    text_add(out, "  ");
    add_sentence(paint, out, SENTENCE_DEADLOCK_CYCLE, words, 1);
    text_add_char(out, '\n');
    text_free(&cycle);
}

static Sentence deadlock_sentence(const TraceOutcome *outcome)
{
    int threads = 0, count = outcome->waiter_count;
    for (int i = 0; i < count; i++)
        threads += !outcome->waiters[i].task;
    if (!threads) return count == 1 ? SENTENCE_DEADLOCK_ONE : SENTENCE_DEADLOCK;
    if (threads < count) return SENTENCE_DEADLOCK_MIXED;
    return count == 1 ? SENTENCE_DEADLOCK_THREAD : SENTENCE_DEADLOCK_THREADS;
}

static void add_deadlock(const Trace *trace, const Paint *paint, const char *time,
                         Text *out)
{
    char count[16];
    snprintf(count, sizeof count, "%d", trace->outcome.waiter_count);
    const SentenceWord words[] = {SENTENCE_WORD("time", time),
                                  SENTENCE_WORD("count", count)};
    paint_add(paint, out, INK_VERMILLION, "deadlock");
    text_add(out, ": ");
    add_sentence(paint, out, deadlock_sentence(&trace->outcome), words, 2);
    text_add_char(out, '\n');
    for (int i = 0; i < trace->outcome.waiter_count; i++)
        add_waiter(trace, paint, &trace->outcome.waiters[i], out);
    add_cycle(trace, paint, out);
}

// ---- Limit and error ----

static Sentence limit_sentence(const char *limit)
{
    static const struct {
        const char *key;
        Sentence sentence;
    } sentences[] = {
        {"time", SENTENCE_LIMIT_TIME},        {"steps", SENTENCE_LIMIT_STEPS},
        {"tasks", SENTENCE_LIMIT_TASKS},      {"memory_mb", SENTENCE_LIMIT_MEMORY},
        {"output_kb", SENTENCE_LIMIT_OUTPUT}, {"integer", SENTENCE_LIMIT_INTEGER},
        {"complex", SENTENCE_LIMIT_COMPLEX},  {"sleeps", SENTENCE_LIMIT_SLEEPS},
    };
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++)
        if (strcmp(sentences[i].key, limit) == 0) return sentences[i].sentence;
    return SENTENCE_LIMIT_OTHER;
}

static void add_limit(const Trace *trace, const Paint *paint, const char *time, Text *out)
{
    const TraceOutcome *outcome = &trace->outcome;
    Text value = {0};
    if (strcmp(outcome->limit, "time") == 0)
        simtime_add_text(&value, outcome->limit_value);
    else
        text_add_int(&value, outcome->limit_value);
    const SentenceWord words[] = {
        SENTENCE_WORD("value", text_string(&value)),
        SENTENCE_WORD("time", time),
        SENTENCE_WORD("limit", outcome->limit),
    };
    paint_add(paint, out, INK_VERMILLION, "limit");
    text_add(out, ": ");
    add_sentence(paint, out, limit_sentence(outcome->limit), words, 3);
    text_add_char(out, '\n');
    report_source_line(trace, paint, outcome->limit_place, out);
    text_free(&value);
}

static void add_error(const Trace *trace, const Paint *paint, const char *time, Text *out)
{
    const TraceOutcome *outcome = &trace->outcome;
    const SentenceWord words[] = {SENTENCE_WORD("time", time)};
    paint_add(paint, out, INK_VERMILLION, "error");
    text_add(out, ": ");
    add_sentence(paint, out, SENTENCE_OUTCOME_ERROR, words, 1);
    text_addf(out, " %s%s%s\n", outcome->error_type, *outcome->error_message ? ": " : "",
              outcome->error_message);
    for (int i = 0; i < outcome->frame_count; i++) {
        text_addf(out, "  %s\n", outcome->frames[i].function);
        report_source_line(trace, paint, (TracePlace){outcome->frames[i].line, 0}, out);
    }
}

void report_outcome(const Trace *trace, const Paint *paint, bool with_error, Text *out)
{
    const TraceOutcome *outcome = &trace->outcome;
    Text time = {0};
    simtime_add_text(&time, outcome->time);
    if (outcome->end == OUTCOME_DEADLOCK)
        add_deadlock(trace, paint, text_string(&time), out);
    if (outcome->end == OUTCOME_LIMIT) add_limit(trace, paint, text_string(&time), out);
    if (outcome->end == OUTCOME_ERROR && with_error)
        add_error(trace, paint, text_string(&time), out);
    learner_help_add(trace, paint->language, out);
    text_free(&time);
}
