// refused.c -- what of asyncio talks to the world outside: a name that says what to use
// instead is more help than a name that is missing.

#include "asyncio/refused.h"

#include "vm/exception.h"

static bool refuse_streams(Vm *vm, Value *args, Value *result)
{
    (void)args, (void)result;
    return raise_error(
        vm, NOT_IMPLEMENTED_ERROR,
        "streams are not simulated: there is no network here; let a "
        "coroutine with asyncio.sleep() stand for it, or an asyncio.Queue");
}

static bool refuse_subprocesses(Vm *vm, Value *args, Value *result)
{
    (void)args, (void)result;
    return raise_error(
        vm, NOT_IMPLEMENTED_ERROR,
        "subprocesses are not simulated: use a ProcessPoolExecutor with "
        "loop.run_in_executor(), or asyncio.sleep() for the time it takes");
}

static const NativeSpec functions[] = {
    {"open_connection", "*args, **kwargs", refuse_streams, NATIVE_PYTHON},
    {"start_server", "*args, **kwargs", refuse_streams, NATIVE_PYTHON},
    {"open_unix_connection", "*args, **kwargs", refuse_streams, NATIVE_PYTHON},
    {"start_unix_server", "*args, **kwargs", refuse_streams, NATIVE_PYTHON},
    {"create_subprocess_exec", "*args, **kwargs", refuse_subprocesses, NATIVE_PYTHON},
    {"create_subprocess_shell", "*args, **kwargs", refuse_subprocesses, NATIVE_PYTHON},
    {0},
};

void refused_add(Vm *vm, Module *module)
{
    natives_add(vm, module->attributes, functions, "asyncio");
}
