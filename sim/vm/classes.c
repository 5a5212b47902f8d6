// classes.c -- `object`, `type`, calling a class, and making one from its body.
//
// The order of a class statement is CPython's: bases, namespace, mro (C3), layout from
// the best base, special methods into slots, __set_name__, __init_subclass__.

#include "base/assert.h"
#include "vm/generic_alias.h"
#include "vm/private.h"

#include <string.h>

static int argument_count(const Arguments *arguments)
{
    return arguments->count + (arguments->names ? (int)arguments->names->count : 0);
}

// -- object ------------------------------------------------------------------------

bool object_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    if (argument_count(arguments) > 0) {
        if (type->slots.create != object_create)
            return raise_error(vm, TYPE_ERROR,
                               "object.__new__() takes exactly one argument (the type to "
                               "instantiate)");
        if (!type->slots.init || type->slots.init == object_init)
            return raise_error(vm, TYPE_ERROR, "%s() takes no arguments", type_name(type));
    }
    // Coroutines, functions, cells and the like would be hollow: only we make them.
    if (type->layout != LAYOUT_OBJECT && type->layout != LAYOUT_OTHER &&
        type->layout != LAYOUT_FUTURE && type->layout != LAYOUT_PROPERTY)
        return raise_error(vm, TYPE_ERROR, "cannot create '%s' instances", type_name(type));
    *result = value_object(object_new(vm, type));
    return true;
}

bool object_init(Vm *vm, Value self, const Arguments *arguments)
{
    if (argument_count(arguments) == 0) return true;
    Type *type = value_type(vm, self);
    if (type->slots.init != object_init)
        return raise_error(vm, TYPE_ERROR,
                           "object.__init__() takes exactly one argument (the instance to "
                           "initialize)");
    if (type->slots.create == object_create)
        return raise_error(vm, TYPE_ERROR,
                           "%s.__init__() takes exactly one argument (the instance to "
                           "initialize)",
                           type_name(type));
    return true;
}

static bool object_repr(Vm *vm, Value self, Value *result)
{
    Value name = type_full_name(vm, value_type(vm, self));
    *result = str_format(vm, "<%s object at 0x%llx>", STR(name)->bytes,
                         (unsigned long long)value_id(vm, self));
    value_drop(vm, name);
    return true;
}

static bool object_str(Vm *vm, Value self, Value *result)
{
    return value_repr(vm, self, result);
}

static bool object_format(Vm *vm, Value self, Str *spec, Value *result)
{
    if (spec->size)
        return raise_error(vm, TYPE_ERROR,
                           "unsupported format string passed to %s.__format__",
                           value_type_name(vm, self));
    return value_str(vm, self, result);
}

static bool object_hash(Vm *vm, Value self, int64_t *hash)
{
    *hash = value_id(vm, self) >> 4;
    return true;
}

// As object_richcompare: identity, and != as the opposite of the type's own ==.
static bool object_compare(Vm *vm, CompareOp op, Value left, Value right, Value *result)
{
    *result = NOT_IMPLEMENTED;
    if (op == COMPARE_EQ && value_is(left, right)) *result = TRUE;
    if (op != COMPARE_NE) return true;

    Value equal;
    Type *type = value_type(vm, left);
    if (!type->slots.compare(vm, COMPARE_EQ, left, right, &equal)) return false;
    if (equal.kind == VALUE_NOT_IMPLEMENTED) return true;
    bool truth;
    bool ok = value_truth(vm, equal, &truth);
    value_drop(vm, equal);
    if (ok) *result = value_bool(!truth);
    return ok;
}

static bool object_class(Vm *vm, Value *args, Value *result)
{
    *result = value_keep(value_object(value_type(vm, args[0])));
    return true;
}

static bool object_dict(Vm *vm, Value *args, Value *result)
{
    Dict *dict = NULL;
    if (value_has_layout(args[0], LAYOUT_MODULE))
        dict = ((Module *)args[0].object)->attributes;
    else if (args[0].kind == VALUE_OBJECT)
        dict = object_make_attributes(vm, args[0].object);
    if (!dict) {
        attribute_error(vm, args[0], vm->names.dict);
        return false;
    }
    *result = value_keep(value_object(dict));
    return true;
}

