// range.c -- range: an arithmetic progression of ints that is never written down.
//
// Ends, step and length stand in 64 bits. A range that needs more is made by the module
// _ranges of the library: nothing that a loop could walk to its end is one.

#include "vm/big.h"
#include "vm/call.h"
#include "vm/exception.h"
#include "vm/iterators.h"
#include "vm/library.h"
#include "vm/numbers.h"
#include "vm/operators.h"
#include "vm/sequence.h"
#include "vm/vm.h"

#define RANGE(value) ((Range *)(value).object)

// How many numbers there are; false if more than an int holds.
static bool range_length(int64_t start, int64_t stop, int64_t step, int64_t *length)
{
    if (step > 0 ? start >= stop : start <= stop) {
        *length = 0;
        return true;
    }
    uint64_t distance =
        step > 0 ? (uint64_t)stop - (uint64_t)start : (uint64_t)start - (uint64_t)stop;
    uint64_t stride = step > 0 ? (uint64_t)step : -(uint64_t)step;
    uint64_t count = (distance - 1) / stride + 1;
    *length = (int64_t)count;
    return count <= INT64_MAX;
}

Value range_new(Vm *vm, int64_t start, int64_t stop, int64_t step)
{
    Range *range = object_new(vm, vm->types.range);
    range->start = start;
    range->stop = stop;
    range->step = step;
    if (!range_length(start, stop, step, &range->length))
        vm_halt(vm, HALT_LIMIT, "integer");
    return value_object(range);
}

static bool range_make_big(Vm *vm, const Value parts[3], Value *result)
{
    if (!library_call(vm, "_ranges", "make", parts, 3, result)) return false;
    vm->types.big_range = value_type(vm, *result);
    return true;
}

// range(start, stop, step).
static bool range_of(Vm *vm, const int64_t numbers[3], Value *result)
{
    int64_t length;
    if (numbers[2] == 0)
        return raise_error(vm, VALUE_ERROR, "range() arg 3 must not be zero");
    if (!range_length(numbers[0], numbers[1], numbers[2], &length)) {
        Value parts[3] = {value_int(numbers[0]), value_int(numbers[1]),
                          value_int(numbers[2])};
        return range_make_big(vm, parts, result);
    }
    *result = range_new(vm, numbers[0], numbers[1], numbers[2]);
    return true;
}

static bool range_of_values(Vm *vm, const Value parts[3], Value *result)
{
    int64_t numbers[3];
    for (int i = 0; i < 3; i++) {
        if (value_is_big(parts[i])) return range_make_big(vm, parts, result);
        numbers[i] = parts[i].integer;
    }
    return range_of(vm, numbers, result);
}

static bool range_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    if (arguments->count == 1 && !arguments->names &&
        arguments->values[0].kind == VALUE_INT)
        return range_of(vm, (int64_t[]){0, arguments->values[0].integer, 1}, result);
    static const NativeSpec spec = {"range", "start, stop=, step=, /", NULL, 0};
    (void)type;
    Value args[3];
    if (!arguments_bind(vm, &spec, arguments, args)) return false;
    Value parts[3] = {value_int(0), value_int(0), value_int(1)};
    int first = value_is_unset(args[1]) ? 1 : 0; // range(stop)
    bool ok = true;
    for (int i = 0; ok && i < 3; i++)
        if (!value_is_unset(args[i]))
            ok = arg_whole(vm, args[i], &parts[i + (i ? 0 : first)]);
    arguments_unbind(vm, &spec, args);
    ok = ok && range_of_values(vm, parts, result);
    for (int i = 0; i < 3; i++)
        value_drop(vm, parts[i]);
    return ok;
}

bool range_counting(const Vm *vm, Value iterable, Value *counting)
{
    if (iterable.kind != VALUE_OBJECT || iterable.object->type != vm->types.range)
        return false;
    const Range *range = RANGE(iterable);
    if (range->step != 1 || range->length > UINT32_MAX) return false;
    counting->kind = VALUE_COUNTING | (uint64_t)range->length << 32;
    counting->integer = range->start;
    return true;
}

bool range_call_counting(const Vm *vm, Value callee, Value stop, Value *counting)
{
    if (callee.kind != VALUE_OBJECT || callee.object != &vm->types.range->object ||
        stop.kind != VALUE_INT || stop.integer > UINT32_MAX)
        return false;
    uint64_t left = stop.integer > 0 ? (uint64_t)stop.integer : 0;
    *counting = (Value){.kind = VALUE_COUNTING | left << 32, .integer = 0};
    return true;
}

