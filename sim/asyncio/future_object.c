// future_object.c -- what the program sees of a future: its class, and isfuture().

#include "asyncio/base_futures.h"
#include "asyncio/callbacks.h"
#include "asyncio/tasks.h"
#include "asyncio/values.h"

// ---- As an awaitable: the future is its own iterator ----

static bool future_await(Vm *vm, Value self, Value *iterator)
{
    (void)vm;
    *iterator = value_keep(self);
    return true;
}

static Stop future_send(Vm *vm, Value self, Value sent, Value *result)
{
    (void)sent;
    Future *future = FUTURE(self);
    if (future_is_done(future))
        return future_result(vm, future, result) ? STOP_RETURNS : STOP_RAISES;
    if (future->flags & FUTURE_BLOCKING) { // nobody waits for what was yielded before
        raise_error(vm, RUNTIME_ERROR, "await wasn't used with future");
        return STOP_RAISES;
    }
    future->flags |= FUTURE_BLOCKING;
    *result = value_keep(self);
    return STOP_YIELDS;
}

static Stop future_throw(Vm *vm, Value self, Value exception, Value *result)
{
    (void)self;
    (void)result;
    exception_restore(vm, value_keep(exception));
    return STOP_RAISES;
}

static bool future_next(Vm *vm, Value self, Value *result)
{
    Value sent = UNSET;
    Stop stop = future_send(vm, self, NONE, &sent);
    if (stop == STOP_RAISES) return false;
    if (stop == STOP_YIELDS) {
        *result = sent;
        return true;
    }
    value_set(vm, &vm->stop_value, sent);
    *result = UNSET;
    return true;
}

// ---- The end of a future ----

static void future_finalize(Vm *vm, Object *self)
{
    Future *future = (Future *)self;
    if (!(future->flags & FUTURE_UNSEEN)) return;
    future->flags &= (uint8_t)~FUTURE_UNSEEN;
    Text message = {0};
    text_addf(&message, "%s exception was never retrieved", type_short_name(self->type));
    loop_report(vm, future_loop(vm, future), text_string(&message), future->result,
                "future", value_object(future));
    text_free(&message);
}

void future_finalize_any(Vm *vm, Object *self)
{
    future_finalize(vm, self);
}

// ---- Methods ----

// The loop= argument of a constructor: the loop, or what get_event_loop() gives.
bool loop_argument(Vm *vm, Value given, Loop **loop)
{
    if (value_is_unset(given) || value_is_none(given)) {
        *loop = loop_get(vm);
        return *loop != NULL;
    }
    if (!value_is_instance(vm, given, asyncio_of(vm)->loop_type))
        return raise_error(vm, ATTRIBUTE_ERROR,
                           "'%s' object has no attribute 'get_debug'",
                           value_type_name(vm, given));
    *loop = LOOP(given);
    return true;
}

static const NativeSpec future_constructor = {"Future", "*, loop=None", NULL, 0};

static bool future_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    (void)arguments;
    Future *future = object_new(vm, type);
    future->result = UNSET;
    *result = value_object(future);
    return true;
}

static bool future_init(Vm *vm, Value self, const Arguments *arguments)
{
    Value args[SIGNATURE_MOST];
    if (!arguments_bind(vm, &future_constructor, arguments, args)) return false;
    Loop *loop;
    bool ok = loop_argument(vm, args[0], &loop);
    arguments_unbind(vm, &future_constructor, args);
    if (ok && !FUTURE(self)->loop) future_begin(vm, FUTURE(self), loop);
    return ok;
}

static bool method_cancel(Vm *vm, Value *args, Value *result)
{
    Future *future = FUTURE(args[0]);
    bool done = !future_is_done(future);
    future->flags &= (uint8_t)~FUTURE_UNSEEN;
    *result = value_bool(done);
    return !done || future_cancel_plain(vm, future, args[1]);
}

static bool method_cancelled(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_bool(future_is_cancelled(FUTURE(args[0])));
    return true;
}

static bool method_done(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_bool(future_is_done(FUTURE(args[0])));
    return true;
}

static bool method_result(Vm *vm, Value *args, Value *result)
{
    return future_result(vm, FUTURE(args[0]), result);
}

static bool method_exception(Vm *vm, Value *args, Value *result)
{
    return future_exception(vm, FUTURE(args[0]), result);
}

