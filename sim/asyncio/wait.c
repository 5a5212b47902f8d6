// wait.c -- wait() and wait_for() of CPython's tasks.py.

#include "asyncio/callbacks.h"
#include "asyncio/timeouts.h"
#include "asyncio/values.h"
#include "asyncio/waiting.h"

bool waiter_release(Vm *vm, Object *target, Object *argument)
{
    (void)argument;
    Future *waiter = (Future *)target;
    return future_is_done(waiter) || future_finish(vm, waiter, NONE);
}

// ---- wait ----

static bool is_enough(const Wait *wait, const Future *future)
{
    if (!wait->left || wait->until == UNTIL_FIRST) return true;
    return wait->until == UNTIL_EXCEPTION && future->flags & FUTURE_FAILED;
}

bool wait_child_done(Vm *vm, Object *target, Object *argument)
{
    Wait *wait = (Wait *)target;
    Future *future = (Future *)argument;
    if (wait->left) wait->left--;
    // Only FIRST_EXCEPTION asks for it, when it has not to return anyway.
    if (wait->left && wait->until == UNTIL_EXCEPTION)
        future->flags &= (uint8_t)~FUTURE_UNSEEN;
    if (!is_enough(wait, future)) return true;
    if (wait->timeout) handle_cancel(vm, wait->timeout);
    return waiter_release(vm, &wait->waiter->object, NULL);
}

static void wait_release(Vm *vm, Object *self)
{
    Wait *wait = (Wait *)self;
    object_drop(vm, wait->waiter);
    object_drop(vm, wait->futures);
    object_drop(vm, wait->timeout);
    wait->waiter = NULL;
    wait->futures = NULL;
    wait->timeout = NULL;
}

static const TypeSpec wait_spec = {
    .name = "Wait",
    .module = "asyncio.tasks",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Wait),
    .flags = TYPE_NATIVE | TYPE_FINAL,
    .slots = {.release = wait_release},
};

static bool until_of(Vm *vm, Value given, uint8_t *until)
{
    static const char *const words[] = {"ALL_COMPLETED", "FIRST_COMPLETED",
                                        "FIRST_EXCEPTION"};
    for (uint8_t i = 0; value_is_str(given) && i < 3; i++)
        if (str_is(STR(given), words[i])) {
            *until = i;
            return true;
        }
    Text text = {0};
    if (text_add_str(vm, &text, given))
        raise_error(vm, VALUE_ERROR, "Invalid return_when value: %s", text_string(&text));
    text_free(&text);
    return false;
}

// The different futures of [given], each once, in order of arrival.
static bool collect(Vm *vm, Value given, Tuple **futures)
{
    Set *set = set_new(vm, false);
    bool ok = set_update(vm, set, given);
    bool coroutines = false;
    Value item;
    uint32_t at = 0;
    while (ok && set_next(set, &at, &item))
        coroutines |= is_coroutine(vm, item);
    if (coroutines)
        ok = raise_error(vm, TYPE_ERROR,
                         "Passing coroutines is forbidden, use tasks explicitly.");
    if (ok) *futures = tuple_new(vm, (int)set_count(set));
    at = 0;
    for (uint32_t i = 0; ok && set_next(set, &at, &item); i++) {
        (*futures)->items[i] = value_keep(item);
        if (value_is_future(item)) continue;
        ok = raise_error(vm, ATTRIBUTE_ERROR,
                         "'%s' object has no attribute 'add_done_callback'",
                         value_type_name(vm, item));
        for (uint32_t rest = i + 1; rest < (*futures)->count; rest++)
            (*futures)->items[rest] = NONE;
        object_drop(vm, *futures);
    }
    object_drop(vm, set);
    return ok;
}

static bool refuse_single(Vm *vm, Value given)
{
    if (!value_is_future(given) && !is_coroutine(vm, given)) return true;
    return raise_error(vm, TYPE_ERROR, "expect a list of futures, not %s",
                       value_short_type_name(vm, given));
}

