// mp_manager.c -- multiprocessing.Manager(), as Lib/multiprocessing/managers.py of CPython
// 3.13 has it: objects that live with a server, and proxies of them in every process.
//
// What a proxy is asked goes to the server and back as copies. Here nothing has to travel:
// the object stands beside its proxies, which processes share, and the server is neither a
// process in the record nor does it take time.

#include "threads/mp.h"
#include "vm/dict_views.h"
#include "vm/exception.h"
#include "vm/iterators.h"
#include "vm/operators.h"
#include "vm/strings.h"

#include <string.h>

typedef struct Manager {
    Object object;
    bool is_over;
} Manager;

// One kind of objects that a manager makes.
typedef struct ProxyKind {
    const char *word;    // what the manager's method is called
    const char *type;    // of the proxy
    const char *module;  // where the object's class is from; NULL: made here
    const char *methods; // of the object that a proxy has, with blanks between and around
} ProxyKind;

#define QUEUE_METHODS                                                                    \
    " put get put_nowait get_nowait qsize empty full task_done join shutdown "
#define LOCK_METHODS " acquire release __enter__ __exit__ "

static const ProxyKind kinds[] = {
    {"dict", "DictProxy", NULL,
     " clear copy get items keys pop popitem setdefault update values "},
    {"list", "ListProxy", NULL,
     " append count extend index insert pop remove reverse sort "},
    {"Namespace", "NamespaceProxy", NULL, NULL},
    {"Value", "ValueProxy", NULL, NULL},
    {"Queue", "AutoProxy[Queue]", "queue", QUEUE_METHODS},
    {"JoinableQueue", "AutoProxy[JoinableQueue]", "queue", QUEUE_METHODS},
    {"Lock", "AcquirerProxy", "threading", LOCK_METHODS},
    {"RLock", "AcquirerProxy", "threading", LOCK_METHODS},
    {"Semaphore", "AcquirerProxy", "threading", LOCK_METHODS},
    {"BoundedSemaphore", "AcquirerProxy", "threading", LOCK_METHODS},
    {"Event", "EventProxy", "threading", " is_set set clear wait "},
    {"Condition", "ConditionProxy", "threading",
     LOCK_METHODS " wait wait_for notify notify_all "},
    {"Barrier", "BarrierProxy", "threading",
     " wait abort reset parties n_waiting broken "},
};

enum { KIND_DICT, KIND_LIST, KIND_NAMESPACE, KIND_VALUE };

// [referent] is a dict for a Namespace, and (typecode, value) in a list for a Value.
typedef struct Proxy {
    Object object;
    Manager *manager; // counted
    int kind;         // in [kinds]
    Value referent;
} Proxy;

// proxy.append: what is called later.
typedef struct ProxyMethod {
    Object object;
    Proxy *proxy; // counted
    Str *name;    // interned
} ProxyMethod;

#define PROXY(value) ((Proxy *)(value).object)

// ---- To the server and back ----

// A copy of [v], owned; UNSET with the exception set if it cannot travel.
static bool copied(Vm *vm, Value v, Value *copy)
{
    *copy = v.kind == VALUE_OBJECT ? UNSET : v;
    if (v.kind != VALUE_OBJECT) return true;
    Message *message = message_pack(vm, v);
    bool ok = message && message_unpack(vm, message, copy);
    message_free(vm, message);
    return ok;
}

static bool is_dict_view(const Vm *vm, Value v)
{
    if (v.kind != VALUE_OBJECT) return false;
    for (int part = 0; part < 3; part++)
        if (v.object->type == vm->types.dict_views[part]) return true;
    return false;
}

// The same for what comes from the server, which it takes over: views become lists.
static bool answered(Vm *vm, Value answer, Value *result)
{
    Value sent = answer;
    bool ok = true;
    bool is_view = is_dict_view(vm, answer);
    if (is_view) {
        ok = list_from_iterable(vm, answer, &sent);
        value_drop(vm, answer);
    }
    if (!ok) return false;
    ok = copied(vm, sent, result);
    value_drop(vm, sent);
    return ok;
}

