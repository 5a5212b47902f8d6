// namespaces.c -- looking at names: attributes, vars, dir, locals, globals.

#include "vm/builtins.h"
#include "vm/exception.h"
#include "vm/operators.h"
#include "vm/private.h"

// -- Attributes --------------------------------------------------------------------

// The name of an attribute, interned; NULL with the TypeError set if [v] is none.
static Str *attribute_name(Vm *vm, Value v)
{
    if (value_is_str(v)) return str_intern_str(vm, STR(v));
    raise_error(vm, TYPE_ERROR, "attribute name must be string, not '%s'",
                value_type_name(vm, v));
    return NULL;
}

static bool native_getattr(Vm *vm, Value *args, Value *result)
{
    Str *name = attribute_name(vm, args[1]);
    if (!name) return false;
    if (value_is_unset(args[2])) return value_get_attribute(vm, args[0], name, result);
    Value found;
    if (!value_find_attribute(vm, args[0], name, &found)) return false;
    *result = value_is_unset(found) ? value_keep(args[2]) : found;
    return true;
}

static bool native_hasattr(Vm *vm, Value *args, Value *result)
{
    Str *name = attribute_name(vm, args[1]);
    Value found;
    if (!name || !value_find_attribute(vm, args[0], name, &found)) return false;
    *result = value_bool(!value_is_unset(found));
    value_drop(vm, found);
    return true;
}

static bool native_setattr(Vm *vm, Value *args, Value *result)
{
    Str *name = attribute_name(vm, args[1]);
    if (!name || !value_set_attribute(vm, args[0], name, args[2])) return false;
    *result = NONE;
    return true;
}

static bool native_delattr(Vm *vm, Value *args, Value *result)
{
    Str *name = attribute_name(vm, args[1]);
    if (!name || !value_set_attribute(vm, args[0], name, UNSET)) return false;
    *result = NONE;
    return true;
}

// -- Namespaces --------------------------------------------------------------------

// The names that a function's frame has bound, as a new dict.
static bool frame_locals(Vm *vm, const Frame *frame, Value *result)
{
    Dict *dict = dict_new(vm);
    const RunCode *code = frame->code;
    for (int i = 0; i < code->code->local_count; i++) {
        Value value = frame->locals[i];
        if (value_has_layout(value, LAYOUT_CELL)) value = ((Cell *)value.object)->value;
        if (value_is_unset(value) || code->locals[i]->bytes[0] == '.') continue;
        if (dict_set_str(vm, dict, code->locals[i], value)) continue;
        object_drop(vm, dict);
        return false;
    }
    *result = value_object(dict);
    return true;
}

static bool native_locals(Vm *vm, Value *args, Value *result)
{
    (void)args;
    const Frame *frame = vm->frame;
    if (frame && !frame->namespace_) return frame_locals(vm, frame, result);
    Dict *dict = frame ? frame->namespace_ : vm->globals;
    *result = value_object(object_keep(dict));
    return true;
}

static bool native_globals(Vm *vm, Value *args, Value *result)
{
    (void)args;
    Dict *dict = vm->frame ? vm->frame->globals : vm->globals;
    *result = value_object(object_keep(dict));
    return true;
}

static bool native_vars(Vm *vm, Value *args, Value *result)
{
    if (value_is_unset(args[0])) return native_locals(vm, args, result);
    Value found = UNSET;
    if (!value_find_attribute(vm, args[0], vm->names.dict, &found)) {
        if (!exception_is_raised(vm, ATTRIBUTE_ERROR)) return false;
        value_drop(vm, exception_take(vm));
        found = UNSET;
    }
    if (value_is_unset(found))
        return raise_error(vm, TYPE_ERROR,
                           "vars() argument must have __dict__ attribute");
    *result = found;
    return true;
}

// -- dir ---------------------------------------------------------------------------

static bool add_names(Vm *vm, Dict *names, const Dict *from)
{
    DictEntry *entry;
    for (uint32_t at = 0; from && dict_next(from, &at, &entry);)
        if (!dict_set(vm, names, entry->key, NONE)) return false;
    return true;
}

static bool add_names_of_type(Vm *vm, Dict *names, const Type *type)
{
    for (int i = type->mro_count - 1; i >= 0; i--)
        if (!add_names(vm, names, type->mro[i]->attributes)) return false;
    return true;
}

static bool sorted_names(Vm *vm, Value names, Value *result)
{
    Value list;
    if (!list_from_iterable(vm, names, &list)) return false;
    if (!list_sort(vm, LIST(list), NONE, false)) {
        value_drop(vm, list);
        return false;
    }
    *result = list;
    return true;
}

bool value_dir(Vm *vm, Value v, Value *result)
{
    Value names;
    bool found;
    if (!call_special(vm, v, vm->names.dir, NULL, 0, &found, &names)) return false;
    if (!found) {
        Dict *dict = dict_new(vm);
        names = value_object(dict);
        bool ok = true;
        if (value_has_layout(v, LAYOUT_TYPE)) {
            ok = add_names_of_type(vm, dict, (Type *)v.object);
        } else if (value_has_layout(v, LAYOUT_MODULE)) {
            ok = add_names(vm, dict, ((Module *)v.object)->attributes);
        } else {
            ok = add_names_of_type(vm, dict, value_type(vm, v));
            if (ok && v.kind == VALUE_OBJECT)
                ok = add_names(vm, dict, object_attributes(v.object));
        }
        if (!ok) {
            value_drop(vm, names);
            return false;
        }
    }
    bool ok = sorted_names(vm, names, result);
    value_drop(vm, names);
    return ok;
}

static bool native_dir(Vm *vm, Value *args, Value *result)
{
    if (!value_is_unset(args[0])) return value_dir(vm, args[0], result);
    Value names;
    if (!native_locals(vm, args, &names)) return false;
    bool ok = sorted_names(vm, names, result);
    value_drop(vm, names);
    return ok;
}

const NativeSpec builtins_namespace_specs[] = {
    {"getattr", "object, name, default=, /", native_getattr, 0},
    {"hasattr", "obj, name, /", native_hasattr, 0},
    {"setattr", "obj, name, value, /", native_setattr, 0},
    {"delattr", "obj, name, /", native_delattr, 0},
    {"vars", "object=, /", native_vars, 0},
    {"dir", "object=, /", native_dir, 0},
    {"locals", "", native_locals, 0},
    {"globals", "", native_globals, 0},
    {0},
};