static bool object_set_dict(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    Dict *dict = args[0].kind == VALUE_OBJECT ? object_make_attributes(vm, args[0].object)
                                              : NULL;
    if (!dict || !value_is_dict(args[1]))
        return raise_error(vm, TYPE_ERROR, "__dict__ must be set to a dictionary, not a '%s'",
                           value_type_name(vm, args[1]));
    Value old = value_keep(value_object(dict));
    dict_clear(vm, dict);
    bool ok = dict_update(vm, dict, args[1]);
    value_drop(vm, old);
    return ok;
}

static bool object_init_subclass(Vm *vm, Value *args, Value *result)
{
    (void)vm, (void)args;
    *result = NONE;
    return true;
}

// dir(x): names of the instance, its class and the bases, sorted.
static bool object_dir(Vm *vm, Value *args, Value *result)
{
    Dict *all = dict_new(vm);
    Value names = UNSET;
    bool is_type = value_has_layout(args[0], LAYOUT_TYPE);
    Type *type = is_type ? (Type *)args[0].object : value_type(vm, args[0]);
    Dict *own = value_has_layout(args[0], LAYOUT_MODULE)
                    ? ((Module *)args[0].object)->attributes
                : args[0].kind == VALUE_OBJECT && !is_type ? object_attributes(args[0].object)
                                                           : NULL;
    bool ok = !own || dict_update(vm, all, value_object(own));
    bool is_module = value_has_layout(args[0], LAYOUT_MODULE);
    for (int i = 0; ok && !is_module && i < type->mro_count; i++)
        ok = dict_update(vm, all, value_object(type->mro[i]->attributes));
    if (ok) ok = list_from_iterable(vm, value_object(all), &names);
    object_drop(vm, all);
    if (!ok) return false;
    if (!list_sort(vm, LIST(names), NONE, false)) {
        value_drop(vm, names);
        return false;
    }
    *result = names;
    return true;
}

static const NativeSpec object_methods[] = {
    {"__class__", "self", object_class, NATIVE_PROPERTY},
    {"__dict__", "self", object_dict, NATIVE_PROPERTY},
    {"__dict__", "self, value", object_set_dict, NATIVE_SETTER},
    {"__init_subclass__", "cls, /", object_init_subclass, NATIVE_CLASS},
    {"__dir__", "self, /", object_dir, 0},
    {0},
};

const TypeSpec object_type_spec;
const TypeSpec object_type_spec = {
    .name = "object",
    .module = "builtins",
    .layout = LAYOUT_OBJECT,
    .size = sizeof(Object),
    .slots = {.create = object_create,
              .init = object_init,
              .repr = object_repr,
              .str = object_str,
              .format = object_format,
              .hash = object_hash,
              .compare = object_compare,
              .set_attribute = object_set_attribute,
              .get_attribute = NULL},
    .methods = object_methods,
};

// -- type --------------------------------------------------------------------------

#define TYPE_OF(value) ((Type *)(value).object)

static bool type_repr(Vm *vm, Value self, Value *result)
{
    Value name = type_full_name(vm, TYPE_OF(self));
    *result = str_format(vm, "<class '%s'>", STR(name)->bytes);
    value_drop(vm, name);
    return true;
}

static bool run_init(Vm *vm, Type *made, Value instance, const Arguments *arguments)
{
    return !made->slots.init || made->slots.init(vm, instance, arguments);
}

bool type_call(Vm *vm, Value self, const Arguments *arguments, Value *result)
{
    Type *type = TYPE_OF(self);
    if (type == vm->types.type && argument_count(arguments) == 1) {
        *result = value_keep(value_object(value_type(vm, arguments->values[0])));
        return true;
    }
    if (!type->slots.create)
        return raise_error(vm, TYPE_ERROR, "cannot create '%s' instances", type_name(type));
    Value instance;
    if (!type->slots.create(vm, type, arguments, &instance)) return false;
    Type *made = value_type(vm, instance);
    if (type_is_subtype(made, type) && !run_init(vm, made, instance, arguments)) {
        value_drop(vm, instance);
        return false;
    }
    *result = instance;
    return true;
}

