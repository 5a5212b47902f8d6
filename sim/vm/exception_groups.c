// exception_groups.c -- ExceptionGroup, and what except* does with one (PEP 654).
//
// Splitting walks a group's tree and rebuilds, for the part that matches and for the rest,
// only the groups on the way, each by the class's own derive().

#include "vm/exception_types.h"

#include "code/lookup.h"
#include "vm/iterators.h"
#include "vm/private.h"

bool value_is_exception_group(const Vm *vm, Value v)
{
    return exception_is(vm, v, BASE_EXCEPTION_GROUP);
}

static const Tuple *group_members(Value group)
{
    return TUPLE(exception_member(group, MEMBER_SECOND));
}

// -- Making one --------------------------------------------------------------------

// The class to make: BaseExceptionGroup gives an ExceptionGroup if it may; a TypeError if
// [type] may not hold an exception that is no Exception.
static bool choose_class(Vm *vm, Type *type, bool has_base_exceptions, Type **chosen)
{
    Type *plain = exception_type(vm, EXCEPTION_GROUP);
    *chosen = type;
    if (!has_base_exceptions) {
        if (type == exception_type(vm, BASE_EXCEPTION_GROUP)) *chosen = plain;
        return true;
    }
    if (type == plain)
        return raise_error(vm, TYPE_ERROR,
                           "Cannot nest BaseExceptions in an ExceptionGroup");
    if (type_is_subtype(type, exception_type(vm, EXCEPTION)))
        return raise_error(vm, TYPE_ERROR, "Cannot nest BaseExceptions in '%s'",
                           type_name(type));
    return true;
}

static bool check_members(Vm *vm, const Tuple *members, bool *has_base_exceptions)
{
    *has_base_exceptions = false;
    if (members->count == 0)
        return raise_error(vm, VALUE_ERROR,
                           "second argument (exceptions) must be a non-empty sequence");
    for (uint32_t i = 0; i < members->count; i++) {
        if (!value_is_exception(members->items[i]))
            return raise_error(
                vm, VALUE_ERROR,
                "Item %u of second argument (exceptions) is not an exception", i);
        if (!exception_is(vm, members->items[i], EXCEPTION)) *has_base_exceptions = true;
    }
    return true;
}

// A sequence as CPython's PySequence_Check sees it: not a set or a dict.
static bool is_sequence(const Vm *vm, Value v)
{
    if (value_is_set(v) || value_is_dict(v)) return false;
    return value_is_tuple(v) || value_is_list(v) || value_is_str(v) ||
           value_type(vm, v)->slots.get_item != NULL;
}

static bool group_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    if (arguments->count != 2)
        return raise_error(vm, TYPE_ERROR,
                           "BaseExceptionGroup.__new__() takes exactly 2 arguments "
                           "(%d given)",
                           arguments->count);
    Value message = arguments->values[0], exceptions = arguments->values[1];
    if (!value_is_str(message))
        return raise_error(vm, TYPE_ERROR,
                           "BaseExceptionGroup.__new__() argument 1 must be str, not %s",
                           value_type_name(vm, message));
    if (!is_sequence(vm, exceptions))
        return raise_error(vm, TYPE_ERROR,
                           "second argument (exceptions) must be a sequence");
    Value members = UNSET;
    if (!tuple_from_iterable(vm, exceptions, &members)) return false;

    bool has_base_exceptions;
    Type *chosen;
    bool good = check_members(vm, TUPLE(members), &has_base_exceptions) &&
                choose_class(vm, type, has_base_exceptions, &chosen) &&
                exception_create(vm, chosen, arguments, result);
    if (good) {
        exception_set_member(vm, *result, MEMBER_FIRST, message);
        exception_set_member(vm, *result, MEMBER_SECOND, members);
    }
    value_drop(vm, members);
    return good;
}

bool exception_group_new(Vm *vm, const char *message, Value exceptions, Value *result)
{
    Value args[] = {str_from(vm, message), exceptions};
    *result = exception_new_with(vm, exception_type(vm, BASE_EXCEPTION_GROUP), args, 2);
    value_drop(vm, args[0]);
    return !value_is_unset(*result);
}

static bool group_str(Vm *vm, Value self, Value *result)
{
    uint32_t count = group_members(self)->count;
    Value message = exception_member(self, MEMBER_FIRST);
    Text text = {0};
    text_add_bytes(&text, STR(message)->bytes, STR(message)->size);
    text_addf(&text, " (%u sub-exception%s)", count, count == 1 ? "" : "s");
    return str_from_text(vm, &text, result);
}

