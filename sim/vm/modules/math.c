// math.c -- the module math: functions of doubles. What counts is in math_integers.c, what
// adds up in math_sums.c, gamma in math_gamma.c.
//
// Values come from the platform's libm, as CPython's do; errors are CPython 3.13's.

#include "vm/modules/math.h"

#include "vm/big.h"

#include "vm/modules/modules.h"

#include <errno.h>
#include <math.h>
#include <string.h>

bool math_domain_error(Vm *vm)
{
    return raise_error(vm, VALUE_ERROR, "math domain error");
}

bool math_range_error(Vm *vm)
{
    return raise_error(vm, OVERFLOW_ERROR, "math range error");
}

// -- Functions of one double -------------------------------------------------------

typedef double OneFunction(double);
typedef double TwoFunction(double, double);

// A function of which NaN means outside its domain and infinity a pole, or, if it
// [overflows], a number too large.
static bool call_one(Vm *vm, Value arg, OneFunction *function, bool overflows,
                     Value *result)
{
    double x;
    if (!arg_double(vm, arg, &x)) return false;
    double y = function(x);
    if (isnan(y) && !isnan(x)) return math_domain_error(vm);
    if (isinf(y) && isfinite(x))
        return overflows ? math_range_error(vm) : math_domain_error(vm);
    *result = value_float(y);
    return true;
}

// A function that tells its errors in errno.
static bool call_telling(Vm *vm, Value arg, OneFunction *function, Value *result)
{
    double x;
    if (!arg_double(vm, arg, &x)) return false;
    errno = 0;
    double y = function(x);
    if (errno == EDOM) return math_domain_error(vm);
    if (errno == ERANGE && fabs(y) >= 1.5) return math_range_error(vm);
    *result = value_float(y);
    return true;
}

static bool call_two(Vm *vm, Value *args, TwoFunction *function, Value *result)
{
    double x, y;
    if (!arg_double(vm, args[0], &x) || !arg_double(vm, args[1], &y)) return false;
    double z = function(x, y);
    if (isnan(z) && !isnan(x) && !isnan(y)) return math_domain_error(vm);
    if (isinf(z) && isfinite(x) && isfinite(y)) return math_range_error(vm);
    *result = value_float(z);
    return true;
}

#define ONE(name, function, overflows)                                                   \
    static bool math_##name(Vm *vm, Value *args, Value *result)                          \
    {                                                                                    \
        return call_one(vm, args[0], function, overflows, result);                       \
    }
#define TWO(name, function)                                                              \
    static bool math_##name(Vm *vm, Value *args, Value *result)                          \
    {                                                                                    \
        return call_two(vm, args, function, result);                                     \
    }
ONE(acos, acos, false)
ONE(acosh, acosh, false)
ONE(asin, asin, false)
ONE(asinh, asinh, false)
ONE(atan, atan, false)
ONE(atanh, atanh, false)
ONE(cbrt, cbrt, false)
ONE(cos, cos, false)
ONE(cosh, cosh, true)
ONE(erf, erf, false)
ONE(erfc, erfc, false)
ONE(exp, exp, true)
ONE(exp2, exp2, true)
ONE(expm1, expm1, true)
ONE(fabs, fabs, false)
ONE(log1p, log1p, false)
ONE(sin, sin, false)
ONE(sinh, sinh, true)
ONE(sqrt, sqrt, false)
ONE(tan, tan, false)
ONE(tanh, tanh, false)
ONE(log2, log2, false)
ONE(log10, log10, false)
TWO(atan2, atan2)
TWO(copysign, copysign)
TWO(fmod, fmod)
TWO(remainder, remainder)
#undef ONE
#undef TWO

static bool math_gamma_function(Vm *vm, Value *args, Value *result)
{
    return call_telling(vm, args[0], math_gamma, result);
}

static bool math_lgamma_function(Vm *vm, Value *args, Value *result)
{
    return call_telling(vm, args[0], math_lgamma, result);
}

