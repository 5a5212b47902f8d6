// futures.c -- the module concurrent.futures: what it is made of.

#include "threads/pool_future.h"

static const ExceptionKind exceptions[] = {
    FUTURES_CANCELLED_ERROR,
    FUTURES_INVALID_STATE_ERROR,
    BROKEN_EXECUTOR,
    TIMEOUT_ERROR,
};

Module *concurrent_module(Vm *vm)
{
    return module_new(vm, "concurrent", NULL);
}

Module *futures_module(Vm *vm)
{
    threads_open(vm);
    Module *module = module_new(vm, "concurrent.futures", NULL);
    pool_futures_init(vm, module);
    pool_waits_init(vm, module);
    for (size_t i = 0; i < sizeof exceptions / sizeof *exceptions; i++) {
        Type *type = exception_type(vm, exceptions[i]);
        module_set(vm, module, type_name(type), value_keep(value_object(type)));
    }
    return module;
}

bool futures_module_open(Vm *vm)
{
    return module_import(vm, "concurrent.futures");
}
