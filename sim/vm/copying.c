// copying.c -- copying a graph: each object once, in any depth.
//
// An object is copied in two steps, so that deep and circular graphs need no C stack: first
// its bytes, then, when its turn comes, what it holds is replaced by copies of that.

#include "vm/copying.h"

#include "base/arena.h"
#include "vm/numbers.h"
#include "vm/private.h"
#include "vm/set.h"

#include <stdlib.h>
#include <string.h>

// One object and its copy.
typedef struct Pair {
    Object *original, *copy;
} Pair;

struct Copying {
    Vm *vm;
    Pair *table; // open addressing by the original
    size_t mask, count;
    Object **waiting; // copies that still hold what the original holds
    size_t waiting_count, waiting_room;
};

Copying *copying_begin(Vm *vm)
{
    enum { FIRST_SIZE = 1024 };
    Copying *copying = memory_new(sizeof *copying);
    *copying = (Copying){.vm = vm, .mask = FIRST_SIZE - 1};
    copying->table = memory_new(FIRST_SIZE * sizeof *copying->table);
    memset(copying->table, 0, FIRST_SIZE * sizeof *copying->table);
    return copying;
}

Vm *copying_vm(const Copying *copying)
{
    return copying->vm;
}

// ---- Which have been copied ----

static Pair *pair_of(const Copying *copying, const Object *original)
{
    size_t slot = ((uintptr_t)original >> 4) * 0x9E3779B97F4A7C15u >> 16;
    for (;; slot++) {
        Pair *pair = &copying->table[slot & copying->mask];
        if (!pair->original || pair->original == original) return pair;
    }
}

static void grow(Copying *copying)
{
    Pair *old = copying->table;
    size_t old_size = copying->mask + 1, size = old_size * 2;
    copying->table = memory_new(size * sizeof *copying->table);
    memset(copying->table, 0, size * sizeof *copying->table);
    copying->mask = size - 1;
    for (size_t i = 0; i < old_size; i++)
        if (old[i].original) *pair_of(copying, old[i].original) = old[i];
    free(old);
}

static void remember(Copying *copying, Object *original, Object *copy)
{
    if (++copying->count * 2 > copying->mask) grow(copying);
    *pair_of(copying, original) = (Pair){original, copy};
    if (copying->waiting_count == copying->waiting_room) {
        size_t room = copying->waiting_room ? copying->waiting_room * 2 : 256;
        Object **waiting = memory_new(room * sizeof *waiting);
        if (copying->waiting_count)
            memcpy(waiting, copying->waiting, copying->waiting_count * sizeof *waiting);
        free(copying->waiting);
        copying->waiting = waiting;
        copying->waiting_room = room;
    }
    copying->waiting[copying->waiting_count++] = copy;
}

// ---- What is copied at all ----

static bool holds_one_object(const Vm *vm, const Type *type)
{
    const VmTypes *types = &vm->types;
    return type == types->list_iterator || type == types->list_reverse_iterator ||
           type == types->tuple_iterator || type == types->set_iterator ||
           type == types->deque_iterator || type == types->deque_reverse_iterator;
}

static bool is_shared(const Copying *copying, const Object *object)
{
    const Vm *vm = copying->vm;
    const Type *type = object->type;
    switch (type->layout) {
    case LAYOUT_TYPE: return ((const Type *)object)->flags & (TYPE_NATIVE | TYPE_LIBRARY);
    case LAYOUT_FUNCTION:
        return ((const FunctionObject *)object)->code->code->flags & CODE_LIBRARY &&
               !((const FunctionObject *)object)->closure;
    case LAYOUT_STR:
    case LAYOUT_RANGE: return type->flags & TYPE_NATIVE;
    case LAYOUT_TUPLE: return (const Tuple *)object == vm->empty_tuple;
    case LAYOUT_NATIVE: return value_is_unset(((const Native *)object)->self);
    case LAYOUT_BIG:
    case LAYOUT_MODULE:
    case LAYOUT_SLICE:
    case LAYOUT_NATIVE_COROUTINE:
    case LAYOUT_ASYNC_SEND:
    case LAYOUT_FUTURE: return true;
    case LAYOUT_COROUTINE:
        return type != vm->types.generator ||
               ((const CoroutineObject *)object)->state == COROUTINE_RUNNING;
    case LAYOUT_ITERATOR:
        return !type->slots.copy && type != vm->types.range_iterator &&
               !holds_one_object(vm, type);
    case LAYOUT_OTHER: return !type->slots.copy;
    default: return false;
    }
}

