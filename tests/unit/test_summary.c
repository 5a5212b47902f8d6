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

// One task computes for 300 ms and blocks for 50 ms in one step; another waits its turn.
static Trace *busy_loop(void)
{
    Trace *t = trace_open();
    sample_begin(t);
    TraceText f = sample_text(t, "f");
    uint32_t one = trace_task_create(t, 0, 1, 0, f, 0, 1, false, 0, sample_place(1));
    uint32_t two = trace_task_create(t, 0, 2, 0, f, 0, 2, false, 0, sample_place(1));
    trace_task_resume(t, 0, 1, one);
    uint32_t begin = trace_cpu_begin(t, 0, 1, 0, sample_place(1));
    trace_cpu_end(t, SAMPLE_MS(300), 1, 0, begin);
    begin = trace_block_begin(t, SAMPLE_MS(300), 1, 0, sample_place(1));
    trace_block_end(t, SAMPLE_MS(350), 1, 0, begin);
    trace_task_end(t, SAMPLE_MS(350), 1, END_FINISHED, f);
    trace_task_resume(t, SAMPLE_MS(350), 2, two);
    trace_task_end(t, SAMPLE_MS(350), 2, END_FINISHED, f);
    trace_set_outcome(t, &(TraceOutcome){.end = OUTCOME_OK, .time = SAMPLE_MS(350)});
    return t;
}

static void a_step_holds_the_loop_while_it_computes_and_blocks(void **state)
{
    (void)state;
    Trace *trace = busy_loop();
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
    Trace *trace = busy_loop();
    Arena *arena = arena_open();

    const Summary *s = summary_new(arena, trace);

    assert_int_equal(s->core_count, 4);
    assert_int_equal(s->core_busy[0], SAMPLE_MS(300));
    assert_int_equal(s->core_busy[1], 0);
    arena_close(arena);
    trace_close(trace);
}

// Two tasks, each in its own thread, compute for 20 ms on one core, by turns of 10 ms.
static Trace *two_threads(void)
{
    Trace *t = trace_open();
    Machine machine = machine_default();
    machine.model = MACHINE_PARALLEL;
    machine.cores = 2;
    trace_set_scenario(t,
                       &(TraceScenario){.title = "", .program = "", .machine = machine});
    TraceText f = sample_text(t, "f");
    for (uint32_t i = 1; i <= 2; i++) {
        trace_task_create(t, 0, i, 0, f, 0, i, false, 0, sample_place(1));
        trace_thread_start(t, 0, i, 0, 0, sample_place(1));
    }
    uint32_t begins[3];
    for (uint32_t i = 1; i <= 2; i++) {
        trace_task_resume(t, 0, i, 0);
        begins[i] = trace_cpu_begin(t, 0, i, i, sample_place(1));
    }
    uint32_t ready = trace_thread_ready(t, 0, 2, 0);
    for (uint32_t turn = 0; turn < 4; turn++) {
        SimTime from = SAMPLE_MS(10 * turn), past = SAMPLE_MS(10 * (turn + 1));
        uint32_t i = turn % 2 + 1;
        uint32_t run = trace_core_run(t, from, i, 1, ready);
        if (turn >= 2) trace_cpu_end(t, past, i, i, begins[i]);
        trace_core_leave(t, past, i, 1, turn < 2 ? WHY_QUANTUM : WHY_ENDS, run);
        if (turn >= 2) trace_task_end(t, past, i, END_FINISHED, f);
    }
    trace_set_outcome(t, &(TraceOutcome){.end = OUTCOME_OK, .time = SAMPLE_MS(40)});
    return t;
}

static void a_task_whose_thread_has_no_core_is_ready(void **state)
{
    (void)state;
    Trace *trace = two_threads();
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
    Trace *trace = two_threads();
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
