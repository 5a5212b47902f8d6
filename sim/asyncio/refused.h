// refused.h -- the functions of asyncio that are not simulated.

#ifndef ASYNCIO_REFUSED_H
#define ASYNCIO_REFUSED_H

#include "vm/vm.h"

// Puts them into the module; each raises NotImplementedError when it is called.
void refused_add(Vm *vm, Module *module);

#endif
