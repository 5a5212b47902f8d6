// contextlib_small.c -- the bases of context managers, suppress, closing, aclosing,
// nullcontext, redirect_stdout and redirect_stderr (Lib/contextlib.py of CPython 3.13).

#include "vm/copying.h"
#include "vm/modules/contextlib.h"

#include "vm/builtins.h"
#include "vm/iterators.h"

#include <string.h>

// -- For all files -----------------------------------------------------------------

Type *contextlib_type(Vm *vm, Module *module, const TypeSpec *spec, Type *base)
{
    Type *type = type_new(vm, spec, base);
    module_set(vm, module, spec->name, value_keep(value_object(type)));
    return type;
}

Stop contextlib_returns(Value v, Value *result)
{
    *result = v;
    return STOP_RETURNS;
}

Stop contextlib_raises(Vm *vm, Value exception)
{
    exception_restore(vm, value_keep(exception));
    return STOP_RAISES;
}

Stop contextlib_return_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                            Value *result)
{
    (void)sent;
    if (!value_is_unset(thrown)) return contextlib_raises(vm, thrown);
    return contextlib_returns(value_keep(self->values[0]), result);
}

Value contextlib_returning(Vm *vm, const NativeCoroutineSpec *spec, Value v)
{
    return native_coroutine_new(vm, spec, &v, 1);
}

Stop contextlib_await_method(Vm *vm, NativeCoroutine *self, Value object,
                             const char *name, const Value *values, int count,
                             Value *result)
{
    Value awaitable = UNSET;
    if (!call_method(vm, object, name, values, count, &awaitable)) return STOP_RAISES;
    Stop stop = native_await(vm, self, awaitable, result);
    value_drop(vm, awaitable);
    return stop;
}

bool contextlib_instance(Vm *vm, Value type, Value value, Value *instance)
{
    if (!value_is_none(value)) {
        *instance = value_keep(value);
        return true;
    }
    return call(vm, type, NULL, 0, instance);
}

bool contextlib_call_exit(Vm *vm, Value exit, Value exception, bool handling,
                          Value *result)
{
    if (value_is_unset(exception)) {
        const Value nones[] = {NONE, NONE, NONE};
        return call(vm, exit, nones, 3, result);
    }
    TraceEntry *traceback = EXCEPTION_OF(exception)->traceback;
    const Value details[] = {value_object(exception.object->type), exception,
                             traceback ? value_object(traceback) : NONE};
    if (!handling) return call(vm, exit, details, 3, result);
    return call_handling(vm, exception, exit, details, 3, result);
}

// -- Managers that hold one thing --------------------------------------------------

// suppress (the tuple of classes), closing and aclosing (the thing), nullcontext.
typedef struct Holder {
    Object object;
    Value held;
} Holder;

#define HELD(value) (((Holder *)(value).object)->held)

static bool holder_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    (void)arguments;
    *result = value_object(object_new(vm, type));
    return true;
}

static void holder_copy(Copying *copying, Object *copy)
{
    copying_value(copying, &((Holder *)copy)->held);
}

static void holder_release(Vm *vm, Object *self)
{
    value_clear(vm, &((Holder *)self)->held);
}

static bool hold(Vm *vm, const NativeSpec *spec, Value self, const Arguments *arguments)
{
    Value args[SIGNATURE_MOST];
    if (!arguments_bind(vm, spec, arguments, args)) return false;
    value_set(vm, &HELD(self), value_keep(args[0]));
    arguments_unbind(vm, spec, args);
    return true;
}

static bool suppress_init(Vm *vm, Value self, const Arguments *arguments)
{
    static const NativeSpec spec = {"suppress.__init__", "*exceptions", NULL,
                                    NATIVE_PYTHON};
    return hold(vm, &spec, self, arguments);
}

static bool closing_init(Vm *vm, Value self, const Arguments *arguments)
{
    static const NativeSpec spec = {"closing.__init__", "thing", NULL, NATIVE_PYTHON};
    return hold(vm, &spec, self, arguments);
}

static bool aclosing_init(Vm *vm, Value self, const Arguments *arguments)
{
    static const NativeSpec spec = {"aclosing.__init__", "thing", NULL, NATIVE_PYTHON};
    return hold(vm, &spec, self, arguments);
}

