// futures.c -- Future, as CPython's _asynciomodule.c has it.

#include "asyncio/futures.h"

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

bool future_remove_callable(Vm *vm, Future *future, Value callable, int64_t *removed)
{
    *removed = 0;
    if (!future->callbacks || (!has_list(future) && !callbacks_reserve(vm, future)))
        return true;
    *removed = remove_same(vm, list_of(future), callable);
    for (uint32_t i = 0; has_list(future) && i < list_of(future)->count;) {
        Callback *entry = &list_of(future)->entries[i];
        bool equal = false;
        if (entry->kind == CALLBACK_CALL) {
            Value target = value_keep(callback_callable(vm, entry->target));
            bool ok = value_equal(vm, target, callable, &equal);
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
        ++*removed;
    }
    return true;
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

// Hands all callbacks over to the ready queue: they run in the next turn. A closed loop
// takes none: they are gone then.
static bool schedule_callbacks(Vm *vm, Future *future)
{
    future->cause = asyncio_of(vm)->cause;
    uintptr_t callbacks = future->callbacks;
    if (!callbacks) return true;
    Loop *loop = future_loop(vm, future);
    if (__builtin_expect(loop->closed, 0)) {
        object_keep(loop); // the task that waits may be the last who has it
        drop_callbacks(vm, future);
        loop_check_open(vm, loop);
        object_drop(vm, loop);
        return false;
    }
    if (!(callbacks & TAG_LIST)) {
        Callback callback = lone_callback(callbacks);
        future->callbacks = 0;
        loop_take(vm, loop, (CallbackKind)callback.kind, callback.target,
                  object_keep(&future->object), future->cause);
        return true;
    }
    CallbackList *list = list_of(future);
    future->callbacks = 0;
    for (uint32_t i = 0; i < list->count; i++)
        loop_take(vm, loop, (CallbackKind)list->entries[i].kind, list->entries[i].target,
                  object_keep(&future->object), future->cause);
    list_free(vm, list);
    return true;
}

// ---- Making and ending ----

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
    *rare = (FutureRare){.name = UNSET, .cancel_message = UNSET, .cancelled = UNSET};
    future->rare = rare;
    return rare;
}

Dict *future_attributes(Vm *vm, Object *self, bool makes)
{
    Future *future = (Future *)self;
    if (!makes) return future->rare ? future->rare->attributes : NULL;
    FutureRare *rare = future_rare(vm, future);
    if (!rare->attributes) rare->attributes = dict_new(vm);
    return rare->attributes;
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
    object_drop(vm, rare->context);
    object_drop(vm, rare->attributes);
    made_drop(vm, &rare->made);
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

bool future_finish(Vm *vm, Future *future, Value result)
{
    future->state = FUTURE_FINISHED;
    value_set(vm, &future->result, value_keep(result));
    return schedule_callbacks(vm, future);
}

bool future_fail(Vm *vm, Future *future, Value exception)
{
    future->state = FUTURE_FINISHED;
    future->flags |= FUTURE_FAILED | FUTURE_UNSEEN;
    value_set(vm, &future->result, value_keep(exception));
    TraceEntry *traceback = EXCEPTION_OF(exception)->traceback;
    if (traceback) future_rare(vm, future)->traceback = object_keep(traceback);
    return schedule_callbacks(vm, future);
}

bool future_cancel_plain(Vm *vm, Future *future, Value message)
{
    future->flags &= (uint8_t)~FUTURE_UNSEEN;
    future->state = FUTURE_CANCELLED;
    value_clear(vm, &future->result);
    if (!value_is_unset(message) && !value_is_none(message))
        value_set(vm, &future_rare(vm, future)->cancel_message, value_keep(message));
    else if (future->rare)
        value_clear(vm, &future->rare->cancel_message);
    return schedule_callbacks(vm, future);
}

static bool refuse_done(Vm *vm, const Future *future)
{
    if (!future_is_done(future)) return true;
    return raise_error(vm, INVALID_STATE_ERROR, "invalid state");
}

bool future_set_result(Vm *vm, Future *future, Value result)
{
    if (!refuse_done(vm, future)) return false;
    return future_finish(vm, future, result);
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
    bool ok = future_fail(vm, future, exception);
    value_drop(vm, exception);
    return ok;
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
    return !*done || future_cancel_plain(vm, future, message);
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
