// math_integers.c -- the functions of math that count: gcd, comb, factorial, isqrt ...
//
// A result that does not fit into 64 bits ends the run with the limit "integer".

#include "vm/modules/math.h"

#include <math.h>

static bool too_big(Vm *vm)
{
    return vm_halt(vm, HALT_LIMIT, "integer");
}

static bool give(Vm *vm, uint64_t number, Value *result)
{
    if (number > INT64_MAX) return too_big(vm);
    *result = value_int((int64_t)number);
    return true;
}

static uint64_t magnitude(int64_t number)
{
    return number < 0 ? -(uint64_t)number : (uint64_t)number;
}

static uint64_t greatest_divisor(uint64_t a, uint64_t b)
{
    while (b) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static bool math_gcd(Vm *vm, Value *args, Value *result)
{
    const Tuple *numbers = TUPLE(args[0]);
    uint64_t divisor = 0;
    for (uint32_t i = 0; i < numbers->count; i++) {
        int64_t number;
        if (!arg_int(vm, numbers->items[i], &number)) return false;
        divisor = greatest_divisor(divisor, magnitude(number));
    }
    return give(vm, divisor, result);
}

static bool math_lcm(Vm *vm, Value *args, Value *result)
{
    const Tuple *numbers = TUPLE(args[0]);
    uint64_t multiple = 1;
    for (uint32_t i = 0; i < numbers->count; i++) {
        int64_t number;
        if (!arg_int(vm, numbers->items[i], &number)) return false;
        if (multiple == 0) continue;
        uint64_t other = magnitude(number);
        if (other) multiple /= greatest_divisor(multiple, other);
        if (__builtin_mul_overflow(multiple, other, &multiple)) return too_big(vm);
    }
    return give(vm, multiple, result);
}

static bool math_isqrt(Vm *vm, Value *args, Value *result)
{
    int64_t number;
    if (!arg_int(vm, args[0], &number)) return false;
    if (number < 0)
        return raise_error(vm, VALUE_ERROR, "isqrt() argument must be nonnegative");
    uint64_t n = (uint64_t)number;
    uint64_t root = (uint64_t)sqrt((double)number);
    // The double may be off by one.
    while (root * root > n)
        root--;
    while ((root + 1) * (root + 1) <= n)
        root++;
    return give(vm, root, result);
}

static bool factorial(Vm *vm, int64_t n, Value *result)
{
    if (n < 0)
        return raise_error(vm, VALUE_ERROR,
                           "factorial() not defined for negative values");
    if (n > 20) return too_big(vm);
    uint64_t product = 1;
    for (uint64_t i = 2; i <= (uint64_t)n; i++)
        product *= i;
    return give(vm, product, result);
}

static bool math_factorial(Vm *vm, Value *args, Value *result)
{
    int64_t n;
    return arg_int(vm, args[0], &n) && factorial(vm, n, result);
}

// The two arguments of comb and perm.
static bool choice(Vm *vm, Value *args, int64_t *n, int64_t *k)
{
    if (!arg_int(vm, args[0], n) || !arg_int(vm, args[1], k)) return false;
    if (*n < 0) return raise_error(vm, VALUE_ERROR, "n must be a non-negative integer");
    if (*k < 0) return raise_error(vm, VALUE_ERROR, "k must be a non-negative integer");
    return true;
}

static bool math_comb(Vm *vm, Value *args, Value *result)
{
    int64_t n, k;
    if (!choice(vm, args, &n, &k)) return false;
    if (k > n) return give(vm, 0, result);
    if (k > n - k) k = n - k;
    unsigned __int128 product = 1;
    for (int64_t i = 0; i < k; i++) {
        product = product * (uint64_t)(n - i) / (uint64_t)(i + 1);
        if (product > INT64_MAX) return too_big(vm);
    }
    return give(vm, (uint64_t)product, result);
}

static bool math_perm(Vm *vm, Value *args, Value *result)
{
    int64_t n, k;
    if (value_is_none(args[1]))
        return arg_int(vm, args[0], &n) && factorial(vm, n, result);
    if (!choice(vm, args, &n, &k)) return false;
    uint64_t product = k > n ? 0 : 1;
    for (int64_t i = 0; i < k && product; i++)
        if (__builtin_mul_overflow(product, (uint64_t)(n - i), &product))
            return too_big(vm);
    return give(vm, product, result);
}

const NativeSpec math_integer_functions[] = {
    {"gcd", "*integers", math_gcd, 0},
    {"lcm", "*integers", math_lcm, 0},
    {"isqrt", "n, /", math_isqrt, 0},
    {"factorial", "n, /", math_factorial, 0},
    {"comb", "n, k, /", math_comb, 0},
    {"perm", "n, k=None, /", math_perm, 0},
    {0},
};
