// operators.c -- binary, unary and comparison operators: who is asked, and in which order.
//
// The order is that of CPython's abstract.c and object.c: the right operand goes first if
// its type derives from the left one's; then left, then right; then what sequences do.
// Ints and floats, which are most of what runs, are computed before anybody is asked.

#include "vm/operators.h"

#include "vm/big.h"
#include "vm/call.h"
#include "vm/exception.h"
#include "vm/numbers.h"
#include "vm/strings.h"
#include "vm/vm.h"

static const char *const binary_signs[BINARY_OP_COUNT] = {
    [BINARY_ADD] = "+",           [BINARY_SUB] = "-",        [BINARY_MUL] = "*",
    [BINARY_DIV] = "/",           [BINARY_FLOOR_DIV] = "//", [BINARY_MOD] = "%",
    [BINARY_POW] = "** or pow()", [BINARY_LSHIFT] = "<<",    [BINARY_RSHIFT] = ">>",
    [BINARY_AND] = "&",           [BINARY_OR] = "|",         [BINARY_XOR] = "^",
    [BINARY_MATMUL] = "@",
};

static const char *const inplace_signs[BINARY_OP_COUNT] = {
    [BINARY_ADD] = "+=",    [BINARY_SUB] = "-=",        [BINARY_MUL] = "*=",
    [BINARY_DIV] = "/=",    [BINARY_FLOOR_DIV] = "//=", [BINARY_MOD] = "%=",
    [BINARY_POW] = "**=",   [BINARY_LSHIFT] = "<<=",    [BINARY_RSHIFT] = ">>=",
    [BINARY_AND] = "&=",    [BINARY_OR] = "|=",         [BINARY_XOR] = "^=",
    [BINARY_MATMUL] = "@=",
};

static bool is_not_implemented(Value v)
{
    return v.kind == VALUE_NOT_IMPLEMENTED;
}

// -- Binary operators --------------------------------------------------------------

// binary_op1() of abstract.c.
static bool ask_both(Vm *vm, BinaryOp op, Value left, Value right, Value *result)
{
    Type *a = value_type(vm, left), *b = value_type(vm, right);
    bool (*first)(Vm *, BinaryOp, bool, Value, Value, Value *) = a->slots.binary;
    bool (*second)(Vm *, BinaryOp, bool, Value, Value, Value *) = b->slots.binary;
    if (a == b || second == first) second = NULL;

    if (first && second && type_is_subtype(b, a)) {
        if (!second(vm, op, false, left, right, result)) return false;
        if (!is_not_implemented(*result)) return true;
        second = NULL;
    }
    if (first) {
        if (!first(vm, op, false, left, right, result)) return false;
        if (!is_not_implemented(*result)) return true;
    }
    if (second) return second(vm, op, false, left, right, result);
    *result = NOT_IMPLEMENTED;
    return true;
}

// The name of the sequence types whose + and * come after everybody else's, or NULL.
static const char *sequence_name(Value v)
{
    if (v.kind != VALUE_OBJECT) return NULL;
    switch (v.object->type->layout) {
    case LAYOUT_STR: return "str";
    case LAYOUT_LIST: return "list";
    case LAYOUT_TUPLE: return "tuple";
    default: return NULL;
    }
}

static bool has_index(Vm *vm, Value v)
{
    return value_is_int(v) ||
           (v.kind == VALUE_OBJECT &&
            !value_is_unset(type_lookup(vm, v.object->type, vm->names.index)));
}

// sequence_repeat(): [times] is no int, but may be usable as one.
static bool repeat(Vm *vm, Value sequence, Value times, Value *result)
{
    if (!has_index(vm, times))
        return raise_error(vm, TYPE_ERROR,
                           "can't multiply sequence by non-int of type '%s'",
                           value_type_name(vm, times));
    int64_t count;
    if (!arg_int(vm, times, &count)) return false;
    return value_type(vm, sequence)
        ->slots.binary(vm, BINARY_MUL, false, sequence, value_int(count), result);
}

static bool is_print(Vm *vm, Value v)
{
    return value_is(v, dict_get_str(vm->builtins, str_intern(vm, "print")));
}