// -- Splitting ---------------------------------------------------------------------

// What decides whether an exception belongs to the part that matches.
typedef struct Matcher {
    Value type;           // a class or a tuple of classes; UNSET if another rule holds
    Value predicate;      // something to call; UNSET if another rule holds
    const Lookup *leaves; // the exception is, itself, one of these; NULL likewise
} Matcher;

static bool matcher_accepts(Vm *vm, const Matcher *matcher, Value exception, bool *yes)
{
    if (matcher->leaves) {
        *yes = lookup_find(matcher->leaves, 0, (const char *)&exception.object,
                           sizeof(Object *)) >= 0;
        return true;
    }
    if (!value_is_unset(matcher->type)) {
        *yes = exception_matches_class(vm, exception, matcher->type);
        return true;
    }
    Value answer = UNSET;
    if (!call(vm, matcher->predicate, &exception, 1, &answer)) return false;
    bool good = value_truth(vm, answer, yes);
    value_drop(vm, answer);
    return good;
}

// Gives a derived group what its original knows: traceback, context, cause and notes.
static bool copy_story(Vm *vm, Value from, Value to)
{
    const Exception *original = EXCEPTION_OF(from);
    Exception *copy = EXCEPTION_OF(to);
    TraceEntry *old = copy->traceback;
    copy->traceback = original->traceback ? object_keep(original->traceback) : NULL;
    object_drop(vm, old);
    value_set(vm, &copy->context, value_keep(original->context));
    value_set(vm, &copy->cause, value_keep(original->cause));
    // As in CPython, where setting the cause to None hides the context too.
    copy->suppress_context = true;
    if (!value_is_list(original->notes) && !value_is_tuple(original->notes)) return true;
    Value notes = UNSET;
    if (!list_from_iterable(vm, original->notes, &notes)) return false;
    value_set(vm, &copy->notes, notes);
    return true;
}

// A group like [original] that holds [members] only; None if there are none.
static bool subset(Vm *vm, Value original, List *members, Value *result)
{
    *result = NONE;
    if (members->count == 0) return true;
    Value list = value_object(members), made = UNSET;
    if (!call_method(vm, original, "derive", &list, 1, &made)) return false;
    if (!value_is_exception_group(vm, made)) {
        value_drop(vm, made);
        return raise_error(vm, TYPE_ERROR,
                           "derive must return an instance of BaseExceptionGroup");
    }
    if (!copy_story(vm, original, made)) {
        value_drop(vm, made);
        return false;
    }
    *result = made;
    return true;
}

static bool split_members(Vm *vm, Value group, const Matcher *matcher, List *matched,
                          List *others);

// Splits [exception]: each part is None if it is empty. [rest] may be NULL.
static bool split(Vm *vm, Value exception, const Matcher *matcher, Value *match,
                  Value *rest)
{
    bool yes = false;
    *match = NONE;
    if (rest) *rest = NONE;
    if (!matcher_accepts(vm, matcher, exception, &yes)) return false;
    if (yes) {
        *match = value_keep(exception);
        return true;
    }
    if (!value_is_exception_group(vm, exception)) {
        if (rest) *rest = value_keep(exception);
        return true;
    }
    if (!recursion_enter(vm, " in exceptiongroup_split_recursive")) return false;
    List *matched = list_new(vm);
    List *others = rest ? list_new(vm) : NULL;
    bool good = split_members(vm, exception, matcher, matched, others) &&
                subset(vm, exception, matched, match) &&
                (!rest || subset(vm, exception, others, rest));
    if (!good) {
        value_drop(vm, *match);
        *match = NONE;
    }
    object_drop(vm, matched);
    object_drop(vm, others);
    recursion_leave(vm);
    return good;
}

static bool split_members(Vm *vm, Value group, const Matcher *matcher, List *matched,
                          List *others)
{
    const Tuple *members = group_members(group);
    for (uint32_t i = 0; i < members->count; i++) {
        Value match, rest;
        if (!split(vm, members->items[i], matcher, &match, others ? &rest : NULL))
            return false;
        if (!value_is_none(match) && !list_take(vm, matched, match)) return false;
        if (others && !value_is_none(rest) && !list_take(vm, others, rest)) return false;
    }
    return true;
}

