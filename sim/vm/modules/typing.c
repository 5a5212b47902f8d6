// typing.c -- the module typing: names for annotations. They have no effect on a run, but
// they can be subscripted, joined with |, printed, and some of them called or derived from.

#include "vm/generic_alias.h"
#include "vm/iterators.h"
#include "vm/library.h"
#include "vm/modules/modules.h"

#include <string.h>

// -- Forms: Any, Optional, List ... ------------------------------------------------

// Any name that is there to be written in annotations.
typedef struct Form {
    Object object;
    const char *name;   // "typing.Optional"
    bool takes_members; // can be subscripted
} Form;

#define FORM(value) ((Form *)(value).object)

static const char *const subscripted_names[] = {
    "Annotated",      "AsyncContextManager",
    "AsyncGenerator", "AsyncIterable",
    "AsyncIterator",  "Awaitable",
    "Callable",       "ChainMap",
    "ClassVar",       "Collection",
    "Concatenate",    "Container",
    "ContextManager", "Coroutine",
    "Counter",        "DefaultDict",
    "Deque",          "Dict",
    "Final",          "FrozenSet",
    "Generator",      "ItemsView",
    "Iterable",       "Iterator",
    "KeysView",       "List",
    "Literal",        "Mapping",
    "MappingView",    "Match",
    "MutableMapping", "MutableSequence",
    "MutableSet",     "NotRequired",
    "Optional",       "OrderedDict",
    "Pattern",        "ReadOnly",
    "Required",       "Reversible",
    "Sequence",       "Set",
    "Tuple",          "Type",
    "TypeGuard",      "TypeIs",
    "Union",          "Unpack",
    "ValuesView",     "AbstractSet",
};

static const char *const plain_names[] = {
    "Any",      "AnyStr", "Hashable", "LiteralString", "Never",
    "NoReturn", "Self",   "Sized",    "TypeAlias",
};

static bool form_repr(Vm *vm, Value self, Value *result)
{
    *result = str_format(vm, "typing.%s", FORM(self)->name);
    return true;
}

static Value union_form(Vm *vm)
{
    Module *module = module_import(vm, "typing");
    return dict_get_str(module->attributes, str_intern(vm, "Union"));
}

// Union[int, str], and Optional[int], which is Union[int, None].
static bool union_of(Vm *vm, Value form, Value key, Value *result)
{
    bool is_optional = strcmp(FORM(form)->name, "Optional") == 0;
    Value items[] = {key, NONE};
    Value members = value_is_tuple(key) && !is_optional
                        ? value_keep(key)
                        : tuple_of(vm, items, is_optional ? 2 : 1);
    bool ok = TUPLE(members)->count
                  ? typing_union_new(vm, union_form(vm), TUPLE(members), result)
                  : raise_error(vm, TYPE_ERROR, "Cannot take a Union of no types.");
    value_drop(vm, members);
    return ok;
}

bool typing_join(Vm *vm, Value left, Value right, Value *result)
{
    Value members = tuple_of(vm, (Value[]){left, right}, 2);
    bool ok = typing_union_new(vm, union_form(vm), TUPLE(members), result);
    value_drop(vm, members);
    return ok;
}

static bool form_get_item(Vm *vm, Value self, Value key, Value *result)
{
    const char *name = FORM(self)->name;
    if (strcmp(name, "Union") == 0 || strcmp(name, "Optional") == 0)
        return union_of(vm, self, key, result);
    if (FORM(self)->takes_members) return alias_new(vm, self, key, result);
    bool is_class = strcmp(FORM(self)->name, "Any") == 0; // as CPython has it
    return raise_error(vm, TYPE_ERROR,
                       is_class ? "type '%s' is not subscriptable"
                                : "typing.%s is not subscriptable",
                       FORM(self)->name);
}

static bool form_binary(Vm *vm, BinaryOp op, bool inplace, Value left, Value right,
                        Value *result)
{
    (void)inplace;
    *result = NOT_IMPLEMENTED;
    return op != BINARY_OR || typing_join(vm, left, right, result);
}

static bool form_call(Vm *vm, Value self, const Arguments *arguments, Value *result)
{
    (void)arguments, (void)result;
    return raise_error(vm, TYPE_ERROR, "Cannot instantiate typing.%s", FORM(self)->name);
}

static bool form_get_name(Vm *vm, Value *args, Value *result)
{
    *result = str_from(vm, FORM(args[0])->name);
    return true;
}

