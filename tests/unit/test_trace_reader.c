// test_trace_reader.c -- a trace file read back is the trace that was written.

#include "output/trace_reader.h"
#include "output/trace_writer.h"
#include "sample_trace.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

// The file of [trace]; the caller frees it.
static char *written(const Trace *trace, size_t *size)
{
    OutFile *file = file_in_memory();
    trace_write(trace, file, NULL);
    const char *bytes = file_text(file, size);
    char *copy = malloc(*size + 1);
    memcpy(copy, bytes, *size);
    copy[*size] = 0;
    file_abandon(file);
    return copy;
}

static Trace *read_text(const char *text, size_t size, Text *message)
{
    return trace_read(-1, text, size, "t.json", LANGUAGE_ENGLISH, NULL, message);
}

static void assert_comes_back(Trace *trace)
{
    size_t size, again;
    char *first = written(trace, &size);
    Text message = {0};

    Trace *read = read_text(first, size, &message);

    assert_string_equal(text_string(&message), "");
    char *second = written(read, &again);
    assert_string_equal(second, first);
    free(first);
    free(second);
    trace_close(trace);
    trace_close(read);
}

static void a_trace_comes_back_byte_for_byte(void **state)
{
    (void)state;
    assert_comes_back(sample_gather());
}

static void a_reader_that_is_told_to_stop_ends_without_a_word(void **state)
{
    (void)state;
    size_t size;
    Trace *trace = sample_gather();
    char *text = written(trace, &size);
    FILE *file = tmpfile();
    fwrite(text, 1, size, file);
    rewind(file);
    Text message = {0};
    const volatile sig_atomic_t stop = 1;

    Trace *read = trace_read(fileno(file), text, size / 2, "t.json", LANGUAGE_ENGLISH,
                             &stop, &message);

    assert_null(read);
    assert_string_equal(text_string(&message), "");
    fclose(file);
    free(text);
    trace_close(trace);
}

static void every_type_of_event_comes_back(void **state)
{
    (void)state;
    assert_comes_back(sample_everything());
}

static void coroutines_that_wait_in_one_another_come_back(void **state)
{
    (void)state;
    Trace *trace = trace_open();
    sample_begin(trace);
    trace_task_create(trace, 0, 1, 0, sample_text(trace, "main"), 0, 1, false, 0,
                      sample_place(9));
    const TraceAwait awaits[] = {{sample_text(trace, "main"), 9},
                                 {sample_text(trace, "두 번"), 5}};
    trace_awaiting(trace, awaits, 2);
    uint32_t deep = trace_task_suspend(trace, 0, 1, WAIT_YIELD, 0, sample_place(5));
    uint32_t alone = trace_task_suspend(trace, 0, 1, WAIT_YIELD, 0, sample_place(9));
    trace_awaiting(trace, awaits, 2);
    uint32_t again = trace_task_suspend(trace, 0, 1, WAIT_YIELD, 0, sample_place(5));
    trace_set_outcome(trace, &(TraceOutcome){.end = OUTCOME_OK});

    // What is said again is kept once.
    assert_int_equal(trace_event(trace, again).b, trace_event(trace, deep).b);
    assert_int_equal(trace_event(trace, alone).b, 0);
    assert_comes_back(trace);
}

static void errors_and_limits_come_back(void **state)
{
    (void)state;
    Trace *trace = trace_open();
    sample_begin(trace);
    const TraceFrame frames[] = {{"<module>", 12}, {"main", 9}};
    trace_set_outcome(trace, &(TraceOutcome){.end = OUTCOME_ERROR,
                                             .error_type = "ValueError",
                                             .error_message = "두 번",
                                             .frames = frames,
                                             .frame_count = 2});
    assert_comes_back(trace);

    trace = trace_open();
    sample_begin(trace);
    trace_set_outcome(trace, &(TraceOutcome){.end = OUTCOME_LIMIT,
                                             .limit = "steps",
                                             .limit_value = 1000,
                                             .limit_place = {3, 1}});
    assert_comes_back(trace);
}

