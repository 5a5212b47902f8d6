// test_set.c -- sets, walked as CPython walks them. The expected orders are CPython's.

#include "container_helpers.h"

static Value set_of(Vm *vm, Value items)
{
    Set *set = set_new(vm, false);
    assert_true(set_update(vm, set, items));
    value_drop(vm, items);
    return value_object((Object *)set);
}

#define SET_OF(vm, ...) set_of(vm, INTS(vm, __VA_ARGS__))

static void ints_are_walked_by_their_slots(void **state)
{
    Vm *vm = *state;
    assert_shows(vm, SET_OF(vm, 100, 5, 33), "{33, 100, 5}");
    assert_shows(vm, SET_OF(vm, 9, 8, 17, 25, 33, 1), "{33, 1, 8, 9, 17, 25}");
    assert_shows(vm, SET_OF(vm, 64, 0, 128, 192), "{64, 0, 128, 192}");
}

static void strs_are_walked_in_the_order_in_which_they_came(void **state)
{
    Vm *vm = *state;
    Set *set = set_new(vm, false);
    static const char *const words[] = {"pear", "apple", "fig", "apple"};
    for (int i = 0; i < 4; i++)
        assert_true(set_add(vm, set, value_object(str_intern(vm, words[i]))));
    assert_true(set_add(vm, set, value_int(1)));
    assert_shows(vm, value_object((Object *)set), "{'pear', 'apple', 'fig', 1}");
}

static void the_slot_of_a_removed_item_is_used_again(void **state)
{
    Vm *vm = *state;
    Value set = SET_OF(vm, 0, 64);
    bool found;
    assert_true(set_discard(vm, (Set *)set.object, value_int(0), &found) && found);
    assert_true(set_add(vm, (Set *)set.object, value_int(128)));
    assert_shows(vm, set, "{128, 64}");
}

static void pop_goes_on_from_where_it_was(void **state)
{
    Vm *vm = *state;
    Value set = SET_OF(vm, 3, 1, 2);
    assert_shows(vm, METHOD(vm, set, "pop"), "1");
    assert_true(set_add(vm, (Set *)set.object, value_int(1)));
    assert_shows(vm, METHOD(vm, set, "pop"), "2");
    value_drop(vm, set);
}

static void the_operators_are_those_of_sets(void **state)
{
    Vm *vm = *state;
    Value a = SET_OF(vm, 1, 2, 3), b = SET_OF(vm, 3, 4), result;
    assert_true(value_binary(vm, BINARY_OR, a, b, &result));
    assert_shows(vm, result, "{1, 2, 3, 4}");
    assert_true(value_binary(vm, BINARY_AND, a, b, &result));
    assert_shows(vm, result, "{3}");
    assert_true(value_binary(vm, BINARY_SUB, a, b, &result));
    assert_shows(vm, result, "{1, 2}");
    assert_true(value_binary(vm, BINARY_XOR, a, b, &result));
    assert_shows(vm, result, "{1, 2, 4}");
    assert_true(value_compare(vm, COMPARE_LT, a, b, &result));
    assert_shows(vm, result, "False");
    value_drop(vm, a);
    value_drop(vm, b);
}

static void a_frozenset_has_cpythons_hash(void **state)
{
    Vm *vm = *state;
    Value frozen = BUILTIN(vm, "frozenset", INTS(vm, 1, 2, 3));
    int64_t hash;
    assert_true(value_hash(vm, frozen, &hash));
    assert_int_equal(hash, -272375401224217160);
    assert_shows(vm, frozen, "frozenset({1, 2, 3})");
}

static void a_set_is_found_in_a_set_of_frozensets(void **state)
{
    Vm *vm = *state;
    Set *outer = set_new(vm, false);
    Value frozen = BUILTIN(vm, "frozenset", INTS(vm, 1)), inner = SET_OF(vm, 1);
    assert_true(set_add(vm, outer, frozen));
    bool found;
    assert_true(set_contains(vm, outer, inner, &found));
    assert_true(found);
    value_drop(vm, frozen);
    value_drop(vm, inner);
    object_drop(vm, outer);
}

static void a_set_that_grows_while_it_is_walked_is_an_error(void **state)
{
    Vm *vm = *state;
    Value set = SET_OF(vm, 1, 2), iterator, item;
    assert_true(value_iter(vm, set, &iterator));
    assert_true(value_next(vm, iterator, &item));
    assert_true(set_add(vm, (Set *)set.object, value_int(7)));
    assert_false(value_next(vm, iterator, &item));
    assert_raised(vm, "RuntimeError: Set changed size during iteration");
    value_drop(vm, iterator);
    value_drop(vm, set);
}

static void an_empty_set_has_nothing_to_pop(void **state)
{
    Vm *vm = *state;
    Value set = value_object((Object *)set_new(vm, false));
    assert_true(value_is_unset(METHOD(vm, set, "pop")));
    assert_raised(vm, "KeyError: 'pop from an empty set'");
    assert_shows(vm, set, "set()");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VM_TEST(ints_are_walked_by_their_slots),
        VM_TEST(strs_are_walked_in_the_order_in_which_they_came),
        VM_TEST(the_slot_of_a_removed_item_is_used_again),
        VM_TEST(pop_goes_on_from_where_it_was),
        VM_TEST(the_operators_are_those_of_sets),
        VM_TEST(a_frozenset_has_cpythons_hash),
        VM_TEST(a_set_is_found_in_a_set_of_frozensets),
        VM_TEST(a_set_that_grows_while_it_is_walked_is_an_error),
        VM_TEST(an_empty_set_has_nothing_to_pop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