// The rule that the argument of split() and subgroup() stands for.
static bool matcher_of(Vm *vm, Value v, Matcher *matcher)
{
    *matcher = (Matcher){.type = UNSET, .predicate = UNSET};
    bool is_class = value_has_layout(v, LAYOUT_TYPE);
    if (!is_class && value_is_callable(vm, v)) {
        matcher->predicate = v;
        return true;
    }
    bool classes = is_class || value_is_tuple(v);
    if (classes && exception_check_classes(vm, v)) {
        matcher->type = v;
        return true;
    }
    return raise_error(vm, TYPE_ERROR,
                       "expected an exception type, a tuple of exception types, or a "
                       "callable (other than a class)");
}

static bool group_split(Vm *vm, Value *args, Value *result)
{
    Matcher matcher;
    Value parts[2];
    if (!matcher_of(vm, args[1], &matcher)) return false;
    if (!split(vm, args[0], &matcher, &parts[0], &parts[1])) return false;
    *result = tuple_of(vm, parts, 2);
    value_drop(vm, parts[0]);
    value_drop(vm, parts[1]);
    return true;
}

static bool group_subgroup(Vm *vm, Value *args, Value *result)
{
    Matcher matcher;
    return matcher_of(vm, args[1], &matcher) &&
           split(vm, args[0], &matcher, result, NULL);
}

static bool group_derive(Vm *vm, Value *args, Value *result)
{
    Value pair[] = {exception_member(args[0], MEMBER_FIRST), args[1]};
    Value class = value_object(exception_type(vm, BASE_EXCEPTION_GROUP));
    return call(vm, class, pair, 2, result);
}

static bool read_only(Vm *vm, Value *args, Value *result)
{
    (void)args, (void)result;
    return raise_error(vm, ATTRIBUTE_ERROR, "readonly attribute");
}

static bool get_message(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(exception_member(args[0], MEMBER_FIRST));
    return true;
}

static bool get_exceptions(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(exception_member(args[0], MEMBER_SECOND));
    return true;
}

const NativeSpec exception_group_methods[] = {
    {"message", "self", get_message, NATIVE_PROPERTY},
    {"message", "self, value", read_only, NATIVE_SETTER},
    {"exceptions", "self", get_exceptions, NATIVE_PROPERTY},
    {"exceptions", "self, value", read_only, NATIVE_SETTER},
    {"derive", "self, excs, /", group_derive, 0},
    {"split", "self, matcher_value, /", group_split, 0},
    {"subgroup", "self, matcher_value, /", group_subgroup, 0},
    {"__class_getitem__", "cls, item, /", generic_alias_of, NATIVE_CLASS},
    {0},
};

const Slots exception_group_slots = {
    .create = group_create,
    .init = exception_init,
    .str = group_str,
};

// ExceptionGroup is the one native class with two bases, so its order of resolution is
// written by hand: itself, BaseExceptionGroup, Exception, BaseException, object.
Type *exception_group_type_new(Vm *vm, const TypeSpec *spec)
{
    Type *first = exception_type(vm, BASE_EXCEPTION_GROUP);
    Type *second = exception_type(vm, EXCEPTION);
    Type *type = type_new(vm, spec, first);
    Type *order[] = {type, first, second, exception_type(vm, BASE_EXCEPTION),
                     vm->types.object};
    type->mro_count = sizeof order / sizeof *order;
    type->mro = ARENA_ARRAY(vm->private->arena, Type *, type->mro_count);
    for (int i = 0; i < type->mro_count; i++)
        type->mro[i] = order[i];
    Value bases[] = {value_object(first), value_object(second)};
    object_drop(vm, type->bases);
    type->bases = TUPLE(tuple_of(vm, bases, 2));
    return type;
}

// -- except* -----------------------------------------------------------------------

// The class behind except* may not be a group itself.
static bool check_star_classes(Vm *vm, Value type)
{
    if (!exception_check_classes(vm, type)) return false;
    const Value *classes = value_is_tuple(type) ? TUPLE(type)->items : &type;
    uint32_t count = value_is_tuple(type) ? TUPLE(type)->count : 1;
    for (uint32_t i = 0; i < count; i++)
        if (type_is_subtype((Type *)classes[i].object,
                            exception_type(vm, BASE_EXCEPTION_GROUP)))
            return raise_error(vm, TYPE_ERROR,
                               "catching ExceptionGroup with except* is not allowed. "
                               "Use except instead.");
    return true;
}

