// sleep.c -- asyncio.sleep(): a coroutine object that is its own future and timer.
//
// To the program it is the coroutine that CPython's sleep() returns. When a task starts it,
// it sets its timer and yields itself; the task then waits for it as for a future. When
// the timer fires, the sleep is ready in that turn, and wakes its task up in the next one,
// exactly as the future inside CPython's sleep() does.

#include "asyncio/tasks.h"

#include "asyncio/callbacks.h"
#include "asyncio/sequences.h"
#include "asyncio/values.h"
#include "trace/record.h"
#include "vm/numbers.h"

#include <math.h>
#include <string.h>

static SleepState state_of(const Sleep *sleep)
{
    return (SleepState)(sleep->sleeper & SLEEP_STATE_BITS);
}

static void set_state(Sleep *sleep, SleepState state)
{
    sleep->sleeper = (sleep->sleeper & ~(uintptr_t)SLEEP_STATE_BITS) | (uintptr_t)state;
}

static bool is_full(const Vm *vm, const Sleep *sleep)
{
    return sleep->object.type == asyncio_of(vm)->sleep_full_type;
}

SimTime time_after(const Vm *vm, double delay)
{
    SimTime span = simtime_from_seconds(delay), now = clock_now(vm->clock);
    return span >= SIMTIME_NEVER - now ? SIMTIME_NEVER : now + span;
}

// ---- What asyncio.sleep("a") does: the comparison fails when it is awaited ----

static Stop odd_sleep_step(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                           Value *result)
{
    (void)sent;
    if (!value_is_unset(thrown)) {
        exception_restore(vm, value_keep(thrown));
        return STOP_RAISES;
    }
    if (self->state == 1) {
        *result = value_keep(self->values[1]);
        return STOP_RETURNS;
    }
    Value compared;
    bool short_delay;
    if (!value_compare(vm, COMPARE_LE, self->values[0], value_int(0), &compared))
        return STOP_RAISES;
    bool ok = value_truth(vm, compared, &short_delay);
    value_drop(vm, compared);
    if (!ok) return STOP_RAISES;
    if (short_delay) {
        self->state = 1;
        *result = NONE;
        return STOP_YIELDS;
    }
    raise_error(vm, TYPE_ERROR, "must be real number, not %s",
                value_type_name(vm, self->values[0]));
    return STOP_RAISES;
}

static const NativeCoroutineSpec odd_sleep = {"sleep", "sleep", odd_sleep_step, 2};

// ---- Making ----

bool sleep_new(Vm *vm, Value delay, Value result, Value *coroutine)
{
    double seconds;
    delay = number_plain(delay);
    if (delay.kind == VALUE_FLOAT)
        seconds = delay.number;
    else if (value_is_int(delay))
        seconds = (double)delay.integer;
    else {
        Value values[] = {delay, result};
        *coroutine = native_coroutine_new(vm, &odd_sleep, values, 2);
        return true;
    }
    Asyncio *asyncio = asyncio_of(vm);
    SleepFull *full = object_new(vm, asyncio->sleep_full_type);
    full->result = value_keep(result);
    full->delay = seconds;
    full->recorded.sleep.sleeper = SLEEP_NEW;
    *coroutine = value_object(full);
    return true;
}

// ---- Ending ----

static void cancel_timer(Vm *vm, Sleep *sleep)
{
    if (timer_is_set(&sleep->timer))
        trace_timer_cancel(vm->trace, clock_now(vm->clock), sleep_event(vm, sleep));
    timer_cancel(vm, &sleep->timer);
}

static void drop_sleeper(Vm *vm, Sleep *sleep)
{
    Task *sleeper = sleep_sleeper(sleep);
    sleep->sleeper &= 15;
    object_drop(vm, sleeper);
}

// Its coroutine is over, whatever ended it: sleep()'s finally cancels the timer.
static void end(Vm *vm, Sleep *sleep)
{
    SleepState state = state_of(sleep);
    set_state(sleep, SLEEP_OVER);
    if (state == SLEEP_NEW || state == SLEEP_YIELDED || state == SLEEP_OVER) return;
    if (state == SLEEP_WAITS || state == SLEEP_CANCELLED) cancel_timer(vm, sleep);
    drop_sleeper(vm, sleep);
}

static void take_result(const Vm *vm, const Sleep *sleep, Value *result)
{
    *result = is_full(vm, sleep) ? value_keep(((const SleepFull *)sleep)->result) : NONE;
}

// ---- Awaiting ----

