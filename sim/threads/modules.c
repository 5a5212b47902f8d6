// modules.c -- the modules of this layer, and who makes each.

#include "threads/modules.h"

typedef struct ModuleRow {
    const char *name;
    ModuleMaker *maker;
} ModuleRow;

static const ModuleRow modules[] = {
    {"threading", threading_module},
    {"queue", queue_module},
    {"concurrent", concurrent_module},
    {"concurrent.futures", futures_module},
    {"concurrent.futures.thread", futures_thread_module},
    {"concurrent.futures.process", futures_process_module},
    {"os", os_module},
    {"multiprocessing", multiprocessing_module},
    {"multiprocessing.pool", mp_pool_module},
};

void threads_register_modules(Vm *vm)
{
    for (size_t i = 0; i < sizeof modules / sizeof *modules; i++)
        module_register(vm, modules[i].name, modules[i].maker);
}
