// timeouts.c -- Timeout, as CPython's timeouts.py has it.

#include "asyncio/timeouts.h"

#include "asyncio/callbacks.h"
#include "asyncio/values.h"

static const char *const state_words[] = {"created", "active", "expiring", "expired",
                                          "finished"};

static double loop_seconds(const Vm *vm)
{
    return simtime_seconds(clock_now(vm->clock));
}

static void drop_handle(Vm *vm, Timeout *self)
{
    Handle *handle = self->handle;
    self->handle = NULL;
    object_drop(vm, handle);
}

// ---- Setting the deadline ----

static bool set_deadline(Vm *vm, Timeout *self)
{
    if (value_is_none(self->when)) return true;
    Loop *loop = loop_running(vm);
    double when;
    if (!loop || !arg_double(vm, self->when, &when)) return false;
    if (when <= loop_seconds(vm))
        self->handle = loop_set_soon(vm, loop, CALLBACK_TIMEOUT, &self->object);
    else
        self->handle = loop_set_timer(vm, loop, simtime_from_seconds(when),
                                      CALLBACK_TIMEOUT, &self->object);
    return true;
}

static bool reschedule(Vm *vm, Timeout *self, Value when)
{
    if (self->state == TIMEOUT_CREATED)
        return raise_error(vm, RUNTIME_ERROR, "Timeout has not been entered");
    if (self->state != TIMEOUT_ENTERED)
        return raise_error(vm, RUNTIME_ERROR, "Cannot change state of %s Timeout",
                           state_words[self->state]);
    value_set(vm, &self->when, value_keep(when));
    if (self->handle) {
        handle_cancel(vm, self->handle);
        drop_handle(vm, self);
    }
    return set_deadline(vm, self);
}

bool timeout_ring(Vm *vm, Object *target, Object *argument)
{
    (void)argument;
    Timeout *self = (Timeout *)target;
    bool done;
    if (self->state != TIMEOUT_ENTERED) return true;
    if (!task_cancel(vm, self->task, UNSET, &done)) return false;
    self->state = TIMEOUT_EXPIRING;
    drop_handle(vm, self);
    return true;
}

// ---- The block ----

bool timeout_enter(Vm *vm, Timeout *self)
{
    if (self->state != TIMEOUT_CREATED)
        return raise_error(vm, RUNTIME_ERROR, "Timeout has already been entered");
    if (!loop_running(vm)) return false;
    Task *task = task_current(vm);
    if (!task)
        return raise_error(vm, RUNTIME_ERROR, "Timeout should be used inside a task");
    self->state = TIMEOUT_ENTERED;
    self->task = object_keep(task);
    self->cancelling = task->future.cancels;
    Value when = value_keep(self->when);
    bool ok = reschedule(vm, self, when);
    value_drop(vm, when);
    return ok;
}

bool timeout_raise_from(Vm *vm, Value exception)
{
    raise_statement(vm, value_object((Object *)exception_type(vm, TIMEOUT_ERROR)),
                    exception);
    // It is the one being handled, though no frame of the program handles it.
    if (vm->halt)
        value_drop(vm, exception);
    else
        value_set(vm, &EXCEPTION_OF(vm->raised)->context, exception);
    return false;
}

// The first CancelledError among the contexts becomes the context of a TimeoutError, which
// takes its place.
static void insert_timeout_error(Vm *vm, Value exception)
{
    while (value_is_exception(exception)) {
        Value context = EXCEPTION_OF(exception)->context;
        if (!value_is_exception(context)) return;
        if (exception_is(vm, context, CANCELLED_ERROR)) {
            Value error = exception_new(vm, TIMEOUT_ERROR, NULL);
            EXCEPTION_OF(error)->cause = value_keep(context);
            EXCEPTION_OF(error)->suppress_context = true;
            EXCEPTION_OF(error)->context = context; // taken from [exception]
            EXCEPTION_OF(exception)->context = error;
            return;
        }
        exception = context;
    }
}

// For a group its members too, as a TaskGroup inside the block raises one.
static void insert_timeout_errors(Vm *vm, Value exception)
{
    insert_timeout_error(vm, exception);
    if (!exception_is(vm, exception, EXCEPTION_GROUP)) return;
    Value members = EXCEPTION_OF(exception)->second;
    for (uint32_t i = 0; value_is_tuple(members) && i < TUPLE(members)->count; i++)
        insert_timeout_error(vm, TUPLE(members)->items[i]);
}

bool timeout_exit(Vm *vm, Timeout *self, Value exception)
{
    if (self->state != TIMEOUT_ENTERED && self->state != TIMEOUT_EXPIRING)
        return raise_with(vm, ASSERTION_ERROR, UNSET);
    if (self->handle) {
        handle_cancel(vm, self->handle);
        drop_handle(vm, self);
    }
    if (self->state == TIMEOUT_ENTERED) {
        self->state = TIMEOUT_EXITED;
        return true;
    }
    self->state = TIMEOUT_EXPIRED;
    bool ours = task_uncancel(vm, self->task) <= self->cancelling;
    if (!ours || !value_is_exception(exception)) return true;
    if (exception_is(vm, exception, CANCELLED_ERROR))
        return timeout_raise_from(vm, value_keep(exception));
    insert_timeout_errors(vm, exception);
    return true;
}

// ---- The object ----

static bool make(Vm *vm, Value when, Value *result)
{
    Timeout *self = object_new(vm, asyncio_of(vm)->timeout_type);
    self->when = when;
    *result = value_object(self);
    return true;
}

