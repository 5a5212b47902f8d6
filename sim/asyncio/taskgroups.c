// taskgroups.c -- TaskGroup, as CPython 3.13.0's taskgroups.py has it.

#include "asyncio/taskgroups.h"

#include "asyncio/callbacks.h"
#include "asyncio/values.h"

static TaskGroup *group_of(Value v)
{
    return (TaskGroup *)v.object;
}

static bool is_base_error(Vm *vm, Value exception)
{
    return exception_is(vm, exception, SYSTEM_EXIT) ||
           exception_is(vm, exception, KEYBOARD_INTERRUPT);
}

static bool group_abort(Vm *vm, TaskGroup *group)
{
    group->aborting = true;
    Value tasks; // a copy: a cancelled task may leave the set
    if (!list_from_iterable(vm, value_object((Object *)group->tasks), &tasks))
        return false;
    bool ok = true;
    for (uint32_t i = 0; ok && i < LIST(tasks)->count; i++) {
        bool done;
        Value task = LIST(tasks)->items[i];
        if (!future_is_done(FUTURE(task)))
            ok = future_cancel(vm, FUTURE(task), UNSET, &done);
    }
    value_drop(vm, tasks);
    return ok;
}

// ---- A task is done ----

// A task failed after its group's parent has ended: nobody is left to tell.
static bool report_orphan(Vm *vm, TaskGroup *group, Value task, Value exception)
{
    Text text = {0};
    text_add(&text, "Task ");
    bool ok = text_add_repr(vm, &text, task);
    text_add(&text, " has errored out but its parent task ");
    ok = ok && text_add_repr(vm, &text, value_object(group->parent));
    text_add(&text, " is already completed");
    ok = ok && loop_report(vm, group->loop, text_string(&text), exception, "task", task);
    text_free(&text);
    return ok;
}

static bool task_failed(Vm *vm, TaskGroup *group, Future *task)
{
    Value exception = task->result;
    task->flags &= (uint8_t)~FUTURE_UNSEEN;
    if (group->errors && !list_append(vm, group->errors, exception)) return false;
    if (is_base_error(vm, exception) && value_is_unset(group->base_error))
        group->base_error = value_keep(exception);
    if (future_is_done(&group->parent->future))
        return report_orphan(vm, group, value_object(task), exception);
    if (group->aborting || group->parent_cancel_requested) return true;
    // The parent is not being cancelled: it is now, so that whatever it awaits inside
    // the block ends; __aexit__ takes this back with uncancel().
    if (!group_abort(vm, group)) return false;
    group->parent_cancel_requested = true;
    bool done;
    return future_cancel(vm, &group->parent->future, UNSET, &done);
}

bool group_task_done(Vm *vm, Object *target, Object *argument)
{
    TaskGroup *group = (TaskGroup *)target;
    Future *task = (Future *)argument;
    bool found;
    if (!set_discard(vm, group->tasks, value_object(task), &found)) return false;
    if (group->completed && !set_count(group->tasks) &&
        !future_is_done(group->completed) && !future_finish(vm, group->completed, TRUE))
        return false;
    if (future_is_cancelled(task) || !(task->flags & FUTURE_FAILED)) return true;
    return task_failed(vm, group, task);
}

// ---- create_task ----

static bool add_repr_error(Vm *vm, Value self, Value coroutine, const char *what)
{
    Value result;
    if (!call_method(vm, coroutine, "close", NULL, 0, &result)) return false;
    value_drop(vm, result);
    Text text = {0};
    text_add(&text, "TaskGroup ");
    if (text_add_repr(vm, &text, self))
        raise_error(vm, RUNTIME_ERROR, "%s %s", text_string(&text), what);
    text_free(&text);
    return false;
}

static bool method_create_task(Vm *vm, Value *args, Value *result)
{
    TaskGroup *group = group_of(args[0]);
    if (!group->entered)
        return add_repr_error(vm, args[0], args[1], "has not been entered");
    if (group->exiting && !set_count(group->tasks))
        return add_repr_error(vm, args[0], args[1], "is finished");
    if (group->aborting) return add_repr_error(vm, args[0], args[1], "is shutting down");
    Value task;
    if (!loop_create_task(vm, group->loop, args[1], args[2], args[3], &task))
        return false;
    // An eager task may be over already: the group hears of it at once.
    bool is_over = future_is_done(FUTURE(task));
    bool ok = is_over ? group_task_done(vm, &group->object, task.object)
                      : set_add(vm, group->tasks, task);
    if (ok && !is_over)
        future_add_callback(vm, FUTURE(task), CALLBACK_GROUP, &group->object);
    if (!ok) {
        value_drop(vm, task);
        return false;
    }
    *result = task;
    return true;
}

