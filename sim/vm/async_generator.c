// async_generator.c -- async generators and the awaitables of their methods, in the order
// of CPython's async_gen_asend and async_gen_athrow.
//
// An async generator is a coroutine whose yields end the await of whoever asked for the
// next value, while what it awaits itself goes up to the task.

#include "vm/execute.h"
#include "vm/operators.h"

#define STREAM(value) ((CoroutineObject *)(value).object)
#define SEND(value)   ((AsyncSend *)(value).object)

enum { SEND_NEW, SEND_ITERATING, SEND_OVER };

static Value async_send_new(Vm *vm, Value stream, AsyncSendKind kind, Value value)
{
    Type *type =
        kind == ASYNC_SEND_SEND ? vm->types.async_send : vm->private->async_throw;
    AsyncSend *send = object_new(vm, type);
    send->generator = object_keep(stream.object);
    send->kind = kind;
    send->value = value_keep(value);
    return value_object(send);
}

// Tells the loop of a generator that is iterated for the first time.
static bool first_iteration(Vm *vm, Value stream)
{
    if (STREAM(stream)->hooked || !vm->hooks.asyncgen_first) return true;
    STREAM(stream)->hooked = true;
    return vm->hooks.asyncgen_first(vm, stream);
}

bool async_generator_anext(Vm *vm, Value generator, Value *awaitable)
{
    if (!first_iteration(vm, generator)) return false;
    *awaitable = async_send_new(vm, generator, ASYNC_SEND_SEND, NONE);
    return true;
}

// -- Steps -------------------------------------------------------------------------

static Stop over(AsyncSend *self, Stop stop)
{
    self->state = SEND_OVER;
    self->generator->busy = false;
    return stop;
}

// What running the generator came to, for asend and athrow: its own yield is the result
// of the await; a yield of what it awaits goes on to the task.
static Stop after_running(Vm *vm, AsyncSend *self, Stop stop)
{
    if (stop == STOP_PAUSES) return stop;
    if (stop == STOP_YIELDS)
        return self->generator->state == COROUTINE_YIELDED ? over(self, STOP_RETURNS)
                                                           : STOP_YIELDS;
    if (stop == STOP_RAISES && (exception_is_raised(vm, STOP_ASYNC_ITERATION) ||
                                exception_is_raised(vm, GENERATOR_EXIT)))
        self->generator->closed = true;
    return over(self, STOP_RAISES);
}

static Stop raise_stop(Vm *vm, ExceptionKind kind)
{
    raise_with(vm, kind, UNSET);
    return STOP_RAISES;
}

static CarrierGoesOn stream_goes_on;

static Stop run_stream(Vm *vm, AsyncSend *self, Value sent, Value thrown, Value *result)
{
    CoroutineObject *stream = self->generator;
    // An awaitable that is on its way can be sent to by hand, from the generator itself.
    if (stream->state == COROUTINE_RUNNING) {
        raise_error(vm, VALUE_ERROR, "async generator already executing");
        return STOP_RAISES;
    }
    if (stream->state == COROUTINE_DONE) {
        if (value_is_unset(thrown)) return raise_stop(vm, STOP_ASYNC_ITERATION);
        exception_restore(vm, value_keep(thrown));
        return STOP_RAISES;
    }
    Frame *frame = frame_resume(vm, stream);
    if (!frame) return STOP_RAISES;
    frame->is_entry = true;
    frame->is_carried = frame->back == vm->private->awaits;
    bool throws = !value_is_unset(thrown);
    Stop stop = frame_run(vm, frame, throws ? thrown : sent, throws, result);
    if (stop == STOP_PAUSES) strand_carry(vm, &self->object, stream_goes_on);
    return stop;
}

static Stop send_step(Vm *vm, AsyncSend *self, Value sent, Value thrown, Value *result)
{
    CoroutineObject *stream = self->generator;
    if (self->state == SEND_OVER) {
        raise_error(vm, RUNTIME_ERROR,
                    "cannot reuse already awaited __anext__()/asend()");
        return STOP_RAISES;
    }
    bool is_new = self->state == SEND_NEW;
    if (is_new) {
        if (stream->busy) {
            self->state = SEND_OVER;
            raise_error(vm, RUNTIME_ERROR,
                        "anext(): asynchronous generator is already running");
            return STOP_RAISES;
        }
        if (value_is_none(sent)) sent = self->value;
        self->state = SEND_ITERATING;
        stream->busy = true;
    }
    if (stream->state == COROUTINE_UNSTARTED && value_is_unset(thrown) &&
        !value_is_none(sent)) {
        raise_error(vm, TYPE_ERROR,
                    "can't send non-None value to a just-started async generator");
        return over(self, STOP_RAISES);
    }
    return after_running(vm, self, run_stream(vm, self, sent, thrown, result));
}

