// object.c -- making types and objects, finding attributes, and the end of an object.
//
// Attribute lookup follows CPython: data descriptors of the type, then the instance's own
// dict, then the type's other attributes. A global cache keyed by type version and name
// makes the walk along the mro rare.

#include "vm/object.h"

#include "base/assert.h"
#include "vm/late_names.h"
#include "vm/private.h"

#include <string.h>

// -- Objects -----------------------------------------------------------------------

void *object_new_sized(Vm *vm, Type *type, size_t size)
{
    Object *object = heap_new(vm, size);
    object->references = 1;
    object->number = 0;
    object->type = type;
    if (!(type->flags & TYPE_NATIVE)) object_keep(type);
    if (type->attributes_at == ATTRIBUTES_BEHIND)
        memset((char *)object + size - sizeof(Dict *), 0, sizeof(Dict *));
    return object;
}

void *object_new(Vm *vm, Type *type)
{
    Object *object = object_new_sized(vm, type, type->size);
    memset(object + 1, 0, type->size - sizeof(Object));
    return object;
}

static Dict **attributes_of(Object *object)
{
    const Type *type = object->type;
    size_t at = type->attributes_at;
    if (at == ATTRIBUTES_BEHIND) at = type->slots.size(object) - sizeof(Dict *);
    return at ? (Dict **)((char *)object + at) : NULL;
}

Dict *object_attributes(Object *object)
{
    Dict **attributes = attributes_of(object);
    return attributes ? *attributes : NULL;
}

Dict *object_lookup_attributes(Vm *vm, Object *object)
{
    const Type *type = object->type;
    if (type->attributes_at || !type->slots.hidden) return object_attributes(object);
    return type->slots.hidden(vm, object, false);
}

Dict *object_make_attributes(Vm *vm, Object *object)
{
    Dict **attributes = attributes_of(object);
    if (!attributes) return NULL;
    if (!*attributes) *attributes = dict_new(vm);
    return *attributes;
}

static void object_release(Vm *vm, Object *object)
{
    Type *type = object->type;
    size_t size = type->slots.size ? type->slots.size(object) : type->size;
    Dict *attributes = object_attributes(object);
    if (type->slots.release) type->slots.release(vm, object);
    object_drop(vm, attributes);
    heap_free(vm, object, size);
    if (!(type->flags & TYPE_NATIVE)) object_drop(vm, type);
}

// Waiting objects are linked through their own header, whose counts nobody needs now.
static void free_later(Vm *vm, Object *object)
{
    memcpy((void *)object, &vm->private->to_free, sizeof vm->private->to_free);
    vm->private->to_free = object;
}

static Object *next_to_free(Vm *vm)
{
    Object *object = vm->private->to_free;
    if (object)
        memcpy(&vm->private->to_free, (void *)object, sizeof vm->private->to_free);
    return object;
}

// A finaliser runs once in an object's life, as PEP 442 has it.
void object_finalize(Vm *vm, Object *object)
{
    if (!object->type->slots.finalize || object->number & OBJECT_FINALIZED) return;
    object->number |= OBJECT_FINALIZED;
    object->type->slots.finalize(vm, object);
}

// One that has still to be finalised needs its header; whoever waits holds it.
struct Waiting {
    Object *object;
    Waiting *next;
};

static void finalize_later(Vm *vm, Object *object)
{
    Waiting *waiting = heap_new(vm, sizeof *waiting);
    *waiting = (Waiting){object, vm->private->to_finalize};
    vm->private->to_finalize = waiting;
    object->references = 1;
}

static Object *next_to_finalize(Vm *vm)
{
    Waiting *waiting = vm->private->to_finalize;
    if (!waiting) return NULL;
    Object *object = waiting->object;
    vm->private->to_finalize = waiting->next;
    heap_free(vm, waiting, sizeof *waiting);
    return object;
}

static inline bool is_to_finalize(const Object *object)
{
    return object->type->slots.finalize && !(object->number & OBJECT_FINALIZED);
}

// False if its finaliser gave it to somebody.
static inline bool finalize_for_good(Vm *vm, Object *object)
{
    object->references = 1;
    object->number |= OBJECT_FINALIZED;
    vm->private->finalizing++;
    object->type->slots.finalize(vm, object);
    vm->private->finalizing--;
    return --object->references == 0;
}

