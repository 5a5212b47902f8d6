// dict_methods.c -- the type dict: what a program calls.

#include "vm/call.h"
#include "vm/dict_views.h"
#include "vm/exception.h"
#include "vm/iterators.h"
#include "vm/operators.h"
#include "vm/vm.h"

// -- Slots -------------------------------------------------------------------------

static bool dict_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    (void)arguments;
    *result = value_object(object_new(vm, type));
    return true;
}

// What dict(...) and update(...) share: a mapping or pairs, then the keywords.
static bool update_with(Vm *vm, Dict *dict, Value other, const Dict *keywords)
{
    if (!value_is_unset(other) && !dict_update(vm, dict, other)) return false;
    DictEntry *entry;
    for (uint32_t at = 0; dict_next(keywords, &at, &entry);)
        if (!dict_set(vm, dict, entry->key, entry->value)) return false;
    return true;
}

static bool dict_init(Vm *vm, Value self, const Arguments *arguments)
{
    static const NativeSpec spec = {"dict", "iterable=, /, **kwargs", NULL, 0};
    Value args[2];
    if (!arguments_bind(vm, &spec, arguments, args)) return false;
    bool ok = update_with(vm, DICT(self), args[0], DICT(args[1]));
    arguments_unbind(vm, &spec, args);
    return ok;
}

static void dict_release(Vm *vm, Object *self)
{
    dict_clear(vm, (Dict *)self);
}

static bool add_entries(Vm *vm, Text *text, const Dict *dict)
{
    DictEntry *entry;
    bool first = true;
    for (uint32_t at = 0; dict_next(dict, &at, &entry); first = false) {
        if (!first) text_add(text, ", ");
        Value key = value_keep(entry->key), value = value_keep(entry->value);
        bool ok = text_add_repr(vm, text, key);
        text_add(text, ": ");
        ok = ok && text_add_repr(vm, text, value);
        value_drop(vm, key);
        value_drop(vm, value);
        if (!ok) return false;
    }
    return true;
}

static bool dict_repr(Vm *vm, Value self, Value *result)
{
    Text text = {0};
    text_add_char(&text, '{');
    if (repr_enter(vm, self)) {
        text_add(&text, "...");
    } else {
        bool ok = add_entries(vm, &text, DICT(self));
        repr_leave(vm, self);
        if (!ok) {
            text_free(&text);
            return false;
        }
    }
    text_add_char(&text, '}');
    return str_from_text(vm, &text, result);
}

static bool dicts_equal(Vm *vm, const Dict *left, const Dict *right, bool *equal)
{
    *equal = false;
    if (left->count != right->count) return true;
    for (uint32_t i = 0; i < left->used; i++) {
        DictEntry entry = left->entries[i];
        if (value_is_unset(entry.key)) continue;
        if (!vm_spend(vm, 1)) return false;
        value_keep(entry.key);
        value_keep(entry.value);
        int at = dict_find(vm, right, entry.key, left->hashes[i]);
        bool ok = at != DICT_RAISED, same = false;
        if (at >= 0) {
            Value other = value_keep(right->entries[at].value);
            ok = value_equal(vm, entry.value, other, &same);
            value_drop(vm, other);
        }
        value_drop(vm, entry.key);
        value_drop(vm, entry.value);
        if (!ok) return false;
        if (!same) return true;
    }
    *equal = true;
    return true;
}

static bool dict_compare(Vm *vm, CompareOp op, Value left, Value right, Value *result)
{
    *result = NOT_IMPLEMENTED;
    if ((op != COMPARE_EQ && op != COMPARE_NE) || !value_is_dict(left) ||
        !value_is_dict(right))
        return true;
    bool equal;
    if (!dicts_equal(vm, DICT(left), DICT(right), &equal)) return false;
    *result = value_bool(equal == (op == COMPARE_EQ));
    return true;
}

static bool dict_truth(Vm *vm, Value self, bool *truth)
{
    (void)vm;
    *truth = DICT(self)->count > 0;
    return true;
}

static bool dict_len(Vm *vm, Value self, int64_t *len)
{
    (void)vm;
    *len = DICT(self)->count;
    return true;
}

static bool dict_binary(Vm *vm, BinaryOp op, bool inplace, Value left, Value right,
                        Value *result)
{
    *result = NOT_IMPLEMENTED;
    if (op != BINARY_OR) return true;
    if (inplace && value_is_dict(left)) {
        if (!dict_update(vm, DICT(left), right)) return false;
        *result = value_keep(left);
        return true;
    }
    if (!value_is_dict(left) || !value_is_dict(right)) return true;
    Value both;
    if (!dict_copy(vm, DICT(left), &both)) return false;
    if (!dict_update(vm, DICT(both), right)) {
        value_drop(vm, both);
        return false;
    }
    *result = both;
    return true;
}

static bool dict_get_item(Vm *vm, Value self, Value key, Value *result)
{
    Value found;
    if (!dict_get(vm, DICT(self), key, &found)) return false;
    if (!value_is_unset(found)) {
        *result = value_keep(found);
        return true;
    }
    if (self.object->type != vm->types.dict) {
        bool has_missing;
        if (!call_special(vm, self, vm->names.missing, &key, 1, &has_missing, result))
            return false;
        if (has_missing) return true;
    }
    return raise_with(vm, KEY_ERROR, key);
}

static bool dict_set_item(Vm *vm, Value self, Value key, Value value)
{
    if (!value_is_unset(value)) return dict_set(vm, DICT(self), key, value);
    bool found;
    if (!dict_delete(vm, DICT(self), key, &found, NULL)) return false;
    return found || raise_with(vm, KEY_ERROR, key);
}

