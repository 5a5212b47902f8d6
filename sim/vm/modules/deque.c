// deque.c -- collections.deque: a ring of values, quick at both ends.

#include "base/assert.h"
#include "vm/copying.h"
#include "vm/exception.h"
#include "vm/heap.h"
#include "vm/iterators.h"
#include "vm/modules/collections.h"
#include "vm/operators.h"
#include "vm/sequence.h"

enum { FIRST_ROOM = 8 };

typedef struct Deque {
    Object object;
    Value *ring;
    uint32_t room;  // of the ring, a power of two; 0 before the first item
    uint32_t first; // where the leftmost item stands
    uint32_t count;
    uint32_t state; // changes whenever an item comes or goes
    int64_t most;   // maxlen; -1: none
} Deque;

#define DEQUE(value) ((Deque *)(value).object)

static inline Value *slot_at(const Deque *deque, uint32_t at)
{
    return &deque->ring[(deque->first + at) & (deque->room - 1)];
}

static bool is_deque(const Vm *vm, Value v)
{
    return v.kind == VALUE_OBJECT && type_is_subtype(v.object->type, vm->types.deque);
}

static bool make_room(Vm *vm, Deque *deque)
{
    if (deque->count < deque->room) return true;
    if (deque->room > INT32_MAX) return vm_halt(vm, HALT_LIMIT, "memory_mb");
    uint32_t room = deque->room ? deque->room * 2 : FIRST_ROOM;
    Value *ring = heap_buffer_resize(vm, NULL, 0, room * sizeof(Value));
    if (!ring) return false;
    for (uint32_t i = 0; i < deque->count; i++)
        ring[i] = *slot_at(deque, i);
    heap_buffer_free(vm, deque->ring, deque->room * sizeof(Value));
    deque->ring = ring;
    deque->room = room;
    deque->first = 0;
    return true;
}

// The caller owns what these two give. The deque is not empty.
static Value take_left(Deque *deque)
{
    Value item = *slot_at(deque, 0);
    deque->first = (deque->first + 1) & (deque->room - 1);
    deque->count--;
    deque->state++;
    return item;
}

static Value take_right(Deque *deque)
{
    Value item = *slot_at(deque, --deque->count);
    deque->state++;
    return item;
}

static bool put_right(Vm *vm, Deque *deque, Value item)
{
    if (!make_room(vm, deque)) return false;
    *slot_at(deque, deque->count++) = value_keep(item);
    deque->state++;
    if (deque->most >= 0 && deque->count > deque->most) value_drop(vm, take_left(deque));
    return true;
}

static bool put_left(Vm *vm, Deque *deque, Value item)
{
    if (!make_room(vm, deque)) return false;
    deque->first = (deque->first - 1) & (deque->room - 1);
    *slot_at(deque, 0) = value_keep(item);
    deque->count++;
    deque->state++;
    if (deque->most >= 0 && deque->count > deque->most) value_drop(vm, take_right(deque));
    return true;
}

static void empty(Vm *vm, Deque *deque)
{
    Deque old = *deque;
    deque->ring = NULL;
    deque->room = deque->first = deque->count = 0;
    deque->state++;
    for (uint32_t i = 0; i < old.count; i++)
        value_drop(vm, *slot_at(&old, i));
    heap_buffer_free(vm, old.ring, old.room * sizeof(Value));
}

typedef bool Put(Vm *vm, Deque *deque, Value item);

static bool put_all(Vm *vm, Deque *deque, Value iterable, Put *put)
{
    Value source = UNSET, iterator, item = UNSET;
    if (value_is(iterable, value_object(deque))) { // d.extend(d)
        if (!list_from_iterable(vm, iterable, &source)) return false;
        iterable = source;
    }
    bool ok = value_iter(vm, iterable, &iterator);
    value_drop(vm, source);
    if (!ok) return false;
    while ((ok = value_next(vm, iterator, &item)) && !value_is_unset(item)) {
        ok = put(vm, deque, item);
        value_drop(vm, item);
        if (!ok) break;
    }
    value_drop(vm, iterator);
    return ok;
}

