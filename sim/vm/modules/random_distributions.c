// random_distributions.c -- uniform, gauss and the other distributions of Lib/random.py,
// operation by operation, since the last bit of a double depends on their order.

#include "vm/modules/random.h"

#include <math.h>

#define TWO_PI      (2.0 * M_PI)
#define SQRT_HALF_E (4 * exp(-0.5) / sqrt(2.0)) // of Kinderman and Monahan's method

static double next(Random *random)
{
    return mersenne_double(&random->twister);
}

// The arguments behind self as doubles.
static bool doubles(Vm *vm, const Value *args, int count, double *numbers)
{
    for (int i = 0; i < count; i++)
        if (!arg_double(vm, args[i + 1], &numbers[i])) return false;
    return true;
}

static bool divided_by_zero(Vm *vm)
{
    return raise_error(vm, ZERO_DIVISION_ERROR, "float division by zero");
}

// a ** b for a result that fits into a double.
static bool power(Vm *vm, double a, double b, double *result)
{
    *result = pow(a, b);
    if (isfinite(*result) || !isfinite(a) || !isfinite(b)) return true;
    if (a == 0.0) return raise_error(vm, ZERO_DIVISION_ERROR, "zero to a negative power");
    return raise_error(vm, OVERFLOW_ERROR, "(34, 'Numerical result out of range')");
}

static bool uniform(Vm *vm, Value *args, Value *result)
{
    // As operators, for their TypeErrors and the exactness of ints.
    Value width = UNSET, part = UNSET;
    if (!value_binary(vm, BINARY_SUB, args[2], args[1], &width)) return false;
    Value factor = value_float(next(RANDOM(args[0])));
    bool good = value_binary(vm, BINARY_MUL, width, factor, &part) &&
                value_binary(vm, BINARY_ADD, args[1], part, result);
    value_drop(vm, width);
    value_drop(vm, part);
    return good;
}

static bool triangular(Vm *vm, Value *args, Value *result)
{
    double low, high, mode, c = 0.5;
    if (!arg_double(vm, args[1], &low) || !arg_double(vm, args[2], &high)) return false;
    double u = next(RANDOM(args[0]));
    if (!value_is_none(args[3])) {
        if (!arg_double(vm, args[3], &mode)) return false;
        if (high - low == 0.0) {
            *result = value_keep(args[1]);
            return true;
        }
        c = (mode - low) / (high - low);
    }
    if (u > c) {
        double swapped = low;
        u = 1.0 - u;
        c = 1.0 - c;
        low = high;
        high = swapped;
    }
    *result = value_float(low + (high - low) * sqrt(u * c));
    return true;
}

static double normal(Random *random, double mu, double sigma)
{
    for (;;) {
        double u1 = next(random);
        double u2 = 1.0 - next(random);
        double z = SQRT_HALF_E * (u1 - 0.5) / u2;
        if (z * z / 4.0 <= -log(u2)) return mu + z * sigma;
    }
}

static bool normalvariate(Vm *vm, Value *args, Value *result)
{
    double numbers[2];
    if (!doubles(vm, args, 2, numbers)) return false;
    *result = value_float(normal(RANDOM(args[0]), numbers[0], numbers[1]));
    return true;
}

static bool lognormvariate(Vm *vm, Value *args, Value *result)
{
    double numbers[2];
    if (!doubles(vm, args, 2, numbers)) return false;
    double value = exp(normal(RANDOM(args[0]), numbers[0], numbers[1]));
    if (isinf(value)) return raise_error(vm, OVERFLOW_ERROR, "math range error");
    *result = value_float(value);
    return true;
}

static bool gauss(Vm *vm, Value *args, Value *result)
{
    double numbers[2];
    if (!doubles(vm, args, 2, numbers)) return false;
    Random *random = RANDOM(args[0]);
    double z = random->spare;
    if (!random->has_spare) {
        double angle = next(random) * TWO_PI;
        double radius = sqrt(-2.0 * log(1.0 - next(random)));
        z = cos(angle) * radius;
        random->spare = sin(angle) * radius;
    }
    random->has_spare = !random->has_spare;
    *result = value_float(numbers[0] + z * numbers[1]);
    return true;
}

static bool expovariate(Vm *vm, Value *args, Value *result)
{
    double rate;
    if (!doubles(vm, args, 1, &rate)) return false;
    double value = -log(1.0 - next(RANDOM(args[0])));
    if (rate == 0.0) return divided_by_zero(vm);
    *result = value_float(value / rate);
    return true;
}

// Python's % of floats.
static double modulo(double a, double b)
{
    double rest = fmod(a, b);
    if (rest == 0.0) return copysign(0.0, b);
    return (rest < 0.0) != (b < 0.0) ? rest + b : rest;
}

