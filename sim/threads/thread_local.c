// thread_local.c -- threading.local: an object whose attributes each thread has for itself.
//
// Its attributes are a dict that is changed for another one whenever another thread asks. A
// class of the program has its __init__ called, with what the first was made with, when a
// thread first uses the object.

#include "threads/modules.h"

#include <string.h>

// What one thread keeps in one object.
typedef struct Share {
    uint32_t thread;
    Dict *attributes; // NULL while it has none, or while they stand in the object
} Share;

struct ThreadLocal {
    Object object;
    ThreadLocal *next, *previous; // of all there are
    Value arguments, keywords;    // for __init__: a tuple and a dict, or UNSET
    uint32_t present;             // whose attributes stand in the object
    uint32_t count, capacity;
    Share *shares;
};

#define LOCAL(value) ((ThreadLocal *)(value).object)

static Dict **attributes_of(ThreadLocal *local)
{
    return (Dict **)(void *)((char *)local + local->object.type->attributes_at);
}

static Share *share_of(ThreadLocal *local, uint32_t thread)
{
    for (uint32_t i = 0; i < local->count; i++)
        if (local->shares[i].thread == thread) return &local->shares[i];
    return NULL;
}

static Share *add_share(Vm *vm, ThreadLocal *local, uint32_t thread)
{
    if (local->count == local->capacity) {
        uint32_t old = local->capacity, new = old ? old * 2 : 4;
        Share *shares = heap_buffer_resize(vm, local->shares, old * sizeof *shares,
                                           new * sizeof *shares);
        if (!shares) return NULL;
        local->shares = shares;
        local->capacity = new;
    }
    Share *share = &local->shares[local->count++];
    *share = (Share){.thread = thread};
    return share;
}

static bool init_for_thread(Vm *vm, ThreadLocal *local)
{
    if (value_is_unset(local->arguments)) return true;
    Value init = UNSET, ignored = UNSET;
    if (!value_special(vm, value_object(local), vm->names.init, &init)) return false;
    bool ok = call_packed(vm, init, local->arguments, local->keywords, &ignored);
    value_drop(vm, init);
    if (ok) value_drop(vm, ignored);
    return ok;
}

// Puts the attributes of the thread that runs into the object.
static bool change(Vm *vm, ThreadLocal *local)
{
    uint32_t thread = thread_running(vm)->thread.id;
    if (local->present == thread && local->count) return true;
    Share *share = share_of(local, thread);
    bool is_new = !share;
    if (is_new) share = add_share(vm, local, thread);
    if (!share) return false;
    Share *before = share_of(local, local->present);
    Dict **attributes = attributes_of(local);
    if (before) before->attributes = *attributes;
    *attributes = share->attributes;
    share->attributes = NULL;
    local->present = thread;
    return !is_new || init_for_thread(vm, local);
}

void thread_locals_end(Vm *vm, uint32_t thread)
{
    ThreadLocal *next;
    for (ThreadLocal *local = threads_of(vm)->locals; local; local = next) {
        object_keep(local);
        Share *share = share_of(local, thread);
        if (share) {
            Dict **place =
                local->present == thread ? attributes_of(local) : &share->attributes;
            Dict *attributes = *place;
            *place = NULL;
            if (local->present == thread) local->present = UINT32_MAX;
            *share = local->shares[--local->count];
            object_drop(vm, attributes);
        }
        next = local->next;
        object_drop(vm, local);
    }
}

// ---- As the program sees it ----

static bool has_own_init(Vm *vm, Type *type)
{
    Value init = type_lookup(vm, type, vm->names.init);
    return value_has_layout(init, LAYOUT_FUNCTION);
}

static bool keep_arguments(Vm *vm, ThreadLocal *local, const Arguments *arguments)
{
    local->arguments = tuple_of(vm, arguments->values, arguments->count);
    if (!arguments->names || !arguments->names->count) return true;
    Dict *keywords = dict_new(vm);
    local->keywords = value_object(keywords);
    for (uint32_t i = 0; i < arguments->names->count; i++)
        if (!dict_set(vm, keywords, arguments->names->items[i],
                      arguments->values[arguments->count + (int)i]))
            return false;
    return true;
}

static bool local_create(Vm *vm, Type *type, const Arguments *arguments, Value *result)
{
    bool own_init = has_own_init(vm, type);
    if (!own_init && (arguments->count || (arguments->names && arguments->names->count)))
        return raise_error(vm, TYPE_ERROR, "Initialization arguments are not supported");
    ThreadLocal *local = object_new(vm, type);
    local->arguments = local->keywords = UNSET;
    Threads *threads = threads_of(vm);
    local->next = threads->locals;
    if (threads->locals) threads->locals->previous = local;
    threads->locals = local;
    local->present = thread_running(vm)->thread.id;
    *result = value_object(local);
    if (add_share(vm, local, local->present) &&
        (!own_init || keep_arguments(vm, local, arguments)))
        return true;
    object_drop(vm, local);
    return false;
}

static void local_release(Vm *vm, Object *self)
{
    ThreadLocal *local = (ThreadLocal *)self;
    *(local->previous ? &local->previous->next : &threads_of(vm)->locals) = local->next;
    if (local->next) local->next->previous = local->previous;
    for (uint32_t i = 0; i < local->count; i++)
        object_drop(vm, local->shares[i].attributes);
    heap_buffer_free(vm, local->shares, local->capacity * sizeof *local->shares);
    local->shares = NULL;
    local->count = local->capacity = 0;
    value_clear(vm, &local->arguments);
    value_clear(vm, &local->keywords);
}

static bool local_get(Vm *vm, Value self, Str *name, Value *result)
{
    return change(vm, LOCAL(self)) && object_get_attribute(vm, self, name, result);
}

static bool local_set(Vm *vm, Value self, Str *name, Value value)
{
    return change(vm, LOCAL(self)) && object_set_attribute(vm, self, name, value);
}

static const TypeSpec local_spec = {
    .name = "_local",
    .module = "_thread",
    .layout = LAYOUT_OTHER,
    .size = sizeof(ThreadLocal),
    .flags = TYPE_DOTTED,
    .slots = {.create = local_create,
              .release = local_release,
              .get_attribute = local_get,
              .set_attribute = local_set},
    .has_attributes = true,
};

void thread_local_init(Vm *vm, Module *module)
{
    Type *type = type_new(vm, &local_spec, NULL);
    module_set(vm, module, "local", value_keep(value_object(type)));
}
