// numbers.c -- the types int, bool, float, NoneType, ellipsis and NotImplementedType.
//
// Their values stand in a Value itself; only the slots are here. An instance of a class
// of the program that derives from int or float is an object which holds such a Value, or
// a big int. What they compute is in arithmetic.c, their methods in number_methods.c.

#include "vm/numbers.h"

#include "vm/big.h"
#include "vm/exception.h"
#include "vm/vm.h"

// -- Shared by int, bool and float --------------------------------------------------

static bool number_compare(Vm *vm, CompareOp op, Value left, Value right, Value *result)
{
    (void)vm;
    left = number_plain(left);
    right = number_plain(right);
    if (!value_is_number(left) || !value_is_number(right)) {
        *result = NOT_IMPLEMENTED;
        return true;
    }
    int order = numbers_order(left, right);
    *result = order == NUMBERS_UNORDERED ? value_bool(op == COMPARE_NE)
                                         : value_bool(order_holds(op, order));
    return true;
}

static bool number_format(Vm *vm, Value self, Str *spec, Value *result)
{
    if (!spec->size) return value_str(vm, self, result);
    return format_value(vm, number_plain(self), spec, result);
}

// Of an instance that may hold a big int. The type of big ints derives from int and inherits
// this, but such an object holds its limbs.
static void number_release(Vm *vm, Object *self)
{
    if (self->type->layout == LAYOUT_NUMBER)
        value_drop(vm, ((NumberObject *)self)->number);
}

// -- int ---------------------------------------------------------------------------

static bool int_compare(Vm *vm, CompareOp op, Value left, Value right, Value *result)
{
    left = number_plain(left);
    right = number_plain(right);
    if (value_is_big(left) || value_is_big(right))
        return vm->types.big->slots.compare(vm, op, left, right, result);
    // An int does not know floats: the float's slot compares the two.
    if (value_is_int(left) && value_is_int(right))
        return number_compare(vm, op, left, right, result);
    *result = NOT_IMPLEMENTED;
    return true;
}

static bool int_binary(Vm *vm, BinaryOp op, bool inplace, Value left, Value right,
                       Value *result)
{
    left = number_plain(left);
    right = number_plain(right);
    if (value_is_big(left) || value_is_big(right))
        return vm->types.big->slots.binary(vm, op, inplace, left, right, result);
    if (!value_is_int(left) || !value_is_int(right)) {
        *result = NOT_IMPLEMENTED;
        return true;
    }
    return int_arithmetic(vm, op, left.integer, right.integer, result);
}

static bool int_unary(Vm *vm, UnaryOp op, Value self, Value *result)
{
    self = number_plain(self);
    if (value_is_big(self)) return vm->types.big->slots.unary(vm, op, self, result);
    int64_t number = self.integer;
    if (op == UNARY_INVERT) {
        number = ~number;
    } else if (op == UNARY_MINUS) {
        if (number == INT64_MIN) return big_negative(vm, value_int(number), result);
        number = -number;
    }
    *result = value_int(number);
    return true;
}

void int_add_digits(Text *text, uint64_t magnitude, int base)
{
    char digits[64], *end = digits + sizeof digits, *at = end;
    do {
        *--at = "0123456789abcdef"[magnitude % (unsigned)base];
        magnitude /= (unsigned)base;
    } while (magnitude);
    text_add_bytes(text, at, (size_t)(end - at));
}

static bool int_repr(Vm *vm, Value self, Value *result)
{
    self = number_plain(self);
    if (value_is_big(self)) return value_repr(vm, self, result);
    Text text = {0};
    text_add_int(&text, self.integer);
    return str_from_text(vm, &text, result);
}

static bool int_hash_slot(Vm *vm, Value self, int64_t *hash)
{
    self = number_plain(self);
    if (value_is_big(self)) return value_hash(vm, self, hash);
    *hash = int_hash(self.integer);
    return true;
}

static bool int_truth(Vm *vm, Value self, bool *truth)
{
    (void)vm;
    self = number_plain(self);
    *truth = value_is_big(self) || self.integer != 0;
    return true;
}

static const TypeSpec int_spec = {
    .name = "int",
    .module = "builtins",
    .layout = LAYOUT_NUMBER,
    .size = sizeof(NumberObject),
    .flags = TYPE_NATIVE,
    .slots =
        {
            .create = int_create,
            .release = number_release,
            .repr = int_repr,
            .format = number_format,
            .hash = int_hash_slot,
            .compare = int_compare,
            .truth = int_truth,
            .binary = int_binary,
            .unary = int_unary,
        },
    .methods = int_methods,
};

// -- bool --------------------------------------------------------------------------

static bool bool_repr(Vm *vm, Value self, Value *result)
{
    Str *name = str_intern(vm, self.integer ? "True" : "False");
    *result = value_keep(value_object(name));
    return true;
}

static bool bool_binary(Vm *vm, BinaryOp op, bool inplace, Value left, Value right,
                        Value *result)
{
    bool logical = op == BINARY_AND || op == BINARY_OR || op == BINARY_XOR;
    if (!int_binary(vm, op, inplace, left, right, result)) return false;
    if (logical && left.kind == VALUE_BOOL && right.kind == VALUE_BOOL)
        *result = value_bool(result->integer != 0);
    return true;
}

