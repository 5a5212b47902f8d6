// math_sums.c -- the functions of math that add many numbers without losing what plain
// doubles would: fsum, sumprod, hypot, dist (CPython's Modules/mathmodule.c), and prod.

#include "vm/modules/math.h"

#include "base/arena.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

// A number as the sum of two doubles, the second being what the first could not hold.
typedef struct Pair {
    double high, low;
} Pair;

// a + b exactly, if |a| >= |b|.
static Pair fast_sum(double a, double b)
{
    double sum = a + b;
    return (Pair){sum, a - sum + b};
}

// a + b exactly.
static Pair exact_sum(double a, double b)
{
    double sum = a + b;
    double part = sum - a;
    return (Pair){sum, (a - (sum - part)) + (b - part)};
}

// a * b exactly.
static Pair exact_product(double a, double b)
{
    double product = a * b;
    return (Pair){product, fma(a, b, -product)};
}

// -- hypot and dist ----------------------------------------------------------------

// The length of the vector; [largest] is the largest of its absolute values.
static double length_of(double *vector, uint32_t count, double largest, bool found_nan)
{
    if (isinf(largest)) return largest;
    if (found_nan) return NAN;
    if (largest == 0.0 || count <= 1) return largest;
    int exponent;
    frexp(largest, &exponent);
    if (exponent < -1023) { // the scale below would overflow
        for (uint32_t i = 0; i < count; i++)
            vector[i] /= DBL_MIN;
        return DBL_MIN * length_of(vector, count, largest / DBL_MIN, found_nan);
    }
    double scale = ldexp(1.0, -exponent);
    double sum = 1.0, lost_products = 0.0, lost_sums = 0.0;
    for (uint32_t i = 0; i < count; i++) {
        double x = vector[i] * scale;
        Pair square = exact_product(x, x);
        Pair added = fast_sum(sum, square.high);
        sum = added.high;
        lost_products += square.low;
        lost_sums += added.low;
    }
    double h = sqrt(sum - 1.0 + (lost_products + lost_sums));
    // One step of Newton's method with the error of h * h.
    Pair square = exact_product(-h, h);
    Pair added = fast_sum(sum, square.high);
    lost_products += square.low;
    lost_sums += added.low;
    double error = added.high - 1.0 + (lost_products + lost_sums);
    h += error / (2.0 * h);
    return h / scale;
}

// Turns the numbers into their absolute values and takes the length.
static double measure(double *vector, uint32_t count)
{
    double largest = 0.0;
    bool found_nan = false;
    for (uint32_t i = 0; i < count; i++) {
        vector[i] = fabs(vector[i]);
        found_nan = found_nan || isnan(vector[i]);
        if (vector[i] > largest) largest = vector[i];
    }
    return length_of(vector, count, largest, found_nan);
}

static bool math_hypot(Vm *vm, Value *args, Value *result)
{
    const Tuple *numbers = TUPLE(args[0]);
    double *vector = memory_new(sizeof(double) * (numbers->count + 1));
    bool good = true;
    for (uint32_t i = 0; i < numbers->count && good; i++)
        good = arg_double(vm, numbers->items[i], &vector[i]);
    if (good) *result = value_float(measure(vector, numbers->count));
    free(vector);
    return good;
}

static bool distance(Vm *vm, const Tuple *p, const Tuple *q, Value *result)
{
    if (p->count != q->count)
        return raise_error(vm, VALUE_ERROR,
                           "both points must have the same number of dimensions");
    double *vector = memory_new(sizeof(double) * (p->count + 1));
    bool good = true;
    for (uint32_t i = 0; i < p->count && good; i++) {
        double a, b;
        good = arg_double(vm, p->items[i], &a) && arg_double(vm, q->items[i], &b);
        if (good) vector[i] = a - b;
    }
    if (good) *result = value_float(measure(vector, p->count));
    free(vector);
    return good;
}

static bool math_dist(Vm *vm, Value *args, Value *result)
{
    Value p = UNSET, q = UNSET;
    bool good = tuple_from_iterable(vm, args[0], &p) &&
                tuple_from_iterable(vm, args[1], &q) &&
                distance(vm, TUPLE(p), TUPLE(q), result);
    value_drop(vm, p);
    value_drop(vm, q);
    return good;
}

