// test_compiler.c -- what the compiler makes of a few lines of Python.
//
// Each test shows the whole listing of one construct, so that a change of the code that
// is made for it is seen.

#include "compiled.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

typedef struct Bench {
    Arena *arena;
    Text listing;
} Bench;

static int open_bench(void **state)
{
    Bench *bench = calloc(1, sizeof *bench);
    bench->arena = arena_open();
    *state = bench;
    return 0;
}

static int close_bench(void **state)
{
    Bench *bench = *state;
    text_free(&bench->listing);
    arena_close(bench->arena);
    free(bench);
    return 0;
}

// The code number [index] of [source]; 0 is the module.
static const Code *code_of(Bench *bench, const char *source, int index)
{
    const Bytecode *bytecode = compiled(bench->arena, source);
    assert_non_null(bytecode);
    assert_true(index < bytecode->code_count);
    return bytecode->codes[index];
}

static void assert_listing(Bench *bench, const char *source, int index,
                           const char *expected)
{
    text_clear(&bench->listing);
    disassemble(code_of(bench, source, index), &bench->listing);
    assert_string_equal(text_string(&bench->listing), expected);
}

static void the_right_side_is_evaluated_before_the_target(void **state)
{
    assert_listing(*state, "a().b[c()] = d()", 0,
                   "0  LOAD_GLOBAL d\n"
                   "1  CALL 0\n"
                   "2  LOAD_GLOBAL a\n"
                   "3  CALL 0\n"
                   "4  LOAD_ATTR b\n"
                   "5  LOAD_GLOBAL c\n"
                   "6  CALL 0\n"
                   "7  SET_ITEM\n"
                   "8  LOAD_NONE\n"
                   "9  RETURN\n");
}

static void an_augmented_target_is_evaluated_once(void **state)
{
    assert_listing(*state, "a[b] += c", 0,
                   "0  LOAD_GLOBAL a\n"
                   "1  LOAD_GLOBAL b\n"
                   "2  DUP_TWO\n"
                   "3  GET_ITEM\n"
                   "4  LOAD_GLOBAL c\n"
                   "5  INPLACE 0\n"
                   "6  ROTATE 3\n"
                   "7  SET_ITEM\n"
                   "8  LOAD_NONE\n"
                   "9  RETURN\n");
}

static void a_chained_comparison_evaluates_the_middle_once(void **state)
{
    assert_listing(*state, "x = a < b() < c", 0,
                   "0  LOAD_GLOBAL a\n"
                   "1  LOAD_GLOBAL b\n"
                   "2  CALL 0\n"
                   "3  SWAP 2\n"
                   "4  COPY 2\n"
                   "5  COMPARE 0\n"
                   "6  JUMP_IF_FALSE_KEEP -> 10\n"
                   "7  LOAD_GLOBAL c\n"
                   "8  COMPARE 0\n"
                   "9  JUMP -> 12\n"
                   "10  SWAP 2\n"
                   "11  POP\n"
                   "12  STORE_GLOBAL x\n"
                   "13  LOAD_NONE\n"
                   "14  RETURN\n");
}

static void a_loop_is_as_tight_as_can_be(void **state)
{
    assert_listing(*state, "def f():\n    for i in range(3):\n        n = i", 1,
                   "0  LOAD_GLOBAL range\n"
                   "1  LOAD_INT 3\n"
                   "2  CALL 1\n"
                   "3  GET_ITER\n"
                   "4  FOR_ITER -> 9\n"
                   "5  STORE_LOCAL i\n"
                   "6  LOAD_LOCAL i\n"
                   "7  STORE_LOCAL n\n"
                   "8  JUMP_BACK -> 4\n"
                   "9  LOAD_NONE\n"
                   "10  RETURN\n");
}

static void while_true_has_no_test_and_no_end_but_counts_its_rounds(void **state)
{
    assert_listing(*state, "while True:\n    f()\nnever()", 0,
                   "0  TICK\n"
                   "1  LOAD_GLOBAL f\n"
                   "2  CALL 0\n"
                   "3  POP\n"
                   "4  JUMP_BACK -> 0\n");
}

