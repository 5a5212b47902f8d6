// named_tuple.c -- collections.namedtuple: a class of tuples whose items have names.
//
// The class is one of the program, deriving from tuple, whose methods are ours; they find
// the names in its attribute _fields, as those of CPython do.

#include "base/arena.h"
#include "base/assert.h"
#include "vm/binding.h"
#include "vm/exception.h"
#include "vm/iterators.h"
#include "vm/modules/collections.h"
#include "vm/operators.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

// -- A field -----------------------------------------------------------------------

typedef struct TupleField {
    Object object;
    uint32_t at;
} TupleField;

static bool field_bind(Vm *vm, Value self, Value instance, Type *owner, Value *result)
{
    (void)owner;
    if (value_is_unset(instance)) {
        *result = value_keep(self);
        return true;
    }
    uint32_t at = ((TupleField *)self.object)->at;
    if (!value_is_tuple(instance) || at >= TUPLE(instance)->count)
        return raise_error(vm, INDEX_ERROR, "tuple index out of range");
    *result = value_keep(TUPLE(instance)->items[at]);
    return true;
}

static bool field_bind_set(Vm *vm, Value self, Value instance, Value value)
{
    (void)self;
    (void)instance;
    return raise_error(vm, ATTRIBUTE_ERROR,
                       value_is_unset(value) ? "can't delete attribute"
                                             : "can't set attribute");
}

static const TypeSpec field_spec = {
    .name = "_tuplegetter",
    .module = "collections",
    .layout = LAYOUT_OTHER,
    .size = sizeof(TupleField),
    .flags = TYPE_FINAL,
    .slots = {.create = create_refused, .bind = field_bind, .bind_set = field_bind_set},
};

static Value field_new(Vm *vm, uint32_t at)
{
    if (!vm->types.tuple_field) vm->types.tuple_field = type_new(vm, &field_spec, NULL);
    TupleField *field = object_new(vm, vm->types.tuple_field);
    field->at = at;
    return value_object(field);
}

// -- What the class has ------------------------------------------------------------

// The names of a class's fields. Borrowed.
static const Tuple *fields_of(Vm *vm, Type *type)
{
    Value fields = type_lookup(vm, type, str_intern(vm, "_fields"));
    if (value_is_tuple(fields)) return TUPLE(fields);
    raise_error(vm, TYPE_ERROR, "'%s' has no _fields", type_name(type));
    return NULL;
}

// A tuple of [type] (or of the class itself) with these items.
static bool make(Vm *vm, Value class_, const Value *items, uint32_t count, Value *result)
{
    Value row = tuple_of(vm, items, (int)count);
    Arguments arguments = {&row, 1, NULL};
    bool ok =
        vm->types.tuple->slots.create(vm, (Type *)class_.object, &arguments, result);
    value_drop(vm, row);
    return ok;
}

static Value default_of(const void *owner, int slot)
{
    const Tuple *defaults = ((const Tuple *const *)owner)[0];
    int first = (int)(intptr_t)((const void *const *)owner)[1];
    return slot < first ? UNSET : defaults->items[slot - first];
}

// The defaults of the last fields, kept by the class.
static Tuple *defaults_of(Vm *vm, Type *type)
{
    Value defaults = type_lookup(vm, type, str_intern(vm, "_defaults"));
    ASSERT(value_is_tuple(defaults), "namedtuple() gives the class its defaults");
    return TUPLE(defaults);
}

// Binds a call of __new__, whose parameters are _cls and the fields, into [slots].
static bool bind_fields(Vm *vm, Type *type, const Tuple *fields,
                        const Arguments *arguments, Value *slots)
{
    int count = (int)fields->count + 1;
    const Tuple *defaults = defaults_of(vm, type);
    int required = count - (int)defaults->count;
    const void *owner[2] = {defaults, (const void *)(intptr_t)required};
    Str **names = memory_new(sizeof *names * (size_t)count);
    names[0] = str_intern(vm, "_cls");
    for (int i = 1; i < count; i++)
        names[i] = STR(fields->items[i - 1]);
    char function[160];
    snprintf(function, sizeof function, "%.100s.__new__", type_name(type));
    Parameters parameters = {
        .function = function,
        .names = names,
        .positional = count,
        .required = required,
        .args_at = -1,
        .kwargs_at = -1,
        .default_of = default_of,
        .owner = owner,
    };
    bool ok = parameters_bind(vm, &parameters, arguments, slots);
    free(names);
    return ok;
}

