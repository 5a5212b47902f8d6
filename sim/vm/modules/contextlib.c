// contextlib.c -- the module contextlib: contextmanager, asynccontextmanager, and context
// managers as decorators.
//
// A generator becomes a manager: what it yields is what "with" binds, and what happens in
// the block comes out of that yield. The careful part is telling the block's own exception
// from one that the generator raised anew.

#include "vm/modules/contextlib.h"
#include "vm/copying.h"

#include "vm/modules/modules.h"

// -- Managers made of generators ---------------------------------------------------

typedef struct Manager {
    Object object;
    Value generator;
    Value function;  // with its arguments: to make the manager anew when it decorates a
    Value arguments; // function; UNSET once it was entered
    Value keywords;
} Manager;

#define MANAGER(value) ((Manager *)(value).object)

// How a Decorated function calls what it wraps.
typedef enum DecoratedKind {
    MAKES_MANAGER,       // @contextmanager
    MAKES_ASYNC_MANAGER, // @asynccontextmanager
    RUNS_INSIDE,         // @manager
    RUNS_INSIDE_ASYNC,   // @async_manager
} DecoratedKind;

// What a decorator of this module gives back: it looks like the function it wraps.
typedef struct Decorated {
    Object object;
    DecoratedKind kind;
    Value function;
    Value manager; // of RUNS_INSIDE
    Type *makes;   // Manager's type
} Decorated;

#define DECORATED(value) ((Decorated *)(value).object)

// The types of a run, found through the module's functions.
typedef struct Types {
    Object object;
    Type *manager, *async_manager, *decorated;
} Types;

static void manager_forget(Vm *vm, Manager *manager)
{
    value_clear(vm, &manager->function);
    value_clear(vm, &manager->arguments);
    value_clear(vm, &manager->keywords);
}

static void manager_copy(Copying *copying, Object *copy)
{
    Manager *manager = (Manager *)copy;
    copying_value(copying, &manager->generator);
    copying_value(copying, &manager->function);
    copying_value(copying, &manager->arguments);
    copying_value(copying, &manager->keywords);
}

static void manager_release(Vm *vm, Object *self)
{
    Manager *manager = (Manager *)self;
    value_clear(vm, &manager->generator);
    manager_forget(vm, manager);
}

// function(*arguments, **keywords), with the keywords in a dict.
static bool call_spread(Vm *vm, Value function, Value arguments, Value keywords,
                        Value *result)
{
    const Tuple *positional = TUPLE(arguments);
    const Dict *named = value_is_dict(keywords) ? DICT(keywords) : NULL;
    uint32_t extra = named ? named->count : 0;
    if (extra == 0)
        return call(vm, function, positional->items, (int)positional->count, result);
    Tuple *names = tuple_new(vm, (int)extra);
    Tuple *values = tuple_new(vm, (int)(positional->count + extra));
    for (uint32_t i = 0; i < positional->count; i++)
        values->items[i] = value_keep(positional->items[i]);
    uint32_t at = 0, i = 0;
    DictEntry *entry;
    while (dict_next(named, &at, &entry)) {
        names->items[i] = value_keep(entry->key);
        values->items[positional->count + i++] = value_keep(entry->value);
    }
    Arguments all = {values->items, (int)positional->count, names};
    bool good = call_with(vm, function, &all, result);
    object_drop(vm, names);
    object_drop(vm, values);
    return good;
}

static bool manager_new(Vm *vm, Type *type, Value function, Value arguments,
                        Value keywords, Value *result)
{
    Value generator = UNSET;
    if (!call_spread(vm, function, arguments, keywords, &generator)) return false;
    Manager *manager = object_new(vm, type);
    manager->generator = generator;
    manager->function = value_keep(function);
    manager->arguments = value_keep(arguments);
    manager->keywords = value_keep(keywords);
    *result = value_object(manager);
    return true;
}

// A manager is entered once: what it would be made anew from is gone then.
static bool manager_begin(Vm *vm, Value self)
{
    Manager *manager = MANAGER(self);
    if (value_is_unset(manager->function))
        return raise_attribute_error(vm, self, str_intern(vm, "args"),
                                     "'%s' object has no attribute 'args'",
                                     value_type_name(vm, self));
    manager_forget(vm, manager);
    return true;
}

