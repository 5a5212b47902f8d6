// chain_map.c -- collections.ChainMap: several mappings, the first of which wins.
//
// Looking up goes through the maps in turn; writing and deleting is about the first alone.
// What walks the whole of it (iterating, len, items) is done on one dict merged of all.

#include "vm/copying.h"
#include "vm/dict_views.h"
#include "vm/exception.h"
#include "vm/iterators.h"
#include "vm/modules/collections.h"
#include "vm/operators.h"

typedef struct ChainMap {
    Object object;
    Value maps; // a list, unless the program has set something else
} ChainMap;

#define MAPS(value) (((ChainMap *)(value).object)->maps)

static bool chain_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    (void)arguments;
    ChainMap *chain = object_new(vm, type);
    chain->maps = value_object(list_new(vm));
    *result = value_object(chain);
    return true;
}

static bool chain_init(Vm *vm, Value self, const Arguments *arguments)
{
    static const NativeSpec spec = {"ChainMap.__init__", "*maps", NULL, NATIVE_PYTHON};
    Value args[1], maps;
    if (!arguments_bind(vm, &spec, arguments, args)) return false;
    bool ok = list_from_iterable(vm, args[0], &maps);
    arguments_unbind(vm, &spec, args);
    if (!ok) return false;
    if (!LIST(maps)->count) list_take(vm, LIST(maps), value_object(dict_new(vm)));
    value_set(vm, &MAPS(self), maps);
    return true;
}

static void chain_map_copy(Copying *copying, Object *copy)
{
    copying_value(copying, &((ChainMap *)copy)->maps);
}

static void chain_release(Vm *vm, Object *self)
{
    value_clear(vm, &((ChainMap *)self)->maps);
}

// The maps as a tuple of their own, so that none goes while they are walked.
static bool maps_of(Vm *vm, Value self, Value *maps)
{
    return tuple_from_iterable(vm, MAPS(self), maps);
}

// maps[0], owned.
static bool first_map(Vm *vm, Value self, Value *first)
{
    return value_get_item(vm, MAPS(self), value_int(0), first);
}

// A new chain of the class of [self] with these maps.
static bool chain_of(Vm *vm, Value self, const Value *maps, int count, Value *result)
{
    return call(vm, value_object(self.object->type), maps, count, result);
}

// One dict in the order in which the chain is walked: the last map's keys come first.
static bool merge(Vm *vm, Value self, Value *merged)
{
    Value maps;
    if (!maps_of(vm, self, &maps)) return false;
    Dict *dict = dict_new(vm);
    bool ok = true;
    for (uint32_t i = TUPLE(maps)->count; ok && i-- > 0;)
        ok = dict_update(vm, dict, TUPLE(maps)->items[i]);
    value_drop(vm, maps);
    *merged = value_object(dict);
    if (!ok) object_drop(vm, dict);
    return ok;
}

// ---- Looking up ----

static bool chain_get_item(Vm *vm, Value self, Value key, Value *result)
{
    Value maps;
    if (!maps_of(vm, self, &maps)) return false;
    bool found = false, ok = true;
    for (uint32_t i = 0; ok && !found && i < TUPLE(maps)->count; i++) {
        found = value_get_item(vm, TUPLE(maps)->items[i], key, result);
        if (found) break;
        ok = exception_is_raised(vm, KEY_ERROR);
        if (ok) value_drop(vm, exception_take(vm));
    }
    value_drop(vm, maps);
    if (found || !ok) return found;
    return call_method(vm, self, "__missing__", &key, 1, result);
}

static bool chain_missing(Vm *vm, Value *args, Value *result)
{
    (void)result;
    return raise_with(vm, KEY_ERROR, args[1]);
}

static bool chain_contains(Vm *vm, Value self, Value key, bool *result)
{
    Value maps;
    if (!maps_of(vm, self, &maps)) return false;
    bool ok = true;
    *result = false;
    for (uint32_t i = 0; ok && !*result && i < TUPLE(maps)->count; i++)
        ok = value_contains(vm, TUPLE(maps)->items[i], key, result);
    value_drop(vm, maps);
    return ok;
}

