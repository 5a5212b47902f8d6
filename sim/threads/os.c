// os.c -- what of the module os has a meaning on a simulated machine.

#include "threads/modules.h"
#include "threads/processes.h"
#include "vm/exception.h"

static bool cpu_count(Vm *vm, Value *args, Value *result)
{
    (void)args;
    *result = value_int(threads_of(vm)->core_count);
    return true;
}

int64_t process_pid(const Process *process)
{
    return ((const ProgramProcess *)process)->pid;
}

static bool getpid(Vm *vm, Value *args, Value *result)
{
    (void)args;
    *result = value_int(process_pid(thread_running(vm)->thread.process));
    return true;
}

static bool getppid(Vm *vm, Value *args, Value *result)
{
    (void)args;
    const ProgramProcess *parent = process_running(vm)->parent;
    *result = value_int(parent ? parent->pid : 1);
    return true;
}

// The first process would end without the run having an end to tell of.
static bool exit_at_once(Vm *vm, Value *args, Value *result)
{
    int64_t status;
    (void)result;
    if (!arg_int(vm, args[0], &status)) return false;
    if (!process_running(vm)->parent)
        return raise_error(vm, RUNTIME_ERROR,
                           "os._exit() is simulated in child processes only");
    return process_running_exits(vm, status);
}

static const NativeSpec functions[] = {
    {"getppid", "", getppid, 0},     {"_exit", "status", exit_at_once, 0},
    {"cpu_count", "", cpu_count, 0}, {"process_cpu_count", "", cpu_count, NATIVE_PYTHON},
    {"getpid", "", getpid, 0},       {0},
};

Module *os_module(Vm *vm)
{
    Module *module = module_new(vm, "os", functions);
    module_set(vm, module, "name", str_from(vm, "posix"));
    module_set(vm, module, "sep", str_from(vm, "/"));
    module_set(vm, module, "linesep", str_from(vm, "\n"));
    return module;
}
