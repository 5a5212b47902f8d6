// dict_views.c -- dict_keys, dict_values and dict_items.
//
// Keys and items are like sets: they compare and combine with any iterable. The result is
// a set whose items go in in the order in which CPython puts them in.

#include "vm/dict_views.h"

#include "vm/call.h"
#include "vm/exception.h"
#include "vm/operators.h"
#include "vm/sequence.h"
#include "vm/set.h"
#include "vm/vm.h"

#define VIEW(value) ((DictView *)(value).object)

Value dict_view_new(Vm *vm, Dict *dict, DictPart part)
{
    DictView *view = object_new(vm, vm->types.dict_views[part]);
    view->dict = object_keep(dict);
    view->part = part;
    return value_object(view);
}

static bool is_view(const Vm *vm, Value v, DictPart part)
{
    return v.kind == VALUE_OBJECT && v.object->type == vm->types.dict_views[part];
}

// A view that behaves like a set.
static bool is_set_view(const Vm *vm, Value v)
{
    return is_view(vm, v, DICT_KEYS) || is_view(vm, v, DICT_ITEMS);
}

static void view_release(Vm *vm, Object *self)
{
    object_drop(vm, ((DictView *)self)->dict);
}

static bool view_repr(Vm *vm, Value self, Value *result)
{
    Text text = {0};
    if (repr_enter(vm, self)) {
        text_add(&text, "...");
        return str_from_text(vm, &text, result);
    }
    Value items;
    bool ok = list_from_iterable(vm, self, &items);
    if (ok) {
        text_addf(&text, "%s([", value_type_name(vm, self));
        ok = sequence_add_reprs(vm, &text, items);
        text_add(&text, "])");
        value_drop(vm, items);
    }
    repr_leave(vm, self);
    if (ok) return str_from_text(vm, &text, result);
    text_free(&text);
    return false;
}

static bool view_len(Vm *vm, Value self, int64_t *len)
{
    (void)vm;
    *len = VIEW(self)->dict->count;
    return true;
}

static bool view_iter(Vm *vm, Value self, Value *result)
{
    *result = dict_iterator_new(vm, VIEW(self)->dict, VIEW(self)->part, false);
    return true;
}

static bool keys_contain(Vm *vm, Value self, Value item, bool *result)
{
    Value found;
    if (!dict_get(vm, VIEW(self)->dict, item, &found)) return false;
    *result = !value_is_unset(found);
    return true;
}

static bool items_contain(Vm *vm, Value self, Value item, bool *result)
{
    *result = false;
    if (!value_is_tuple(item) || TUPLE(item)->count != 2) return true;
    Value found;
    if (!dict_get(vm, VIEW(self)->dict, TUPLE(item)->items[0], &found)) return false;
    if (value_is_unset(found)) return true;
    value_keep(found);
    bool ok = value_equal(vm, found, TUPLE(item)->items[1], result);
    value_drop(vm, found);
    return ok;
}

// -- As sets -----------------------------------------------------------------------

// True if every item of [view] (a view or a set) is in [other].
static bool all_in(Vm *vm, Value view, Value other, bool *result)
{
    Value iterator, item = UNSET;
    *result = true;
    if (!value_iter(vm, view, &iterator)) return false;
    bool ok;
    while ((ok = value_next(vm, iterator, &item)) && !value_is_unset(item)) {
        ok = value_contains(vm, other, item, result);
        value_drop(vm, item);
        if (!ok || !*result) break;
    }
    value_drop(vm, iterator);
    return ok;
}

static bool view_compare(Vm *vm, CompareOp op, Value left, Value right, Value *result)
{
    if (!is_set_view(vm, left) || (!is_set_view(vm, right) && !value_is_set(right))) {
        *result = NOT_IMPLEMENTED;
        return true;
    }
    int64_t a, b;
    if (!value_len(vm, left, &a) || !value_len(vm, right, &b)) return false;
    bool holds = false, ok = true;
    switch (op) {
    case COMPARE_EQ:
    case COMPARE_NE:
        if (a == b) ok = all_in(vm, left, right, &holds);
        if (op == COMPARE_NE) holds = !holds;
        break;
    case COMPARE_LT:
        if (a < b) ok = all_in(vm, left, right, &holds);
        break;
    case COMPARE_LE:
        if (a <= b) ok = all_in(vm, left, right, &holds);
        break;
    case COMPARE_GT:
        if (a > b) ok = all_in(vm, right, left, &holds);
        break;
    default:
        if (a >= b) ok = all_in(vm, right, left, &holds);
        break;
    }
    *result = value_bool(holds);
    return ok;
}

// set(v); a view of keys goes in as its dict does.
static bool set_from(Vm *vm, Value v, Value *result)
{
    Set *set = set_new(vm, false);
    bool keys = is_view(vm, v, DICT_KEYS);
    if (set_update(vm, set, keys ? value_object(VIEW(v)->dict) : v)) {
        *result = value_object(set);
        return true;
    }
    object_drop(vm, set);
    return false;
}