// All whose turn has come now that the outermost object is gone.
static void free_waiting(Vm *vm)
{
    vm->private->freeing++;
    for (;;) {
        Object *next = next_to_free(vm);
        if (next) {
            object_release(vm, next);
        } else {
            next = vm->private->finalizing ? NULL : next_to_finalize(vm);
            if (!next) break;
            object_drop(vm, next);
        }
    }
    vm->private->freeing--;
}

// A __del__ whose objects have a __del__ ... ends at Python's own depth before ours.
enum { FREEING_DEPTH_MOST = 64, FINALIZING_DEPTH_MOST = 2000 };

void object_free(Vm *vm, Object *object)
{
    struct VmPrivate *private = vm->private;
    // A list in a list, a generator in a generator ... must not use the C stack up.
    bool is_finalized = !is_to_finalize(object);
    if (!is_finalized && private->finalizing >= FINALIZING_DEPTH_MOST) {
        finalize_later(vm, object);
        return;
    }
    if (is_finalized || finalize_for_good(vm, object)) {
        if (private->freeing >= FREEING_DEPTH_MOST) {
            free_later(vm, object);
            return;
        }
        private->freeing++;
        object_release(vm, object);
        private->freeing--;
    }
    if (!private->freeing && (private->to_free || private->to_finalize)) free_waiting(vm);
}

int64_t value_id(Vm *vm, Value v)
{
    // Values without an object get numbers that no object has.
    if (v.kind != VALUE_OBJECT)
        return 0x7e0000000000 + 64 * (v.integer & 0xffffffff) + v.kind;
    if (!(v.object->number & ~OBJECT_FINALIZED))
        v.object->number |= ++vm->private->last_number;
    return 0x7f0000000000 + 16 * (int64_t)(v.object->number & ~OBJECT_FINALIZED);
}

// -- Types -------------------------------------------------------------------------

Type *value_type_of_kind(const Vm *vm, Value v)
{
    switch (v.kind) {
    case VALUE_INT: return vm->types.int_;
    case VALUE_FLOAT: return vm->types.float_;
    case VALUE_BOOL: return vm->types.bool_;
    case VALUE_NONE: return vm->types.none;
    case VALUE_ELLIPSIS: return vm->types.ellipsis;
    default: return vm->types.not_implemented;
    }
}

bool type_is_subtype(const Type *type, const Type *of)
{
    if (type == of) return true;
    for (int i = 1; i < type->mro_count; i++)
        if (type->mro[i] == of) return true;
    return false;
}

bool value_is_instance(const Vm *vm, Value v, const Type *type)
{
    return type_is_subtype(value_type(vm, v), type);
}

const char *type_name(const Type *type)
{
    return type->dotted ? type->dotted : type->name->bytes;
}

const char *type_short_name(const Type *type)
{
    return type->name->bytes;
}

const char *value_short_type_name(const Vm *vm, Value v)
{
    return type_short_name(value_type(vm, v));
}

const char *value_type_name(const Vm *vm, Value v)
{
    return type_name(value_type(vm, v));
}

Value type_full_name(Vm *vm, const Type *type)
{
    const char *module = type->module;
    Value own = dict_get_str(type->attributes, vm->names.module);
    if (value_is_str(own)) module = STR(own)->bytes;
    if (!module || strcmp(module, "builtins") == 0)
        return value_keep(value_object(type->qualified_name));
    return str_format(vm, "%s.%s", module, type->qualified_name->bytes);
}

uint32_t vm_next_version(Vm *vm)
{
    return ++vm->private->last_version;
}

static void set_mro(Vm *vm, Type *type, Type *base)
{
    type->mro_count = base ? base->mro_count + 1 : 1;
    type->mro = ARENA_ARRAY(vm->private->arena, Type *, type->mro_count);
    type->mro[0] = type;
    for (int i = 1; i < type->mro_count; i++)
        type->mro[i] = base->mro[i - 1];
    type->bases = tuple_new(vm, base != NULL);
    if (base) type->bases->items[0] = value_keep(value_object(base));
}

// What a native type leaves out it has from its base, but for how its memory is made up.
static void inherit_slots(Slots *slots, const Slots *base)
{
    typedef void (*Slot)(void);
    Slot *own = (Slot *)slots;
    const Slot *other = (const Slot *)base;
    bool has_compare = slots->compare != NULL, has_hash = slots->hash != NULL;
    for (size_t i = 0; i < sizeof(Slots) / sizeof(Slot); i++)
        if (!own[i]) own[i] = other[i];
    // As in CPython: equality of one's own without a hash means unhashable.
    if (has_compare && !has_hash) slots->hash = NULL;
}

