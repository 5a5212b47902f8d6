// object_type.c -- `object`: what every value can do, and what every class begins with.

#include "vm/big.h"
#include "vm/private.h"

static int argument_count(const Arguments *arguments)
{
    return arguments->count + (arguments->names ? (int)arguments->names->count : 0);
}

// "Can't instantiate abstract class Shape without an implementation for abstract method
// 'area'", or methods 'a', 'b' in the order of their names.
static bool refuse_abstract(Vm *vm, Type *type)
{
    Value names = UNSET, sorted = UNSET;
    Str *key = str_intern(vm, "__abstractmethods__");
    if (!value_get_attribute(vm, value_object(type), key, &names)) return false;
    bool ok = list_from_iterable(vm, names, &sorted) &&
              list_sort(vm, LIST(sorted), NONE, false);
    value_drop(vm, names);
    Text text = {0};
    uint32_t count = ok ? LIST(sorted)->count : 0;
    for (uint32_t i = 0; i < count; i++)
        text_addf(&text, "%s'%s'", i ? ", " : "",
                  value_is_str(LIST(sorted)->items[i])
                      ? STR(LIST(sorted)->items[i])->bytes
                      : "?");
    if (ok)
        raise_error(vm, TYPE_ERROR,
                    "Can't instantiate abstract class %s without an implementation for "
                    "abstract method%s %s",
                    type_name(type), count > 1 ? "s" : "", text_string(&text));
    text_free(&text);
    value_drop(vm, sorted);
    return false;
}

bool object_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    if (argument_count(arguments) > 0) {
        if (type->slots.create != object_create)
            return raise_error(vm, TYPE_ERROR,
                               "object.__new__() takes exactly one argument (the type to "
                               "instantiate)");
        if (!type->slots.init || type->slots.init == object_init)
            return raise_error(vm, TYPE_ERROR, "%s() takes no arguments",
                               type_name(type));
    }
    if (type->flags & TYPE_ABSTRACT) return refuse_abstract(vm, type);
    // Coroutines, functions, cells and the like would be hollow: only we make them.
    if (type->layout != LAYOUT_OBJECT && type->layout != LAYOUT_OTHER &&
        type->layout != LAYOUT_FUTURE && type->layout != LAYOUT_PROPERTY)
        return raise_error(vm, TYPE_ERROR, "cannot create '%s' instances",
                           type_name(type));
    *result = value_object(object_new(vm, type));
    return true;
}

bool object_init(Vm *vm, Value self, const Arguments *arguments)
{
    if (argument_count(arguments) == 0) return true;
    Type *type = value_type(vm, self);
    if (type->slots.init != object_init)
        return raise_error(
            vm, TYPE_ERROR,
            "object.__init__() takes exactly one argument (the instance to "
            "initialize)");
    if (type->slots.create == object_create)
        return raise_error(vm, TYPE_ERROR,
                           "%s.__init__() takes exactly one argument (the instance to "
                           "initialize)",
                           type_name(type));
    return true;
}

static bool object_repr(Vm *vm, Value self, Value *result)
{
    Value name = type_full_name(vm, value_type(vm, self));
    *result = str_format(vm, "<%s object at 0x%llx>", STR(name)->bytes,
                         (unsigned long long)value_id(vm, self));
    value_drop(vm, name);
    return true;
}

static bool object_str(Vm *vm, Value self, Value *result)
{
    return value_repr(vm, self, result);
}

static bool object_format(Vm *vm, Value self, Str *spec, Value *result)
{
    if (spec->size)
        return raise_error(vm, TYPE_ERROR,
                           "unsupported format string passed to %s.__format__",
                           value_type_name(vm, self));
    return value_str(vm, self, result);
}

static bool object_hash(Vm *vm, Value self, int64_t *hash)
{
    *hash = value_id(vm, self) >> 4;
    return true;
}

// As object_richcompare: identity, and != as the opposite of the type's own ==.
static bool object_compare(Vm *vm, CompareOp op, Value left, Value right, Value *result)
{
    *result = NOT_IMPLEMENTED;
    if (op == COMPARE_EQ && value_is(left, right)) *result = TRUE;
    if (op != COMPARE_NE) return true;

    Value equal;
    Type *type = value_type(vm, left);
    if (!type->slots.compare(vm, COMPARE_EQ, left, right, &equal)) return false;
    if (equal.kind == VALUE_NOT_IMPLEMENTED) return true;
    bool truth;
    bool ok = value_truth(vm, equal, &truth);
    value_drop(vm, equal);
    if (ok) *result = value_bool(!truth);
    return ok;
}

static bool object_class(Vm *vm, Value *args, Value *result)
{
    *result = value_keep(value_object(value_visible_type(vm, args[0])));
    return true;
}

