// big.c -- arithmetic of ints past 64 bits.
//
// Operands are looked at where they lie, without a copy; a result is computed into memory of
// GMP's and moved into an object of the run, whose memory counts.

#include "vm/big.h"

#include "base/arena.h"
#include "vm/exception.h"
#include "vm/heap.h"
#include "vm/numbers.h"
#include "vm/vm.h"

#include <gmp.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static_assert(sizeof(mp_limb_t) == 8, "a limb holds any small int");

typedef struct Big {
    Object object;
    int64_t size; // of limbs, with the sign of the number
    mp_limb_t limbs[];
} Big;

#define BIG(value) ((Big *)(value).object)

// -- Looking at operands, and giving results -----------------------------------------

// A whole number as GMP reads it.
typedef struct Whole {
    mpz_t number;
    mp_limb_t limb; // of a small one
} Whole;

static mpz_srcptr look(Whole *whole, Value v)
{
    if (value_is_big(v)) return mpz_roinit_n(whole->number, BIG(v)->limbs, BIG(v)->size);
    whole->limb = int_magnitude(v.integer);
    int size = v.integer < 0 ? -1 : v.integer > 0;
    return mpz_roinit_n(whole->number, &whole->limb, size);
}

// Takes [number] over.
static bool give(Vm *vm, mpz_t number, Value *result)
{
    size_t count = mpz_size(number);
    if (mpz_fits_slong_p(number)) {
        *result = value_int(mpz_get_si(number));
    } else {
        size_t size = sizeof(Big) + count * sizeof(mp_limb_t);
        if (!heap_allows(vm, size)) {
            mpz_clear(number);
            return false;
        }
        Big *big = object_new_sized(vm, vm->types.big, size);
        big->size = mpz_sgn(number) < 0 ? -(int64_t)count : (int64_t)count;
        memcpy(big->limbs, mpz_limbs_read(number), count * sizeof(mp_limb_t));
        *result = value_object(big);
    }
    mpz_clear(number);
    return true;
}

static size_t bits_of(mpz_srcptr number)
{
    return mpz_sgn(number) ? mpz_sizeinbase(number, 2) : 0;
}

// A result of so many bits may be made; the work for it is told.
static bool room_for(Vm *vm, double bits)
{
    enum { BITS_A_UNIT = 512 };
    double bytes = bits / 8;
    if (bytes > 0x1p50) bytes = 0x1p50;
    return heap_allows(vm, (size_t)bytes) && vm_spend(vm, (size_t)bits / BITS_A_UNIT);
}

// -- Doubles -------------------------------------------------------------------------

// [number] x 2^-shift with 55 bits at least, the last of which tells whether anything is
// left over: made a double, it is rounded once.
static double rounded(mpz_srcptr number, bool has_rest, long shift)
{
    uint64_t leading = (uint64_t)mpz_get_ui(number) | has_rest;
    double magnitude = ldexp((double)leading, (int)shift);
    return mpz_sgn(number) < 0 ? -magnitude : magnitude;
}

static double to_double(mpz_srcptr number)
{
    long shift = (long)bits_of(number) - 60;
    if (shift <= 0) return mpz_get_d(number);
    mpz_t leading;
    mpz_init(leading);
    mpz_tdiv_q_2exp(leading, number, (mp_bitcnt_t)shift);
    bool has_rest = !mpz_divisible_2exp_p(number, (mp_bitcnt_t)shift);
    double result = rounded(leading, has_rest, shift > 2000 ? 2000 : shift);
    mpz_clear(leading);
    return result;
}

bool whole_to_double(Vm *vm, Value whole, double *result)
{
    Whole a;
    *result = value_is_int(whole) ? (double)whole.integer : to_double(look(&a, whole));
    if (isinf(*result))
        return raise_error(vm, OVERFLOW_ERROR, "int too large to convert to float");
    return true;
}

bool whole_from_double(Vm *vm, double number, Value *result)
{
    if (fabs(number) < 0x1p63) {
        *result = value_int((int64_t)number);
        return true;
    }
    if (isnan(number))
        return raise_error(vm, VALUE_ERROR, "cannot convert float NaN to integer");
    if (isinf(number))
        return raise_error(vm, OVERFLOW_ERROR,
                           "cannot convert float infinity to integer");
    mpz_t whole;
    mpz_init_set_d(whole, number);
    return give(vm, whole, result);
}

