// slots.c -- between slots and special methods, both ways.
//
// Native to Python: a native type's slot shows as the method of that name, so that
// `super().__repr__()` and `list.__len__(x)` work. Python to native: a class of the
// program gets slots that call its methods. One table lists the pairs.

#include "base/arena.h"
#include "vm/private.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

// -- Methods made of native slots --------------------------------------------------

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
    const Type *base = native_base((Type *)args[0].object);
    if (base->slots.create != owner->slots.create)
        return raise_error(vm, TYPE_ERROR, "%s.__new__(%s) is not safe, use %s.__new__()",
                           type_name(owner), type_name((Type *)args[0].object),
                           type_name(base));
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

#define BINARY_METHODS(X)                                                                \
    X(add, BINARY_ADD) X(sub, BINARY_SUB) X(mul, BINARY_MUL) X(truediv, BINARY_DIV)      \
    X(floordiv, BINARY_FLOOR_DIV) X(mod, BINARY_MOD) X(pow, BINARY_POW)                  \
    X(lshift, BINARY_LSHIFT) X(rshift, BINARY_RSHIFT) X(and, BINARY_AND)                 \
    X(or, BINARY_OR) X(xor, BINARY_XOR) X(matmul, BINARY_MATMUL)

#define X(word, OP)                                                                      \
    static bool wrap_##word(Vm *vm, Value *args, Value *result)                          \
    {                                                                                    \
        return callee_slots(vm)->binary(vm, OP, false, args[0], args[1], result);        \
    }                                                                                    \
    static bool wrap_r##word(Vm *vm, Value *args, Value *result)                         \
    {                                                                                    \
        return callee_slots(vm)->binary(vm, OP, false, args[1], args[0], result);        \
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
    {offsetof(Slots, slot), {name, signature, function, 0}}
#define ONE "self, /"
#define TWO "self, value, /"

static const Wrapper wrappers[] = {
    {offsetof(Slots, create), {"__new__", "type, /, *args, **kwargs", wrap_create, NATIVE_STATIC}},
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
    WRAPPER(await, "__await__", ONE, wrap_await),
    WRAPPER(aiter, "__aiter__", ONE, wrap_aiter),
    WRAPPER(anext, "__anext__", ONE, wrap_anext),
    WRAPPER(unary, "__neg__", ONE, wrap_neg),
    WRAPPER(unary, "__pos__", ONE, wrap_pos),
    WRAPPER(unary, "__invert__", ONE, wrap_invert),
#define X(word, OP)                                                                      \
    WRAPPER(binary, "__" #word "__", TWO, wrap_##word),                                  \
        WRAPPER(binary, "__r" #word "__", TWO, wrap_r##word),
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
#define FLOAT_OPERATORS                                                                  \
    " __add__ __radd__ __sub__ __rsub__ __mul__ __rmul__ __truediv__ __rtruediv__ "      \
    "__floordiv__ __rfloordiv__ __mod__ __rmod__ __pow__ __rpow__ "

static const OperatorNames operator_names[] = {
    {"int",
     FLOAT_OPERATORS "__lshift__ __rlshift__ __rshift__ __rrshift__ __and__ __rand__ "
                     "__or__ __ror__ __xor__ __rxor__ "},
    {"bool", " __and__ __rand__ __or__ __ror__ __xor__ __rxor__ "},
    {"float", FLOAT_OPERATORS},
    {"str", " __add__ __mul__ __rmul__ __mod__ __rmod__ "},
    {"tuple", " __add__ __mul__ __rmul__ "},
    {"list", " __add__ __mul__ __rmul__ "},
    {"dict", " __or__ __ror__ "},
    {"set", SET_OPERATORS},
    {"frozenset", SET_OPERATORS},
    {"dict_keys", SET_OPERATORS},
    {"dict_items", SET_OPERATORS},
    {"type", " __or__ __ror__ "},
};

static bool has_operator(const Type *type, const char *method)
{
    for (size_t i = 0; i < sizeof operator_names / sizeof *operator_names; i++) {
        if (strcmp(type_name(type), operator_names[i].type)) continue;
        const char *found = strstr(operator_names[i].methods, method);
        return found && found[-1] == ' ' && found[strlen(method)] == ' ';
    }
    return true;
}

// True if the program sees the slot as a method of the type.
static bool is_method(const Type *type, const Wrapper *wrapper)
{
    if (wrapper->slot == offsetof(Slots, binary))
        return has_operator(type, wrapper->spec.name);
    // "list[int]" is not a method of type, and what has a length has its truth from it.
    if (wrapper->slot == offsetof(Slots, get_item))
        return strcmp(type_name(type), "type") != 0;
    if (wrapper->slot == offsetof(Slots, truth))
        return !type->slots.len || strcmp(type_name(type), "range") == 0;
    return true;
}

void slots_add_wrappers(Vm *vm, Type *type, const Slots *slots)
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

// -- Slots made of the program's methods -------------------------------------------

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
    return call_or_not_implemented(vm, self, str_intern(vm, binary_names[op][form]), other,
                                   result);
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
        Text text = {0};
        text_addf(&text, "Exception ignored in: <function %s.__del__ at 0x%llx>\n",
                  type_name(object->type),
                  (unsigned long long)value_id(
                      vm, type_lookup(vm, object->type, vm->names.del)));
        exception_report(vm, exception, &text);
        if (vm->hooks.write) vm->hooks.write(vm, true, text.bytes, text.size);
        text_free(&text);
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
    {offsetof(Slots, slot), (AnySlot)function, {__VA_ARGS__}}

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
            if (dict_find_str(type->attributes, str_intern(vm, binary_names[op][form])) >= 0)
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
