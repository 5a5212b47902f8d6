// base_events.c -- the loop as programs see it: the methods of CPython's base_events.py.

#include "asyncio/callbacks.h"
#include "asyncio/debug.h"
#include "asyncio/diagnostics.h"
#include "asyncio/executors.h"
#include "asyncio/log.h"
#include "asyncio/tasks.h"
#include "asyncio/values.h"

// ---- Scheduling ----

// Gives the program the Handle that a call led to.
static bool give(Handle *handle, Value *result)
{
    if (!handle) return false;
    *result = value_object(handle);
    return true;
}

static bool method_time(Vm *vm, Value *args, Value *result)
{
    (void)args;
    *result = value_float(simtime_seconds(clock_now(vm->clock)));
    return true;
}

static bool method_call_soon(Vm *vm, Value *args, Value *result)
{
    Loop *loop = LOOP(args[0]);
    return debug_check_call(vm, loop, args[1], "call_soon") &&
           give(loop_call_soon(vm, loop, args[1], args[2], args[3]), result);
}

static bool method_call_later(Vm *vm, Value *args, Value *result)
{
    Value when, delay = args[1], now = value_float(simtime_seconds(clock_now(vm->clock)));
    double seconds;
    if (value_is_none(delay))
        return raise_error(vm, TYPE_ERROR, "delay must not be None");
    if (!debug_check_call(vm, LOOP(args[0]), args[2], "call_at") ||
        !value_binary(vm, BINARY_ADD, now, delay, &when))
        return false;
    bool ok = arg_double(vm, delay, &seconds);
    if (ok)
        ok = give(loop_call_at(vm, LOOP(args[0]), time_after(vm, seconds), when, args[2],
                               args[3], args[4]),
                  result);
    value_drop(vm, when);
    return ok;
}

static bool method_call_at(Vm *vm, Value *args, Value *result)
{
    double seconds;
    if (value_is_none(args[1])) return raise_error(vm, TYPE_ERROR, "when cannot be None");
    if (!debug_check_call(vm, LOOP(args[0]), args[2], "call_at") ||
        !arg_double(vm, args[1], &seconds))
        return false;
    return give(loop_call_at(vm, LOOP(args[0]), simtime_from_seconds(seconds), args[1],
                             args[2], args[3], args[4]),
                result);
}

static bool method_create_future(Vm *vm, Value *args, Value *result)
{
    *result = value_object(future_new(vm, LOOP(args[0])));
    return true;
}

// An eager task that failed at once and its exception keep each other, as BaseEventLoop's
// create_task() is among the frames that called it and has the task in a variable.
static void keep_failed(Vm *vm, Value made)
{
    if (!value_is_future(made)) return;
    const Future *future = (const Future *)made.object;
    Value exception = UNSET;
    if (future_is_cancelled(future) && future->rare) exception = future->rare->cancelled;
    if (future->flags & FUTURE_FAILED) exception = future->result;
    if (value_is_exception(exception)) exception_keep_below(vm, exception, made);
}

// The task that the program's own factory makes gets its name afterwards.
static bool create_by_factory(Vm *vm, Loop *loop, Value coroutine, Value name,
                              Value context, Value *result)
{
    Value both[] = {value_object(loop), coroutine}, keywords = UNSET;
    if (!value_is_unset(context)) {
        keywords = value_object(dict_new(vm));
        dict_set_str(vm, DICT(keywords), str_intern(vm, "context"), context);
    }
    Value arguments = tuple_of(vm, both, 2);
    bool made = call_packed(vm, loop->task_factory, arguments, keywords, result);
    value_drop(vm, arguments);
    value_drop(vm, keywords);
    if (!made) return false;
    Value nothing;
    if (call_method(vm, *result, "set_name", &name, 1, &nothing)) {
        value_drop(vm, nothing);
        keep_failed(vm, *result);
        return true;
    }
    value_clear(vm, result);
    return false;
}

