// classes.c -- making a class from its body.
//
// The order of a class statement is CPython's: bases, namespace, mro (C3), layout from
// the best base, special methods into slots, __set_name__, __init_subclass__.

#include "base/arena.h"
#include "vm/private.h"

#include <stdlib.h>
#include <string.h>

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
        } else if (!type_is_subtype(best, base) &&
                   (base->layout != best->layout || base->layout == LAYOUT_NUMBER)) {
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
        sequences[i] =
            (MroSequence){base_at(bases, i)->mro, base_at(bases, i)->mro_count, 0};
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
            return raise_error(vm, TYPE_ERROR,
                               "__slots__ items must be strings, not '%s'",
                               value_type_name(vm, TUPLE(names)->items[i]));
    for (uint32_t i = 0; i < TUPLE(names)->count; i++) {
        Str *name = STR(TUPLE(names)->items[i]);
        if (dict_find_str(type->attributes, name) >= 0)
            return raise_error(vm, VALUE_ERROR,
                               "'%s' in __slots__ conflicts with class variable",
                               name->bytes);
    }
    return true;
}

// True if the class body says "__slots__ = ()": instances without attributes.
static bool has_no_slots(Vm *vm, const Dict *namespace)
{
    Value slots = dict_get_str(namespace, vm->names.slots);
    return value_is_tuple(slots) ? TUPLE(slots)->count == 0
                                 : value_is_list(slots) && LIST(slots)->count == 0;
}

// Asks each of [attributes], a copy, as the methods may set others.
static bool call_each_set_name(Vm *vm, Type *type, const Dict *attributes)
{
    DictEntry *entry;
    for (uint32_t at = 0; dict_next(attributes, &at, &entry);) {
        if (entry->value.kind != VALUE_OBJECT) continue;
        Value arguments[] = {value_object(type), entry->key}, ignored = UNSET;
        bool found = false, ok = call_special(vm, entry->value, vm->names.set_name,
                                              arguments, 2, &found, &ignored);
        value_drop(vm, ignored);
        if (!ok) return false;
    }
    return true;
}

static bool call_set_names(Vm *vm, Type *type)
{
    Value copy;
    if (!dict_copy(vm, type->attributes, &copy)) return false;
    bool ok = call_each_set_name(vm, type, DICT(copy));
    value_drop(vm, copy);
    return ok;
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
    enum { WORK_AN_ANCESTOR = 256 }; // each special method is looked for in all of them
    vm_spend(vm, (size_t)type->mro_count * WORK_AN_ANCESTOR);
    slots_from_methods(vm, type);
    Value cell = dict_get_str(namespace, vm->names.classcell);
    if (value_has_layout(cell, LAYOUT_CELL))
        value_set(vm, &((Cell *)cell.object)->value, value_keep(value_object(type)));
    return call_set_names(vm, type) && call_init_subclass(vm, type, keywords);
}

Type *type_metaclass(Vm *vm, Type *meta, const Tuple *bases)
{
    for (uint32_t i = 0; i < bases->count; i++) {
        Type *other = value_type(vm, bases->items[i]);
        if (type_is_subtype(meta, other)) continue;
        if (!type_is_subtype(other, meta)) {
            raise_error(vm, TYPE_ERROR,
                        "metaclass conflict: the metaclass of a derived class must be a "
                        "(non-strict) subclass of the metaclasses of all its bases");
            return NULL;
        }
        meta = other;
    }
    return meta;
}

// The instances of a metaclass are classes: what the program gives them stands where all
// attributes of a class stand.
static void lay_out(Vm *vm, Type *type, const Type *base, const Dict *namespace)
{
    type->layout = base->layout;
    type->size = base->size;
    type->attributes_at = base->attributes_at;
    if (type->attributes_at || base->layout == LAYOUT_TYPE) return;
    // Behind the header of a str or a tuple stand its items, and the attributes come last.
    if (base->slots.size) {
        if (!has_no_slots(vm, namespace)) type->attributes_at = ATTRIBUTES_BEHIND;
        return;
    }
    type->attributes_at = (type->size + 7) & ~7u;
    type->size = type->attributes_at + (uint32_t)sizeof(Dict *);
}