static bool range_repr(Vm *vm, Value self, Value *result)
{
    const Range *range = RANGE(self);
    Text text = {0};
    text_addf(&text, "range(%lld, %lld", (long long)range->start, (long long)range->stop);
    if (range->step != 1) text_addf(&text, ", %lld", (long long)range->step);
    text_add_char(&text, ')');
    return str_from_text(vm, &text, result);
}

// As the tuple (length, start, step), with None for what does not matter.
static bool range_hash(Vm *vm, Value self, int64_t *hash)
{
    const Range *range = RANGE(self);
    Value parts[3] = {value_int(range->length), NONE, NONE};
    if (range->length > 0) parts[1] = value_int(range->start);
    if (range->length > 1) parts[2] = value_int(range->step);
    Value tuple = tuple_of(vm, parts, 3);
    bool ok = value_hash(vm, tuple, hash);
    value_drop(vm, tuple);
    return ok;
}

static bool range_compare(Vm *vm, CompareOp op, Value left, Value right, Value *result)
{
    (void)vm;
    *result = NOT_IMPLEMENTED;
    if ((op != COMPARE_EQ && op != COMPARE_NE) ||
        !value_has_layout(right, LAYOUT_RANGE) || !value_has_layout(left, LAYOUT_RANGE))
        return true;
    const Range *a = RANGE(left), *b = RANGE(right);
    bool equal = a->length == b->length && (a->length < 1 || a->start == b->start) &&
                 (a->length < 2 || a->step == b->step);
    *result = value_bool(equal == (op == COMPARE_EQ));
    return true;
}

static bool range_truth(Vm *vm, Value self, bool *truth)
{
    (void)vm;
    *truth = RANGE(self)->length > 0;
    return true;
}

static bool range_len(Vm *vm, Value self, int64_t *len)
{
    (void)vm;
    *len = RANGE(self)->length;
    return true;
}

static int64_t range_at(const Range *range, int64_t at)
{
    return (int64_t)((uint64_t)range->start + (uint64_t)at * (uint64_t)range->step);
}

// A slice with a part past 64 bits is for the library.
static bool range_cut(Vm *vm, const Range *range, const Slice *slice, Value *result)
{
    Value parts[3] = {value_int(range->start), value_int(range->stop),
                      value_int(range->step)};
    Value whole, key = value_object((Object *)slice);
    if (!range_make_big(vm, parts, &whole)) return false;
    bool ok = value_get_item(vm, whole, key, result);
    value_drop(vm, whole);
    return ok;
}

static bool range_slice(Vm *vm, const Range *range, const Slice *slice, Value *result)
{
    if (value_is_big(slice->start) || value_is_big(slice->stop) ||
        value_is_big(slice->step))
        return range_cut(vm, range, slice, result);
    int64_t start, stop, step, new_step;
    if (!slice_bounds(vm, slice, range->length, &start, &stop, &step)) return false;
    int64_t ends[2] = {range_at(range, start), range_at(range, stop)};
    if (!__builtin_mul_overflow(range->step, step, &new_step))
        return range_of(vm, (int64_t[]){ends[0], ends[1], new_step}, result);
    Value parts[3] = {value_int(ends[0]), value_int(ends[1]), UNSET};
    bool ok = int_arithmetic(vm, BINARY_MUL, range->step, step, &parts[2]) &&
              range_make_big(vm, parts, result);
    value_drop(vm, parts[2]);
    return ok;
}

static bool range_get_item(Vm *vm, Value self, Value key, Value *result)
{
    const Range *range = RANGE(self);
    if (value_is_slice(key))
        return range_slice(vm, range, (const Slice *)key.object, result);
    int64_t at;
    if (value_is_big(number_plain(key)))
        return raise_error(vm, INDEX_ERROR, "range object index out of range");
    if (!value_is_index(vm, key))
        return raise_error(vm, TYPE_ERROR,
                           "range indices must be integers or slices, not %s",
                           value_type_name(vm, key));
    if (!index_value(vm, key, &at)) return false;
    if (at < 0) at += range->length;
    if (at < 0 || at >= range->length)
        return raise_error(vm, INDEX_ERROR, "range object index out of range");
    *result = value_int(range_at(range, at));
    return true;
}

