// futures.c -- Future, as CPython's _asynciomodule.c has it.

#include "asyncio/futures.h"

#include "asyncio/base_futures.h"
#include "asyncio/tasks.h"
#include "base/assert.h"

// ---- The list of callbacks ----

typedef struct Callback {
    uint32_t kind;  // CallbackKind
    Object *target; // counted
} Callback;

struct CallbackList {
    uint32_t count, capacity;
    Callback entries[];
};

static size_t list_bytes(uint32_t capacity)
{
    return sizeof(CallbackList) + capacity * sizeof(Callback);
}

// A lone callback of one of the common kinds stands in the pointer itself: its target,
// with the place of its kind in this table in bits 1 to 3.
static const uint8_t lone_kinds[] = {
    CALLBACK_WAKEUP,       CALLBACK_GATHER,         CALLBACK_GROUP,
    CALLBACK_WAIT,         CALLBACK_CALL,           CALLBACK_AS_COMPLETED,
    CALLBACK_SHIELD_INNER, CALLBACK_RELEASE_WAITER,
};

enum { TAG_LIST = 1, TAG_BITS = 15, LONE_KINDS = sizeof lone_kinds };

static CallbackList *list_of(const Future *future)
{
    return (CallbackList *)(future->callbacks & ~(uintptr_t)TAG_BITS);
}

static bool has_list(const Future *future)
{
    return future->callbacks & TAG_LIST;
}

static Callback lone_callback(uintptr_t callbacks)
{
    return (Callback){lone_kinds[(callbacks & TAG_BITS) >> 1],
                      (Object *)(callbacks & ~(uintptr_t)TAG_BITS)};
}

// Puts a lone callback into the pointer; false if its kind is not one of those.
static bool set_lone_callback(Future *future, CallbackKind kind, Object *target)
{
    for (uintptr_t i = 0; i < LONE_KINDS; i++) {
        if (lone_kinds[i] != kind) continue;
        future->callbacks = (uintptr_t)object_keep(target) | i << 1;
        return true;
    }
    return false;
}

uint32_t future_callback_count(const Future *future)
{
    if (!future->callbacks) return 0;
    return has_list(future) ? list_of(future)->count : 1;
}

CallbackKind future_callback_at(const Future *future, uint32_t index, Object **target)
{
    Callback callback = has_list(future) ? list_of(future)->entries[index]
                                         : lone_callback(future->callbacks);
    *target = callback.target;
    return (CallbackKind)callback.kind;
}

// Makes room for one more entry, in a list from now on; false over the memory limit.
static bool callbacks_reserve(Vm *vm, Future *future)
{
    CallbackList *list = has_list(future) ? list_of(future) : NULL;
    if (list && list->count < list->capacity) return true;
    uint32_t old = list ? list->capacity : 0, new = old ? old * 2 : 2;
    CallbackList *grown =
        heap_buffer_resize(vm, list, list ? list_bytes(old) : 0, list_bytes(new));
    if (!grown) return false;
    if (!list) {
        grown->count = 0;
        if (future->callbacks)
            grown->entries[grown->count++] = lone_callback(future->callbacks);
    }
    grown->capacity = new;
    future->callbacks = (uintptr_t)grown | TAG_LIST;
    return true;
}

static void list_free(Vm *vm, CallbackList *list)
{
    heap_buffer_free(vm, list, list_bytes(list->capacity));
}

void future_add_callback(Vm *vm, Future *future, CallbackKind kind, Object *target)
{
    if (future_is_done(future)) {
        Loop *loop = future_loop(vm, future);
        loop_push(vm, loop, kind, target, &future->object, future->cause);
        return;
    }
    if (!future->callbacks && set_lone_callback(future, kind, target)) return;
    if (!callbacks_reserve(vm, future)) return;
    CallbackList *list = list_of(future);
    list->entries[list->count++] = (Callback){kind, object_keep(target)};
}

static int remove_lone_callback(Vm *vm, Future *future, CallbackKind kind,
                                const Object *target)
{
    Callback callback = lone_callback(future->callbacks);
    if (callback.kind != kind || callback.target != target) return 0;
    future->callbacks = 0;
    object_drop(vm, callback.target);
    return 1;
}

int future_remove_callback(Vm *vm, Future *future, CallbackKind kind, Object *target)
{
    if (!future->callbacks) return 0;
    if (!has_list(future)) return remove_lone_callback(vm, future, kind, target);
    CallbackList *list = list_of(future);
    uint32_t left = 0;
    for (uint32_t i = 0; i < list->count; i++) {
        Callback *entry = &list->entries[i];
        if (entry->kind != kind || entry->target != target)
            list->entries[left++] = *entry;
    }
    uint32_t removed = list->count - left;
    list->count = left;
    for (uint32_t i = 0; i < removed; i++)
        object_drop(vm, target);
    return (int)removed;
}

