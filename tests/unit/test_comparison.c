// test_comparison.c -- what is said about numbers, for numbers that are made up.

#include "output/comparison.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#define MS(n) ((SimTime)(n)*1000000)

static int open_arena(void **state)
{
    *state = arena_open();
    return 0;
}

static int close_arena(void **state)
{
    arena_close(*state);
    return 0;
}

// A run that took [makespan] and computed for [computed]; its tasks waited together.
static ComparedRun run_of(MachineModel model, int cores, SimTime makespan,
                          SimTime computed)
{
    ComparedRun run = {.machine = machine_default(),
                       .end = OUTCOME_OK,
                       .trouble = "",
                       .makespan = makespan,
                       .computed = computed,
                       .most_waiting = 4};
    run.machine.model = model;
    run.machine.cores = cores;
    return run;
}

static Comparison *comparison_of(Arena *arena, const ComparedRun *runs, int count)
{
    Comparison *comparison = comparison_new(arena, count, 1);
    comparison->title = comparison->file = "t.py";
    memcpy(comparison->runs, runs, sizeof *runs * (size_t)count);
    comparison_relate(comparison);
    return comparison;
}

// The same machine with 1, 2, 3 ... cores.
static Comparison *sweep_of(Arena *arena, MachineModel model, const SimTime *times,
                            int count)
{
    static const char *const values[] = {"1", "2", "3", "4", "5", "6", "7", "8"};
    Comparison *comparison = comparison_new(arena, 1, count);
    comparison->title = comparison->file = "t.py";
    comparison->sweep = "cores";
    for (int i = 0; i < count; i++) {
        comparison->runs[i] = run_of(model, i + 1, times[i], times[0]);
        comparison->runs[i].value = values[i];
    }
    comparison_relate(comparison);
    return comparison;
}

static void assert_remark(const Comparison *comparison, Language language,
                          const char *expected)
{
    Text remark = {0};
    comparison_remark(comparison, language, &remark);
    assert_string_equal(text_string(&remark), expected);
    text_free(&remark);
}

static void waiting_is_told_to_suit_async(void **state)
{
    const ComparedRun runs[] = {run_of(MACHINE_EVENT_LOOP, 4, MS(1000), 0),
                                run_of(MACHINE_SEQUENTIAL, 4, MS(3000), 0),
                                run_of(MACHINE_PARALLEL, 4, MS(1000), 0)};
    const Comparison *comparison = comparison_of(*state, runs, 3);

    assert_remark(comparison, LANGUAGE_ENGLISH,
                  "The work is I/O-bound: event-loop computes for 0 % of its 1.000 s and "
                  "waits for the rest. Waits overlap on one thread, so async suffices. "
                  "One wait after the other (sequential) takes 3.000 s. More threads or "
                  "cores gain nothing (parallel:4: 1.00 times as fast).");
    assert_remark(
        comparison, LANGUAGE_KOREAN,
        "I/O 위주의 작업입니다. event-loop 머신은 1.000 s 가운데 0 %만 계산하고 "
        "나머지는 기다립니다. 기다림은 스레드 하나에서도 겹치므로 async로 "
        "충분합니다. 하나씩 차례로 기다리면(sequential) 3.000 s가 걸립니다. "
        "스레드나 코어를 늘려도 얻는 것이 없습니다(parallel:4: 1.00배).");
}

static void waits_one_after_the_other_are_not_told_to_overlap(void **state)
{
    ComparedRun runs[] = {run_of(MACHINE_EVENT_LOOP, 4, MS(300), 0),
                          run_of(MACHINE_PARALLEL, 4, MS(300), 0)};
    runs[0].most_waiting = runs[1].most_waiting = 1;
    assert_remark(comparison_of(*state, runs, 2), LANGUAGE_ENGLISH,
                  "The work is I/O-bound: event-loop computes for 0 % of its 0.300 s and "
                  "waits for the rest. But never two tasks wait at the same time, so no "
                  "waits overlap. Those that need nothing from one another could: in "
                  "tasks of their own, with gather(). More threads or cores gain nothing "
                  "(parallel:4: 1.00 times as fast).");
}

