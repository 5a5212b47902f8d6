// counter.c -- collections.Counter: a dict from items to how many there are.
//
// CPython's is written in Python; counts may be any numbers, so they are added and
// compared as the program would.

#include "vm/exception.h"
#include "vm/iterators.h"
#include "vm/modules/collections.h"
#include "vm/operators.h"

static bool is_counter(const Vm *vm, Value v)
{
    return value_is_instance(vm, v, vm->types.counter);
}

static bool holds(Vm *vm, CompareOp op, Value left, Value right, bool *result)
{
    if (left.kind == VALUE_INT && right.kind == VALUE_INT && op == COMPARE_GT) {
        *result = left.integer > right.integer;
        return true;
    }
    Value answer;
    if (!value_compare(vm, op, left, right, &answer)) return false;
    bool ok = value_truth(vm, answer, result);
    value_drop(vm, answer);
    return ok;
}

// How many of [key] there are: 0 if none. The caller owns it.
static bool count_of(Vm *vm, const Dict *dict, Value key, Value *count)
{
    if (!dict_get(vm, dict, key, count)) return false;
    *count = value_is_unset(*count) ? value_int(0) : value_keep(*count);
    return true;
}

// dict[key] = dict[key] op amount.
static bool change(Vm *vm, Dict *dict, BinaryOp op, Value key, Value amount)
{
    Value before, after;
    if (!count_of(vm, dict, key, &before)) return false;
    bool ok = value_binary(vm, op, before, amount, &after);
    value_drop(vm, before);
    if (!ok) return false;
    ok = dict_set(vm, dict, key, after);
    value_drop(vm, after);
    return ok;
}

// Calls [step] with each key and count, held while it runs.
typedef bool Step(Vm *vm, Dict *into, const Dict *other, Value key, Value count);

static bool for_each(Vm *vm, const Dict *dict, Step *step, Dict *into, const Dict *other)
{
    for (uint32_t i = 0; i < dict->used; i++) {
        DictEntry entry = dict->entries[i];
        if (value_is_unset(entry.key)) continue;
        value_keep(entry.key);
        value_keep(entry.value);
        bool ok = step(vm, into, other, entry.key, entry.value);
        value_drop(vm, entry.key);
        value_drop(vm, entry.value);
        if (!ok) return false;
    }
    return true;
}

static bool add_step(Vm *vm, Dict *into, const Dict *other, Value key, Value count)
{
    (void)other;
    // As CPython writes it: the new amount stands on the left.
    Value before, after;
    if (!count_of(vm, into, key, &before)) return false;
    bool ok = value_binary(vm, BINARY_ADD, count, before, &after);
    value_drop(vm, before);
    if (!ok) return false;
    ok = dict_set(vm, into, key, after);
    value_drop(vm, after);
    return ok;
}

static bool subtract_step(Vm *vm, Dict *into, const Dict *other, Value key, Value count)
{
    (void)other;
    return change(vm, into, BINARY_SUB, key, count);
}

// Counts the items of an iterable, by 1 upwards or downwards.
static bool count_items(Vm *vm, Dict *dict, Value iterable, BinaryOp op)
{
    Value iterator, item = UNSET;
    if (!value_iter(vm, iterable, &iterator)) return false;
    bool ok;
    while ((ok = value_next(vm, iterator, &item)) && !value_is_unset(item)) {
        ok = change(vm, dict, op, item, value_int(1));
        value_drop(vm, item);
        if (!ok) break;
    }
    value_drop(vm, iterator);
    return ok;
}

static bool count_in(Vm *vm, Dict *dict, Value source, BinaryOp op)
{
    if (value_is_unset(source) || value_is_none(source)) return true;
    if (!value_is_dict(source)) return count_items(vm, dict, source, op);
    if (op == BINARY_SUB) return for_each(vm, DICT(source), subtract_step, dict, NULL);
    if (!dict->count) return dict_update(vm, dict, source);
    return for_each(vm, DICT(source), add_step, dict, NULL);
}

// -- Slots -------------------------------------------------------------------------

static bool counter_init(Vm *vm, Value self, const Arguments *arguments)
{
    static const NativeSpec spec = {"Counter.__init__", "iterable=None, /, **kwds", NULL,
                                    NATIVE_PYTHON};
    Value args[2];
    if (!arguments_bind(vm, &spec, arguments, args)) return false;
    bool ok = count_in(vm, DICT(self), args[0], BINARY_ADD) &&
              (!DICT(args[1])->count || count_in(vm, DICT(self), args[1], BINARY_ADD));
    arguments_unbind(vm, &spec, args);
    return ok;
}