// type(name, bases, namespace).
static bool type_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    (void)type;
    if (arguments->count != 3)
        return raise_error(vm, TYPE_ERROR, "type() takes 1 or 3 arguments");
    static const struct {
        Layout layout;
        const char *name;
    } wanted[] = {{LAYOUT_STR, "str"}, {LAYOUT_TUPLE, "tuple"}, {LAYOUT_DICT, "dict"}};
    for (int i = 0; i < 3; i++)
        if (!value_has_layout(arguments->values[i], wanted[i].layout))
            return raise_error(vm, TYPE_ERROR, "type.__new__() argument %d must be %s, not %s",
                               i + 1, wanted[i].name,
                               value_type_name(vm, arguments->values[i]));
    return type_new_class(vm, STR(arguments->values[0]), TUPLE(arguments->values[1]),
                          DICT(arguments->values[2]), NULL, result);
}

static bool type_get_name(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(value_object(TYPE_OF(args[0])->name));
    return true;
}

static bool type_set_name(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    Type *type = TYPE_OF(args[0]);
    if (type->flags & TYPE_NATIVE)
        return raise_error(vm, TYPE_ERROR,
                           "cannot set '__name__' attribute of immutable type '%s'",
                           type_name(type));
    if (!value_is_str(args[1]))
        return raise_error(vm, TYPE_ERROR, "can only assign string to %s.__name__, not '%s'",
                           type_name(type), value_type_name(vm, args[1]));
    type->name = str_intern_str(vm, STR(args[1]));
    return true;
}

static bool type_get_qualified_name(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(value_object(TYPE_OF(args[0])->qualified_name));
    return true;
}

static bool type_set_qualified_name(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    Type *type = TYPE_OF(args[0]);
    if (!value_is_str(args[1]) || type->flags & TYPE_NATIVE)
        return raise_error(vm, TYPE_ERROR,
                           "can only assign string to %s.__qualname__, not '%s'",
                           type_name(type), value_type_name(vm, args[1]));
    type->qualified_name = str_intern_str(vm, STR(args[1]));
    return true;
}

static bool type_get_module(Vm *vm, Value *args, Value *result)
{
    Type *type = TYPE_OF(args[0]);
    Value own = dict_get_str(type->attributes, vm->names.module);
    *result = value_is_unset(own) ? str_from(vm, type->module ? type->module : "builtins")
                                  : value_keep(own);
    return true;
}

static bool type_set_module(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return type_set(vm, TYPE_OF(args[0]), vm->names.module, args[1]);
}

static bool type_get_doc(Vm *vm, Value *args, Value *result)
{
    Value own = dict_get_str(TYPE_OF(args[0])->attributes, vm->names.doc);
    *result = value_is_unset(own) ? NONE : value_keep(own);
    return true;
}

static bool type_set_doc(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return type_set(vm, TYPE_OF(args[0]), vm->names.doc, args[1]);
}

static bool type_get_dict(Vm *vm, Value *args, Value *result)
{
    return dict_copy(vm, TYPE_OF(args[0])->attributes, result);
}

static bool type_get_bases(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(value_object(TYPE_OF(args[0])->bases));
    return true;
}

static bool type_get_base(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    const Tuple *bases = TYPE_OF(args[0])->bases;
    *result = bases->count ? value_keep(bases->items[0]) : NONE;
    return true;
}

static Tuple *mro_tuple(Vm *vm, const Type *type)
{
    Tuple *mro = tuple_new(vm, type->mro_count);
    for (int i = 0; i < type->mro_count; i++)
        mro->items[i] = value_keep(value_object(type->mro[i]));
    return mro;
}

static bool type_get_mro(Vm *vm, Value *args, Value *result)
{
    *result = value_object(mro_tuple(vm, TYPE_OF(args[0])));
    return true;
}

static bool type_mro(Vm *vm, Value *args, Value *result)
{
    Value tuple = value_object(mro_tuple(vm, TYPE_OF(args[0])));
    bool ok = list_from_iterable(vm, tuple, result);
    value_drop(vm, tuple);
    return ok;
}

static bool type_subclasses(Vm *vm, Value *args, Value *result)
{
    List *list = list_new(vm);
    for (Type *class = vm->private->classes; class; class = class->next_class)
        for (uint32_t i = 0; i < class->bases->count; i++)
            if (value_is(class->bases->items[i], args[0]))
                list_insert(vm, list, 0, value_object(class));
    *result = value_object(list);
    return true;
}

static bool type_get_annotations(Vm *vm, Value *args, Value *result)
{
    Type *type = TYPE_OF(args[0]);
    Value own = dict_get_str(type->attributes, vm->names.annotations);
    if (value_is_unset(own)) {
        if (type->flags & TYPE_NATIVE) {
            attribute_error(vm, args[0], vm->names.annotations);
            return false;
        }
        Dict *dict = dict_new(vm);
        dict_set_str(vm, type->attributes, vm->names.annotations, value_object(dict));
        *result = value_object(dict);
        return true;
    }
    *result = value_keep(own);
    return true;
}

