// mixins.c -- numbers, loops and holders of locks, queues and the like.

#include "asyncio/mixins.h"

#include "asyncio/diagnostics.h"
#include "trace/record.h"
#include "vm/places.h"

#include <string.h>

// One lock, the task that holds it, and the line of its acquire().
struct Hold {
    SyncObject *object; // borrowed: it unholds before it dies
    uint32_t task;
    uint32_t line;
    const char *name; // of the task; NULL until it has ended
};

void sync_begin(Vm *vm, SyncObject *self, TraceWait wait, const char *kind,
                int64_t capacity)
{
    self->wait = (uint8_t)wait;
    self->is_lock = wait == WAIT_LOCK || wait == WAIT_CONDITION ||
                    (wait == WAIT_SEMAPHORE && capacity == 1);
    self->id = vm->trace ? trace_object(vm->trace, kind, capacity, (uint32_t)vm_line(vm))
                         : 1; // whose number nobody will see
}

Loop *sync_loop(Vm *vm, SyncObject *self)
{
    Loop *loop = loop_running(vm);
    if (!loop) return NULL;
    if (!self->loop) self->loop = loop->serial;
    if (self->loop == loop->serial) return loop;
    Text text = {0};
    if (text_add_repr(vm, &text, value_object(self)))
        raise_error(vm, RUNTIME_ERROR, "%s is bound to a different event loop",
                    text_string(&text));
    text_free(&text);
    return NULL;
}

// ---- Holders ----

static bool note_hold(Vm *vm, SyncObject *self, uint32_t task)
{
    Asyncio *asyncio = asyncio_of(vm);
    if (asyncio->hold_count == asyncio->hold_capacity) {
        uint32_t old = asyncio->hold_capacity, new = old ? old * 2 : 8;
        struct Hold *holds = heap_buffer_resize(vm, asyncio->holds, old * sizeof *holds,
                                                new * sizeof *holds);
        if (!holds) return false;
        asyncio->holds = holds;
        asyncio->hold_capacity = new;
    }
    // Nobody finds the name any more when the lock dies with the variable that holds it.
    sync_find_name(vm, self);
    asyncio->holds[asyncio->hold_count++] =
        (struct Hold){self, task, (uint32_t)vm_line(vm), NULL};
    return true;
}

// Searched from the newest, as most locks are given back soon.
static void forget_hold(Vm *vm, const SyncObject *self, uint32_t task)
{
    Asyncio *asyncio = asyncio_of(vm);
    for (uint32_t i = asyncio->hold_count; i-- > 0;) {
        struct Hold *hold = &asyncio->holds[i];
        if (hold->object != self || hold->task != task) continue;
        asyncio->hold_count--;
        memmove(hold, hold + 1, (asyncio->hold_count - i) * sizeof *hold);
        return;
    }
}

void sync_hold(Vm *vm, SyncObject *self)
{
    uint32_t task = asyncio_task_id(vm);
    if (self->holder_count == self->holder_capacity) {
        uint32_t old = self->holder_capacity, new = old ? old * 2 : 2;
        uint32_t *holders = heap_buffer_resize(vm, self->holders, old * sizeof *holders,
                                               new * sizeof *holders);
        if (!holders) return;
        self->holders = holders;
        self->holder_capacity = new;
    }
    self->holders[self->holder_count++] = task;
    Task *current = task_current(vm);
    // A task that is nothing but lock.acquire() takes it for another one.
    bool is_told = self->is_lock && current && current->coroutine &&
                   current->coroutine->type->layout == LAYOUT_COROUTINE;
    if (!is_told || !note_hold(vm, self, task)) return;
    if (current->future.held < UINT8_MAX) current->future.held++;
}

void sync_unhold(Vm *vm, SyncObject *self)
{
    if (!self->holder_count) return;
    uint32_t task = asyncio_task_id(vm), at = 0;
    for (uint32_t i = 0; i < self->holder_count; i++)
        if (self->holders[i] == task) at = i;
    uint32_t holder = self->holders[at];
    self->holder_count--;
    memmove(self->holders + at, self->holders + at + 1,
            (self->holder_count - at) * sizeof *self->holders);
    if (!self->is_lock) return;
    forget_hold(vm, self, holder);
    Task *current = task_current(vm);
    bool own = current && holder == task && current->future.held;
    if (own && current->future.held < UINT8_MAX) current->future.held--;
}

