// test_excerpt.c -- the lines of a program with carets, as tracebacks show them.

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "code/excerpt.h"

#include "compiled.h"

// The excerpt of [part], which stands in the program exactly once.
static void assert_excerpt(const char *source, const char *part, const char *expected)
{
    Arena *arena = arena_open();
    const Bytecode *bytecode = compiled(arena, source);
    uint32_t start = (uint32_t)(strstr(source, part) - source);
    Text text = {0};

    excerpt_add(bytecode->program, (Place){start, start + (uint32_t)strlen(part)}, &text);

    assert_string_equal(text_string(&text), expected);
    text_free(&text);
    arena_close(arena);
}

static void an_operator_is_marked_between_its_operands(void **state)
{
    (void)state;
    assert_excerpt("x = a // b\n", "a // b",
                   "    x = a // b\n"
                   "        ~~^^~~\n");
}

static void a_bracket_behind_the_operator_counts_as_its_second_character(void **state)
{
    (void)state;
    assert_excerpt("x = a-(b)\n", "a-(b)",
                   "    x = a-(b)\n"
                   "        ~^^~~\n");
}

static void the_brackets_of_a_call_are_marked(void **state)
{
    (void)state;
    assert_excerpt("x = 1 + f(a)\n", "f(a)",
                   "    x = 1 + f(a)\n"
                   "            ~^^^\n");
}

static void a_call_that_is_all_that_is_returned_has_no_carets(void **state)
{
    (void)state;
    assert_excerpt("def g():\n    return f(1)\n", "f(1)", "    return f(1)\n");
}

static void korean_before_the_end_brings_the_carets_back(void **state)
{
    (void)state;
    assert_excerpt("x = f('\xed\x95\x9c')\n", "f('\xed\x95\x9c')",
                   "    x = f('\xed\x95\x9c')\n"
                   "        ~^^^^^^\n");
}

static void a_whole_line_needs_no_carets(void **state)
{
    (void)state;
    assert_excerpt("    \nx.y\n", "x.y", "    x.y\n");
}

static void wide_characters_take_two_carets(void **state)
{
    (void)state;
    assert_excerpt("print('\xed\x95\x9c\xea\xb8\x80', n.a)\n", "n.a",
                   "    print('\xed\x95\x9c\xea\xb8\x80', n.a)\n"
                   "                  ^^^\n");
}

static void indentation_that_lines_share_is_taken_away(void **state)
{
    (void)state;
    assert_excerpt("if 1:\n    x = (a +\n         b)\n", "a +\n         b",
                   "    x = (a +\n"
                   "         ~~^\n"
                   "         b)\n"
                   "         ~\n");
}

static void the_middle_of_a_long_expression_is_left_out(void **state)
{
    (void)state;
    assert_excerpt("x = [f(\n1,\n2,\n3,\n4,\n5), 6]\n", "f(\n1,\n2,\n3,\n4,\n5)",
                   "    x = [f(\n"
                   "         ~^\n"
                   "    1,\n"
                   "    ^^\n"
                   "    ...<2 lines>...\n"
                   "    4,\n"
                   "    ^^\n"
                   "    5), 6]\n"
                   "    ^^\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_operator_is_marked_between_its_operands),
        cmocka_unit_test(a_bracket_behind_the_operator_counts_as_its_second_character),
        cmocka_unit_test(the_brackets_of_a_call_are_marked),
        cmocka_unit_test(a_call_that_is_all_that_is_returned_has_no_carets),
        cmocka_unit_test(korean_before_the_end_brings_the_carets_back),
        cmocka_unit_test(a_whole_line_needs_no_carets),
        cmocka_unit_test(wide_characters_take_two_carets),
        cmocka_unit_test(indentation_that_lines_share_is_taken_away),
        cmocka_unit_test(the_middle_of_a_long_expression_is_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