// The bytes of [object] with a header of their own, and the same id.
static Object *bytes_copied(Vm *vm, const Object *object, Type *type)
{
    size_t size =
        object->type->slots.size ? object->type->slots.size(object) : object->type->size;
    Object *copy = object_new_sized(vm, type, size);
    memcpy(copy + 1, object + 1, size - sizeof *copy);
    copy->number = object->number;
    return copy;
}

static Object *copy_of(Copying *copying, Object *object)
{
    if (is_shared(copying, object)) return object_keep(object);
    Object *known = pair_of(copying, object)->copy;
    if (known) return object_keep(known);
    Vm *vm = copying->vm;
    Type *type = object->type; // a class of the program is copied first
    if (!(type->flags & TYPE_NATIVE)) type = (Type *)copy_of(copying, (Object *)type);
    Object *copy = bytes_copied(vm, object, type);
    if (type != object->type) object_drop(vm, type); // the copy counts it
    remember(copying, object, copy);
    return copy;
}

void copying_value(Copying *copying, Value *value)
{
    if (value->kind == VALUE_OBJECT)
        *value = value_object(copy_of(copying, value->object));
}

void copying_object(Copying *copying, void *pointer_to_object)
{
    Object *object;
    memcpy(&object, pointer_to_object, sizeof object);
    if (!object) return;
    object = copy_of(copying, object);
    memcpy(pointer_to_object, &object, sizeof object);
}

Value *copying_buffer(Copying *copying, const Value *values, uint32_t count,
                      uint32_t room)
{
    if (!room) return NULL;
    Value *copies =
        heap_buffer_resize(copying->vm, NULL, 0, (size_t)room * sizeof *copies);
    if (!copies) return NULL;
    for (uint32_t i = 0; i < count; i++) {
        copies[i] = values[i];
        copying_value(copying, &copies[i]);
    }
    return copies;
}

// ---- What each kind of object holds ----

static void copy_values(Copying *copying, Value *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        copying_value(copying, &values[i]);
}

static void fill_list(Copying *copying, List *list)
{
    list->items = copying_buffer(copying, list->items, list->count, list->capacity);
    if (!list->items) list->count = list->capacity = 0;
}

// The order of the entries and their hashes are the original's.
static void fill_dict(Copying *copying, Dict *dict)
{
    const DictEntry *entries = dict->entries;
    const uint32_t *hashes = dict->hashes;
    uint32_t used = dict->used, count = dict->count;
    dict->entries = NULL;
    dict->hashes = dict->index = NULL;
    dict->count = dict->used = dict->capacity = dict->index_size = dict->filled = 0;
    dict->keys_version = vm_next_version(copying->vm);
    if (!count || !dict_reserve(copying->vm, dict, count)) return;
    for (uint32_t i = 0; i < used; i++) {
        DictEntry entry = entries[i];
        if (value_is_unset(entry.key)) continue;
        copying_value(copying, &entry.key);
        copying_value(copying, &entry.value);
        dict_insert(copying->vm, dict, entry.key, hashes[i], entry.value);
        value_drop(copying->vm, entry.key); // the dict has its own
        value_drop(copying->vm, entry.value);
    }
}

static void fill_set(Copying *copying, Set *set)
{
    Vm *vm = copying->vm;
    const SetEntry *entries = set->entries;
    const int32_t *table = set->table;
    size_t size = ((size_t)set->mask + 1) * sizeof *table;
    set->entries = heap_buffer_resize(vm, NULL, 0, set->capacity * sizeof *entries);
    set->table = table ? heap_buffer_resize(vm, NULL, 0, size) : NULL;
    if (set->table) memcpy(set->table, table, size);
    if (!set->entries) set->used = set->count = set->capacity = 0;
    for (uint32_t i = 0; i < set->used; i++) {
        set->entries[i] = entries[i];
        copying_value(copying, &set->entries[i].key);
    }
}