// Hands all callbacks over to the ready queue: they run in the next turn.
static void schedule_callbacks(Vm *vm, Future *future)
{
    future->cause = asyncio_of(vm)->cause;
    uintptr_t callbacks = future->callbacks;
    if (!callbacks) return;
    Loop *loop = future_loop(vm, future);
    if (!(callbacks & TAG_LIST)) {
        Callback callback = lone_callback(callbacks);
        future->callbacks = 0;
        loop_take(vm, loop, (CallbackKind)callback.kind, callback.target,
                  object_keep(&future->object), future->cause);
        return;
    }
    CallbackList *list = list_of(future);
    future->callbacks = 0;
    for (uint32_t i = 0; i < list->count; i++)
        loop_take(vm, loop, (CallbackKind)list->entries[i].kind, list->entries[i].target,
                  object_keep(&future->object), future->cause);
    list_free(vm, list);
}

static void drop_callbacks(Vm *vm, Future *future)
{
    uintptr_t callbacks = future->callbacks;
    CallbackList *list = list_of(future);
    future->callbacks = 0;
    if (!(callbacks & TAG_LIST)) {
        object_drop(vm, lone_callback(callbacks).target);
        return;
    }
    for (uint32_t i = 0; i < list->count; i++)
        object_drop(vm, list->entries[i].target);
    list_free(vm, list);
}

// ---- Making and ending ----

void future_begin(Vm *vm, Future *future, Loop *loop)
{
    (void)vm;
    future->result = UNSET;
    future->wait = WAIT_FUTURE;
    future->loop = loop->number;
    object_keep(loop);
}

Future *future_new(Vm *vm, Loop *loop)
{
    Future *future = object_new(vm, asyncio_of(vm)->future_type);
    future_begin(vm, future, loop);
    return future;
}

Future *future_new_waiting(Vm *vm, Loop *loop, TraceWait wait, Object *owner)
{
    OwnedFuture *future = object_new(vm, asyncio_of(vm)->owned_future_type);
    future_begin(vm, &future->future, loop);
    future->future.wait = (uint8_t)wait;
    future->owner = owner;
    return &future->future;
}

FutureRare *future_rare(Vm *vm, Future *future)
{
    if (future->rare) return future->rare;
    FutureRare *rare = heap_new(vm, sizeof *rare);
    *rare = (FutureRare){UNSET, UNSET, UNSET, NULL, NULL};
    future->rare = rare;
    return rare;
}

static void drop_rare(Vm *vm, Future *future)
{
    FutureRare *rare = future->rare;
    if (!rare) return;
    future->rare = NULL;
    value_drop(vm, rare->name);
    value_drop(vm, rare->cancel_message);
    value_drop(vm, rare->cancelled);
    object_drop(vm, rare->traceback);
    heap_free(vm, rare, sizeof *rare);
}

void future_release(Vm *vm, Object *self)
{
    Future *future = (Future *)self;
    value_clear(vm, &future->result);
    if (future->callbacks) drop_callbacks(vm, future);
    drop_rare(vm, future);
    if (future->loop) object_drop(vm, future_loop(vm, future));
}

void future_finish(Vm *vm, Future *future, Value result)
{
    future->state = FUTURE_FINISHED;
    value_set(vm, &future->result, value_keep(result));
    schedule_callbacks(vm, future);
}

void future_fail(Vm *vm, Future *future, Value exception)
{
    future->state = FUTURE_FINISHED;
    future->flags |= FUTURE_FAILED | FUTURE_UNSEEN;
    value_set(vm, &future->result, value_keep(exception));
    TraceEntry *traceback = EXCEPTION_OF(exception)->traceback;
    if (traceback) future_rare(vm, future)->traceback = object_keep(traceback);
    schedule_callbacks(vm, future);
}

void future_cancel_plain(Vm *vm, Future *future, Value message)
{
    future->flags &= (uint8_t)~FUTURE_UNSEEN;
    future->state = FUTURE_CANCELLED;
    value_clear(vm, &future->result);
    if (!value_is_unset(message) && !value_is_none(message))
        value_set(vm, &future_rare(vm, future)->cancel_message, value_keep(message));
    else if (future->rare)
        value_clear(vm, &future->rare->cancel_message);
    schedule_callbacks(vm, future);
}

static bool refuse_done(Vm *vm, const Future *future)
{
    if (!future_is_done(future)) return true;
    return raise_error(vm, INVALID_STATE_ERROR, "invalid state");
}