static bool method_set_result(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return future_set_result(vm, FUTURE(args[0]), args[1]);
}

static bool method_set_exception(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return future_set_exception(vm, FUTURE(args[0]), args[1]);
}

// What is no object at all cannot be called either, so it may stand in a tuple: calling
// that fails as well.
static Object *callable_object(Vm *vm, Value callable)
{
    if (callable.kind == VALUE_OBJECT) return object_keep(callable.object);
    return tuple_of(vm, &callable, 1).object;
}

// A callback with the context that it is to run in: the target of a CALLBACK_CALL where that
// context is not empty.
typedef struct BoundCallback {
    Object object;
    Value callable;
    VarContext *context; // counted
} BoundCallback;

static void bound_release(Vm *vm, Object *self)
{
    BoundCallback *bound = (BoundCallback *)self;
    VarContext *context = bound->context;
    bound->context = NULL;
    value_clear(vm, &bound->callable);
    object_drop(vm, context);
}

static const TypeSpec bound_spec = {
    .name = "callback",
    .module = "asyncio.futures",
    .layout = LAYOUT_OTHER,
    .size = sizeof(BoundCallback),
    .flags = TYPE_NATIVE | TYPE_FINAL,
    .slots = {.release = bound_release},
};

static const BoundCallback *as_bound(const Vm *vm, const Object *target)
{
    bool is_bound = target->type == asyncio_of(vm)->bound_callback_type;
    return is_bound ? (const BoundCallback *)target : NULL;
}

Value callback_callable(const Vm *vm, const Object *target)
{
    const BoundCallback *bound = as_bound(vm, target);
    return bound ? bound->callable : value_object((void *)(uintptr_t)target);
}

VarContext *callback_context(const Vm *vm, Object *target)
{
    const BoundCallback *bound = as_bound(vm, target);
    return bound ? bound->context : NULL;
}

// The target for [callable], which is taken over as [context] is.
static Object *bind_callback(Vm *vm, Object *callable, VarContext *context)
{
    if (!context) return callable;
    BoundCallback *bound = object_new(vm, asyncio_of(vm)->bound_callback_type);
    bound->callable = value_object(callable);
    bound->context = context;
    return &bound->object;
}

static bool method_add_done_callback(Vm *vm, Value *args, Value *result)
{
    Future *future = FUTURE(args[0]);
    Loop *loop = future->loop ? future_loop(vm, future) : NULL;
    if (loop && future_is_done(future) && !loop_check_open(vm, loop)) return false;
    VarContext *context;
    if (!context_argument(vm, args[2], &context)) return false;
    Object *target = bind_callback(vm, callable_object(vm, args[1]), context);
    future_add_callback(vm, FUTURE(args[0]), CALLBACK_CALL, target);
    object_drop(vm, target);
    *result = NONE;
    return true;
}

static bool method_remove_done_callback(Vm *vm, Value *args, Value *result)
{
    int64_t removed;
    if (!future_remove_callable(vm, FUTURE(args[0]), args[1], &removed)) return false;
    *result = value_int(removed);
    return true;
}

static bool method_get_loop(Vm *vm, Value *args, Value *result)
{
    if (!FUTURE(args[0])->loop)
        return raise_error(vm, RUNTIME_ERROR, "Future object is not initialized.");
    *result = value_keep(value_object(future_loop(vm, FUTURE(args[0]))));
    return true;
}

static bool method_await(Vm *vm, Value *args, Value *result)
{
    return future_await(vm, args[0], result);
}

static bool get_state(Vm *vm, Value *args, Value *result)
{
    static const char *const names[] = {"PENDING", "CANCELLED", "FINISHED"};
    *result = str_from(vm, names[FUTURE(args[0])->state]);
    return true;
}

static bool get_blocking(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_bool(FUTURE(args[0])->flags & FUTURE_BLOCKING);
    return true;
}

static bool get_cancel_message(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    FutureRare *rare = FUTURE(args[0])->rare;
    bool has = rare && !value_is_unset(rare->cancel_message);
    *result = has ? value_keep(rare->cancel_message) : NONE;
    return true;
}

static bool get_log_traceback(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_bool(FUTURE(args[0])->flags & FUTURE_UNSEEN);
    return true;
}

