// runners.c -- run() and Runner, as CPython's runners.py has them.

#include "asyncio/diagnostics.h"
#include "asyncio/log.h"
#include "asyncio/policies.h"
#include "asyncio/tasks.h"
#include "asyncio/values.h"

typedef enum RunnerState { RUNNER_CREATED, RUNNER_READY, RUNNER_CLOSED } RunnerState;

typedef struct Runner {
    Object object;
    uint8_t state; // RunnerState
    bool debug, was_set;
    bool debug_given;    // else the loop decides
    Value factory;       // UNSET or the loop_factory
    Loop *loop;          // counted; NULL before and after
    VarContext *context; // of what it runs; counted, as the loop
} Runner;

static Runner *runner_of(Value v)
{
    return (Runner *)v.object;
}

static bool open_loop(Vm *vm, Runner *runner)
{
    if (runner->state == RUNNER_CLOSED)
        return raise_error(vm, RUNTIME_ERROR, "Runner is closed");
    if (runner->state == RUNNER_READY) return true;
    if (value_is_unset(runner->factory)) {
        runner->loop = policy_new_loop(vm);
        if (!runner->loop || !loop_set(vm, runner->loop)) return false;
        runner->was_set = true;
    } else {
        Value loop;
        if (!call(vm, runner->factory, NULL, 0, &loop)) return false;
        if (!value_is_instance(vm, loop, asyncio_of(vm)->loop_type)) {
            value_drop(vm, loop);
            return raise_error(vm, TYPE_ERROR, "loop_factory must return an event loop");
        }
        runner->loop = LOOP(loop);
    }
    if (runner->debug_given) runner->loop->debug = runner->debug;
    runner->context = context_copy(vm);
    runner->state = RUNNER_READY;
    return true;
}

// ---- Closing ----

static bool report_unhandled(Vm *vm, Loop *loop, Value task)
{
    Future *future = FUTURE(task);
    if (!(future->flags & FUTURE_FAILED)) return true;
    future->flags &= (uint8_t)~FUTURE_UNSEEN;
    return loop_report(vm, loop, "unhandled exception during asyncio.run() shutdown",
                       future->result, "task", task);
}

// Tasks that are left are cancelled in order of making, and waited for.
static bool cancel_tasks(Vm *vm, Loop *loop, const List *tasks)
{
    bool ok = true, done;
    for (uint32_t i = 0; ok && i < tasks->count; i++) {
        // The closing of an async generator that was left is the loop's own doing.
        if (!value_has_layout(value_object(TASK(tasks->items[i])->coroutine),
                              LAYOUT_ASYNC_SEND))
            notice_cancelled_at_end(vm, TASK(tasks->items[i]));
        ok = future_cancel(vm, FUTURE(tasks->items[i]), UNSET, &done);
    }
    Value gathered, results;
    if (!ok || !gather(vm, tasks->items, (int)tasks->count, true, &gathered))
        return false;
    ok = loop_run_until_complete(vm, loop, gathered, &results);
    if (ok) value_drop(vm, results);
    value_drop(vm, gathered);
    for (uint32_t i = 0; ok && i < tasks->count; i++)
        ok = report_unhandled(vm, loop, tasks->items[i]);
    return ok;
}

static bool cancel_all_tasks(Vm *vm, Loop *loop)
{
    if (!loop->task_count) return true;
    Value tasks = tasks_of(vm, loop);
    bool ok = cancel_tasks(vm, loop, LIST(tasks));
    // There they are in a set, which lets the first one go first (and the last one, which the
    // walk still has in a variable, last); a list would begin at its end.
    for (uint32_t i = 0; i < LIST(tasks)->count; i++)
        value_clear(vm, &LIST(tasks)->items[i]);
    value_drop(vm, tasks);
    return ok;
}

static bool run_to_end(Vm *vm, Loop *loop, Value coroutine)
{
    Value result;
    bool ok = loop_run_until_complete(vm, loop, coroutine, &result);
    value_drop(vm, coroutine);
    if (ok) value_drop(vm, result);
    return ok;
}

// How many seconds the workers of the default executor have to end.
enum { JOIN_TIMEOUT = 300 };

static bool runner_close(Vm *vm, Runner *runner)
{
    if (runner->state != RUNNER_READY) return true;
    Loop *loop = runner->loop;
    loop->closing = true;
    bool ok =
        cancel_all_tasks(vm, loop) &&
        run_to_end(vm, loop, loop_shutdown_asyncgens(vm, loop)) &&
        run_to_end(vm, loop, loop_shutdown_executor(vm, loop, value_int(JOIN_TIMEOUT)));
    if (vm->halt) return false;
    Value raised = ok ? UNSET : exception_take(vm);
    if (runner->was_set && !loop_set(vm, NULL)) {
        if (ok) return false;
        value_drop(vm, exception_take(vm)); // the first exception is the one to tell
    }
    if (loop->running) { // closed by a task of its own, the runner stays as it is
        raise_error(vm, RUNTIME_ERROR, "Cannot close a running event loop");
        if (ok) return false;
        if (value_is_unset(EXCEPTION_OF(vm->raised)->context))
            EXCEPTION_OF(vm->raised)->context = raised;
        else
            value_drop(vm, raised);
        return false;
    }
    bool is_told = log_closes(vm, loop);
    if (vm->halt) return false;
    loop_close(vm, loop);
    runner->loop = NULL;
    runner->state = RUNNER_CLOSED;
    object_drop(vm, loop);
    if (is_told) return ok || exception_restore(vm, raised);
    if (!ok) value_drop(vm, raised);
    return false;
}

// ---- Running ----

