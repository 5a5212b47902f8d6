// test_chain.c -- the critical path of small runs.

#include "sample_trace.h"
#include "trace/chain.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

typedef struct Bench {
    Arena *arena;
    Trace *trace;
    TraceText f;
} Bench;

static int set_up(void **state)
{
    Arena *arena = arena_open();
    Bench *b = ARENA_NEW(arena, Bench);
    b->arena = arena;
    *state = b;
    return 0;
}

static int tear_down(void **state)
{
    Bench *b = *state;
    trace_close(b->trace);
    arena_close(b->arena);
    return 0;
}

static void begin(Bench *b)
{
    b->trace = trace_open();
    sample_begin(b->trace);
    b->f = sample_text(b->trace, "f");
}

static uint32_t create(Bench *b, uint32_t task, uint32_t by)
{
    return trace_task_create(b->trace, 0, task, by, b->f, 0, task, false, 0,
                             sample_place(1));
}

// [task] computes in its step from one millisecond to another.
static uint32_t compute(Bench *b, uint32_t task, int from, int to)
{
    uint32_t cpu = trace_cpu_begin(b->trace, SAMPLE_MS(from), task, 0, sample_place(1));
    return trace_cpu_end(b->trace, SAMPLE_MS(to), task, 0, cpu);
}

static uint32_t end(Bench *b, uint32_t task, int at)
{
    return trace_task_end(b->trace, SAMPLE_MS(at), task, END_FINISHED, b->f);
}

static void of_two_sleeps_at_once_the_longer_one_counts(void **state)
{
    Bench *b = *state;
    b->trace = sample_gather();

    const Chain *chain = chain_new(b->arena, b->trace);

    assert_int_equal(chain->time, SAMPLE_MS(2000));
}

static void computing_and_blocking_in_one_step_add_up(void **state)
{
    Bench *b = *state;
    b->trace = sample_busy_loop();

    const Chain *chain = chain_new(b->arena, b->trace);

    assert_int_equal(chain->time, SAMPLE_MS(350));
    assert_int_equal(chain->events[0], 1);
}

static void waiting_for_a_core_is_no_part_of_it(void **state)
{
    Bench *b = *state;
    b->trace = sample_two_threads();

    const Chain *chain = chain_new(b->arena, b->trace);

    assert_int_equal(chain->time, SAMPLE_MS(20));
}

static void a_turn_of_the_loop_is_no_part_of_it(void **state)
{
    Bench *b = *state;
    begin(b);
    uint32_t one = create(b, 1, 0), two = create(b, 2, 0);
    trace_task_resume(b->trace, 0, 1, one);
    compute(b, 1, 0, 10);
    end(b, 1, 10);
    trace_task_resume(b->trace, SAMPLE_MS(10), 2, two);
    compute(b, 2, 10, 15);
    end(b, 2, 15);

    const Chain *chain = chain_new(b->arena, b->trace);

    assert_int_equal(chain->time, SAMPLE_MS(10));
}

static void who_waits_for_a_task_goes_on_behind_it(void **state)
{
    Bench *b = *state;
    begin(b);
    uint32_t one = create(b, 1, 0);
    trace_task_resume(b->trace, 0, 1, one);
    compute(b, 1, 0, 5);
    uint32_t two = create(b, 2, 1);
    trace_task_suspend(b->trace, SAMPLE_MS(5), 1, WAIT_TASK, 2, sample_place(1));
    trace_task_resume(b->trace, SAMPLE_MS(5), 2, two);
    compute(b, 2, 5, 12);
    uint32_t over = end(b, 2, 12);
    uint32_t goes_on = trace_task_resume(b->trace, SAMPLE_MS(12), 1, over);
    compute(b, 1, 12, 13);
    uint32_t last = end(b, 1, 13);

    const Chain *chain = chain_new(b->arena, b->trace);

    assert_int_equal(chain->time, SAMPLE_MS(13));
    const uint32_t *events = chain->events;
    assert_int_equal(events[chain->count - 1],
                     last - 1); // what comes behind adds nothing
    assert_int_equal(events[0], one);
    bool has_hand_over = false;
    for (uint32_t i = 1; i < chain->count; i++)
        has_hand_over |= events[i - 1] == over && events[i] == goes_on;
    assert_true(has_hand_over);
}

// The shorter one ends last, since it had to wait for its turn.
static void the_longest_of_those_gathered_counts_not_the_last(void **state)
{
    Bench *b = *state;
    begin(b);
    uint32_t one = create(b, 1, 0);
    trace_task_resume(b->trace, 0, 1, one);
    uint32_t two = create(b, 2, 1), three = create(b, 3, 1);
    trace_list_task(b->trace, 2);
    trace_list_task(b->trace, 3);
    trace_task_suspend_on_tasks(b->trace, 0, 1, WAIT_GATHER, sample_place(1));
    trace_task_resume(b->trace, 0, 2, two);
    compute(b, 2, 0, 9);
    end(b, 2, 9);
    trace_task_resume(b->trace, SAMPLE_MS(9), 3, three);
    compute(b, 3, 9, 11);
    uint32_t over = end(b, 3, 11);
    trace_task_resume(b->trace, SAMPLE_MS(11), 1, over);
    compute(b, 1, 11, 12);
    end(b, 1, 12);

    const Chain *chain = chain_new(b->arena, b->trace);

    assert_int_equal(chain->time, SAMPLE_MS(10));
}

// As long as its events, of which no table of fixed size could know.
static void a_long_run_has_one_too(void **state)
{
    enum { ROUNDS = 200000 };
    Bench *b = *state;
    begin(b);
    uint32_t why = create(b, 1, 0);
    for (int round = 0; round < ROUNDS; round++) {
        trace_task_resume(b->trace, SAMPLE_MS(round), 1, why);
        compute(b, 1, round, round + 1);
        why = trace_task_suspend(b->trace, SAMPLE_MS(round + 1), 1, WAIT_YIELD, 0,
                                 sample_place(1));
    }

    const Chain *chain = chain_new(b->arena, b->trace);

    assert_int_equal(chain->time, SAMPLE_MS((SimTime)ROUNDS));
    assert_int_equal(chain->count, 4 * ROUNDS); // all but the last time that it stopped
}

static void an_empty_run_has_none(void **state)
{
    Bench *b = *state;
    begin(b);

    const Chain *chain = chain_new(b->arena, b->trace);

    assert_int_equal(chain->time, 0);
    assert_int_equal(chain->count, 0);
}

static void chain_and_work_bound_the_makespan(void **state)
{
    (void)state;
    const Chain chain = {.time = 10};
    assert_int_equal(chain_least_time(&chain, 31, 1), 31);
    assert_int_equal(chain_least_time(&chain, 31, 2), 16);
    assert_int_equal(chain_least_time(&chain, 31, 4), 10);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(of_two_sleeps_at_once_the_longer_one_counts),
        TEST(computing_and_blocking_in_one_step_add_up),
        TEST(waiting_for_a_core_is_no_part_of_it),
        TEST(a_turn_of_the_loop_is_no_part_of_it),
        TEST(who_waits_for_a_task_goes_on_behind_it),
        TEST(the_longest_of_those_gathered_counts_not_the_last),
        TEST(a_long_run_has_one_too),
        TEST(an_empty_run_has_none),
        cmocka_unit_test(chain_and_work_bound_the_makespan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
