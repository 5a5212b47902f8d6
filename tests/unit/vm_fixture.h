// vm_fixture.h -- an open machine without a program, for tests of vm/*.c.

#ifndef VM_FIXTURE_H
#define VM_FIXTURE_H

#include "vm/vm.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static inline int open_vm(void **state)
{
    Limits limits = limits_default();
    *state = vm_open(&limits);
    return 0;
}

static inline int close_vm(void **state)
{
    vm_close(*state);
    return 0;
}

#define VM_TEST(name) cmocka_unit_test_setup_teardown(name, open_vm, close_vm)

// Holds repr(value) against [expected] and drops the value.
static inline void assert_shows(Vm *vm, Value value, const char *expected)
{
    Text text = {0};
    assert_true(text_add_repr(vm, &text, value));
    assert_string_equal(text_string(&text), expected);
    text_free(&text);
    value_drop(vm, value);
}

// An exception with this summary is on its way; takes it.
static inline void assert_raised(Vm *vm, const char *expected)
{
    Text text = {0};
    Value exception = exception_take(vm);
    assert_true(value_is_exception(exception));
    assert_true(exception_summary(vm, exception, &text));
    assert_string_equal(text_string(&text), expected);
    text_free(&text);
    value_drop(vm, exception);
}

#endif
