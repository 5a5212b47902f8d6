// set_methods.c -- the types set and frozenset: what a program calls.

#include "vm/call.h"
#include "vm/exception.h"
#include "vm/iterators.h"
#include "vm/operators.h"
#include "vm/sequence.h"
#include "vm/set.h"
#include "vm/vm.h"

static bool is_frozen(const Vm *vm, Value v)
{
    return type_is_subtype(v.object->type, vm->types.frozenset);
}

// -- Slots -------------------------------------------------------------------------

static bool set_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    (void)arguments;
    *result = value_object(set_new_of(vm, type));
    return true;
}

static bool set_init(Vm *vm, Value self, const Arguments *arguments)
{
    static const NativeSpec spec = {"set", "iterable=, /", NULL, 0};
    Value args[1];
    if (!arguments_bind(vm, &spec, arguments, args)) return false;
    set_clear(vm, SET(self));
    bool ok = value_is_unset(args[0]) || set_update(vm, SET(self), args[0]);
    arguments_unbind(vm, &spec, args);
    return ok;
}

static bool frozenset_create(Vm *vm, Type *type, const Arguments *arguments,
                             Value *result)
{
    static const NativeSpec spec = {"frozenset", "iterable=, /", NULL, 0};
    Value args[1];
    Arguments positional = *arguments;
    // The keywords of a class of the program are for its __init__.
    if (type != vm->types.frozenset) positional.names = NULL;
    if (!arguments_bind(vm, &spec, &positional, args)) return false;
    bool ok = true;
    if (type == vm->types.frozenset && args[0].kind == VALUE_OBJECT &&
        args[0].object->type == type) {
        *result = value_keep(args[0]);
    } else {
        Value made = value_object(set_new_of(vm, type));
        ok = value_is_unset(args[0]) || set_update(vm, SET(made), args[0]);
        if (ok)
            *result = made;
        else
            value_drop(vm, made);
    }
    arguments_unbind(vm, &spec, args);
    return ok;
}

static void set_release(Vm *vm, Object *self)
{
    set_clear(vm, (Set *)self);
}

static bool add_items(Vm *vm, Text *text, Set *set)
{
    Value items;
    if (!list_from_iterable(vm, value_object(&set->object), &items)) return false;
    bool ok = sequence_add_reprs(vm, text, items);
    value_drop(vm, items);
    return ok;
}

static bool set_repr(Vm *vm, Value self, Value *result)
{
    Set *set = SET(self);
    const char *name = type_name(set->object.type);
    bool plain = set->object.type == vm->types.set;
    Text text = {0};
    if (repr_enter(vm, self)) {
        text_addf(&text, "%s(...)", name);
        return str_from_text(vm, &text, result);
    }
    bool ok = true;
    if (!set->count) {
        text_addf(&text, "%s()", name);
    } else {
        if (!plain) text_addf(&text, "%s(", name);
        text_add_char(&text, '{');
        ok = add_items(vm, &text, set);
        text_add(&text, plain ? "}" : "})");
    }
    repr_leave(vm, self);
    if (ok) return str_from_text(vm, &text, result);
    text_free(&text);
    return false;
}

static uint64_t shuffle_bits(uint64_t hash)
{
    return ((hash ^ UINT64_C(89869747)) ^ (hash << 16)) * UINT64_C(3644798167);
}

// CPython's, which does not depend on the order of the items.
static bool frozenset_hash(Vm *vm, Value self, int64_t *hash)
{
    (void)vm;
    Set *set = SET(self);
    if (!set->has_hash) {
        uint64_t mixed = 0;
        SetEntry *entry;
        for (uint32_t at = 0; set_walk(set, &at, &entry);)
            mixed ^= shuffle_bits((uint64_t)entry->hash);
        mixed ^= ((uint64_t)set->count + 1) * UINT64_C(1927868237);
        mixed ^= (mixed >> 11) ^ (mixed >> 25);
        mixed = mixed * UINT64_C(69069) + UINT64_C(907133923);
        set->hash = mixed == UINT64_MAX ? 590923713 : (int64_t)mixed;
        set->has_hash = true;
    }
    *hash = set->hash;
    return true;
}