bool future_set_result(Vm *vm, Future *future, Value result)
{
    if (!refuse_done(vm, future)) return false;
    future_finish(vm, future, result);
    return true;
}

// An instance for what set_exception() is given: a class is called.
static bool exception_instance(Vm *vm, Value given, Value *exception)
{
    *exception = UNSET;
    if (value_has_layout(given, LAYOUT_TYPE)) {
        if (!call(vm, given, NULL, 0, exception)) return false;
    } else {
        *exception = value_keep(given);
    }
    if (value_is_exception(*exception)) return true;
    value_clear(vm, exception);
    return raise_error(vm, TYPE_ERROR, "invalid exception object");
}

// A StopIteration inside a coroutine would look like its end, so it travels as the cause
// of a RuntimeError.
static void wrap_stop_iteration(Vm *vm, Value *exception)
{
    if (!exception_is(vm, *exception, STOP_ITERATION)) return;
    Value wrapped = exception_new(vm, RUNTIME_ERROR,
                                  "StopIteration interacts badly with generators and "
                                  "cannot be raised into a Future");
    EXCEPTION_OF(wrapped)->cause = value_keep(*exception);
    EXCEPTION_OF(wrapped)->context = *exception;
    EXCEPTION_OF(wrapped)->suppress_context = true;
    *exception = wrapped;
}

bool future_set_exception(Vm *vm, Future *future, Value given)
{
    if (!refuse_done(vm, future)) return false;
    Value exception;
    if (!exception_instance(vm, given, &exception)) return false;
    wrap_stop_iteration(vm, &exception);
    future_fail(vm, future, exception);
    value_drop(vm, exception);
    return true;
}

// Calls the cancel() that a class of the program has defined in place of ours.
static bool call_own_cancel(Vm *vm, Future *future, Value message, bool *done)
{
    Value result;
    Value given = value_is_unset(message) ? NONE : message;
    if (!call_method(vm, value_object(future), "cancel", &given, 1, &result))
        return false;
    bool ok = value_truth(vm, result, done);
    value_drop(vm, result);
    return ok;
}

bool future_cancel(Vm *vm, Future *future, Value message, bool *done)
{
    Asyncio *asyncio = asyncio_of(vm);
    Type *type = future->object.type;
    if (!(type->flags & TYPE_NATIVE)) return call_own_cancel(vm, future, message, done);
    if (type == asyncio->task_type) return task_cancel(vm, (Task *)future, message, done);
    if (type == asyncio->gathering_future_type)
        return gathering_cancel(vm, future, message, done);
    *done = !future_is_done(future);
    future->flags &= (uint8_t)~FUTURE_UNSEEN;
    if (*done) future_cancel_plain(vm, future, message);
    return true;
}

// ---- Asking ----

Value future_cancelled_error(Vm *vm, Future *future)
{
    FutureRare *rare = future->rare;
    if (rare && !value_is_unset(rare->cancelled)) {
        Value exception = rare->cancelled;
        rare->cancelled = UNSET;
        return exception;
    }
    if (!rare || value_is_unset(rare->cancel_message))
        return exception_new(vm, CANCELLED_ERROR, NULL);
    return exception_new_with(vm, exception_type(vm, CANCELLED_ERROR),
                              &rare->cancel_message, 1);
}

Value future_error(Vm *vm, Future *future)
{
    future->flags &= (uint8_t)~FUTURE_UNSEEN;
    if (future->state == FUTURE_CANCELLED) return future_cancelled_error(vm, future);
    if (!(future->flags & FUTURE_FAILED)) return UNSET;
    // The traceback is again what it was when the exception was set; only the first who
    // asks gets it, as in CPython.
    Exception *exception = EXCEPTION_OF(future->result);
    TraceEntry *old = exception->traceback;
    exception->traceback = future->rare ? future->rare->traceback : NULL;
    if (future->rare) future->rare->traceback = NULL;
    object_drop(vm, old);
    return value_keep(future->result);
}

bool future_result(Vm *vm, Future *future, Value *result)
{
    if (!future_is_done(future))
        return raise_error(vm, INVALID_STATE_ERROR, "Result is not set.");
    Value error = future_error(vm, future);
    if (!value_is_unset(error)) return raise_value(vm, error);
    *result = value_keep(future->result);
    return true;
}