bool loop_create_task(Vm *vm, Loop *loop, Value coroutine, Value given, Value context,
                      Value *result)
{
    if (value_is_none(context)) context = UNSET;
    bool is_unnamed = value_is_unset(given) || value_is_none(given);
    if (is_unnamed && value_is_unset(context) && loop_makes_tasks(loop)) {
        Task *plain = task_new_plain(vm, loop, coroutine);
        if (plain) *result = value_object(plain);
        return plain;
    }
    if (!loop_check_open(vm, loop)) return false;
    if (!value_is_unset(loop->task_factory))
        return create_by_factory(vm, loop, coroutine,
                                 value_is_unset(given) ? NONE : given, context, result);
    Value name = UNSET;
    if (!value_is_unset(given) && !task_name_argument(vm, given, &name)) return false;
    Task *task = task_new(vm, loop, coroutine, name, context);
    value_drop(vm, name);
    if (task) *result = value_object(task);
    return task;
}

bool create_task_of(Vm *vm, Object *target, Object *argument)
{
    (void)argument;
    Value task;
    Loop *loop = loop_running(vm);
    if (!loop || !loop_create_task(vm, loop, value_object(target), UNSET, UNSET, &task))
        return false;
    value_drop(vm, task);
    return true;
}

static bool method_create_task(Vm *vm, Value *args, Value *result)
{
    return loop_create_task(vm, LOOP(args[0]), args[1], args[2], args[3], result);
}

static bool method_set_task_factory(Vm *vm, Value *args, Value *result)
{
    bool none = value_is_none(args[1]);
    if (!none && !value_is_callable(vm, args[1]))
        return raise_error(vm, TYPE_ERROR, "task factory must be a callable or None");
    value_set(vm, &LOOP(args[0])->task_factory, none ? UNSET : value_keep(args[1]));
    *result = NONE;
    return true;
}

static bool method_get_task_factory(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    Value factory = LOOP(args[0])->task_factory;
    *result = value_is_unset(factory) ? NONE : value_keep(factory);
    return true;
}

// ---- Running ----

static bool method_run_until_complete(Vm *vm, Value *args, Value *result)
{
    return loop_run_until_complete(vm, LOOP(args[0]), args[1], result);
}

static bool method_run_forever(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return loop_run_forever(vm, LOOP(args[0]));
}

static bool method_stop(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    LOOP(args[0])->stopping = true;
    *result = NONE;
    return true;
}

static bool method_close(Vm *vm, Value *args, Value *result)
{
    if (LOOP(args[0])->running)
        return raise_error(vm, RUNTIME_ERROR, "Cannot close a running event loop");
    *result = NONE;
    if (!LOOP(args[0])->closed && !log_closes(vm, LOOP(args[0]))) return false;
    loop_close(vm, LOOP(args[0]));
    return true;
}

static bool method_is_running(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_bool(LOOP(args[0])->running);
    return true;
}

static bool method_is_closed(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_bool(LOOP(args[0])->closed);
    return true;
}

static bool method_get_debug(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_bool(LOOP(args[0])->debug);
    return true;
}

static bool method_set_debug(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return value_truth(vm, args[1], &LOOP(args[0])->debug);
}

static bool get_slow_callback(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_float(LOOP(args[0])->slow_callback);
    return true;
}

static bool set_slow_callback(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    if (value_is_unset(args[1]))
        return raise_error(vm, ATTRIBUTE_ERROR, "cannot delete attribute");
    return arg_double(vm, args[1], &LOOP(args[0])->slow_callback);
}

// ---- Other threads ----

static bool method_call_soon_threadsafe(Vm *vm, Value *args, Value *result)
{
    if (!debug_check_callback(vm, LOOP(args[0]), args[1], "call_soon_threadsafe"))
        return false;
    return give(loop_call_soon_threadsafe(vm, LOOP(args[0]), args[1], args[2], args[3]),
                result);
}

