// test_tokens.c -- words, marks, literals, indentation; f-strings in their pieces.

#include "loading.h"

#include "source/tokens.h"

// The tokens of [text], written with blanks between: marks and words as they are, names
// and literals as their text, the others as a word in capitals.
static void expect_tokens(const char *text, const char *expected)
{
    Arena *arena = arena_open();
    Diag *diag = diag_new(arena, LANGUAGE_ENGLISH);
    uint32_t size = (uint32_t)strlen(text);
    Tokens tokens = tokens_read(text, size, diag, diag_file(diag, "f", text, size));
    Text out = {0};
    for (uint32_t i = 0; i < tokens.count; i++) {
        const Token *token = &tokens.items[i];
        static const char *const special[] = {
            [TOKEN_END] = "END",       [TOKEN_NEWLINE] = "NEWLINE",
            [TOKEN_INDENT] = "INDENT", [TOKEN_DEDENT] = "DEDENT",
            [TOKEN_BROKEN] = "BROKEN",
        };
        if (i) text_add_char(&out, ' ');
        if (token->kind <= TOKEN_DEDENT || token->kind == TOKEN_BROKEN)
            text_add(&out, special[token->kind]);
        else
            text_add_bytes(&out, text + token->start, token->end - token->start);
    }
    assert_string_equal(text_string(&out), expected);
    text_free(&out);
    tokens_free(&tokens);
    arena_close(arena);
}

static void marks_are_cut_as_long_as_they_are(void **state)
{
    (void)state;
    expect_tokens("a**=b//c!=d->e:=f...", "a **= b // c != d -> e := f ... NEWLINE END");
}

static void indentation_becomes_tokens(void **state)
{
    (void)state;
    expect_tokens(
        "if a:\n  b\n\n  # c\n  if d:\n      e\nf\n",
        "if a : NEWLINE INDENT b NEWLINE if d : NEWLINE INDENT e NEWLINE DEDENT "
        "DEDENT f NEWLINE END");
}

static void lines_do_not_count_inside_brackets(void **state)
{
    (void)state;
    expect_tokens("f(a,\nb\n  )\nc", "f ( a , b ) NEWLINE c NEWLINE END");
}

static void a_backslash_continues_a_line(void **state)
{
    (void)state;
    expect_tokens("a = \\\n  b", "a = b NEWLINE END");
}

static void names_are_of_any_script(void **state)
{
    (void)state;
    expect_tokens("한글1 = _x + é", "한글1 = _x + é NEWLINE END");
    expect_tokens("a = ★", "a = BROKEN NEWLINE END");
}

static void numbers_are_cut_whole(void **state)
{
    (void)state;
    expect_tokens("1_000 0x_ff 0b1 0o7 1. .5 1e-3 1.5E+10 00",
                  "1_000 0x_ff 0b1 0o7 1. .5 1e-3 1.5E+10 00 NEWLINE END");
    expect_tokens("1if x else 2", "1 if x else 2 NEWLINE END");
    expect_tokens("1..real", "1. . real NEWLINE END");
    static const char *const broken[] = {"012", "1_",   "1__2", "0x",
                                         "0b2", "1abc", "3j",   "1e"};
    for (int i = 0; i < 8; i++)
        expect_tokens(broken[i], "BROKEN NEWLINE END");
}

static void strings_have_prefixes_and_three_kinds_of_quotes(void **state)
{
    (void)state;
    expect_tokens("'a' \"b'\" R'c' U'd' Rb'x'", "'a' \"b'\" R'c' U'd' Rb'x' NEWLINE END");
    expect_tokens("x = r'\\'' + '''a\n'''", "x = r'\\'' + '''a\n''' NEWLINE END");
}

static void an_fstring_comes_in_pieces(void **state)
{
    (void)state;
    expect_tokens("f'a{x!r:>{w}}b'", "f' a { x ! r : > { w } } b ' NEWLINE END");
    expect_tokens("f'{{}}'", "f' {{}} ' NEWLINE END");
    expect_tokens("f'{d['k']}'", "f' { d [ 'k' ] } ' NEWLINE END");
    expect_tokens("f'{f'{x}'}'", "f' { f' { x } ' } ' NEWLINE END");
    expect_tokens("f'{x:=5}'", "f' { x : =5 } ' NEWLINE END");
    expect_tokens("f'{(x:=5)}'", "f' { ( x := 5 ) } ' NEWLINE END");
    expect_tokens("f'{x != y}'", "f' { x != y } ' NEWLINE END");
    expect_tokens("f'''{\nx\n}'''", "f''' { x } ''' NEWLINE END");
    expect_tokens("rf'\\{x}'", "rf' \\ { x } ' NEWLINE END");
}

static void an_unclosed_bracket_ends_where_a_statement_begins(void **state)
{
    (void)state;
    expect_tokens(
        "x = (1\ndef f():\n  y",
        "x = ( 1 BROKEN NEWLINE def f ( ) : NEWLINE INDENT y NEWLINE DEDENT END");
    expect_tokens("if a:\n  x = [1\n  y = 2\nz",
                  "if a : NEWLINE INDENT x = [ 1 BROKEN NEWLINE y = 2 NEWLINE DEDENT z "
                  "NEWLINE END");
}

static void tabs_must_agree_with_spaces(void **state)
{
    (void)state;
    expect_error("p.py", "if x:\n\ta\n        b\n",
                 "inconsistent use of tabs and spaces in indentation");
    expect_error("p.py", "if x:\n        a\n\tb\n",
                 "inconsistent use of tabs and spaces in indentation");
    Loading l = load_python("if 1:\n\tx = 1\n\tif x:\n\t    x = 2\n");
    loading_end(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_are_cut_as_long_as_they_are),
        cmocka_unit_test(indentation_becomes_tokens),
        cmocka_unit_test(lines_do_not_count_inside_brackets),
        cmocka_unit_test(a_backslash_continues_a_line),
        cmocka_unit_test(names_are_of_any_script),
        cmocka_unit_test(numbers_are_cut_whole),
        cmocka_unit_test(strings_have_prefixes_and_three_kinds_of_quotes),
        cmocka_unit_test(an_fstring_comes_in_pieces),
        cmocka_unit_test(an_unclosed_bracket_ends_where_a_statement_begins),
        cmocka_unit_test(tabs_must_agree_with_spaces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
