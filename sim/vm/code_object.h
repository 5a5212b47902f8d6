// code_object.h -- what a program can see of the code of its functions.

#ifndef VM_CODE_OBJECT_H
#define VM_CODE_OBJECT_H

#include "vm/call.h"

// An object of types.CodeType: the same one each time. False with an exception set if there
// is no memory for it.
bool code_object(Vm *vm, const RunCode *run, Value *result);

// The object that stands for a frame of that code which can go on.
bool code_frame(Vm *vm, const RunCode *run, Value *result);

#endif