static bool reach(Vm *vm, const Proxy *proxy)
{
    return !proxy->manager->is_over ||
           raise_error(vm, BROKEN_PIPE_ERROR, "[Errno 32] Broken pipe");
}

static bool call_copied(Vm *vm, Value callable, const Arguments *arguments, Value *result)
{
    Value positional, keywords = UNSET, answer;
    Value given = tuple_of(vm, arguments->values, arguments->count);
    bool ok = copied(vm, given, &positional);
    value_drop(vm, given);
    if (!ok) return false;
    if (arguments->names) {
        keywords = value_object(dict_new(vm));
        for (uint32_t i = 0; ok && i < arguments->names->count; i++) {
            Value value;
            ok = copied(vm, arguments->values[arguments->count + (int)i], &value);
            if (!ok) break;
            ok = dict_set(vm, DICT(keywords), arguments->names->items[i], value);
            value_drop(vm, value);
        }
    }
    ok = ok && call_packed(vm, callable, positional, keywords, &answer) &&
         answered(vm, answer, result);
    if (vm->halt) return false;
    value_drop(vm, positional);
    value_drop(vm, keywords);
    return ok;
}

// ---- Methods ----

static bool method_call(Vm *vm, Value self, const Arguments *arguments, Value *result)
{
    const ProxyMethod *method = (ProxyMethod *)self.object;
    Value bound;
    if (!reach(vm, method->proxy) ||
        !value_get_attribute(vm, method->proxy->referent, method->name, &bound))
        return false;
    bool ok = call_copied(vm, bound, arguments, result);
    if (!vm->halt) value_drop(vm, bound);
    return ok;
}

static void method_release(Vm *vm, Object *self)
{
    object_drop(vm, ((ProxyMethod *)self)->proxy);
}

static const TypeSpec method_spec = {
    .name = "method",
    .module = "builtins",
    .layout = LAYOUT_OTHER,
    .size = sizeof(ProxyMethod),
    .flags = TYPE_FINAL,
    .slots = {.release = method_release, .call = method_call},
};

static bool is_exposed(const Proxy *proxy, const Str *name)
{
    const char *methods = kinds[proxy->kind].methods;
    if (!methods) return false;
    for (const char *at = methods; (at = strstr(at, name->bytes)); at++)
        if (at[-1] == ' ' && at[name->size] == ' ') return true;
    return false;
}

// ---- Attributes ----

static bool value_attribute(Vm *vm, const Proxy *proxy, const Str *name, Value *result)
{
    (void)vm;
    if (!str_is(name, "value")) return false;
    *result = value_keep(LIST(proxy->referent)->items[1]);
    return true;
}

static bool proxy_get(Vm *vm, Value self, Str *name, Value *result)
{
    const Proxy *proxy = PROXY(self);
    if (name->size && name->bytes[0] == '_' && !is_exposed(proxy, name))
        return object_get_attribute(vm, self, name, result);
    if (is_exposed(proxy, name)) {
        // Those of a barrier are numbers, all others are called.
        bool is_property = kinds[proxy->kind].word[0] == 'B' &&
                           (str_is(name, "parties") || str_is(name, "n_waiting") ||
                            str_is(name, "broken"));
        if (is_property)
            return reach(vm, proxy) &&
                   value_get_attribute(vm, proxy->referent, name, result);
        ProxyMethod *method = object_new(vm, threads_of(vm)->proxy_method_type);
        method->proxy = object_keep((Proxy *)proxy);
        method->name = str_intern_str(vm, name);
        *result = value_object(method);
        return true;
    }
    if (proxy->kind == KIND_VALUE && value_attribute(vm, proxy, name, result))
        return true;
    if (proxy->kind != KIND_NAMESPACE)
        return object_get_attribute(vm, self, name, result);
    if (!reach(vm, proxy)) return false;
    Value found = dict_get_str(DICT(proxy->referent), str_intern_str(vm, name));
    if (value_is_unset(found))
        return raise_error(vm, ATTRIBUTE_ERROR,
                           "'Namespace' object has no attribute '%s'", name->bytes);
    return copied(vm, found, result);
}