static bool logarithm(Vm *vm, Value arg, double *result)
{
    double x;
    if (!arg_double(vm, arg, &x)) return false;
    if (x <= 0.0) return math_domain_error(vm);
    *result = log(x);
    return true;
}

static bool math_log(Vm *vm, Value *args, Value *result)
{
    double number = 0, base = 0;
    if (!logarithm(vm, args[0], &number)) return false;
    *result = value_float(number);
    if (value_is_unset(args[1])) return true;
    if (!logarithm(vm, args[1], &base)) return false;
    if (base == 0.0)
        return raise_error(vm, ZERO_DIVISION_ERROR, "float division by zero");
    *result = value_float(number / base);
    return true;
}

static bool math_pow(Vm *vm, Value *args, Value *result)
{
    double x, y;
    if (!arg_double(vm, args[0], &x) || !arg_double(vm, args[1], &y)) return false;
    double z = pow(x, y);
    if (isfinite(x) && isfinite(y)) {
        if (isnan(z) || (isinf(z) && x == 0.0)) return math_domain_error(vm);
        if (isinf(z)) return math_range_error(vm);
    }
    *result = value_float(z);
    return true;
}

static bool math_fma(Vm *vm, Value *args, Value *result)
{
    double x, y, z;
    if (!arg_double(vm, args[0], &x) || !arg_double(vm, args[1], &y) ||
        !arg_double(vm, args[2], &z))
        return false;
    double sum = fma(x, y, z);
    if (isnan(sum) && !isnan(x) && !isnan(y) && !isnan(z))
        return raise_error(vm, VALUE_ERROR, "invalid operation in fma");
    if (isinf(sum) && isfinite(x) && isfinite(y) && isfinite(z))
        return raise_error(vm, OVERFLOW_ERROR, "overflow in fma");
    *result = value_float(sum);
    return true;
}

static bool math_degrees(Vm *vm, Value *args, Value *result)
{
    double x;
    if (!arg_double(vm, args[0], &x)) return false;
    *result = value_float(x * (180.0 / M_PI));
    return true;
}

static bool math_radians(Vm *vm, Value *args, Value *result)
{
    double x;
    if (!arg_double(vm, args[0], &x)) return false;
    *result = value_float(x * (M_PI / 180.0));
    return true;
}

// -- Rounding ----------------------------------------------------------------------

// floor and ceil: of a class of the program by its own method.
static bool rounded(Vm *vm, Value v, OneFunction *function, Str *method, Value *result)
{
    if (value_is_int(v)) {
        *result = value_int(v.integer);
        return true;
    }
    bool found = false;
    if (v.kind == VALUE_OBJECT) {
        if (!call_special(vm, v, method, NULL, 0, &found, result)) return false;
        if (found) return true;
    }
    double x;
    return arg_double(vm, v, &x) && whole_from_double(vm, function(x), result);
}

static bool math_floor(Vm *vm, Value *args, Value *result)
{
    return rounded(vm, args[0], floor, vm->names.floor, result);
}

static bool math_ceil(Vm *vm, Value *args, Value *result)
{
    return rounded(vm, args[0], ceil, vm->names.ceil, result);
}

static bool math_trunc(Vm *vm, Value *args, Value *result)
{
    Value v = args[0];
    if (v.kind == VALUE_FLOAT) return whole_from_double(vm, trunc(v.number), result);
    if (value_is_int(v)) {
        *result = value_int(v.integer);
        return true;
    }
    bool found = false;
    if (!call_special(vm, v, vm->names.trunc, NULL, 0, &found, result)) return false;
    return found || raise_error(vm, TYPE_ERROR, "type %s doesn't define __trunc__ method",
                                value_type_name(vm, v));
}

// -- The parts of a double ---------------------------------------------------------

static bool give_pair(Vm *vm, Value first, Value second, Value *result)
{
    *result = tuple_of(vm, (Value[]){first, second}, 2);
    return true;
}