static Deque *deque_like(Vm *vm, const Deque *other, int64_t most)
{
    Deque *deque = object_new(vm, other->object.type);
    deque->most = most;
    return deque;
}

// -- Slots -------------------------------------------------------------------------

static bool deque_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    (void)arguments;
    Deque *deque = object_new(vm, type);
    deque->most = -1;
    *result = value_object(deque);
    return true;
}

static bool deque_init(Vm *vm, Value self, const Arguments *arguments)
{
    static const NativeSpec spec = {"deque", "iterable=, maxlen=None", NULL, 0};
    Value args[2];
    Deque *deque = DEQUE(self);
    if (!arguments_bind(vm, &spec, arguments, args)) return false;
    int64_t most = -1;
    bool ok = true;
    if (!value_is_none(args[1])) {
        if (!value_is_int(args[1]))
            ok = raise_error(vm, TYPE_ERROR, "an integer is required");
        else if ((most = args[1].integer) < 0)
            ok = raise_error(vm, VALUE_ERROR, "maxlen must be non-negative");
    }
    if (ok) {
        deque->most = most;
        empty(vm, deque);
        ok = value_is_unset(args[0]) || put_all(vm, deque, args[0], put_right);
    }
    arguments_unbind(vm, &spec, args);
    return ok;
}

static void deque_copy(Copying *copying, Object *copy)
{
    Deque *deque = (Deque *)copy;
    Deque original = *deque;
    deque->ring = copying_buffer(copying, NULL, 0, deque->room);
    deque->first = 0;
    if (!deque->ring) deque->room = deque->count = 0;
    for (uint32_t i = 0; i < deque->count; i++) {
        deque->ring[i] = *slot_at(&original, i);
        copying_value(copying, &deque->ring[i]);
    }
}

static void deque_release(Vm *vm, Object *self)
{
    empty(vm, (Deque *)self);
}

static bool deque_repr(Vm *vm, Value self, Value *result)
{
    Text text = {0};
    if (repr_enter(vm, self)) {
        text_add(&text, "[...]");
        return str_from_text(vm, &text, result);
    }
    Value items;
    bool ok = list_from_iterable(vm, self, &items);
    if (ok) {
        text_addf(&text, "%s([", value_short_type_name(vm, self));
        ok = sequence_add_reprs(vm, &text, items);
        text_add_char(&text, ']');
        if (DEQUE(self)->most >= 0)
            text_addf(&text, ", maxlen=%lld", (long long)DEQUE(self)->most);
        text_add_char(&text, ')');
        value_drop(vm, items);
    }
    repr_leave(vm, self);
    if (ok) return str_from_text(vm, &text, result);
    text_free(&text);
    return false;
}

static bool deque_compare(Vm *vm, CompareOp op, Value left, Value right, Value *result)
{
    if (!is_deque(vm, left) || !is_deque(vm, right)) {
        *result = NOT_IMPLEMENTED;
        return true;
    }
    Value a, b;
    if (!list_from_iterable(vm, left, &a)) return false;
    bool ok = list_from_iterable(vm, right, &b);
    if (ok) {
        ok = sequence_compare(vm, op, a, b, result);
        value_drop(vm, b);
    }
    value_drop(vm, a);
    return ok;
}

static bool deque_truth(Vm *vm, Value self, bool *truth)
{
    (void)vm;
    *truth = DEQUE(self)->count > 0;
    return true;
}

static bool deque_len(Vm *vm, Value self, int64_t *len)
{
    (void)vm;
    *len = DEQUE(self)->count;
    return true;
}

