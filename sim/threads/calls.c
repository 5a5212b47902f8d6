// calls.c -- how natives of these modules take their arguments, call and give up waiting.

#include "machine/clock.h"
#include "threads/modules.h"

#include <math.h>

Type *module_type(Vm *vm, Module *module, const TypeSpec *spec, Type *base)
{
    Type *type = type_new(vm, spec, base);
    module_set(vm, module, spec->name, value_keep(value_object(type)));
    return type;
}

bool create_zeroed(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    (void)arguments;
    *result = value_object(object_new(vm, type));
    return true;
}

bool bind_init(Vm *vm, const NativeSpec *spec, Value self, const Arguments *arguments,
               Value *args)
{
    enum { MOST = 32 };
    int count = arguments->count + (arguments->names ? (int)arguments->names->count : 0);
    if (count + 1 > MOST)
        return raise_error(vm, TYPE_ERROR, "%s() was given too many arguments",
                           spec->name);
    Value values[MOST];
    values[0] = self;
    for (int i = 0; i < count; i++)
        values[i + 1] = arguments->values[i];
    Arguments all = {values, arguments->count + 1, arguments->names, NULL};
    return arguments_bind(vm, spec, &all, args);
}

// ---- Timeouts ----

bool timeout_from(Vm *vm, Value seconds, SimTime *timeout)
{
    *timeout = SIMTIME_NEVER;
    if (value_is_unset(seconds) || value_is_none(seconds)) return true;
    double number;
    if (!arg_double(vm, seconds, &number)) return false;
    if (isnan(number))
        return raise_error(vm, VALUE_ERROR, "Invalid value NaN (not a number)");
    *timeout = simtime_from_seconds(number);
    return true;
}

SimTime deadline_after(const Vm *vm, SimTime timeout)
{
    SimTime now = clock_now(vm->clock);
    return timeout >= SIMTIME_NEVER - now ? SIMTIME_NEVER : now + timeout;
}

SimTime deadline_left(const Vm *vm, SimTime deadline)
{
    return deadline == SIMTIME_NEVER ? SIMTIME_NEVER : deadline - clock_now(vm->clock);
}