static bool math_frexp(Vm *vm, Value *args, Value *result)
{
    double x;
    int exponent = 0;
    if (!arg_double(vm, args[0], &x)) return false;
    double mantissa = isfinite(x) && x != 0.0 ? frexp(x, &exponent) : x;
    return give_pair(vm, value_float(mantissa), value_int(exponent), result);
}

static bool math_modf(Vm *vm, Value *args, Value *result)
{
    double x, whole;
    if (!arg_double(vm, args[0], &x)) return false;
    double fraction = modf(x, &whole);
    return give_pair(vm, value_float(fraction), value_float(whole), result);
}

static bool math_ldexp(Vm *vm, Value *args, Value *result)
{
    double x;
    if (!arg_double(vm, args[0], &x)) return false;
    if (!value_is_int(args[1]))
        return raise_error(vm, TYPE_ERROR,
                           "Expected an int as second argument to ldexp.");
    // Past these bounds every double is 0 or too large.
    int64_t exponent = args[1].integer;
    if (exponent > 10000) exponent = 10000;
    if (exponent < -10000) exponent = -10000;
    double y = ldexp(x, (int)exponent);
    if (isinf(y) && isfinite(x)) return math_range_error(vm);
    *result = value_float(y);
    return true;
}

// Doubles in their order as integers: the next double is the next integer.
static int64_t rank_of(double x)
{
    int64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits < 0 ? INT64_MIN - bits : bits;
}

static double double_of(int64_t rank, double sign)
{
    int64_t bits = rank < 0 ? INT64_MIN - rank : rank;
    double x;
    memcpy(&x, &bits, sizeof x);
    return rank == 0 ? copysign(0.0, sign) : x;
}

static double step_towards(double x, double y, uint64_t steps)
{
    if (isnan(x)) return x;
    if (isnan(y)) return y;
    if (steps == 0) return x;
    int64_t from = rank_of(x), to = rank_of(y);
    uint64_t way =
        from < to ? (uint64_t)to - (uint64_t)from : (uint64_t)from - (uint64_t)to;
    if (way <= steps) return y;
    int64_t rank =
        from < to ? (int64_t)((uint64_t)from + steps) : (int64_t)((uint64_t)from - steps);
    return double_of(rank, x);
}

static bool math_nextafter(Vm *vm, Value *args, Value *result)
{
    double x, y;
    int64_t steps = 1;
    if (!arg_double(vm, args[0], &x) || !arg_double(vm, args[1], &y)) return false;
    if (!value_is_none(args[2]) && !arg_int(vm, args[2], &steps)) return false;
    if (steps < 0)
        return raise_error(vm, VALUE_ERROR, "steps must be a non-negative integer");
    *result = value_float(step_towards(x, y, (uint64_t)steps));
    return true;
}

static bool math_ulp(Vm *vm, Value *args, Value *result)
{
    double x;
    if (!arg_double(vm, args[0], &x)) return false;
    x = fabs(x);
    if (isfinite(x)) {
        double above = nextafter(x, INFINITY);
        x = isinf(above) ? x - nextafter(x, -INFINITY) : above - x;
    }
    *result = value_float(x);
    return true;
}

// -- Questions ---------------------------------------------------------------------

static bool math_isfinite(Vm *vm, Value *args, Value *result)
{
    double x;
    if (!arg_double(vm, args[0], &x)) return false;
    *result = value_bool(isfinite(x));
    return true;
}

static bool math_isinf(Vm *vm, Value *args, Value *result)
{
    double x;
    if (!arg_double(vm, args[0], &x)) return false;
    *result = value_bool(isinf(x));
    return true;
}

static bool math_isnan(Vm *vm, Value *args, Value *result)
{
    double x;
    if (!arg_double(vm, args[0], &x)) return false;
    *result = value_bool(isnan(x));
    return true;
}

static bool is_close(double a, double b, double relative, double absolute)
{
    if (a == b) return true;
    if (isinf(a) || isinf(b)) return false;
    double difference = fabs(b - a);
    return difference <= fabs(relative * b) || difference <= fabs(relative * a) ||
           difference <= absolute;
}

