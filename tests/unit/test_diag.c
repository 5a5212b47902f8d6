// test_diag.c -- messages with their place, line and caret.

#include "loading.h"

#include "base/diag.h"

typedef struct Desk {
    Arena *arena;
    Diag *diag;
    Text out;
} Desk;

static Desk desk_open(Language language)
{
    Desk desk = {.arena = arena_open()};
    desk.diag = diag_new(desk.arena, language);
    return desk;
}

static void desk_close(Desk *desk)
{
    text_free(&desk->out);
    arena_close(desk->arena);
}

static void a_message_shows_its_line_with_a_caret_under_the_whole_token(void **state)
{
    (void)state;
    Desk desk = desk_open(LANGUAGE_ENGLISH);
    const char text[] = "one\ntwo three\n";
    const DiagFile *file = diag_file(desk.diag, "f.py", text, strlen(text));
    diag_error(desk.diag, file, 8, 13, "unknown name \"%s\"", "three");
    diag_hint(desk.diag, "did you mean \"%s\"?", "tree");
    diag_print(desk.diag, &desk.out);
    assert_string_equal(text_string(&desk.out),
                        "f.py:2:5: error: unknown name \"three\"\n"
                        "    2 | two three\n"
                        "      |     ^^^^^\n"
                        "  help: did you mean \"tree\"?\n");
    desk_close(&desk);
}

static void the_caret_is_padded_by_display_width(void **state)
{
    (void)state;
    Desk desk = desk_open(LANGUAGE_ENGLISH);
    const char text[] = "한\t글 = 이름";
    const DiagFile *file = diag_file(desk.diag, "f", text, strlen(text));
    diag_error(desk.diag, file, 10, 16, "x");
    diag_print(desk.diag, &desk.out);
    assert_string_equal(text_string(&desk.out), "f:1:7: error: x\n"
                                                "    1 | 한 글 = 이름\n"
                                                "      |         ^^^^\n");
    desk_close(&desk);
}

static void messages_are_sorted_by_place(void **state)
{
    (void)state;
    Desk desk = desk_open(LANGUAGE_ENGLISH);
    const DiagFile *file = diag_file(desk.diag, "f", "abc", 3);
    diag_warning(desk.diag, file, 2, 3, "third");
    diag_error(desk.diag, file, 0, 1, "second");
    diag_error(desk.diag, NULL, 0, 0, "first");
    diag_print(desk.diag, &desk.out);
    assert_string_equal(text_string(&desk.out), "error: first\n"
                                                "f:1:1: error: second\n"
                                                "    1 | abc\n"
                                                "      | ^\n"
                                                "f:1:3: warning: third\n"
                                                "    1 | abc\n"
                                                "      |   ^\n");
    assert_int_equal(diag_error_count(desk.diag), 2);
    assert_int_equal(diag_warning_count(desk.diag), 1);
    desk_close(&desk);
}

static void messages_beyond_fifty_are_only_counted(void **state)
{
    (void)state;
    Desk desk = desk_open(LANGUAGE_ENGLISH);
    for (int i = 0; i < 100000; i++)
        diag_error(desk.diag, NULL, 0, 0, "again");
    diag_print(desk.diag, &desk.out);
    assert_non_null(strstr(text_string(&desk.out), "\nand 99950 more messages\n"));
    assert_int_equal(desk.out.size,
                     50 * strlen("error: again\n") + strlen("and 99950 more messages\n"));
    desk_close(&desk);
}

static void a_part_of_a_long_line_is_shown_around_the_caret(void **state)
{
    (void)state;
    Desk desk = desk_open(LANGUAGE_ENGLISH);
    size_t size = 1000000;
    char *text = arena_alloc(desk.arena, size + 1, 1);
    memset(text, 'a', size);
    memcpy(text + 500000, "HERE", 4);
    const DiagFile *file = diag_file(desk.diag, "f", text, size);
    diag_error(desk.diag, file, 500000, 500004, "x");
    diag_print(desk.diag, &desk.out);
    assert_true(desk.out.size < 300);
    assert_non_null(strstr(text_string(&desk.out), "f:1:500001: error: x\n"));
    assert_non_null(strstr(text_string(&desk.out), "aHEREa"));
    desk_close(&desk);
}

static void a_view_leads_back_to_the_file(void **state)
{
    (void)state;
    Desk desk = desk_open(LANGUAGE_ENGLISH);
    const char text[] = "[\n \"a\\tb\"]";
    // The view's text is "a", a tab, "b".
    static const DiagSegment segments[] = {{0, 4}, {1, 5}, {2, 7}, {3, 8}};
    const DiagFile *file = diag_file(desk.diag, "f", text, strlen(text));
    const DiagFile *view = diag_view(desk.diag, file, segments, 4);
    diag_error(desk.diag, view, 1, 2, "tab");
    diag_error(desk.diag, view, 2, 3, "letter");
    diag_print(desk.diag, &desk.out);
    assert_string_equal(text_string(&desk.out), "f:2:4: error: tab\n"
                                                "    2 |  \"a\\tb\"]\n"
                                                "      |    ^^\n"
                                                "f:2:6: error: letter\n"
                                                "    2 |  \"a\\tb\"]\n"
                                                "      |      ^\n");
    desk_close(&desk);
}

static void messages_come_in_korean(void **state)
{
    (void)state;
    Desk desk = desk_open(LANGUAGE_KOREAN);
    diag_error(desk.diag, NULL, 0, 0, "the key \"%s\" is missing", "title");
    diag_print(desk.diag, &desk.out);
    assert_string_equal(text_string(&desk.out), "오류: 키 \"title\"이(가) 없습니다\n");
    desk_close(&desk);
}

static void bytes_that_are_no_text_are_shown_as_such(void **state)
{
    (void)state;
    Desk desk = desk_open(LANGUAGE_ENGLISH);
    const char text[] = "a\xff\x01z";
    const DiagFile *file = diag_file(desk.diag, "f", text, 4);
    diag_error(desk.diag, file, 3, 4, "x");
    diag_print(desk.diag, &desk.out);
    assert_string_equal(text_string(&desk.out), "f:1:4: error: x\n"
                                                "    1 | a\xef\xbf\xbd\xef\xbf\xbdz\n"
                                                "      |    ^\n");
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_message_shows_its_line_with_a_caret_under_the_whole_token),
        cmocka_unit_test(the_caret_is_padded_by_display_width),
        cmocka_unit_test(messages_are_sorted_by_place),
        cmocka_unit_test(messages_beyond_fifty_are_only_counted),
        cmocka_unit_test(a_part_of_a_long_line_is_shown_around_the_caret),
        cmocka_unit_test(a_view_leads_back_to_the_file),
        cmocka_unit_test(messages_come_in_korean),
        cmocka_unit_test(bytes_that_are_no_text_are_shown_as_such),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
