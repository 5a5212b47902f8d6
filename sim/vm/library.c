// library.c -- modules of ours that are written in Python: sim/vm/library/*.py.
//
// What a course imports beside asyncio is mostly small and never hot, and says what it does
// best in Python itself. The texts are part of the executable; one is read and compiled when
// a program first imports it. Their code never shows: not in tracebacks, not as the line
// where the program is, not as operations of the program.

#include "vm/library.h"

#include "base/assert.h"
#include "code/compiler.h"
#include "vm/private.h"

#include <string.h>

#include "library_bytes.inc"

static const struct {
    const char *name;
    const unsigned char *text;
    size_t size; // with the zero byte behind
} texts[] = {
#define LIBRARY(name, text) {name, text, sizeof text},
#include "library_rows.inc"
#undef LIBRARY
};

static bool run_module(Vm *vm, Module *module, const Code *code)
{
    Frame *frame = frame_push(vm, run_code(vm, code));
    if (!frame) return false;
    frame->globals = module->attributes;
    frame->namespace_ = object_keep(module->attributes);
    frame->is_entry = true;
    Value result = UNSET;
    Stop stop = frame_run(vm, frame, UNSET, false, &result);
    value_drop(vm, result);
    return stop == STOP_RETURNS;
}

// [text] lives as long as the run.
static Module *module_of_text(Vm *vm, const char *name, const char *text, size_t size)
{
    struct VmPrivate *private = vm->private;
    const Bytecode *bytecode = compile_library(private->arena, name, text, (uint32_t)size,
                                               (uint32_t) private->code_count);
    codes_add(vm, bytecode->code_count);
    Module *module = module_new(vm, name, NULL);
    const char *docstring = bytecode->codes[0]->docstring;
    module_set(vm, module, "__doc__", docstring ? str_from(vm, docstring) : NONE);
    if (run_module(vm, module, bytecode->codes[0])) return module;
    object_drop(vm, module);
    return NULL;
}

Module *library_compile(Vm *vm, const char *name, const char *text, size_t size)
{
    Arena *arena = vm->private->arena;
    name = arena_copy(arena, name, strlen(name));
    return module_of_text(vm, name, arena_copy(arena, text, size), size);
}

bool library_has(const char *name)
{
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (strcmp(texts[i].name, name) == 0) return true;
    return false;
}

Module *library_module(Vm *vm, const char *name)
{
    _Static_assert(sizeof texts / sizeof *texts <= 64, "a bit for each module");
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (strcmp(texts[i].name, name) != 0) continue;
        uint64_t bit = UINT64_C(1) << i, *making = &vm->private->library_making;
        ASSERT(!(*making & bit), "no module of the library needs itself to be made");
        *making |= bit;
        Module *module =
            module_of_text(vm, name, (const char *)texts[i].text, texts[i].size - 1);
        *making &= ~bit;
        return module;
    }
    ASSERT(false, "only a module of the library is asked for");
}

bool library_call(Vm *vm, const char *module, const char *function, const Value *values,
                  int count, Value *result)
{
    Module *imported = module_import(vm, module);
    return imported &&
           call_method(vm, value_object(imported), function, values, count, result);
}

Value library_builtin(Vm *vm, Str *name)
{
    if (!str_is(name, "bytes") && !str_is(name, "bytearray")) return UNSET;
    Module *module = module_import(vm, "_bytes");
    if (!module) return UNSET;
    Value found = dict_get_str(module->attributes, name);
    dict_set_str(vm, vm->builtins, name, found);
    return found;
}