// What wait() does before it waits. [values]: fs, timeout, return_when.
static bool wait_begin(Vm *vm, const Value *values, Wait **result)
{
    bool any;
    uint8_t until;
    if (!refuse_single(vm, values[0]) || !value_truth(vm, values[0], &any)) return false;
    if (!any) return raise_error(vm, VALUE_ERROR, "Set of Tasks/Futures is empty.");
    Tuple *futures;
    if (!until_of(vm, values[2], &until) || !collect(vm, values[0], &futures))
        return false;
    Loop *loop = loop_running(vm);
    double delay = 0;
    bool timed = !value_is_none(values[1]);
    if (!loop || (timed && !arg_double(vm, values[1], &delay))) {
        object_drop(vm, futures);
        return false;
    }
    Wait *wait = object_new(vm, asyncio_of(vm)->wait_type);
    wait->futures = futures;
    wait->left = futures->count;
    wait->until = until;
    wait->waiter = future_new_waiting(vm, loop, WAIT_WAIT, &wait->object);
    if (timed)
        wait->timeout = loop_set_timer(vm, loop, time_after(vm, delay),
                                       CALLBACK_RELEASE_WAITER, &wait->waiter->object);
    for (uint32_t i = 0; i < futures->count; i++)
        future_add_callback(vm, FUTURE(futures->items[i]), CALLBACK_WAIT, &wait->object);
    *result = wait;
    return true;
}

static void wait_end(Vm *vm, Wait *wait)
{
    if (wait->timeout) handle_cancel(vm, wait->timeout);
    for (uint32_t i = 0; i < wait->futures->count; i++)
        future_remove_callback(vm, FUTURE(wait->futures->items[i]), CALLBACK_WAIT,
                               &wait->object);
    ((OwnedFuture *)wait->waiter)->owner = NULL;
}

static bool wait_result(Vm *vm, const Wait *wait, Value *result)
{
    Set *sets[2] = {set_new(vm, false), set_new(vm, false)};
    bool ok = true;
    for (uint32_t i = 0; ok && i < wait->futures->count; i++) {
        Value future = wait->futures->items[i];
        ok = set_add(vm, sets[!future_is_done(FUTURE(future))], future);
    }
    Value both[] = {value_object((Object *)sets[0]), value_object((Object *)sets[1])};
    if (ok) *result = tuple_of(vm, both, 2);
    value_drop(vm, both[0]);
    value_drop(vm, both[1]);
    return ok;
}

// values: fs, timeout, return_when, then the Wait.
static Stop wait_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                      Value *result)
{
    (void)sent;
    if (self->state == 0) {
        Wait *wait = NULL;
        if (!value_is_unset(thrown)) {
            exception_restore(vm, value_keep(thrown));
            return STOP_RAISES;
        }
        if (!wait_begin(vm, self->values, &wait)) return STOP_RAISES;
        self->state = 1;
        self->values[3] = value_object(wait);
        return native_await(vm, self, value_object(wait->waiter), result);
    }
    Wait *wait = (Wait *)self->values[3].object;
    if (!value_is_unset(thrown)) value_keep(thrown);
    wait_end(vm, wait);
    if (!value_is_unset(thrown)) {
        exception_restore(vm, thrown);
        return STOP_RAISES;
    }
    return wait_result(vm, wait, result) ? STOP_RETURNS : STOP_RAISES;
}

static const NativeCoroutineSpec wait_coroutine = {"wait", "wait", wait_step, 4};

static bool function_wait(Vm *vm, Value *args, Value *result)
{
    *result = native_coroutine_new(vm, &wait_coroutine, args, 3);
    return true;
}

// ---- wait_for ----

enum {
    WAIT_FOR_NEW,
    WAIT_FOR_IN_TIME,   // inside "async with timeout(...)"
    WAIT_FOR_CANCELLED, // a timeout of 0: cancelled at once, waits for its end
};

// values: fut, timeout, then the Timeout or waiter, then the future of fut.
enum { FOR_FUTURE, FOR_TIMEOUT, FOR_GUARD, FOR_CANCELLED, FOR_COUNT };

static Stop returns(bool ok)
{
    return ok ? STOP_RETURNS : STOP_RAISES;
}

static bool too_late(Vm *vm, Value timeout, bool *late)
{
    *late = false;
    if (value_is_none(timeout)) return true;
    Value compared;
    if (!value_compare(vm, COMPARE_LE, timeout, value_int(0), &compared)) return false;
    bool ok = value_truth(vm, compared, late);
    value_drop(vm, compared);
    return ok;
}

