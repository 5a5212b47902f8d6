// native_coroutine.c -- driving coroutines whose steps are written in C.

#include "base/assert.h"
#include "vm/execute.h"
#include "vm/operators.h"

#define SELF(value) ((NativeCoroutine *)(value).object)

static size_t coroutine_size(const Object *self)
{
    const NativeCoroutine *coroutine = (const NativeCoroutine *)self;
    return sizeof *coroutine + (size_t)coroutine->spec->value_count * sizeof(Value);
}

Value native_coroutine_new(Vm *vm, const NativeCoroutineSpec *spec,
                           const Value *arguments, int count)
{
    ASSERT(count <= spec->value_count, "a native coroutine has room for its arguments");
    NativeCoroutine *coroutine =
        object_new_sized(vm, vm->types.native_coroutine,
                         sizeof *coroutine + (size_t)spec->value_count * sizeof(Value));
    coroutine->spec = spec;
    coroutine->state = 0;
    coroutine->started = coroutine->running = coroutine->done = false;
    coroutine->awaiting = UNSET;
    for (int i = 0; i < spec->value_count; i++)
        coroutine->values[i] = i < count ? value_keep(arguments[i]) : UNSET;
    return value_object(coroutine);
}

// native_await() gives STOP_YIELDS with [awaiting] set: the step hands it on.

Stop native_await(Vm *vm, NativeCoroutine *self, Value awaitable, Value *result)
{
    (void)result;
    Value iterator;
    if (!value_get_awaitable(vm, awaitable, &iterator)) return STOP_RAISES;
    value_set(vm, &self->awaiting, iterator);
    return STOP_YIELDS;
}

void native_coroutine_finish(Vm *vm, NativeCoroutine *self)
{
    self->done = true;
    if (!value_is_unset(self->awaiting)) value_clear(vm, &self->awaiting);
    for (int i = 0, count = self->spec->value_count; i < count; i++) {
        Value value = self->values[i];
        self->values[i] = UNSET;
        value_drop(vm, value);
    }
}

// Passes [sent] or [error] on to what the coroutine waits for.
static inline __attribute__((always_inline)) Stop
delegate(Vm *vm, Value target, Value sent, Value error, Value *result)
{
    if (value_is_unset(error)) {
        Stop (*send)(Vm *, Value, Value, Value *) = target.object->type->slots.send;
        return send ? send(vm, target, sent, result)
                    : coroutine_send(vm, target, sent, result);
    }
    if (!exception_is(vm, error, GENERATOR_EXIT))
        return coroutine_throw(vm, target, error, result);
    if (coroutine_close(vm, target)) exception_restore(vm, value_keep(error));
    return STOP_RAISES;
}

// What a step is called with, and whether it is ours to drop.
typedef struct Answer {
    Value sent, error;
    bool owned;
} Answer;

static void answer_drop(Vm *vm, Answer *answer)
{
    if (!answer->owned) return;
    value_drop(vm, answer->sent);
    value_drop(vm, answer->error);
    answer->owned = false;
}

static CarrierGoesOn coroutine_goes_on;

// Runs steps as long as what they wait for is ready at once. [answer] goes to what is
// awaited, if anything is, else to the step; with [is_reply] it comes from there.
static inline __attribute__((always_inline)) Stop
drive_on(Vm *vm, NativeCoroutine *self, Answer answer, bool is_reply, Value *result)
{
    Stop stop;
    for (;;) {
        if (!value_is_unset(self->awaiting) && !is_reply) {
            Value value = UNSET;
            stop = delegate(vm, self->awaiting, answer.sent, answer.error, &value);
            if (stop == STOP_PAUSES) {
                answer_drop(vm, &answer);
                strand_carry(vm, &self->object, coroutine_goes_on);
                return stop;
            }
            if (stop == STOP_YIELDS) {
                *result = value;
                break;
            }
            answer_drop(vm, &answer);
            if (vm->halt) {
                value_clear(vm, &self->awaiting);
                stop = STOP_RAISES;
                break;
            }
            answer = stop == STOP_RETURNS ? (Answer){value, UNSET, true}
                                          : (Answer){UNSET, exception_take(vm), true};
            is_reply = true;
        }
        if (is_reply) value_clear(vm, &self->awaiting);
        is_reply = false;
        stop = self->spec->step(vm, self, answer.sent, answer.error, result);
        answer_drop(vm, &answer);
        if (stop != STOP_YIELDS || value_is_unset(self->awaiting)) break;
        // A fresh delegation is sent None; only what came from outside is passed on.
        answer = (Answer){NONE, UNSET, false};
    }
    self->running = false;
    answer_drop(vm, &answer);
    if (stop != STOP_YIELDS) native_coroutine_finish(vm, self);
    return stop;
}

