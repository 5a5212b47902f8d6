// slot_methods.c -- methods made of native slots.
//
// A native type's slot shows as the method of that name, so that `super().__repr__()` and
// `list.__len__(x)` work. One table lists the pairs. The other way is slots.c.

#include "base/arena.h"
#include "vm/binary_methods.h"
#include "vm/private.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

// The slots of the type whose method is being called, not of self's own type.
static const Slots *callee_slots(Vm *vm)
{
    return &vm->private->callee->owner->slots;
}

static bool wrap_repr(Vm *vm, Value *args, Value *result)
{
    return callee_slots(vm)->repr(vm, args[0], result);
}

static bool wrap_str(Vm *vm, Value *args, Value *result)
{
    return callee_slots(vm)->str(vm, args[0], result);
}

static bool wrap_format(Vm *vm, Value *args, Value *result)
{
    if (!value_is_str(args[1]))
        return raise_error(vm, TYPE_ERROR, "__format__() argument must be str, not %s",
                           value_type_name(vm, args[1]));
    return callee_slots(vm)->format(vm, args[0], STR(args[1]), result);
}

static bool wrap_hash(Vm *vm, Value *args, Value *result)
{
    int64_t hash;
    if (!callee_slots(vm)->hash(vm, args[0], &hash)) return false;
    *result = value_int(hash);
    return true;
}

static bool wrap_truth(Vm *vm, Value *args, Value *result)
{
    bool truth;
    if (!callee_slots(vm)->truth(vm, args[0], &truth)) return false;
    *result = value_bool(truth);
    return true;
}

static bool wrap_len(Vm *vm, Value *args, Value *result)
{
    int64_t len;
    if (!callee_slots(vm)->len(vm, args[0], &len)) return false;
    *result = value_int(len);
    return true;
}

static bool wrap_get_item(Vm *vm, Value *args, Value *result)
{
    return callee_slots(vm)->get_item(vm, args[0], args[1], result);
}

static bool wrap_set_item(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return callee_slots(vm)->set_item(vm, args[0], args[1], args[2]);
}

static bool wrap_delete_item(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return callee_slots(vm)->set_item(vm, args[0], args[1], UNSET);
}

static bool wrap_contains(Vm *vm, Value *args, Value *result)
{
    bool contains;
    if (!callee_slots(vm)->contains(vm, args[0], args[1], &contains)) return false;
    *result = value_bool(contains);
    return true;
}

static bool wrap_iter(Vm *vm, Value *args, Value *result)
{
    return callee_slots(vm)->iter(vm, args[0], result);
}

static bool wrap_next(Vm *vm, Value *args, Value *result)
{
    value_clear(vm, &vm->stop_value);
    Value next = UNSET;
    if (!callee_slots(vm)->next(vm, args[0], &next)) return false;
    if (value_is_unset(next)) {
        Value value = vm->stop_value;
        vm->stop_value = UNSET;
        raise_with(vm, STOP_ITERATION, value_is_none(value) ? UNSET : value);
        value_drop(vm, value);
        return false;
    }
    *result = next;
    return true;
}

static bool wrap_await(Vm *vm, Value *args, Value *result)
{
    return callee_slots(vm)->await(vm, args[0], result);
}

static bool wrap_aiter(Vm *vm, Value *args, Value *result)
{
    return callee_slots(vm)->aiter(vm, args[0], result);
}

static bool wrap_anext(Vm *vm, Value *args, Value *result)
{
    return callee_slots(vm)->anext(vm, args[0], result);
}

static bool wrap_get(Vm *vm, Value *args, Value *result)
{
    bool of_class = value_is_none(args[1]), no_owner = value_is_none(args[2]);
    if (of_class && no_owner)
        return raise_error(vm, TYPE_ERROR, "__get__(None, None) is invalid");
    if (!no_owner && !value_has_layout(args[2], LAYOUT_TYPE))
        return raise_error(vm, TYPE_ERROR, "__get__() needs a class, not '%s'",
                           value_type_name(vm, args[2]));
    Type *owner = no_owner ? value_type(vm, args[1]) : (Type *)args[2].object;
    return callee_slots(vm)->bind(vm, args[0], of_class ? UNSET : args[1], owner, result);
}

