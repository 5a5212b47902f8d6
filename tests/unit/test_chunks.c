// Cells cut from chunks, and blocks that are used again.

#include "base/chunks.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void cells_stand_one_behind_the_other(void **state)
{
    (void)state;
    Chunks chunks = {0};
    char *first = chunks_cut(&chunks, 48), *second = chunks_cut(&chunks, 16);
    assert_ptr_equal(second, first + 48);
    assert_int_equal((uintptr_t)first % 16, 0);
    chunks_end(&chunks);
}

static void no_cell_reaches_into_another(void **state)
{
    (void)state;
    enum { COUNT = 2000, BYTES = 2064 }; // 4 MB: past the first large pages
    Chunks chunks = {0};
    char *cells[COUNT];
    for (int i = 0; i < COUNT; i++) {
        cells[i] = chunks_cut(&chunks, BYTES);
        memset(cells[i], i & 0xff, BYTES);
    }
    for (int i = 0; i < COUNT; i++) {
        assert_int_equal((unsigned char)cells[i][0], i & 0xff);
        assert_int_equal((unsigned char)cells[i][BYTES - 1], i & 0xff);
    }
    assert_true(chunks.size >= (size_t)COUNT * BYTES);
    chunks_end(&chunks);
}

static void few_cells_take_little(void **state)
{
    (void)state;
    Chunks chunks = {0};
    assert_int_equal(chunks.size, 0);
    chunks_cut(&chunks, 16);
    assert_true(chunks.size <= 1 << 15);
    chunks_end(&chunks);
}

static void a_large_chunk_is_counted_as_it_is_used(void **state)
{
    (void)state;
    Chunks chunks = {0};
    size_t cut = 0;
    for (; cut < 1 << 23; cut += 4096) {
        chunks_cut(&chunks, 4096);
        assert_true(chunks.size <= cut + (1 << 17));
    }
    assert_true(chunks.size >= cut);
    chunks_end(&chunks);
}

static void the_end_leaves_an_empty_one(void **state)
{
    (void)state;
    Chunks chunks = {0};
    chunks_cut(&chunks, 16);
    chunks_end(&chunks);
    assert_int_equal(chunks.size, 0);
    assert_false(chunks_have(&chunks, 1));
    assert_non_null(chunks_cut(&chunks, 16));
    chunks_end(&chunks);
}

static void a_block_given_back_is_taken_next(void **state)
{
    (void)state;
    Blocks blocks = {0};
    void *first = blocks_take(&blocks), *second = blocks_take(&blocks);
    assert_ptr_not_equal(first, second);
    blocks_give(&blocks, first);
    blocks_give(&blocks, second);
    size_t size = blocks.chunks.size;
    assert_ptr_equal(blocks_take(&blocks), second);
    assert_ptr_equal(blocks_take(&blocks), first);
    assert_int_equal(blocks.chunks.size, size);
    chunks_end(&blocks.chunks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_stand_one_behind_the_other),
        cmocka_unit_test(no_cell_reaches_into_another),
        cmocka_unit_test(few_cells_take_little),
        cmocka_unit_test(a_large_chunk_is_counted_as_it_is_used),
        cmocka_unit_test(the_end_leaves_an_empty_one),
        cmocka_unit_test(a_block_given_back_is_taken_next),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
