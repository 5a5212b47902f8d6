// caching.c -- functools.lru_cache, cache and cached_property.

#include "vm/copying.h"
#include "vm/exception.h"
#include "vm/iterators.h"
#include "vm/modules/collections.h"
#include "vm/modules/functools.h"
#include "vm/operators.h"

enum { USUAL_SIZE = 128 };

// A function whose results are kept. The dict holds the results by their key, the one
// used longest ago first.
typedef struct CachedCall {
    Object object;
    Value function;
    Dict *results;
    int64_t hits, misses;
    int64_t most; // -1: no limit
    bool typed;   // 1 and 1.0 are different arguments
} CachedCall;

#define CACHED(value) ((CachedCall *)(value).object)

// What separates keywords from positional arguments in a key. No value of the program is
// the class of cached functions itself, unless it goes out of its way to be.
static Value keyword_mark(const Vm *vm)
{
    return value_object(vm->types.cached_call);
}

// The key of a call: its only argument if that is an int or a str, else a tuple.
static Value make_key(Vm *vm, const CachedCall *self, const Arguments *arguments)
{
    int count = arguments->count;
    int named = arguments->names ? (int)arguments->names->count : 0;
    Value only = count ? arguments->values[0] : UNSET;
    if (count == 1 && !named && !self->typed &&
        (only.kind == VALUE_INT ||
         (only.kind == VALUE_OBJECT && only.object->type == vm->types.str)))
        return value_keep(only);

    int length = count + (named ? 1 + 2 * named : 0) + (self->typed ? count + named : 0);
    Tuple *key = tuple_new(vm, length);
    int at = 0;
    for (int i = 0; i < count; i++)
        key->items[at++] = value_keep(arguments->values[i]);
    if (named) key->items[at++] = value_keep(keyword_mark(vm));
    for (int i = 0; i < named; i++) {
        key->items[at++] = value_keep(arguments->names->items[i]);
        key->items[at++] = value_keep(arguments->values[count + i]);
    }
    for (int i = 0; self->typed && i < count + named; i++)
        key->items[at++] = value_keep(value_object(value_type(vm, arguments->values[i])));
    return value_object(key);
}

// Moves an entry to the end: it is the one used last.
static bool entry_used(Vm *vm, Dict *results, int at, uint32_t hash)
{
    if ((uint32_t)at + 1 == results->used) return true;
    DictEntry entry = dict_remove_entry(vm, results, (uint32_t)at);
    bool ok = dict_insert(vm, results, entry.key, hash, entry.value);
    value_drop(vm, entry.key);
    value_drop(vm, entry.value);
    return ok;
}

static bool keep_result(Vm *vm, CachedCall *self, Value key, uint32_t hash, Value value)
{
    if (self->most >= 0 && self->results->count >= self->most) {
        int oldest = dict_first(vm, self->results);
        if (oldest < 0) return false;
        DictEntry gone = dict_remove_entry(vm, self->results, (uint32_t)oldest);
        bool ok = dict_insert(vm, self->results, key, hash, value);
        value_drop(vm, gone.key);
        value_drop(vm, gone.value);
        return ok;
    }
    return dict_insert(vm, self->results, key, hash, value);
}

// The call itself, whose result is kept unless the function has cached it meanwhile.
static bool compute(Vm *vm, CachedCall *self, const Arguments *arguments, Value key,
                    uint32_t hash, Value *result)
{
    Value made;
    self->misses++;
    if (!call_with(vm, self->function, arguments, &made)) return false;
    int at = dict_find(vm, self->results, key, hash);
    bool ok = at != DICT_RAISED && (at >= 0 || keep_result(vm, self, key, hash, made));
    if (ok)
        *result = made;
    else
        value_drop(vm, made);
    return ok;
}

static bool cached_call(Vm *vm, Value v, const Arguments *arguments, Value *result)
{
    CachedCall *self = CACHED(v);
    if (self->most == 0) {
        self->misses++;
        return call_with(vm, self->function, arguments, result);
    }
    Value key = make_key(vm, self, arguments);
    uint32_t hash;
    bool ok = dict_hash_key(vm, key, &hash);
    int at = ok ? dict_find(vm, self->results, key, hash) : DICT_RAISED;
    if (at >= 0) {
        self->hits++;
        Value found = value_keep(self->results->entries[at].value);
        ok = self->most < 0 || entry_used(vm, self->results, at, hash);
        if (ok)
            *result = found;
        else
            value_drop(vm, found);
    } else if (at == DICT_MISSING) {
        value_keep(v);
        ok = compute(vm, self, arguments, key, hash, result);
        value_drop(vm, v);
    } else {
        ok = false;
    }
    value_drop(vm, key);
    return ok;
}

