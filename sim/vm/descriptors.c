// descriptors.c -- property, staticmethod, classmethod and super.
//
// Each is an object that stands in a class and says what reading the attribute gives.

#include "vm/copying.h"
#include "vm/private.h"

// -- staticmethod and classmethod: a function in a wrapper -------------------------

static bool wrapper_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    if (arguments->names)
        return raise_error(vm, TYPE_ERROR, "%s() takes no keyword arguments", type_name(type));
    if (arguments->count != 1)
        return raise_error(vm, TYPE_ERROR, "%s expected 1 argument, got %d", type_name(type),
                           arguments->count);
    Cell *wrapper = object_new(vm, type);
    wrapper->value = value_keep(arguments->values[0]);
    *result = value_object(wrapper);
    return true;
}

static bool wrapper_repr(Vm *vm, Value self, Value *result)
{
    Text text = {0};
    text_addf(&text, "<%s(", value_type_name(vm, self));
    if (text_add_repr(vm, &text, ((Cell *)self.object)->value)) {
        text_add(&text, ")>");
        return str_from_text(vm, &text, result);
    }
    text_free(&text);
    return false;
}

static void wrapper_release(Vm *vm, Object *self)
{
    value_drop(vm, ((Cell *)self)->value);
}

static Value wrapped(Value wrapper)
{
    return ((Cell *)wrapper.object)->value;
}

static bool static_method_bind(Vm *vm, Value self, Value instance, Type *owner, Value *result)
{
    (void)vm, (void)instance, (void)owner;
    *result = value_keep(wrapped(self));
    return true;
}

static bool static_method_call(Vm *vm, Value self, const Arguments *arguments, Value *result)
{
    return call_with(vm, wrapped(self), arguments, result);
}

static bool class_method_bind(Vm *vm, Value self, Value instance, Type *owner, Value *result)
{
    (void)instance;
    *result = method_new(vm, wrapped(self), value_object(owner));
    return true;
}

static bool wrapper_function(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(wrapped(args[0]));
    return true;
}

static bool wrapper_get_attribute(Vm *vm, Value self, Str *name, Value *result)
{
    Value found = UNSET;
    if (!value_is_unset(type_lookup(vm, value_type(vm, self), name)))
        return object_get_attribute(vm, self, name, result);
    // __name__, __doc__ and the like are those of the function.
    if (!value_find_attribute(vm, wrapped(self), name, &found)) return false;
    if (value_is_unset(found)) {
        attribute_error(vm, self, name);
        return false;
    }
    *result = found;
    return true;
}

static const NativeSpec wrapper_methods[] = {
    {"__func__", "self", wrapper_function, NATIVE_PROPERTY},
    {"__wrapped__", "self", wrapper_function, NATIVE_PROPERTY},
    {0},
};

static const TypeSpec static_method_spec = {
    .name = "staticmethod",
    .module = "builtins",
    .layout = LAYOUT_STATIC_METHOD,
    .size = sizeof(Cell),
    .slots = {.create = wrapper_create,
              .release = wrapper_release,
              .repr = wrapper_repr,
              .bind = static_method_bind,
              .call = static_method_call,
              .get_attribute = wrapper_get_attribute},
    .methods = wrapper_methods,
};

static const TypeSpec class_method_spec = {
    .name = "classmethod",
    .module = "builtins",
    .layout = LAYOUT_CLASS_METHOD,
    .size = sizeof(Cell),
    .slots = {.create = wrapper_create,
              .release = wrapper_release,
              .repr = wrapper_repr,
              .bind = class_method_bind,
              .get_attribute = wrapper_get_attribute},
    .methods = wrapper_methods,
};

// -- property ----------------------------------------------------------------------

typedef struct Property {
    Object object;
    Value get, set, delete; // None where not given
    Value doc;
    Value name; // from __set_name__; UNSET before
} Property;

#define PROPERTY(value) ((Property *)(value).object)

