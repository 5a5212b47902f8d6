// execute_awaits.c -- what await, yield from and async for begin with, and send to.

#include "vm/execute.h"
#include "vm/operators.h"

// -- What is awaited or iterated --------------------------------------------------

// True for a coroutine that is in the middle of an await.
static bool is_awaited(const Vm *vm, Value v)
{
    if (value_has_layout(v, LAYOUT_NATIVE_COROUTINE)) {
        const NativeCoroutine *native = (const NativeCoroutine *)v.object;
        return native->started && !native->running && !native->done;
    }
    return v.kind == VALUE_OBJECT && v.object->type == vm->types.coroutine &&
           ((const CoroutineObject *)v.object)->state == COROUTINE_AWAITS;
}

bool get_awaitable(Vm *vm, Value object, uint32_t from, Value *iterator)
{
    if (value_is_coroutine(object)) {
        if (is_awaited(vm, object))
            return raise_error(vm, RUNTIME_ERROR, "coroutine is being awaited already");
        *iterator = value_keep(object);
        return true;
    }
    if (from != AWAIT_EXPRESSION && !value_type(vm, object)->slots.await &&
        !value_is_coroutine(object))
        return raise_error(
            vm, TYPE_ERROR,
            "'async with' received an object from %s that does not implement "
            "__await__: %s",
            from == AWAIT_AENTER ? "__aenter__" : "__aexit__",
            value_type_name(vm, object));
    return value_get_awaitable(vm, object, iterator);
}

static bool get_yield_from(Vm *vm, Value object, Value *iterator)
{
    if (is_generator_object(vm, object)) {
        *iterator = value_keep(object);
        return true;
    }
    if (value_is_coroutine(object))
        return raise_error(vm, TYPE_ERROR,
                           "cannot 'yield from' a coroutine object in a non-coroutine "
                           "generator");
    return value_iter(vm, object, iterator);
}

bool execute_get_yield_from(Vm *vm, Frame *frame, uint32_t operand)
{
    (void)operand;
    Value iterator;
    if (!get_yield_from(vm, frame->top[-1], &iterator)) return false;
    return operands_become(vm, frame, 1, iterator);
}

static bool get_aiter(Vm *vm, Value object, Value *iterator)
{
    Type *type = value_type(vm, object);
    if (!type->slots.aiter)
        return raise_error(vm, TYPE_ERROR,
                           "'async for' requires an object with __aiter__ method, got %s",
                           type_name(type));
    if (!type->slots.aiter(vm, object, iterator)) return false;
    Type *of_iterator = value_type(vm, *iterator);
    if (of_iterator->slots.anext) return true;
    raise_error(vm, TYPE_ERROR,
                "'async for' received an object from __aiter__ that does not implement "
                "__anext__: %s",
                type_name(of_iterator));
    value_drop(vm, *iterator);
    return false;
}

bool execute_get_aiter(Vm *vm, Frame *frame, uint32_t operand)
{
    (void)operand;
    Value iterator;
    if (!get_aiter(vm, frame->top[-1], &iterator)) return false;
    return operands_become(vm, frame, 1, iterator);
}

static bool get_anext(Vm *vm, Value iterator, Value *awaitable)
{
    Type *type = value_type(vm, iterator);
    if (!type->slots.anext)
        return raise_error(
            vm, TYPE_ERROR,
            "'async for' requires an iterator with __anext__ method, got %s",
            type_name(type));
    Value next;
    if (!type->slots.anext(vm, iterator, &next)) return false;
    if (value_has_layout(next, LAYOUT_ASYNC_SEND)) {
        *awaitable = next;
        return true;
    }
    bool ok = value_get_awaitable(vm, next, awaitable);
    if (!ok && exception_is_raised(vm, TYPE_ERROR)) {
        Value cause = exception_take(vm);
        Value error = exception_new(
            vm, TYPE_ERROR, "'async for' received an invalid object from __anext__: %s",
            value_type_name(vm, next));
        value_set(vm, &EXCEPTION_OF(error)->cause, cause);
        EXCEPTION_OF(error)->suppress_context = true;
        raise_value(vm, error);
    }
    value_drop(vm, next);
    return ok;
}

