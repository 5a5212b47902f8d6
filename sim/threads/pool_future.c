// pool_future.c -- concurrent.futures.Future, as _base.py of CPython 3.13 has it.

#include "threads/pool_future.h"

#include "vm/iterators.h"
#include "vm/strings.h"

static PoolFuture *future_of(Value v)
{
    return POOL_FUTURE(v);
}

static const char *const state_names[] = {"PENDING", "RUNNING", "CANCELLED",
                                          "CANCELLED_AND_NOTIFIED", "FINISHED"};
static const char *const state_words[] = {"pending", "running", "cancelled", "cancelled",
                                          "finished"};

// ---- Making ----

static bool future_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    (void)arguments;
    PoolFuture *future = object_new(vm, type);
    future->result = future->exception = NONE;
    *result = value_object(future);
    return true;
}

static bool future_init(Vm *vm, Value self, const Arguments *arguments)
{
    static const NativeSpec spec = {"Future.__init__", "self", NULL, NATIVE_PYTHON};
    Value args[SIGNATURE_MOST];
    if (!bind_init(vm, &spec, self, arguments, args)) return false;
    arguments_unbind(vm, &spec, args);
    return true;
}

PoolFuture *pool_future_new(Vm *vm)
{
    Value made;
    future_create(vm, threads_of(vm)->pool_future_type, NULL, &made);
    return future_of(made);
}

static void future_release(Vm *vm, Object *self)
{
    PoolFuture *future = (PoolFuture *)self;
    value_clear(vm, &future->result);
    value_clear(vm, &future->exception);
    List *callbacks = future->callbacks, *waiters = future->waiters;
    future->callbacks = future->waiters = NULL;
    object_drop(vm, callbacks);
    object_drop(vm, waiters);
}

static bool future_repr(Vm *vm, Value self, Value *result)
{
    const PoolFuture *future = future_of(self);
    Text text = {0};
    text_addf(&text, "<%s at 0x%llx state=%s", value_type_name(vm, self),
              (unsigned long long)value_id(vm, self), state_words[future->state]);
    if (future->state == POOL_FINISHED) {
        bool failed = !value_is_none(future->exception);
        text_addf(&text, failed ? " raised %s" : " returned %s",
                  value_short_type_name(vm, failed ? future->exception : future->result));
    }
    text_add_char(&text, '>');
    return str_from_text(vm, &text, result);
}

// ---- Callbacks ----

bool pool_log_exception(Vm *vm, const char *message, bool all)
{
    if (vm->halt || (!all && !exception_is_raised(vm, EXCEPTION))) return false;
    Value exception = exception_take(vm);
    Text text = {0};
    text_addf(&text, "%s\n", message);
    exception_report(vm, exception, &text);
    if (vm->hooks.write) vm->hooks.write(vm, true, text_string(&text), text.size);
    text_free(&text);
    value_drop(vm, exception);
    return true;
}

static bool call_callback(Vm *vm, PoolFuture *future, Value callable)
{
    Value answer, self = value_object(future);
    if (call(vm, callable, &self, 1, &answer)) {
        value_drop(vm, answer);
        return true;
    }
    if (vm->halt || !exception_is_raised(vm, EXCEPTION)) return false;
    Value raised = exception_take(vm), shown;
    if (!future_repr(vm, self, &shown)) return false;
    Text message = {0};
    text_addf(&message, "exception calling callback for %s", STR(shown)->bytes);
    exception_restore(vm, raised);
    pool_log_exception(vm, text_string(&message), false);
    text_free(&message);
    value_drop(vm, shown);
    return true;
}

static bool call_callbacks(Vm *vm, PoolFuture *future)
{
    object_keep(future);
    bool ok = true;
    for (uint32_t i = 0; ok && future->callbacks && i < future->callbacks->count; i++) {
        Value callable = value_keep(future->callbacks->items[i]);
        ok = call_callback(vm, future, callable);
        value_drop(vm, callable);
    }
    object_drop(vm, future);
    return ok;
}