static void computing_is_told_to_need_cores_and_why(void **state)
{
    const ComparedRun runs[] = {run_of(MACHINE_EVENT_LOOP, 4, MS(800), MS(800)),
                                run_of(MACHINE_THREADS, 4, MS(800), MS(800)),
                                run_of(MACHINE_PARALLEL, 4, MS(200), MS(800))};
    const Comparison *comparison = comparison_of(*state, runs, 3);

    assert_remark(comparison, LANGUAGE_ENGLISH,
                  "The work is CPU-bound: event-loop computes for 100 % of its 0.800 s. "
                  "Taking turns on one thread does not make computing shorter. Threads "
                  "take turns too, because only the one that holds the GIL computes "
                  "(threads:4: 1.00 times as fast). Only cores help, and only without a "
                  "GIL: parallel:4 is 4.00 times as fast.");
    assert_remark(
        comparison, LANGUAGE_KOREAN,
        "계산 위주의 작업입니다. event-loop 머신은 0.800 s 가운데 100 %를 "
        "계산합니다. 스레드 하나에서 번갈아 실행해도 계산은 짧아지지 않습니다. "
        "스레드도 번갈아 계산할 뿐입니다. GIL을 쥔 스레드만 계산할 수 있기 "
        "때문입니다(threads:4: 1.00배). GIL 없이 코어를 여럿 쓰는 것만이 도움이 "
        "됩니다. parallel:4 머신은 4.00배 빠릅니다.");
}

static void cores_that_have_nothing_to_share_are_told(void **state)
{
    const ComparedRun alone[] = {run_of(MACHINE_EVENT_LOOP, 4, MS(500), MS(500)),
                                 run_of(MACHINE_PARALLEL, 4, MS(500), MS(500))};
    const ComparedRun partly[] = {run_of(MACHINE_EVENT_LOOP, 4, MS(800), MS(400)),
                                  run_of(MACHINE_PARALLEL, 8, MS(500), MS(400))};

    assert_remark(
        comparison_of(*state, alone, 2), LANGUAGE_ENGLISH,
        "The work is CPU-bound: event-loop computes for 100 % of its 0.500 s. "
        "Taking turns on one thread does not make computing shorter. Not even "
        "parallel:4 is faster (1.00 times as fast): there is no second piece of "
        "computing to do at the same time.");
    assert_remark(comparison_of(*state, partly, 2), LANGUAGE_ENGLISH,
                  "The work is mixed: event-loop computes for 50 % of its 0.800 s and "
                  "waits for the rest. Async lets the waits overlap, but everybody waits "
                  "while one task computes. Cores shorten the computing: parallel:8 is "
                  "1.60 times as fast.");
}

static void
machines_that_differ_in_their_cores_only_are_held_against_the_first(void **state)
{
    const ComparedRun runs[] = {run_of(MACHINE_PARALLEL, 1, MS(1000), MS(1000)),
                                run_of(MACHINE_PARALLEL, 2, MS(600), MS(1000)),
                                run_of(MACHINE_PARALLEL, 8, MS(300), MS(1000))};

    assert_remark(
        comparison_of(*state, runs, 3), LANGUAGE_ENGLISH,
        "The work is CPU-bound: parallel:1 computes for 100 % of its 1.000 s. "
        "Taking turns on one thread does not make computing shorter. Only cores "
        "help, and only without a GIL: parallel:8 is 3.33 times as fast. Its "
        "cores are busy for 42 % of the time: not all of the work can be shared "
        "out among them.");
}

static void the_longest_chain_is_told_where_cores_reach_it(void **state)
{
    ComparedRun runs[] = {run_of(MACHINE_EVENT_LOOP, 8, MS(1000), MS(1000)),
                          run_of(MACHINE_PARALLEL, 8, MS(300), MS(1000))};
    runs[0].chain = runs[1].chain = MS(300);

    assert_remark(
        comparison_of(*state, runs, 2), LANGUAGE_ENGLISH,
        "The work is CPU-bound: event-loop:8 computes for 100 % of its 1.000 s. "
        "Taking turns on one thread does not make computing shorter. Only cores "
        "help, and only without a GIL: parallel:8 is 3.33 times as fast. More "
        "cores gain nothing: the longest chain of steps that follow from one "
        "another takes 0.300 s.");
}

static void blocking_calls_are_told_from_computing(void **state)
{
    ComparedRun runs[] = {run_of(MACHINE_EVENT_LOOP, 4, MS(1000), 0),
                          run_of(MACHINE_THREADS, 4, MS(500), 0)};
    runs[0].blocked = runs[1].blocked = MS(1000);

    assert_remark(
        comparison_of(*state, runs, 2), LANGUAGE_ENGLISH,
        "For 100 % of its 1.000 s event-loop stands in calls that block the "
        "thread: nothing computes, and yet no other task can go on. A thread "
        "that blocks gives the GIL back, so threads:4 is 2.00 times as fast. An "
        "await instead of the call does the same on one thread.");
}

