// test_exceptions.c -- raising, chaining, catching and splitting, from C.

#include "vm_fixture.h"

static Value error(Vm *vm, ExceptionKind kind, const char *message)
{
    return exception_new(vm, kind, "%s", message);
}

static void an_error_has_its_message_as_its_argument(void **state)
{
    Vm *vm = *state;

    assert_false(raise_error(vm, VALUE_ERROR, "no %s here", "luck"));

    assert_shows(vm, exception_take(vm), "ValueError('no luck here')");
}

static void a_long_message_is_kept_whole(void **state)
{
    Vm *vm = *state;
    char text[1000];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = 0;

    raise_error(vm, VALUE_ERROR, "%s", text);

    Value exception = exception_take(vm);
    assert_string_equal(STR(TUPLE(EXCEPTION_OF(exception)->args)->items[0])->bytes, text);
    value_drop(vm, exception);
}

static void what_is_handled_becomes_the_context_of_what_is_raised(void **state)
{
    Vm *vm = *state;
    Value handled = error(vm, KEY_ERROR, "first");
    vm->handled = handled;

    raise_error(vm, VALUE_ERROR, "second");

    Value raised = exception_take(vm);
    assert_true(value_is(EXCEPTION_OF(raised)->context, handled));
    vm->handled = UNSET;
    value_drop(vm, raised);
    value_drop(vm, handled);
}

static void a_context_never_makes_a_ring(void **state)
{
    Vm *vm = *state;
    Value a = error(vm, VALUE_ERROR, "a"), b = error(vm, VALUE_ERROR, "b");
    vm->handled = a;
    raise_value(vm, value_keep(b)); // b while a is handled
    value_drop(vm, exception_take(vm));
    vm->handled = b;

    raise_value(vm, value_keep(a)); // a again, while b is handled

    assert_true(value_is(EXCEPTION_OF(a)->context, b));
    assert_true(value_is_unset(EXCEPTION_OF(b)->context));
    vm->handled = UNSET;
    value_drop(vm, exception_take(vm));
    value_drop(vm, a);
    value_drop(vm, b);
}

static void a_cause_hides_the_context(void **state)
{
    Vm *vm = *state;
    Value class = value_object(exception_type(vm, TYPE_ERROR));

    assert_false(raise_statement(vm, class, NONE));

    Value raised = exception_take(vm);
    assert_true(EXCEPTION_OF(raised)->suppress_context);
    assert_shows(vm, raised, "TypeError()");
}

static void only_exceptions_can_be_raised(void **state)
{
    Vm *vm = *state;

    raise_statement(vm, value_int(3), UNSET);

    assert_raised(vm, "TypeError: exceptions must derive from BaseException");
}

static void a_tuple_of_classes_catches_each_of_them(void **state)
{
    Vm *vm = *state;
    Value exception = error(vm, KEY_ERROR, "k");
    Value classes[] = {value_object(exception_type(vm, VALUE_ERROR)),
                       value_object(exception_type(vm, LOOKUP_ERROR))};
    Value tuple = tuple_of(vm, classes, 2);
    bool matches;

    assert_true(exception_matches(vm, exception, tuple, &matches));

    assert_true(matches);
    value_drop(vm, tuple);
    value_drop(vm, exception);
}

static void what_is_no_class_of_exceptions_cannot_catch(void **state)
{
    Vm *vm = *state;
    Value exception = error(vm, KEY_ERROR, "k");
    bool matches;

    assert_false(
        exception_matches(vm, exception, value_object(vm->types.int_), &matches));

    assert_raised(vm, "TypeError: catching classes that do not inherit from "
                      "BaseException is not allowed");
    value_drop(vm, exception);
}

// ExceptionGroup('all', [ValueError('v'), KeyError('k')])
static Value group_of_two(Vm *vm)
{
    Value members[] = {error(vm, VALUE_ERROR, "v"), error(vm, KEY_ERROR, "k")};
    Value list = tuple_of(vm, members, 2), group = UNSET;
    exception_group_new(vm, "all", list, &group);
    value_drop(vm, members[0]);
    value_drop(vm, members[1]);
    value_drop(vm, list);
    return group;
}

