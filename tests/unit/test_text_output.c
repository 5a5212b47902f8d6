// test_text_output.c -- what people read: timeline, reports, events in words.

#include "output/explain.h"
#include "output/report.h"
#include "output/ruler.h"
#include "output/timeline.h"
#include "sample_trace.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

static const Paint plain = {.width = 60};
static const Paint ascii = {.width = 40, .ascii = true};
static const Paint korean = {.width = 60, .language = LANGUAGE_KOREAN};

typedef void Writer(const Trace *, const Paint *, OutFile *);

// What [write] writes, from its first line that begins with [from], so many lines.
static void assert_lines(Trace *trace, Writer *write, const Paint *paint,
                         const char *from, const char *expected)
{
    OutFile *file = file_in_memory();
    write(trace, paint, file);
    file_add_bytes(file, "", 1);
    size_t size;
    const char *got = strstr(file_text(file, &size), from);
    assert_non_null(got);
    char *part = strndup(got, strlen(expected));
    assert_string_equal(part, expected);
    free(part);
    file_abandon(file);
    trace_close(trace);
}

static void the_timeline_draws_a_lane_for_each_task(void **state)
{
    (void)state;
    assert_lines(sample_gather(), timeline_write, &plain, "gather",
                 "gather of \"two\"  (event-loop, 2.000 s, ok)\n"
                 "\n"
                 "               0          0.5        1          1.5     2 s\n"
                 "               ├──────────┼──────────┼──────────┼─────────┤\n"
                 "loop           ┃                     ┃                    ┃\n"
                 "Task-1 main    ┃╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌●\n"
                 "├ Task-2 task  ┃──────────────────────────────────────────●\n"
                 "└ Task-3 task  ┃─────────────────────●\n"
                 "\n"
                 "┃ a step  ─ sleeping  ╌ awaiting a task or future  ● done\n");
}

static void ascii_says_the_same(void **state)
{
    (void)state;
    assert_lines(sample_gather(), timeline_write, &ascii, "\nloop",
                 "\nloop           |           |          |\n"
                 "Task-1 main    |~~~~~~~~~~~~~~~~~~~~~~o\n"
                 "|-Task-2 task  |----------------------o\n"
                 "`-Task-3 task  |-----------o\n");
}

static void printed_lines_stand_behind_their_times(void **state)
{
    (void)state;
    assert_lines(sample_gather(), timeline_write_prints, &plain, "",
                 "  0.000 s  작업1 시작\n"
                 "  0.000 s  작업2 시작\n"
                 "  1.000 s  작업2 끝\n");
}

// Two tasks with Hangul names; the second one's cell begins where the first one's does.
static Trace *hangul_names(void)
{
    Trace *t = trace_open();
    sample_begin(t);
    TraceText f = sample_text(t, "f");
    uint32_t one = trace_task_create(t, 0, 1, 0, f, sample_text(t, "요리사"), 0, false, 0,
                                     sample_place(1));
    trace_task_create(t, 0, 2, 0, f, sample_text(t, "ab"), 0, false, 0, sample_place(1));
    trace_task_resume(t, 0, 1, one);
    uint32_t begin = trace_block_begin(t, 0, 1, 0, sample_place(1));
    trace_block_end(t, SAMPLE_MS(100), 1, 0, begin);
    trace_task_end(t, SAMPLE_MS(100), 1, END_FAILED, f);
    trace_set_outcome(t, &(TraceOutcome){.end = OUTCOME_OK, .time = SAMPLE_MS(200)});
    return t;
}

static void hangul_takes_two_columns_and_a_blocked_loop_is_marked(void **state)
{
    (void)state;
    const Paint narrow = {.width = 31};
    assert_lines(hangul_names(), timeline_write, &narrow, "\nloop",
                 "\nloop      ▓▓▓▓▓▓▓▓▓▓\n"
                 "요리사 f  ▓▓▓▓▓▓▓▓▓▓!\n"
                 "ab f      ░░░░░░░░░░░░░░░░░░░░\n");
}

static void a_run_without_time_is_drawn_by_its_events(void **state)
{
    (void)state;
    Trace *t = trace_open();
    sample_begin(t);
    uint32_t e = trace_task_create(t, 0, 1, 0, sample_text(t, "main"), 0, 1, false, 0,
                                   sample_place(1));
    e = trace_task_resume(t, 0, 1, e);
    trace_task_suspend(t, 0, 1, WAIT_YIELD, 0, sample_place(1));
    trace_task_resume(t, 0, 1, 3);
    trace_task_end(t, 0, 1, END_FINISHED, sample_text(t, "None"));
    trace_set_outcome(t, &(TraceOutcome){.end = OUTCOME_OK});
    const Paint narrow = {.width = 34};

    assert_lines(t, timeline_write, &narrow, "Task-1", "Task-1 main  ░░░░████░░░░███●\n");
}

