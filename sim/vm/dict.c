// dict.c -- the dict's table: entries in order of insertion, found through an index.
//
// Entries stand in one array in the order in which their keys came; a deleted one leaves
// a hole until the array is rebuilt. While there are few entries they are searched in
// turn, which for interned names is a comparison of pointers. More of them get an index
// of entry numbers, probed as CPython's is (Objects/dictobject.c): ints that follow each
// other have slots that do. The table is made anew when CPython's would be, since that is
// visible to an iterator.

#include "vm/containers.h"

#include "base/assert.h"
#include "vm/exception.h"
#include "vm/heap.h"
#include "vm/operators.h"
#include "vm/private.h"

#include <string.h>

#define SLOT_EMPTY UINT32_MAX
#define SLOT_DUMMY (UINT32_MAX - 1) // its entry was removed

enum {
    SMALLEST_TABLE = 8,
    MOST_SEARCHED_IN_TURN = 5,
    PERTURB_SHIFT = 5,
    MOST_HOLES_PASSED = 64
};

// What CPython's table of [size] slots holds before it grows.
static uint32_t table_room(uint32_t size)
{
    return (uint32_t)(((uint64_t)size << 1) / 3);
}

static uint32_t table_size_for(uint64_t wanted)
{
    uint64_t size = SMALLEST_TABLE;
    while (size < wanted)
        size <<= 1;
    return size > UINT32_MAX / 2 ? 0 : (uint32_t)size;
}

static inline uint32_t str_key_hash(Str *str)
{
    return str->hash ? str->hash : str_hash(str);
}

static uint32_t fold_hash(int64_t hash)
{
    return (uint32_t)hash ^ (uint32_t)((uint64_t)hash >> 32);
}

bool dict_hash_key(Vm *vm, Value key, uint32_t *hash)
{
    if (key.kind == VALUE_OBJECT && key.object->type == vm->types.str) {
        *hash = str_key_hash(STR(key));
        return true;
    }
    // An int below 2^60 is its own hash, as of an equal float; -1 is an error in CPython.
    if (value_is_int(key) && key.integer > -1 && key.integer < INT64_C(1) << 60) {
        *hash = fold_hash(key.integer);
        return true;
    }
    int64_t wide;
    if (!value_hash(vm, key, &wide)) return false;
    *hash = fold_hash(wide);
    return true;
}

// Walks the slots where a hash may stand.
typedef struct Probe {
    uint32_t slot, perturb, mask;
} Probe;

static inline Probe probe_begin(const Dict *dict, uint32_t hash)
{
    uint32_t mask = dict->index_size - 1;
    return (Probe){.slot = hash & mask, .perturb = hash, .mask = mask};
}

static inline void probe_next(Probe *probe)
{
    probe->perturb >>= PERTURB_SHIFT;
    probe->slot = (probe->slot * 5 + probe->perturb + 1) & probe->mask;
}

static size_t entries_size(uint32_t capacity)
{
    return (size_t)capacity * (sizeof(DictEntry) + sizeof(uint32_t));
}

static void index_put(Dict *dict, uint32_t hash, uint32_t entry)
{
    Probe probe = probe_begin(dict, hash);
    while (dict->index[probe.slot] != SLOT_EMPTY)
        probe_next(&probe);
    dict->index[probe.slot] = entry;
}

static void index_remove(Dict *dict, uint32_t entry)
{
    Probe probe = probe_begin(dict, dict->hashes[entry]);
    while (dict->index[probe.slot] != entry)
        probe_next(&probe);
    dict->index[probe.slot] = SLOT_DUMMY;
}

static void renew_version(Vm *vm, Dict *dict)
{
    dict->keys_version = vm_next_version(vm);
}

// Moves the living entries into a table of [size] slots.
static bool dict_rebuild(Vm *vm, Dict *dict, uint32_t size)
{
    uint32_t capacity = table_room(size);
    DictEntry *entries =
        size ? heap_buffer_resize(vm, NULL, 0, entries_size(capacity)) : NULL;
    if (!entries) return size ? false : vm_halt(vm, HALT_LIMIT, "memory_mb");

    uint32_t *index = NULL;
    if (capacity > MOST_SEARCHED_IN_TURN) {
        index = heap_buffer_resize(vm, NULL, 0, size * sizeof *index);
        if (!index) {
            heap_buffer_free(vm, entries, entries_size(capacity));
            return false;
        }
        memset(index, 0xff, size * sizeof *index);
    }
    uint32_t *hashes = (uint32_t *)(entries + capacity);
    uint32_t used = 0;
    for (uint32_t i = 0; i < dict->used; i++) {
        if (value_is_unset(dict->entries[i].key)) continue;
        entries[used] = dict->entries[i];
        hashes[used++] = dict->hashes[i];
    }
    if (dict->entries) heap_buffer_free(vm, dict->entries, entries_size(dict->capacity));
    if (dict->index)
        heap_buffer_free(vm, dict->index, dict->index_size * sizeof *dict->index);
    dict->entries = entries;
    dict->hashes = hashes;
    dict->index = index;
    dict->index_size = index ? size : 0;
    dict->capacity = capacity;
    dict->used = dict->filled = used;
    for (uint32_t i = 0; index && i < used; i++)
        index_put(dict, hashes[i], i);
    renew_version(vm, dict);
    return true;
}

