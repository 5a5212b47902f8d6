// collections.c -- the modules collections and collections.abc.

#include "vm/modules/collections.h"
#include "vm/library.h"

#include "vm/builtins.h"
#include "vm/exception.h"
#include "vm/iterators.h"
#include "vm/modules/modules.h"
#include "vm/operators.h"

#include <string.h>

Module *collections_module(Vm *vm)
{
    Module *module = module_new(vm, "collections", NULL);
    deque_add(vm, module);
    defaultdict_add(vm, module);
    counter_add(vm, module);
    ordered_dict_add(vm, module);
    named_tuple_add(vm, module);
    chain_map_add(vm, module);
    Module *abc = module_import(vm, "collections.abc");
    if (abc) module_set(vm, module, "abc", value_keep(value_object(abc)));
    return module;
}

// -- collections.abc: classes that ask what a type can do --------------------------

// What a type must be: one with all of the methods; or one of the builtin types that
// CPython has registered.
typedef struct Ability {
    const char *name;
    const char *base;    // the class of this table that it derives from
    const char *methods; // separated by spaces; "" if none is enough
    const char *types;   // names of builtin types, separated by spaces
} Ability;

static const Ability abilities[] = {
    {"Hashable", "", "__hash__", ""},
    {"Iterable", "", "__iter__", ""},
    {"Iterator", "Iterable", "__iter__ __next__", ""},
    {"Generator", "Iterator", "__iter__ __next__ send throw close", ""},
    {"Reversible", "Iterable", "__reversed__ __iter__", "tuple str"},
    {"Sized", "", "__len__", ""},
    {"Container", "", "__contains__", ""},
    {"Collection", "Iterable", "__len__ __iter__ __contains__", ""},
    {"Callable", "", "__call__", ""},
    {"Awaitable", "", "__await__", ""},
    {"Coroutine", "Awaitable", "__await__ send throw close", ""},
    {"AsyncIterable", "", "__aiter__", ""},
    {"AsyncIterator", "AsyncIterable", "__anext__ __aiter__", ""},
    {"AsyncGenerator", "AsyncIterator", "__aiter__ __anext__ asend athrow aclose", ""},
    {"Sequence", "Reversible", "", "tuple list str range deque"},
    {"MutableSequence", "Sequence", "", "list deque"},
    {"Set", "Collection", "", "set frozenset dict_keys dict_items"},
    {"MutableSet", "Set", "", "set"},
    {"Mapping", "Collection", "", "dict ChainMap"},
    {"MutableMapping", "Mapping", "", "dict ChainMap"},
    {"MappingView", "Sized", "", "dict_keys dict_items dict_values"},
    {"KeysView", "MappingView", "", "dict_keys"},
    {"ItemsView", "MappingView", "", "dict_items"},
    {"ValuesView", "MappingView", "", "dict_values"},
};

enum { ABILITY_COUNT = sizeof abilities / sizeof *abilities };

// Calls [step] with each word until it says false; true if it never does.
typedef bool WordStep(Vm *vm, Type *type, const char *word, size_t size);

static bool every_word(Vm *vm, Type *type, const char *words, WordStep *step)
{
    while (*words) {
        size_t size = strcspn(words, " ");
        if (!step(vm, type, words, size)) return false;
        words += size;
        if (*words) words++;
    }
    return true;
}

static bool has_method(Vm *vm, Type *type, const char *word, size_t size)
{
    Value found = type_lookup(vm, type, str_intern_bytes(vm, word, size));
    return !value_is_unset(found) && !value_is_none(found);
}

static bool is_not_type(Vm *vm, Type *type, const char *word, size_t size)
{
    Str *name = str_intern_bytes(vm, word, size);
    for (int i = 0; i < type->mro_count; i++)
        if (type->mro[i]->name == name && type->mro[i]->flags & TYPE_NATIVE) return false;
    return true;
}

static bool is_able(Vm *vm, Type *type, const Ability *ability)
{
    if (*ability->methods && every_word(vm, type, ability->methods, has_method))
        return true;
    return !every_word(vm, type, ability->types, is_not_type);
}

// args: the class, the type that is asked about.
static bool method_subclasshook(Vm *vm, Value *args, Value *result)
{
    const char *name = type_name((Type *)args[0].object);
    *result = NOT_IMPLEMENTED;
    if (!value_has_layout(args[1], LAYOUT_TYPE)) return true;
    for (int i = 0; i < ABILITY_COUNT; i++)
        if (strcmp(abilities[i].name, name) == 0)
            *result = value_bool(is_able(vm, (Type *)args[1].object, &abilities[i]));
    return true;
}

// cls.register(type): a decorator without effect but that of giving the class back.
static bool method_register(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(args[1]);
    return true;
}

// A class of the program that derives from one of them gets what it derives from it.
static bool method_init_subclass(Vm *vm, Value *args, Value *result)
{
    return library_call(vm, "_mixins", "give", args, 1, result);
}

#define ABILITY_METHODS                                                                  \
    {"__init_subclass__", "cls, /", method_init_subclass, NATIVE_CLASS},                 \
        {"__subclasshook__", "cls, C, /", method_subclasshook, NATIVE_CLASS},            \
        {"register", "cls, subclass", method_register, NATIVE_CLASS | NATIVE_PYTHON},    \
    {                                                                                    \
        "__class_getitem__", "cls, item, /", generic_alias_of, NATIVE_CLASS              \
    }

static const NativeSpec ability_methods[] = {ABILITY_METHODS, {0}};

// An iterator derives its __iter__ or __aiter__: itself.
static bool method_self(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(args[0]);
    return true;
}

static const NativeSpec iterator_methods[] = {
    ABILITY_METHODS,
    {"__iter__", "self, /", method_self, 0},
    {0},
};

static const NativeSpec async_iterator_methods[] = {
    ABILITY_METHODS,
    {"__aiter__", "self, /", method_self, 0},
    {0},
};

static const NativeSpec *methods_of(const char *name)
{
    if (strcmp(name, "Iterator") == 0) return iterator_methods;
    if (strcmp(name, "AsyncIterator") == 0) return async_iterator_methods;
    return ability_methods;
}

Module *collections_abc_module(Vm *vm)
{
    Module *module = module_new(vm, "collections.abc", NULL);
    for (int i = 0; i < ABILITY_COUNT; i++) {
        TypeSpec spec = {
            .name = abilities[i].name,
            .module = "collections.abc",
            .layout = LAYOUT_OBJECT,
            .size = sizeof(Object),
            .methods = methods_of(abilities[i].name),
        };
        Value base = dict_get_str(module->attributes, str_intern(vm, abilities[i].base));
        Type *type =
            type_new(vm, &spec, value_is_unset(base) ? NULL : (Type *)base.object);
        module_set(vm, module, spec.name, value_keep(value_object(type)));
    }
    return module;
}