// raise RuntimeError(message), "from None" if [handled] is given.
static bool generator_fault(Vm *vm, const char *message, Value handled)
{
    raise_error(vm, RUNTIME_ERROR, "%s", message);
    if (value_is_unset(handled) || value_is_unset(vm->raised)) return false;
    Exception *fault = EXCEPTION_OF(vm->raised);
    value_set(vm, &fault->context, value_keep(handled));
    value_set(vm, &fault->cause, NONE);
    fault->suppress_context = true;
    return false;
}

static void put_traceback(Vm *vm, Value exception, Value traceback)
{
    Value ignored = UNSET;
    if (call_method(vm, exception, "with_traceback", &traceback, 1, &ignored))
        value_drop(vm, ignored);
}

// After the block's exception [value] was thrown into the generator and [raised] came out:
// true if it is the block's own again, which __exit__ must not raise but let go on.
static bool is_blocks_own(Vm *vm, Value raised, Value value, Value traceback, bool async)
{
    if (value_is(raised, value)) {
        put_traceback(vm, value, traceback);
        return true;
    }
    bool wrapped = exception_is(vm, raised, RUNTIME_ERROR) &&
                   (exception_is(vm, value, STOP_ITERATION) ||
                    (async && exception_is(vm, value, STOP_ASYNC_ITERATION))) &&
                   value_is(EXCEPTION_OF(raised)->cause, value);
    if (wrapped) put_traceback(vm, value, traceback);
    return wrapped;
}

static bool manager_enter(Vm *vm, Value *args, Value *result)
{
    if (!manager_begin(vm, args[0])) return false;
    *result = UNSET;
    if (!value_next(vm, MANAGER(args[0])->generator, result)) return false;
    if (!value_is_unset(*result)) return true;
    Value stop = exception_new(vm, STOP_ITERATION, NULL);
    generator_fault(vm, "generator didn't yield", stop);
    value_drop(vm, stop);
    return false;
}

// The generator yielded once more: it is closed, and that is an error.
static bool did_not_stop(Vm *vm, Value generator, const char *message)
{
    generator_fault(vm, message, UNSET);
    Value fault = exception_take(vm), ignored = UNSET;
    if (call_method(vm, generator, "close", NULL, 0, &ignored)) {
        value_drop(vm, ignored);
        return exception_restore(vm, fault);
    }
    value_drop(vm, fault);
    return false;
}

static bool exit_quietly(Vm *vm, Value generator, Value *result)
{
    Value item = UNSET;
    *result = FALSE;
    if (!value_next(vm, generator, &item)) return false;
    if (value_is_unset(item)) return true;
    value_drop(vm, item);
    return did_not_stop(vm, generator, "generator didn't stop");
}

static bool exit_throwing(Vm *vm, Value generator, Value value, Value traceback,
                          Value *result)
{
    Value item = UNSET;
    Stop stop = coroutine_throw(vm, generator, value, &item);
    value_drop(vm, item);
    *result = TRUE;
    if (stop == STOP_RETURNS) return true;
    if (stop == STOP_YIELDS)
        return did_not_stop(vm, generator, "generator didn't stop after throw()");
    if (vm->halt != HALT_NONE) return false;
    Value raised = exception_take(vm);
    if (exception_is(vm, raised, STOP_ITERATION)) { // of an iterator that is no generator
        *result = value_bool(!value_is(raised, value));
        value_drop(vm, raised);
        return true;
    }
    if (!is_blocks_own(vm, raised, value, traceback, false))
        return exception_restore(vm, raised);
    value_drop(vm, raised);
    *result = FALSE;
    return true;
}

static bool manager_exit(Vm *vm, Value *args, Value *result)
{
    Value generator = MANAGER(args[0])->generator, value = UNSET;
    if (value_is_none(args[1])) return exit_quietly(vm, generator, result);
    if (!contextlib_instance(vm, args[1], args[2], &value)) return false;
    bool good = exit_throwing(vm, generator, value, args[3], result);
    value_drop(vm, value);
    return good;
}

// -- The same for async generators -------------------------------------------------

// Awaits anext(generator): a decorated function may have given something else.
static Stop await_next(Vm *vm, NativeCoroutine *self, Value generator, Value *result)
{
    if (!value_type(vm, generator)->slots.anext) {
        raise_error(vm, TYPE_ERROR, "'%s' object is not an async iterator",
                    value_type_name(vm, generator));
        return STOP_RAISES;
    }
    return contextlib_await_method(vm, self, generator, "__anext__", NULL, 0, result);
}

