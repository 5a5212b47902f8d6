// test_clock.c -- the wheel against a stable sorted list.

#include "machine/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { MANY = 600 };

typedef struct Bench {
    Clock clock;
    Timer timers[MANY];
    SimTime whens[MANY]; // of each timer
    Timer *sorted[MANY]; // what the clock should hold, by time and order of setting
    int count;
    uint64_t random;
} Bench;

static int set_up(void **state)
{
    Bench *b = calloc(1, sizeof *b);
    clock_init(&b->clock);
    b->random = 88172645463325252;
    *state = b;
    return 0;
}

static int tear_down(void **state)
{
    clock_end(&((Bench *)*state)->clock);
    free(*state);
    return 0;
}

static uint64_t roll(Bench *b)
{
    b->random ^= b->random << 13;
    b->random ^= b->random >> 7;
    b->random ^= b->random << 17;
    return b->random;
}

static SimTime when_of(const Bench *b, const Timer *timer)
{
    return b->whens[timer - b->timers];
}

static void set(Bench *b, Timer *timer, SimTime when)
{
    clock_set(&b->clock, timer, when);
    b->whens[timer - b->timers] = when;
    int at = b->count++;
    for (; at > 0 && when_of(b, b->sorted[at - 1]) > when; at--)
        b->sorted[at] = b->sorted[at - 1];
    b->sorted[at] = timer;
}

static void forget(Bench *b, int at)
{
    b->count--;
    for (; at < b->count; at++)
        b->sorted[at] = b->sorted[at + 1];
}

static void cancel(Bench *b, Timer *timer)
{
    clock_cancel(&b->clock, timer);
    for (int i = 0; i < b->count; i++)
        if (b->sorted[i] == timer) forget(b, i);
}

// Takes all that is due and holds it against the list.
static void take_due(Bench *b)
{
    while (b->count && when_of(b, b->sorted[0]) <= b->clock.now) {
        assert_ptr_equal(clock_take_due(&b->clock), b->sorted[0]);
        forget(b, 0);
    }
    assert_null(clock_take_due(&b->clock));
    assert_int_equal(b->clock.set, b->count);
}

// A time that is near, far, equal to others or past, in turn.
static SimTime some_time(Bench *b)
{
    SimTime now = b->clock.now;
    switch (roll(b) % 6) {
    case 0: return now + (SimTime)(roll(b) % 4);
    case 1: return now + (SimTime)(roll(b) % 5000);
    case 2: return now + (SimTime)(roll(b) % 10) * 1000000000;
    case 3: return now + (SimTime)(roll(b) >> (2 + roll(b) % 60)) / 4;
    case 4: return now - (SimTime)(roll(b) % 100);
    default: return b->count ? when_of(b, b->sorted[roll(b) % (uint64_t)b->count]) : now;
    }
}

static void do_something(Bench *b)
{
    Timer *timer = &b->timers[roll(b) % MANY];
    if (timer_is_set(timer))
        cancel(b, timer);
    else
        set(b, timer, some_time(b));
}

static void random_operations_agree_with_a_stable_sorted_list(void **state)
{
    Bench *b = *state;
    for (int i = 0; i < 200000 && b->clock.now < SIMTIME_NEVER / 4; i++) {
        do_something(b);
        if (roll(b) % 3) continue;

        SimTime next = b->count ? when_of(b, b->sorted[0]) : SIMTIME_NEVER;
        assert_int_equal(clock_next(&b->clock), next);
        if (roll(b) % 2) {
            clock_advance(&b->clock);
            assert_true(!b->count || next <= b->clock.now);
        } else {
            clock_move(&b->clock, b->clock.now + (SimTime)(roll(b) % 3000000000));
        }
        if (roll(b) % 4) take_due(b);
    }
}

static void timers_of_the_same_instant_ring_in_the_order_they_were_set(void **state)
{
    Bench *b = *state;
    set(b, &b->timers[0], 1000000);
    set(b, &b->timers[1], 999999);
    clock_advance(&b->clock);
    set(b, &b->timers[2], 1000000);

    assert_ptr_equal(clock_take_due(&b->clock), &b->timers[1]);
    clock_advance(&b->clock);
    assert_ptr_equal(clock_take_due(&b->clock), &b->timers[0]);
    assert_ptr_equal(clock_take_due(&b->clock), &b->timers[2]);
}

static void a_deadline_in_the_past_keeps_its_place_by_deadline(void **state)
{
    Bench *b = *state;
    clock_move(&b->clock, 1000);
    clock_set(&b->clock, &b->timers[0], 900);
    clock_set(&b->clock, &b->timers[1], 1000);
    clock_set(&b->clock, &b->timers[2], 500);
    clock_set(&b->clock, &b->timers[3], 900);

    int order[] = {2, 0, 3, 1};
    for (int i = 0; i < 4; i++)
        assert_ptr_equal(clock_take_due(&b->clock), &b->timers[order[i]]);
}