static void a_test_that_is_computed_counts_by_itself(void **state)
{
    assert_listing(*state, "while x or True:\n    pass", 0,
                   "0  LOAD_GLOBAL x\n"
                   "1  JUMP_IF_TRUE -> 2\n"
                   "2  JUMP_BACK -> 0\n");
}

static void a_test_that_jumps_decide_is_counted(void **state)
{
    assert_listing(*state, "while not (0 and x):\n    pass", 0,
                   "0  TICK\n"
                   "1  JUMP_BACK -> 0\n"
                   "2  JUMP_BACK -> 0\n");
}

static void a_return_runs_the_finally_unprotected_by_it(void **state)
{
    assert_listing(*state,
                   "def f():\n    try:\n        return g()\n    finally:\n        h()", 1,
                   "0  LOAD_GLOBAL g\n"
                   "1  CALL 0\n"
                   "2  LOAD_GLOBAL h\n"
                   "3  CALL 0\n"
                   "4  POP\n"
                   "5  RETURN\n"
                   "6  PUSH_HANDLED\n"
                   "7  LOAD_GLOBAL h\n"
                   "8  CALL 0\n"
                   "9  POP\n"
                   "10  RERAISE 0\n"
                   "11  SWAP 2\n"
                   "12  POP_HANDLED\n"
                   "13  RERAISE 1\n"
                   "0..2 -> 6 depth 0\n"
                   "7..11 -> 11 depth 1\n");
}

static void a_with_calls_exit_on_both_ways_out(void **state)
{
    assert_listing(*state, "with a:\n    f()", 0,
                   "0  LOAD_GLOBAL a\n"
                   "1  ENTER_WITH\n"
                   "2  POP\n"
                   "3  LOAD_GLOBAL f\n"
                   "4  CALL 0\n"
                   "5  POP\n"
                   "6  LOAD_NONE\n"
                   "7  LOAD_NONE\n"
                   "8  LOAD_NONE\n"
                   "9  CALL 3\n"
                   "10  POP\n"
                   "11  JUMP -> 23\n"
                   "12  PUSH_HANDLED\n"
                   "13  EXIT_WITH\n"
                   "14  JUMP_IF_TRUE -> 16\n"
                   "15  RERAISE 1\n"
                   "16  POP\n"
                   "17  POP_HANDLED\n"
                   "18  POP\n"
                   "19  JUMP -> 23\n"
                   "20  SWAP 2\n"
                   "21  POP_HANDLED\n"
                   "22  RERAISE 1\n"
                   "23  LOAD_NONE\n"
                   "24  RETURN\n"
                   "2..6 -> 12 depth 1\n"
                   "13..16 -> 20 depth 2\n");
}

static void a_coroutine_waits_first_and_awaits_by_two_instructions(void **state)
{
    assert_listing(*state, "async def f():\n    return await g()", 1,
                   "0  RETURN_GENERATOR\n"
                   "1  LOAD_GLOBAL g\n"
                   "2  CALL 0\n"
                   "3  GET_AWAITABLE 0\n"
                   "4  AWAIT\n"
                   "5  RETURN\n");
}

static void only_asking_for_the_next_item_of_an_async_for_is_protected(void **state)
{
    assert_listing(*state, "async def f():\n    async for x in y:\n        g()", 1,
                   "0  RETURN_GENERATOR\n"
                   "1  LOAD_GLOBAL y\n"
                   "2  GET_AITER\n"
                   "3  GET_ANEXT\n"
                   "4  AWAIT\n"
                   "5  STORE_LOCAL x\n"
                   "6  LOAD_GLOBAL g\n"
                   "7  CALL 0\n"
                   "8  POP\n"
                   "9  JUMP_BACK -> 3\n"
                   "10  END_ASYNC_FOR\n"
                   "11  LOAD_NONE\n"
                   "12  RETURN\n"
                   "3..5 -> 10 depth 1\n");
}