// Asks the group's own split(), which a class of the program may have overridden.
static bool split_by_method(Vm *vm, Value group, Value type, Value *match, Value *rest)
{
    Value pair = UNSET;
    if (!call_method(vm, group, "split", &type, 1, &pair)) return false;
    bool good = false;
    if (!value_is_tuple(pair)) {
        raise_error(vm, TYPE_ERROR, "%s.split must return a tuple, not %s",
                    value_type_name(vm, group), value_type_name(vm, pair));
    } else if (TUPLE(pair)->count < 2) {
        raise_error(vm, TYPE_ERROR,
                    "%s.split must return a 2-tuple, got tuple of size %u",
                    value_type_name(vm, group), TUPLE(pair)->count);
    } else {
        *match = value_keep(TUPLE(pair)->items[0]);
        *rest = value_keep(TUPLE(pair)->items[1]);
        good = true;
    }
    value_drop(vm, pair);
    return good;
}

bool exception_split(Vm *vm, Value exception, Value type, Value *match, Value *rest)
{
    *match = *rest = NONE;
    if (!check_star_classes(vm, type)) return false;
    if (value_is_none(exception)) return true;
    if (!exception_matches_class(vm, exception, type)) {
        if (value_is_exception_group(vm, exception))
            return split_by_method(vm, exception, type, match, rest);
        *rest = value_keep(exception);
        return true;
    }
    if (value_is_exception_group(vm, exception)) {
        *match = value_keep(exception);
        return true;
    }
    // A naked exception is handed to the handler in a group without a message.
    Value members = tuple_of(vm, &exception, 1);
    bool good = exception_group_new(vm, "", members, match);
    value_drop(vm, members);
    return good;
}

// Collects what is no group in the tree of [exception].
static bool collect_leaves(Vm *vm, Value exception, List *leaves)
{
    if (!value_is_exception_group(vm, exception))
        return list_append(vm, leaves, exception);
    if (!recursion_enter(vm, " in collect_exception_group_leaf_ids")) return false;
    const Tuple *members = group_members(exception);
    bool good = true;
    for (uint32_t i = 0; i < members->count && good; i++)
        good = collect_leaves(vm, members->items[i], leaves);
    recursion_leave(vm);
    return good;
}

// The part of [original] made of the leaves that occur in [kept]: None if there are none.
static bool project(Vm *vm, Value original, const List *kept, Value *result)
{
    List *leaves = list_new(vm);
    bool good = true;
    for (uint32_t i = 0; i < kept->count && good; i++)
        good = collect_leaves(vm, kept->items[i], leaves);
    Lookup known = {0};
    for (uint32_t i = 0; i < leaves->count && good; i++) {
        const char *key = (const char *)&leaves->items[i].object;
        if (lookup_find(&known, 0, key, sizeof(Object *)) < 0)
            lookup_add(&known, 0, key, sizeof(Object *), 1);
    }
    Matcher matcher = {.type = UNSET, .predicate = UNSET, .leaves = &known};
    good = good && split(vm, original, &matcher, result, NULL);
    lookup_free(&known);
    object_drop(vm, leaves);
    return good;
}

// True if [part] was split off [original] and raised again as it was.
static bool is_part_of(const Vm *vm, Value part, Value original)
{
    if (!value_is_exception_group(vm, part)) return false;
    const Exception *a = EXCEPTION_OF(part), *b = EXCEPTION_OF(original);
    return a->traceback == b->traceback && value_is(a->cause, b->cause) &&
           value_is(a->context, b->context);
}

bool exception_join(Vm *vm, Value original, List *raised, Value *result)
{
    *result = NONE;
    if (!value_is_exception_group(vm, original)) {
        // Only one clause can have run for a naked exception.
        for (uint32_t i = 0; i < raised->count && value_is_none(*result); i++)
            *result = value_keep(raised->items[i]);
        return true;
    }
    List *fresh = list_new(vm), *kept = list_new(vm);
    bool good = true;
    for (uint32_t i = 0; i < raised->count && good; i++) {
        Value exception = raised->items[i];
        if (value_is_none(exception)) continue;
        bool part = is_part_of(vm, exception, original);
        good = list_append(vm, part ? kept : fresh, exception);
    }
    Value rest = NONE;
    good = good && project(vm, original, kept, &rest);
    if (good && fresh->count == 0) {
        *result = rest;
    } else if (good) {
        if (!value_is_none(rest)) good = list_take(vm, fresh, rest);
        if (fresh->count == 1)
            *result = value_keep(fresh->items[0]);
        else
            good = good && exception_group_new(vm, "", value_object(fresh), result);
    }
    object_drop(vm, fresh);
    object_drop(vm, kept);
    return good;
}