bool dict_reserve(Vm *vm, Dict *dict, uint32_t count)
{
    if (count <= dict->capacity - (dict->filled - dict->count)) return true;
    return dict_rebuild(vm, dict, table_size_for(((uint64_t)count * 3 + 1) / 2));
}

Dict *dict_new(Vm *vm)
{
    return object_new(vm, vm->types.dict);
}

// True if both keys are surely different without asking any __eq__.
static inline bool surely_different(Vm *vm, Value a, Value b)
{
    if (a.kind != VALUE_OBJECT && b.kind != VALUE_OBJECT)
        return a.kind == b.kind && a.kind != VALUE_FLOAT;
    return a.kind == b.kind && a.object->type == vm->types.str &&
           b.object->type == vm->types.str && STR(a)->interned && STR(b)->interned;
}

// Compares entry [at] with [key]; [*moved] is true if that changed the dict's keys.
static bool entry_has_key(Vm *vm, const Dict *dict, uint32_t at, Value key, bool *equal,
                          bool *moved)
{
    Value present = dict->entries[at].key;
    *moved = false;
    *equal = value_is(present, key);
    if (*equal || surely_different(vm, present, key)) return true;
    if (value_is_str(present) && value_is_str(key) &&
        present.object->type == vm->types.str && key.object->type == vm->types.str) {
        *equal = str_equal(STR(present), STR(key));
        return true;
    }
    uint32_t version = dict->keys_version;
    value_keep(present);
    bool ok = value_equal(vm, present, key, equal);
    value_drop(vm, present);
    *moved = dict->keys_version != version;
    return ok;
}

// Searches once. [*moved] asks to start anew, as a comparison has changed the dict.
static int search_in_turn(Vm *vm, const Dict *dict, Value key, uint32_t hash, bool *moved)
{
    for (uint32_t i = 0; i < dict->used; i++) {
        if (dict->hashes[i] != hash || value_is_unset(dict->entries[i].key)) continue;
        bool equal;
        if (!entry_has_key(vm, dict, i, key, &equal, moved)) return DICT_RAISED;
        if (*moved) return DICT_MISSING;
        if (equal) return (int)i;
    }
    return DICT_MISSING;
}

static int search_index(Vm *vm, const Dict *dict, Value key, uint32_t hash, bool *moved)
{
    Probe probe = probe_begin(dict, hash);
    for (uint32_t at; (at = dict->index[probe.slot]) != SLOT_EMPTY; probe_next(&probe)) {
        if (at == SLOT_DUMMY || dict->hashes[at] != hash) continue;
        bool equal;
        if (!entry_has_key(vm, dict, at, key, &equal, moved)) return DICT_RAISED;
        if (*moved) return DICT_MISSING;
        if (equal) return (int)at;
    }
    return DICT_MISSING;
}

int dict_find(Vm *vm, const Dict *dict, Value key, uint32_t hash)
{
    int found;
    bool moved;
    do {
        moved = false;
        found = dict->index ? search_index(vm, dict, key, hash, &moved)
                            : search_in_turn(vm, dict, key, hash, &moved);
    } while (moved);
    return found;
}

static inline bool str_key_equal(Value present, const Str *key)
{
    if (present.kind != VALUE_OBJECT) return false;
    if (present.object == (const Object *)key) return true;
    if (!value_is_str(present) || (STR(present)->interned && key->interned)) return false;
    return str_equal(STR(present), key);
}

int dict_find_str(const Dict *dict, Str *key)
{
    if (!dict->index) {
        for (uint32_t i = 0; i < dict->used; i++) {
            Value present = dict->entries[i].key;
            if (present.object == &key->object && present.kind == VALUE_OBJECT)
                return (int)i;
        }
        uint32_t hash = str_key_hash(key);
        for (uint32_t i = 0; i < dict->used; i++)
            if (dict->hashes[i] == hash && str_key_equal(dict->entries[i].key, key))
                return (int)i;
        return DICT_MISSING;
    }
    uint32_t hash = str_key_hash(key);
    Probe probe = probe_begin(dict, hash);
    for (uint32_t at; (at = dict->index[probe.slot]) != SLOT_EMPTY; probe_next(&probe))
        if (at != SLOT_DUMMY && dict->hashes[at] == hash &&
            str_key_equal(dict->entries[at].key, key))
            return (int)at;
    return DICT_MISSING;
}

