// collections.h -- what the files of the module collections share.

#ifndef VM_MODULES_COLLECTIONS_H
#define VM_MODULES_COLLECTIONS_H

#include "vm/vm.h"

// Put their part into the module: deque; defaultdict; Counter; OrderedDict; namedtuple;
// ChainMap.
void deque_add(Vm *vm, Module *module);
void defaultdict_add(Vm *vm, Module *module);
void counter_add(Vm *vm, Module *module);
void ordered_dict_add(Vm *vm, Module *module);
void named_tuple_add(Vm *vm, Module *module);
void chain_map_add(Vm *vm, Module *module);

// A class of named tuples. Its name and fields are ours, so it cannot fail.
Value named_tuple_new(Vm *vm, const char *name, const char *module,
                      const char *const *fields, int count);

// namedtuple(name, fields, defaults=defaults), the names checked: [fields] are strs of the
// program, the last of which have [defaults].
bool named_tuple_class(Vm *vm, Value name, Value fields, Value defaults, Value *result);

#endif
