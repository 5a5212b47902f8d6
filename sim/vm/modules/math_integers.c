// math_integers.c -- the functions of math that count: gcd, comb, factorial, isqrt ...
//
// What does not fit into 64 bits is left to big.c.

#include "vm/modules/math.h"

#include "vm/big.h"

// An int of any size: itself, or what __index__ gives. Owned.
static bool take_whole(Vm *vm, Value v, Value *whole)
{
    int64_t number;
    if (value_is_big(v)) {
        *whole = value_keep(v);
        return true;
    }
    if (!arg_int(vm, v, &number)) return false;
    *whole = value_int(number);
    return true;
}

// Goes on with [step] from [*total], which is owned, over all arguments.
typedef bool FoldStep(Vm *vm, Value total, Value next, Value *result);

static bool fold(Vm *vm, const Tuple *numbers, FoldStep *step, Value *total)
{
    for (uint32_t i = 0; i < numbers->count; i++) {
        Value next, result;
        bool ok = take_whole(vm, numbers->items[i], &next);
        if (ok) {
            ok = step(vm, *total, next, &result);
            value_drop(vm, next);
        }
        value_drop(vm, *total);
        if (!ok) return false;
        *total = result;
    }
    return true;
}

static bool math_gcd(Vm *vm, Value *args, Value *result)
{
    *result = value_int(0);
    return fold(vm, TUPLE(args[0]), big_gcd, result);
}

// |a| / gcd(a, b) x |b|; 0 if one of them is.
static bool common_multiple(Vm *vm, Value a, Value b, Value *result)
{
    Value divisor, part, product;
    if (!big_gcd(vm, a, b, &divisor)) return false;
    if (value_is_int(divisor) && divisor.integer == 0) {
        *result = value_int(0);
        return true;
    }
    bool ok = big_arithmetic(vm, BINARY_FLOOR_DIV, a, divisor, &part);
    value_drop(vm, divisor);
    if (!ok) return false;
    ok = big_arithmetic(vm, BINARY_MUL, part, b, &product);
    value_drop(vm, part);
    if (!ok || !big_is_negative(product)) {
        *result = product;
        return ok;
    }
    ok = big_negative(vm, product, result);
    value_drop(vm, product);
    return ok;
}

static bool math_lcm(Vm *vm, Value *args, Value *result)
{
    *result = value_int(1);
    return fold(vm, TUPLE(args[0]), common_multiple, result);
}

static bool math_isqrt(Vm *vm, Value *args, Value *result)
{
    Value number;
    if (!take_whole(vm, args[0], &number)) return false;
    bool ok = big_is_negative(number)
                  ? raise_error(vm, VALUE_ERROR, "isqrt() argument must be nonnegative")
                  : big_root(vm, number, result);
    value_drop(vm, number);
    return ok;
}

static bool factorial(Vm *vm, int64_t n, Value *result)
{
    if (n < 0)
        return raise_error(vm, VALUE_ERROR,
                           "factorial() not defined for negative values");
    return big_factorial(vm, n, result);
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
    *result = value_int(0);
    return k > n || big_choices(vm, n, k > n - k ? n - k : k, result);
}

static bool math_perm(Vm *vm, Value *args, Value *result)
{
    int64_t n, k;
    if (value_is_none(args[1]))
        return arg_int(vm, args[0], &n) && factorial(vm, n, result);
    if (!choice(vm, args, &n, &k)) return false;
    *result = value_int(k > n ? 0 : 1);
    for (int64_t i = 0; i < k && k <= n; i++) {
        Value product;
        bool ok = big_arithmetic(vm, BINARY_MUL, *result, value_int(n - i), &product);
        value_drop(vm, *result);
        if (!ok) return false;
        *result = product;
    }
    return true;
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
