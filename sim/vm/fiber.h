// fiber.h -- code with a C stack of its own.
//
// A thread of the program may wait anywhere, also deep within builtins that call back: it
// leaves its stack as it is and another thread's code goes on. So each has a C stack, and
// with it all that the machine knows of the code on it: its frames, the exception that it
// handles. Only one runs at a time, and it says itself to whom it hands over.

#ifndef VM_FIBER_H
#define VM_FIBER_H

#include "vm/vm.h"

typedef struct Fiber Fiber;

// The body of a fiber: it ends by handing over for the last time, and does not return.
typedef void FiberBody(Vm *vm, void *argument);

// The code that runs now, on the stack that it has. The caller closes it, on that stack.
Fiber *fiber_adopt(Vm *vm);

// A new one that calls body(vm, argument) when it is first handed over to. The caller closes
// it; NULL if the computer has no memory for a stack.
Fiber *fiber_open(Vm *vm, FiberBody *body, void *argument);

// Gives the stack back. It must not be running and must have nothing left to do.
void fiber_close(Vm *vm, Fiber *fiber);

// Leaves [from], which runs, where it is, and goes on with [to]. Returns when somebody hands
// over to [from] again.
void fiber_switch(Vm *vm, Fiber *from, Fiber *to);

#endif
