// container_helpers.h -- values made in one line, for the tests of containers.

#ifndef CONTAINER_HELPERS_H
#define CONTAINER_HELPERS_H

#include "vm_fixture.h"

// A list of [count] ints.
static inline Value ints(Vm *vm, int count, const int64_t *numbers)
{
    List *list = list_new(vm);
    for (int i = 0; i < count; i++)
        assert_true(list_append(vm, list, value_int(numbers[i])));
    return value_object(list);
}

#define INTS(vm, ...)                                                                    \
    ints(vm, (int)(sizeof((int64_t[]){__VA_ARGS__}) / sizeof(int64_t)),                  \
         (const int64_t[]){__VA_ARGS__})

// A builtin called with values, which are dropped. Its result, or UNSET if it raised.
static inline Value call_builtin(Vm *vm, const char *name, int count, const Value *values)
{
    Value function = dict_get_str(vm->builtins, str_intern(vm, name)), result;
    assert_false(value_is_unset(function));
    bool ok = call(vm, function, values, count, &result);
    for (int i = 0; i < count; i++)
        value_drop(vm, values[i]);
    return ok ? result : UNSET;
}

#define BUILTIN(vm, name, ...)                                                           \
    call_builtin(vm, name, (int)(sizeof((Value[]){__VA_ARGS__}) / sizeof(Value)),        \
                 (const Value[]){__VA_ARGS__})

// A method called with values, which are dropped; the object is not. UNSET if it raised.
static inline Value call_on(Vm *vm, Value object, const char *name, int count,
                            const Value *values)
{
    Value result;
    bool ok = call_method(vm, object, name, values, count, &result);
    for (int i = 0; i < count; i++)
        value_drop(vm, values[i]);
    return ok ? result : UNSET;
}

#define METHOD(vm, object, name, ...)                                                    \
    call_on(vm, object, name, (int)(sizeof((Value[]){__VA_ARGS__}) / sizeof(Value)),     \
            (const Value[]){__VA_ARGS__})

#endif
