// test_operators.c -- who answers an operator, and what is said when nobody does.

#include "vm_fixture.h"

static void assert_binary(Vm *vm, BinaryOp op, Value left, Value right,
                          const char *expected)
{
    Value result;
    if (value_binary(vm, op, left, right, &result))
        assert_shows(vm, result, expected);
    else
        assert_raised(vm, expected);
    value_drop(vm, left);
    value_drop(vm, right);
}

static void numbers_of_two_kinds_meet_as_floats(void **state)
{
    Vm *vm = *state;
    assert_binary(vm, BINARY_ADD, value_int(1), value_float(0.5), "1.5");
    assert_binary(vm, BINARY_MUL, TRUE, value_int(3), "3");
    assert_binary(vm, BINARY_AND, TRUE, FALSE, "False");
    assert_binary(vm, BINARY_AND, TRUE, value_int(3), "1");
}

static void sequences_are_joined_and_repeated(void **state)
{
    Vm *vm = *state;
    assert_binary(vm, BINARY_ADD, str_from(vm, "a"), str_from(vm, "b"), "'ab'");
    assert_binary(vm, BINARY_MUL, value_int(3), str_from(vm, "ab"), "'ababab'");
    assert_binary(vm, BINARY_MUL, value_object(list_new(vm)), value_int(2), "[]");
}

static void a_wrong_operand_is_named_as_cpython_names_it(void **state)
{
    Vm *vm = *state;
    assert_binary(vm, BINARY_ADD, value_int(1), str_from(vm, "a"),
                  "TypeError: unsupported operand type(s) for +: 'int' and 'str'");
    assert_binary(vm, BINARY_ADD, str_from(vm, "a"), value_int(1),
                  "TypeError: can only concatenate str (not \"int\") to str");
    assert_binary(vm, BINARY_MUL, str_from(vm, "a"), value_float(2),
                  "TypeError: can't multiply sequence by non-int of type 'float'");
    assert_binary(
        vm, BINARY_POW, NONE, value_int(2),
        "TypeError: unsupported operand type(s) for ** or pow(): 'NoneType' and "
        "'int'");
}

static void an_inplace_operator_has_its_own_sign(void **state)
{
    Vm *vm = *state;
    Value result;

    assert_false(value_inplace(vm, BINARY_ADD, value_int(1), NONE, &result));

    assert_raised(vm,
                  "TypeError: unsupported operand type(s) for +=: 'int' and 'NoneType'");
}

static void what_cannot_be_ordered_can_still_be_equal(void **state)
{
    Vm *vm = *state;
    Value str = str_from(vm, "1"), result;

    assert_true(value_compare(vm, COMPARE_EQ, value_int(1), str, &result));
    assert_true(value_is(result, FALSE));
    assert_false(value_compare(vm, COMPARE_LT, value_int(1), str, &result));

    assert_raised(vm,
                  "TypeError: '<' not supported between instances of 'int' and 'str'");
    value_drop(vm, str);
}

static void nan_is_not_equal_to_itself_but_is_itself(void **state)
{
    Vm *vm = *state;
    Value nan = value_float(__builtin_nan("")), result;
    bool equal;

    assert_true(value_compare(vm, COMPARE_EQ, nan, nan, &result));
    assert_true(value_is(result, FALSE));
    assert_true(value_equal(vm, nan, nan, &equal));
    assert_true(equal);
}

static void protocols_that_a_type_lacks_are_refused(void **state)
{
    Vm *vm = *state;
    Value five = value_int(5), result;
    int64_t len;
    bool found;
    assert_false(value_len(vm, five, &len));
    assert_raised(vm, "TypeError: object of type 'int' has no len()");
    assert_false(value_get_item(vm, five, five, &result));
    assert_raised(vm, "TypeError: 'int' object is not subscriptable");
    assert_false(value_set_item(vm, five, five, five));
    assert_raised(vm, "TypeError: 'int' object does not support item assignment");
    assert_false(value_contains(vm, five, five, &found));
    assert_raised(vm, "TypeError: argument of type 'int' is not iterable");
    assert_false(value_iter(vm, five, &result));
    assert_raised(vm, "TypeError: 'int' object is not iterable");
    assert_false(value_next(vm, five, &result));
    assert_raised(vm, "TypeError: 'int' object is not an iterator");
    assert_false(value_unary(vm, UNARY_INVERT, value_float(1), &result));
    assert_raised(vm, "TypeError: bad operand type for unary ~: 'float'");
}

static void a_str_is_iterated_by_character(void **state)
{
    Vm *vm = *state;
    Value str = str_from(vm, "a작"), iterator, item;
    assert_true(value_iter(vm, str, &iterator));
    value_drop(vm, str);

    assert_true(value_next(vm, iterator, &item));
    assert_shows(vm, item, "'a'");
    assert_true(value_next(vm, iterator, &item));
    assert_shows(vm, item, "'작'");
    assert_true(value_next(vm, iterator, &item));
    assert_true(value_is_unset(item));
    value_drop(vm, iterator);
}

static void too_deep_a_recursion_is_an_error_of_the_program(void **state)
{
    Vm *vm = *state;
    int entered = 0;
    while (recursion_enter(vm, " in comparison"))
        entered++;
    while (entered--)
        recursion_leave(vm);

    assert_raised(vm, "RecursionError: maximum recursion depth exceeded in comparison");
    assert_int_equal(vm->native_depth, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VM_TEST(numbers_of_two_kinds_meet_as_floats),
        VM_TEST(sequences_are_joined_and_repeated),
        VM_TEST(a_wrong_operand_is_named_as_cpython_names_it),
        VM_TEST(an_inplace_operator_has_its_own_sign),
        VM_TEST(what_cannot_be_ordered_can_still_be_equal),
        VM_TEST(nan_is_not_equal_to_itself_but_is_itself),
        VM_TEST(protocols_that_a_type_lacks_are_refused),
        VM_TEST(a_str_is_iterated_by_character),
        VM_TEST(too_deep_a_recursion_is_an_error_of_the_program),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
