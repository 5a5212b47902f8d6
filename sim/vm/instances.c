// instances.c -- isinstance and issubclass.

#include "vm/builtins.h"
#include "vm/exception.h"
#include "vm/generic_alias.h"
#include "vm/operators.h"
#include "vm/vm.h"

static const char *const instance_fault =
    "isinstance() arg 2 must be a type, a tuple of types, or a union";
static const char *const subclass_fault =
    "issubclass() arg 2 must be a class, a tuple of classes, or a union";

// True in [*result] if [type] fits one of the members.
static bool fits_any(Vm *vm, Type *type, Value value, const Tuple *members,
                     const char *fault, bool *result);

// A metaclass of Python's own may say what counts as an instance: ABCMeta.
static bool asks_metaclass(Vm *vm, const Type *type, const Type *class_, Str *check)
{
    return !type_is_subtype(type, class_) && class_->object.type != vm->types.type &&
           value_has_layout(type_lookup(vm, class_->object.type, check), LAYOUT_FUNCTION);
}

// [value] is what isinstance() was asked about, UNSET for issubclass().
static bool fits(Vm *vm, Type *type, Value value, Value class_info, const char *fault,
                 bool *result)
{
    bool of_value = !value_is_unset(value);
    Str *check = of_value ? vm->names.instancecheck : str_intern(vm, "__subclasscheck__");
    if (value_has_layout(class_info, LAYOUT_TYPE) &&
        !asks_metaclass(vm, type, (Type *)class_info.object, check)) {
        *result = type_is_subtype(type, (Type *)class_info.object);
        return true;
    }
    if (value_is_tuple(class_info))
        return fits_any(vm, type, value, TUPLE(class_info), fault, result);
    if (class_info.kind != VALUE_OBJECT) return raise_error(vm, TYPE_ERROR, "%s", fault);
    if (value_is_union(vm, class_info))
        return fits_any(vm, type, value, union_members(class_info), fault, result);
    if (class_info.object->type == vm->types.generic_alias)
        return raise_error(vm, TYPE_ERROR,
                           "%s() argument 2 cannot be a parameterized generic",
                           of_value ? "isinstance" : "issubclass");
    Value asked = of_value ? value : value_object(type), answer;
    bool found;
    if (!call_special(vm, class_info, check, &asked, 1, &found, &answer)) return false;
    if (!found) return raise_error(vm, TYPE_ERROR, "%s", fault);
    bool ok = value_truth(vm, answer, result);
    value_drop(vm, answer);
    return ok;
}

static bool fits_any(Vm *vm, Type *type, Value value, const Tuple *members,
                     const char *fault, bool *result)
{
    *result = false;
    if (!recursion_enter(vm, " in __instancecheck__")) return false;
    bool ok = true;
    for (uint32_t i = 0; ok && !*result && i < members->count; i++)
        ok = fits(vm, type, value, members->items[i], fault, result);
    recursion_leave(vm);
    return ok;
}

// An object whose class says of itself that it is another one, by a __class__ of its own.
static bool pretends_to_be(Vm *vm, Value v, Value class_info, bool *result)
{
    Value usual = type_lookup(vm, vm->types.object, vm->names.class);
    Value own = type_lookup(vm, value_type(vm, v), vm->names.class), said;
    if (value_is(usual, own)) return true;
    if (!value_get_attribute(vm, v, vm->names.class, &said)) return false;
    bool ok = !value_has_layout(said, LAYOUT_TYPE) ||
              fits(vm, (Type *)said.object, v, class_info, instance_fault, result);
    value_drop(vm, said);
    return ok;
}

bool value_is_instance_of(Vm *vm, Value v, Value class_info, bool *result)
{
    return fits(vm, value_type(vm, v), v, class_info, instance_fault, result) &&
           (*result || pretends_to_be(vm, v, class_info, result));
}

bool type_is_subclass_of(Vm *vm, Value class_, Value class_info, bool *result)
{
    // An empty tuple asks nobody, so CPython does not look at the first one either.
    if (value_is_tuple(class_info) && !TUPLE(class_info)->count) {
        *result = false;
        return true;
    }
    if (!value_has_layout(class_, LAYOUT_TYPE))
        return raise_error(vm, TYPE_ERROR, "issubclass() arg 1 must be a class");
    return fits(vm, (Type *)class_.object, UNSET, class_info, subclass_fault, result);
}

static bool native_isinstance(Vm *vm, Value *args, Value *result)
{
    bool holds;
    if (!value_is_instance_of(vm, args[0], args[1], &holds)) return false;
    *result = value_bool(holds);
    return true;
}

static bool native_issubclass(Vm *vm, Value *args, Value *result)
{
    bool holds;
    if (!type_is_subclass_of(vm, args[0], args[1], &holds)) return false;
    *result = value_bool(holds);
    return true;
}

const NativeSpec builtins_instance_specs[] = {
    {"isinstance", "obj, class_or_tuple, /", native_isinstance, 0},
    {"issubclass", "cls, class_or_tuple, /", native_issubclass, 0},
    {0},
};
