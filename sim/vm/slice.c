// slice.c -- slice: what stands between the brackets of a[start:stop:step].

#include "vm/big.h"
#include "vm/call.h"
#include "vm/exception.h"
#include "vm/iterators.h"
#include "vm/numbers.h"
#include "vm/operators.h"
#include "vm/sequence.h"
#include "vm/vm.h"

#define SLICE(value) ((Slice *)(value).object)

Value slice_new(Vm *vm, Value start, Value stop, Value step)
{
    Slice *slice = object_new(vm, vm->types.slice);
    slice->start = value_keep(start);
    slice->stop = value_keep(stop);
    slice->step = value_keep(step);
    return value_object(slice);
}

static bool slice_number(Vm *vm, Value v, int64_t *result)
{
    if (!value_is_index(vm, v))
        return raise_error(
            vm, TYPE_ERROR,
            "slice indices must be integers or None or have an __index__ method");
    Value plain = number_plain(v);
    if (!value_is_big(plain)) return index_value(vm, v, result);
    // Past every end of whatever is cut.
    *result = big_is_negative(plain) ? -INT64_MAX : INT64_MAX;
    return true;
}

bool slice_settle(Vm *vm, const Slice *slice, Slice *settled)
{
    const Value *const parts[] = {&slice->start, &slice->stop, &slice->step};
    Value *const values[] = {&settled->start, &settled->stop, &settled->step};
    // CPython asks the step first.
    static const int order[] = {2, 0, 1};
    for (int i = 0; i < 3; i++) {
        int part = order[i];
        int64_t number = 0;
        bool given = !value_is_none(*parts[part]);
        if (given && !slice_number(vm, *parts[part], &number)) return false;
        if (given && part == 2 && number == 0)
            return raise_error(vm, VALUE_ERROR, "slice step cannot be zero");
        *values[part] = given ? value_int(number) : NONE;
    }
    return true;
}

// A bound within [lowest] .. [highest], negative ones counted from the end.
static int64_t clip(int64_t at, int64_t length, int64_t lowest, int64_t highest)
{
    if (at < 0) at += length;
    if (at < lowest) return lowest;
    return at > highest ? highest : at;
}

bool slice_bounds(Vm *vm, const Slice *slice, int64_t length, int64_t *start,
                  int64_t *stop, int64_t *step)
{
    *step = 1;
    if (!value_is_none(slice->step)) {
        if (!slice_number(vm, slice->step, step)) return false;
        if (*step == 0) return raise_error(vm, VALUE_ERROR, "slice step cannot be zero");
        if (*step == INT64_MIN) *step = -INT64_MAX;
    }
    int64_t lowest = *step < 0 ? -1 : 0;
    int64_t highest = *step < 0 ? length - 1 : length;
    *start = *step < 0 ? highest : lowest;
    *stop = *step < 0 ? lowest : highest;
    int64_t at;
    if (!value_is_none(slice->start)) {
        if (!slice_number(vm, slice->start, &at)) return false;
        *start = clip(at, length, lowest, highest);
    }
    if (!value_is_none(slice->stop)) {
        if (!slice_number(vm, slice->stop, &at)) return false;
        *stop = clip(at, length, lowest, highest);
    }
    return true;
}

bool slice_resolve(Vm *vm, const Slice *slice, int64_t length, int64_t *start,
                   int64_t *step, int64_t *count)
{
    int64_t stop;
    if (!slice_bounds(vm, slice, length, start, &stop, step)) return false;
    if (*step > 0)
        *count = *start < stop ? (stop - *start - 1) / *step + 1 : 0;
    else
        *count = *start > stop ? (*start - stop - 1) / -*step + 1 : 0;
    return true;
}

bool index_resolve(Vm *vm, Value index, int64_t length, const char *message,
                   int64_t *result)
{
    int64_t at;
    if (!arg_int(vm, index, &at)) return false;
    if (at < 0) at += length;
    if (at < 0 || at >= length) return raise_error(vm, INDEX_ERROR, "%s", message);
    *result = at;
    return true;
}

static bool slice_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    static const NativeSpec spec = {"slice", "start, stop=, step=None, /", NULL, 0};
    (void)type;
    Value args[3];
    if (!arguments_bind(vm, &spec, arguments, args)) return false;
    *result = value_is_unset(args[1]) ? slice_new(vm, NONE, args[0], NONE)
                                      : slice_new(vm, args[0], args[1], args[2]);
    arguments_unbind(vm, &spec, args);
    return true;
}

static void slice_release(Vm *vm, Object *self)
{
    Slice *slice = (Slice *)self;
    value_drop(vm, slice->start);
    value_drop(vm, slice->stop);
    value_drop(vm, slice->step);
}

static Value slice_parts(Vm *vm, Value self)
{
    const Slice *slice = SLICE(self);
    Value parts[3] = {slice->start, slice->stop, slice->step};
    return tuple_of(vm, parts, 3);
}

static bool slice_repr(Vm *vm, Value self, Value *result)
{
    Value parts = slice_parts(vm, self);
    Text text = {0};
    text_add(&text, "slice(");
    bool ok = sequence_add_reprs(vm, &text, parts);
    value_drop(vm, parts);
    if (!ok) {
        text_free(&text);
        return false;
    }
    text_add_char(&text, ')');
    return str_from_text(vm, &text, result);
}

static bool slice_hash(Vm *vm, Value self, int64_t *hash)
{
    Value parts = slice_parts(vm, self);
    bool ok = value_hash(vm, parts, hash);
    value_drop(vm, parts);
    return ok;
}

static bool slice_compare(Vm *vm, CompareOp op, Value left, Value right, Value *result)
{
    if (!value_is_slice(left) || !value_is_slice(right)) {
        *result = NOT_IMPLEMENTED;
        return true;
    }
    Value a = slice_parts(vm, left), b = slice_parts(vm, right);
    bool ok = sequence_compare(vm, op, a, b, result);
    value_drop(vm, a);
    value_drop(vm, b);
    return ok;
}

static bool method_indices(Vm *vm, Value *args, Value *result)
{
    int64_t length, start, stop, step;
    if (!arg_int(vm, args[1], &length)) return false;
    if (length < 0) return raise_error(vm, VALUE_ERROR, "length should not be negative");
    if (!slice_bounds(vm, SLICE(args[0]), length, &start, &stop, &step)) return false;
    Value numbers[3] = {value_int(start), value_int(stop), value_int(step)};
    *result = tuple_of(vm, numbers, 3);
    return true;
}

static bool get_start(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(SLICE(args[0])->start);
    return true;
}

static bool get_stop(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(SLICE(args[0])->stop);
    return true;
}

static bool get_step(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(SLICE(args[0])->step);
    return true;
}

static const NativeSpec slice_methods[] = {
    {"indices", "self, length, /", method_indices, 0},
    {"start", "self", get_start, NATIVE_PROPERTY},
    {"stop", "self", get_stop, NATIVE_PROPERTY},
    {"step", "self", get_step, NATIVE_PROPERTY},
    {0},
};

static const TypeSpec slice_type_spec = {
    .name = "slice",
    .module = "builtins",
    .layout = LAYOUT_SLICE,
    .size = sizeof(Slice),
    .flags = TYPE_FINAL,
    .slots = {.create = slice_create,
              .release = slice_release,
              .repr = slice_repr,
              .hash = slice_hash,
              .compare = slice_compare},
    .methods = slice_methods,
};

void slices_init(Vm *vm)
{
    vm->types.slice = type_new(vm, &slice_type_spec, NULL);
}
