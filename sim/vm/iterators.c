// iterators.c -- the iterators of list, tuple, dict, set and range, and iter(f, sentinel).
//
// An iterator over something that may change looks at it anew at each step: a list that
// grows is walked to its new end, a dict or set that grows is an error. One that has come
// to its end lets go of what it walked and stays at the end.

#include "vm/iterators.h"

#include "vm/call.h"
#include "vm/exception.h"
#include "vm/operators.h"
#include "vm/set.h"
#include "vm/vm.h"

bool iterator_iter(Vm *vm, Value self, Value *result)
{
    (void)vm;
    *result = value_keep(self);
    return true;
}

bool create_refused(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    (void)arguments;
    (void)result;
    return raise_error(vm, TYPE_ERROR, "cannot create '%s' instances", type_name(type));
}

static bool ended(Value *result)
{
    *result = UNSET;
    return true;
}

// -- list and tuple ----------------------------------------------------------------

static Value list_iterator_new(Vm *vm, Type *type, Value list, uint32_t at)
{
    ListIterator *iterator = object_new(vm, type);
    iterator->list = object_keep(LIST(list));
    iterator->at = at;
    return value_object(iterator);
}

bool list_iter(Vm *vm, Value self, Value *result)
{
    *result = list_iterator_new(vm, vm->types.list_iterator, self, 0);
    return true;
}

Value list_reversed(Vm *vm, Value list)
{
    return list_iterator_new(vm, vm->types.list_reverse_iterator, list,
                             LIST(list)->count);
}

static void list_iterator_release(Vm *vm, Object *self)
{
    ListIterator *iterator = (ListIterator *)self;
    object_drop(vm, iterator->list);
}

static bool list_iterator_end(Vm *vm, ListIterator *iterator, Value *result)
{
    List *list = iterator->list;
    iterator->list = NULL;
    object_drop(vm, list);
    return ended(result);
}

static bool list_iterator_next(Vm *vm, Value self, Value *result)
{
    ListIterator *iterator = (ListIterator *)self.object;
    if (!iterator->list) return ended(result);
    if (iterator->at >= iterator->list->count)
        return list_iterator_end(vm, iterator, result);
    *result = value_keep(iterator->list->items[iterator->at++]);
    return true;
}

// [at] is one more than the place of the next item.
static bool list_reverse_next(Vm *vm, Value self, Value *result)
{
    ListIterator *iterator = (ListIterator *)self.object;
    if (!iterator->list) return ended(result);
    if (!iterator->at || iterator->at > iterator->list->count)
        return list_iterator_end(vm, iterator, result);
    *result = value_keep(iterator->list->items[--iterator->at]);
    return true;
}

static const TypeSpec list_iterator_spec = {
    .name = "list_iterator",
    .module = "builtins",
    .layout = LAYOUT_ITERATOR,
    .size = sizeof(ListIterator),
    .flags = TYPE_FINAL,
    .slots = {.create = create_refused,
              .release = list_iterator_release,
              .iter = iterator_iter,
              .next = list_iterator_next},
};

static const TypeSpec list_reverse_iterator_spec = {
    .name = "list_reverseiterator",
    .module = "builtins",
    .layout = LAYOUT_ITERATOR,
    .size = sizeof(ListIterator),
    .flags = TYPE_FINAL,
    .slots = {.create = create_refused,
              .release = list_iterator_release,
              .iter = iterator_iter,
              .next = list_reverse_next},
};

typedef struct TupleIterator {
    Object object;
    Tuple *tuple; // NULL when exhausted
    uint32_t at;
} TupleIterator;

bool tuple_iter(Vm *vm, Value self, Value *result)
{
    TupleIterator *iterator = object_new(vm, vm->types.tuple_iterator);
    iterator->tuple = object_keep(TUPLE(self));
    *result = value_object(iterator);
    return true;
}

