// sequence.c -- comparing, searching and printing lists and tuples.

#include "vm/sequence.h"

#include "vm/call.h"
#include "vm/exception.h"
#include "vm/operators.h"
#include "vm/vm.h"

static Value keep_item(Value sequence, uint32_t at)
{
    uint32_t count;
    return value_keep(sequence_items(sequence, &count)[at]);
}

static uint32_t count_of(Value sequence)
{
    uint32_t count;
    sequence_items(sequence, &count);
    return count;
}

static bool ordered(CompareOp op, int64_t left, int64_t right)
{
    switch (op) {
    case COMPARE_LT: return left < right;
    case COMPARE_LE: return left <= right;
    case COMPARE_EQ: return left == right;
    case COMPARE_NE: return left != right;
    case COMPARE_GT: return left > right;
    default: return left >= right;
    }
}

bool sequence_compare(Vm *vm, CompareOp op, Value left, Value right, Value *result)
{
    bool only_equal = op == COMPARE_EQ || op == COMPARE_NE;
    if (only_equal && count_of(left) != count_of(right)) {
        *result = value_bool(op == COMPARE_NE);
        return true;
    }
    for (uint32_t i = 0; i < count_of(left) && i < count_of(right); i++) {
        if (!vm_spend(vm, 1)) return false;
        Value a = keep_item(left, i), b = keep_item(right, i);
        bool equal = true;
        bool ok = value_is(a, b) || value_equal(vm, a, b, &equal);
        if (ok && !equal) {
            if (only_equal)
                *result = value_bool(op == COMPARE_NE);
            else
                ok = value_compare(vm, op, a, b, result);
        }
        value_drop(vm, a);
        value_drop(vm, b);
        if (!ok || !equal) return ok;
    }
    *result = value_bool(ordered(op, count_of(left), count_of(right)));
    return true;
}

bool sequence_find(Vm *vm, Value sequence, Value item, int64_t start, int64_t stop,
                   int64_t *at)
{
    for (int64_t i = start; i < stop && i < count_of(sequence); i++) {
        if (!vm_spend(vm, 1)) return false;
        Value here = keep_item(sequence, (uint32_t)i);
        bool equal = true;
        bool ok = value_is(here, item) || value_equal(vm, here, item, &equal);
        value_drop(vm, here);
        if (!ok) return false;
        if (!equal) continue;
        *at = i;
        return true;
    }
    *at = -1;
    return true;
}

bool sequence_count(Vm *vm, Value sequence, Value item, Value *result)
{
    int64_t found = 0;
    for (int64_t at = 0;; at++) {
        if (!sequence_find(vm, sequence, item, at, INT64_MAX, &at)) return false;
        if (at < 0) break;
        found++;
    }
    *result = value_int(found);
    return true;
}

bool sequence_add_reprs(Vm *vm, Text *text, Value sequence)
{
    for (uint32_t i = 0; i < count_of(sequence); i++) {
        if (i) text_add(text, ", ");
        Value item = keep_item(sequence, i);
        bool ok = text_add_repr(vm, text, item);
        value_drop(vm, item);
        if (!ok) return false;
    }
    return true;
}

bool sequence_repr(Vm *vm, Value self, Value *result)
{
    bool is_tuple = value_is_tuple(self);
    Text text = {0};
    text_add_char(&text, is_tuple ? '(' : '[');
    if (repr_enter(vm, self)) {
        text_add(&text, "...");
    } else {
        bool ok = sequence_add_reprs(vm, &text, self);
        repr_leave(vm, self);
        if (!ok) {
            text_free(&text);
            return false;
        }
    }
    if (is_tuple && TUPLE(self)->count == 1) text_add_char(&text, ',');
    text_add_char(&text, is_tuple ? ')' : ']');
    return str_from_text(vm, &text, result);
}

bool value_is_index(Vm *vm, Value v)
{
    if (value_is_int(v)) return true;
    return !value_is_unset(type_lookup(vm, value_type(vm, v), vm->names.index));
}

bool index_value(Vm *vm, Value v, int64_t *result)
{
    if (value_is_int(v)) {
        *result = v.integer;
        return true;
    }
    return arg_int(vm, v, result);
}

bool subscript_value(Vm *vm, Value key, const char *kind, int64_t *result)
{
    if (value_is_index(vm, key)) return index_value(vm, key, result);
    return raise_error(vm, TYPE_ERROR, "%s indices must be integers or slices, not %s",
                       kind, value_type_name(vm, key));
}

bool subscript_resolve(Vm *vm, Value key, int64_t length, const char *kind,
                       const char *out_of_range, int64_t *result)
{
    int64_t at;
    if (!subscript_value(vm, key, kind, &at)) return false;
    if (at < 0) at += length;
    if (at < 0 || at >= length)
        return raise_error(vm, INDEX_ERROR, "%s %s", kind, out_of_range);
    *result = at;
    return true;
}

static bool bound(Vm *vm, Value v, int64_t length, int64_t *result)
{
    if (!value_is_index(vm, v))
        return raise_error(vm, TYPE_ERROR,
                           "slice indices must be integers or have an __index__ method");
    if (!index_value(vm, v, result)) return false;
    if (*result < 0) *result += length;
    if (*result < 0) *result = 0;
    return true;
}

bool sequence_bounds(Vm *vm, Value start, Value stop, int64_t length, int64_t *from,
                     int64_t *to)
{
    *from = 0;
    *to = INT64_MAX;
    if (!value_is_unset(start) && !bound(vm, start, length, from)) return false;
    return value_is_unset(stop) || bound(vm, stop, length, to);
}

bool repeat_factor(Vm *vm, Value times, int64_t *factor, bool *fits)
{
    *fits = value_is_index(vm, times);
    if (!*fits) return true;
    if (!index_value(vm, times, factor)) return false;
    if (*factor < 0) *factor = 0;
    return true;
}
