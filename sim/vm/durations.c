// durations.c -- what time.sleep() takes (Python/pytime.c).

#include "vm/durations.h"

#include "vm/call.h"
#include "vm/exception.h"
#include "vm/numbers.h"
#include "vm/sequence.h"
#include "vm/vm.h"

#include <math.h>

static bool too_large(Vm *vm)
{
    return raise_error(vm, OVERFLOW_ERROR,
                       "timestamp too large to convert to C PyTime_t");
}

static bool from_float(Vm *vm, double seconds, SimTime *duration)
{
    if (isnan(seconds))
        return raise_error(vm, VALUE_ERROR, "Invalid value NaN (not a number)");
    if (fabs(seconds * 1e9) >= 0x1p63)
        return raise_error(vm, OVERFLOW_ERROR,
                           "timestamp out of range for platform time_t");
    *duration = simtime_from_seconds(seconds);
    return true;
}

static bool from_int(Vm *vm, Value seconds, SimTime *duration)
{
    int64_t whole;
    if (!arg_int(vm, seconds, &whole)) return false;
    if (__builtin_mul_overflow(whole, SIMTIME_SECOND, duration)) return too_large(vm);
    return true;
}

bool duration_from(Vm *vm, Value seconds, SimTime *duration)
{
    seconds = number_plain(seconds);
    bool ok = seconds.kind == VALUE_FLOAT ? from_float(vm, seconds.number, duration)
                                          : from_int(vm, seconds, duration);
    if (!ok) return false;
    if (*duration < 0 || (seconds.kind == VALUE_FLOAT && seconds.number < 0))
        return raise_error(vm, VALUE_ERROR, "sleep length must be non-negative");
    return true;
}