static Property *property_new(Vm *vm, Type *type, const Value *functions)
{
    Property *property = object_new(vm, type);
    property->get = value_keep(functions[0]);
    property->set = value_keep(functions[1]);
    property->delete = value_keep(functions[2]);
    property->doc = value_keep(functions[3]);
    return property;
}

static const NativeSpec property_parameters = {
    "property", "fget=None, fset=None, fdel=None, doc=None", NULL, 0};

static bool property_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    Value args[SIGNATURE_MOST];
    if (!arguments_bind(vm, &property_parameters, arguments, args)) return false;
    Property *property = property_new(vm, type, args);
    if (value_is_none(property->doc) && !value_is_none(property->get)) {
        Value doc = UNSET;
        if (!value_find_attribute(vm, property->get, vm->names.doc, &doc)) {
            object_drop(vm, property);
            return false;
        }
        if (!value_is_unset(doc)) property->doc = doc;
    }
    arguments_unbind(vm, &property_parameters, args);
    *result = value_object(property);
    return true;
}

static void property_copy(Copying *copying, Object *copy)
{
    Property *property = (Property *)copy;
    copying_value(copying, &property->get);
    copying_value(copying, &property->set);
    copying_value(copying, &property->delete);
    copying_value(copying, &property->doc);
    copying_value(copying, &property->name);
}

static void property_release(Vm *vm, Object *self)
{
    Property *property = (Property *)self;
    value_drop(vm, property->get);
    value_drop(vm, property->set);
    value_drop(vm, property->delete);
    value_drop(vm, property->doc);
    value_drop(vm, property->name);
}

static bool property_refuses(Vm *vm, const Property *property, Value instance,
                             const char *what)
{
    if (value_is_str(property->name))
        return raise_error(vm, ATTRIBUTE_ERROR, "property '%s' of '%s' object has no %s",
                           STR(property->name)->bytes,
                           value_type(vm, instance)->qualified_name->bytes, what);
    return raise_error(vm, ATTRIBUTE_ERROR, "property of '%s' object has no %s",
                       value_type(vm, instance)->qualified_name->bytes, what);
}

static bool property_bind(Vm *vm, Value self, Value instance, Type *owner, Value *result)
{
    (void)owner;
    if (value_is_unset(instance)) {
        *result = value_keep(self);
        return true;
    }
    Property *property = PROPERTY(self);
    if (value_is_none(property->get))
        return property_refuses(vm, property, instance, "getter");
    return call(vm, property->get, &instance, 1, result);
}

static bool property_bind_set(Vm *vm, Value self, Value instance, Value value)
{
    Property *property = PROPERTY(self);
    bool deletes = value_is_unset(value);
    Value function = deletes ? property->delete : property->set;
    if (value_is_none(function))
        return property_refuses(vm, property, instance, deletes ? "deleter" : "setter");
    Value arguments[] = {instance, value}, ignored = UNSET;
    bool ok = call(vm, function, arguments, deletes ? 1 : 2, &ignored);
    value_drop(vm, ignored);
    return ok;
}

// property.setter and its like: a copy with one function exchanged.
static bool property_with(Vm *vm, Value self, int which, Value function, Value *result)
{
    const Property *old = PROPERTY(self);
    Value functions[] = {old->get, old->set, old->delete, old->doc};
    functions[which] = function;
    Property *property = property_new(vm, value_type(vm, self), functions);
    property->name = value_keep(old->name);
    *result = value_object(property);
    return true;
}

static bool property_getter(Vm *vm, Value *args, Value *result)
{
    return property_with(vm, args[0], 0, args[1], result);
}

static bool property_setter(Vm *vm, Value *args, Value *result)
{
    return property_with(vm, args[0], 1, args[1], result);
}

static bool property_deleter(Vm *vm, Value *args, Value *result)
{
    return property_with(vm, args[0], 2, args[1], result);
}

static bool property_set_name(Vm *vm, Value *args, Value *result)
{
    value_set(vm, &PROPERTY(args[0])->name, value_keep(args[2]));
    *result = NONE;
    return true;
}