// The place of [number] in the range, -1 if it is not there.
static int64_t range_place(const Range *range, int64_t number)
{
    if (!range->length) return -1;
    int64_t last = range_at(range, range->length - 1);
    bool up = range->step > 0;
    if (up ? number < range->start || number > last
           : number > range->start || number < last)
        return -1;
    uint64_t distance = up ? (uint64_t)number - (uint64_t)range->start
                           : (uint64_t)range->start - (uint64_t)number;
    uint64_t stride = up ? (uint64_t)range->step : -(uint64_t)range->step;
    return distance % stride ? -1 : (int64_t)(distance / stride);
}

// The first place from [from] on whose number equals [item], which is no int. -1: none.
static bool range_search(Vm *vm, const Range *range, Value item, int64_t from,
                         int64_t *at)
{
    for (int64_t i = from; i < range->length; i++) {
        bool equal;
        if (!vm_spend(vm, 1)) return false;
        if (!value_equal(vm, value_int(range_at(range, i)), item, &equal)) return false;
        if (!equal) continue;
        *at = i;
        return true;
    }
    *at = -1;
    return true;
}

static bool range_find(Vm *vm, Value self, Value item, int64_t *at)
{
    const Range *range = RANGE(self);
    if (!value_is_int(item)) return range_search(vm, range, item, 0, at);
    *at = range_place(range, item.integer);
    return true;
}

static bool range_contains(Vm *vm, Value self, Value item, bool *result)
{
    int64_t at;
    if (!range_find(vm, self, item, &at)) return false;
    *result = at >= 0;
    return true;
}

static bool method_index(Vm *vm, Value *args, Value *result)
{
    int64_t at;
    if (!range_find(vm, args[0], args[1], &at)) return false;
    if (at < 0) {
        if (!value_is_int(args[1]))
            return raise_error(vm, VALUE_ERROR, "sequence.index(x): x not in sequence");
        return raise_error(vm, VALUE_ERROR, "%lld is not in range",
                           (long long)args[1].integer);
    }
    *result = value_int(at);
    return true;
}

static bool method_count(Vm *vm, Value *args, Value *result)
{
    int64_t found = 0, at;
    if (value_is_int(args[1])) {
        *result = value_int(range_place(RANGE(args[0]), args[1].integer) >= 0);
        return true;
    }
    for (int64_t from = 0;; from = at + 1, found++) {
        if (!range_search(vm, RANGE(args[0]), args[1], from, &at)) return false;
        if (at < 0) break;
    }
    *result = value_int(found);
    return true;
}

static bool get_start(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_int(RANGE(args[0])->start);
    return true;
}

static bool get_stop(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_int(RANGE(args[0])->stop);
    return true;
}

static bool get_step(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_int(RANGE(args[0])->step);
    return true;
}

bool range_iter(Vm *vm, Value self, Value *result)
{
    const Range *range = RANGE(self);
    *result = range_iterator_new(vm, range->start, range->step, range->length);
    return true;
}

static bool method_reversed(Vm *vm, Value *args, Value *result)
{
    const Range *range = RANGE(args[0]);
    int64_t last = range_at(range, range->length - 1);
    *result =
        range_iterator_new(vm, last, (int64_t) - (uint64_t)range->step, range->length);
    return true;
}

static const NativeSpec range_methods[] = {
    {"index", "self, value, /", method_index, 0},
    {"count", "self, value, /", method_count, 0},
    {"start", "self", get_start, NATIVE_PROPERTY},
    {"stop", "self", get_stop, NATIVE_PROPERTY},
    {"step", "self", get_step, NATIVE_PROPERTY},
    {"__reversed__", "self, /", method_reversed, 0},
    {0},
};

static const TypeSpec range_type_spec = {
    .name = "range",
    .module = "builtins",
    .layout = LAYOUT_RANGE,
    .size = sizeof(Range),
    .flags = TYPE_FINAL,
    .slots = {.create = range_create,
              .repr = range_repr,
              .hash = range_hash,
              .compare = range_compare,
              .truth = range_truth,
              .len = range_len,
              .get_item = range_get_item,
              .contains = range_contains,
              .iter = range_iter},
    .methods = range_methods,
};

void ranges_init(Vm *vm)
{
    vm->types.range = type_new(vm, &range_type_spec, NULL);
}
