// pickle.c -- taking objects apart into a message.
//
// The order of what is asked follows Modules/_pickle.c and Lib/copyreg.py: exact builtin
// types first, then functions and classes by name, then what the object says of itself.

#include "threads/pickle.h"

#include "base/arena.h"
#include "threads/mp.h"
#include "threads/pickle_inside.h"
#include "vm/exception.h"
#include "vm/numbers.h"
#include "vm/sequence.h"

#include <stdlib.h>
#include <string.h>

// An object that stands in the message already, and its number there.
typedef struct Seen {
    Object *object; // kept
    uint32_t number;
} Seen;

typedef struct Pickler {
    Vm *vm;
    Message *message;
    Seen *seen; // open addressing
    uint32_t mask, count;
} Pickler;

static bool save(Pickler *pickler, Value v);

// ---- The message ----

// Over the memory limit nothing is added: the run is halted then, and the next object that
// is saved sees it.
static void add_step(Pickler *pickler, StepKind kind, uint32_t count, Value value)
{
    Message *message = pickler->message;
    if (message->count == message->room) {
        uint32_t room = message->room ? message->room * 2 : 16;
        size_t size = sizeof *message->steps;
        Step *steps = heap_buffer_resize(pickler->vm, message->steps,
                                         message->room * size, room * size);
        if (!steps) return;
        message->steps = steps;
        message->room = room;
    }
    message->steps[message->count++] = (Step){kind, count, value_keep(value)};
}

static bool push(Pickler *pickler, Value value)
{
    add_step(pickler, STEP_PUSH, 0, value);
    return true;
}

void message_free(Vm *vm, Message *message)
{
    if (!message) return;
    for (uint32_t i = 0; i < message->count; i++)
        value_drop(vm, message->steps[i].value);
    heap_buffer_free(vm, message->steps, message->room * sizeof *message->steps);
    heap_free(vm, message, sizeof *message);
}

// ---- What has been seen ----

static Seen *seen_place(const Pickler *pickler, const Object *object)
{
    size_t slot = ((uintptr_t)object >> 4) * 0x9E3779B97F4A7C15u >> 16;
    for (;; slot++) {
        Seen *seen = &pickler->seen[slot & pickler->mask];
        if (!seen->object || seen->object == object) return seen;
    }
}

static void seen_resize(Pickler *pickler, uint32_t size)
{
    Seen *old = pickler->seen;
    uint32_t old_size = old ? pickler->mask + 1 : 0;
    pickler->seen = memory_grow_zeroed(NULL, 0, size * sizeof *pickler->seen);
    pickler->mask = size - 1;
    for (uint32_t i = 0; i < old_size; i++)
        if (old[i].object) *seen_place(pickler, old[i].object) = old[i];
    free(old);
}

// The object just made gets a number.
static void memoize(Pickler *pickler, Value v)
{
    if (pickler->count * 2 >= pickler->mask)
        seen_resize(pickler, (pickler->mask + 1) * 2);
    *seen_place(pickler, v.object) = (Seen){object_keep(v.object), pickler->count++};
    add_step(pickler, STEP_MEMOIZE, 0, UNSET);
}

// True if it stands there already; then it is taken from there.
static bool take_seen(Pickler *pickler, Value v)
{
    const Seen *seen = seen_place(pickler, v.object);
    if (!seen->object) return false;
    add_step(pickler, STEP_AGAIN, seen->number, UNSET);
    return true;
}

// ---- By name ----

static bool refuse_global(Vm *vm, Value v, const char *why, Str *module, Str *name,
                          const char *end)
{
    Value text;
    if (!value_repr(vm, v, &text)) return false;
    raise_error(vm, PICKLING_ERROR, "Can't pickle %s: %s%s%s%s%s", STR(text)->bytes, why,
                end ? name->bytes : module->bytes, end ? " on " : ".",
                end ? module->bytes : name->bytes, end ? end : "");
    value_drop(vm, text);
    return false;
}

