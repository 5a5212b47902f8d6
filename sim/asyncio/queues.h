// queues.h -- asyncio's queues.

#ifndef ASYNCIO_QUEUES_H
#define ASYNCIO_QUEUES_H

#include "asyncio/module.h"

// Makes Queue, LifoQueue, PriorityQueue and their exceptions, and puts them into the module.
void queues_init(Vm *vm, Module *module);

#endif