static bool wrap_set(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return callee_slots(vm)->bind_set(vm, args[0], args[1], args[2]);
}

static bool wrap_delete(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return callee_slots(vm)->bind_set(vm, args[0], args[1], UNSET);
}

static bool wrap_get_attribute(Vm *vm, Value *args, Value *result)
{
    if (!value_is_str(args[1]))
        return raise_error(vm, TYPE_ERROR, "attribute name must be string, not '%s'",
                           value_type_name(vm, args[1]));
    Str *name = str_intern_str(vm, STR(args[1]));
    const Slots *slots = callee_slots(vm);
    if (slots->get_attribute) return slots->get_attribute(vm, args[0], name, result);
    return object_get_attribute(vm, args[0], name, result);
}

static bool wrap_set_attribute(Vm *vm, Value *args, Value *result)
{
    if (!value_is_str(args[1]))
        return raise_error(vm, TYPE_ERROR, "attribute name must be string, not '%s'",
                           value_type_name(vm, args[1]));
    *result = NONE;
    Str *name = str_intern_str(vm, STR(args[1]));
    const Slots *slots = callee_slots(vm);
    if (slots->set_attribute) return slots->set_attribute(vm, args[0], name, args[2]);
    return object_set_attribute(vm, args[0], name, args[2]);
}

static bool wrap_delete_attribute(Vm *vm, Value *args, Value *result)
{
    Value with_unset[] = {args[0], args[1], UNSET};
    return wrap_set_attribute(vm, with_unset, result);
}

// What *args and **kwargs of a wrapper hold, as a call passes it on.
static bool spread_call(Vm *vm, Value positional, Value keywords,
                        bool (*use)(Vm *, Value, const Arguments *, Value *), Value self,
                        Value *result)
{
    const Tuple *values = TUPLE(positional);
    Dict *dict = DICT(keywords);
    Value *all = memory_new(sizeof(Value) * (values->count + dict->count + 1));
    Tuple *names = tuple_new(vm, (int)dict->count);
    memcpy(all, values->items, sizeof(Value) * values->count);
    DictEntry *entry;
    uint32_t n = 0;
    for (uint32_t at = 0; dict_next(dict, &at, &entry); n++) {
        names->items[n] = value_keep(entry->key);
        all[values->count + n] = entry->value;
    }
    Arguments arguments = {all, (int)values->count, n ? names : NULL};
    bool ok = use(vm, self, &arguments, result);
    object_drop(vm, names);
    free(all);
    return ok;
}

static bool call_self(Vm *vm, Value self, const Arguments *arguments, Value *result)
{
    return vm->private->callee->owner->slots.call(vm, self, arguments, result);
}

static bool wrap_call(Vm *vm, Value *args, Value *result)
{
    return spread_call(vm, args[1], args[2], call_self, args[0], result);
}

static bool init_self(Vm *vm, Value self, const Arguments *arguments, Value *result)
{
    *result = NONE;
    const Slots *slots = callee_slots(vm);
    return !slots->init || slots->init(vm, self, arguments);
}

static bool wrap_init(Vm *vm, Value *args, Value *result)
{
    return spread_call(vm, args[1], args[2], init_self, args[0], result);
}

static bool create_type(Vm *vm, Value type, const Arguments *arguments, Value *result)
{
    return callee_slots(vm)->create(vm, (Type *)type.object, arguments, result);
}

// The nearest native class: it decides what an instance of [type] is in C.
static const Type *native_base(const Type *type)
{
    int at = 0;
    while (at < type->mro_count - 1 && !(type->mro[at]->flags & TYPE_NATIVE))
        at++;
    return type->mro[at];
}

// The nearest class that has its __new__ from the native [base].
static const Type *maker(const Type *type, const Type *base)
{
    int at = 0;
    while (type->mro[at]->slots.create != base->slots.create)
        at++;
    return type->mro[at];
}

