// test_trace_stream.c -- a trace written while it grows is the one written afterwards.

#include "output/trace_stream.h"
#include "sample_trace.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>

enum { TASKS = 500 };

// A long run: tasks sleep for times that only a generator of numbers knows; now and then the
// loop is late, a timer is cancelled, has another name, or stands in a column.
typedef struct LongRun {
    Trace *trace;
    uint32_t random;
    SimTime now;
    uint32_t set[TASKS]; // the timer.set of each task
} LongRun;

static uint32_t next_random(LongRun *run, uint32_t below)
{
    run->random = run->random * 1103515245 + 12345;
    return (run->random >> 8) % below;
}

static void set_timer(LongRun *run, uint32_t task)
{
    char what[32];
    uint32_t kind = next_random(run, 20) ? 0 : next_random(run, 400);
    snprintf(what, sizeof what, "timer %u", kind);
    SimTime due = run->now + next_random(run, 1000000);
    TracePlace place = {.line = 5, .column = next_random(run, 50) ? 0 : 7};
    if (next_random(run, 100) == 0) place.line = 70000;
    run->set[task] =
        trace_timer_set(run->trace, run->now, due, sample_text(run->trace, what), place);
    trace_task_suspend_on_timer(run->trace, run->now, task + 1, run->set[task], place);
}

static void make_tasks(LongRun *run)
{
    for (uint32_t task = 0; task < TASKS; task++) {
        uint32_t create =
            trace_task_create(run->trace, 0, task + 1, task, sample_text(run->trace, "f"),
                              0, task + 1, false, 0, (TracePlace){.line = 3});
        trace_task_resume(run->trace, 0, task + 1, create);
        set_timer(run, task);
    }
}

static void wake_one(LongRun *run)
{
    Trace *trace = run->trace;
    uint32_t task = next_random(run, TASKS), event;
    if (next_random(run, 3)) run->now += next_random(run, 1000);
    if (next_random(run, 10) == 0) {
        trace_timer_cancel(trace, run->now, run->set[task]);
        event = trace_task_cancel(trace, run->now, task + 1, 0, 0, 0, (TracePlace){9, 0});
    } else {
        event = trace_timer_fire(trace, run->now, run->set[task]);
    }
    for (uint32_t i = 0; i < next_random(run, 4); i++)
        trace_list_task(trace, i + 1);
    trace_turn(trace, run->now, TASKS);
    trace_task_resume(trace, run->now, task + 1, event);
    set_timer(run, task);
}

static void record_long_run(Trace *trace)
{
    LongRun run = {.trace = trace, .random = 1};
    make_tasks(&run);
    while (trace_count(trace) < 40 * TRACE_CHUNK + 1000)
        wake_one(&run);
    trace_set_outcome(trace, &(TraceOutcome){.end = OUTCOME_OK, .time = run.now});
}

static bool file_has(const OutFile *file, const char *words)
{
    Text text = {0};
    size_t size;
    const char *bytes = file_text(file, &size);
    text_add_bytes(&text, bytes, size);
    bool has = strstr(text_string(&text), words) != NULL;
    text_free(&text);
    return has;
}

static Trace *begun_trace(void)
{
    Trace *trace = trace_open();
    sample_begin(trace);
    return trace;
}

static void a_streamed_trace_is_the_one_written_afterwards(void **state)
{
    (void)state;
    OutFile *streamed = file_in_memory(), *whole = file_in_memory();
    size_t size, whole_size;

    Trace *trace = begun_trace();
    TraceStream *stream = trace_stream_begin(trace, streamed, NULL);
    record_long_run(trace);
    trace_stream_end(stream);
    trace_close(trace);

    trace = begun_trace();
    record_long_run(trace);
    trace_write(trace, whole, NULL);
    trace_close(trace);

    const char *bytes = file_text(streamed, &size);
    const char *expected = file_text(whole, &whole_size);
    assert_int_equal(size, whole_size);
    assert_memory_equal(bytes, expected, size);
    file_abandon(streamed);
    file_abandon(whole);
}

static void a_short_run_needs_no_second_thread(void **state)
{
    (void)state;
    Trace *trace = begun_trace();
    OutFile *file = file_in_memory();

    TraceStream *stream = trace_stream_begin(trace, file, NULL);
    trace_print(trace, 0, 0, 0, "x", 1, (TracePlace){.line = 1});
    trace_set_outcome(trace, &(TraceOutcome){.end = OUTCOME_OK});
    trace_stream_end(stream);

    assert_true(file_has(file, "\"text\": \"x\", \"line\": 1}\n],\n"));
    file_abandon(file);
    trace_close(trace);
}

static void a_stopped_run_leaves_its_stream_without_an_outcome(void **state)
{
    (void)state;
    Trace *trace = begun_trace();
    OutFile *file = file_in_memory();

    TraceStream *stream = trace_stream_begin(trace, file, NULL);
    record_long_run(trace);
    trace_stream_abandon(stream);

    assert_false(file_has(file, "\"outcome\""));
    file_abandon(file);
    trace_close(trace);
}

static void an_interruption_ends_the_writing(void **state)
{
    (void)state;
    Trace *trace = begun_trace();
    OutFile *file = file_in_memory();
    volatile sig_atomic_t interrupt = 1;
    size_t size;

    TraceStream *stream = trace_stream_begin(trace, file, &interrupt);
    record_long_run(trace);
    trace_stream_end(stream);

    file_text(file, &size);
    assert_true(size < 1000000);
    file_abandon(file);
    trace_close(trace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_streamed_trace_is_the_one_written_afterwards),
        cmocka_unit_test(a_short_run_needs_no_second_thread),
        cmocka_unit_test(a_stopped_run_leaves_its_stream_without_an_outcome),
        cmocka_unit_test(an_interruption_ends_the_writing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