// args: self, executor, func, args.
static bool method_run_in_executor(Vm *vm, Value *args, Value *result)
{
    if (!debug_check_callback(vm, LOOP(args[0]), args[2], "run_in_executor"))
        return false;
    return loop_run_in_executor(vm, LOOP(args[0]), args[1], args[2], args[3], UNSET,
                                result);
}

static bool method_set_default_executor(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return loop_set_default_executor(vm, LOOP(args[0]), args[1]);
}

// ---- Exceptions ----

static bool method_set_exception_handler(Vm *vm, Value *args, Value *result)
{
    bool none = value_is_none(args[1]);
    if (!none && !value_is_callable(vm, args[1])) {
        Text text = {0};
        if (text_add_repr(vm, &text, args[1]))
            raise_error(vm, TYPE_ERROR, "A callable object or None is expected, got %s",
                        text_string(&text));
        text_free(&text);
        return false;
    }
    value_set(vm, &LOOP(args[0])->exception_handler, none ? UNSET : value_keep(args[1]));
    *result = NONE;
    return true;
}

static bool method_get_exception_handler(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    Value handler = LOOP(args[0])->exception_handler;
    *result = value_is_unset(handler) ? NONE : value_keep(handler);
    return true;
}

static bool method_default_exception_handler(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    if (!value_is_dict(args[1])) return true;
    notice_context(vm, DICT(args[1]));
    return log_context(vm, DICT(args[1]), true);
}

static bool method_call_exception_handler(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    if (!value_is_dict(args[1]))
        return raise_error(vm, ATTRIBUTE_ERROR, "'%s' object has no attribute 'get'",
                           value_type_name(vm, args[1]));
    return loop_handle_context(vm, LOOP(args[0]), DICT(args[1]));
}

// ---- Async generators ----

static void forget_generators(Loop *loop)
{
    loop->generator_count = 0;
}

static bool remember_generator(Vm *vm, Loop *loop, Object *generator)
{
    if (loop->generator_count == loop->generator_capacity) {
        uint32_t old = loop->generator_capacity, new = old ? old * 2 : 8;
        Object **grown = heap_buffer_resize(vm, loop->generators, old * sizeof *grown,
                                            new * sizeof *grown);
        if (!grown) return false;
        loop->generators = grown;
        loop->generator_capacity = new;
    }
    loop->generators[loop->generator_count++] = generator;
    return true;
}

// Takes a generator out of the loop's list, searching from both ends: they mostly end in
// the order in which they began, or in the opposite one.
static bool forget_generator(Loop *loop, const Object *generator)
{
    for (uint32_t i = 0, j = loop->generator_count; i < j; i++) {
        uint32_t found = UINT32_MAX;
        if (loop->generators[i] == generator) found = i;
        if (loop->generators[j - 1] == generator) found = j - 1;
        j--;
        if (found == UINT32_MAX) continue;
        for (; found + 1 < loop->generator_count; found++)
            loop->generators[found] = loop->generators[found + 1];
        loop->generator_count--;
        return true;
    }
    return false;
}

bool loop_asyncgen_first(Vm *vm, Value generator)
{
    Loop *loop = asyncio_of(vm)->running;
    return !loop || remember_generator(vm, loop, generator.object);
}

// The loop that knows a generator, which it forgets; NULL if none does.
static Loop *forgetting_loop(Vm *vm, Value generator)
{
    Asyncio *asyncio = asyncio_of(vm);
    for (uint32_t i = 1; i < asyncio->loop_count; i++)
        if (asyncio->loops[i] && forget_generator(asyncio->loops[i], generator.object))
            return asyncio->loops[i];
    return NULL;
}

void loop_asyncgen_gone(Vm *vm, Value generator)
{
    forgetting_loop(vm, generator);
}

