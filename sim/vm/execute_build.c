// execute_build.c -- displays, f-strings, comprehensions, and unpacking.

#include "vm/execute.h"
#include "vm/operators.h"

#include <string.h>

// -- Displays ----------------------------------------------------------------------

static bool build_set(Vm *vm, const Value *items, int count, Value *result)
{
    Set *set = set_new(vm, false);
    for (int i = 0; i < count; i++) {
        if (set_add(vm, set, items[i])) continue;
        object_drop(vm, set);
        return false;
    }
    *result = value_object(set);
    return true;
}

static bool build_dict(Vm *vm, const Value *pairs, int count, Value *result)
{
    Dict *dict = dict_new(vm);
    for (int i = 0; i < count; i++) {
        if (dict_set(vm, dict, pairs[2 * i], pairs[2 * i + 1])) continue;
        object_drop(vm, dict);
        return false;
    }
    *result = value_object(dict);
    return true;
}

static bool build_string(Vm *vm, const Value *parts, int count, Value *result)
{
    Text text = {0};
    size_t size = 0;
    for (int i = 0; i < count; i++)
        size += STR(parts[i])->size;
    if (!heap_allows(vm, size)) return false;
    for (int i = 0; i < count; i++)
        text_add_bytes(&text, STR(parts[i])->bytes, STR(parts[i])->size);
    return str_from_text(vm, &text, result);
}

static bool format_for_fstring(Vm *vm, Value v, uint32_t conversion, Value spec,
                               Value *result)
{
    Value converted = UNSET;
    bool ok = true;
    if (conversion == FORMAT_STR) ok = value_str(vm, v, &converted);
    if (conversion == FORMAT_REPR) ok = value_repr(vm, v, &converted);
    if (conversion == FORMAT_ASCII) ok = value_ascii(vm, v, &converted);
    if (!ok) return false;
    if (!value_is_unset(converted)) v = converted;
    if (value_is_unset(spec) && value_is_str(v) && v.object->type == vm->types.str) {
        *result = value_keep(v);
    } else {
        Value empty = value_is_unset(spec) ? str_from(vm, "") : value_keep(spec);
        ok = value_format(vm, v, empty, result);
        value_drop(vm, empty);
    }
    value_drop(vm, converted);
    return ok;
}

static bool spread_into_list(Vm *vm, List *list, Value iterable)
{
    Type *type = value_type(vm, iterable);
    if (!type->slots.iter && !type->slots.get_item)
        return raise_error(vm, TYPE_ERROR, "Value after * must be an iterable, not %s",
                           type_name(type));
    return list_extend(vm, list, iterable);
}

bool execute_build_tuple(Vm *vm, Frame *frame, uint32_t operand)
{
    Tuple *tuple = tuple_new(vm, (int)operand);
    frame->top -= operand;
    if (operand) memcpy(tuple->items, frame->top, sizeof(Value) * operand);
    operand_push(frame, value_object(tuple));
    return true;
}

bool execute_build_list(Vm *vm, Frame *frame, uint32_t operand)
{
    List *list = list_new(vm);
    for (const Value *item = frame->top - operand; item < frame->top; item++) {
        if (list_append(vm, list, *item)) continue;
        object_drop(vm, list);
        return false;
    }
    return operands_become(vm, frame, (int)operand, value_object(list));
}

bool execute_build_set(Vm *vm, Frame *frame, uint32_t operand)
{
    int count = (int)operand;
    Value made;
    if (!build_set(vm, frame->top - count, count, &made)) return false;
    return operands_become(vm, frame, count, made);
}

bool execute_build_dict(Vm *vm, Frame *frame, uint32_t operand)
{
    int count = 2 * (int)operand;
    Value made;
    if (!build_dict(vm, frame->top - count, (int)operand, &made)) return false;
    return operands_become(vm, frame, count, made);
}

bool execute_build_string(Vm *vm, Frame *frame, uint32_t operand)
{
    int count = (int)operand;
    Value made;
    if (!build_string(vm, frame->top - count, count, &made)) return false;
    return operands_become(vm, frame, count, made);
}

bool execute_format_value(Vm *vm, Frame *frame, uint32_t operand)
{
    int count = operand & FORMAT_HAS_SPEC ? 2 : 1;
    Value spec = count == 2 ? frame->top[-1] : UNSET, made;
    if (!format_for_fstring(vm, frame->top[-count], operand & FORMAT_CONVERSION, spec,
                            &made))
        return false;
    return operands_become(vm, frame, count, made);
}