static bool set_compare(Vm *vm, CompareOp op, Value left, Value right, Value *result)
{
    if (!value_is_set(left) || !value_is_set(right)) {
        *result = NOT_IMPLEMENTED;
        return true;
    }
    Set *a = SET(left), *b = SET(right);
    bool holds = false;
    bool ok = true;
    switch (op) {
    case COMPARE_EQ:
    case COMPARE_NE:
        if (a->count == b->count) ok = set_is_subset(vm, a, b, &holds);
        if (op == COMPARE_NE) holds = !holds;
        break;
    case COMPARE_LE: ok = set_is_subset(vm, a, b, &holds); break;
    case COMPARE_GE: ok = set_is_subset(vm, b, a, &holds); break;
    case COMPARE_LT:
        if (a->count < b->count) ok = set_is_subset(vm, a, b, &holds);
        break;
    default:
        if (b->count < a->count) ok = set_is_subset(vm, b, a, &holds);
        break;
    }
    *result = value_bool(holds);
    return ok;
}

static bool set_truth(Vm *vm, Value self, bool *truth)
{
    (void)vm;
    *truth = SET(self)->count > 0;
    return true;
}

static bool set_len(Vm *vm, Value self, int64_t *len)
{
    (void)vm;
    *len = SET(self)->count;
    return true;
}

static bool set_contains_item(Vm *vm, Value self, Value item, bool *result)
{
    return set_contains(vm, SET(self), item, result);
}

// set &= other: the result's contents take the place of the set's.
static bool become(Vm *vm, Set *set, bool ok, Value other)
{
    if (!ok) return false;
    set_swap(set, SET(other));
    value_drop(vm, other);
    return true;
}

static bool set_inplace(Vm *vm, BinaryOp op, Value left, Value right)
{
    Set *set = SET(left);
    Value other;
    switch (op) {
    case BINARY_OR: return set_update(vm, set, right);
    case BINARY_AND:
        return become(vm, set, set_intersection(vm, set, right, &other), other);
    case BINARY_SUB: return set_difference_update(vm, set, right);
    default: return set_symmetric_difference_update(vm, set, right);
    }
}

static bool set_binary(Vm *vm, BinaryOp op, bool inplace, Value left, Value right,
                       Value *result)
{
    bool known =
        op == BINARY_OR || op == BINARY_AND || op == BINARY_SUB || op == BINARY_XOR;
    if (!known || !value_is_set(left) || !value_is_set(right)) {
        *result = NOT_IMPLEMENTED;
        return true;
    }
    if (inplace && !is_frozen(vm, left)) {
        if (!set_inplace(vm, op, left, right)) return false;
        *result = value_keep(left);
        return true;
    }
    Set *set = SET(left);
    switch (op) {
    case BINARY_OR: return set_union(vm, set, right, result);
    case BINARY_AND: return set_intersection(vm, set, right, result);
    case BINARY_SUB: return set_difference(vm, set, right, result);
    default: return set_symmetric_difference(vm, set, right, result);
    }
}

// -- Methods -----------------------------------------------------------------------

static bool method_add(Vm *vm, Value *args, Value *result)
{
    if (!set_add(vm, SET(args[0]), args[1])) return false;
    *result = NONE;
    return true;
}

static bool method_clear(Vm *vm, Value *args, Value *result)
{
    set_clear(vm, SET(args[0]));
    *result = NONE;
    return true;
}

static bool method_copy(Vm *vm, Value *args, Value *result)
{
    if (args[0].object->type == vm->types.frozenset) {
        *result = value_keep(args[0]);
        return true;
    }
    return set_copy(vm, SET(args[0]), result);
}