bool loop_asyncgen_finalize(Vm *vm, Value generator)
{
    Loop *loop = forgetting_loop(vm, generator);
    // It may have been taken out by shutdown_asyncgens() before.
    if (!loop) loop = asyncio_of(vm)->running;
    if (!loop || loop->closed) return false;
    Value closing;
    if (!call_method(vm, generator, "aclose", NULL, 0, &closing)) {
        if (!vm->halt) value_drop(vm, exception_take(vm));
        return false;
    }
    if (!vm->context) {
        loop_take(vm, loop, CALLBACK_CREATE_TASK, closing.object, NULL,
                  asyncio_of(vm)->cause);
        return true;
    }
    object_drop(vm, loop_set_soon(vm, loop, CALLBACK_CREATE_TASK, closing.object));
    value_drop(vm, closing);
    return true;
}

// What gather() of the generators' aclose() needs; both lists are the caller's.
static bool collect_closings(Vm *vm, Loop *loop, List *generators, List *closings)
{
    for (uint32_t i = 0; i < loop->generator_count; i++)
        if (!list_append(vm, generators, value_object(loop->generators[i]))) return false;
    forget_generators(loop);
    for (uint32_t i = 0; i < generators->count; i++) {
        Value closing;
        if (!call_method(vm, generators->items[i], "aclose", NULL, 0, &closing) ||
            !list_take(vm, closings, closing))
            return false;
    }
    return true;
}

enum { SHUTDOWN_LOOP, SHUTDOWN_GENERATORS, SHUTDOWN_COUNT };

static Stop shutdown_begin(Vm *vm, NativeCoroutine *self, Value *result)
{
    Loop *loop = LOOP(self->values[SHUTDOWN_LOOP]);
    loop->generators_closed = true;
    if (!loop->generator_count) {
        *result = NONE;
        return STOP_RETURNS;
    }
    List *generators = list_new(vm), *closings = list_new(vm);
    self->values[SHUTDOWN_GENERATORS] = value_object(generators);
    Value gathered;
    bool ok = collect_closings(vm, loop, generators, closings) &&
              gather(vm, closings->items, (int)closings->count, true, &gathered);
    object_drop(vm, closings);
    if (!ok) return STOP_RAISES;
    self->state = 1;
    Stop stop = native_await(vm, self, gathered, result);
    value_drop(vm, gathered);
    return stop;
}

static bool report_closing(Vm *vm, Loop *loop, Value generator, Value error)
{
    if (!exception_is(vm, error, EXCEPTION)) return true;
    Text text = {0};
    text_add(&text, "an error occurred during closing of asynchronous generator ");
    bool ok = text_add_repr(vm, &text, generator) &&
              loop_report(vm, loop, text_string(&text), error, "asyncgen", generator);
    text_free(&text);
    return ok;
}

static Stop shutdown_asyncgens_step(Vm *vm, NativeCoroutine *self, Value sent,
                                    Value thrown, Value *result)
{
    if (!value_is_unset(thrown)) {
        exception_restore(vm, value_keep(thrown));
        return STOP_RAISES;
    }
    if (self->state == 0) return shutdown_begin(vm, self, result);
    const List *generators = LIST(self->values[SHUTDOWN_GENERATORS]);
    Loop *loop = LOOP(self->values[SHUTDOWN_LOOP]);
    for (uint32_t i = 0; i < generators->count && i < LIST(sent)->count; i++)
        if (value_is_exception(LIST(sent)->items[i]) &&
            !report_closing(vm, loop, generators->items[i], LIST(sent)->items[i]))
            return STOP_RAISES;
    *result = NONE;
    return STOP_RETURNS;
}

static const NativeCoroutineSpec shutdown_asyncgens = {
    "shutdown_asyncgens", "BaseEventLoop.shutdown_asyncgens", shutdown_asyncgens_step,
    SHUTDOWN_COUNT};

Value loop_shutdown_asyncgens(Vm *vm, Loop *loop)
{
    Value self = value_object(loop);
    return native_coroutine_new(vm, &shutdown_asyncgens, &self, 1);
}

static bool method_shutdown_asyncgens(Vm *vm, Value *args, Value *result)
{
    *result = loop_shutdown_asyncgens(vm, LOOP(args[0]));
    return true;
}

