// functools.h -- what the files of the module functools share.

#ifndef VM_MODULES_FUNCTOOLS_H
#define VM_MODULES_FUNCTOOLS_H

#include "vm/vm.h"

// function(*first, *more, **keywords); [first] and [more] may be NULL.
bool call_unpacked(Vm *vm, Value function, const Tuple *first, const Tuple *more,
                   const Dict *keywords, Value *result);

// update_wrapper(wrapper, wrapped) with its usual arguments.
bool wrapper_update(Vm *vm, Value wrapper, Value wrapped);

// Put their part into the module: lru_cache, cache, cached_property; total_ordering.
void caching_add(Vm *vm, Module *module);
void total_ordering_add(Vm *vm, Module *module);

#endif