// args: cls, *args, **kwargs.
static bool method_make_new(Vm *vm, Value *args, Value *result)
{
    if (!value_has_layout(args[0], LAYOUT_TYPE))
        return raise_error(vm, TYPE_ERROR, "__new__ needs a class");
    Type *type = (Type *)args[0].object;
    const Tuple *fields = fields_of(vm, type);
    if (!fields) return false;

    const Tuple *given = TUPLE(args[1]);
    const Dict *keywords = DICT(args[2]);
    uint32_t positional = given->count + 1;
    Tuple *slots = tuple_new(vm, (int)fields->count + 1);
    Tuple *values = tuple_new(vm, (int)(positional + keywords->count));
    Tuple *keys = tuple_new(vm, (int)keywords->count);
    values->items[0] = value_keep(args[0]);
    for (uint32_t i = 0; i < given->count; i++)
        values->items[i + 1] = value_keep(given->items[i]);
    DictEntry *entry;
    for (uint32_t at = 0, n = 0; dict_next(keywords, &at, &entry); n++) {
        keys->items[n] = value_keep(entry->key);
        values->items[positional + n] = value_keep(entry->value);
    }
    Arguments arguments = {values->items, (int)positional, keys->count ? keys : NULL};
    bool ok = bind_fields(vm, type, fields, &arguments, slots->items) &&
              make(vm, args[0], slots->items + 1, fields->count, result);
    object_drop(vm, slots);
    object_drop(vm, values);
    object_drop(vm, keys);
    return ok;
}

// cls._make(iterable).
static bool method_make(Vm *vm, Value *args, Value *result)
{
    const Tuple *fields = fields_of(vm, (Type *)args[0].object);
    Value items;
    if (!fields || !tuple_from_iterable(vm, args[1], &items)) return false;
    const Tuple *row = TUPLE(items);
    bool ok = row->count == fields->count;
    if (ok)
        ok = make(vm, args[0], row->items, row->count, result);
    else
        raise_error(vm, TYPE_ERROR, "Expected %u arguments, got %u", fields->count,
                    row->count);
    value_drop(vm, items);
    return ok;
}

static bool raise_unexpected(Vm *vm, const Dict *left)
{
    List *names = list_new(vm);
    DictEntry *entry;
    Value repr;
    bool ok = true;
    for (uint32_t at = 0; ok && dict_next(left, &at, &entry);)
        ok = list_append(vm, names, entry->key);
    ok = ok && value_repr(vm, value_object(names), &repr);
    object_drop(vm, names);
    if (!ok) return false;
    raise_error(vm, TYPE_ERROR, "Got unexpected field names: %s", STR(repr)->bytes);
    value_drop(vm, repr);
    return false;
}

// self._replace(**kwds).
static bool method_replace(Vm *vm, Value *args, Value *result)
{
    const Tuple *self = TUPLE(args[0]);
    const Tuple *fields = fields_of(vm, self->object.type);
    if (!fields) return false;
    Tuple *items = tuple_new(vm, (int)self->count);
    Value left;
    bool ok = dict_copy(vm, DICT(args[1]), &left);
    for (uint32_t i = 0; ok && i < self->count && i < fields->count; i++) {
        bool found;
        Value value = UNSET;
        ok = dict_delete(vm, DICT(left), fields->items[i], &found, &value);
        items->items[i] = ok && found ? value : value_keep(self->items[i]);
    }
    if (ok)
        ok = DICT(left)->count ? raise_unexpected(vm, DICT(left))
                               : make(vm, value_object(self->object.type), items->items,
                                      items->count, result);
    value_drop(vm, left);
    object_drop(vm, items);
    return ok;
}

static bool method_asdict(Vm *vm, Value *args, Value *result)
{
    const Tuple *self = TUPLE(args[0]);
    const Tuple *fields = fields_of(vm, self->object.type);
    if (!fields) return false;
    Dict *dict = dict_new(vm);
    for (uint32_t i = 0; i < self->count && i < fields->count; i++) {
        if (dict_set(vm, dict, fields->items[i], self->items[i])) continue;
        object_drop(vm, dict);
        return false;
    }
    *result = value_object(dict);
    return true;
}

static bool method_repr(Vm *vm, Value *args, Value *result)
{
    const Tuple *self = TUPLE(args[0]);
    const Tuple *fields = fields_of(vm, self->object.type);
    if (!fields) return false;
    Text text = {0};
    text_addf(&text, "%s(", type_name(self->object.type));
    for (uint32_t i = 0; i < self->count && i < fields->count; i++) {
        text_addf(&text, "%s%s=", i ? ", " : "", STR(fields->items[i])->bytes);
        if (text_add_repr(vm, &text, self->items[i])) continue;
        text_free(&text);
        return false;
    }
    text_add_char(&text, ')');
    return str_from_text(vm, &text, result);
}

