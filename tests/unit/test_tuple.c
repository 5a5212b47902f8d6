// test_tuple.c -- rows that do not change.

#include "container_helpers.h"

static Value pair(Vm *vm, Value a, Value b)
{
    return tuple_of(vm, (Value[]){a, b}, 2);
}

static void a_tuple_of_one_is_shown_with_a_comma(void **state)
{
    Vm *vm = *state;
    Value one = value_int(1);
    assert_shows(vm, tuple_of(vm, &one, 1), "(1,)");
    assert_shows(vm, value_object(tuple_new(vm, 0)), "()");
}

static void the_hash_is_cpythons(void **state)
{
    Vm *vm = *state;
    Value tuple = pair(vm, value_int(1), value_int(2)),
          none = value_object(tuple_new(vm, 0));
    int64_t hash;
    assert_true(value_hash(vm, tuple, &hash));
    assert_int_equal(hash, -3550055125485641917);
    assert_true(value_hash(vm, none, &hash));
    assert_int_equal(hash, 5740354900026072187);
    value_drop(vm, tuple);
    value_drop(vm, none);
}

static void tuples_are_ordered_by_the_first_items_that_differ(void **state)
{
    Vm *vm = *state;
    Value a = pair(vm, value_int(1), value_int(9)), b = pair(vm, value_int(2), NONE),
          result;
    assert_true(value_compare(vm, COMPARE_LT, a, b, &result));
    assert_shows(vm, result, "True");
    assert_true(value_compare(vm, COMPARE_EQ, a, b, &result));
    assert_shows(vm, result, "False");
    value_drop(vm, a);
    value_drop(vm, b);
}

static void a_whole_slice_is_the_tuple_itself(void **state)
{
    Vm *vm = *state;
    Value tuple = pair(vm, value_int(1), value_int(2)),
          slice = slice_new(vm, NONE, NONE, NONE);
    Value result;
    assert_true(value_get_item(vm, tuple, slice, &result));
    assert_true(value_is(result, tuple));
    value_drop(vm, result);
    value_drop(vm, slice);
    value_drop(vm, tuple);
}

static void an_item_cannot_be_assigned(void **state)
{
    Vm *vm = *state;
    Value tuple = pair(vm, NONE, NONE);
    assert_false(value_set_item(vm, tuple, value_int(0), NONE));
    assert_raised(vm, "TypeError: 'tuple' object does not support item assignment");
    assert_true(value_is_unset(METHOD(vm, tuple, "index", value_int(5))));
    assert_raised(vm, "ValueError: tuple.index(x): x not in tuple");
    value_drop(vm, tuple);
}

static void a_tuple_only_joins_a_tuple(void **state)
{
    Vm *vm = *state;
    Value tuple = pair(vm, NONE, NONE), list = INTS(vm, 1), result;
    assert_false(value_binary(vm, BINARY_ADD, tuple, list, &result));
    assert_raised(vm, "TypeError: can only concatenate tuple (not \"list\") to tuple");
    value_drop(vm, list);
    value_drop(vm, tuple);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VM_TEST(a_tuple_of_one_is_shown_with_a_comma),
        VM_TEST(the_hash_is_cpythons),
        VM_TEST(tuples_are_ordered_by_the_first_items_that_differ),
        VM_TEST(a_whole_slice_is_the_tuple_itself),
        VM_TEST(an_item_cannot_be_assigned),
        VM_TEST(a_tuple_only_joins_a_tuple),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
