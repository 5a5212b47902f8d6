// test_builtins.c -- the functions that every program has.

#include "container_helpers.h"

#include "vm/durations.h"

static void floats_are_summed_without_losing_what_rounding_drops(void **state)
{
    Vm *vm = *state;
    List *list = list_new(vm);
    for (int i = 0; i < 10; i++)
        list_append(vm, list, value_float(0.1));
    assert_shows(vm, BUILTIN(vm, "sum", value_object(list)), "1.0");
    assert_shows(vm, BUILTIN(vm, "sum", INTS(vm, 1, 2), value_float(0.5)), "3.5");
}

static void strs_cannot_be_summed(void **state)
{
    Vm *vm = *state;
    assert_true(value_is_unset(BUILTIN(vm, "sum", INTS(vm, 1), str_from(vm, ""))));
    assert_raised(vm, "TypeError: sum() can't sum strings [use ''.join(seq) instead]");
}

static void the_first_of_equal_extremes_wins(void **state)
{
    Vm *vm = *state;
    assert_shows(vm, BUILTIN(vm, "max", value_int(1), value_float(1)), "1");
    assert_shows(vm, BUILTIN(vm, "min", value_float(1), value_int(1)), "1.0");
    assert_true(value_is_unset(BUILTIN(vm, "max", value_object(list_new(vm)))));
    assert_raised(vm, "ValueError: max() iterable argument is empty");
}

static void zip_ends_with_the_shortest(void **state)
{
    Vm *vm = *state;
    Value zipped = BUILTIN(vm, "zip", INTS(vm, 1, 2, 3), INTS(vm, 7, 8));
    assert_shows(vm, BUILTIN(vm, "list", zipped), "[(1, 7), (2, 8)]");
}

static void enumerate_counts_from_its_start(void **state)
{
    Vm *vm = *state;
    Value numbered = BUILTIN(vm, "enumerate", INTS(vm, 7, 8), value_int(5));
    assert_shows(vm, BUILTIN(vm, "list", numbered), "[(5, 7), (6, 8)]");
}

static void next_gives_the_default_or_stops(void **state)
{
    Vm *vm = *state;
    Value iterator = BUILTIN(vm, "iter", value_object(list_new(vm)));
    assert_shows(vm, BUILTIN(vm, "next", value_keep(iterator), value_int(3)), "3");
    assert_true(value_is_unset(BUILTIN(vm, "next", iterator)));
    assert_raised(vm, "StopIteration");
}

static void isinstance_takes_tuples_and_unions(void **state)
{
    Vm *vm = *state;
    Value types[] = {value_object(vm->types.str), value_object(vm->types.int_)}, either;
    assert_shows(vm, BUILTIN(vm, "isinstance", TRUE, tuple_of(vm, types, 2)), "True");
    assert_true(value_binary(vm, BINARY_OR, types[0], NONE, &either));
    assert_shows(vm, BUILTIN(vm, "isinstance", NONE, value_keep(either)), "True");
    assert_shows(vm, BUILTIN(vm, "isinstance", value_int(1), value_keep(either)),
                 "False");
    assert_shows(vm, either, "str | None");
    assert_true(value_is_unset(BUILTIN(vm, "isinstance", value_int(1), value_int(2))));
    assert_raised(vm,
                  "TypeError: isinstance() arg 2 must be a type, a tuple of types, or "
                  "a union");
}

static void what_cannot_be_simulated_says_so(void **state)
{
    Vm *vm = *state;
    assert_true(value_is_unset(BUILTIN(vm, "input")));
    assert_raised(vm, "RuntimeError: input() is not simulated; put the value into the "
                      "program");
}

static void assert_no_duration(Vm *vm, Value seconds, const char *expected)
{
    SimTime duration;
    assert_false(duration_from(vm, seconds, &duration));
    assert_raised(vm, expected);
}

static void a_duration_is_a_number_that_is_not_negative(void **state)
{
    Vm *vm = *state;
    SimTime duration;
    assert_true(duration_from(vm, value_float(0.25), &duration));
    assert_int_equal(duration, 250000000);
    assert_true(duration_from(vm, value_int(3), &duration));
    assert_int_equal(duration, 3 * SIMTIME_SECOND);
    assert_no_duration(vm, value_int(-1),
                       "ValueError: sleep length must be non-negative");
    assert_no_duration(vm, value_float(1e300),
                       "OverflowError: timestamp out of range for platform time_t");
    assert_no_duration(vm, value_float(0.0 / 0.0),
                       "ValueError: Invalid value NaN (not a number)");
}

static void write_down(Vm *vm, bool to_stderr, const char *bytes, size_t size)
{
    Text *written = vm->owner;
    (void)to_stderr;
    text_add_bytes(written, bytes, size);
    text_add_char(written, '|');
}

static void a_print_is_written_at_once(void **state)
{
    Vm *vm = *state;
    Text written = {0};
    vm->owner = &written;
    vm->hooks.write = write_down;
    value_drop(vm, BUILTIN(vm, "print", value_int(1), str_from(vm, "a"), NONE));
    assert_string_equal(text_string(&written), "1 a None\n|");
    text_free(&written);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VM_TEST(floats_are_summed_without_losing_what_rounding_drops),
        VM_TEST(strs_cannot_be_summed),
        VM_TEST(the_first_of_equal_extremes_wins),
        VM_TEST(zip_ends_with_the_shortest),
        VM_TEST(enumerate_counts_from_its_start),
        VM_TEST(next_gives_the_default_or_stops),
        VM_TEST(isinstance_takes_tuples_and_unions),
        VM_TEST(what_cannot_be_simulated_says_so),
        VM_TEST(a_duration_is_a_number_that_is_not_negative),
        VM_TEST(a_print_is_written_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
