// arithmetic.c -- + - * / // % ** << >> & | ^ of ints and floats, as CPython computes.
//
// The order of the steps in the float operators is that of floatobject.c, since each of
// them rounds.

#include "vm/big.h"
#include "vm/exception.h"
#include "vm/numbers.h"
#include "vm/vm.h"

#include <math.h>

static bool zero_division(Vm *vm, const char *message)
{
    return raise_error(vm, ZERO_DIVISION_ERROR, "%s", message);
}

static bool give_int(Value *result, int64_t number)
{
    *result = value_int(number);
    return true;
}

static bool give_float(Value *result, double number)
{
    *result = value_float(number);
    return true;
}

static int bit_count(uint64_t magnitude)
{
    return magnitude ? 64 - __builtin_clzll(magnitude) : 0;
}

// The quotient of two ints, correctly rounded even where they are no exact doubles.
static double int_quotient(int64_t a, int64_t b)
{
    if (int_is_exact(a) && int_is_exact(b)) return (double)a / (double)b;
    uint64_t x = int_magnitude(a), y = int_magnitude(b);

    // At least 55 bits of quotient, the last of which tells whether anything is left over:
    // rounding that to 53 bits rounds the true quotient.
    int shift = 55 + bit_count(y) - bit_count(x);
    if (shift < 0) shift = 0;
    unsigned __int128 dividend = (unsigned __int128)x << shift;
    uint64_t quotient = (uint64_t)(dividend / y);
    if (dividend % y) quotient |= 1;
    double magnitude = ldexp((double)quotient, -shift);
    return (a < 0) != (b < 0) ? -magnitude : magnitude;
}

