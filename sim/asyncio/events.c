// events.c -- Handle, TimerHandle, and the ways to a loop, as CPython's events.py has them.

#include "asyncio/base_futures.h"
#include "asyncio/callbacks.h"
#include "asyncio/debug.h"
#include "asyncio/policies.h"
#include "asyncio/tasks.h"
#include "asyncio/values.h"
#include "threads/threads.h"
#include "trace/record.h"

// ---- Handles ----

static Handle *handle_new(Vm *vm, Loop *loop, Type *type, CallbackKind kind,
                          Value callback, Value arguments)
{
    Handle *handle = object_new(vm, type);
    handle->loop = loop->number;
    handle->kind = (uint8_t)kind;
    handle->callback = value_keep(callback);
    handle->arguments = value_is_unset(arguments) ? value_object(tuple_new(vm, 0))
                                                  : value_keep(arguments);
    handle->when = handle->told = UNSET;
    handle->made = (MadeAt){0};
    if (loop->debug) made_note(vm, &handle->made);
    return handle;
}

// Its context= argument: none means a copy of the present one. Drops the handle if that is
// no context.
static bool handle_take_context(Vm *vm, Handle *handle, Value context)
{
    if (context_argument(vm, context, &handle->context)) return true;
    object_drop(vm, handle);
    return false;
}

Handle *loop_call_soon(Vm *vm, Loop *loop, Value callback, Value arguments, Value context)
{
    if (!loop_check_open(vm, loop)) return NULL;
    Handle *handle = handle_new(vm, loop, asyncio_of(vm)->handle_type, CALLBACK_HANDLE,
                                callback, arguments);
    if (!handle_take_context(vm, handle, context)) return NULL;
    loop_push(vm, loop, CALLBACK_HANDLE, &handle->object, NULL, asyncio_of(vm)->cause);
    return handle;
}

Handle *loop_set_soon(Vm *vm, Loop *loop, CallbackKind kind, Object *target)
{
    Handle *handle = handle_new(vm, loop, asyncio_of(vm)->handle_type, kind,
                                value_object(target), UNSET);
    handle->context = context_share(vm);
    loop_push(vm, loop, CALLBACK_HANDLE, &handle->object, NULL, asyncio_of(vm)->cause);
    return handle;
}

Handle *handle_of_ready(Vm *vm, Loop *loop, const Ready *ready)
{
    CallbackKind kind = (CallbackKind)ready->kind;
    if (kind == CALLBACK_HANDLE) return object_keep(ready->target);
    Value callback = value_object(ready->target), argument, arguments = UNSET;
    if (ready->argument) {
        argument = value_object(ready->argument);
        arguments = tuple_of(vm, &argument, 1);
    }
    VarContext *context = NULL;
    if (kind == CALLBACK_CALL) {
        callback = callback_callable(vm, ready->target);
        context = callback_context(vm, ready->target);
        kind = CALLBACK_HANDLE;
    }
    Handle *handle =
        handle_new(vm, loop, asyncio_of(vm)->handle_type, kind, callback, arguments);
    value_drop(vm, arguments);
    if (context) handle->context = object_keep(context);
    return handle;
}

// What the trace calls a timer.
static TraceText timer_text(Vm *vm, const Handle *handle)
{
    Text text = {0};
    if (handle->kind == CALLBACK_TIMEOUT)
        text_add(&text, "timeout");
    else if (handle->kind != CALLBACK_HANDLE)
        text_add(&text, "timeout");
    else if (!callable_add_name(vm, &text, handle->callback) && !vm->halt)
        value_drop(vm, exception_take(vm));
    TraceText what = trace_text(vm->trace, text_string(&text), text.size);
    text_free(&text);
    return what;
}

// Sets the timer of a handle, which then belongs to the clock as well. An instant that
// never comes needs nobody to remember it.
static void schedule(Vm *vm, Handle *handle, SimTime when)
{
    clock_set(vm->clock, &handle->timer, when);
    if (vm->trace)
        handle->event = trace_timer_set(vm->trace, clock_now(vm->clock), when,
                                        timer_text(vm, handle), asyncio_place(vm));
    if (!timer_is_set(&handle->timer)) return;
    handle->scheduled = true;
    object_keep(handle);
}

Handle *loop_set_timer(Vm *vm, Loop *loop, SimTime when, CallbackKind kind,
                       Object *target)
{
    Handle *handle = handle_new(vm, loop, asyncio_of(vm)->timer_handle_type, kind,
                                value_object(target), UNSET);
    handle->when = value_float(simtime_seconds(when));
    schedule(vm, handle, when);
    return handle;
}

Handle *loop_call_at(Vm *vm, Loop *loop, SimTime at, Value when, Value callback,
                     Value arguments, Value context)
{
    if (!loop_check_open(vm, loop)) return NULL;
    Handle *handle = handle_new(vm, loop, asyncio_of(vm)->timer_handle_type,
                                CALLBACK_HANDLE, callback, arguments);
    if (!handle_take_context(vm, handle, context)) return NULL;
    handle->when = value_keep(when);
    schedule(vm, handle, at);
    return handle;
}