static bool method_shutdown_executor(Vm *vm, Value *args, Value *result)
{
    *result = loop_shutdown_executor(vm, LOOP(args[0]), args[1]);
    return true;
}

// ---- The type ----

static bool loop_repr(Vm *vm, Value self, Value *result)
{
    const Loop *loop = LOOP(self);
    *result = str_format(vm, "<%s running=%s closed=%s debug=%s>",
                         value_type_name(vm, self), loop->running ? "True" : "False",
                         loop->closed ? "True" : "False", loop->debug ? "True" : "False");
    return true;
}

static const NativeSpec loop_methods[] = {
    {"time", "self", method_time, NATIVE_PYTHON},
    {"call_soon", "self, callback, *args, context=None", method_call_soon, NATIVE_PYTHON},
    {"call_soon_threadsafe", "self, callback, *args, context=None",
     method_call_soon_threadsafe, NATIVE_PYTHON},
    {"call_later", "self, delay, callback, *args, context=None", method_call_later,
     NATIVE_PYTHON},
    {"call_at", "self, when, callback, *args, context=None", method_call_at,
     NATIVE_PYTHON},
    {"create_future", "self", method_create_future, NATIVE_PYTHON},
    {"create_task", "self, coro, *, name=None, context=None", method_create_task,
     NATIVE_PYTHON},
    {"set_task_factory", "self, factory", method_set_task_factory, NATIVE_PYTHON},
    {"get_task_factory", "self", method_get_task_factory, NATIVE_PYTHON},
    {"run_until_complete", "self, future", method_run_until_complete, NATIVE_PYTHON},
    {"run_forever", "self", method_run_forever, NATIVE_PYTHON},
    {"stop", "self", method_stop, NATIVE_PYTHON},
    {"close", "self", method_close, NATIVE_PYTHON},
    {"is_running", "self", method_is_running, NATIVE_PYTHON},
    {"is_closed", "self", method_is_closed, NATIVE_PYTHON},
    {"get_debug", "self", method_get_debug, NATIVE_PYTHON},
    {"set_debug", "self, enabled", method_set_debug, NATIVE_PYTHON},
    {"slow_callback_duration", "self", get_slow_callback, NATIVE_PROPERTY},
    {"slow_callback_duration", "self, value", set_slow_callback, NATIVE_SETTER},
    {"set_exception_handler", "self, handler", method_set_exception_handler,
     NATIVE_PYTHON},
    {"get_exception_handler", "self", method_get_exception_handler, NATIVE_PYTHON},
    {"default_exception_handler", "self, context", method_default_exception_handler,
     NATIVE_PYTHON},
    {"call_exception_handler", "self, context", method_call_exception_handler,
     NATIVE_PYTHON},
    {"shutdown_asyncgens", "self", method_shutdown_asyncgens,
     NATIVE_PYTHON | NATIVE_COROUTINE},
    {"shutdown_default_executor", "self, timeout=None", method_shutdown_executor,
     NATIVE_PYTHON | NATIVE_COROUTINE},
    {"run_in_executor", "self, executor, func, *args", method_run_in_executor,
     NATIVE_PYTHON},
    {"set_default_executor", "self, executor", method_set_default_executor,
     NATIVE_PYTHON},
    {0},
};

static const TypeSpec loop_spec = {
    .name = "_UnixSelectorEventLoop",
    .module = "asyncio.unix_events",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Loop),
    .flags = TYPE_NATIVE | TYPE_FINAL,
    .slots = {.release = loop_release, .repr = loop_repr},
    .methods = loop_methods,
    .has_attributes = true,
};

void loop_init(Vm *vm, Module *module)
{
    asyncio_of(vm)->loop_type = type_new(vm, &loop_spec, NULL);
    Value type = value_object((Object *)asyncio_of(vm)->loop_type);
    static const char *const names[] = {"AbstractEventLoop", "BaseEventLoop",
                                        "SelectorEventLoop", "EventLoop"};
    for (int i = 0; i < 4; i++)
        module_set(vm, module, names[i], value_keep(type));
}