static bool divide(Vm *vm, mpz_srcptr a, mpz_srcptr b, Value *result)
{
    if (!mpz_sgn(b)) return raise_error(vm, ZERO_DIVISION_ERROR, "division by zero");
    long shift = 60 + (long)bits_of(b) - (long)bits_of(a);
    mpz_t above, below, quotient, rest;
    mpz_init_set(above, a);
    mpz_init_set(below, b);
    mpz_inits(quotient, rest, NULL);
    if (shift > 0)
        mpz_mul_2exp(above, above, (mp_bitcnt_t)shift);
    else
        mpz_mul_2exp(below, below, (mp_bitcnt_t)-shift);
    mpz_tdiv_qr(quotient, rest, above, below);
    double value = rounded(quotient, mpz_sgn(rest) != 0, shift < -2000 ? 2000 : -shift);
    mpz_clears(above, below, quotient, rest, NULL);
    if (isinf(value))
        return raise_error(vm, OVERFLOW_ERROR,
                           "integer division result too large for a float");
    *result = value_float(value);
    return true;
}

// -- Arithmetic ----------------------------------------------------------------------

static bool zero_division(Vm *vm, const char *message)
{
    return raise_error(vm, ZERO_DIVISION_ERROR, "%s", message);
}

static bool power(Vm *vm, Value a, Value b, Value *result)
{
    Whole x, y;
    mpz_srcptr base = look(&x, a), exponent = look(&y, b);
    if (mpz_sgn(exponent) < 0) {
        double left, right;
        return whole_to_double(vm, a, &left) && whole_to_double(vm, b, &right) &&
               float_arithmetic(vm, BINARY_POW, left, right, result);
    }
    bool is_unit = mpz_cmpabs_ui(base, 1) <= 0; // 0, 1 and -1 have powers of any size
    double bits = is_unit ? 64 : (double)bits_of(base) * mpz_get_d(exponent);
    if (!room_for(vm, bits)) return false;
    unsigned long times =
        is_unit ? 2 - (unsigned long)mpz_odd_p(exponent) : mpz_get_ui(exponent);
    mpz_t number;
    mpz_init(number);
    mpz_pow_ui(number, base, times);
    return give(vm, number, result);
}

static bool shift(Vm *vm, BinaryOp op, mpz_srcptr a, Value by, Value *result)
{
    if (big_is_negative(by)) return raise_error(vm, VALUE_ERROR, "negative shift count");
    bool is_left = op == BINARY_LSHIFT && mpz_sgn(a);
    if (value_is_big(by) && is_left) return room_for(vm, 0x1p60);
    int64_t count = value_is_big(by) ? INT64_MAX : by.integer;
    if (is_left && !room_for(vm, (double)bits_of(a) + (double)count)) return false;
    mpz_t number;
    mpz_init(number);
    if (op == BINARY_LSHIFT)
        mpz_mul_2exp(number, a, is_left ? (mp_bitcnt_t)count : 0);
    else
        mpz_fdiv_q_2exp(number, a, (mp_bitcnt_t)count);
    return give(vm, number, result);
}

bool big_arithmetic(Vm *vm, BinaryOp op, Value left, Value right, Value *result)
{
    Whole x, y;
    mpz_srcptr a = look(&x, left), b = look(&y, right);
    bool divides = op == BINARY_FLOOR_DIV || op == BINARY_MOD;
    if (divides && !mpz_sgn(b))
        return zero_division(vm, op == BINARY_MOD ? "integer modulo by zero"
                                                  : "integer division or modulo by zero");
    switch (op) {
    case BINARY_DIV: return divide(vm, a, b, result);
    case BINARY_POW: return power(vm, left, right, result);
    case BINARY_LSHIFT:
    case BINARY_RSHIFT: return shift(vm, op, a, right, result);
    case BINARY_MATMUL:
    case BINARY_OP_COUNT: *result = NOT_IMPLEMENTED; return true;
    default: break;
    }
    if (!room_for(vm, (double)bits_of(a) + (double)bits_of(b))) return false;
    mpz_t number;
    mpz_init(number);
    switch (op) {
    case BINARY_ADD: mpz_add(number, a, b); break;
    case BINARY_SUB: mpz_sub(number, a, b); break;
    case BINARY_MUL: mpz_mul(number, a, b); break;
    case BINARY_FLOOR_DIV: mpz_fdiv_q(number, a, b); break;
    case BINARY_MOD: mpz_fdiv_r(number, a, b); break;
    case BINARY_AND: mpz_and(number, a, b); break;
    case BINARY_OR: mpz_ior(number, a, b); break;
    default: mpz_xor(number, a, b); break;
    }
    return give(vm, number, result);
}