static const TypeSpec bool_spec = {
    .name = "bool",
    .module = "builtins",
    .layout = LAYOUT_NUMBER,
    .size = sizeof(NumberObject),
    .flags = TYPE_NATIVE | TYPE_FINAL,
    .slots =
        {
            .create = bool_create,
            .repr = bool_repr,
            .format = number_format,
            .hash = int_hash_slot,
            .compare = int_compare,
            .truth = int_truth,
            .binary = bool_binary,
            .unary = int_unary,
        },
};

// -- float -------------------------------------------------------------------------

static bool float_binary(Vm *vm, BinaryOp op, bool inplace, Value left, Value right,
                         Value *result)
{
    (void)inplace;
    left = number_plain(left);
    right = number_plain(right);
    if (!value_is_number(left) || !value_is_number(right)) {
        *result = NOT_IMPLEMENTED;
        return true;
    }
    return float_arithmetic(vm, op, number_double(left), number_double(right), result);
}

static bool float_unary(Vm *vm, UnaryOp op, Value self, Value *result)
{
    (void)vm;
    double number = number_plain(self).number;
    if (op == UNARY_INVERT)
        *result = NOT_IMPLEMENTED;
    else
        *result = value_float(op == UNARY_MINUS ? -number : number);
    return true;
}

static bool float_repr(Vm *vm, Value self, Value *result)
{
    Text text = {0};
    float_add_repr(&text, number_plain(self).number);
    return str_from_text(vm, &text, result);
}

static bool float_hash_slot(Vm *vm, Value self, int64_t *hash)
{
    (void)vm;
    *hash = float_hash(number_plain(self).number);
    return true;
}

static bool float_truth(Vm *vm, Value self, bool *truth)
{
    (void)vm;
    *truth = number_plain(self).number != 0;
    return true;
}

static const TypeSpec float_spec = {
    .name = "float",
    .module = "builtins",
    .layout = LAYOUT_NUMBER,
    .size = sizeof(NumberObject),
    .flags = TYPE_NATIVE,
    .slots =
        {
            .create = float_create,
            .repr = float_repr,
            .format = number_format,
            .hash = float_hash_slot,
            .compare = number_compare,
            .truth = float_truth,
            .binary = float_binary,
            .unary = float_unary,
        },
    .methods = float_methods,
};

// -- None, Ellipsis and NotImplemented ---------------------------------------------

static const char *singleton_name(Value v)
{
    switch (v.kind) {
    case VALUE_NONE: return "None";
    case VALUE_ELLIPSIS: return "Ellipsis";
    default: return "NotImplemented";
    }
}

static bool singleton_repr(Vm *vm, Value self, Value *result)
{
    *result = value_keep(value_object(str_intern(vm, singleton_name(self))));
    return true;
}

static bool singleton_hash(Vm *vm, Value self, int64_t *hash)
{
    (void)vm;
    // None's is a constant of CPython; the others' are addresses there.
    *hash = self.kind == VALUE_NONE ? INT64_C(0xfca86420) : 0x7f0000000 + (int)self.kind;
    return true;
}

static bool none_truth(Vm *vm, Value self, bool *truth)
{
    (void)vm;
    (void)self;
    *truth = false;
    return true;
}

static bool singleton_create(Vm *vm, Type *type, const Arguments *arguments,
                             Value *result)
{
    if (arguments->count > 0)
        return raise_error(vm, TYPE_ERROR, "%s takes no arguments", type_name(type));
    *result = type == vm->types.none       ? NONE
              : type == vm->types.ellipsis ? ELLIPSIS
                                           : NOT_IMPLEMENTED;
    return true;
}

static const TypeSpec singleton_specs[] = {
    {
        .name = "NoneType",
        .module = "builtins",
        .layout = LAYOUT_OTHER,
        .size = sizeof(Object),
        .flags = TYPE_NATIVE | TYPE_FINAL,
        .slots = {.create = singleton_create,
                  .repr = singleton_repr,
                  .hash = singleton_hash,
                  .truth = none_truth},
    },
    {
        .name = "ellipsis",
        .module = "builtins",
        .layout = LAYOUT_OTHER,
        .size = sizeof(Object),
        .flags = TYPE_NATIVE | TYPE_FINAL,
        .slots = {.create = singleton_create,
                  .repr = singleton_repr,
                  .hash = singleton_hash},
    },
    {
        .name = "NotImplementedType",
        .module = "builtins",
        .layout = LAYOUT_OTHER,
        .size = sizeof(Object),
        .flags = TYPE_NATIVE | TYPE_FINAL,
        .slots = {.create = singleton_create,
                  .repr = singleton_repr,
                  .hash = singleton_hash},
    },
};

static void publish(Vm *vm, const char *name, Type *type)
{
    dict_set_str(vm, vm->builtins, str_intern(vm, name), value_object(type));
}

void numbers_init(Vm *vm)
{
    VmTypes *types = &vm->types;
    types->int_ = type_new(vm, &int_spec, NULL);
    types->bool_ = type_new(vm, &bool_spec, types->int_);
    types->float_ = type_new(vm, &float_spec, NULL);
    types->none = type_new(vm, &singleton_specs[0], NULL);
    types->ellipsis = type_new(vm, &singleton_specs[1], NULL);
    types->not_implemented = type_new(vm, &singleton_specs[2], NULL);
    big_init(vm);
    publish(vm, "int", types->int_);
    publish(vm, "float", types->float_);
    publish(vm, "bool", types->bool_);
    dict_set_str(vm, vm->builtins, str_intern(vm, "Ellipsis"), ELLIPSIS);
    dict_set_str(vm, vm->builtins, str_intern(vm, "NotImplemented"), NOT_IMPLEMENTED);
    operators_init(vm);
}
