// test_mersenne.c -- the Mersenne twister gives the numbers that its authors published.

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vm/modules/mersenne.h"

static void the_published_key_gives_the_published_numbers(void **state)
{
    (void)state;
    const uint32_t key[] = {0x123, 0x234, 0x345, 0x456};
    Mersenne twister;

    mersenne_seed(&twister, key, 4);

    assert_int_equal(mersenne_next(&twister), 1067595299);
    assert_int_equal(mersenne_next(&twister), 955945823);
    assert_int_equal(mersenne_next(&twister), 477289528);
}

static void the_words_are_renewed_when_they_are_used_up(void **state)
{
    (void)state;
    const uint32_t key[] = {0x123, 0x234, 0x345, 0x456};
    Mersenne twister;
    mersenne_seed(&twister, key, 4);

    for (int i = 0; i < 999; i++)
        mersenne_next(&twister);

    assert_int_equal(mersenne_next(&twister), UINT32_C(3460025646));
}

static void a_double_is_what_python_gives_for_seed_0(void **state)
{
    (void)state;
    const uint32_t key[] = {0};
    Mersenne twister;

    mersenne_seed(&twister, key, 1);

    assert_true(mersenne_double(&twister) == 0.8444218515250481);
    assert_true(mersenne_double(&twister) == 0.7579544029403025);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_published_key_gives_the_published_numbers),
        cmocka_unit_test(the_words_are_renewed_when_they_are_used_up),
        cmocka_unit_test(a_double_is_what_python_gives_for_seed_0),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
