// execute_operators.c -- operators, attributes and items, where they are not what is usual.

#include "vm/execute.h"
#include "vm/operators.h"

// -- Operators ---------------------------------------------------------------------

// "s += t" of a local whose str nobody else holds: the variable gives its reference up,
// since the next instruction sets it anyway, and the str may grow in its place.
static bool appends_to_local(Vm *vm, Value left, Value right)
{
    if (left.kind != VALUE_OBJECT || right.kind != VALUE_OBJECT ||
        left.object->type != vm->types.str || right.object->type != vm->types.str ||
        left.object->references != 2)
        return false;
    const Instruction next = vm->frame->ip[1];
    if (CODE_OP(next) != OP_STORE_LOCAL) return false;
    Value *local = &vm->frame->locals[CODE_OPERAND(next)];
    if (!value_is(*local, left)) return false;
    value_clear(vm, local);
    return true;
}

bool binary_slowly(Vm *vm, Frame *frame, BinaryOp op, uint32_t inplace)
{
    Value left = frame->top[-2], right = frame->top[-1], made;
    bool ok = op == BINARY_ADD && appends_to_local(vm, left, right)
                  ? str_append(vm, STR(left), STR(right), &made)
              : inplace ? value_inplace(vm, op, left, right, &made)
                        : value_binary(vm, op, left, right, &made);
    return ok && operands_become(vm, frame, 2, made);
}

bool execute_binary(Vm *vm, Frame *frame, uint32_t operand)
{
    Value made;
    if (!value_binary(vm, (BinaryOp)operand, frame->top[-2], frame->top[-1], &made))
        return false;
    return operands_become(vm, frame, 2, made);
}

bool execute_inplace(Vm *vm, Frame *frame, uint32_t operand)
{
    Value made;
    if (!value_inplace(vm, (BinaryOp)operand, frame->top[-2], frame->top[-1], &made))
        return false;
    return operands_become(vm, frame, 2, made);
}

bool execute_unary(Vm *vm, Frame *frame, uint32_t operand)
{
    Value made;
    if (operand == UNARY_NOT) {
        bool truth;
        if (!value_truth(vm, frame->top[-1], &truth)) return false;
        made = value_bool(!truth);
    } else if (!value_unary(vm, (UnaryOp)operand, frame->top[-1], &made)) {
        return false;
    }
    return operands_become(vm, frame, 1, made);
}

bool execute_contains(Vm *vm, Frame *frame, uint32_t operand)
{
    bool contains;
    if (!value_contains(vm, frame->top[-1], frame->top[-2], &contains)) return false;
    return operands_become(vm, frame, 2, value_bool(contains != (bool)operand));
}

bool execute_is(Vm *vm, Frame *frame, uint32_t operand)
{
    bool is = value_is(frame->top[-2], frame->top[-1]);
    return operands_become(vm, frame, 2, value_bool(is != (bool)operand));
}

// -- Attributes --------------------------------------------------------------------

// A module's attribute, remembered by the version of its keys.
static bool load_from_module(Vm *vm, Value object, Cache *cache, Value *result)
{
    const Dict *attributes = ((Module *)object.object)->attributes;
    if (cache->version == attributes->keys_version) {
        *result = value_keep(attributes->entries[cache->index].value);
        return true;
    }
    int at = dict_find_str(attributes, cache->name);
    if (at < 0) return value_get_attribute(vm, object, cache->name, result);
    cache->version = attributes->keys_version;
    cache->index = (uint32_t)at;
    *result = value_keep(attributes->entries[at].value);
    return true;
}

// True if objects of this type find attributes in the ordinary way.
static bool is_ordinary(const Type *type)
{
    return !type->slots.get_attribute && !(type->flags & TYPE_HAS_GETATTR) &&
           type->layout != LAYOUT_TYPE && type->layout != LAYOUT_MODULE;
}

static Value lookup_cached(Vm *vm, Type *type, Cache *cache)
{
    if (cache->version != type->version) {
        cache->value = type_lookup(vm, type, cache->name);
        cache->version = type->version;
    }
    return cache->value;
}

