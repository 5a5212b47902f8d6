// functools.c -- the module functools (Lib/functools.py, Modules/_functoolsmodule.c).
//
// partial, wraps and reduce stand here; the caches in caching.c, total_ordering in
// total_ordering.c.

#include "vm/modules/functools.h"
#include "vm/copying.h"

#include "vm/exception.h"
#include "vm/iterators.h"
#include "vm/modules/modules.h"
#include "vm/operators.h"

// -- partial -----------------------------------------------------------------------

typedef struct Partial {
    Object object;
    Value function;
    Tuple *arguments;
    Dict *keywords;
} Partial;

#define PARTIAL(value) ((Partial *)(value).object)

bool call_unpacked(Vm *vm, Value function, const Tuple *first, const Tuple *more,
                   const Dict *keywords, Value *result)
{
    uint32_t given = first ? first->count : 0, count = given + (more ? more->count : 0);
    Tuple *values = tuple_new(vm, (int)(count + keywords->count));
    Tuple *names = tuple_new(vm, (int)keywords->count);
    for (uint32_t i = 0; i < count; i++)
        values->items[i] =
            value_keep(i < given ? first->items[i] : more->items[i - given]);
    DictEntry *entry;
    for (uint32_t at = 0, n = 0; dict_next(keywords, &at, &entry); n++) {
        names->items[n] = value_keep(entry->key);
        values->items[count + n] = value_keep(entry->value);
    }
    Arguments arguments = {values->items, (int)count, names->count ? names : NULL};
    bool ok = call_with(vm, function, &arguments, result);
    object_drop(vm, names);
    object_drop(vm, values);
    return ok;
}

// Both rows in one tuple.
static Tuple *joined(Vm *vm, const Tuple *a, const Value *more, uint32_t count)
{
    Tuple *tuple = tuple_new(vm, (int)(a->count + count));
    for (uint32_t i = 0; i < a->count; i++)
        tuple->items[i] = value_keep(a->items[i]);
    for (uint32_t i = 0; i < count; i++)
        tuple->items[a->count + i] = value_keep(more[i]);
    return tuple;
}

static bool partial_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    static const NativeSpec spec = {"partial", "*args, **keywords", NULL, 0};
    Value args[2];
    if (!arguments_bind(vm, &spec, arguments, args)) return false;
    const Tuple *given = TUPLE(args[0]);
    bool ok = true;
    if (!given->count)
        ok = raise_error(vm, TYPE_ERROR, "type 'partial' takes at least one argument");
    else if (!value_is_callable(vm, given->items[0]))
        ok = raise_error(vm, TYPE_ERROR, "the first argument must be callable");
    if (ok) {
        // A partial of a plain partial is one partial.
        Value function = given->items[0];
        bool nested = function.kind == VALUE_OBJECT &&
                      function.object->type == vm->types.partial &&
                      !object_attributes(function.object);
        Tuple *empty = tuple_new(vm, 0);
        Value keywords;
        ok = dict_copy(vm, nested ? PARTIAL(function)->keywords : DICT(args[1]),
                       &keywords);
        if (ok && nested) ok = dict_update(vm, DICT(keywords), args[1]);
        if (ok) {
            Partial *self = object_new(vm, type);
            self->function = value_keep(nested ? PARTIAL(function)->function : function);
            self->arguments = joined(vm, nested ? PARTIAL(function)->arguments : empty,
                                     given->items + 1, given->count - 1);
            self->keywords = DICT(keywords);
            *result = value_object(self);
        }
        object_drop(vm, empty);
    }
    arguments_unbind(vm, &spec, args);
    return ok;
}

static void partial_copy(Copying *copying, Object *copy)
{
    Partial *partial = (Partial *)copy;
    copying_value(copying, &partial->function);
    copying_object(copying, &partial->arguments);
    copying_object(copying, &partial->keywords);
}

static void partial_release(Vm *vm, Object *object)
{
    Partial *self = (Partial *)object;
    value_drop(vm, self->function);
    object_drop(vm, self->arguments);
    object_drop(vm, self->keywords);
}