static bool property_fget(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(PROPERTY(args[0])->get);
    return true;
}

static bool property_fset(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(PROPERTY(args[0])->set);
    return true;
}

static bool property_fdel(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(PROPERTY(args[0])->delete);
    return true;
}

static bool property_doc(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(PROPERTY(args[0])->doc);
    return true;
}

// A property of an abstract function is abstract itself.
static bool property_is_abstract(Vm *vm, Value *args, Value *result)
{
    const Property *property = PROPERTY(args[0]);
    const Value functions[] = {property->get, property->set, property->delete};
    Str *name = str_intern(vm, "__isabstractmethod__");
    *result = FALSE;
    for (int i = 0; i < 3 && !result->integer; i++) {
        Value said = UNSET;
        bool is_abstract = false;
        if (!value_find_attribute(vm, functions[i], name, &said)) return false;
        bool ok = value_is_unset(said) || value_truth(vm, said, &is_abstract);
        value_drop(vm, said);
        if (!ok) return false;
        *result = value_bool(is_abstract);
    }
    return true;
}

static const NativeSpec property_methods[] = {
    {"__isabstractmethod__", "self", property_is_abstract, NATIVE_PROPERTY},
    {"getter", "self, function, /", property_getter, 0},
    {"setter", "self, function, /", property_setter, 0},
    {"deleter", "self, function, /", property_deleter, 0},
    {"__set_name__", "self, owner, name, /", property_set_name, 0},
    {"fget", "self", property_fget, NATIVE_PROPERTY},
    {"fset", "self", property_fset, NATIVE_PROPERTY},
    {"fdel", "self", property_fdel, NATIVE_PROPERTY},
    {"__doc__", "self", property_doc, NATIVE_PROPERTY},
    {0},
};

static const TypeSpec property_spec = {
    .name = "property",
    .module = "builtins",
    .layout = LAYOUT_PROPERTY,
    .size = sizeof(Property),
    .slots = {.create = property_create,
              .copy = property_copy,
              .release = property_release,
              .bind = property_bind,
              .bind_set = property_bind_set},
    .methods = property_methods,
};

// -- super -------------------------------------------------------------------------

typedef struct Super {
    Object object;
    Type *type;      // the search starts behind it
    Value self;      // the instance or the class; UNSET for super(type)
    Type *self_type; // whose mro is walked
} Super;

// What a bare super() means: the class whose body holds the method, and its first
// argument, both taken from the calling frame.
static bool super_of_frame(Vm *vm, Value *type, Value *self)
{
    const Frame *frame = vm->frame;
    if (!frame || !frame->code->code->positional_count)
        return raise_error(vm, RUNTIME_ERROR, "super(): no arguments");
    const Code *code = frame->code->code;
    *self = frame->locals[0];
    if (value_has_layout(*self, LAYOUT_CELL)) *self = ((Cell *)self->object)->value;
    if (value_is_unset(*self))
        return raise_error(vm, RUNTIME_ERROR, "super(): arg[0] deleted");
    for (int i = code->local_count - code->free_count; i < code->local_count; i++) {
        if (frame->code->locals[i] != vm->names.class) continue;
        *type = ((Cell *)frame->locals[i].object)->value;
        if (value_is_unset(*type))
            return raise_error(vm, RUNTIME_ERROR, "super(): empty __class__ cell");
        return true;
    }
    return raise_error(vm, RUNTIME_ERROR, "super(): __class__ cell not found");
}

// As supercheck() of CPython's typeobject.c.
static Type *super_check(Vm *vm, Type *type, Value self)
{
    if (value_has_layout(self, LAYOUT_TYPE) &&
        type_is_subtype((Type *)self.object, type))
        return (Type *)self.object;
    if (value_is_instance(vm, self, type)) return value_type(vm, self);
    raise_error(vm, TYPE_ERROR,
                "super(type, obj): obj (%s %s) is not an instance or subtype of type (%s).",
                value_has_layout(self, LAYOUT_TYPE) ? "type" : "instance of",
                value_has_layout(self, LAYOUT_TYPE) ? type_name((Type *)self.object)
                                                    : value_type_name(vm, self),
                type_name(type));
    return NULL;
}

