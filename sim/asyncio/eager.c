// eager.c -- create_eager_task_factory() and eager_task_factory of CPython's tasks.py.

#include "asyncio/tasks.h"
#include "vm/iterators.h"

#define FACTORY_NAME "create_eager_task_factory.<locals>.factory"

// The function that create_eager_task_factory() returns.
typedef struct Factory {
    Object object;
    Value constructor; // Task, or what the program gave
} Factory;

static Value factory_new(Vm *vm, Value constructor)
{
    Factory *factory = object_new(vm, asyncio_of(vm)->task_factory_type);
    factory->constructor = value_keep(constructor);
    return value_object(factory);
}

static void factory_release(Vm *vm, Object *self)
{
    value_clear(vm, &((Factory *)self)->constructor);
}

static const NativeSpec signature = {
    FACTORY_NAME, "loop, coro, *, name=None, context=None", NULL, NATIVE_PYTHON};

// constructor(coro, loop=loop, name=name, context=context, eager_start=True)
static bool make_task(Vm *vm, Value constructor, const Value *args, Value *result)
{
    static const char *const words[] = {"loop", "name", "context", "eager_start"};
    Tuple *names = tuple_new(vm, 4);
    for (int i = 0; i < 4; i++)
        names->items[i] = value_object(object_keep(str_intern(vm, words[i])));
    Value values[] = {args[1], args[0], args[2], args[3], TRUE};
    Arguments arguments = {values, 1, names, NULL};
    bool ok = call_with(vm, constructor, &arguments, result);
    object_drop(vm, names);
    return ok;
}

static bool factory_call(Vm *vm, Value self, const Arguments *arguments, Value *result)
{
    Value args[SIGNATURE_MOST];
    if (!arguments_bind(vm, &signature, arguments, args)) return false;
    bool ok = make_task(vm, ((Factory *)self.object)->constructor, args, result);
    arguments_unbind(vm, &signature, args);
    return ok;
}

static bool factory_repr(Vm *vm, Value self, Value *result)
{
    *result = str_format(vm, "<function " FACTORY_NAME " at 0x%llx>",
                         (unsigned long long)value_id(vm, self));
    return true;
}

static bool qualified_name(Vm *vm, Value *args, Value *result)
{
    (void)args;
    *result = str_from(vm, FACTORY_NAME);
    return true;
}

static bool plain_name(Vm *vm, Value *args, Value *result)
{
    (void)args;
    *result = str_from(vm, "factory");
    return true;
}

static const NativeSpec factory_methods[] = {
    {"__qualname__", "self", qualified_name, NATIVE_PROPERTY},
    {"__name__", "self", plain_name, NATIVE_PROPERTY},
    {0},
};

static const TypeSpec factory_spec = {
    .name = "function",
    .module = "builtins",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Factory),
    .flags = TYPE_FINAL,
    .slots = {.create = create_refused,
              .release = factory_release,
              .repr = factory_repr,
              .call = factory_call},
    .methods = factory_methods,
};

static bool function_create_factory(Vm *vm, Value *args, Value *result)
{
    *result = factory_new(vm, args[0]);
    return true;
}

static const NativeSpec functions[] = {
    {"create_eager_task_factory", "custom_task_constructor", function_create_factory,
     NATIVE_PYTHON},
    {0},
};

void eager_init(Vm *vm, Module *module)
{
    Asyncio *asyncio = asyncio_of(vm);
    asyncio->task_factory_type = type_new(vm, &factory_spec, NULL);
    natives_add(vm, module->attributes, functions, "asyncio.tasks");
    module_set(vm, module, "eager_task_factory",
               factory_new(vm, value_object((Object *)asyncio->task_type)));
}
