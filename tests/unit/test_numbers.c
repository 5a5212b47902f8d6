// test_numbers.c -- arithmetic of ints and floats, and where ints end.

#include "vm/numbers.h"
#include "vm_fixture.h"

static void assert_int_op(Vm *vm, int64_t a, BinaryOp op, int64_t b, const char *expected)
{
    Value result;
    assert_true(int_arithmetic(vm, op, a, b, &result));
    assert_shows(vm, result, expected);
}

static void assert_float_op(Vm *vm, double a, BinaryOp op, double b, const char *expected)
{
    Value result;
    assert_true(float_arithmetic(vm, op, a, b, &result));
    assert_shows(vm, result, expected);
}

static void division_and_remainder_follow_the_divisor(void **state)
{
    Vm *vm = *state;
    assert_int_op(vm, -7, BINARY_FLOOR_DIV, 2, "-4");
    assert_int_op(vm, -7, BINARY_MOD, 2, "1");
    assert_int_op(vm, 7, BINARY_MOD, -2, "-1");
    assert_float_op(vm, -7.5, BINARY_FLOOR_DIV, 2, "-4.0");
    assert_float_op(vm, -7.5, BINARY_MOD, 2, "0.5");
    assert_float_op(vm, 6.0, BINARY_MOD, -3, "-0.0");
}

static void true_division_of_large_ints_is_correctly_rounded(void **state)
{
    Vm *vm = *state;
    assert_int_op(vm, 7, BINARY_DIV, 2, "3.5");
    assert_int_op(vm, 9007199254740993, BINARY_DIV, 1, "9007199254740992.0");
    assert_int_op(vm, INT64_MAX, BINARY_DIV, 3, "3.0744573456182584e+18");
    assert_int_op(vm, 1, BINARY_DIV, INT64_MAX, "1.0842021724855044e-19");
}

static void powers_stay_ints_until_the_exponent_is_negative(void **state)
{
    Vm *vm = *state;
    assert_int_op(vm, 3, BINARY_POW, 39, "4052555153018976267");
    assert_int_op(vm, -1, BINARY_POW, 1000001, "-1");
    assert_int_op(vm, 2, BINARY_POW, -2, "0.25");
    assert_int_op(vm, -2, BINARY_POW, 63, "-9223372036854775808");
}

static void shifts_are_those_of_endless_ints(void **state)
{
    Vm *vm = *state;
    assert_int_op(vm, -5, BINARY_RSHIFT, 1, "-3");
    assert_int_op(vm, -5, BINARY_RSHIFT, 100, "-1");
    assert_int_op(vm, 0, BINARY_LSHIFT, 1000, "0");
    assert_int_op(vm, -1, BINARY_LSHIFT, 63, "-9223372036854775808");
}

static void an_int_past_64_bits_goes_on(void **state)
{
    Vm *vm = *state;
    assert_int_op(vm, INT64_MAX, BINARY_ADD, 1, "9223372036854775808");
    assert_int_op(vm, INT64_MIN, BINARY_SUB, 1, "-9223372036854775809");
    assert_int_op(vm, INT64_MAX, BINARY_MUL, 2, "18446744073709551614");
    assert_int_op(vm, INT64_MIN, BINARY_FLOOR_DIV, -1, "9223372036854775808");
    assert_int_op(vm, 2, BINARY_POW, 63, "9223372036854775808");
    assert_int_op(vm, 1, BINARY_LSHIFT, 63, "9223372036854775808");
}

static void assert_zero_division(Vm *vm, Value a, BinaryOp op, const char *message)
{
    Value result;
    assert_false(value_binary(vm, op, a, value_int(0), &result));
    assert_raised(vm, message);
}