static bool place_of(Vm *vm, const Deque *deque, Value key, uint32_t *at)
{
    int64_t index;
    if (!value_is_index(vm, key))
        return raise_error(vm, TYPE_ERROR, "sequence index must be integer, not '%s'",
                           value_type_name(vm, key));
    if (!index_value(vm, key, &index)) return false;
    if (index < 0) index += deque->count;
    if (index < 0 || index >= deque->count)
        return raise_error(vm, INDEX_ERROR, "deque index out of range");
    *at = (uint32_t)index;
    return true;
}

static bool deque_get_item(Vm *vm, Value self, Value key, Value *result)
{
    uint32_t at;
    if (!place_of(vm, DEQUE(self), key, &at)) return false;
    *result = value_keep(*slot_at(DEQUE(self), at));
    return true;
}

// Before items are moved inside it.
static void spend_moves(Vm *vm, const Deque *deque)
{
    vm_spend_bytes(vm, deque->count * sizeof(Value));
}

static Value remove_at(Deque *deque, uint32_t at)
{
    Value item = *slot_at(deque, at);
    if (at < deque->count / 2) {
        for (; at; at--)
            *slot_at(deque, at) = *slot_at(deque, at - 1);
        deque->first = (deque->first + 1) & (deque->room - 1);
        deque->count--;
    } else {
        for (; at + 1 < deque->count; at++)
            *slot_at(deque, at) = *slot_at(deque, at + 1);
        deque->count--;
    }
    deque->state++;
    return item;
}

static bool deque_set_item(Vm *vm, Value self, Value key, Value value)
{
    uint32_t at;
    if (!place_of(vm, DEQUE(self), key, &at)) return false;
    if (value_is_unset(value))
        value_drop(vm, remove_at(DEQUE(self), at));
    else
        value_set(vm, slot_at(DEQUE(self), at), value_keep(value));
    return true;
}

static bool raise_mutated(Vm *vm)
{
    return raise_error(vm, RUNTIME_ERROR, "deque mutated during iteration");
}

// The first place from [from] on, before [to], with an item that equals [item]; -1.
static bool deque_find(Vm *vm, Deque *deque, Value item, int64_t from, int64_t to,
                       const char *fault, int64_t *at)
{
    uint32_t state = deque->state;
    for (int64_t i = from; i < to && i < deque->count; i++) {
        if (!vm_spend(vm, 1)) return false;
        Value here = value_keep(*slot_at(deque, (uint32_t)i));
        bool equal = true;
        bool ok = value_is(here, item) || value_equal(vm, here, item, &equal);
        value_drop(vm, here);
        if (!ok) return false;
        if (equal) {
            *at = i;
            return true;
        }
        if (state != deque->state)
            return fault ? raise_error(vm, INDEX_ERROR, "%s", fault) : raise_mutated(vm);
    }
    *at = -1;
    return true;
}

static bool deque_contains(Vm *vm, Value self, Value item, bool *result)
{
    int64_t at;
    if (!deque_find(vm, DEQUE(self), item, 0, INT64_MAX, NULL, &at)) return false;
    *result = at >= 0;
    return true;
}

static bool deque_repeat(Vm *vm, Value self, Value times, Value *result)
{
    int64_t factor;
    bool fits;
    if (!repeat_factor(vm, times, &factor, &fits)) return false;
    if (!fits) {
        *result = NOT_IMPLEMENTED;
        return true;
    }
    Deque *deque = DEQUE(self), *made = deque_like(vm, deque, deque->most);
    bool ok = true;
    if (deque->count && deque->most >= 0) {
        // Only the last copies can stay.
        int64_t enough = deque->most / deque->count + 1;
        if (factor > enough) factor = enough;
    }
    for (int64_t n = 0; ok && deque->count && n < factor; n++)
        for (uint32_t i = 0; ok && i < deque->count; i++)
            ok = put_right(vm, made, *slot_at(deque, i));
    if (ok)
        *result = value_object(made);
    else
        object_drop(vm, made);
    return ok;
}