// [sent] or [thrown] comes from outside.
static Stop drive(Vm *vm, NativeCoroutine *self, Value sent, Value thrown, Value *result)
{
    self->started = self->running = true;
    return drive_on(vm, self, (Answer){sent, thrown, false}, false, result);
}

// What it awaits had stopped in the middle, and has now led to [stop].
static Stop coroutine_goes_on(Vm *vm, Object *carrier, Stop stop, Value *result)
{
    NativeCoroutine *self = (NativeCoroutine *)carrier;
    if (stop == STOP_YIELDS) {
        self->running = false;
        return stop;
    }
    Answer answer = stop == STOP_RETURNS ? (Answer){*result, UNSET, true}
                                         : (Answer){UNSET, exception_take(vm), true};
    *result = UNSET;
    return drive_on(vm, self, answer, true, result);
}

static Stop coroutine_send_slot(Vm *vm, Value self, Value value, Value *result)
{
    NativeCoroutine *coroutine = SELF(self);
    if (coroutine->done) {
        raise_error(vm, RUNTIME_ERROR, "cannot reuse already awaited coroutine");
        return STOP_RAISES;
    }
    if (coroutine->running) {
        raise_error(vm, VALUE_ERROR, "coroutine already executing");
        return STOP_RAISES;
    }
    if (!coroutine->started && !value_is_none(value)) {
        raise_error(vm, TYPE_ERROR,
                    "can't send non-None value to a just-started coroutine");
        return STOP_RAISES;
    }
    return drive(vm, coroutine, value, UNSET, result);
}

static Stop coroutine_throw_slot(Vm *vm, Value self, Value exception, Value *result)
{
    NativeCoroutine *coroutine = SELF(self);
    if (coroutine->done) {
        raise_error(vm, RUNTIME_ERROR, "cannot reuse already awaited coroutine");
        return STOP_RAISES;
    }
    if (coroutine->running) {
        raise_error(vm, VALUE_ERROR, "coroutine already executing");
        return STOP_RAISES;
    }
    if (!coroutine->started) {
        coroutine->started = true;
        native_coroutine_finish(vm, coroutine);
        exception_restore(vm, value_keep(exception));
        return STOP_RAISES;
    }
    return drive(vm, coroutine, UNSET, exception, result);
}

bool native_coroutine_close(Vm *vm, Value self)
{
    NativeCoroutine *coroutine = SELF(self);
    if (coroutine->done) return true;
    if (!coroutine->started) {
        coroutine->started = true;
        native_coroutine_finish(vm, coroutine);
        return true;
    }
    Value exit = exception_new(vm, GENERATOR_EXIT, NULL), result = UNSET;
    Stop stop = coroutine_throw_slot(vm, self, exit, &result);
    value_drop(vm, exit);
    value_drop(vm, result);
    if (stop == STOP_YIELDS)
        return raise_error(vm, RUNTIME_ERROR, "coroutine ignored GeneratorExit");
    if (stop == STOP_RETURNS) return true;
    if (!exception_is_raised(vm, GENERATOR_EXIT)) return false;
    value_drop(vm, exception_take(vm));
    return true;
}

static void coroutine_finalize(Vm *vm, Object *object)
{
    NativeCoroutine *coroutine = (NativeCoroutine *)object;
    if (coroutine->done || vm->halt || vm->closing) return;
    Value pending = vm->raised;
    vm->raised = UNSET;
    if (!coroutine->started) {
        if (vm->hooks.coroutine_dropped)
            vm->hooks.coroutine_dropped(vm, value_object(object));
    } else {
        native_coroutine_close(vm, value_object(object));
        value_drop(vm, exception_take(vm));
    }
    vm->raised = pending;
}

static void coroutine_release(Vm *vm, Object *object)
{
    if (!((NativeCoroutine *)object)->done)
        native_coroutine_finish(vm, (NativeCoroutine *)object);
}

static bool coroutine_repr(Vm *vm, Value self, Value *result)
{
    *result = str_format(vm, "<coroutine object %s at 0x%llx>",
                         SELF(self)->spec->qualified_name,
                         (unsigned long long)value_id(vm, self));
    return true;
}

void native_coroutines_init(Vm *vm)
{
    const TypeSpec spec = {
        .name = "coroutine",
        .module = "builtins",
        .layout = LAYOUT_NATIVE_COROUTINE,
        .size = sizeof(NativeCoroutine),
        .flags = TYPE_FINAL,
        .slots = {.release = coroutine_release,
                  .size = coroutine_size,
                  .finalize = coroutine_finalize,
                  .repr = coroutine_repr,
                  .await = coroutine_await,
                  .send = coroutine_send_slot,
                  .throw = coroutine_throw_slot},
        .methods = native_coroutine_methods,
    };
    vm->types.native_coroutine = type_new(vm, &spec, NULL);
}