// "mod.A.f" in the globals of the process that runs: borrowed-like owned value; UNSET if it
// is not there.
bool global_find(Vm *vm, const Str *name, Value *result)
{
    const char *part = name->bytes;
    size_t size = strcspn(part, ".");
    Value found = dict_get_str(vm->globals, str_intern_bytes(vm, part, size));
    found = value_keep(found);
    for (part += size; *part && !value_is_unset(found); part += size) {
        part++;
        size = strcspn(part, ".");
        Value owner = found;
        if (!value_find_attribute(vm, owner, str_intern_bytes(vm, part, size), &found)) {
            value_drop(vm, owner);
            return false;
        }
        value_drop(vm, owner);
    }
    *result = found;
    return true;
}

// A function or class of the program.
static bool save_global(Pickler *pickler, Value v, Str *name)
{
    Vm *vm = pickler->vm;
    Str *main = vm->names.main;
    if (strstr(name->bytes, "<locals>"))
        return raise_error(vm, ATTRIBUTE_ERROR, "Can't get local object '%s'",
                           name->bytes);
    Value found;
    if (!global_find(vm, name, &found)) return false;
    value_drop(vm, found); // the globals have it
    if (value_is_unset(found))
        return refuse_global(vm, v, "attribute lookup ", main, name, " failed");
    bool same = value_is(found, v);
    // A bound class method is made anew each time that it is looked up.
    if (!same)
        return refuse_global(vm, v, "it's not the same object as ", main, name, NULL);
    add_step(pickler, STEP_GLOBAL, 0, value_object(name));
    return true;
}

static bool save_class(Pickler *pickler, Type *type)
{
    if (type->flags & TYPE_NATIVE) return push(pickler, value_object(type));
    return save_global(pickler, value_object(type), type->qualified_name);
}

// getattr(self, name), as methods go.
static bool save_attribute_of(Pickler *pickler, Value self, const char *name)
{
    Vm *vm = pickler->vm;
    push(pickler, dict_get_str(vm->builtins, str_intern(vm, "getattr")));
    if (!save(pickler, self)) return false;
    push(pickler, value_object(str_intern(vm, name)));
    add_step(pickler, STEP_TUPLE, 2, UNSET);
    add_step(pickler, STEP_CALL, 0, UNSET);
    return true;
}

static bool save_method(Pickler *pickler, const Method *method)
{
    Vm *vm = pickler->vm;
    Value name;
    if (!value_get_attribute(vm, method->function, vm->names.name, &name)) return false;
    bool ok = save_attribute_of(pickler, method->self, STR(name)->bytes);
    value_drop(vm, name);
    return ok;
}

static bool save_native(Pickler *pickler, Value v)
{
    Vm *vm = pickler->vm;
    Value self;
    if (!value_find_attribute(vm, v, vm->names.self, &self)) return false;
    bool bound = !value_is_unset(self) && !value_is_none(self) &&
                 !value_has_layout(self, LAYOUT_MODULE);
    bool ok =
        bound ? save_attribute_of(pickler, self, native_spec(v)->name) : push(pickler, v);
    value_drop(vm, self);
    return ok;
}

// ---- Containers ----

static bool save_items(Pickler *pickler, const Value *items, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (!save(pickler, items[i])) return false;
    return true;
}

static bool save_tuple(Pickler *pickler, Value v)
{
    const Tuple *tuple = TUPLE(v);
    if (!save_items(pickler, tuple->items, tuple->count)) return false;
    add_step(pickler, STEP_TUPLE, tuple->count, UNSET);
    // One that is within itself has been made by way of its items.
    if (tuple->count && !seen_place(pickler, v.object)->object) memoize(pickler, v);
    return true;
}

// The items of a list, or of what is filled like one.
static bool save_list_items(Pickler *pickler, Value list)
{
    for (uint32_t i = 0; i < LIST(list)->count; i++) {
        if (!save(pickler, LIST(list)->items[i])) return false;
        add_step(pickler, STEP_APPEND, 0, UNSET);
    }
    return true;
}

static bool save_dict_items(Pickler *pickler, const Dict *dict)
{
    DictEntry *entry;
    for (uint32_t at = 0; dict_next(dict, &at, &entry);) {
        if (!save(pickler, entry->key) || !save(pickler, entry->value)) return false;
        add_step(pickler, STEP_SET_ITEM, 0, UNSET);
    }
    return true;
}