static bool deque_concat(Vm *vm, Value left, Value right, Value *result)
{
    Deque *made = deque_like(vm, DEQUE(left), DEQUE(left)->most);
    if (put_all(vm, made, left, put_right) && put_all(vm, made, right, put_right)) {
        *result = value_object(made);
        return true;
    }
    object_drop(vm, made);
    return false;
}

static bool deque_binary(Vm *vm, BinaryOp op, bool inplace, Value left, Value right,
                         Value *result)
{
    if (op == BINARY_ADD && inplace && is_deque(vm, left)) {
        if (!put_all(vm, DEQUE(left), right, put_right)) return false;
        *result = value_keep(left);
        return true;
    }
    if (op == BINARY_ADD && is_deque(vm, left)) {
        if (is_deque(vm, right)) return deque_concat(vm, left, right, result);
        return raise_error(vm, TYPE_ERROR,
                           "can only concatenate deque (not \"%s\") to deque",
                           value_type_name(vm, right));
    }
    if (op == BINARY_MUL && is_deque(vm, left)) {
        Value made;
        if (!deque_repeat(vm, left, right, &made)) return false;
        if (inplace && made.kind == VALUE_OBJECT) {
            empty(vm, DEQUE(left));
            bool ok = put_all(vm, DEQUE(left), made, put_right);
            value_drop(vm, made);
            if (!ok) return false;
            made = value_keep(left);
        }
        *result = made;
        return true;
    }
    if (op == BINARY_MUL) return deque_repeat(vm, right, left, result);
    *result = NOT_IMPLEMENTED;
    return true;
}

// -- Iterators ---------------------------------------------------------------------

typedef struct DequeIterator {
    Object object;
    Deque *deque; // NULL when exhausted
    uint32_t at;  // how many were given
    uint32_t state;
} DequeIterator;

static Value iterator_new(Vm *vm, Type *type, Value deque)
{
    DequeIterator *iterator = object_new(vm, type);
    iterator->deque = object_keep(DEQUE(deque));
    iterator->state = DEQUE(deque)->state;
    return value_object(iterator);
}

static bool deque_iter(Vm *vm, Value self, Value *result)
{
    *result = iterator_new(vm, vm->types.deque_iterator, self);
    return true;
}

static void iterator_release(Vm *vm, Object *self)
{
    object_drop(vm, ((DequeIterator *)self)->deque);
}

static bool iterator_step(Vm *vm, Value self, bool backwards, Value *result)
{
    DequeIterator *iterator = (DequeIterator *)self.object;
    Deque *deque = iterator->deque;
    *result = UNSET;
    if (!deque) return true;
    if (iterator->state != deque->state) {
        iterator->deque = NULL;
        object_drop(vm, deque);
        return raise_mutated(vm);
    }
    if (iterator->at == deque->count) {
        iterator->deque = NULL;
        object_drop(vm, deque);
        return true;
    }
    uint32_t at = iterator->at++;
    *result = value_keep(*slot_at(deque, backwards ? deque->count - 1 - at : at));
    return true;
}

static bool iterator_next(Vm *vm, Value self, Value *result)
{
    return iterator_step(vm, self, false, result);
}

static bool reverse_next(Vm *vm, Value self, Value *result)
{
    return iterator_step(vm, self, true, result);
}

static const TypeSpec iterator_spec = {
    .name = "_deque_iterator",
    .module = "collections",
    .layout = LAYOUT_ITERATOR,
    .size = sizeof(DequeIterator),
    .flags = TYPE_FINAL,
    .slots = {.create = create_refused,
              .release = iterator_release,
              .iter = iterator_iter,
              .next = iterator_next},
};

static const TypeSpec reverse_iterator_spec = {
    .name = "_deque_reverse_iterator",
    .module = "collections",
    .layout = LAYOUT_ITERATOR,
    .size = sizeof(DequeIterator),
    .flags = TYPE_FINAL,
    .slots = {.create = create_refused,
              .release = iterator_release,
              .iter = iterator_iter,
              .next = reverse_next},
};

