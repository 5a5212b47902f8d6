// modules.c -- which modules there are.

#include "vm/modules/modules.h"

static const struct {
    const char *name;
    ModuleMaker *maker;
} rows[] = {
    {"time", time_module},
    {"random", random_module},
    {"math", math_module},
    {"io", io_module},
    {"sys", sys_module},
    {"contextlib", contextlib_module},
    {"typing", typing_module},
    {"__future__", future_module},
    {"functools", functools_module},
    {"contextvars", contextvars_module},
    {"collections", collections_module},
    {"_library", library_tools_module},
};

void modules_init(Vm *vm)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        module_register(vm, rows[i].name, rows[i].maker);
}
