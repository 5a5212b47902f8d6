// threads.c -- to_thread() of CPython's asyncio/threads.py.

#include "asyncio/executors.h"
#include "asyncio/tasks.h"
#include "base/assert.h"

enum { FUNCTION, ARGUMENTS, KEYWORDS, VALUES };

// context.run and its arguments, in place of [*function] and [arguments]: both owned.
static Value run_in(Vm *vm, VarContext *context, Value *function, Value arguments)
{
    Tuple *row = tuple_new(vm, (int)TUPLE(arguments)->count + 1);
    row->items[0] = value_keep(*function);
    for (uint32_t i = 0; i < TUPLE(arguments)->count; i++)
        row->items[i + 1] = value_keep(TUPLE(arguments)->items[i]);
    bool found =
        value_get_attribute(vm, value_object(context), str_intern(vm, "run"), function);
    ASSERT(found, "every context has the method");
    return value_object(row);
}

static Stop begin(Vm *vm, NativeCoroutine *self, Value *result)
{
    Loop *loop = loop_running(vm);
    Value future, function = self->values[FUNCTION], arguments = self->values[ARGUMENTS];
    if (!loop) return STOP_RAISES;
    VarContext *context = context_share(vm);
    if (context) arguments = run_in(vm, context, &function, arguments);
    bool ok = loop_run_in_executor(vm, loop, NONE, function, arguments,
                                   self->values[KEYWORDS], &future);
    if (context && !vm->halt) {
        value_drop(vm, function);
        value_drop(vm, arguments);
        object_drop(vm, context);
    }
    if (!ok) return STOP_RAISES;
    self->state = 1;
    Stop stop = native_await(vm, self, future, result);
    value_drop(vm, future);
    return stop;
}

static Stop to_thread_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                           Value *result)
{
    if (!value_is_unset(thrown)) {
        exception_restore(vm, value_keep(thrown));
        return STOP_RAISES;
    }
    if (self->state == 0) return begin(vm, self, result);
    *result = value_keep(sent);
    return STOP_RETURNS;
}

static const NativeCoroutineSpec to_thread = {"to_thread", "to_thread", to_thread_step,
                                              VALUES};

static bool function_to_thread(Vm *vm, Value *args, Value *result)
{
    *result = native_coroutine_new(vm, &to_thread, args, VALUES);
    return true;
}

static const NativeSpec functions[] = {
    {"to_thread", "func, /, *args, **kwargs", function_to_thread,
     NATIVE_PYTHON | NATIVE_COROUTINE},
    {0},
};

void to_thread_init(Vm *vm, Module *module)
{
    natives_add(vm, module->attributes, functions, "asyncio.threads");
}