static int64_t floor_quotient(int64_t a, int64_t b)
{
    int64_t quotient = a / b;
    return a % b && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

static int64_t floor_remainder(int64_t a, int64_t b)
{
    if (b == -1) return 0;
    int64_t rest = a % b;
    return rest && (rest < 0) != (b < 0) ? rest + b : rest;
}

static bool int_power(Vm *vm, int64_t base, int64_t exponent, Value *result)
{
    if (exponent < 0)
        return float_arithmetic(vm, BINARY_POW, (double)base, (double)exponent, result);
    if (exponent == 0) return give_int(result, 1);
    if (base == 0 || base == 1) return give_int(result, base);
    if (base == -1) return give_int(result, exponent & 1 ? -1 : 1);
    const Value whole = value_int(base), times = value_int(exponent);
    int64_t power = 1;
    while (exponent <= 64) {
        if (exponent & 1 && __builtin_mul_overflow(power, base, &power)) break;
        exponent >>= 1;
        if (!exponent) return give_int(result, power);
        if (__builtin_mul_overflow(base, base, &base)) break;
    }
    return big_arithmetic(vm, BINARY_POW, whole, times, result);
}

static bool left_shift(Vm *vm, int64_t a, int64_t by, Value *result)
{
    if (by < 0) return raise_error(vm, VALUE_ERROR, "negative shift count");
    if (a == 0) return give_int(result, 0);
    int64_t shifted = by > 63 ? 0 : (int64_t)((uint64_t)a << by);
    if (by > 63 || shifted >> by != a)
        return big_arithmetic(vm, BINARY_LSHIFT, value_int(a), value_int(by), result);
    return give_int(result, shifted);
}

static bool right_shift(Vm *vm, int64_t a, int64_t by, Value *result)
{
    if (by < 0) return raise_error(vm, VALUE_ERROR, "negative shift count");
    return give_int(result, a >> (by > 63 ? 63 : by));
}

static bool past_64(Vm *vm, BinaryOp op, int64_t a, int64_t b, Value *result)
{
    return big_arithmetic(vm, op, value_int(a), value_int(b), result);
}

bool int_arithmetic(Vm *vm, BinaryOp op, int64_t a, int64_t b, Value *result)
{
    int64_t number = 0;
    switch (op) {
    case BINARY_ADD:
        if (__builtin_add_overflow(a, b, &number)) return past_64(vm, op, a, b, result);
        break;
    case BINARY_SUB:
        if (__builtin_sub_overflow(a, b, &number)) return past_64(vm, op, a, b, result);
        break;
    case BINARY_MUL:
        if (__builtin_mul_overflow(a, b, &number)) return past_64(vm, op, a, b, result);
        break;
    case BINARY_DIV:
        if (b == 0) return zero_division(vm, "division by zero");
        return give_float(result, int_quotient(a, b));
    case BINARY_FLOOR_DIV:
        if (b == 0) return zero_division(vm, "integer division or modulo by zero");
        if (a == INT64_MIN && b == -1) return past_64(vm, op, a, b, result);
        number = floor_quotient(a, b);
        break;
    case BINARY_MOD:
        if (b == 0) return zero_division(vm, "integer modulo by zero");
        number = floor_remainder(a, b);
        break;
    case BINARY_POW: return int_power(vm, a, b, result);
    case BINARY_LSHIFT: return left_shift(vm, a, b, result);
    case BINARY_RSHIFT: return right_shift(vm, a, b, result);
    case BINARY_AND: number = a & b; break;
    case BINARY_OR: number = a | b; break;
    case BINARY_XOR: number = a ^ b; break;
    case BINARY_MATMUL:
    case BINARY_OP_COUNT: *result = NOT_IMPLEMENTED; return true;
    }
    return give_int(result, number);
}

// -- Floats ------------------------------------------------------------------------

static double remainder_of(double a, double b)
{
    double rest = fmod(a, b);
    if (rest == 0) return copysign(0.0, b);
    return (b < 0) != (rest < 0) ? rest + b : rest;
}

// float_divmod's two results.
static void divide_floor(double a, double b, double *quotient, double *rest)
{
    double modulo = fmod(a, b);
    double division = (a - modulo) / b;
    if (modulo == 0) {
        modulo = copysign(0.0, b);
    } else if ((b < 0) != (modulo < 0)) {
        modulo += b;
        division -= 1.0;
    }
    *rest = modulo;
    if (division == 0) {
        *quotient = copysign(0.0, a / b);
        return;
    }
    *quotient = floor(division);
    if (division - *quotient > 0.5) *quotient += 1.0;
}

static bool out_of_range(Vm *vm)
{
    Value args[] = {value_int(34), str_from(vm, "Numerical result out of range")};
    Value exception = exception_new_with(vm, exception_type(vm, OVERFLOW_ERROR), args, 2);
    value_drop(vm, args[1]);
    return raise_value(vm, exception);
}

static bool float_power(Vm *vm, double a, double b, Value *result)
{
    if (b == 0) return give_float(result, 1.0);
    if (isnan(a)) return give_float(result, a);
    if (isnan(b)) return give_float(result, a == 1.0 ? 1.0 : b);
    if (a == 0 && b < 0)
        return zero_division(vm, "0.0 cannot be raised to a negative power");
    // CPython makes a complex number, which the subset does not have.
    if (a < 0 && isfinite(a) && isfinite(b) && b != floor(b))
        return vm_halt(vm, HALT_LIMIT, "complex");
    double power = pow(a, b);
    if (isinf(power) && isfinite(a) && isfinite(b)) return out_of_range(vm);
    return give_float(result, power);
}

bool float_arithmetic(Vm *vm, BinaryOp op, double a, double b, Value *result)
{
    switch (op) {
    case BINARY_ADD: return give_float(result, a + b);
    case BINARY_SUB: return give_float(result, a - b);
    case BINARY_MUL: return give_float(result, a * b);
    case BINARY_DIV:
        if (b == 0) return zero_division(vm, "float division by zero");
        return give_float(result, a / b);
    case BINARY_FLOOR_DIV: {
        if (b == 0) return zero_division(vm, "float floor division by zero");
        double quotient, rest;
        divide_floor(a, b, &quotient, &rest);
        return give_float(result, quotient);
    }
    case BINARY_MOD:
        if (b == 0) return zero_division(vm, "float modulo by zero");
        return give_float(result, remainder_of(a, b));
    case BINARY_POW: return float_power(vm, a, b, result);
    default: *result = NOT_IMPLEMENTED; return true;
    }
}

// -- divmod and pow with three arguments -------------------------------------------

static bool give_pair(Vm *vm, Value first, Value second, Value *result)
{
    *result = tuple_of(vm, (Value[]){first, second}, 2);
    return true;
}

bool int_divmod(Vm *vm, int64_t a, int64_t b, Value *result)
{
    if (b == 0) return zero_division(vm, "integer division or modulo by zero");
    if (a == INT64_MIN && b == -1)
        return big_divmod(vm, value_int(a), value_int(b), result);
    return give_pair(vm, value_int(floor_quotient(a, b)),
                     value_int(floor_remainder(a, b)), result);
}

bool float_divmod(Vm *vm, double a, double b, Value *result)
{
    if (b == 0) return zero_division(vm, "float divmod()");
    double quotient, rest;
    divide_floor(a, b, &quotient, &rest);
    return give_pair(vm, value_float(quotient), value_float(rest), result);
}

// The inverse of [number] modulo [modulus] > 0; false if there is none.
static bool inverse(int64_t number, int64_t modulus, int64_t *result)
{
    __int128 a = floor_remainder(number, modulus), b = modulus, x = 1, y = 0;
    while (b) {
        __int128 quotient = a / b, rest = a % b, next = x - quotient * y;
        a = b, b = rest, x = y, y = next;
    }
    *result = (int64_t)(((x % modulus) + modulus) % modulus);
    return a == 1;
}

bool int_power_modulo(Vm *vm, int64_t base, int64_t exponent, int64_t modulus,
                      Value *result)
{
    if (modulus == 0)
        return raise_error(vm, VALUE_ERROR, "pow() 3rd argument cannot be 0");
    if (modulus == INT64_MIN || exponent == INT64_MIN)
        return big_power_modulo(vm, value_int(base), value_int(exponent),
                                value_int(modulus), result);
    int64_t size = modulus < 0 ? -modulus : modulus;
    if (exponent < 0) {
        if (!inverse(base, size, &base))
            return raise_error(vm, VALUE_ERROR,
                               "base is not invertible for the given modulus");
        exponent = -exponent;
    }

    unsigned __int128 factor = (uint64_t)floor_remainder(base, size);
    unsigned __int128 power = 1 % size;
    for (; exponent; exponent >>= 1) {
        if (exponent & 1) power = power * factor % (uint64_t)size;
        factor = factor * factor % (uint64_t)size;
    }
    int64_t rest = (int64_t)power;
    return give_int(result, modulus < 0 && rest ? rest - size : rest);
}

// -- Order and hash ----------------------------------------------------------------

static int order_of_doubles(double a, double b)
{
    if (isnan(a) || isnan(b)) return NUMBERS_UNORDERED;
    return (a > b) - (a < b);
}

// Exact: a double of 2^63 or more is beyond every int, and one below has an int part that
// can be compared as such.
static int order_of_int_and_double(int64_t a, double b)
{
    if (isnan(b)) return NUMBERS_UNORDERED;
    if (b >= 0x1p63) return -1;
    if (b < -0x1p63) return 1;
    int64_t whole = (int64_t)b;
    if (a != whole) return a < whole ? -1 : 1;
    double fraction = b - (double)whole;
    return (fraction < 0) - (fraction > 0);
}

int numbers_order(Value a, Value b)
{
    if (a.kind != VALUE_FLOAT && b.kind != VALUE_FLOAT)
        return (a.integer > b.integer) - (a.integer < b.integer);
    if (a.kind == VALUE_FLOAT && b.kind == VALUE_FLOAT)
        return order_of_doubles(a.number, b.number);
    if (b.kind == VALUE_FLOAT) return order_of_int_and_double(a.integer, b.number);
    int order = order_of_int_and_double(b.integer, a.number);
    return order == NUMBERS_UNORDERED ? order : -order;
}

bool order_holds(CompareOp op, int order)
{
    switch (op) {
    case COMPARE_LT: return order < 0;
    case COMPARE_LE: return order <= 0;
    case COMPARE_EQ: return order == 0;
    case COMPARE_NE: return order != 0;
    case COMPARE_GT: return order > 0;
    default: return order >= 0;
    }
}

#define HASH_MODULUS ((UINT64_C(1) << 61) - 1)

int64_t int_hash(int64_t number)
{
    int64_t hash = (int64_t)(int_magnitude(number) % HASH_MODULUS);
    if (number < 0) hash = -hash;
    return hash == -1 ? -2 : hash;
}

// The number modulo 2^61 - 1, taken 28 bits of its fraction at a time.
int64_t float_hash(double number)
{
    if (isnan(number)) return 0;
    if (isinf(number)) return number > 0 ? 314159 : -314159;

    int exponent;
    double fraction = frexp(fabs(number), &exponent);
    uint64_t hash = 0;
    while (fraction != 0) {
        hash = (hash << 28 & HASH_MODULUS) | hash >> (61 - 28);
        fraction *= 0x1p28;
        exponent -= 28;
        uint64_t whole = (uint64_t)fraction;
        fraction -= (double)whole;
        hash += whole;
        if (hash >= HASH_MODULUS) hash -= HASH_MODULUS;
    }
    int turn = exponent >= 0 ? exponent % 61 : 61 - 1 - ((-1 - exponent) % 61);
    hash = (hash << turn & HASH_MODULUS) | hash >> (61 - turn);
    int64_t with_sign = number < 0 ? -(int64_t)hash : (int64_t)hash;
    return with_sign == -1 ? -2 : with_sign;
}