static bool counter_get_item(Vm *vm, Value self, Value key, Value *result)
{
    if (self.object->type != vm->types.counter)
        return vm->types.dict->slots.get_item(vm, self, key, result);
    return count_of(vm, DICT(self), key, result);
}

// Deleting what is not there is no error.
static bool counter_set_item(Vm *vm, Value self, Value key, Value value)
{
    if (!value_is_unset(value)) return dict_set(vm, DICT(self), key, value);
    bool found;
    return dict_delete(vm, DICT(self), key, &found, NULL);
}

static bool second_item(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(TUPLE(args[0])->items[1]);
    return true;
}

// The pairs of item and count in falling order of the counts.
static bool pairs_by_count(Vm *vm, const Dict *dict, Value *result)
{
    static const NativeSpec second = {"itemgetter", "pair, /", second_item, 0};
    List *pairs = list_new(vm);
    DictEntry *entry;
    bool ok = true;
    for (uint32_t at = 0; ok && dict_next(dict, &at, &entry);) {
        Value pair[2] = {entry->key, entry->value};
        ok = list_take(vm, pairs, tuple_of(vm, pair, 2));
    }
    if (ok) {
        Value key = native_new(vm, &second, NULL, "operator");
        ok = list_sort(vm, pairs, key, true);
        value_drop(vm, key);
    }
    if (ok)
        *result = value_object(pairs);
    else
        object_drop(vm, pairs);
    return ok;
}

static bool counter_repr(Vm *vm, Value self, Value *result)
{
    if (!DICT(self)->count) {
        *result = str_format(vm, "%s()", value_short_type_name(vm, self));
        return true;
    }
    Value source = UNSET;
    if (!pairs_by_count(vm, DICT(self), &source)) {
        // Counts that have no order stand as they came.
        if (!exception_is_raised(vm, TYPE_ERROR)) return false;
        value_drop(vm, exception_take(vm));
        source = value_keep(self);
    }
    Dict *shown = dict_new(vm);
    Value items;
    bool ok =
        dict_update(vm, shown, source) && value_repr(vm, value_object(shown), &items);
    object_drop(vm, shown);
    value_drop(vm, source);
    if (!ok) return false;
    *result =
        str_format(vm, "%s(%s)", value_short_type_name(vm, self), STR(items)->bytes);
    value_drop(vm, items);
    return true;
}

// True if every item's counts in the two compare so.
static bool all_compare(Vm *vm, CompareOp op, const Dict *walked, const Dict *left,
                        const Dict *right, bool *result)
{
    DictEntry *entry;
    *result = true;
    for (uint32_t at = 0; *result && dict_next(walked, &at, &entry);) {
        Value key = value_keep(entry->key), a, b;
        bool ok = count_of(vm, left, key, &a);
        if (ok) {
            ok = count_of(vm, right, key, &b);
            if (ok) {
                ok = holds(vm, op, a, b, result);
                value_drop(vm, b);
            }
            value_drop(vm, a);
        }
        value_drop(vm, key);
        if (!ok) return false;
    }
    return true;
}

static bool counters_compare(Vm *vm, CompareOp op, const Dict *left, const Dict *right,
                             bool *result)
{
    if (!all_compare(vm, op, left, left, right, result)) return false;
    return !*result || all_compare(vm, op, right, left, right, result);
}

// Missing items count as 0. Less means: no count is greater, and they are not equal.
static bool counter_compare(Vm *vm, CompareOp op, Value left, Value right, Value *result)
{
    if (!is_counter(vm, left) || !is_counter(vm, right)) {
        *result = NOT_IMPLEMENTED;
        return true;
    }
    static const CompareOp each[] = {
        [COMPARE_LT] = COMPARE_LE, [COMPARE_LE] = COMPARE_LE, [COMPARE_EQ] = COMPARE_EQ,
        [COMPARE_NE] = COMPARE_EQ, [COMPARE_GT] = COMPARE_GE, [COMPARE_GE] = COMPARE_GE,
    };
    bool answer, equal;
    if (!counters_compare(vm, each[op], DICT(left), DICT(right), &answer)) return false;
    if (op == COMPARE_NE) answer = !answer;
    if ((op == COMPARE_LT || op == COMPARE_GT) && answer) {
        if (!counters_compare(vm, COMPARE_EQ, DICT(left), DICT(right), &equal))
            return false;
        answer = !equal;
    }
    *result = value_bool(answer);
    return true;
}

