// coroutine_object.c -- coroutines and generators of the program: their life and methods.
//
// What asyncio and the interpreter ask of any awaited thing is at the end, in the order of
// coroutine.h.

#include "base/assert.h"
#include "vm/code_object.h"
#include "vm/execute.h"
#include "vm/frame.h"
#include "vm/operators.h"

#include <string.h>

#define COROUTINE(value) ((CoroutineObject *)(value).object)

static size_t value_count(const RunCode *run)
{
    const Code *code = run->code;
    size_t others = (size_t)code->suspended_size + (code->handler_count > 0);
    // A coroutine that never waits has a place too for where it was made.
    return (size_t)code->local_count + (others ? others : 1);
}

// Until a coroutine starts, the first place of its stack tells where it was made.
static Value *made_place(CoroutineObject *coroutine)
{
    return &coroutine->values[coroutine_code(coroutine)->code->local_count];
}

static size_t coroutine_size(const Object *self)
{
    const CoroutineObject *coroutine = (const CoroutineObject *)self;
    return sizeof *coroutine + value_count(coroutine_code(coroutine)) * sizeof(Value);
}

Value coroutine_new(Vm *vm, FunctionObject *function, Type *type)
{
    RunCode *run = function->code;
    unsigned flags = run->code->flags;
    if (!type)
        type = flags & CODE_COROUTINE   ? vm->types.coroutine
               : flags & CODE_GENERATOR ? vm->types.generator
                                        : vm->types.async_generator;
    size_t count = value_count(run);
    CoroutineObject *coroutine =
        object_new_sized(vm, type, sizeof *coroutine + count * sizeof(Value));
    coroutine->function = object_keep(function);
    coroutine->at = 0;
    coroutine->depth = 0;
    coroutine->state = COROUTINE_UNSTARTED;
    coroutine->closed = coroutine->hooked = coroutine->busy = coroutine->unused = false;
    coroutine->handles = coroutine->keeps = coroutine->marked = false;
    for (size_t i = 0; i < count; i++)
        coroutine->values[i] = UNSET;
    const Tuple *closure = function->closure;
    Value *free_variables =
        coroutine->values + run->code->local_count - run->code->free_count;
    for (uint32_t i = 0; closure && i < closure->count; i++)
        free_variables[i] = value_keep(closure->items[i]);
    return value_object(coroutine);
}

void coroutine_made(Vm *vm, Value coroutine)
{
    if (coroutine.object->type != vm->types.coroutine) return;
    if (vm->frame) *made_place(COROUTINE(coroutine)) = value_int((intptr_t)vm->frame->ip);
    if (vm->hooks.coroutine_made) vm->hooks.coroutine_made(vm, coroutine);
}

// Drops locals and waiting operands of one that will not run again, the first ones first
// (as _PyFrame_ClearLocals).
static void coroutine_clear(Vm *vm, CoroutineObject *coroutine)
{
    int count = coroutine_code(coroutine)->code->local_count + coroutine->depth;
    coroutine->depth = 0;
    for (int i = 0; i < count; i++)
        value_clear(vm, &coroutine->values[i]);
    frame_forget_kept(vm, coroutine);
}

// -- Running -----------------------------------------------------------------------

static const char *kind_name(const Vm *vm, const CoroutineObject *coroutine)
{
    if (coroutine->object.type == vm->types.generator) return "generator";
    return coroutine->object.type == vm->types.coroutine ? "coroutine"
                                                         : "async generator";
}

static Stop refuse(Vm *vm, ExceptionKind kind, const char *who, const char *why)
{
    raise_error(vm, kind, "%s%s", who, why);
    return STOP_RAISES;
}

// What sending to a coroutine that is not suspended leads to.
static Stop send_to_unready(Vm *vm, CoroutineObject *coroutine, Value *result)
{
    if (coroutine->state == COROUTINE_RUNNING)
        return refuse(vm, VALUE_ERROR, kind_name(vm, coroutine), " already executing");
    if (coroutine->state == COROUTINE_UNSTARTED) {
        raise_error(vm, TYPE_ERROR, "can't send non-None value to a just-started %s",
                    kind_name(vm, coroutine));
        return STOP_RAISES;
    }
    if (coroutine->object.type == vm->types.coroutine)
        return refuse(vm, RUNTIME_ERROR, "cannot reuse already awaited coroutine", "");
    *result = NONE;
    return STOP_RETURNS;
}

