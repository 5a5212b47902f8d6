// test_futures.c -- states, results and callbacks of futures.

#include "letters.h"

static Value new_error(Bench *b)
{
    return exception_new(b->vm, VALUE_ERROR, "no");
}

static void a_result_can_be_set_once(void **state)
{
    Bench *b = *state;
    Value result;
    assert_true(future_set_result(b->vm, b->future, value_int(7)));
    assert_true(future_result(b->vm, b->future, &result));
    assert_int_equal(result.integer, 7);

    assert_false(future_set_result(b->vm, b->future, value_int(8)));
    assert_true(exception_is_raised(b->vm, INVALID_STATE_ERROR));
}

static void a_pending_future_has_no_result(void **state)
{
    Bench *b = *state;
    Value result;

    assert_false(future_result(b->vm, b->future, &result));
    assert_true(exception_is_raised(b->vm, INVALID_STATE_ERROR));
}

static void a_failed_future_raises_its_exception(void **state)
{
    Bench *b = *state;
    Value error = new_error(b), result;
    assert_true(future_set_exception(b->vm, b->future, error));

    assert_false(future_result(b->vm, b->future, &result));
    assert_true(value_is(b->vm->raised, error));
    assert_false(b->future->flags & FUTURE_UNSEEN);
}

static void a_cancelled_future_raises_with_its_message(void **state)
{
    Bench *b = *state;
    Value message = str_from(b->vm, "why"), result;
    assert_true(future_cancel_plain(b->vm, b->future, message));

    assert_false(future_result(b->vm, b->future, &result));
    Value args = EXCEPTION_OF(b->vm->raised)->args;
    assert_string_equal(STR(TUPLE(args)->items[0])->bytes, "why");
}

static void a_done_future_cannot_be_cancelled(void **state)
{
    Bench *b = *state;
    bool done;
    assert_true(future_finish(b->vm, b->future, NONE));

    assert_true(future_cancel(b->vm, b->future, UNSET, &done));
    assert_false(done);
}

static void stop_iteration_travels_inside_a_runtime_error(void **state)
{
    Bench *b = *state;
    Value stop = exception_new(b->vm, STOP_ITERATION, NULL);
    assert_true(future_set_exception(b->vm, b->future, stop));

    assert_true(exception_is(b->vm, b->future->result, RUNTIME_ERROR));
    assert_true(value_is(EXCEPTION_OF(b->future->result)->cause, stop));
}

static void what_is_no_exception_cannot_be_set(void **state)
{
    Bench *b = *state;

    assert_false(future_set_exception(b->vm, b->future, value_int(5)));
    assert_true(exception_is_raised(b->vm, TYPE_ERROR));
}

static void callbacks_wait_for_the_next_turn(void **state)
{
    Bench *b = *state;
    future_add_callback(b->vm, b->future, CALLBACK_RELEASE_WAITER, &b->future->object);
    assert_int_equal(future_callback_count(b->future), 1);
    assert_int_equal(b->loop->count, 0);

    assert_true(future_finish(b->vm, b->future, NONE));
    assert_int_equal(future_callback_count(b->future), 0);
    assert_int_equal(b->loop->count, 1);
}

static void a_callback_of_a_done_future_is_ready_at_once(void **state)
{
    Bench *b = *state;
    assert_true(future_finish(b->vm, b->future, NONE));
    future_add_callback(b->vm, b->future, CALLBACK_RELEASE_WAITER, &b->future->object);

    assert_int_equal(b->loop->count, 1);
}

static void callbacks_can_be_removed(void **state)
{
    Bench *b = *state;
    Object *target = &b->future->object;
    for (int i = 0; i < 5; i++)
        future_add_callback(b->vm, b->future, i % 2 ? CALLBACK_WAIT : CALLBACK_GATHER,
                            target);

    assert_int_equal(future_remove_callback(b->vm, b->future, CALLBACK_GATHER, target),
                     3);
    assert_int_equal(future_callback_count(b->future), 2);
}

static void an_exception_that_nobody_saw_is_reported(void **state)
{
    Bench *b = *state;
    Future *future = future_new(b->vm, b->loop);
    Value error = new_error(b);
    assert_true(future_set_exception(b->vm, future, error));
    value_drop(b->vm, error);
    object_drop(b->vm, future);

    assert_int_equal(trace_count(b->trace), 1);
    assert_int_equal(trace_event(b->trace, 1).detail, DIAGNOSTIC_FUTURE_EXCEPTION_LOST);
}

static void several_tasks_can_wait_for_one_future(void **state)
{
    Bench *b = *state;
    start(b, "?a");
    start(b, "?b");
    Task *last = start(b, "?c");
    run_until(b, start(b, "x"));
    assert_true(future_finish(b->vm, b->future, NONE));

    assert_true(run_until(b, last));
    assert_letters(b, "xabc");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_result_can_be_set_once),
        TEST(a_pending_future_has_no_result),
        TEST(a_failed_future_raises_its_exception),
        TEST(a_cancelled_future_raises_with_its_message),
        TEST(a_done_future_cannot_be_cancelled),
        TEST(stop_iteration_travels_inside_a_runtime_error),
        TEST(what_is_no_exception_cannot_be_set),
        TEST(callbacks_wait_for_the_next_turn),
        TEST(a_callback_of_a_done_future_is_ready_at_once),
        TEST(callbacks_can_be_removed),
        TEST(an_exception_that_nobody_saw_is_reported),
        TEST(several_tasks_can_wait_for_one_future),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