static bool unsupported(Vm *vm, const char *sign, Value left, Value right)
{
    bool printing = sign[0] == '>' && sign[1] == '>' && !sign[2] && is_print(vm, left);
    return raise_error(vm, TYPE_ERROR,
                       "unsupported operand type(s) for %s: '%s' and '%s'%s", sign,
                       value_type_name(vm, left), value_type_name(vm, right),
                       printing ? ". Did you mean \"print(<message>, "
                                  "file=<output_stream>)\"?"
                                : "");
}

// Nobody knew the operator: sequences say what they want, others are refused.
static bool last_resort(Vm *vm, BinaryOp op, const char *sign, Value left, Value right,
                        Value *result)
{
    const char *sequence = sequence_name(left);
    if (op == BINARY_ADD && sequence)
        return raise_error(vm, TYPE_ERROR, "can only concatenate %s (not \"%s\") to %s",
                           sequence, value_type_name(vm, right), sequence);
    if (op == BINARY_MUL && sequence) return repeat(vm, left, right, result);
    if (op == BINARY_MUL && sequence_name(right)) return repeat(vm, right, left, result);
    return unsupported(vm, sign, left, right);
}

static bool binary_of_objects(Vm *vm, BinaryOp op, const char *sign, Value left,
                              Value right, Value *result)
{
    Value answer = UNSET;
    if (!ask_both(vm, op, left, right, &answer)) return false;
    if (is_not_implemented(answer)) return last_resort(vm, op, sign, left, right, result);
    *result = answer;
    return true;
}

// Two ints or bools whose result is an int: bools have their own & | ^.
static inline bool ints_suffice(BinaryOp op, Value left, Value right)
{
    if (!value_is_int(left) || !value_is_int(right)) return false;
    if (left.kind == VALUE_INT || right.kind == VALUE_INT) return op != BINARY_MATMUL;
    return op < BINARY_AND;
}

// Two strs, of no class of the program.
static inline bool are_strs(const Vm *vm, Value left, Value right)
{
    return left.kind == VALUE_OBJECT && right.kind == VALUE_OBJECT &&
           left.object->type == vm->types.str && right.object->type == vm->types.str;
}

bool value_binary(Vm *vm, BinaryOp op, Value left, Value right, Value *result)
{
    if (ints_suffice(op, left, right))
        return int_arithmetic(vm, op, left.integer, right.integer, result);
    if (op <= BINARY_POW && value_is_number(left) && value_is_number(right) &&
        (left.kind == VALUE_FLOAT || right.kind == VALUE_FLOAT))
        return float_arithmetic(vm, op, number_double(left), number_double(right),
                                result);
    if (op == BINARY_ADD && are_strs(vm, left, right))
        return str_concat(vm, STR(left), STR(right), result);
    return binary_of_objects(vm, op, binary_signs[op], left, right, result);
}

bool value_inplace(Vm *vm, BinaryOp op, Value left, Value right, Value *result)
{
    if (left.kind != VALUE_OBJECT || left.object->type == vm->types.str) {
        bool quick =
            ints_suffice(op, left, right) ||
            (op <= BINARY_POW && value_is_number(left) && value_is_number(right)) ||
            (op == BINARY_ADD && are_strs(vm, left, right));
        if (quick) return value_binary(vm, op, left, right, result);
        return binary_of_objects(vm, op, inplace_signs[op], left, right, result);
    }

    Type *type = left.object->type;
    if (type->slots.binary) {
        Value answer = UNSET;
        if (!type->slots.binary(vm, op, true, left, right, &answer)) return false;
        if (!is_not_implemented(answer)) {
            *result = answer;
            return true;
        }
    }
    return binary_of_objects(vm, op, inplace_signs[op], left, right, result);
}