static bool nullcontext_init(Vm *vm, Value self, const Arguments *arguments)
{
    static const NativeSpec spec = {"nullcontext.__init__", "enter_result=None", NULL,
                                    NATIVE_PYTHON};
    return hold(vm, &spec, self, arguments);
}

// redirect_stdout and redirect_stderr hold a list: the new target, then what stood there
// before, as one may be entered again while it is entered.
static bool redirect_init(Vm *vm, Value self, const Arguments *arguments)
{
    static const NativeSpec spec = {"_RedirectStream.__init__", "new_target", NULL,
                                    NATIVE_PYTHON};
    if (!hold(vm, &spec, self, arguments)) return false;
    List *targets = list_new(vm);
    bool ok = list_append(vm, targets, HELD(self));
    value_set(vm, &HELD(self), value_object(targets));
    return ok;
}

// The name in sys of the stream that a redirect_... is about.
static Str *redirected_name(Vm *vm, Value self)
{
    Value name = type_lookup(vm, self.object->type, str_intern(vm, "_stream"));
    return STR(name);
}

static bool redirect_enter(Vm *vm, Value *args, Value *result)
{
    Module *sys = module_import(vm, "sys");
    List *targets = LIST(HELD(args[0]));
    Str *name = redirected_name(vm, args[0]);
    Value old = UNSET;
    if (!value_get_attribute(vm, value_object(sys), name, &old) ||
        !list_take(vm, targets, old))
        return false;
    *result = value_keep(targets->items[0]);
    return value_set_attribute(vm, value_object(sys), name, *result);
}

static bool redirect_exit(Vm *vm, Value *args, Value *result)
{
    Module *sys = module_import(vm, "sys");
    List *targets = LIST(HELD(args[0]));
    *result = NONE;
    if (targets->count < 2) return raise_error(vm, INDEX_ERROR, "pop from empty list");
    Value old = list_remove_at(vm, targets, targets->count - 1);
    bool ok =
        value_set_attribute(vm, value_object(sys), redirected_name(vm, args[0]), old);
    value_drop(vm, old);
    return ok;
}

static bool enter_held(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(HELD(args[0]));
    return true;
}

// The part of a group that is not suppressed goes on.
static bool suppress_in_group(Vm *vm, Value classes, Value group, Value *result)
{
    Value parts = UNSET;
    if (!call_method(vm, group, "split", &classes, 1, &parts)) return false;
    Value rest = value_keep(TUPLE(parts)->items[1]);
    value_drop(vm, parts);
    if (!value_is_none(rest)) return raise_value(vm, rest);
    *result = TRUE;
    return true;
}

static bool suppress_exit(Vm *vm, Value *args, Value *result)
{
    Value classes = HELD(args[0]), type = args[1];
    *result = NONE;
    if (value_is_none(type)) return true;
    bool matches;
    if (!type_is_subclass_of(vm, type, classes, &matches)) return false;
    *result = value_bool(matches);
    if (matches || !value_is_exception_group(vm, args[2])) return true;
    return suppress_in_group(vm, classes, args[2], result);
}

static bool closing_exit(Vm *vm, Value *args, Value *result)
{
    Value ignored = UNSET;
    if (!call_method(vm, HELD(args[0]), "close", NULL, 0, &ignored)) return false;
    value_drop(vm, ignored);
    *result = NONE;
    return true;
}

static const NativeCoroutineSpec aclosing_enter_spec = {
    "__aenter__", "aclosing.__aenter__", contextlib_return_step, 1};
static const NativeCoroutineSpec null_enter_spec = {
    "__aenter__", "nullcontext.__aenter__", contextlib_return_step, 1};
static const NativeCoroutineSpec null_exit_spec = {"__aexit__", "nullcontext.__aexit__",
                                                   contextlib_return_step, 1};

static Stop aclosing_exit_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                               Value *result)
{
    (void)sent;
    if (!value_is_unset(thrown)) return contextlib_raises(vm, thrown);
    if (self->state++) return contextlib_returns(NONE, result);
    return contextlib_await_method(vm, self, self->values[0], "aclose", NULL, 0, result);
}