bool dict_insert(Vm *vm, Dict *dict, Value key, uint32_t hash, Value value)
{
    if (dict->filled == dict->capacity &&
        !dict_rebuild(vm, dict, table_size_for((uint64_t)dict->count * 3)))
        return false;

    uint32_t at = dict->used++;
    dict->filled++;
    dict->entries[at] = (DictEntry){value_keep(key), value_keep(value)};
    dict->hashes[at] = hash;
    dict->count++;
    if (dict->index) index_put(dict, hash, at);
    renew_version(vm, dict);
    return true;
}

DictEntry dict_remove_entry(Vm *vm, Dict *dict, uint32_t at)
{
    DictEntry entry = dict->entries[at];
    ASSERT(!value_is_unset(entry.key), "only a living entry can be removed");
    if (dict->index) index_remove(dict, at);
    dict->entries[at] = (DictEntry){UNSET, UNSET};
    dict->count--;
    renew_version(vm, dict);
    return entry;
}

DictEntry dict_pop_last(Vm *vm, Dict *dict)
{
    ASSERT(dict->count, "an empty dict has no last entry");
    while (value_is_unset(dict->entries[dict->used - 1].key))
        dict->used--;
    DictEntry entry = dict_remove_entry(vm, dict, dict->used - 1);
    dict->used--;
    return entry;
}

int dict_first(Vm *vm, Dict *dict)
{
    uint32_t at = 0;
    while (at < dict->used && value_is_unset(dict->entries[at].key))
        at++;
    // Who takes entries from the front again and again must not pass all the holes each
    // time: closing them costs the count, passing them their number.
    if (at > MOST_HOLES_PASSED && (uint64_t)at * at > 2 * (uint64_t)dict->count) {
        if (!dict_rebuild(vm, dict, table_size_for((uint64_t)dict->count * 3 / 2 + 1)))
            return DICT_RAISED;
        at = 0;
    }
    return at < dict->used ? (int)at : DICT_MISSING;
}

bool dict_get(Vm *vm, const Dict *dict, Value key, Value *result)
{
    uint32_t hash;
    if (!dict_hash_key(vm, key, &hash)) return false;
    int at = dict->count ? dict_find(vm, dict, key, hash) : DICT_MISSING;
    if (at == DICT_RAISED) return false;
    *result = at < 0 ? UNSET : dict->entries[at].value;
    return true;
}

bool dict_set(Vm *vm, Dict *dict, Value key, Value value)
{
    uint32_t hash;
    if (!dict_hash_key(vm, key, &hash)) return false;
    int at = dict_find(vm, dict, key, hash);
    if (at == DICT_RAISED) return false;
    if (at < 0) return dict_insert(vm, dict, key, hash, value);
    value_set(vm, &dict->entries[at].value, value_keep(value));
    return true;
}

static bool remove_found(Vm *vm, Dict *dict, int at, bool *found, Value *old)
{
    *found = at >= 0;
    if (at < 0) return true;
    DictEntry entry = dict_remove_entry(vm, dict, (uint32_t)at);
    value_drop(vm, entry.key);
    if (old)
        *old = entry.value;
    else
        value_drop(vm, entry.value);
    return true;
}

bool dict_delete(Vm *vm, Dict *dict, Value key, bool *found, Value *old)
{
    uint32_t hash;
    if (!dict_hash_key(vm, key, &hash)) return false;
    int at = dict_find(vm, dict, key, hash);
    if (at == DICT_RAISED) return false;
    return remove_found(vm, dict, at, found, old);
}

Value dict_get_str(const Dict *dict, Str *key)
{
    int at = dict_find_str(dict, key);
    return at < 0 ? UNSET : dict->entries[at].value;
}

bool dict_set_str(Vm *vm, Dict *dict, Str *key, Value value)
{
    int at = dict_find_str(dict, key);
    if (at < 0) return dict_insert(vm, dict, value_object(key), str_key_hash(key), value);
    value_set(vm, &dict->entries[at].value, value_keep(value));
    return true;
}

bool dict_delete_str(Vm *vm, Dict *dict, Str *key)
{
    bool found;
    remove_found(vm, dict, dict_find_str(dict, key), &found, NULL);
    return found;
}

bool dict_next(const Dict *dict, uint32_t *at, DictEntry **entry)
{
    while (*at < dict->used) {
        DictEntry *here = &dict->entries[(*at)++];
        if (value_is_unset(here->key)) continue;
        *entry = here;
        return true;
    }
    return false;
}

