// exception_handlers.c -- exceptions that nobody handles: what the loop is told of them, and
// the program's handler, as CPython's call_exception_handler() has them.

#include "asyncio/callbacks.h"
#include "asyncio/diagnostics.h"
#include "asyncio/log.h"
#include "asyncio/tasks.h"

#include <string.h>

static bool value_is_handle(const Vm *vm, Value v)
{
    return v.kind == VALUE_OBJECT &&
           (v.object->type == asyncio_of(vm)->handle_type ||
            v.object->type == asyncio_of(vm)->timer_handle_type);
}

static void set_entry(Vm *vm, Dict *dict, const char *key, Value value)
{
    Value name = str_from(vm, key);
    dict_set(vm, dict, name, value);
    value_drop(vm, name);
}

// Tells of it as if the program had set no handler.
static bool handle_by_default(Vm *vm, Dict *context)
{
    bool is_noticed = notice_context(vm, context);
    return log_context(vm, context, !is_noticed);
}

// Calls a handler in the context of the task, or of the handle, that it is told about.
static bool call_in_context_of(Vm *vm, const Dict *about, Value handler,
                               const Value *values, int count)
{
    Value task = dict_get_str(about, str_intern(vm, "task")), result;
    Value handle = dict_get_str(about, str_intern(vm, "handle"));
    if (value_is_unset(task)) task = dict_get_str(about, str_intern(vm, "future"));
    if (value_is_unset(task) && value_is_handle(vm, handle))
        return context_call(vm, ((Handle *)handle.object)->context, handler, values,
                            count);
    VarContext *own = value_is_task(vm, task) ? task_context(vm, TASK(task)) : NULL;
    // A task that is told about in the middle of its own step is in its context already.
    if (own && own != vm->context) return context_call(vm, own, handler, values, count);
    if (!call(vm, handler, values, count, &result)) return false;
    value_drop(vm, result);
    return true;
}

bool loop_handle_context(Vm *vm, Loop *loop, Dict *context)
{
    // What dies after its loop is told of as if nobody had set a handler.
    if (!loop || value_is_unset(loop->exception_handler))
        return handle_by_default(vm, context);
    Value handler = value_keep(loop->exception_handler);
    Value arguments[] = {value_object(loop), value_object(context)};
    bool ok = call_in_context_of(vm, context, handler, arguments, 2);
    value_drop(vm, handler);
    if (ok) return true;
    if (log_leaves_loop(vm)) return false;
    // The handler itself failed: the default one reports that.
    Value exception = exception_take(vm);
    Dict *failure = dict_new(vm);
    Value message = str_from(vm, "Unhandled error in exception handler");
    set_entry(vm, failure, "message", message);
    set_entry(vm, failure, "exception", exception);
    set_entry(vm, failure, "context", value_object(context));
    ok = handle_by_default(vm, failure);
    value_drop(vm, message);
    value_drop(vm, exception);
    object_drop(vm, failure);
    return ok;
}

// What is known in debug mode of where [thing], a future or a handle, was made.
static void set_source(Vm *vm, Dict *context, Value thing)
{
    Value stack = UNSET;
    if (value_is_future(thing) && !future_source_traceback(vm, &thing, &stack)) return;
    if (value_is_handle(vm, thing) &&
        !made_stack(vm, &((Handle *)thing.object)->made, &stack))
        return;
    if (!value_is_unset(stack) && !value_is_none(stack))
        set_entry(vm, context, "source_traceback", stack);
    value_drop(vm, stack);
}

bool loop_report(Vm *vm, Loop *loop, const char *message, Value exception,
                 const char *key, Value thing)
{
    if (vm->halt) return false;
    Dict *context = dict_new(vm);
    Value text = str_from(vm, message);
    bool is_task_first = value_is_unset(exception);
    if (is_task_first && key) set_entry(vm, context, key, thing);
    set_entry(vm, context, "message", text);
    value_drop(vm, text);
    if (!is_task_first) set_entry(vm, context, "exception", exception);
    if (!is_task_first && key) set_entry(vm, context, key, thing);
    // Of a task whose exception is known CPython tells no more.
    if (key && (is_task_first || strcmp(key, "task") != 0))
        set_source(vm, context, thing);
    bool ok = loop_handle_context(vm, loop, context);
    object_drop(vm, context);
    return ok;
}

bool loop_report_failure(Vm *vm, Loop *loop, const Ready *ready)
{
    if (log_leaves_loop(vm)) return false;
    Value exception = exception_take(vm);
    Handle *handle = handle_of_ready(vm, loop, ready);
    Text message = {0};
    text_add(&message, "Exception in callback ");
    bool ok = true;
    if (!value_is_unset(handle->callback))
        ok = callback_add_name(vm, &message, (CallbackKind)handle->kind, handle->callback,
                               UNSET);
    if (!ok && !vm->halt) value_drop(vm, exception_take(vm));
    ok = loop_report(vm, loop, text_string(&message), exception, "handle",
                     value_object(handle));
    text_free(&message);
    if (vm->halt) return false;
    value_drop(vm, exception);
    object_drop(vm, handle);
    return ok;
}
