// test_globals.c -- a constant of the module is found and replaced, and nothing else is.

#include "source/globals.h"

#include "base/diag.h"
#include "source/check.h"
#include "source/grammar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static int open_arena(void **state)
{
    *state = arena_open();
    return 0;
}

static int close_arena(void **state)
{
    arena_close(*state);
    return 0;
}

static Program *read_program(Arena *arena, const char *text)
{
    Diag *diag = diag_new(arena, LANGUAGE_ENGLISH);
    const DiagFile *file = diag_file(diag, "t.py", text, strlen(text));
    bool is_whole;
    Program *program =
        grammar_read(arena, "t.py", text, (uint32_t)strlen(text), diag, file, &is_whole);
    check_program(arena, program, diag, file, is_whole);
    assert_int_equal(diag_error_count(diag), 0);
    return program;
}

static GlobalFound found(void *arena, const char *text, const char *name)
{
    Place value;
    return globals_find(read_program(arena, text), name, &value);
}

static const char *replaced(void *arena, const char *text, const char *constant)
{
    const Program *program = read_program(arena, text);
    Place value;
    assert_int_equal(globals_find(program, "N", &value), GLOBAL_FOUND);
    return globals_replace(arena, program, value, constant)->text;
}

static void constants_of_the_module_are_found(void **state)
{
    assert_int_equal(found(*state, "N = 4", "N"), GLOBAL_FOUND);
    assert_int_equal(found(*state, "N: int = 4", "N"), GLOBAL_FOUND);
    assert_int_equal(found(*state, "N = -1.5", "N"), GLOBAL_FOUND);
    assert_int_equal(found(*state, "M = N = 'text'", "N"), GLOBAL_FOUND);
    assert_int_equal(found(*state, "N = None", "N"), GLOBAL_FOUND);
}

static void what_is_no_constant_of_the_module_is_not(void **state)
{
    assert_int_equal(found(*state, "M = 4", "N"), GLOBAL_MISSING);
    assert_int_equal(found(*state, "def f():\n    N = 4", "N"), GLOBAL_MISSING);
    assert_int_equal(found(*state, "N: int", "N"), GLOBAL_MISSING);
    assert_int_equal(found(*state, "N = 2 * 2", "N"), GLOBAL_NOT_CONSTANT);
    assert_int_equal(found(*state, "N = [1]", "N"), GLOBAL_NOT_CONSTANT);
    assert_int_equal(found(*state, "N = 4\nN = 5", "N"), GLOBAL_TWICE);
    assert_int_equal(found(*state, "N = 4\nN += 1", "N"), GLOBAL_TWICE);
}

static void only_the_constant_is_replaced(void **state)
{
    assert_string_equal(replaced(*state, "N = 4  # jobs\nprint(N, 4)", "16"),
                        "N = 16  # jobs\nprint(N, 4)");
    assert_string_equal(replaced(*state, "N = (-4)\nx = 1", "-8"), "N = (-8)\nx = 1");
    assert_string_equal(replaced(*state, "한글 = 1; N = '하나'", "'둘'"),
                        "한글 = 1; N = '둘'");
    assert_string_equal(replaced(*state, "N = 4", NULL), "N = 4");
}

static void a_constant_is_one_literal(void **state)
{
    (void)state;
    assert_true(globals_is_constant("4"));
    assert_true(globals_is_constant("-1e-3"));
    assert_true(globals_is_constant("True"));
    assert_true(globals_is_constant("'text'"));
    assert_false(globals_is_constant(""));
    assert_false(globals_is_constant("len"));
    assert_false(globals_is_constant("1; y = 2"));
    assert_false(globals_is_constant("1 + 1"));
    assert_false(globals_is_constant("1 # one"));
    assert_false(globals_is_constant("1\ny = 2"));
    assert_false(globals_is_constant("= 1"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(constants_of_the_module_are_found, open_arena,
                                        close_arena),
        cmocka_unit_test_setup_teardown(what_is_no_constant_of_the_module_is_not,
                                        open_arena, close_arena),
        cmocka_unit_test_setup_teardown(only_the_constant_is_replaced, open_arena,
                                        close_arena),
        cmocka_unit_test_setup_teardown(a_constant_is_one_literal, open_arena,
                                        close_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
