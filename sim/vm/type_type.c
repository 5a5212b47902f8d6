// type_type.c -- `type`: calling a class, and what a class tells of itself.

#include "vm/big.h"
#include "vm/generic_alias.h"
#include "vm/private.h"

#include <string.h>

#define TYPE_OF(value) ((Type *)(value).object)

static bool type_repr(Vm *vm, Value self, Value *result)
{
    Value name = type_full_name(vm, TYPE_OF(self));
    *result = str_format(vm, "<class '%s'>", STR(name)->bytes);
    value_drop(vm, name);
    return true;
}

static bool run_init(Vm *vm, Type *made, Value instance, const Arguments *arguments)
{
    return !made->slots.init || made->slots.init(vm, instance, arguments);
}

bool type_call(Vm *vm, Value self, const Arguments *arguments, Value *result)
{
    Type *type = TYPE_OF(self);
    if (type == vm->types.type && arguments->count == 1 && !arguments->names) {
        *result = value_keep(value_object(value_visible_type(vm, arguments->values[0])));
        return true;
    }
    if (!type->slots.create)
        return raise_error(vm, TYPE_ERROR, "cannot create '%s' instances",
                           type_name(type));
    Value instance;
    if (!type->slots.create(vm, type, arguments, &instance)) return false;
    Type *made = value_type(vm, instance);
    if (type_is_subtype(made, type) && !run_init(vm, made, instance, arguments)) {
        value_drop(vm, instance);
        return false;
    }
    *result = instance;
    return true;
}

// type(name, bases, namespace).
static bool type_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    if (arguments->count != 3)
        return raise_error(vm, TYPE_ERROR, "type() takes 1 or 3 arguments");
    static const struct {
        Layout layout;
        const char *name;
    } wanted[] = {{LAYOUT_STR, "str"}, {LAYOUT_TUPLE, "tuple"}, {LAYOUT_DICT, "dict"}};
    for (int i = 0; i < 3; i++)
        if (!value_has_layout(arguments->values[i], wanted[i].layout))
            return raise_error(vm, TYPE_ERROR,
                               "type.__new__() argument %d must be %s, not %s", i + 1,
                               wanted[i].name, value_type_name(vm, arguments->values[i]));
    Type *winner = type_metaclass(vm, type, TUPLE(arguments->values[1]));
    if (!winner) return false;
    if (winner != type &&
        winner->slots.create != type_create) // of a base, with a __new__ of its own
        return winner->slots.create(vm, winner, arguments, result);
    Arguments keywords = {arguments->values + 3, 0, arguments->names};
    return type_new_class_of(vm, winner, STR(arguments->values[0]),
                             TUPLE(arguments->values[1]), DICT(arguments->values[2]),
                             &keywords, result);
}

// What the keywords of a class statement are for, __init_subclass__ has said.
static bool type_init(Vm *vm, Value self, const Arguments *arguments)
{
    (void)self;
    if (arguments->count == 1 || arguments->count == 3) return true;
    return raise_error(vm, TYPE_ERROR, "type.__init__() takes 1 or 3 arguments");
}

static bool type_get_name(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(value_object(TYPE_OF(args[0])->name));
    return true;
}

static bool type_set_name(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    Type *type = TYPE_OF(args[0]);
    if (type->flags & TYPE_NATIVE)
        return raise_error(vm, TYPE_ERROR,
                           "cannot set '__name__' attribute of immutable type '%s'",
                           type_name(type));
    if (!value_is_str(args[1]))
        return raise_error(vm, TYPE_ERROR,
                           "can only assign string to %s.__name__, not '%s'",
                           type_name(type), value_type_name(vm, args[1]));
    type->name = str_intern_str(vm, STR(args[1]));
    return true;
}

static bool type_get_qualified_name(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(value_object(TYPE_OF(args[0])->qualified_name));
    return true;
}