static bool type_set_annotations(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return type_set(vm, TYPE_OF(args[0]), vm->names.annotations, args[1]);
}

static bool type_instance_check(Vm *vm, Value *args, Value *result)
{
    *result = value_bool(value_is_instance(vm, args[1], TYPE_OF(args[0])));
    return true;
}

static const NativeSpec type_methods[] = {
    {"__name__", "self", type_get_name, NATIVE_PROPERTY},
    {"__name__", "self, value", type_set_name, NATIVE_SETTER},
    {"__qualname__", "self", type_get_qualified_name, NATIVE_PROPERTY},
    {"__qualname__", "self, value", type_set_qualified_name, NATIVE_SETTER},
    {"__module__", "self", type_get_module, NATIVE_PROPERTY},
    {"__module__", "self, value", type_set_module, NATIVE_SETTER},
    {"__doc__", "self", type_get_doc, NATIVE_PROPERTY},
    {"__doc__", "self, value", type_set_doc, NATIVE_SETTER},
    {"__dict__", "self", type_get_dict, NATIVE_PROPERTY},
    {"__bases__", "self", type_get_bases, NATIVE_PROPERTY},
    {"__base__", "self", type_get_base, NATIVE_PROPERTY},
    {"__mro__", "self", type_get_mro, NATIVE_PROPERTY},
    {"__annotations__", "self", type_get_annotations, NATIVE_PROPERTY},
    {"__annotations__", "self, value", type_set_annotations, NATIVE_SETTER},
    {"mro", "self, /", type_mro, 0},
    {"__subclasses__", "self, /", type_subclasses, 0},
    {"__instancecheck__", "self, instance, /", type_instance_check, 0},
    {0},
};

// `int | str` in annotations and isinstance is a union.
static bool type_binary(Vm *vm, BinaryOp op, bool inplace, Value left, Value right,
                        Value *result)
{
    if (op != BINARY_OR || inplace) {
        *result = NOT_IMPLEMENTED;
        return true;
    }
    return union_new(vm, left, right, result);
}

// `list[int]`: __class_getitem__ of the program's class, or an alias of ours.
static bool type_get_item(Vm *vm, Value self, Value key, Value *result)
{
    Type *type = TYPE_OF(self);
    Value method = UNSET;
    if (!value_find_attribute(vm, self, vm->names.class_getitem, &method)) return false;
    if (!value_is_unset(method)) {
        bool ok = call(vm, method, &key, 1, result);
        value_drop(vm, method);
        return ok;
    }
    static const Layout generic[] = {LAYOUT_LIST, LAYOUT_DICT, LAYOUT_TUPLE, LAYOUT_SET,
                                     LAYOUT_TYPE, LAYOUT_FUTURE};
    for (size_t i = 0; i < sizeof generic / sizeof *generic; i++)
        if (type->layout == generic[i]) return alias_new(vm, self, key, result);
    if (type->flags & TYPE_NATIVE && type->module && strcmp(type->module, "builtins"))
        return alias_new(vm, self, key, result);
    return raise_error(vm, TYPE_ERROR, "type '%s' is not subscriptable", type_name(type));
}

static void type_release(Vm *vm, Object *self)
{
    Type *type = (Type *)self;
    Type **link = &vm->private->classes;
    while (*link && *link != type)
        link = &(*link)->next_class;
    if (*link) *link = type->next_class;
    object_drop(vm, type->attributes);
    object_drop(vm, type->slot_names);
    for (int i = 1; i < type->mro_count; i++)
        object_drop(vm, type->mro[i]);
    object_drop(vm, type->bases);
}

const TypeSpec type_type_spec;
const TypeSpec type_type_spec = {
    .name = "type",
    .module = "builtins",
    .layout = LAYOUT_TYPE,
    .size = sizeof(Type),
    .flags = TYPE_FINAL, // metaclasses are not in the subset
    .slots = {.create = type_create,
              .release = type_release,
              .repr = type_repr,
              .call = type_call,
              .binary = type_binary,
              .get_item = type_get_item},
    .methods = type_methods,
};

// -- Making a class ----------------------------------------------------------------

