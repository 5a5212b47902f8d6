// slots.c -- slots made of the special methods that a class of the program defines.
//
// Such a class gets slots that call its methods. The other way is slot_methods.c.

#include "base/arena.h"
#include "vm/binary_methods.h"
#include "vm/private.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static bool returned_wrong(Vm *vm, const char *method, const char *wanted, Value got)
{
    raise_error(vm, TYPE_ERROR, "%s returned non-%s (type %s)", method, wanted,
                value_type_name(vm, got));
    value_drop(vm, got);
    return false;
}

static bool class_text(Vm *vm, Value self, Str *name, Value *result)
{
    bool found;
    Value text;
    if (!call_special(vm, self, name, NULL, 0, &found, &text)) return false;
    if (!value_is_str(text)) return returned_wrong(vm, name->bytes, "string", text);
    *result = text;
    return true;
}

static bool class_repr(Vm *vm, Value self, Value *result)
{
    if (!recursion_enter(vm, " while getting the repr of an object")) return false;
    bool ok = class_text(vm, self, vm->names.repr, result);
    recursion_leave(vm);
    return ok;
}

static bool class_str(Vm *vm, Value self, Value *result)
{
    if (!recursion_enter(vm, " while getting the str of an object")) return false;
    bool ok = class_text(vm, self, vm->names.str, result);
    recursion_leave(vm);
    return ok;
}

static bool class_format(Vm *vm, Value self, Str *spec, Value *result)
{
    bool found;
    Value arguments[] = {value_object(spec)}, text;
    if (!call_special(vm, self, vm->names.format, arguments, 1, &found, &text))
        return false;
    if (!value_is_str(text)) {
        raise_error(vm, TYPE_ERROR, "__format__ must return a str, not %s",
                    value_type_name(vm, text));
        value_drop(vm, text);
        return false;
    }
    *result = text;
    return true;
}

static bool class_hash(Vm *vm, Value self, int64_t *hash)
{
    if (value_is_none(type_lookup(vm, value_type(vm, self), vm->names.hash)))
        return raise_error(vm, TYPE_ERROR, "unhashable type: '%s'",
                           value_type_name(vm, self));
    bool found;
    Value value;
    if (!call_special(vm, self, vm->names.hash, NULL, 0, &found, &value)) return false;
    if (!value_is_int(value)) {
        value_drop(vm, value);
        return raise_error(vm, TYPE_ERROR, "__hash__ method should return an integer");
    }
    *hash = value.integer == -1 ? -2 : value.integer;
    return true;
}

static bool call_or_not_implemented(Vm *vm, Value self, Str *name, Value other,
                                    Value *result)
{
    bool found;
    Value answer = UNSET;
    if (!call_special(vm, self, name, &other, 1, &found, &answer)) return false;
    *result = found ? answer : NOT_IMPLEMENTED;
    return true;
}

static Str *compare_name(Vm *vm, CompareOp op)
{
    switch (op) {
    case COMPARE_LT: return vm->names.lt;
    case COMPARE_LE: return vm->names.le;
    case COMPARE_EQ: return vm->names.eq;
    case COMPARE_NE: return vm->names.ne;
    case COMPARE_GT: return vm->names.gt;
    default: return vm->names.ge;
    }
}

static bool class_compare(Vm *vm, CompareOp op, Value left, Value right, Value *result)
{
    return call_or_not_implemented(vm, left, compare_name(vm, op), right, result);
}

static bool class_truth(Vm *vm, Value self, bool *truth)
{
    bool found;
    Value value = UNSET;
    if (!call_special(vm, self, vm->names.bool_, NULL, 0, &found, &value)) return false;
    if (value.kind != VALUE_BOOL) {
        raise_error(vm, TYPE_ERROR, "__bool__ should return bool, returned %s",
                    value_type_name(vm, value));
        value_drop(vm, value);
        return false;
    }
    *truth = value.integer;
    return true;
}

static bool class_len(Vm *vm, Value self, int64_t *len)
{
    bool found;
    Value value = UNSET;
    if (!call_special(vm, self, vm->names.len, NULL, 0, &found, &value)) return false;
    if (!value_is_int(value)) {
        raise_error(vm, TYPE_ERROR, "'%s' object cannot be interpreted as an integer",
                    value_type_name(vm, value));
        value_drop(vm, value);
        return false;
    }
    if (value.integer < 0)
        return raise_error(vm, VALUE_ERROR, "__len__() should return >= 0");
    *len = value.integer;
    return true;
}

