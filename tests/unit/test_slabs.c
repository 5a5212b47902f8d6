// Pieces of memory for a log, while another thread has the pages ahead backed.

#include "trace/slabs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// Takes [count] pieces of [bytes], each filled at once, and looks at all of them at the end:
// the thread that backs pages must not touch what stands there.
static void fill_and_look(size_t bytes, int count)
{
    Slabs *slabs = slabs_open(bytes);
    unsigned char **pieces = malloc((size_t)count * sizeof *pieces);
    assert_non_null(pieces);
    for (int i = 0; i < count; i++) {
        pieces[i] = slabs_take(slabs);
        memset(pieces[i], i % 251 + 1, bytes);
    }
    for (int i = 0; i < count; i++)
        for (size_t at = 0; at < bytes; at += 512)
            assert_int_equal(pieces[i][at], i % 251 + 1);
    for (int i = 0; i < count; i++)
        assert_int_equal(pieces[i][bytes - 1], i % 251 + 1);
    free(pieces);
    slabs_close(slabs);
}

static void none_is_taken(void **state)
{
    (void)state;
    slabs_close(slabs_open(4096));
}

static void a_few_pieces_are_alone(void **state)
{
    (void)state;
    fill_and_look(96 << 10, 3);
}

static void many_pieces_hold_what_was_written(void **state)
{
    (void)state;
    fill_and_look(96 << 10, 1500); // 140 MB: several slabs
}

static void pieces_need_not_fill_a_slab(void **state)
{
    (void)state;
    fill_and_look(66200, 1500); // 48 MB is no multiple of it
    fill_and_look(2 << 20, 70);
}

static void closing_ends_the_thread_at_any_time(void **state)
{
    (void)state;
    for (int count = 39; count < 60; count++)
        fill_and_look(1 << 20, count);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(none_is_taken),
        cmocka_unit_test(a_few_pieces_are_alone),
        cmocka_unit_test(many_pieces_hold_what_was_written),
        cmocka_unit_test(pieces_need_not_fill_a_slab),
        cmocka_unit_test(closing_ends_the_thread_at_any_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