static bool add_common(Vm *vm, Set *set, Value view, Value other)
{
    Value iterator, item = UNSET;
    if (!value_iter(vm, other, &iterator)) return false;
    bool ok;
    while ((ok = value_next(vm, iterator, &item)) && !value_is_unset(item)) {
        bool common;
        ok = value_contains(vm, view, item, &common);
        if (ok && common) ok = set_add(vm, set, item);
        value_drop(vm, item);
        if (!ok) break;
    }
    value_drop(vm, iterator);
    return ok;
}

static bool view_intersection(Vm *vm, Value left, Value right, Value *result)
{
    if (!is_set_view(vm, left)) {
        Value kept = left;
        left = right;
        right = kept;
    }
    bool plain_set = right.kind == VALUE_OBJECT && right.object->type == vm->types.set;
    if (plain_set && VIEW(left)->dict->count <= SET(right)->count)
        return set_intersection(vm, SET(right), left, result);
    if (is_set_view(vm, right) && VIEW(right)->dict->count > VIEW(left)->dict->count) {
        Value kept = left;
        left = right;
        right = kept;
    }
    Set *set = set_new(vm, false);
    if (add_common(vm, set, left, right)) {
        *result = value_object(set);
        return true;
    }
    object_drop(vm, set);
    return false;
}

static bool view_binary(Vm *vm, BinaryOp op, bool inplace, Value left, Value right,
                        Value *result)
{
    (void)inplace;
    bool is_view_here = is_set_view(vm, left) || is_set_view(vm, right);
    switch (is_view_here ? op : BINARY_OP_COUNT) {
    case BINARY_AND: return view_intersection(vm, left, right, result);
    case BINARY_OR:
    case BINARY_SUB:
    case BINARY_XOR: break;
    default: *result = NOT_IMPLEMENTED; return true;
    }
    Value set;
    if (!set_from(vm, left, &set)) return false;
    bool ok;
    if (op == BINARY_OR)
        ok = set_update(vm, SET(set), right);
    else if (op == BINARY_SUB)
        ok = set_difference_update(vm, SET(set), right);
    else
        ok = set_symmetric_difference_update(vm, SET(set), right);
    if (ok)
        *result = set;
    else
        value_drop(vm, set);
    return ok;
}

// -- Methods -----------------------------------------------------------------------

static bool method_isdisjoint(Vm *vm, Value *args, Value *result)
{
    Set *common = set_new(vm, false);
    bool ok = add_common(vm, common, args[0], args[1]);
    *result = value_bool(common->count == 0);
    object_drop(vm, common);
    return ok;
}

static bool method_reversed(Vm *vm, Value *args, Value *result)
{
    *result = dict_iterator_new(vm, VIEW(args[0])->dict, VIEW(args[0])->part, true);
    return true;
}

static bool get_mapping(Vm *vm, Value *args, Value *result)
{
    return dict_copy(vm, VIEW(args[0])->dict, result);
}

static const NativeSpec set_view_methods[] = {
    {"isdisjoint", "self, other, /", method_isdisjoint, 0},
    {"mapping", "self", get_mapping, NATIVE_PROPERTY},
    {"__reversed__", "self, /", method_reversed, 0},
    {0},
};

static const NativeSpec values_methods[] = {
    {"mapping", "self", get_mapping, NATIVE_PROPERTY},
    {"__reversed__", "self, /", method_reversed, 0},
    {0},
};

static const TypeSpec view_specs[] = {
    [DICT_KEYS] = {.name = "dict_keys",
                   .module = "builtins",
                   .layout = LAYOUT_OTHER,
                   .size = sizeof(DictView),
                   .flags = TYPE_FINAL,
                   .slots = {.create = create_refused,
                             .release = view_release,
                             .repr = view_repr,
                             .compare = view_compare,
                             .len = view_len,
                             .binary = view_binary,
                             .contains = keys_contain,
                             .iter = view_iter},
                   .methods = set_view_methods},
    [DICT_VALUES] = {.name = "dict_values",
                     .module = "builtins",
                     .layout = LAYOUT_OTHER,
                     .size = sizeof(DictView),
                     .flags = TYPE_FINAL,
                     .slots = {.create = create_refused,
                               .release = view_release,
                               .repr = view_repr,
                               .len = view_len,
                               .iter = view_iter},
                     .methods = values_methods},
    [DICT_ITEMS] = {.name = "dict_items",
                    .module = "builtins",
                    .layout = LAYOUT_OTHER,
                    .size = sizeof(DictView),
                    .flags = TYPE_FINAL,
                    .slots = {.create = create_refused,
                              .release = view_release,
                              .repr = view_repr,
                              .compare = view_compare,
                              .len = view_len,
                              .binary = view_binary,
                              .contains = items_contain,
                              .iter = view_iter},
                    .methods = set_view_methods},
};

void dict_views_init(Vm *vm)
{
    for (int part = DICT_KEYS; part <= DICT_ITEMS; part++)
        vm->types.dict_views[part] = type_new(vm, &view_specs[part], NULL);
}