// The names of the binary operators' methods: plain, reflected, in place.
static const char *const binary_names[BINARY_OP_COUNT][3] = {
#define X(word, OP) [OP] = {"__" #word "__", "__r" #word "__", "__i" #word "__"},
    BINARY_METHODS(X)
#undef X
};

static bool call_binary(Vm *vm, BinaryOp op, int form, Value self, Value other,
                        Value *result)
{
    return call_or_not_implemented(vm, self, str_intern(vm, binary_names[op][form]),
                                   other, result);
}

// True if [right]'s class has another reflected method than [left]'s.
static bool reflected_is_overridden(Vm *vm, BinaryOp op, Value left, Value right)
{
    Str *name = str_intern(vm, binary_names[op][1]);
    Value of_right = type_lookup(vm, value_type(vm, right), name);
    return !value_is_unset(of_right) &&
           !value_is(of_right, type_lookup(vm, value_type(vm, left), name));
}

// As SLOT1BINFULL in CPython's typeobject.c: it serves both operands.
static bool class_binary(Vm *vm, BinaryOp op, bool inplace, Value left, Value right,
                         Value *result)
{
    Type *of_left = value_type(vm, left), *of_right = value_type(vm, right);
    if (inplace) return call_binary(vm, op, 2, left, right, result);

    bool try_right = of_left != of_right && of_right->slots.binary == class_binary;
    if (of_left->slots.binary == class_binary) {
        if (try_right && type_is_subtype(of_right, of_left) &&
            reflected_is_overridden(vm, op, left, right)) {
            if (!call_binary(vm, op, 1, right, left, result)) return false;
            if (result->kind != VALUE_NOT_IMPLEMENTED) return true;
            try_right = false;
        }
        if (!call_binary(vm, op, 0, left, right, result)) return false;
        if (result->kind != VALUE_NOT_IMPLEMENTED || of_left == of_right) return true;
    }
    if (try_right) return call_binary(vm, op, 1, right, left, result);
    *result = NOT_IMPLEMENTED;
    return true;
}

static bool class_unary(Vm *vm, UnaryOp op, Value self, Value *result)
{
    Str *name = op == UNARY_MINUS  ? vm->names.neg
                : op == UNARY_PLUS ? vm->names.pos
                                   : vm->names.invert;
    bool found;
    if (!call_special(vm, self, name, NULL, 0, &found, result)) return false;
    if (found) return true;
    static const char *const signs[] = {"not", "-", "+", "~"};
    return raise_error(vm, TYPE_ERROR, "bad operand type for unary %s: '%s'", signs[op],
                       value_type_name(vm, self));
}

static bool class_get_item(Vm *vm, Value self, Value key, Value *result)
{
    bool found;
    if (!call_special(vm, self, vm->names.getitem, &key, 1, &found, result)) return false;
    return found || raise_error(vm, TYPE_ERROR, "'%s' object is not subscriptable",
                                value_type_name(vm, self));
}

static bool class_set_item(Vm *vm, Value self, Value key, Value value)
{
    bool found, deletes = value_is_unset(value);
    Value arguments[] = {key, value}, ignored = UNSET;
    Str *name = deletes ? vm->names.delitem : vm->names.setitem;
    if (!call_special(vm, self, name, arguments, deletes ? 1 : 2, &found, &ignored))
        return false;
    value_drop(vm, ignored);
    // The class has one of the two methods, or this would not be its slot.
    return found || raise_error(vm, ATTRIBUTE_ERROR, "%s", name->bytes);
}

static bool class_contains(Vm *vm, Value self, Value item, bool *result)
{
    if (value_is_none(type_lookup(vm, value_type(vm, self), vm->names.contains)))
        return raise_error(vm, TYPE_ERROR, "'%s' object is not a container",
                           value_type_name(vm, self));
    bool found;
    Value value = UNSET;
    if (!call_special(vm, self, vm->names.contains, &item, 1, &found, &value))
        return false;
    bool ok = value_truth(vm, value, result);
    value_drop(vm, value);
    return ok;
}

static bool class_iter(Vm *vm, Value self, Value *result)
{
    if (value_is_none(type_lookup(vm, value_type(vm, self), vm->names.iter)))
        return raise_error(vm, TYPE_ERROR, "'%s' object is not iterable",
                           value_type_name(vm, self));
    bool found;
    return call_special(vm, self, vm->names.iter, NULL, 0, &found, result);
}

static bool class_next(Vm *vm, Value self, Value *result)
{
    bool found;
    if (call_special(vm, self, vm->names.next, NULL, 0, &found, result)) return true;
    if (!exception_is_raised(vm, STOP_ITERATION)) return false;
    Value stop = exception_take(vm);
    value_set(vm, &vm->stop_value, value_keep(EXCEPTION_OF(stop)->value));
    value_drop(vm, stop);
    *result = UNSET;
    return true;
}