// -- Methods -----------------------------------------------------------------------

static bool method_append(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return put_right(vm, DEQUE(args[0]), args[1]);
}

static bool method_appendleft(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return put_left(vm, DEQUE(args[0]), args[1]);
}

static bool method_extend(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return put_all(vm, DEQUE(args[0]), args[1], put_right);
}

static bool method_extendleft(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return put_all(vm, DEQUE(args[0]), args[1], put_left);
}

static bool method_pop(Vm *vm, Value *args, Value *result)
{
    if (!DEQUE(args[0])->count)
        return raise_error(vm, INDEX_ERROR, "pop from an empty deque");
    *result = take_right(DEQUE(args[0]));
    return true;
}

static bool method_popleft(Vm *vm, Value *args, Value *result)
{
    if (!DEQUE(args[0])->count)
        return raise_error(vm, INDEX_ERROR, "pop from an empty deque");
    *result = take_left(DEQUE(args[0]));
    return true;
}

static bool method_clear(Vm *vm, Value *args, Value *result)
{
    empty(vm, DEQUE(args[0]));
    *result = NONE;
    return true;
}

static bool method_copy(Vm *vm, Value *args, Value *result)
{
    Deque *copy = deque_like(vm, DEQUE(args[0]), DEQUE(args[0])->most);
    if (put_all(vm, copy, args[0], put_right)) {
        *result = value_object(copy);
        return true;
    }
    object_drop(vm, copy);
    return false;
}

static bool method_count(Vm *vm, Value *args, Value *result)
{
    int64_t found = 0;
    for (int64_t at = 0;; at++, found++) {
        if (!deque_find(vm, DEQUE(args[0]), args[1], at, INT64_MAX, NULL, &at))
            return false;
        if (at < 0) break;
    }
    *result = value_int(found);
    return true;
}

static bool raise_absent(Vm *vm, Value item, const char *where)
{
    Value repr;
    if (!value_repr(vm, item, &repr)) return false;
    raise_error(vm, VALUE_ERROR, "%s is not in %s", STR(repr)->bytes, where);
    value_drop(vm, repr);
    return false;
}

static bool method_index(Vm *vm, Value *args, Value *result)
{
    int64_t from, to, at;
    Deque *deque = DEQUE(args[0]);
    if (!sequence_bounds(vm, args[2], args[3], deque->count, &from, &to) ||
        !deque_find(vm, deque, args[1], from, to, NULL, &at))
        return false;
    if (at < 0) return raise_absent(vm, args[1], "deque");
    *result = value_int(at);
    return true;
}

static bool method_insert(Vm *vm, Value *args, Value *result)
{
    Deque *deque = DEQUE(args[0]);
    int64_t at;
    if (!arg_int(vm, args[1], &at)) return false;
    if (deque->most >= 0 && deque->count == deque->most)
        return raise_error(vm, INDEX_ERROR, "deque already at its maximum size");
    if (at < 0) at += deque->count;
    if (at < 0) at = 0;
    if (at > deque->count) at = deque->count;
    if (!put_right(vm, deque, args[2])) return false;
    spend_moves(vm, deque);
    for (uint32_t i = deque->count - 1; i > at; i--) {
        Value item = *slot_at(deque, i);
        *slot_at(deque, i) = *slot_at(deque, i - 1);
        *slot_at(deque, i - 1) = item;
    }
    *result = NONE;
    return true;
}

static bool method_remove(Vm *vm, Value *args, Value *result)
{
    Deque *deque = DEQUE(args[0]);
    int64_t at;
    if (!deque_find(vm, deque, args[1], 0, INT64_MAX, "deque mutated during iteration",
                    &at))
        return false;
    if (at < 0) return raise_absent(vm, args[1], "deque");
    spend_moves(vm, deque);
    if (at < deque->count) value_drop(vm, remove_at(deque, (uint32_t)at));
    *result = NONE;
    return true;
}

