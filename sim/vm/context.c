// context.c -- contexts, and contextvars.Context.

#include "vm/context.h"

#include "vm/iterators.h"

// ---- Making ----

VarContext *context_new(Vm *vm)
{
    return object_new(vm, context_type(vm));
}

static VarContext *copy_of(Vm *vm, const VarContext *original)
{
    VarContext *copy = context_new(vm);
    if (original && original->values) copy->values = object_keep(original->values);
    return copy;
}

VarContext *context_copy(Vm *vm)
{
    return copy_of(vm, vm->context);
}

VarContext *context_share(Vm *vm)
{
    return context_is_empty(vm) ? NULL : copy_of(vm, vm->context);
}

VarContext *context_now(Vm *vm)
{
    if (!vm->context) {
        vm->context = context_new(vm);
        vm->context->is_entered = true;
    }
    return vm->context;
}

// ---- Entering ----

static bool refuse_entering(Vm *vm, VarContext *context)
{
    Text text = {0};
    if (text_add_repr(vm, &text, value_object(context)))
        raise_error(vm, RUNTIME_ERROR, "cannot enter context: %s is already entered",
                    text_string(&text));
    text_free(&text);
    return false;
}

bool context_enter(Vm *vm, VarContext *context, ContextOutside *outside)
{
    if (context && context->is_entered) return refuse_entering(vm, context);
    if (context) context->is_entered = true;
    outside->context = vm->context;
    vm->context = context ? object_keep(context) : NULL;
    return true;
}

VarContext *context_leave(Vm *vm, ContextOutside outside)
{
    VarContext *left = vm->context;
    if (left) {
        left->is_entered = false;
        left->previous = NULL;
    }
    vm->context = outside.context;
    return left;
}

VarContext *context_outermost(Vm *vm)
{
    VarContext *context = context_now(vm);
    while (context->previous)
        context = context->previous;
    return context;
}

bool context_run(Vm *vm, VarContext *context, Value callable, Value arguments,
                 Value keywords, Value *result)
{
    ContextOutside outside;
    VarContext *previous = context_now(vm);
    if (!context_enter(vm, context, &outside)) return false;
    context->previous = previous;
    bool ok = call_packed(vm, callable, arguments, keywords, result);
    // A halted run may have stopped on another stack.
    if (!vm->halt) object_drop(vm, context_leave(vm, outside));
    return ok;
}

bool context_call(Vm *vm, VarContext *context, Value callable, const Value *values,
                  int count)
{
    ContextOutside outside;
    Value result;
    if (!context_enter(vm, context, &outside)) return false;
    bool ok = call(vm, callable, values, count, &result);
    if (vm->halt) return false;
    if (ok) value_drop(vm, result);
    object_drop(vm, context_leave(vm, outside));
    return ok;
}

// ---- Values ----

static Value value_in(Vm *vm, const VarContext *context, Value variable)
{
    Value found = UNSET;
    // A variable is found by its identity: that cannot fail.
    if (context && context->values) dict_get(vm, context->values, variable, &found);
    return found;
}

Value context_get(Vm *vm, Value variable)
{
    return value_in(vm, vm->context, variable);
}

// The context's values for itself alone; false over the memory limit.
static bool unshare(Vm *vm, VarContext *context)
{
    Dict *old = context->values;
    if (old && old->object.references == 1) return true;
    Value copy;
    if (!old)
        copy = value_object(dict_new(vm));
    else if (!dict_copy(vm, old, &copy))
        return false;
    context->values = DICT(copy);
    object_drop(vm, old);
    return true;
}

bool context_set(Vm *vm, Value variable, Value value)
{
    VarContext *context = context_now(vm);
    bool found;
    if (!unshare(vm, context)) return false;
    if (!value_is_unset(value)) return dict_set(vm, context->values, variable, value);
    return dict_delete(vm, context->values, variable, &found, NULL);
}

// ---- The object ----

static bool context_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    (void)type;
    if (arguments->count || arguments->names)
        return raise_error(vm, TYPE_ERROR, "Context() does not accept any arguments");
    *result = value_object(context_new(vm));
    return true;
}

static void context_release(Vm *vm, Object *self)
{
    VarContext *context = (VarContext *)self;
    Dict *values = context->values;
    context->values = NULL;
    object_drop(vm, values);
}

static bool check_key(Vm *vm, Value key)
{
    if (key.kind == VALUE_OBJECT && key.object->type == vm->types.context_var)
        return true;
    Text text = {0};
    if (text_add_repr(vm, &text, key))
        raise_error(vm, TYPE_ERROR, "a ContextVar key was expected, got %s",
                    text_string(&text));
    text_free(&text);
    return false;
}