static bool class_call(Vm *vm, Value self, const Arguments *arguments, Value *result)
{
    Value method;
    if (!value_special(vm, self, vm->names.call, &method)) return false;
    if (!recursion_enter(vm, "")) {
        value_drop(vm, method);
        return false;
    }
    bool ok = call_with(vm, method, arguments, result);
    recursion_leave(vm);
    value_drop(vm, method);
    return ok;
}

static bool class_get_attribute(Vm *vm, Value self, Str *name, Value *result)
{
    bool found;
    Value arguments[] = {value_object(name)};
    return call_special(vm, self, vm->names.getattribute, arguments, 1, &found, result);
}

static bool class_set_attribute(Vm *vm, Value self, Str *name, Value value)
{
    bool found, deletes = value_is_unset(value);
    Value arguments[] = {value_object(name), value}, ignored = UNSET;
    Str *method = deletes ? vm->names.delattr : vm->names.setattr;
    if (!call_special(vm, self, method, arguments, deletes ? 1 : 2, &found, &ignored))
        return false;
    value_drop(vm, ignored);
    return found || object_set_attribute(vm, self, name, value);
}

static bool class_await(Vm *vm, Value self, Value *iterator)
{
    bool found;
    return call_special(vm, self, vm->names.await, NULL, 0, &found, iterator);
}

static bool class_aiter(Vm *vm, Value self, Value *result)
{
    bool found;
    return call_special(vm, self, vm->names.aiter, NULL, 0, &found, result);
}

static bool class_anext(Vm *vm, Value self, Value *awaitable)
{
    bool found;
    return call_special(vm, self, vm->names.anext, NULL, 0, &found, awaitable);
}

static bool class_bind(Vm *vm, Value self, Value instance, Type *owner, Value *result)
{
    Value arguments[] = {value_is_unset(instance) ? NONE : instance, value_object(owner)};
    bool found;
    return call_special(vm, self, vm->names.get, arguments, 2, &found, result);
}

static bool class_bind_set(Vm *vm, Value self, Value instance, Value value)
{
    bool found, deletes = value_is_unset(value);
    Value arguments[] = {instance, value}, ignored = UNSET;
    Str *name = deletes ? vm->names.delete : vm->names.set;
    if (!call_special(vm, self, name, arguments, deletes ? 1 : 2, &found, &ignored))
        return false;
    value_drop(vm, ignored);
    return true;
}

static bool class_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    Value function = type_lookup(vm, type, vm->names.new);
    if (value_has_layout(function, LAYOUT_STATIC_METHOD))
        function = ((Cell *)function.object)->value;
    int total = arguments->count + (arguments->names ? (int)arguments->names->count : 0);
    Value *values = memory_new(sizeof(Value) * (size_t)(total + 1));
    values[0] = value_object(type);
    if (total) memcpy(values + 1, arguments->values, sizeof(Value) * (size_t)total);
    Arguments with_type = {values, arguments->count + 1, arguments->names};
    bool ok = call_with(vm, function, &with_type, result);
    free(values);
    return ok;
}

static bool class_init(Vm *vm, Value self, const Arguments *arguments)
{
    Value method, result;
    if (!value_special(vm, self, vm->names.init, &method)) return false;
    bool ok = call_with(vm, method, arguments, &result);
    value_drop(vm, method);
    if (!ok) return false;
    if (value_is_none(result)) return true;
    raise_error(vm, TYPE_ERROR, "__init__() should return None, not '%s'",
                value_type_name(vm, result));
    value_drop(vm, result);
    return false;
}

// __del__: what it raises is lost but for a note on standard error, as in CPython.
void class_finalize(Vm *vm, Object *object)
{
    if (vm->halt) return;
    Value pending = vm->raised, result = UNSET;
    vm->raised = UNSET;
    bool found;
    if (call_special(vm, value_object(object), vm->names.del, NULL, 0, &found, &result)) {
        value_drop(vm, result);
    } else if (!value_is_unset(vm->raised)) {
        Value exception = exception_take(vm);
        Value method = type_lookup(vm, object->type, vm->names.del);
        Value where = UNSET;
        if (!value_repr(vm, method, &where)) value_drop(vm, exception_take(vm));
        exception_report_ignored(vm, exception,
                                 value_is_unset(where) ? "__del__" : STR(where)->bytes);
        value_drop(vm, where);
        value_drop(vm, exception);
    }
    vm->raised = pending;
}

typedef void (*AnySlot)(void);