static void half_a_surrogate_pair_is_written_as_an_escape(void **state)
{
    (void)state;
    Trace *trace = trace_open();
    sample_begin(trace);
    TraceText text = sample_text(trace, "a\xed\xa0\x80 \xed\x95\x9c");

    assert_string_equal(trace_text_bytes(trace, text, NULL), "a\\ud800 한");
    trace_close(trace);
}

// Wherever it is cut, a trace is refused.
static void a_cut_file_is_refused_wherever_it_is_cut(void **state)
{
    (void)state;
    Trace *trace = sample_everything();
    size_t size;
    char *text = written(trace, &size);
    for (size_t cut = 0; cut + 1 < size; cut++) {
        Text message = {0};
        assert_null(read_text(text, cut, &message));
        assert_true(message.size > 0);
        text_free(&message);
    }
    free(text);
    trace_close(trace);
}

// Any one byte changed: refused or read, but never a crash.
static void a_damaged_file_does_no_harm(void **state)
{
    (void)state;
    Trace *trace = sample_everything();
    size_t size;
    char *text = written(trace, &size);
    for (size_t i = 0; i < size; i++) {
        char kept = text[i];
        for (const char *c = "\"{}[],:019nx\xff"; *c; c++) {
            Text message = {0};
            text[i] = *c;
            trace_close(read_text(text, size, &message));
            text_free(&message);
        }
        text[i] = kept;
    }
    free(text);
    trace_close(trace);
}

// The sample with [from] replaced by [to] is refused with [message].
static void assert_forgery_refused(const char *from, const char *to, const char *expected)
{
    Trace *trace = sample_gather();
    size_t size;
    char *text = written(trace, &size);
    char *at = strstr(text, from);
    assert_non_null(at);
    Text forged = {0}, message = {0};
    text_add_bytes(&forged, text, (size_t)(at - text));
    text_add(&forged, to);
    text_add(&forged, at + strlen(from));

    assert_null(read_text(text_string(&forged), forged.size, &message));

    assert_string_equal(text_string(&message), expected);
    text_free(&forged);
    text_free(&message);
    free(text);
    trace_close(trace);
}

static void forgeries_are_refused_with_their_line(void **state)
{
    (void)state;
    assert_forgery_refused("\"turn\"", "\"turm\"",
                           "t.json:6: unknown type of event \"turm\"");
    assert_forgery_refused(
        "\"task\": 3", "\"task\": 4",
        "t.json:9: this is no whole trace: expected an integer from 3 to 3 here");
    assert_forgery_refused("\"cause\": 2", "\"cause\": 9",
                           "t.json:7: the cause lies before the first event");
    assert_forgery_refused(
        "끝", "꿑", "t.json:2: \"sha256\" is not that of the program in this trace");
    assert_forgery_refused("{\"t\": 2000000000, \"type\": \"turn\"",
                           "{\"t\": 5, \"type\": \"turn\"",
                           "t.json:28: time goes back here");
    assert_forgery_refused("\"created\": 0", "\"created\": 1",
                           "t.json:38: the table of tasks does not fit the events");
    assert_forgery_refused("\"coroscope-trace\": 1", "\"coroscope-trace\": 2",
                           "t.json:1: this is a trace of another version; this program "
                           "understands version 1");
    assert_forgery_refused(
        "}}\n", "}}\nx",
        "t.json:46: this is no whole trace: expected the end of the file here");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_trace_comes_back_byte_for_byte),
        cmocka_unit_test(a_reader_that_is_told_to_stop_ends_without_a_word),
        cmocka_unit_test(every_type_of_event_comes_back),
        cmocka_unit_test(coroutines_that_wait_in_one_another_come_back),
        cmocka_unit_test(errors_and_limits_come_back),
        cmocka_unit_test(half_a_surrogate_pair_is_written_as_an_escape),
        cmocka_unit_test(a_cut_file_is_refused_wherever_it_is_cut),
        cmocka_unit_test(a_damaged_file_does_no_harm),
        cmocka_unit_test(forgeries_are_refused_with_their_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
