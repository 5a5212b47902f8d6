// numbers.h -- arithmetic of ints and floats with Python's meaning.
//
// Ints of 64 bits stand in the Value; longer ones are objects (big.h). Doubles follow CPython's floatobject.c.

#ifndef VM_NUMBERS_H
#define VM_NUMBERS_H

#include "base/text.h"
#include "vm/object.h"

// a op b. ZeroDivisionError, ValueError, OverflowError as CPython's; NotImplemented for
// the operators that the type does not have.
bool int_arithmetic(Vm *vm, BinaryOp op, int64_t a, int64_t b, Value *result);
bool float_arithmetic(Vm *vm, BinaryOp op, double a, double b, Value *result);

// pow(base, exponent, modulus), with the sign of the modulus.
bool int_power_modulo(Vm *vm, int64_t base, int64_t exponent, int64_t modulus,
                      Value *result);

// divmod(a, b) as a tuple.
bool int_divmod(Vm *vm, int64_t a, int64_t b, Value *result);
bool float_divmod(Vm *vm, double a, double b, Value *result);

// The order of an int or float and another, exact: < 0, 0, > 0, or NUMBERS_UNORDERED if
// one is NaN. Both must be value_is_number().
enum { NUMBERS_UNORDERED = 2 };
int numbers_order(Value a, Value b);

// True if an order (< 0, 0, > 0) makes "left op right" true.
bool order_holds(CompareOp op, int order);

int64_t int_hash(int64_t number);
int64_t float_hash(double number);

// int(text, base) and float(text) with CPython's ValueErrors. [base] is 0 or 2 to 36.
bool int_from_str(Vm *vm, const Str *str, int base, Value *result);
bool float_from_str(Vm *vm, const Str *str, Value *result);

// Adds the text with the digits and spaces of all scripts as those of ASCII, and a
// character that no number has for everything else that is not ASCII.
void text_add_plain_digits(Text *text, const Str *str);

// round(number, digits): correctly rounded, half to even.
bool float_round(Vm *vm, double number, int64_t digits, Value *result);
bool int_round(Vm *vm, int64_t number, int64_t digits, Value *result);

// Adds the magnitude in [base] (2, 8, 10 or 16), lower case, without sign or prefix.
void int_add_digits(Text *text, uint64_t magnitude, int base);

// The magnitude, also of the smallest int.
static inline uint64_t int_magnitude(int64_t number)
{
    return number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
}

// True if a double holds the number exactly, whatever its digits.
static inline bool int_is_exact(int64_t number)
{
    const int64_t most = INT64_C(1) << 53;
    return number >= -most && number <= most;
}

// An instance of a class of the program that derives from int or float.
typedef struct NumberObject {
    Object object;
    Value number; // an int or a float
} NumberObject;

// The number itself, if [v] is such an instance; [v] otherwise.
static inline Value number_plain(Value v)
{
    return value_has_layout(v, LAYOUT_NUMBER) ? ((NumberObject *)v.object)->number : v;
}

static inline bool value_is_float(Value v)
{
    return v.kind == VALUE_FLOAT;
}

// An int, bool or float.
static inline bool value_is_number(Value v)
{
    return v.kind == VALUE_INT || v.kind == VALUE_FLOAT || v.kind == VALUE_BOOL;
}

static inline double number_double(Value v)
{
    return v.kind == VALUE_FLOAT ? v.number : (double)v.integer;
}

// -- Digits of floats (float_repr.c)

// The decimal digits of a finite number >= 0, and where the point stands: 0.DIGITS x
// 10^point. Zero is "0" with the point at 1.
typedef struct Decimal {
    char *digits; // a C string, owned by the text below
    int count;
    int point;
    Text text;
} Decimal;

// The fewest digits that read back as the same number.
void decimal_shortest(Decimal *decimal, double number);
// Exactly [digits] significant ones (at least 1), correctly rounded; trailing zeros stay.
void decimal_significant(Decimal *decimal, double number, int digits);
// [digits] behind the point. A number that rounds to zero has only zeros.
void decimal_fixed(Decimal *decimal, double number, int digits);
void decimal_free(Decimal *decimal);

// float.hex() and float.fromhex().
void float_add_hex(Text *text, double number);
bool float_from_hex(Vm *vm, const Str *str, Value *result);

// Makes the types and puts int, float and bool into the builtins. Called once a run.
void numbers_init(Vm *vm);

// The types of numbers.c and the methods that go with them.
extern const NativeSpec int_methods[], float_methods[];
bool int_create(Vm *vm, Type *type, const Arguments *arguments, Value *result);
bool float_create(Vm *vm, Type *type, const Arguments *arguments, Value *result);
bool bool_create(Vm *vm, Type *type, const Arguments *arguments, Value *result);

// abs, round, divmod, pow, chr, ord, hex, bin, oct, repr, ascii, format, hash, id and
// callable, for the builtins.
extern const NativeSpec builtins_number_specs[];

#endif