static bool set_blocking(Vm *vm, Value *args, Value *result)
{
    bool truth;
    *result = NONE;
    if (value_is_unset(args[1]))
        return raise_error(vm, ATTRIBUTE_ERROR, "cannot delete attribute");
    if (!value_truth(vm, args[1], &truth)) return false;
    Future *future = FUTURE(args[0]);
    future->flags &= (uint8_t)~FUTURE_BLOCKING;
    if (truth) future->flags |= FUTURE_BLOCKING;
    return true;
}

static bool set_log_traceback(Vm *vm, Value *args, Value *result)
{
    bool truth;
    *result = NONE;
    if (value_is_unset(args[1]))
        return raise_error(vm, ATTRIBUTE_ERROR, "cannot delete attribute");
    if (!value_truth(vm, args[1], &truth)) return false;
    if (truth)
        return raise_error(vm, VALUE_ERROR, "_log_traceback can only be set to False");
    FUTURE(args[0])->flags &= (uint8_t)~FUTURE_UNSEEN;
    return true;
}

bool future_source_traceback(Vm *vm, Value *args, Value *result)
{
    FutureRare *rare = FUTURE(args[0])->rare;
    *result = NONE;
    return !rare || made_stack(vm, &rare->made, result);
}

static const NativeSpec future_methods[] = {
    {"cancel", "self, msg=None", method_cancel, 0},
    {"cancelled", "self, /", method_cancelled, 0},
    {"done", "self, /", method_done, 0},
    {"result", "self, /", method_result, 0},
    {"exception", "self, /", method_exception, 0},
    {"set_result", "self, result, /", method_set_result, 0},
    {"set_exception", "self, exception, /", method_set_exception, 0},
    {"add_done_callback", "self, fn, /, *, context=", method_add_done_callback, 0},
    {"remove_done_callback", "self, fn, /", method_remove_done_callback, 0},
    {"get_loop", "self, /", method_get_loop, 0},
    {"__await__", "self, /", method_await, 0},
    {"_state", "self", get_state, NATIVE_PROPERTY},
    {"_asyncio_future_blocking", "self", get_blocking, NATIVE_PROPERTY},
    {"_asyncio_future_blocking", "self, value", set_blocking, NATIVE_SETTER},
    {"_cancel_message", "self", get_cancel_message, NATIVE_PROPERTY},
    {"_log_traceback", "self", get_log_traceback, NATIVE_PROPERTY},
    {"_log_traceback", "self, value", set_log_traceback, NATIVE_SETTER},
    {"_source_traceback", "self", future_source_traceback, NATIVE_PROPERTY},
    {0},
};

#define FUTURE_SLOTS                                                                     \
    .create = future_create, .init = future_init, .release = future_release,             \
    .finalize = future_finalize, .repr = future_repr, .await = future_await,             \
    .iter = future_await, .next = future_next, .send = future_send,                      \
    .throw = future_throw, .hidden = future_attributes

static const TypeSpec future_spec = {
    .name = "Future",
    .module = "_asyncio",
    .layout = LAYOUT_FUTURE,
    .size = sizeof(Future),
    .flags = TYPE_NATIVE | TYPE_DOTTED,
    .slots = {FUTURE_SLOTS},
    .methods = future_methods,
};

static const TypeSpec owned_future_spec = {
    .name = "Future",
    .module = "_asyncio",
    .layout = LAYOUT_FUTURE,
    .size = sizeof(OwnedFuture),
    .flags = TYPE_NATIVE | TYPE_FINAL | TYPE_DOTTED,
    .slots = {FUTURE_SLOTS},
};

static bool function_isfuture(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_bool(value_is_future(args[0]));
    return true;
}

static const NativeSpec functions[] = {
    {"isfuture", "obj", function_isfuture, NATIVE_PYTHON},
    {0},
};

void futures_init(Vm *vm, Module *module)
{
    Asyncio *asyncio = asyncio_of(vm);
    asyncio->bound_callback_type = type_new(vm, &bound_spec, NULL);
    asyncio->future_type = type_new(vm, &future_spec, NULL);
    asyncio->owned_future_type = type_new(vm, &owned_future_spec, asyncio->future_type);
    module_set(vm, module, "Future",
               value_keep(value_object((Object *)asyncio->future_type)));
    natives_add(vm, module->attributes, functions, "asyncio.futures");
}