static void a_closure_shares_a_cell(void **state)
{
    const char *source = "def f(a):\n    def g():\n        return a\n    return g";

    assert_listing(*state, source, 1,
                   "0  MAKE_CELL a\n"
                   "1  LOAD_CLOSURE a\n"
                   "2  BUILD_TUPLE 1\n"
                   "3  LOAD_CONST <f.<locals>.g>\n"
                   "4  MAKE_FUNCTION 8\n"
                   "5  STORE_LOCAL g\n"
                   "6  LOAD_LOCAL g\n"
                   "7  RETURN\n");
    assert_listing(*state, source, 2, "0  LOAD_CELL a\n1  RETURN\n");
}

static void a_class_with_super_returns_its_cell(void **state)
{
    const char *source =
        "class C:\n    x = 1\n    def m(self):\n        return super().m()";

    assert_listing(*state, source, 1,
                   "0  MAKE_CELL __class__\n"
                   "1  LOAD_CONST '__main__'\n"
                   "2  STORE_NAME __module__\n"
                   "3  LOAD_CONST 'C'\n"
                   "4  STORE_NAME __qualname__\n"
                   "5  LOAD_INT 1\n"
                   "6  STORE_NAME x\n"
                   "7  LOAD_CLOSURE __class__\n"
                   "8  BUILD_TUPLE 1\n"
                   "9  LOAD_CONST <C.m>\n"
                   "10  MAKE_FUNCTION 8\n"
                   "11  STORE_NAME m\n"
                   "12  LOAD_CLOSURE __class__\n"
                   "13  RETURN\n");
}

static void an_async_comprehension_is_awaited(void **state)
{
    const char *source = "async def f():\n    return [x async for x in y]";

    assert_listing(*state, source, 1,
                   "0  RETURN_GENERATOR\n"
                   "1  LOAD_CONST <f.<locals>.<listcomp>>\n"
                   "2  MAKE_FUNCTION 0\n"
                   "3  LOAD_GLOBAL y\n"
                   "4  GET_AITER\n"
                   "5  CALL 1\n"
                   "6  GET_AWAITABLE 0\n"
                   "7  AWAIT\n"
                   "8  RETURN\n");
}

static void a_spread_call_merges_keywords_in_order(void **state)
{
    assert_listing(*state, "f(*a, b, k=1, **d)", 0,
                   "0  LOAD_GLOBAL f\n"
                   "1  BUILD_LIST 0\n"
                   "2  LOAD_GLOBAL a\n"
                   "3  LIST_EXTEND 1\n"
                   "4  LOAD_GLOBAL b\n"
                   "5  LIST_APPEND 1\n"
                   "6  LIST_TO_TUPLE\n"
                   "7  LOAD_CONST 'k'\n"
                   "8  LOAD_INT 1\n"
                   "9  BUILD_DICT 1\n"
                   "10  LOAD_GLOBAL d\n"
                   "11  DICT_MERGE 1\n"
                   "12  CALL_SPREAD 1\n"
                   "13  POP\n"
                   "14  LOAD_NONE\n"
                   "15  RETURN\n");
}

static void constants_are_folded_and_shared(void **state)
{
    assert_listing(*state, "x = (1, -2, 'a'), y in {1, 2}, 'a'", 0,
                   "0  LOAD_CONST (1, -2, 'a')\n"
                   "1  LOAD_GLOBAL y\n"
                   "2  LOAD_CONST {1, 2}\n"
                   "3  CONTAINS 0\n"
                   "4  LOAD_CONST 'a'\n"
                   "5  BUILD_TUPLE 3\n"
                   "6  STORE_GLOBAL x\n"
                   "7  LOAD_NONE\n"
                   "8  RETURN\n");
}