static void type_fill(Vm *vm, Type *type, const TypeSpec *spec, Type *base)
{
    type->name = str_intern(vm, spec->name);
    type->qualified_name = type->name;
    type->module = spec->module;
    if (spec->flags & TYPE_DOTTED) {
        Value dotted = str_format(vm, "%s.%s", spec->module, spec->name);
        type->dotted = str_intern_str(vm, STR(dotted))->bytes;
        value_drop(vm, dotted);
    }
    type->layout = spec->layout;
    type->flags = spec->flags | TYPE_NATIVE | (base ? base->flags & TYPE_EXCEPTION : 0);
    type->size = spec->size;
    if (base && type->size < base->size) type->size = base->size;
    type->attributes_at = base ? base->attributes_at : 0;
    if (spec->has_attributes && !type->attributes_at) {
        type->attributes_at = (type->size + 7) & ~7u;
        type->size = type->attributes_at + (uint32_t)sizeof(Dict *);
    }
    type->version = vm_next_version(vm);
    type->slots = spec->slots;
    set_mro(vm, type, base);
    type->attributes = dict_new(vm);
    slots_add_methods(vm, type, &spec->slots);
    if (spec->methods) {
        for (const NativeSpec *method = spec->methods; method->name; method++) {
            if (method->flags & NATIVE_SETTER) {
                Value property =
                    dict_get_str(type->attributes, str_intern(vm, method->name));
                ASSERT(value_has_layout(property, LAYOUT_NATIVE),
                       "a setter stands behind its property");
                ((Native *)property.object)->setter = method;
                continue;
            }
            Value native = native_new(vm, method, type, spec->module);
            dict_set_str(vm, type->attributes, str_intern(vm, method->name), native);
            value_drop(vm, native);
        }
    }
    if (base) inherit_slots(&type->slots, &base->slots);
}

static Type *type_blank(Vm *vm)
{
    Type *type = heap_new(vm, sizeof(Type));
    memset(type, 0, sizeof *type);
    type->object.references = 1;
    type->object.type = vm->types.type;
    return type;
}

Type *type_new(Vm *vm, const TypeSpec *spec, Type *base)
{
    Type *type = type_blank(vm);
    type_fill(vm, type, spec, base ? base : vm->types.object);
    return type;
}

extern const TypeSpec object_type_spec, type_type_spec, native_type_spec,
    native_property_spec;

// The first types need each other: a type has a dict, a dict has a type, all have names.
// So they are given memory first and are filled in when all of them are there.
void types_bootstrap(Vm *vm)
{
    vm->types.type = type_blank(vm);
    vm->types.type->object.type = vm->types.type;
    vm->types.object = type_blank(vm);
    struct {
        Type **type;
        const TypeSpec *spec;
    } first[] = {
        {&vm->types.str, &str_type_spec},
        {&vm->types.tuple, &tuple_type_spec},
        {&vm->types.dict, &dict_type_spec},
        {&vm->types.list, &list_type_spec},
        {&vm->types.native, &native_type_spec},
        {&vm->private->native_property, &native_property_spec},
    };
    enum { FIRST = sizeof first / sizeof *first };
    for (int i = 0; i < FIRST; i++) {
        *first[i].type = type_blank(vm);
        Type *type = *first[i].type;
        type->flags = TYPE_NATIVE;
        type->layout = first[i].spec->layout;
        type->size = first[i].spec->size;
        type->slots = first[i].spec->slots;
    }
#define NAME(identifier, text) vm->names.identifier = str_intern(vm, text);
#include "vm/names.def"
#undef NAME
    type_fill(vm, vm->types.object, &object_type_spec, NULL);
    type_fill(vm, vm->types.type, &type_type_spec, vm->types.object);
    for (int i = 0; i < FIRST; i++)
        type_fill(vm, *first[i].type, first[i].spec, vm->types.object);
}

// The attributes of [type] changed: what caches remember of it and of the classes that
// derive from it is no longer true.
static void type_changed(Vm *vm, Type *type, bool special)
{
    for (Type *class = vm->private->classes; class; class = class->next_class)
        if (type_is_subtype(class, type)) class->version = vm_next_version(vm);
    for (Type *class = vm->private->classes; special && class; class = class->next_class)
        if (type_is_subtype(class, type)) slots_from_methods(vm, class);
}