static void infinity_never_rings(void **state)
{
    Bench *b = *state;
    clock_set(&b->clock, &b->timers[0], SIMTIME_NEVER);

    assert_false(timer_is_set(&b->timers[0]));
    assert_false(clock_advance(&b->clock));
    clock_cancel(&b->clock, &b->timers[0]);
    assert_int_equal(b->clock.set, 0);
}

static void a_cancelled_timer_does_not_ring(void **state)
{
    Bench *b = *state;
    clock_set(&b->clock, &b->timers[0], 5);
    clock_set(&b->clock, &b->timers[1], 7);
    clock_cancel(&b->clock, &b->timers[0]);

    assert_true(clock_advance(&b->clock));
    assert_int_equal(clock_now(&b->clock), 7);
}

static void a_timer_set_again_for_the_time_of_its_gap_rings_once(void **state)
{
    Bench *b = *state;
    clock_set(&b->clock, &b->timers[0], 5000000000);
    clock_set(&b->clock, &b->timers[1], 5000000000);
    clock_cancel(&b->clock, &b->timers[0]);
    clock_set(&b->clock, &b->timers[0], 5000000000);
    assert_int_equal(clock_next(&b->clock), 5000000000);
    assert_true(clock_advance(&b->clock));
    assert_ptr_equal(clock_take_due(&b->clock), &b->timers[1]);
    assert_ptr_equal(clock_take_due(&b->clock), &b->timers[0]);
    assert_null(clock_take_due(&b->clock));
    assert_false(clock_advance(&b->clock));
    assert_int_equal(b->clock.gaps.count, 0);
}

static void a_lone_timer_is_told_from_several(void **state)
{
    Bench *b = *state;
    assert_null(clock_lone_next(&b->clock));
    clock_set(&b->clock, &b->timers[0], 3000);
    clock_set(&b->clock, &b->timers[1], 5000);
    clock_set(&b->clock, &b->timers[2], 5000);
    clock_set(&b->clock, &b->timers[3], 9000000000);
    clock_set(&b->clock, &b->timers[4], 9000000100);
    const TimerEntry *lone = clock_lone_next(&b->clock);
    assert_ptr_equal(lone->timer, &b->timers[0]);
    assert_int_equal(clock_now(&b->clock), 0);
    clock_take_next(&b->clock);
    assert_int_equal(clock_now(&b->clock), 3000);
    assert_false(timer_is_set(&b->timers[0]));
    assert_int_equal(b->clock.set, 4);
    assert_null(clock_lone_next(&b->clock));
    clock_cancel(&b->clock, &b->timers[1]);
    assert_ptr_equal(clock_lone_next(&b->clock)->timer, &b->timers[2]);
    clock_take_next(&b->clock);
    assert_int_equal(clock_now(&b->clock), 5000);
    assert_false(clock_has_due(&b->clock));
    assert_ptr_equal(clock_lone_next(&b->clock)->timer, &b->timers[3]);
}

static void a_timer_that_is_due_is_not_the_next(void **state)
{
    Bench *b = *state;
    clock_set(&b->clock, &b->timers[0], 3000);
    clock_set(&b->clock, &b->timers[1], 4000);
    clock_move(&b->clock, 3000);
    assert_null(clock_lone_next(&b->clock));
    assert_ptr_equal(clock_take_due(&b->clock), &b->timers[0]);
    assert_ptr_equal(clock_lone_next(&b->clock)->timer, &b->timers[1]);
}

static void time_stands_still_while_something_is_due(void **state)
{
    Bench *b = *state;
    clock_set(&b->clock, &b->timers[0], 0);
    clock_set(&b->clock, &b->timers[1], 7);

    assert_false(clock_advance(&b->clock));
    assert_int_equal(clock_now(&b->clock), 0);
}

static void count_visit(void *owner, Timer *timer)
{
    Bench *b = owner;
    clock_cancel(&b->clock, timer);
    b->count++;
}

static void every_timer_can_be_visited_and_cancelled(void **state)
{
    Bench *b = *state;
    for (int i = 0; i < MANY; i++)
        clock_set(&b->clock, &b->timers[i], (SimTime)(roll(b) >> (3 + i % 50)) - 3);

    clock_each(&b->clock, count_visit, b);
    assert_int_equal(b->count, MANY);
    assert_int_equal(b->clock.set, 0);
    assert_false(clock_advance(&b->clock));
}