// ---- async with ----

static Stop aenter_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                        Value *result)
{
    (void)sent;
    if (!value_is_unset(thrown)) {
        exception_restore(vm, value_keep(thrown));
        return STOP_RAISES;
    }
    TaskGroup *group = group_of(self->values[0]);
    Text text = {0};
    if (group->entered) {
        if (text_add_repr(vm, &text, self->values[0]))
            raise_error(vm, RUNTIME_ERROR, "TaskGroup %s has already been entered",
                        text_string(&text));
        text_free(&text);
        return STOP_RAISES;
    }
    Loop *loop = loop_running(vm);
    if (!loop) return STOP_RAISES;
    if (!group->loop) group->loop = object_keep(loop);
    Task *parent = task_current(vm);
    if (!parent) {
        if (text_add_repr(vm, &text, self->values[0]))
            raise_error(vm, RUNTIME_ERROR,
                        "TaskGroup %s cannot determine the parent task",
                        text_string(&text));
        text_free(&text);
        return STOP_RAISES;
    }
    group->parent = object_keep(parent);
    group->entered = true;
    *result = value_keep(self->values[0]);
    return STOP_RETURNS;
}

// What __aexit__ keeps: its arguments, and the cancellation to pass on (UNSET if none).
enum {
    EXIT_GROUP,
    EXIT_TYPE,
    EXIT_EXCEPTION,
    EXIT_TRACEBACK,
    EXIT_CANCELLATION,
    EXIT_COUNT
};

static bool raise_errors(Vm *vm, TaskGroup *group)
{
    if (!group->parent) // __aexit__() called by hand
        return raise_error(vm, ATTRIBUTE_ERROR,
                           "'NoneType' object has no attribute 'cancelling'");
    Future *parent = &group->parent->future;
    bool done;
    // Cancelled from outside as well: the count stays, and the parent hears of it again.
    if (parent->cancels) {
        task_uncancel(vm, group->parent);
        if (!future_cancel(vm, parent, UNSET, &done)) return false;
    }
    Value errors = value_object(group->errors);
    group->errors = NULL;
    Value message = str_from(vm, "unhandled errors in a TaskGroup");
    Value arguments[] = {message, errors};
    Value class = value_object((Object *)exception_type(vm, BASE_EXCEPTION_GROUP));
    Value error;
    bool ok = call(vm, class, arguments, 2, &error);
    value_drop(vm, message);
    value_drop(vm, errors);
    if (!ok) return false;
    raise_statement(vm, error, NONE);
    value_drop(vm, error);
    return false;
}

// All tasks are over: what the block ends with.
static Stop conclude(Vm *vm, NativeCoroutine *self, Value *result)
{
    TaskGroup *group = group_of(self->values[EXIT_GROUP]);
    Value exception = self->values[EXIT_EXCEPTION];
    if (!value_is_unset(group->base_error)) {
        raise_value(vm, value_keep(group->base_error));
        return STOP_RAISES;
    }
    if (group->parent_cancel_requested && task_uncancel(vm, group->parent) == 0)
        value_clear(vm, &self->values[EXIT_CANCELLATION]);
    Value cancellation = self->values[EXIT_CANCELLATION];
    bool failed = group->errors && group->errors->count;
    if (!value_is_unset(cancellation) && !failed) {
        raise_value(vm, value_keep(cancellation));
        return STOP_RAISES;
    }
    if (value_is_exception(exception) && !exception_is(vm, exception, CANCELLED_ERROR)) {
        // The errors went out with an earlier __aexit__().
        if (!group->errors) {
            raise_error(vm, ATTRIBUTE_ERROR,
                        "'NoneType' object has no attribute 'append'");
            return STOP_RAISES;
        }
        if (!list_append(vm, group->errors, exception)) return STOP_RAISES;
        failed = true;
    }
    if (failed) {
        raise_errors(vm, group);
        return STOP_RAISES;
    }
    *result = NONE;
    return STOP_RETURNS;
}

static void drop_completed(Vm *vm, TaskGroup *group)
{
    Future *completed = group->completed;
    group->completed = NULL;
    if (completed) ((OwnedFuture *)completed)->owner = NULL;
    object_drop(vm, completed);
}

// Waits as long as there are tasks; the wait may be cancelled several times.
static Stop wait_for_tasks(Vm *vm, NativeCoroutine *self, Value *result)
{
    TaskGroup *group = group_of(self->values[EXIT_GROUP]);
    if (!set_count(group->tasks)) return conclude(vm, self, result);
    if (!group->completed)
        group->completed =
            future_new_waiting(vm, group->loop, WAIT_GROUP, &group->object);
    self->state = 1;
    return native_await(vm, self, value_object(group->completed), result);
}