// -- Arithmetic: only counts above zero stay ---------------------------------------

static bool set_if_positive(Vm *vm, Dict *into, Value key, Value count)
{
    bool positive;
    if (!holds(vm, COMPARE_GT, count, value_int(0), &positive)) return false;
    return !positive || dict_set(vm, into, key, count);
}

// The count that an operator makes of two. The caller owns it.
static bool combine(Vm *vm, BinaryOp op, Value a, Value b, Value *result)
{
    if (op == BINARY_ADD || op == BINARY_SUB) return value_binary(vm, op, a, b, result);
    bool less;
    if (!holds(vm, COMPARE_LT, a, b, &less)) return false;
    *result = value_keep(less == (op == BINARY_OR) ? b : a);
    return true;
}

static bool combine_into(Vm *vm, BinaryOp op, Dict *into, const Dict *other, Value key,
                         Value count)
{
    Value theirs, both;
    if (!count_of(vm, other, key, &theirs)) return false;
    bool ok = combine(vm, op, count, theirs, &both);
    value_drop(vm, theirs);
    if (!ok) return false;
    ok = set_if_positive(vm, into, key, both);
    value_drop(vm, both);
    return ok;
}

static bool plus_step(Vm *vm, Dict *into, const Dict *other, Value key, Value count)
{
    return combine_into(vm, BINARY_ADD, into, other, key, count);
}

static bool minus_step(Vm *vm, Dict *into, const Dict *other, Value key, Value count)
{
    return combine_into(vm, BINARY_SUB, into, other, key, count);
}

static bool or_step(Vm *vm, Dict *into, const Dict *other, Value key, Value count)
{
    return combine_into(vm, BINARY_OR, into, other, key, count);
}

static bool and_step(Vm *vm, Dict *into, const Dict *other, Value key, Value count)
{
    return combine_into(vm, BINARY_AND, into, other, key, count);
}

// Items of the right operand that the left one ([other]) has not.
static bool rest_step(Vm *vm, Dict *into, const Dict *other, Value key, Value count)
{
    Value found;
    if (!dict_get(vm, other, key, &found)) return false;
    return !value_is_unset(found) || set_if_positive(vm, into, key, count);
}

static bool negative_rest_step(Vm *vm, Dict *into, const Dict *other, Value key,
                               Value count)
{
    Value negated;
    if (!value_binary(vm, BINARY_SUB, value_int(0), count, &negated)) return false;
    bool ok = rest_step(vm, into, other, key, negated);
    value_drop(vm, negated);
    return ok;
}

static const struct {
    BinaryOp op;
    Step *left, *right;
} arithmetic[] = {
    {BINARY_ADD, plus_step, rest_step},
    {BINARY_SUB, minus_step, negative_rest_step},
    {BINARY_OR, or_step, rest_step},
    {BINARY_AND, and_step, NULL},
};

static bool counter_binary(Vm *vm, BinaryOp op, bool inplace, Value left, Value right,
                           Value *result)
{
    *result = NOT_IMPLEMENTED;
    size_t row = 0, rows = sizeof arithmetic / sizeof *arithmetic;
    while (row < rows && arithmetic[row].op != op)
        row++;
    if (row == rows || !is_counter(vm, left) || !is_counter(vm, right)) return true;

    Dict *made = object_new(vm, vm->types.counter);
    const Dict *a = DICT(left), *b = DICT(right);
    bool ok = for_each(vm, a, arithmetic[row].left, made, b) &&
              (!arithmetic[row].right || for_each(vm, b, arithmetic[row].right, made, a));
    if (ok && inplace) {
        dict_clear(vm, DICT(left));
        ok = dict_update(vm, DICT(left), value_object(made));
        if (ok) *result = value_keep(left);
    } else if (ok) {
        *result = value_keep(value_object(made));
    }
    object_drop(vm, made);
    return ok;
}

static bool counter_unary(Vm *vm, UnaryOp op, Value self, Value *result)
{
    if (op == UNARY_INVERT)
        return raise_error(vm, TYPE_ERROR, "bad operand type for unary ~: '%s'",
                           value_type_name(vm, self));
    Dict *made = object_new(vm, vm->types.counter), *none = dict_new(vm);
    bool ok = for_each(vm, DICT(self), op == UNARY_PLUS ? rest_step : negative_rest_step,
                       made, none);
    object_drop(vm, none);
    if (ok)
        *result = value_object(made);
    else
        object_drop(vm, made);
    return ok;
}

