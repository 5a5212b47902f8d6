// test_unicode.c -- what is known of single code points.

#include "vm/unicode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void letters_of_any_script_are_alphabetic(void **state)
{
    (void)state;
    assert_true(unicode_is_alpha('a'));
    assert_true(unicode_is_alpha(0xac00)); // 가
    assert_false(unicode_is_alpha('1'));
    assert_false(unicode_is_alpha(0x1f600));
}

static void digits_decimals_and_numerics_are_three_things(void **state)
{
    (void)state;
    assert_int_equal(unicode_decimal('7'), 7);
    assert_int_equal(unicode_decimal(0x663), 3); // Arabic-Indic three
    assert_int_equal(unicode_decimal(0xb2), -1); // superscript two
    assert_true(unicode_is_digit(0xb2));
    assert_true(unicode_is_numeric(0xbd)); // one half
    assert_false(unicode_is_digit(0xbd));
}

static void spaces_and_what_cannot_be_printed_are_known(void **state)
{
    (void)state;
    assert_true(unicode_is_space(0x3000));
    assert_false(unicode_is_space(0x200b));
    assert_false(unicode_is_printable(0xa0));
    assert_true(unicode_is_printable(0xac00));
    assert_false(unicode_is_printable(0xd800));
}

static void some_letters_become_several(void **state)
{
    (void)state;
    uint32_t mapped[3];
    assert_int_equal(unicode_to_case(0xdf, UNICODE_UPPER, mapped), 2); // ß
    assert_int_equal(mapped[0], 'S');
    assert_int_equal(mapped[1], 'S');
    assert_int_equal(unicode_to_case(0xfb03, UNICODE_TITLE, mapped), 3); // ffi
    assert_int_equal(mapped[0], 'F');
    assert_int_equal(unicode_to_case(0x1c6, UNICODE_TITLE, mapped), 1);
    assert_int_equal(mapped[0], 0x1c5);
}

static void identifiers_begin_and_go_on_differently(void **state)
{
    (void)state;
    assert_true(unicode_starts_identifier('_'));
    assert_true(unicode_starts_identifier(0xac00));
    assert_false(unicode_starts_identifier('1'));
    assert_true(unicode_continues_identifier('1'));
    assert_false(unicode_continues_identifier('-'));
}

static void the_last_code_point_is_looked_up_safely(void **state)
{
    (void)state;
    uint32_t mapped[3];
    assert_false(unicode_is_printable(0x10ffff));
    assert_int_equal(unicode_to_case(0x10ffff, UNICODE_LOWER, mapped), 1);
    assert_int_equal(mapped[0], 0x10ffff);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_of_any_script_are_alphabetic),
        cmocka_unit_test(digits_decimals_and_numerics_are_three_things),
        cmocka_unit_test(spaces_and_what_cannot_be_printed_are_known),
        cmocka_unit_test(some_letters_become_several),
        cmocka_unit_test(identifiers_begin_and_go_on_differently),
        cmocka_unit_test(the_last_code_point_is_looked_up_safely),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
