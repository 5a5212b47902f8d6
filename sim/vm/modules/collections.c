// collections.c -- the modules collections and collections.abc.

#include "vm/modules/collections.h"
#include "vm/library.h"

#include "vm/builtins.h"
#include "vm/exception.h"
#include "vm/iterators.h"
#include "vm/modules/modules.h"
#include "vm/operators.h"

#include <string.h>

Module *collections_module(Vm *vm)
{
    Module *module = module_new(vm, "collections", NULL);
    deque_add(vm, module);
    defaultdict_add(vm, module);
    counter_add(vm, module);
    ordered_dict_add(vm, module);
    named_tuple_add(vm, module);
    chain_map_add(vm, module);
    return module;
}
