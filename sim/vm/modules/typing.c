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

static bool form_get_item(Vm *vm, Value self, Value key, Value *result)
{
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
    if (op != BINARY_OR) return true;
    // As CPython, where such a union is one of typing's.
    Module *module = module_import(vm, "typing");
    Value form = dict_get_str(module->attributes, str_intern(vm, "Union"));
    Value members = tuple_of(vm, (Value[]){left, right}, 2);
    bool good = alias_new(vm, form, members, result);
    value_drop(vm, members);
    return good;
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

// -- TypeVar, ParamSpec, NewType ---------------------------------------------------

// Something with a name of the program's: a type variable or a new type.
typedef struct Named {
    Object object;
    Value name;
    Value supertype; // of a NewType
} Named;

#define NAMED(value) ((Named *)(value).object)

static void named_release(Vm *vm, Object *self)
{
    value_clear(vm, &((Named *)self)->name);
    value_clear(vm, &((Named *)self)->supertype);
}

static bool named_create(Vm *vm, Type *type, const NativeSpec *spec,
                         const Arguments *arguments, Value *result)
{
    Value args[SIGNATURE_MOST];
    if (!arguments_bind(vm, spec, arguments, args)) return false;
    Named *named = object_new(vm, type);
    named->name = value_keep(args[0]);
    named->supertype = value_keep(args[1]);
    arguments_unbind(vm, spec, args);
    *result = value_object(named);
    return true;
}

static bool variable_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    static const NativeSpec spec = {"typevar", "name, /, *constraints, **options", NULL,
                                    0};
    return named_create(vm, type, &spec, arguments, result);
}

static bool new_type_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    static const NativeSpec spec = {"NewType.__init__", "name, tp", NULL, NATIVE_PYTHON};
    return named_create(vm, type, &spec, arguments, result);
}

static bool variable_repr(Vm *vm, Value self, Value *result)
{
    Text text = {0};
    text_add_char(&text, '~');
    if (text_add_str(vm, &text, NAMED(self)->name))
        return str_from_text(vm, &text, result);
    text_free(&text);
    return false;
}

static bool new_type_repr(Vm *vm, Value self, Value *result)
{
    Text text = {0};
    text_add(&text, "__main__.");
    if (text_add_str(vm, &text, NAMED(self)->name))
        return str_from_text(vm, &text, result);
    text_free(&text);
    return false;
}

// A NewType called gives its argument back.
static bool new_type_call(Vm *vm, Value self, const Arguments *arguments, Value *result)
{
    static const NativeSpec spec = {"NewType.__call__", "x, /", NULL, NATIVE_PYTHON};
    Value args[SIGNATURE_MOST];
    (void)self;
    if (!arguments_bind(vm, &spec, arguments, args)) return false;
    *result = value_keep(args[0]);
    arguments_unbind(vm, &spec, args);
    return true;
}

static bool named_get_name(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(NAMED(args[0])->name);
    return true;
}

static const NativeSpec named_methods[] = {
    {"__name__", "self", named_get_name, NATIVE_PROPERTY},
    {0},
};

static void add_named(Vm *vm, Module *module, const char *name)
{
    TypeSpec spec = {.name = name,
                     .module = "typing",
                     .layout = LAYOUT_OTHER,
                     .size = sizeof(Named),
                     .flags = TYPE_FINAL,
                     .slots = {.create = variable_create,
                               .release = named_release,
                               .repr = variable_repr,
                               .binary = form_binary},
                     .methods = named_methods};
    module_set(vm, module, name, value_object(type_new(vm, &spec, NULL)));
}

static const TypeSpec new_type_spec = {
    .name = "NewType",
    .module = "typing",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Named),
    .flags = TYPE_FINAL,
    .slots = {.create = new_type_create,
              .release = named_release,
              .repr = new_type_repr,
              .binary = form_binary,
              .call = new_type_call},
    .methods = named_methods,
};

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
    add_named(vm, module, "TypeVar");
    add_named(vm, module, "ParamSpec");
    add_named(vm, module, "TypeVarTuple");
    module_set(vm, module, "NewType", value_object(type_new(vm, &new_type_spec, NULL)));
    module_set(vm, module, "Generic", value_object(type_new(vm, &generic_spec, NULL)));
    module_set(vm, module, "Text", value_keep(value_object(vm->types.str)));
    module_set(vm, module, "TYPE_CHECKING", FALSE);
    typed_classes_add(vm, module);
    return module;
}