static bool chain_get(Vm *vm, Value *args, Value *result)
{
    bool contains;
    if (!value_contains(vm, args[0], args[1], &contains)) return false;
    if (contains) return value_get_item(vm, args[0], args[1], result);
    *result = value_keep(args[2]);
    return true;
}

// ---- The whole ----

static bool chain_len(Vm *vm, Value self, int64_t *len)
{
    Value merged;
    if (!merge(vm, self, &merged)) return false;
    *len = DICT(merged)->count;
    value_drop(vm, merged);
    return true;
}

static bool chain_truth(Vm *vm, Value self, bool *truth)
{
    Value maps;
    if (!maps_of(vm, self, &maps)) return false;
    bool ok = true;
    *truth = false;
    for (uint32_t i = 0; ok && !*truth && i < TUPLE(maps)->count; i++)
        ok = value_truth(vm, TUPLE(maps)->items[i], truth);
    value_drop(vm, maps);
    return ok;
}

static bool chain_iter(Vm *vm, Value self, Value *result)
{
    Value merged;
    if (!merge(vm, self, &merged)) return false;
    bool ok = value_iter(vm, merged, result);
    value_drop(vm, merged);
    return ok;
}

static bool add_maps(Vm *vm, Text *text, Value self)
{
    Value maps;
    if (!maps_of(vm, self, &maps)) return false;
    bool ok = true;
    for (uint32_t i = 0; ok && i < TUPLE(maps)->count; i++) {
        if (i) text_add(text, ", ");
        ok = text_add_repr(vm, text, TUPLE(maps)->items[i]);
    }
    value_drop(vm, maps);
    return ok;
}

static bool chain_repr(Vm *vm, Value self, Value *result)
{
    Text text = {0};
    if (repr_enter(vm, self)) {
        text_add(&text, "...");
        return str_from_text(vm, &text, result);
    }
    text_addf(&text, "%s(", value_short_type_name(vm, self));
    bool ok = add_maps(vm, &text, self);
    repr_leave(vm, self);
    text_add_char(&text, ')');
    if (ok) return str_from_text(vm, &text, result);
    text_free(&text);
    return false;
}

static bool view(Vm *vm, Value self, DictPart part, Value *result)
{
    Value merged;
    if (!merge(vm, self, &merged)) return false;
    *result = dict_view_new(vm, DICT(merged), part);
    value_drop(vm, merged);
    return true;
}

static bool chain_keys(Vm *vm, Value *args, Value *result)
{
    return view(vm, args[0], DICT_KEYS, result);
}

static bool chain_values(Vm *vm, Value *args, Value *result)
{
    return view(vm, args[0], DICT_VALUES, result);
}

static bool chain_items(Vm *vm, Value *args, Value *result)
{
    return view(vm, args[0], DICT_ITEMS, result);
}

static bool is_chain(Value v)
{
    return v.kind == VALUE_OBJECT && v.object->type->slots.get_item == chain_get_item;
}

// As Mapping.__eq__: equal to any mapping with the same items.
static bool chain_compare(Vm *vm, CompareOp op, Value left, Value right, Value *result)
{
    *result = NOT_IMPLEMENTED;
    if (op != COMPARE_EQ && op != COMPARE_NE) return true;
    if (!value_is_dict(right) && !is_chain(right)) return true;
    Value a, b;
    if (!merge(vm, left, &a)) return false;
    bool equal,
        ok = is_chain(right) ? merge(vm, right, &b) : (b = value_keep(right), true);
    if (ok) {
        ok = value_equal(vm, a, b, &equal);
        value_drop(vm, b);
    }
    value_drop(vm, a);
    if (ok) *result = value_bool(equal == (op == COMPARE_EQ));
    return ok;
}

// ---- Changing the first map ----

static bool not_in_first(Vm *vm, Value key)
{
    if (!exception_is_raised(vm, KEY_ERROR)) return false;
    Text text = {0};
    Value caught = exception_take(vm), before = handling_swap(vm, caught);
    text_add(&text, "Key not found in the first mapping: ");
    if (text_add_repr(vm, &text, key)) {
        Value message = str_from(vm, text_string(&text));
        raise_with(vm, KEY_ERROR, message);
        value_drop(vm, message);
    }
    text_free(&text);
    value_drop(vm, handling_swap(vm, before));
    return false;
}

