// thread_timer.c -- threading.Timer, as Lib/threading.py of CPython 3.13 has it.

#include "threads/modules.h"

static bool set(Vm *vm, Value self, const char *name, Value value)
{
    return value_set_attribute(vm, self, str_intern(vm, name), value);
}

static bool get(Vm *vm, Value self, const char *name, Value *value)
{
    return value_get_attribute(vm, self, str_intern(vm, name), value);
}

// None stands for nothing: [empty] is what that is.
static bool set_or(Vm *vm, Value self, const char *name, Value given, void *empty)
{
    bool ok = set(vm, self, name, value_is_none(given) ? value_object(empty) : given);
    object_drop(vm, empty);
    return ok;
}

static bool set_finished(Vm *vm, Value self)
{
    Value event = UNSET;
    if (!call(vm, value_object(threads_of(vm)->event_type), NULL, 0, &event))
        return false;
    bool ok = set(vm, self, "finished", event);
    value_drop(vm, event);
    return ok;
}

static bool timer_init(Vm *vm, Value self, const Arguments *arguments)
{
    static const NativeSpec spec = {"Timer.__init__",
                                    "self, interval, function, args=None, kwargs=None",
                                    NULL, NATIVE_PYTHON};
    enum { INTERVAL = 1, FUNCTION, ARGS, KWARGS };
    static const Arguments nothing = {0};
    Value args[SIGNATURE_MOST];
    if (!bind_init(vm, &spec, self, arguments, args)) return false;
    bool ok =
        thread_init(vm, self, &nothing) && set(vm, self, "interval", args[INTERVAL]) &&
        set(vm, self, "function", args[FUNCTION]) &&
        set_or(vm, self, "args", args[ARGS], list_new(vm)) &&
        set_or(vm, self, "kwargs", args[KWARGS], dict_new(vm)) && set_finished(vm, self);
    arguments_unbind(vm, &spec, args);
    return ok;
}

// self.finished.method(*values), and what came of it as a truth.
static bool ask_finished(Vm *vm, Value self, const char *method, const Value *value,
                         bool *truth)
{
    Value finished = UNSET, answer = UNSET;
    if (!get(vm, self, "finished", &finished)) return false;
    bool ok = call_method(vm, finished, method, value, value ? 1 : 0, &answer);
    value_drop(vm, finished);
    ok = ok && value_truth(vm, answer, truth);
    value_drop(vm, answer);
    return ok;
}

static bool wait_for_interval(Vm *vm, Value self)
{
    Value interval = UNSET;
    bool ignored;
    bool ok = get(vm, self, "interval", &interval) &&
              ask_finished(vm, self, "wait", &interval, &ignored);
    value_drop(vm, interval);
    return ok;
}

static bool call_function(Vm *vm, Value self)
{
    Value function = UNSET, args = UNSET, kwargs = UNSET, value = UNSET;
    bool ok = get(vm, self, "function", &function) && get(vm, self, "args", &args) &&
              get(vm, self, "kwargs", &kwargs) &&
              call_packed(vm, function, args, kwargs, &value);
    value_drop(vm, function);
    value_drop(vm, args);
    value_drop(vm, kwargs);
    value_drop(vm, value);
    return ok;
}

static bool timer_run(Vm *vm, Value *args, Value *result)
{
    bool finished, ignored;
    *result = NONE;
    return wait_for_interval(vm, args[0]) &&
           ask_finished(vm, args[0], "is_set", NULL, &finished) &&
           (finished || call_function(vm, args[0])) &&
           ask_finished(vm, args[0], "set", NULL, &ignored);
}

static bool timer_cancel(Vm *vm, Value *args, Value *result)
{
    bool ignored;
    *result = NONE;
    return ask_finished(vm, args[0], "set", NULL, &ignored);
}

static const NativeSpec timer_methods[] = {
    {"run", "self", timer_run, NATIVE_PYTHON},
    {"cancel", "self", timer_cancel, NATIVE_PYTHON},
    {0},
};

static const TypeSpec timer_spec = {
    .name = "Timer",
    .module = "threading",
    .layout = LAYOUT_OTHER,
    .slots = {.init = timer_init},
    .methods = timer_methods,
};

void thread_timer_init(Vm *vm, Module *module)
{
    module_type(vm, module, &timer_spec, threads_of(vm)->thread_type);
}
