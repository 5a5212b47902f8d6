// test_gil.c -- the GIL: who has it, who asks for it, and when it changes hands.

#include "core_scripts.h"

#include <stdio.h>

#define SLEEPS_5 "b10b10b10b10b10"
#define SLEEPS   SLEEPS_5 SLEEPS_5 SLEEPS_5 SLEEPS_5

static void threads_of_one_process_compute_one_at_a_time(void **state)
{
    Bench *b = *state;
    machine(b, 4, 10, 5);
    add_to(b, 1, 'A', 0, "c10");
    add_to(b, 1, 'B', 0, "c10");
    add_to(b, 1, 'C', 0, "c10");

    run(b);

    assert_gil(b, 1, "AAAAABBBBBCCCCCAAAAABBBBBCCCCC");
    assert_core(b, 0, "AAAAABBBBBCCCCCAAAAABBBBBCCCCC");
    assert_core(b, 1, "");
}

static void a_request_counts_from_the_first_who_waits(void **state)
{
    Bench *b = *state;
    machine(b, 1, 100, 5);
    add_to(b, 1, 'A', 0, "c20");
    add_to(b, 1, 'B', 8, "c5");

    run(b);

    assert_gil(b, 1, "AAAAAAAAAAAAABBBBBAAAAAAA");
}

static void a_request_counts_from_when_the_holder_got_it_if_that_was_later(void **state)
{
    Bench *b = *state;
    machine(b, 1, 100, 5);
    add_to(b, 1, 'A', 0, "c3b20c1");
    add_to(b, 1, 'B', 1, "c7"); // gets it at 3
    add_to(b, 1, 'C', 2, "c4"); // waits since 2

    run(b);

    assert_gil(b, 1, "AAABBBBBCCCCBB.........A");
}

static void who_waits_for_the_gil_holds_no_core(void **state)
{
    Bench *b = *state;
    machine(b, 2, 100, 5);
    add_to(b, 1, 'A', 0, "c4");
    add_to(b, 1, 'B', 0, "c4");
    add(b, 'C', 0, "c8");

    run(b);

    // C needs no GIL, so it comes to a core first.
    assert_core(b, 0, "CCCCCCCC");
    assert_core(b, 1, "AAAABBBB");
}

static void who_has_lost_its_core_keeps_the_gil_and_obeys_before_it_computes(void **state)
{
    Bench *b = *state;
    machine(b, 1, 4, 5);
    add_to(b, 1, 'A', 0, "c10"); // off its core from 4 to 8
    add_to(b, 1, 'B', 1, "c4");  // its request is due at 6
    add(b, 'C', 2, "c6");

    run(b);

    assert_core(b, 0, "AAAACCCCBBBBAAAACCAA");
    assert_gil(b, 1, "AAAAAAAABBBBAAAAAAAA");
}

static void who_blocks_gives_gil_and_core_back(void **state)
{
    Bench *b = *state;
    machine(b, 1, 100, 5);
    add_to(b, 1, 'A', 0, "c2b5c2");
    add_to(b, 1, 'B', 0, "c4");

    run(b);

    assert_gil(b, 1, "AABBBB.AA");
    assert_core(b, 0, "AABBBB.AA");
}

static void code_that_takes_no_time_does_not_give_the_gil_back(void **state)
{
    Bench *b = *state;
    machine(b, 1, 100, 5);
    add_to(b, 1, 'A', 0, "c5**"); // ends when the request is due
    add_to(b, 1, 'B', 0, "*c1");

    run(b);

    assert_letters(b, "AAB");
    assert_gil(b, 1, "AAAAAB");
}

static void who_computes_on_after_the_interval_obeys_at_once(void **state)
{
    Bench *b = *state;
    machine(b, 1, 100, 5);
    add_to(b, 1, 'A', 0, "c5*c5");
    add_to(b, 1, 'B', 0, "*c5");

    run(b);

    assert_gil(b, 1, "AAAAABBBBBAAAAA");
    assert_letters(b, "AB");
}