static void name_hold(Vm *vm, struct Hold *hold, const Task *task)
{
    Text name = {0};
    task_add_name(task, &name);
    hold->name = str_intern(vm, text_string(&name))->bytes;
    text_free(&name);
}

// Another task may still give it back: only when that cannot be any more it is told.
void sync_task_ended(Vm *vm, const Task *task)
{
    Asyncio *asyncio = asyncio_of(vm);
    for (uint32_t i = 0; i < asyncio->hold_count; i++)
        if (asyncio->holds[i].task == task->future.id)
            name_hold(vm, &asyncio->holds[i], task);
}

static void tell_hold(Vm *vm, const struct Hold *hold)
{
    const char *lock = hold->object->name;
    notice_held_lock(vm, hold->task, hold->name, lock ? lock : "a lock", hold->line);
}

void sync_run_ended(Vm *vm)
{
    Asyncio *asyncio = asyncio_of(vm);
    for (uint32_t i = 0; i < asyncio->hold_count; i++)
        if (asyncio->holds[i].name) tell_hold(vm, &asyncio->holds[i]);
    asyncio->hold_count = 0;
}

// A lock dies: whoever held it and has ended, or lets it go itself, never gives it back. One
// that dies together with a task that waits says nothing about that task.
static void tell_lost_holds(Vm *vm, const SyncObject *self)
{
    Asyncio *asyncio = asyncio_of(vm);
    Task *current = task_current(vm);
    for (uint32_t i = 0; i < asyncio->hold_count; i++) {
        struct Hold *hold = &asyncio->holds[i];
        if (hold->object != self) continue;
        if (current && current->future.id == hold->task) name_hold(vm, hold, current);
        if (hold->name) tell_hold(vm, hold);
    }
}

void sync_release(Vm *vm, SyncObject *self)
{
    if (self->is_lock && self->holder_count) tell_lost_holds(vm, self);
    while (self->is_lock && self->holder_count)
        forget_hold(vm, self, self->holders[--self->holder_count]);
    if (self->holders)
        heap_buffer_free(vm, self->holders,
                         self->holder_capacity * sizeof *self->holders);
    self->holders = NULL;
    self->holder_count = self->holder_capacity = 0;
}

// ---- The trace ----

void sync_find_name(Vm *vm, SyncObject *self)
{
    if (self->name) return;
    self->name = variable_name(vm, &self->object, &self->searched);
    if (self->name && vm->trace)
        trace_object_name(vm->trace, self->id, self->name, strlen(self->name));
}

// The task that waits for a lock's future: 0 if none does.
static uint32_t waiting_task(const Future *waiter)
{
    if (!waiter || future_is_done(waiter)) return 0;
    for (uint32_t i = 0; i < future_callback_count(waiter); i++) {
        Object *target;
        if (future_callback_at(waiter, i, &target) == CALLBACK_WAKEUP)
            return ((Task *)target)->future.id;
    }
    return 0;
}

uint32_t sync_event(Vm *vm, SyncObject *self, TraceType type, Future *const *waiters,
                    int count, uint32_t cause)
{
    Trace *trace = vm->trace;
    if (!trace) return 0;
    sync_find_name(vm, self);
    for (uint32_t i = 0; i < self->holder_count; i++)
        if (self->holders[i])
            trace_holder(trace, self->holders[i]); // 0: outside of all tasks
    for (int i = 0; i < count; i++) {
        uint32_t task = waiting_task(waiters[i]);
        if (task) trace_waiting(trace, task);
    }
    uint32_t event = trace_sync(trace, clock_now(vm->clock), type, asyncio_task_id(vm),
                                self->id, cause, asyncio_place(vm));
    asyncio_of(vm)->cause = event;
    return event;
}
