// unpickle.c -- following the steps of a message.

#include "threads/modules.h"
#include "threads/pickle_inside.h"
#include "vm/exception.h"
#include "vm/strings.h"

typedef struct Unpickler {
    Vm *vm;
    List *stack, *memo;
} Unpickler;

// The value [depth] below the topmost one. Borrowed.
static Value below(const Unpickler *unpickler, uint32_t depth)
{
    const List *stack = unpickler->stack;
    return stack->items[stack->count - 1 - depth];
}

static void pop(Unpickler *unpickler, uint32_t count)
{
    List *stack = unpickler->stack;
    while (count--)
        value_drop(unpickler->vm, stack->items[--stack->count]);
}

// Puts [value], which is taken over, in the place of the topmost [count].
static bool replace(Unpickler *unpickler, uint32_t count, Value value)
{
    pop(unpickler, count);
    return list_take(unpickler->vm, unpickler->stack, value);
}

static bool find_global(Unpickler *unpickler, const Str *name)
{
    Vm *vm = unpickler->vm;
    Value found;
    if (!global_find(vm, name, &found)) return false;
    if (!value_is_unset(found)) return list_take(vm, unpickler->stack, found);
    return raise_error(vm, ATTRIBUTE_ERROR,
                       "Can't get attribute '%s' on <module '__main__' from '%s'>",
                       name->bytes, vm_program_name(vm));
}

static bool make_tuple(Unpickler *unpickler, uint32_t count)
{
    // An empty tuple may be the first of all, and then there is no stack yet.
    const List *stack = unpickler->stack;
    const Value *items = count ? stack->items + stack->count - count : NULL;
    Value tuple = tuple_of(unpickler->vm, items, (int)count);
    return replace(unpickler, count, tuple);
}

static bool make_frozenset(Unpickler *unpickler, uint32_t count)
{
    Set *set = set_new(unpickler->vm, true);
    bool ok = true;
    for (uint32_t i = count; ok && i-- > 0;)
        ok = set_add(unpickler->vm, set, below(unpickler, i));
    if (ok) return replace(unpickler, count, value_object(set));
    object_drop(unpickler->vm, set);
    return false;
}

static bool append(Unpickler *unpickler)
{
    Vm *vm = unpickler->vm;
    Value to = below(unpickler, 1), item = below(unpickler, 0), ignored = UNSET;
    bool ok = value_is_list(to) ? list_append(vm, LIST(to), item)
                                : call_method(vm, to, "append", &item, 1, &ignored);
    value_drop(vm, ignored);
    if (ok) pop(unpickler, 1);
    return ok;
}

static bool set_item(Unpickler *unpickler)
{
    Vm *vm = unpickler->vm;
    Value to = below(unpickler, 2), key = below(unpickler, 1);
    bool ok = value_is_dict(to) ? dict_set(vm, DICT(to), key, below(unpickler, 0))
                                : value_set_item(vm, to, key, below(unpickler, 0));
    if (ok) pop(unpickler, 2);
    return ok;
}

static bool call_it(Unpickler *unpickler)
{
    Value made, arguments = below(unpickler, 0);
    return call(unpickler->vm, below(unpickler, 1), TUPLE(arguments)->items,
                (int)TUPLE(arguments)->count, &made) &&
           replace(unpickler, 2, made);
}

// class.__new__(class, *arguments)
static bool make_new(Unpickler *unpickler)
{
    Vm *vm = unpickler->vm;
    Value class_ = below(unpickler, 1), new, made;
    const Tuple *given = TUPLE(below(unpickler, 0));
    if (!value_get_attribute(vm, class_, vm->names.new, &new)) return false;
    Tuple *arguments = tuple_new(vm, (int)given->count + 1);
    arguments->items[0] = value_keep(class_);
    for (uint32_t i = 0; i < given->count; i++)
        arguments->items[i + 1] = value_keep(given->items[i]);
    bool ok = call(vm, new, arguments->items, (int)arguments->count, &made);
    value_drop(vm, new);
    object_drop(vm, arguments);
    return ok && replace(unpickler, 2, made);
}

