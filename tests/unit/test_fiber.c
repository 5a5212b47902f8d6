// test_fiber.c -- C stacks: whose turn it is, and what belongs to each.

#include "vm/fiber.h"
#include "vm_fixture.h"

#include <stdlib.h>

typedef struct Talk {
    Fiber *here, *there;
    char said[32];
} Talk;

static void say(Talk *talk, char letter)
{
    talk->said[strlen(talk->said)] = letter;
}

static void answer(Vm *vm, void *argument)
{
    Talk *talk = argument;
    for (char letter = 'a';; letter++) {
        say(talk, letter);
        fiber_switch(vm, talk->there, talk->here);
    }
}

static void two_fibers_take_turns(void **state)
{
    Vm *vm = *state;
    Talk talk = {.here = fiber_adopt(vm)};
    talk.there = fiber_open(vm, answer, &talk);

    for (char letter = 'A'; letter <= 'C'; letter++) {
        say(&talk, letter);
        fiber_switch(vm, talk.here, talk.there);
    }

    assert_string_equal(talk.said, "AaBbCc");
    fiber_close(vm, talk.there);
}

static void raise_and_leave(Vm *vm, void *argument)
{
    Talk *talk = argument;
    assert_true(value_is_unset(vm->raised));
    raise_error(vm, VALUE_ERROR, "there");
    fiber_switch(vm, talk->there, talk->here);
    assert_raised(vm, "ValueError: there");
    fiber_switch(vm, talk->there, talk->here);
}

static void each_fiber_has_its_own_exception(void **state)
{
    Vm *vm = *state;
    Talk talk = {.here = fiber_adopt(vm)};
    talk.there = fiber_open(vm, raise_and_leave, &talk);

    raise_error(vm, KEY_ERROR, "here");
    fiber_switch(vm, talk.here, talk.there);
    assert_raised(vm, "KeyError: 'here'");
    fiber_switch(vm, talk.here, talk.there);

    assert_true(value_is_unset(vm->raised));
    fiber_close(vm, talk.there);
}

// Far more than a page of the stack, so that its lower end is reached by steps.
static int deep(int depth)
{
    volatile char bytes[4096];
    bytes[0] = (char)depth;
    return depth ? deep(depth - 1) + bytes[0] - bytes[0] + 1 : 0;
}

static void dive(Vm *vm, void *argument)
{
    Talk *talk = argument;
    if (deep(1000) == 1000) say(talk, 'y');
    fiber_switch(vm, talk->there, talk->here);
}

static void a_fiber_has_room_for_deep_calls(void **state)
{
    Vm *vm = *state;
    Talk talk = {.here = fiber_adopt(vm)};
    talk.there = fiber_open(vm, dive, &talk);

    fiber_switch(vm, talk.here, talk.there);

    assert_string_equal(talk.said, "y");
    fiber_close(vm, talk.there);
}

static void a_closed_fiber_is_used_again(void **state)
{
    Vm *vm = *state;
    Talk talk = {.here = fiber_adopt(vm)};
    Fiber *first = talk.there = fiber_open(vm, answer, &talk);
    fiber_switch(vm, talk.here, talk.there);
    fiber_close(vm, talk.there);

    talk.there = fiber_open(vm, answer, &talk);
    fiber_switch(vm, talk.here, talk.there);

    assert_ptr_equal(talk.there, first);
    assert_string_equal(talk.said, "aa");
    fiber_close(vm, talk.there);
}

static void thousands_of_fibers_stand_side_by_side(void **state)
{
    enum { MANY = 3000 };
    Vm *vm = *state;
    Fiber *here = fiber_adopt(vm);
    Talk *talks = calloc(MANY, sizeof *talks);
    for (int i = 0; i < MANY; i++) {
        talks[i].here = here;
        talks[i].there = fiber_open(vm, answer, &talks[i]);
        assert_non_null(talks[i].there);
        fiber_switch(vm, here, talks[i].there);
    }

    for (int i = 0; i < MANY; i++)
        fiber_switch(vm, here, talks[i].there);

    for (int i = 0; i < MANY; i++) {
        assert_string_equal(talks[i].said, "ab");
        fiber_close(vm, talks[i].there);
    }
    free(talks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VM_TEST(two_fibers_take_turns),
        VM_TEST(each_fiber_has_its_own_exception),
        VM_TEST(a_fiber_has_room_for_deep_calls),
        VM_TEST(a_closed_fiber_is_used_again),
        VM_TEST(thousands_of_fibers_stand_side_by_side),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