// -- fsum --------------------------------------------------------------------------

// Shewchuk's partial sums: doubles that do not overlap and together are the exact sum.
typedef struct Partials {
    double *items;
    size_t count, capacity;
    double specials; // the sum of the infinities and NaNs met
    double infinities;
} Partials;

static bool add_exactly(Vm *vm, Partials *partials, double number)
{
    double x = number;
    size_t kept = 0;
    for (size_t i = 0; i < partials->count; i++) {
        double y = partials->items[i];
        Pair sum = fabs(x) < fabs(y) ? fast_sum(y, x) : fast_sum(x, y);
        if (sum.low != 0.0) partials->items[kept++] = sum.low;
        x = sum.high;
    }
    partials->count = kept;
    if (x == 0.0) return true;
    if (!isfinite(x)) {
        if (isfinite(number))
            return raise_error(vm, OVERFLOW_ERROR, "intermediate overflow in fsum");
        if (isinf(number)) partials->infinities += number;
        partials->specials += number;
        partials->count = 0;
        return true;
    }
    if (partials->count == partials->capacity) {
        partials->capacity = partials->capacity ? 2 * partials->capacity : 32;
        partials->items =
            memory_grow(partials->items, partials->capacity * sizeof(double));
    }
    partials->items[partials->count++] = x;
    return true;
}

// The sum of the partials, rounded once, half to even.
static double rounded(const Partials *partials)
{
    size_t n = partials->count;
    if (n == 0) return 0.0;
    double high = partials->items[--n], low = 0.0;
    while (n > 0) {
        Pair sum = fast_sum(high, partials->items[--n]);
        high = sum.high;
        low = sum.low;
        if (low != 0.0) break;
    }
    // A half that the last partials push over the edge.
    bool same_sign = n > 0 && ((low < 0.0 && partials->items[n - 1] < 0.0) ||
                               (low > 0.0 && partials->items[n - 1] > 0.0));
    if (same_sign) {
        double twice = low * 2.0;
        double pushed = high + twice;
        if (twice == pushed - high) high = pushed;
    }
    return high;
}

static bool math_fsum(Vm *vm, Value *args, Value *result)
{
    Value iterator = UNSET, item = UNSET;
    if (!value_iter(vm, args[0], &iterator)) return false;
    Partials partials = {0};
    bool good;
    while ((good = value_next(vm, iterator, &item)) && !value_is_unset(item)) {
        double number;
        good = arg_double(vm, item, &number) && add_exactly(vm, &partials, number);
        value_drop(vm, item);
        item = UNSET;
        if (!good) break;
    }
    value_drop(vm, iterator);
    if (good && partials.specials != 0.0 && isnan(partials.infinities))
        good = raise_error(vm, VALUE_ERROR, "-inf + inf in fsum");
    if (good)
        *result = value_float(partials.specials != 0.0 ? partials.specials
                                                       : rounded(&partials));
    free(partials.items);
    return good;
}

// -- prod and sumprod --------------------------------------------------------------

static bool math_prod(Vm *vm, Value *args, Value *result)
{
    Value iterator = UNSET, item = UNSET;
    if (!value_iter(vm, args[0], &iterator)) return false;
    Value product = value_keep(args[1]);
    bool good;
    while ((good = value_next(vm, iterator, &item)) && !value_is_unset(item)) {
        Value next = UNSET;
        good = value_binary(vm, BINARY_MUL, product, item, &next);
        value_drop(vm, item);
        item = UNSET;
        if (!good) break;
        value_set(vm, &product, next);
    }
    value_drop(vm, iterator);
    if (good)
        *result = product;
    else
        value_drop(vm, product);
    return good;
}

// A sum of products of doubles with three doubles' precision.
typedef struct Triple {
    double high, low, tiny;
} Triple;

static Triple triple_add(Triple total, double x, double y)
{
    Pair product = exact_product(x, y);
    Pair sum = exact_sum(total.high, product.high);
    Pair first = exact_sum(total.low, product.low);
    Pair second = exact_sum(first.high, sum.low);
    return (Triple){sum.high, second.high, total.tiny + first.low + second.low};
}

