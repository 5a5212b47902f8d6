// format.h -- what the three ways of formatting share.

#ifndef VM_FORMAT_H
#define VM_FORMAT_H

#include "vm/str.h"

// Adds a number >= 0, NaN or infinity as the types e E f F g G of a format spec write it;
// type 'r' is repr's form, 'a' is 'g' with at least one digit behind the point.
// [alternate] keeps the point and, for g, the zeros. False if it passed the memory limit.
bool float_add_formatted(Vm *vm, Text *text, double magnitude, char type, int precision,
                         bool alternate);

// A number in decimal digits at [*at], which moves behind them; -1 if there are none, -2
// if it is too large. In specs and fields, though not behind "%", the digits may be those of
// [any_script].
int64_t format_number(const char **at, const char *end, bool any_script);

#endif
