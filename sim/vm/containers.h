// containers.h -- tuple, list, dict, set, range and slice as the rest of us uses them.
//
// Functions that put a Value in keep it (count it); those with "take" in their name
// steal it. Borrowed results are valid until the container changes.

#ifndef VM_CONTAINERS_H
#define VM_CONTAINERS_H

#include "vm/object.h"
#include "vm/str.h"

struct Tuple {
    Object object;
    uint32_t count;
    Value items[];
};

struct List {
    Object object;
    uint32_t count, capacity;
    Value *items;
};

// One entry of a dict, in order of insertion; a deleted one has an UNSET key.
typedef struct DictEntry {
    Value key;
    Value value;
} DictEntry;

struct Dict {
    Object object;
    uint32_t count;    // entries alive
    uint32_t used;     // entries in use, deleted ones included
    uint32_t capacity; // of entries
    // Renewed (from the vm's counter) whenever a key comes, goes or moves; as long as it
    // is the same, entry number i holds the same key. Inline caches rely on it.
    uint32_t keys_version;
    DictEntry *entries;
    uint32_t *hashes; // of each entry; stands in the buffer of the entries
    uint32_t *index;  // open addressing into entries; NULL while there are 5 or fewer
    uint32_t index_size;
    uint32_t filled; // slots of the index in use, those of deleted entries included
};

typedef struct Range {
    Object object;
    int64_t start, stop, step, length;
} Range;

typedef struct Slice {
    Object object;
    Value start, stop, step; // None where not given
} Slice;

#define TUPLE(value) ((Tuple *)(value).object)
#define LIST(value)  ((List *)(value).object)
#define DICT(value)  ((Dict *)(value).object)

static inline bool value_is_tuple(Value v)
{
    return value_has_layout(v, LAYOUT_TUPLE);
}

static inline bool value_is_list(Value v)
{
    return value_has_layout(v, LAYOUT_LIST);
}

static inline bool value_is_dict(Value v)
{
    return value_has_layout(v, LAYOUT_DICT);
}

static inline bool value_is_set(Value v)
{
    return value_has_layout(v, LAYOUT_SET);
}

// -- tuple. A new tuple of [count] UNSET items that the caller fills in at once.
Tuple *tuple_new(Vm *vm, int count);
Value tuple_of(Vm *vm, const Value *values, int count); // keeps the values
bool tuple_from_iterable(Vm *vm, Value iterable, Value *result);

// -- list
List *list_new(Vm *vm);

// Makes room for [count] items in all; false over the memory limit.
bool list_reserve(Vm *vm, List *list, uint32_t count);
bool list_append(Vm *vm, List *list, Value item);
bool list_take(Vm *vm, List *list, Value item); // steals, also when it fails
bool list_insert(Vm *vm, List *list, int64_t at, Value item);
Value list_remove_at(Vm *vm, List *list, uint32_t at); // the caller owns what it returns
bool list_extend(Vm *vm, List *list, Value iterable);
bool list_from_iterable(Vm *vm, Value iterable, Value *result);
// Sorts in place, stably (as CPython's order of comparisons where it shows); [key] may be
// None.
bool list_sort(Vm *vm, List *list, Value key, bool reverse);

