// thread_hook.c -- threading.excepthook: what becomes of an exception that leaves a thread.

#include "threads/modules.h"
#include "vm/modules/collections.h"

static bool report(Vm *vm, Value exception, const char *heading)
{
    Text text = {0};
    text_add(&text, heading);
    bool ok = exception_report(vm, exception, &text);
    if (ok && vm->hooks.write) vm->hooks.write(vm, true, text_string(&text), text.size);
    text_free(&text);
    return ok;
}

static bool report_of_thread(Vm *vm, Value exception, const char *name)
{
    Text heading = {0};
    text_addf(&heading, "Exception in thread %s:\n", name);
    bool ok = report(vm, exception, text_string(&heading));
    text_free(&heading);
    return ok;
}

// excepthook(args): the one that there is from the beginning.
static bool default_hook(Vm *vm, Value *args, Value *result)
{
    Value exception = UNSET, thread = UNSET, name = UNSET;
    *result = NONE;
    if (!value_get_attribute(vm, args[0], str_intern(vm, "exc_value"), &exception))
        return false;
    bool is_ours = value_is_exception(exception);
    if (is_ours && exception_is(vm, exception, SYSTEM_EXIT)) {
        value_drop(vm, exception);
        return true;
    }
    bool ok = value_get_attribute(vm, args[0], str_intern(vm, "thread"), &thread) &&
              value_get_attribute(vm, thread, str_intern(vm, "name"), &name);
    if (ok && is_ours && value_is_str(name))
        ok = report_of_thread(vm, exception, STR(name)->bytes);
    value_drop(vm, exception);
    value_drop(vm, thread);
    value_drop(vm, name);
    return ok;
}

static const NativeSpec hooks[] = {
    {"excepthook", "args, /", default_hook, NATIVE_PYTHON},
    {0},
};

// The hook that the program has set, UNSET if it is ours.
static Value own_hook(Vm *vm)
{
    Module *module = threads_of(vm)->module;
    if (!module) return UNSET;
    Value hook = dict_get_str(module->attributes, str_intern(vm, "excepthook"));
    bool is_ours = value_is_none(hook) || (value_has_layout(hook, LAYOUT_NATIVE) &&
                                           native_spec(hook) == &hooks[0]);
    return is_ours ? UNSET : hook;
}

static bool hook_arguments(Vm *vm, Value exception, Value *result)
{
    TraceEntry *traceback = EXCEPTION_OF(exception)->traceback;
    Value values[] = {value_object(exception.object->type), exception,
                      traceback ? value_object(traceback) : NONE,
                      thread_object(vm, thread_running(vm))};
    return call(vm, threads_of(vm)->hook_arguments, values, 4, result);
}

// What goes wrong in the hook itself is told without what led to it.
static void report_hook(Vm *vm)
{
    if (vm->halt) return;
    Value failure = exception_take(vm);
    EXCEPTION_OF(failure)->suppress_context = true;
    report(vm, failure, "Exception in threading.excepthook:\n");
    value_drop(vm, failure);
}

static void call_hook(Vm *vm, Value hook, Value exception)
{
    Value args = UNSET, ignored = UNSET;
    value_keep(hook);
    if (hook_arguments(vm, exception, &args) &&
        call_handling(vm, exception, hook, &args, 1, &ignored))
        value_drop(vm, ignored);
    else
        report_hook(vm);
    value_drop(vm, args);
    value_drop(vm, hook);
}

void thread_report(Vm *vm, const char *name)
{
    if (vm->halt) return;
    Value exception = exception_take(vm), hook = own_hook(vm);
    if (!value_is_unset(hook))
        call_hook(vm, hook, exception);
    else if (!exception_is(vm, exception, SYSTEM_EXIT))
        report_of_thread(vm, exception, name);
    value_drop(vm, exception);
}

void thread_hook_init(Vm *vm, Module *module)
{
    static const char *const fields[] = {"exc_type", "exc_value", "exc_traceback",
                                         "thread"};
    threads_of(vm)->module = module;
    natives_add(vm, module->attributes, hooks, "threading");
    Value hook = dict_get_str(module->attributes, str_intern(vm, "excepthook"));
    module_set(vm, module, "__excepthook__", value_keep(hook));
    Value made = named_tuple_new(vm, "ExceptHookArgs", "threading", fields, 4);
    threads_of(vm)->hook_arguments = made;
    module_set(vm, module, "ExceptHookArgs", value_keep(made));
}
