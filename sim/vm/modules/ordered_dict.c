// ordered_dict.c -- collections.OrderedDict: a dict that knows both of its ends.

#include "vm/exception.h"
#include "vm/modules/collections.h"
#include "vm/operators.h"

static bool is_ordered(const Vm *vm, Value v)
{
    return value_is_instance(vm, v, vm->types.ordered_dict);
}

// Two ordered ones are equal only in the same order.
static bool ordered_compare(Vm *vm, CompareOp op, Value left, Value right, Value *result)
{
    bool both = is_ordered(vm, left) && is_ordered(vm, right);
    if (!vm->types.dict->slots.compare(vm, op, left, right, result)) return false;
    bool equal = result->kind == VALUE_BOOL && result->integer == (op == COMPARE_EQ);
    if (!both || !equal) return true;

    Value a, b;
    if (!list_from_iterable(vm, left, &a)) return false;
    bool ok = list_from_iterable(vm, right, &b), same = false;
    if (ok) {
        ok = value_equal(vm, a, b, &same);
        value_drop(vm, b);
    }
    value_drop(vm, a);
    *result = value_bool(same == (op == COMPARE_EQ));
    return ok;
}

static bool ordered_repr(Vm *vm, Value self, Value *result)
{
    Value items;
    if (!DICT(self)->count) {
        *result = str_format(vm, "%s()", value_short_type_name(vm, self));
        return true;
    }
    if (!vm->types.dict->slots.repr(vm, self, &items)) return false;
    bool nested = str_is(STR(items), "{...}");
    Text text = {0};
    if (nested)
        text_add(&text, "...");
    else
        text_addf(&text, "%s(%s)", value_short_type_name(vm, self), STR(items)->bytes);
    value_drop(vm, items);
    return str_from_text(vm, &text, result);
}

// args: self, last.
static bool method_popitem(Vm *vm, Value *args, Value *result)
{
    bool last;
    Dict *dict = DICT(args[0]);
    if (!value_truth(vm, args[1], &last)) return false;
    if (!dict->count) return raise_error(vm, KEY_ERROR, "dictionary is empty");
    DictEntry entry;
    if (last) {
        entry = dict_pop_last(vm, dict);
    } else {
        int first = dict_first(vm, dict);
        if (first < 0) return false;
        entry = dict_remove_entry(vm, dict, (uint32_t)first);
    }
    Tuple *pair = tuple_new(vm, 2);
    pair->items[0] = entry.key;
    pair->items[1] = entry.value;
    *result = value_object(pair);
    return true;
}

// To the front: all the others are taken out and put in again behind it.
static bool move_to_front(Vm *vm, Dict *dict, DictEntry entry, uint32_t hash)
{
    Dict *others = dict_new(vm);
    Dict kept = *dict;
    bool ok = dict_insert(vm, others, entry.key, hash, entry.value);
    for (uint32_t i = 0; ok && i < kept.used; i++)
        if (!value_is_unset(kept.entries[i].key))
            ok = dict_insert(vm, others, kept.entries[i].key, kept.hashes[i],
                             kept.entries[i].value);
    if (ok) {
        // The two tables change places; what identifies each object stays.
        Dict made = *others;
        Object object = dict->object, other = others->object;
        *dict = made;
        dict->object = object;
        *others = kept;
        others->object = other;
    }
    object_drop(vm, others);
    return ok;
}

// args: self, key, last.
static bool method_move_to_end(Vm *vm, Value *args, Value *result)
{
    bool last;
    uint32_t hash;
    Dict *dict = DICT(args[0]);
    if (!value_truth(vm, args[2], &last) || !dict_hash_key(vm, args[1], &hash))
        return false;
    int at = dict_find(vm, dict, args[1], hash);
    if (at == DICT_RAISED) return false;
    if (at < 0) return raise_with(vm, KEY_ERROR, args[1]);
    *result = NONE;
    if (last && (uint32_t)at + 1 == dict->used) return true;
    DictEntry entry = dict_remove_entry(vm, dict, (uint32_t)at);
    bool ok = last ? dict_insert(vm, dict, entry.key, hash, entry.value)
                   : move_to_front(vm, dict, entry, hash);
    value_drop(vm, entry.key);
    value_drop(vm, entry.value);
    return ok;
}

static bool method_copy(Vm *vm, Value *args, Value *result)
{
    return call(vm, value_object(args[0].object->type), args, 1, result);
}

static bool ordered_binary(Vm *vm, BinaryOp op, bool inplace, Value left, Value right,
                           Value *result)
{
    if (op != BINARY_OR || inplace || !value_is_dict(left) || !value_is_dict(right))
        return vm->types.dict->slots.binary(vm, op, inplace, left, right, result);
    Type *type = (is_ordered(vm, left) ? left : right).object->type;
    Value made;
    if (!call(vm, value_object(type), &left, 1, &made)) return false;
    if (dict_update(vm, DICT(made), right)) {
        *result = made;
        return true;
    }
    value_drop(vm, made);
    return false;
}

static const NativeSpec ordered_methods[] = {
    {"popitem", "self, last=True", method_popitem, 0},
    {"move_to_end", "self, key, last=True", method_move_to_end, 0},
    {"copy", "self, /", method_copy, 0},
    {0},
};

static const TypeSpec ordered_spec = {
    .name = "OrderedDict",
    .module = "collections",
    .layout = LAYOUT_DICT,
    .size = sizeof(Dict),
    .flags = TYPE_DOTTED,
    .slots = {.repr = ordered_repr, .compare = ordered_compare, .binary = ordered_binary},
    .methods = ordered_methods,
    .has_attributes = true,
};

void ordered_dict_add(Vm *vm, Module *module)
{
    vm->types.ordered_dict = type_new(vm, &ordered_spec, vm->types.dict);
    module_set(vm, module, "OrderedDict",
               value_keep(value_object(vm->types.ordered_dict)));
}