static bool context_get_item(Vm *vm, Value self, Value key, Value *result)
{
    if (!check_key(vm, key)) return false;
    Value found = value_in(vm, CONTEXT(self), key);
    if (value_is_unset(found)) return raise_with(vm, KEY_ERROR, key);
    *result = value_keep(found);
    return true;
}

static bool context_contains(Vm *vm, Value self, Value key, bool *result)
{
    if (!check_key(vm, key)) return false;
    *result = !value_is_unset(value_in(vm, CONTEXT(self), key));
    return true;
}

static bool context_len(Vm *vm, Value self, int64_t *len)
{
    (void)vm;
    *len = CONTEXT(self)->values ? CONTEXT(self)->values->count : 0;
    return true;
}

// The values as a dict, owned: an empty one where there are none.
static Value values_of(Vm *vm, Value self)
{
    Dict *values = CONTEXT(self)->values;
    return value_object(values ? object_keep(values) : dict_new(vm));
}

// Two contexts are equal if their variables have equal values.
static bool context_compare(Vm *vm, CompareOp op, Value left, Value right, Value *result)
{
    *result = NOT_IMPLEMENTED;
    if (!value_is_context(vm, left) || !value_is_context(vm, right) ||
        (op != COMPARE_EQ && op != COMPARE_NE))
        return true;
    Value a = values_of(vm, left), b = values_of(vm, right);
    bool ok = value_compare(vm, op, a, b, result);
    value_drop(vm, a);
    value_drop(vm, b);
    return ok;
}

// What iterates over a copy of the context's [part] ("keys", ...).
static bool iterate(Vm *vm, Value self, const char *part, Value *result)
{
    Value values = values_of(vm, self), view, list;
    bool ok = call_method(vm, values, part, NULL, 0, &view);
    value_drop(vm, values);
    if (!ok) return false;
    ok = list_from_iterable(vm, view, &list);
    value_drop(vm, view);
    if (!ok) return false;
    ok = value_iter(vm, list, result);
    value_drop(vm, list);
    return ok;
}

static bool context_iter(Vm *vm, Value self, Value *result)
{
    return iterate(vm, self, "keys", result);
}

static bool method_keys(Vm *vm, Value *args, Value *result)
{
    return iterate(vm, args[0], "keys", result);
}

static bool method_values(Vm *vm, Value *args, Value *result)
{
    return iterate(vm, args[0], "values", result);
}

static bool method_items(Vm *vm, Value *args, Value *result)
{
    return iterate(vm, args[0], "items", result);
}

static bool method_get(Vm *vm, Value *args, Value *result)
{
    if (!check_key(vm, args[1])) return false;
    Value found = value_in(vm, CONTEXT(args[0]), args[1]);
    *result = value_keep(value_is_unset(found) ? args[2] : found);
    return true;
}

static bool method_copy(Vm *vm, Value *args, Value *result)
{
    *result = value_object(copy_of(vm, CONTEXT(args[0])));
    return true;
}

// args: self, the arguments, the keywords.
static bool method_run(Vm *vm, Value *args, Value *result)
{
    const Tuple *given = TUPLE(args[1]);
    if (!given->count)
        return raise_error(vm, TYPE_ERROR,
                           "run() missing 1 required positional argument");
    Value rest = tuple_of(vm, given->items + 1, (int)given->count - 1);
    VarContext *context = object_keep(CONTEXT(args[0]));
    bool ok = context_run(vm, context, given->items[0], rest, args[2], result);
    if (vm->halt) return false;
    object_drop(vm, context);
    value_drop(vm, rest);
    return ok;
}

static const NativeSpec context_methods[] = {
    {"run", "self, /, *args, **kwargs", method_run, 0},
    {"copy", "self, /", method_copy, 0},
    {"get", "self, key, default=None, /", method_get, 0},
    {"keys", "self, /", method_keys, 0},
    {"values", "self, /", method_values, 0},
    {"items", "self, /", method_items, 0},
    {0},
};

static const TypeSpec context_spec = {
    .name = "Context",
    .module = "_contextvars",
    .layout = LAYOUT_OTHER,
    .size = sizeof(VarContext),
    .flags = TYPE_NATIVE | TYPE_FINAL | TYPE_DOTTED,
    .slots = {.create = context_create,
              .release = context_release,
              .get_item = context_get_item,
              .contains = context_contains,
              .len = context_len,
              .compare = context_compare,
              .iter = context_iter},
    .methods = context_methods,
};

Type *context_type(Vm *vm)
{
    if (!vm->types.context) vm->types.context = type_new(vm, &context_spec, NULL);
    return vm->types.context;
}
