// math.h -- what the files of the module math share.

#ifndef VM_MODULES_MATH_H
#define VM_MODULES_MATH_H

#include "vm/vm.h"

// "math domain error" and "math range error". False.
bool math_domain_error(Vm *vm);
bool math_range_error(Vm *vm);

// gamma and log(abs(gamma)) as CPython computes them; they set errno as libm does.
double math_gamma(double x);
double math_lgamma(double x);

extern const NativeSpec math_integer_functions[]; // math_integers.c
extern const NativeSpec math_sum_functions[];     // math_sums.c

#endif
