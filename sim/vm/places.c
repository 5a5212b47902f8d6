// places.c -- lines of functions and coroutines.

#include "vm/places.h"

#include "vm/private.h"

static uint32_t line_of(const Code *code, uint32_t instruction)
{
    if (instruction >= code->count) return code->first_line;
    return (uint32_t)code_line(code, instruction);
}

bool callable_place(Value callable, const char **file, uint32_t *line)
{
    if (!value_has_layout(callable, LAYOUT_FUNCTION)) return false;
    const Code *code = ((FunctionObject *)callable.object)->code->code;
    *file = code_file(code);
    *line = code->first_line;
    return true;
}

bool coroutine_place(const Vm *vm, Value value, const char **file, uint32_t *line,
                     bool *done)
{
    if (!value_has_layout(value, LAYOUT_COROUTINE)) return false;
    CoroutineObject *coroutine = (CoroutineObject *)value.object;
    const Code *code = coroutine_code(coroutine)->code;
    *file = code_file(code);
    *line = code->first_line;
    *done = coroutine->state == COROUTINE_DONE;
    if (coroutine->state == COROUTINE_YIELDED || coroutine->state == COROUTINE_AWAITS)
        *line = line_of(code, coroutine->at);
    if (coroutine->state != COROUTINE_RUNNING) return true;
    for (const Frame *frame = vm->frame; frame; frame = frame->back)
        if (frame->coroutine == coroutine)
            *line = line_of(code, (uint32_t)(frame->ip - code->instructions));
    return true;
}
