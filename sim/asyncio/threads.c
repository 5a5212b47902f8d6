// threads.c -- to_thread() of CPython's asyncio/threads.py.

#include "asyncio/executors.h"
#include "asyncio/tasks.h"

enum { FUNCTION, ARGUMENTS, KEYWORDS, VALUES };

static Stop begin(Vm *vm, NativeCoroutine *self, Value *result)
{
    Loop *loop = loop_running(vm);
    Value future;
    if (!loop ||
        !loop_run_in_executor(vm, loop, NONE, self->values[FUNCTION],
                              self->values[ARGUMENTS], self->values[KEYWORDS], &future))
        return STOP_RAISES;
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
    {"to_thread", "func, /, *args, **kwargs", function_to_thread, NATIVE_PYTHON},
    {0},
};

void to_thread_init(Vm *vm, Module *module)
{
    natives_add(vm, module->attributes, functions, "asyncio.threads");
}
