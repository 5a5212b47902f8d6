// aggregates.c -- sum, min, max, any, all and sorted.

#include "vm/builtins.h"
#include "vm/exception.h"
#include "vm/operators.h"
#include "vm/vm.h"

#include <math.h>

// -- sum ---------------------------------------------------------------------------

// A sum of floats that keeps what rounding loses (Neumaier), as CPython's has since 3.12.
typedef struct FloatSum {
    double high, low;
} FloatSum;

static void float_sum_add(FloatSum *sum, double x)
{
    double total = sum->high + x;
    if (fabs(sum->high) >= fabs(x))
        sum->low += (sum->high - total) + x;
    else
        sum->low += (x - total) + sum->high;
    sum->high = total;
}

// A lost part that is no number must not spoil an infinite sum, nor a -0.0.
static double float_sum_total(const FloatSum *sum)
{
    return sum->low != 0 && isfinite(sum->low) ? sum->high + sum->low : sum->high;
}

// Adds items to [*total], an int, as long as they are ints. [*item] is the first that is
// not, or with which the sum would leave 64 bits, or UNSET at the end.
static bool sum_ints(Vm *vm, Value iterator, Value *total, Value *item)
{
    for (;;) {
        if (!value_next(vm, iterator, item)) return false;
        if (item->kind != VALUE_INT && item->kind != VALUE_BOOL) return true;
        int64_t sum;
        if (__builtin_add_overflow(total->integer, item->integer, &sum)) return true;
        total->integer = sum;
    }
}

// The same for floats, with ints among them.
static bool sum_floats(Vm *vm, Value iterator, Value *total, Value *item)
{
    FloatSum sum = {.high = total->number};
    bool ok;
    while ((ok = value_next(vm, iterator, item))) {
        if (item->kind == VALUE_FLOAT)
            float_sum_add(&sum, item->number);
        else if (value_is_int(*item))
            sum.high += (double)item->integer;
        else
            break;
    }
    total->number = float_sum_total(&sum);
    return ok;
}

static bool add_to(Vm *vm, Value *total, Value item)
{
    Value next;
    bool ok = value_binary(vm, BINARY_ADD, *total, item, &next);
    value_drop(vm, item);
    if (ok) value_set(vm, total, next);
    return ok;
}

static bool sum_items(Vm *vm, Value iterator, Value *total)
{
    Value item = UNSET;
    if (total->kind == VALUE_INT) {
        if (!sum_ints(vm, iterator, total, &item)) return false;
        if (value_is_unset(item)) return true;
        if (!add_to(vm, total, item)) return false;
    }
    if (total->kind == VALUE_FLOAT) {
        if (!sum_floats(vm, iterator, total, &item)) return false;
        if (value_is_unset(item)) return true;
        if (!add_to(vm, total, item)) return false;
    }
    for (;;) {
        if (!value_next(vm, iterator, &item)) return false;
        if (value_is_unset(item)) return true;
        if (!add_to(vm, total, item)) return false;
    }
}

static bool native_sum(Vm *vm, Value *args, Value *result)
{
    Value iterator;
    if (!value_iter(vm, args[0], &iterator)) return false;
    bool ok = true;
    Value total = value_keep(args[1]);
    if (value_is_str(total))
        ok = raise_error(vm, TYPE_ERROR,
                         "sum() can't sum strings [use ''.join(seq) instead]");
    ok = ok && sum_items(vm, iterator, &total);
    value_drop(vm, iterator);
    if (ok)
        *result = total;
    else
        value_drop(vm, total);
    return ok;
}

// -- min and max -------------------------------------------------------------------

typedef struct Extreme {
    const char *name;
    CompareOp op; // how a better one compares with the best so far
    Value key;    // a function, or None
    Value item, measure;
} Extreme;

// Takes [item] over: it becomes the best or is dropped.
static bool extreme_see(Vm *vm, Extreme *best, Value item)
{
    Value measure;
    if (value_is_none(best->key)) {
        measure = value_keep(item);
    } else if (!call(vm, best->key, &item, 1, &measure)) {
        value_drop(vm, item);
        return false;
    }
    bool better = true, ok = true;
    if (!value_is_unset(best->item)) {
        Value answer;
        ok = value_compare(vm, best->op, measure, best->measure, &answer);
        if (ok) {
            ok = value_truth(vm, answer, &better);
            value_drop(vm, answer);
        }
    }
    if (!ok || !better) {
        value_drop(vm, measure);
        value_drop(vm, item);
        return ok;
    }
    value_set(vm, &best->measure, measure);
    value_set(vm, &best->item, item);
    return true;
}

