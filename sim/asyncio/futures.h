// futures.h -- asyncio's Future: a place for a result that is not there yet.
//
// Models CPython's _asyncio.Future. A Task is a Future with a coroutine (tasks.h). What
// waits for a future stands in its list of callbacks; a finished future never calls them
// itself but puts them into the loop's ready queue, for the next turn.

#ifndef ASYNCIO_FUTURES_H
#define ASYNCIO_FUTURES_H

#include "asyncio/loop.h"
#include "asyncio/module.h"
#include "vm/context.h"

typedef enum FutureState {
    FUTURE_PENDING,
    FUTURE_CANCELLED,
    FUTURE_FINISHED,
} FutureState;

enum {
    FUTURE_FAILED = 1,       // finished with an exception
    FUTURE_UNSEEN = 2,       // and nobody has asked for it (__log_traceback)
    FUTURE_BLOCKING = 4,     // _asyncio_future_blocking: yielded by its own await
    FUTURE_QUIET = 8,        // _log_destroy_pending is False
    FUTURE_MUST_CANCEL = 16, // task: cancelled, to be told at its next step
    FUTURE_SWALLOWING = 32,  // task: was told of a cancellation, and has not ended
    FUTURE_TOLD = 64,        // task: cancel-swallowed has been reported
    FUTURE_INTERNAL = 128,   // task: made by asyncio itself while it closes
};

// What few futures have.
typedef struct FutureRare {
    Value name;           // of a task that was given one; a str
    Value cancel_message; // UNSET or what cancel(msg) was given
    Value cancelled;      // UNSET or the CancelledError that ended it, not yet handed out
    TraceEntry *traceback;     // of the exception when it was set; counted
    struct TaskThread *thread; // of a task that is a thread (task_threads.h), or NULL
    VarContext *context; // task: its own; counted; NULL: empty, and nobody has seen it
    Dict *attributes;    // that the program gave it, or NULL; counted
    MadeAt made;
} FutureRare;

typedef struct CallbackList CallbackList;

typedef struct Future {
    Object object;
    // FUTURE_FINISHED: its result or exception. A pending task: the future or sleep that
    // it waits for, UNSET when its step is scheduled or running.
    Value result;
    uintptr_t callbacks; // 0, a lone callback, or a CallbackList: see futures.c
    FutureRare *rare;    // NULL as long as nothing is in it
    uint8_t state;       // FutureState
    uint8_t flags;
    uint8_t wait;   // TraceWait: what waiting for it means
    uint8_t held;   // task: how many locks it holds, at most 255
    uint32_t cause; // the event that finished it
    uint32_t id;    // a task's id; of other futures the object that they belong to, or 0
    uint16_t loop;  // number of its loop
    uint16_t cancels; // task: cancelling()
} Future;

// A future that one of our own objects waits with: [owner] tells whom the wait is about
// (a SyncObject, Wait, TaskGroup, Shield). Borrowed; cleared by an owner that dies first.
typedef struct OwnedFuture {
    Future future;
    Object *owner;
} OwnedFuture;

#define FUTURE(value) ((Future *)(value).object)

// Future or Task (asyncio.isfuture).
static inline bool value_is_future(Value v)
{
    return value_has_layout(v, LAYOUT_FUTURE);
}

static inline bool future_is_done(const Future *future)
{
    return future->state != FUTURE_PENDING;
}

static inline bool future_is_cancelled(const Future *future)
{
    return future->state == FUTURE_CANCELLED;
}

// loop.create_future(): the caller owns it.
Future *future_new(Vm *vm, Loop *loop);

// A future on which a native coroutine of ours waits: [wait] is the word in the trace and
// [owner] (borrowed, may be NULL) tells which lock, queue or group it is about; for an
// owner that is a SyncObject its id is told. The caller owns the future.
Future *future_new_waiting(Vm *vm, Loop *loop, TraceWait wait, Object *owner);