static bool proxy_set(Vm *vm, Value self, Str *name, Value value)
{
    const Proxy *proxy = PROXY(self);
    bool is_value = proxy->kind == KIND_VALUE && str_is(name, "value");
    if (!is_value && proxy->kind != KIND_NAMESPACE)
        return object_set_attribute(vm, self, name, value);
    if (!reach(vm, proxy)) return false;
    Value copy = UNSET;
    Str *key = str_intern_str(vm, name);
    if (value_is_unset(value)) {
        return dict_delete_str(vm, DICT(proxy->referent), key) ||
               raise_error(vm, ATTRIBUTE_ERROR,
                           "'Namespace' object has no attribute '%s'", name->bytes);
    }
    if (!copied(vm, value, &copy)) return false;
    bool ok = true;
    if (is_value)
        value_set(vm, &LIST(proxy->referent)->items[1], value_keep(copy));
    else
        ok = dict_set_str(vm, DICT(proxy->referent), key, copy);
    value_drop(vm, copy);
    return ok;
}

// ---- As a container ----

static bool proxy_len(Vm *vm, Value self, int64_t *len)
{
    return reach(vm, PROXY(self)) && value_len(vm, PROXY(self)->referent, len);
}

static bool proxy_get_item(Vm *vm, Value self, Value key, Value *result)
{
    Value sent, answer;
    if (!reach(vm, PROXY(self)) || !copied(vm, key, &sent)) return false;
    bool ok = value_get_item(vm, PROXY(self)->referent, sent, &answer) &&
              answered(vm, answer, result);
    if (!vm->halt) value_drop(vm, sent);
    return ok;
}

static bool proxy_set_item(Vm *vm, Value self, Value key, Value value)
{
    Value sent, copy = UNSET;
    if (!reach(vm, PROXY(self)) || !copied(vm, key, &sent)) return false;
    bool ok = value_is_unset(value) || copied(vm, value, &copy);
    ok = ok && value_set_item(vm, PROXY(self)->referent, sent, copy);
    if (vm->halt) return false;
    value_drop(vm, sent);
    value_drop(vm, copy);
    return ok;
}

static bool proxy_contains(Vm *vm, Value self, Value item, bool *result)
{
    Value sent;
    if (!reach(vm, PROXY(self)) || !copied(vm, item, &sent)) return false;
    bool ok = value_contains(vm, PROXY(self)->referent, sent, result);
    if (!vm->halt) value_drop(vm, sent);
    return ok;
}

// What there is when the iteration begins.
static bool proxy_iter(Vm *vm, Value self, Value *result)
{
    Value items, copy;
    if (!reach(vm, PROXY(self)) ||
        !list_from_iterable(vm, PROXY(self)->referent, &items) ||
        !answered(vm, items, &copy))
        return false;
    bool ok = value_iter(vm, copy, result);
    value_drop(vm, copy);
    return ok;
}

// list + list, list * number, dict | dict; in place the proxy stays what it is.
static bool proxy_binary(Vm *vm, BinaryOp op, bool inplace, Value left, Value right,
                         Value *result)
{
    const Threads *threads = threads_of(vm);
    bool is_left = left.kind == VALUE_OBJECT &&
                   (left.object->type == threads->proxy_types[KIND_LIST] ||
                    left.object->type == threads->proxy_types[KIND_DICT]);
    *result = NOT_IMPLEMENTED;
    if (!is_left) return true;
    Value sent, answer;
    if (!reach(vm, PROXY(left)) || !copied(vm, right, &sent)) return false;
    Value referent = PROXY(left)->referent;
    bool ok = inplace ? value_inplace(vm, op, referent, sent, &answer)
                      : value_binary(vm, op, referent, sent, &answer);
    if (!vm->halt) value_drop(vm, sent);
    if (!ok || !inplace) return ok && answered(vm, answer, result);
    value_drop(vm, answer);
    *result = value_keep(left);
    return true;
}