bool timeout_new(Vm *vm, Value delay, Value *result)
{
    if (!loop_running(vm)) return false;
    if (value_is_none(delay)) return make(vm, NONE, result);
    Value when;
    if (!value_binary(vm, BINARY_ADD, value_float(loop_seconds(vm)), delay, &when))
        return false;
    return make(vm, when, result);
}

static void timeout_release(Vm *vm, Object *object)
{
    Timeout *self = (Timeout *)object;
    drop_handle(vm, self);
    value_clear(vm, &self->when);
    Task *task = self->task;
    self->task = NULL;
    object_drop(vm, task);
}

static bool timeout_repr(Vm *vm, Value value, Value *result)
{
    Timeout *self = (Timeout *)value.object;
    Text text = {0};
    text_addf(&text, "<Timeout [%s]", state_words[self->state]);
    bool ok = true;
    if (self->state == TIMEOUT_ENTERED) {
        text_add(&text, " when=");
        Value shown = NONE, digits = value_int(3);
        Value function = dict_get_str(vm->builtins, str_intern(vm, "round"));
        Value arguments[] = {self->when, digits};
        if (!value_is_none(self->when)) ok = call(vm, function, arguments, 2, &shown);
        ok = ok && text_add_repr(vm, &text, shown);
        value_drop(vm, shown);
    }
    text_add_char(&text, '>');
    if (ok) return str_from_text(vm, &text, result);
    text_free(&text);
    return false;
}

static Stop aenter_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                        Value *result)
{
    (void)sent;
    if (!value_is_unset(thrown)) {
        exception_restore(vm, value_keep(thrown));
        return STOP_RAISES;
    }
    if (!timeout_enter(vm, (Timeout *)self->values[0].object)) return STOP_RAISES;
    *result = value_keep(self->values[0]);
    return STOP_RETURNS;
}

static Stop aexit_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                       Value *result)
{
    (void)sent;
    if (!value_is_unset(thrown)) {
        exception_restore(vm, value_keep(thrown));
        return STOP_RAISES;
    }
    if (!timeout_exit(vm, (Timeout *)self->values[0].object, self->values[2]))
        return STOP_RAISES;
    *result = NONE;
    return STOP_RETURNS;
}

static const NativeCoroutineSpec aenter = {"__aenter__", "Timeout.__aenter__",
                                           aenter_step, 1};
static const NativeCoroutineSpec aexit = {"__aexit__", "Timeout.__aexit__", aexit_step,
                                          4};

static bool method_aenter(Vm *vm, Value *args, Value *result)
{
    *result = native_coroutine_new(vm, &aenter, args, 1);
    return true;
}

static bool method_aexit(Vm *vm, Value *args, Value *result)
{
    *result = native_coroutine_new(vm, &aexit, args, 4);
    return true;
}

static bool method_when(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(((Timeout *)args[0].object)->when);
    return true;
}

static bool method_reschedule(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return reschedule(vm, (Timeout *)args[0].object, args[1]);
}

static bool method_expired(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    TimeoutState state = (TimeoutState)((Timeout *)args[0].object)->state;
    *result = value_bool(state == TIMEOUT_EXPIRING || state == TIMEOUT_EXPIRED);
    return true;
}

static const NativeSpec timeout_methods[] = {
    {"when", "self", method_when, NATIVE_PYTHON},
    {"reschedule", "self, when", method_reschedule, NATIVE_PYTHON},
    {"expired", "self", method_expired, NATIVE_PYTHON},
    {"__aenter__", "self", method_aenter, NATIVE_PYTHON | NATIVE_COROUTINE},
    {"__aexit__", "self, exc_type, exc_val, exc_tb", method_aexit,
     NATIVE_PYTHON | NATIVE_COROUTINE},
    {0},
};

static const NativeSpec timeout_constructor = {"Timeout.__init__", "when", NULL,
                                               NATIVE_PYTHON};

static bool timeout_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    (void)type;
    Value args[SIGNATURE_MOST];
    if (!arguments_bind(vm, &timeout_constructor, arguments, args)) return false;
    bool ok = make(vm, value_keep(args[0]), result);
    arguments_unbind(vm, &timeout_constructor, args);
    return ok;
}

static const TypeSpec timeout_spec = {
    .name = "Timeout",
    .module = "asyncio.timeouts",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Timeout),
    .flags = TYPE_NATIVE | TYPE_FINAL,
    .slots = {.create = timeout_create, .release = timeout_release, .repr = timeout_repr},
    .methods = timeout_methods,
    .has_attributes = true,
};

static bool function_timeout(Vm *vm, Value *args, Value *result)
{
    return timeout_new(vm, args[0], result);
}

static bool function_timeout_at(Vm *vm, Value *args, Value *result)
{
    return make(vm, value_keep(args[0]), result);
}

static const NativeSpec functions[] = {
    {"timeout", "delay", function_timeout, NATIVE_PYTHON},
    {"timeout_at", "when", function_timeout_at, NATIVE_PYTHON},
    {0},
};

void timeouts_init(Vm *vm, Module *module)
{
    Asyncio *asyncio = asyncio_of(vm);
    asyncio->timeout_type = type_new(vm, &timeout_spec, NULL);
    module_set(vm, module, "Timeout",
               value_keep(value_object((Object *)asyncio->timeout_type)));
    natives_add(vm, module->attributes, functions, "asyncio.timeouts");
}