bool dict_copy(Vm *vm, const Dict *dict, Value *result)
{
    Dict *copy = dict_new(vm);
    if (dict->count > MOST_SEARCHED_IN_TURN && !dict_reserve(vm, copy, dict->count)) {
        object_drop(vm, copy);
        return false;
    }
    for (uint32_t i = 0; i < dict->used; i++) {
        DictEntry entry = dict->entries[i];
        if (value_is_unset(entry.key)) continue;
        if (dict_insert(vm, copy, entry.key, dict->hashes[i], entry.value)) continue;
        object_drop(vm, copy);
        return false;
    }
    *result = value_object(copy);
    return true;
}

void dict_clear(Vm *vm, Dict *dict)
{
    Dict old = *dict;
    dict->entries = NULL;
    dict->hashes = dict->index = NULL;
    dict->count = dict->used = dict->filled = dict->capacity = dict->index_size = 0;
    renew_version(vm, dict);

    for (uint32_t i = 0; i < old.used; i++) {
        value_drop(vm, old.entries[i].key);
        value_drop(vm, old.entries[i].value);
    }
    if (old.entries) heap_buffer_free(vm, old.entries, entries_size(old.capacity));
    if (old.index) heap_buffer_free(vm, old.index, old.index_size * sizeof *old.index);
}

// d.update(other) for another dict, which a comparison may change while it is walked.
static bool update_from_dict(Vm *vm, Dict *dict, Dict *other)
{
    if (dict == other) return true;
    uint32_t version = other->keys_version;
    for (uint32_t i = 0; i < other->used; i++) {
        DictEntry entry = other->entries[i];
        if (value_is_unset(entry.key)) continue;
        uint32_t hash = other->hashes[i];
        value_keep(entry.key);
        value_keep(entry.value);
        int at = dict_find(vm, dict, entry.key, hash);
        bool ok = at != DICT_RAISED;
        if (at == DICT_MISSING)
            ok = dict_insert(vm, dict, entry.key, hash, entry.value);
        else if (ok)
            value_set(vm, &dict->entries[at].value, value_keep(entry.value));
        value_drop(vm, entry.key);
        value_drop(vm, entry.value);
        if (!ok) return false;
        if (other->keys_version != version)
            return raise_error(vm, RUNTIME_ERROR, "dict mutated during update");
    }
    return true;
}

// For anything with a method keys(): d[k] = other[k] for each.
static bool update_from_keys(Vm *vm, Dict *dict, Value other, Value keys_method)
{
    Value keys, iterator, key = UNSET;
    if (!call(vm, keys_method, NULL, 0, &keys)) return false;
    bool ok = value_iter(vm, keys, &iterator);
    value_drop(vm, keys);
    if (!ok) return false;
    while ((ok = value_next(vm, iterator, &key)) && !value_is_unset(key)) {
        Value value;
        ok = value_get_item(vm, other, key, &value);
        if (ok) {
            ok = dict_set(vm, dict, key, value);
            value_drop(vm, value);
        }
        value_drop(vm, key);
        if (!ok) break;
    }
    value_drop(vm, iterator);
    return ok;
}

static bool set_from_pair(Vm *vm, Dict *dict, Value pair, int64_t number)
{
    Value items;
    if (!list_from_iterable(vm, pair, &items)) {
        if (exception_is_raised(vm, TYPE_ERROR)) {
            value_drop(vm, exception_take(vm));
            raise_error(vm, TYPE_ERROR,
                        "cannot convert dictionary update sequence element #%lld to a "
                        "sequence",
                        (long long)number);
        }
        return false;
    }
    List *list = LIST(items);
    bool ok = list->count == 2;
    if (ok)
        ok = dict_set(vm, dict, list->items[0], list->items[1]);
    else
        raise_error(vm, VALUE_ERROR,
                    "dictionary update sequence element #%lld has length %u; 2 is "
                    "required",
                    (long long)number, list->count);
    value_drop(vm, items);
    return ok;
}

static bool update_from_pairs(Vm *vm, Dict *dict, Value pairs)
{
    Value iterator, pair = UNSET;
    if (!value_iter(vm, pairs, &iterator)) return false;
    bool ok;
    for (int64_t number = 0;
         (ok = value_next(vm, iterator, &pair)) && !value_is_unset(pair); number++) {
        ok = set_from_pair(vm, dict, pair, number);
        value_drop(vm, pair);
        if (!ok) break;
    }
    value_drop(vm, iterator);
    return ok;
}

bool dict_update(Vm *vm, Dict *dict, Value other)
{
    if (value_is_dict(other) &&
        value_type(vm, other)->slots.iter == vm->types.dict->slots.iter)
        return update_from_dict(vm, dict, DICT(other));

    Value keys_method;
    if (!value_find_attribute(vm, other, vm->names.keys, &keys_method)) return false;
    if (value_is_unset(keys_method)) return update_from_pairs(vm, dict, other);
    bool ok = update_from_keys(vm, dict, other, keys_method);
    value_drop(vm, keys_method);
    return ok;
}