static Stop async_enter_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                             Value *result)
{
    if (self->state == 0) {
        if (!value_is_unset(thrown)) return contextlib_raises(vm, thrown);
        if (!manager_begin(vm, self->values[0])) return STOP_RAISES;
        self->state = 1;
        return await_next(vm, self, MANAGER(self->values[0])->generator, result);
    }
    if (value_is_unset(thrown)) return contextlib_returns(value_keep(sent), result);
    if (!exception_is(vm, thrown, STOP_ASYNC_ITERATION))
        return contextlib_raises(vm, thrown);
    generator_fault(vm, "generator didn't yield", thrown);
    return STOP_RAISES;
}

// Values of __aexit__; TYPE is replaced by the fault while the generator is closed.
enum { EXIT_SELF, EXIT_TYPE, EXIT_VALUE, EXIT_TRACEBACK, EXIT_VALUES };
enum { EXIT_BEGINS, EXIT_ENDED, EXIT_THROWN, EXIT_CLOSED };

static Stop async_exit_begins(Vm *vm, NativeCoroutine *self, Value generator,
                              Value *result)
{
    if (value_is_none(self->values[EXIT_TYPE])) {
        self->state = EXIT_ENDED;
        return await_next(vm, self, generator, result);
    }
    Value value = UNSET;
    if (!contextlib_instance(vm, self->values[EXIT_TYPE], self->values[EXIT_VALUE],
                             &value))
        return STOP_RAISES;
    value_set(vm, &self->values[EXIT_VALUE], value);
    self->state = EXIT_THROWN;
    return contextlib_await_method(vm, self, generator, "athrow", &value, 1, result);
}

static Stop async_did_not_stop(Vm *vm, NativeCoroutine *self, Value generator,
                               const char *message, Value *result)
{
    generator_fault(vm, message, UNSET);
    value_set(vm, &self->values[EXIT_TYPE], exception_take(vm));
    self->state = EXIT_CLOSED;
    return contextlib_await_method(vm, self, generator, "aclose", NULL, 0, result);
}

static Stop async_exit_thrown(Vm *vm, NativeCoroutine *self, Value thrown, Value *result)
{
    Value value = self->values[EXIT_VALUE];
    if (exception_is(vm, thrown, STOP_ASYNC_ITERATION))
        return contextlib_returns(value_bool(!value_is(thrown, value)), result);
    if (is_blocks_own(vm, thrown, value, self->values[EXIT_TRACEBACK], true))
        return contextlib_returns(FALSE, result);
    return contextlib_raises(vm, thrown);
}

static Stop async_exit_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                            Value *result)
{
    (void)sent;
    Value generator = MANAGER(self->values[EXIT_SELF])->generator;
    bool failed = !value_is_unset(thrown);
    switch (self->state) {
    case EXIT_BEGINS:
        if (failed) return contextlib_raises(vm, thrown);
        return async_exit_begins(vm, self, generator, result);
    case EXIT_ENDED:
        if (!failed)
            return async_did_not_stop(vm, self, generator, "generator didn't stop",
                                      result);
        if (exception_is(vm, thrown, STOP_ASYNC_ITERATION))
            return contextlib_returns(FALSE, result);
        return contextlib_raises(vm, thrown);
    case EXIT_THROWN:
        if (failed) return async_exit_thrown(vm, self, thrown, result);
        return async_did_not_stop(vm, self, generator,
                                  "generator didn't stop after athrow()", result);
    default: return contextlib_raises(vm, failed ? thrown : self->values[EXIT_TYPE]);
    }
}

static const NativeCoroutineSpec async_enter_spec = {
    "__aenter__", "_AsyncGeneratorContextManager.__aenter__", async_enter_step, 1};
static const NativeCoroutineSpec async_exit_spec = {
    "__aexit__", "_AsyncGeneratorContextManager.__aexit__", async_exit_step, EXIT_VALUES};

static bool manager_aenter(Vm *vm, Value *args, Value *result)
{
    *result = native_coroutine_new(vm, &async_enter_spec, args, 1);
    return true;
}

static bool manager_aexit(Vm *vm, Value *args, Value *result)
{
    *result = native_coroutine_new(vm, &async_exit_spec, args, EXIT_VALUES);
    return true;
}

// -- Decorators --------------------------------------------------------------------

// The manager that a decorated call enters: made anew if it came from a generator.
static bool recreate(Vm *vm, Value manager, Value *result)
{
    Type *type = manager.object->type;
    bool from_generator = type->slots.release == manager_release;
    if (!from_generator) {
        *result = value_keep(manager);
        return true;
    }
    const Manager *made = MANAGER(manager);
    if (value_is_unset(made->function)) return manager_begin(vm, manager);
    return manager_new(vm, type, made->function, made->arguments, made->keywords, result);
}