// ---- Texts ----

static bool proxy_repr(Vm *vm, Value self, Value *result)
{
    *result = str_format(vm, "<%s object, typeid '%s' at 0x%llx>",
                         value_short_type_name(vm, self), kinds[PROXY(self)->kind].word,
                         (unsigned long long)value_id(vm, self));
    return true;
}

static bool add_attribute(Vm *vm, Text *text, const DictEntry *entry, bool is_first)
{
    if (!is_first) text_add(text, ", ");
    text_addf(text, "%s=", STR(entry->key)->bytes);
    return text_add_repr(vm, text, entry->value);
}

// Namespace(a=1, b=2), by name.
static bool namespace_text(Vm *vm, const Dict *attributes, Text *text)
{
    const Str *before = NULL;
    bool ok = true;
    text_add(text, "Namespace(");
    for (;;) {
        DictEntry *entry, *least = NULL;
        uint32_t at = 0;
        while (dict_next(attributes, &at, &entry)) {
            const char *name = STR(entry->key)->bytes;
            if (name[0] == '_' || (before && strcmp(name, before->bytes) <= 0)) continue;
            if (!least || strcmp(name, STR(least->key)->bytes) < 0) least = entry;
        }
        if (!least || !ok) break;
        ok = add_attribute(vm, text, least, !before);
        before = STR(least->key);
    }
    text_add(text, ")");
    return ok;
}

static bool proxy_str(Vm *vm, Value self, Value *result)
{
    const Proxy *proxy = PROXY(self);
    Text text = {0};
    bool ok = true;
    if (proxy->manager->is_over) {
        text_addf(&text, "<%s object, typeid '%s' at 0x%llx; '__str__()' failed>",
                  value_short_type_name(vm, self), kinds[proxy->kind].word,
                  (unsigned long long)value_id(vm, self));
    } else if (proxy->kind == KIND_NAMESPACE) {
        ok = namespace_text(vm, DICT(proxy->referent), &text);
    } else if (proxy->kind == KIND_VALUE) {
        const Value *items = LIST(proxy->referent)->items;
        text_add(&text, "Value(");
        ok = text_add_repr(vm, &text, items[0]);
        text_add(&text, ", ");
        ok = ok && text_add_repr(vm, &text, items[1]);
        text_add(&text, ")");
    } else {
        ok = text_add_repr(vm, &text, proxy->referent);
    }
    ok = ok && str_from_text(vm, &text, result);
    text_free(&text);
    return ok;
}

static void proxy_release(Vm *vm, Object *self)
{
    object_drop(vm, ((Proxy *)self)->manager);
    value_clear(vm, &((Proxy *)self)->referent);
}

// ---- The methods of single kinds ----

static bool value_get(Vm *vm, Value *args, Value *result)
{
    *result = value_keep(LIST(PROXY(args[0])->referent)->items[1]);
    return reach(vm, PROXY(args[0]));
}

static bool value_put(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return proxy_set(vm, args[0], str_intern(vm, "value"), args[1]);
}

// "with" looks into the class, not at the object.
static bool lock_call(Vm *vm, Value *args, const char *method, Value *result)
{
    return reach(vm, PROXY(args[0])) &&
           call_method(vm, PROXY(args[0])->referent, method, NULL, 0, result);
}

static bool lock_enter(Vm *vm, Value *args, Value *result)
{
    return lock_call(vm, args, "acquire", result);
}

static bool lock_exit(Vm *vm, Value *args, Value *result)
{
    return lock_call(vm, args, "release", result);
}