static bool method_discard(Vm *vm, Value *args, Value *result)
{
    bool found;
    if (!set_discard(vm, SET(args[0]), args[1], &found)) return false;
    *result = NONE;
    return true;
}

static bool method_remove(Vm *vm, Value *args, Value *result)
{
    bool found;
    if (!set_discard(vm, SET(args[0]), args[1], &found)) return false;
    if (!found) return raise_with(vm, KEY_ERROR, args[1]);
    *result = NONE;
    return true;
}

static bool method_pop(Vm *vm, Value *args, Value *result)
{
    Set *set = SET(args[0]);
    if (!set->count) return raise_error(vm, KEY_ERROR, "pop from an empty set");
    *result = set_pop_item(vm, set);
    return true;
}

// Applies a binary operation to the set and each of the others in turn, as the methods
// with *others do.
typedef bool SetOperation(Vm *vm, Set *left, Value right, Value *result);

static bool fold(Vm *vm, SetOperation *operation, Value self, Value others, Value *result)
{
    const Tuple *list = TUPLE(others);
    if (!list->count) return set_copy(vm, SET(self), result);
    Value so_far = value_keep(self);
    for (uint32_t i = 0; i < list->count; i++) {
        Value next;
        bool ok = operation(vm, SET(so_far), list->items[i], &next);
        value_drop(vm, so_far);
        if (!ok) return false;
        so_far = next;
    }
    *result = so_far;
    return true;
}

static bool method_intersection(Vm *vm, Value *args, Value *result)
{
    return fold(vm, set_intersection, args[0], args[1], result);
}

static bool method_union(Vm *vm, Value *args, Value *result)
{
    Value both;
    if (!set_copy(vm, SET(args[0]), &both)) return false;
    const Tuple *others = TUPLE(args[1]);
    for (uint32_t i = 0; i < others->count; i++) {
        if (value_is(others->items[i], args[0])) continue;
        if (set_update(vm, SET(both), others->items[i])) continue;
        value_drop(vm, both);
        return false;
    }
    *result = both;
    return true;
}

static bool method_difference(Vm *vm, Value *args, Value *result)
{
    const Tuple *others = TUPLE(args[1]);
    if (!others->count) return set_copy(vm, SET(args[0]), result);
    Value rest;
    if (!set_difference(vm, SET(args[0]), others->items[0], &rest)) return false;
    for (uint32_t i = 1; i < others->count; i++) {
        if (set_difference_update(vm, SET(rest), others->items[i])) continue;
        value_drop(vm, rest);
        return false;
    }
    *result = rest;
    return true;
}

static bool method_symmetric_difference(Vm *vm, Value *args, Value *result)
{
    return set_symmetric_difference(vm, SET(args[0]), args[1], result);
}

static bool method_update(Vm *vm, Value *args, Value *result)
{
    const Tuple *others = TUPLE(args[1]);
    for (uint32_t i = 0; i < others->count; i++)
        if (!set_update(vm, SET(args[0]), others->items[i])) return false;
    *result = NONE;
    return true;
}

static bool method_intersection_update(Vm *vm, Value *args, Value *result)
{
    Value both = UNSET;
    bool ok = fold(vm, set_intersection, args[0], args[1], &both);
    if (!become(vm, SET(args[0]), ok, both)) return false;
    *result = NONE;
    return true;
}

static bool method_difference_update(Vm *vm, Value *args, Value *result)
{
    const Tuple *others = TUPLE(args[1]);
    for (uint32_t i = 0; i < others->count; i++)
        if (!set_difference_update(vm, SET(args[0]), others->items[i])) return false;
    *result = NONE;
    return true;
}

static bool method_symmetric_difference_update(Vm *vm, Value *args, Value *result)
{
    if (!set_symmetric_difference_update(vm, SET(args[0]), args[1])) return false;
    *result = NONE;
    return true;
}