// Where callbacks wait, but the loop is closed, that which ends a future is false with
// RuntimeError "Event loop is closed" set: the callbacks are gone and the future is done all
// the same, as CPython's future_schedule_callbacks() has it.
#define FUTURE_ENDS __attribute__((warn_unused_result))

// set_result() without the check: the future must be pending. Keeps [result].
FUTURE_ENDS bool future_finish(Vm *vm, Future *future, Value result);

// set_exception(): false with CPython's errors if it is done or the exception is none.
bool future_set_result(Vm *vm, Future *future, Value result);
bool future_set_exception(Vm *vm, Future *future, Value exception);

// The same for an exception instance and a pending future.
FUTURE_ENDS bool future_fail(Vm *vm, Future *future, Value exception);

// future.cancel(msg): true in [*done] if it was pending. Dispatches to Task's,
// gather's and the program's own cancel. [message] UNSET: none.
bool future_cancel(Vm *vm, Future *future, Value message, bool *done);

// Future.cancel() itself, for a pending future; no dispatch.
FUTURE_ENDS bool future_cancel_plain(Vm *vm, Future *future, Value message);

// future.result(): false with the exception raised if it failed, was cancelled or is
// pending. [*result] is owned by the caller.
bool future_result(Vm *vm, Future *future, Value *result);

// future.exception(): None if it has none.
bool future_exception(Vm *vm, Future *future, Value *result);

// The CancelledError of a cancelled future, owned (_make_cancelled_error).
Value future_cancelled_error(Vm *vm, Future *future);

// Adds a callback that runs in the turn after the future is done (or after now, if it is
// done already). Keeps [target].
void future_add_callback(Vm *vm, Future *future, CallbackKind kind, Object *target);

// The callable behind a CALLBACK_CALL's target, which may be bound to a context. Borrowed.
Value callback_callable(const Vm *vm, const Object *target);

// Removes all callbacks of that kind and target; how many there were.
int future_remove_callback(Vm *vm, Future *future, CallbackKind kind, Object *target);

// The same for callables of the program, compared by ==, as two bound methods of one object
// are equal but not the same. False with what the comparison raised.
bool future_remove_callable(Vm *vm, Future *future, Value callable, int64_t *removed);

// How many callbacks wait, and which one stands at [index], its target borrowed.
uint32_t future_callback_count(const Future *future);
CallbackKind future_callback_at(const Future *future, uint32_t index, Object **target);

// The exception that waking up from a done future means: owned, UNSET if it has a result.
// Counts as asking for it.
Value future_error(Vm *vm, Future *future);

// cancel() of gather()'s future: cancels the children.
bool gathering_cancel(Vm *vm, Future *future, Value message, bool *done);

// The loop of a future. Borrowed.
static inline Loop *future_loop(const Vm *vm, const Future *future)
{
    return loop_numbered(vm, future->loop);
}

// The rare part, made if it is missing.
FutureRare *future_rare(Vm *vm, Future *future);

// What the program has set on a future, slots.hidden: CPython's have no __dict__ either.
Dict *future_attributes(Vm *vm, Object *self, bool makes);

// The Future part of a new object of a type that derives from Future: called once.
static inline void future_begin(Vm *vm, Future *future, Loop *loop)
{
    future->result = UNSET;
    future->wait = WAIT_FUTURE;
    future->loop = loop->number;
    object_keep(loop);
    if (loop->debug) made_note(vm, &future_rare(vm, future)->made);
}

// For other types of this layer: Future's way to drop what it holds.
void future_release(Vm *vm, Object *self);
void future_finalize_any(Vm *vm, Object *self);

// The loop= argument of a constructor: a loop, or None for get_event_loop().
bool loop_argument(Vm *vm, Value given, Loop **loop);

// The property _source_traceback of futures and tasks.
bool future_source_traceback(Vm *vm, Value *args, Value *result);

void futures_init(Vm *vm, Module *module);

#endif