static bool method_getnewargs(Vm *vm, Value *args, Value *result)
{
    *result = tuple_of(vm, TUPLE(args[0])->items, (int)TUPLE(args[0])->count);
    return true;
}

static const NativeSpec class_specs[] = {
    {"__new__", "_cls, /, *args, **kwargs", method_make_new, NATIVE_STATIC},
    {"_make", "cls, iterable", method_make, NATIVE_CLASS | NATIVE_PYTHON},
    {"_replace", "self, /, **kwds", method_replace, NATIVE_PYTHON},
    {"__replace__", "self, /, **kwds", method_replace, NATIVE_PYTHON},
    {"_asdict", "self", method_asdict, NATIVE_PYTHON},
    {"__repr__", "self", method_repr, NATIVE_PYTHON},
    {"__getnewargs__", "self", method_getnewargs, NATIVE_PYTHON},
    {0},
};

// -- Making the class --------------------------------------------------------------

static void put(Vm *vm, Dict *namespace, const char *name, Value value) // steals
{
    dict_set_str(vm, namespace, str_intern(vm, name), value);
    value_drop(vm, value);
}

static bool class_new(Vm *vm, Str *name, Value module, const Tuple *fields,
                      Tuple *defaults, Value *result)
{
    Dict *namespace = dict_new(vm), *field_defaults = dict_new(vm);
    Value base = value_object(vm->types.tuple), bases = tuple_of(vm, &base, 1);
    Value field_row = tuple_of(vm, fields->items, (int)fields->count);
    Text doc = {0};

    for (const NativeSpec *spec = class_specs; spec->name; spec++)
        put(vm, namespace, spec->name,
            native_new(vm, spec, vm->types.tuple, "collections"));
    text_addf(&doc, "%s(", name->bytes);
    for (uint32_t i = 0; i < fields->count; i++) {
        text_addf(&doc, "%s%s", i ? ", " : "", STR(fields->items[i])->bytes);
        put(vm, namespace, STR(fields->items[i])->bytes, field_new(vm, i));
    }
    text_add_char(&doc, ')');
    uint32_t first = fields->count - defaults->count;
    for (uint32_t i = 0; i < defaults->count; i++)
        dict_set(vm, field_defaults, fields->items[first + i], defaults->items[i]);

    put(vm, namespace, "_fields", value_keep(field_row));
    put(vm, namespace, "__match_args__", field_row);
    put(vm, namespace, "_field_defaults", value_object(field_defaults));
    put(vm, namespace, "_defaults", value_keep(value_object(defaults)));
    put(vm, namespace, "__slots__", value_object(tuple_new(vm, 0)));
    put(vm, namespace, "__doc__", str_from(vm, text_string(&doc)));
    put(vm, namespace, "__module__", value_keep(module));
    text_free(&doc);
    Arguments none = {NULL, 0, NULL};
    bool ok = type_new_class(vm, name, TUPLE(bases), namespace, &none, result);
    value_drop(vm, bases);
    object_drop(vm, namespace);
    return ok;
}

Value named_tuple_new(Vm *vm, const char *name, const char *module,
                      const char *const *fields, int count)
{
    Tuple *row = tuple_new(vm, count), *defaults = tuple_new(vm, 0);
    for (int i = 0; i < count; i++)
        row->items[i] = value_keep(value_object(str_intern(vm, fields[i])));
    Value result, owner = str_from(vm, module);
    bool ok = class_new(vm, str_intern(vm, name), owner, row, defaults, &result);
    ASSERT(ok, "a class whose parts are ours can be made");
    value_drop(vm, owner);
    object_drop(vm, row);
    object_drop(vm, defaults);
    return result;
}

static bool is_identifier(const Str *str)
{
    for (uint32_t i = 0; i < str->size; i++) {
        unsigned char c = (unsigned char)str->bytes[i];
        if (!(c >= 0x80 || c == '_' || isalpha(c) || (i && isdigit(c)))) return false;
    }
    return str->size > 0;
}

static bool is_keyword(const Str *str)
{
    static const char *const keywords[] = {
        "False",  "None",   "True",    "and",      "as",       "assert", "async",
        "await",  "break",  "class",   "continue", "def",      "del",    "elif",
        "else",   "except", "finally", "for",      "from",     "global", "if",
        "import", "in",     "is",      "lambda",   "nonlocal", "not",    "or",
        "pass",   "raise",  "return",  "try",      "while",    "with",   "yield"};
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
        if (str_is(str, keywords[i])) return true;
    return false;
}

