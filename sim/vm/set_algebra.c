// set_algebra.c -- union, intersection, difference and symmetric difference.
//
// The order in which the result's items go into its table shows when it is printed, so
// each operation walks the operand that CPython walks, and takes its short cuts.

#include "vm/set.h"

#include "vm/operators.h"
#include "vm/vm.h"

// A new set of the native type that [like] derives from.
static Set *set_like(Vm *vm, const Set *like)
{
    return set_new(vm, type_is_subtype(like->object.type, vm->types.frozenset));
}

// Gives [set] back as the result, or drops it if what filled it has failed.
static bool finish(Vm *vm, Set *set, bool ok, Value *result)
{
    if (ok)
        *result = value_object(set);
    else
        object_drop(vm, set);
    return ok;
}

static bool is_plain_dict(const Vm *vm, Value v)
{
    return value_is_dict(v) && v.object->type == vm->types.dict;
}

bool set_copy(Vm *vm, const Set *set, Value *result)
{
    Set *copy = set_like(vm, set);
    return finish(vm, copy, set_update(vm, copy, value_object((Object *)&set->object)),
                  result);
}

bool set_union(Vm *vm, Set *left, Value right, Value *result)
{
    Value both;
    if (!set_copy(vm, left, &both)) return false;
    if (value_is(right,
                 value_object(left))) { // a merge would make room for as many again
        *result = both;
        return true;
    }
    return finish(vm, SET(both), set_update(vm, SET(both), right), result);
}

// What a walk does with each item: add it to [into] if its being in [other] is [wanted].
static bool add_if(Vm *vm, Set *into, const SetEntry *entry, Set *other, bool wanted)
{
    Value key = value_keep(entry->key);
    int64_t hash = entry->hash;
    int64_t found = set_find(vm, other, key, hash);
    bool ok = found >= -1;
    if (ok && (found >= 0) == wanted) ok = set_add_hashed(vm, into, key, hash);
    value_drop(vm, key);
    return ok;
}

// Adds the items of [walked] whose being in [other] is [wanted].
static bool add_chosen(Vm *vm, Set *into, const Set *walked, Set *other, bool wanted)
{
    SetEntry *entry;
    if (!vm_spend(vm, walked->used)) return false;
    for (uint32_t at = 0; set_walk(walked, &at, &entry);)
        if (!add_if(vm, into, entry, other, wanted)) return false;
    return true;
}

// Adds those items of an iterable that are in [set].
static bool add_common(Vm *vm, Set *into, Set *set, Value iterable)
{
    Value iterator, item = UNSET;
    if (!value_iter(vm, iterable, &iterator)) return false;
    bool ok;
    while ((ok = value_next(vm, iterator, &item)) && !value_is_unset(item)) {
        SetEntry entry = {.key = item};
        ok = set_hash_key(vm, item, &entry.hash) && add_if(vm, into, &entry, set, true);
        value_drop(vm, item);
        if (!ok) break;
    }
    value_drop(vm, iterator);
    return ok;
}

bool set_intersection(Vm *vm, Set *left, Value right, Value *result)
{
    if (right.kind == VALUE_OBJECT && right.object == &left->object)
        return set_copy(vm, left, result);
    Set *both = set_like(vm, left);
    if (!value_is_set(right))
        return finish(vm, both, add_common(vm, both, left, right), result);
    Set *walked = SET(right), *other = left;
    if (walked->count > other->count) {
        walked = left;
        other = SET(right);
    }
    return finish(vm, both, add_chosen(vm, both, walked, other, true), result);
}

static bool discard_all(Vm *vm, Set *set, const Set *other)
{
    SetEntry *entry;
    if (!vm_spend(vm, other->used)) return false;
    for (uint32_t at = 0; set_walk(other, &at, &entry);) {
        bool found;
        Value key = value_keep(entry->key);
        bool ok = set_discard_hashed(vm, set, key, entry->hash, &found);
        value_drop(vm, key);
        if (!ok) return false;
    }
    return true;
}

static bool discard_items(Vm *vm, Set *set, Value iterable)
{
    Value iterator, item = UNSET;
    if (!value_iter(vm, iterable, &iterator)) return false;
    bool ok;
    while ((ok = value_next(vm, iterator, &item)) && !value_is_unset(item)) {
        int64_t hash;
        bool found;
        ok = set_hash_key(vm, item, &hash) &&
             set_discard_hashed(vm, set, item, hash, &found);
        value_drop(vm, item);
        if (!ok) break;
    }
    value_drop(vm, iterator);
    return ok;
}

