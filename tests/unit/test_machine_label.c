// test_machine_label.c -- a machine is called by what tells it from the others.

#include "base/machine_label.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_label(const Machine *machines, int count, int which, const char *label)
{
    Text text = {0};
    machine_add_label(&machines[which], machines, count, true, &text);
    assert_string_equal(text_string(&text), label);
    text_free(&text);
}

static void cores_are_told_where_they_count(void **state)
{
    (void)state;
    Machine loop = machine_default(), parallel = loop;
    parallel.model = MACHINE_PARALLEL;
    const Machine machines[] = {loop, parallel};

    assert_label(machines, 2, 0, "event-loop");
    assert_label(machines, 2, 1, "parallel:4");
}

static void two_loops_on_other_cores_are_told_apart(void **state)
{
    (void)state;
    Machine machines[] = {machine_default(), machine_default()};
    machines[0].cores = 1;

    assert_label(machines, 2, 0, "event-loop:1");
    assert_label(machines, 2, 1, "event-loop:4");
}

static void a_time_is_told_where_it_differs_in_its_largest_whole_unit(void **state)
{
    (void)state;
    Machine machines[] = {machine_default(), machine_default()};
    machines[0].switch_interval = 5000000;
    machines[1].switch_interval = 500000;

    assert_label(machines, 2, 0, "event-loop switch=5ms");
    assert_label(machines, 2, 1, "event-loop switch=500us");
    assert_label(machines, 1, 0, "event-loop");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cores_are_told_where_they_count),
        cmocka_unit_test(two_loops_on_other_cores_are_told_apart),
        cmocka_unit_test(a_time_is_told_where_it_differs_in_its_largest_whole_unit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
