// test_strings.c -- making, interning and taking apart strs.

#include "vm/str.h"
#include "vm/strings.h"
#include "vm_fixture.h"

#include <stdio.h>

static void equal_names_are_one_object(void **state)
{
    Vm *vm = *state;
    Value made = str_from(vm, "a name of the program");
    Str *first = str_intern_str(vm, STR(made));

    Str *second = str_intern(vm, "a name of the program");

    assert_ptr_equal(first, second);
    value_drop(vm, made);
}

static void the_table_of_names_grows(void **state)
{
    Vm *vm = *state;
    char name[32];
    Str *first = str_intern(vm, "name0");
    for (int i = 0; i < 5000; i++) {
        snprintf(name, sizeof name, "name%d", i);
        str_intern(vm, name);
    }
    assert_ptr_equal(str_intern(vm, "name0"), first);
}

static void length_counts_code_points(void **state)
{
    Vm *vm = *state;
    Value str = str_from(vm, "a작업🎉");
    assert_int_equal(STR(str)->length, 4);
    assert_int_equal(STR(str)->size, 11);
    assert_shows(vm, str_at(vm, STR(str), 2), "'업'");
    value_drop(vm, str);
}

static void single_characters_are_shared(void **state)
{
    Vm *vm = *state;
    Value str = str_from(vm, "aa");
    Value first = str_at(vm, STR(str), 0), second = str_at(vm, STR(str), 1);
    assert_true(value_is(first, second));
    value_drop(vm, first);
    value_drop(vm, second);
    value_drop(vm, str);
}

static void repr_chooses_its_quotes(void **state)
{
    Vm *vm = *state;
    assert_shows(vm, str_from(vm, "it's"), "\"it's\"");
    assert_shows(vm, str_from(vm, "it's \"x\""), "'it\\'s \"x\"'");
    assert_shows(vm, str_from(vm, "\t\n\r\\\x7f"), "'\\t\\n\\r\\\\\\x7f'");
    assert_shows(vm, str_from(vm, "가\u200b\xed\xa0\x80"), "'가\\u200b\\ud800'");
}

static void order_is_that_of_code_points(void **state)
{
    Vm *vm = *state;
    Value a = str_from(vm, "z"), b = str_from(vm, "é"), c = str_from(vm, "éa");
    assert_true(str_compare(STR(a), STR(b)) < 0);
    assert_true(str_compare(STR(b), STR(c)) < 0);
    assert_int_equal(str_compare(STR(b), STR(b)), 0);
    value_drop(vm, a);
    value_drop(vm, b);
    value_drop(vm, c);
}

static void parts_are_joined(void **state)
{
    Vm *vm = *state;
    Value a = str_from(vm, "작"), b = str_from(vm, "ab"), sum, product;
    assert_true(str_concat(vm, STR(a), STR(b), &sum));
    assert_int_equal(STR(sum)->length, 3);
    assert_true(str_repeat(vm, STR(sum), 2, &product));
    assert_int_equal(STR(product)->length, 6);
    assert_shows(vm, product, "'작ab작ab'");
    value_drop(vm, sum);
    value_drop(vm, a);
    value_drop(vm, b);
}

static void a_str_past_the_memory_limit_ends_the_run(void **state)
{
    Vm *vm = *state;
    Value str = str_from(vm, "ab"), result;

    assert_false(str_repeat(vm, STR(str), INT64_MAX, &result));

    assert_int_equal(vm->halt, HALT_LIMIT);
    assert_string_equal(vm->limit, "memory_mb");
    value_drop(vm, str);
}

static void assert_method(Vm *vm, const char *self, const char *method,
                          const char *argument, const char *expected)
{
    Value str = str_from(vm, self), result;
    Value values[] = {argument ? str_from(vm, argument) : NONE};
    if (call_method(vm, str, method, values, argument ? 1 : 0, &result))
        assert_shows(vm, result, expected);
    else
        assert_raised(vm, expected);
    value_drop(vm, values[0]);
    value_drop(vm, str);
}

static void splitting_follows_spaces_or_a_separator(void **state)
{
    Vm *vm = *state;
    assert_method(vm, "  a  b ", "split", NULL, "['a', 'b']");
    assert_method(vm, "a,b,,c", "split", ",", "['a', 'b', '', 'c']");
    assert_method(vm, "a", "split", "", "ValueError: empty separator");
    assert_method(vm, "a\nb\r\nc\n", "splitlines", NULL, "['a', 'b', 'c']");
    assert_method(vm, "k=v=w", "partition", "=", "('k', '=', 'v=w')");
    assert_method(vm, "k=v=w", "rpartition", "=", "('k=v', '=', 'w')");
}

static void indices_count_code_points(void **state)
{
    Vm *vm = *state;
    assert_method(vm, "작업 끝", "find", "끝", "3");
    assert_method(vm, "작업작업", "rfind", "작", "2");
    assert_method(vm, "abc", "index", "x", "ValueError: substring not found");
    assert_method(vm, "가가가", "count", "", "4");
}

static void case_follows_unicode(void **state)
{
    Vm *vm = *state;
    assert_method(vm, "straße", "upper", NULL, "'STRASSE'");
    assert_method(vm, "ΟΔΟΣ", "lower", NULL, "'οδος'");
    assert_method(vm, "they're", "title", NULL, "\"They'Re\"");
    assert_method(vm, "ǆ", "capitalize", NULL, "'ǅ'");
    assert_method(vm, "aÉ1", "swapcase", NULL, "'Aé1'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VM_TEST(equal_names_are_one_object),
        VM_TEST(the_table_of_names_grows),
        VM_TEST(length_counts_code_points),
        VM_TEST(single_characters_are_shared),
        VM_TEST(repr_chooses_its_quotes),
        VM_TEST(order_is_that_of_code_points),
        VM_TEST(parts_are_joined),
        VM_TEST(a_str_past_the_memory_limit_ends_the_run),
        VM_TEST(splitting_follows_spaces_or_a_separator),
        VM_TEST(indices_count_code_points),
        VM_TEST(case_follows_unicode),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