static bool save_set(Pickler *pickler, Value v, bool frozen)
{
    Value item;
    uint32_t count = 0;
    if (!frozen) {
        add_step(pickler, STEP_SET, 0, UNSET);
        memoize(pickler, v);
    }
    for (uint32_t at = 0; set_next((Set *)v.object, &at, &item); count++) {
        if (!save(pickler, item)) return false;
        if (!frozen) add_step(pickler, STEP_ADD, 0, UNSET);
    }
    if (!frozen) return true;
    add_step(pickler, STEP_FROZENSET, count, UNSET);
    memoize(pickler, v);
    return true;
}

// ---- What objects say of themselves ----

// True for None and for an empty dict or tuple of state.
static bool is_no_state(Value state)
{
    return value_is_unset(state) || value_is_none(state);
}

static bool save_state(Pickler *pickler, Value state)
{
    if (is_no_state(state)) return true;
    if (!save(pickler, state)) return false;
    add_step(pickler, STEP_BUILD, 0, UNSET);
    return true;
}

// The state that object.__getstate__() gives: the instance's attributes, None without any.
// UNSET slots do not show here: they stand among the attributes.
static bool plain_state(Vm *vm, Value v, Value *state)
{
    Dict *attributes = object_attributes(v.object);
    *state = NONE;
    return !attributes || !attributes->count || dict_copy(vm, attributes, state);
}

static bool state_of(Vm *vm, Value v, Value *state)
{
    bool found;
    if (!call_special(vm, v, str_intern(vm, "__getstate__"), NULL, 0, &found, state))
        return false;
    return found || plain_state(vm, v, state);
}

// What the class of the program has defined of [name]; UNSET if nothing.
static bool call_own(Vm *vm, Value v, const char *name, const Value *argument,
                     Value *result)
{
    bool found;
    *result = UNSET;
    return call_special(vm, v, str_intern(vm, name), argument, argument != NULL, &found,
                        result);
}

static bool save_rest_of_reduced(Pickler *pickler, const Tuple *reduced)
{
    Vm *vm = pickler->vm;
    Value items = reduced->count > 3 ? reduced->items[3] : NONE;
    if (!value_is_none(items)) {
        Value list;
        if (!list_from_iterable(vm, items, &list)) return false;
        bool ok = save_list_items(pickler, list);
        value_drop(vm, list);
        if (!ok) return false;
    }
    items = reduced->count > 4 ? reduced->items[4] : NONE;
    if (!value_is_none(items)) {
        Dict *dict = dict_new(vm);
        bool ok = dict_update(vm, dict, items) && save_dict_items(pickler, dict);
        object_drop(vm, dict);
        if (!ok) return false;
    }
    return reduced->count < 3 || save_state(pickler, reduced->items[2]);
}

// What __reduce__ has answered.
static bool save_reduced(Pickler *pickler, Value v, Value reduced)
{
    Vm *vm = pickler->vm;
    if (value_is_str(reduced)) return save_global(pickler, v, STR(reduced));
    if (!value_is_tuple(reduced))
        return raise_error(vm, PICKLING_ERROR,
                           "__reduce__ must return a string or tuple");
    const Tuple *tuple = TUPLE(reduced);
    if (tuple->count < 2 || tuple->count > 6)
        return raise_error(
            vm, PICKLING_ERROR,
            "tuple returned by __reduce__ must contain 2 through 6 elements");
    if (!value_is_callable(vm, tuple->items[0]))
        return raise_error(
            vm, PICKLING_ERROR,
            "first item of the tuple returned by __reduce__ must be callable");
    if (!value_is_tuple(tuple->items[1]))
        return raise_error(
            vm, PICKLING_ERROR,
            "second item of the tuple returned by __reduce__ must be a tuple");
    if (!save(pickler, tuple->items[0]) || !save(pickler, tuple->items[1])) return false;
    add_step(pickler, STEP_CALL, 0, UNSET);
    memoize(pickler, v);
    return save_rest_of_reduced(pickler, tuple);
}