static const NativeSpec value_methods[] = {
    {"get", "self", value_get, NATIVE_PYTHON},
    {"set", "self, value", value_put, NATIVE_PYTHON},
    {0},
};

static const NativeSpec lock_methods[] = {
    {"__enter__", "self", lock_enter, NATIVE_PYTHON},
    {"__exit__", "self, exc_type, exc_val, exc_tb", lock_exit, NATIVE_PYTHON},
    {0},
};

#define PROXY_SLOTS                                                                      \
    .release = proxy_release, .repr = proxy_repr, .str = proxy_str,                      \
    .get_attribute = proxy_get, .set_attribute = proxy_set
#define PROXY_TYPE(name_, methods_, ...)                                                 \
    {                                                                                    \
        .name = name_, .module = "multiprocessing.managers", .layout = LAYOUT_OTHER,     \
        .size = sizeof(Proxy), .flags = TYPE_FINAL, .slots = {PROXY_SLOTS, __VA_ARGS__}, \
        .methods = methods_,                                                             \
    }
#define CONTAINER_SLOTS                                                                  \
    .len = proxy_len, .get_item = proxy_get_item, .set_item = proxy_set_item,            \
    .contains = proxy_contains, .iter = proxy_iter, .binary = proxy_binary

static const TypeSpec proxy_specs[] = {
    PROXY_TYPE("DictProxy", NULL, CONTAINER_SLOTS),
    PROXY_TYPE("ListProxy", NULL, CONTAINER_SLOTS),
    PROXY_TYPE("NamespaceProxy", NULL, .hash = NULL),
    PROXY_TYPE("ValueProxy", value_methods, .hash = NULL),
    PROXY_TYPE("AutoProxy[Queue]", NULL, .hash = NULL),
    PROXY_TYPE("AutoProxy[JoinableQueue]", NULL, .hash = NULL),
    PROXY_TYPE("AcquirerProxy", lock_methods, .hash = NULL),
    PROXY_TYPE("EventProxy", NULL, .hash = NULL),
    PROXY_TYPE("ConditionProxy", lock_methods, .hash = NULL),
    PROXY_TYPE("BarrierProxy", NULL, .hash = NULL),
};
enum { PROXY_TYPES = sizeof proxy_specs / sizeof *proxy_specs };

bool value_is_proxy(const Vm *vm, Value v)
{
    Type *const *types = threads_of(vm)->proxy_types;
    for (int i = 0; i < PROXY_TYPES; i++)
        if (v.kind == VALUE_OBJECT && types[i] && v.object->type == types[i]) return true;
    return false;
}

// ---- Making them ----

static Type *proxy_type(const Vm *vm, int kind)
{
    int i = 0;
    while (strcmp(proxy_specs[i].name, kinds[kind].type) != 0)
        i++;
    return threads_of(vm)->proxy_types[i];
}

// The object itself, of what the manager's method was called with.
static bool make_referent(Vm *vm, int kind, const Arguments *arguments, Value *result)
{
    if (kind == KIND_NAMESPACE) {
        *result = value_object(dict_new(vm));
        for (uint32_t i = 0; arguments->names && i < arguments->names->count; i++)
            if (!dict_set(vm, DICT(*result), arguments->names->items[i],
                          arguments->values[arguments->count + (int)i]))
                return false;
        return true;
    }
    if (kind == KIND_VALUE) {
        if (arguments->count < 2)
            return raise_error(vm, TYPE_ERROR, "Value() takes a typecode and a value");
        *result = value_object(list_new(vm));
        return list_append(vm, LIST(*result), arguments->values[0]) &&
               list_append(vm, LIST(*result), arguments->values[1]);
    }
    Value callable;
    if (kinds[kind].module) {
        Module *module = module_import(vm, kinds[kind].module);
        const char *word =
            strcmp(kinds[kind].word, "JoinableQueue") == 0 ? "Queue" : kinds[kind].word;
        if (!module) return false;
        bool ok = value_get_attribute(vm, value_object(module), str_intern(vm, word),
                                      &callable);
        if (!ok) return false;
    } else {
        callable =
            value_keep(value_object(kind == KIND_DICT ? vm->types.dict : vm->types.list));
    }
    bool ok = call_with(vm, callable, arguments, result);
    if (!vm->halt) value_drop(vm, callable);
    return ok;
}

