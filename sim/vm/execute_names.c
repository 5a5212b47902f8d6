// execute_names.c -- the slow side of names, attributes and operators.

#include "vm/execute.h"
#include "vm/operators.h"

// -- Variables ---------------------------------------------------------------------

void unbound_local(Vm *vm, const Frame *frame, uint32_t slot)
{
    Str *name = frame->code->locals[slot];
    raise_error(vm, UNBOUND_LOCAL_ERROR,
                "cannot access local variable '%s' where it is not associated with a value",
                name->bytes);
}

void unbound_cell(Vm *vm, const Frame *frame, uint32_t slot)
{
    const Code *code = frame->code->code;
    if ((int)slot < code->local_count - code->free_count) {
        unbound_local(vm, frame, slot);
        return;
    }
    Str *name = frame->code->locals[slot];
    raise_error(vm, NAME_ERROR,
                "cannot access free variable '%s' where it is not associated with a value in "
                "enclosing scope",
                name->bytes);
    if (!value_is_unset(vm->raised))
        value_set(vm, &EXCEPTION_OF(vm->raised)->value, value_keep(value_object(name)));
}

void name_error(Vm *vm, Str *name)
{
    raise_error(vm, NAME_ERROR, "name '%s' is not defined", name->bytes);
    if (!value_is_unset(vm->raised))
        value_set(vm, &EXCEPTION_OF(vm->raised)->value, value_keep(value_object(name)));
}

Value load_global(Vm *vm, const Frame *frame, Cache *cache)
{
    const Dict *globals = frame->globals;
    int at = dict_find_str(globals, cache->name);
    if (at >= 0) {
        cache->version = globals->keys_version;
        cache->index = (uint32_t)at;
        return value_keep(globals->entries[at].value);
    }
    Value builtin = dict_get_str(vm->builtins, cache->name);
    if (value_is_unset(builtin)) {
        name_error(vm, cache->name);
        return UNSET;
    }
    // Valid until the module gets a name that hides it: then its keys change.
    cache->version = globals->keys_version;
    cache->index = CACHE_BUILTIN;
    cache->value = builtin;
    return value_keep(builtin);
}

Value load_name(Vm *vm, const Frame *frame, Str *name)
{
    Value value = dict_get_str(frame->namespace_, name);
    if (value_is_unset(value)) value = dict_get_str(frame->globals, name);
    if (value_is_unset(value)) value = dict_get_str(vm->builtins, name);
    if (value_is_unset(value)) {
        name_error(vm, name);
        return UNSET;
    }
    return value_keep(value);
}

void setup_annotations(Vm *vm, Frame *frame)
{
    if (dict_find_str(frame->namespace_, vm->names.annotations) >= 0) return;
    Dict *dict = dict_new(vm);
    dict_set_str(vm, frame->namespace_, vm->names.annotations, value_object(dict));
    object_drop(vm, dict);
}

bool store_annotation(Vm *vm, Frame *frame, Str *name, Value value)
{
    setup_annotations(vm, frame);
    Value dict = dict_get_str(frame->namespace_, vm->names.annotations);
    if (!value_is_dict(dict)) return value_set_item(vm, dict, value_object(name), value);
    return dict_set_str(vm, DICT(dict), name, value);
}

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

bool binary_slowly(Vm *vm, BinaryOp op, uint32_t inplace, Value left, Value right,
                   Value *result)
{
    if (op == BINARY_ADD && appends_to_local(vm, left, right))
        return str_append(vm, STR(left), STR(right), result);
    return inplace ? value_inplace(vm, op, left, right, result)
                   : value_binary(vm, op, left, right, result);
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

bool load_attribute(Vm *vm, Value object, Cache *cache, Value *result)
{
    if (value_has_layout(object, LAYOUT_MODULE))
        return load_from_module(vm, object, cache, result);
    Type *type = value_type(vm, object);
    if (object.kind != VALUE_OBJECT || !is_ordinary(type))
        return value_get_attribute(vm, object, cache->name, result);
    Value found = lookup_cached(vm, type, cache);
    if (found.kind != VALUE_OBJECT || !found.object->type->slots.bind_set) {
        const Dict *attributes = object_attributes(object.object);
        Value own = attributes ? dict_get_str(attributes, cache->name) : UNSET;
        if (!value_is_unset(own)) {
            *result = value_keep(own);
            return true;
        }
    }
    if (value_is_unset(found)) {
        attribute_error(vm, object, cache->name);
        return false;
    }
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
        const Dict *attributes =
            object.kind == VALUE_OBJECT ? object_attributes(object.object) : NULL;
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
