// test_trace.c -- the log keeps what it is given, and costs nothing when it is off.

#include "base/sentences.h"
#include "sample_trace.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>

static void recording_that_is_off_returns_no_event(void **state)
{
    (void)state;
    const TraceFact fact = {.text = "main"};

    assert_int_equal(trace_task_resume(NULL, 0, 1, 0), 0);
    assert_int_equal(trace_text(NULL, "x", 1), 0);
    assert_int_equal(trace_object(NULL, "lock", -1, 1), 0);
    assert_int_equal(trace_diagnostic(NULL, 0, 1, 0, DIAGNOSTIC_CANCELLED_AT_END, &fact,
                                      (TracePlace){0}),
                     0);
    trace_list_task(NULL, 1);
    trace_holder(NULL, 1);
    assert_int_equal(trace_bytes(NULL), 0);
}

static void events_are_numbered_from_1_across_chunks(void **state)
{
    (void)state;
    Trace *trace = trace_open();

    for (uint32_t i = 1; i <= 3 * TRACE_CHUNK; i++)
        assert_int_equal(trace_task_resume(trace, i, 7, 0), i);

    assert_int_equal(trace_count(trace), 3 * TRACE_CHUNK);
    assert_int_equal(trace_event(trace, TRACE_CHUNK + 1).time, TRACE_CHUNK + 1);
    trace_close(trace);
}

// Records [count] events of which [together] have the same time, and looks at all times.
static void record_together(uint32_t count, uint32_t together)
{
    Trace *trace = trace_open();
    for (uint32_t i = 0; i < count; i++)
        trace_task_resume(trace, i / together * SAMPLE_MS(7), 1, 0);
    for (uint32_t i = 0; i < count; i++)
        assert_int_equal(trace_event_time(trace, i + 1), i / together * SAMPLE_MS(7));
    // A time that is shared is not kept again and again.
    uint32_t most = 17 + 8 / (together < TRACE_GROUP ? together : TRACE_GROUP);
    assert_in_range(trace_bytes(trace) / count, 17, most + 1);
    trace_close(trace);
}

static void every_event_has_its_time(void **state)
{
    (void)state;
    const uint32_t together[] = {1, 2, 5, 63, 64, 65, 1000, TRACE_CHUNK, 5 * TRACE_CHUNK};
    for (size_t i = 0; i < sizeof together / sizeof *together; i++)
        record_together(3 * TRACE_CHUNK + 100, together[i]);
}

static void time_may_go_back_and_come_again(void **state)
{
    (void)state;
    Trace *trace = trace_open();
    for (uint32_t i = 0; i < 1000; i++)
        trace_task_resume(trace, i % 3, 1, 0);
    for (uint32_t i = 0; i < 1000; i++)
        assert_int_equal(trace_event_time(trace, i + 1), i % 3);
    trace_close(trace);
}

// Gives the chunk before the last one back, so that two are enough.
static TraceChunk *give_back(void *owner, uint32_t count)
{
    Trace *trace = owner;
    uint32_t full = count / TRACE_CHUNK;
    if (full < 2) return NULL;
    TraceChunk *chunk = trace->chunks[full - 2];
    trace->chunks[full - 2] = NULL;
    return chunk;
}

static void times_stay_when_nobody_follows_any_more(void **state)
{
    (void)state;
    Trace *trace = trace_open();
    trace_follow(trace, give_back, trace);
    for (uint32_t i = 0; i < 3 * TRACE_CHUNK; i++)
        trace_task_resume(trace, i < 2 * TRACE_CHUNK ? i : 2 * TRACE_CHUNK, 1, 0);
    trace_follow(trace, NULL, NULL);
    for (uint32_t i = 3 * TRACE_CHUNK; i < 5 * TRACE_CHUNK; i++)
        trace_task_resume(trace, i, 1, 0);
    for (uint32_t i = TRACE_CHUNK; i < 2 * TRACE_CHUNK; i++)
        assert_int_equal(trace_event_time(trace, i + 1), i);
    for (uint32_t i = 3 * TRACE_CHUNK; i < 5 * TRACE_CHUNK; i++)
        assert_int_equal(trace_event_time(trace, i + 1), i);
    trace_close(trace);
}

static void sleep_over_in_parts(Trace *trace, SimTime time)
{
    trace_timer_fire(trace, time, 5);
    trace_list_callback(trace, 3);
    trace_turn(trace, time, 9);
    trace_list_task(trace, 8);
    trace_turn(trace, time, 9);
}

