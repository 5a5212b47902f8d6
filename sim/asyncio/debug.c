// debug.c -- the checks and warnings of debug mode, as CPython's base_events.py has them.

#include "asyncio/debug.h"

#include "asyncio/tasks.h"
#include "asyncio/values.h"
#include "threads/threads.h"
#include "vm/library.h"

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

bool debug_log(Vm *vm, int level, const char *message)
{
    if (vm->halt || value_is_unset(dict_get_str(vm->modules, str_intern(vm, "logging"))))
        return false;
    Value raised = value_is_unset(vm->raised) ? UNSET : exception_take(vm);
    Value arguments[] = {value_int(level), str_from(vm, message)}, answer = FALSE;
    bool is_told = false;
    if (library_call(vm, "_default_handler", "note", arguments, 2, &answer))
        is_told = answer.kind == TRUE.kind && value_is(answer, TRUE);
    else if (!vm->halt)
        value_drop(vm, exception_take(vm)); // a report is no place to fail
    value_drop(vm, arguments[1]);
    if (!value_is_unset(raised)) exception_restore(vm, raised);
    return is_told;
}

void debug_tell_close(Vm *vm, const Loop *loop)
{
    Text text = {0};
    text_addf(&text, "Close <%s running=%s closed=False debug=True>",
              type_name(loop->object.type), loop->running ? "True" : "False");
    debug_log(vm, LOG_DEBUG, text_string(&text));
    text_free(&text);
}

void debug_tell_slow(Vm *vm, Loop *loop, const Ready *ran, SimTime began)
{
    double seconds = simtime_seconds(clock_now(vm->clock)) - simtime_seconds(began);
    if (seconds < loop->slow_callback || vm->halt) return;
    Value raised = value_is_unset(vm->raised) ? UNSET : exception_take(vm);
    Text text = {0};
    text_add(&text, "Executing ");
    if (add_entry(vm, &text, loop, ran)) {
        text_addf(&text, " took %.3f seconds", seconds);
        bool is_told = debug_log(vm, LOG_WARNING, text_string(&text));
        text_add_char(&text, '\n');
        if (!is_told && !vm->halt && vm->hooks.write)
            vm->hooks.write(vm, true, text_string(&text), text.size);
    } else if (!vm->halt) {
        value_drop(vm, exception_take(vm));
    }
    text_free(&text);
    if (!value_is_unset(raised)) exception_restore(vm, raised);
}
