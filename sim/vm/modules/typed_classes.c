// typed_classes.c -- typing.NamedTuple and typing.TypedDict: classes made of annotations.
//
// Neither is a class. As a base each stands for an object whose type is called with the
// name, the bases and the body, as CPython calls a metaclass: what comes back is a named
// tuple, or a dict whose class only remembers its keys.

#include "vm/generic_alias.h"
#include "vm/iterators.h"
#include "vm/modules/collections.h"
#include "vm/modules/modules.h"
#include "vm/operators.h"

#include <string.h>

// NamedTuple and TypedDict themselves.
typedef struct Maker {
    Object object;
    Value base; // what it stands for in a class statement
} Maker;

#define MAKER(value) ((Maker *)(value).object)

static Value named(Vm *vm, const Dict *dict, const char *name)
{
    return dict_get_str(dict, str_intern(vm, name));
}

static void put(Vm *vm, Dict *dict, const char *name, Value value) // steals
{
    dict_set_str(vm, dict, str_intern(vm, name), value);
    value_drop(vm, value);
}

// The annotations of a class body, owned; an empty dict if there are none.
static Value annotations_of(Vm *vm, const Dict *namespace)
{
    Value own = dict_get_str(namespace, vm->names.annotations);
    return value_is_dict(own) ? value_keep(own) : value_object(dict_new(vm));
}

// ---- NamedTuple ----

static bool is_any(Vm *vm, Value name, const char *const *names, size_t count)
{
    (void)vm;
    for (size_t i = 0; i < count; i++)
        if (str_is(STR(name), names[i])) return true;
    return false;
}

static bool is_prohibited(Vm *vm, Value name)
{
    static const char *const names[] = {"__new__",        "__init__", "__slots__",
                                        "__getnewargs__", "_fields",  "_field_defaults",
                                        "_field_types",   "_make",    "_replace",
                                        "_asdict",        "_source"};
    return is_any(vm, name, names, sizeof names / sizeof *names);
}

static bool is_special(Vm *vm, Value name)
{
    static const char *const names[] = {"__module__",      "__name__",
                                        "__annotations__", "__qualname__",
                                        "__classcell__",   "__orig_bases__"};
    return is_any(vm, name, names, sizeof names / sizeof *names);
}

static bool refuse_order(Vm *vm, Value field, const List *before)
{
    Text names = {0};
    for (uint32_t i = 0; i < before->count; i++)
        text_addf(&names, "%s%s", i ? ", " : "", STR(before->items[i])->bytes);
    raise_error(vm, TYPE_ERROR,
                "Non-default namedtuple field %s cannot follow default field%s %s",
                STR(field)->bytes, before->count > 1 ? "s" : "", text_string(&names));
    text_free(&names);
    return false;
}

// Lists the fields of the annotations, and the values that the body gives the last ones.
static bool collect_fields(Vm *vm, const Dict *types, const Dict *namespace, List *fields,
                           List *defaults)
{
    List *with_default = list_new(vm);
    bool ok = true;
    DictEntry *entry;
    for (uint32_t at = 0; ok && dict_next(types, &at, &entry);) {
        Value value = dict_get_str(namespace, STR(entry->key));
        ok = list_append(vm, fields, entry->key);
        if (!value_is_unset(value))
            ok = ok && list_append(vm, with_default, entry->key) &&
                 list_append(vm, defaults, value);
        else if (ok && with_default->count)
            ok = refuse_order(vm, entry->key, with_default);
    }
    object_drop(vm, with_default);
    return ok;
}