bool pool_future_add_callback(Vm *vm, PoolFuture *future, Value callable)
{
    if (pool_future_is_done(future)) return call_callback(vm, future, callable);
    if (!future->callbacks) future->callbacks = list_new(vm);
    return list_append(vm, future->callbacks, callable);
}

// ---- Ending ----

static void tell(Vm *vm, PoolWaiter *waiter, PoolFuture *future)
{
    list_append(vm, waiter->finished, value_object(future));
    bool failed = !value_is_none(future->exception);
    switch ((PoolUntil)waiter->until) {
    case POOL_EACH:
    case POOL_FIRST: waiter->is_set = true; break;
    case POOL_EXCEPTION:
    case POOL_ALL:
        if (failed && waiter->until == POOL_EXCEPTION)
            waiter->is_set = true;
        else if (--waiter->left == 0)
            waiter->is_set = true;
        break;
    }
    if (waiter->is_set) wait_list_wake_all(vm, &waiter->waiting);
}

static void tell_waiters(Vm *vm, PoolFuture *future)
{
    for (uint32_t i = 0; future->waiters && i < future->waiters->count; i++)
        tell(vm, (PoolWaiter *)future->waiters->items[i].object, future);
}

bool pool_future_begin(Vm *vm, PoolFuture *future, bool *runs)
{
    *runs = future->state == POOL_PENDING;
    if (*runs) {
        future->state = POOL_RUNNING;
        return true;
    }
    if (future->state != POOL_CANCELLED)
        return raise_error(vm, RUNTIME_ERROR, "Future in unexpected state");
    future->state = POOL_CANCELLED_AND_NOTIFIED;
    tell_waiters(vm, future);
    return true;
}

static bool refuse_done(Vm *vm, PoolFuture *future)
{
    if (!pool_future_is_done(future)) return true;
    Value shown;
    if (!value_repr(vm, value_object(future), &shown)) return false;
    raise_error(vm, FUTURES_INVALID_STATE_ERROR, "%s: %s", state_names[future->state],
                STR(shown)->bytes);
    value_drop(vm, shown);
    return false;
}

static bool finish(Vm *vm, PoolFuture *future, Value *slot, Value value)
{
    if (!refuse_done(vm, future)) return false;
    value_set(vm, slot, value_keep(value));
    future->state = POOL_FINISHED;
    tell_waiters(vm, future);
    wait_list_wake_all(vm, &future->waiting);
    return call_callbacks(vm, future);
}

bool pool_future_set_result(Vm *vm, PoolFuture *future, Value result)
{
    return finish(vm, future, &future->result, result);
}

bool pool_future_set_exception(Vm *vm, PoolFuture *future, Value exception)
{
    return finish(vm, future, &future->exception, exception);
}

bool pool_future_cancel(Vm *vm, PoolFuture *future, bool *cancelled)
{
    *cancelled = future->state != POOL_RUNNING && future->state != POOL_FINISHED;
    if (future->state != POOL_PENDING) return true;
    future->state = POOL_CANCELLED;
    job_record_end(vm, &future->record, END_CANCELLED);
    wait_list_wake_all(vm, &future->waiting);
    return call_callbacks(vm, future);
}

// ---- Waiting ----

// Until it is done, or for [timeout]: false with CPython's error set unless it is finished.
static bool await_end(Vm *vm, PoolFuture *future, SimTime timeout)
{
    bool woken;
    if (!pool_future_is_done(future) &&
        !thread_running_waits(vm, &future->waiting, timeout, "future", &woken))
        return false;
    if (pool_future_is_cancelled(future))
        return raise_with(vm, FUTURES_CANCELLED_ERROR, UNSET);
    return future->state == POOL_FINISHED || raise_with(vm, TIMEOUT_ERROR, UNSET);
}

bool pool_future_result(Vm *vm, PoolFuture *future, SimTime timeout, Value *result)
{
    if (!await_end(vm, future, timeout)) return false;
    if (value_is_none(future->exception)) {
        *result = value_keep(future->result);
        return true;
    }
    return raise_statement(vm, future->exception, UNSET);
}