bool future_exception(Vm *vm, Future *future, Value *result)
{
    if (future->state == FUTURE_CANCELLED)
        return raise_value(vm, future_cancelled_error(vm, future));
    if (!future_is_done(future))
        return raise_error(vm, INVALID_STATE_ERROR, "Exception is not set.");
    future->flags &= (uint8_t)~FUTURE_UNSEEN;
    *result = future->flags & FUTURE_FAILED ? value_keep(future->result) : NONE;
    return true;
}

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
    text_addf(&message, "%s exception was never retrieved", type_name(self->type));
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
    if (done) future_cancel_plain(vm, future, args[1]);
    *result = value_bool(done);
    return true;
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

static bool method_add_done_callback(Vm *vm, Value *args, Value *result)
{
    Future *future = FUTURE(args[0]);
    Loop *loop = future->loop ? future_loop(vm, future) : NULL;
    if (loop && future_is_done(future) && !loop_check_open(vm, loop)) return false;
    Object *target = callable_object(vm, args[1]);
    future_add_callback(vm, FUTURE(args[0]), CALLBACK_CALL, target);
    object_drop(vm, target);
    *result = NONE;
    return true;
}

// Takes out what is [callback] itself, which needs no comparing; tells how many.
static int64_t remove_same(Vm *vm, CallbackList *list, Value callback)
{
    uint32_t kept = 0, count = list->count;
    for (uint32_t i = 0; i < count; i++) {
        const Callback *entry = &list->entries[i];
        bool same = entry->kind == CALLBACK_CALL &&
                    value_is(value_object(entry->target), callback);
        if (!same) list->entries[kept++] = *entry;
    }
    list->count = kept;
    for (uint32_t i = kept; i < count; i++)
        object_drop(vm, callback.object); // the caller still has it
    return count - kept;
}

// Compared by ==, as two bound methods of one object are equal but not the same.
static bool method_remove_done_callback(Vm *vm, Value *args, Value *result)
{
    Future *future = FUTURE(args[0]);
    *result = value_int(0);
    if (!future->callbacks || (!has_list(future) && !callbacks_reserve(vm, future)))
        return true;
    int64_t removed = remove_same(vm, list_of(future), args[1]);
    for (uint32_t i = 0; has_list(future) && i < list_of(future)->count;) {
        Callback *entry = &list_of(future)->entries[i];
        bool equal = false;
        if (entry->kind == CALLBACK_CALL) {
            Value target = value_keep(value_object(entry->target));
            bool ok = value_equal(vm, target, args[1], &equal);
            value_drop(vm, target);
            if (!ok) return false;
        }
        if (!equal || !has_list(future) || i >= list_of(future)->count) {
            i++;
            continue;
        }
        CallbackList *list = list_of(future);
        Object *target = list->entries[i].target;
        list->count--;
        for (uint32_t j = i; j < list->count; j++)
            list->entries[j] = list->entries[j + 1];
        object_drop(vm, target);
        removed++;
    }
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
    {0},
};

#define FUTURE_SLOTS                                                                     \
    .create = future_create, .init = future_init, .release = future_release,             \
    .finalize = future_finalize, .repr = future_repr, .await = future_await,             \
    .iter = future_await, .next = future_next, .send = future_send,                      \
    .throw = future_throw

static const TypeSpec future_spec = {
    .name = "Future",
    .module = "_asyncio",
    .layout = LAYOUT_FUTURE,
    .size = sizeof(Future),
    .flags = TYPE_NATIVE,
    .slots = {FUTURE_SLOTS},
    .methods = future_methods,
    .has_attributes = false,
};

static const TypeSpec owned_future_spec = {
    .name = "Future",
    .module = "_asyncio",
    .layout = LAYOUT_FUTURE,
    .size = sizeof(OwnedFuture),
    .flags = TYPE_NATIVE | TYPE_FINAL,
    .slots = {FUTURE_SLOTS},
};

static bool function_isfuture(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_bool(value_is_future(args[0]));
    return true;
}

static bool function_wrap_future(Vm *vm, Value *args, Value *result)
{
    if (!value_is_future(args[0]))
        return raise_error(vm, RUNTIME_ERROR,
                           "futures of concurrent.futures are not simulated yet");
    *result = value_keep(args[0]);
    return true;
}

static const NativeSpec functions[] = {
    {"isfuture", "obj", function_isfuture, NATIVE_PYTHON},
    {"wrap_future", "future, *, loop=None", function_wrap_future, NATIVE_PYTHON},
    {0},
};

void futures_init(Vm *vm, Module *module)
{
    Asyncio *asyncio = asyncio_of(vm);
    asyncio->future_type = type_new(vm, &future_spec, NULL);
    asyncio->owned_future_type = type_new(vm, &owned_future_spec, asyncio->future_type);
    module_set(vm, module, "Future",
               value_keep(value_object((Object *)asyncio->future_type)));
    natives_add(vm, module->attributes, functions, "asyncio.futures");
}
