// policies.c -- the event loop policy, if the program has set one.
//
// The policies themselves are written in Python (_policies.py): the default one asks for
// what is plain here. Without a policy of the program's nobody asks them at all.

#include "asyncio/policies.h"

#include "asyncio/module.h"
#include "vm/exception.h"

bool policy_has(Vm *vm)
{
    return !value_is_unset(asyncio_of(vm)->policy);
}

bool policy_call(Vm *vm, const char *name, const Value *values, int count, Value *result)
{
    Value policy = value_keep(asyncio_of(vm)->policy);
    bool ok = call_method(vm, policy, name, values, count, result);
    value_drop(vm, policy);
    return ok;
}

Loop *policy_new_loop(Vm *vm)
{
    if (!policy_has(vm)) return loop_new(vm);
    Value loop;
    if (!policy_call(vm, "new_event_loop", NULL, 0, &loop)) return NULL;
    if (value_is_instance(vm, loop, asyncio_of(vm)->loop_type)) return LOOP(loop);
    raise_error(vm, TYPE_ERROR, "new_event_loop() must return an event loop, not '%s'",
                value_type_name(vm, loop));
    value_drop(vm, loop);
    return NULL;
}

static bool kept_policy(Vm *vm, Value *args, Value *result)
{
    (void)args;
    *result = policy_has(vm) ? value_keep(asyncio_of(vm)->policy) : NONE;
    return true;
}

static bool keep_policy(Vm *vm, Value *args, Value *result)
{
    value_set(vm, &asyncio_of(vm)->policy,
              value_is_none(args[0]) ? UNSET : value_keep(args[0]));
    *result = NONE;
    return true;
}

static bool plain_new(Vm *vm, Value *args, Value *result)
{
    (void)args;
    Loop *loop = loop_new(vm);
    if (loop) *result = value_object(loop);
    return loop;
}

static bool plain_get(Vm *vm, Value *args, Value *result)
{
    (void)args;
    Loop *loop = loop_get_plain(vm);
    if (loop) *result = value_keep(value_object(loop));
    return loop;
}

static bool plain_set(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return loop_set_plain(vm, args[0]);
}

static const NativeSpec functions[] = {
    {"_kept_policy", "", kept_policy, 0},
    {"_keep_policy", "policy, /", keep_policy, 0},
    {"_plain_new_event_loop", "", plain_new, 0},
    {"_plain_get_event_loop", "", plain_get, 0},
    {"_plain_set_event_loop", "loop, /", plain_set, 0},
    {0},
};

void policies_init(Vm *vm, Module *module)
{
    asyncio_of(vm)->policy = UNSET;
    natives_add(vm, module->attributes, functions, "asyncio.events");
}