// Only between classes of the program whose instances look the same in memory.
static bool object_set_class(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    if (value_is_unset(args[1]))
        return raise_error(vm, TYPE_ERROR, "can't delete __class__ attribute");
    if (!value_has_layout(args[1], LAYOUT_TYPE))
        return raise_error(vm, TYPE_ERROR,
                           "__class__ must be set to a class, not '%s' object",
                           value_type_name(vm, args[1]));
    Type *new = (Type *)args[1].object, *old = value_type(vm, args[0]);
    if ((new->flags | old->flags) & TYPE_NATIVE)
        return raise_error(vm, TYPE_ERROR,
                           "__class__ assignment only supported for mutable types or "
                           "ModuleType subclasses");
    if (new->layout != old->layout || new->size != old->size ||
        new->attributes_at != old->attributes_at ||
        type_is_slotted(new) != type_is_slotted(old))
        return raise_error(vm, TYPE_ERROR,
                           "__class__ assignment: '%s' object layout differs from '%s'",
                           type_name(new), type_name(old));
    args[0].object->type = object_keep(new);
    object_drop(vm, old);
    return true;
}

static bool object_dict(Vm *vm, Value *args, Value *result)
{
    Dict *dict = NULL;
    if (value_has_layout(args[0], LAYOUT_MODULE))
        dict = ((Module *)args[0].object)->attributes;
    else if (value_has_layout(args[0], LAYOUT_NATIVE) &&
             args[0].object->type->slots.hidden)
        dict = args[0].object->type->slots.hidden(vm, args[0].object, true);
    else if (args[0].kind == VALUE_OBJECT && !type_is_slotted(args[0].object->type))
        dict = object_make_attributes(vm, args[0].object);
    if (!dict) {
        attribute_error(vm, args[0], vm->names.dict);
        return false;
    }
    *result = value_keep(value_object(dict));
    return true;
}

static bool object_set_dict(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    Dict *dict =
        args[0].kind == VALUE_OBJECT ? object_make_attributes(vm, args[0].object) : NULL;
    if (!dict || !value_is_dict(args[1]))
        return raise_error(vm, TYPE_ERROR,
                           "__dict__ must be set to a dictionary, not a '%s'",
                           value_type_name(vm, args[1]));
    Value old = value_keep(value_object(dict));
    dict_clear(vm, dict);
    bool ok = dict_update(vm, dict, args[1]);
    value_drop(vm, old);
    return ok;
}

static bool object_init_subclass(Vm *vm, Value *args, Value *result)
{
    (void)vm, (void)args;
    *result = NONE;
    return true;
}

// dir(x): names of the instance, its class and the bases, sorted.
static bool object_dir(Vm *vm, Value *args, Value *result)
{
    Dict *all = dict_new(vm);
    Value names = UNSET;
    bool is_type = value_has_layout(args[0], LAYOUT_TYPE);
    Type *type = is_type ? (Type *)args[0].object : value_type(vm, args[0]);
    Dict *own =
        value_has_layout(args[0], LAYOUT_MODULE) ? ((Module *)args[0].object)->attributes
        : args[0].kind == VALUE_OBJECT && !is_type ? object_attributes(args[0].object)
                                                   : NULL;
    bool ok = !own || dict_update(vm, all, value_object(own));
    bool is_module = value_has_layout(args[0], LAYOUT_MODULE);
    for (int i = 0; ok && !is_module && i < type->mro_count; i++)
        ok = dict_update(vm, all, value_object(type->mro[i]->attributes));
    if (ok) ok = list_from_iterable(vm, value_object(all), &names);
    object_drop(vm, all);
    if (!ok) return false;
    if (!list_sort(vm, LIST(names), NONE, false)) {
        value_drop(vm, names);
        return false;
    }
    *result = names;
    return true;
}

static bool object_getattribute(Vm *vm, Value *args, Value *result)
{
    if (!value_is_str(args[1]))
        return raise_error(vm, TYPE_ERROR, "attribute name must be string, not '%s'",
                           value_type_name(vm, args[1]));
    return object_get_attribute(vm, args[0], str_intern_str(vm, STR(args[1])), result);
}

static const NativeSpec object_methods[] = {
    {"__getattribute__", "self, name, /", object_getattribute, 0},
    {"__class__", "self", object_class, NATIVE_PROPERTY},
    {"__class__", "self, value", object_set_class, NATIVE_SETTER},
    {"__dict__", "self", object_dict, NATIVE_PROPERTY},
    {"__dict__", "self, value", object_set_dict, NATIVE_SETTER},
    {"__init_subclass__", "cls, /", object_init_subclass, NATIVE_CLASS},
    {"__dir__", "self, /", object_dir, 0},
    {0},
};

const TypeSpec object_type_spec;
const TypeSpec object_type_spec = {
    .name = "object",
    .module = "builtins",
    .layout = LAYOUT_OBJECT,
    .size = sizeof(Object),
    .slots = {.create = object_create,
              .init = object_init,
              .repr = object_repr,
              .str = object_str,
              .format = object_format,
              .hash = object_hash,
              .compare = object_compare,
              .set_attribute = object_set_attribute,
              .get_attribute = NULL},
    .methods = object_methods,
};