static bool partial_call(Vm *vm, Value v, const Arguments *arguments, Value *result)
{
    Partial *self = PARTIAL(v);
    int named = arguments->names ? (int)arguments->names->count : 0;
    Value all = value_object(
        joined(vm, self->arguments, arguments->values, (uint32_t)arguments->count));
    bool ok;
    if (!named && !self->keywords->count) {
        ok = call(vm, self->function, TUPLE(all)->items, (int)TUPLE(all)->count, result);
    } else {
        Value keywords;
        ok = dict_copy(vm, self->keywords, &keywords);
        if (ok) {
            for (int i = 0; ok && i < named; i++)
                ok = dict_set(vm, DICT(keywords), arguments->names->items[i],
                              arguments->values[arguments->count + i]);
            ok = ok && call_unpacked(vm, self->function, TUPLE(all), NULL, DICT(keywords),
                                     result);
            value_drop(vm, keywords);
        }
    }
    value_drop(vm, all);
    return ok;
}

static bool add_partial(Vm *vm, Text *text, Partial *self)
{
    if (!text_add_repr(vm, text, self->function)) return false;
    for (uint32_t i = 0; i < self->arguments->count; i++) {
        text_add(text, ", ");
        if (!text_add_repr(vm, text, self->arguments->items[i])) return false;
    }
    DictEntry *entry;
    for (uint32_t at = 0; dict_next(self->keywords, &at, &entry);) {
        text_add(text, ", ");
        if (!text_add_str(vm, text, entry->key)) return false;
        text_add_char(text, '=');
        if (!text_add_repr(vm, text, entry->value)) return false;
    }
    return true;
}

static bool partial_repr(Vm *vm, Value v, Value *result)
{
    Text text = {0};
    if (repr_enter(vm, v)) {
        text_add(&text, "...");
        return str_from_text(vm, &text, result);
    }
    Value name = type_full_name(vm, v.object->type);
    text_addf(&text, "%s(", STR(name)->bytes);
    value_drop(vm, name);
    bool ok = add_partial(vm, &text, PARTIAL(v));
    text_add_char(&text, ')');
    repr_leave(vm, v);
    if (ok) return str_from_text(vm, &text, result);
    text_free(&text);
    return false;
}

static bool get_function(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(PARTIAL(args[0])->function);
    return true;
}

static bool get_arguments(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(value_object(PARTIAL(args[0])->arguments));
    return true;
}

static bool get_keywords(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(value_object(PARTIAL(args[0])->keywords));
    return true;
}

static const NativeSpec partial_methods[] = {
    {"func", "self", get_function, NATIVE_PROPERTY},
    {"args", "self", get_arguments, NATIVE_PROPERTY},
    {"keywords", "self", get_keywords, NATIVE_PROPERTY},
    {"__class_getitem__", "cls, item, /", generic_alias_of, NATIVE_CLASS},
    {0},
};

static const TypeSpec partial_spec = {
    .name = "partial",
    .module = "functools",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Partial),
    .flags = TYPE_DOTTED,
    .slots = {.create = partial_create,
              .copy = partial_copy,
              .release = partial_release,
              .repr = partial_repr,
              .call = partial_call},
    .methods = partial_methods,
    .has_attributes = true,
};

// -- wraps -------------------------------------------------------------------------

static const char *const assignments[] = {"__module__",      "__name__",
                                          "__qualname__",    "__doc__",
                                          "__annotations__", "__type_params__"};

static Value names_tuple(Vm *vm, const char *const *names, int count)
{
    Tuple *tuple = tuple_new(vm, count);
    for (int i = 0; i < count; i++)
        tuple->items[i] = value_keep(value_object(str_intern(vm, names[i])));
    return value_object(tuple);
}

static bool copy_attribute(Vm *vm, Value to, Value from, Value name)
{
    Value value;
    Str *key = str_intern_str(vm, STR(name));
    if (!value_find_attribute(vm, from, key, &value)) return false;
    if (value_is_unset(value)) return true;
    bool ok = value_set_attribute(vm, to, key, value);
    value_drop(vm, value);
    return ok;
}