static void a_pool_of_threads_is_told_to_share_the_gil(void **state)
{
    ComparedRun runs[] = {run_of(MACHINE_EVENT_LOOP, 1, MS(800), MS(800)),
                          run_of(MACHINE_EVENT_LOOP, 4, MS(800), MS(800)),
                          run_of(MACHINE_PARALLEL, 4, MS(200), MS(800))};
    for (int i = 0; i < 3; i++)
        runs[i].beside = (WorkBeside){.threads = 4, .in_threads = MS(800)};
    runs[0].beside.gil_wait = runs[1].beside.gil_wait = MS(2000);
    const Comparison *comparison = comparison_of(*state, runs, 3);

    assert_remark(
        comparison, LANGUAGE_ENGLISH,
        "Threads compute for 0.800 s all in all, but never two of them at once, "
        "because only the one that holds the GIL computes. Threads that could go "
        "on wait for the GIL, for 2.000 s all in all. More cores gain nothing "
        "(event-loop:4: 1.00 times as fast). Without a GIL threads compute on "
        "several cores at once: parallel:4 is 4.00 times as fast.");
    assert_remark(
        comparison, LANGUAGE_KOREAN,
        "스레드들은 모두 합쳐 0.800 s 동안 계산하지만 둘이 동시에 계산하지는 "
        "못합니다. GIL을 쥔 스레드만 계산할 수 있기 때문입니다. 나아갈 수 있는 "
        "스레드가 GIL을 기다린 시간은 모두 합쳐 2.000 s입니다. 코어를 늘려도 얻는 "
        "것이 없습니다(event-loop:4: 1.00배). GIL이 없으면 스레드들이 여러 코어에서 "
        "동시에 계산합니다. parallel:4 머신은 4.00배 빠릅니다.");
}

static void a_pool_of_processes_is_told_to_use_the_cores(void **state)
{
    ComparedRun runs[] = {run_of(MACHINE_EVENT_LOOP, 1, MS(800), MS(800)),
                          run_of(MACHINE_EVENT_LOOP, 4, MS(200), MS(800))};
    for (int i = 0; i < 2; i++)
        runs[i].beside = (WorkBeside){.processes = 4, .in_processes = MS(800)};

    assert_remark(
        comparison_of(*state, runs, 2), LANGUAGE_ENGLISH,
        "Processes compute for 0.800 s all in all, each with a GIL of its own: as "
        "many of them at once as there are cores. With more cores event-loop:4 is "
        "4.00 times as fast.");
}

static void blocking_in_a_pool_is_told_to_leave_the_loop_free(void **state)
{
    ComparedRun runs[] = {run_of(MACHINE_EVENT_LOOP, 4, MS(500), 0)};
    runs[0].most_alive = 3;
    runs[0].blocked = runs[0].beside.blocked = MS(1000);

    assert_remark(
        comparison_of(*state, runs, 1), LANGUAGE_ENGLISH,
        "Calls that block stand in threads of their own, for 1.000 s all in all: a "
        "thread that blocks needs neither a core nor the GIL, so everybody else "
        "goes on.");

    runs[0].longest_hold = MS(400);
    assert_remark(
        comparison_of(*state, runs, 1), LANGUAGE_ENGLISH,
        "A step of a task holds the loop for 0.400 s, and no other task goes on "
        "meanwhile. Calls that block stand in threads of their own, for 1.000 s "
        "all in all: a thread that blocks needs neither a core nor the GIL, so "
        "everybody else goes on.");
}

static void times_of_runs_that_ended_badly_are_not_compared(void **state)
{
    ComparedRun runs[] = {run_of(MACHINE_EVENT_LOOP, 4, MS(1000), 0),
                          run_of(MACHINE_PARALLEL, 4, MS(1000), 0)};
    runs[1].end = OUTCOME_DEADLOCK;
    const Comparison *comparison = comparison_of(*state, runs, 2);

    assert_true(comparison->runs[0].speedup > 0);
    assert_true(comparison->runs[1].speedup == 0);
    assert_remark(comparison, LANGUAGE_ENGLISH,
                  "Not every run came to its end, so their times cannot be compared.");
}