static void a_group_splits_into_what_matches_and_the_rest(void **state)
{
    Vm *vm = *state;
    Value group = group_of_two(vm), match, rest;
    Value class = value_object(exception_type(vm, KEY_ERROR));

    assert_true(exception_split(vm, group, class, &match, &rest));

    assert_shows(vm, match, "ExceptionGroup('all', [KeyError('k')])");
    assert_shows(vm, rest, "ExceptionGroup('all', [ValueError('v')])");
    value_drop(vm, group);
}

static void a_naked_exception_is_caught_in_a_group_of_its_own(void **state)
{
    Vm *vm = *state;
    Value exception = error(vm, KEY_ERROR, "k"), match, rest;
    Value class = value_object(exception_type(vm, KEY_ERROR));

    assert_true(exception_split(vm, exception, class, &match, &rest));

    assert_true(value_is_none(rest));
    assert_shows(vm, match, "ExceptionGroup('', (KeyError('k'),))");
    value_drop(vm, exception);
}

static void parts_raised_again_join_into_their_group(void **state)
{
    Vm *vm = *state;
    Value group = group_of_two(vm), match, rest, joined;
    Value class = value_object(exception_type(vm, KEY_ERROR));
    exception_split(vm, group, class, &match, &rest);
    List *raised = list_new(vm);
    list_take(vm, raised, match);
    list_take(vm, raised, rest);

    assert_true(exception_join(vm, group, raised, &joined));

    assert_shows(vm, joined, "ExceptionGroup('all', [ValueError('v'), KeyError('k')])");
    object_drop(vm, raised);
    value_drop(vm, group);
}

static void nothing_left_to_raise_is_none(void **state)
{
    Vm *vm = *state;
    Value group = group_of_two(vm), joined;
    List *raised = list_new(vm);
    list_append(vm, raised, NONE);

    assert_true(exception_join(vm, group, raised, &joined));

    assert_true(value_is_none(joined));
    object_drop(vm, raised);
    value_drop(vm, group);
}

static void a_halted_run_raises_nothing(void **state)
{
    Vm *vm = *state;
    vm_halt(vm, HALT_LIMIT, "steps");

    assert_false(raise_error(vm, VALUE_ERROR, "late"));

    assert_true(value_is_unset(vm->raised));
}

static void a_report_tells_where_an_exception_came_from(void **state)
{
    Vm *vm = *state;
    Value cause = error(vm, KEY_ERROR, "k"), exception = error(vm, VALUE_ERROR, "v");
    raise_statement(vm, exception, cause);
    Value raised = exception_take(vm);
    Text text = {0};

    assert_true(exception_report(vm, raised, &text));

    assert_string_equal(text_string(&text),
                        "KeyError: 'k'\n\n"
                        "The above exception was the direct cause of the following "
                        "exception:\n\n"
                        "ValueError: v\n");
    text_free(&text);
    value_drop(vm, raised);
    value_drop(vm, exception);
    value_drop(vm, cause);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VM_TEST(an_error_has_its_message_as_its_argument),
        VM_TEST(a_long_message_is_kept_whole),
        VM_TEST(what_is_handled_becomes_the_context_of_what_is_raised),
        VM_TEST(a_context_never_makes_a_ring),
        VM_TEST(a_cause_hides_the_context),
        VM_TEST(only_exceptions_can_be_raised),
        VM_TEST(a_tuple_of_classes_catches_each_of_them),
        VM_TEST(what_is_no_class_of_exceptions_cannot_catch),
        VM_TEST(a_group_splits_into_what_matches_and_the_rest),
        VM_TEST(a_naked_exception_is_caught_in_a_group_of_its_own),
        VM_TEST(parts_raised_again_join_into_their_group),
        VM_TEST(nothing_left_to_raise_is_none),
        VM_TEST(a_halted_run_raises_nothing),
        VM_TEST(a_report_tells_where_an_exception_came_from),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