static void record_timer(Vm *vm, SleepRecorded *sleep, SimTime when)
{
    TraceText *what = &asyncio_of(vm)->trace_sleep;
    if (!*what) *what = trace_text(vm->trace, "sleep", 5);
    sleep->event =
        trace_timer_set(vm->trace, clock_now(vm->clock), when, *what, asyncio_place(vm));
}

static inline void set_timer(Vm *vm, Sleep *sleep, double delay)
{
    SimTime when = time_after(vm, delay);
    if (asyncio_of(vm)->sequences) sequences_meet_sleep(vm, when - clock_now(vm->clock));
    clock_set(vm->clock, &sleep->timer, when);
    if (vm->trace) record_timer(vm, (SleepRecorded *)sleep, when);
}

static inline bool sleeps_hold_loop(const Asyncio *asyncio)
{
    return asyncio->machine && asyncio->machine->model == MACHINE_SEQUENTIAL;
}

// The model `sequential`: a sleep holds the loop. True if this one did; then [*ok] is false
// if the run ends over it.
static bool holds_loop(Vm *vm, double delay, bool *ok)
{
    Asyncio *asyncio = asyncio_of(vm);
    if (!sleeps_hold_loop(asyncio)) return false;
    if (asyncio->running->count) asyncio->sleeps_in_step++;
    *ok = asyncio->sleeps_in_step < SLEEPS_IN_STEP_MOST
              ? vm->hooks.block(vm, simtime_from_seconds(delay))
              : vm_halt(vm, HALT_LIMIT, "sleeps");
    return true;
}

static Stop start(Vm *vm, Sleep *sleep, Value *result)
{
    double delay = ((const SleepFull *)sleep)->delay;
    if (delay <= 0) {
        set_state(sleep, SLEEP_YIELDED);
        *result = NONE;
        return STOP_YIELDS;
    }
    if (isnan(delay)) {
        set_state(sleep, SLEEP_OVER);
        raise_error(vm, VALUE_ERROR, "Invalid delay: NaN (not a number)");
        return STOP_RAISES;
    }
    if (!loop_running(vm)) {
        set_state(sleep, SLEEP_OVER);
        return STOP_RAISES;
    }
    bool ok;
    if (holds_loop(vm, delay, &ok)) {
        set_state(sleep, SLEEP_OVER);
        if (ok) take_result(vm, sleep, result);
        return ok ? STOP_RETURNS : STOP_RAISES;
    }
    set_state(sleep, SLEEP_WAITS);
    set_timer(vm, sleep, delay);
    *result = value_keep(value_object(sleep));
    return STOP_YIELDS;
}

static __attribute__((noinline)) Sleep *sleep_made(Vm *vm, Type *type)
{
    Sleep *sleep = object_new_sized(vm, type, type->size);
    sleep->timer = (Timer){0};
    return sleep;
}

// One that waits, and that nobody but its task will know of. One to be used again has rung:
// its timer is not set.
static inline Sleep *private_sleep(Vm *vm)
{
    Asyncio *asyncio = asyncio_of(vm);
    Sleep *sleep = asyncio->spare;
    asyncio->spare = NULL;
    if (!sleep || sleep->object.type != asyncio->sleep_type) {
        object_drop(vm, sleep);
        sleep = sleep_made(vm, asyncio->sleep_type);
    }
    sleep->sleeper = SLEEP_WAITS;
    return sleep;
}

Value sleep_full_ends(SleepFull *sleep)
{
    Value result = sleep->result;
    sleep->result = UNSET;
    return result;
}

// `await asyncio.sleep(delay)` in one go.
static Awaited await_sleep(Vm *vm, Value *args, Value *waiting, Value *result)
{
    Value given = args[0];
    if (!value_is_none(args[1])) return AWAITED_ORDINARY;
    double delay;
    if (given.kind == VALUE_FLOAT)
        delay = given.number;
    else if (given.kind == VALUE_INT)
        delay = (double)given.integer;
    else
        return AWAITED_ORDINARY;
    if (!(delay > 0)) {
        if (isnan(delay)) return AWAITED_ORDINARY;
        *result = NONE;
        *waiting =
            NONE; // not copied: what was just written in words would be read as one
        return AWAITED_YIELDS;
    }
    Asyncio *asyncio = asyncio_of(vm);
    if (!asyncio->running) return AWAITED_ORDINARY;
    bool ok;
    if (sleeps_hold_loop(asyncio) && holds_loop(vm, delay, &ok)) {
        *result = NONE; // if the run is halted it ends at the next operation
        return AWAITED_RETURNS;
    }
    Sleep *sleep = private_sleep(vm);
    set_timer(vm, sleep, delay);
    *waiting = value_object(sleep);
    *result = value_keep(*waiting);
    return AWAITED_YIELDS;
}

