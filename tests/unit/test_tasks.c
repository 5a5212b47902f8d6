// test_tasks.c -- the order of steps, wake-ups and cancellations, in letters.

#include "letters.h"

static void tasks_take_turns_at_sleeps_of_zero(void **state)
{
    Bench *b = *state;
    start(b, "a.b.c");
    Task *last = start(b, "A.B.C");

    assert_true(run_until(b, last));
    assert_letters(b, "aAbBcC");
}

static void equal_sleeps_end_in_the_order_in_which_they_began(void **state)
{
    Bench *b = *state;
    start(b, "a5b");
    start(b, "c5d");
    Task *last = start(b, "e5f");

    assert_true(run_until(b, last));
    assert_letters(b, "acebdf");
    assert_int_equal(clock_now(b->vm->clock), 5000000);
}

static void a_shorter_sleep_ends_first(void **state)
{
    Bench *b = *state;
    Task *last = start(b, "a9b");
    start(b, "c1d");

    assert_true(run_until(b, last));
    assert_letters(b, "acdb");
}

static void a_cancelled_sleeper_is_told_in_its_next_step(void **state)
{
    Bench *b = *state;
    Task *sleeper = start(b, "a9b");
    assert_true(run_until(b, start(b, "x.y")));

    assert_true(cancel(b, sleeper));
    assert_letters(b, "axy");
    assert_false(run_until(b, sleeper));
    assert_letters(b, "axy#");
    assert_true(future_is_cancelled(&sleeper->future));
    assert_int_equal(b->vm->clock->set, 0);
}

static void a_task_cancelled_before_its_first_step_never_runs(void **state)
{
    Bench *b = *state;
    Task *task = start(b, "a");
    cancel(b, task);

    assert_false(run_until(b, task));
    assert_letters(b, "");
    assert_true(future_is_cancelled(&task->future));
}

static void a_finished_task_cannot_be_cancelled(void **state)
{
    Bench *b = *state;
    Task *task = start(b, "a");
    assert_true(run_until(b, task));

    assert_false(cancel(b, task));
    assert_int_equal(task->future.cancels, 0);
}

static void uncancel_takes_one_request_back(void **state)
{
    Bench *b = *state;
    Task *task = start(b, "a");
    cancel(b, task);
    cancel(b, task);

    assert_int_equal(task_uncancel(b->vm, task), 1);
    assert_int_equal(task_uncancel(b->vm, task), 0);
    assert_int_equal(task_uncancel(b->vm, task), 0);
    assert_true(run_until(b, task));
    assert_letters(b, "a");
}

static void who_awaits_a_future_goes_on_one_turn_after_it_is_done(void **state)
{
    Bench *b = *state;
    Task *waiter = start(b, "a?b");
    assert_true(run_until(b, start(b, "x.y")));
    assert_true(future_set_result(b->vm, b->future, NONE));
    start(b, "z");

    assert_true(run_until(b, waiter));
    assert_letters(b, "axybz");
}

static void a_raised_exception_is_the_tasks(void **state)
{
    Bench *b = *state;
    Task *task = start(b, "a!b");

    assert_false(run_until(b, task));
    assert_letters(b, "a");
    assert_true(task->future.flags & FUTURE_FAILED);
}

static void tasks_without_a_name_are_numbered(void **state)
{
    Bench *b = *state;
    start(b, "a");
    Value name = task_name(b->vm, start(b, "b"));

    assert_string_equal(STR(name)->bytes, "Task-2");
    value_drop(b->vm, name);
}

static void ended_tasks_leave_the_list_of_the_loop(void **state)
{
    Bench *b = *state;
    for (int i = 0; i < 100; i++)
        object_drop(b->vm, start(b, ".."));
    Task *last = start(b, "...");
    assert_int_equal(b->loop->task_count, 101);

    assert_true(run_until(b, last));
    assert_int_equal(b->loop->task_count, 0);
    assert_int_equal(asyncio_of(b->vm)->alive, 0);
}

static void gather_gives_results_in_the_order_of_its_arguments(void **state)
{
    Bench *b = *state;
    Value tasks[] = {value_object(start(b, "a9")), value_object(start(b, "b1"))};
    Value outer, results;
    assert_true(gather(b->vm, tasks, 2, false, &outer));

    assert_true(loop_run_until_complete(b->vm, b->loop, outer, &results));
    assert_int_equal(LIST(results)->items[0].integer, 'a');
    assert_int_equal(LIST(results)->items[1].integer, 'b');
}

static void gather_takes_an_argument_given_twice_once(void **state)
{
    Bench *b = *state;
    Value task = value_object(start(b, "a")), tasks[] = {task, task}, outer;
    assert_true(gather(b->vm, tasks, 2, false, &outer));

    assert_int_equal(((GatheringFuture *)outer.object)->expected, 1);
    assert_int_equal(((GatheringFuture *)outer.object)->children->count, 2);
}

static void cancelling_a_gather_cancels_its_children(void **state)
{
    Bench *b = *state;
    Task *one = start(b, "a9"), *two = start(b, "b9");
    Value tasks[] = {value_object(one), value_object(two)}, outer;
    bool done;
    assert_true(gather(b->vm, tasks, 2, false, &outer));
    assert_true(run_until(b, start(b, ".")));

    assert_true(future_cancel(b->vm, FUTURE(outer), UNSET, &done));
    assert_true(done);
    run_until(b, two);
    assert_letters(b, "ab##");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(tasks_take_turns_at_sleeps_of_zero),
        TEST(equal_sleeps_end_in_the_order_in_which_they_began),
        TEST(a_shorter_sleep_ends_first),
        TEST(a_cancelled_sleeper_is_told_in_its_next_step),
        TEST(a_task_cancelled_before_its_first_step_never_runs),
        TEST(a_finished_task_cannot_be_cancelled),
        TEST(uncancel_takes_one_request_back),
        TEST(who_awaits_a_future_goes_on_one_turn_after_it_is_done),
        TEST(a_raised_exception_is_the_tasks),
        TEST(tasks_without_a_name_are_numbered),
        TEST(ended_tasks_leave_the_list_of_the_loop),
        TEST(gather_gives_results_in_the_order_of_its_arguments),
        TEST(gather_takes_an_argument_given_twice_once),
        TEST(cancelling_a_gather_cancels_its_children),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
