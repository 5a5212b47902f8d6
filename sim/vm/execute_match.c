// execute_match.c -- what the patterns of a match statement ask of a value.

#include "vm/builtins.h"
#include "vm/execute.h"
#include "vm/operators.h"

#include <string.h>

// True if the type, or a base of it, is ours and has one of [names], which ends with NULL.
static bool derives_from(const Type *type, const char *const *names)
{
    for (int i = 0; i < type->mro_count; i++)
        for (const char *const *name = names; *name; name++)
            if (type->mro[i]->flags & (TYPE_NATIVE | TYPE_LIBRARY) &&
                strcmp(type_short_name(type->mro[i]), *name) == 0)
                return true;
    return false;
}

// As Py_TPFLAGS_SEQUENCE: texts are none.
static bool is_sequence(const Vm *vm, Value subject)
{
    static const char *const names[] = {"deque", "Sequence", "MutableSequence", NULL};
    const Type *type = value_type(vm, subject);
    return type->layout == LAYOUT_TUPLE || type->layout == LAYOUT_LIST ||
           type->layout == LAYOUT_RANGE || derives_from(type, names);
}

// As Py_TPFLAGS_MAPPING.
static bool is_mapping(const Vm *vm, Value subject)
{
    static const char *const names[] = {"ChainMap", "Mapping", "MutableMapping", NULL};
    const Type *type = value_type(vm, subject);
    return type->layout == LAYOUT_DICT || derives_from(type, names);
}

static bool check_distinct(Vm *vm, const Tuple *keys)
{
    Set *seen = set_new(vm, false);
    bool ok = true;
    for (uint32_t i = 0; ok && i < keys->count; i++) {
        bool has = false;
        ok = set_contains(vm, seen, keys->items[i], &has);
        if (ok && has) {
            Value text;
            if (value_repr(vm, keys->items[i], &text)) {
                raise_error(vm, VALUE_ERROR, "mapping pattern checks duplicate key (%s)",
                            STR(text)->bytes);
                value_drop(vm, text);
            }
            ok = false;
        }
        ok = ok && set_add(vm, seen, keys->items[i]);
    }
    object_drop(vm, seen);
    return ok;
}

// One more item of a tuple on its way: true and kept if there is one; else the tuple is
// dropped, and [*result] is None if nothing went wrong.
static bool take_item(Vm *vm, bool ok, Value found, Tuple *values, uint32_t i,
                      Value *result)
{
    if (ok && !value_is_unset(found)) {
        values->items[i] = found;
        return true;
    }
    object_drop(vm, values);
    if (ok) *result = NONE;
    return false;
}

// subject.get(key, missing), which makes no new entry in a defaultdict. UNSET: missing.
static bool get_key(Vm *vm, Value subject, Value key, Value *result)
{
    if (value_has_layout(subject, LAYOUT_DICT)) {
        Value found = UNSET;
        if (!dict_get(vm, DICT(subject), key, &found)) return false;
        *result = value_keep(found);
        return true;
    }
    Value missing = value_object(list_new(vm));
    Value arguments[] = {key, missing};
    bool ok = call_method(vm, subject, "get", arguments, 2, result);
    if (ok && value_is(*result, missing)) value_clear(vm, result);
    value_drop(vm, missing);
    return ok;
}

static bool match_keys(Vm *vm, Value subject, const Tuple *keys, Value *result)
{
    if (!check_distinct(vm, keys)) return false;
    Tuple *values = tuple_new(vm, (int)keys->count);
    for (uint32_t i = 0; i < keys->count; i++) {
        Value found = UNSET;
        bool ok = get_key(vm, subject, keys->items[i], &found);
        if (!take_item(vm, ok, found, values, i, result)) return ok;
    }
    *result = value_object(values);
    return true;
}

static bool match_rest(Vm *vm, Value subject, const Tuple *keys, Value *result)
{
    Dict *rest = dict_new(vm);
    bool ok = dict_update(vm, rest, subject);
    for (uint32_t i = 0; ok && i < keys->count; i++) {
        Value old = UNSET;
        bool was_there;
        ok = dict_delete(vm, rest, keys->items[i], &was_there, &old);
        value_drop(vm, old);
    }
    if (ok)
        *result = value_object(rest);
    else
        object_drop(vm, rest);
    return ok;
}

// -- Classes -------------------------------------------------------------------------

// The builtin types whose one positional pattern is the value itself.
static bool matches_itself(const Vm *vm, const Type *type)
{
    const VmTypes *t = &vm->types;
    const Type *const types[] = {t->bool_, t->dict, t->float_, t->frozenset, t->int_,
                                 t->list,  t->set,  t->str,    t->tuple};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (type_is_subtype(type, types[i])) return true;
    return false;
}

static bool check_match_args(Vm *vm, const Type *type, Value names, int given)
{
    if (!value_is_tuple(names))
        return raise_error(vm, TYPE_ERROR, "%s.__match_args__ must be a tuple (got %s)",
                           type_name(type), value_type_name(vm, names));
    int most = (int)TUPLE(names)->count;
    if (given > most)
        return raise_error(vm, TYPE_ERROR,
                           "%s() accepts %d positional sub-pattern%s (%d given)",
                           type_name(type), most, most == 1 ? "" : "s", given);
    for (int i = 0; i < given; i++)
        if (!value_is_str(TUPLE(names)->items[i]))
            return raise_error(vm, TYPE_ERROR,
                               "__match_args__ elements must be strings (got %s)",
                               value_type_name(vm, TUPLE(names)->items[i]));
    return true;
}