static const NativeCoroutineSpec aclosing_exit_spec = {"__aexit__", "aclosing.__aexit__",
                                                       aclosing_exit_step, 1};

static bool aclosing_enter(Vm *vm, Value *args, Value *result)
{
    *result = contextlib_returning(vm, &aclosing_enter_spec, HELD(args[0]));
    return true;
}

static bool aclosing_exit(Vm *vm, Value *args, Value *result)
{
    *result = contextlib_returning(vm, &aclosing_exit_spec, HELD(args[0]));
    return true;
}

static bool null_aenter(Vm *vm, Value *args, Value *result)
{
    *result = contextlib_returning(vm, &null_enter_spec, HELD(args[0]));
    return true;
}

static bool null_aexit(Vm *vm, Value *args, Value *result)
{
    (void)args;
    *result = contextlib_returning(vm, &null_exit_spec, NONE);
    return true;
}

static bool do_nothing(Vm *vm, Value *args, Value *result)
{
    (void)vm, (void)args;
    *result = NONE;
    return true;
}

static const NativeSpec suppress_methods[] = {
    {"__enter__", "self", do_nothing, NATIVE_PYTHON},
    {"__exit__", "self, exctype, excinst, exctb", suppress_exit, NATIVE_PYTHON},
    {0},
};

static const NativeSpec closing_methods[] = {
    {"thing", "self", enter_held, NATIVE_PROPERTY},
    {"__enter__", "self", enter_held, NATIVE_PYTHON},
    {"__exit__", "self, *exc_info", closing_exit, NATIVE_PYTHON},
    {0},
};

static const NativeSpec aclosing_methods[] = {
    {"thing", "self", enter_held, NATIVE_PROPERTY},
    {"__aenter__", "self", aclosing_enter, NATIVE_PYTHON},
    {"__aexit__", "self, *exc_info", aclosing_exit, NATIVE_PYTHON},
    {0},
};

static const NativeSpec nullcontext_methods[] = {
    {"enter_result", "self", enter_held, NATIVE_PROPERTY},
    {"__enter__", "self", enter_held, NATIVE_PYTHON},
    {"__exit__", "self, *excinfo", do_nothing, NATIVE_PYTHON},
    {"__aenter__", "self", null_aenter, NATIVE_PYTHON},
    {"__aexit__", "self, *excinfo", null_aexit, NATIVE_PYTHON},
    {0},
};

static const NativeSpec redirect_methods[] = {
    {"__enter__", "self", redirect_enter, NATIVE_PYTHON},
    {"__exit__", "self, exctype, excinst, exctb", redirect_exit, NATIVE_PYTHON},
    {0},
};

// A spec for one of the holders.
static TypeSpec holder_spec(const char *name, const NativeSpec *methods,
                            bool (*init)(Vm *, Value, const Arguments *))
{
    return (TypeSpec){.name = name,
                      .module = "contextlib",
                      .layout = LAYOUT_OTHER,
                      .size = sizeof(Holder),
                      .slots = {.create = holder_create,
                                .init = init,
                                .copy = holder_copy,
                                .release = holder_release},
                      .methods = methods};
}

void contextlib_add_small(Vm *vm, Module *module)
{
    const struct {
        const char *name;
        const NativeSpec *methods;
        bool (*init)(Vm *, Value, const Arguments *);
    } rows[] = {
        {"suppress", suppress_methods, suppress_init},
        {"closing", closing_methods, closing_init},
        {"aclosing", aclosing_methods, aclosing_init},
        {"nullcontext", nullcontext_methods, nullcontext_init},
        {"redirect_stdout", redirect_methods, redirect_init},
        {"redirect_stderr", redirect_methods, redirect_init},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        TypeSpec spec = holder_spec(rows[i].name, rows[i].methods, rows[i].init);
        Type *type = contextlib_type(vm, module, &spec, NULL);
        if (rows[i].init != redirect_init) continue;
        const char *stream = rows[i].name + strlen("redirect_");
        dict_set_str(vm, type->attributes, str_intern(vm, "_stream"),
                     value_object(str_intern(vm, stream)));
    }
}