// aclose(): the generator must end by GeneratorExit or StopAsyncIteration.
static Stop after_closing(Vm *vm, AsyncSend *self, Stop stop, Value *result)
{
    if (stop == STOP_PAUSES) return stop;
    if (stop == STOP_YIELDS) {
        if (self->generator->state != COROUTINE_YIELDED) return STOP_YIELDS;
        value_drop(vm, *result);
        raise_error(vm, RUNTIME_ERROR, "async generator ignored GeneratorExit");
        return over(self, STOP_RAISES);
    }
    self->generator->closed = true;
    if (!exception_is_raised(vm, STOP_ASYNC_ITERATION) &&
        !exception_is_raised(vm, GENERATOR_EXIT))
        return over(self, STOP_RAISES);
    value_drop(vm, exception_take(vm));
    *result = NONE;
    return over(self, STOP_RETURNS);
}

static Stop stream_goes_on(Vm *vm, Object *carrier, Stop stop, Value *result)
{
    AsyncSend *self = (AsyncSend *)carrier;
    return self->kind == ASYNC_SEND_CLOSE ? after_closing(vm, self, stop, result)
                                          : after_running(vm, self, stop);
}

static Stop throw_step(Vm *vm, AsyncSend *self, Value sent, Value thrown, Value *result)
{
    CoroutineObject *stream = self->generator;
    bool closes = self->kind == ASYNC_SEND_CLOSE;
    if (self->state == SEND_OVER) {
        raise_error(vm, RUNTIME_ERROR, "cannot reuse already awaited aclose()/athrow()");
        return STOP_RAISES;
    }
    if (stream->state == COROUTINE_DONE && value_is_unset(thrown)) {
        self->state = SEND_OVER;
        *result = NONE;
        return STOP_RETURNS;
    }
    if (self->state == SEND_ITERATING) {
        Stop stop = run_stream(vm, self, sent, thrown, result);
        return closes ? after_closing(vm, self, stop, result)
                      : after_running(vm, self, stop);
    }
    if (stream->busy) {
        self->state = SEND_OVER;
        raise_error(vm, RUNTIME_ERROR, "%s(): asynchronous generator is already running",
                    closes ? "aclose" : "athrow");
        return STOP_RAISES;
    }
    if (!value_is_unset(thrown)) { // before it was awaited: goes into the generator
        if (stream->state == COROUTINE_DONE) {
            self->state = SEND_OVER;
            exception_restore(vm, value_keep(thrown));
            return STOP_RAISES;
        }
        self->state = SEND_ITERATING;
        stream->busy = true;
        Stop stop = run_stream(vm, self, UNSET, thrown, result);
        return closes ? after_closing(vm, self, stop, result)
                      : after_running(vm, self, stop);
    }
    if (stream->closed) {
        self->state = SEND_OVER;
        return raise_stop(vm, STOP_ASYNC_ITERATION);
    }
    if (!value_is_none(sent) && !value_is_unset(sent)) {
        raise_error(vm, RUNTIME_ERROR,
                    "can't send non-None value to a just-started coroutine");
        return STOP_RAISES;
    }
    self->state = SEND_ITERATING;
    stream->busy = true;
    Value exception =
        closes ? exception_new(vm, GENERATOR_EXIT, NULL) : value_keep(self->value);
    if (closes) stream->closed = true;
    Stop stop = run_stream(vm, self, UNSET, exception, result);
    value_drop(vm, exception);
    return closes ? after_closing(vm, self, stop, result) : after_running(vm, self, stop);
}

Stop async_send_step(Vm *vm, AsyncSend *self, Value sent, Value thrown, Value *result)
{
    return self->kind == ASYNC_SEND_SEND ? send_step(vm, self, sent, thrown, result)
                                         : throw_step(vm, self, sent, thrown, result);
}

// -- The awaitable -----------------------------------------------------------------

static Stop send_send(Vm *vm, Value self, Value value, Value *result)
{
    return async_send_step(vm, SEND(self), value, UNSET, result);
}

static Stop send_throw(Vm *vm, Value self, Value exception, Value *result)
{
    return async_send_step(vm, SEND(self), UNSET, exception, result);
}

bool async_send_close(Vm *vm, Value self)
{
    AsyncSend *send = SEND(self);
    if (send->state != SEND_ITERATING) {
        send->state = SEND_OVER;
        return true;
    }
    Value exit = exception_new(vm, GENERATOR_EXIT, NULL), result = UNSET;
    Stop stop = async_send_step(vm, send, UNSET, exit, &result);
    value_drop(vm, exit);
    value_drop(vm, result);
    if (stop == STOP_YIELDS)
        return raise_error(vm, RUNTIME_ERROR, "coroutine ignored GeneratorExit");
    if (stop == STOP_RETURNS) return true;
    if (!exception_is_raised(vm, GENERATOR_EXIT) &&
        !exception_is_raised(vm, STOP_ASYNC_ITERATION))
        return false;
    value_drop(vm, exception_take(vm));
    return true;
}

static bool send_await(Vm *vm, Value self, Value *iterator)
{
    (void)vm;
    *iterator = value_keep(self);
    return true;
}

