// containers.c -- makes the types of the containers.

#include "vm/containers.h"

#include "vm/iterators.h"

void containers_init(Vm *vm)
{
    sets_init(vm);
    ranges_init(vm);
    slices_init(vm);
    dict_views_init(vm);
    iterators_init(vm);
    iteration_init(vm);
    generic_aliases_init(vm);
}