static Type *base_at(const Tuple *bases, uint32_t i)
{
    return (Type *)bases->items[i].object;
}

static bool check_bases(Vm *vm, const Tuple *bases)
{
    for (uint32_t i = 0; i < bases->count; i++) {
        if (!value_has_layout(bases->items[i], LAYOUT_TYPE))
            return raise_error(vm, TYPE_ERROR, "bases must be types");
        const Type *base = base_at(bases, i);
        if (base->flags & TYPE_FINAL)
            return raise_error(vm, TYPE_ERROR, "type '%s' is not an acceptable base type",
                               type_name(base));
        // Instances of variable size have no place for attributes (named tuples do
        // without, other classes would miss them), and numbers are no objects at all.
        bool is_number = base == vm->types.int_ || base == vm->types.float_;
        if (is_number || (base->slots.size && base->layout != LAYOUT_TUPLE))
            return raise_error(vm, RUNTIME_ERROR,
                               "subclasses of '%s' are not simulated; keep the value in an "
                               "attribute",
                               type_name(base));
        for (uint32_t j = 0; j < i; j++)
            if (base_at(bases, j) == base)
                return raise_error(vm, TYPE_ERROR, "duplicate base class %s",
                                   type_name(base));
    }
    return true;
}

// The base whose memory layout the class has: the most derived one of those that have
// more than a plain object.
static Type *best_base(Vm *vm, const Tuple *bases)
{
    Type *best = base_at(bases, 0);
    for (uint32_t i = 1; i < bases->count; i++) {
        Type *base = base_at(bases, i);
        if (base->layout == LAYOUT_OBJECT) continue;
        if (best->layout == LAYOUT_OBJECT || type_is_subtype(base, best)) {
            best = base;
        } else if (base->layout != best->layout && !type_is_subtype(best, base)) {
            raise_error(vm, TYPE_ERROR, "multiple bases have instance lay-out conflict");
            return NULL;
        }
    }
    return best;
}

// One sequence of classes that C3 merges; [at] is the head not taken yet.
typedef struct MroSequence {
    Type **types;
    int count, at;
} MroSequence;

static bool is_in_a_tail(const MroSequence *sequences, int count, const Type *type)
{
    for (int i = 0; i < count; i++)
        for (int k = sequences[i].at + 1; k < sequences[i].count; k++)
            if (sequences[i].types[k] == type) return true;
    return false;
}

static Type *next_head(const MroSequence *sequences, int count)
{
    for (int i = 0; i < count; i++) {
        if (sequences[i].at == sequences[i].count) continue;
        Type *head = sequences[i].types[sequences[i].at];
        if (!is_in_a_tail(sequences, count, head)) return head;
    }
    return NULL;
}

static bool mro_conflict(Vm *vm, const Tuple *bases)
{
    Text names = {0};
    for (uint32_t i = 0; i < bases->count; i++)
        text_addf(&names, "%s%s", i ? ", " : "", type_name(base_at(bases, i)));
    raise_error(vm, TYPE_ERROR,
                "Cannot create a consistent method resolution order (MRO) for bases %s",
                text_string(&names));
    text_free(&names);
    return false;
}

// C3 linearization, as in CPython's mro_implementation().
static bool compute_mro(Vm *vm, Type *type, const Tuple *bases)
{
    Arena *arena = vm->private->arena;
    int count = (int)bases->count + 1, most = 1 + (int)bases->count;
    MroSequence *sequences = ARENA_ARRAY(arena, MroSequence, count);
    for (uint32_t i = 0; i < bases->count; i++) {
        sequences[i] = (MroSequence){base_at(bases, i)->mro, base_at(bases, i)->mro_count, 0};
        most += base_at(bases, i)->mro_count;
    }
    Type **own = ARENA_ARRAY(arena, Type *, bases->count);
    for (uint32_t i = 0; i < bases->count; i++)
        own[i] = base_at(bases, i);
    sequences[count - 1] = (MroSequence){own, (int)bases->count, 0};

    type->mro = ARENA_ARRAY(arena, Type *, most);
    type->mro[type->mro_count++] = type;
    for (;;) {
        bool done = true;
        for (int i = 0; i < count; i++)
            done = done && sequences[i].at == sequences[i].count;
        if (done) return true;
        Type *head = next_head(sequences, count);
        if (!head) return mro_conflict(vm, bases);
        type->mro[type->mro_count++] = object_keep(head);
        for (int i = 0; i < count; i++)
            if (sequences[i].at < sequences[i].count &&
                sequences[i].types[sequences[i].at] == head)
                sequences[i].at++;
    }
}

