#include "threads/mp.h"
void mp_pool_init(Vm *vm, Module *module)
{
    (void)vm, (void)module;
}