bool big_divmod(Vm *vm, Value a, Value b, Value *result)
{
    Value parts[2];
    if (!big_arithmetic(vm, BINARY_FLOOR_DIV, a, b, &parts[0])) return false;
    bool ok = big_arithmetic(vm, BINARY_MOD, a, b, &parts[1]);
    if (ok) {
        *result = tuple_of(vm, parts, 2);
        value_drop(vm, parts[1]);
    }
    value_drop(vm, parts[0]);
    return ok;
}

bool big_negative(Vm *vm, Value a, Value *result)
{
    return big_arithmetic(vm, BINARY_SUB, value_int(0), a, result);
}

bool big_power_modulo(Vm *vm, Value base, Value exponent, Value modulus, Value *result)
{
    Whole x, y, z;
    mpz_srcptr b = look(&x, base), e = look(&y, exponent), m = look(&z, modulus);
    if (!mpz_sgn(m))
        return raise_error(vm, VALUE_ERROR, "pow() 3rd argument cannot be 0");
    mpz_t number;
    mpz_init(number);
    if (mpz_sgn(e) < 0 && !mpz_invert(number, b, m)) {
        mpz_clear(number);
        return raise_error(vm, VALUE_ERROR,
                           "base is not invertible for the given modulus");
    }
    mpz_powm(number, b, e, m);
    mpz_fdiv_r(number, number, m); // with the sign of the modulus
    return give(vm, number, result);
}

bool big_is_negative(Value whole)
{
    return value_is_big(whole) ? BIG(whole)->size < 0 : whole.integer < 0;
}

// -- Digits --------------------------------------------------------------------------

bool digits_allowed(Vm *vm, size_t count, bool is_read)
{
    enum { MOST = 4300 };
    if (count <= MOST) return true;
    if (is_read)
        return raise_error(vm, VALUE_ERROR,
                           "Exceeds the limit (%d digits) for integer string conversion: "
                           "value has %zu digits; use sys.set_int_max_str_digits() to "
                           "increase the limit",
                           MOST, count);
    return raise_error(vm, VALUE_ERROR,
                       "Exceeds the limit (%d digits) for integer string conversion; use "
                       "sys.set_int_max_str_digits() to increase the limit",
                       MOST);
}

bool big_from_digits(Vm *vm, const char *digits, int base, bool negative, Value *result)
{
    mpz_t number;
    mpz_init_set_str(number, digits, base);
    if (negative) mpz_neg(number, number);
    return give(vm, number, result);
}

void whole_add_digits(Text *text, Value whole, int base)
{
    if (!value_is_big(whole)) {
        int_add_digits(text, int_magnitude(whole.integer), base);
        return;
    }
    Whole a;
    mpz_srcptr number = look(&a, whole);
    char *digits = mpz_get_str(NULL, base, number);
    text_add(text, digits + (*digits == '-'));
    free(digits);
}

bool big_from_words(Vm *vm, const uint32_t *words, size_t count, Value *result)
{
    mpz_t number;
    mpz_init(number);
    mpz_import(number, count, -1, sizeof *words, 0, 0, words);
    return give(vm, number, result);
}

// -- For the module math -------------------------------------------------------------

bool big_factorial(Vm *vm, int64_t n, Value *result)
{
    if (!room_for(vm, (double)n * (log2((double)n + 1) + 1))) return false;
    mpz_t number;
    mpz_init(number);
    mpz_fac_ui(number, (unsigned long)n);
    return give(vm, number, result);
}

bool big_choices(Vm *vm, int64_t n, int64_t k, Value *result)
{
    if (!room_for(vm, (double)k * (log2((double)n + 1) + 1))) return false;
    mpz_t number;
    mpz_init(number);
    mpz_bin_uiui(number, (unsigned long)n, (unsigned long)k);
    return give(vm, number, result);
}