static bool super_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    Value class = UNSET, self = UNSET;
    if (arguments->count > 2 || arguments->names)
        return raise_error(vm, TYPE_ERROR, "super() expected at most 2 arguments, got %d",
                           arguments->count);
    if (arguments->count == 0 && !super_of_frame(vm, &class, &self)) return false;
    if (arguments->count > 0) class = arguments->values[0];
    if (arguments->count > 1) self = arguments->values[1];
    if (!value_has_layout(class, LAYOUT_TYPE))
        return raise_error(vm, TYPE_ERROR, "super() argument 1 must be a type, not %s",
                           value_type_name(vm, class));
    Type *self_type = NULL;
    if (!value_is_unset(self) && !(self_type = super_check(vm, (Type *)class.object, self)))
        return false;

    Super *super = object_new(vm, type);
    super->type = object_keep((Type *)class.object);
    super->self = value_keep(self);
    super->self_type = self_type ? object_keep(self_type) : NULL;
    *result = value_object(super);
    return true;
}

static void super_release(Vm *vm, Object *self)
{
    Super *super = (Super *)self;
    object_drop(vm, super->type);
    object_drop(vm, super->self_type);
    value_drop(vm, super->self);
}

static bool super_get_attribute(Vm *vm, Value self, Str *name, Value *result)
{
    const Super *super = (const Super *)self.object;
    const Type *start = super->self_type;
    int at = 0;
    while (start && at < start->mro_count && start->mro[at] != super->type)
        at++;
    for (at++; start && at < start->mro_count && name != vm->names.class; at++) {
        Value found = dict_get_str(start->mro[at]->attributes, name);
        if (value_is_unset(found)) continue;
        if (found.kind != VALUE_OBJECT || !found.object->type->slots.bind) {
            *result = value_keep(found);
            return true;
        }
        // Asked of a class (in a class method), functions stay unbound.
        bool of_class = value_is(super->self, value_object(super->self_type));
        return found.object->type->slots.bind(vm, found, of_class ? UNSET : super->self,
                                              super->self_type, result);
    }
    Type *own = value_type(vm, self);
    if (!value_is_unset(type_lookup(vm, own, name)))
        return object_get_attribute(vm, self, name, result);
    return raise_error(vm, ATTRIBUTE_ERROR, "'super' object has no attribute '%s'",
                       name->bytes);
}

static bool super_repr(Vm *vm, Value self, Value *result)
{
    const Super *super = (const Super *)self.object;
    if (super->self_type)
        *result = str_format(vm, "<super: <class '%s'>, <%s object>>", type_name(super->type),
                             type_name(super->self_type));
    else
        *result = str_format(vm, "<super: <class '%s'>, NULL>", type_name(super->type));
    return true;
}

static const TypeSpec super_spec = {
    .name = "super",
    .module = "builtins",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Super),
    .slots = {.create = super_create,
              .release = super_release,
              .repr = super_repr,
              .get_attribute = super_get_attribute},
};

void descriptors_init(Vm *vm)
{
    vm->types.property = type_new(vm, &property_spec, NULL);
    vm->types.static_method = type_new(vm, &static_method_spec, NULL);
    vm->types.class_method = type_new(vm, &class_method_spec, NULL);
    vm->types.super = type_new(vm, &super_spec, NULL);
    const struct {
        const char *name;
        Type *type;
    } names[] = {{"property", vm->types.property},
                 {"staticmethod", vm->types.static_method},
                 {"classmethod", vm->types.class_method},
                 {"super", vm->types.super},
                 {"object", vm->types.object},
                 {"type", vm->types.type}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        dict_set_str(vm, vm->builtins, str_intern(vm, names[i].name),
                     value_object(names[i].type));
}