bool set_difference_update(Vm *vm, Set *set, Value other)
{
    if (!value_is_set(other)) return discard_items(vm, set, other) && set_tidy(vm, set);
    if (other.object == &set->object) {
        set_clear(vm, set);
        return true;
    }
    Value common = UNSET;
    Set *gone = SET(other);
    if (gone->count >> 3 > set->count) { // most of it is not here
        if (!set_intersection(vm, set, other, &common)) return false;
        gone = SET(common);
    }
    bool ok = discard_all(vm, set, gone) && set_tidy(vm, set);
    value_drop(vm, common);
    return ok;
}

static bool copy_without(Vm *vm, const Set *left, Value right, Value *result)
{
    Value rest;
    if (!set_copy(vm, left, &rest)) return false;
    return finish(vm, SET(rest), set_difference_update(vm, SET(rest), right), result);
}

static bool add_missing_in_dict(Vm *vm, Set *into, const Set *set, const Dict *dict)
{
    SetEntry *entry;
    if (!vm_spend(vm, set->used)) return false;
    for (uint32_t at = 0; set_walk(set, &at, &entry);) {
        Value found, key = value_keep(entry->key);
        int64_t hash = entry->hash;
        bool ok = dict_get(vm, dict, key, &found);
        if (ok && value_is_unset(found)) ok = set_add_hashed(vm, into, key, hash);
        value_drop(vm, key);
        if (!ok) return false;
    }
    return true;
}

bool set_difference(Vm *vm, Set *left, Value right, Value *result)
{
    bool in_dict = is_plain_dict(vm, right);
    if (!in_dict && !value_is_set(right)) return copy_without(vm, left, right, result);
    uint32_t count = in_dict ? DICT(right)->count : SET(right)->count;
    if (left->count >> 2 > count) return copy_without(vm, left, right, result);

    Set *rest = set_like(vm, left);
    bool ok = in_dict ? add_missing_in_dict(vm, rest, left, DICT(right))
                      : add_chosen(vm, rest, left, SET(right), false);
    return finish(vm, rest, ok, result);
}

// Discards [key] from the set or, if it was not there, adds it.
static bool toggle(Vm *vm, Set *set, Value key, int64_t hash)
{
    bool found;
    value_keep(key);
    bool ok = set_discard_hashed(vm, set, key, hash, &found) &&
              (found || set_add_hashed(vm, set, key, hash));
    value_drop(vm, key);
    return ok;
}

bool set_symmetric_difference_update(Vm *vm, Set *set, Value other)
{
    if (other.kind == VALUE_OBJECT && other.object == &set->object) {
        set_clear(vm, set);
        return true;
    }
    if (is_plain_dict(vm, other)) {
        DictEntry *entry;
        for (uint32_t at = 0; dict_next(DICT(other), &at, &entry);) {
            int64_t hash;
            if (!set_hash_key(vm, entry->key, &hash) ||
                !toggle(vm, set, entry->key, hash))
                return false;
        }
        return true;
    }
    Set *walked;
    if (value_is_set(other)) {
        walked = object_keep(SET(other));
    } else {
        walked = set_like(vm, set);
        if (!set_update(vm, walked, other)) {
            object_drop(vm, walked);
            return false;
        }
    }
    SetEntry *entry;
    bool ok = true;
    for (uint32_t at = 0; ok && set_walk(walked, &at, &entry);)
        ok = toggle(vm, set, entry->key, entry->hash);
    object_drop(vm, walked);
    return ok;
}

bool set_symmetric_difference(Vm *vm, Set *left, Value right, Value *result)
{
    Set *changed = set_like(vm, left);
    bool ok = set_update(vm, changed, right) &&
              set_symmetric_difference_update(vm, changed, value_object(&left->object));
    return finish(vm, changed, ok, result);
}

bool set_is_subset(Vm *vm, Set *set, Set *of, bool *result)
{
    *result = false;
    if (set->count > of->count) return true;
    SetEntry *entry;
    if (!vm_spend(vm, set->used)) return false;
    for (uint32_t at = 0; set_walk(set, &at, &entry);) {
        Value key = value_keep(entry->key);
        int64_t found = set_find(vm, of, key, entry->hash);
        value_drop(vm, key);
        if (found < -1) return false;
        if (found < 0) return true;
    }
    *result = true;
    return true;
}

bool set_is_disjoint(Vm *vm, Set *set, Value other, bool *result)
{
    Value iterator, item = UNSET;
    bool ok;
    *result = true;
    if (!value_iter(vm, other, &iterator)) return false;
    while ((ok = value_next(vm, iterator, &item)) && !value_is_unset(item) && *result) {
        int64_t hash, found = -1;
        ok = set_hash_key(vm, item, &hash);
        if (ok) ok = (found = set_find(vm, set, item, hash)) >= -1;
        if (found >= 0) *result = false;
        value_drop(vm, item);
        item = UNSET;
        if (!ok) break;
    }
    if (ok) value_drop(vm, item);
    value_drop(vm, iterator);
    return ok;
}