static bool handle_repr(Vm *vm, Value self, Value *result)
{
    Handle *handle = (Handle *)self.object;
    if (!value_is_unset(handle->told)) {
        *result = value_keep(handle->told);
        return true;
    }
    Text text = {0};
    text_addf(&text, "<%s", value_type_name(vm, self));
    bool ok = true, is_known = handle->made.file;
    if (handle->cancelled) text_add(&text, " cancelled");
    if (!value_is_unset(handle->when)) {
        text_add(&text, " when=");
        ok = text_add_str(vm, &text, handle->when);
    }
    if (ok && !value_is_unset(handle->callback)) {
        text_add_char(&text, ' ');
        ok = callback_add_name(vm, &text, (CallbackKind)handle->kind, handle->callback,
                               is_known ? handle->arguments : UNSET);
    }
    made_add(&handle->made, &text);
    text_add_char(&text, '>');
    if (ok) return str_from_text(vm, &text, result);
    text_free(&text);
    return false;
}

// A cancelled handle lets go of its callback, so its repr is made before.
static void keep_told(Vm *vm, Handle *handle)
{
    Value told;
    if (handle_repr(vm, value_object(handle), &told))
        handle->told = told;
    else if (!vm->halt)
        value_drop(vm, exception_take(vm));
}

void handle_cancel(Vm *vm, Handle *handle)
{
    if (handle->cancelled) return;
    handle->cancelled = true;
    object_keep(handle);
    if (handle->made.file) keep_told(vm, handle);
    if (handle->scheduled) {
        handle->scheduled = false;
        timer_cancel(vm, &handle->timer);
        trace_timer_cancel(vm->trace, clock_now(vm->clock), handle->event);
        object_drop(vm, handle);
    }
    value_clear(vm, &handle->callback);
    value_clear(vm, &handle->arguments);
    object_drop(vm, handle);
}

static void handle_release(Vm *vm, Object *self)
{
    Handle *handle = (Handle *)self;
    timer_cancel(vm, &handle->timer);
    value_clear(vm, &handle->callback);
    value_clear(vm, &handle->arguments);
    value_clear(vm, &handle->when);
    value_clear(vm, &handle->told);
    made_drop(vm, &handle->made);
    VarContext *context = handle->context;
    handle->context = NULL;
    object_drop(vm, context);
}

static bool method_cancel(Vm *vm, Value *args, Value *result)
{
    handle_cancel(vm, (Handle *)args[0].object);
    *result = NONE;
    return true;
}

static bool method_cancelled(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_bool(((Handle *)args[0].object)->cancelled);
    return true;
}

static bool method_when(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(((Handle *)args[0].object)->when);
    return true;
}

static bool method_get_context(Vm *vm, Value *args, Value *result)
{
    Handle *handle = (Handle *)args[0].object;
    if (!handle->context) handle->context = context_new(vm);
    *result = value_keep(value_object(handle->context));
    return true;
}

static bool get_source_traceback(Vm *vm, Value *args, Value *result)
{
    return made_stack(vm, &((Handle *)args[0].object)->made, result);
}

static const NativeSpec handle_methods[] = {
    {"cancel", "self", method_cancel, NATIVE_PYTHON},
    {"cancelled", "self", method_cancelled, NATIVE_PYTHON},
    {"get_context", "self", method_get_context, NATIVE_PYTHON},
    {"_source_traceback", "self", get_source_traceback, NATIVE_PROPERTY},
    {0},
};

static const NativeSpec timer_handle_methods[] = {
    {"when", "self", method_when, NATIVE_PYTHON},
    {0},
};

static bool timer_compare(Vm *vm, CompareOp op, Value left, Value right, Value *result)
{
    Type *type = asyncio_of(vm)->timer_handle_type;
    *result = NOT_IMPLEMENTED;
    if (left.object->type != type || right.kind != VALUE_OBJECT ||
        right.object->type != type)
        return true;
    if (op == COMPARE_EQ || op == COMPARE_NE) {
        *result = value_bool(value_is(left, right) == (op == COMPARE_EQ));
        return true;
    }
    return value_compare(vm, op, ((Handle *)left.object)->when,
                         ((Handle *)right.object)->when, result);
}

static bool timer_hash(Vm *vm, Value self, int64_t *hash)
{
    return value_hash(vm, ((Handle *)self.object)->when, hash);
}

static const TypeSpec handle_spec = {
    .name = "Handle",
    .module = "asyncio.events",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Handle),
    .flags = TYPE_NATIVE | TYPE_FINAL,
    .slots = {.release = handle_release, .repr = handle_repr},
    .methods = handle_methods,
};

static const TypeSpec timer_handle_spec = {
    .name = "TimerHandle",
    .module = "asyncio.events",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Handle),
    .flags = TYPE_NATIVE | TYPE_FINAL,
    .slots = {.release = handle_release,
              .repr = handle_repr,
              .compare = timer_compare,
              .hash = timer_hash},
    .methods = timer_handle_methods,
};

