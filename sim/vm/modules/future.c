// future.c -- the module __future__: names that change nothing any more.

#include "vm/modules/modules.h"

Module *future_module(Vm *vm)
{
    static const char *const names[] = {
        "nested_scopes",  "generators",     "division",         "absolute_import",
        "with_statement", "print_function", "unicode_literals", "barry_as_FLUFL",
        "generator_stop", "annotations",
    };
    Module *module = module_new(vm, "__future__", NULL);
    List *all = list_new(vm);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        list_take(vm, all, str_from(vm, names[i]));
        module_set(vm, module, names[i], str_from(vm, names[i]));
    }
    module_set(vm, module, "all_feature_names", value_object(all));
    return module;
}