static Stop sleep_send(Vm *vm, Value self, Value sent, Value *result)
{
    (void)sent;
    Sleep *sleep = (Sleep *)self.object;
    switch (state_of(sleep)) {
    case SLEEP_NEW: return start(vm, sleep, result);
    case SLEEP_YIELDED:
    case SLEEP_RANG:
        take_result(vm, sleep, result);
        end(vm, sleep);
        return STOP_RETURNS;
    case SLEEP_WAITS:
        if (sleep_sleeper(sleep)) {
            not_simulated(vm, "coroutines of sleep() in two tasks");
            return STOP_RAISES;
        }
        end(vm, sleep);
        raise_error(vm, RUNTIME_ERROR, "await wasn't used with future");
        return STOP_RAISES;
    case SLEEP_CANCELLED:
        end(vm, sleep);
        raise_with(vm, CANCELLED_ERROR, UNSET);
        return STOP_RAISES;
    case SLEEP_OVER: break;
    }
    raise_error(vm, RUNTIME_ERROR, "cannot reuse already awaited coroutine");
    return STOP_RAISES;
}

static Stop sleep_throw(Vm *vm, Value self, Value exception, Value *result)
{
    (void)result;
    Sleep *sleep = (Sleep *)self.object;
    if (state_of(sleep) == SLEEP_OVER) {
        raise_error(vm, RUNTIME_ERROR, "cannot reuse already awaited coroutine");
        return STOP_RAISES;
    }
    value_keep(exception);
    end(vm, sleep);
    exception_restore(vm, exception);
    return STOP_RAISES;
}

static bool sleep_await(Vm *vm, Value self, Value *iterator)
{
    SleepState state = state_of((Sleep *)self.object);
    if (state != SLEEP_NEW && state != SLEEP_OVER)
        return raise_error(vm, RUNTIME_ERROR, "coroutine is being awaited already");
    *iterator = value_keep(self);
    return true;
}

// ---- The timer ----

void sleep_fires(Vm *vm, Loop *running, Sleep *sleep)
{
    uint32_t fire =
        trace_timer_fire(vm->trace, clock_now(vm->clock), sleep_event(vm, sleep));
    sleep->sleeper |= SLEEP_RINGING;
    Task *sleeper = sleep_sleeper(sleep);
    Loop *loop = sleeper ? future_loop(vm, &sleeper->future) : running;
    loop_take(vm, loop, CALLBACK_SLEEP, object_keep(&sleep->object), NULL, fire);
}

// The future inside sleep() gets its result, unless it was cancelled meanwhile.
bool sleep_ring(Vm *vm, Object *target, Object *argument)
{
    (void)argument;
    Sleep *sleep = (Sleep *)target;
    sleep->sleeper &= ~(uintptr_t)SLEEP_RINGING;
    if (state_of(sleep) != SLEEP_WAITS) return true;
    Task *sleeper = sleep_sleeper(sleep);
    sleep->sleeper = SLEEP_RANG;
    if (sleeper)
        loop_take(vm, future_loop(vm, &sleeper->future), CALLBACK_WAKEUP,
                  &sleeper->future.object, NULL, asyncio_of(vm)->cause);
    return true;
}

bool sleep_is_over(const Sleep *sleep)
{
    return state_of(sleep) == SLEEP_OVER;
}

bool sleep_cancel(Vm *vm, Sleep *sleep, Value message)
{
    if (state_of(sleep) != SLEEP_WAITS) return false;
    Task *sleeper = sleep_sleeper(sleep);
    sleep->sleeper = (sleep->sleeper & SLEEP_RINGING) | SLEEP_CANCELLED;
    if (!sleeper) return true;
    bool plain = value_is_unset(message) || value_is_none(message);
    Value error =
        plain ? exception_new(vm, CANCELLED_ERROR, NULL)
              : exception_new_with(vm, exception_type(vm, CANCELLED_ERROR), &message, 1);
    loop_take(vm, future_loop(vm, &sleeper->future), CALLBACK_WAKEUP,
              &sleeper->future.object, error.object, asyncio_of(vm)->cause);
    return true;
}

// ---- The type: a coroutine like any other ----