// ---- The ways to a loop ----

Loop *loop_running(Vm *vm)
{
    Loop *loop = asyncio_of(vm)->running;
    if (!loop) raise_error(vm, RUNTIME_ERROR, "no running event loop");
    return loop;
}

static void set_loop(Vm *vm, Loop *loop)
{
    Asyncio *asyncio = asyncio_of(vm);
    Loop *old = asyncio->set_loop;
    asyncio->set_called = true;
    asyncio->set_loop = loop ? object_keep(loop) : NULL;
    object_drop(vm, old);
}

bool loop_set(Vm *vm, Loop *loop)
{
    if (!policy_has(vm)) {
        set_loop(vm, loop);
        return true;
    }
    Value given = loop ? value_object(loop) : NONE, answer;
    if (!policy_call(vm, "set_event_loop", &given, 1, &answer)) return false;
    value_drop(vm, answer);
    return true;
}

Loop *loop_get(Vm *vm)
{
    if (asyncio_of(vm)->running) return asyncio_of(vm)->running;
    if (!policy_has(vm)) return loop_get_plain(vm);
    Value loop;
    if (!policy_call(vm, "get_event_loop", NULL, 0, &loop)) return NULL;
    bool good = value_is_instance(vm, loop, asyncio_of(vm)->loop_type);
    if (!good)
        raise_error(vm, TYPE_ERROR,
                    "get_event_loop() must return an event loop, not '%s'",
                    value_type_name(vm, loop));
    // Who made it keeps it, as the default policy does.
    value_drop(vm, loop);
    return good ? LOOP(loop) : NULL;
}

Loop *loop_get_plain(Vm *vm)
{
    Asyncio *asyncio = asyncio_of(vm);
    if (asyncio->set_loop) return asyncio->set_loop;
    const ProgramThread *thread = threads_are_open(vm) ? thread_running(vm) : NULL;
    if (asyncio->set_called || (thread && thread != threads_of(vm)->main)) {
        raise_error(vm, RUNTIME_ERROR, "There is no current event loop in thread '%s'.",
                    thread ? thread->name : "MainThread");
        return NULL;
    }
    Loop *loop = policy_new_loop(vm);
    if (!loop) return NULL;
    set_loop(vm, loop);
    object_drop(vm, loop);
    return asyncio->set_loop;
}

static bool function_get_running_loop(Vm *vm, Value *args, Value *result)
{
    (void)args;
    Loop *loop = loop_running(vm);
    if (loop) *result = value_keep(value_object(loop));
    return loop;
}

static bool function_get_event_loop(Vm *vm, Value *args, Value *result)
{
    (void)args;
    Loop *loop = loop_get(vm);
    if (loop) *result = value_keep(value_object(loop));
    return loop;
}

static bool function_private_running_loop(Vm *vm, Value *args, Value *result)
{
    (void)args;
    Loop *loop = asyncio_of(vm)->running;
    *result = loop ? value_keep(value_object(loop)) : NONE;
    return true;
}

static bool function_new_event_loop(Vm *vm, Value *args, Value *result)
{
    (void)args;
    Loop *loop = policy_new_loop(vm);
    if (loop) *result = value_object(loop);
    return loop;
}

bool loop_set_plain(Vm *vm, Value loop)
{
    bool none = value_is_none(loop);
    if (!none && !value_is_instance(vm, loop, asyncio_of(vm)->loop_type))
        return raise_error(vm, TYPE_ERROR,
                           "loop must be an instance of AbstractEventLoop or None, not "
                           "'%s'",
                           value_type_name(vm, loop));
    set_loop(vm, none ? NULL : LOOP(loop));
    return true;
}

static bool function_set_event_loop(Vm *vm, Value *args, Value *result)
{
    if (policy_has(vm)) return policy_call(vm, "set_event_loop", args, 1, result);
    *result = NONE;
    return loop_set_plain(vm, args[0]);
}

static const NativeSpec functions[] = {
    {"get_running_loop", "", function_get_running_loop, 0},
    {"_get_running_loop", "", function_private_running_loop, 0},
    {"get_event_loop", "", function_get_event_loop, 0},
    {"new_event_loop", "", function_new_event_loop, NATIVE_PYTHON},
    {"set_event_loop", "loop", function_set_event_loop, NATIVE_PYTHON},
    {0},
};

void events_init(Vm *vm, Module *module)
{
    Asyncio *asyncio = asyncio_of(vm);
    asyncio->handle_type = type_new(vm, &handle_spec, NULL);
    asyncio->timer_handle_type = type_new(vm, &timer_handle_spec, asyncio->handle_type);
    module_set(vm, module, "Handle",
               value_keep(value_object((Object *)asyncio->handle_type)));
    module_set(vm, module, "TimerHandle",
               value_keep(value_object((Object *)asyncio->timer_handle_type)));
    natives_add(vm, module->attributes, functions, "asyncio.events");
}