static void dividing_by_zero_says_how(void **state)
{
    Vm *vm = *state;
    Value one = value_int(1), half = value_float(0.5);
    assert_zero_division(vm, one, BINARY_DIV, "ZeroDivisionError: division by zero");
    assert_zero_division(vm, one, BINARY_FLOOR_DIV,
                         "ZeroDivisionError: integer division or modulo by zero");
    assert_zero_division(vm, one, BINARY_MOD,
                         "ZeroDivisionError: integer modulo by zero");
    assert_zero_division(vm, half, BINARY_DIV,
                         "ZeroDivisionError: float division by zero");
    assert_zero_division(vm, half, BINARY_MOD, "ZeroDivisionError: float modulo by zero");
}

static void ints_and_floats_are_compared_exactly(void **state)
{
    (void)state;
    const int64_t odd = (INT64_C(1) << 53) + 1;
    assert_int_equal(numbers_order(value_int(odd), value_float(0x1p53)), 1);
    assert_int_equal(numbers_order(value_float(0x1p63), value_int(INT64_MAX)), 1);
    assert_int_equal(numbers_order(value_int(-2), value_float(-2.5)), 1);
    assert_int_equal(numbers_order(value_int(3), value_float(3.0)), 0);
}

static void equal_numbers_have_equal_hashes(void **state)
{
    (void)state;
    assert_int_equal(int_hash(-1), -2);
    assert_int_equal(float_hash(-1.0), -2);
    assert_int_equal(float_hash(12345.0), 12345);
    assert_int_equal(float_hash(0.5), INT64_C(1152921504606846976));
    assert_int_equal(float_hash(0x1p62), int_hash(INT64_C(1) << 62));
}

static void modular_powers_need_no_long_ints(void **state)
{
    Vm *vm = *state;
    Value result;
    assert_true(int_power_modulo(vm, 123456789, 987654321, 1000000007, &result));
    assert_shows(vm, result, "652541198");
    assert_true(int_power_modulo(vm, 3, -1, 7, &result));
    assert_shows(vm, result, "5");
    assert_false(int_power_modulo(vm, 2, -1, 4, &result));
    assert_raised(vm, "ValueError: base is not invertible for the given modulus");
}

static void assert_int_reads(Vm *vm, const char *text, int base, const char *expected)
{
    Value str = str_from(vm, text), result;
    if (int_from_str(vm, STR(str), base, &result))
        assert_shows(vm, result, expected);
    else
        assert_raised(vm, expected);
    value_drop(vm, str);
}

static void ints_are_read_in_any_base(void **state)
{
    Vm *vm = *state;
    assert_int_reads(vm, " -1_000 ", 10, "-1000");
    assert_int_reads(vm, "0x_ff", 0, "255");
    assert_int_reads(vm, "ff", 16, "255");
    assert_int_reads(vm, "z", 36, "35");
    assert_int_reads(vm, "-9223372036854775808", 10, "-9223372036854775808");
    assert_int_reads(vm, "010", 0,
                     "ValueError: invalid literal for int() with base 0: '010'");
    assert_int_reads(vm, "1__0", 10,
                     "ValueError: invalid literal for int() with base 10: '1__0'");
}

static void ints_round_half_to_even(void **state)
{
    Vm *vm = *state;
    Value result;
    assert_true(int_round(vm, 25, -1, &result));
    assert_shows(vm, result, "20");
    assert_true(int_round(vm, -35, -1, &result));
    assert_shows(vm, result, "-40");
    assert_true(int_round(vm, 12345, -30, &result));
    assert_shows(vm, result, "0");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VM_TEST(division_and_remainder_follow_the_divisor),
        VM_TEST(true_division_of_large_ints_is_correctly_rounded),
        VM_TEST(powers_stay_ints_until_the_exponent_is_negative),
        VM_TEST(shifts_are_those_of_endless_ints),
        VM_TEST(an_int_past_64_bits_goes_on),
        VM_TEST(dividing_by_zero_says_how),
        cmocka_unit_test(ints_and_floats_are_compared_exactly),
        cmocka_unit_test(equal_numbers_have_equal_hashes),
        VM_TEST(modular_powers_need_no_long_ints),
        VM_TEST(ints_are_read_in_any_base),
        VM_TEST(ints_round_half_to_even),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