// The frame of one that is suspended and goes on as an entry; NULL with the exception set.
static inline __attribute__((always_inline)) Frame *entry_of(Vm *vm,
                                                             CoroutineObject *coroutine)
{
    Frame *frame = frame_resume_quickly(vm, coroutine);
    if (!frame) return NULL;
    frame->is_entry = true;
    frame->is_carried = frame->back == vm->private->awaits;
    return frame;
}

// Runs one that is suspended, as the entry, until it leaves.
static inline __attribute__((always_inline)) Stop
resume_with(Vm *vm, CoroutineObject *coroutine, Value value, Value *result)
{
    Frame *frame = entry_of(vm, coroutine);
    return frame ? frame_run(vm, frame, value, false, result) : STOP_RAISES;
}

// As gen_send_ex2() of genobject.c. Inlined where every step of a task begins.
static inline __attribute__((always_inline)) Stop send_into(Vm *vm, Value self,
                                                            Value value, Value *result)
{
    CoroutineObject *coroutine = COROUTINE(self);
    bool ready = coroutine->state == COROUTINE_AWAITS ||
                 coroutine->state == COROUTINE_YIELDED ||
                 (coroutine->state == COROUTINE_UNSTARTED && value_is_none(value));
    if (!ready) return send_to_unready(vm, coroutine, result);
    return resume_with(vm, coroutine, value, result);
}

static Stop object_send(Vm *vm, Value self, Value value, Value *result)
{
    return send_into(vm, self, value, result);
}

static Stop object_throw(Vm *vm, Value self, Value exception, Value *result)
{
    CoroutineObject *coroutine = COROUTINE(self);
    if (coroutine->state == COROUTINE_RUNNING)
        return refuse(vm, VALUE_ERROR, kind_name(vm, coroutine), " already executing");
    if (coroutine->state == COROUTINE_DONE) {
        if (coroutine->object.type == vm->types.coroutine)
            return refuse(vm, RUNTIME_ERROR, "cannot reuse already awaited coroutine",
                          "");
        exception_restore(vm, value_keep(exception));
        return STOP_RAISES;
    }
    Frame *frame = frame_resume(vm, coroutine);
    if (!frame) return STOP_RAISES;
    frame->is_entry = true;
    frame->is_carried = frame->back == vm->private->awaits;
    return frame_run(vm, frame, exception, true, result);
}

// True where nothing in it would see an exit thrown in: it waits at a yield, and no handler
// stands around that.
static bool ends_unseen(const CoroutineObject *coroutine)
{
    return coroutine->state == COROUTINE_YIELDED &&
           !code_handler_at(coroutine_code(coroutine)->code, coroutine->at);
}

// As gen_close() of genobject.c. [*returned] is what it returned in answer, None where it let
// the exit go through. One that never started keeps its arguments until it dies.
static bool object_close(Vm *vm, Value self, Value *returned)
{
    CoroutineObject *coroutine = COROUTINE(self);
    *returned = NONE;
    if (coroutine->state == COROUTINE_DONE) return true;
    if (coroutine->state == COROUTINE_UNSTARTED) {
        coroutine->state = COROUTINE_DONE;
        coroutine->unused = true;
        return true;
    }
    if (ends_unseen(coroutine)) {
        coroutine->state = COROUTINE_DONE;
        coroutine_clear(vm, coroutine);
        return true;
    }
    Value exit = exception_new(vm, GENERATOR_EXIT, NULL), result = UNSET;
    Stop stop = object_throw(vm, self, exit, &result);
    value_drop(vm, exit);
    if (stop == STOP_RETURNS) {
        *returned = result;
        return true;
    }
    value_drop(vm, result);
    if (stop == STOP_YIELDS)
        return raise_error(vm, RUNTIME_ERROR, "%s ignored GeneratorExit",
                           kind_name(vm, coroutine));
    if (!exception_is_raised(vm, GENERATOR_EXIT) &&
        !exception_is_raised(vm, STOP_ITERATION))
        return false;
    value_drop(vm, exception_take(vm));
    return true;
}

// -- The end of one that was not finished ------------------------------------------

static void report_ignored(Vm *vm, Value self)
{
    Value exception = exception_take(vm), repr = UNSET;
    if (value_is_unset(exception)) return;
    if (!value_repr(vm, self, &repr)) value_drop(vm, exception_take(vm));
    exception_report_ignored(vm, exception,
                             value_is_unset(repr) ? "a coroutine" : STR(repr)->bytes);
    value_drop(vm, repr);
    value_drop(vm, exception);
}