static void tuple_iterator_release(Vm *vm, Object *self)
{
    object_drop(vm, ((TupleIterator *)self)->tuple);
}

static bool tuple_iterator_next(Vm *vm, Value self, Value *result)
{
    TupleIterator *iterator = (TupleIterator *)self.object;
    Tuple *tuple = iterator->tuple;
    if (!tuple) return ended(result);
    if (iterator->at < tuple->count) {
        *result = value_keep(tuple->items[iterator->at++]);
        return true;
    }
    iterator->tuple = NULL;
    object_drop(vm, tuple);
    return ended(result);
}

static const TypeSpec tuple_iterator_spec = {
    .name = "tuple_iterator",
    .module = "builtins",
    .layout = LAYOUT_ITERATOR,
    .size = sizeof(TupleIterator),
    .flags = TYPE_FINAL,
    .slots = {.create = create_refused,
              .release = tuple_iterator_release,
              .iter = iterator_iter,
              .next = tuple_iterator_next},
};

// -- range -------------------------------------------------------------------------

Value range_iterator_new(Vm *vm, int64_t start, int64_t step, int64_t count)
{
    RangeIterator *iterator = object_new(vm, vm->types.range_iterator);
    iterator->next = start;
    iterator->step = step;
    iterator->left = count;
    return value_object(iterator);
}

static bool range_iterator_next(Vm *vm, Value self, Value *result)
{
    (void)vm;
    RangeIterator *iterator = (RangeIterator *)self.object;
    if (iterator->left <= 0) return ended(result);
    *result = value_int(iterator->next);
    iterator->left--;
    iterator->next = (int64_t)((uint64_t)iterator->next + (uint64_t)iterator->step);
    return true;
}

static const TypeSpec range_iterator_spec = {
    .name = "range_iterator",
    .module = "builtins",
    .layout = LAYOUT_ITERATOR,
    .size = sizeof(RangeIterator),
    .flags = TYPE_FINAL,
    .slots = {.create = create_refused,
              .iter = iterator_iter,
              .next = range_iterator_next},
};

// -- dict --------------------------------------------------------------------------

typedef struct DictIterator {
    Object object;
    Dict *dict;     // NULL when exhausted
    uint32_t at;    // the next entry; backwards: one more than it
    uint32_t count; // of the dict when it began
    uint32_t left;  // entries still to come
    uint16_t part;  // a DictPart
    bool changed;   // the error has been raised once, so it stays
} DictIterator;

Value dict_iterator_new(Vm *vm, Dict *dict, DictPart part, bool backwards)
{
    Type **types =
        backwards ? vm->types.dict_reverse_iterators : vm->types.dict_iterators;
    DictIterator *iterator = object_new(vm, types[part]);
    iterator->dict = object_keep(dict);
    iterator->at = backwards ? dict->used : 0;
    iterator->count = iterator->left = dict->count;
    iterator->part = (uint16_t)part;
    return value_object(iterator);
}

bool dict_iter(Vm *vm, Value self, Value *result)
{
    *result = dict_iterator_new(vm, DICT(self), DICT_KEYS, false);
    return true;
}

static void dict_iterator_release(Vm *vm, Object *self)
{
    object_drop(vm, ((DictIterator *)self)->dict);
}

static bool dict_iterator_end(Vm *vm, DictIterator *iterator, Value *result)
{
    Dict *dict = iterator->dict;
    iterator->dict = NULL;
    object_drop(vm, dict);
    return ended(result);
}

static Value entry_part(Vm *vm, const DictEntry *entry, DictPart part)
{
    if (part == DICT_KEYS) return value_keep(entry->key);
    if (part == DICT_VALUES) return value_keep(entry->value);
    Value pair[2] = {entry->key, entry->value};
    return tuple_of(vm, pair, 2);
}

