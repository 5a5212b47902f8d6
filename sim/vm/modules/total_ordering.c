// total_ordering.c -- functools.total_ordering: the other comparisons made from one.

#include "vm/exception.h"
#include "vm/modules/functools.h"
#include "vm/operators.h"

// How an operator follows from the root that the class defines: its answer, perhaps
// negated, then joined with whether the two are equal.
typedef enum Joined { ALONE, AND_DIFFERENT, OR_EQUAL } Joined;

typedef struct Derived {
    CompareOp root;
    bool negated;
    Joined joined;
} Derived;

static bool derive(Vm *vm, Derived how, Value *args, Value *result)
{
    static const char *const names[] = {"__lt__", "__le__", "__eq__",
                                        "__ne__", "__gt__", "__ge__"};
    Value answer;
    bool found, truth;
    if (!call_special(vm, args[0], str_intern(vm, names[how.root]), &args[1], 1, &found,
                      &answer))
        return false;
    if (!found || answer.kind == VALUE_NOT_IMPLEMENTED) {
        *result = NOT_IMPLEMENTED;
        return true;
    }
    bool ok = value_truth(vm, answer, &truth);
    value_drop(vm, answer);
    if (!ok) return false;
    truth ^= how.negated;
    bool decided = how.joined == ALONE || truth == (how.joined == OR_EQUAL);
    if (!decided) {
        CompareOp op = how.joined == OR_EQUAL ? COMPARE_EQ : COMPARE_NE;
        return value_compare(vm, op, args[0], args[1], result);
    }
    *result = value_bool(truth);
    return true;
}

#define DERIVED(function, root, negated, joined)                                         \
    static bool function(Vm *vm, Value *args, Value *result)                             \
    {                                                                                    \
        return derive(vm, (Derived){root, negated, joined}, args, result);               \
    }

DERIVED(gt_from_lt, COMPARE_LT, true, AND_DIFFERENT)
DERIVED(le_from_lt, COMPARE_LT, false, OR_EQUAL)
DERIVED(ge_from_lt, COMPARE_LT, true, ALONE)
DERIVED(ge_from_le, COMPARE_LE, true, OR_EQUAL)
DERIVED(lt_from_le, COMPARE_LE, false, AND_DIFFERENT)
DERIVED(gt_from_le, COMPARE_LE, true, ALONE)
DERIVED(lt_from_gt, COMPARE_GT, true, AND_DIFFERENT)
DERIVED(ge_from_gt, COMPARE_GT, false, OR_EQUAL)
DERIVED(le_from_gt, COMPARE_GT, true, ALONE)
DERIVED(le_from_ge, COMPARE_GE, true, OR_EQUAL)
DERIVED(gt_from_ge, COMPARE_GE, false, AND_DIFFERENT)
DERIVED(lt_from_ge, COMPARE_GE, true, ALONE)

// The roots in the order in which CPython prefers them, each with what follows from it.
static const struct {
    const char *root;
    NativeSpec derived[3];
} roots[] = {
    {"__lt__",
     {{"__gt__", "self, other, /", gt_from_lt, 0},
      {"__le__", "self, other, /", le_from_lt, 0},
      {"__ge__", "self, other, /", ge_from_lt, 0}}},
    {"__le__",
     {{"__ge__", "self, other, /", ge_from_le, 0},
      {"__lt__", "self, other, /", lt_from_le, 0},
      {"__gt__", "self, other, /", gt_from_le, 0}}},
    {"__gt__",
     {{"__lt__", "self, other, /", lt_from_gt, 0},
      {"__ge__", "self, other, /", ge_from_gt, 0},
      {"__le__", "self, other, /", le_from_gt, 0}}},
    {"__ge__",
     {{"__le__", "self, other, /", le_from_ge, 0},
      {"__gt__", "self, other, /", gt_from_ge, 0},
      {"__lt__", "self, other, /", lt_from_ge, 0}}},
};

// True if the class or a base of the program defines the method.
static bool defines(Vm *vm, Type *type, const char *name)
{
    Str *key = str_intern(vm, name);
    return !value_is(type_lookup(vm, type, key), type_lookup(vm, vm->types.object, key));
}

static bool native_total_ordering(Vm *vm, Value *args, Value *result)
{
    if (!value_has_layout(args[0], LAYOUT_TYPE))
        return raise_error(vm, TYPE_ERROR, "total_ordering needs a class");
    Type *type = (Type *)args[0].object;
    size_t root = 0, count = sizeof roots / sizeof *roots;
    while (root < count && !defines(vm, type, roots[root].root))
        root++;
    if (root == count)
        return raise_error(vm, VALUE_ERROR,
                           "must define at least one ordering operation: < > <= >=");
    for (int i = 0; i < 3; i++) {
        const NativeSpec *spec = &roots[root].derived[i];
        if (defines(vm, type, spec->name)) continue;
        Value method = native_new(vm, spec, type, "functools");
        bool ok = type_set(vm, type, str_intern(vm, spec->name), method);
        value_drop(vm, method);
        if (!ok) return false;
    }
    *result = value_keep(args[0]);
    return true;
}

static const NativeSpec total_ordering_specs[] = {
    {"total_ordering", "cls", native_total_ordering, NATIVE_PYTHON},
    {0},
};

void total_ordering_add(Vm *vm, Module *module)
{
    natives_add(vm, module->attributes, total_ordering_specs, "functools");
}