bool type_new_class(Vm *vm, Str *name, Tuple *bases, Dict *namespace,
                    const Arguments *keywords, Value *result)
{
    return type_new_class_of(vm, vm->types.type, name, bases, namespace, keywords,
                             result);
}

bool type_new_class_of(Vm *vm, Type *meta, Str *name, Tuple *bases, Dict *namespace,
                       const Arguments *keywords, Value *result)
{
    Value object = value_object(vm->types.object);
    Value own_bases =
        bases->count ? value_keep(value_object(bases)) : tuple_of(vm, &object, 1);
    bases = TUPLE(own_bases);
    Type *base = check_bases(vm, bases) ? best_base(vm, bases) : NULL;
    if (base) meta = type_metaclass(vm, meta, bases);
    if (!base || !meta) {
        value_drop(vm, own_bases);
        return false;
    }
    Type *type = object_new(vm, meta);
    type->name = type->qualified_name = str_intern_str(vm, name);
    type->module = "__main__";
    type->flags = base->flags & TYPE_EXCEPTION;
    type->version = vm_next_version(vm);
    type->bases = bases;
    type->slots = base->slots;
    lay_out(vm, type, base, namespace);
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
            !call_special(vm, base, str_intern(vm, "__mro_entries__"), arguments, 1,
                          &found, &entries)) {
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

// What a class statement says behind its name: the metaclass is no keyword of the class.
typedef struct ClassKeywords {
    Value metaclass; // borrowed; UNSET if none is given
    Value *values;   // of the other ones; room for three more in front
    Tuple *names;
} ClassKeywords;

static ClassKeywords take_keywords(Vm *vm, const Arguments *arguments)
{
    ClassKeywords keywords = {.metaclass = UNSET};
    const Tuple *names = arguments->names;
    uint32_t count = names ? names->count : 0, kept = 0;
    Value *kept_names = memory_new(sizeof(Value) * (count + 1));
    keywords.values = memory_new(sizeof(Value) * (count + 3));
    for (uint32_t i = 0; i < count; i++) {
        Value value = arguments->values[arguments->count + (int)i];
        if (strcmp(STR(names->items[i])->bytes, "metaclass") == 0) {
            keywords.metaclass = value;
            continue;
        }
        kept_names[kept] = names->items[i];
        keywords.values[3 + kept++] = value;
    }
    if (kept) keywords.names = TUPLE(tuple_of(vm, kept_names, (int)kept));
    free(kept_names);
    return keywords;
}

// What is called to make the class: the metaclass, or the type of a base that is no class
// (as CPython does), or `type`. Borrowed; UNSET with TypeError set.
static Value maker_of_class(Vm *vm, Value metaclass, const Tuple *bases)
{
    Value other = first_non_type(bases);
    if (!value_is_unset(other)) return value_object(value_type(vm, other));
    if (!value_is_unset(metaclass) && !value_has_layout(metaclass, LAYOUT_TYPE))
        return metaclass;
    Type *meta = value_is_unset(metaclass) ? vm->types.type : (Type *)metaclass.object;
    meta = type_metaclass(vm, meta, bases);
    return meta ? value_object(meta) : UNSET;
}

// The namespace in which the body runs: what the metaclass's __prepare__() gives. The
// caller's; NULL with the exception set.
static Dict *prepare_namespace(Vm *vm, Value maker, Value name, Value bases,
                               ClassKeywords *keywords)
{
    Value prepare = UNSET, made;
    if (value_is(maker, value_object(vm->types.type))) return dict_new(vm);
    if (!value_find_attribute(vm, maker, str_intern(vm, "__prepare__"), &prepare))
        return NULL;
    if (value_is_unset(prepare)) return dict_new(vm);
    keywords->values[1] = name;
    keywords->values[2] = bases;
    Arguments arguments = {keywords->values + 1, 2, keywords->names};
    bool ok = call_with(vm, prepare, &arguments, &made);
    value_drop(vm, prepare);
    if (!ok) return NULL;
    // The body stores names into a dict, past the methods of a class of the program's.
    if (value_is_dict(made) && value_type(vm, made)->flags & TYPE_NATIVE)
        return DICT(made);
    raise_error(vm, TYPE_ERROR,
                value_is_dict(made)
                    ? "%s.__prepare__() returning a '%s' is not simulated: return a dict"
                    : "%s.__prepare__() must return a mapping, not %s",
                value_has_layout(maker, LAYOUT_TYPE) ? type_name((Type *)maker.object)
                                                     : "<metaclass>",
                value_type_name(vm, made));
    value_drop(vm, made);
    return NULL;
}

static bool make_class(Vm *vm, Value maker, Value name, Value bases, Dict *namespace,
                       ClassKeywords *keywords, Value *result)
{
    Arguments further = {keywords->values + 3, 0, keywords->names};
    if (value_is(maker, value_object(vm->types.type)))
        return type_new_class(vm, STR(name), TUPLE(bases), namespace, &further, result);
    keywords->values[0] = name;
    keywords->values[1] = bases;
    keywords->values[2] = value_object(namespace);
    Arguments all = {keywords->values, 3, keywords->names};
    return call_with(vm, maker, &all, result);
}

// A class of a module of ours is not the program's: processes share it.
// Messages name what CPython has in C, as the classes of datetime, with the module.
static void mark_type(Vm *vm, Type *type, const char *module)
{
    type->flags |= TYPE_LIBRARY;
    if (strcmp(module, "datetime") != 0) return;
    Value dotted = str_format(vm, "%s.%s", module, type->name->bytes);
    type->dotted = str_intern_str(vm, STR(dotted))->bytes;
    value_drop(vm, dotted);
}

static void mark_library(Vm *vm, Value class_, Value body)
{
    const Code *code = ((const FunctionObject *)body.object)->code->code;
    if (value_has_layout(class_, LAYOUT_TYPE) && code->flags & CODE_LIBRARY &&
        !strchr(code->qualified_name, '<'))
        mark_type(vm, (Type *)class_.object, code_file(code));
}

// __build_class__(function, name, *bases, **keywords): runs the body in a new namespace.

// Runs the body, a function, in a new namespace, and makes the class of it.
static bool run_and_make(Vm *vm, Value body, Value name, Value bases,
                         ClassKeywords *keywords, Value *result)
{
    Value maker = maker_of_class(vm, keywords->metaclass, TUPLE(bases)), cell = UNSET;
    if (value_is_unset(maker)) return false;
    Dict *namespace = prepare_namespace(vm, maker, name, bases, keywords);
    if (!namespace) return false;
    bool ok = class_body_run(vm, body, namespace, &cell);
    if (ok && value_has_layout(cell, LAYOUT_CELL))
        ok = dict_set_str(vm, namespace, vm->names.classcell, cell);
    ok = ok && make_class(vm, maker, name, bases, namespace, keywords, result);
    if (ok) mark_library(vm, *result, body);
    value_drop(vm, cell);
    object_drop(vm, namespace);
    return ok;
}

bool build_class(Vm *vm, const Arguments *arguments, Value *result)
{
    const Value *values = arguments->values;
    Value bases;
    if (!resolve_bases(vm, values + 2, arguments->count - 2, &bases)) return false;
    ClassKeywords keywords = take_keywords(vm, arguments);
    bool ok = run_and_make(vm, values[0], values[1], bases, &keywords, result);
    free(keywords.values);
    object_drop(vm, keywords.names);
    value_drop(vm, bases);
    return ok;
}