// As _PyGen_Finalize(): a coroutine never started warns, an async generator goes to the
// loop, everything else is closed.
static void generator_finalize(Vm *vm, Object *object)
{
    CoroutineObject *coroutine = (CoroutineObject *)object;
    if (vm->halt || vm->closing) return;
    Value self = value_object(object);
    bool over = coroutine->state == COROUTINE_DONE;
    // The loop remembers a generator without counting it, so it must hear of its end.
    if (coroutine->hooked && (over || coroutine->closed) && vm->hooks.asyncgen_gone)
        vm->hooks.asyncgen_gone(vm, self);
    if (over) return;
    Value pending = vm->raised;
    vm->raised = UNSET;
    bool unstarted = coroutine->state == COROUTINE_UNSTARTED;
    if (object->type == vm->types.async_generator && coroutine->hooked &&
        !coroutine->closed && vm->hooks.asyncgen_finalize) {
        if (!vm->hooks.asyncgen_finalize(vm, self)) report_ignored(vm, self);
    } else if (unstarted && object->type == vm->types.coroutine) {
        if (vm->hooks.coroutine_dropped) vm->hooks.coroutine_dropped(vm, self);
    } else if (!coroutine_close(vm, self)) {
        report_ignored(vm, self);
    }
    value_drop(vm, vm->raised);
    vm->raised = pending;
}

static void object_release(Vm *vm, Object *object)
{
    CoroutineObject *coroutine = (CoroutineObject *)object;
    if (coroutine->state != COROUTINE_DONE || coroutine->unused)
        coroutine_clear(vm, coroutine);
    object_drop(vm, coroutine->function);
}

// -- Methods -----------------------------------------------------------------------

static bool return_or_stop(Vm *vm, Stop stop, Value *result)
{
    if (stop == STOP_YIELDS) return true;
    if (stop == STOP_RAISES) return false;
    Value value = *result;
    *result = UNSET;
    raise_with(vm, STOP_ITERATION, value_is_none(value) ? UNSET : value);
    value_drop(vm, value);
    return false;
}

static bool object_send_method(Vm *vm, Value *args, Value *result)
{
    return return_or_stop(vm, coroutine_send(vm, args[0], args[1], result), result);
}

// The class to throw gave [made], which is no exception. Takes it over.
static void refuse_instance(Vm *vm, Value type, Value made)
{
    Text text = {0};
    if (text_add_repr(vm, &text, type))
        raise_error(
            vm, TYPE_ERROR,
            "calling %s should have returned an instance of BaseException, not %s",
            text_string(&text), value_type_name(vm, made));
    text_free(&text);
    value_drop(vm, made);
}

bool thrown_instance(Vm *vm, Value type, Value value, Value *exception)
{
    if (value_is_exception(type)) {
        *exception = value_keep(type);
        return true;
    }
    bool is_class = value_has_layout(type, LAYOUT_TYPE) &&
                    ((Type *)type.object)->flags & TYPE_EXCEPTION;
    if (!is_class)
        return raise_error(vm, TYPE_ERROR,
                           "exceptions must be classes or instances deriving from "
                           "BaseException, not %s",
                           value_type_name(vm, type));
    if (value_is_exception(value)) {
        *exception = value_keep(value);
        return true;
    }
    // What goes wrong in making it is thrown instead.
    bool none = value_is_unset(value) || value_is_none(value);
    bool made = call(vm, type, &value, none ? 0 : 1, exception);
    if (made && value_is_exception(*exception)) return true;
    if (made) refuse_instance(vm, type, *exception);
    if (vm->halt) return false;
    *exception = exception_take(vm);
    return true;
}

static bool object_throw_method(Vm *vm, Value *args, Value *result)
{
    Value exception;
    if (!thrown_instance(vm, args[1], args[2], &exception)) return false;
    Stop stop = coroutine_throw(vm, args[0], exception, result);
    value_drop(vm, exception);
    return return_or_stop(vm, stop, result);
}

static bool object_close_method(Vm *vm, Value *args, Value *result)
{
    if (value_has_layout(args[0], LAYOUT_COROUTINE))
        return object_close(vm, args[0], result);
    *result = NONE;
    return coroutine_close(vm, args[0]);
}

// What `coroutine.__await__()` gives: an iterator that drives the coroutine.
bool coroutine_await(Vm *vm, Value self, Value *iterator)
{
    Cell *wrapper = object_new(vm, vm->private->coroutine_wrapper);
    wrapper->value = value_keep(self);
    *iterator = value_object(wrapper);
    return true;
}

