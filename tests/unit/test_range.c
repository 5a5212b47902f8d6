// test_range.c -- progressions that are never written down.

#include "container_helpers.h"

static void assert_listed(Vm *vm, Value range, const char *expected)
{
    assert_shows(vm, BUILTIN(vm, "list", range), expected);
}

static void a_range_ends_before_its_stop(void **state)
{
    Vm *vm = *state;
    assert_listed(vm, range_new(vm, 0, 5, 2), "[0, 2, 4]");
    assert_listed(vm, range_new(vm, 5, 0, -2), "[5, 3, 1]");
    assert_listed(vm, range_new(vm, 5, 0, 1), "[]");
}

static void ranges_of_the_same_numbers_are_equal(void **state)
{
    Vm *vm = *state;
    Value a = range_new(vm, 0, 3, 2), b = range_new(vm, 0, 4, 2);
    bool equal;
    int64_t hash_a, hash_b;
    assert_true(value_equal(vm, a, b, &equal) && equal);
    assert_true(value_hash(vm, a, &hash_a) && value_hash(vm, b, &hash_b));
    assert_int_equal(hash_a, hash_b);
    value_drop(vm, a);
    value_drop(vm, b);
}

static void a_number_is_found_without_walking(void **state)
{
    Vm *vm = *state;
    Value range = range_new(vm, 0, INT64_MAX, 3);
    bool found;
    assert_true(value_contains(vm, range, value_int(3000000000), &found) && found);
    assert_true(value_contains(vm, range, value_int(3000000001), &found) && !found);
    assert_shows(vm, METHOD(vm, range, "index", value_int(9)), "3");
    value_drop(vm, range);
}

static void a_slice_of_a_range_is_a_range(void **state)
{
    Vm *vm = *state;
    Value range = range_new(vm, 0, 10, 1),
          slice = slice_new(vm, NONE, NONE, value_int(-3));
    Value result;
    assert_true(value_get_item(vm, range, slice, &result));
    assert_shows(vm, result, "range(9, -1, -3)");
    value_drop(vm, slice);
    value_drop(vm, range);
}

static void more_numbers_than_an_int_holds_are_over_the_limit(void **state)
{
    Vm *vm = *state;
    value_drop(vm, range_new(vm, INT64_MIN, INT64_MAX, 1));
    assert_int_equal(vm->halt, HALT_LIMIT);
    assert_string_equal(vm->limit, "integer");
}

static void the_arguments_are_ints_and_the_step_is_not_zero(void **state)
{
    Vm *vm = *state;
    assert_true(value_is_unset(BUILTIN(vm, "range", value_float(1.5))));
    assert_raised(vm, "TypeError: 'float' object cannot be interpreted as an integer");
    assert_true(
        value_is_unset(BUILTIN(vm, "range", value_int(1), value_int(2), value_int(0))));
    assert_raised(vm, "ValueError: range() arg 3 must not be zero");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VM_TEST(a_range_ends_before_its_stop),
        VM_TEST(ranges_of_the_same_numbers_are_equal),
        VM_TEST(a_number_is_found_without_walking),
        VM_TEST(a_slice_of_a_range_is_a_range),
        VM_TEST(more_numbers_than_an_int_holds_are_over_the_limit),
        VM_TEST(the_arguments_are_ints_and_the_step_is_not_zero),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
