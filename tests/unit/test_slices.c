// test_slices.c -- what is found by sums and checkpoints is what a walk over everything finds.

#include "draw/moment.h"
#include "draw/slices.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

#include "drawn_bench.h"

// Some 20,000 events: tasks come and go, compute, and leave timers behind.
static const char program[] =
    "import asyncio\n"
    "async def child(n):\n"
    "    await asyncio.sleep(0.01 * (n % 7))\n"
    "    if n % 5 == 0: cpu(0.002)\n"
    "async def worker(n):\n"
    "    for i in range(120):\n"
    "        await asyncio.sleep(0.001 * ((n * 7 + i * 3) % 11))\n"
    "        if i % 4 == 0: print(n, i)\n"
    "        if i % 6 == 0: asyncio.create_task(child(i))\n"
    "        if i % 9 == 0: asyncio.get_running_loop().call_later(0.5, print, 'late')\n"
    "async def main():\n"
    "    await asyncio.gather(*(worker(n) for n in range(40)))\n"
    "    await asyncio.sleep(1)\n"
    "asyncio.run(main())\n";

static Bench bench_open(AxisKind axis)
{
    Bench bench = bench_of_program(program, axis);
    assert_true(trace_count(bench.run->trace) > 3 * EVENTS_PER_CHECKPOINT);
    return bench;
}

// ---- Slices ----

static void assert_shares(const Slices *slices, uint32_t index, uint32_t past)
{
    int64_t expected[STATE_COUNT] = {0}, shares[STATE_COUNT] = {0};
    for (uint32_t i = index; i < past; i++)
        if (slices_is_seen(slices, i))
            expected[slices_state(slices, i)] +=
                slices_to(slices, i) - slices_from(slices, i);

    slices_add_shares(slices, index, past, shares);

    assert_memory_equal(shares, expected, sizeof shares);
}

static void assert_row(const Slices *slices)
{
    uint32_t count = slices->count;
    for (uint32_t index = 0; index < count; index += 5)
        for (uint32_t past = index; past <= count; past += 7)
            assert_shares(slices, index, past);
}

static void shares_are_the_sums_of_the_slices_on_every_axis(void **state)
{
    (void)state;
    for (AxisKind axis = 0; axis < AXIS_KIND_COUNT; axis++) {
        Bench bench = bench_open(axis);
        for (uint32_t task = 1; task <= 3; task++) {
            Slices slices = slices_of_task(bench.run, task);
            assert_row(&slices);
        }
        Slices slices = slices_of_strip(bench.run, &bench.run->strips[0]);
        slices.count = slices.count < 200 ? slices.count : 200;
        assert_row(&slices);
        bench_close(&bench);
    }
}

static void the_first_slice_at_a_position_is_found(void **state)
{
    (void)state;
    Bench bench = bench_open(AXIS_TIME);
    Slices slices = slices_of_task(bench.run, 2);
    for (int64_t position = 0; position < bench.run->length; position += 1234567) {
        uint32_t first = 0, beginning = 0;
        while (first < slices.count && slices_to(&slices, first) < position)
            first++;
        while (beginning < slices.count && slices_from(&slices, beginning) < position)
            beginning++;

        assert_int_equal(slices_first(&slices, position), first);
        assert_int_equal(slices_beginning(&slices, 0, position), beginning);
    }
    bench_close(&bench);
}

// ---- Moments ----

static uint32_t open_timers(const Trace *trace, uint32_t event)
{
    uint8_t *over = calloc(event + 1, 1);
    uint32_t count = 0;
    for (uint32_t number = event; number; number--) {
        const TracePacked *record = trace_packed(trace, number);
        if (record->type == TRACE_TIMER_FIRE || record->type == TRACE_TIMER_CANCEL)
            over[record->cause] = 1;
        count += record->type == TRACE_TIMER_SET && !over[number];
    }
    free(over);
    return count;
}

static uint32_t waiting_tasks(const DrawnRun *run, uint32_t event)
{
    uint32_t count = 0;
    for (uint32_t row = 0; row < run->task_count; row++) {
        TaskNow now = task_at(run, run->tasks[row], event);
        count +=
            now.span && now.span->state == SPAN_WAITING && now.span->wait != WAIT_YIELD;
    }
    return count;
}

static void a_moment_is_the_same_from_a_checkpoint_and_from_the_beginning(void **state)
{
    (void)state;
    Bench bench = bench_open(AXIS_TIME);
    const DrawnRun *run = bench.run;
    uint32_t count = trace_count(run->trace);
    assert_true(run->checkpoint_count > 3);
    for (uint32_t event = 0; event <= count; event += event % 97 + 31) {
        Moment *moment = moment_open(run, event);

        assert_int_equal(moment->timers_in_all, open_timers(run->trace, event));
        assert_int_equal(moment->waiting.count, waiting_tasks(run, event));
        for (uint32_t i = 1; i < moment->timer_count; i++)
            assert_true(moment->timers[i - 1].due <= moment->timers[i].due);
        for (uint32_t i = 1; i < moment->waiting.count; i++)
            assert_true(run->row_of[moment->waiting.at[i - 1] - 1] <
                        run->row_of[moment->waiting.at[i] - 1]);

        moment_close(moment);
    }
    bench_close(&bench);
}

static void a_sleeping_task_is_named_at_its_timer(void **state)
{
    (void)state;
    Bench bench = bench_open(AXIS_TIME);
    const Trace *trace = bench.run->trace;
    uint32_t event = trace_count(trace) / 2;
    while (trace_packed(trace, event)->type != TRACE_TASK_SUSPEND ||
           trace_packed(trace, event)->detail != WAIT_SLEEP)
        event++;

    Moment *moment = moment_open(bench.run, event);
    const TracePacked *suspend = trace_packed(trace, event);
    uint32_t named = 0;
    for (uint32_t i = 0; i < moment->timer_count; i++)
        if (moment->timers[i].set == suspend->a) named = moment->timers[i].task;

    assert_int_equal(named, suspend->task);
    moment_close(moment);
    bench_close(&bench);
}

static void the_prints_of_a_task_are_its_own_in_their_order(void **state)
{
    (void)state;
    Bench bench = bench_open(AXIS_TIME);
    const DrawnRun *run = bench.run;
    uint32_t count = 0;
    for (uint32_t task = 0; task <= run->trace->task_count; task++)
        for (uint32_t i = run->first_print[task]; i < run->first_print[task + 1]; i++) {
            assert_int_equal(trace_packed(run->trace, run->task_prints[i])->task, task);
            if (i > run->first_print[task])
                assert_true(run->task_prints[i - 1] < run->task_prints[i]);
            count++;
        }

    assert_int_equal(count, run->prints.count);
    bench_close(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_are_the_sums_of_the_slices_on_every_axis),
        cmocka_unit_test(the_first_slice_at_a_position_is_found),
        cmocka_unit_test(a_moment_is_the_same_from_a_checkpoint_and_from_the_beginning),
        cmocka_unit_test(a_sleeping_task_is_named_at_its_timer),
        cmocka_unit_test(the_prints_of_a_task_are_its_own_in_their_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
