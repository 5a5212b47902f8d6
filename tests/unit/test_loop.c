// test_loop.c -- turns, timers and handles, and how a loop ends.

#include "letters.h"

// What callbacks do: natives, as the loop calls nothing but Python callables.
static bool write_a(Vm *vm, Value *args, Value *result)
{
    (void)args;
    write_letter(vm, 'a');
    *result = NONE;
    return true;
}

static bool write_b(Vm *vm, Value *args, Value *result)
{
    (void)args;
    write_letter(vm, 'b');
    *result = NONE;
    return true;
}

static bool raise_no(Vm *vm, Value *args, Value *result)
{
    (void)args;
    (void)result;
    return raise_error(vm, VALUE_ERROR, "no");
}

static bool stop_loop(Vm *vm, Value *args, Value *result)
{
    (void)args;
    asyncio_of(vm)->running->stopping = true;
    *result = NONE;
    return true;
}

static const NativeSpec natives[] = {{"a", "", write_a, 0},
                                     {"b", "", write_b, 0},
                                     {"fail", "", raise_no, 0},
                                     {"stop", "", stop_loop, 0}};

enum { A, B, FAIL, STOP };

static Value callable(Bench *b, int which)
{
    return native_new(b->vm, &natives[which], NULL, "test");
}

static Handle *soon(Bench *b, int which)
{
    Handle *handle = loop_call_soon(b->vm, b->loop, callable(b, which), UNSET, UNSET);
    assert_non_null(handle);
    return handle;
}

static Handle *at(Bench *b, SimTime when, int which)
{
    Value seconds = value_float(simtime_seconds(when));
    return loop_call_at(b->vm, b->loop, when, seconds, callable(b, which), UNSET, UNSET);
}

static void callbacks_run_in_the_order_of_call_soon(void **state)
{
    Bench *b = *state;
    soon(b, A);
    soon(b, B);
    soon(b, A);
    soon(b, STOP);

    assert_true(loop_run_forever(b->vm, b->loop));
    assert_letters(b, "aba");
}

static void a_stopped_loop_ends_its_turn(void **state)
{
    Bench *b = *state;
    soon(b, STOP);
    soon(b, A);

    assert_true(loop_run_forever(b->vm, b->loop));
    assert_letters(b, "a");
    assert_false(b->loop->running);
}

static void a_cancelled_handle_does_nothing(void **state)
{
    Bench *b = *state;
    handle_cancel(b->vm, soon(b, A));
    handle_cancel(b->vm, at(b, 5, A));
    at(b, 9, B);
    at(b, 9, STOP);

    assert_true(loop_run_forever(b->vm, b->loop));
    assert_letters(b, "b");
    assert_int_equal(clock_now(b->vm->clock), 9);
}

static void timers_that_are_due_come_behind_what_is_ready(void **state)
{
    Bench *b = *state;
    at(b, 0, B);
    soon(b, A);
    soon(b, STOP);

    assert_true(loop_run_forever(b->vm, b->loop));
    assert_letters(b, "ab");
}

static void the_clock_moves_only_when_nothing_is_ready(void **state)
{
    Bench *b = *state;
    at(b, 1, STOP);
    Task *task = start(b, "a..b");

    assert_true(run_until(b, task));
    assert_letters(b, "ab");
    assert_int_equal(clock_now(b->vm->clock), 0);
}

static void a_failing_callback_is_reported_and_the_loop_goes_on(void **state)
{
    Bench *b = *state;
    soon(b, FAIL);
    soon(b, A);
    soon(b, STOP);

    assert_true(loop_run_forever(b->vm, b->loop));
    assert_letters(b, "a");
    assert_int_equal(trace_event(b->trace, 1).detail, DIAGNOSTIC_CALLBACK_FAILED);
}

static void a_task_that_waits_for_ever_is_a_deadlock(void **state)
{
    Bench *b = *state;
    Task *task = start(b, "a?");

    assert_false(run_until(b, task));
    assert_int_equal(b->vm->halt, HALT_DEADLOCK);
    assert_int_equal(b->trace->outcome.end, OUTCOME_DEADLOCK);
    assert_int_equal(b->trace->outcome.waiter_count, 1);
    assert_string_equal(b->trace->outcome.waiters[0].name, "Task-1");
}

static void time_has_a_limit(void **state)
{
    Bench *b = *state;
    b->vm->limits.time = 1000000;
    Task *task = start(b, "a9b");

    assert_false(run_until(b, task));
    assert_int_equal(b->vm->halt, HALT_LIMIT);
    assert_string_equal(b->vm->limit, "time");
}

static void a_closed_loop_takes_nothing(void **state)
{
    Bench *b = *state;
    at(b, 5, A);
    loop_close(b->vm, b->loop);

    assert_int_equal(b->vm->clock->set, 0);
    assert_null(loop_call_soon(b->vm, b->loop, NONE, UNSET, UNSET));
    assert_true(exception_is_raised(b->vm, RUNTIME_ERROR));
}

static void a_thousand_turns_of_sleep_zero_are_a_busy_wait(void **state)
{
    Bench *b = *state;
    char script[1102];
    memset(script, '.', sizeof script);
    script[sizeof script - 1] = 0;

    assert_true(run_until(b, start(b, script)));
    assert_int_equal(trace_count(b->trace), 1);
    assert_int_equal(trace_event(b->trace, 1).detail, DIAGNOSTIC_BUSY_WAIT);
}

static void loops_take_free_numbers_and_new_serials(void **state)
{
    Bench *b = *state;
    Loop *one = loop_new(b->vm);
    uint16_t number = one->number;
    uint32_t serial = one->serial;
    object_drop(b->vm, one);

    Loop *two = loop_new(b->vm);
    assert_int_equal(two->number, number);
    assert_int_not_equal(two->serial, serial);
}

static void computing_outside_a_loop_raises_nothing(void **state)
{
    Bench *b = *state;

    assert_true(b->vm->hooks.compute(b->vm, 5));
    assert_true(b->vm->hooks.block(b->vm, 5));

    assert_true(value_is_unset(b->vm->raised));
    assert_int_equal(clock_now(b->vm->clock), 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(callbacks_run_in_the_order_of_call_soon),
        TEST(a_stopped_loop_ends_its_turn),
        TEST(a_cancelled_handle_does_nothing),
        TEST(timers_that_are_due_come_behind_what_is_ready),
        TEST(the_clock_moves_only_when_nothing_is_ready),
        TEST(a_failing_callback_is_reported_and_the_loop_goes_on),
        TEST(a_task_that_waits_for_ever_is_a_deadlock),
        TEST(time_has_a_limit),
        TEST(a_closed_loop_takes_nothing),
        TEST(a_thousand_turns_of_sleep_zero_are_a_busy_wait),
        TEST(loops_take_free_numbers_and_new_serials),
        TEST(computing_outside_a_loop_raises_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