typedef struct ClassSlot {
    size_t slot;
    AnySlot function;
    const char *names[8]; // any of them in a class makes the slot
} ClassSlot;

#define CLASS_SLOT(slot, function, ...)                                                  \
    {                                                                                    \
        offsetof(Slots, slot), (AnySlot)function,                                        \
        {                                                                                \
            __VA_ARGS__                                                                  \
        }                                                                                \
    }

static const ClassSlot class_slots[] = {
    CLASS_SLOT(create, class_create, "__new__"),
    CLASS_SLOT(init, class_init, "__init__"),
    CLASS_SLOT(finalize, class_finalize, "__del__"),
    CLASS_SLOT(repr, class_repr, "__repr__"),
    CLASS_SLOT(str, class_str, "__str__"),
    CLASS_SLOT(format, class_format, "__format__"),
    CLASS_SLOT(hash, class_hash, "__hash__"),
    CLASS_SLOT(compare, class_compare, "__lt__", "__le__", "__eq__", "__ne__", "__gt__",
               "__ge__"),
    CLASS_SLOT(truth, class_truth, "__bool__"),
    CLASS_SLOT(len, class_len, "__len__"),
    CLASS_SLOT(unary, class_unary, "__neg__", "__pos__", "__invert__"),
    CLASS_SLOT(get_item, class_get_item, "__getitem__"),
    CLASS_SLOT(set_item, class_set_item, "__setitem__", "__delitem__"),
    CLASS_SLOT(contains, class_contains, "__contains__"),
    CLASS_SLOT(iter, class_iter, "__iter__"),
    CLASS_SLOT(next, class_next, "__next__"),
    CLASS_SLOT(call, class_call, "__call__"),
    CLASS_SLOT(get_attribute, class_get_attribute, "__getattribute__"),
    CLASS_SLOT(set_attribute, class_set_attribute, "__setattr__", "__delattr__"),
    CLASS_SLOT(await, class_await, "__await__"),
    CLASS_SLOT(aiter, class_aiter, "__aiter__"),
    CLASS_SLOT(anext, class_anext, "__anext__"),
    CLASS_SLOT(bind, class_bind, "__get__"),
    CLASS_SLOT(bind_set, class_bind_set, "__set__", "__delete__"),
};

enum { CLASS_SLOT_COUNT = sizeof class_slots / sizeof *class_slots };

static bool class_has_any(Vm *vm, const Type *type, const char *const *names)
{
    for (int i = 0; i < 8 && names[i]; i++)
        if (dict_find_str(type->attributes, str_intern(vm, names[i])) >= 0) return true;
    return false;
}

static bool class_has_binary(Vm *vm, const Type *type)
{
    for (int op = 0; op < BINARY_OP_COUNT; op++)
        for (int form = 0; form < 3; form++)
            if (dict_find_str(type->attributes, str_intern(vm, binary_names[op][form])) >=
                0)
                return true;
    return false;
}

// The first class of the mro that has an opinion decides: one of the program gives the
// generic function, a native one its own slot.
static AnySlot decide_slot(Vm *vm, const Type *type, const ClassSlot *slot)
{
    for (int i = 0; i < type->mro_count; i++) {
        const Type *class = type->mro[i];
        if (class->flags & TYPE_NATIVE) {
            // A dict or list has None for __hash__: its classes are not hashable either.
            bool unhashable = slot->slot == offsetof(Slots, hash) &&
                              value_is_none(dict_get_str(class->attributes, vm->names.hash));
            if (unhashable) return NULL;
            AnySlot native;
            memcpy(&native, (const char *)&class->slots + slot->slot, sizeof native);
            if (native) return native;
        } else if (class_has_any(vm, class, slot->names)) {
            return slot->function;
        }
    }
    return NULL;
}

static bool mro_has_binary(Vm *vm, const Type *type)
{
    for (int i = 0; i < type->mro_count; i++)
        if (!(type->mro[i]->flags & TYPE_NATIVE) && class_has_binary(vm, type->mro[i]))
            return true;
    return false;
}

void slots_from_methods(Vm *vm, Type *type)
{
    for (int i = 0; i < CLASS_SLOT_COUNT; i++) {
        AnySlot slot = decide_slot(vm, type, &class_slots[i]);
        memcpy((char *)&type->slots + class_slots[i].slot, &slot, sizeof slot);
    }
    if (mro_has_binary(vm, type)) type->slots.binary = class_binary;
    type->flags &= ~(unsigned)TYPE_HAS_GETATTR;
    if (!value_is_unset(type_lookup(vm, type, vm->names.getattr)))
        type->flags |= TYPE_HAS_GETATTR;
}
