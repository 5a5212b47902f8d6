// iterators.h -- the iterators of the builtin containers, and the types of builtins that
// are iterators themselves (enumerate, zip, map, filter, reversed).

#ifndef VM_ITERATORS_H
#define VM_ITERATORS_H

#include "vm/containers.h"

// The slots iter of the containers.
bool tuple_iter(Vm *vm, Value self, Value *result);
bool list_iter(Vm *vm, Value self, Value *result);
bool dict_iter(Vm *vm, Value self, Value *result);
bool set_iter(Vm *vm, Value self, Value *result);
bool range_iter(Vm *vm, Value self, Value *result);

// What a dict's iterator gives.
typedef enum DictPart { DICT_KEYS, DICT_VALUES, DICT_ITEMS } DictPart;

Value dict_iterator_new(Vm *vm, Dict *dict, DictPart part, bool backwards);

// A list's items from the last to the first.
Value list_reversed(Vm *vm, Value list);

// Numbers from [start] on, [count] of them.
Value range_iterator_new(Vm *vm, int64_t start, int64_t step, int64_t count);

// Calls [callable] until it gives [sentinel].
Value call_iterator_new(Vm *vm, Value callable, Value sentinel);

// reversed(v).
bool value_reversed(Vm *vm, Value v, Value *result);

// The slot iter of every iterator: itself.
bool iterator_iter(Vm *vm, Value self, Value *result);

// The slot create of types whose instances only come from elsewhere.
bool create_refused(Vm *vm, Type *type, const Arguments *arguments, Value *result);

// list[int] and the like: the class method __class_getitem__ of the generic builtins.
bool generic_alias_of(Vm *vm, Value *args, Value *result);

// -- The types, made by containers_init().
void sets_init(Vm *vm);
void ranges_init(Vm *vm);
void slices_init(Vm *vm);
void dict_views_init(Vm *vm);
void iterators_init(Vm *vm);       // of the containers
void iteration_init(Vm *vm);       // enumerate, zip, map, filter, reversed
void generic_aliases_init(Vm *vm); // list[int] and int | str

#endif