static Value wrapped(Value wrapper)
{
    return ((Cell *)wrapper.object)->value;
}

static Stop wrapper_send(Vm *vm, Value self, Value value, Value *result)
{
    return coroutine_send(vm, wrapped(self), value, result);
}

static Stop wrapper_throw(Vm *vm, Value self, Value exception, Value *result)
{
    return coroutine_throw(vm, wrapped(self), exception, result);
}

static bool iterate(Vm *vm, Stop stop, Value value, Value *result)
{
    if (stop == STOP_RAISES) return false;
    if (stop == STOP_RETURNS) value_set(vm, &vm->stop_value, value);
    *result = stop == STOP_YIELDS ? value : UNSET;
    return true;
}

static bool wrapper_next(Vm *vm, Value self, Value *result)
{
    Value value = UNSET;
    Stop stop = coroutine_send(vm, wrapped(self), NONE, &value);
    return iterate(vm, stop, value, result);
}

static void wrapper_release(Vm *vm, Object *object)
{
    value_drop(vm, ((Cell *)object)->value);
}

static bool object_next(Vm *vm, Value self, Value *result)
{
    Value value = UNSET;
    Stop stop = object_send(vm, self, NONE, &value);
    return iterate(vm, stop, value, result);
}

static bool object_iter(Vm *vm, Value self, Value *result)
{
    (void)vm;
    *result = value_keep(self);
    return true;
}

static bool object_repr(Vm *vm, Value self, Value *result)
{
    static const char *const kinds[] = {"coroutine", "generator", "async_generator"};
    Type *type = self.object->type;
    const char *kind = kinds[type == vm->types.coroutine   ? 0
                             : type == vm->types.generator ? 1
                                                           : 2];
    *result =
        str_format(vm, "<%s object %s at 0x%llx>", kind, coroutine_qualified_name(self),
                   (unsigned long long)value_id(vm, self));
    return true;
}

static bool object_name(Vm *vm, Value *args, Value *result)
{
    *result = str_from(vm, coroutine_name(args[0]));
    return true;
}

static bool object_qualified_name(Vm *vm, Value *args, Value *result)
{
    *result = str_from(vm, coroutine_qualified_name(args[0]));
    return true;
}

static bool object_running(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_bool(COROUTINE(args[0])->state == COROUTINE_RUNNING);
    return true;
}

static bool object_suspended(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    uint8_t state = COROUTINE(args[0])->state;
    *result = value_bool(state == COROUTINE_AWAITS || state == COROUTINE_YIELDED);
    return true;
}

static bool object_awaiting(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    Value awaited = coroutine_awaits_directly(COROUTINE(args[0]));
    *result = value_is_unset(awaited) ? NONE : value_keep(awaited);
    return true;
}

bool coroutine_get_frame(Vm *vm, Value *args, Value *result)
{
    *result = NONE;
    return COROUTINE(args[0])->state == COROUTINE_DONE ||
           code_frame(vm, COROUTINE(args[0])->function->code, result);
}

bool coroutine_get_code(Vm *vm, Value *args, Value *result)
{
    return code_object(vm, COROUTINE(args[0])->function->code, result);
}

static bool object_origin(Vm *vm, Value *args, Value *result)
{
    (void)vm, (void)args;
    *result = NONE; // as without sys.set_coroutine_origin_tracking_depth()
    return true;
}

#define COMMON_METHODS                                                                   \
    {"send", "self, arg, /", object_send_method, 0},                                     \
        {"throw", "self, typ, val=, tb=, /", object_throw_method, 0},                    \
        {"close", "self, /", object_close_method, 0},                                    \
        {"__name__", "self", object_name, NATIVE_PROPERTY},                              \
    {                                                                                    \
        "__qualname__", "self", object_qualified_name, NATIVE_PROPERTY                   \
    }

static const NativeSpec coroutine_methods[] = {
    COMMON_METHODS,
    {"cr_running", "self", object_running, NATIVE_PROPERTY},
    {"cr_suspended", "self", object_suspended, NATIVE_PROPERTY},
    {"cr_await", "self", object_awaiting, NATIVE_PROPERTY},
    {"cr_frame", "self", coroutine_get_frame, NATIVE_PROPERTY},
    {"cr_code", "self", coroutine_get_code, NATIVE_PROPERTY},
    {"cr_origin", "self", object_origin, NATIVE_PROPERTY},
    {0},
};

const NativeSpec awaitable_methods[] = {
    {"send", "self, arg, /", object_send_method, 0},
    {"throw", "self, typ, val=, tb=, /", object_throw_method, 0},
    {"close", "self, /", object_close_method, 0},
    {0},
};

