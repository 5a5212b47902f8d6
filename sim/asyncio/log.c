// log.c -- what asyncio says to the logger "asyncio": library/_asyncio_log.py has the words.

#include "asyncio/log.h"

#include "vm/library.h"

bool log_is_open(Vm *vm)
{
    return !value_is_unset(dict_get_str(vm->modules, str_intern(vm, "logging")));
}

bool log_leaves_loop(Vm *vm)
{
    return vm->halt || exception_is_raised(vm, SYSTEM_EXIT) ||
           exception_is_raised(vm, KEYBOARD_INTERRUPT);
}

static bool say(Vm *vm, const char *function, const Value *values, int count)
{
    if (vm->halt) return false;
    Value answer;
    if (library_call(vm, "_asyncio_log", function, values, count, &answer)) {
        value_drop(vm, answer);
        return true;
    }
    if (log_leaves_loop(vm)) return false;
    value_drop(vm, exception_take(vm));
    return true;
}

bool log_context(Vm *vm, Dict *context, bool always)
{
    if (!always && !log_is_open(vm)) return !vm->halt;
    Value arguments[] = {value_object(context), value_bool(always)};
    return say(vm, "report", arguments, 2);
}

bool log_made(Vm *vm)
{
    return !log_is_open(vm) || say(vm, "made", NULL, 0);
}

bool log_closes(Vm *vm, Loop *loop)
{
    Value argument = value_object(loop);
    return !loop->debug || !log_is_open(vm) || say(vm, "closes", &argument, 1);
}

bool log_slow(Vm *vm, const Text *what, double seconds)
{
    Value arguments[2] = {UNSET, value_float(seconds)};
    if (!str_new(vm, what->bytes, what->size, &arguments[0])) return false;
    bool ok = say(vm, "slow", arguments, 2);
    value_drop(vm, arguments[0]);
    return ok;
}
