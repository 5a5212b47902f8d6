// mp_values.c -- multiprocessing.Value and Array: numbers in memory that processes share.

#include "threads/mp.h"
#include "vm/exception.h"
#include "vm/heap.h"
#include "vm/sequence.h"
#include "vm/strings.h"

#include <string.h>

// A number of C, as ctypes names it.
typedef struct CType {
    char code;
    const char *name;
    int bits; // 0: a double
    bool is_signed;
} CType;

static const CType c_types[] = {
    {'b', "c_byte", 8, true},     {'B', "c_ubyte", 8, false},  {'h', "c_short", 16, true},
    {'H', "c_ushort", 16, false}, {'i', "c_int", 32, true},    {'I', "c_uint", 32, false},
    {'l', "c_long", 64, true},    {'L', "c_ulong", 64, false}, {'q', "c_long", 64, true},
    {'Q', "c_ulong", 64, false},  {'f', "c_float", 0, true},   {'d', "c_double", 0, true},
};

typedef struct Shared {
    Object object;
    const CType *type;
    Value lock; // None without
    uint32_t count;
    Value *items; // numbers
} Shared;

static Shared *shared_of(Value v)
{
    return (Shared *)v.object;
}

static bool c_type_of(Vm *vm, Value code, const CType **type)
{
    if (!value_is_str(code))
        return raise_error(vm, TYPE_ERROR,
                           "this type is not in the list of simulated ones");
    for (size_t i = 0; i < sizeof c_types / sizeof *c_types; i++)
        if (STR(code)->size == 1 && STR(code)->bytes[0] == c_types[i].code) {
            *type = &c_types[i];
            return true;
        }
    return raise_error(vm, ATTRIBUTE_ERROR, "'str' object has no attribute '_type_'");
}

// The number as memory of that type keeps it: ints lose what does not fit.
static bool convert(Vm *vm, const CType *type, Value from, Value *to)
{
    if (!type->bits) {
        double number;
        if (from.kind != VALUE_FLOAT && !value_is_int(from))
            return raise_error(vm, TYPE_ERROR, "must be real number, not %s",
                               value_type_name(vm, from));
        if (!arg_double(vm, from, &number)) return false;
        *to = value_float(type->code == 'f' ? (double)(float)number : number);
        return true;
    }
    if (!value_is_int(from))
        return raise_error(vm, TYPE_ERROR,
                           "'%s' object cannot be interpreted as an integer",
                           value_type_name(vm, from));
    int unused = 64 - type->bits;
    uint64_t bits = (uint64_t)from.integer << unused;
    *to =
        value_int(type->is_signed ? (int64_t)bits >> unused : (int64_t)(bits >> unused));
    return true;
}

// lock=True: a new RLock; False: None; else the lock itself.
static bool lock_for(Vm *vm, Value given, Value *lock)
{
    *lock = NONE;
    if (given.kind != VALUE_BOOL) {
        *lock = value_keep(given);
        return true;
    }
    return !given.integer ||
           call(vm, value_object(threads_of(vm)->sem_lock_types[1]), NULL, 0, lock);
}

static bool shared_new(Vm *vm, Type *type, Value code, Value lock, uint32_t count,
                       Shared **result)
{
    const CType *c_type = c_types;
    Value own_lock;
    if (!c_type_of(vm, code, &c_type) || !lock_for(vm, lock, &own_lock)) return false;
    Value *items = count ? heap_buffer_resize(vm, NULL, 0, count * sizeof *items) : NULL;
    if (count && !items) {
        value_drop(vm, own_lock);
        return false;
    }
    Shared *shared = object_new(vm, type);
    shared->type = c_type;
    shared->lock = own_lock;
    shared->count = count;
    shared->items = items;
    for (uint32_t i = 0; i < count; i++)
        items[i] = c_type->bits ? value_int(0) : value_float(0);
    *result = shared;
    return true;
}

static void shared_release(Vm *vm, Object *self)
{
    Shared *shared = (Shared *)self;
    value_clear(vm, &shared->lock);
    heap_buffer_free(vm, shared->items, shared->count * sizeof *shared->items);
    shared->items = NULL;
}

// ---- Value ----

static bool make_value(Vm *vm, Value *args, Value *result)
{
    Shared *shared;
    const Tuple *given = TUPLE(args[1]);
    if (!shared_new(vm, threads_of(vm)->shared_value_type, args[0], args[2], 1, &shared))
        return false;
    *result = value_object(shared);
    if (!given->count || convert(vm, shared->type, given->items[0], &shared->items[0]))
        return true;
    object_drop(vm, shared);
    return false;
}

static bool value_get(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = shared_of(args[0])->items[0];
    return true;
}

static bool value_put(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return convert(vm, shared_of(args[0])->type, args[1], &shared_of(args[0])->items[0]);
}

// ---- Array ----

static bool fill_array(Vm *vm, Shared *shared, const List *from)
{
    for (uint32_t i = 0; i < from->count; i++)
        if (!convert(vm, shared->type, from->items[i], &shared->items[i])) return false;
    return true;
}

static bool make_array(Vm *vm, Value *args, Value *result)
{
    Shared *shared;
    Type *type = threads_of(vm)->shared_array_type;
    if (value_is_int(args[1])) {
        if (args[1].integer < 0 || args[1].integer > UINT32_MAX)
            return raise_error(vm, VALUE_ERROR, "Array length must be >= 0, not %lld",
                               (long long)args[1].integer);
        if (!shared_new(vm, type, args[0], args[2], (uint32_t)args[1].integer, &shared))
            return false;
        *result = value_object(shared);
        return true;
    }
    Value list;
    if (!list_from_iterable(vm, args[1], &list)) return false;
    bool ok = shared_new(vm, type, args[0], args[2], LIST(list)->count, &shared);
    if (ok && !(ok = fill_array(vm, shared, LIST(list)))) object_drop(vm, shared);
    if (ok) *result = value_object(shared);
    value_drop(vm, list);
    return ok;
}

