// code_object.c -- code objects: made when a program asks for one, in the library's _code.

#include "vm/code_object.h"

#include "vm/containers.h"
#include "vm/library.h"
#include "vm/private.h"

// CPython's flags of a code object.
enum {
    CO_OPTIMIZED = 1,
    CO_NEWLOCALS = 2,
    CO_VARARGS = 4,
    CO_VARKEYWORDS = 8,
    CO_NESTED = 16,
    CO_GENERATOR = 32,
    CO_COROUTINE = 128,
    CO_ASYNC_GENERATOR = 512,
};

static int64_t flags_of(const Code *code)
{
    static const struct {
        uint32_t ours;
        int theirs;
    } rows[] = {
        {CODE_HAS_ARGS, CO_VARARGS},    {CODE_HAS_KWARGS, CO_VARKEYWORDS},
        {CODE_NESTED, CO_NESTED},       {CODE_GENERATOR, CO_GENERATOR},
        {CODE_COROUTINE, CO_COROUTINE}, {CODE_ASYNC_GENERATOR, CO_ASYNC_GENERATOR},
    };
    int64_t flags = CO_OPTIMIZED | CO_NEWLOCALS;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (code->flags & rows[i].ours) flags |= rows[i].theirs;
    return flags;
}

static bool is_cell(const Code *code, int slot)
{
    for (uint32_t i = 0; i < code->count; i++) {
        Instruction instruction = code->instructions[i];
        if (CODE_OP(instruction) == OP_MAKE_CELL &&
            CODE_OPERAND(instruction) == (uint32_t)slot)
            return true;
    }
    return false;
}

// The names of the locals that are cells, or that are none.
static Value own_locals(Vm *vm, const RunCode *run, bool cells)
{
    const Code *code = run->code;
    int parameters = code->positional_count + code->keyword_only_count +
                     !!(code->flags & CODE_HAS_ARGS) + !!(code->flags & CODE_HAS_KWARGS);
    List *names = list_new(vm);
    for (int i = 0; i < code->local_count - code->free_count; i++) {
        bool wanted = cells ? is_cell(code, i) : i < parameters || !is_cell(code, i);
        if (wanted) list_append(vm, names, value_object(run->locals[i]));
    }
    return value_object(names);
}

static Value free_variables(Vm *vm, const RunCode *run)
{
    const Code *code = run->code;
    List *names = list_new(vm);
    for (int i = code->local_count - code->free_count; i < code->local_count; i++)
        list_append(vm, names, value_object(run->locals[i]));
    return value_object(names);
}

static bool of_library(Vm *vm, const char *function, const RunCode *run, Value *result)
{
    const Code *code = run->code;
    Value parts[] = {
        value_int(code->index),
        str_from(vm, code->name.bytes),
        str_from(vm, code->qualified_name),
        str_from(vm, vm_program_name(vm)),
        value_int(code->first_line),
        value_int(code->positional_count),
        value_int(code->positional_only_count),
        value_int(code->keyword_only_count),
        value_int(flags_of(code)),
        own_locals(vm, run, false),
        own_locals(vm, run, true),
        free_variables(vm, run),
    };
    enum { COUNT = sizeof parts / sizeof *parts };
    bool good = library_call(vm, "_code", function, parts, COUNT, result);
    for (int i = 0; i < COUNT; i++)
        value_drop(vm, parts[i]);
    return good;
}

bool code_object(Vm *vm, const RunCode *run, Value *result)
{
    return of_library(vm, "code_of", run, result);
}

bool code_frame(Vm *vm, const RunCode *run, Value *result)
{
    return of_library(vm, "frame_of", run, result);
}