bool big_root(Vm *vm, Value whole, Value *result)
{
    Whole a;
    mpz_t number;
    mpz_init(number);
    mpz_sqrt(number, look(&a, whole));
    return give(vm, number, result);
}

bool big_gcd(Vm *vm, Value a, Value b, Value *result)
{
    Whole x, y;
    mpz_t number;
    mpz_init(number);
    mpz_gcd(number, look(&x, a), look(&y, b));
    return give(vm, number, result);
}

// -- The type ------------------------------------------------------------------------

static size_t big_size(const Object *self)
{
    int64_t count = ((const Big *)self)->size;
    return sizeof(Big) + (size_t)(count < 0 ? -count : count) * sizeof(mp_limb_t);
}

static bool big_repr(Vm *vm, Value self, Value *result)
{
    Text text = {0};
    if (BIG(self)->size < 0) text_add_char(&text, '-');
    whole_add_digits(&text, self, 10);
    if (digits_allowed(vm, text.size - (BIG(self)->size < 0), false))
        return str_from_text(vm, &text, result);
    text_free(&text);
    return false;
}

static bool big_format(Vm *vm, Value self, Str *spec, Value *result)
{
    return format_value(vm, self, spec, result);
}

static bool big_hash(Vm *vm, Value self, int64_t *hash)
{
    (void)vm;
    Whole a;
    int64_t rest = (int64_t)mpz_tdiv_ui(look(&a, self), (UINT64_C(1) << 61) - 1);
    if (BIG(self)->size < 0) rest = -rest;
    *hash = rest == -1 ? -2 : rest;
    return true;
}

static bool big_compare(Vm *vm, CompareOp op, Value left, Value right, Value *result)
{
    (void)vm;
    Whole a, b;
    left = number_plain(left);
    right = number_plain(right);
    int order;
    if (value_is_whole(left) && value_is_whole(right)) {
        order = mpz_cmp(look(&a, left), look(&b, right));
    } else if (value_is_float(right) && value_is_whole(left)) {
        if (isnan(right.number)) {
            *result = value_bool(op == COMPARE_NE);
            return true;
        }
        order = mpz_cmp_d(look(&a, left), right.number);
    } else {
        *result = NOT_IMPLEMENTED;
        return true;
    }
    *result = value_bool(order_holds(op, (order > 0) - (order < 0)));
    return true;
}

static bool big_truth(Vm *vm, Value self, bool *truth)
{
    (void)vm, (void)self;
    *truth = true;
    return true;
}

static bool big_binary(Vm *vm, BinaryOp op, bool inplace, Value left, Value right,
                       Value *result)
{
    (void)inplace;
    left = number_plain(left);
    right = number_plain(right);
    if (value_is_whole(left) && value_is_whole(right))
        return big_arithmetic(vm, op, left, right, result);
    bool has_float = value_is_float(left) || value_is_float(right);
    *result = NOT_IMPLEMENTED;
    if (!has_float || !(value_is_float(left) || value_is_whole(left)) ||
        !(value_is_float(right) || value_is_whole(right)))
        return true;
    double a = left.number, b = right.number;
    if (!value_is_float(left) && !whole_to_double(vm, left, &a)) return false;
    if (!value_is_float(right) && !whole_to_double(vm, right, &b)) return false;
    return float_arithmetic(vm, op, a, b, result);
}

static bool big_unary(Vm *vm, UnaryOp op, Value self, Value *result)
{
    if (op == UNARY_MINUS) return big_negative(vm, self, result);
    if (op == UNARY_INVERT)
        return big_arithmetic(vm, BINARY_SUB, value_int(-1), self, result);
    *result = value_keep(self);
    return true;
}

// -- Methods -------------------------------------------------------------------------

static bool method_self(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(args[0]);
    return true;
}

static bool method_abs(Vm *vm, Value *args, Value *result)
{
    if (BIG(args[0])->size < 0) return big_negative(vm, args[0], result);
    return method_self(vm, args, result);
}

static bool method_float(Vm *vm, Value *args, Value *result)
{
    double number;
    if (!whole_to_double(vm, args[0], &number)) return false;
    *result = value_float(number);
    return true;
}

