// task_object.c -- what the program sees of a task: its class, and the functions of
// asyncio.tasks that only look at tasks or make one.

#include "asyncio/base_futures.h"
#include "asyncio/diagnostics.h"
#include "asyncio/task_threads.h"
#include "asyncio/tasks.h"
#include "asyncio/values.h"
#include "trace/record.h"
#include "vm/library.h"

// ---- The object ----

static void task_finalize(Vm *vm, Object *self)
{
    Task *task = (Task *)self;
    Future *future = &task->future;
    if (!future_is_done(future) && !(future->flags & FUTURE_QUIET) && future->loop)
        loop_report(vm, future_loop(vm, future), "Task was destroyed but it is pending!",
                    UNSET, "task", value_object(task));
    future_finalize_any(vm, self);
}

static void task_release(Vm *vm, Object *self)
{
    Task *task = (Task *)self;
    if (task->future.loop && task->index != NOT_LISTED) task_unlist(vm, task);
    if (asyncio_of(vm)->tasks_are_threads) task_thread_drop(task);
    Object *coroutine = task->coroutine;
    task->coroutine = NULL;
    object_drop(vm, coroutine);
    future_release(vm, self);
}

static const NativeSpec task_constructor = {
    "Task", "coro, *, loop=None, name=None, context=None, eager_start=False", NULL, 0};

static bool task_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    (void)arguments;
    Task *task = object_new(vm, type);
    task->future.result = UNSET;
    task->future.flags = FUTURE_QUIET; // until it is initialised
    task->index = NOT_LISTED;
    *result = value_object(task);
    return true;
}

// str(name), or UNSET for None.
bool task_name_argument(Vm *vm, Value given, Value *name)
{
    *name = UNSET;
    if (value_is_unset(given) || value_is_none(given)) return true;
    return value_str(vm, given, name);
}

static bool task_init(Vm *vm, Value self, const Arguments *arguments)
{
    Value args[SIGNATURE_MOST], name = UNSET;
    if (!arguments_bind(vm, &task_constructor, arguments, args)) return false;
    Loop *loop;
    bool eager, ok = loop_argument(vm, args[1], &loop) &&
                     value_truth(vm, args[4], &eager) &&
                     task_name_argument(vm, args[2], &name);
    // CPython asks the argument itself whether it runs.
    if (ok && eager && value_is_none(args[1])) {
        if (value_is_unset(name)) asyncio_of(vm)->names++; // it has its name by then
        ok = raise_error(vm, ATTRIBUTE_ERROR,
                         "'NoneType' object has no attribute 'is_running'");
    }
    if (ok && !TASK(self)->coroutine) {
        TASK(self)->future.flags &= (uint8_t)~FUTURE_QUIET;
        ok = task_begin(vm, TASK(self), loop, args[0], name, args[3], eager);
    }
    value_drop(vm, name);
    arguments_unbind(vm, &task_constructor, args);
    return ok;
}

static bool method_cancel(Vm *vm, Value *args, Value *result)
{
    bool done;
    if (!task_cancel(vm, TASK(args[0]), args[1], &done)) return false;
    *result = value_bool(done);
    return true;
}

static bool method_cancelling(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_int(FUTURE(args[0])->cancels);
    return true;
}

static bool method_uncancel(Vm *vm, Value *args, Value *result)
{
    *result = value_int(task_uncancel(vm, TASK(args[0])));
    return true;
}

static bool method_get_coro(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    Object *coroutine = TASK(args[0])->coroutine;
    *result = coroutine ? value_keep(value_object(coroutine)) : NONE;
    return true;
}

static bool method_get_context(Vm *vm, Value *args, Value *result)
{
    *result = value_keep(value_object(task_context(vm, TASK(args[0]))));
    return true;
}

static bool method_get_name(Vm *vm, Value *args, Value *result)
{
    *result = task_name(vm, TASK(args[0]));
    return true;
}

static bool method_set_name(Vm *vm, Value *args, Value *result)
{
    Task *task = TASK(args[0]);
    Value name;
    if (!value_str(vm, args[1], &name)) return false;
    value_set(vm, &future_rare(vm, &task->future)->name, name);
    task->number = 0;
    if (vm->trace)
        trace_task_rename(vm->trace, clock_now(vm->clock), task->future.id,
                          trace_text(vm->trace, STR(name)->bytes, STR(name)->size),
                          asyncio_place(vm));
    *result = NONE;
    return true;
}

static bool method_set_result(Vm *vm, Value *args, Value *result)
{
    (void)args;
    (void)result;
    return raise_error(vm, RUNTIME_ERROR, "Task does not support set_result operation");
}

static bool method_set_exception(Vm *vm, Value *args, Value *result)
{
    (void)args;
    (void)result;
    return raise_error(vm, RUNTIME_ERROR,
                       "Task does not support set_exception operation");
}

// The frames of a task, and their text, are made by the library.
static bool method_get_stack(Vm *vm, Value *args, Value *result)
{
    return library_call(vm, "_stacks", "get_stack", args, 2, result);
}

static bool method_print_stack(Vm *vm, Value *args, Value *result)
{
    return library_call(vm, "_stacks", "print_stack", args, 3, result);
}

static bool get_waiter(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    Future *future = FUTURE(args[0]);
    bool waits = !future_is_done(future) && !value_is_unset(future->result);
    *result = waits ? value_keep(future->result) : NONE;
    return true;
}

