// test_names.c -- the distance between names, and the table of messages.

#include "loading.h"

#include "base/language.h"
#include "base/names.h"
#include "source/typos.h"

static void distance_counts_single_edits_and_swaps(void **state)
{
    (void)state;
    assert_int_equal(names_distance("program", "program", 3), 0);
    assert_int_equal(names_distance("progam", "program", 3), 1);
    assert_int_equal(names_distance("porgram", "program", 3), 1);
    assert_int_equal(names_distance("kitten", "sitting", 3), 3);
    assert_int_equal(names_distance("", "abc", 3), 3);
}

static void distance_stops_at_its_limit(void **state)
{
    (void)state;
    assert_int_equal(names_distance("abcdef", "uvwxyz", 2), 3);
    assert_int_equal(names_distance("a", "abcdefgh", 2), 3);
}

static void the_nearest_candidate_stays_and_the_first_of_equals(void **state)
{
    (void)state;
    NearestName nearest = {.wanted = "nmae"};
    nearest_offer(&nearest, "zebra");
    assert_null(nearest.best);
    nearest_offer(&nearest, "nme");
    nearest_offer(&nearest, "name");
    nearest_offer(&nearest, "mae");
    assert_string_equal(nearest.best, "nme");
}

static void a_single_letter_has_no_nearest_name(void **state)
{
    (void)state;
    NearestName nearest = {.wanted = "x"};
    nearest_offer(&nearest, "y");
    assert_null(nearest.best);
}

static void a_message_without_an_entry_stays_english(void **state)
{
    (void)state;
    assert_string_equal(in_language(LANGUAGE_KOREAN, "no such message"),
                        "no such message");
    assert_string_equal(in_language(LANGUAGE_KOREAN, "error"), "오류");
    assert_string_equal(in_language(LANGUAGE_ENGLISH, "error"), "error");
}

static void languages_are_known_by_their_codes_and_locales(void **state)
{
    (void)state;
    Language language;
    assert_true(language_named("ko_KR.UTF-8", &language));
    assert_int_equal(language, LANGUAGE_KOREAN);
    assert_true(language_named("en", &language));
    assert_int_equal(language, LANGUAGE_ENGLISH);
    assert_false(language_named("korean", &language));
    assert_false(language_named("C", &language));
    assert_false(language_named(NULL, &language));
}

static void a_word_alone_is_a_typo_of_a_statement(void **state)
{
    (void)state;

    assert_string_equal(typos_lone_keyword("contiune"), "continue");
    assert_string_equal(typos_lone_keyword("Pass"), "pass");
    assert_null(typos_lone_keyword("p"));
    assert_null(typos_lone_keyword("counter"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distance_counts_single_edits_and_swaps),
        cmocka_unit_test(distance_stops_at_its_limit),
        cmocka_unit_test(a_word_alone_is_a_typo_of_a_statement),
        cmocka_unit_test(the_nearest_candidate_stays_and_the_first_of_equals),
        cmocka_unit_test(a_single_letter_has_no_nearest_name),
        cmocka_unit_test(a_message_without_an_entry_stays_english),
        cmocka_unit_test(languages_are_known_by_their_codes_and_locales),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
