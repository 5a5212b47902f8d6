// test_spans.c -- lanes have no gaps, and say truly what a task did when.

#include "sample_trace.h"
#include "trace/spans.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>

// A lane as letters with the milliseconds at which each span begins: "r0 R0 s0 r900 R1000".
static void assert_lane(const Trace *trace, uint32_t task, const char *expected)
{
    Arena *arena = arena_open();
    const Lanes *lanes = lanes_new(arena, trace);
    Text text = {0};
    for (uint32_t i = lanes->first[task - 1]; i < lanes->first[task]; i++) {
        const Span *span = &lanes->spans[i];
        text_addf(&text, "%s%c%d", text.size ? " " : "", "rRCBw"[span->state],
                  (int)(span->start / SAMPLE_MS(1)));
        if (i + 1 < lanes->first[task]) assert_int_equal(span->end, span[1].start);
    }
    assert_string_equal(text_string(&text), expected);
    text_free(&text);
    arena_close(arena);
}

static void a_lane_goes_from_creation_to_end(void **state)
{
    (void)state;
    Trace *trace = sample_gather();

    assert_lane(trace, 1, "r0 R0 w0 r2000 R2000");
    assert_lane(trace, 2, "r0 R0 w0 r2000 R2000");
    assert_lane(trace, 3, "r0 R0 w0 r1000 R1000");
    trace_close(trace);
}

// Task 1 sleeps for 100 ms; task 2 computes for 300 ms and so holds it up.
static Trace *late_sleeper(void)
{
    Trace *t = trace_open();
    sample_begin(t);
    TraceText f = sample_text(t, "f");
    uint32_t one = trace_task_create(t, 0, 1, 0, f, 0, 1, false, 0, sample_place(1));
    uint32_t two = trace_task_create(t, 0, 2, 0, f, 0, 2, false, 0, sample_place(1));
    trace_task_resume(t, 0, 1, one);
    uint32_t timer = trace_timer_set(t, 0, SAMPLE_MS(100), f, sample_place(1));
    trace_task_suspend_on_timer(t, 0, 1, timer, sample_place(1));
    trace_task_resume(t, 0, 2, two);
    uint32_t begin = trace_cpu_begin(t, 0, 2, 0, sample_place(1));
    trace_cpu_end(t, SAMPLE_MS(300), 2, 0, begin);
    begin = trace_block_begin(t, SAMPLE_MS(300), 2, 0, sample_place(1));
    trace_block_end(t, SAMPLE_MS(350), 2, 0, begin);
    trace_task_end(t, SAMPLE_MS(350), 2, END_FINISHED, f);
    uint32_t fire = trace_timer_fire(t, SAMPLE_MS(350), timer);
    trace_task_resume(t, SAMPLE_MS(350), 1, fire);
    trace_set_outcome(t, &(TraceOutcome){.end = OUTCOME_OK, .time = SAMPLE_MS(400)});
    return t;
}

static void a_sleeper_is_ready_from_when_its_timer_was_due(void **state)
{
    (void)state;
    Trace *trace = late_sleeper();

    assert_lane(trace, 1, "r0 R0 w0 r100 R350");
    trace_close(trace);
}

static void computing_and_blocking_are_spans_of_their_own(void **state)
{
    (void)state;
    Trace *trace = late_sleeper();

    assert_lane(trace, 2, "r0 R0 C0 R300 B300 R350");
    trace_close(trace);
}

static void a_task_that_never_ends_lasts_to_the_end_of_the_run(void **state)
{
    (void)state;
    Trace *trace = late_sleeper();
    Arena *arena = arena_open();
    const Lanes *lanes = lanes_new(arena, trace);

    assert_int_equal(lanes->spans[lanes->first[1] - 1].end, SAMPLE_MS(400));
    arena_close(arena);
    trace_close(trace);
}

static char state_at(const Lanes *lanes, uint32_t task, int milliseconds)
{
    const Span *span = lanes_span_at(lanes, task, SAMPLE_MS(milliseconds));
    return span ? "rRCBw"[span->state] : '-';
}

static void the_state_at_an_instant_is_that_of_the_last_span_begun(void **state)
{
    (void)state;
    Trace *trace = late_sleeper();
    Arena *arena = arena_open();
    const Lanes *lanes = lanes_new(arena, trace);

    assert_int_equal(state_at(lanes, 1, 50), 'w');
    assert_int_equal(state_at(lanes, 1, 100), 'r');
    assert_int_equal(state_at(lanes, 2, 299), 'C');
    assert_int_equal(state_at(lanes, 2, 300), 'B');
    assert_int_equal(state_at(lanes, 2, 351), '-');
    assert_int_equal(state_at(lanes, 1, 400), 'R');
    arena_close(arena);
    trace_close(trace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lane_goes_from_creation_to_end),
        cmocka_unit_test(a_sleeper_is_ready_from_when_its_timer_was_due),
        cmocka_unit_test(computing_and_blocking_are_spans_of_their_own),
        cmocka_unit_test(a_task_that_never_ends_lasts_to_the_end_of_the_run),
        cmocka_unit_test(the_state_at_an_instant_is_that_of_the_last_span_begun),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