static bool wrap_create(Vm *vm, Value *args, Value *result)
{
    const Type *owner = vm->private->callee->owner;
    if (!value_has_layout(args[0], LAYOUT_TYPE))
        return raise_error(vm, TYPE_ERROR, "%s.__new__(X): X is not a type object (%s)",
                           type_name(owner), value_type_name(vm, args[0]));
    if (!type_is_subtype((Type *)args[0].object, owner))
        return raise_error(vm, TYPE_ERROR, "%s.__new__(%s): %s is not a subtype of %s",
                           type_name(owner), type_name((Type *)args[0].object),
                           type_name((Type *)args[0].object), type_name(owner));
    // As tp_new_wrapper(): object.__new__(ValueError) would leave the exception unfilled.
    const Type *type = (Type *)args[0].object, *base = native_base(type);
    if (base->slots.create != owner->slots.create)
        return raise_error(vm, TYPE_ERROR, "%s.__new__(%s) is not safe, use %s.__new__()",
                           type_name(owner), type_name((Type *)args[0].object),
                           type_name(maker(type, base)));
    return spread_call(vm, args[1], args[2], create_type, args[0], result);
}

#define WRAP_COMPARE(word, OP)                                                           \
    static bool wrap_##word(Vm *vm, Value *args, Value *result)                          \
    {                                                                                    \
        return callee_slots(vm)->compare(vm, OP, args[0], args[1], result);              \
    }
WRAP_COMPARE(lt, COMPARE_LT)
WRAP_COMPARE(le, COMPARE_LE)
WRAP_COMPARE(eq, COMPARE_EQ)
WRAP_COMPARE(ne, COMPARE_NE)
WRAP_COMPARE(gt, COMPARE_GT)
WRAP_COMPARE(ge, COMPARE_GE)

// The other operand of a sequence's * by name: it must be usable as an int.
static bool repeat_operand(Vm *vm, BinaryOp op, Value *other)
{
    const Type *owner = vm->private->callee->owner;
    bool repeats = owner->layout == LAYOUT_STR || owner->layout == LAYOUT_LIST ||
                   owner->layout == LAYOUT_TUPLE;
    int64_t times;
    if (!repeats || op != BINARY_MUL) return true;
    if (!arg_int(vm, *other, &times)) return false;
    *other = value_int(times);
    return true;
}

// Where the operator would ask the other side, + of a sequence says what it wants.
static bool wrap_binary(Vm *vm, BinaryOp op, const Value *args, Value *result)
{
    const Type *owner = vm->private->callee->owner;
    Value other = args[1];
    if (!repeat_operand(vm, op, &other) ||
        !owner->slots.binary(vm, op, false, args[0], other, result))
        return false;
    bool is_sequence = owner->layout == LAYOUT_STR || owner->layout == LAYOUT_LIST ||
                       owner->layout == LAYOUT_TUPLE;
    if (!is_sequence || op != BINARY_ADD || result->kind != VALUE_NOT_IMPLEMENTED)
        return true;
    return raise_error(vm, TYPE_ERROR, "can only concatenate %s (not \"%s\") to %s",
                       type_name(owner), value_type_name(vm, other), type_name(owner));
}

static bool wrap_reflected(Vm *vm, BinaryOp op, const Value *args, Value *result)
{
    const Slots *slots = callee_slots(vm);
    Value other = args[1];
    return repeat_operand(vm, op, &other) &&
           slots->binary(vm, op, false, other, args[0], result);
}

static bool wrap_inplace(Vm *vm, BinaryOp op, const Value *args, Value *result)
{
    const Slots *slots = callee_slots(vm);
    Value other = args[1];
    return repeat_operand(vm, op, &other) &&
           slots->binary(vm, op, true, args[0], other, result);
}

#define X(word, OP)                                                                      \
    static bool wrap_##word(Vm *vm, Value *args, Value *result)                          \
    {                                                                                    \
        return wrap_binary(vm, OP, args, result);                                        \
    }                                                                                    \
    static bool wrap_i##word(Vm *vm, Value *args, Value *result)                         \
    {                                                                                    \
        return wrap_inplace(vm, OP, args, result);                                       \
    }                                                                                    \
    static bool wrap_r##word(Vm *vm, Value *args, Value *result)                         \
    {                                                                                    \
        return wrap_reflected(vm, OP, args, result);                                     \
    }