// As type_set_abstractmethods().
static void mark_abstract(Vm *vm, Type *type, Value names)
{
    bool has_some = false;
    if (!value_is_unset(names) && !value_truth(vm, names, &has_some))
        value_drop(vm, exception_take(vm));
    type->flags &= ~(unsigned)TYPE_ABSTRACT;
    if (has_some) type->flags |= TYPE_ABSTRACT;
}

// A class that is written in Python there takes new attributes; what it has itself, other
// parts of it count on here.
static bool check_native_set(Vm *vm, Type *type, Str *name)
{
    if (strncmp(type->module, "asyncio.", strlen("asyncio.")) != 0)
        return raise_error(vm, TYPE_ERROR,
                           "cannot set '%s' attribute of immutable type '%s'",
                           name->bytes, type_name(type));
    Value found = type_lookup(vm, type, name);
    bool is_ours = value_has_layout(found, LAYOUT_NATIVE);
    if (is_ours || strncmp(name->bytes, "__", 2) == 0)
        return raise_error(
            vm, TYPE_ERROR,
            "cannot set '%s' attribute of type '%s': what asyncio's classes "
            "do is not replaced here; derive a class from it",
            name->bytes, type_name(type));
    // It and classes of ours that derive from it are in no list, see type_changed().
    memset(vm->private->method_cache, 0, sizeof vm->private->method_cache);
    type->version = vm_next_version(vm);
    return true;
}

bool type_set(Vm *vm, Type *type, Str *name, Value value)
{
    if (type->flags & TYPE_NATIVE && !check_native_set(vm, type, name)) return false;
    if (value_is_unset(value)) {
        if (!dict_delete_str(vm, type->attributes, name)) {
            raise_error(vm, ATTRIBUTE_ERROR, "type object '%s' has no attribute '%s'",
                        type_name(type), name->bytes);
            return false;
        }
    } else if (!dict_set_str(vm, type->attributes, name, value)) {
        return false;
    }
    if (strcmp(name->bytes, "__abstractmethods__") == 0) mark_abstract(vm, type, value);
    type_changed(vm, type, name->size > 4 && memcmp(name->bytes, "__", 2) == 0);
    return true;
}

Value type_lookup(Vm *vm, Type *type, Str *name)
{
    size_t at = ((size_t)type->version * 31 + ((uintptr_t)name >> 4)) % METHOD_CACHE_SIZE;
    MethodCacheEntry *entry = &vm->private->method_cache[at];
    if (entry->version == type->version && entry->name == name) return entry->value;

    Value found = UNSET;
    for (int i = 0; i < type->mro_count; i++) {
        found = dict_get_str(type->mro[i]->attributes, name);
        if (!value_is_unset(found)) break;
    }
    if (name->interned) *entry = (MethodCacheEntry){type->version, name, found};
    return found;
}

// -- Attributes --------------------------------------------------------------------

static void module_attribute_error(Vm *vm, const Str *module, const Str *name)
{
    const char *refusal = late_name_refusal(vm, module, name);
    if (refusal)
        raise_error(vm, ATTRIBUTE_ERROR, "%s.%s is not simulated: %s", module->bytes,
                    name->bytes, refusal);
    else
        raise_error(vm, ATTRIBUTE_ERROR, "module '%s' has no attribute '%s'",
                    module->bytes, name->bytes);
}

// A member that CPython's type has; false (and nothing raised) if it has none called so.
static bool refuse_member(Vm *vm, const Type *type, const Str *name)
{
    const Type *owner;
    const char *refusal = member_refusal(vm, type, name, &owner);
    if (!refusal) return false;
    raise_error(vm, ATTRIBUTE_ERROR, "%s.%s is not simulated: %s", type_name(owner),
                name->bytes, refusal);
    return true;
}

void attribute_error(Vm *vm, Value object, Str *name)
{
    const Type *type = value_has_layout(object, LAYOUT_TYPE) ? (Type *)object.object
                                                             : value_type(vm, object);
    if (refuse_member(vm, type, name)) return;
    if (value_has_layout(object, LAYOUT_TYPE))
        raise_error(vm, ATTRIBUTE_ERROR, "type object '%s' has no attribute '%s'",
                    type_name((Type *)object.object), name->bytes);
    else if (value_has_layout(object, LAYOUT_MODULE))
        module_attribute_error(vm, ((Module *)object.object)->name, name);
    else
        raise_error(vm, ATTRIBUTE_ERROR, "'%s' object has no attribute '%s'",
                    value_type_name(vm, object), name->bytes);
    if (value_is_unset(vm->raised)) return;
    // What "Did you mean" hints are computed from.
    Exception *error = EXCEPTION_OF(vm->raised);
    value_set(vm, &error->value, value_keep(value_object(name)));
    value_set(vm, &error->second, value_keep(object));
}