static bool is_among(const Value *names, int count, Value name)
{
    for (int i = 0; i < count; i++)
        if (str_equal(STR(names[i]), STR(name))) return true;
    return false;
}

// The attributes of [subject] in the order of [names]; None if one is missing.
static bool take_attributes(Vm *vm, Value subject, const Type *type, const Value *names,
                            int count, Value *result)
{
    Tuple *values = tuple_new(vm, count);
    for (int i = 0; i < count; i++) {
        Value found = UNSET;
        bool is_twice = is_among(names, i, names[i]);
        if (is_twice)
            raise_error(vm, TYPE_ERROR,
                        "%s() got multiple sub-patterns for attribute '%s'",
                        type_name(type), STR(names[i])->bytes);
        bool ok = !is_twice && value_find_attribute(vm, subject, STR(names[i]), &found);
        if (!take_item(vm, ok, found, values, (uint32_t)i, result)) return ok;
    }
    *result = value_object(values);
    return true;
}

static bool match_attributes(Vm *vm, Value subject, Type *type, int positional,
                             const Tuple *names, Value *result)
{
    Value own = UNSET;
    Str *key = str_intern(vm, "__match_args__");
    if (positional && !value_find_attribute(vm, value_object(type), key, &own))
        return false;
    if (positional && value_is_unset(own)) own = value_object(tuple_new(vm, 0));
    bool ok = !positional || check_match_args(vm, type, own, positional);
    if (ok) {
        Tuple *all = tuple_new(vm, positional + (int)names->count);
        for (int i = 0; i < positional; i++)
            all->items[i] = value_keep(TUPLE(own)->items[i]);
        for (uint32_t i = 0; i < names->count; i++)
            all->items[positional + (int)i] = value_keep(names->items[i]);
        ok = take_attributes(vm, subject, type, all->items, (int)all->count, result);
        object_drop(vm, all);
    }
    value_drop(vm, own);
    return ok;
}

// The value itself in front of its named attributes.
static bool match_itself(Vm *vm, Value subject, const Type *type, const Tuple *names,
                         Value *result)
{
    Value named;
    if (!take_attributes(vm, subject, type, names->items, (int)names->count, &named))
        return false;
    if (value_is_none(named)) {
        *result = NONE;
        return true;
    }
    Tuple *all = tuple_new(vm, 1 + (int)names->count);
    all->items[0] = value_keep(subject);
    for (uint32_t i = 0; i < names->count; i++)
        all->items[1 + i] = value_keep(TUPLE(named)->items[i]);
    value_drop(vm, named);
    *result = value_object(all);
    return true;
}

static bool match_class(Vm *vm, Value subject, Value class_, int positional,
                        const Tuple *names, Value *result)
{
    if (!value_has_layout(class_, LAYOUT_TYPE))
        return raise_error(vm, TYPE_ERROR, "called match pattern must be a class");
    bool fits;
    if (!value_is_instance_of(vm, subject, class_, &fits)) return false;
    if (!fits) {
        *result = NONE;
        return true;
    }
    Type *type = (Type *)class_.object;
    Value own = type_lookup(vm, type, str_intern(vm, "__match_args__"));
    if (positional && value_is_unset(own) && matches_itself(vm, type)) {
        if (positional > 1)
            return raise_error(vm, TYPE_ERROR,
                               "%s() accepts 1 positional sub-pattern (%d given)",
                               type_name(type), positional);
        return match_itself(vm, subject, type, names, result);
    }
    return match_attributes(vm, subject, type, positional, names, result);
}

// -- The instructions ----------------------------------------------------------------

bool execute_match_sequence(Vm *vm, Frame *frame, uint32_t operand)
{
    (void)operand;
    operand_push(frame, value_bool(is_sequence(vm, frame->top[-1])));
    return true;
}

bool execute_match_mapping(Vm *vm, Frame *frame, uint32_t operand)
{
    (void)operand;
    operand_push(frame, value_bool(is_mapping(vm, frame->top[-1])));
    return true;
}

bool execute_get_len(Vm *vm, Frame *frame, uint32_t operand)
{
    (void)operand;
    int64_t len;
    if (!value_len(vm, frame->top[-1], &len)) return false;
    operand_push(frame, value_int(len));
    return true;
}

bool execute_match_keys(Vm *vm, Frame *frame, uint32_t operand)
{
    (void)operand;
    Value values;
    if (!match_keys(vm, frame->top[-2], TUPLE(frame->top[-1]), &values)) return false;
    operand_push(frame, values);
    return true;
}

bool execute_match_rest(Vm *vm, Frame *frame, uint32_t operand)
{
    (void)operand;
    Value rest;
    return match_rest(vm, frame->top[-2], TUPLE(frame->top[-1]), &rest) &&
           operands_become(vm, frame, 2, rest);
}

bool execute_match_class(Vm *vm, Frame *frame, uint32_t operand)
{
    Value attributes;
    return match_class(vm, frame->top[-3], frame->top[-2], (int)operand,
                       TUPLE(frame->top[-1]), &attributes) &&
           operands_become(vm, frame, 3, attributes);
}
