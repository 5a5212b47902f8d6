// test_json_output.c -- numbers, strings and events as Python's json.dumps writes them.

#include "output/json.h"
#include "output/trace_writer.h"
#include "sample_trace.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>

static void assert_number(int64_t number)
{
    char expected[32], got[32];
    snprintf(expected, sizeof expected, "%lld", (long long)number);
    *json_put_number(got, number) = 0;
    assert_string_equal(got, expected);
}

static void numbers_of_every_length_are_written(void **state)
{
    (void)state;
    for (int64_t power = 1; power > 0 && power < INT64_MAX / 10; power *= 10)
        for (int64_t near = -1; near <= 1; near++) {
            assert_number(power + near);
            assert_number(-power - near);
        }
    assert_number(INT64_MAX);
    assert_number(INT64_MIN);
}

static void assert_string_written(const char *bytes, size_t size, const char *expected)
{
    char got[200];
    *json_put_string(got, bytes, size) = 0;
    assert_string_equal(got, expected);
}

static void strings_are_escaped_as_python_does(void **state)
{
    (void)state;
    assert_string_written("", 0, "\"\"");
    assert_string_written("plain text of some length", 25,
                          "\"plain text of some length\"");
    assert_string_written("\"\\/\b\f\n\r\t", 8, "\"\\\"\\\\/\\b\\f\\n\\r\\t\"");
    assert_string_written("\0\x01\x1f\x7f", 4, "\"\\u0000\\u0001\\u001f\x7f\"");
    assert_string_written("작업 😀", strlen("작업 😀"), "\"작업 😀\"");
}

// The escape stands at each place of the eight bytes that are looked at together.
static void an_escape_is_found_wherever_it_stands(void **state)
{
    (void)state;
    for (int i = 0; i < 24; i++) {
        char text[25] = "xxxxxxxxxxxxxxxxxxxxxxxx", expected[30];
        text[i] = '"';
        snprintf(expected, sizeof expected, "\"%.*s\\\"%s\"", i, text, text + i + 1);
        assert_string_written(text, 24, expected);
    }
}

static void assert_event(const Trace *trace, uint32_t number, const char *expected)
{
    OutFile *file = file_in_memory();
    trace_write_event(trace, number, file);
    file_add_bytes(file, "", 1);
    size_t size;
    assert_string_equal(file_text(file, &size), expected);
    file_abandon(file);
}

static void events_are_written_with_the_keys_of_the_table(void **state)
{
    (void)state;
    Trace *t = trace_open();
    uint32_t create = trace_task_create(t, 0, 1, 0, sample_text(t, "main"), 0, 1, false,
                                        0, (TracePlace){13, 0});
    uint32_t resume = trace_task_resume(t, 0, 1, create);
    uint32_t timer =
        trace_timer_set(t, 0, 2000000000, sample_text(t, "sleep"), (TracePlace){5, 11});
    uint32_t suspend = trace_task_suspend_on_timer(t, 0, 1, timer, (TracePlace){5, 11});
    uint32_t fire = trace_timer_fire(t, 2000000000, timer);

    assert_event(t, create,
                 "{\"t\": 0, \"type\": \"task.create\", \"task\": 1, \"by\": null, "
                 "\"coroutine\": \"main\", \"cause\": null, \"line\": 13}");
    assert_event(t, resume,
                 "{\"t\": 0, \"type\": \"task.resume\", \"task\": 1, \"cause\": 1}");
    assert_event(t, suspend,
                 "{\"t\": 0, \"type\": \"task.suspend\", \"task\": 1, \"on\": {\"kind\": "
                 "\"sleep\", \"timer\": 1, \"until\": 2000000000}, \"line\": 5, "
                 "\"column\": 11}");
    assert_event(t, fire,
                 "{\"t\": 2000000000, \"type\": \"timer.fire\", \"timer\": 1, \"due\": "
                 "2000000000, \"what\": \"sleep\", \"cause\": 2}");
    trace_close(t);
}

static void a_line_of_a_megabyte_is_written_whole(void **state)
{
    (void)state;
    enum { LONG = 1 << 20 };
    Trace *trace = trace_open();
    Text text = {0};
    text_add_repeated(&text, '\n', LONG);
    uint32_t event = trace_print(trace, 0, 0, 0, text.bytes, text.size, (TracePlace){0});
    OutFile *file = file_in_memory();

    trace_write_event(trace, event, file);

    size_t size;
    file_text(file, &size);
    assert_int_equal(size, 2 * LONG + strlen("{\"t\": 0, \"type\": \"print\", \"task\": "
                                             "null, \"text\": \"\"}"));
    file_abandon(file);
    text_free(&text);
    trace_close(trace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_of_every_length_are_written),
        cmocka_unit_test(strings_are_escaped_as_python_does),
        cmocka_unit_test(an_escape_is_found_wherever_it_stands),
        cmocka_unit_test(events_are_written_with_the_keys_of_the_table),
        cmocka_unit_test(a_line_of_a_megabyte_is_written_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