// The rest of the body: methods, properties, a docstring.
static bool copy_body(Vm *vm, const Dict *namespace, const Dict *types, Type *type)
{
    DictEntry *entry;
    for (uint32_t at = 0; dict_next(namespace, &at, &entry);) {
        if (is_prohibited(vm, entry->key))
            return raise_error(vm, ATTRIBUTE_ERROR,
                               "Cannot overwrite NamedTuple attribute %s",
                               STR(entry->key)->bytes);
        bool is_field = !value_is_unset(dict_get_str(types, STR(entry->key)));
        if (is_field || is_special(vm, entry->key)) continue;
        if (!type_set(vm, type, STR(entry->key), entry->value)) return false;
    }
    Value qualified = dict_get_str(namespace, vm->names.qualname);
    if (value_is_str(qualified))
        type->qualified_name = str_intern_str(vm, STR(qualified));
    // CPython 3.13 forgets the cell of __class__, so that super() cannot be used here.
    if (value_is_unset(dict_get_str(namespace, vm->names.classcell))) return true;
    return raise_error(vm, RUNTIME_ERROR,
                       "__class__ not set defining '%s' as <class '__main__.%s'>. Was "
                       "__classcell__ propagated to type.__new__?",
                       type_name(type), type->qualified_name->bytes);
}

static bool named_tuple_of(Vm *vm, Value name, const Dict *types, const Dict *namespace,
                           Value *result)
{
    List *fields = list_new(vm), *defaults = list_new(vm);
    bool ok =
        collect_fields(vm, types, namespace, fields, defaults) &&
        named_tuple_class(vm, name, value_object(fields), value_object(defaults), result);
    object_drop(vm, fields);
    object_drop(vm, defaults);
    if (!ok) return false;
    Type *type = (Type *)result->object;
    if (dict_set_str(vm, type->attributes, vm->names.annotations,
                     value_object((Object *)types)) &&
        copy_body(vm, namespace, types, type))
        return true;
    value_drop(vm, *result);
    return false;
}

static bool check_named_bases(Vm *vm, const Tuple *bases, const Type *base_type)
{
    for (uint32_t i = 0; i < bases->count; i++) {
        Value base = bases->items[i];
        if (value_type(vm, base) == base_type) continue;
        bool is_generic = value_has_layout(base, LAYOUT_TYPE) &&
                          str_is(((Type *)base.object)->name, "Generic");
        if (!is_generic)
            return raise_error(vm, TYPE_ERROR,
                               "can only inherit from a NamedTuple type and Generic");
    }
    return true;
}

// NamedTupleMeta(name, bases, namespace).
static bool named_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    static const NativeSpec spec = {"NamedTupleMeta", "name, bases, ns", NULL, 0};
    Value args[SIGNATURE_MOST];
    if (!arguments_bind(vm, &spec, arguments, args)) return false;
    Value types = annotations_of(vm, DICT(args[2]));
    bool ok = check_named_bases(vm, TUPLE(args[1]), type) &&
              named_tuple_of(vm, args[0], DICT(types), DICT(args[2]), result);
    value_drop(vm, types);
    arguments_unbind(vm, &spec, args);
    return ok;
}

// NamedTuple('Point', [('x', int), ('y', int)]).
static bool named_call(Vm *vm, Value self, const Arguments *arguments, Value *result)
{
    static const NativeSpec spec = {"NamedTuple", "typename, fields, /", NULL,
                                    NATIVE_PYTHON};
    (void)self;
    Value args[SIGNATURE_MOST];
    if (!arguments_bind(vm, &spec, arguments, args)) return false;
    Dict *types = dict_new(vm), *nothing = dict_new(vm);
    bool ok = dict_update(vm, types, args[1]) &&
              named_tuple_of(vm, args[0], types, nothing, result);
    object_drop(vm, types);
    object_drop(vm, nothing);
    arguments_unbind(vm, &spec, args);
    return ok;
}

// ---- TypedDict ----

// True if the annotation is form[...]: Required or NotRequired.
static bool is_form(Vm *vm, Value annotation, const char *form)
{
    if (annotation.kind != VALUE_OBJECT ||
        annotation.object->type != vm->types.generic_alias)
        return false;
    Value origin = ((GenericAlias *)annotation.object)->origin, repr;
    if (!value_repr(vm, origin, &repr)) {
        value_drop(vm, exception_take(vm));
        return false;
    }
    bool is = strncmp(STR(repr)->bytes, "typing.", 7) == 0 &&
              strcmp(STR(repr)->bytes + 7, form) == 0;
    value_drop(vm, repr);
    return is;
}