static bool bind_attribute(Vm *vm, Value found, Value self, Type *type, Value *result)
{
    if (found.kind == VALUE_OBJECT && found.object->type->slots.bind)
        return found.object->type->slots.bind(vm, found, self, type, result);
    *result = value_keep(found);
    return true;
}

// What instances of CPython's heap types find as their __module__: those of the builtins
// are static and have none.
static Value module_of_native(Vm *vm, const Type *type)
{
    if (!type->module || strcmp(type->module, "builtins") == 0) return UNSET;
    return str_from(vm, type->module);
}

// What an object has whatever its type says.
static Value attribute_of_all(Vm *vm, const Type *type, const Str *name)
{
    if (name == vm->names.module) return module_of_native(vm, type);
    return name == vm->names.doc ? NONE : UNSET;
}

// As object.__getattribute__; a missing attribute leaves [*result] UNSET.
static bool find_in_instance(Vm *vm, Value v, Str *name, Value *result)
{
    Type *type = value_type(vm, v);
    Value found = type_lookup(vm, type, name);
    bool is_data = found.kind == VALUE_OBJECT && found.object->type->slots.bind_set;
    if (is_data) return bind_attribute(vm, found, v, type, result);

    Dict *attributes =
        v.kind == VALUE_OBJECT ? object_lookup_attributes(vm, v.object) : NULL;
    if (attributes) {
        Value own = dict_get_str(attributes, name);
        if (!value_is_unset(own)) {
            *result = value_keep(own);
            return true;
        }
    }
    if (value_is_unset(found)) {
        *result = attribute_of_all(vm, type, name);
        return true;
    }
    return bind_attribute(vm, found, v, type, result);
}

// As type.__getattribute__: the class's own attributes are looked up along its mro.
static bool find_in_type(Vm *vm, Type *type, Str *name, Value *result)
{
    Type *meta = type->object.type;
    Value of_meta = type_lookup(vm, meta, name);
    bool is_data = of_meta.kind == VALUE_OBJECT && of_meta.object->type->slots.bind_set;
    if (is_data) return bind_attribute(vm, of_meta, value_object(type), meta, result);

    Value found = type_lookup(vm, type, name);
    if (!value_is_unset(found)) return bind_attribute(vm, found, UNSET, type, result);
    if (!value_is_unset(of_meta))
        return bind_attribute(vm, of_meta, value_object(type), meta, result);
    *result = UNSET;
    return true;
}

static bool find_in_module(Vm *vm, Module *module, Str *name, Value *result)
{
    Value found = dict_get_str(module->attributes, name);
    if (!value_is_unset(found)) {
        *result = value_keep(found);
        return true;
    }
    if (!late_name_find(vm, module, name, result)) return false;
    if (!value_is_unset(*result)) return true;
    return find_in_instance(vm, value_object(module), name, result);
}

static bool find_default(Vm *vm, Value v, Str *name, Value *result)
{
    if (value_has_layout(v, LAYOUT_TYPE))
        return find_in_type(vm, (Type *)v.object, name, result);
    if (value_has_layout(v, LAYOUT_MODULE))
        return find_in_module(vm, (Module *)v.object, name, result);
    return find_in_instance(vm, v, name, result);
}

bool object_get_attribute(Vm *vm, Value v, Str *name, Value *result)
{
    Value found = UNSET;
    if (!find_default(vm, v, name, &found)) return false;
    if (value_is_unset(found)) {
        attribute_error(vm, v, name);
        return false;
    }
    *result = found;
    return true;
}

// __getattr__ of the program's class, after the ordinary way found nothing.
static bool call_getattr(Vm *vm, Value v, Str *name, Value *result)
{
    Value arguments[] = {value_object(name)};
    bool found = false;
    return call_special(vm, v, vm->names.getattr, arguments, 1, &found, result);
}

