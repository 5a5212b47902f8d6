// test_summary.c -- a run in numbers.

#include "sample_trace.h"
#include "trace/summary.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void the_founding_example_in_numbers(void **state)
{
    (void)state;
    Trace *trace = sample_gather();
    Arena *arena = arena_open();

    const Summary *s = summary_new(arena, trace);

    assert_int_equal(s->makespan, SAMPLE_MS(2000));
    assert_int_equal(s->steps, 6);
    assert_int_equal(s->turns, 6);
    assert_int_equal(s->printed, 5);
    assert_int_equal(s->most_alive, 3);
    assert_int_equal(s->most_waiting, 3);
    assert_int_equal(s->most_running, 1);
    assert_int_equal(s->longest_hold, 0);
    assert_int_equal(s->longest_hold_task, 0);
    assert_int_equal(s->tasks[0].waiting[WAIT_GATHER], SAMPLE_MS(2000));
    assert_int_equal(s->tasks[2].waiting[WAIT_SLEEP], SAMPLE_MS(1000));
    arena_close(arena);
    trace_close(trace);
}

static void a_step_holds_the_loop_while_it_computes_and_blocks(void **state)
{
    (void)state;
    Trace *trace = sample_busy_loop();
    Arena *arena = arena_open();

    const Summary *s = summary_new(arena, trace);

    assert_int_equal(s->longest_hold, SAMPLE_MS(350));
    assert_int_equal(s->longest_hold_task, 1);
    assert_int_equal(s->loop_busy, SAMPLE_MS(350));
    assert_int_equal(s->tasks[1].ready, SAMPLE_MS(350));
    arena_close(arena);
    trace_close(trace);
}

static void blocking_uses_no_core(void **state)
{
    (void)state;
    Trace *trace = sample_busy_loop();
    Arena *arena = arena_open();

    const Summary *s = summary_new(arena, trace);

    assert_int_equal(s->core_count, 4);
    assert_int_equal(s->core_busy[0], SAMPLE_MS(300));
    assert_int_equal(s->core_busy[1], 0);
    arena_close(arena);
    trace_close(trace);
}

static void a_task_whose_thread_has_no_core_is_ready(void **state)
{
    (void)state;
    Trace *trace = sample_two_threads();
    Arena *arena = arena_open();

    const Summary *s = summary_new(arena, trace);

    assert_int_equal(s->tasks[0].running, SAMPLE_MS(20));
    assert_int_equal(s->tasks[0].ready, SAMPLE_MS(10));
    assert_int_equal(s->tasks[1].running, SAMPLE_MS(20));
    assert_int_equal(s->tasks[1].ready, SAMPLE_MS(20));
    arena_close(arena);
    trace_close(trace);
}

static void with_threads_what_runs_at_once_has_cores(void **state)
{
    (void)state;
    Trace *trace = sample_two_threads();
    Arena *arena = arena_open();

    const Summary *s = summary_new(arena, trace);

    assert_int_equal(s->most_running, 1);
    assert_int_equal(s->core_busy[0], 0);
    assert_int_equal(s->core_busy[1], SAMPLE_MS(40));
    assert_int_equal(s->work, SAMPLE_MS(40));
    assert_int_equal(s->longest_hold, 0);
    arena_close(arena);
    trace_close(trace);
}

static void an_empty_run_has_an_empty_summary(void **state)
{
    (void)state;
    Trace *trace = trace_open();
    sample_begin(trace);
    trace_set_outcome(trace, &(TraceOutcome){.end = OUTCOME_OK});
    Arena *arena = arena_open();

    const Summary *s = summary_new(arena, trace);

    assert_int_equal(s->makespan, 0);
    assert_int_equal(s->most_alive, 0);
    arena_close(arena);
    trace_close(trace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_founding_example_in_numbers),
        cmocka_unit_test(a_step_holds_the_loop_while_it_computes_and_blocks),
        cmocka_unit_test(blocking_uses_no_core),
        cmocka_unit_test(a_task_whose_thread_has_no_core_is_ready),
        cmocka_unit_test(with_threads_what_runs_at_once_has_cores),
        cmocka_unit_test(an_empty_run_has_an_empty_summary),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
