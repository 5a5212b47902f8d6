// generic_alias.c -- the types types.GenericAlias and types.UnionType.

#include "vm/generic_alias.h"

#include "vm/call.h"
#include "vm/exception.h"
#include "vm/iterators.h"
#include "vm/library.h"
#include "vm/operators.h"
#include "vm/vm.h"

#include <string.h>

typedef struct Union {
    Object object;
    Tuple *members;
} Union;

#define ALIAS(value) ((GenericAlias *)(value).object)
#define UNION(value) ((Union *)(value).object)

static bool is_alias(const Vm *vm, Value v)
{
    return v.kind == VALUE_OBJECT && v.object->type == vm->types.generic_alias;
}

static bool is_union(const Vm *vm, Value v)
{
    return v.kind == VALUE_OBJECT && v.object->type == vm->types.union_type;
}

// The name of a type without "builtins.", "..." for Ellipsis, else the repr.
static bool add_member(Vm *vm, Text *text, Value v)
{
    if (value_has_layout(v, LAYOUT_TYPE)) {
        Value name = type_full_name(vm, (Type *)v.object);
        text_add_bytes(text, STR(name)->bytes, STR(name)->size);
        value_drop(vm, name);
        return true;
    }
    if (v.kind == VALUE_ELLIPSIS) {
        text_add(text, "...");
        return true;
    }
    return text_add_repr(vm, text, v);
}

static bool add_arguments(Vm *vm, Text *text, const Tuple *arguments);

// Callable[[int, str], None] has a list among its arguments.
static bool add_argument(Vm *vm, Text *text, Value v)
{
    if (!value_is_list(v)) return add_member(vm, text, v);
    Value items;
    if (!tuple_from_iterable(vm, v, &items)) return false;
    text_add_char(text, '[');
    bool ok = add_arguments(vm, text, TUPLE(items));
    text_add_char(text, ']');
    value_drop(vm, items);
    return ok;
}

static bool add_arguments(Vm *vm, Text *text, const Tuple *arguments)
{
    for (uint32_t i = 0; i < arguments->count; i++) {
        if (i) text_add(text, ", ");
        if (!add_argument(vm, text, arguments->items[i])) return false;
    }
    return true;
}

// -- list[int] ---------------------------------------------------------------------

bool alias_new(Vm *vm, Value origin, Value arguments, Value *result)
{
    GenericAlias *alias = object_new(vm, vm->types.generic_alias);
    alias->origin = value_keep(origin);
    bool several = value_is_tuple(arguments);
    alias->arguments =
        several ? object_keep(TUPLE(arguments)) : TUPLE(tuple_of(vm, &arguments, 1));
    *result = value_object(alias);
    return true;
}

bool generic_alias_of(Vm *vm, Value *args, Value *result)
{
    return alias_new(vm, args[0], args[1], result);
}

// types.GenericAlias(origin, arguments).
static bool alias_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    static const NativeSpec spec = {"GenericAlias", "origin, args, /", NULL, 0};
    Value args[SIGNATURE_MOST];
    (void)type;
    if (!arguments_bind(vm, &spec, arguments, args)) return false;
    bool ok = alias_new(vm, args[0], args[1], result);
    arguments_unbind(vm, &spec, args);
    return ok;
}

static void alias_release(Vm *vm, Object *self)
{
    value_drop(vm, ((GenericAlias *)self)->origin);
    object_drop(vm, ((GenericAlias *)self)->arguments);
}

// typing.Optional[int]: [*member] is the one that is not None.
static bool is_optional(const Vm *vm, const GenericAlias *alias, Value *member)
{
    const Tuple *members = alias->arguments;
    Value none = value_object(vm->types.none);
    if (!alias->is_union || members->count != 2) return false;
    *member = members->items[value_is(members->items[0], none)];
    return value_is(members->items[0], none) || value_is(members->items[1], none);
}

static bool alias_repr(Vm *vm, Value self, Value *result)
{
    Text text = {0};
    Value member;
    if (is_optional(vm, ALIAS(self), &member)) {
        text_add(&text, "typing.Optional[");
        bool ok = add_member(vm, &text, member);
        text_add_char(&text, ']');
        if (ok) return str_from_text(vm, &text, result);
        text_free(&text);
        return false;
    }
    if (ALIAS(self)->starred) text_add_char(&text, '*');
    bool ok = add_member(vm, &text, ALIAS(self)->origin);
    text_add_char(&text, '[');
    if (!ALIAS(self)->arguments->count) text_add(&text, "()");
    ok = ok && add_arguments(vm, &text, ALIAS(self)->arguments);
    text_add_char(&text, ']');
    if (ok) return str_from_text(vm, &text, result);
    text_free(&text);
    return false;
}

static bool union_hash(Vm *vm, Value self, int64_t *hash);
static bool union_compare(Vm *vm, CompareOp op, Value left, Value right, Value *result);

