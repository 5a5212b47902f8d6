// futures.c -- the module concurrent.futures: what it is made of.

#include "threads/process_pool.h"

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
    executors_init(vm, module);
    thread_pools_init(vm, module);
    process_pools_init(vm, module);
    for (size_t i = 0; i < sizeof exceptions / sizeof *exceptions; i++) {
        Type *type = exception_type(vm, exceptions[i]);
        module_set(vm, module, type_name(type), value_keep(value_object(type)));
    }
    return module;
}

// The module inside that programs import for its BrokenThreadPool.
Module *futures_thread_module(Vm *vm)
{
    Module *package = module_import(vm, "concurrent.futures");
    if (!package) return NULL;
    Module *module = module_new(vm, "concurrent.futures.thread", NULL);
    Type *types[] = {threads_of(vm)->thread_pool_type,
                     exception_type(vm, BROKEN_THREAD_POOL)};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        module_set(vm, module, type_name(types[i]), value_keep(value_object(types[i])));
    return module;
}

// Likewise, for its BrokenProcessPool.
Module *futures_process_module(Vm *vm)
{
    Module *package = module_import(vm, "concurrent.futures");
    if (!package) return NULL;
    Module *module = module_new(vm, "concurrent.futures.process", NULL);
    Type *types[] = {threads_of(vm)->process_pool_type,
                     exception_type(vm, BROKEN_PROCESS_POOL)};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        module_set(vm, module, type_name(types[i]), value_keep(value_object(types[i])));
    return module;
}

bool futures_module_open(Vm *vm)
{
    return module_import(vm, "concurrent.futures");
}
