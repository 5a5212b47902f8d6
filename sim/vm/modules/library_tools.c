// library_tools.c -- the module _library: what our modules written in Python ask of the machine.

#include "vm/modules/modules.h"

#include "vm/library.h"

// compile(module, text): the functions that [text] defines, as attributes of a module that
// is nowhere else. [module] is the name that they carry as __module__.
static bool tools_compile(Vm *vm, Value *args, Value *result)
{
    Str *name, *text;
    if (!arg_str(vm, args[0], "compile() argument 1", &name) ||
        !arg_str(vm, args[1], "compile() argument 2", &text))
        return false;
    Module *module = library_compile(vm, name->bytes, text->bytes, text->size);
    if (module) *result = value_object(module);
    return module;
}

static const NativeSpec functions[] = {
    {"compile", "module, text, /", tools_compile, 0},
    {0},
};

Module *library_tools_module(Vm *vm)
{
    return module_new(vm, "_library", functions);
}