static bool alias_hash(Vm *vm, Value self, int64_t *hash)
{
    int64_t arguments;
    if (ALIAS(self)->is_union) return union_hash(vm, self, hash);
    if (!value_hash(vm, ALIAS(self)->origin, hash) ||
        !value_hash(vm, value_object(ALIAS(self)->arguments), &arguments))
        return false;
    *hash ^= arguments;
    return true;
}

static bool alias_compare(Vm *vm, CompareOp op, Value left, Value right, Value *result)
{
    *result = NOT_IMPLEMENTED;
    if ((op != COMPARE_EQ && op != COMPARE_NE) || !is_alias(vm, left) ||
        !is_alias(vm, right))
        return union_compare(vm, op, left, right, result);
    if (ALIAS(left)->is_union && ALIAS(right)->is_union)
        return union_compare(vm, op, left, right, result);
    bool equal = ALIAS(left)->starred == ALIAS(right)->starred;
    if (equal && !value_equal(vm, ALIAS(left)->origin, ALIAS(right)->origin, &equal))
        return false;
    if (equal && !value_equal(vm, value_object(ALIAS(left)->arguments),
                              value_object(ALIAS(right)->arguments), &equal))
        return false;
    *result = value_bool(equal == (op == COMPARE_EQ));
    return true;
}

static bool alias_call(Vm *vm, Value self, const Arguments *arguments, Value *result)
{
    return call_with(vm, ALIAS(self)->origin, arguments, result);
}

// Iterating gives the alias itself once, with a star: *list[int] in annotations.
static bool alias_iter(Vm *vm, Value self, Value *result)
{
    Value starred;
    if (!alias_new(vm, ALIAS(self)->origin, value_object(ALIAS(self)->arguments),
                   &starred))
        return false;
    ALIAS(starred)->starred = true;
    Value row = tuple_of(vm, &starred, 1);
    value_drop(vm, starred);
    bool ok = value_iter(vm, row, result);
    value_drop(vm, row);
    return ok;
}

// True for typing.List[int] and typing.Union[int, str].
static bool is_typing(const Vm *vm, Value v)
{
    return is_alias(vm, v) && !value_has_layout(ALIAS(v)->origin, LAYOUT_TYPE);
}

static bool alias_or_union_binary(Vm *vm, BinaryOp op, bool inplace, Value left,
                                  Value right, Value *result)
{
    if (op == BINARY_OR && !inplace)
        return is_typing(vm, left) || is_typing(vm, right)
                   ? typing_join(vm, left, right, result)
                   : union_new(vm, left, right, result);
    *result = NOT_IMPLEMENTED;
    return true;
}

// What an alias does not have itself it has from its origin: list[int].append.
static bool alias_get_attribute(Vm *vm, Value self, Str *name, Value *result)
{
    bool own = str_is(name, "__origin__") || str_is(name, "__args__") ||
               str_is(name, "__mro_entries__") || name == vm->names.class ||
               str_is(name, "__parameters__");
    return own ? object_get_attribute(vm, self, name, result)
               : value_get_attribute(vm, ALIAS(self)->origin, name, result);
}

static bool get_origin(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(ALIAS(args[0])->origin);
    return true;
}

static bool get_arguments(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(value_object(ALIAS(args[0])->arguments));
    return true;
}

static bool get_parameters(Vm *vm, Value *args, Value *result)
{
    (void)args;
    *result = value_object(tuple_new(vm, 0));
    return true;
}

static bool is_generic(Value origin)
{
    const Type *type = (Type *)origin.object;
    return type->flags & TYPE_NATIVE && strcmp(type_name(type), "Generic") == 0;
}

// A class that derives from list[int] derives from list.
static bool method_mro_entries(Vm *vm, Value *args, Value *result)
{
    Value origin = ALIAS(args[0])->origin;
    if (!value_has_layout(origin,
                          LAYOUT_TYPE)) // one of typing's, which stands for another
        return call_method(vm, origin, "__mro_entries__", &args[1], 1, result);
    if (is_generic(origin) && value_is_tuple(args[1]) && TUPLE(args[1])->count > 1)
        return library_call(vm, "_typing", "_generic_bases", &args[1], 1, result);
    *result = tuple_of(vm, &origin, 1);
    return true;
}

static const NativeSpec alias_methods[] = {
    {"__origin__", "self", get_origin, NATIVE_PROPERTY},
    {"__args__", "self", get_arguments, NATIVE_PROPERTY},
    {"__parameters__", "self", get_parameters, NATIVE_PROPERTY},
    {"__mro_entries__", "self, bases, /", method_mro_entries, 0},
    {0},
};

static const TypeSpec alias_spec = {
    .name = "GenericAlias",
    .module = "types",
    .layout = LAYOUT_OTHER,
    .size = sizeof(GenericAlias),
    .slots = {.create = alias_create,
              .release = alias_release,
              .repr = alias_repr,
              .hash = alias_hash,
              .compare = alias_compare,
              .binary = alias_or_union_binary,
              .iter = alias_iter,
              .call = alias_call,
              .get_attribute = alias_get_attribute},
    .methods = alias_methods,
};

// -- int | str ---------------------------------------------------------------------