static bool dict_unchanged(Vm *vm, DictIterator *iterator)
{
    if (!iterator->changed && iterator->count == iterator->dict->count) return true;
    iterator->changed = true;
    return raise_error(vm, RUNTIME_ERROR, "dictionary changed size during iteration");
}

static bool dict_iterator_next(Vm *vm, Value self, Value *result)
{
    DictIterator *iterator = (DictIterator *)self.object;
    if (!iterator->dict) return ended(result);
    if (!dict_unchanged(vm, iterator)) return false;
    DictEntry *entry;
    if (!dict_next(iterator->dict, &iterator->at, &entry))
        return dict_iterator_end(vm, iterator, result);
    if (!iterator->left)
        return raise_error(vm, RUNTIME_ERROR, "dictionary keys changed during iteration");
    iterator->left--;
    *result = entry_part(vm, entry, iterator->part);
    return true;
}

static bool dict_reverse_next(Vm *vm, Value self, Value *result)
{
    DictIterator *iterator = (DictIterator *)self.object;
    if (!iterator->dict) return ended(result);
    if (!dict_unchanged(vm, iterator)) return false;
    const Dict *dict = iterator->dict;
    if (iterator->at > dict->used) iterator->at = dict->used;
    while (iterator->at && value_is_unset(dict->entries[iterator->at - 1].key))
        iterator->at--;
    if (!iterator->at) return dict_iterator_end(vm, iterator, result);
    *result = entry_part(vm, &dict->entries[--iterator->at], iterator->part);
    return true;
}

#define DICT_ITERATOR(type, next_slot)                                                   \
    {                                                                                    \
        .name = type, .module = "builtins", .layout = LAYOUT_ITERATOR,                   \
        .size = sizeof(DictIterator), .flags = TYPE_FINAL,                               \
        .slots = {                                                                       \
            .release = dict_iterator_release, .iter = iterator_iter, .next = next_slot}, \
    }

static const TypeSpec dict_iterator_specs[] = {
    [DICT_KEYS] = DICT_ITERATOR("dict_keyiterator", dict_iterator_next),
    [DICT_VALUES] = DICT_ITERATOR("dict_valueiterator", dict_iterator_next),
    [DICT_ITEMS] = DICT_ITERATOR("dict_itemiterator", dict_iterator_next),
};

static const TypeSpec dict_reverse_iterator_specs[] = {
    [DICT_KEYS] = DICT_ITERATOR("dict_reversekeyiterator", dict_reverse_next),
    [DICT_VALUES] = DICT_ITERATOR("dict_reversevalueiterator", dict_reverse_next),
    [DICT_ITEMS] = DICT_ITERATOR("dict_reverseitemiterator", dict_reverse_next),
};

// -- set ---------------------------------------------------------------------------

typedef struct SetIterator {
    Object object;
    Set *set; // NULL when exhausted
    uint32_t at, count;
} SetIterator;

bool set_iter(Vm *vm, Value self, Value *result)
{
    SetIterator *iterator = object_new(vm, vm->types.set_iterator);
    iterator->set = object_keep(SET(self));
    iterator->count = SET(self)->count;
    *result = value_object(iterator);
    return true;
}

static void set_iterator_release(Vm *vm, Object *self)
{
    object_drop(vm, ((SetIterator *)self)->set);
}

static bool set_iterator_next(Vm *vm, Value self, Value *result)
{
    SetIterator *iterator = (SetIterator *)self.object;
    Set *set = iterator->set;
    if (!set) return ended(result);
    if (set->count != iterator->count) {
        iterator->count = UINT32_MAX; // it stays an error
        return raise_error(vm, RUNTIME_ERROR, "Set changed size during iteration");
    }
    SetEntry *entry;
    if (set_walk(set, &iterator->at, &entry)) {
        *result = value_keep(entry->key);
        return true;
    }
    iterator->set = NULL;
    object_drop(vm, set);
    return ended(result);
}