static bool type_set_qualified_name(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    Type *type = TYPE_OF(args[0]);
    if (!value_is_str(args[1]) || type->flags & TYPE_NATIVE)
        return raise_error(vm, TYPE_ERROR,
                           "can only assign string to %s.__qualname__, not '%s'",
                           type_name(type), value_type_name(vm, args[1]));
    type->qualified_name = str_intern_str(vm, STR(args[1]));
    return true;
}

static bool type_get_module(Vm *vm, Value *args, Value *result)
{
    Type *type = TYPE_OF(args[0]);
    Value own = dict_get_str(type->attributes, vm->names.module);
    *result = value_is_unset(own) ? str_from(vm, type->module ? type->module : "builtins")
                                  : value_keep(own);
    return true;
}

static bool type_set_module(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return type_set(vm, TYPE_OF(args[0]), vm->names.module, args[1]);
}

static bool type_get_doc(Vm *vm, Value *args, Value *result)
{
    Value own = dict_get_str(TYPE_OF(args[0])->attributes, vm->names.doc);
    *result = value_is_unset(own) ? NONE : value_keep(own);
    return true;
}

static bool type_set_doc(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return type_set(vm, TYPE_OF(args[0]), vm->names.doc, args[1]);
}

static bool type_get_dict(Vm *vm, Value *args, Value *result)
{
    return dict_copy(vm, TYPE_OF(args[0])->attributes, result);
}

static bool type_get_bases(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(value_object(TYPE_OF(args[0])->bases));
    return true;
}

static bool type_get_base(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    const Tuple *bases = TYPE_OF(args[0])->bases;
    *result = bases->count ? value_keep(bases->items[0]) : NONE;
    return true;
}

static Tuple *mro_tuple(Vm *vm, const Type *type)
{
    Tuple *mro = tuple_new(vm, type->mro_count);
    for (int i = 0; i < type->mro_count; i++)
        mro->items[i] = value_keep(value_object(type->mro[i]));
    return mro;
}

static bool type_get_mro(Vm *vm, Value *args, Value *result)
{
    *result = value_object(mro_tuple(vm, TYPE_OF(args[0])));
    return true;
}

static bool type_mro(Vm *vm, Value *args, Value *result)
{
    Value tuple = value_object(mro_tuple(vm, TYPE_OF(args[0])));
    bool ok = list_from_iterable(vm, tuple, result);
    value_drop(vm, tuple);
    return ok;
}

static bool type_prepare(Vm *vm, Value *args, Value *result)
{
    (void)args;
    *result = value_object(dict_new(vm));
    return true;
}

static bool type_subclasses(Vm *vm, Value *args, Value *result)
{
    List *list = list_new(vm);
    for (Type *class = vm->private->classes; class; class = class->next_class)
        for (uint32_t i = 0; i < class->bases->count; i++)
            if (value_is(class->bases->items[i], args[0]))
                list_insert(vm, list, 0, value_object(class));
    *result = value_object(list);
    return true;
}

static bool type_get_annotations(Vm *vm, Value *args, Value *result)
{
    Type *type = TYPE_OF(args[0]);
    Value own = dict_get_str(type->attributes, vm->names.annotations);
    if (value_is_unset(own)) {
        if (type->flags & TYPE_NATIVE) {
            attribute_error(vm, args[0], vm->names.annotations);
            return false;
        }
        Dict *dict = dict_new(vm);
        dict_set_str(vm, type->attributes, vm->names.annotations, value_object(dict));
        *result = value_object(dict);
        return true;
    }
    *result = value_keep(own);
    return true;
}

static bool type_set_annotations(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return type_set(vm, TYPE_OF(args[0]), vm->names.annotations, args[1]);
}

static bool type_instance_check(Vm *vm, Value *args, Value *result)
{
    *result = value_bool(value_is_instance(vm, args[1], TYPE_OF(args[0])));
    return true;
}

// The ordinary answer, for metaclasses that ask super() for it.
static bool type_subclass_check(Vm *vm, Value *args, Value *result)
{
    if (!value_has_layout(args[1], LAYOUT_TYPE))
        return raise_error(vm, TYPE_ERROR, "issubclass() arg 1 must be a class");
    *result = value_bool(type_is_subtype(TYPE_OF(args[1]), TYPE_OF(args[0])));
    return true;
}