static bool vonmisesvariate(Vm *vm, Value *args, Value *result)
{
    double numbers[2];
    if (!doubles(vm, args, 2, numbers)) return false;
    double mu = numbers[0], kappa = numbers[1], z;
    Random *random = RANDOM(args[0]);
    if (kappa <= 1e-6) {
        *result = value_float(TWO_PI * next(random));
        return true;
    }
    double s = 0.5 / kappa;
    double r = s + sqrt(1.0 + s * s);
    for (;;) {
        z = cos(M_PI * next(random));
        double d = z / (r + z);
        double u2 = next(random);
        if (u2 < 1.0 - d * d || u2 <= (1.0 - d) * exp(d)) break;
    }
    double q = 1.0 / r;
    double f = (q + z) / (1.0 + q * z);
    double angle = next(random) > 0.5 ? mu + acos(f) : mu - acos(f);
    *result = value_float(modulo(angle, TWO_PI));
    return true;
}

// alpha > 1: R. C. H. Cheng's way (1977).
static double gamma_large(Random *random, double alpha, double beta)
{
    const double log4 = log(4.0), magic = 1.0 + log(4.5);
    double ainv = sqrt(2.0 * alpha - 1.0);
    double bbb = alpha - log4;
    double ccc = alpha + ainv;
    for (;;) {
        double u1 = next(random);
        if (!(1e-7 < u1 && u1 < 0.9999999)) continue;
        double u2 = 1.0 - next(random);
        double v = log(u1 / (1.0 - u1)) / ainv;
        double x = alpha * exp(v);
        double z = u1 * u1 * u2;
        double r = bbb + ccc * v - x;
        if (r + magic - 4.5 * z >= 0.0 || r >= log(z)) return x * beta;
    }
}

// 0 < alpha < 1: algorithm GS of Kennedy and Gentle.
static double gamma_small(Random *random, double alpha, double beta)
{
    for (;;) {
        double b = (M_E + alpha) / M_E;
        double p = b * next(random);
        double x = p <= 1.0 ? pow(p, 1.0 / alpha) : -log((b - p) / alpha);
        double u1 = next(random);
        if (p > 1.0 ? u1 <= pow(x, alpha - 1.0) : u1 <= exp(-x)) return x * beta;
    }
}

static bool gamma_value(Vm *vm, Random *random, double alpha, double beta, double *value)
{
    if (alpha <= 0.0 || beta <= 0.0)
        return raise_error(vm, VALUE_ERROR, "gammavariate: alpha and beta must be > 0.0");
    if (alpha > 1.0)
        *value = gamma_large(random, alpha, beta);
    else if (alpha == 1.0)
        *value = -log(1.0 - next(random)) * beta;
    else
        *value = gamma_small(random, alpha, beta);
    return true;
}

static bool gammavariate(Vm *vm, Value *args, Value *result)
{
    double numbers[2], value;
    if (!doubles(vm, args, 2, numbers)) return false;
    if (!gamma_value(vm, RANDOM(args[0]), numbers[0], numbers[1], &value)) return false;
    *result = value_float(value);
    return true;
}

static bool betavariate(Vm *vm, Value *args, Value *result)
{
    double numbers[2], y, other;
    if (!doubles(vm, args, 2, numbers)) return false;
    Random *random = RANDOM(args[0]);
    if (!gamma_value(vm, random, numbers[0], 1.0, &y)) return false;
    *result = value_float(0.0);
    if (y == 0.0) return true;
    if (!gamma_value(vm, random, numbers[1], 1.0, &other)) return false;
    *result = value_float(y / (y + other));
    return true;
}

static bool paretovariate(Vm *vm, Value *args, Value *result)
{
    double alpha, value;
    if (!doubles(vm, args, 1, &alpha)) return false;
    double u = 1.0 - next(RANDOM(args[0]));
    if (alpha == 0.0) return divided_by_zero(vm);
    if (!power(vm, u, -1.0 / alpha, &value)) return false;
    *result = value_float(value);
    return true;
}

static bool weibullvariate(Vm *vm, Value *args, Value *result)
{
    double numbers[2], value;
    if (!doubles(vm, args, 2, numbers)) return false;
    double u = 1.0 - next(RANDOM(args[0]));
    if (numbers[1] == 0.0) return divided_by_zero(vm);
    if (!power(vm, -log(u), 1.0 / numbers[1], &value)) return false;
    *result = value_float(numbers[0] * value);
    return true;
}

const NativeSpec random_distributions[] = {
    {"uniform", "self, a, b", uniform, NATIVE_PYTHON},
    {"triangular", "self, low=0, high=1, mode=None", triangular, NATIVE_PYTHON},
    {"normalvariate", "self, mu=0, sigma=1", normalvariate, NATIVE_PYTHON},
    {"gauss", "self, mu=0, sigma=1", gauss, NATIVE_PYTHON},
    {"lognormvariate", "self, mu, sigma", lognormvariate, NATIVE_PYTHON},
    {"expovariate", "self, lambd=1", expovariate, NATIVE_PYTHON},
    {"vonmisesvariate", "self, mu, kappa", vonmisesvariate, NATIVE_PYTHON},
    {"gammavariate", "self, alpha, beta", gammavariate, NATIVE_PYTHON},
    {"betavariate", "self, alpha, beta", betavariate, NATIVE_PYTHON},
    {"paretovariate", "self, alpha", paretovariate, NATIVE_PYTHON},
    {"weibullvariate", "self, alpha, beta", weibullvariate, NATIVE_PYTHON},
    {0},
};
