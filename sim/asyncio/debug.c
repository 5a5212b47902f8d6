// debug.c -- the checks and warnings of debug mode, as CPython's base_events.py has them.

#include "asyncio/debug.h"

#include "asyncio/log.h"
#include "asyncio/tasks.h"
#include "asyncio/values.h"
#include "threads/threads.h"

bool debug_is_wanted(Vm *vm)
{
    Value os = dict_get_str(vm->modules, str_intern(vm, "os")), found = UNSET;
    if (!value_has_layout(os, LAYOUT_MODULE)) return false;
    const Module *module = (const Module *)os.object;
    Value environ = dict_get_str(module->attributes, str_intern(vm, "environ"));
    if (value_has_layout(environ, LAYOUT_DICT))
        found =
            dict_get_str((Dict *)environ.object, str_intern(vm, "PYTHONASYNCIODEBUG"));
    return value_has_layout(found, LAYOUT_STR) && STR(found)->size > 0;
}

bool debug_check_callback(Vm *vm, const Loop *loop, Value callback, const char *method)
{
    if (!loop->debug) return true;
    if (is_coroutine(vm, callback) || value_is_coroutine_function(callback))
        return raise_error(vm, TYPE_ERROR, "coroutines cannot be used with %s()", method);
    if (value_is_callable(vm, callback)) return true;
    Text text = {0};
    if (text_add_repr(vm, &text, callback))
        raise_error(vm, TYPE_ERROR, "a callable object was expected by %s(), got %s",
                    method, text_string(&text));
    text_free(&text);
    return false;
}

bool debug_check_call(Vm *vm, const Loop *loop, Value callback, const char *method)
{
    if (!loop->debug) return true;
    if (!loop_check_open(vm, loop)) return false;
    if (loop->running && loop->thread && threads_are_open(vm) &&
        loop->thread != thread_running(vm))
        return raise_error(
            vm, RUNTIME_ERROR,
            "Non-thread-safe operation invoked on an event loop other than "
            "the current one");
    return debug_check_callback(vm, loop, callback, method);
}

// A task for its steps, a handle for the rest.
static bool add_entry(Vm *vm, Text *text, Loop *loop, const Ready *ran)
{
    if (callback_is_step((CallbackKind)ran->kind))
        return text_add_repr(vm, text, value_object(ran->target));
    Handle *handle = handle_of_ready(vm, loop, ran);
    bool ok = text_add_repr(vm, text, value_object(handle));
    if (!vm->halt) object_drop(vm, handle);
    return ok;
}

static bool tell_slow(Vm *vm, Loop *loop, const Ready *ran, double seconds)
{
    Text what = {0}, line = {0};
    bool ok = add_entry(vm, &what, loop, ran);
    if (!ok) {
        ok = !log_leaves_loop(vm);
        if (ok) value_drop(vm, exception_take(vm));
    } else if (log_is_open(vm)) {
        ok = log_slow(vm, &what, seconds);
    } else if (vm->hooks.write) {
        text_addf(&line, "Executing %s took %.3f seconds\n", text_string(&what), seconds);
        vm->hooks.write(vm, true, text_string(&line), line.size);
    }
    text_free(&what);
    text_free(&line);
    return ok;
}

bool debug_tell_slow(Vm *vm, Loop *loop, const Ready *ran, SimTime began)
{
    double seconds = simtime_seconds(clock_now(vm->clock)) - simtime_seconds(began);
    if (vm->halt) return false;
    if (seconds < loop->slow_callback) return true;
    Value raised = value_is_unset(vm->raised) ? UNSET : exception_take(vm);
    bool ok = tell_slow(vm, loop, ran, seconds);
    if (vm->halt || value_is_unset(raised)) return ok;
    if (!ok) value_drop(vm, exception_take(vm));
    exception_restore(vm, raised);
    return ok;
}