static void cached_copy(Copying *copying, Object *copy)
{
    copying_value(copying, &((CachedCall *)copy)->function);
    copying_object(copying, &((CachedCall *)copy)->results);
}

static void cached_release(Vm *vm, Object *object)
{
    CachedCall *self = (CachedCall *)object;
    value_drop(vm, self->function);
    object_drop(vm, self->results);
}

// A cached function in a class is a method.
static bool cached_bind(Vm *vm, Value self, Value instance, Type *owner, Value *result)
{
    (void)owner;
    *result =
        value_is_unset(instance) ? value_keep(self) : method_new(vm, self, instance);
    return true;
}

static Value most_value(const CachedCall *self)
{
    return self->most < 0 ? NONE : value_int(self->most);
}

static bool method_cache_info(Vm *vm, Value *args, Value *result)
{
    const CachedCall *self = CACHED(args[0]);
    Value parts[4] = {value_int(self->hits), value_int(self->misses), most_value(self),
                      value_int(self->results->count)};
    return call(vm, value_object(vm->types.cache_info), parts, 4, result);
}

static bool method_cache_clear(Vm *vm, Value *args, Value *result)
{
    CachedCall *self = CACHED(args[0]);
    self->hits = self->misses = 0;
    dict_clear(vm, self->results);
    *result = NONE;
    return true;
}

static bool method_cache_parameters(Vm *vm, Value *args, Value *result)
{
    const CachedCall *self = CACHED(args[0]);
    Dict *dict = dict_new(vm);
    dict_set_str(vm, dict, str_intern(vm, "maxsize"), most_value(self));
    dict_set_str(vm, dict, str_intern(vm, "typed"), value_bool(self->typed));
    *result = value_object(dict);
    return true;
}

static const NativeSpec cached_methods[] = {
    {"cache_info", "self, /", method_cache_info, 0},
    {"cache_clear", "self, /", method_cache_clear, 0},
    {"cache_parameters", "self, /", method_cache_parameters, 0},
    {0},
};

static const TypeSpec cached_spec = {
    .name = "_lru_cache_wrapper",
    .module = "functools",
    .layout = LAYOUT_OTHER,
    .size = sizeof(CachedCall),
    .flags = TYPE_DOTTED,
    .slots = {.create = create_refused,
              .copy = cached_copy,
              .release = cached_release,
              .call = cached_call,
              .bind = cached_bind},
    .methods = cached_methods,
    .has_attributes = true,
};

static bool cached_new(Vm *vm, Value function, int64_t most, bool typed, Value *result)
{
    if (!value_is_callable(vm, function))
        return raise_error(vm, TYPE_ERROR, "the first argument must be callable");
    CachedCall *self = object_new(vm, vm->types.cached_call);
    self->function = value_keep(function);
    self->results = dict_new(vm);
    self->most = most < 0 ? -1 : most;
    self->typed = typed;
    if (wrapper_update(vm, value_object(self), function)) {
        *result = value_object(self);
        return true;
    }
    object_drop(vm, self);
    return false;
}

// What lru_cache(maxsize, typed) gives: a decorator. It is a partial of this.
static bool native_decorate(Vm *vm, Value *args, Value *result)
{
    return cached_new(vm, args[2], args[0].integer, args[1].integer != 0, result);
}

static bool native_lru_cache(Vm *vm, Value *args, Value *result)
{
    static const NativeSpec decorate = {
        "decorating_function", "maxsize, typed, user_function, /", native_decorate, 0};
    bool typed;
    int64_t most = -1;
    if (!value_truth(vm, args[1], &typed)) return false;
    if (value_is_int(args[0])) {
        most = args[0].integer < 0 ? 0 : args[0].integer;
    } else if (value_is_callable(vm, args[0])) {
        return cached_new(vm, args[0], USUAL_SIZE, typed, result);
    } else if (!value_is_none(args[0])) {
        return raise_error(vm, TYPE_ERROR,
                           "Expected first argument to be an integer, a callable, or "
                           "None");
    }
    Value parts[3] = {native_new(vm, &decorate, NULL, "functools"), value_int(most),
                      value_bool(typed)};
    bool ok = call(vm, value_object(vm->types.partial), parts, 3, result);
    value_drop(vm, parts[0]);
    return ok;
}