bool value_power(Vm *vm, Value base, Value exponent, Value modulus, Value *result)
{
    if (value_is_none(modulus))
        return value_binary(vm, BINARY_POW, base, exponent, result);
    // The base stays: its class may have a __pow__ of its own.
    modulus = number_plain(modulus);
    exponent = number_plain(exponent);
    if (value_is_int(base) && value_is_int(exponent) && value_is_int(modulus))
        return int_power_modulo(vm, base.integer, exponent.integer, modulus.integer,
                                result);
    if (value_is_whole(base) && value_is_whole(exponent) && value_is_whole(modulus))
        return big_power_modulo(vm, base, exponent, modulus, result);
    if (value_is_float(base) || value_is_float(exponent))
        return raise_error(vm, TYPE_ERROR,
                           "pow() 3rd argument not allowed unless all arguments are "
                           "integers");
    Value args[] = {exponent, modulus};
    bool found = false;
    if (base.kind == VALUE_OBJECT &&
        !call_special(vm, base, str_intern(vm, "__pow__"), args, 2, &found, result))
        return false;
    if (found && !is_not_implemented(*result)) return true;
    return raise_error(vm, TYPE_ERROR,
                       "unsupported operand type(s) for ** or pow(): '%s', '%s', '%s'",
                       value_type_name(vm, base), value_type_name(vm, exponent),
                       value_type_name(vm, modulus));
}

// -- divmod ------------------------------------------------------------------------

// One side's __divmod__ or __rdivmod__: NotImplemented if it has none.
static bool ask_divmod(Vm *vm, Value self, Str *name, Value other, Value *result)
{
    bool found = false;
    *result = NOT_IMPLEMENTED;
    if (self.kind != VALUE_OBJECT) return true;
    Value answer = UNSET;
    if (!call_special(vm, self, name, &other, 1, &found, &answer)) return false;
    if (found) *result = answer;
    return true;
}

bool value_divmod(Vm *vm, Value left, Value right, Value *result)
{
    if (value_is_int(left) && value_is_int(right))
        return int_divmod(vm, left.integer, right.integer, result);
    if (value_is_number(left) && value_is_number(right))
        return float_divmod(vm, number_double(left), number_double(right), result);

    double a, b;
    if ((value_is_float(left) && value_is_big(right)) ||
        (value_is_big(left) && value_is_float(right))) {
        a = left.number, b = right.number;
        if (value_is_big(left) && !whole_to_double(vm, left, &a)) return false;
        if (value_is_big(right) && !whole_to_double(vm, right, &b)) return false;
        return float_divmod(vm, a, b, result);
    }

    Value answer = NOT_IMPLEMENTED;
    if (!ask_divmod(vm, left, vm->names.divmod, right, &answer)) return false;
    if (is_not_implemented(answer) &&
        !ask_divmod(vm, right, vm->names.rdivmod, left, &answer))
        return false;
    if (is_not_implemented(answer)) return unsupported(vm, "divmod()", left, right);
    *result = answer;
    return true;
}

// -- Unary operators ---------------------------------------------------------------

bool value_unary(Vm *vm, UnaryOp op, Value v, Value *result)
{
    static const char *const signs[] = {"not", "-", "+", "~"};
    if (op == UNARY_NOT) {
        bool truth;
        if (!value_truth(vm, v, &truth)) return false;
        *result = value_bool(!truth);
        return true;
    }

    Type *type = value_type(vm, v);
    Value answer = NOT_IMPLEMENTED;
    if (type->slots.unary && !type->slots.unary(vm, op, v, &answer)) return false;
    // A class of the program may return NotImplemented from __neg__: that is the result.
    if (!is_not_implemented(answer) || !(type->flags & TYPE_NATIVE)) {
        if (type->slots.unary) {
            *result = answer;
            return true;
        }
    }
    return raise_error(vm, TYPE_ERROR, "bad operand type for unary %s: '%s'", signs[op],
                       type_name(type));
}

// -- Comparing ---------------------------------------------------------------------

static const CompareOp swapped[] = {
    [COMPARE_LT] = COMPARE_GT, [COMPARE_LE] = COMPARE_GE, [COMPARE_EQ] = COMPARE_EQ,
    [COMPARE_NE] = COMPARE_NE, [COMPARE_GT] = COMPARE_LT, [COMPARE_GE] = COMPARE_LE,
};

static const char *const compare_signs[] = {
    [COMPARE_LT] = "<",  [COMPARE_LE] = "<=", [COMPARE_EQ] = "==",
    [COMPARE_NE] = "!=", [COMPARE_GT] = ">",  [COMPARE_GE] = ">=",
};