static void assert_same_events(const Trace *trace, const Trace *other)
{
    assert_int_equal(trace_count(trace), trace_count(other));
    for (uint32_t number = 1; number <= trace_count(trace); number++) {
        const TraceRecord one = trace_event(trace, number);
        const TraceRecord another = trace_event(other, number);
        assert_int_equal(one.time, another.time);
        assert_int_equal(one.type, another.type);
        assert_int_equal(one.task, another.task);
        assert_int_equal(one.cause, another.cause);
        assert_int_equal(one.wide, another.wide);
    }
}

static void a_sleep_that_is_over_is_its_parts(void **state)
{
    (void)state;
    for (uint32_t before = 0; before <= 2 * TRACE_GROUP; before++) {
        Trace *trace = trace_open(), *parts = trace_open();
        for (uint32_t i = 0; i < before; i++) {
            trace_task_resume(trace, i / 2, 1, 0);
            trace_task_resume(parts, i / 2, 1, 0);
        }
        for (SimTime time = before / 2; time < before / 2 + 3; time++) {
            uint32_t fire = trace_sleep_over(trace, time, 5, 3, 8, 9);
            assert_int_equal(trace_event(trace, fire).type, TRACE_TIMER_FIRE);
            sleep_over_in_parts(parts, time);
        }
        assert_same_events(trace, parts);
        trace_close(trace);
        trace_close(parts);
    }
}

static void equal_texts_are_stored_once(void **state)
{
    (void)state;
    Trace *trace = trace_open();
    char name[32];
    TraceText first = sample_text(trace, "name 0");
    for (int i = 1; i < 1000; i++) {
        snprintf(name, sizeof name, "name %d", i);
        sample_text(trace, name);
    }

    assert_int_equal(sample_text(trace, "name 0"), first);
    assert_string_equal(trace_text_bytes(trace, first, NULL), "name 0");
    assert_string_equal(trace_text_bytes(trace, 0, NULL), "");
    trace_close(trace);
}

static void a_text_may_hold_a_zero_byte(void **state)
{
    (void)state;
    Trace *trace = trace_open();
    size_t size;

    TraceText text = trace_new_text(trace, "a\0b", 3);

    assert_memory_equal(trace_text_bytes(trace, text, &size), "a\0b", 3);
    assert_int_equal(size, 3);
    trace_close(trace);
}

static void holders_and_waiting_keep_the_first_32(void **state)
{
    (void)state;
    Trace *trace = trace_open();
    for (uint32_t i = 1; i <= 100; i++)
        trace_waiting(trace, i);
    trace_holder(trace, 7);
    uint32_t event = trace_sync(trace, 0, TRACE_ACQUIRE, 1, 1, 0, (TracePlace){0});

    uint32_t count, queues = trace_event(trace, event).b;
    assert_int_equal(trace_holder_list(trace, queues, &count)[0], 7);
    assert_int_equal(count, 1);
    assert_int_equal(trace_waiting_list(trace, queues, &count)[31], 32);
    assert_int_equal(count, TRACE_LIST_LONGEST);
    trace_close(trace);
}

static void an_object_keeps_its_first_name(void **state)
{
    (void)state;
    Trace *trace = trace_open();
    uint32_t lock = trace_object(trace, "lock", -1, 3);

    trace_object_name(trace, lock, "a", 1);
    trace_object_name(trace, lock, "b", 1);

    assert_string_equal(trace_text_bytes(trace, trace->objects[0].name, NULL), "a");
    trace_close(trace);
}

static void a_diagnostic_makes_its_sentence_from_its_facts(void **state)
{
    (void)state;
    Trace *trace = trace_open();
    const TraceFact facts[] = {{.text = "main"},
                               {FACT_TIME, NULL, SAMPLE_MS(1500)},
                               {.text = "Task-2"},
                               {FACT_TIME, NULL, SAMPLE_MS(500)}};

    uint32_t event =
        trace_diagnostic(trace, 0, 1, 0, DIAGNOSTIC_LOOP_BLOCKED, facts, (TracePlace){0});

    const TraceRecord record = trace_event(trace, event);
    assert_string_equal(trace_text_bytes(trace, record.a, NULL),
                        "main held the loop for 1.500 s; Task-2 had to run 0.500 s late");
    assert_int_equal(trace_fact(trace, &record, 3).number, SAMPLE_MS(500));
    trace_close(trace);
}

