// protocols.c -- what any value is asked for: truth, hash, length, items, text, iteration.
//
// Each function tries the type's slot, then CPython's fallbacks, and raises CPython's
// TypeError where there is nothing to try.

#include "vm/call.h"
#include "vm/exception.h"
#include "vm/heap.h"
#include "vm/numbers.h"
#include "vm/operators.h"
#include "vm/strings.h"
#include "vm/vm.h"

#include <string.h>

// For vm_spend(). A repr is made and copied into another one.
enum { HASH_WORK = 2, NEXT_WORK = 2, REPR_WORK = 16 };

// -- Truth, hash, length -----------------------------------------------------------

bool value_truth(Vm *vm, Value v, bool *result)
{
    switch (v.kind) {
    case VALUE_NONE: *result = false; return true;
    case VALUE_BOOL:
    case VALUE_INT: *result = v.integer != 0; return true;
    case VALUE_FLOAT: *result = v.number != 0; return true;
    case VALUE_OBJECT: break;
    default: *result = true; return true;
    }
    const Slots *slots = &v.object->type->slots;
    if (slots->truth) return slots->truth(vm, v, result);
    *result = true;
    if (!slots->len) return true;
    int64_t len;
    if (!slots->len(vm, v, &len)) return false;
    *result = len != 0;
    return true;
}

bool value_hash(Vm *vm, Value v, int64_t *result)
{
    Type *type = value_type(vm, v);
    if (!vm_spend(vm, HASH_WORK)) return false;
    if (type->slots.hash) return type->slots.hash(vm, v, result);
    return raise_error(vm, TYPE_ERROR, "unhashable type: '%s'", type_name(type));
}

bool value_len(Vm *vm, Value v, int64_t *result)
{
    Type *type = value_type(vm, v);
    if (type->slots.len) return type->slots.len(vm, v, result);
    return raise_error(vm, TYPE_ERROR, "object of type '%s' has no len()",
                       type_name(type));
}

// -- Items -------------------------------------------------------------------------

// C[key] of a class: __class_getitem__, if it has one.
static bool class_item(Vm *vm, Value class, Value key, Value *result)
{
    Value method;
    if (!value_find_attribute(vm, class, vm->names.class_getitem, &method)) return false;
    if (value_is_unset(method))
        return raise_error(vm, TYPE_ERROR, "type '%s' is not subscriptable",
                           type_name((Type *)class.object));
    bool ok = call(vm, method, &key, 1, result);
    value_drop(vm, method);
    return ok;
}

bool value_get_item(Vm *vm, Value container, Value key, Value *result)
{
    Type *type = value_type(vm, container);
    if (type->slots.get_item) return type->slots.get_item(vm, container, key, result);
    if (type->layout == LAYOUT_TYPE) return class_item(vm, container, key, result);
    return raise_error(vm, TYPE_ERROR, "'%s' object is not subscriptable",
                       type_name(type));
}

// Of what is a sequence CPython complains in other words, if the key could be an index.
static bool lacks_deletion_as_sequence(const Type *type, Value key)
{
    bool is_sequence = !(type->flags & TYPE_NATIVE) || type->slots.len;
    return is_sequence && (key.kind == VALUE_INT || key.kind == VALUE_BOOL);
}

bool value_set_item(Vm *vm, Value container, Value key, Value value)
{
    Type *type = value_type(vm, container);
    if (type->slots.set_item) return type->slots.set_item(vm, container, key, value);
    const char *message = "'%s' object does not support item assignment";
    if (value_is_unset(value))
        message = lacks_deletion_as_sequence(type, key)
                      ? "'%s' object doesn't support item deletion"
                      : "'%s' object does not support item deletion";
    return raise_error(vm, TYPE_ERROR, message, type_name(type));
}

static bool iterate_for(Vm *vm, Value container, Value item, bool *result)
{
    Type *type = value_type(vm, container);
    Value iterator;
    if (!type->slots.iter && (!type->slots.get_item || type->layout == LAYOUT_TYPE))
        return raise_error(vm, TYPE_ERROR, "argument of type '%s' is not iterable",
                           type_name(type));
    if (!value_iter(vm, container, &iterator)) return false;

    bool ok = true;
    *result = false;
    while (ok && !*result) {
        Value next;
        ok = value_next(vm, iterator, &next);
        if (!ok || value_is_unset(next)) break;
        ok = value_equal(vm, next, item, result);
        value_drop(vm, next);
    }
    value_drop(vm, iterator);
    return ok;
}

