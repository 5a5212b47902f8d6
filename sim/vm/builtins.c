// builtins.c -- the builtin functions: iteration, cpu(), what is refused, and the table.

#include "vm/builtins.h"

#include "vm/durations.h"
#include "vm/exception.h"
#include "vm/iterators.h"
#include "vm/numbers.h"
#include "vm/operators.h"
#include "vm/vm.h"

// -- Iteration ---------------------------------------------------------------------

static bool native_len(Vm *vm, Value *args, Value *result)
{
    int64_t len;
    if (!value_len(vm, args[0], &len)) return false;
    *result = value_int(len);
    return true;
}

static bool native_iter(Vm *vm, Value *args, Value *result)
{
    if (value_is_unset(args[1])) return value_iter(vm, args[0], result);
    if (!value_is_callable(vm, args[0]))
        return raise_error(vm, TYPE_ERROR, "iter(v, w): v must be callable");
    *result = call_iterator_new(vm, args[0], args[1]);
    return true;
}

static bool native_next(Vm *vm, Value *args, Value *result)
{
    Value item;
    value_clear(vm, &vm->stop_value);
    if (!value_next(vm, args[0], &item)) return false;
    if (!value_is_unset(item)) {
        *result = item;
        return true;
    }
    if (!value_is_unset(args[1])) {
        *result = value_keep(args[1]);
        return true;
    }
    bool has_value = !value_is_unset(vm->stop_value) && !value_is_none(vm->stop_value);
    return raise_with(vm, STOP_ITERATION, has_value ? vm->stop_value : UNSET);
}

static bool native_aiter(Vm *vm, Value *args, Value *result)
{
    Type *type = value_type(vm, args[0]);
    if (!type->slots.aiter)
        return raise_error(vm, TYPE_ERROR, "'%s' object is not an async iterable",
                           type_name(type));
    Value iterator;
    if (!type->slots.aiter(vm, args[0], &iterator)) return false;
    if (value_type(vm, iterator)->slots.anext) {
        *result = iterator;
        return true;
    }
    raise_error(vm, TYPE_ERROR, "aiter() returned not an async iterator of type '%s'",
                value_type_name(vm, iterator));
    value_drop(vm, iterator);
    return false;
}

// Awaits what anext() got, and gives the default instead of StopAsyncIteration.
enum { ANEXT_AWAITABLE, ANEXT_DEFAULT, ANEXT_VALUES };

static Stop anext_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                       Value *result)
{
    if (self->state == 0) {
        self->state = 1;
        return native_await(vm, self, self->values[ANEXT_AWAITABLE], result);
    }
    if (value_is_unset(thrown)) {
        *result = value_keep(sent);
        return STOP_RETURNS;
    }
    if (!exception_is(vm, thrown, STOP_ASYNC_ITERATION)) {
        exception_restore(vm, value_keep(thrown));
        return STOP_RAISES;
    }
    *result = value_keep(self->values[ANEXT_DEFAULT]);
    return STOP_RETURNS;
}

static const NativeCoroutineSpec anext_coroutine = {"anext", "anext", anext_step,
                                                    ANEXT_VALUES};

static bool native_anext(Vm *vm, Value *args, Value *result)
{
    Type *type = value_type(vm, args[0]);
    if (!type->slots.anext)
        return raise_error(vm, TYPE_ERROR, "'%s' object is not an async iterator",
                           type_name(type));
    Value awaitable;
    if (!type->slots.anext(vm, args[0], &awaitable)) return false;
    if (value_is_unset(args[1])) {
        *result = awaitable;
        return true;
    }
    Value kept[ANEXT_VALUES] = {awaitable, args[1]};
    *result = native_coroutine_new(vm, &anext_coroutine, kept, ANEXT_VALUES);
    value_drop(vm, awaitable);
    return true;
}

// -- Time and the end --------------------------------------------------------------

// cpu(seconds): computes for that long.
static bool native_cpu(Vm *vm, Value *args, Value *result)
{
    SimTime duration;
    if (!duration_from(vm, args[0], &duration)) return false;
    if (vm->hooks.compute && !vm->hooks.compute(vm, duration)) return false;
    *result = NONE;
    return true;
}

static bool native_exit(Vm *vm, Value *args, Value *result)
{
    (void)result;
    return raise_with(vm, SYSTEM_EXIT, args[0]);
}

// -- What a simulated program cannot have ------------------------------------------

static bool refuse(Vm *vm, const char *name, const char *instead)
{
    return raise_error(vm, RUNTIME_ERROR, "%s() is not simulated%s", name, instead);
}

static bool native_input(Vm *vm, Value *args, Value *result)
{
    (void)args;
    (void)result;
    return refuse(vm, "input", "; put the value into the program");
}

static bool native_open(Vm *vm, Value *args, Value *result)
{
    (void)args;
    (void)result;
    return refuse(vm, "open", "");
}

static bool native_eval(Vm *vm, Value *args, Value *result)
{
    (void)args;
    (void)result;
    return refuse(vm, "eval", "");
}

static bool native_exec(Vm *vm, Value *args, Value *result)
{
    (void)args;
    (void)result;
    return refuse(vm, "exec", "");
}

static bool native_compile(Vm *vm, Value *args, Value *result)
{
    (void)args;
    (void)result;
    return refuse(vm, "compile", "");
}

static const NativeSpec builtins_specs[] = {
    {"len", "obj, /", native_len, 0},
    {"iter", "object, sentinel=, /", native_iter, 0},
    {"next", "iterator, default=, /", native_next, 0},
    {"aiter", "async_iterable, /", native_aiter, 0},
    {"anext", "aiterator, default=, /", native_anext, 0},
    {"cpu", "seconds, /", native_cpu, 0},
    {"exit", "code=None", native_exit, 0},
    {"quit", "code=None", native_exit, 0},
    {"input", "prompt='', /", native_input, 0},
    {"open", "*args, **kwargs", native_open, 0},
    {"eval", "*args, **kwargs", native_eval, 0},
    {"exec", "*args, **kwargs", native_exec, 0},
    {"compile", "*args, **kwargs", native_compile, 0},
    {0},
};

void builtins_init(Vm *vm, Dict *builtins)
{
    static const NativeSpec *const tables[] = {
        builtins_specs,           builtins_aggregate_specs, builtins_instance_specs,
        builtins_namespace_specs, builtins_print_specs,     builtins_number_specs,
    };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        natives_add(vm, builtins, tables[i], "builtins");
    dict_set_str(vm, builtins, str_intern(vm, "__debug__"), TRUE);
}