static void arithmetic_is_left_to_the_run(void **state)
{
    assert_listing(*state, "x = 1 + 2", 0,
                   "0  LOAD_INT 1\n"
                   "1  LOAD_INT 2\n"
                   "2  BINARY 0\n"
                   "3  STORE_GLOBAL x\n"
                   "4  LOAD_NONE\n"
                   "5  RETURN\n");
}

static void a_long_chain_of_sums_needs_two_places(void **state)
{
    Bench *bench = *state;
    Text source = {0};
    text_add(&source, "x = a");
    for (int i = 0; i < 500; i++)
        text_add(&source, "+a");

    const Code *code = code_of(bench, text_string(&source), 0);

    text_free(&source);
    assert_int_equal(code->stack_size, 2);
    assert_int_equal(code->count, 1 + 2 * 500 + 3);
}

static void long_displays_are_built_in_pieces(void **state)
{
    Bench *bench = *state;
    Text source = {0};
    text_add(&source, "x = [");
    for (int i = 0; i < 1000; i++)
        text_add(&source, "a, ");
    text_add(&source, "]");

    const Code *code = code_of(bench, text_string(&source), 0);

    text_free(&source);
    assert_int_equal(code->stack_size, 2);
}

static void what_waits_at_an_await_is_counted(void **state)
{
    Bench *bench = *state;

    const Code *code = code_of(bench, "async def f():\n    return g(1, 2, await h())", 1);

    assert_int_equal(code->suspended_size, 4);
    assert_int_equal(code->flags, CODE_COROUTINE);
}

static void a_docstring_loses_the_indentation_of_the_code(void **state)
{
    Bench *bench = *state;

    const Code *code =
        code_of(bench, "def f():\n    '''One.\n\n        Two.\n      Three.\n    '''", 1);

    assert_string_equal(code->docstring, "One.\n\n  Two.\nThree.\n");
}

static void a_nest_of_finally_bodies_becomes_a_memory_error(void **state)
{
    Bench *bench = *state;
    Text source = {0};
    for (int i = 0; i < 26; i++) {
        text_add_repeated(&source, ' ', (size_t)i);
        text_add(&source, "try: f()\n");
        text_add_repeated(&source, ' ', (size_t)i);
        text_add(&source, "finally:\n");
    }
    text_add_repeated(&source, ' ', 26);
    text_add(&source, "g()\n");
    const Bytecode *bytecode = compiled(bench->arena, text_string(&source));
    text_free(&source);
    if (!bytecode) return; // the check refuses so many nested blocks, as CPython does

    disassemble(bytecode->codes[0], &bench->listing);

    assert_string_equal(text_string(&bench->listing),
                        "0  LOAD_GLOBAL MemoryError\n1  RAISE 1\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_bench, close_bench)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_right_side_is_evaluated_before_the_target),
        TEST(an_augmented_target_is_evaluated_once),
        TEST(a_chained_comparison_evaluates_the_middle_once),
        TEST(a_loop_is_as_tight_as_can_be),
        TEST(while_true_has_no_test_and_no_end_but_counts_its_rounds),
        TEST(a_test_that_is_computed_counts_by_itself),
        TEST(a_test_that_jumps_decide_is_counted),
        TEST(a_return_runs_the_finally_unprotected_by_it),
        TEST(a_with_calls_exit_on_both_ways_out),
        TEST(a_coroutine_waits_first_and_awaits_by_two_instructions),
        TEST(only_asking_for_the_next_item_of_an_async_for_is_protected),
        TEST(a_closure_shares_a_cell),
        TEST(a_class_with_super_returns_its_cell),
        TEST(an_async_comprehension_is_awaited),
        TEST(a_spread_call_merges_keywords_in_order),
        TEST(constants_are_folded_and_shared),
        TEST(arithmetic_is_left_to_the_run),
        TEST(a_long_chain_of_sums_needs_two_places),
        TEST(long_displays_are_built_in_pieces),
        TEST(what_waits_at_an_await_is_counted),
        TEST(a_docstring_loses_the_indentation_of_the_code),
        TEST(a_nest_of_finally_bodies_becomes_a_memory_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
