// big.h -- ints past 64 bits, computed by GMP.
//
// An int that fits into 64 bits is never big: every result is brought back as soon as it
// fits. A big one is an object of a type of its own that derives from int and looks like it;
// what the program sees as its type is int. Nothing here is reached before a result leaves
// 64 bits.

#ifndef VM_BIG_H
#define VM_BIG_H

#include "base/text.h"
#include "vm/object.h"

static inline bool value_is_big(Value v)
{
    return value_has_layout(v, LAYOUT_BIG);
}

// An int of any size, or a bool; no instance of a class of the program.
static inline bool value_is_whole(Value v)
{
    return value_is_int(v) || value_is_big(v);
}

// What the program sees as the type: int for a big one, range for one of such numbers.
Type *value_visible_type(const Vm *vm, Value v);

// a op b of whole numbers, as int_arithmetic().
bool big_arithmetic(Vm *vm, BinaryOp op, Value a, Value b, Value *result);
bool big_divmod(Vm *vm, Value a, Value b, Value *result);
bool big_power_modulo(Vm *vm, Value base, Value exponent, Value modulus, Value *result);
bool big_negative(Vm *vm, Value a, Value *result);

// The whole number that [digits] (of [base] 2 to 36, without sign or "_") are.
bool big_from_digits(Vm *vm, const char *digits, int base, bool negative, Value *result);

// The whole part of a float: ValueError for NaN, OverflowError for infinity.
bool whole_from_double(Vm *vm, double number, Value *result);

// The nearest double; OverflowError if it is past all of them.
bool whole_to_double(Vm *vm, Value whole, double *result);

bool big_is_negative(Value whole);

// Adds the magnitude of a whole number in [base], lower case, without sign or prefix.
void whole_add_digits(Text *text, Value whole, int base);

// False with ValueError if a decimal text of so many digits is longer than CPython allows.
bool digits_allowed(Vm *vm, size_t count, bool is_read);

// For the module math, of numbers that are not negative.
bool big_factorial(Vm *vm, int64_t n, Value *result);
bool big_choices(Vm *vm, int64_t n, int64_t k, Value *result);
bool big_root(Vm *vm, Value whole, Value *result);
bool big_gcd(Vm *vm, Value a, Value b, Value *result);

// [count] words of 32 bits, the lowest first.
bool big_from_words(Vm *vm, const uint32_t *words, size_t count, Value *result);

// Makes the type. Called once a run.
void big_init(Vm *vm);

#endif