// What the class knows of its keys: its bases' and its own.
typedef struct Keys {
    Dict *annotations;
    Set *required, *optional;
} Keys;

static bool add_inherited(Vm *vm, const Type *type, Keys *keys)
{
    for (uint32_t i = 0; i < type->bases->count; i++) {
        const Dict *base = ((Type *)type->bases->items[i].object)->attributes;
        Value required = named(vm, base, "__required_keys__");
        if (value_is_unset(required)) continue;
        if (!dict_update(vm, keys->annotations, named(vm, base, "__annotations__")) ||
            !set_update(vm, keys->required, required) ||
            !set_update(vm, keys->optional, named(vm, base, "__optional_keys__")))
            return false;
    }
    return true;
}

static bool add_own(Vm *vm, const Dict *own, bool total, Keys *keys)
{
    DictEntry *entry;
    for (uint32_t at = 0; dict_next(own, &at, &entry);) {
        bool optional = is_form(vm, entry->value, "NotRequired") ||
                        (!total && !is_form(vm, entry->value, "Required"));
        bool ignored;
        if (!set_discard(vm, optional ? keys->required : keys->optional, entry->key,
                         &ignored) ||
            !set_add(vm, optional ? keys->optional : keys->required, entry->key) ||
            !dict_set(vm, keys->annotations, entry->key, entry->value))
            return false;
    }
    return true;
}

static bool describe_keys(Vm *vm, Type *type, bool total)
{
    Keys keys = {dict_new(vm), set_new(vm, true), set_new(vm, true)};
    Value own = annotations_of(vm, type->attributes);
    bool ok = add_inherited(vm, type, &keys) && add_own(vm, DICT(own), total, &keys);
    value_drop(vm, own);
    put(vm, type->attributes, "__annotations__", value_object(keys.annotations));
    put(vm, type->attributes, "__required_keys__", value_object((Object *)keys.required));
    put(vm, type->attributes, "__optional_keys__", value_object((Object *)keys.optional));
    put(vm, type->attributes, "__total__", value_bool(total));
    return ok;
}

// class Child(Movie, total=False).
static bool typed_init_subclass(Vm *vm, Value *args, Value *result)
{
    bool total;
    *result = NONE;
    return value_truth(vm, args[1], &total) &&
           describe_keys(vm, (Type *)args[0].object, total);
}

// Movie(name='...') is a plain dict.
static bool typed_make(Vm *vm, Value *args, Value *result)
{
    Dict *dict = dict_new(vm);
    const Tuple *positional = TUPLE(args[1]);
    if (positional->count > 1) {
        object_drop(vm, dict);
        return raise_error(vm, TYPE_ERROR, "dict expected at most 1 argument, got %u",
                           positional->count);
    }
    if ((!positional->count || dict_update(vm, dict, positional->items[0])) &&
        dict_update(vm, dict, args[2])) {
        *result = value_object(dict);
        return true;
    }
    object_drop(vm, dict);
    return false;
}

static const NativeSpec typed_specs[] = {
    {"__new__", "cls, /, *args, **kwargs", typed_make, NATIVE_STATIC},
    {"__init_subclass__", "cls, /, total=True", typed_init_subclass,
     NATIVE_CLASS | NATIVE_PYTHON},
};

static bool typed_dict_of(Vm *vm, Value name, const Dict *namespace, bool total,
                          Value *result)
{
    Value base = value_object(vm->types.dict), bases = tuple_of(vm, &base, 1), body;
    if (!dict_copy(vm, namespace, &body)) {
        value_drop(vm, bases);
        return false;
    }
    for (size_t i = 0; i < sizeof typed_specs / sizeof *typed_specs; i++)
        put(vm, DICT(body), typed_specs[i].name,
            native_new(vm, &typed_specs[i], vm->types.dict, "typing"));
    Arguments none = {NULL, 0, NULL};
    bool ok = type_new_class(vm, STR(name), TUPLE(bases), DICT(body), &none, result);
    value_drop(vm, bases);
    value_drop(vm, body);
    if (!ok || describe_keys(vm, (Type *)result->object, total)) return ok;
    value_drop(vm, *result);
    return false;
}