// Updates the dict that the attribute is with that of [from].
static bool update_attribute(Vm *vm, Value to, Value from, Value name)
{
    Str *key = str_intern_str(vm, STR(name));
    Value source, target, answer;
    if (!value_find_attribute(vm, from, key, &source)) return false;
    if (value_is_unset(source)) return true;
    bool ok = value_get_attribute(vm, to, key, &target);
    if (ok) {
        ok = call_method(vm, target, "update", &source, 1, &answer);
        if (ok) value_drop(vm, answer);
        value_drop(vm, target);
    }
    value_drop(vm, source);
    return ok;
}

typedef bool AttributeCopy(Vm *vm, Value to, Value from, Value name);

static bool for_each_name(Vm *vm, Value names, AttributeCopy *copy, Value to, Value from)
{
    Value tuple;
    if (!tuple_from_iterable(vm, names, &tuple)) return false;
    bool ok = true;
    for (uint32_t i = 0; ok && i < TUPLE(tuple)->count; i++) {
        ok = value_is_str(TUPLE(tuple)->items[i])
                 ? copy(vm, to, from, TUPLE(tuple)->items[i])
                 : raise_error(vm, TYPE_ERROR, "attribute name must be string, not '%s'",
                               value_type_name(vm, TUPLE(tuple)->items[i]));
    }
    value_drop(vm, tuple);
    return ok;
}

// args: wrapper, wrapped, assigned, updated.
static bool native_update_wrapper(Vm *vm, Value *args, Value *result)
{
    bool custom_names = !value_is_unset(args[2]), custom_dicts = !value_is_unset(args[3]);
    Value assigned = custom_names ? value_keep(args[2]) : names_tuple(vm, assignments, 6);
    Value updated = custom_dicts ? value_keep(args[3])
                                 : names_tuple(vm, (const char *[]){"__dict__"}, 1);
    bool ok = for_each_name(vm, assigned, copy_attribute, args[0], args[1]) &&
              for_each_name(vm, updated, update_attribute, args[0], args[1]) &&
              value_set_attribute(vm, args[0], vm->names.wrapped, args[1]);
    value_drop(vm, assigned);
    value_drop(vm, updated);
    if (ok) *result = value_keep(args[0]);
    return ok;
}

bool wrapper_update(Vm *vm, Value wrapper, Value wrapped)
{
    Value args[4] = {wrapper, wrapped, UNSET, UNSET}, answer;
    if (!native_update_wrapper(vm, args, &answer)) return false;
    value_drop(vm, answer);
    return true;
}

static const NativeSpec update_wrapper_spec = {
    "update_wrapper", "wrapper, wrapped, assigned=, updated=", native_update_wrapper,
    NATIVE_PYTHON};

// wraps(f) is partial(update_wrapper, wrapped=f).
static bool native_wraps(Vm *vm, Value *args, Value *result)
{
    static const char *const names[] = {"wrapped", "assigned", "updated"};
    Partial *partial = object_new(vm, vm->types.partial);
    partial->function = native_new(vm, &update_wrapper_spec, NULL, "functools");
    partial->arguments = tuple_new(vm, 0);
    partial->keywords = dict_new(vm);
    for (int i = 0; i < 3; i++)
        if (!value_is_unset(args[i]))
            dict_set_str(vm, partial->keywords, str_intern(vm, names[i]), args[i]);
    *result = value_object(partial);
    return true;
}

// -- reduce ------------------------------------------------------------------------

static bool native_reduce(Vm *vm, Value *args, Value *result)
{
    Value iterator, item = UNSET;
    if (!value_iter(vm, args[1], &iterator)) {
        if (!exception_is_raised(vm, TYPE_ERROR)) return false;
        value_drop(vm, exception_take(vm));
        return raise_error(vm, TYPE_ERROR, "reduce() arg 2 must support iteration");
    }
    Value so_far = value_keep(args[2]);
    bool ok;
    while ((ok = value_next(vm, iterator, &item)) && !value_is_unset(item)) {
        if (value_is_unset(so_far)) {
            so_far = item;
            continue;
        }
        Value pair[2] = {so_far, item}, next;
        ok = call(vm, args[0], pair, 2, &next);
        value_drop(vm, so_far);
        value_drop(vm, item);
        so_far = ok ? next : UNSET;
        if (!ok) break;
    }
    value_drop(vm, iterator);
    if (ok && value_is_unset(so_far))
        return raise_error(vm, TYPE_ERROR,
                           "reduce() of empty iterable with no initial value");
    if (ok)
        *result = so_far;
    else
        value_drop(vm, so_far);
    return ok;
}