static void fill_function(Copying *copying, FunctionObject *function)
{
    copying_object(copying, &function->globals);
    copying_object(copying, &function->defaults);
    copying_object(copying, &function->kwdefaults);
    copying_object(copying, &function->closure);
    copying_value(copying, &function->doc);
    copying_value(copying, &function->module);
    copying_value(copying, &function->annotations);
}

// A class is known to its bases only by their order of resolution, and to the machine by the
// list of all classes.
static void fill_class(Copying *copying, Type *type)
{
    Vm *vm = copying->vm;
    Type **mro = type->mro;
    type->mro = ARENA_ARRAY(vm->private->arena, Type *, type->mro_count);
    memcpy(type->mro, mro, (size_t)type->mro_count * sizeof *mro);
    type->mro[0] = type;
    for (int i = 1; i < type->mro_count; i++)
        copying_object(copying, &type->mro[i]);
    copying_object(copying, &type->bases);
    copying_object(copying, &type->attributes);
    copying_object(copying, &type->slot_names);
    type->version = vm_next_version(vm);
    type->next_class = vm->private->classes;
    vm->private->classes = type;
}

static void fill_exception(Copying *copying, Exception *exception)
{
    copying_value(copying, &exception->args);
    copying_value(copying, &exception->cause);
    copying_value(copying, &exception->context);
    copying_value(copying, &exception->notes);
    copying_value(copying, &exception->value);
    copying_value(copying, &exception->second);
    if (exception->traceback) object_keep(exception->traceback);
}

static void fill_generator(Copying *copying, CoroutineObject *generator)
{
    copying_object(copying, &generator->function);
    size_t held = (size_t)coroutine_code(generator)->code->local_count + generator->depth;
    copy_values(copying, generator->values, held);
    if (!generator->handles) return;
    if (coroutine_has_handled_place(generator))
        copying_value(copying, coroutine_handled_place(generator));
    else
        generator->handles = generator->keeps =
            false; // what the table has is the other's
}

static void fill_native(Copying *copying, Native *native)
{
    copying_value(copying, &native->self);
}

// What the layout alone says. The slot `copy` sees to the rest.
static void fill_layout(Copying *copying, Object *copy)
{
    switch (copy->type->layout) {
    case LAYOUT_TYPE: fill_class(copying, (Type *)copy); break;
    case LAYOUT_NUMBER: copying_value(copying, &((NumberObject *)copy)->number); break;
    case LAYOUT_TUPLE:
        copy_values(copying, ((Tuple *)copy)->items, ((Tuple *)copy)->count);
        break;
    case LAYOUT_LIST: fill_list(copying, (List *)copy); break;
    case LAYOUT_DICT: fill_dict(copying, (Dict *)copy); break;
    case LAYOUT_SET: fill_set(copying, (Set *)copy); break;
    case LAYOUT_FUNCTION: fill_function(copying, (FunctionObject *)copy); break;
    case LAYOUT_NATIVE: fill_native(copying, (Native *)copy); break;
    case LAYOUT_METHOD:
        copying_value(copying, &((Method *)copy)->function);
        copying_value(copying, &((Method *)copy)->self);
        break;
    case LAYOUT_CELL:
    case LAYOUT_STATIC_METHOD:
    case LAYOUT_CLASS_METHOD: copying_value(copying, &((Cell *)copy)->value); break;
    case LAYOUT_EXCEPTION: fill_exception(copying, (Exception *)copy); break;
    case LAYOUT_COROUTINE: fill_generator(copying, (CoroutineObject *)copy); break;
    case LAYOUT_ITERATOR:
        if (holds_one_object(copying->vm, copy->type))
            copying_object(copying, &((ListIterator *)copy)->list);
        break;
    default: break;
    }
}

static void fill(Copying *copying, Object *copy)
{
    const Type *type = copy->type;
    size_t at = type->attributes_at;
    if (at == ATTRIBUTES_BEHIND) at = type->slots.size(copy) - sizeof(Dict *);
    fill_layout(copying, copy);
    if (type->slots.copy) type->slots.copy(copying, copy);
    if (at) copying_object(copying, (char *)copy + at);
}

void copying_end(Copying *copying)
{
    while (copying->waiting_count)
        fill(copying, copying->waiting[--copying->waiting_count]);
    free(copying->waiting);
    free(copying->table);
    free(copying);
}