bool execute_get_anext(Vm *vm, Frame *frame, uint32_t operand)
{
    (void)operand;
    Value awaitable;
    if (!get_anext(vm, frame->top[-1], &awaitable)) return false;
    operand_push(frame, awaitable);
    return true;
}

// -- Sending and throwing ----------------------------------------------------------

bool send_refused(Vm *vm, const CoroutineObject *coroutine, Value *result)
{
    bool generator = coroutine->object.type == vm->types.generator;
    if (coroutine->state == COROUTINE_RUNNING)
        return raise_error(vm, VALUE_ERROR, "%s already executing",
                           generator ? "generator" : "coroutine");
    if (!generator)
        return raise_error(vm, RUNTIME_ERROR, "cannot reuse already awaited coroutine");
    *result = NONE;
    return true;
}

// The end of an iteration as a return value: what StopIteration carried.
static Stop iteration_ended(Vm *vm, Value *result)
{
    *result = value_is_unset(vm->stop_value) ? NONE : vm->stop_value;
    vm->stop_value = UNSET;
    return STOP_RETURNS;
}

// After a method call: a StopIteration it raised is the end.
static Stop stop_of_call(Vm *vm, bool ok, Value *result)
{
    if (ok) return STOP_YIELDS;
    if (!exception_is_raised(vm, STOP_ITERATION)) return STOP_RAISES;
    Value stop = exception_take(vm);
    Value value = EXCEPTION_OF(stop)->value;
    *result = value_is_unset(value) ? NONE : value_keep(value);
    value_drop(vm, stop);
    return STOP_RETURNS;
}

Stop send_to_iterator(Vm *vm, Value iterator, Value value, Value *result)
{
    if (!value_is_none(value))
        return stop_of_call(vm, call_method(vm, iterator, "send", &value, 1, result),
                            result);
    value_clear(vm, &vm->stop_value);
    Value next = UNSET;
    if (!value_next(vm, iterator, &next)) return STOP_RAISES;
    if (value_is_unset(next)) return iteration_ended(vm, result);
    *result = next;
    return STOP_YIELDS;
}

Stop throw_to_iterator(Vm *vm, Value iterator, Value exception, Value *result)
{
    Type *type = value_type(vm, iterator);
    if (type->slots.throw) return type->slots.throw(vm, iterator, exception, result);
    Value method;
    if (!value_find_attribute(vm, iterator, vm->names.throw, &method)) return STOP_RAISES;
    if (value_is_unset(method)) {
        exception_restore(vm, value_keep(exception));
        return STOP_RAISES;
    }
    bool ok = call(vm, method, &exception, 1, result);
    value_drop(vm, method);
    return stop_of_call(vm, ok, result);
}

Stop send_to_awaited(Vm *vm, Frame *frame, Value value, Value *result)
{
    Value target = frame->top[-1];
    Type *type = value_type(vm, target);
    if (!type->slots.send) return send_to_iterator(vm, target, value, result);
    Frame *before = vm->private->awaits;
    vm->private->awaits = frame;
    Stop led_to = type->slots.send(vm, target, value, result);
    vm->private->awaits = before;
    return led_to;
}

Stop throw_to_awaited(Vm *vm, Frame *frame, Value exception, Value *result)
{
    Value target = frame->top[-1];
    bool is_over = value_is_none(target); // a native awaited at once
    if (!is_over && !exception_is(vm, exception, GENERATOR_EXIT)) {
        Frame *before = vm->private->awaits;
        vm->private->awaits = frame;
        Stop led_to = throw_to_iterator(vm, target, exception, result);
        vm->private->awaits = before;
        return led_to;
    }
    if (is_over || coroutine_close(vm, target))
        exception_restore(vm, value_keep(exception));
    return STOP_RAISES;
}
