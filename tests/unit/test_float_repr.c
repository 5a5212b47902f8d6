// test_float_repr.c -- floats to text and back.

#include "vm/numbers.h"
#include "vm_fixture.h"

#include <math.h>

static void assert_repr(double number, const char *expected)
{
    Text text = {0};
    float_add_repr(&text, number);
    assert_string_equal(text_string(&text), expected);
    text_free(&text);
}

static void the_shortest_digits_are_written(void **state)
{
    (void)state;
    assert_repr(0.1 + 0.2, "0.30000000000000004");
    assert_repr(1.0 / 3, "0.3333333333333333");
    assert_repr(2.675, "2.675");
    assert_repr(5e-324, "5e-324");
    assert_repr(1.7976931348623157e308, "1.7976931348623157e+308");
}

static void whole_floats_keep_their_point(void **state)
{
    (void)state;
    assert_repr(0.0, "0.0");
    assert_repr(-0.0, "-0.0");
    assert_repr(100.0, "100.0");
    assert_repr(1e15, "1000000000000000.0");
}

static void large_and_small_ones_have_an_exponent(void **state)
{
    (void)state;
    assert_repr(1e16, "1e+16");
    assert_repr(1.5e22, "1.5e+22");
    assert_repr(0.0001, "0.0001");
    assert_repr(0.00001, "1e-05");
    assert_repr(-2.5e-7, "-2.5e-07");
}

static void powers_of_two_are_not_written_too_long(void **state)
{
    (void)state;
    assert_repr(0x1p-44, "5.684341886080802e-14");
    assert_repr(0x1p89, "6.189700196426902e+26");
    assert_repr(9007199254740992.0, "9007199254740992.0");
}

static void infinities_and_nan_have_names(void **state)
{
    (void)state;
    assert_repr(INFINITY, "inf");
    assert_repr(-INFINITY, "-inf");
    assert_repr(NAN, "nan");
}

static void assert_rounds(Vm *vm, double number, int digits, const char *expected)
{
    Value result;
    assert_true(float_round(vm, number, digits, &result));
    assert_repr(result.number, expected);
}

static void rounding_is_of_the_exact_value(void **state)
{
    Vm *vm = *state;
    assert_rounds(vm, 2.675, 2, "2.67");
    assert_rounds(vm, 0.125, 2, "0.12");
    assert_rounds(vm, 123.456, -1, "120.0");
    assert_rounds(vm, 5.0, -1, "0.0");
    assert_rounds(vm, 15.0, -1, "20.0");
    assert_rounds(vm, -0.4, 0, "-0.0");
    assert_rounds(vm, 1e300, 400, "1e+300");
    assert_rounds(vm, -1e300, -400, "-0.0");
}

static void a_rounded_value_may_be_too_large(void **state)
{
    Vm *vm = *state;
    Value result;

    assert_false(float_round(vm, 1.7976931348623157e308, -308, &result));

    assert_raised(vm, "OverflowError: rounded value too large to represent");
}

static void assert_reads(Vm *vm, const char *text, const char *expected)
{
    Value str = str_from(vm, text), result;
    if (float_from_str(vm, STR(str), &result))
        assert_repr(result.number, expected);
    else
        assert_raised(vm, expected);
    value_drop(vm, str);
}

static void numbers_are_read_as_float_does(void **state)
{
    Vm *vm = *state;
    assert_reads(vm, " 1.5\n", "1.5");
    assert_reads(vm, "-1_000.2_5e1", "-10002.5");
    assert_reads(vm, ".5", "0.5");
    assert_reads(vm, "5.", "5.0");
    assert_reads(vm, "1e400", "inf");
    assert_reads(vm, "-Infinity", "-inf");
    assert_reads(vm, "nAn", "nan");
    assert_reads(vm, "\u0661.\u0665", "1.5"); // Arabic-Indic digits
}

static void what_is_no_number_is_refused(void **state)
{
    Vm *vm = *state;
    assert_reads(vm, "", "ValueError: could not convert string to float: ''");
    assert_reads(vm, "1__0", "ValueError: could not convert string to float: '1__0'");
    assert_reads(vm, "_1", "ValueError: could not convert string to float: '_1'");
    assert_reads(vm, "0x10", "ValueError: could not convert string to float: '0x10'");
    assert_reads(vm, "1e", "ValueError: could not convert string to float: '1e'");
    assert_reads(vm, "1 2", "ValueError: could not convert string to float: '1 2'");
}

static void hexadecimal_goes_both_ways(void **state)
{
    Vm *vm = *state;
    Text text = {0};
    float_add_hex(&text, -1.5);
    assert_string_equal(text.bytes, "-0x1.8000000000000p+0");
    Value str = str_from(vm, text.bytes), back;

    assert_true(float_from_hex(vm, STR(str), &back));

    assert_repr(back.number, "-1.5");
    value_drop(vm, str);
    text_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shortest_digits_are_written),
        cmocka_unit_test(whole_floats_keep_their_point),
        cmocka_unit_test(large_and_small_ones_have_an_exponent),
        cmocka_unit_test(powers_of_two_are_not_written_too_long),
        cmocka_unit_test(infinities_and_nan_have_names),
        VM_TEST(rounding_is_of_the_exact_value),
        VM_TEST(a_rounded_value_may_be_too_large),
        VM_TEST(numbers_are_read_as_float_does),
        VM_TEST(what_is_no_number_is_refused),
        VM_TEST(hexadecimal_goes_both_ways),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