// -- cmp_to_key --------------------------------------------------------------------

// A key whose order is what a comparison function says: K(x) < K(y) if cmp(x, y) < 0.
typedef struct ComparisonKey {
    Object object;
    Value compare;
    Value item; // UNSET: what cmp_to_key() itself gives, which makes the keys
} ComparisonKey;

#define KEY(value) ((ComparisonKey *)(value).object)

static Value comparison_key_new(Vm *vm, Value compare, Value item)
{
    ComparisonKey *key = object_new(vm, vm->types.comparison_key);
    key->compare = value_keep(compare);
    key->item = value_keep(item);
    return value_object(key);
}

static bool native_cmp_to_key(Vm *vm, Value *args, Value *result)
{
    *result = comparison_key_new(vm, args[0], UNSET);
    return true;
}

static bool key_call(Vm *vm, Value self, const Arguments *arguments, Value *result)
{
    static const NativeSpec spec = {"K", "obj", NULL, 0};
    Value args[1];
    if (!arguments_bind(vm, &spec, arguments, args)) return false;
    *result = comparison_key_new(vm, KEY(self)->compare, args[0]);
    arguments_unbind(vm, &spec, args);
    return true;
}

static void key_copy(Copying *copying, Object *copy)
{
    copying_value(copying, &((ComparisonKey *)copy)->compare);
    copying_value(copying, &((ComparisonKey *)copy)->item);
}

static void key_release(Vm *vm, Object *self)
{
    value_drop(vm, ((ComparisonKey *)self)->compare);
    value_drop(vm, ((ComparisonKey *)self)->item);
}

static bool key_compare(Vm *vm, CompareOp op, Value left, Value right, Value *result)
{
    if (value_type(vm, right) != vm->types.comparison_key)
        return raise_error(vm, TYPE_ERROR, "other argument must be K instance");
    Value pair[2] = {KEY(left)->item, KEY(right)->item}, answer;
    if (value_is_unset(pair[0]) || value_is_unset(pair[1]))
        return raise_error(vm, ATTRIBUTE_ERROR, "object");
    if (!call(vm, KEY(left)->compare, pair, 2, &answer)) return false;
    bool ok = value_compare(vm, op, answer, value_int(0), result);
    value_drop(vm, answer);
    return ok;
}

static bool get_object(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    Value item = KEY(args[0])->item;
    *result = value_is_unset(item) ? NONE : value_keep(item);
    return true;
}

static const NativeSpec key_methods[] = {
    {"obj", "self", get_object, NATIVE_PROPERTY},
    {0},
};

static const TypeSpec key_spec = {
    .name = "KeyWrapper",
    .module = "functools",
    .layout = LAYOUT_OTHER,
    .size = sizeof(ComparisonKey),
    .flags = TYPE_FINAL | TYPE_DOTTED,
    .slots = {.create = create_refused,
              .copy = key_copy,
              .release = key_release,
              .compare = key_compare,
              .call = key_call},
    .methods = key_methods,
};

// -- The module --------------------------------------------------------------------

static const NativeSpec functools_specs[] = {
    {"update_wrapper", "wrapper, wrapped, assigned=, updated=", native_update_wrapper,
     NATIVE_PYTHON},
    {"wraps", "wrapped, assigned=, updated=", native_wraps, NATIVE_PYTHON},
    {"reduce", "function, iterable, initial=, /", native_reduce, 0},
    {"cmp_to_key", "mycmp", native_cmp_to_key, 0},
    {0},
};

Module *functools_module(Vm *vm)
{
    Module *module = module_new(vm, "functools", functools_specs);
    vm->types.partial = type_new(vm, &partial_spec, NULL);
    vm->types.comparison_key = type_new(vm, &key_spec, NULL);
    module_set(vm, module, "partial", value_keep(value_object(vm->types.partial)));
    module_set(vm, module, "WRAPPER_ASSIGNMENTS", names_tuple(vm, assignments, 6));
    module_set(vm, module, "WRAPPER_UPDATES",
               names_tuple(vm, (const char *[]){"__dict__"}, 1));
    caching_add(vm, module);
    total_ordering_add(vm, module);
    return module;
}