static bool can_join(const Vm *vm, Value v)
{
    return value_is_none(v) || value_has_layout(v, LAYOUT_TYPE) || is_alias(vm, v) ||
           is_union(vm, v);
}

// Adds [v], or its members, unless they are there already.
static bool join(Vm *vm, List *members, Value v)
{
    if (value_is_union(vm, v)) {
        const Tuple *more = union_members(v);
        for (uint32_t i = 0; i < more->count; i++)
            if (!join(vm, members, more->items[i])) return false;
        return true;
    }
    if (value_is_none(v)) v = value_object(vm->types.none);
    for (uint32_t i = 0; i < members->count; i++) {
        bool equal;
        if (!value_equal(vm, members->items[i], v, &equal)) return false;
        if (equal) return true;
    }
    return list_append(vm, members, v);
}

bool union_new(Vm *vm, Value left, Value right, Value *result)
{
    if (!can_join(vm, left) || !can_join(vm, right)) {
        *result = NOT_IMPLEMENTED;
        return true;
    }
    List *members = list_new(vm);
    bool ok = join(vm, members, left) && join(vm, members, right);
    if (ok && members->count == 1) {
        *result = value_keep(members->items[0]);
    } else if (ok) {
        Union *made = object_new(vm, vm->types.union_type);
        made->members = TUPLE(tuple_of(vm, members->items, (int)members->count));
        *result = value_object(made);
    }
    object_drop(vm, members);
    return ok;
}

bool typing_union_new(Vm *vm, Value union_form, const Tuple *members, Value *result)
{
    List *list = list_new(vm);
    bool ok = true;
    for (uint32_t i = 0; ok && i < members->count; i++)
        ok = join(vm, list, members->items[i]);
    if (ok && list->count == 1) {
        *result = value_keep(list->items[0]);
    } else if (ok) {
        Value tuple = tuple_of(vm, list->items, (int)list->count);
        ok = alias_new(vm, union_form, tuple, result);
        value_drop(vm, tuple);
        if (ok) ALIAS(*result)->is_union = true;
    }
    object_drop(vm, list);
    return ok;
}

bool value_is_union(const Vm *vm, Value v)
{
    return is_union(vm, v) || (is_alias(vm, v) && ALIAS(v)->is_union);
}

Tuple *union_members(Value v)
{
    return v.object->type->slots.call == alias_call ? ALIAS(v)->arguments
                                                    : UNION(v)->members;
}

static void union_release(Vm *vm, Object *self)
{
    object_drop(vm, ((Union *)self)->members);
}

static bool union_repr(Vm *vm, Value self, Value *result)
{
    Text text = {0};
    const Tuple *members = UNION(self)->members;
    for (uint32_t i = 0; i < members->count; i++) {
        Value member = members->items[i];
        if (i) text_add(&text, " | ");
        bool ok = true;
        if (value_is(member, value_object(vm->types.none)))
            text_add(&text, "None");
        else
            ok = add_member(vm, &text, member);
        if (ok) continue;
        text_free(&text);
        return false;
    }
    return str_from_text(vm, &text, result);
}

// Unions are equal as sets.
static bool members_of_union(Vm *vm, Value v, Set **set)
{
    *set = set_new(vm, true);
    if (set_update(vm, *set, value_object(union_members(v)))) return true;
    object_drop(vm, *set);
    return false;
}

static bool union_hash(Vm *vm, Value self, int64_t *hash)
{
    Set *set;
    if (!members_of_union(vm, self, &set)) return false;
    bool ok = value_hash(vm, value_object((Object *)set), hash);
    object_drop(vm, set);
    return ok;
}

static bool union_compare(Vm *vm, CompareOp op, Value left, Value right, Value *result)
{
    *result = NOT_IMPLEMENTED;
    if ((op != COMPARE_EQ && op != COMPARE_NE) || !value_is_union(vm, left) ||
        !value_is_union(vm, right))
        return true;
    Set *a, *b;
    if (!members_of_union(vm, left, &a)) return false;
    if (!members_of_union(vm, right, &b)) {
        object_drop(vm, a);
        return false;
    }
    bool equal;
    bool ok =
        value_equal(vm, value_object((Object *)a), value_object((Object *)b), &equal);
    object_drop(vm, a);
    object_drop(vm, b);
    *result = value_bool(equal == (op == COMPARE_EQ));
    return ok;
}

static bool get_members(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(value_object(UNION(args[0])->members));
    return true;
}

static const NativeSpec union_methods[] = {
    {"__args__", "self", get_members, NATIVE_PROPERTY},
    {0},
};

static const TypeSpec union_spec = {
    .name = "UnionType",
    .module = "types",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Union),
    .flags = TYPE_FINAL,
    .slots = {.create = create_refused,
              .release = union_release,
              .repr = union_repr,
              .hash = union_hash,
              .compare = union_compare,
              .binary = alias_or_union_binary},
    .methods = union_methods,
};

void generic_aliases_init(Vm *vm)
{
    vm->types.generic_alias = type_new(vm, &alias_spec, NULL);
    vm->types.union_type = type_new(vm, &union_spec, NULL);
}