static void no_name_can_speak_to_the_terminal(void **state)
{
    (void)state;
    Trace *t = trace_open();
    sample_begin(t);
    trace_task_create(t, 0, 1, 0, sample_text(t, "f"), sample_text(t, "a\n\x1b[31m"), 0,
                      false, 0, sample_place(1));
    trace_set_outcome(t, &(TraceOutcome){.end = OUTCOME_OK, .time = 5});

    assert_lines(t, timeline_write, &plain, "a\\n", "a\\n\\x1b[31m f  ░");
}

static void every_event_is_told_in_both_languages(void **state)
{
    (void)state;
    assert_lines(sample_gather(), explain_write, &plain, "  1.000 s    20",
                 "  1.000 s    20  Task-3 runs on: its timer was due (sleep, 1.000 s)\n"
                 "  1.000 s    21  Task-3 prints: 작업2 끝  (line 4)\n"
                 "  1.000 s    22  Task-3 ends and returns '작업2'\n");
    assert_lines(sample_gather(), explain_write, &korean, "  2.000 s    29",
                 "  2.000 s    29  Task-1이 이어서 실행됩니다: Task-2가 끝났기 때문\n");
    assert_lines(sample_everything(), explain_write, &korean, "  0.400 s    37",
                 "  0.400 s    37  loop-blocked: main이(가) 이벤트 루프를 0.300 s 동안 "
                 "붙잡았습니다. 그래서 Task-2가 0.250 s 늦게 실행되었습니다");
}

static void assert_report(const Paint *paint, const char *part)
{
    Trace *trace = sample_everything();
    Text report = {0};
    report_diagnostics(trace, paint, &report);
    report_outcome(trace, paint, true, &report);
    if (!strstr(text_string(&report), part)) fail_msg("%s", text_string(&report));
    text_free(&report);
    trace_close(trace);
}

static void a_diagnostic_shows_its_line(void **state)
{
    (void)state;
    assert_report(
        &plain, "loop-blocked: main held the loop for 0.300 s; Task-2 had to run 0.250 s "
                "late\n"
                "    line 3, at 0.400 s, in task 1\n"
                "      3 │ async def task(name, sec):\n"
                "        │     ^\n");
}

static void a_deadlock_tells_who_waits_for_whom(void **state)
{
    (void)state;
    assert_report(&plain, "deadlock: at 0.400 s nothing is ready, no timer is set, and 2 "
                          "tasks wait for ever\n"
                          "  Task-1 (main) waits: lock 자물쇠; it is up to 일꾼\n");
    assert_report(&plain, "  the cycle: Task-1 → 일꾼 → Task-1\n");
    assert_report(&korean, "  서로 물린 고리: Task-1 → 일꾼 → Task-1\n");
}

static void assert_labels(int64_t length, int cells, const char *expected)
{
    Text text = {0};
    ruler_add_labels(&text, length, cells, false);
    assert_string_equal(text_string(&text), expected);
    text_free(&text);
}

static void the_axis_has_round_numbers(void **state)
{
    (void)state;
    assert_labels(SAMPLE_MS(3000), 40, "0            1            2          3 s");
    assert_labels(SAMPLE_MS(250), 30, "0           100         200 ms");
    assert_labels(7, 30, "0                    5 ns");
    assert_labels(SIMTIME_SECOND * 3600, 30, "0               2000 s");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_timeline_draws_a_lane_for_each_task),
        cmocka_unit_test(ascii_says_the_same),
        cmocka_unit_test(printed_lines_stand_behind_their_times),
        cmocka_unit_test(hangul_takes_two_columns_and_a_blocked_loop_is_marked),
        cmocka_unit_test(a_run_without_time_is_drawn_by_its_events),
        cmocka_unit_test(no_name_can_speak_to_the_terminal),
        cmocka_unit_test(every_event_is_told_in_both_languages),
        cmocka_unit_test(a_diagnostic_shows_its_line),
        cmocka_unit_test(a_deadlock_tells_who_waits_for_whom),
        cmocka_unit_test(the_axis_has_round_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