// A special method that a with statement needs.
static bool with_method(Vm *vm, Value manager, Str *name, bool async, Value *result)
{
    if (!value_special(vm, manager, name, result)) return false;
    if (!value_is_unset(*result)) return true;
    return raise_error(vm, TYPE_ERROR,
                       "'%s' object does not support the %scontext manager protocol",
                       value_type_name(vm, manager), async ? "asynchronous " : "");
}

// with manager: return function(*arguments, **keywords)
static bool run_inside(Vm *vm, Value manager, Value function, Value arguments,
                       Value keywords, Value *result)
{
    Value enter = UNSET, exit = UNSET, ignored = UNSET, answer = UNSET;
    bool good = with_method(vm, manager, vm->names.enter, false, &enter) &&
                with_method(vm, manager, vm->names.exit, false, &exit) &&
                call(vm, enter, NULL, 0, &ignored);
    value_drop(vm, enter);
    value_drop(vm, ignored);
    if (!good) {
        value_drop(vm, exit);
        return false;
    }
    good = call_spread(vm, function, arguments, keywords, result);
    Value exception = good ? UNSET : exception_take(vm);
    if (vm->halt == HALT_NONE &&
        contextlib_call_exit(vm, exit, exception, true, &answer)) {
        bool suppressed = false;
        bool judged = value_truth(vm, answer, &suppressed);
        if (!good && judged && suppressed) {
            *result = NONE;
            good = true;
        } else if (!good && judged) {
            exception_restore(vm, value_keep(exception));
        }
    } else if (good) {
        value_drop(vm, *result);
        good = false;
    }
    value_drop(vm, answer);
    value_drop(vm, exception);
    value_drop(vm, exit);
    return good;
}

// async with manager: return await function(*arguments, **keywords)
enum {
    INSIDE_MANAGER,
    INSIDE_FUNCTION,
    INSIDE_ARGUMENTS,
    INSIDE_KEYWORDS,
    INSIDE_RESULT,
    INSIDE_VALUES
};
enum { INSIDE_BEGINS, INSIDE_ENTERED, INSIDE_CALLED, INSIDE_LEFT, INSIDE_LEFT_FAILING };

static Stop await_owned(Vm *vm, NativeCoroutine *self, bool good, Value awaitable,
                        Value *result)
{
    if (!good) return STOP_RAISES;
    Stop stop = native_await(vm, self, awaitable, result);
    value_drop(vm, awaitable);
    return stop;
}

static Stop inside_leaves(Vm *vm, NativeCoroutine *self, Value exception, Value *result)
{
    Value exit = UNSET, awaitable = UNSET;
    bool failed = !value_is_unset(exception);
    self->state = failed ? INSIDE_LEFT_FAILING : INSIDE_LEFT;
    if (!with_method(vm, self->values[INSIDE_MANAGER], vm->names.aexit, true, &exit))
        return STOP_RAISES;
    bool good = contextlib_call_exit(vm, exit, exception, true, &awaitable);
    value_drop(vm, exit);
    return await_owned(vm, self, good, awaitable, result);
}

static Stop inside_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                        Value *result)
{
    Value *values = self->values, method = UNSET, awaitable = UNSET;
    bool failed = !value_is_unset(thrown), good, suppressed = false;
    if (failed && self->state != INSIDE_CALLED) return contextlib_raises(vm, thrown);
    switch (self->state) {
    case INSIDE_BEGINS:
        self->state = INSIDE_ENTERED;
        good = with_method(vm, values[INSIDE_MANAGER], vm->names.aenter, true, &method) &&
               call(vm, method, NULL, 0, &awaitable);
        value_drop(vm, method);
        return await_owned(vm, self, good, awaitable, result);
    case INSIDE_ENTERED:
        self->state = INSIDE_CALLED;
        good = call_spread(vm, values[INSIDE_FUNCTION], values[INSIDE_ARGUMENTS],
                           values[INSIDE_KEYWORDS], &awaitable);
        if (good) return await_owned(vm, self, good, awaitable, result);
        value_set(vm, &values[INSIDE_RESULT], exception_take(vm));
        return inside_leaves(vm, self, values[INSIDE_RESULT], result);
    case INSIDE_CALLED:
        value_set(vm, &values[INSIDE_RESULT], value_keep(failed ? thrown : sent));
        return inside_leaves(vm, self, failed ? thrown : UNSET, result);
    case INSIDE_LEFT:
        return contextlib_returns(value_keep(values[INSIDE_RESULT]), result);
    default:
        if (!value_truth(vm, sent, &suppressed)) return STOP_RAISES;
        if (suppressed) return contextlib_returns(NONE, result);
        return contextlib_raises(vm, values[INSIDE_RESULT]);
    }
}

