// module.c -- modules: made at their first import, kept by name.

#include "vm/library.h"
#include "vm/private.h"

#include "base/assert.h"

#include <string.h>

static void module_release(Vm *vm, Object *self)
{
    object_drop(vm, ((Module *)self)->attributes);
}

static bool module_repr(Vm *vm, Value self, Value *result)
{
    *result = str_format(vm, "<module '%s'>", ((Module *)self.object)->name->bytes);
    return true;
}

static const TypeSpec module_type_spec = {
    .name = "module",
    .module = "builtins",
    .layout = LAYOUT_MODULE,
    .size = sizeof(Module),
    .flags = TYPE_FINAL,
    .slots = {.release = module_release, .repr = module_repr},
};

void modules_bootstrap(Vm *vm)
{
    vm->types.module = type_new(vm, &module_type_spec, NULL);
}

Module *module_new(Vm *vm, const char *name, const NativeSpec *specs)
{
    Module *module = object_new(vm, vm->types.module);
    module->name = str_intern(vm, name);
    module->attributes = dict_new(vm);
    module_set(vm, module, "__name__", value_keep(value_object(module->name)));
    natives_add(vm, module->attributes, specs, module->name->bytes);
    return module;
}

void module_set(Vm *vm, Module *module, const char *name, Value value)
{
    dict_set_str(vm, module->attributes, str_intern(vm, name), value);
    value_drop(vm, value);
}

void module_register(Vm *vm, const char *name, ModuleMaker *maker)
{
    struct VmPrivate *private = vm->private;
    ASSERT(private->module_count <
               (int)(sizeof private->modules / sizeof *private->modules),
           "there is room for all our modules");
    private->modules[private->module_count].name = name;
    private->modules[private->module_count++].maker = maker;
}

static Module *module_make(Vm *vm, const char *name, bool *is_known)
{
    const struct VmPrivate *private = vm->private;
    for (int i = 0; i < private->module_count; i++)
        if (strcmp(private->modules[i].name, name) == 0)
            return private->modules[i].maker(vm);
    *is_known = library_has(name);
    return *is_known ? library_module(vm, name) : NULL;
}

Module *module_import(Vm *vm, const char *name)
{
    Str *key = str_intern(vm, name);
    Value known = dict_get_str(vm->modules, key);
    if (!value_is_unset(known)) return (Module *)known.object;
    bool is_known = true;
    Module *module = module_make(vm, name, &is_known);
    if (!is_known)
        raise_import_error(vm, MODULE_NOT_FOUND_ERROR, key, NULL, "No module named '%s'",
                           name);
    if (!module) return NULL;
    dict_set_str(vm, vm->modules, key, value_object(module));
    object_drop(vm, module);
    return module;
}
