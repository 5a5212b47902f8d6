// made.c -- a place and the stack that led there, noted and told.

#include "asyncio/made.h"

#include "vm/library.h"
#include "vm/places.h"

void made_note(Vm *vm, MadeAt *made)
{
    if (!running_place(vm, &made->file, &made->line)) made->file = NULL;
    made->stack = (Object *)running_stack(vm);
}

void made_add(const MadeAt *made, Text *text)
{
    if (made->file) text_addf(text, " created at %s:%u", made->file, made->line);
}

bool made_stack(Vm *vm, MadeAt *made, Value *result)
{
    *result = NONE;
    if (!made->stack) return true;
    if (made->stack->type == vm->types.traceback) {
        Value frames = value_object(made->stack), summary;
        if (!library_call(vm, "traceback", "extract_tb", &frames, 1, &summary))
            return false;
        made_drop(vm, made);
        made->stack = summary.object;
    }
    *result = value_keep(value_object(made->stack));
    return true;
}

void made_drop(Vm *vm, MadeAt *made)
{
    Object *stack = made->stack;
    made->stack = NULL;
    object_drop(vm, stack);
}
