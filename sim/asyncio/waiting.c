// waiting.c -- from a future to the tasks behind it.

#include "asyncio/waiting.h"

#include "asyncio/mixins.h"
#include "asyncio/taskgroups.h"
#include "trace/record.h"

#include <string.h>

TraceWait waiter_kind(const Vm *vm, Value waiter)
{
    if (value_is_unset(waiter)) return WAIT_YIELD;
    if (value_is_sleep(vm, waiter)) return WAIT_SLEEP;
    if (value_is_task(vm, waiter)) return WAIT_TASK;
    return (TraceWait)FUTURE(waiter)->wait;
}

static void visit_future(Vm *vm, Value future, WaiterVisit *visit, void *owner)
{
    if (!value_is_future(future) || future_is_done(FUTURE(future))) return;
    if (value_is_task(vm, future))
        visit(owner, FUTURE(future)->id, TASK(future));
    else // what is behind it in turn: the gather in a wait
        waiter_each(vm, future, visit, owner);
}

static void visit_tuple(Vm *vm, const Tuple *futures, WaiterVisit *visit, void *owner)
{
    for (uint32_t i = 0; futures && i < futures->count; i++)
        visit_future(vm, futures->items[i], visit, owner);
}

static void visit_set(Vm *vm, const Set *futures, WaiterVisit *visit, void *owner)
{
    Value future;
    uint32_t at = 0;
    while (set_next((Set *)futures, &at, &future))
        visit_future(vm, future, visit, owner);
}

static void visit_holders(const SyncObject *object, WaiterVisit *visit, void *owner)
{
    for (uint32_t i = 0; i < object->holder_count; i++)
        visit(owner, object->holders[i], NULL);
}

void waiter_each(Vm *vm, Value waiter, WaiterVisit *visit, void *owner)
{
    TraceWait kind = waiter_kind(vm, waiter);
    if (kind == WAIT_SLEEP || kind == WAIT_YIELD || kind == WAIT_FUTURE) return;
    if (kind == WAIT_TASK) {
        visit(owner, FUTURE(waiter)->id, TASK(waiter));
        return;
    }
    if (kind == WAIT_GATHER) {
        visit_tuple(vm, ((GatheringFuture *)waiter.object)->children, visit, owner);
        return;
    }
    Object *behind = ((OwnedFuture *)waiter.object)->owner;
    if (!behind) return;
    switch (kind) {
    case WAIT_WAIT:
        if (behind->type == asyncio_of(vm)->wait_type)
            visit_tuple(vm, ((Wait *)behind)->futures, visit, owner);
        else if (behind->type == asyncio_of(vm)->as_completed_type)
            visit_set(vm, as_completed_todo(behind), visit, owner);
        else if (behind->type->layout == LAYOUT_FUTURE)
            visit_future(vm, value_object(behind), visit, owner);
        break;
    case WAIT_GROUP: visit_set(vm, ((TaskGroup *)behind)->tasks, visit, owner); break;
    case WAIT_SHIELD: visit_future(vm, value_object(behind), visit, owner); break;
    default: visit_holders((SyncObject *)behind, visit, owner); break;
    }
}

static void list_task(void *owner, uint32_t id, Task *task)
{
    (void)task;
    trace_list_task(owner, id);
}

static void first_task(void *owner, uint32_t id, Task *task)
{
    (void)task;
    uint32_t *first = owner;
    if (!*first) *first = id;
}

// Where the task waits. The coroutines that it waits in go with its task.suspend.
static TracePlace place_of(Vm *vm, const Task *task)
{
    int line = coroutine_lone_line(vm, task->coroutine);
    if (line) return (TracePlace){.line = (uint32_t)line};
    if (task->coroutine->type->layout != LAYOUT_COROUTINE) return (TracePlace){0};
    CoroutineStand stands[TRACE_AWAITS_MOST];
    TraceAwait awaits[TRACE_AWAITS_MOST];
    int count;
    line = coroutine_stands(value_object(task->coroutine), stands, TRACE_AWAITS_MOST,
                            &count);
    for (int i = 0; count > 1 && i < count; i++)
        awaits[i] =
            (TraceAwait){trace_text(vm->trace, stands[i].name, strlen(stands[i].name)),
                         (uint32_t)stands[i].line};
    trace_awaiting(vm->trace, awaits, (uint32_t)count);
    return (TracePlace){.line = (uint32_t)line};
}

uint32_t record_suspension(Vm *vm, Task *task, Value waiter)
{
    Trace *trace = vm->trace;
    if (!trace) return 0;
    SimTime now = clock_now(vm->clock);
    uint32_t id = task->future.id;
    TracePlace place = place_of(vm, task);
    TraceWait kind = waiter_kind(vm, waiter);
    if (kind == WAIT_SLEEP)
        return trace_task_suspend_on_timer(
            trace, now, id, sleep_event(vm, (const Sleep *)waiter.object), place);
    uint32_t target = 0;
    switch (trace_wait_refers(kind)) {
    case REFERS_TASKS:
        waiter_each(vm, waiter, list_task, trace);
        return trace_task_suspend_on_tasks(trace, now, id, kind, place);
    case REFERS_TASK: waiter_each(vm, waiter, first_task, &target); break;
    case REFERS_OBJECT: target = FUTURE(waiter)->id; break;
    default: break;
    }
    return trace_task_suspend(trace, now, id, kind, target, place);
}