static bool native_cache(Vm *vm, Value *args, Value *result)
{
    return cached_new(vm, args[0], -1, false, result);
}

// -- cached_property ---------------------------------------------------------------

typedef struct CachedProperty {
    Object object;
    Value function;
    Str *name; // NULL until the class is made
} CachedProperty;

#define PROPERTY(value) ((CachedProperty *)(value).object)

static bool property_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    static const NativeSpec spec = {"cached_property.__init__", "func", NULL,
                                    NATIVE_PYTHON};
    Value args[1];
    if (!arguments_bind(vm, &spec, arguments, args)) return false;
    CachedProperty *self = object_new(vm, type);
    self->function = value_keep(args[0]);
    *result = value_object(self);
    arguments_unbind(vm, &spec, args);
    return true;
}

static void property_copy(Copying *copying, Object *copy)
{
    copying_value(copying, &((CachedProperty *)copy)->function);
}

static void property_release(Vm *vm, Object *self)
{
    value_drop(vm, ((CachedProperty *)self)->function);
}

static bool method_set_name(Vm *vm, Value *args, Value *result)
{
    CachedProperty *self = PROPERTY(args[0]);
    *result = NONE;
    if (!value_is_str(args[2]))
        return raise_error(vm, TYPE_ERROR, "attribute name must be string, not '%s'",
                           value_type_name(vm, args[2]));
    Str *name = str_intern_str(vm, STR(args[2]));
    if (self->name && self->name != name)
        return raise_error(vm, TYPE_ERROR,
                           "Cannot assign the same cached_property to two different "
                           "names ('%s' and '%s').",
                           self->name->bytes, name->bytes);
    self->name = name;
    return true;
}

// Only reached while the instance has no attribute of that name.
static bool property_bind(Vm *vm, Value v, Value instance, Type *owner, Value *result)
{
    (void)owner;
    CachedProperty *self = PROPERTY(v);
    if (value_is_unset(instance)) {
        *result = value_keep(v);
        return true;
    }
    if (!self->name)
        return raise_error(vm, TYPE_ERROR,
                           "Cannot use cached_property instance without calling "
                           "__set_name__ on it.");
    value_keep(v);
    Value made;
    bool ok = call(vm, self->function, &instance, 1, &made);
    if (ok) {
        ok = value_set_attribute(vm, instance, self->name, made);
        if (ok)
            *result = made;
        else
            value_drop(vm, made);
    }
    value_drop(vm, v);
    return ok;
}

static bool get_function(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(PROPERTY(args[0])->function);
    return true;
}

static const NativeSpec property_methods[] = {
    {"__set_name__", "self, owner, name", method_set_name, NATIVE_PYTHON},
    {"func", "self", get_function, NATIVE_PROPERTY},
    {0},
};

static const TypeSpec property_spec = {
    .name = "cached_property",
    .module = "functools",
    .layout = LAYOUT_OTHER,
    .size = sizeof(CachedProperty),
    .slots = {.create = property_create,
              .copy = property_copy,
              .release = property_release,
              .bind = property_bind},
    .methods = property_methods,
};

static const NativeSpec caching_specs[] = {
    {"lru_cache", "maxsize=128, typed=False", native_lru_cache, NATIVE_PYTHON},
    {"cache", "user_function, /", native_cache, NATIVE_PYTHON},
    {0},
};

void caching_add(Vm *vm, Module *module)
{
    static const char *const fields[] = {"hits", "misses", "maxsize", "currsize"};
    natives_add(vm, module->attributes, caching_specs, "functools");
    vm->types.cached_call = type_new(vm, &cached_spec, NULL);
    vm->types.cached_property = type_new(vm, &property_spec, NULL);
    Value info = named_tuple_new(vm, "CacheInfo", "functools", fields, 4);
    vm->types.cache_info = (Type *)info.object;
    module_set(vm, module, "_CacheInfo", info);
    module_set(vm, module, "cached_property",
               value_keep(value_object(vm->types.cached_property)));
}
