// containers.c -- makes the types of the containers.

#include "vm/containers.h"

#include "vm/iterators.h"

#include "vm/vm.h"

static void publish(Vm *vm, Type *type)
{
    dict_set_str(vm, vm->builtins, type->name, value_object(type));
}

void containers_init(Vm *vm)
{
    sets_init(vm);
    ranges_init(vm);
    slices_init(vm);
    dict_views_init(vm);
    iterators_init(vm);
    iteration_init(vm);
    generic_aliases_init(vm);

    const VmTypes *types = &vm->types;
    Type *const public[] = {types->tuple,     types->list,   types->dict,
                            types->set,       types->range,  types->frozenset,
                            types->slice,     types->zip,    types->map,
                            types->enumerate, types->filter, types->reversed};
    for (size_t i = 0; i < sizeof public / sizeof *public; i++)
        publish(vm, public[i]);
}