// class.__new__(class, *arguments), then its state.
static bool save_new(Pickler *pickler, Value v, const Value *arguments, uint32_t count)
{
    Vm *vm = pickler->vm;
    if (!save_class(pickler, value_type(vm, v)) || !save_items(pickler, arguments, count))
        return false;
    add_step(pickler, STEP_TUPLE, count, UNSET);
    add_step(pickler, STEP_NEW, 0, UNSET);
    memoize(pickler, v);
    return true;
}

static bool save_own_state(Pickler *pickler, Value v)
{
    Value state;
    if (!state_of(pickler->vm, v, &state)) return false;
    bool ok = save_state(pickler, state);
    value_drop(pickler->vm, state);
    return ok;
}

static bool save_instance(Pickler *pickler, Value v)
{
    Vm *vm = pickler->vm;
    Value given;
    if (!call_own(vm, v, "__getnewargs__", NULL, &given)) return false;
    bool ok =
        value_is_unset(given) || value_is_tuple(given) ||
        raise_error(vm, TYPE_ERROR, "__getnewargs__ should return a tuple, not '%s'",
                    value_type_name(vm, given));
    bool has = value_is_tuple(given);
    ok = ok && save_new(pickler, v, has ? TUPLE(given)->items : NULL,
                        has ? TUPLE(given)->count : 0);
    value_drop(vm, given);
    return ok && save_own_state(pickler, v);
}

// type(v)(*arguments), then its state: exceptions, deques and the like.
static bool save_call(Pickler *pickler, Value v, const Value *arguments, uint32_t count)
{
    if (!save_class(pickler, value_type(pickler->vm, v)) ||
        !save_items(pickler, arguments, count))
        return false;
    add_step(pickler, STEP_TUPLE, count, UNSET);
    add_step(pickler, STEP_CALL, 0, UNSET);
    memoize(pickler, v);
    return true;
}

// An instance of a class that derives from str, int, float or tuple.
static bool save_wrapped(Pickler *pickler, Value v)
{
    Vm *vm = pickler->vm;
    Value plain = UNSET;
    if (value_is_tuple(v))
        plain = tuple_of(vm, TUPLE(v)->items, (int)TUPLE(v)->count);
    else if (value_is_str(v)) {
        if (!str_new(vm, STR(v)->bytes, STR(v)->size, &plain)) return false;
    } else
        plain = number_plain(v);
    Value given;
    bool ok = call_own(vm, v, "__getnewargs__", NULL, &given);
    if (ok && value_is_tuple(given))
        ok = save_new(pickler, v, TUPLE(given)->items, TUPLE(given)->count);
    else if (ok)
        ok = save_new(pickler, v, &plain, 1);
    if (ok) value_drop(vm, given);
    value_drop(vm, plain);
    return ok && save_own_state(pickler, v);
}

static bool save_set_instance(Pickler *pickler, Value v)
{
    Value list;
    if (!list_from_iterable(pickler->vm, v, &list)) return false;
    bool ok = save_call(pickler, v, &list, 1) && save_own_state(pickler, v);
    value_drop(pickler->vm, list);
    return ok;
}

static bool save_list_instance(Pickler *pickler, Value v)
{
    return save_new(pickler, v, NULL, 0) && save_list_items(pickler, v) &&
           save_own_state(pickler, v);
}

static bool save_dict_instance(Pickler *pickler, Value v)
{
    Vm *vm = pickler->vm;
    Value factory = UNSET;
    if (value_is_instance(vm, v, vm->types.defaultdict) &&
        !value_get_attribute(vm, v, str_intern(vm, "default_factory"), &factory))
        return false;
    bool has_factory = !value_is_unset(factory);
    bool ok = has_factory ? save_call(pickler, v, &factory, !value_is_none(factory))
                          : save_new(pickler, v, NULL, 0);
    value_drop(vm, factory);
    return ok && save_dict_items(pickler, DICT(v)) && save_own_state(pickler, v);
}

static bool save_deque(Pickler *pickler, Value v)
{
    Vm *vm = pickler->vm;
    Value arguments[2] = {tuple_of(vm, NULL, 0)}, items;
    bool ok = value_get_attribute(vm, v, str_intern(vm, "maxlen"), &arguments[1]);
    if (ok) {
        ok = save_call(pickler, v, arguments, value_is_none(arguments[1]) ? 0 : 2);
        value_drop(vm, arguments[1]);
    }
    value_drop(vm, arguments[0]);
    if (!ok || !list_from_iterable(vm, v, &items)) return false;
    ok = save_list_items(pickler, items) && save_own_state(pickler, v);
    value_drop(vm, items);
    return ok;
}