// -- Growing -----------------------------------------------------------------------

// What [operand] tells of a growing list, set or dict, [count] values being on top of it.
static Value grown(const Frame *frame, uint32_t operand, int count)
{
    return frame->top[-(ptrdiff_t)operand - count];
}

bool execute_set_add(Vm *vm, Frame *frame, uint32_t operand)
{
    return set_add(vm, (Set *)grown(frame, operand, 1).object, frame->top[-1]) &&
           operands_drop(vm, frame, 1);
}

bool execute_dict_add(Vm *vm, Frame *frame, uint32_t operand)
{
    const Value *top = frame->top;
    return dict_set(vm, DICT(grown(frame, operand, 2)), top[-2], top[-1]) &&
           operands_drop(vm, frame, 2);
}

bool execute_list_extend(Vm *vm, Frame *frame, uint32_t operand)
{
    return spread_into_list(vm, LIST(grown(frame, operand, 1)), frame->top[-1]) &&
           operands_drop(vm, frame, 1);
}

bool execute_set_update(Vm *vm, Frame *frame, uint32_t operand)
{
    return set_update(vm, (Set *)grown(frame, operand, 1).object, frame->top[-1]) &&
           operands_drop(vm, frame, 1);
}

bool execute_list_to_tuple(Vm *vm, Frame *frame, uint32_t operand)
{
    (void)operand;
    Value tuple;
    if (!tuple_from_iterable(vm, frame->top[-1], &tuple)) return false;
    return operands_become(vm, frame, 1, tuple);
}

// -- Unpacking ---------------------------------------------------------------------

static bool too_few(Vm *vm, int wanted, bool star, uint32_t got)
{
    return raise_error(vm, VALUE_ERROR,
                       "not enough values to unpack (expected %s%d, got %u)",
                       star ? "at least " : "", wanted, got);
}

// Takes [count] items, and one more to see whether there are too many.
static bool take_items(Vm *vm, Value iterator, int count, List *items)
{
    while ((int)items->count <= count) {
        Value item;
        if (!value_next(vm, iterator, &item)) return false;
        if (value_is_unset(item)) return true;
        if (!list_take(vm, items, item)) return false;
    }
    return true;
}

static bool too_many_values(Vm *vm, int count)
{
    return raise_error(vm, VALUE_ERROR, "too many values to unpack (expected %d)", count);
}

bool unpack(Vm *vm, Value sequence, int before, int after, Value *slot)
{
    Type *type = value_type(vm, sequence);
    if (!type->slots.iter && !type->slots.get_item)
        return raise_error(vm, TYPE_ERROR, "cannot unpack non-iterable %s object",
                           type_name(type));
    bool star = after >= 0;
    int fixed = before + (star ? after : 0);
    List *items = list_new(vm);
    Value iterator = UNSET;
    bool ok;
    if (star) {
        ok = list_extend(vm, items, sequence);
    } else {
        ok = value_iter(vm, sequence, &iterator);
        if (ok) ok = take_items(vm, iterator, before, items);
        value_drop(vm, iterator);
    }
    if (ok && (int)items->count < fixed) ok = too_few(vm, fixed, star, items->count);
    if (ok && !star && (int)items->count > before) ok = too_many_values(vm, before);
    if (!ok) {
        object_drop(vm, items);
        return false;
    }
    uint32_t count = items->count;
    Value *top = slot; // the sequence's own place is the first to be overwritten
    for (int i = after; star && i > 0; i--)
        *top++ = value_keep(items->items[count - (uint32_t)(after - i) - 1]);
    if (star) {
        List *middle = list_new(vm);
        for (uint32_t i = (uint32_t)before; ok && i < count - (uint32_t)after; i++)
            ok = list_append(vm, middle, items->items[i]);
        *top++ = value_object(middle);
    }
    for (int i = before; i > 0; i--)
        *top++ = value_keep(items->items[i - 1]);
    object_drop(vm, items);
    value_drop(vm, sequence);
    return true;
}

bool execute_unpack_star(Vm *vm, Frame *frame, uint32_t operand)
{
    int before = operand & 0xff, after = (int)(operand >> 8);
    Value *slot = frame->top - 1;
    if (!unpack(vm, *slot, before, after, slot)) return false;
    frame->top += before + after;
    return true;
}
