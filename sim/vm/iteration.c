// iteration.c -- enumerate, zip, map, filter and reversed: iterators over iterators.

#include "vm/big.h"
#include "vm/call.h"
#include "vm/exception.h"
#include "vm/iterators.h"
#include "vm/operators.h"
#include "vm/sequence.h"
#include "vm/vm.h"

static bool ended(Value *result)
{
    *result = UNSET;
    return true;
}

// The next item of the iterator inside another one, which may be such a one itself, and
// so on, deeper than the C stack is.
static bool inner_next(Vm *vm, Value iterator, Value *result)
{
    if (!recursion_enter(vm, "")) return false;
    bool ok = value_next(vm, iterator, result);
    recursion_leave(vm);
    return ok;
}

// -- enumerate ---------------------------------------------------------------------

typedef struct Enumerate {
    Object object;
    Value iterator;
    int64_t number;
    Value beyond; // the number instead, once it is past 64 bits; else UNSET
} Enumerate;

static bool enumerate_create(Vm *vm, Type *type, const Arguments *arguments,
                             Value *result)
{
    static const NativeSpec spec = {"enumerate", "iterable, start=0", NULL, 0};
    Value args[2], iterator, start;
    if (!arguments->count && !arguments->names) // CPython has words of its own for this
        return raise_error(vm, TYPE_ERROR,
                           "enumerate() missing required argument 'iterable'");
    for (uint32_t i = 0; arguments->names && i < arguments->names->count; i++) {
        const Str *name = STR(arguments->names->items[i]);
        if (arguments->count < 2 && !str_is(name, "iterable") && !str_is(name, "start"))
            return raise_error(vm, TYPE_ERROR,
                               "'%s' is an invalid keyword argument for enumerate()",
                               name->bytes);
    }
    if (!arguments_bind(vm, &spec, arguments, args)) return false;
    bool ok = arg_whole(vm, args[1], &start);
    if (ok && !value_iter(vm, args[0], &iterator)) {
        value_drop(vm, start);
        ok = false;
    }
    arguments_unbind(vm, &spec, args);
    if (!ok) return false;
    Enumerate *self = object_new(vm, type);
    self->iterator = iterator;
    self->number = value_is_big(start) ? 0 : start.integer;
    self->beyond = value_is_big(start) ? start : UNSET;
    *result = value_object(self);
    return true;
}

static void enumerate_release(Vm *vm, Object *self)
{
    value_drop(vm, ((Enumerate *)self)->iterator);
    value_drop(vm, ((Enumerate *)self)->beyond);
}

// The number that comes next, and one more for the one behind it.
static bool enumerate_count(Vm *vm, Enumerate *self, Value *number)
{
    Value now = value_is_unset(self->beyond) ? value_int(self->number) : self->beyond;
    if (value_is_unset(self->beyond) &&
        !__builtin_add_overflow(self->number, 1, &self->number)) {
        *number = now;
        return true;
    }
    Value next;
    if (!big_arithmetic(vm, BINARY_ADD, now, value_int(1), &next)) return false;
    *number = now;
    self->beyond = next;
    return true;
}

static bool enumerate_next(Vm *vm, Value v, Value *result)
{
    Enumerate *self = (Enumerate *)v.object;
    Value item;
    if (!inner_next(vm, self->iterator, &item)) return false;
    if (value_is_unset(item)) return ended(result);
    Value number;
    if (!enumerate_count(vm, self, &number)) {
        value_drop(vm, item);
        return false;
    }
    Tuple *pair = tuple_new(vm, 2);
    pair->items[0] = number;
    pair->items[1] = item;
    *result = value_object(pair);
    return true;
}

static const NativeSpec generic_methods[] = {
    {"__class_getitem__", "cls, item, /", generic_alias_of, NATIVE_CLASS},
    {0},
};

static const TypeSpec enumerate_spec = {
    .name = "enumerate",
    .module = "builtins",
    .layout = LAYOUT_ITERATOR,
    .size = sizeof(Enumerate),
    .slots = {.create = enumerate_create,
              .release = enumerate_release,
              .iter = iterator_iter,
              .next = enumerate_next},
    .methods = generic_methods,
};

// -- zip and map -------------------------------------------------------------------

// Several iterators walked side by side.
typedef struct Parallel {
    Object object;
    Value function;   // of map
    Tuple *iterators; // NULL when a strict zip has failed
    bool strict;
} Parallel;

static void parallel_release(Vm *vm, Object *object)
{
    Parallel *self = (Parallel *)object;
    value_drop(vm, self->function);
    object_drop(vm, self->iterators);
}

// The iterators of [count] iterables.
static Tuple *iterators_of(Vm *vm, const Value *iterables, uint32_t count)
{
    Tuple *iterators = tuple_new(vm, (int)count);
    for (uint32_t i = 0; i < count; i++) {
        if (value_iter(vm, iterables[i], &iterators->items[i])) continue;
        object_drop(vm, iterators);
        return NULL;
    }
    return iterators;
}