// partial(function, *arguments, **keywords).
static bool save_partial(Pickler *pickler, Value v)
{
    static const char *const parts[] = {"func", "args", "keywords"};
    Vm *vm = pickler->vm;
    if (!save_class(pickler, value_type(vm, v))) return false;
    for (int i = 0; i < 3; i++) {
        Value part;
        if (!value_get_attribute(vm, v, str_intern(vm, parts[i]), &part)) return false;
        bool ok = save(pickler, part);
        value_drop(vm, part);
        if (!ok) return false;
    }
    add_step(pickler, STEP_PARTIAL, 0, UNSET);
    memoize(pickler, v);
    return true;
}

static bool save_exception(Pickler *pickler, Value v)
{
    Vm *vm = pickler->vm;
    const Exception *exception = EXCEPTION_OF(v);
    const Tuple *args = TUPLE(exception->args);
    if (!save_call(pickler, v, args->items, args->count)) return false;
    Value state;
    if (!state_of(vm, v, &state)) return false;
    bool ok = true;
    if (!value_is_unset(exception->notes)) {
        Value with_notes = value_object(dict_new(vm));
        ok = (value_is_none(state) || dict_update(vm, DICT(with_notes), state)) &&
             dict_set_str(vm, DICT(with_notes), vm->names.notes, exception->notes);
        value_set(vm, &state, with_notes);
    }
    ok = ok && save_state(pickler, state);
    value_drop(vm, state);
    return ok;
}

// ---- What cannot be pickled ----

// What CPython stumbles over within objects that are written in Python there.
static const struct {
    const char *module, *name, *refused;
} insides[] = {
    {"threading", "Event", "_thread.lock"},
    {"threading", "Condition", "_thread.RLock"},
    {"threading", "Semaphore", "_thread.lock"},
    {"threading", "BoundedSemaphore", "_thread.lock"},
    {"threading", "Barrier", "_thread.lock"},
    {"threading", "Thread", "_thread._ThreadHandle"},
    {"threading", "Timer", "_thread._ThreadHandle"},
    {"threading", "_MainThread", "_thread._ThreadHandle"},
    {"queue", "Queue", "_thread.lock"},
    {"queue", "LifoQueue", "_thread.lock"},
    {"queue", "PriorityQueue", "_thread.lock"},
    {"concurrent.futures._base", "Future", "_thread.RLock"},
    {"concurrent.futures.thread", "ThreadPoolExecutor", "_queue.SimpleQueue"},
    {"concurrent.futures.process", "ProcessPoolExecutor", "_thread.lock"},
};

static bool refuse(Vm *vm, Value v)
{
    const Type *type = value_type(vm, v);
    while (!(type->flags & TYPE_NATIVE))
        type = (const Type *)type->bases->items[0].object;
    const char *module = type->module ? type->module : "builtins",
               *name = type->name->bytes;
    if (strncmp(module, "multiprocessing.", 16) == 0)
        return raise_error(vm, RUNTIME_ERROR,
                           "%s objects should only be shared between processes through "
                           "inheritance",
                           name);
    if (type == vm->types.code)
        return raise_error(vm, TYPE_ERROR, "cannot pickle code objects");
    for (size_t i = 0; i < sizeof insides / sizeof *insides; i++)
        if (strcmp(insides[i].module, module) == 0 && strcmp(insides[i].name, name) == 0)
            return raise_error(vm, TYPE_ERROR, "cannot pickle '%s' object",
                               insides[i].refused);
    bool is_plain = strcmp(module, "builtins") == 0;
    if (type->layout == LAYOUT_FUTURE) module = "_asyncio";
    return raise_error(vm, TYPE_ERROR, "cannot pickle '%s%s%s' object",
                       is_plain ? "" : module, is_plain ? "" : ".", name);
}

// ---- Anything ----