static bool dict_contains(Vm *vm, Value self, Value key, bool *result)
{
    Value found;
    if (!dict_get(vm, DICT(self), key, &found)) return false;
    *result = !value_is_unset(found);
    return true;
}

// -- Methods -----------------------------------------------------------------------

static bool method_clear(Vm *vm, Value *args, Value *result)
{
    dict_clear(vm, DICT(args[0]));
    *result = NONE;
    return true;
}

static bool method_copy(Vm *vm, Value *args, Value *result)
{
    return dict_copy(vm, DICT(args[0]), result);
}

// dict.fromkeys(iterable, value): a subclass is filled by its own __setitem__.
static bool method_fromkeys(Vm *vm, Value *args, Value *result)
{
    Value made, iterator, key = UNSET;
    if (!call(vm, args[0], NULL, 0, &made)) return false;
    bool plain = value_is_dict(made) && made.object->type == vm->types.dict;
    if (!value_iter(vm, args[1], &iterator)) {
        value_drop(vm, made);
        return false;
    }
    bool ok;
    while ((ok = value_next(vm, iterator, &key)) && !value_is_unset(key)) {
        ok = plain ? dict_set(vm, DICT(made), key, args[2])
                   : value_set_item(vm, made, key, args[2]);
        value_drop(vm, key);
        if (!ok) break;
    }
    value_drop(vm, iterator);
    if (ok)
        *result = made;
    else
        value_drop(vm, made);
    return ok;
}

static bool method_get(Vm *vm, Value *args, Value *result)
{
    Value found;
    if (!dict_get(vm, DICT(args[0]), args[1], &found)) return false;
    *result = value_keep(value_is_unset(found) ? args[2] : found);
    return true;
}

static bool method_keys(Vm *vm, Value *args, Value *result)
{
    *result = dict_view_new(vm, DICT(args[0]), DICT_KEYS);
    return true;
}

static bool method_values(Vm *vm, Value *args, Value *result)
{
    *result = dict_view_new(vm, DICT(args[0]), DICT_VALUES);
    return true;
}

static bool method_items(Vm *vm, Value *args, Value *result)
{
    *result = dict_view_new(vm, DICT(args[0]), DICT_ITEMS);
    return true;
}

static bool method_pop(Vm *vm, Value *args, Value *result)
{
    Dict *dict = DICT(args[0]);
    bool found = false;
    Value old = UNSET;
    // As CPython, which does not ask an unhashable key for its hash in an empty dict.
    if (dict->count && !dict_delete(vm, dict, args[1], &found, &old)) return false;
    if (found) {
        *result = old;
        return true;
    }
    if (value_is_unset(args[2])) return raise_with(vm, KEY_ERROR, args[1]);
    *result = value_keep(args[2]);
    return true;
}

static bool method_popitem(Vm *vm, Value *args, Value *result)
{
    Dict *dict = DICT(args[0]);
    if (!dict->count) return raise_error(vm, KEY_ERROR, "popitem(): dictionary is empty");
    DictEntry entry = dict_pop_last(vm, dict);
    Tuple *pair = tuple_new(vm, 2);
    pair->items[0] = entry.key;
    pair->items[1] = entry.value;
    *result = value_object(pair);
    return true;
}

static bool method_setdefault(Vm *vm, Value *args, Value *result)
{
    Dict *dict = DICT(args[0]);
    uint32_t hash;
    if (!dict_hash_key(vm, args[1], &hash)) return false;
    int at = dict_find(vm, dict, args[1], hash);
    if (at == DICT_RAISED) return false;
    if (at < 0 && !dict_insert(vm, dict, args[1], hash, args[2])) return false;
    *result = value_keep(at < 0 ? args[2] : dict->entries[at].value);
    return true;
}

static bool method_update(Vm *vm, Value *args, Value *result)
{
    if (!update_with(vm, DICT(args[0]), args[1], DICT(args[2]))) return false;
    *result = NONE;
    return true;
}

static bool method_reversed(Vm *vm, Value *args, Value *result)
{
    *result = dict_iterator_new(vm, DICT(args[0]), DICT_KEYS, true);
    return true;
}

static const NativeSpec dict_methods[] = {
    {"clear", "self, /", method_clear, 0},
    {"copy", "self, /", method_copy, 0},
    {"fromkeys", "cls, iterable, value=None, /", method_fromkeys, NATIVE_CLASS},
    {"get", "self, key, default=None, /", method_get, 0},
    {"items", "self, /", method_items, 0},
    {"keys", "self, /", method_keys, 0},
    {"pop", "self, key, default=, /", method_pop, 0},
    {"popitem", "self, /", method_popitem, 0},
    {"setdefault", "self, key, default=None, /", method_setdefault, 0},
    {"update", "self, iterable=, /, **kwargs", method_update, 0},
    {"values", "self, /", method_values, 0},
    {"__reversed__", "self, /", method_reversed, 0},
    {"__class_getitem__", "cls, item, /", generic_alias_of, NATIVE_CLASS},
    {0},
};

const TypeSpec dict_type_spec = {
    .name = "dict",
    .module = "builtins",
    .layout = LAYOUT_DICT,
    .size = sizeof(Dict),
    .slots = {.create = dict_create,
              .init = dict_init,
              .release = dict_release,
              .repr = dict_repr,
              .compare = dict_compare,
              .truth = dict_truth,
              .len = dict_len,
              .binary = dict_binary,
              .get_item = dict_get_item,
              .set_item = dict_set_item,
              .contains = dict_contains,
              .iter = dict_iter},
    .methods = dict_methods,
};