static const TypeSpec coroutine_wrapper_spec = {
    .name = "coroutine_wrapper",
    .module = "builtins",
    .layout = LAYOUT_OTHER,
    .size = sizeof(Cell),
    .flags = TYPE_FINAL,
    .slots = {.release = wrapper_release,
              .iter = object_iter,
              .next = wrapper_next,
              .send = wrapper_send,
              .throw = wrapper_throw},
    .methods = awaitable_methods,
};

const NativeSpec native_coroutine_methods[] = {COMMON_METHODS, {0}};

static const NativeSpec generator_methods[] = {
    COMMON_METHODS,
    {"gi_running", "self", object_running, NATIVE_PROPERTY},
    {"gi_suspended", "self", object_suspended, NATIVE_PROPERTY},
    {"gi_yieldfrom", "self", object_awaiting, NATIVE_PROPERTY},
    {"gi_frame", "self", coroutine_get_frame, NATIVE_PROPERTY},
    {"gi_code", "self", coroutine_get_code, NATIVE_PROPERTY},
    {0},
};

static const TypeSpec coroutine_spec = {
    .name = "coroutine",
    .module = "builtins",
    .layout = LAYOUT_COROUTINE,
    .size = sizeof(CoroutineObject),
    .flags = TYPE_FINAL,
    .slots = {.release = object_release,
              .size = coroutine_size,
              .finalize = generator_finalize,
              .repr = object_repr,
              .await = coroutine_await,
              .send = object_send,
              .throw = object_throw},
    .methods = coroutine_methods,
};

static const TypeSpec generator_spec = {
    .name = "generator",
    .module = "builtins",
    .layout = LAYOUT_COROUTINE,
    .size = sizeof(CoroutineObject),
    .flags = TYPE_FINAL,
    .slots = {.release = object_release,
              .size = coroutine_size,
              .finalize = generator_finalize,
              .repr = object_repr,
              .iter = object_iter,
              .next = object_next,
              .send = object_send,
              .throw = object_throw},
    .methods = generator_methods,
};

void coroutines_init(Vm *vm)
{
    vm->types.coroutine = type_new(vm, &coroutine_spec, NULL);
    vm->types.generator = type_new(vm, &generator_spec, NULL);
    vm->private->coroutine_wrapper = type_new(vm, &coroutine_wrapper_spec, NULL);
    TypeSpec stream = async_generator_spec;
    stream.slots.release = object_release;
    stream.slots.size = coroutine_size;
    stream.slots.finalize = generator_finalize;
    stream.slots.repr = object_repr;
    vm->types.async_generator = type_new(vm, &stream, NULL);
}

// -- What the layers above ask of any awaited thing --------------------------------

Stop coroutine_send(Vm *vm, Value target, Value value, Value *result)
{
    if (vm->halt) return STOP_RAISES;
    Type *type = value_type(vm, target);
    if (type == vm->types.coroutine) return send_into(vm, target, value, result);
    return type->slots.send ? type->slots.send(vm, target, value, result)
                            : send_to_iterator(vm, target, value, result);
}

Stop coroutine_go_on(Vm *vm, Object *coroutine, Value *result)
{
    CoroutineObject *suspended = (CoroutineObject *)coroutine;
    bool ready =
        coroutine->type == vm->types.coroutine &&
        (suspended->state == COROUTINE_YIELDED || suspended->state == COROUTINE_AWAITS);
    if (!ready) return coroutine_send(vm, value_object(coroutine), NONE, result);
    Frame *frame = entry_of(vm, suspended);
    if (!frame) return STOP_RAISES;
    frame->is_relayed = true;
    return frame_run(vm, frame, NONE, false, result);
}

Frame *coroutine_relay(Vm *vm, Value *yielded)
{
    Object *next = vm->hooks.coroutine_yields(vm, yielded);
    if (!next) return NULL;
    // As deep as the one before: there is room.
    Frame *frame = entry_of(vm, (CoroutineObject *)next);
    frame->is_relayed = true;
    return frame;
}

Stop coroutine_throw(Vm *vm, Value target, Value exception, Value *result)
{
    if (vm->halt) return STOP_RAISES;
    return throw_to_iterator(vm, target, exception, result);
}