// As a base of a class: Any comes to nothing, List and the like are what they stand for.
static bool form_mro_entries(Vm *vm, Value *args, Value *result)
{
    return library_call(vm, "_typing", "_bases", args, 2, result);
}

static bool form_check_instance(Vm *vm, Value *args, Value *result)
{
    return library_call(vm, "_typing", "_has_instance", args, 2, result);
}

static bool form_check_subclass(Vm *vm, Value *args, Value *result)
{
    return library_call(vm, "_typing", "_has_subclass", args, 2, result);
}

static const NativeSpec form_methods[] = {
    {"__name__", "self", form_get_name, NATIVE_PROPERTY},
    {"__mro_entries__", "self, bases, /", form_mro_entries, 0},
    {"__instancecheck__", "self, obj, /", form_check_instance, 0},
    {"__subclasscheck__", "self, cls, /", form_check_subclass, 0},
    {0},
};

static const TypeSpec form_spec = {
    .name = "_SpecialForm",
    .module = "typing",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Form),
    .flags = TYPE_FINAL,
    .slots = {.repr = form_repr,
              .get_item = form_get_item,
              .binary = form_binary,
              .call = form_call},
    .methods = form_methods,
};

static void add_forms(Vm *vm, Module *module, const char *const *names, size_t count,
                      bool takes_members, Type *type)
{
    for (size_t i = 0; i < count; i++) {
        Form *form = object_new(vm, type);
        form->name = names[i];
        form->takes_members = takes_members;
        module_set(vm, module, names[i], value_object(form));
    }
}

// -- Classes to derive from ----------------------------------------------------------

static const NativeSpec generic_methods[] = {
    {"__class_getitem__", "cls, item, /", generic_alias_of, NATIVE_CLASS},
    {0},
};

static const TypeSpec generic_spec = {.name = "Generic",
                                      .module = "typing",
                                      .layout = LAYOUT_OBJECT,
                                      .size = sizeof(Object),
                                      .methods = generic_methods,
                                      .has_attributes = true};

// -- Functions ---------------------------------------------------------------------

static bool give_first(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(args[0]);
    return true;
}

static bool give_second(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(args[1]);
    return true;
}

static bool overload_called(Vm *vm, Value *args, Value *result)
{
    (void)args, (void)result;
    return raise_error(vm, NOT_IMPLEMENTED_ERROR,
                       "You should not call an overloaded function. A series of "
                       "@overload-decorated functions outside a stub module should "
                       "always be followed by an implementation that is not "
                       "@overload-ed.");
}

static bool overload(Vm *vm, Value *args, Value *result)
{
    static const NativeSpec spec = {"_overload_dummy", "*args, **kwds", overload_called,
                                    NATIVE_PYTHON};
    (void)args;
    *result = native_new(vm, &spec, NULL, "typing");
    return true;
}

static bool assert_never(Vm *vm, Value *args, Value *result)
{
    (void)result;
    Text text = {0};
    text_add(&text, "Expected code to be unreachable, but got: ");
    if (text_add_repr(vm, &text, args[0]))
        raise_error(vm, ASSERTION_ERROR, "%s", text_string(&text));
    text_free(&text);
    return false;
}

static const NativeSpec functions[] = {
    {"cast", "typ, val", give_second, NATIVE_PYTHON},
    {"assert_type", "val, typ, /", give_first, NATIVE_PYTHON},
    {"reveal_type", "obj, /", give_first, NATIVE_PYTHON},
    {"assert_never", "arg, /", assert_never, NATIVE_PYTHON},
    {"final", "f", give_first, NATIVE_PYTHON},
    {"override", "method, /", give_first, NATIVE_PYTHON},
    {"no_type_check", "arg", give_first, NATIVE_PYTHON},
    {"overload", "func", overload, NATIVE_PYTHON},
    {0},
};

Module *typing_module(Vm *vm)
{
    Module *module = module_new(vm, "typing", functions);
    Type *form = type_new(vm, &form_spec, NULL);
    add_forms(vm, module, subscripted_names,
              sizeof subscripted_names / sizeof *subscripted_names, true, form);
    add_forms(vm, module, plain_names, sizeof plain_names / sizeof *plain_names, false,
              form);
    module_set(vm, module, "Generic", value_object(type_new(vm, &generic_spec, NULL)));
    module_set(vm, module, "Text", value_keep(value_object(vm->types.str)));
    module_set(vm, module, "TYPE_CHECKING", FALSE);
    typed_classes_add(vm, module);
    return module;
}