static const NativeCoroutineSpec inside_spec = {
    "inner", "AsyncContextDecorator.__call__.<locals>.inner", inside_step, INSIDE_VALUES};

static bool decorated_call(Vm *vm, Value self, const Arguments *arguments, Value *result)
{
    static const NativeSpec spec = {"inner", "*args, **kwds", NULL, NATIVE_PYTHON};
    Value args[SIGNATURE_MOST], manager = UNSET;
    if (!arguments_bind(vm, &spec, arguments, args)) return false;
    const Decorated *decorated = DECORATED(self);
    bool good;
    if (decorated->kind == MAKES_MANAGER || decorated->kind == MAKES_ASYNC_MANAGER) {
        good = manager_new(vm, decorated->makes, decorated->function, args[0], args[1],
                           result);
    } else {
        good = recreate(vm, decorated->manager, &manager);
        const Value values[] = {manager, decorated->function, args[0], args[1]};
        if (good && decorated->kind == RUNS_INSIDE)
            good = run_inside(vm, manager, values[1], values[2], values[3], result);
        else if (good)
            *result = native_coroutine_new(vm, &inside_spec, values, 4);
    }
    value_drop(vm, manager);
    arguments_unbind(vm, &spec, args);
    return good;
}

static void decorated_copy(Copying *copying, Object *copy)
{
    copying_value(copying, &((Decorated *)copy)->function);
    copying_value(copying, &((Decorated *)copy)->manager);
}

static void decorated_release(Vm *vm, Object *self)
{
    Decorated *decorated = (Decorated *)self;
    value_clear(vm, &decorated->function);
    value_clear(vm, &decorated->manager);
}

static bool decorated_bind(Vm *vm, Value self, Value instance, Type *owner, Value *result)
{
    (void)owner;
    *result =
        value_is_unset(instance) ? value_keep(self) : method_new(vm, self, instance);
    return true;
}

// Its own attributes first, then those of the function (its name, its docstring ...).
static bool decorated_get(Vm *vm, Value self, Str *name, Value *result)
{
    if (name == vm->names.wrapped) {
        *result = value_keep(DECORATED(self)->function);
        return true;
    }
    Dict *own = object_attributes(self.object);
    Value found = own ? dict_get_str(own, name) : UNSET;
    if (!value_is_unset(found)) {
        *result = value_keep(found);
        return true;
    }
    return value_get_attribute(vm, DECORATED(self)->function, name, result);
}

static bool decorated_repr(Vm *vm, Value self, Value *result)
{
    Value name = UNSET;
    if (!value_get_attribute(vm, DECORATED(self)->function, vm->names.qualname, &name))
        return false;
    *result = str_format(vm, "<function %s at 0x%llx>",
                         value_is_str(name) ? STR(name)->bytes : "?",
                         (unsigned long long)value_id(vm, self));
    value_drop(vm, name);
    return true;
}

static const TypeSpec decorated_spec = {
    .name = "function",
    .module = "builtins",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Decorated),
    .flags = TYPE_FINAL,
    .slots = {.copy = decorated_copy,
              .release = decorated_release,
              .call = decorated_call,
              .bind = decorated_bind,
              .get_attribute = decorated_get,
              .repr = decorated_repr},
    .has_attributes = true,
};

// The run's types hang in the module under a name that no program writes.
static Types *types_of(Vm *vm)
{
    Module *module = module_import(vm, "contextlib");
    Value types = dict_get_str(module->attributes, str_intern(vm, " types"));
    return (Types *)types.object;
}

static Value decorated_new(Vm *vm, DecoratedKind kind, Value function, Value manager)
{
    Types *types = types_of(vm);
    Decorated *decorated = object_new(vm, types->decorated);
    decorated->kind = kind;
    decorated->function = value_keep(function);
    decorated->manager = value_keep(manager);
    decorated->makes = kind == MAKES_MANAGER ? types->manager : types->async_manager;
    return value_object(decorated);
}

static bool contextmanager(Vm *vm, Value *args, Value *result)
{
    *result = decorated_new(vm, MAKES_MANAGER, args[0], UNSET);
    return true;
}