static bool ask_order(Vm *vm, CompareOp op, Value left, Value right, Value *result)
{
    Type *type = value_type(vm, left);
    if (type->slots.compare) return type->slots.compare(vm, op, left, right, result);
    *result = NOT_IMPLEMENTED;
    return true;
}

// do_richcompare() of object.c.
static bool order_of_objects(Vm *vm, CompareOp op, Value left, Value right, Value *result)
{
    Type *a = value_type(vm, left), *b = value_type(vm, right);
    Value answer = NOT_IMPLEMENTED;
    bool asked_right = a != b && type_is_subtype(b, a);
    if (asked_right && !ask_order(vm, swapped[op], right, left, &answer)) return false;
    if (is_not_implemented(answer) && !ask_order(vm, op, left, right, &answer))
        return false;
    if (is_not_implemented(answer) && !asked_right &&
        !ask_order(vm, swapped[op], right, left, &answer))
        return false;

    if (!is_not_implemented(answer)) {
        *result = answer;
    } else if (op == COMPARE_EQ || op == COMPARE_NE) {
        *result = value_bool(value_is(left, right) == (op == COMPARE_EQ));
    } else {
        return raise_error(vm, TYPE_ERROR,
                           "'%s' not supported between instances of '%s' and '%s'",
                           compare_signs[op], type_name(a), type_name(b));
    }
    return true;
}

bool value_compare(Vm *vm, CompareOp op, Value left, Value right, Value *result)
{
    bool truth;
    switch (op) {
    case COMPARE_IS: *result = value_bool(value_is(left, right)); return true;
    case COMPARE_IS_NOT: *result = value_bool(!value_is(left, right)); return true;
    case COMPARE_IN:
    case COMPARE_NOT_IN:
        if (!value_contains(vm, right, left, &truth)) return false;
        *result = value_bool(truth == (op == COMPARE_IN));
        return true;
    default: break;
    }
    if (value_is_number(left) && value_is_number(right)) {
        int order = numbers_order(left, right);
        *result = order == NUMBERS_UNORDERED ? value_bool(op == COMPARE_NE)
                                             : value_bool(order_holds(op, order));
        return true;
    }
    if (are_strs(vm, left, right)) {
        vm_spend_bytes(vm, STR(left)->size);
        bool equality = op == COMPARE_EQ || op == COMPARE_NE;
        *result = equality
                      ? value_bool(str_equal(STR(left), STR(right)) == (op == COMPARE_EQ))
                      : value_bool(order_holds(op, str_compare(STR(left), STR(right))));
        return true;
    }
    if (left.kind != VALUE_OBJECT && right.kind != VALUE_OBJECT)
        return order_of_objects(vm, op, left, right, result);
    enum { WORK = 6 };
    if (!vm_spend(vm, WORK)) return false;
    if (!recursion_enter(vm, " in comparison")) return false;
    bool ok = order_of_objects(vm, op, left, right, result);
    recursion_leave(vm);
    return ok;
}

// The truth of a comparison; [identical] is what identity alone decides.
static bool compare_truth(Vm *vm, CompareOp op, Value left, Value right, bool *result)
{
    Value answer;
    if (!value_compare(vm, op, left, right, &answer)) return false;
    if (answer.kind == VALUE_BOOL) {
        *result = answer.integer;
        return true;
    }
    bool ok = value_truth(vm, answer, result);
    value_drop(vm, answer);
    return ok;
}

bool value_equal(Vm *vm, Value left, Value right, bool *result)
{
    if (value_is(left, right)) {
        *result = true;
        return true;
    }
    if (are_strs(vm, left, right)) {
        vm_spend_bytes(vm, STR(left)->size);
        *result = str_equal(STR(left), STR(right));
        return true;
    }
    return compare_truth(vm, COMPARE_EQ, left, right, result);
}

bool value_less(Vm *vm, Value left, Value right, bool *result)
{
    if (left.kind == VALUE_INT && right.kind == VALUE_INT) {
        *result = left.integer < right.integer;
        return true;
    }
    return compare_truth(vm, COMPARE_LT, left, right, result);
}