static bool raise_name(Vm *vm, const char *message, const Str *name)
{
    Text text = {0};
    str_add_repr(&text, name);
    raise_error(vm, VALUE_ERROR, "%s%s", message, text_string(&text));
    text_free(&text);
    return false;
}

// "x y" or "x, y" or an iterable of strs, as a list of strs.
static bool names_from(Vm *vm, Value v, Value *result)
{
    Value names;
    bool ok;
    if (value_is_str(v)) {
        Value spaced, comma[2] = {str_from(vm, ","), str_from(vm, " ")};
        ok = call_method(vm, v, "replace", comma, 2, &spaced);
        value_drop(vm, comma[0]);
        value_drop(vm, comma[1]);
        if (!ok) return false;
        ok = call_method(vm, spaced, "split", NULL, 0, &names);
        value_drop(vm, spaced);
    } else {
        ok = list_from_iterable(vm, v, &names);
    }
    if (!ok) return false;
    List *list = LIST(names);
    for (uint32_t i = 0; ok && i < list->count; i++) {
        Value name;
        ok = value_str(vm, list->items[i], &name);
        if (!ok) break;
        Str *interned = str_intern_str(vm, STR(name));
        value_set(vm, &list->items[i], value_keep(value_object(interned)));
        value_drop(vm, name);
    }
    if (ok)
        *result = names;
    else
        value_drop(vm, names);
    return ok;
}

static bool seen_before(const List *names, uint32_t at)
{
    for (uint32_t i = 0; i < at; i++)
        if (value_is(names->items[i], names->items[at])) return true;
    return false;
}

static void rename_bad(Vm *vm, List *names)
{
    for (uint32_t i = 0; i < names->count; i++) {
        const Str *name = STR(names->items[i]);
        if (is_identifier(name) && !is_keyword(name) && name->bytes[0] != '_' &&
            !seen_before(names, i))
            continue;
        char place[16];
        snprintf(place, sizeof place, "_%u", i);
        value_set(vm, &names->items[i], value_keep(value_object(str_intern(vm, place))));
    }
}

static bool check_names(Vm *vm, const Str *type, const List *names, bool rename)
{
    for (int64_t i = -1; i < names->count; i++) {
        const Str *name = i < 0 ? type : STR(names->items[i]);
        if (!is_identifier(name))
            return raise_name(
                vm, "Type names and field names must be valid identifiers: ", name);
        if (is_keyword(name))
            return raise_name(vm,
                              "Type names and field names cannot be a keyword: ", name);
    }
    for (uint32_t i = 0; i < names->count; i++) {
        const Str *name = STR(names->items[i]);
        if (name->bytes[0] == '_' && !rename)
            return raise_name(vm, "Field names cannot start with an underscore: ", name);
        if (seen_before(names, i))
            return raise_name(vm, "Encountered duplicate field name: ", name);
    }
    return true;
}

// args: typename, field_names, rename, defaults, module.
static bool native_namedtuple(Vm *vm, Value *args, Value *result)
{
    Value names, type, defaults = UNSET;
    bool rename;
    if (!value_truth(vm, args[2], &rename) || !names_from(vm, args[1], &names))
        return false;
    bool ok = value_str(vm, args[0], &type);
    if (ok) {
        if (rename) rename_bad(vm, LIST(names));
        ok = check_names(vm, STR(type), LIST(names), rename);
        if (ok && value_is_none(args[3]))
            defaults = value_object(tuple_new(vm, 0));
        else if (ok)
            ok = tuple_from_iterable(vm, args[3], &defaults);
        if (ok && TUPLE(defaults)->count > LIST(names)->count)
            ok = raise_error(vm, TYPE_ERROR, "Got more default values than field names");
        Value row;
        if (ok && (ok = tuple_from_iterable(vm, names, &row))) {
            Value module =
                value_is_none(args[4]) ? value_object(vm->names.main) : args[4];
            ok = class_new(vm, str_intern_str(vm, STR(type)), module, TUPLE(row),
                           TUPLE(defaults), result);
            value_drop(vm, row);
        }
        value_drop(vm, defaults);
        value_drop(vm, type);
    }
    value_drop(vm, names);
    return ok;
}

bool named_tuple_class(Vm *vm, Value name, Value fields, Value defaults, Value *result)
{
    Value args[] = {name, fields, FALSE, defaults, NONE};
    return native_namedtuple(vm, args, result);
}

static const NativeSpec named_tuple_specs[] = {
    {"namedtuple", "typename, field_names, *, rename=False, defaults=None, module=None",
     native_namedtuple, NATIVE_PYTHON},
    {0},
};

void named_tuple_add(Vm *vm, Module *module)
{
    natives_add(vm, module->attributes, named_tuple_specs, "collections");
}