bool value_contains(Vm *vm, Value container, Value item, bool *result)
{
    Type *type = value_type(vm, container);
    if (type->slots.contains) return type->slots.contains(vm, container, item, result);
    return iterate_for(vm, container, item, result);
}

// -- Iterating ---------------------------------------------------------------------

// Iterates what has only __getitem__: 0, 1, 2 ... until IndexError or StopIteration.
typedef struct SequenceIterator {
    Object object;
    Value sequence; // UNSET when exhausted
    int64_t at;
} SequenceIterator;

static bool sequence_next(Vm *vm, Value self, Value *result)
{
    SequenceIterator *iterator = (SequenceIterator *)self.object;
    if (value_is_unset(iterator->sequence)) {
        *result = UNSET;
        return true;
    }
    if (value_get_item(vm, iterator->sequence, value_int(iterator->at), result)) {
        iterator->at++;
        return true;
    }
    if (!exception_is_raised(vm, INDEX_ERROR) && !exception_is_raised(vm, STOP_ITERATION))
        return false;
    value_drop(vm, exception_take(vm));
    value_clear(vm, &iterator->sequence);
    *result = UNSET;
    return true;
}

static bool sequence_iter(Vm *vm, Value self, Value *result)
{
    (void)vm;
    *result = value_keep(self);
    return true;
}

static void sequence_release(Vm *vm, Object *self)
{
    value_clear(vm, &((SequenceIterator *)self)->sequence);
}

static const TypeSpec sequence_iterator_spec = {
    .name = "iterator",
    .module = "builtins",
    .layout = LAYOUT_ITERATOR,
    .size = sizeof(SequenceIterator),
    .flags = TYPE_NATIVE | TYPE_FINAL,
    .slots = {.release = sequence_release, .iter = sequence_iter, .next = sequence_next},
};

void operators_init(Vm *vm)
{
    vm->types.sequence_iterator = type_new(vm, &sequence_iterator_spec, NULL);
}

static bool sequence_iterator_new(Vm *vm, Value sequence, Value *result)
{
    SequenceIterator *iterator = object_new(vm, vm->types.sequence_iterator);
    iterator->sequence = value_keep(sequence);
    *result = value_object(iterator);
    return true;
}

bool value_iter(Vm *vm, Value v, Value *iterator)
{
    Type *type = value_type(vm, v);
    if (!type->slots.iter) {
        if (type->slots.get_item && type->layout != LAYOUT_TYPE)
            return sequence_iterator_new(vm, v, iterator);
        return raise_error(vm, TYPE_ERROR, "'%s' object is not iterable",
                           type_name(type));
    }
    Value made;
    if (!type->slots.iter(vm, v, &made)) return false;
    if (!value_type(vm, made)->slots.next) {
        raise_error(vm, TYPE_ERROR, "iter() returned non-iterator of type '%s'",
                    value_type_name(vm, made));
        value_drop(vm, made);
        return false;
    }
    *iterator = made;
    return true;
}

// An iterator of the program ended by raising StopIteration: that is no exception here.
static bool end_of_iteration(Vm *vm, Value *result)
{
    if (!exception_is_raised(vm, STOP_ITERATION)) return false;
    Value stop = exception_take(vm);
    Value value = EXCEPTION_OF(stop)->value;
    value_set(vm, &vm->stop_value, value_is_unset(value) ? NONE : value_keep(value));
    value_drop(vm, stop);
    *result = UNSET;
    return true;
}

bool value_next(Vm *vm, Value iterator, Value *result)
{
    Type *type = value_type(vm, iterator);
    if (!vm_spend(vm, NEXT_WORK)) return false;
    if (!type->slots.next)
        return raise_error(vm, TYPE_ERROR, "'%s' object is not an iterator",
                           type_name(type));
    return type->slots.next(vm, iterator, result) || end_of_iteration(vm, result);
}

// -- Text --------------------------------------------------------------------------

// Holds a method to its promise of returning a str. Drops what is none.
static bool hold_to_str(Vm *vm, const char *method, Value text, Value *result)
{
    if (value_is_str(text)) {
        *result = text;
        return true;
    }
    raise_error(vm, TYPE_ERROR, "%s returned non-string (type %s)", method,
                value_type_name(vm, text));
    value_drop(vm, text);
    return false;
}

bool value_repr(Vm *vm, Value v, Value *result)
{
    Type *type = value_type(vm, v);
    Value text;
    if (!vm_spend(vm, REPR_WORK)) return false;
    if (!recursion_enter(vm, " while getting the repr of an object")) return false;
    bool ok = type->slots.repr(vm, v, &text);
    recursion_leave(vm);
    return ok && hold_to_str(vm, "__repr__", text, result);
}