static bool method_bit_length(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    Whole a;
    *result = value_int((int64_t)bits_of(look(&a, args[0])));
    return true;
}

static bool method_bit_count(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    const Big *big = BIG(args[0]);
    *result = value_int(
        (int64_t)mpn_popcount(big->limbs, big->size < 0 ? -big->size : big->size));
    return true;
}

static bool method_ratio(Vm *vm, Value *args, Value *result)
{
    Value pair[] = {args[0], value_int(1)};
    *result = tuple_of(vm, pair, 2);
    return true;
}

// round(n, -digits): to the nearest multiple of 10^digits, half to even.
static bool method_round(Vm *vm, Value *args, Value *result)
{
    int64_t digits = 0;
    if (!value_is_unset(args[1]) && !value_is_none(args[1]) &&
        !arg_int(vm, args[1], &digits))
        return false;
    if (digits >= 0) return method_self(vm, args, result);
    if (digits < -100000) digits = -100000;
    Whole a;
    mpz_t unit, number, rest;
    mpz_inits(unit, number, rest, NULL);
    mpz_ui_pow_ui(unit, 10, (unsigned long)-digits);
    mpz_fdiv_qr(number, rest, look(&a, args[0]), unit);
    mpz_mul_2exp(rest, rest, 1);
    int order = mpz_cmp(rest, unit);
    if (order > 0 || (order == 0 && mpz_odd_p(number))) mpz_add_ui(number, number, 1);
    mpz_mul(number, number, unit);
    mpz_clears(unit, rest, NULL);
    return give(vm, number, result);
}

static bool divmod_of(Vm *vm, Value left, Value right, Value *result)
{
    left = number_plain(left);
    right = number_plain(right);
    *result = NOT_IMPLEMENTED;
    return !value_is_whole(left) || !value_is_whole(right) ||
           big_divmod(vm, left, right, result);
}

static bool method_divmod(Vm *vm, Value *args, Value *result)
{
    return divmod_of(vm, args[0], args[1], result);
}

static bool method_rdivmod(Vm *vm, Value *args, Value *result)
{
    return divmod_of(vm, args[1], args[0], result);
}

static const NativeSpec methods[] = {
    {"real", "self", method_self, NATIVE_PROPERTY},
    {"numerator", "self", method_self, NATIVE_PROPERTY},
    {"conjugate", "self, /", method_self, 0},
    {"bit_length", "self, /", method_bit_length, 0},
    {"bit_count", "self, /", method_bit_count, 0},
    {"as_integer_ratio", "self, /", method_ratio, 0},
    {"__int__", "self, /", method_self, 0},
    {"__index__", "self, /", method_self, 0},
    {"__trunc__", "self, /", method_self, 0},
    {"__floor__", "self, /", method_self, 0},
    {"__ceil__", "self, /", method_self, 0},
    {"__float__", "self, /", method_float, 0},
    {"__abs__", "self, /", method_abs, 0},
    {"__round__", "self, ndigits=, /", method_round, 0},
    {"__divmod__", "self, value, /", method_divmod, 0},
    {"__rdivmod__", "self, value, /", method_rdivmod, 0},
    {0},
};

static const TypeSpec big_spec = {
    .name = "int",
    .module = "builtins",
    .layout = LAYOUT_BIG,
    .size = sizeof(Big),
    .flags = TYPE_NATIVE | TYPE_FINAL,
    .slots = {.size = big_size,
              .repr = big_repr,
              .format = big_format,
              .hash = big_hash,
              .compare = big_compare,
              .truth = big_truth,
              .binary = big_binary,
              .unary = big_unary},
    .methods = methods,
};

Type *value_visible_type(const Vm *vm, Value v)
{
    Type *type = value_type(vm, v);
    if (type == vm->types.big) return vm->types.int_;
    return type == vm->types.big_range ? vm->types.range : type;
}

static void *resize(void *memory, size_t old_size, size_t new_size)
{
    (void)old_size;
    return memory_grow(memory, new_size);
}

static void release(void *memory, size_t size)
{
    (void)size;
    free(memory);
}

void big_init(Vm *vm)
{
    mp_set_memory_functions(memory_new, resize, release);
    vm->types.big = type_new(vm, &big_spec, vm->types.int_);
}
