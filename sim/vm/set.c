// set.c -- the table of set and frozenset.
//
// See set.h for the two orders. Probing, growth, dummies and pop's finger follow
// Objects/setobject.c of CPython 3.13, because a program sees them in the order in which
// a set of ints is printed.

#include "vm/set.h"

#include "base/assert.h"
#include "vm/exception.h"
#include "vm/heap.h"
#include "vm/operators.h"
#include "vm/vm.h"

#include <string.h>

enum {
    TABLE_SMALLEST = 8,
    LINEAR_PROBES = 9,
    PERTURB_SHIFT = 5,
    GROWS_FAST_BELOW = 50000,
    DEEPEST_LOOK = 50
};

Set *set_new_of(Vm *vm, Type *type)
{
    Set *set = object_new(vm, type);
    set->mask = TABLE_SMALLEST - 1;
    return set;
}

Set *set_new(Vm *vm, bool frozen)
{
    return set_new_of(vm, frozen ? vm->types.frozenset : vm->types.set);
}

// True if CPython's order of such an item does not depend on chance. Tuples nested deeper
// than [levels] are not looked into.
static bool is_known(const Vm *vm, Value key, int levels)
{
    if (key.kind != VALUE_OBJECT) return key.kind != VALUE_ELLIPSIS;
    if (key.object->type != vm->types.tuple || !levels) return false;
    const Tuple *tuple = TUPLE(key);
    for (uint32_t i = 0; i < tuple->count; i++)
        if (!is_known(vm, tuple->items[i], levels - 1)) return false;
    return true;
}

static bool has_known_order(const Vm *vm, Value key)
{
    return is_known(vm, key, DEEPEST_LOOK);
}

bool set_hash_key(Vm *vm, Value key, int64_t *hash)
{
    // An int below 2^60 is its own hash; -1 is kept for errors in CPython.
    if (value_is_int(key) && key.integer > -1 && key.integer < INT64_C(1) << 60) {
        *hash = key.integer;
        return true;
    }
    return value_hash(vm, key, hash);
}

// -- Probing -----------------------------------------------------------------------

// Walks the slots that CPython looks at for a hash: a few in a row, then a jump.
typedef struct Probe {
    uint64_t perturb, slot;
    uint64_t row; // where the present row began
    uint32_t mask;
    int in_row; // slots still to come in it
} Probe;

static inline void probe_row(Probe *probe)
{
    probe->row = probe->slot;
    probe->in_row = probe->slot + LINEAR_PROBES <= probe->mask ? LINEAR_PROBES : 0;
}

static inline Probe probe_begin(uint32_t mask, int64_t hash)
{
    Probe probe = {
        .perturb = (uint64_t)hash, .slot = (uint64_t)hash & mask, .mask = mask};
    probe_row(&probe);
    return probe;
}

static inline void probe_next(Probe *probe)
{
    if (probe->in_row-- > 0) {
        probe->slot++;
        return;
    }
    probe->perturb >>= PERTURB_SHIFT;
    probe->slot = (probe->row * 5 + 1 + probe->perturb) & probe->mask;
    probe_row(probe);
}

// The first empty slot for a hash that is surely not in the table.
static uint32_t empty_slot(const int32_t *table, uint32_t mask, int64_t hash)
{
    Probe probe = probe_begin(mask, hash);
    while (table[probe.slot] != SET_SLOT_EMPTY)
        probe_next(&probe);
    return (uint32_t)probe.slot;
}

// -- Memory ------------------------------------------------------------------------

static size_t table_bytes(const Set *set)
{
    return set->table ? ((size_t)set->mask + 1) * sizeof *set->table : 0;
}

static int32_t *table_new(Vm *vm, uint64_t size)
{
    int32_t *table = heap_buffer_resize(vm, NULL, 0, size * sizeof *table);
    if (table) memset(table, 0xff, size * sizeof *table);
    return table;
}

static bool table_exists(Vm *vm, Set *set)
{
    if (set->table) return true;
    set->table = table_new(vm, (uint64_t)set->mask + 1);
    return set->table != NULL;
}

// Makes the table the smallest one with more than [wanted] slots, without dummies.
static bool table_resize(Vm *vm, Set *set, uint64_t wanted)
{
    uint64_t size = TABLE_SMALLEST;
    while (size <= wanted)
        size <<= 1;
    if (size > INT32_MAX) return vm_halt(vm, HALT_LIMIT, "memory_mb");
    int32_t *table = table_new(vm, size);
    if (!table) return false;
    for (uint32_t slot = 0; set->table && slot <= set->mask; slot++) {
        int32_t number = set->table[slot];
        if (number < 0) continue;
        table[empty_slot(table, (uint32_t)size - 1, set->entries[number].hash)] = number;
    }
    heap_buffer_free(vm, set->table, table_bytes(set));
    set->table = table;
    set->mask = (uint32_t)size - 1;
    set->fill = set->count;
    return true;
}