bool value_str(Vm *vm, Value v, Value *result)
{
    Type *type = value_type(vm, v);
    if (type == vm->types.str) {
        *result = value_keep(v);
        return true;
    }
    Value text;
    if (!recursion_enter(vm, " while getting the str of an object")) return false;
    // object's __str__ is the type's repr, held to the promise of __str__.
    bool own = type->slots.str && type->slots.str != vm->types.object->slots.str;
    bool ok = (own ? type->slots.str : type->slots.repr)(vm, v, &text);
    recursion_leave(vm);
    return ok && hold_to_str(vm, "__str__", text, result);
}

bool value_ascii(Vm *vm, Value v, Value *result)
{
    Value repr;
    if (!value_repr(vm, v, &repr)) return false;
    if (STR(repr)->size == STR(repr)->length) {
        *result = repr;
        return true;
    }
    Text text = {0};
    str_add_ascii(&text, STR(repr));
    value_drop(vm, repr);
    return str_from_text(vm, &text, result);
}

bool value_format(Vm *vm, Value v, Value spec, Value *result)
{
    Type *type = value_type(vm, v);
    if (type == vm->types.str && STR(spec)->size == 0) {
        *result = value_keep(v);
        return true;
    }
    if (!type->slots.format) {
        if (STR(spec)->size == 0) return value_str(vm, v, result);
        return raise_error(vm, TYPE_ERROR,
                           "unsupported format string passed to %s.__format__",
                           type_name(type));
    }
    Value text;
    if (!type->slots.format(vm, v, STR(spec), &text)) return false;
    if (value_is_str(text)) {
        *result = text;
        return true;
    }
    raise_error(vm, TYPE_ERROR, "__format__ must return a str, not %s",
                value_type_name(vm, text));
    value_drop(vm, text);
    return false;
}

bool text_fits(Vm *vm, const Text *text)
{
    const size_t small = 1 << 20;
    return text->size < small || heap_allows(vm, text->size);
}

static bool add_str(Vm *vm, Text *text, bool made, Value str)
{
    if (!made) return false;
    text_add_bytes(text, STR(str)->bytes, STR(str)->size);
    value_drop(vm, str);
    return text_fits(vm, text);
}

bool text_add_repr(Vm *vm, Text *text, Value v)
{
    if (v.kind == VALUE_INT) {
        text_add_int(text, v.integer);
        return true;
    }
    if (v.kind == VALUE_FLOAT) {
        float_add_repr(text, v.number);
        return true;
    }
    if (v.kind == VALUE_OBJECT && v.object->type == vm->types.str) {
        str_add_repr(text, STR(v));
        return text_fits(vm, text);
    }
    Value str = UNSET;
    return add_str(vm, text, value_repr(vm, v, &str), str);
}

bool text_add_str(Vm *vm, Text *text, Value v)
{
    if (v.kind == VALUE_INT || v.kind == VALUE_FLOAT) return text_add_repr(vm, text, v);
    Value str = UNSET;
    return add_str(vm, text, value_str(vm, v, &str), str);
}

// -- Recursion ---------------------------------------------------------------------

bool recursion_enter(Vm *vm, const char *where)
{
    if (++vm->native_depth <= vm->native_depth_most) return true;
    vm->native_depth--;
    return raise_error(vm, RECURSION_ERROR, "maximum recursion depth exceeded%s", where);
}

void recursion_leave(Vm *vm)
{
    vm->native_depth--;
}

bool recursion_enter_function(Vm *vm)
{
    if (vm->depth >= vm->recursion_limit)
        return raise_error(vm, RECURSION_ERROR, "maximum recursion depth exceeded");
    vm->depth++;
    return true;
}

void recursion_leave_function(Vm *vm)
{
    vm->depth--;
}

typedef struct ReprGuard {
    struct ReprGuard *outer;
    Object *object;
} ReprGuard;

bool repr_enter(Vm *vm, Value v)
{
    for (const ReprGuard *guard = vm->printing; guard; guard = guard->outer)
        if (guard->object == v.object) return true;
    ReprGuard *guard = heap_new(vm, sizeof *guard);
    *guard = (ReprGuard){vm->printing, v.object};
    vm->printing = guard;
    return false;
}

void repr_leave(Vm *vm, Value v)
{
    (void)v;
    ReprGuard *guard = vm->printing;
    vm->printing = guard->outer;
    heap_free(vm, guard, sizeof *guard);
}