bool coroutine_close(Vm *vm, Value target)
{
    if (value_has_layout(target, LAYOUT_COROUTINE)) {
        Value returned;
        if (!object_close(vm, target, &returned)) return false;
        value_drop(vm, returned);
        return true;
    }
    if (value_has_layout(target, LAYOUT_NATIVE_COROUTINE))
        return native_coroutine_close(vm, target);
    if (target.kind == VALUE_OBJECT &&
        target.object->type == vm->private->coroutine_wrapper)
        return coroutine_close(vm, wrapped(target));
    if (value_has_layout(target, LAYOUT_ASYNC_SEND)) return async_send_close(vm, target);
    Value method, ignored = UNSET;
    if (!value_find_attribute(vm, target, vm->names.close, &method)) return false;
    if (value_is_unset(method)) return true;
    bool ok = call(vm, method, NULL, 0, &ignored);
    value_drop(vm, method);
    value_drop(vm, ignored);
    return ok;
}

bool value_get_awaitable(Vm *vm, Value v, Value *iterator)
{
    if (value_is_coroutine(v)) {
        *iterator = value_keep(v);
        return true;
    }
    Type *type = value_type(vm, v);
    if (!type->slots.await)
        return raise_error(vm, TYPE_ERROR,
                           "object %s can't be used in 'await' expression",
                           type_name(type));
    if (!type->slots.await(vm, v, iterator)) return false;
    if (type->flags & TYPE_NATIVE) return true;
    Type *made = value_type(vm, *iterator);
    if (value_is_coroutine(*iterator)) {
        value_drop(vm, *iterator);
        return raise_error(vm, TYPE_ERROR, "__await__() returned a coroutine");
    }
    if (made->slots.next || made->slots.send) return true;
    raise_error(vm, TYPE_ERROR, "__await__() returned non-iterator of type '%s'",
                type_name(made));
    value_drop(vm, *iterator);
    return false;
}

bool value_is_coroutine(Value v)
{
    if (v.kind != VALUE_OBJECT) return false;
    if (v.object->type->layout == LAYOUT_NATIVE_COROUTINE) return true;
    return v.object->type->layout == LAYOUT_COROUTINE &&
           coroutine_code((CoroutineObject *)v.object)->code->flags & CODE_COROUTINE;
}

bool value_is_async_generator(Value v)
{
    return value_has_layout(v, LAYOUT_COROUTINE) &&
           coroutine_code(COROUTINE(v))->code->flags & CODE_ASYNC_GENERATOR;
}

bool coroutine_is_done(Value coroutine)
{
    if (value_has_layout(coroutine, LAYOUT_NATIVE_COROUTINE))
        return ((NativeCoroutine *)coroutine.object)->done;
    return COROUTINE(coroutine)->state == COROUTINE_DONE;
}

bool coroutine_is_unstarted(Value coroutine)
{
    if (value_has_layout(coroutine, LAYOUT_NATIVE_COROUTINE))
        return !((NativeCoroutine *)coroutine.object)->started;
    return COROUTINE(coroutine)->state == COROUTINE_UNSTARTED;
}

const char *coroutine_name(Value coroutine)
{
    if (value_has_layout(coroutine, LAYOUT_NATIVE_COROUTINE))
        return ((NativeCoroutine *)coroutine.object)->spec->name;
    return COROUTINE(coroutine)->function->name->bytes;
}

const char *coroutine_qualified_name(Value coroutine)
{
    if (value_has_layout(coroutine, LAYOUT_NATIVE_COROUTINE))
        return ((NativeCoroutine *)coroutine.object)->spec->qualified_name;
    return COROUTINE(coroutine)->function->qualified_name->bytes;
}

int coroutine_made_line(const Vm *vm, Value coroutine)
{
    if (!value_has_layout(coroutine, LAYOUT_COROUTINE) ||
        COROUTINE(coroutine)->state != COROUTINE_UNSTARTED)
        return 0;
    Value made = *made_place(COROUTINE(coroutine));
    return made.kind == VALUE_INT ? vm_line_of(vm, (const Instruction *)made.integer) : 0;
}

CoroutineObject *awaited_coroutine(Value v)
{
    if (!value_has_layout(v, LAYOUT_COROUTINE)) return NULL;
    CoroutineObject *coroutine = COROUTINE(v);
    unsigned flags = coroutine_code(coroutine)->code->flags;
    return flags & CODE_ASYNC_GENERATOR ? NULL : coroutine;
}

bool coroutine_mark(Object *object)
{
    if (object->type->layout != LAYOUT_COROUTINE) return false;
    CoroutineObject *coroutine = (CoroutineObject *)object;
    if (coroutine->marked) return false;
    coroutine->marked = true;
    return true;
}