// Closes the gaps between the entries, or makes room for more of them.
static bool entries_make_room(Vm *vm, Set *set)
{
    if (set->used < set->capacity) return true;
    uint64_t capacity = set->count * UINT64_C(2);
    if (capacity < 6) capacity = 6;
    if (capacity > INT32_MAX) return vm_halt(vm, HALT_LIMIT, "memory_mb");
    SetEntry *entries = heap_buffer_resize(vm, NULL, 0, capacity * sizeof *entries);
    if (!entries) return false;
    size_t map_size = set->used * sizeof(int32_t);
    int32_t *new_number = NULL;
    if (set->count < set->used) {
        new_number = heap_buffer_resize(vm, NULL, 0, map_size);
        if (!new_number) {
            heap_buffer_free(vm, entries, capacity * sizeof *entries);
            return false;
        }
    }
    uint32_t used = 0;
    for (uint32_t i = 0; i < set->used; i++) {
        if (value_is_unset(set->entries[i].key)) continue;
        if (new_number) new_number[i] = (int32_t)used;
        entries[used++] = set->entries[i];
    }
    if (new_number) {
        for (uint32_t slot = 0; slot <= set->mask; slot++)
            if (set->table[slot] >= 0) set->table[slot] = new_number[set->table[slot]];
        heap_buffer_free(vm, new_number, map_size);
    }
    heap_buffer_free(vm, set->entries, set->capacity * sizeof *entries);
    set->entries = entries;
    set->capacity = (uint32_t)capacity;
    set->used = used;
    set->first = 0;
    return true;
}

void set_clear(Vm *vm, Set *set)
{
    Set old = *set;
    set->entries = NULL;
    set->table = NULL;
    set->count = set->others = set->used = set->capacity = set->fill =
        0; // the finger stays
    set->first = 0;
    set->mask = TABLE_SMALLEST - 1;
    for (uint32_t i = 0; i < old.used; i++)
        value_drop(vm, old.entries[i].key);
    heap_buffer_free(vm, old.entries, old.capacity * sizeof *old.entries);
    heap_buffer_free(vm, old.table, table_bytes(&old));
}

void set_swap(Set *a, Set *b)
{
    Set a_before = *a, b_before = *b;
    *a = b_before;
    *b = a_before;
    a->object = a_before.object;
    b->object = b_before.object;
    a->finger = a_before.finger; // in CPython it belongs to the object, too
    b->finger = b_before.finger;
    a->has_hash = b->has_hash = false;
}

// -- Finding -----------------------------------------------------------------------

enum { FIND_MISSING = -1, FIND_RAISED = -2, FIND_MOVED = -3 };

// Compares an entry with [key], whose hash is the same. 1, 0, FIND_RAISED or, if the
// program's __eq__ has changed the set, FIND_MOVED.
static int entry_equals(Vm *vm, const Set *set, int32_t number, Value key)
{
    Value present = set->entries[number].key;
    if (value_is(present, key)) return 1;
    if (value_is_int(present) && value_is_int(key)) return present.integer == key.integer;
    if (value_is_str(present) && value_is_str(key) &&
        present.object->type == vm->types.str && key.object->type == vm->types.str)
        return str_equal(STR(present), STR(key));
    const SetEntry *entries = set->entries;
    const int32_t *table = set->table;
    value_keep(present);
    bool equal;
    bool ok = value_equal(vm, present, key, &equal);
    bool moved = entries != set->entries || table != set->table ||
                 !value_is(set->entries[number].key, present);
    value_drop(vm, present);
    if (!ok) return FIND_RAISED;
    return moved ? FIND_MOVED : equal;
}

// Looks for [key] once. [*slot] is the slot that it has or, if it is missing, would get:
// the last one on the way from which an item was removed, else the empty one at its end.
static int64_t look(Vm *vm, const Set *set, Value key, int64_t hash, uint32_t *slot)
{
    int64_t dummy = -1;
    for (Probe probe = probe_begin(set->mask, hash);; probe_next(&probe)) {
        int32_t number = set->table[probe.slot];
        if (number == SET_SLOT_EMPTY) {
            *slot = dummy < 0 ? (uint32_t)probe.slot : (uint32_t)dummy;
            return FIND_MISSING;
        }
        if (number == SET_SLOT_DUMMY) dummy = (int64_t)probe.slot;
        if (number < 0 || set->entries[number].hash != hash) continue;
        int equal = entry_equals(vm, set, number, key);
        if (equal < 0) return equal;
        if (!equal) continue;
        *slot = (uint32_t)probe.slot;
        return number;
    }
}

