// coroutine_waits.c -- what a suspended coroutine waits for, and where it stands.
//
// The value on top of its stack is what it awaits: another coroutine, which may wait in
// turn, or what the task waits for.

#include "base/prefetch.h"
#include "vm/execute.h"

#define COROUTINE(value) ((CoroutineObject *)(value).object)

// The value on top of the stack of a coroutine that waits at an AWAIT.
static inline const Value *awaited_by(const CoroutineObject *coroutine)
{
    int locals = coroutine_code(coroutine)->code->local_count;
    return &coroutine->values[locals + coroutine->depth - 1];
}

Value coroutine_awaits_directly(const CoroutineObject *coroutine)
{
    bool waits = coroutine->state == COROUTINE_AWAITS && coroutine->depth;
    return waits ? *awaited_by(coroutine) : UNSET;
}

// The innermost coroutine of the program that waits, at an AWAIT, down from [object]; NULL
// if there is none.
static CoroutineObject *innermost(const Vm *vm, Object *object)
{
    CoroutineObject *found = NULL;
    while (object->type == vm->types.coroutine) {
        CoroutineObject *coroutine = (CoroutineObject *)object;
        if (coroutine->state != COROUTINE_AWAITS) break;
        found = coroutine;
        const Value *operand = awaited_by(coroutine);
        if (operand->kind != VALUE_OBJECT) break;
        object = operand->object;
    }
    return found;
}

Value coroutine_awaited(const Vm *vm, Object *coroutine)
{
    CoroutineObject *waits = innermost(vm, coroutine);
    return waits ? *awaited_by(waits) : UNSET;
}

static inline bool waits_for_object(const CoroutineObject *coroutine,
                                    const Object *awaited)
{
    const Value *operand = awaited_by(coroutine);
    return operand->object == awaited && operand->kind == VALUE_OBJECT;
}

bool coroutine_leave_await(const Vm *vm, Object *coroutine, const Object *awaited)
{
    CoroutineObject *waits = (CoroutineObject *)coroutine;
    if (coroutine->type != vm->types.coroutine || waits->state != COROUTINE_AWAITS)
        return false;
    if (!waits_for_object(waits, awaited)) {
        waits = innermost(vm, coroutine);
        if (!waits_for_object(waits, awaited)) return false;
    }
    // As if the AWAIT had yielded by itself: what is sent is its result.
    waits->depth--;
    waits->at++;
    waits->state = COROUTINE_YIELDED;
    return true;
}

int coroutine_stands(Value coroutine, CoroutineStand *stands, int most, int *count)
{
    int line = 0;
    for (*count = 0;;) {
        if (value_has_layout(coroutine, LAYOUT_NATIVE_COROUTINE)) {
            coroutine = ((NativeCoroutine *)coroutine.object)->awaiting;
        } else if (value_has_layout(coroutine, LAYOUT_ASYNC_SEND)) {
            coroutine = value_object(((AsyncSend *)coroutine.object)->generator);
        } else if (value_has_layout(coroutine, LAYOUT_COROUTINE)) {
            const CoroutineObject *object = COROUTINE(coroutine);
            line = code_line(coroutine_code(object)->code, object->at);
            if (*count < most)
                stands[(*count)++] =
                    (CoroutineStand){object->function->qualified_name->bytes, line};
            coroutine = coroutine_awaits_directly(object);
        } else {
            return line;
        }
    }
}

int coroutine_lone_line(const Vm *vm, const Object *object)
{
    if (object->type != vm->types.coroutine) return 0;
    const CoroutineObject *coroutine = (const CoroutineObject *)object;
    Value awaited = coroutine_awaits_directly(coroutine);
    bool is_last = !value_is_unset(awaited) &&
                   !value_has_layout(awaited, LAYOUT_NATIVE_COROUTINE) &&
                   !value_has_layout(awaited, LAYOUT_ASYNC_SEND) &&
                   !value_has_layout(awaited, LAYOUT_COROUTINE);
    return is_last ? code_line(coroutine_code(coroutine)->code, coroutine->at) : 0;
}

int coroutine_line(Value coroutine)
{
    int count;
    return coroutine_stands(coroutine, NULL, 0, &count);
}

void coroutine_prefetch(const Object *coroutine)
{
    enum { USUAL = 3 }; // most have so few variables
    prefetch_all(coroutine, sizeof(CoroutineObject) + USUAL * sizeof(Value));
}

void coroutine_prefetch_awaited(const Object *object, const Object *known)
{
    if (object->type->layout != LAYOUT_COROUTINE) return;
    CoroutineObject *coroutine = (CoroutineObject *)object;
    if (!coroutine->depth) return;
    const Value *operand = awaited_by(coroutine);
    if (operand->kind == VALUE_OBJECT && operand->object != known)
        coroutine_prefetch(operand->object);
}