// The other operand of a comparison: itself if it is a set, else a set of its items.
static bool as_set(Vm *vm, Value v, Value *set)
{
    if (value_is_set(v)) {
        *set = value_keep(v);
        return true;
    }
    *set = value_object(set_new(vm, false));
    if (set_update(vm, SET(*set), v)) return true;
    value_drop(vm, *set);
    return false;
}

static bool method_issubset(Vm *vm, Value *args, Value *result)
{
    Value other;
    bool holds;
    if (!as_set(vm, args[1], &other)) return false;
    bool ok = set_is_subset(vm, SET(args[0]), SET(other), &holds);
    value_drop(vm, other);
    *result = value_bool(holds);
    return ok;
}

static bool method_issuperset(Vm *vm, Value *args, Value *result)
{
    Value other;
    bool holds;
    if (!as_set(vm, args[1], &other)) return false;
    bool ok = set_is_subset(vm, SET(other), SET(args[0]), &holds);
    value_drop(vm, other);
    *result = value_bool(holds);
    return ok;
}

static bool method_isdisjoint(Vm *vm, Value *args, Value *result)
{
    bool holds;
    if (!set_is_disjoint(vm, SET(args[0]), args[1], &holds)) return false;
    *result = value_bool(holds);
    return true;
}

#define METHODS_OF_BOTH                                                                  \
    {"copy", "self, /", method_copy, 0}, {"union", "self, /, *others", method_union, 0}, \
        {"intersection", "self, /, *others", method_intersection, 0},                    \
        {"difference", "self, /, *others", method_difference, 0},                        \
        {"symmetric_difference", "self, other, /", method_symmetric_difference, 0},      \
        {"issubset", "self, other, /", method_issubset, 0},                              \
        {"issuperset", "self, other, /", method_issuperset, 0},                          \
        {"isdisjoint", "self, other, /", method_isdisjoint, 0},                          \
    {                                                                                    \
        "__class_getitem__", "cls, item, /", generic_alias_of, NATIVE_CLASS              \
    }

static const NativeSpec frozenset_methods[] = {METHODS_OF_BOTH, {0}};

static const NativeSpec set_methods[] = {
    METHODS_OF_BOTH,
    {"add", "self, object, /", method_add, 0},
    {"clear", "self, /", method_clear, 0},
    {"discard", "self, object, /", method_discard, 0},
    {"remove", "self, object, /", method_remove, 0},
    {"pop", "self, /", method_pop, 0},
    {"update", "self, /, *others", method_update, 0},
    {"intersection_update", "self, /, *others", method_intersection_update, 0},
    {"difference_update", "self, /, *others", method_difference_update, 0},
    {"symmetric_difference_update", "self, other, /", method_symmetric_difference_update,
     0},
    {0},
};

static const TypeSpec set_type_spec = {
    .name = "set",
    .module = "builtins",
    .layout = LAYOUT_SET,
    .size = sizeof(Set),
    .slots = {.create = set_create,
              .init = set_init,
              .release = set_release,
              .repr = set_repr,
              .compare = set_compare,
              .truth = set_truth,
              .len = set_len,
              .binary = set_binary,
              .contains = set_contains_item,
              .iter = set_iter},
    .methods = set_methods,
};

static const TypeSpec frozenset_type_spec = {
    .name = "frozenset",
    .module = "builtins",
    .layout = LAYOUT_SET,
    .size = sizeof(Set),
    .slots = {.create = frozenset_create,
              .release = set_release,
              .repr = set_repr,
              .hash = frozenset_hash,
              .compare = set_compare,
              .truth = set_truth,
              .len = set_len,
              .binary = set_binary,
              .contains = set_contains_item,
              .iter = set_iter},
    .methods = frozenset_methods,
};

void sets_init(Vm *vm)
{
    vm->types.set = type_new(vm, &set_type_spec, NULL);
    vm->types.frozenset = type_new(vm, &frozenset_type_spec, NULL);
}