static int64_t find_slot(Vm *vm, const Set *set, Value key, int64_t hash, uint32_t *slot)
{
    int64_t found;
    do {
        if (!set->table) return FIND_MISSING;
        found = look(vm, set, key, hash, slot);
    } while (found == FIND_MOVED);
    return found;
}

int64_t set_find(Vm *vm, const Set *set, Value key, int64_t hash)
{
    uint32_t slot;
    return set->count ? find_slot(vm, set, key, hash, &slot) : FIND_MISSING;
}

// -- Changing ----------------------------------------------------------------------

bool set_add_hashed(Vm *vm, Set *set, Value key, int64_t hash)
{
    uint32_t slot;
    int64_t found;
    do {
        if (!table_exists(vm, set)) return false;
        found = look(vm, set, key, hash, &slot);
    } while (found == FIND_MOVED);
    if (found != FIND_MISSING) return found >= 0;
    if (!entries_make_room(vm, set)) return false;

    bool reused = set->table[slot] == SET_SLOT_DUMMY;
    set->table[slot] = (int32_t)set->used;
    set->entries[set->used++] = (SetEntry){value_keep(key), hash};
    set->count++;
    if (!has_known_order(vm, key)) set->others++;
    if (reused) return true;
    set->fill++;
    if ((uint64_t)set->fill * 5 < (uint64_t)set->mask * 3) return true;
    return table_resize(vm, set,
                        (uint64_t)set->count * (set->count > GROWS_FAST_BELOW ? 2 : 4));
}

// Takes the entry in [slot] out: the caller owns its key.
static Value take_out(Vm *vm, Set *set, uint32_t slot)
{
    int32_t number = set->table[slot];
    Value key = set->entries[number].key;
    set->table[slot] = SET_SLOT_DUMMY;
    set->entries[number].key = UNSET;
    set->count--;
    if (!has_known_order(vm, key)) set->others--;
    while (set->used && value_is_unset(set->entries[set->used - 1].key))
        set->used--;
    if (set->first > set->used) set->first = set->used;
    return key;
}

bool set_discard_hashed(Vm *vm, Set *set, Value key, int64_t hash, bool *found)
{
    uint32_t slot;
    int64_t number = find_slot(vm, set, key, hash, &slot);
    *found = number >= 0;
    if (number >= 0) value_drop(vm, take_out(vm, set, slot));
    return number != FIND_RAISED;
}

// The slot of the entry number [number].
static uint32_t slot_of(const Set *set, int32_t number)
{
    Probe probe = probe_begin(set->mask, set->entries[number].hash);
    while (set->table[probe.slot] != number)
        probe_next(&probe);
    return (uint32_t)probe.slot;
}

Value set_pop_item(Vm *vm, Set *set)
{
    ASSERT(set->count, "an empty set has nothing to pop");
    uint32_t slot;
    if (set->others) {
        while (value_is_unset(set->entries[set->first].key))
            set->first++;
        slot = slot_of(set, (int32_t)set->first);
    } else {
        slot = set->finger & set->mask;
        while (set->table[slot] < 0)
            slot = slot == set->mask ? 0 : slot + 1;
        set->finger = slot + 1;
    }
    return take_out(vm, set, slot);
}

bool set_tidy(Vm *vm, Set *set)
{
    if (set->fill - set->count <= set->mask / 4) return true;
    return table_resize(vm, set,
                        (uint64_t)set->count * (set->count > GROWS_FAST_BELOW ? 2 : 4));
}

bool set_walk(const Set *set, uint32_t *at, SetEntry **entry)
{
    if (set->others) {
        while (*at < set->used) {
            SetEntry *here = &set->entries[(*at)++];
            if (value_is_unset(here->key)) continue;
            *entry = here;
            return true;
        }
        return false;
    }
    while (set->table && *at <= set->mask) {
        int32_t number = set->table[(*at)++];
        if (number < 0) continue;
        *entry = &set->entries[number];
        return true;
    }
    return false;
}

bool set_next(Set *set, uint32_t *at, Value *item)
{
    SetEntry *entry;
    if (!set_walk(set, at, &entry)) return false;
    *item = entry->key;
    return true;
}

int64_t set_count(const Set *set)
{
    return set->count;
}

bool set_add(Vm *vm, Set *set, Value item)
{
    int64_t hash;
    return set_hash_key(vm, item, &hash) && set_add_hashed(vm, set, item, hash);
}