static bool chain_set_item(Vm *vm, Value self, Value key, Value value)
{
    Value first;
    if (!first_map(vm, self, &first)) return false;
    bool ok = value_set_item(vm, first, key, value);
    value_drop(vm, first);
    return ok || (value_is_unset(value) && not_in_first(vm, key));
}

// maps[0].name(*values).
static bool on_first(Vm *vm, Value self, const char *name, const Value *values, int count,
                     Value *result)
{
    Value first;
    if (!first_map(vm, self, &first)) return false;
    bool ok = call_method(vm, first, name, values, count, result);
    value_drop(vm, first);
    return ok;
}

static bool chain_pop(Vm *vm, Value *args, Value *result)
{
    int count = value_is_unset(args[2]) ? 1 : 2;
    return on_first(vm, args[0], "pop", args + 1, count, result) ||
           not_in_first(vm, args[1]);
}

static bool chain_popitem(Vm *vm, Value *args, Value *result)
{
    if (on_first(vm, args[0], "popitem", NULL, 0, result)) return true;
    if (!exception_is_raised(vm, KEY_ERROR)) return false;
    value_drop(vm, exception_take(vm));
    return raise_error(vm, KEY_ERROR, "No keys found in the first mapping.");
}

static bool chain_clear(Vm *vm, Value *args, Value *result)
{
    return on_first(vm, args[0], "clear", NULL, 0, result);
}

static bool chain_update(Vm *vm, Value *args, Value *result)
{
    Value ignored;
    *result = NONE;
    if (!value_is_unset(args[1])) {
        if (!on_first(vm, args[0], "update", args + 1, 1, &ignored)) return false;
        value_drop(vm, ignored);
    }
    if (!on_first(vm, args[0], "update", args + 2, 1, &ignored)) return false;
    value_drop(vm, ignored);
    return true;
}

static bool chain_setdefault(Vm *vm, Value *args, Value *result)
{
    bool contains;
    if (!value_contains(vm, args[0], args[1], &contains)) return false;
    if (contains) return value_get_item(vm, args[0], args[1], result);
    *result = value_keep(args[2]);
    return value_set_item(vm, args[0], args[1], args[2]);
}

// ---- Other chains ----

// A chain with [first] (stolen) in front of the maps of [self] from [from] on.
static bool chain_with(Vm *vm, Value self, Value first, uint32_t from, Value *result)
{
    Value maps;
    if (!maps_of(vm, self, &maps)) {
        value_drop(vm, first);
        return false;
    }
    uint32_t count = TUPLE(maps)->count > from ? TUPLE(maps)->count - from : 0;
    Tuple *all = tuple_new(vm, (int)count + 1);
    all->items[0] = first;
    for (uint32_t i = 0; i < count; i++)
        all->items[i + 1] = value_keep(TUPLE(maps)->items[from + i]);
    bool ok = chain_of(vm, self, all->items, (int)count + 1, result);
    object_drop(vm, all);
    value_drop(vm, maps);
    return ok;
}

static bool chain_new_child(Vm *vm, Value *args, Value *result)
{
    Value first = value_is_none(args[1]) ? value_keep(args[2]) : value_keep(args[1]);
    if (!value_is_none(args[1]) && DICT(args[2])->count) {
        Value ignored;
        if (!call_method(vm, first, "update", args + 2, 1, &ignored)) {
            value_drop(vm, first);
            return false;
        }
        value_drop(vm, ignored);
    }
    return chain_with(vm, args[0], first, 0, result);
}

static bool chain_copy(Vm *vm, Value *args, Value *result)
{
    Value first;
    return on_first(vm, args[0], "copy", NULL, 0, &first) &&
           chain_with(vm, args[0], first, 1, result);
}

static bool chain_parents(Vm *vm, Value *args, Value *result)
{
    Value maps;
    if (!maps_of(vm, args[0], &maps)) return false;
    uint32_t count = TUPLE(maps)->count;
    bool ok = chain_of(vm, args[0], TUPLE(maps)->items + (count > 0),
                       count ? (int)count - 1 : 0, result);
    value_drop(vm, maps);
    return ok;
}