static bool runner_run(Vm *vm, Runner *runner, Value coroutine, Value context,
                       Value *result)
{
    if (!is_coroutine(vm, coroutine)) {
        Text text = {0};
        if (text_add_repr(vm, &text, coroutine))
            raise_error(vm, VALUE_ERROR, "a coroutine was expected, got %s",
                        text_string(&text));
        text_free(&text);
        return false;
    }
    if (asyncio_of(vm)->running)
        return raise_error(vm, RUNTIME_ERROR,
                           "Runner.run() cannot be called from a running event loop");
    Value task;
    if (!open_loop(vm, runner)) return false;
    if (value_is_none(context)) context = value_object(runner->context);
    if (!loop_create_task(vm, runner->loop, coroutine, UNSET, context, &task))
        return false;
    bool ok = loop_run_until_complete(vm, runner->loop, task, result);
    Value raised = ok || vm->halt ? UNSET : exception_take(vm);
    if (!vm->halt) value_drop(vm, task);
    if (!value_is_unset(raised)) exception_restore(vm, raised);
    return ok;
}

// Closes after a run, however that ended. An exception of the closing hides the run's.
static bool close_after(Vm *vm, Runner *runner, bool ok, Value *result)
{
    if (vm->halt) return false;
    Value raised = ok ? UNSET : exception_take(vm);
    // As in a `finally`: what is raised while closing has the run's exception as context.
    Value before = ok ? UNSET : handling_swap(vm, value_keep(raised));
    bool closed = runner_close(vm, runner);
    if (vm->halt) return false;
    if (!ok) value_drop(vm, handling_swap(vm, before));
    if (closed) return ok || exception_restore(vm, raised);
    if (ok) value_clear(vm, result);
    if (!ok && value_is_unset(EXCEPTION_OF(vm->raised)->context))
        EXCEPTION_OF(vm->raised)->context = raised;
    else
        value_drop(vm, raised);
    return false;
}

// NULL with the exception set if [debug] has no truth.
static Runner *runner_new(Vm *vm, Value debug, Value factory)
{
    bool truth;
    if (!value_truth(vm, debug, &truth)) return NULL;
    Runner *runner = object_new(vm, asyncio_of(vm)->runner_type);
    runner->debug = truth;
    runner->debug_given = !value_is_none(debug);
    runner->factory =
        value_is_none(factory) || value_is_unset(factory) ? UNSET : value_keep(factory);
    return runner;
}

static bool function_run(Vm *vm, Value *args, Value *result)
{
    if (asyncio_of(vm)->running)
        return raise_error(vm, RUNTIME_ERROR,
                           "asyncio.run() cannot be called from a running event loop");
    Runner *runner = runner_new(vm, args[1], args[2]);
    if (!runner) return false;
    bool ok = open_loop(vm, runner);
    if (ok) {
        ok = runner_run(vm, runner, args[0], NONE, result);
        ok = close_after(vm, runner, ok, result);
    }
    if (!vm->halt) object_drop(vm, runner);
    return ok;
}

// ---- Runner ----

static const NativeSpec runner_constructor = {
    "Runner.__init__", "*, debug=None, loop_factory=None", NULL, NATIVE_PYTHON};

static bool runner_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    (void)type;
    Value args[SIGNATURE_MOST];
    if (!arguments_bind(vm, &runner_constructor, arguments, args)) return false;
    Runner *runner = runner_new(vm, args[0], args[1]);
    if (runner) *result = value_object(runner);
    arguments_unbind(vm, &runner_constructor, args);
    return runner;
}

static void runner_release(Vm *vm, Object *self)
{
    Runner *runner = (Runner *)self;
    value_clear(vm, &runner->factory);
    Loop *loop = runner->loop;
    VarContext *context = runner->context;
    runner->loop = NULL;
    runner->context = NULL;
    object_drop(vm, loop);
    object_drop(vm, context);
}

static bool method_enter(Vm *vm, Value *args, Value *result)
{
    if (!open_loop(vm, runner_of(args[0]))) return false;
    *result = value_keep(args[0]);
    return true;
}

static bool method_exit(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return runner_close(vm, runner_of(args[0]));
}

static bool method_run(Vm *vm, Value *args, Value *result)
{
    return runner_run(vm, runner_of(args[0]), args[1], args[2], result);
}

static bool method_get_loop(Vm *vm, Value *args, Value *result)
{
    if (!open_loop(vm, runner_of(args[0]))) return false;
    *result = value_keep(value_object(runner_of(args[0])->loop));
    return true;
}

static const NativeSpec runner_methods[] = {
    {"__enter__", "self", method_enter, NATIVE_PYTHON},
    {"__exit__", "self, exc_type, exc_val, exc_tb", method_exit, NATIVE_PYTHON},
    {"close", "self", method_exit, NATIVE_PYTHON},
    {"run", "self, coro, *, context=None", method_run, NATIVE_PYTHON},
    {"get_loop", "self", method_get_loop, NATIVE_PYTHON},
    {0},
};

static const TypeSpec runner_spec = {
    .name = "Runner",
    .module = "asyncio.runners",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Runner),
    .flags = TYPE_NATIVE | TYPE_FINAL,
    .slots = {.create = runner_create, .release = runner_release},
    .methods = runner_methods,
    .has_attributes = true,
};

static const NativeSpec functions[] = {
    {"run", "main, *, debug=None, loop_factory=None", function_run, NATIVE_PYTHON},
    {0},
};

void runners_init(Vm *vm, Module *module)
{
    Asyncio *asyncio = asyncio_of(vm);
    asyncio->runner_type = type_new(vm, &runner_spec, NULL);
    module_set(vm, module, "Runner",
               value_keep(value_object((Object *)asyncio->runner_type)));
    natives_add(vm, module->attributes, functions, "asyncio.runners");
}