static bool make(Vm *vm, Manager *manager, int kind, const Arguments *arguments,
                 Value *result)
{
    if (manager->is_over)
        return raise_error(vm, ASSERTION_ERROR, "server not yet started");
    Value referent = UNSET, copy;
    if (!make_referent(vm, kind, arguments, &referent)) {
        if (!vm->halt) value_drop(vm, referent);
        return false;
    }
    if (!kinds[kind].module) { // it has been sent
        bool ok = copied(vm, referent, &copy);
        value_drop(vm, referent);
        if (!ok) return false;
        referent = copy;
    }
    Proxy *proxy = object_new(vm, proxy_type(vm, kind));
    proxy->manager = object_keep(manager);
    proxy->kind = kind;
    proxy->referent = referent;
    *result = value_object(proxy);
    return true;
}

// manager.dict: what is called later.
typedef struct Maker {
    Object object;
    Manager *manager; // counted
    int kind;
} Maker;

static bool maker_call(Vm *vm, Value self, const Arguments *arguments, Value *result)
{
    const Maker *maker = (Maker *)self.object;
    return make(vm, maker->manager, maker->kind, arguments, result);
}

static void maker_release(Vm *vm, Object *self)
{
    object_drop(vm, ((Maker *)self)->manager);
}

static const TypeSpec maker_spec = {
    .name = "method",
    .module = "builtins",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Maker),
    .flags = TYPE_FINAL,
    .slots = {.release = maker_release, .call = maker_call},
};

static bool manager_get(Vm *vm, Value self, Str *name, Value *result)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (!str_is(name, kinds[i].word)) continue;
        Maker *maker = object_new(vm, threads_of(vm)->proxy_maker_type);
        maker->manager = object_keep((Manager *)self.object);
        maker->kind = (int)i;
        *result = value_object(maker);
        return true;
    }
    return object_get_attribute(vm, self, name, result);
}

static bool manager_shutdown(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    ((Manager *)args[0].object)->is_over = true;
    *result = NONE;
    return true;
}

static bool manager_enter(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(args[0]);
    return true;
}

static const NativeSpec manager_methods[] = {
    {"shutdown", "self", manager_shutdown, NATIVE_PYTHON},
    {"__enter__", "self", manager_enter, NATIVE_PYTHON},
    {"__exit__", "self, exc_type, exc_val, exc_tb", manager_shutdown, NATIVE_PYTHON},
    {0},
};

static const TypeSpec manager_spec = {
    .name = "SyncManager",
    .module = "multiprocessing.managers",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Manager),
    .flags = TYPE_FINAL,
    .slots = {.get_attribute = manager_get},
    .methods = manager_methods,
};

// Manager(): the server would be this process's next child.
static bool manager_new(Vm *vm, Value *args, Value *result)
{
    (void)args;
    process_running(vm)->children++;
    *result = value_object(object_new(vm, threads_of(vm)->manager_type));
    return true;
}

static const NativeSpec functions[] = {
    {"Manager", "", manager_new, NATIVE_PYTHON},
    {0},
};

void mp_manager_init(Vm *vm, Module *module)
{
    Threads *threads = threads_of(vm);
    threads->manager_type = type_new(vm, &manager_spec, NULL);
    threads->proxy_method_type = type_new(vm, &method_spec, NULL);
    threads->proxy_maker_type = type_new(vm, &maker_spec, NULL);
    for (int i = 0; i < PROXY_TYPES; i++)
        threads->proxy_types[i] = type_new(vm, &proxy_specs[i], NULL);
    natives_add(vm, module->attributes, functions, "multiprocessing.context");
}