static bool set_iterator_length_hint(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    SetIterator *iterator = (SetIterator *)args[0].object;
    *result = value_int(0);
    if (!iterator->set || iterator->set->count != iterator->count) return true;
    SetEntry *entry;
    int64_t left = 0;
    for (uint32_t at = iterator->at; set_walk(iterator->set, &at, &entry);)
        left++;
    *result = value_int(left);
    return true;
}

static const NativeSpec set_iterator_methods[] = {
    {"__length_hint__", "self, /", set_iterator_length_hint, 0},
    {0},
};

static const TypeSpec set_iterator_spec = {
    .name = "set_iterator",
    .module = "builtins",
    .layout = LAYOUT_ITERATOR,
    .size = sizeof(SetIterator),
    .flags = TYPE_FINAL,
    .slots = {.create = create_refused,
              .release = set_iterator_release,
              .iter = iterator_iter,
              .next = set_iterator_next},
    .methods = set_iterator_methods,
};

// -- iter(callable, sentinel) ------------------------------------------------------

typedef struct CallIterator {
    Object object;
    Value callable; // UNSET when exhausted
    Value sentinel;
} CallIterator;

Value call_iterator_new(Vm *vm, Value callable, Value sentinel)
{
    CallIterator *iterator = object_new(vm, vm->types.call_iterator);
    iterator->callable = value_keep(callable);
    iterator->sentinel = value_keep(sentinel);
    return value_object(iterator);
}

static void call_iterator_release(Vm *vm, Object *self)
{
    CallIterator *iterator = (CallIterator *)self;
    value_clear(vm, &iterator->callable);
    value_clear(vm, &iterator->sentinel);
}

static bool call_iterator_next(Vm *vm, Value self, Value *result)
{
    CallIterator *iterator = (CallIterator *)self.object;
    if (value_is_unset(iterator->callable)) return ended(result);
    Value callable = value_keep(iterator->callable), given;
    bool ok = call(vm, callable, NULL, 0, &given);
    value_drop(vm, callable);
    if (!ok) {
        // The function may end the iteration itself.
        if (!exception_is_raised(vm, STOP_ITERATION)) return false;
        value_drop(vm, exception_take(vm));
        call_iterator_release(vm, &iterator->object);
        return ended(result);
    }
    bool last = true;
    if (!value_is_unset(iterator->sentinel)) {
        Value sentinel = value_keep(iterator->sentinel);
        ok = value_equal(vm, given, sentinel, &last);
        value_drop(vm, sentinel);
    }
    if (ok && !last) {
        *result = given;
        return true;
    }
    value_drop(vm, given);
    if (!ok) return false;
    call_iterator_release(vm, &iterator->object);
    return ended(result);
}

static const TypeSpec call_iterator_spec = {
    .name = "callable_iterator",
    .module = "builtins",
    .layout = LAYOUT_ITERATOR,
    .size = sizeof(CallIterator),
    .flags = TYPE_FINAL,
    .slots = {.create = create_refused,
              .release = call_iterator_release,
              .iter = iterator_iter,
              .next = call_iterator_next},
};

void iterators_init(Vm *vm)
{
    VmTypes *types = &vm->types;
    types->list_iterator = type_new(vm, &list_iterator_spec, NULL);
    types->list_reverse_iterator = type_new(vm, &list_reverse_iterator_spec, NULL);
    types->tuple_iterator = type_new(vm, &tuple_iterator_spec, NULL);
    types->range_iterator = type_new(vm, &range_iterator_spec, NULL);
    types->set_iterator = type_new(vm, &set_iterator_spec, NULL);
    types->call_iterator = type_new(vm, &call_iterator_spec, NULL);
    for (int part = DICT_KEYS; part <= DICT_ITEMS; part++) {
        types->dict_iterators[part] = type_new(vm, &dict_iterator_specs[part], NULL);
        types->dict_reverse_iterators[part] =
            type_new(vm, &dict_reverse_iterator_specs[part], NULL);
    }
}