static Stop aexit_begin(Vm *vm, NativeCoroutine *self, Value *result)
{
    TaskGroup *group = group_of(self->values[EXIT_GROUP]);
    Value exception = self->values[EXIT_EXCEPTION];
    group->exiting = true;
    if (value_is_exception(exception)) {
        if (is_base_error(vm, exception) && value_is_unset(group->base_error))
            group->base_error = value_keep(exception);
        if (exception_is(vm, exception, CANCELLED_ERROR))
            self->values[EXIT_CANCELLATION] = value_keep(exception);
        if (!group->aborting && !group_abort(vm, group)) return STOP_RAISES;
    }
    return wait_for_tasks(vm, self, result);
}

static Stop aexit_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                       Value *result)
{
    (void)sent;
    TaskGroup *group = group_of(self->values[EXIT_GROUP]);
    if (self->state == 0 && value_is_unset(thrown)) return aexit_begin(vm, self, result);
    if (!value_is_unset(thrown)) {
        value_keep(thrown);
        if (self->state == 0 || !exception_is(vm, thrown, CANCELLED_ERROR)) {
            exception_restore(vm, thrown);
            return STOP_RAISES;
        }
        bool ok = true;
        if (!group->aborting) { // the parent is being cancelled while it waits
            value_set(vm, &self->values[EXIT_CANCELLATION], value_keep(thrown));
            ok = group_abort(vm, group);
        }
        value_drop(vm, thrown);
        if (!ok) return STOP_RAISES;
    }
    drop_completed(vm, group);
    return wait_for_tasks(vm, self, result);
}

static const NativeCoroutineSpec aenter = {"__aenter__", "TaskGroup.__aenter__",
                                           aenter_step, 1};
static const NativeCoroutineSpec aexit = {"__aexit__", "TaskGroup.__aexit__", aexit_step,
                                          EXIT_COUNT};

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

// ---- The object ----

static bool group_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    (void)arguments;
    TaskGroup *group = object_new(vm, type);
    group->tasks = set_new(vm, false);
    group->errors = list_new(vm);
    group->base_error = UNSET;
    *result = value_object(group);
    return true;
}

static const NativeSpec group_constructor = {"TaskGroup.__init__", "", NULL,
                                             NATIVE_PYTHON};

static bool group_init(Vm *vm, Value self, const Arguments *arguments)
{
    (void)self;
    Value args[SIGNATURE_MOST];
    if (!arguments_bind(vm, &group_constructor, arguments, args)) return false;
    arguments_unbind(vm, &group_constructor, args);
    return true;
}

static void group_release(Vm *vm, Object *self)
{
    TaskGroup *group = (TaskGroup *)self;
    drop_completed(vm, group);
    object_drop(vm, group->tasks);
    object_drop(vm, group->errors);
    object_drop(vm, group->parent);
    object_drop(vm, group->loop);
    value_clear(vm, &group->base_error);
    group->tasks = NULL;
    group->errors = NULL;
    group->parent = NULL;
    group->loop = NULL;
}

static bool group_repr(Vm *vm, Value self, Value *result)
{
    TaskGroup *group = group_of(self);
    Text text = {0};
    text_add(&text, "<TaskGroup");
    if (set_count(group->tasks))
        text_addf(&text, " tasks=%lld", (long long)set_count(group->tasks));
    if (group->errors && group->errors->count)
        text_addf(&text, " errors=%u", group->errors->count);
    text_add(&text, group->aborting  ? " cancelling>"
                    : group->entered ? " entered>"
                                     : ">");
    return str_from_text(vm, &text, result);
}

static const NativeSpec group_methods[] = {
    {"create_task", "self, coro, *, name=None, context=None", method_create_task,
     NATIVE_PYTHON},
    {"__aenter__", "self", method_aenter, NATIVE_PYTHON},
    {"__aexit__", "self, et, exc, tb", method_aexit, NATIVE_PYTHON},
    {0},
};

static const TypeSpec group_spec = {
    .name = "TaskGroup",
    .module = "asyncio.taskgroups",
    .layout = LAYOUT_OTHER,
    .size = sizeof(TaskGroup),
    .flags = TYPE_NATIVE,
    .slots = {.create = group_create,
              .init = group_init,
              .release = group_release,
              .repr = group_repr},
    .methods = group_methods,
    .has_attributes = true,
};

void taskgroups_init(Vm *vm, Module *module)
{
    Asyncio *asyncio = asyncio_of(vm);
    asyncio->task_group_type = type_new(vm, &group_spec, NULL);
    module_set(vm, module, "TaskGroup",
               value_keep(value_object((Object *)asyncio->task_group_type)));
}