// -- Methods -----------------------------------------------------------------------

static bool method_missing(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    (void)args;
    *result = value_int(0);
    return true;
}

static bool method_most_common(Vm *vm, Value *args, Value *result)
{
    Value pairs;
    int64_t most = 0;
    bool ordered;
    // CPython's heapq.nlargest compares it first, and so says what is wrong with it.
    if (!value_is_none(args[1]) &&
        (!holds(vm, COMPARE_GE, args[1], value_int(0), &ordered) ||
         !arg_int(vm, args[1], &most)))
        return false;
    if (!pairs_by_count(vm, DICT(args[0]), &pairs)) return false;
    List *list = LIST(pairs);
    if (most < 0) most = 0;
    while (!value_is_none(args[1]) && list->count > most)
        value_drop(vm, list_remove_at(vm, list, list->count - 1));
    *result = pairs;
    return true;
}

static bool method_elements(Vm *vm, Value *args, Value *result)
{
    List *items = list_new(vm);
    DictEntry *entry;
    bool ok = true;
    for (uint32_t at = 0; ok && dict_next(DICT(args[0]), &at, &entry);) {
        int64_t times;
        ok = arg_int(vm, entry->value, &times);
        while (ok && times-- > 0)
            ok = list_append(vm, items, entry->key);
    }
    ok = ok && value_iter(vm, value_object(items), result);
    object_drop(vm, items);
    return ok;
}

static bool method_subtract(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return count_in(vm, DICT(args[0]), args[1], BINARY_SUB) &&
           (!DICT(args[2])->count || count_in(vm, DICT(args[0]), args[2], BINARY_SUB));
}

static bool method_update(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return count_in(vm, DICT(args[0]), args[1], BINARY_ADD) &&
           (!DICT(args[2])->count || count_in(vm, DICT(args[0]), args[2], BINARY_ADD));
}

static bool method_total(Vm *vm, Value *args, Value *result)
{
    Value total = value_int(0);
    DictEntry *entry;
    for (uint32_t at = 0; dict_next(DICT(args[0]), &at, &entry);) {
        Value next;
        bool ok = value_binary(vm, BINARY_ADD, total, entry->value, &next);
        value_drop(vm, total);
        if (!ok) return false;
        total = next;
    }
    *result = total;
    return true;
}

static bool method_copy(Vm *vm, Value *args, Value *result)
{
    return call(vm, value_object(args[0].object->type), args, 1, result);
}

static bool method_fromkeys(Vm *vm, Value *args, Value *result)
{
    (void)args;
    (void)result;
    return raise_error(
        vm, NOT_IMPLEMENTED_ERROR,
        "Counter.fromkeys() is undefined.  Use Counter(iterable) instead.");
}

static const NativeSpec counter_methods[] = {
    {"__missing__", "self, key", method_missing, NATIVE_PYTHON},
    {"most_common", "self, n=None", method_most_common, NATIVE_PYTHON},
    {"elements", "self", method_elements, NATIVE_PYTHON},
    {"subtract", "self, iterable=None, /, **kwds", method_subtract, NATIVE_PYTHON},
    {"update", "self, iterable=None, /, **kwds", method_update, NATIVE_PYTHON},
    {"total", "self", method_total, NATIVE_PYTHON},
    {"copy", "self", method_copy, NATIVE_PYTHON},
    {"fromkeys", "cls, iterable, v=None", method_fromkeys, NATIVE_PYTHON | NATIVE_CLASS},
    {0},
};

static const TypeSpec counter_spec = {
    .name = "Counter",
    .module = "collections",
    .layout = LAYOUT_DICT,
    .size = sizeof(Dict),
    .slots = {.init = counter_init,
              .repr = counter_repr,
              .compare = counter_compare,
              .binary = counter_binary,
              .unary = counter_unary,
              .get_item = counter_get_item,
              .set_item = counter_set_item},
    .methods = counter_methods,
    .has_attributes = true,
};

void counter_add(Vm *vm, Module *module)
{
    vm->types.counter = type_new(vm, &counter_spec, vm->types.dict);
    module_set(vm, module, "Counter", value_keep(value_object(vm->types.counter)));
}