static bool chain_fromkeys(Vm *vm, Value *args, Value *result)
{
    Value pair[] = {args[1], args[2]}, dict;
    if (!call_method(vm, value_object(vm->types.dict), "fromkeys", pair, 2, &dict))
        return false;
    bool ok = call(vm, args[0], &dict, 1, result);
    value_drop(vm, dict);
    return ok;
}

// chain | mapping is a chain whose first map is merged; mapping | chain merges all.
static bool chain_binary(Vm *vm, BinaryOp op, bool inplace, Value left, Value right,
                         Value *result)
{
    *result = NOT_IMPLEMENTED;
    if (op != BINARY_OR) return true;
    if (inplace) {
        Value args[] = {left, right, value_object(dict_new(vm))}, ignored;
        bool ok = chain_update(vm, args, &ignored);
        value_drop(vm, args[2]);
        if (ok) *result = value_keep(left);
        return ok;
    }
    if (is_chain(left)) {
        if (!value_is_dict(right) && !is_chain(right)) return true;
        Value copy, ignored;
        if (!chain_copy(vm, &left, &copy)) return false;
        bool ok = on_first(vm, copy, "update", &right, 1, &ignored);
        if (ok)
            *result = copy;
        else
            value_drop(vm, copy);
        return ok;
    }
    if (!value_is_dict(left)) return true;
    Value merged, both;
    if (!merge(vm, right, &merged)) return false;
    bool ok = dict_copy(vm, DICT(left), &both);
    if (ok) {
        ok = dict_update(vm, DICT(both), merged) && chain_of(vm, right, &both, 1, result);
        value_drop(vm, both);
    }
    value_drop(vm, merged);
    return ok;
}

static bool get_maps(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(MAPS(args[0]));
    return true;
}

static bool set_maps(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    value_set(vm, &MAPS(args[0]), value_is_unset(args[1]) ? NONE : value_keep(args[1]));
    return true;
}

static const NativeSpec chain_methods[] = {
    {"maps", "self", get_maps, NATIVE_PROPERTY},
    {"maps", "self, value", set_maps, NATIVE_SETTER},
    {"parents", "self", chain_parents, NATIVE_PROPERTY},
    {"__missing__", "self, key", chain_missing, NATIVE_PYTHON},
    {"get", "self, key, default=None", chain_get, NATIVE_PYTHON},
    {"keys", "self", chain_keys, NATIVE_PYTHON},
    {"values", "self", chain_values, NATIVE_PYTHON},
    {"items", "self", chain_items, NATIVE_PYTHON},
    {"pop", "self, key, default=", chain_pop, NATIVE_PYTHON},
    {"popitem", "self", chain_popitem, NATIVE_PYTHON},
    {"clear", "self", chain_clear, NATIVE_PYTHON},
    {"update", "self, other=, /, **kwds", chain_update, NATIVE_PYTHON},
    {"setdefault", "self, key, default=None", chain_setdefault, NATIVE_PYTHON},
    {"new_child", "self, m=None, **kwargs", chain_new_child, NATIVE_PYTHON},
    {"copy", "self", chain_copy, NATIVE_PYTHON},
    {"__copy__", "self", chain_copy, NATIVE_PYTHON},
    {"fromkeys", "cls, iterable, value=None, /", chain_fromkeys,
     NATIVE_CLASS | NATIVE_PYTHON},
    {"__class_getitem__", "cls, item, /", generic_alias_of, NATIVE_CLASS},
    {0},
};

static const TypeSpec chain_spec = {
    .name = "ChainMap",
    .module = "collections",
    .layout = LAYOUT_OTHER,
    .size = sizeof(ChainMap),
    .slots = {.create = chain_create,
              .init = chain_init,
              .copy = chain_map_copy,
              .release = chain_release,
              .repr = chain_repr,
              .compare = chain_compare,
              .truth = chain_truth,
              .len = chain_len,
              .binary = chain_binary,
              .get_item = chain_get_item,
              .set_item = chain_set_item,
              .contains = chain_contains,
              .iter = chain_iter},
    .methods = chain_methods,
    .has_attributes = true,
};

void chain_map_add(Vm *vm, Module *module)
{
    module_set(vm, module, "ChainMap", value_object(type_new(vm, &chain_spec, NULL)));
}