bool value_get_attribute(Vm *vm, Value v, Str *name, Value *result)
{
    Type *type = value_type(vm, v);
    Value found = UNSET;
    bool ok = type->slots.get_attribute ? type->slots.get_attribute(vm, v, name, &found)
                                        : find_default(vm, v, name, &found);
    if (ok && !value_is_unset(found)) {
        *result = found;
        return true;
    }
    if (type->flags & TYPE_HAS_GETATTR) {
        if (!ok) {
            if (!exception_is_raised(vm, ATTRIBUTE_ERROR)) return false;
            value_drop(vm, exception_take(vm));
        }
        return call_getattr(vm, v, name, result);
    }
    if (ok) attribute_error(vm, v, name);
    return false;
}

bool value_find_attribute(Vm *vm, Value v, Str *name, Value *result)
{
    Type *type = value_type(vm, v);
    bool plain = !type->slots.get_attribute && !(type->flags & TYPE_HAS_GETATTR);
    if (plain ? find_default(vm, v, name, result)
              : value_get_attribute(vm, v, name, result))
        return true;
    if (!exception_is_raised(vm, ATTRIBUTE_ERROR)) return false;
    value_drop(vm, exception_take(vm));
    *result = UNSET;
    return true;
}

static bool slot_names_allow(const Type *type, const Str *name)
{
    for (int i = 0; i < type->mro_count; i++) {
        const Tuple *names = type->mro[i]->slot_names;
        for (uint32_t n = 0; names && n < names->count; n++)
            if (str_equal(STR(names->items[n]), name)) return true;
    }
    return false;
}

bool type_is_slotted(const Type *type)
{
    bool slotted = false;
    for (int i = 0; i < type->mro_count; i++) {
        if (type->mro[i]->flags & TYPE_NATIVE) continue;
        if (!type->mro[i]->slot_names) return false;
        slotted = true;
    }
    return slotted;
}

static bool set_refused(Vm *vm, Value v, Str *name, bool exists, bool has_dict)
{
    Type *type = value_type(vm, v);
    if (exists)
        raise_error(vm, ATTRIBUTE_ERROR, "'%s' object attribute '%s' is read-only",
                    type_name(type), name->bytes);
    else if (has_dict)
        attribute_error(vm, v, name);
    else
        raise_error(vm, ATTRIBUTE_ERROR,
                    "'%s' object has no attribute '%s' and no __dict__ for setting new "
                    "attributes",
                    type_name(type), name->bytes);
    return false;
}

bool object_set_attribute(Vm *vm, Value v, Str *name, Value new_value)
{
    Type *type = value_type(vm, v);
    Value found = type_lookup(vm, type, name);
    if (found.kind == VALUE_OBJECT && found.object->type->slots.bind_set)
        return found.object->type->slots.bind_set(vm, found, v, new_value);
    if (value_has_layout(v, LAYOUT_TYPE))
        return type_set(vm, (Type *)v.object, name, new_value);

    bool deletes = value_is_unset(new_value);
    if (value_has_layout(v, LAYOUT_MODULE)) {
        Dict *dict = ((Module *)v.object)->attributes;
        if (!deletes) return dict_set_str(vm, dict, name, new_value);
        if (dict_delete_str(vm, dict, name)) return true;
        attribute_error(vm, v, name);
        return false;
    }
    if (v.kind != VALUE_OBJECT || (!type->attributes_at && !type->slots.hidden))
        return set_refused(vm, v, name, !value_is_unset(found), false);
    if (deletes) {
        Dict *attributes = object_lookup_attributes(vm, v.object);
        if (attributes && dict_delete_str(vm, attributes, name)) return true;
        attribute_error(vm, v, name);
        return false;
    }
    if (type_is_slotted(type) && !slot_names_allow(type, name))
        return set_refused(vm, v, name, !value_is_unset(found), false);
    Dict *attributes = type->attributes_at ? object_make_attributes(vm, v.object)
                                           : type->slots.hidden(vm, v.object, true);
    if (!attributes) return set_refused(vm, v, name, !value_is_unset(found), false);
    return dict_set_str(vm, attributes, name, new_value);
}

bool value_set_attribute(Vm *vm, Value v, Str *name, Value new_value)
{
    Type *type = value_type(vm, v);
    if (type->slots.set_attribute)
        return type->slots.set_attribute(vm, v, name, new_value);
    return object_set_attribute(vm, v, name, new_value);
}

bool value_special(Vm *vm, Value v, Str *name, Value *result)
{
    Type *type = value_type(vm, v);
    Value found = type_lookup(vm, type, name);
    if (value_is_unset(found)) {
        *result = UNSET;
        return true;
    }
    return bind_attribute(vm, found, v, type, result);
}