static void gaps_of_cancelled_timers_are_packed(void **state)
{
    Bench *b = *state;
    for (int round = 0; round < 100; round++) {
        for (int i = 1; i < MANY; i++)
            clock_set(&b->clock, &b->timers[i], 1000000 + i % 7 * (SimTime)1000000000);
        for (int i = 1; i < MANY; i++)
            clock_cancel(&b->clock, &b->timers[i]);
    }
    assert_int_equal(b->clock.set, 0);
    assert_true(b->clock.gaps.count < 2048);
    assert_true(clock_bytes(&b->clock) < 1 << 17);
    assert_int_equal(clock_next(&b->clock), SIMTIME_NEVER);
    assert_false(clock_advance(&b->clock));
}

static void many_timers_ring_in_order(void **state)
{
    enum { COUNT = 20000 };
    Bench *b = *state;
    Timer *timers = calloc(COUNT, sizeof *timers);
    SimTime *whens = calloc(COUNT, sizeof *whens);
    for (int i = 0; i < COUNT; i++) {
        whens[i] = (SimTime)(roll(b) % 3000 + 1) * (i % 3 ? 1000 : 64);
        clock_set(&b->clock, &timers[i], whens[i]);
    }
    SimTime last = -1;
    const Timer *before = NULL;
    int rung = 0;
    do {
        for (Timer *timer; (timer = clock_take_due(&b->clock)); rung++) {
            SimTime when = whens[timer - timers];
            assert_true(when > last || (when == last && timer > before));
            last = when;
            before = timer;
        }
    } while (clock_advance(&b->clock));
    assert_int_equal(rung, COUNT);
    free(timers);
    free(whens);
}

static void late_deadlines_go_around_many_of_one_instant(void **state)
{
    Bench *b = *state;
    for (int i = 0; i < MANY; i++)
        set(b, &b->timers[i], i < 400 ? 64000 : 64000 + i % 3);
    for (int i = 0; i < MANY; i += 5)
        cancel(b, &b->timers[i]);
    clock_advance(&b->clock);
    for (int i = 0; i < MANY; i += 5)
        set(b, &b->timers[i], 64000 - i % 2);
    take_due(b);
    clock_move(&b->clock, 70000);
    take_due(b);
    assert_int_equal(b->count, 0);
}

static void many_of_one_instant_take_no_more_than_their_blocks(void **state)
{
    enum { COUNT = 20000 };
    Bench *b = *state;
    Timer *timers = calloc(COUNT, sizeof *timers);
    for (int i = 0; i < COUNT; i++)
        clock_set(&b->clock, &timers[i], 1000000001);
    size_t bytes = clock_bytes(&b->clock);
    assert_true(clock_advance(&b->clock));
    for (int i = 0; i < COUNT; i++)
        assert_ptr_equal(clock_take_due(&b->clock), &timers[i]);
    assert_null(clock_take_due(&b->clock));
    assert_int_equal(clock_bytes(&b->clock), bytes);
    free(timers);
}

static void many_of_several_instants_all_ring(void **state)
{
    enum { COUNT = 9000 };
    Bench *b = *state;
    Timer *timers = calloc(COUNT, sizeof *timers);
    for (int i = 0; i < COUNT; i++)
        clock_set(&b->clock, &timers[i], (i % 3 + 1) * (SimTime)1000000000);
    for (int second = 1; second <= 3; second++) {
        assert_true(clock_advance(&b->clock));
        assert_int_equal(clock_now(&b->clock), second * (SimTime)1000000000);
        for (int i = second - 1; i < COUNT; i += 3)
            assert_ptr_equal(clock_take_due(&b->clock), &timers[i]);
    }
    assert_int_equal(b->clock.set, 0);
    assert_false(clock_advance(&b->clock));
    free(timers);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(random_operations_agree_with_a_stable_sorted_list),
        TEST(timers_of_the_same_instant_ring_in_the_order_they_were_set),
        TEST(a_deadline_in_the_past_keeps_its_place_by_deadline),
        TEST(infinity_never_rings),
        TEST(a_cancelled_timer_does_not_ring),
        TEST(a_timer_set_again_for_the_time_of_its_gap_rings_once),
        TEST(a_lone_timer_is_told_from_several),
        TEST(a_timer_that_is_due_is_not_the_next),
        TEST(time_stands_still_while_something_is_due),
        TEST(every_timer_can_be_visited_and_cancelled),
        TEST(gaps_of_cancelled_timers_are_packed),
        TEST(many_timers_ring_in_order),
        TEST(late_deadlines_go_around_many_of_one_instant),
        TEST(many_of_one_instant_take_no_more_than_their_blocks),
        TEST(many_of_several_instants_all_ring),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