static const NativeSpec type_methods[] = {
    {"__name__", "self", type_get_name, NATIVE_PROPERTY},
    {"__name__", "self, value", type_set_name, NATIVE_SETTER},
    {"__qualname__", "self", type_get_qualified_name, NATIVE_PROPERTY},
    {"__qualname__", "self, value", type_set_qualified_name, NATIVE_SETTER},
    {"__module__", "self", type_get_module, NATIVE_PROPERTY},
    {"__module__", "self, value", type_set_module, NATIVE_SETTER},
    {"__doc__", "self", type_get_doc, NATIVE_PROPERTY},
    {"__doc__", "self, value", type_set_doc, NATIVE_SETTER},
    {"__dict__", "self", type_get_dict, NATIVE_PROPERTY},
    {"__bases__", "self", type_get_bases, NATIVE_PROPERTY},
    {"__base__", "self", type_get_base, NATIVE_PROPERTY},
    {"__mro__", "self", type_get_mro, NATIVE_PROPERTY},
    {"__annotations__", "self", type_get_annotations, NATIVE_PROPERTY},
    {"__annotations__", "self, value", type_set_annotations, NATIVE_SETTER},
    {"mro", "self, /", type_mro, 0},
    {"__subclasses__", "self, /", type_subclasses, 0},
    {"__prepare__", "cls, /, *args, **kwds", type_prepare, NATIVE_CLASS},
    {"__instancecheck__", "self, instance, /", type_instance_check, 0},
    {"__subclasscheck__", "self, subclass, /", type_subclass_check, 0},
    {0},
};

// `int | str` in annotations and isinstance is a union.
static bool type_binary(Vm *vm, BinaryOp op, bool inplace, Value left, Value right,
                        Value *result)
{
    if (op != BINARY_OR || inplace) {
        *result = NOT_IMPLEMENTED;
        return true;
    }
    return union_new(vm, left, right, result);
}

// `list[int]`: __class_getitem__ of the program's class, or an alias of ours.
static bool type_get_item(Vm *vm, Value self, Value key, Value *result)
{
    Type *type = TYPE_OF(self);
    Value method = UNSET;
    if (!value_find_attribute(vm, self, vm->names.class_getitem, &method)) return false;
    if (!value_is_unset(method)) {
        bool ok = call(vm, method, &key, 1, result);
        value_drop(vm, method);
        return ok;
    }
    static const Layout generic[] = {LAYOUT_LIST, LAYOUT_DICT, LAYOUT_TUPLE,
                                     LAYOUT_SET,  LAYOUT_TYPE, LAYOUT_FUTURE};
    for (size_t i = 0; i < sizeof generic / sizeof *generic; i++)
        if (type->layout == generic[i]) return alias_new(vm, self, key, result);
    if (type->flags & TYPE_NATIVE && type->module && strcmp(type->module, "builtins"))
        return alias_new(vm, self, key, result);
    return raise_error(vm, TYPE_ERROR, "type '%s' is not subscriptable", type_name(type));
}

static void type_release(Vm *vm, Object *self)
{
    Type *type = (Type *)self;
    Type **link = &vm->private->classes;
    while (*link && *link != type)
        link = &(*link)->next_class;
    if (*link) *link = type->next_class;
    object_drop(vm, type->attributes);
    object_drop(vm, type->slot_names);
    for (int i = 1; i < type->mro_count; i++)
        object_drop(vm, type->mro[i]);
    object_drop(vm, type->bases);
}

const TypeSpec type_type_spec;
const TypeSpec type_type_spec = {
    .name = "type",
    .module = "builtins",
    .layout = LAYOUT_TYPE,
    .size = sizeof(Type),
    .slots = {.create = type_create,
              .init = type_init,
              .release = type_release,
              .repr = type_repr,
              .call = type_call,
              .binary = type_binary,
              .get_item = type_get_item},
    .methods = type_methods,
};