static bool zip_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    static const NativeSpec spec = {"zip", "*iterables, strict=False", NULL, 0};
    Value args[2];
    bool strict;
    if (!arguments_bind(vm, &spec, arguments, args)) return false;
    Tuple *iterators = NULL;
    if (value_truth(vm, args[1], &strict))
        iterators = iterators_of(vm, TUPLE(args[0])->items, TUPLE(args[0])->count);
    arguments_unbind(vm, &spec, args);
    if (!iterators) return false;
    Parallel *self = object_new(vm, type);
    self->function = NONE;
    self->iterators = iterators;
    self->strict = strict;
    *result = value_object(self);
    return true;
}

static bool raise_uneven(Vm *vm, uint32_t number, const char *how)
{
    if (number == 2)
        return raise_error(vm, VALUE_ERROR, "zip() argument 2 is %s than argument 1",
                           how);
    return raise_error(vm, VALUE_ERROR, "zip() argument %u is %s than arguments 1-%u",
                       number, how, number - 1);
}

// The iterator number [at] has ended: the others must have, too.
static bool end_strictly(Vm *vm, const Tuple *iterators, uint32_t at)
{
    if (at) return raise_uneven(vm, at + 1, "shorter");
    for (uint32_t i = 1; i < iterators->count; i++) {
        Value item;
        if (!inner_next(vm, iterators->items[i], &item)) return false;
        if (value_is_unset(item)) continue;
        value_drop(vm, item);
        return raise_uneven(vm, i + 1, "longer");
    }
    return true;
}

static bool zip_next(Vm *vm, Value v, Value *result)
{
    Parallel *self = (Parallel *)v.object;
    uint32_t count = self->iterators->count;
    if (!count) return ended(result);
    Tuple *iterators = object_keep(self->iterators);
    Tuple *items = tuple_new(vm, (int)count);
    bool ok = true;
    uint32_t at = 0;
    for (; at < count; at++) {
        ok = inner_next(vm, iterators->items[at], &items->items[at]);
        if (!ok || value_is_unset(items->items[at])) break;
    }
    if (at == count) {
        *result = value_object(items);
    } else {
        if (!ok) items->items[at] = UNSET;
        object_drop(vm, items);
        if (ok && self->strict) ok = end_strictly(vm, iterators, at);
        if (ok) *result = UNSET;
    }
    object_drop(vm, iterators);
    return ok;
}

static const TypeSpec zip_spec = {
    .name = "zip",
    .module = "builtins",
    .layout = LAYOUT_ITERATOR,
    .size = sizeof(Parallel),
    .slots = {.create = zip_create,
              .release = parallel_release,
              .iter = iterator_iter,
              .next = zip_next},
};

static bool map_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    static const NativeSpec spec = {"map", "*args", NULL, 0};
    Value args[1];
    if (!arguments_bind(vm, &spec, arguments, args)) return false;
    const Tuple *given = TUPLE(args[0]);
    Tuple *iterators = NULL;
    Value function = UNSET;
    if (given->count < 2) {
        raise_error(vm, TYPE_ERROR, "map() must have at least two arguments.");
    } else {
        iterators = iterators_of(vm, given->items + 1, given->count - 1);
        function = value_keep(given->items[0]);
    }
    arguments_unbind(vm, &spec, args);
    if (!iterators) {
        value_drop(vm, function);
        return false;
    }
    Parallel *self = object_new(vm, type);
    self->function = function;
    self->iterators = iterators;
    *result = value_object(self);
    return true;
}

static bool map_next(Vm *vm, Value v, Value *result)
{
    Parallel *self = (Parallel *)v.object;
    Tuple *iterators = object_keep(self->iterators);
    Value function = value_keep(self->function);
    Tuple *items = tuple_new(vm, (int)iterators->count);
    bool ok = true, all = true;
    for (uint32_t i = 0; ok && all && i < iterators->count; i++) {
        Value item = UNSET;
        ok = inner_next(vm, iterators->items[i], &item);
        if (!ok) break;
        items->items[i] = item;
        all = !value_is_unset(item);
    }
    if (ok && all)
        ok = call(vm, function, items->items, (int)items->count, result);
    else if (ok)
        *result = UNSET;
    object_drop(vm, items);
    value_drop(vm, function);
    object_drop(vm, iterators);
    return ok;
}

static const TypeSpec map_spec = {
    .name = "map",
    .module = "builtins",
    .layout = LAYOUT_ITERATOR,
    .size = sizeof(Parallel),
    .slots = {.create = map_create,
              .release = parallel_release,
              .iter = iterator_iter,
              .next = map_next},
};

// -- filter ------------------------------------------------------------------------