static double triple_value(Triple total)
{
    Pair last = exact_sum(total.low, total.tiny);
    return total.high + last.high;
}

// The state of sumprod: ints are summed as ints while there is nothing else, doubles with
// extra precision while there is nothing else, and what is left by Python's operators.
typedef struct SumProduct {
    Value total;
    bool ints_only, doubles_only;
    bool has_triple;
    int64_t whole;
    Triple triple;
} SumProduct;

static bool add_to_total(Vm *vm, SumProduct *sum, Value v)
{
    Value next = UNSET;
    if (!value_binary(vm, BINARY_ADD, sum->total, v, &next)) return false;
    value_set(vm, &sum->total, next);
    return true;
}

static bool add_whole(SumProduct *sum, Value p, Value q)
{
    int64_t product;
    if (p.kind != VALUE_INT || q.kind != VALUE_INT) return false;
    return !__builtin_mul_overflow(p.integer, q.integer, &product) &&
           !__builtin_add_overflow(sum->whole, product, &sum->whole);
}

static bool add_doubles(SumProduct *sum, Value p, Value q)
{
    if (p.kind != VALUE_FLOAT && q.kind != VALUE_FLOAT) return false;
    if (p.kind != VALUE_FLOAT && !value_is_int(p)) return false;
    if (q.kind != VALUE_FLOAT && !value_is_int(q)) return false;
    double x = p.kind == VALUE_FLOAT ? p.number : (double)p.integer;
    double y = q.kind == VALUE_FLOAT ? q.number : (double)q.integer;
    Triple next = triple_add(sum->triple, x, y);
    if (!isfinite(next.high)) return false;
    sum->triple = next;
    sum->has_triple = true;
    return true;
}

static bool add_product(Vm *vm, SumProduct *sum, Value p, Value q)
{
    if (sum->ints_only) {
        if (add_whole(sum, p, q)) return true;
        sum->ints_only = false;
        if (!add_to_total(vm, sum, value_int(sum->whole))) return false;
    }
    if (sum->doubles_only) {
        if (add_doubles(sum, p, q)) return true;
        sum->doubles_only = false;
        if (sum->has_triple &&
            !add_to_total(vm, sum, value_float(triple_value(sum->triple))))
            return false;
    }
    Value product = UNSET;
    if (!value_binary(vm, BINARY_MUL, p, q, &product)) return false;
    bool good = add_to_total(vm, sum, product);
    value_drop(vm, product);
    return good;
}

static bool sum_products(Vm *vm, const Tuple *p, const Tuple *q, Value *result)
{
    if (p->count != q->count)
        return raise_error(vm, VALUE_ERROR, "Inputs are not the same length");
    SumProduct sum = {.total = value_int(0), .ints_only = true, .doubles_only = true};
    bool good = true;
    for (uint32_t i = 0; i < p->count && good; i++)
        good = add_product(vm, &sum, p->items[i], q->items[i]);
    if (good && sum.ints_only) good = add_to_total(vm, &sum, value_int(sum.whole));
    if (good && sum.doubles_only && sum.has_triple)
        good = add_to_total(vm, &sum, value_float(triple_value(sum.triple)));
    if (good)
        *result = sum.total;
    else
        value_drop(vm, sum.total);
    return good;
}

static bool math_sumprod(Vm *vm, Value *args, Value *result)
{
    Value p = UNSET, q = UNSET;
    bool good = tuple_from_iterable(vm, args[0], &p) &&
                tuple_from_iterable(vm, args[1], &q) &&
                sum_products(vm, TUPLE(p), TUPLE(q), result);
    value_drop(vm, p);
    value_drop(vm, q);
    return good;
}

const NativeSpec math_sum_functions[] = {
    {"hypot", "*coordinates", math_hypot, 0},
    {"dist", "p, q, /", math_dist, 0},
    {"fsum", "seq, /", math_fsum, 0},
    {"prod", "iterable, /, *, start=1", math_prod, 0},
    {"sumprod", "p, q, /", math_sumprod, 0},
    {0},
};
