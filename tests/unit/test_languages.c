// test_languages.c -- every sentence is there in every language, with the same words.

#include "base/sentences.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

enum {
    KOREAN_COUNT = 0
#define SENTENCE(name, text) +1
#include "../../assets/languages/ko.def"
#undef SENTENCE
};

static void each_korean_sentence_stands_under_a_name_of_the_english_ones(void **state)
{
    (void)state;
    static const char *const korean[] = {
#define SENTENCE(name, text) #name,
#include "../../assets/languages/ko.def"
#undef SENTENCE
    };
    assert_int_equal(KOREAN_COUNT, SENTENCE_COUNT);
    for (int i = 0; i < SENTENCE_COUNT; i++)
        assert_string_equal(korean[i], sentence_name((Sentence)i));
}

// The n-th place of a pattern, without its particle; NULL if there are fewer.
static const char *place(const char *pattern, int n, size_t *size)
{
    for (const char *open; (open = strchr(pattern, '{')); pattern = open + 1)
        if (n-- == 0) {
            *size = strcspn(open + 1, "}:");
            return open + 1;
        }
    return NULL;
}

static bool has_place(const char *pattern, const char *key, size_t size)
{
    size_t other;
    const char *at;
    for (int n = 0; (at = place(pattern, n, &other)); n++)
        if (other == size && memcmp(at, key, size) == 0) return true;
    return false;
}

static void both_languages_have_the_same_places(void **state)
{
    (void)state;
    for (int i = 0; i < SENTENCE_COUNT; i++) {
        const char *english = sentence_pattern(LANGUAGE_ENGLISH, (Sentence)i);
        const char *korean = sentence_pattern(LANGUAGE_KOREAN, (Sentence)i);
        const char *key;
        size_t size;
        for (int n = 0; (key = place(english, n, &size)); n++)
            if (!has_place(korean, key, size)) fail_msg("%s", sentence_name((Sentence)i));
        for (int n = 0; (key = place(korean, n, &size)); n++)
            if (!has_place(english, key, size))
                fail_msg("%s", sentence_name((Sentence)i));
    }
}

static void assert_korean(const char *name, const char *expected)
{
    Text text = {0};
    const SentenceWord words[] = {SENTENCE_WORD("task", name)};
    sentence_add(&text, LANGUAGE_KOREAN, SENTENCE_EXPLAIN_RESUME, words, 1);
    assert_string_equal(text_string(&text), expected);
    text_free(&text);
}

static void particles_follow_the_sound_before_them(void **state)
{
    (void)state;
    assert_korean("작업", "작업이 이어서 실행됩니다");
    assert_korean("요리사", "요리사가 이어서 실행됩니다");
    assert_korean("Task-2", "Task-2가 이어서 실행됩니다");
    assert_korean("Task-3", "Task-3이 이어서 실행됩니다");
    assert_korean("'작업'", "'작업'이 이어서 실행됩니다");
    assert_korean("1.250 s", "1.250 s가 이어서 실행됩니다");
    assert_korean("50 %", "50 %가 이어서 실행됩니다");
    assert_korean("main", "main이(가) 이어서 실행됩니다");
    assert_korean("", "이(가) 이어서 실행됩니다");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_korean_sentence_stands_under_a_name_of_the_english_ones),
        cmocka_unit_test(both_languages_have_the_same_places),
        cmocka_unit_test(particles_follow_the_sound_before_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
