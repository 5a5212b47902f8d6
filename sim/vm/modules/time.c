// time.c -- the module time: every clock of it is the virtual one, which begins at
// 1970-01-01 UTC.

#include "machine/clock.h"
#include "vm/durations.h"
#include "vm/modules/modules.h"

static SimTime now(const Vm *vm)
{
    return vm->clock ? clock_now(vm->clock) : 0;
}

static bool time_seconds(Vm *vm, Value *args, Value *result)
{
    (void)args;
    *result = value_float(simtime_seconds(now(vm)));
    return true;
}

static bool time_nanoseconds(Vm *vm, Value *args, Value *result)
{
    (void)args;
    *result = value_int(now(vm));
    return true;
}

// Blocks the thread: no other task runs meanwhile.
static bool time_sleep(Vm *vm, Value *args, Value *result)
{
    SimTime duration;
    if (!duration_from(vm, args[0], &duration)) return false;
    *result = NONE;
    return !vm->hooks.block || vm->hooks.block(vm, duration);
}

// Calendars are in the library's _calendar, which is read when somebody asks for one.
static bool in_calendar(Vm *vm, const char *name, Value arguments, Value *result)
{
    Module *calendar = module_import(vm, "_calendar");
    if (!calendar) return false;
    const Tuple *values = TUPLE(arguments);
    return call_method(vm, value_object(calendar), name, values->items,
                       (int)values->count, result);
}

#define IN_CALENDAR(name)                                                                \
    static bool time_##name(Vm *vm, Value *args, Value *result)                          \
    {                                                                                    \
        return in_calendar(vm, #name, args[0], result);                                  \
    }

IN_CALENDAR(gmtime)
IN_CALENDAR(localtime)
IN_CALENDAR(mktime)
IN_CALENDAR(strftime)
IN_CALENDAR(strptime)
IN_CALENDAR(asctime)
IN_CALENDAR(ctime)

static const NativeSpec functions[] = {
    {"time", "", time_seconds, 0},
    {"monotonic", "", time_seconds, 0},
    {"perf_counter", "", time_seconds, 0},
    {"process_time", "", time_seconds, 0},
    {"thread_time", "", time_seconds, 0},
    {"time_ns", "", time_nanoseconds, 0},
    {"monotonic_ns", "", time_nanoseconds, 0},
    {"perf_counter_ns", "", time_nanoseconds, 0},
    {"process_time_ns", "", time_nanoseconds, 0},
    {"thread_time_ns", "", time_nanoseconds, 0},
    {"sleep", "object, /", time_sleep, 0},
    {"gmtime", "*arguments", time_gmtime, 0},
    {"localtime", "*arguments", time_localtime, 0},
    {"mktime", "*arguments", time_mktime, 0},
    {"strftime", "*arguments", time_strftime, 0},
    {"strptime", "*arguments", time_strptime, 0},
    {"asctime", "*arguments", time_asctime, 0},
    {"ctime", "*arguments", time_ctime, 0},
    {0},
};

Module *time_module(Vm *vm)
{
    Module *module = module_new(vm, "time", functions);
    module_set(vm, module, "timezone", value_int(0));
    module_set(vm, module, "altzone", value_int(0));
    module_set(vm, module, "daylight", value_int(0));
    Value utc = str_from(vm, "UTC"), zones[] = {utc, utc};
    module_set(vm, module, "tzname", tuple_of(vm, zones, 2));
    value_drop(vm, utc);
    return module;
}
