// test_languages.c -- every sentence is there in every language, with the same words.

#include "base/sentences.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

// The names of each file's sentences, in their order.
#define SENTENCE(name, text) #name,
#define MESSAGE(english, text)
#include "language_tables.inc"
#undef MESSAGE
#undef SENTENCE

// The messages of each file, behind their English forms.
typedef struct Translation {
    const char *english, *text;
} Translation;

#define SENTENCE(name, text)
#define MESSAGE(english, text) {english, text},
#include "language_messages.inc"
#undef MESSAGE
#undef SENTENCE

static const Translation *const messages[] = {
#define LANGUAGE(code) messages_##code,
#include "language_rows.inc"
#undef LANGUAGE
};

static const char *const *const names[] = {
#define LANGUAGE(code) sentences_##code,
#include "language_rows.inc"
#undef LANGUAGE
};

static void each_language_has_every_sentence_of_the_english_one(void **state)
{
    (void)state;
    for (int language = 0; language < language_count(); language++)
        for (int i = 0; i < SENTENCE_COUNT; i++) {
            if (!names[language][i])
                fail_msg("%s ends early", language_code((Language)language));
            assert_string_equal(names[language][i], sentence_name((Sentence)i));
        }
}

static void a_language_is_named_by_its_code_or_its_locale(void **state)
{
    (void)state;
    Language language = LANGUAGE_ENGLISH;

    assert_true(language_named("ko_KR.UTF-8", &language));
    assert_int_equal(language, LANGUAGE_KOREAN);
    assert_true(language_named("en", &language));
    assert_int_equal(language, LANGUAGE_ENGLISH);
    assert_false(language_named("kok", &language));
    assert_false(language_named("", &language));
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

// True if every place of the one is in the other.
static bool has_places(const char *pattern, const char *of)
{
    const char *key;
    size_t size;
    for (int n = 0; (key = place(of, n, &size)); n++)
        if (!has_place(pattern, key, size)) return false;
    return true;
}

static void all_languages_have_the_same_places(void **state)
{
    (void)state;
    for (int language = 1; language < language_count(); language++)
        for (int i = 0; i < SENTENCE_COUNT; i++) {
            const char *english = sentence_pattern(LANGUAGE_ENGLISH, (Sentence)i);
            const char *other = sentence_pattern((Language)language, (Sentence)i);
            if (!has_places(other, english) || !has_places(english, other))
                fail_msg("%s", sentence_name((Sentence)i));
        }
}

// English is the key, so it has none; all others have the same.
static void every_other_language_has_every_message_once_and_sorted(void **state)
{
    (void)state;
    assert_null(messages[LANGUAGE_ENGLISH]->english);
    const Translation *korean = messages[LANGUAGE_KOREAN];
    assert_non_null(korean->english);
    for (int language = 1; language < language_count(); language++) {
        const Translation *row = messages[language];
        for (int i = 0; korean[i].english; i++) {
            if (!row[i].english || strcmp(row[i].english, korean[i].english) != 0)
                fail_msg("%s has no \"%s\"", language_code((Language)language),
                         korean[i].english);
            if (i) assert_true(strcmp(row[i - 1].english, row[i].english) < 0);
        }
    }
}

// Gathers the conversions of a format in the order of its arguments: "%s%d".
static void conversions_of(const char *format, char types[10])
{
    memset(types, 0, 10);
    int next = 0;
    for (const char *at = format; (at = strchr(at, '%')); at++) {
        int index = next++;
        if (at[1] >= '1' && at[1] <= '9' && at[2] == '$') {
            index = at[1] - '1';
            at += 2;
        }
        at += 1 + strspn(at + 1, "0123456789.*l");
        types[index] = *at;
    }
}

static void messages_take_the_same_arguments_in_all_languages(void **state)
{
    (void)state;
    for (int language = 0; language < language_count(); language++)
        for (const Translation *row = messages[language]; row->english; row++) {
            char in_english[10], in_other[10];
            conversions_of(row->english, in_english);
            conversions_of(row->text, in_other);
            assert_string_equal(in_english, in_other);
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
        cmocka_unit_test(each_language_has_every_sentence_of_the_english_one),
        cmocka_unit_test(a_language_is_named_by_its_code_or_its_locale),
        cmocka_unit_test(all_languages_have_the_same_places),
        cmocka_unit_test(every_other_language_has_every_message_once_and_sorted),
        cmocka_unit_test(messages_take_the_same_arguments_in_all_languages),
        cmocka_unit_test(particles_follow_the_sound_before_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