static bool load_attribute(Vm *vm, Value object, Cache *cache, Value *result)
{
    if (value_has_layout(object, LAYOUT_MODULE))
        return load_from_module(vm, object, cache, result);
    Type *type = value_type(vm, object);
    if (object.kind != VALUE_OBJECT || !is_ordinary(type))
        return value_get_attribute(vm, object, cache->name, result);
    Value found = lookup_cached(vm, type, cache);
    if (found.kind != VALUE_OBJECT || !found.object->type->slots.bind_set) {
        const Dict *attributes = object_lookup_attributes(vm, object.object);
        Value own = attributes ? dict_get_str(attributes, cache->name) : UNSET;
        if (!value_is_unset(own)) {
            *result = value_keep(own);
            return true;
        }
    }
    if (value_is_unset(found))
        return value_get_attribute(vm, object, cache->name, result);
    if (found.kind == VALUE_OBJECT && found.object->type->slots.bind)
        return found.object->type->slots.bind(vm, found, object, type, result);
    *result = value_keep(found);
    return true;
}

// True for what load_method() may leave unbound: functions, and natives that want a self.
static bool takes_self(Value found)
{
    if (value_has_layout(found, LAYOUT_FUNCTION)) return true;
    if (!value_has_layout(found, LAYOUT_NATIVE)) return false;
    const Native *native = (const Native *)found.object;
    return native->owner && value_is_unset(native->self) &&
           !(native->spec->flags & (NATIVE_STATIC | NATIVE_CLASS | NATIVE_PROPERTY));
}

bool load_method(Vm *vm, Value *slot, Cache *cache)
{
    Value object = *slot;
    Type *type = value_type(vm, object);
    if (is_ordinary(type)) {
        Value found = lookup_cached(vm, type, cache);
        const Dict *attributes = object.kind == VALUE_OBJECT
                                     ? object_lookup_attributes(vm, object.object)
                                     : NULL;
        if (takes_self(found) &&
            (!attributes || dict_find_str(attributes, cache->name) < 0)) {
            slot[0] = value_keep(found);
            slot[1] = object;
            return true;
        }
    }
    Value value;
    if (!load_attribute(vm, object, cache, &value)) return false;
    slot[0] = value;
    slot[1] = UNSET;
    value_drop(vm, object);
    return true;
}

bool execute_load_attr(Vm *vm, Frame *frame, uint32_t operand)
{
    Value value;
    if (!load_attribute(vm, frame->top[-1], &frame->code->caches[operand], &value))
        return false;
    return operands_become(vm, frame, 1, value);
}

bool execute_store_attr(Vm *vm, Frame *frame, uint32_t operand)
{
    Str *name = frame->code->caches[operand].name;
    return value_set_attribute(vm, frame->top[-1], name, frame->top[-2]) &&
           operands_drop(vm, frame, 2);
}

bool execute_delete_attr(Vm *vm, Frame *frame, uint32_t operand)
{
    Str *name = frame->code->names[operand];
    return value_set_attribute(vm, frame->top[-1], name, UNSET) &&
           operands_drop(vm, frame, 1);
}

// -- Items -------------------------------------------------------------------------

bool execute_set_item(Vm *vm, Frame *frame, uint32_t operand)
{
    (void)operand;
    const Value *top = frame->top;
    return value_set_item(vm, top[-2], top[-1], top[-3]) && operands_drop(vm, frame, 3);
}

bool execute_delete_item(Vm *vm, Frame *frame, uint32_t operand)
{
    (void)operand;
    const Value *top = frame->top;
    return value_set_item(vm, top[-2], top[-1], UNSET) && operands_drop(vm, frame, 2);
}

bool execute_build_slice(Vm *vm, Frame *frame, uint32_t operand)
{
    int count = (int)operand;
    const Value *first = frame->top - count;
    Value slice = slice_new(vm, first[0], first[1], count == 3 ? first[2] : NONE);
    return operands_become(vm, frame, count, slice);
}