// Makes room at once for [more] items, as CPython does before a merge.
static bool room_for(Vm *vm, Set *set, uint64_t more)
{
    if ((set->fill + more) * 5 < (uint64_t)set->mask * 3) return true;
    return table_resize(vm, set, (set->count + more) * 2);
}

// Into an empty table: the items of [other] are known to be different.
static bool merge_into_empty(Vm *vm, Set *set, const Set *other)
{
    if (!table_exists(vm, set)) return false;
    size_t size = (size_t)other->count * sizeof(SetEntry);
    SetEntry *entries = heap_buffer_resize(vm, NULL, 0, size);
    if (!entries) return false;
    heap_buffer_free(vm, set->entries, set->capacity * sizeof *entries);
    set->entries = entries;
    set->capacity = other->count;
    set->first = 0;

    // The entries keep their order of arrival, the table its slots or its own order.
    bool same_slots = set->mask == other->mask && other->fill == other->count;
    size_t map_size = other->used * sizeof(int32_t);
    int32_t *new_number = heap_buffer_resize(vm, NULL, 0, map_size);
    if (!new_number) return false;
    set->used = 0;
    for (uint32_t i = 0; i < other->used; i++) {
        SetEntry entry = other->entries[i];
        if (value_is_unset(entry.key)) continue;
        value_keep(entry.key);
        new_number[i] = (int32_t)set->used;
        entries[set->used++] = entry;
    }
    for (uint32_t slot = 0; slot <= other->mask; slot++) {
        int32_t number = other->table[slot];
        if (number < 0) continue;
        uint32_t to =
            same_slots ? slot
                       : empty_slot(set->table, set->mask, other->entries[number].hash);
        set->table[to] = new_number[number];
    }
    heap_buffer_free(vm, new_number, map_size);
    set->count = set->fill = other->count;
    set->others = other->others;
    return true;
}

static bool merge(Vm *vm, Set *set, Set *other)
{
    if (set == other || !other->count) return true;
    if (!room_for(vm, set, other->count)) return false;
    if (!set->fill) return merge_into_empty(vm, set, other);

    SetEntry *entry;
    for (uint32_t at = 0; set_walk(other, &at, &entry);) {
        Value key = value_keep(entry->key);
        bool ok = set_add_hashed(vm, set, key, entry->hash);
        value_drop(vm, key);
        if (!ok) return false;
    }
    return true;
}

static bool add_keys(Vm *vm, Set *set, const Dict *dict)
{
    if (!room_for(vm, set, dict->count)) return false;
    DictEntry *entry;
    for (uint32_t at = 0; dict_next(dict, &at, &entry);) {
        Value key = value_keep(entry->key);
        bool ok = set_add(vm, set, key);
        value_drop(vm, key);
        if (!ok) return false;
    }
    return true;
}

bool set_update(Vm *vm, Set *set, Value iterable)
{
    if (value_is_set(iterable)) return merge(vm, set, SET(iterable));
    if (value_is_dict(iterable) && iterable.object->type == vm->types.dict)
        return add_keys(vm, set, DICT(iterable));

    Value iterator, item = UNSET;
    if (!value_iter(vm, iterable, &iterator)) return false;
    bool ok;
    while ((ok = value_next(vm, iterator, &item)) && !value_is_unset(item)) {
        ok = set_add(vm, set, item);
        value_drop(vm, item);
        if (!ok) break;
    }
    value_drop(vm, iterator);
    return ok;
}

// An unhashable set stands for the frozenset of its items when it is looked for.
static bool hash_to_find(Vm *vm, Value item, int64_t *hash, Value *key)
{
    *key = value_keep(item);
    if (set_hash_key(vm, item, hash)) return true;
    bool is_set = value_is_set(item) && exception_is_raised(vm, TYPE_ERROR);
    if (!is_set) {
        value_drop(vm, item);
        return false;
    }
    value_drop(vm, exception_take(vm));
    value_drop(vm, item);
    Set *frozen = set_new(vm, true);
    *key = value_object(frozen);
    if (merge(vm, frozen, SET(item)) && value_hash(vm, *key, hash)) return true;
    value_drop(vm, *key);
    return false;
}

bool set_contains(Vm *vm, Set *set, Value item, bool *result)
{
    int64_t hash;
    Value key;
    if (!hash_to_find(vm, item, &hash, &key)) return false;
    int64_t found = set_find(vm, set, key, hash);
    value_drop(vm, key);
    *result = found >= 0;
    return found != FIND_RAISED;
}

bool set_discard(Vm *vm, Set *set, Value item, bool *found)
{
    int64_t hash;
    Value key;
    if (!hash_to_find(vm, item, &hash, &key)) return false;
    bool ok = set_discard_hashed(vm, set, key, hash, found);
    value_drop(vm, key);
    return ok;
}