static bool set_slot_names(Vm *vm, Type *type)
{
    Value slots = dict_get_str(type->attributes, vm->names.slots);
    if (value_is_unset(slots)) return true;
    Value names;
    if (value_is_str(slots))
        names = tuple_of(vm, &slots, 1);
    else if (!tuple_from_iterable(vm, slots, &names))
        return false;
    type->slot_names = TUPLE(names);
    for (uint32_t i = 0; i < TUPLE(names)->count; i++)
        if (!value_is_str(TUPLE(names)->items[i]))
            return raise_error(vm, TYPE_ERROR, "__slots__ items must be strings, not '%s'",
                               value_type_name(vm, TUPLE(names)->items[i]));
    return true;
}

static bool call_set_names(Vm *vm, Type *type)
{
    DictEntry *entry;
    for (uint32_t at = 0; dict_next(type->attributes, &at, &entry);) {
        if (entry->value.kind != VALUE_OBJECT) continue;
        Value arguments[] = {value_object(type), entry->key}, ignored = UNSET;
        Value holder = value_keep(entry->value);
        bool found = false, ok = call_special(vm, holder, vm->names.set_name, arguments, 2,
                                              &found, &ignored);
        value_drop(vm, holder);
        value_drop(vm, ignored);
        if (!ok) return false;
    }
    return true;
}

// super(type, type).__init_subclass__(**keywords)
static bool call_init_subclass(Vm *vm, Type *type, const Arguments *keywords)
{
    for (int i = 1; i < type->mro_count; i++) {
        Value found = dict_get_str(type->mro[i]->attributes, vm->names.init_subclass);
        if (value_is_unset(found)) continue;
        Value bound = UNSET, ignored = UNSET;
        if (!found.object->type->slots.bind(vm, found, UNSET, type, &bound)) return false;
        Arguments none = {0};
        bool ok = call_with(vm, bound, keywords ? keywords : &none, &ignored);
        value_drop(vm, bound);
        value_drop(vm, ignored);
        return ok;
    }
    return true;
}

// Functions that are class methods or static ones without saying so.
static void wrap_implicit(Vm *vm, Type *type, Str *name, Type *wrapper)
{
    Value function = dict_get_str(type->attributes, name);
    if (!value_has_layout(function, LAYOUT_FUNCTION)) return;
    Cell *wrapped = object_new(vm, wrapper);
    wrapped->value = value_keep(function);
    dict_set_str(vm, type->attributes, name, value_object(wrapped));
    object_drop(vm, wrapped);
}

static bool fill_class(Vm *vm, Type *type, Dict *namespace)
{
    Value copy;
    if (!dict_copy(vm, namespace, &copy)) return false;
    type->attributes = DICT(copy);
    dict_delete_str(vm, type->attributes, vm->names.classcell);
    wrap_implicit(vm, type, vm->names.new, vm->types.static_method);
    wrap_implicit(vm, type, vm->names.init_subclass, vm->types.class_method);
    wrap_implicit(vm, type, vm->names.class_getitem, vm->types.class_method);
    Value qualified = dict_get_str(type->attributes, vm->names.qualname);
    if (value_is_str(qualified)) {
        type->qualified_name = str_intern_str(vm, STR(qualified));
        dict_delete_str(vm, type->attributes, vm->names.qualname);
    }
    bool has_eq = dict_find_str(type->attributes, vm->names.eq) >= 0;
    if (has_eq && dict_find_str(type->attributes, vm->names.hash) < 0)
        dict_set_str(vm, type->attributes, vm->names.hash, NONE);
    if (dict_find_str(type->attributes, vm->names.doc) < 0)
        dict_set_str(vm, type->attributes, vm->names.doc, NONE);
    return set_slot_names(vm, type);
}

static bool finish_class(Vm *vm, Type *type, Dict *namespace, const Arguments *keywords)
{
    slots_from_methods(vm, type);
    Value cell = dict_get_str(namespace, vm->names.classcell);
    if (value_has_layout(cell, LAYOUT_CELL))
        value_set(vm, &((Cell *)cell.object)->value, value_keep(value_object(type)));
    return call_set_names(vm, type) && call_init_subclass(vm, type, keywords);
}