static bool asynccontextmanager(Vm *vm, Value *args, Value *result)
{
    *result = decorated_new(vm, MAKES_ASYNC_MANAGER, args[0], UNSET);
    return true;
}

// ContextDecorator.__call__ and its asynchronous sister.
static bool decorate_as(Vm *vm, DecoratedKind kind, Value self,
                        const Arguments *arguments, Value *result)
{
    static const NativeSpec spec = {"__call__", "func", NULL, NATIVE_PYTHON};
    Value args[SIGNATURE_MOST];
    if (!arguments_bind(vm, &spec, arguments, args)) return false;
    *result = decorated_new(vm, kind, args[0], self);
    arguments_unbind(vm, &spec, args);
    return true;
}

static bool decorate(Vm *vm, Value self, const Arguments *arguments, Value *result)
{
    return decorate_as(vm, RUNS_INSIDE, self, arguments, result);
}

static bool decorate_async(Vm *vm, Value self, const Arguments *arguments, Value *result)
{
    return decorate_as(vm, RUNS_INSIDE_ASYNC, self, arguments, result);
}

// -- The module --------------------------------------------------------------------

static bool manager_get_generator(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(MANAGER(args[0])->generator);
    return true;
}

static const NativeSpec manager_methods[] = {
    {"gen", "self", manager_get_generator, NATIVE_PROPERTY},
    {"__enter__", "self", manager_enter, NATIVE_PYTHON},
    {"__exit__", "self, typ, value, traceback", manager_exit, NATIVE_PYTHON},
    {0},
};

static const NativeSpec async_manager_methods[] = {
    {"gen", "self", manager_get_generator, NATIVE_PROPERTY},
    {"__aenter__", "self", manager_aenter, NATIVE_PYTHON | NATIVE_COROUTINE},
    {"__aexit__", "self, typ, value, traceback", manager_aexit,
     NATIVE_PYTHON | NATIVE_COROUTINE},
    {0},
};

static const TypeSpec manager_spec = {
    .name = "_GeneratorContextManager",
    .module = "contextlib",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Manager),
    .slots = {.copy = manager_copy, .release = manager_release, .call = decorate},
    .methods = manager_methods,
    .has_attributes = true,
};

static const TypeSpec async_manager_spec = {
    .name = "_AsyncGeneratorContextManager",
    .module = "contextlib",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Manager),
    .slots = {.copy = manager_copy, .release = manager_release, .call = decorate_async},
    .methods = async_manager_methods,
    .has_attributes = true,
};

static const TypeSpec decorator_spec = {.name = "ContextDecorator",
                                        .module = "contextlib",
                                        .layout = LAYOUT_OBJECT,
                                        .size = sizeof(Object),
                                        .slots = {.call = decorate},
                                        .has_attributes = true};
static const TypeSpec async_decorator_spec = {.name = "AsyncContextDecorator",
                                              .module = "contextlib",
                                              .layout = LAYOUT_OBJECT,
                                              .size = sizeof(Object),
                                              .slots = {.call = decorate_async},
                                              .has_attributes = true};

static const TypeSpec types_spec = {.name = "types",
                                    .module = "contextlib",
                                    .layout = LAYOUT_OTHER,
                                    .size = sizeof(Types)};

static bool redirect_refused(Vm *vm, Value *args, Value *result)
{
    (void)args, (void)result;
    return raise_error(vm, RUNTIME_ERROR,
                       "redirecting standard output or standard error is not simulated");
}

static const NativeSpec functions[] = {
    {"contextmanager", "func", contextmanager, NATIVE_PYTHON},
    {"asynccontextmanager", "func", asynccontextmanager, NATIVE_PYTHON},
    {"redirect_stdout", "new_target", redirect_refused, NATIVE_PYTHON},
    {"redirect_stderr", "new_target", redirect_refused, NATIVE_PYTHON},
    {0},
};

Module *contextlib_module(Vm *vm)
{
    Module *module = module_new(vm, "contextlib", functions);
    contextlib_add_small(vm, module);
    contextlib_add_stacks(vm, module);
    contextlib_type(vm, module, &decorator_spec, NULL);
    contextlib_type(vm, module, &async_decorator_spec, NULL);
    Types *types = object_new(vm, type_new(vm, &types_spec, NULL));
    types->manager = type_new(vm, &manager_spec, NULL);
    types->async_manager = type_new(vm, &async_manager_spec, NULL);
    types->decorated = type_new(vm, &decorated_spec, NULL);
    module_set(vm, module, " types", value_object(types));
    return module;
}