// -- dict
Dict *dict_new(Vm *vm);
// True with [*result] borrowed, or UNSET if the key is missing; false if hashing or
// comparing raised.
bool dict_get(Vm *vm, const Dict *dict, Value key, Value *result);
bool dict_set(Vm *vm, Dict *dict, Value key, Value value);
// Deletes the key if it is there: [*found] says so, and [*old] (when not NULL) takes the
// value over.
bool dict_delete(Vm *vm, Dict *dict, Value key, bool *found, Value *old);
// For interned or other str keys: cannot fail but for the memory limit.
Value dict_get_str(const Dict *dict, Str *key); // borrowed or UNSET
bool dict_set_str(Vm *vm, Dict *dict, Str *key, Value value);
bool dict_delete_str(Vm *vm, Dict *dict, Str *key); // true if it was there
// The number of the key's entry, -1 if it is missing.
int dict_find_str(const Dict *dict, Str *key);
// Walks in order: start with [*at] 0; false at the end. The entry is borrowed.
bool dict_next(const Dict *dict, uint32_t *at, DictEntry **entry);
bool dict_copy(Vm *vm, const Dict *dict, Value *result);
bool dict_update(Vm *vm, Dict *dict, Value mapping_or_pairs);
void dict_clear(Vm *vm, Dict *dict);
// Makes room for [count] entries in all, so that as many can be set without moving.
bool dict_reserve(Vm *vm, Dict *dict, uint32_t count);
// What the dict's own methods are made of: the hash that a dict stores, the number of the
// key's entry (-1 if it is missing, DICT_RAISED if comparing raised), and setting or
// removing with those known.
enum { DICT_MISSING = -1, DICT_RAISED = -2 };
bool dict_hash_key(Vm *vm, Value key, uint32_t *hash);
int dict_find(Vm *vm, const Dict *dict, Value key, uint32_t hash);
bool dict_insert(Vm *vm, Dict *dict, Value key, uint32_t hash, Value value); // a new key
DictEntry dict_remove_entry(Vm *vm, Dict *dict, uint32_t at); // the caller owns both
DictEntry dict_pop_last(Vm *vm, Dict *dict); // likewise; the dict is not empty
int dict_first(Vm *vm, Dict *dict); // the first entry's number, or as dict_find()

// -- set. Walked as CPython's table if all its items are int, bool, float, None or tuples
//    of them, else in order of arrival.
Set *set_new(Vm *vm, bool frozen);
bool set_add(Vm *vm, Set *set, Value item);
bool set_contains(Vm *vm, Set *set, Value item, bool *result);
bool set_discard(Vm *vm, Set *set, Value item, bool *found);
bool set_update(Vm *vm, Set *set, Value iterable);
int64_t set_count(const Set *set);
// Walks the set: start with [*at] 0; false at the end. The item is borrowed.
bool set_next(Set *set, uint32_t *at, Value *item);

// -- range and slice
Value range_new(Vm *vm, int64_t start, int64_t stop, int64_t step);
Value slice_new(Vm *vm, Value start, Value stop, Value step); // keeps
// The indices that a slice means in a sequence of [length]: start, step and how many.
bool slice_resolve(Vm *vm, const Slice *slice, int64_t length, int64_t *start,
                   int64_t *step, int64_t *count);
// The same as start, stop and step, which range() of them walks.
bool slice_bounds(Vm *vm, const Slice *slice, int64_t length, int64_t *start,
                  int64_t *stop, int64_t *step);
// An index value (int or __index__) into 0 .. length - 1, negative ones counted from the
// end; IndexError with [message] otherwise.
bool index_resolve(Vm *vm, Value index, int64_t length, const char *message,
                   int64_t *result);

// What a loop over a range needs to know, if [iterable] is a range whose steps are 1 and not
// too many: a VALUE_COUNTING, which is all of an iterator that nobody else can see. False,
// and nothing is written, for all others.
bool range_counting(const Vm *vm, Value iterable, Value *counting);

// The same for the range that a call of [callee] with just [stop] would make.
bool range_call_counting(const Vm *vm, Value callee, Value stop, Value *counting);

// How many numbers are left: 0 for all other values.
static inline uint32_t counting_left(Value v)
{
    return (uint32_t)(v.kind >> 32);
}

// The next number, of which there is one.
static inline Value counting_next(Value *counting)
{
    counting->kind -= UINT64_C(1) << 32;
    // Behind the last one it may leave the 64 bits; nobody sees the number then.
    int64_t next = counting->integer;
    counting->integer = (int64_t)((uint64_t)next + 1);
    return value_int(next);
}

// An iterator of one of the range's numbers, for FOR_ITER's fast path: the machine reads
// these fields directly.
typedef struct RangeIterator {
    Object object;
    int64_t next, step, left;
} RangeIterator;

typedef struct ListIterator {
    Object object;
    List *list; // NULL when exhausted
    uint32_t at;
} ListIterator;

// Makes the types of the containers and their iterators. Called once a run.
void containers_init(Vm *vm);

#endif