static void lists_of_any_length_come_back(void **state)
{
    (void)state;
    Trace *trace = trace_open();
    for (uint32_t length = 0; length < 3000; length += 1 + length / 3) {
        for (uint32_t i = 0; i < length; i++)
            trace_list_task(trace, i + 7);
        uint32_t count, turn = trace_turn(trace, 0, length);
        const uint32_t *list = trace_list(trace, trace_event(trace, turn).b, &count);
        assert_int_equal(count, length);
        for (uint32_t i = 0; i < length; i++)
            assert_int_equal(list[i], i + 7);
    }
    trace_close(trace);
}

static void slots_that_share_their_room_come_back(void **state)
{
    (void)state;
    Trace *trace = trace_open();
    uint32_t event = trace_append(
        trace, (TraceRecord){.type = TRACE_CORE_RUN, .cause = 3, .a = 1, .b = 2});
    assert_int_equal(trace_event(trace, event).task, 0);
    assert_int_equal(trace_event(trace, event).b, 2);
    event = trace_task_cancel(trace, 0, 4, 5, 6, 7, (TracePlace){0});
    assert_int_equal(trace_event(trace, event).task, 4);
    assert_int_equal(trace_event(trace, event).a, 5);
    assert_int_equal(trace_event(trace, event).b, 6);
    assert_int_equal(trace_event(trace, event).cause, 7);
    trace_close(trace);
}

static void rare_places_and_timers_come_back(void **state)
{
    (void)state;
    Trace *trace = trace_open();
    for (uint32_t i = 1; i <= 1000; i++) {
        TracePlace place = {.line = i * 100, .column = i % 3};
        trace_timer_set(trace, 0, SIMTIME_NEVER - i, i, place);
    }
    for (uint32_t i = 1; i <= 1000; i++) {
        const TraceRecord record = trace_event(trace, i);
        assert_int_equal(record.line, i * 100);
        assert_int_equal(record.column, i % 3);
        assert_int_equal(record.cause, i);
        assert_int_equal(record.task, i);
        assert_int_equal(record.wide, SIMTIME_NEVER - i);
    }
    trace_close(trace);
}

static void seconds_become_nanoseconds_half_to_even(void **state)
{
    (void)state;
    assert_int_equal(simtime_from_seconds(0.1), 100000000);
    assert_int_equal(simtime_from_seconds(0.5e-9), 0);
    assert_int_equal(simtime_from_seconds(1.5e-9), 2);
    assert_int_equal(simtime_from_seconds(2.5e-9), 2);
    assert_int_equal(simtime_from_seconds(-1.0), -SIMTIME_SECOND);
    assert_int_equal(simtime_from_seconds(1e300), SIMTIME_NEVER);
    assert_int_equal(simtime_from_seconds(__builtin_inf()), SIMTIME_NEVER);
    assert_int_equal(simtime_from_seconds(__builtin_nan("")), 0);
}

static void assert_time_text(SimTime time, const char *expected)
{
    Text text = {0};
    simtime_add_text(&text, time);
    assert_string_equal(text_string(&text), expected);
    text_free(&text);
}

static void times_are_written_with_as_many_decimals_as_they_need(void **state)
{
    (void)state;
    assert_time_text(0, "0.000 s");
    assert_time_text(1250000000, "1.250 s");
    assert_time_text(1250001000, "1.250001 s");
    assert_time_text(1, "0.000000001 s");
    assert_time_text(-SIMTIME_SECOND / 2, "-0.500 s");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(recording_that_is_off_returns_no_event),
        cmocka_unit_test(events_are_numbered_from_1_across_chunks),
        cmocka_unit_test(every_event_has_its_time),
        cmocka_unit_test(time_may_go_back_and_come_again),
        cmocka_unit_test(times_stay_when_nobody_follows_any_more),
        cmocka_unit_test(a_sleep_that_is_over_is_its_parts),
        cmocka_unit_test(equal_texts_are_stored_once),
        cmocka_unit_test(a_text_may_hold_a_zero_byte),
        cmocka_unit_test(holders_and_waiting_keep_the_first_32),
        cmocka_unit_test(an_object_keeps_its_first_name),
        cmocka_unit_test(a_diagnostic_makes_its_sentence_from_its_facts),
        cmocka_unit_test(lists_of_any_length_come_back),
        cmocka_unit_test(slots_that_share_their_room_come_back),
        cmocka_unit_test(rare_places_and_timers_come_back),
        cmocka_unit_test(seconds_become_nanoseconds_half_to_even),
        cmocka_unit_test(times_are_written_with_as_many_decimals_as_they_need),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