// The time is over before it began: cancels, and waits until that is done.
static Stop cancel_at_once(Vm *vm, NativeCoroutine *self, Value *result)
{
    Value future;
    if (!ensure_future(vm, self->values[FOR_FUTURE], NULL, &future)) return STOP_RAISES;
    self->values[FOR_CANCELLED] = future;
    if (future_is_done(FUTURE(future)))
        return returns(future_result(vm, FUTURE(future), result));
    Loop *loop = loop_running(vm);
    if (!loop) return STOP_RAISES;
    Future *waiter = future_new_waiting(vm, loop, WAIT_WAIT, future.object);
    self->values[FOR_GUARD] = value_object(waiter);
    future_add_callback(vm, FUTURE(future), CALLBACK_RELEASE_WAITER, &waiter->object);
    bool done;
    if (!future_cancel(vm, FUTURE(future), UNSET, &done)) return STOP_RAISES;
    self->state = WAIT_FOR_CANCELLED;
    return native_await(vm, self, self->values[FOR_GUARD], result);
}

static Stop after_cancel(Vm *vm, NativeCoroutine *self, Value thrown, Value *result)
{
    Future *future = FUTURE(self->values[FOR_CANCELLED]);
    Object *waiter = self->values[FOR_GUARD].object;
    if (!value_is_unset(thrown)) value_keep(thrown);
    future_remove_callback(vm, future, CALLBACK_RELEASE_WAITER, waiter);
    ((OwnedFuture *)waiter)->owner = NULL;
    value_clear(vm, &self->values[FOR_GUARD]);
    if (!value_is_unset(thrown)) {
        exception_restore(vm, thrown);
        return STOP_RAISES;
    }
    if (future_result(vm, future, result)) return STOP_RETURNS;
    if (!exception_is_raised(vm, CANCELLED_ERROR)) return STOP_RAISES;
    timeout_raise_from(vm, exception_take(vm));
    return STOP_RAISES;
}

static Stop wait_for_begin(Vm *vm, NativeCoroutine *self, Value *result)
{
    bool late;
    if (!too_late(vm, self->values[FOR_TIMEOUT], &late)) return STOP_RAISES;
    if (late) return cancel_at_once(vm, self, result);
    Value timeout;
    if (!timeout_new(vm, self->values[FOR_TIMEOUT], &timeout)) return STOP_RAISES;
    self->values[FOR_GUARD] = timeout;
    if (!timeout_enter(vm, (Timeout *)timeout.object)) return STOP_RAISES;
    self->state = WAIT_FOR_IN_TIME;
    return native_await(vm, self, self->values[FOR_FUTURE], result);
}

static Stop wait_for_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                          Value *result)
{
    if (self->state == WAIT_FOR_NEW) {
        if (value_is_unset(thrown)) return wait_for_begin(vm, self, result);
        exception_restore(vm, value_keep(thrown));
        return STOP_RAISES;
    }
    if (self->state == WAIT_FOR_CANCELLED) return after_cancel(vm, self, thrown, result);
    Value exception = value_is_unset(thrown) ? UNSET : value_keep(thrown);
    Value returned = value_keep(sent);
    if (!timeout_exit(vm, (Timeout *)self->values[FOR_GUARD].object, exception)) {
        value_drop(vm, exception);
        value_drop(vm, returned);
        return STOP_RAISES;
    }
    if (!value_is_unset(exception)) {
        exception_restore(vm, exception);
        return STOP_RAISES;
    }
    *result = returned;
    return STOP_RETURNS;
}

static const NativeCoroutineSpec wait_for = {"wait_for", "wait_for", wait_for_step,
                                             FOR_COUNT};

static bool function_wait_for(Vm *vm, Value *args, Value *result)
{
    *result = native_coroutine_new(vm, &wait_for, args, 2);
    return true;
}

static const NativeSpec functions[] = {
    {"wait", "fs, *, timeout=None, return_when='ALL_COMPLETED'", function_wait,
     NATIVE_PYTHON},
    {"wait_for", "fut, timeout", function_wait_for, NATIVE_PYTHON},
    {0},
};

void wait_init(Vm *vm, Module *module)
{
    asyncio_of(vm)->wait_type = type_new(vm, &wait_spec, NULL);
    natives_add(vm, module->attributes, functions, "asyncio.tasks");
    static const char *const words[] = {"ALL_COMPLETED", "FIRST_COMPLETED",
                                        "FIRST_EXCEPTION"};
    for (int i = 0; i < 3; i++)
        module_set(vm, module, words[i], str_from(vm, words[i]));
}
