// test_format.c -- format specs, str.format and the % operator.

#include "vm/str.h"
#include "vm_fixture.h"

static void assert_format(Vm *vm, Value value, const char *spec, const char *expected)
{
    Value spec_str = str_from(vm, spec), result;
    if (value_format(vm, value, spec_str, &result))
        assert_shows(vm, result, expected);
    else
        assert_raised(vm, expected);
    value_drop(vm, spec_str);
    value_drop(vm, value);
}

static void ints_take_base_sign_and_grouping(void **state)
{
    Vm *vm = *state;
    assert_format(vm, value_int(255), "#06x", "'0x00ff'");
    assert_format(vm, value_int(-5), "+05d", "'-0005'");
    assert_format(vm, value_int(1234567), ",", "'1,234,567'");
    assert_format(vm, value_int(1234), "08,", "'0,001,234'");
    assert_format(vm, value_int(0xabcdef), "_X", "'AB_CDEF'");
    assert_format(vm, value_int(44032), "c", "'가'");
}

static void floats_take_precision_and_type(void **state)
{
    Vm *vm = *state;
    assert_format(vm, value_float(3.14159), ".2f", "'3.14'");
    assert_format(vm, value_float(1234567.891), ">15,.1f", "'    1,234,567.9'");
    assert_format(vm, value_float(0.5), ".1%", "'50.0%'");
    assert_format(vm, value_float(99.9), ".2", "'1e+02'");
    assert_format(vm, value_float(1.0), "#.3", "'1.00'");
    assert_format(vm, value_float(-0.04), "z.1f", "'0.0'");
}

static void strs_are_cut_and_padded_by_characters(void **state)
{
    Vm *vm = *state;
    assert_format(vm, str_from(vm, "작업"), "*^6", "'**작업**'");
    assert_format(vm, str_from(vm, "abcdef"), ".3", "'abc'");
    assert_format(vm, str_from(vm, "a"), "가>3", "'가가a'");
    assert_format(vm, str_from(vm, "a"), "03", "'a00'");
}

static void wrong_specs_are_named(void **state)
{
    Vm *vm = *state;
    assert_format(vm, value_int(1), "s",
                  "ValueError: Unknown format code 's' for object of type 'int'");
    assert_format(vm, value_int(1), "d5",
                  "ValueError: Invalid format specifier 'd5' for object of type 'int'");
    assert_format(vm, value_int(1), ",x", "ValueError: Cannot specify ',' with 'x'.");
    assert_format(vm, value_float(1), ".",
                  "ValueError: Format specifier missing precision");
    assert_format(vm, str_from(vm, "a"), "=5",
                  "ValueError: '=' alignment not allowed in string format specifier");
    assert_format(vm, NONE, "5",
                  "TypeError: unsupported format string passed to NoneType.__format__");
}

static void a_width_past_the_memory_limit_ends_the_run(void **state)
{
    Vm *vm = *state;
    Value spec = str_from(vm, "99999999999999"), result;

    assert_false(value_format(vm, value_int(1), spec, &result));

    assert_int_equal(vm->halt, HALT_LIMIT);
    value_drop(vm, spec);
}

static void assert_fields(Vm *vm, const char *format, Value a, Value b,
                          const char *expected)
{
    Value str = str_from(vm, format), values[] = {a, b}, result;
    if (call_method(vm, str, "format", values, 2, &result))
        assert_shows(vm, result, expected);
    else
        assert_raised(vm, expected);
    value_drop(vm, str);
}

static void fields_are_numbered_by_themselves_or_by_hand(void **state)
{
    Vm *vm = *state;
    Value a = value_int(1), b = value_float(2.5);
    assert_fields(vm, "{} {}", a, b, "'1 2.5'");
    assert_fields(vm, "{1:.2f}{{{0!r:>3}}}", a, b, "'2.50{  1}'");
    assert_fields(vm, "{:>{}}", a, value_int(4), "'   1'");
    assert_fields(vm, "{0.real}", a, b, "'1'");
    assert_fields(
        vm, "{0} {}", a, b,
        "ValueError: cannot switch from manual field specification to automatic "
        "field numbering");
    assert_fields(
        vm, "{2}", a, b,
        "IndexError: Replacement index 2 out of range for positional args tuple");
    assert_fields(vm, "{", a, b, "ValueError: Single '{' encountered in format string");
    assert_fields(vm, "{0[}", a, b, "ValueError: expected '}' before end of string");
}

static void assert_percent(Vm *vm, const char *format, Value right, const char *expected)
{
    Value str = str_from(vm, format), result;
    if (str_percent(vm, STR(str), right, &result))
        assert_shows(vm, result, expected);
    else
        assert_raised(vm, expected);
    value_drop(vm, str);
    value_drop(vm, right);
}

static void percent_formats_like_c(void **state)
{
    Vm *vm = *state;
    assert_percent(vm, "%05d%%", value_int(-42), "'-0042%'");
    assert_percent(vm, "%#x", value_int(255), "'0xff'");
    assert_percent(vm, "%-6.2f|", value_float(1.5), "'1.50  |'");
    assert_percent(vm, "%.2r", str_from(vm, "abc"), "\"'a\"");
    assert_percent(vm, "%d", str_from(vm, "a"),
                   "TypeError: %d format: a real number is required, not str");
    assert_percent(vm, "%s %s", value_int(1),
                   "TypeError: not enough arguments for format string");
    assert_percent(vm, "x", value_int(1),
                   "TypeError: not all arguments converted during string formatting");
    assert_percent(vm, "%z", value_int(1),
                   "ValueError: unsupported format character 'z' (0x7a) at index 1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VM_TEST(ints_take_base_sign_and_grouping),
        VM_TEST(floats_take_precision_and_type),
        VM_TEST(strs_are_cut_and_padded_by_characters),
        VM_TEST(wrong_specs_are_named),
        VM_TEST(a_width_past_the_memory_limit_ends_the_run),
        VM_TEST(fields_are_numbered_by_themselves_or_by_hand),
        VM_TEST(percent_formats_like_c),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
