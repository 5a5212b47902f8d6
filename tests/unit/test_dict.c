// test_dict.c -- entries in order, found by their keys.

#include "container_helpers.h"

static Dict *squares(Vm *vm, int count)
{
    Dict *dict = dict_new(vm);
    for (int i = 0; i < count; i++)
        assert_true(dict_set(vm, dict, value_int(i), value_int(i * i)));
    return dict;
}

static void keys_are_walked_in_the_order_in_which_they_came(void **state)
{
    Vm *vm = *state;
    Dict *dict = dict_new(vm);
    static const char *const names[] = {"c", "a", "b"};
    for (int i = 0; i < 3; i++)
        dict_set_str(vm, dict, str_intern(vm, names[i]), value_int(i));
    dict_set_str(vm, dict, str_intern(vm, "c"), value_int(9));
    assert_shows(vm, value_object(dict), "{'c': 9, 'a': 1, 'b': 2}");
}

static void a_key_that_comes_again_after_its_removal_is_the_last(void **state)
{
    Vm *vm = *state;
    Dict *dict = squares(vm, 3);
    bool found;
    assert_true(dict_delete(vm, dict, value_int(0), &found, NULL));
    assert_true(found);
    dict_set(vm, dict, value_int(0), NONE);
    assert_shows(vm, value_object(dict), "{1: 1, 2: 4, 0: None}");
}

static void numbers_that_are_equal_are_one_key(void **state)
{
    Vm *vm = *state;
    Dict *dict = squares(vm, 2);
    dict_set(vm, dict, value_float(1), NONE);
    dict_set(vm, dict, FALSE, TRUE);
    assert_shows(vm, value_object(dict), "{0: True, 1: None}");
}

static void many_keys_are_found_and_removed_again(void **state)
{
    Vm *vm = *state;
    Dict *dict = squares(vm, 5000);
    bool found;
    for (int i = 0; i < 5000; i += 2)
        assert_true(dict_delete(vm, dict, value_int(i), &found, NULL) && found);
    assert_int_equal(dict->count, 2500);
    for (int i = 0; i < 5000; i++) {
        Value value;
        assert_true(dict_get(vm, dict, value_int(i), &value));
        assert_int_equal(value_is_unset(value), i % 2 == 0);
        if (i % 2) assert_int_equal(value.integer, i * i);
    }
    object_drop(vm, dict);
}

static void the_version_changes_with_the_keys_and_not_with_the_values(void **state)
{
    Vm *vm = *state;
    Dict *dict = squares(vm, 4);
    uint32_t version = dict->keys_version;
    dict_set(vm, dict, value_int(3), NONE);
    assert_int_equal(dict->keys_version, version);
    dict_set(vm, dict, value_int(4), NONE);
    assert_int_not_equal(dict->keys_version, version);
    version = dict->keys_version;
    bool found;
    dict_delete(vm, dict, value_int(0), &found, NULL);
    assert_int_not_equal(dict->keys_version, version);
    object_drop(vm, dict);
}

static void strs_that_are_equal_are_one_key_interned_or_not(void **state)
{
    Vm *vm = *state;
    Dict *dict = dict_new(vm);
    Value made = str_from(vm, "name");
    dict_set(vm, dict, made, value_int(1));
    assert_int_equal(dict_get_str(dict, str_intern(vm, "name")).integer, 1);
    assert_int_equal(dict_find_str(dict, str_intern(vm, "nam")), DICT_MISSING);
    value_drop(vm, made);
    object_drop(vm, dict);
}

static void an_unhashable_key_is_a_type_error(void **state)
{
    Vm *vm = *state;
    Dict *dict = dict_new(vm);
    Value list = INTS(vm, 1), value;
    assert_false(dict_get(vm, dict, list, &value));
    assert_raised(vm, "TypeError: unhashable type: 'list'");
    value_drop(vm, list);
    object_drop(vm, dict);
}

static void a_dict_that_grows_while_it_is_walked_is_an_error(void **state)
{
    Vm *vm = *state;
    Dict *dict = squares(vm, 2);
    Value iterator, item;
    assert_true(value_iter(vm, value_object(dict), &iterator));
    assert_true(value_next(vm, iterator, &item));
    dict_set(vm, dict, value_int(7), NONE);
    assert_false(value_next(vm, iterator, &item));
    assert_raised(vm, "RuntimeError: dictionary changed size during iteration");
    value_drop(vm, iterator);
    object_drop(vm, dict);
}

static void updating_says_which_pair_is_none(void **state)
{
    Vm *vm = *state;
    Dict *dict = dict_new(vm);
    Value pairs = INTS(vm, 5);
    assert_false(dict_update(vm, dict, pairs));
    assert_raised(vm,
                  "TypeError: cannot convert dictionary update sequence element #0 to "
                  "a sequence");
    value_drop(vm, pairs);
    object_drop(vm, dict);
}

static void popitem_takes_the_last_and_an_empty_dict_has_none(void **state)
{
    Vm *vm = *state;
    Value dict = value_object(squares(vm, 2));
    assert_shows(vm, METHOD(vm, dict, "popitem"), "(1, 1)");
    assert_shows(vm, METHOD(vm, dict, "popitem"), "(0, 0)");
    assert_true(value_is_unset(METHOD(vm, dict, "popitem")));
    assert_raised(vm, "KeyError: 'popitem(): dictionary is empty'");
    value_drop(vm, dict);
}

static void views_combine_like_sets(void **state)
{
    Vm *vm = *state;
    Value a = value_object(squares(vm, 3)), b = value_object(squares(vm, 2));
    Value left = METHOD(vm, a, "keys"), right = METHOD(vm, b, "keys"), result;
    assert_true(value_binary(vm, BINARY_SUB, left, right, &result));
    assert_shows(vm, result, "{2}");
    assert_true(value_binary(vm, BINARY_AND, left, right, &result));
    assert_shows(vm, result, "{0, 1}");
    assert_shows(vm, left, "dict_keys([0, 1, 2])");
    value_drop(vm, right);
    value_drop(vm, a);
    value_drop(vm, b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VM_TEST(keys_are_walked_in_the_order_in_which_they_came),
        VM_TEST(a_key_that_comes_again_after_its_removal_is_the_last),
        VM_TEST(numbers_that_are_equal_are_one_key),
        VM_TEST(many_keys_are_found_and_removed_again),
        VM_TEST(the_version_changes_with_the_keys_and_not_with_the_values),
        VM_TEST(strs_that_are_equal_are_one_key_interned_or_not),
        VM_TEST(an_unhashable_key_is_a_type_error),
        VM_TEST(a_dict_that_grows_while_it_is_walked_is_an_error),
        VM_TEST(updating_says_which_pair_is_none),
        VM_TEST(popitem_takes_the_last_and_an_empty_dict_has_none),
        VM_TEST(views_combine_like_sets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
