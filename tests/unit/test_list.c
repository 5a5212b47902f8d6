// test_list.c -- rows that grow, are cut and sorted.

#include "container_helpers.h"

static void items_are_inserted_where_python_puts_them(void **state)
{
    Vm *vm = *state;
    Value list = INTS(vm, 1, 2);
    list_insert(vm, LIST(list), -1, value_int(7));
    list_insert(vm, LIST(list), 100, value_int(8));
    list_insert(vm, LIST(list), -100, value_int(9));
    assert_shows(vm, list, "[9, 1, 7, 2, 8]");
}

static void a_list_that_grows_is_walked_to_its_new_end(void **state)
{
    Vm *vm = *state;
    Value list = INTS(vm, 1, 2), iterator, item;
    assert_true(value_iter(vm, list, &iterator));
    int seen = 0;
    while (value_next(vm, iterator, &item) && !value_is_unset(item))
        if (seen++ < 5) list_append(vm, LIST(list), item);
    assert_int_equal(seen, 7);
    value_drop(vm, iterator);
    value_drop(vm, list);
}

static void assert_slice(Vm *vm, Value start, Value stop, Value step,
                         const char *expected)
{
    Value list = INTS(vm, 0, 1, 2, 3, 4, 5), slice = slice_new(vm, start, stop, step),
          result;
    assert_true(value_get_item(vm, list, slice, &result));
    assert_shows(vm, result, expected);
    value_drop(vm, list);
    value_drop(vm, slice);
}

static void a_slice_takes_what_is_there(void **state)
{
    Vm *vm = *state;
    assert_slice(vm, value_int(1), value_int(3), NONE, "[1, 2]");
    assert_slice(vm, NONE, NONE, value_int(-2), "[5, 3, 1]");
    assert_slice(vm, value_int(-2), value_int(100), NONE, "[4, 5]");
    assert_slice(vm, value_int(4), value_int(1), NONE, "[]");
}

static void a_slice_is_replaced_by_any_number_of_items(void **state)
{
    Vm *vm = *state;
    Value list = INTS(vm, 0, 1, 2, 3),
          slice = slice_new(vm, value_int(1), value_int(3), NONE);
    Value row = INTS(vm, 7, 8, 9);
    assert_true(value_set_item(vm, list, slice, row));
    assert_shows(vm, row, "[7, 8, 9]");
    value_drop(vm, slice);
    assert_shows(vm, list, "[0, 7, 8, 9, 3]");
}

static void every_second_item_is_deleted(void **state)
{
    Vm *vm = *state;
    Value list = INTS(vm, 0, 1, 2, 3, 4),
          slice = slice_new(vm, NONE, NONE, value_int(-2));
    assert_true(value_set_item(vm, list, slice, UNSET));
    value_drop(vm, slice);
    assert_shows(vm, list, "[1, 3]");
}

static void sorting_keeps_the_order_of_equal_items(void **state)
{
    Vm *vm = *state;
    Value list = INTS(vm, 30, 12, 31, 11, 10);
    // Sorted by tens: the key is a builtin that gives a bool, so all are equal.
    Value key = dict_get_str(vm->builtins, str_intern(vm, "bool"));
    assert_true(list_sort(vm, LIST(list), key, false));
    assert_true(list_sort(vm, LIST(list), key, true));
    assert_shows(vm, list, "[30, 12, 31, 11, 10]");
}

static void numbers_are_sorted_both_ways(void **state)
{
    Vm *vm = *state;
    Value list = INTS(vm, 3, 1, 2);
    assert_true(list_sort(vm, LIST(list), NONE, false));
    assert_shows(vm, value_keep(list), "[1, 2, 3]");
    assert_true(list_sort(vm, LIST(list), NONE, true));
    assert_shows(vm, list, "[3, 2, 1]");
}

static void a_long_list_is_sorted(void **state)
{
    Vm *vm = *state;
    List *list = list_new(vm);
    uint64_t seed = 1;
    for (int i = 0; i < 10000; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        list_append(vm, list, value_int((int64_t)(seed >> 40) % (i % 3 ? 1000000 : 50)));
    }
    assert_true(list_sort(vm, list, NONE, false));
    for (uint32_t i = 1; i < list->count; i++)
        assert_true(list->items[i - 1].integer <= list->items[i].integer);
    object_drop(vm, list);
}

static void items_without_an_order_cannot_be_sorted(void **state)
{
    Vm *vm = *state;
    Value list = INTS(vm, 1);
    list_append(vm, LIST(list), NONE);
    assert_false(list_sort(vm, LIST(list), NONE, false));
    assert_raised(vm, "TypeError: '<' not supported between instances of 'NoneType' and "
                      "'int'");
    assert_shows(vm, list, "[1, None]");
}

static void a_list_in_itself_is_shown_as_dots(void **state)
{
    Vm *vm = *state;
    Value list = INTS(vm, 1);
    list_append(vm, LIST(list), list);
    assert_shows(vm, value_keep(list), "[1, [...]]");
    value_drop(vm, list);
}

static void a_list_that_is_too_long_halts_the_run(void **state)
{
    Vm *vm = *state;
    Value list = INTS(vm, 1), result;
    assert_false(value_binary(vm, BINARY_MUL, list, value_int(1000000000000), &result));
    assert_int_equal(vm->halt, HALT_LIMIT);
    assert_string_equal(vm->limit, "memory_mb");
    value_drop(vm, list);
}

static void what_is_missing_is_named(void **state)
{
    Vm *vm = *state;
    Value list = INTS(vm, 1, 2);
    assert_true(value_is_unset(METHOD(vm, list, "index", value_int(9))));
    assert_raised(vm, "ValueError: 9 is not in list");
    assert_true(value_is_unset(METHOD(vm, list, "remove", value_int(9))));
    assert_raised(vm, "ValueError: list.remove(x): x not in list");
    assert_true(value_is_unset(METHOD(vm, list, "pop", value_int(9))));
    assert_raised(vm, "IndexError: pop index out of range");
    value_drop(vm, list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VM_TEST(items_are_inserted_where_python_puts_them),
        VM_TEST(a_list_that_grows_is_walked_to_its_new_end),
        VM_TEST(a_slice_takes_what_is_there),
        VM_TEST(a_slice_is_replaced_by_any_number_of_items),
        VM_TEST(every_second_item_is_deleted),
        VM_TEST(sorting_keeps_the_order_of_equal_items),
        VM_TEST(numbers_are_sorted_both_ways),
        VM_TEST(a_long_list_is_sorted),
        VM_TEST(items_without_an_order_cannot_be_sorted),
        VM_TEST(a_list_in_itself_is_shown_as_dots),
        VM_TEST(a_list_that_is_too_long_halts_the_run),
        VM_TEST(what_is_missing_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