static bool math_isclose(Vm *vm, Value *args, Value *result)
{
    double a, b, relative = 1e-9, absolute = 0.0;
    if (!arg_double(vm, args[0], &a) || !arg_double(vm, args[1], &b)) return false;
    if (!value_is_unset(args[2]) && !arg_double(vm, args[2], &relative)) return false;
    if (!value_is_unset(args[3]) && !arg_double(vm, args[3], &absolute)) return false;
    if (relative < 0.0 || absolute < 0.0)
        return raise_error(vm, VALUE_ERROR, "tolerances must be non-negative");
    *result = value_bool(is_close(a, b, relative, absolute));
    return true;
}

static const NativeSpec functions[] = {
    {"acos", "x, /", math_acos, 0},
    {"acosh", "x, /", math_acosh, 0},
    {"asin", "x, /", math_asin, 0},
    {"asinh", "x, /", math_asinh, 0},
    {"atan", "x, /", math_atan, 0},
    {"atan2", "y, x, /", math_atan2, 0},
    {"atanh", "x, /", math_atanh, 0},
    {"cbrt", "x, /", math_cbrt, 0},
    {"ceil", "x, /", math_ceil, 0},
    {"copysign", "x, y, /", math_copysign, 0},
    {"cos", "x, /", math_cos, 0},
    {"cosh", "x, /", math_cosh, 0},
    {"degrees", "x, /", math_degrees, 0},
    {"erf", "x, /", math_erf, 0},
    {"erfc", "x, /", math_erfc, 0},
    {"exp", "x, /", math_exp, 0},
    {"exp2", "x, /", math_exp2, 0},
    {"expm1", "x, /", math_expm1, 0},
    {"fabs", "x, /", math_fabs, 0},
    {"floor", "x, /", math_floor, 0},
    {"fma", "x, y, z, /", math_fma, 0},
    {"fmod", "x, y, /", math_fmod, 0},
    {"frexp", "x, /", math_frexp, 0},
    {"gamma", "x, /", math_gamma_function, 0},
    {"isclose", "a, b, *, rel_tol=, abs_tol=", math_isclose, 0},
    {"isfinite", "x, /", math_isfinite, 0},
    {"isinf", "x, /", math_isinf, 0},
    {"isnan", "x, /", math_isnan, 0},
    {"ldexp", "x, i, /", math_ldexp, 0},
    {"lgamma", "x, /", math_lgamma_function, 0},
    {"log", "x, base=, /", math_log, 0},
    {"log10", "x, /", math_log10, 0},
    {"log1p", "x, /", math_log1p, 0},
    {"log2", "x, /", math_log2, 0},
    {"modf", "x, /", math_modf, 0},
    {"nextafter", "x, y, /, *, steps=None", math_nextafter, 0},
    {"pow", "x, y, /", math_pow, 0},
    {"radians", "x, /", math_radians, 0},
    {"remainder", "x, y, /", math_remainder, 0},
    {"sin", "x, /", math_sin, 0},
    {"sinh", "x, /", math_sinh, 0},
    {"sqrt", "x, /", math_sqrt, 0},
    {"tan", "x, /", math_tan, 0},
    {"tanh", "x, /", math_tanh, 0},
    {"trunc", "x, /", math_trunc, 0},
    {"ulp", "x, /", math_ulp, 0},
    {0},
};

Module *math_module(Vm *vm)
{
    Module *module = module_new(vm, "math", functions);
    natives_add(vm, module->attributes, math_integer_functions, "math");
    natives_add(vm, module->attributes, math_sum_functions, "math");
    module_set(vm, module, "pi", value_float(M_PI));
    module_set(vm, module, "e", value_float(M_E));
    module_set(vm, module, "tau", value_float(2.0 * M_PI));
    module_set(vm, module, "inf", value_float(INFINITY));
    module_set(vm, module, "nan", value_float(NAN));
    return module;
}