static void a_sweep_is_told_by_its_shape(void **state)
{
    const SimTime flat[] = {MS(100), MS(100), MS(100)};
    const SimTime knee[] = {MS(400), MS(200), MS(200), MS(200)};
    const SimTime best[] = {MS(400), MS(200), MS(300)};
    const SimTime grows[] = {MS(100), MS(200)};
    const SimTime falls[] = {MS(1000), MS(500)};

    assert_remark(sweep_of(*state, MACHINE_PARALLEL, flat, 3), LANGUAGE_ENGLISH,
                  "parallel: cores makes no difference (0.100 s).");
    assert_remark(sweep_of(*state, MACHINE_PARALLEL, knee, 4), LANGUAGE_ENGLISH,
                  "parallel: the time falls from 0.400 s to 0.200 s at cores 2; more "
                  "gains nothing.");
    assert_remark(sweep_of(*state, MACHINE_PARALLEL, best, 3), LANGUAGE_ENGLISH,
                  "parallel: the shortest time is 0.200 s, at cores 2.");
    assert_remark(sweep_of(*state, MACHINE_PARALLEL, grows, 2), LANGUAGE_ENGLISH,
                  "parallel: from cores 1 to 2 the time grows from 0.100 s to 0.200 s.");
    assert_remark(sweep_of(*state, MACHINE_PARALLEL, falls, 2), LANGUAGE_ENGLISH,
                  "parallel: from cores 1 to 2 the time falls from 1.000 s to 0.500 s.");
}

static void the_part_for_one_core_alone_follows_from_the_speedup(void **state)
{
    const SimTime times[] = {MS(1000), MS(600), MS(467), MS(400)};

    assert_remark(sweep_of(*state, MACHINE_PARALLEL, times, 4), LANGUAGE_ENGLISH,
                  "parallel: from cores 1 to 4 the time falls from 1.000 s to 0.400 s. "
                  "That is 2.50 times as fast, as if 20 % of the work had to be done by "
                  "one core alone (Amdahl's law).");
}

static void assert_difference(Arena *arena, const char *first, const char *second,
                              int64_t line, const char *base, const char *own)
{
    ComparedRun runs[] = {run_of(MACHINE_EVENT_LOOP, 4, MS(1), 0),
                          run_of(MACHINE_THREADS, 4, MS(1), 0)};
    text_add(&runs[0].output, first);
    text_add(&runs[1].output, second);
    Comparison *comparison = comparison_of(arena, runs, 2);
    const OutputDifference *difference = &comparison->runs[1].difference;
    assert_int_equal(difference->line, line);
    assert_true((difference->base != NULL) == (base != NULL));
    assert_true((difference->own != NULL) == (own != NULL));
    if (base) assert_string_equal(difference->base, base);
    if (own) assert_string_equal(difference->own, own);
    comparison_free(comparison);
}

static void the_first_line_that_differs_is_found(void **state)
{
    assert_difference(*state, "a\nb\n", "a\nb\n", 0, NULL, NULL);
    assert_difference(*state, "", "", 0, NULL, NULL);
    assert_difference(*state, "a\nb\nc\n", "a\nx\nc\n", 2, "b", "x");
    assert_difference(*state, "a\nbc\n", "a\nbd\n", 2, "bc", "bd");
    assert_difference(*state, "a\n", "a\nb\n", 2, NULL, "b");
    assert_difference(*state, "a\nb\n", "a\n", 2, "b", NULL);
    assert_difference(*state, "", "b", 1, NULL, "b");
}

static void machines_are_named_by_what_tells_them_apart(void **state)
{
    ComparedRun runs[] = {run_of(MACHINE_EVENT_LOOP, 4, MS(1), 0),
                          run_of(MACHINE_EVENT_LOOP, 2, MS(1), 0),
                          run_of(MACHINE_PARALLEL, 4, MS(1), 0)};
    runs[2].machine.cost_op = 20;
    const Comparison *comparison = comparison_of(*state, runs, 3);

    assert_string_equal(comparison->runs[0].label, "event-loop:4 op=0s");
    assert_string_equal(comparison->runs[1].label, "event-loop:2 op=0s");
    assert_string_equal(comparison->runs[2].label, "parallel:4 op=20ns");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_arena, close_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(waiting_is_told_to_suit_async),
        TEST(waits_one_after_the_other_are_not_told_to_overlap),
        TEST(computing_is_told_to_need_cores_and_why),
        TEST(cores_that_have_nothing_to_share_are_told),
        TEST(machines_that_differ_in_their_cores_only_are_held_against_the_first),
        TEST(the_longest_chain_is_told_where_cores_reach_it),
        TEST(blocking_calls_are_told_from_computing),
        TEST(a_pool_of_threads_is_told_to_share_the_gil),
        TEST(a_pool_of_processes_is_told_to_use_the_cores),
        TEST(blocking_in_a_pool_is_told_to_leave_the_loop_free),
        TEST(times_of_runs_that_ended_badly_are_not_compared),
        TEST(a_sweep_is_told_by_its_shape),
        TEST(the_part_for_one_core_alone_follows_from_the_speedup),
        TEST(the_first_line_that_differs_is_found),
        TEST(machines_are_named_by_what_tells_them_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