static void who_gets_the_gil_back_is_in_the_upper_level(void **state)
{
    Bench *b = *state;
    machine(b, 1, 2, 5);
    add_to(b, 1, 'A', 0, "c6");
    add_to(b, 1, 'B', 0, "c1");
    add(b, 'C', 5, "c4");

    run(b);

    // A is lower from 2 on, but at 5 intervals come before cores: B has the GIL then and
    // stands behind C. A gets it back at 8, before C, which has fallen to the lower level.
    assert_core(b, 0, "AAAAACCBACC");
}

static void operations_keep_the_gil_up_to_the_next_safe_point(void **state)
{
    Bench *b = *state;
    machine(b, 1, 100, 5);
    add_to(b, 1, 'A', 0, "o8o2c6");
    add_to(b, 1, 'B', 0, "c4");

    run(b);

    assert_gil(b, 1, "AAAAAAAAAABBBBAAAAAA");
}

static void operations_can_lose_their_core_within(void **state)
{
    Bench *b = *state;
    machine(b, 1, 3, 5);
    add_to(b, 1, 'A', 0, "o8");
    add(b, 'B', 1, "c3");

    run(b);

    assert_core(b, 0, "AAABBBAAAAA");
}

static void each_process_has_its_own_gil(void **state)
{
    Bench *b = *state;
    machine(b, 2, 10, 5);
    add_to(b, 1, 'A', 0, "c10");
    add_to(b, 1, 'B', 0, "c10");
    add_to(b, 2, 'C', 0, "c10");
    add_to(b, 2, 'D', 0, "c10");

    run(b);

    assert_gil(b, 1, "AAAAABBBBBAAAAABBBBB");
    assert_gil(b, 2, "CCCCCDDDDDCCCCCDDDDD");
}

static void a_gil_given_back_goes_to_who_waits_within_the_instant(void **state)
{
    Bench *b = *state;
    machine(b, 1, 100, 5);
    add_to(b, 1, 'A', 0, "*b3*");
    add_to(b, 1, 'B', 0, "*b3*");
    add_to(b, 1, 'C', 0, "*b3*");

    run(b);

    assert_letters(b, "ABCABC");
    assert_ended(b, 'C', 3);
}

static void four_threads_under_one_gil_take_as_long_as_one(void **state)
{
    Bench *b = *state;
    machine(b, 4, 10, 5);
    for (char letter = 'A'; letter <= 'D'; letter++)
        add_to(b, 1, letter, 0, "c250");

    run(b);

    assert_ended(b, 'D', 1000);
}

static void a_sleeper_waits_for_the_gil_at_each_waking(void **state)
{
    Bench *b = *state;
    machine(b, 2, 10, 5);
    add_to(b, 1, 'A', 0, SLEEPS);
    add_to(b, 1, 'B', 0, "c500");

    run(b);

    assert_ended(b, 'A', 300);
    assert_ended(b, 'B', 500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(threads_of_one_process_compute_one_at_a_time),
        TEST(a_request_counts_from_the_first_who_waits),
        TEST(a_request_counts_from_when_the_holder_got_it_if_that_was_later),
        TEST(who_waits_for_the_gil_holds_no_core),
        TEST(who_has_lost_its_core_keeps_the_gil_and_obeys_before_it_computes),
        TEST(who_blocks_gives_gil_and_core_back),
        TEST(code_that_takes_no_time_does_not_give_the_gil_back),
        TEST(who_computes_on_after_the_interval_obeys_at_once),
        TEST(who_gets_the_gil_back_is_in_the_upper_level),
        TEST(operations_keep_the_gil_up_to_the_next_safe_point),
        TEST(operations_can_lose_their_core_within),
        TEST(each_process_has_its_own_gil),
        TEST(a_gil_given_back_goes_to_who_waits_within_the_instant),
        TEST(four_threads_under_one_gil_take_as_long_as_one),
        TEST(a_sleeper_waits_for_the_gil_at_each_waking),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