// _TypedDictMeta(name, bases, namespace, total=True).
static bool typed_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    static const NativeSpec spec = {"_TypedDictMeta.__new__",
                                    "name, bases, ns, total=True", NULL, NATIVE_PYTHON};
    (void)type;
    Value args[SIGNATURE_MOST];
    bool total;
    if (!arguments_bind(vm, &spec, arguments, args)) return false;
    bool ok = value_truth(vm, args[3], &total) &&
              typed_dict_of(vm, args[0], DICT(args[2]), total, result);
    arguments_unbind(vm, &spec, args);
    return ok;
}

// TypedDict('Movie', {'name': str}, total=False).
static bool typed_call(Vm *vm, Value self, const Arguments *arguments, Value *result)
{
    static const NativeSpec spec = {"TypedDict", "typename, fields, /, *, total=True",
                                    NULL, NATIVE_PYTHON};
    (void)self;
    Value args[SIGNATURE_MOST], types = UNSET;
    bool total;
    if (!arguments_bind(vm, &spec, arguments, args)) return false;
    Dict *namespace = dict_new(vm);
    bool ok = value_truth(vm, args[2], &total);
    if (ok) {
        types = value_object(dict_new(vm));
        ok = dict_update(vm, DICT(types), args[1]) &&
             dict_set_str(vm, namespace, vm->names.annotations, types) &&
             typed_dict_of(vm, args[0], namespace, total, result);
    }
    value_drop(vm, types);
    object_drop(vm, namespace);
    arguments_unbind(vm, &spec, args);
    return ok;
}

// ---- The two makers ----

static void maker_release(Vm *vm, Object *self)
{
    value_clear(vm, &((Maker *)self)->base);
}

static bool maker_mro_entries(Vm *vm, Value *args, Value *result)
{
    *result = tuple_of(vm, &MAKER(args[0])->base, 1);
    return true;
}

static const NativeSpec maker_methods[] = {
    {"__mro_entries__", "self, bases, /", maker_mro_entries, 0},
    {0},
};

static bool named_repr(Vm *vm, Value self, Value *result)
{
    *result = str_format(vm, "<function NamedTuple at 0x%llx>",
                         (unsigned long long)value_id(vm, self));
    return true;
}

static bool typed_repr(Vm *vm, Value self, Value *result)
{
    *result = str_format(vm, "<function TypedDict at 0x%llx>",
                         (unsigned long long)value_id(vm, self));
    return true;
}

typedef struct MakerRow {
    const char *name, *meta;
    bool (*create)(Vm *, Type *, const Arguments *, Value *);
    bool (*call)(Vm *, Value, const Arguments *, Value *);
    bool (*repr)(Vm *, Value, Value *);
} MakerRow;

void typed_classes_add(Vm *vm, Module *module)
{
    static const MakerRow rows[] = {
        {"NamedTuple", "NamedTupleMeta", named_create, named_call, named_repr},
        {"TypedDict", "_TypedDictMeta", typed_create, typed_call, typed_repr},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        TypeSpec meta = {.name = rows[i].meta,
                         .module = "typing",
                         .layout = LAYOUT_OTHER,
                         .size = sizeof(Object),
                         .flags = TYPE_FINAL,
                         .slots = {.create = rows[i].create}};
        TypeSpec spec = {.name = "function",
                         .module = "builtins",
                         .layout = LAYOUT_OTHER,
                         .size = sizeof(Maker),
                         .flags = TYPE_FINAL,
                         .slots = {.create = create_refused,
                                   .release = maker_release,
                                   .repr = rows[i].repr,
                                   .call = rows[i].call},
                         .methods = maker_methods};
        Maker *maker = object_new(vm, type_new(vm, &spec, NULL));
        maker->base = value_object(object_new(vm, type_new(vm, &meta, NULL)));
        module_set(vm, module, rows[i].name, value_object(maker));
    }
}
