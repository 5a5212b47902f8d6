// execute_exceptions.c -- the slow side of raising, handling, with, and of what await,
// yield from and async for begin with.

#include "vm/execute.h"
#include "vm/operators.h"

#include <string.h>

// -- Raising and handling ----------------------------------------------------------

bool reraise_handled(Vm *vm)
{
    if (value_is_unset(vm->handled)) {
        raise_error(vm, RUNTIME_ERROR, "No active exception to reraise");
        return false;
    }
    exception_restore(vm, value_keep(vm->handled));
    return true;
}

static uint32_t instruction_index(const Frame *frame)
{
    return (uint32_t)(frame->ip - frame->code->instructions);
}

// As _PyErr_ChainStackItem: what comes out of a throw() into a coroutine that was inside
// an except clause has that clause's exception as its context.
static void chain_thrown(Vm *vm, Frame *frame)
{
    frame->thrown_at = NULL;
    if (value_is_exception(frame->handled.own)) raise_value(vm, exception_take(vm));
}

void trace_frame(Vm *vm, Frame *frame)
{
    if (value_is_unset(vm->raised)) return;
    if (frame->coroutine && frame->thrown_at == frame->ip) chain_thrown(vm, frame);
    if (frame->code->code->flags & CODE_LIBRARY) return; // nothing of the program's
    TraceEntry *entry =
        exception_add_trace(vm, vm->raised, frame->code->code, instruction_index(frame));
    if (!entry) return;
    if (!frame->kept) frame->kept = list_new(vm);
    entry->locals = object_keep(frame->kept);
}

const HandlerRange *frame_handler(const Frame *frame)
{
    const Code *code = frame->code->code;
    uint32_t at = instruction_index(frame);
    for (int i = 0; i < code->handler_count; i++)
        if (at >= code->handlers[i].start && at < code->handlers[i].end)
            return &code->handlers[i];
    return NULL;
}

// As gen_send_ex2: a StopIteration that leaves a generator would look like its end.
void convert_stop(Vm *vm, const Frame *frame)
{
    unsigned flags = frame->code->code->flags;
    const char *message = NULL;
    if (exception_is_raised(vm, STOP_ITERATION))
        message = flags & CODE_GENERATOR   ? "generator raised StopIteration"
                  : flags & CODE_COROUTINE ? "coroutine raised StopIteration"
                                           : "async generator raised StopIteration";
    else if (flags & CODE_ASYNC_GENERATOR &&
             exception_is_raised(vm, STOP_ASYNC_ITERATION))
        message = "async generator raised StopAsyncIteration";
    if (!message) return;
    Value stop = exception_take(vm);
    Value error = exception_new(vm, RUNTIME_ERROR, "%s", message);
    Exception *exception = EXCEPTION_OF(error);
    value_set(vm, &exception->cause, value_keep(stop));
    value_set(vm, &exception->context, stop);
    exception->suppress_context = true;
    exception_restore(vm, error);
}

// -- with --------------------------------------------------------------------------

static bool not_a_manager(Vm *vm, Value manager, bool is_async, const char *missed)
{
    return raise_error(
        vm, TYPE_ERROR, "'%s' object does not support the%s context manager protocol%s",
        value_type_name(vm, manager), is_async ? " asynchronous" : "", missed);
}

bool enter_with(Vm *vm, Value manager, bool is_async, Value *exit, Value *entered)
{
    Value enter = UNSET, leave = UNSET;
    Str *enter_name = is_async ? vm->names.aenter : vm->names.enter;
    Str *exit_name = is_async ? vm->names.aexit : vm->names.exit;
    if (!value_special(vm, manager, enter_name, &enter)) return false;
    if (value_is_unset(enter)) return not_a_manager(vm, manager, is_async, "");
    if (!value_special(vm, manager, exit_name, &leave)) {
        value_drop(vm, enter);
        return false;
    }
    if (value_is_unset(leave)) {
        value_drop(vm, enter);
        return not_a_manager(vm, manager, is_async,
                             is_async ? " (missed __aexit__ method)"
                                      : " (missed __exit__ method)");
    }
    bool ok = call(vm, enter, NULL, 0, entered);
    value_drop(vm, enter);
    if (ok)
        *exit = leave;
    else
        value_drop(vm, leave);
    return ok;
}

bool exit_with(Vm *vm, Value exit, Value exception, Value *result)
{
    TraceEntry *trace = EXCEPTION_OF(exception)->traceback;
    Value arguments[] = {value_object(exception.object->type), exception,
                         trace ? value_object(trace) : NONE};
    return call(vm, exit, arguments, 3, result);
}

// -- await, yield from, async for --------------------------------------------------

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

bool get_yield_from(Vm *vm, const Frame *frame, Value object, Value *iterator)
{
    (void)frame;
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

bool get_aiter(Vm *vm, Value object, Value *iterator)
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

bool get_anext(Vm *vm, Value iterator, Value *awaitable)
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