static void sleep_finalize(Vm *vm, Object *self)
{
    if (state_of((Sleep *)self) != SLEEP_NEW) return;
    set_state((Sleep *)self, SLEEP_OVER);
    if (vm->hooks.coroutine_dropped) vm->hooks.coroutine_dropped(vm, value_object(self));
}

static void sleep_release(Vm *vm, Object *self)
{
    Sleep *sleep = (Sleep *)self;
    if (state_of(sleep) == SLEEP_NEW) set_state(sleep, SLEEP_OVER);
    end(vm, sleep);
    if (is_full(vm, sleep)) value_clear(vm, &((SleepFull *)sleep)->result);
}

static bool sleep_repr(Vm *vm, Value self, Value *result)
{
    *result = str_format(vm, "<coroutine object sleep at 0x%llx>",
                         (unsigned long long)value_id(vm, self));
    return true;
}

// The outcome of send() and throw() called by the program.
static bool stop_to_value(Vm *vm, Stop stop, Value *result)
{
    if (stop == STOP_YIELDS) return true;
    if (stop == STOP_RAISES) return false;
    Value returned = *result;
    *result = UNSET;
    raise_with(vm, STOP_ITERATION, value_is_none(returned) ? UNSET : returned);
    value_drop(vm, returned);
    return false;
}

static bool method_send(Vm *vm, Value *args, Value *result)
{
    return stop_to_value(vm, sleep_send(vm, args[0], args[1], result), result);
}

static bool method_throw(Vm *vm, Value *args, Value *result)
{
    Value exception = UNSET;
    if (value_is_exception(args[1])) {
        exception = value_keep(args[1]);
    } else if (!call(vm, args[1], NULL, 0, &exception)) {
        return false;
    }
    bool ok = stop_to_value(vm, sleep_throw(vm, args[0], exception, result), result);
    value_drop(vm, exception);
    return ok;
}

static bool method_close(Vm *vm, Value *args, Value *result)
{
    end(vm, (Sleep *)args[0].object);
    *result = NONE;
    return true;
}

static bool method_await(Vm *vm, Value *args, Value *result)
{
    return coroutine_await(vm, args[0], result);
}

static bool get_name(Vm *vm, Value *args, Value *result)
{
    (void)args;
    *result = str_from(vm, "sleep");
    return true;
}

static bool get_running(Vm *vm, Value *args, Value *result)
{
    (void)vm;
    (void)args;
    *result = FALSE;
    return true;
}

static const NativeSpec sleep_methods[] = {
    {"send", "self, arg, /", method_send, 0},
    {"throw", "self, exception, /", method_throw, 0},
    {"close", "self, /", method_close, 0},
    {"__await__", "self, /", method_await, 0},
    {"__name__", "self", get_name, NATIVE_PROPERTY},
    {"__qualname__", "self", get_name, NATIVE_PROPERTY},
    {"cr_running", "self", get_running, NATIVE_PROPERTY},
    {0},
};

#define SLEEP_SPEC(struct_name)                                                          \
    {                                                                                    \
        .name = "coroutine", .module = "builtins", .layout = LAYOUT_OTHER,               \
        .size = sizeof(struct_name), .flags = TYPE_NATIVE | TYPE_FINAL,                  \
        .slots = {.release = sleep_release,                                              \
                  .finalize = sleep_finalize,                                            \
                  .repr = sleep_repr,                                                    \
                  .await = sleep_await,                                                  \
                  .send = sleep_send,                                                    \
                  .throw = sleep_throw},                                                 \
        .methods = sleep_methods,                                                        \
    }

static const TypeSpec sleep_spec = SLEEP_SPEC(Sleep);
static const TypeSpec sleep_recorded_spec = SLEEP_SPEC(SleepRecorded);
static const TypeSpec sleep_full_spec = SLEEP_SPEC(SleepFull);

static bool function_sleep(Vm *vm, Value *args, Value *result)
{
    return sleep_new(vm, args[0], args[1], result);
}

static const NativeSpec functions[] = {
    {"sleep", "delay, result=None", function_sleep, NATIVE_PYTHON | NATIVE_COROUTINE,
     await_sleep},
    {0},
};

void sleep_init(Vm *vm, Module *module)
{
    Asyncio *asyncio = asyncio_of(vm);
    asyncio->sleep_type =
        type_new(vm, vm->trace ? &sleep_recorded_spec : &sleep_spec, NULL);
    asyncio->sleep_full_type = type_new(vm, &sleep_full_spec, NULL);
    natives_add(vm, module->attributes, functions, "asyncio.tasks");
}