static bool extreme_walk(Vm *vm, Extreme *best, Value iterable)
{
    Value iterator, item = UNSET;
    if (!value_iter(vm, iterable, &iterator)) return false;
    bool ok;
    while ((ok = value_next(vm, iterator, &item)) && !value_is_unset(item))
        if (!(ok = extreme_see(vm, best, item))) break;
    value_drop(vm, iterator);
    return ok;
}

// args: a tuple of the positional arguments, key, default.
static bool extreme(Vm *vm, const char *name, CompareOp op, Value *args, Value *result)
{
    const Tuple *given = TUPLE(args[0]);
    Extreme best = {
        .name = name, .op = op, .key = args[1], .item = UNSET, .measure = UNSET};
    if (!given->count)
        return raise_error(vm, TYPE_ERROR, "%s expected at least 1 argument, got 0",
                           name);
    if (given->count > 1 && !value_is_unset(args[2]))
        return raise_error(vm, TYPE_ERROR,
                           "Cannot specify a default for %s() with multiple positional "
                           "arguments",
                           name);
    bool ok = extreme_walk(vm, &best, given->count == 1 ? given->items[0] : args[0]);
    if (ok && value_is_unset(best.item)) {
        if (value_is_unset(args[2]))
            ok = raise_error(vm, VALUE_ERROR, "%s() iterable argument is empty", name);
        else
            best.item = value_keep(args[2]);
    }
    value_drop(vm, best.measure);
    if (ok)
        *result = best.item;
    else
        value_drop(vm, best.item);
    return ok;
}

static bool native_min(Vm *vm, Value *args, Value *result)
{
    return extreme(vm, "min", COMPARE_LT, args, result);
}

static bool native_max(Vm *vm, Value *args, Value *result)
{
    return extreme(vm, "max", COMPARE_GT, args, result);
}

// -- any, all, sorted --------------------------------------------------------------

// Walks until an item's truth is [wanted].
static bool walk_until(Vm *vm, Value iterable, bool wanted, Value *result)
{
    Value iterator, item = UNSET;
    if (!value_iter(vm, iterable, &iterator)) return false;
    bool ok, found = false;
    while ((ok = value_next(vm, iterator, &item)) && !value_is_unset(item)) {
        bool truth;
        ok = value_truth(vm, item, &truth);
        value_drop(vm, item);
        found = ok && truth == wanted;
        if (!ok || found) break;
    }
    value_drop(vm, iterator);
    if (ok) *result = value_bool(found == wanted);
    return ok;
}

static bool native_any(Vm *vm, Value *args, Value *result)
{
    return walk_until(vm, args[0], true, result);
}

static bool native_all(Vm *vm, Value *args, Value *result)
{
    return walk_until(vm, args[0], false, result);
}

// What sorted() passes on to list.sort(): CPython has it name what is wrong.
static bool sort_options(Vm *vm, const Dict *keywords, Value *key, bool *reverse)
{
    static const char *const names[] = {"key", "reverse"};
    DictEntry *entry;
    for (uint32_t at = 0; dict_next(keywords, &at, &entry);)
        if (!str_is(STR(entry->key), names[0]) && !str_is(STR(entry->key), names[1]))
            return raise_error(vm, TYPE_ERROR,
                               "sort() got an unexpected keyword argument '%s'",
                               STR(entry->key)->bytes);
    Value given = dict_get_str(keywords, str_intern(vm, names[0]));
    *key = value_is_unset(given) ? NONE : given;
    given = dict_get_str(keywords, str_intern(vm, names[1]));
    *reverse = false;
    return value_is_unset(given) || value_truth(vm, given, reverse);
}

static bool native_sorted(Vm *vm, Value *args, Value *result)
{
    Value list, key;
    bool reverse;
    if (!list_from_iterable(vm, args[0], &list)) return false;
    if (sort_options(vm, DICT(args[1]), &key, &reverse) &&
        list_sort(vm, LIST(list), key, reverse)) {
        *result = list;
        return true;
    }
    value_drop(vm, list);
    return false;
}

const NativeSpec builtins_aggregate_specs[] = {
    {"sum", "iterable, /, start=0", native_sum, 0},
    {"min", "*args, key=None, default=", native_min, 0},
    {"max", "*args, key=None, default=", native_max, 0},
    {"any", "iterable, /", native_any, 0},
    {"all", "iterable, /", native_all, 0},
    {"sorted", "iterable, /, **kwargs", native_sorted, 0},
    {0},
};