BINARY_METHODS(X)
#undef X

#define WRAP_UNARY(word, OP)                                                             \
    static bool wrap_##word(Vm *vm, Value *args, Value *result)                          \
    {                                                                                    \
        return callee_slots(vm)->unary(vm, OP, args[0], result);                         \
    }
WRAP_UNARY(neg, UNARY_MINUS)
WRAP_UNARY(pos, UNARY_PLUS)
WRAP_UNARY(invert, UNARY_INVERT)

typedef struct Wrapper {
    size_t slot;
    NativeSpec spec;
} Wrapper;

#define WRAPPER(slot, name, signature, function)                                         \
    {                                                                                    \
        offsetof(Slots, slot),                                                           \
        {                                                                                \
            name, signature, function, 0                                                 \
        }                                                                                \
    }
#define ONE "self, /"
#define TWO "self, value, /"

static const Wrapper wrappers[] = {
    {offsetof(Slots, create),
     {"__new__", "type, /, *args, **kwargs", wrap_create, NATIVE_STATIC}},
    WRAPPER(init, "__init__", "self, /, *args, **kwargs", wrap_init),
    WRAPPER(repr, "__repr__", ONE, wrap_repr),
    WRAPPER(str, "__str__", ONE, wrap_str),
    WRAPPER(format, "__format__", "self, format_spec, /", wrap_format),
    WRAPPER(hash, "__hash__", ONE, wrap_hash),
    WRAPPER(compare, "__lt__", TWO, wrap_lt),
    WRAPPER(compare, "__le__", TWO, wrap_le),
    WRAPPER(compare, "__eq__", TWO, wrap_eq),
    WRAPPER(compare, "__ne__", TWO, wrap_ne),
    WRAPPER(compare, "__gt__", TWO, wrap_gt),
    WRAPPER(compare, "__ge__", TWO, wrap_ge),
    WRAPPER(truth, "__bool__", ONE, wrap_truth),
    WRAPPER(len, "__len__", ONE, wrap_len),
    WRAPPER(get_item, "__getitem__", "self, key, /", wrap_get_item),
    WRAPPER(set_item, "__setitem__", "self, key, value, /", wrap_set_item),
    WRAPPER(set_item, "__delitem__", "self, key, /", wrap_delete_item),
    WRAPPER(contains, "__contains__", "self, key, /", wrap_contains),
    WRAPPER(iter, "__iter__", ONE, wrap_iter),
    WRAPPER(next, "__next__", ONE, wrap_next),
    WRAPPER(call, "__call__", "self, /, *args, **kwargs", wrap_call),
    WRAPPER(get_attribute, "__getattribute__", "self, name, /", wrap_get_attribute),
    WRAPPER(set_attribute, "__setattr__", "self, name, value, /", wrap_set_attribute),
    WRAPPER(set_attribute, "__delattr__", "self, name, /", wrap_delete_attribute),
    WRAPPER(bind, "__get__", "self, instance, owner=None, /", wrap_get),
    WRAPPER(bind_set, "__set__", "self, instance, value, /", wrap_set),
    WRAPPER(bind_set, "__delete__", "self, instance, /", wrap_delete),
    WRAPPER(await, "__await__", ONE, wrap_await),
    WRAPPER(aiter, "__aiter__", ONE, wrap_aiter),
    WRAPPER(anext, "__anext__", ONE, wrap_anext),
    WRAPPER(unary, "__neg__", ONE, wrap_neg),
    WRAPPER(unary, "__pos__", ONE, wrap_pos),
    WRAPPER(unary, "__invert__", ONE, wrap_invert),
#define X(word, OP)                                                                      \
    WRAPPER(binary, "__" #word "__", TWO, wrap_##word),                                  \
        WRAPPER(binary, "__r" #word "__", TWO, wrap_r##word),                            \
        WRAPPER(binary, "__i" #word "__", TWO, wrap_i##word),
    BINARY_METHODS(X)
#undef X
};

enum { WRAPPER_COUNT = sizeof wrappers / sizeof *wrappers };

static bool slot_is_filled(const Slots *slots, size_t offset)
{
    void (*slot)(void);
    memcpy(&slot, (const char *)slots + offset, sizeof slot);
    return slot != NULL;
}

// One slot serves all operators, so a type with some of them is told here which: the
// names of their methods, each with a space on both sides.
typedef struct OperatorNames {
    const char *type, *methods;
} OperatorNames;

#define SET_OPERATORS                                                                    \
    " __sub__ __rsub__ __and__ __rand__ __or__ __ror__ __xor__ __rxor__ "
#define SET_INPLACE "__isub__ __iand__ __ior__ __ixor__ "
#define FLOAT_OPERATORS                                                                  \
    " __add__ __radd__ __sub__ __rsub__ __mul__ __rmul__ __truediv__ __rtruediv__ "      \
    "__floordiv__ __rfloordiv__ __mod__ __rmod__ __rpow__ "

static const OperatorNames operator_names[] = {
    {"int",
     FLOAT_OPERATORS "__lshift__ __rlshift__ __rshift__ __rrshift__ __and__ __rand__ "
                     "__or__ __ror__ __xor__ __rxor__ "},
    {"bool", " __and__ __rand__ __or__ __ror__ __xor__ __rxor__ "},
    {"float", FLOAT_OPERATORS},
    {"str", " __add__ __mul__ __rmul__ __mod__ __rmod__ "},
    {"tuple", " __add__ __mul__ __rmul__ "},
    {"list", " __add__ __mul__ __rmul__ __iadd__ __imul__ "},
    {"dict", " __or__ __ror__ __ior__ "},
    {"set", SET_OPERATORS SET_INPLACE},
    {"frozenset", SET_OPERATORS},
    {"dict_keys", SET_OPERATORS},
    {"dict_items", SET_OPERATORS},
    {"type", " __or__ __ror__ "},
    {"collections.deque", " __add__ __mul__ __rmul__ __iadd__ __imul__ "},
    {"collections.defaultdict", " __or__ __ror__ "},
    {"collections.OrderedDict", " __or__ __ror__ __ior__ "},
    {"ChainMap", " __or__ __ror__ __ior__ "},
    {"Counter",
     " __add__ __sub__ __and__ __or__ __iadd__ __isub__ __iand__ __ior__ "},
};

static bool has_operator(const Type *type, const char *method)
{
    for (size_t i = 0; i < sizeof operator_names / sizeof *operator_names; i++) {
        if (strcmp(type_name(type), operator_names[i].type)) continue;
        const char *found = strstr(operator_names[i].methods, method);
        return found && found[-1] == ' ' && found[strlen(method)] == ' ';
    }
    return strncmp(method, "__i", 3) != 0;
}

// True if the program sees the slot as a method of the type.
static bool is_method(const Type *type, const Wrapper *wrapper)
{
    if (wrapper->slot == offsetof(Slots, binary))
        return has_operator(type, wrapper->spec.name);
    if (wrapper->slot == offsetof(Slots, unary) &&
        strcmp(wrapper->spec.name, "__invert__") == 0)
        return strcmp(type_name(type), "float") != 0;
    // "list[int]" is not a method of type, and what has a length has its truth from it.
    if (wrapper->slot == offsetof(Slots, get_item))
        return strcmp(type_name(type), "type") != 0;
    if (wrapper->slot == offsetof(Slots, truth))
        return !type->slots.len || strcmp(type_name(type), "range") == 0;
    return true;
}

void slots_add_methods(Vm *vm, Type *type, const Slots *slots)
{
    for (int i = 0; i < WRAPPER_COUNT; i++) {
        if (!slot_is_filled(slots, wrappers[i].slot)) continue;
        if (!is_method(type, &wrappers[i])) continue;
        Value native = native_new(vm, &wrappers[i].spec, type, type->module);
        dict_set_str(vm, type->attributes, str_intern(vm, wrappers[i].spec.name), native);
        value_drop(vm, native);
    }
    if (slots->compare && !slots->hash)
        dict_set_str(vm, type->attributes, vm->names.hash, NONE);
}