static bool send_next(Vm *vm, Value self, Value *result)
{
    Value value = UNSET;
    Stop stop = send_send(vm, self, NONE, &value);
    if (stop == STOP_RAISES) return false;
    if (stop == STOP_RETURNS) {
        value_set(vm, &vm->stop_value, value);
        value = UNSET;
    }
    *result = value;
    return true;
}

static void send_release(Vm *vm, Object *self)
{
    AsyncSend *send = (AsyncSend *)self;
    if (send->state == SEND_ITERATING) send->generator->busy = false;
    object_drop(vm, send->generator);
    value_drop(vm, send->value);
}

static bool send_repr(Vm *vm, Value self, Value *result)
{
    *result = str_format(vm, "<%s object at 0x%llx>", value_type_name(vm, self),
                         (unsigned long long)value_id(vm, self));
    return true;
}

const char *async_send_name(Value self)
{
    return SEND(self)->kind == ASYNC_SEND_SEND ? "asend" : "aclose";
}

#define SEND_TYPE(type_name)                                                             \
    .name = type_name, .module = "builtins", .layout = LAYOUT_ASYNC_SEND,                \
    .size = sizeof(AsyncSend), .flags = TYPE_FINAL, .methods = awaitable_methods,        \
    .slots = {.release = send_release,                                                   \
              .repr = send_repr,                                                         \
              .iter = send_await,                                                        \
              .next = send_next,                                                         \
              .await = send_await,                                                       \
              .send = send_send,                                                         \
              .throw = send_throw}

static const TypeSpec async_send_spec = {SEND_TYPE("async_generator_asend")};
static const TypeSpec async_throw_spec = {SEND_TYPE("async_generator_athrow")};

// -- The generator -----------------------------------------------------------------

static bool stream_aiter(Vm *vm, Value self, Value *result)
{
    (void)vm;
    *result = value_keep(self);
    return true;
}

static bool stream_asend(Vm *vm, Value *args, Value *result)
{
    if (!first_iteration(vm, args[0])) return false;
    *result = async_send_new(vm, args[0], ASYNC_SEND_SEND, args[1]);
    return true;
}

static bool stream_athrow(Vm *vm, Value *args, Value *result)
{
    if (!first_iteration(vm, args[0])) return false;
    Value exception;
    if (!thrown_instance(vm, args[1], args[2], &exception)) return false;
    *result = async_send_new(vm, args[0], ASYNC_SEND_THROW, exception);
    value_drop(vm, exception);
    return true;
}

static bool stream_aclose(Vm *vm, Value *args, Value *result)
{
    if (!first_iteration(vm, args[0])) return false;
    *result = async_send_new(vm, args[0], ASYNC_SEND_CLOSE, NONE);
    return true;
}

static bool stream_name(Vm *vm, Value *args, Value *result)
{
    *result = str_from(vm, coroutine_name(args[0]));
    return true;
}

static bool stream_qualified_name(Vm *vm, Value *args, Value *result)
{
    *result = str_from(vm, coroutine_qualified_name(args[0]));
    return true;
}

static bool stream_awaiting(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    Value awaited = coroutine_awaits_directly(STREAM(args[0]));
    *result = value_is_unset(awaited) ? NONE : value_keep(awaited);
    return true;
}

static bool stream_suspended(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    uint8_t state = STREAM(args[0])->state;
    *result = value_bool(state == COROUTINE_AWAITS || state == COROUTINE_YIELDED);
    return true;
}

static bool stream_running(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    *result = value_bool(STREAM(args[0])->busy);
    return true;
}

static const NativeSpec stream_methods[] = {
    {"asend", "self, value, /", stream_asend, 0},
    {"athrow", "self, typ, val=, tb=, /", stream_athrow, 0},
    {"aclose", "self, /", stream_aclose, 0},
    {"__name__", "self", stream_name, NATIVE_PROPERTY},
    {"__qualname__", "self", stream_qualified_name, NATIVE_PROPERTY},
    {"ag_running", "self", stream_running, NATIVE_PROPERTY},
    {"ag_suspended", "self", stream_suspended, NATIVE_PROPERTY},
    {"ag_await", "self", stream_awaiting, NATIVE_PROPERTY},
    {"ag_frame", "self", coroutine_get_frame, NATIVE_PROPERTY},
    {"ag_code", "self", coroutine_get_code, NATIVE_PROPERTY},
    {0},
};

const TypeSpec async_generator_spec = {
    .name = "async_generator",
    .module = "builtins",
    .layout = LAYOUT_COROUTINE,
    .size = sizeof(CoroutineObject),
    .flags = TYPE_FINAL,
    .slots = {.aiter = stream_aiter, .anext = async_generator_anext},
    .methods = stream_methods,
};

void async_generators_init(Vm *vm)
{
    vm->types.async_send = type_new(vm, &async_send_spec, NULL);
    vm->private->async_throw = type_new(vm, &async_throw_spec, NULL);
}
