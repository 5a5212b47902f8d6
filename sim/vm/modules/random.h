// random.h -- a generator of the module random.

#ifndef VM_MODULES_RANDOM_H
#define VM_MODULES_RANDOM_H

#include "vm/modules/mersenne.h"
#include "vm/vm.h"

typedef struct Random {
    Object object;
    Mersenne twister;
    bool has_spare; // gauss() makes two numbers at a time
    double spare;
} Random;

#define RANDOM(value) ((Random *)(value).object)

// Seeds the generator behind the module's functions with vm->seed, as random.seed() does.
// It must have been imported: vm->random is set.
void random_reseed(Vm *vm);

// The methods getstate() and setstate(state).
bool random_get_state(Vm *vm, Value *args, Value *result);
bool random_set_state(Vm *vm, Value *args, Value *result);

// The methods that give numbers of a distribution: random_distributions.c.
extern const NativeSpec random_distributions[];

#endif
