// multiprocessing.c -- the module multiprocessing, and what it says of itself.

#include "threads/mp.h"
#include "vm/exception.h"

// The ways to start a child that Linux has. Each is forked here.
static bool is_start_method(const Str *name)
{
    return str_is(name, "fork") || str_is(name, "spawn") || str_is(name, "forkserver");
}

static bool check_method(Vm *vm, Value method)
{
    if (value_is_none(method) || (value_is_str(method) && is_start_method(STR(method))))
        return true;
    Value text;
    if (!value_repr(vm, method, &text)) return false;
    raise_error(vm, VALUE_ERROR, "cannot find context for %s", STR(text)->bytes);
    value_drop(vm, text);
    return false;
}

static bool cpu_count(Vm *vm, Value *args, Value *result)
{
    (void)args;
    *result = value_int(threads_of(vm)->core_count);
    return true;
}

// A context has what the module has, and knows its own way to start children.
static bool get_context(Vm *vm, Value *args, Value *result)
{
    if (!check_method(vm, args[0])) return false;
    Module *own = module_import(vm, "multiprocessing");
    if (value_is_none(args[0])) {
        *result = value_keep(value_object(own));
        return true;
    }
    Module *context = module_new(vm, "multiprocessing.context", NULL);
    *result = value_object(context);
    if (!dict_update(vm, context->attributes, value_object(own->attributes))) {
        object_drop(vm, context);
        return false;
    }
    module_set(vm, context, "_start_method", value_keep(args[0]));
    return true;
}

static bool set_start_method(Vm *vm, Value *args, Value *result)
{
    bool force;
    if (!value_truth(vm, args[1], &force) || !check_method(vm, args[0])) return false;
    Threads *threads = threads_of(vm);
    if (threads->start_method && !force)
        return raise_error(vm, RUNTIME_ERROR, "context has already been set");
    threads->start_method =
        value_is_none(args[0]) ? NULL : str_intern_str(vm, STR(args[0]))->bytes;
    *result = NONE;
    return true;
}

static bool get_start_method(Vm *vm, Value *args, Value *result)
{
    (void)args;
    Threads *threads = threads_of(vm);
    if (!threads->start_method) threads->start_method = "fork";
    *result = str_from(vm, threads->start_method);
    return true;
}

static bool get_all_start_methods(Vm *vm, Value *args, Value *result)
{
    (void)args;
    Value names[] = {str_from(vm, "fork"), str_from(vm, "spawn"),
                     str_from(vm, "forkserver")};
    List *list = list_new(vm);
    for (int i = 0; i < 3; i++)
        list_take(vm, list, names[i]);
    *result = value_object(list);
    return true;
}

static bool freeze_support(Vm *vm, Value *args, Value *result)
{
    (void)vm, (void)args;
    *result = NONE;
    return true;
}

static const NativeSpec functions[] = {
    {"cpu_count", "", cpu_count, NATIVE_PYTHON},
    {"get_context", "method=None", get_context, NATIVE_PYTHON},
    {"set_start_method", "method, force=False", set_start_method, NATIVE_PYTHON},
    {"get_start_method", "allow_none=False", get_start_method, NATIVE_PYTHON},
    {"get_all_start_methods", "", get_all_start_methods, NATIVE_PYTHON},
    {"freeze_support", "", freeze_support, NATIVE_PYTHON},
    {0},
};

Module *multiprocessing_module(Vm *vm)
{
    threads_open(vm);
    if (!module_import(vm, "threading")) return NULL; // whose locks some of it is made of
    Module *module = module_new(vm, "multiprocessing", functions);
    mp_processes_init(vm, module);
    mp_queues_init(vm, module);
    mp_pipes_init(vm, module);
    mp_locks_init(vm, module);
    mp_values_init(vm, module);
    mp_pool_init(vm, module);
    mp_manager_init(vm, module);
    mp_conditions_init(vm, module);
    mp_barriers_init(vm, module);
    module_set(vm, module, "ProcessError",
               value_keep(value_object(exception_type(vm, PROCESS_ERROR))));
    module_set(vm, module, "TimeoutError",
               value_keep(value_object(exception_type(vm, PROCESS_TIMEOUT_ERROR))));
    return module;
}
