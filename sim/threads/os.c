// os.c -- what of the module os has a meaning on a simulated machine.

#include "threads/modules.h"

static bool cpu_count(Vm *vm, Value *args, Value *result)
{
    (void)args;
    *result = value_int(threads_of(vm)->core_count);
    return true;
}

int64_t process_pid(const Process *process)
{
    enum { FIRST_PID = 1000 }; // and of the main thread, get_native_id()
    return FIRST_PID + (int64_t)process->id - 1;
}

static bool getpid(Vm *vm, Value *args, Value *result)
{
    (void)args;
    *result = value_int(process_pid(thread_running(vm)->thread.process));
    return true;
}

static const NativeSpec functions[] = {
    {"cpu_count", "", cpu_count, 0},
    {"process_cpu_count", "", cpu_count, NATIVE_PYTHON},
    {"getpid", "", getpid, 0},
    {0},
};

Module *os_module(Vm *vm)
{
    Module *module = module_new(vm, "os", functions);
    module_set(vm, module, "name", str_from(vm, "posix"));
    module_set(vm, module, "sep", str_from(vm, "/"));
    module_set(vm, module, "linesep", str_from(vm, "\n"));
    return module;
}
