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

// ---- Calling ----

static bool call_with_keywords(Vm *vm, Value callable, const Tuple *arguments,
                               const Dict *keywords, Value *result)
{
    uint32_t named = keywords->count;
    int count = arguments ? (int)arguments->count : 0;
    Value *values = heap_new(vm, (count + named) * sizeof *values);
    Tuple *names = tuple_new(vm, (int)named);
    for (int i = 0; i < count; i++)
        values[i] = value_keep(arguments->items[i]);
    uint32_t at = 0, i = 0;
    for (DictEntry *entry; dict_next(keywords, &at, &entry); i++) {
        names->items[i] = value_keep(entry->key);
        values[count + (int)i] = value_keep(entry->value);
    }
    Arguments all = {values, count, names, NULL};
    bool ok = call_with(vm, callable, &all, result);
    for (i = 0; i < (uint32_t)count + named; i++)
        value_drop(vm, values[i]);
    object_drop(vm, names);
    heap_free(vm, values, (count + named) * sizeof *values);
    return ok;
}

bool call_packed(Vm *vm, Value callable, Value arguments, Value keywords, Value *result)
{
    Value tuple = UNSET;
    if (!value_is_unset(arguments) && !tuple_from_iterable(vm, arguments, &tuple))
        return false;
    bool has_keywords = value_is_dict(keywords) && DICT(keywords)->count > 0;
    const Tuple *positional = value_is_unset(tuple) ? NULL : TUPLE(tuple);
    bool ok = has_keywords
                  ? call_with_keywords(vm, callable, positional, DICT(keywords), result)
                  : call(vm, callable, positional ? positional->items : NULL,
                         positional ? (int)positional->count : 0, result);
    value_drop(vm, tuple);
    return ok;
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