static bool method_reverse(Vm *vm, Value *args, Value *result)
{
    Deque *deque = DEQUE(args[0]);
    spend_moves(vm, deque);
    for (uint32_t i = 0, j = deque->count; i + 1 < j; i++) {
        Value item = *slot_at(deque, i);
        *slot_at(deque, i) = *slot_at(deque, --j);
        *slot_at(deque, j) = item;
    }
    *result = NONE;
    return true;
}

static bool method_rotate(Vm *vm, Value *args, Value *result)
{
    Deque *deque = DEQUE(args[0]);
    int64_t steps;
    *result = NONE;
    if (!arg_int(vm, args[1], &steps)) return false;
    if (deque->count < 2) return true;
    steps %= (int64_t)deque->count;
    if (steps < 0) steps += deque->count;
    if (steps > deque->count / 2) steps -= deque->count;
    if (!make_room(vm, deque)) return false;
    spend_moves(vm, deque);
    for (; steps > 0; steps--) { // one from the right end to the left
        Value item = take_right(deque);
        deque->first = (deque->first - 1) & (deque->room - 1);
        *slot_at(deque, 0) = item;
        deque->count++;
    }
    for (; steps < 0; steps++) {
        Value item = take_left(deque);
        *slot_at(deque, deque->count++) = item;
    }
    return true;
}

static bool get_maxlen(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    int64_t most = DEQUE(args[0])->most;
    *result = most < 0 ? NONE : value_int(most);
    return true;
}

static bool method_reversed(Vm *vm, Value *args, Value *result)
{
    *result = iterator_new(vm, vm->types.deque_reverse_iterator, args[0]);
    return true;
}

static const NativeSpec deque_methods[] = {
    {"append", "self, item, /", method_append, 0},
    {"appendleft", "self, item, /", method_appendleft, 0},
    {"clear", "self, /", method_clear, 0},
    {"copy", "self, /", method_copy, 0},
    {"__copy__", "self, /", method_copy, 0},
    {"count", "self, value, /", method_count, 0},
    {"extend", "self, iterable, /", method_extend, 0},
    {"extendleft", "self, iterable, /", method_extendleft, 0},
    {"index", "self, value, start=, stop=, /", method_index, 0},
    {"insert", "self, index, value, /", method_insert, 0},
    {"pop", "self, /", method_pop, 0},
    {"popleft", "self, /", method_popleft, 0},
    {"remove", "self, value, /", method_remove, 0},
    {"reverse", "self, /", method_reverse, 0},
    {"rotate", "self, n=1, /", method_rotate, 0},
    {"maxlen", "self", get_maxlen, NATIVE_PROPERTY},
    {"__reversed__", "self, /", method_reversed, 0},
    {"__class_getitem__", "cls, item, /", generic_alias_of, NATIVE_CLASS},
    {0},
};

static const TypeSpec deque_spec = {
    .name = "deque",
    .module = "collections",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Deque),
    .flags = TYPE_DOTTED,
    .slots = {.create = deque_create,
              .init = deque_init,
              .copy = deque_copy,
              .release = deque_release,
              .repr = deque_repr,
              .compare = deque_compare,
              .truth = deque_truth,
              .len = deque_len,
              .binary = deque_binary,
              .get_item = deque_get_item,
              .set_item = deque_set_item,
              .contains = deque_contains,
              .iter = deque_iter},
    .methods = deque_methods,
};

void deque_add(Vm *vm, Module *module)
{
    vm->types.deque = type_new(vm, &deque_spec, NULL);
    vm->types.deque_iterator = type_new(vm, &iterator_spec, NULL);
    vm->types.deque_reverse_iterator = type_new(vm, &reverse_iterator_spec, NULL);
    module_set(vm, module, "deque", value_keep(value_object(vm->types.deque)));
}