static bool get_must_cancel(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_bool(FUTURE(args[0])->flags & FUTURE_MUST_CANCEL);
    return true;
}

static bool get_destroy_pending(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_bool(!(FUTURE(args[0])->flags & FUTURE_QUIET));
    return true;
}

static bool set_destroy_pending(Vm *vm, Value *args, Value *result)
{
    bool truth;
    *result = NONE;
    if (value_is_unset(args[1]))
        return raise_error(vm, ATTRIBUTE_ERROR, "cannot delete attribute");
    if (!value_truth(vm, args[1], &truth)) return false;
    Future *future = FUTURE(args[0]);
    future->flags =
        (uint8_t)(truth ? future->flags & ~FUTURE_QUIET : future->flags | FUTURE_QUIET);
    return true;
}

static const NativeSpec task_methods[] = {
    {"cancel", "self, msg=None", method_cancel, 0},
    {"cancelling", "self, /", method_cancelling, 0},
    {"uncancel", "self, /", method_uncancel, 0},
    {"get_coro", "self, /", method_get_coro, 0},
    {"get_context", "self, /", method_get_context, 0},
    {"get_name", "self, /", method_get_name, 0},
    {"set_name", "self, value, /", method_set_name, 0},
    {"set_result", "self, result, /", method_set_result, 0},
    {"set_exception", "self, exception, /", method_set_exception, 0},
    {"get_stack", "self, *, limit=None", method_get_stack, 0},
    {"print_stack", "self, *, limit=None, file=None", method_print_stack, 0},
    {"_coro", "self", method_get_coro, NATIVE_PROPERTY},
    {"_fut_waiter", "self", get_waiter, NATIVE_PROPERTY},
    {"_must_cancel", "self", get_must_cancel, NATIVE_PROPERTY},
    {"_log_destroy_pending", "self", get_destroy_pending, NATIVE_PROPERTY},
    {"_log_destroy_pending", "self, value", set_destroy_pending, NATIVE_SETTER},
    {0},
};

static const TypeSpec task_spec = {
    .name = "Task",
    .module = "_asyncio",
    .layout = LAYOUT_FUTURE,
    .size = sizeof(Task),
    .flags = TYPE_NATIVE | TYPE_DOTTED,
    .slots = {.create = task_create,
              .init = task_init,
              .release = task_release,
              .finalize = task_finalize,
              .repr = task_repr},
    .methods = task_methods,
};

// ---- Functions ----

// The loop that an optional argument names: the running one without it.
static Loop *running_or(Vm *vm, Value given)
{
    if (value_is_unset(given) || value_is_none(given)) return loop_running(vm);
    if (value_is_instance(vm, given, asyncio_of(vm)->loop_type)) return LOOP(given);
    raise_error(vm, TYPE_ERROR, "an event loop is required");
    return NULL;
}

static bool function_current_task(Vm *vm, Value *args, Value *result)
{
    Loop *loop = running_or(vm, args[0]);
    if (!loop) return false;
    Task *task = asyncio_of(vm)->current;
    bool is_here = task && asyncio_of(vm)->running == loop;
    *result = is_here ? value_keep(value_object(task)) : NONE;
    return true;
}

static bool function_all_tasks(Vm *vm, Value *args, Value *result)
{
    Loop *loop = running_or(vm, args[0]);
    if (!loop) return false;
    Value tasks = tasks_of(vm, loop);
    Set *set = set_new(vm, false);
    bool ok = true;
    for (uint32_t i = 0; ok && i < LIST(tasks)->count; i++)
        ok = set_add(vm, set, LIST(tasks)->items[i]);
    value_drop(vm, tasks);
    *result = value_object((Object *)set);
    if (!ok) object_drop(vm, set);
    return ok;
}

static bool function_create_task(Vm *vm, Value *args, Value *result)
{
    Loop *loop = loop_running(vm);
    return loop && loop_create_task(vm, loop, args[0], args[1], args[2], result);
}

static bool function_ensure_future(Vm *vm, Value *args, Value *result)
{
    Loop *loop = value_is_none(args[1]) ? NULL : LOOP(args[1]);
    return ensure_future(vm, args[0], loop, result);
}

static bool function_iscoroutine(Vm *vm, Value *args, Value *result)
{
    *result = value_bool(is_coroutine(vm, args[0]));
    return true;
}

static bool function_iscoroutinefunction(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_bool(value_is_coroutine_function(args[0]));
    return true;
}

static const NativeSpec functions[] = {
    {"current_task", "loop=None", function_current_task, 0},
    {"all_tasks", "loop=None", function_all_tasks, NATIVE_PYTHON},
    {"create_task", "coro, *, name=None, context=None", function_create_task,
     NATIVE_PYTHON},
    {"ensure_future", "coro_or_future, *, loop=None", function_ensure_future,
     NATIVE_PYTHON},
    {"iscoroutine", "obj", function_iscoroutine, NATIVE_PYTHON},
    {"iscoroutinefunction", "func", function_iscoroutinefunction, NATIVE_PYTHON},
    {0},
};

void tasks_init(Vm *vm, Module *module)
{
    Asyncio *asyncio = asyncio_of(vm);
    asyncio->task_type = type_new(vm, &task_spec, asyncio->future_type);
    module_set(vm, module, "Task",
               value_keep(value_object((Object *)asyncio->task_type)));
    natives_add(vm, module->attributes, functions, "asyncio.tasks");
}