static bool save_by_layout(Pickler *pickler, Value v)
{
    Vm *vm = pickler->vm;
    switch (v.object->type->layout) {
    case LAYOUT_OBJECT: return save_instance(pickler, v);
    case LAYOUT_STR:
    case LAYOUT_NUMBER:
    case LAYOUT_TUPLE: return save_wrapped(pickler, v);
    case LAYOUT_LIST: return save_list_instance(pickler, v);
    case LAYOUT_DICT: return save_dict_instance(pickler, v);
    case LAYOUT_SET: return save_set_instance(pickler, v);
    case LAYOUT_EXCEPTION: return save_exception(pickler, v);
    case LAYOUT_BIG:
    case LAYOUT_RANGE:
    case LAYOUT_SLICE: return push(pickler, v); // nobody can change them
    default: break;
    }
    if (vm->types.deque && value_is_instance(vm, v, vm->types.deque))
        return save_deque(pickler, v);
    if (vm->types.partial && value_is_instance(vm, v, vm->types.partial))
        return save_partial(pickler, v);
    return refuse(vm, v);
}

// Asks the object's class; what it does not say follows from its layout.
static bool save_reducible(Pickler *pickler, Value v)
{
    enum { PROTOCOL = 4 };
    Vm *vm = pickler->vm;
    Value reduced, protocol = value_int(PROTOCOL);
    if (!call_own(vm, v, "__reduce_ex__", &protocol, &reduced)) return false;
    if (value_is_unset(reduced) && !call_own(vm, v, "__reduce__", NULL, &reduced))
        return false;
    if (value_is_unset(reduced)) return save_by_layout(pickler, v);
    bool ok = save_reduced(pickler, v, reduced);
    value_drop(vm, reduced);
    return ok;
}

static bool save_object(Pickler *pickler, Value v)
{
    const VmTypes *types = &pickler->vm->types;
    Type *type = v.object->type;
    if (type == types->str) return push(pickler, v);
    if (take_seen(pickler, v)) return true;
    if (value_is_proxy(pickler->vm, v)) return push(pickler, v);
    if (type == types->tuple) return save_tuple(pickler, v);
    if (type == types->list) {
        add_step(pickler, STEP_LIST, 0, UNSET);
        memoize(pickler, v);
        return save_list_items(pickler, v);
    }
    if (type == types->dict) {
        add_step(pickler, STEP_DICT, 0, UNSET);
        memoize(pickler, v);
        return save_dict_items(pickler, DICT(v));
    }
    if (type == types->set || type == types->frozenset)
        return save_set(pickler, v, type == types->frozenset);
    if (type->layout == LAYOUT_TYPE) return save_class(pickler, (Type *)v.object);
    if (type->layout == LAYOUT_FUNCTION)
        return save_global(pickler, v, ((FunctionObject *)v.object)->qualified_name);
    if (type->layout == LAYOUT_METHOD) return save_method(pickler, (Method *)v.object);
    if (type->layout == LAYOUT_NATIVE) return save_native(pickler, v);
    return save_reducible(pickler, v);
}

static bool save(Pickler *pickler, Value v)
{
    Vm *vm = pickler->vm;
    if (v.kind != VALUE_OBJECT) return push(pickler, v);
    if (!vm_spend(vm, 1) || !recursion_enter(vm, " while pickling an object"))
        return false;
    value_keep(v);
    bool ok = save_object(pickler, v);
    value_drop(vm, v);
    recursion_leave(vm);
    return ok;
}

Message *message_of(Vm *vm, Value v)
{
    Pickler pickler = {.vm = vm, .message = heap_new(vm, sizeof *pickler.message)};
    *pickler.message = (Message){0};
    push(&pickler, v);
    if (!vm->halt) return pickler.message;
    message_free(vm, pickler.message);
    return NULL;
}

Message *message_pack(Vm *vm, Value v)
{
    Pickler pickler = {.vm = vm, .message = heap_new(vm, sizeof *pickler.message)};
    *pickler.message = (Message){0};
    seen_resize(&pickler, 16);
    bool ok = save(&pickler, v);
    for (uint32_t i = 0; i <= pickler.mask; i++)
        object_drop(vm, pickler.seen[i].object);
    free(pickler.seen);
    if (ok && !vm->halt) return pickler.message;
    message_free(vm, pickler.message);
    return NULL;
}