typedef struct Filter {
    Object object;
    Value function; // None: the truth of the item
    Value iterator;
} Filter;

static bool filter_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    static const NativeSpec spec = {"filter", "function, iterable, /", NULL, 0};
    Value args[2], iterator;
    if (!arguments_bind(vm, &spec, arguments, args)) return false;
    bool ok = value_iter(vm, args[1], &iterator);
    if (ok) {
        Filter *self = object_new(vm, type);
        self->function = value_keep(args[0]);
        self->iterator = iterator;
        *result = value_object(self);
    }
    arguments_unbind(vm, &spec, args);
    return ok;
}

static void filter_release(Vm *vm, Object *self)
{
    value_drop(vm, ((Filter *)self)->function);
    value_drop(vm, ((Filter *)self)->iterator);
}

static bool filter_passes(Vm *vm, Value function, Value item, bool *passes)
{
    if (value_is_none(function) ||
        (function.kind == VALUE_OBJECT && function.object == &vm->types.bool_->object))
        return value_truth(vm, item, passes);
    Value answer;
    if (!call(vm, function, &item, 1, &answer)) return false;
    bool ok = value_truth(vm, answer, passes);
    value_drop(vm, answer);
    return ok;
}

static bool filter_next(Vm *vm, Value v, Value *result)
{
    Filter *self = (Filter *)v.object;
    for (;;) {
        Value item;
        bool passes;
        if (!inner_next(vm, self->iterator, &item)) return false;
        if (value_is_unset(item)) return ended(result);
        bool ok = filter_passes(vm, self->function, item, &passes);
        if (ok && passes) {
            *result = item;
            return true;
        }
        value_drop(vm, item);
        if (!ok) return false;
    }
}

static const TypeSpec filter_spec = {
    .name = "filter",
    .module = "builtins",
    .layout = LAYOUT_ITERATOR,
    .size = sizeof(Filter),
    .slots = {.create = filter_create,
              .release = filter_release,
              .iter = iterator_iter,
              .next = filter_next},
};

// -- reversed ----------------------------------------------------------------------

typedef struct Reversed {
    Object object;
    Value sequence; // UNSET when exhausted
    int64_t at;     // of the next item
} Reversed;

bool value_reversed(Vm *vm, Value v, Value *result)
{
    Type *type = value_type(vm, v);
    Value method = type_lookup(vm, type, vm->names.reversed);
    if (!value_is_unset(method) && !value_is_none(method)) {
        bool found;
        return call_special(vm, v, vm->names.reversed, NULL, 0, &found, result);
    }
    if (!value_is_unset(method) || !type->slots.get_item || !type->slots.len ||
        value_is_dict(v))
        return raise_error(vm, TYPE_ERROR, "'%s' object is not reversible",
                           type_name(type));
    int64_t len;
    if (!value_len(vm, v, &len)) return false;
    Reversed *self = object_new(vm, vm->types.reversed);
    self->sequence = value_keep(v);
    self->at = len - 1;
    *result = value_object(self);
    return true;
}

static bool reversed_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    static const NativeSpec spec = {"reversed", "sequence, /", NULL, 0};
    (void)type;
    Value args[1];
    if (!arguments_bind(vm, &spec, arguments, args)) return false;
    bool ok = value_reversed(vm, args[0], result);
    arguments_unbind(vm, &spec, args);
    return ok;
}

static void reversed_release(Vm *vm, Object *self)
{
    value_clear(vm, &((Reversed *)self)->sequence);
}

static bool reversed_next(Vm *vm, Value v, Value *result)
{
    Reversed *self = (Reversed *)v.object;
    if (value_is_unset(self->sequence)) return ended(result);
    if (self->at >= 0) {
        if (value_get_item(vm, self->sequence, value_int(self->at), result)) {
            self->at--;
            return true;
        }
        if (!exception_is_raised(vm, INDEX_ERROR) &&
            !exception_is_raised(vm, STOP_ITERATION))
            return false;
        value_drop(vm, exception_take(vm));
    }
    value_clear(vm, &self->sequence);
    return ended(result);
}

static const TypeSpec reversed_spec = {
    .name = "reversed",
    .module = "builtins",
    .layout = LAYOUT_ITERATOR,
    .size = sizeof(Reversed),
    .slots = {.create = reversed_create,
              .release = reversed_release,
              .iter = iterator_iter,
              .next = reversed_next},
};

void iteration_init(Vm *vm)
{
    vm->types.enumerate = type_new(vm, &enumerate_spec, NULL);
    vm->types.zip = type_new(vm, &zip_spec, NULL);
    vm->types.map = type_new(vm, &map_spec, NULL);
    vm->types.filter = type_new(vm, &filter_spec, NULL);
    vm->types.reversed = type_new(vm, &reversed_spec, NULL);
}
