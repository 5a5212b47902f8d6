// callbacks.h -- what asyncio's own callbacks do: one function for each CallbackKind.
//
// [target] is what the callback was added with, [argument] the future that is done or
// NULL; both borrowed. False with the exception set is reported as CPython reports an
// exception in a callback.

#ifndef ASYNCIO_CALLBACKS_H
#define ASYNCIO_CALLBACKS_H

#include "asyncio/loop.h"

typedef bool CallbackFn(Vm *vm, Object *target, Object *argument);

// The context that a CALLBACK_CALL's target is called in; NULL: an empty one. Borrowed.
VarContext *callback_context(const Vm *vm, Object *target);

CallbackFn task_wakeup; // the task goes on with what the future became
CallbackFn sleep_ring;  // a sleep's time is over
CallbackFn loop_run_until_complete_done;
CallbackFn gather_child_done;
CallbackFn wait_child_done;
CallbackFn waiter_release; // sets a waiter's result, unless it is done
CallbackFn shield_inner_done;
CallbackFn shield_outer_done;
CallbackFn group_task_done;
CallbackFn timeout_ring;
CallbackFn as_completed_done;
CallbackFn as_completed_timeout;
CallbackFn create_task_of; // loop.create_task(target)

#endif