bool pool_future_exception(Vm *vm, PoolFuture *future, SimTime timeout, Value *result)
{
    if (!await_end(vm, future, timeout)) return false;
    *result = value_keep(future->exception);
    return true;
}

// ---- Methods ----

static bool method_result(Vm *vm, Value *args, Value *result)
{
    SimTime timeout;
    return timeout_from(vm, args[1], &timeout) &&
           pool_future_result(vm, future_of(args[0]), timeout, result);
}

static bool method_exception(Vm *vm, Value *args, Value *result)
{
    SimTime timeout;
    return timeout_from(vm, args[1], &timeout) &&
           pool_future_exception(vm, future_of(args[0]), timeout, result);
}

static bool method_cancel(Vm *vm, Value *args, Value *result)
{
    bool cancelled;
    if (!pool_future_cancel(vm, future_of(args[0]), &cancelled)) return false;
    *result = value_bool(cancelled);
    return true;
}

static bool method_cancelled(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_bool(pool_future_is_cancelled(future_of(args[0])));
    return true;
}

static bool method_running(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_bool(future_of(args[0])->state == POOL_RUNNING);
    return true;
}

static bool method_done(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_bool(pool_future_is_done(future_of(args[0])));
    return true;
}

static bool method_add_callback(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return pool_future_add_callback(vm, future_of(args[0]), args[1]);
}

static bool method_set_running(Vm *vm, Value *args, Value *result)
{
    PoolFuture *future = future_of(args[0]);
    bool runs;
    if (!pool_future_begin(vm, future, &runs)) {
        if (vm->halt || !vm->hooks.write) return false;
        Text text = {0};
        text_addf(&text, "Future %lld in unexpected state: %s\n",
                  (long long)value_id(vm, args[0]), state_names[future->state]);
        vm->hooks.write(vm, true, text_string(&text), text.size);
        text_free(&text);
        return false;
    }
    *result = value_bool(runs);
    return true;
}

static bool method_set_result(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return pool_future_set_result(vm, future_of(args[0]), args[1]);
}

static bool method_set_exception(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return pool_future_set_exception(vm, future_of(args[0]), args[1]);
}

static bool method_state(Vm *vm, Value *args, Value *result)
{
    *result = str_from(vm, state_names[future_of(args[0])->state]);
    return true;
}

static const NativeSpec future_methods[] = {
    {"cancel", "self", method_cancel, NATIVE_PYTHON},
    {"cancelled", "self", method_cancelled, NATIVE_PYTHON},
    {"running", "self", method_running, NATIVE_PYTHON},
    {"done", "self", method_done, NATIVE_PYTHON},
    {"add_done_callback", "self, fn", method_add_callback, NATIVE_PYTHON},
    {"result", "self, timeout=None", method_result, NATIVE_PYTHON},
    {"exception", "self, timeout=None", method_exception, NATIVE_PYTHON},
    {"set_running_or_notify_cancel", "self", method_set_running, NATIVE_PYTHON},
    {"set_result", "self, result", method_set_result, NATIVE_PYTHON},
    {"set_exception", "self, exception", method_set_exception, NATIVE_PYTHON},
    {"_state", "self", method_state, NATIVE_PYTHON | NATIVE_PROPERTY},
    {"__class_getitem__", "cls, item, /", generic_alias_of, NATIVE_CLASS},
    {0},
};

static const TypeSpec future_spec = {
    .name = "Future",
    .module = "concurrent.futures._base",
    .layout = LAYOUT_OTHER,
    .size = sizeof(PoolFuture),
    .slots = {.create = future_create,
              .init = future_init,
              .release = future_release,
              .repr = future_repr},
    .methods = future_methods,
    .has_attributes = true,
};

void pool_futures_init(Vm *vm, Module *module)
{
    threads_of(vm)->pool_future_type = module_type(vm, module, &future_spec, NULL);
}