static bool array_len(Vm *vm, Value self, int64_t *len)
{
    (void)vm;
    *len = shared_of(self)->count;
    return true;
}

static Value items_from(Vm *vm, const Shared *shared, int64_t start, int64_t step,
                        int64_t count)
{
    List *list = list_new(vm);
    for (int64_t i = 0; i < count; i++)
        list_append(vm, list, shared->items[start + i * step]);
    return value_object(list);
}

static bool array_get(Vm *vm, Value self, Value key, Value *result)
{
    const Shared *shared = shared_of(self);
    int64_t start, step, count;
    if (value_has_layout(key, LAYOUT_SLICE)) {
        if (!slice_resolve(vm, (Slice *)key.object, shared->count, &start, &step, &count))
            return false;
        *result = items_from(vm, shared, start, step, count);
        return true;
    }
    if (!index_resolve(vm, key, shared->count, "invalid index", &start)) return false;
    *result = shared->items[start];
    return true;
}

static bool array_set(Vm *vm, Value self, Value key, Value value)
{
    Shared *shared = shared_of(self);
    int64_t start, step, count;
    if (!value_has_layout(key, LAYOUT_SLICE))
        return index_resolve(vm, key, shared->count, "invalid index", &start) &&
               convert(vm, shared->type, value, &shared->items[start]);
    Value list;
    if (!slice_resolve(vm, (Slice *)key.object, shared->count, &start, &step, &count) ||
        !list_from_iterable(vm, value, &list))
        return false;
    bool ok = LIST(list)->count == count ||
              raise_error(vm, VALUE_ERROR, "Can only assign sequence of same size");
    for (int64_t i = 0; ok && i < count; i++)
        ok = convert(vm, shared->type, LIST(list)->items[i],
                     &shared->items[start + i * step]);
    value_drop(vm, list);
    return ok;
}

static bool array_iter(Vm *vm, Value self, Value *result)
{
    const Shared *shared = shared_of(self);
    Value list = items_from(vm, shared, 0, 1, shared->count);
    bool ok = value_iter(vm, list, result);
    value_drop(vm, list);
    return ok;
}

// ---- Both ----

static bool shared_lock(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_keep(shared_of(args[0])->lock);
    return true;
}

static bool on_lock(Vm *vm, Value *args, const char *method, Value *result)
{
    return call_method(vm, shared_of(args[0])->lock, method, NULL, 0, result);
}

static bool shared_acquire(Vm *vm, Value *args, Value *result)
{
    return on_lock(vm, args, "acquire", result);
}

static bool shared_unlock(Vm *vm, Value *args, Value *result)
{
    return on_lock(vm, args, "release", result);
}

static bool shared_repr(Vm *vm, Value self, Value *result)
{
    const Shared *shared = shared_of(self);
    Text text = {0};
    text_add(&text, "<Synchronized wrapper for ");
    if (self.object->type == threads_of(vm)->shared_array_type) {
        text_addf(&text, "<multiprocessing.sharedctypes.%s_Array_%u object at 0x%llx>",
                  shared->type->name, shared->count,
                  (unsigned long long)value_id(vm, self));
    } else {
        text_addf(&text, "%s(", shared->type->name);
        text_add_repr(vm, &text, shared->items[0]);
        text_add(&text, ")");
    }
    text_add(&text, ">");
    return str_from_text(vm, &text, result);
}

static const NativeSpec value_methods[] = {
    {"value", "self", value_get, NATIVE_PROPERTY},
    {"value", "self, value", value_put, NATIVE_SETTER},
    {"get_lock", "self", shared_lock, NATIVE_PYTHON},
    {"acquire", "self", shared_acquire, NATIVE_PYTHON},
    {"release", "self", shared_unlock, NATIVE_PYTHON},
    {"__enter__", "self", shared_acquire, NATIVE_PYTHON},
    {"__exit__", "self, *args", shared_unlock, NATIVE_PYTHON},
    {0},
};

static const TypeSpec value_spec = {
    .name = "Synchronized",
    .module = "multiprocessing.sharedctypes",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Shared),
    .slots = {.release = shared_release, .repr = shared_repr},
    .methods = value_methods,
};

static const TypeSpec array_spec = {
    .name = "SynchronizedArray",
    .module = "multiprocessing.sharedctypes",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Shared),
    .slots = {.release = shared_release,
              .repr = shared_repr,
              .len = array_len,
              .get_item = array_get,
              .set_item = array_set,
              .iter = array_iter},
    .methods = value_methods + 2,
};

static const NativeSpec functions[] = {
    {"Value", "typecode_or_type, *args, lock=True", make_value, NATIVE_PYTHON},
    {"Array", "typecode_or_type, size_or_initializer, *, lock=True", make_array,
     NATIVE_PYTHON},
    {0},
};

void mp_values_init(Vm *vm, Module *module)
{
    Threads *threads = threads_of(vm);
    threads->shared_value_type = type_new(vm, &value_spec, NULL);
    threads->shared_array_type = type_new(vm, &array_spec, NULL);
    natives_add(vm, module->attributes, functions, "multiprocessing.context");
}
