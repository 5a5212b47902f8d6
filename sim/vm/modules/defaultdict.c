// defaultdict.c -- collections.defaultdict: a dict that makes what is missing.

#include "vm/copying.h"
#include "vm/exception.h"
#include "vm/iterators.h"
#include "vm/modules/collections.h"
#include "vm/operators.h"

typedef struct DefaultDict {
    Dict dict;
    Value factory; // None or UNSET: missing keys are errors, as in a dict
} DefaultDict;

#define DEFAULT(value) ((DefaultDict *)(value).object)

static bool has_factory(const DefaultDict *self)
{
    return !value_is_none(self->factory) && !value_is_unset(self->factory);
}

static bool default_init(Vm *vm, Value self, const Arguments *arguments)
{
    Value factory = NONE;
    Arguments rest = *arguments;
    if (arguments->count) {
        factory = arguments->values[0];
        if (!value_is_none(factory) && !value_is_callable(vm, factory))
            return raise_error(vm, TYPE_ERROR, "first argument must be callable or None");
        rest.values++;
        rest.count--;
    }
    value_set(vm, &DEFAULT(self)->factory, value_keep(factory));
    return vm->types.dict->slots.init(vm, self, &rest);
}

static void default_fill(Copying *copying, Object *copy)
{
    copying_value(copying, &((DefaultDict *)copy)->factory);
}

static void default_release(Vm *vm, Object *self)
{
    value_clear(vm, &((DefaultDict *)self)->factory);
    dict_clear(vm, (Dict *)self);
}

static bool make_missing(Vm *vm, Value self, Value key, Value *result)
{
    if (!has_factory(DEFAULT(self))) return raise_with(vm, KEY_ERROR, key);
    Value made, factory = value_keep(DEFAULT(self)->factory);
    bool ok = call(vm, factory, NULL, 0, &made);
    value_drop(vm, factory);
    if (!ok) return false;
    if (value_set_item(vm, self, key, made)) {
        *result = made;
        return true;
    }
    value_drop(vm, made);
    return false;
}

static bool default_get_item(Vm *vm, Value self, Value key, Value *result)
{
    if (self.object->type != vm->types.defaultdict)
        return vm->types.dict->slots.get_item(vm, self, key, result);
    Value found;
    if (!dict_get(vm, DICT(self), key, &found)) return false;
    if (value_is_unset(found)) return make_missing(vm, self, key, result);
    *result = value_keep(found);
    return true;
}

static bool default_repr(Vm *vm, Value self, Value *result)
{
    Text text = {0};
    Value factory = DEFAULT(self)->factory, items;
    text_addf(&text, "%s(", value_short_type_name(vm, self));
    bool ok = true;
    if (!has_factory(DEFAULT(self))) {
        text_add(&text, "None");
    } else if (repr_enter(vm, factory)) {
        text_add(&text, "...");
    } else {
        ok = text_add_repr(vm, &text, factory);
        repr_leave(vm, factory);
    }
    text_add(&text, ", ");
    ok = ok && vm->types.dict->slots.repr(vm, self, &items);
    if (!ok) {
        text_free(&text);
        return false;
    }
    text_add_bytes(&text, STR(items)->bytes, STR(items)->size);
    value_drop(vm, items);
    text_add_char(&text, ')');
    return str_from_text(vm, &text, result);
}

static bool default_copy(Vm *vm, Value self, Value *result)
{
    Value parts[2] = {DEFAULT(self)->factory, self};
    if (value_is_unset(parts[0])) parts[0] = NONE;
    return call(vm, value_object(self.object->type), parts, 2, result);
}

static bool default_binary(Vm *vm, BinaryOp op, bool inplace, Value left, Value right,
                           Value *result)
{
    if (op != BINARY_OR || inplace || !value_is_dict(left) || !value_is_dict(right))
        return vm->types.dict->slots.binary(vm, op, inplace, left, right, result);
    Value like = value_is_instance(vm, left, vm->types.defaultdict) ? left : right;
    Value parts[2] = {DEFAULT(like)->factory, left}, made;
    if (!call(vm, value_object(like.object->type), parts, 2, &made)) return false;
    if (dict_update(vm, DICT(made), right)) {
        *result = made;
        return true;
    }
    value_drop(vm, made);
    return false;
}

static bool method_missing(Vm *vm, Value *args, Value *result)
{
    return make_missing(vm, args[0], args[1], result);
}

static bool method_copy(Vm *vm, Value *args, Value *result)
{
    return default_copy(vm, args[0], result);
}

static bool get_factory(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result =
        has_factory(DEFAULT(args[0])) ? value_keep(DEFAULT(args[0])->factory) : NONE;
    return true;
}

static bool set_factory(Vm *vm, Value *args, Value *result)
{
    value_set(vm, &DEFAULT(args[0])->factory, value_keep(args[1]));
    *result = NONE;
    return true;
}

static const NativeSpec default_methods[] = {
    {"__missing__", "self, key, /", method_missing, 0},
    {"copy", "self, /", method_copy, 0},
    {"__copy__", "self, /", method_copy, 0},
    {"default_factory", "self", get_factory, NATIVE_PROPERTY},
    {"default_factory", "self, value", set_factory, NATIVE_SETTER},
    {0},
};

static const TypeSpec default_spec = {
    .name = "defaultdict",
    .module = "collections",
    .layout = LAYOUT_DICT,
    .size = sizeof(DefaultDict),
    .flags = TYPE_DOTTED,
    .slots = {.init = default_init,
              .copy = default_fill,
              .release = default_release,
              .repr = default_repr,
              .binary = default_binary,
              .get_item = default_get_item},
    .methods = default_methods,
};

void defaultdict_add(Vm *vm, Module *module)
{
    vm->types.defaultdict = type_new(vm, &default_spec, vm->types.dict);
    module_set(vm, module, "defaultdict",
               value_keep(value_object(vm->types.defaultdict)));
}