bool type_new_class(Vm *vm, Str *name, Tuple *bases, Dict *namespace,
                    const Arguments *keywords, Value *result)
{
    Value object = value_object(vm->types.object);
    Value own_bases = bases->count ? value_keep(value_object(bases)) : tuple_of(vm, &object, 1);
    bases = TUPLE(own_bases);
    Type *base = check_bases(vm, bases) ? best_base(vm, bases) : NULL;
    if (!base) {
        value_drop(vm, own_bases);
        return false;
    }
    Type *type = object_new(vm, vm->types.type);
    type->name = type->qualified_name = str_intern_str(vm, name);
    type->module = "__main__";
    type->layout = base->layout;
    type->flags = base->flags & TYPE_EXCEPTION;
    type->version = vm_next_version(vm);
    type->bases = bases;
    type->slots = base->slots;
    type->size = base->size;
    type->attributes_at = base->attributes_at;
    // Behind a str's or a tuple's header stand its items: its subclasses have no more.
    if (!type->attributes_at && !base->slots.size) {
        type->attributes_at = (type->size + 7) & ~7u;
        type->size = type->attributes_at + (uint32_t)sizeof(Dict *);
    }
    // An unfinished class has an attributes dict at once, so that dropping it is safe.
    type->attributes = dict_new(vm);
    if (!compute_mro(vm, type, bases)) {
        object_drop(vm, type);
        return false;
    }
    object_drop(vm, type->attributes);
    type->attributes = NULL;
    if (!fill_class(vm, type, namespace)) {
        object_drop(vm, type);
        return false;
    }
    type->next_class = vm->private->classes;
    vm->private->classes = type;
    if (!finish_class(vm, type, namespace, keywords)) {
        object_drop(vm, type);
        return false;
    }
    *result = value_object(type);
    return true;
}

// A base that is no class may stand for others (PEP 560): typing's Generic[T].
static bool resolve_bases(Vm *vm, const Value *values, int count, Value *bases)
{
    List *list = list_new(vm);
    for (int i = 0; i < count; i++) {
        Value base = values[i], entries = UNSET;
        bool found = false;
        Value arguments[] = {tuple_of(vm, values, count)};
        if (!value_has_layout(base, LAYOUT_TYPE) &&
            !call_special(vm, base, str_intern(vm, "__mro_entries__"), arguments, 1, &found,
                          &entries)) {
            value_drop(vm, arguments[0]);
            object_drop(vm, list);
            return false;
        }
        value_drop(vm, arguments[0]);
        bool ok = found ? list_extend(vm, list, entries) : list_append(vm, list, base);
        value_drop(vm, entries);
        if (!ok) {
            object_drop(vm, list);
            return false;
        }
    }
    bool ok = tuple_from_iterable(vm, value_object(list), bases);
    object_drop(vm, list);
    return ok;
}

static Value first_non_type(const Tuple *bases)
{
    for (uint32_t i = 0; i < bases->count; i++)
        if (!value_has_layout(bases->items[i], LAYOUT_TYPE)) return bases->items[i];
    return UNSET;
}

// __build_class__(function, name, *bases, **keywords): runs the body in a new namespace.

bool build_class(Vm *vm, const Arguments *arguments, Value *result)
{
    const Value *values = arguments->values;
    Value bases;
    if (!resolve_bases(vm, values + 2, arguments->count - 2, &bases)) return false;
    Dict *namespace = dict_new(vm);
    Value cell = UNSET;
    bool ok = class_body_run(vm, values[0], namespace, &cell);
    if (ok && value_has_layout(cell, LAYOUT_CELL))
        ok = dict_set_str(vm, namespace, vm->names.classcell, cell);
    Arguments keywords = {values + arguments->count, 0, arguments->names};
    Value other = ok ? first_non_type(TUPLE(bases)) : UNSET;
    if (!value_is_unset(other)) {
        // CPython takes the base's own type for the metaclass, and calls it.
        Value all[] = {values[1], bases, value_object(namespace)};
        ok = call(vm, value_object(value_type(vm, other)), all, 3, result);
    } else if (ok)
        ok = type_new_class(vm, STR(values[1]), TUPLE(bases), namespace, &keywords, result);
    value_drop(vm, cell);
    value_drop(vm, bases);
    object_drop(vm, namespace);
    return ok;
}
