// test_json_source.c -- JSON with places, and all that must not pass for JSON.

#include "loading.h"

#include "source/json_source.h"

typedef struct Reading {
    Arena *arena;
    Diag *diag;
    JsonValue *value;
    Text messages;
} Reading;

static Reading reading_of_bytes(const char *bytes, size_t size)
{
    Reading r = {.arena = arena_open()};
    r.diag = diag_new(r.arena, LANGUAGE_ENGLISH);
    const char *copy = arena_copy(r.arena, bytes, size);
    r.value = json_read(r.arena, copy, size, r.diag, diag_file(r.diag, "f", copy, size));
    diag_print(r.diag, &r.messages);
    return r;
}

static Reading reading_of(const char *text)
{
    return reading_of_bytes(text, strlen(text));
}

static void reading_end(Reading *r)
{
    text_free(&r->messages);
    arena_close(r->arena);
}

static void every_value_and_key_has_its_place(void **state)
{
    (void)state;
    Reading r = reading_of(" {\"a\": [1, true],\n \"b\\n\": null}");
    assert_non_null(r.value);
    assert_int_equal(r.value->kind, JSON_OBJECT);
    assert_int_equal(r.value->place.start, 1);
    assert_int_equal(r.value->place.end, 31);
    assert_int_equal(r.value->members[0].key_place.start, 2);
    assert_int_equal(r.value->members[0].value->items[1]->place.start, 11);
    assert_int_equal(r.value->members[0].value->items[1]->place.end, 15);
    assert_string_equal(r.value->members[1].key.bytes, "b\n");
    assert_int_equal(r.value->members[1].value->kind, JSON_NULL);
    reading_end(&r);
}

static void integers_are_exact_up_to_64_bits(void **state)
{
    (void)state;
    Reading r = reading_of("[9007199254740993, -9223372036854775808, 1.5, 1e3]");
    assert_true(r.value->items[0]->is_integer);
    assert_int_equal(r.value->items[0]->integer, INT64_C(9007199254740993));
    assert_true(r.value->items[1]->integer == INT64_MIN);
    assert_false(r.value->items[2]->is_integer);
    assert_true(r.value->items[2]->number == 1.5);
    assert_false(r.value->items[3]->is_integer);
    assert_true(r.value->items[3]->number == 1000);
    reading_end(&r);
}

static void texts_are_decoded(void **state)
{
    (void)state;
    Reading r = reading_of("\"\\ud55c글\\ud83d\\ude00\\/\\\"\\b\"");
    assert_string_equal(r.value->text.bytes, "한글😀/\"\b");
    reading_end(&r);
}

static void keys_differ_by_case(void **state)
{
    (void)state;
    Reading r = reading_of("{\"a\": 1, \"A\": 2}");
    assert_int_equal(json_member(r.value, "A")->integer, 2);
    assert_null(json_member(r.value, "b"));
    reading_end(&r);
}

static void what_is_not_json_is_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "  ",
        "01",
        "1.",
        ".5",
        "+1",
        "1e",
        "1e999",
        "-1e999",
        "NaN",
        "Infinity",
        "-",
        "nul",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1",
        "[1,",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1,}",
        "{a:1}",
        "{\"a\" 1}",
        "\"abc",
        "\"a\nb\"",
        "\"a\tb\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        "1 2",
        "[]]",
        "{}x",
        "{\"a\":1,\"a\":2}",
        "// c\n1",
        "[1}",
        "99999999999999999999",
        "'a'",
        "\"\xff\"",
        "\"\xed\xa0\x80\"",
        "\xef\xbb\xbf[]",
        "tru",
        "True",
        "[\"a\" \"b\"]",
        "\\",
        "}",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        Reading r = reading_of(texts[i]);
        assert_null(r.value);
        assert_true(diag_error_count(r.diag) > 0);
        reading_end(&r);
    }
}

static void a_zero_byte_is_refused(void **state)
{
    (void)state;
    Reading r = reading_of_bytes("[1\0]", 4);
    assert_null(r.value);
    reading_end(&r);
}

static void all_mistakes_are_reported_in_one_go(void **state)
{
    (void)state;
    Reading r = reading_of("{\"a\": 01, \"b\": \"\\x\", \"c\": 1.}");
    assert_int_equal(diag_error_count(r.diag), 3);
    reading_end(&r);
}

static void nesting_ends_at_64_levels(void **state)
{
    (void)state;
    char text[131] = {0};
    memset(text, '[', 64);
    memset(text + 64, ']', 64);
    Reading r = reading_of(text);
    assert_non_null(r.value);
    reading_end(&r);
    memset(text, '[', 65);
    memset(text + 65, ']', 65);
    r = reading_of(text);
    assert_null(r.value);
    assert_non_null(
        strstr(text_string(&r.messages), "more than 64 levels of lists and objects"));
    reading_end(&r);
}

static void an_unclosed_bracket_is_shown_where_it_opened(void **state)
{
    (void)state;
    Reading r = reading_of("{\n \"a\": [1,\n 2");
    assert_string_equal(text_string(&r.messages), "f:2:7: error: '[' was never closed\n"
                                                  "    2 |  \"a\": [1,\n"
                                                  "      |       ^\n");
    reading_end(&r);
}

typedef struct Segments {
    uint32_t from[20], to[20];
    int count;
} Segments;

static void note_segment(void *owner, uint32_t from, uint32_t to)
{
    Segments *segments = owner;
    segments->from[segments->count] = from;
    segments->to[segments->count++] = to;
}

static void a_text_leads_back_to_its_source_byte_for_byte(void **state)
{
    (void)state;
    const char *text = "\"a\\n한\\ud83d\\ude00z\"";
    Reading r = reading_of(text);
    Segments segments = {0};
    json_text_segments(text, r.value, note_segment, &segments);
    // "a" | "\n" | "한" | the pair | "z" | the closing quote
    static const uint32_t from[] = {0, 1, 2, 5, 9, 10}, to[] = {1, 2, 4, 7, 19, 20};
    assert_int_equal(segments.count, 6);
    for (int i = 0; i < 6; i++) {
        assert_int_equal(segments.from[i], from[i]);
        assert_int_equal(segments.to[i], to[i]);
    }
    reading_end(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_value_and_key_has_its_place),
        cmocka_unit_test(integers_are_exact_up_to_64_bits),
        cmocka_unit_test(texts_are_decoded),
        cmocka_unit_test(keys_differ_by_case),
        cmocka_unit_test(what_is_not_json_is_refused),
        cmocka_unit_test(a_zero_byte_is_refused),
        cmocka_unit_test(all_mistakes_are_reported_in_one_go),
        cmocka_unit_test(nesting_ends_at_64_levels),
        cmocka_unit_test(an_unclosed_bracket_is_shown_where_it_opened),
        cmocka_unit_test(a_text_leads_back_to_its_source_byte_for_byte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