static bool make_partial(Unpickler *unpickler)
{
    Vm *vm = unpickler->vm;
    const Tuple *given = TUPLE(below(unpickler, 1));
    Tuple *arguments = tuple_new(vm, (int)given->count + 1);
    arguments->items[0] = value_keep(below(unpickler, 2));
    for (uint32_t i = 0; i < given->count; i++)
        arguments->items[i + 1] = value_keep(given->items[i]);
    Value made;
    bool ok = call_packed(vm, below(unpickler, 3), value_object(arguments),
                          below(unpickler, 0), &made);
    object_drop(vm, arguments);
    return ok && replace(unpickler, 4, made);
}

// __setstate__ if the class has it, else a dict of attributes, or two of them in a tuple.
static bool set_attributes(Vm *vm, Value object, Value state)
{
    DictEntry *entry;
    if (value_is_tuple(state)) {
        for (uint32_t i = 0; i < TUPLE(state)->count; i++)
            if (!value_is_none(TUPLE(state)->items[i]) &&
                !set_attributes(vm, object, TUPLE(state)->items[i]))
                return false;
        return true;
    }
    if (!value_is_dict(state))
        return raise_error(vm, PICKLING_ERROR, "state is not a dictionary");
    Dict *own = object_attributes(object.object);
    for (uint32_t at = 0; dict_next(DICT(state), &at, &entry);) {
        bool known = own && value_is_str(entry->key);
        bool ok = known ? dict_set(vm, own, entry->key, entry->value)
                        : object_set_attribute(vm, object, STR(entry->key), entry->value);
        if (!ok) return false;
    }
    return true;
}

static bool build(Unpickler *unpickler)
{
    Vm *vm = unpickler->vm;
    Value object = below(unpickler, 1), state = below(unpickler, 0), ignored = UNSET;
    bool found;
    bool ok = call_special(vm, object, str_intern(vm, "__setstate__"), &state, 1, &found,
                           &ignored);
    value_drop(vm, ignored);
    if (ok && !found) ok = set_attributes(vm, object, state);
    if (ok) pop(unpickler, 1);
    return ok;
}

static bool follow(Unpickler *unpickler, const Step *step)
{
    Vm *vm = unpickler->vm;
    List *stack = unpickler->stack;
    bool ok;
    switch (step->kind) {
    case STEP_PUSH: return list_append(vm, stack, step->value);
    case STEP_GLOBAL: return find_global(unpickler, STR(step->value));
    case STEP_AGAIN: return list_append(vm, stack, unpickler->memo->items[step->count]);
    case STEP_MEMOIZE: return list_append(vm, unpickler->memo, below(unpickler, 0));
    case STEP_TUPLE: return make_tuple(unpickler, step->count);
    case STEP_FROZENSET: return make_frozenset(unpickler, step->count);
    case STEP_LIST: return list_take(vm, stack, value_object(list_new(vm)));
    case STEP_DICT: return list_take(vm, stack, value_object(dict_new(vm)));
    case STEP_SET: return list_take(vm, stack, value_object(set_new(vm, false)));
    case STEP_APPEND: return append(unpickler);
    case STEP_ADD:
        ok = set_add(vm, (Set *)below(unpickler, 1).object, below(unpickler, 0));
        if (ok) pop(unpickler, 1);
        return ok;
    case STEP_SET_ITEM: return set_item(unpickler);
    case STEP_CALL: return call_it(unpickler);
    case STEP_NEW: return make_new(unpickler);
    case STEP_PARTIAL: return make_partial(unpickler);
    case STEP_BUILD: return build(unpickler);
    }
    return false;
}

bool message_unpack(Vm *vm, const Message *message, Value *result)
{
    Unpickler unpickler = {vm, list_new(vm), list_new(vm)};
    bool ok = true;
    for (uint32_t i = 0; ok && i < message->count; i++)
        ok = follow(&unpickler, &message->steps[i]);
    if (ok) *result = value_keep(below(&unpickler, 0));
    object_drop(vm, unpickler.stack);
    object_drop(vm, unpickler.memo);
    return ok;
}
