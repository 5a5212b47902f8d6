// sync_object.c -- numbers, names and holders of locks, queues and the like of threads.

#include "threads/sync_object.h"

#include "machine/clock.h"
#include "trace/record.h"
#include "vm/copying.h"
#include "vm/places.h"
#include "vm/strings.h"

#include <string.h>

void thread_sync_begin(Vm *vm, ThreadSync *self, const char *kind, int64_t capacity)
{
    if (self->id) return;
    self->id = vm->trace ? trace_object(vm->trace, kind, capacity, (uint32_t)vm_line(vm))
                         : 1; // whose number nobody will see
}

const char *thread_sync_name(Vm *vm, ThreadSync *self)
{
    if (self->whole) return thread_sync_name(vm, self->whole);
    if (self->name) return self->name;
    self->name = variable_name(vm, &self->object, &self->searched);
    if (self->name && vm->trace && self->id)
        trace_object_name(vm->trace, self->id, self->name, strlen(self->name));
    return self->name;
}

uint32_t thread_sync_number(Vm *vm, ThreadSync *self)
{
    if (self->whole) return thread_sync_number(vm, self->whole);
    thread_sync_name(vm, self);
    return self->id;
}

// ---- Holders ----

static ThreadHolder present_holder(const Vm *vm)
{
    const ThreadHooks *hooks = &threads_of(vm)->hooks;
    ProgramThread *thread = thread_running(vm);
    bool is_task = thread->is_outside && hooks->task_thread(vm);
    return (ThreadHolder){thread, is_task ? hooks->task(vm) : 0, thread_running_id(vm)};
}

void thread_sync_hold(Vm *vm, ThreadSync *self)
{
    if (self->holder_count == self->holder_capacity) {
        uint32_t old = self->holder_capacity, new = old ? old * 2 : 2;
        ThreadHolder *holders = heap_buffer_resize(
            vm, self->holders, old * sizeof *holders, new * sizeof *holders);
        if (!holders) return;
        self->holders = holders;
        self->holder_capacity = new;
    }
    ThreadHolder holder = present_holder(vm);
    program_thread_keep(holder.thread);
    self->holders[self->holder_count++] = holder;
}

void thread_sync_unhold(Vm *vm, ThreadSync *self)
{
    if (!self->holder_count) return;
    const ThreadHolder own = present_holder(vm);
    uint32_t at = 0;
    for (uint32_t i = 0; i < self->holder_count; i++)
        if (self->holders[i].thread == own.thread && self->holders[i].task == own.task)
            at = i;
    ProgramThread *holder = self->holders[at].thread;
    self->holder_count--;
    memmove(self->holders + at, self->holders + at + 1,
            (self->holder_count - at) * sizeof *self->holders);
    program_thread_drop(vm, holder);
}

void thread_sync_release(Vm *vm, ThreadSync *self)
{
    while (self->holder_count)
        program_thread_drop(vm, self->holders[--self->holder_count].thread);
    if (self->holders)
        heap_buffer_free(vm, self->holders,
                         self->holder_capacity * sizeof *self->holders);
    self->holders = NULL;
    self->holder_capacity = 0;
}

void thread_sync_copy(Copying *copying, ThreadSync *self)
{
    Vm *vm = copying_vm(copying);
    const ThreadHolder *holders = self->holders;
    uint32_t count = self->holder_count;
    size_t size = count * sizeof *holders;
    self->holders = count ? heap_buffer_resize(vm, NULL, 0, size) : NULL;
    self->holder_count = self->holder_capacity = self->holders ? count : 0;
    for (uint32_t i = 0; i < self->holder_count; i++) {
        self->holders[i] = holders[i];
        program_thread_keep(holders[i].thread);
    }
    self->whole = NULL;
    if (!self->id || !vm->trace) return;
    TraceObject row = vm->trace->objects[self->id - 1];
    self->id = trace_object(vm->trace, trace_text_bytes(vm->trace, row.kind, NULL),
                            row.capacity, row.line);
    if (self->name)
        trace_object_name(vm->trace, self->id, self->name, strlen(self->name));
}

// ---- The trace ----

static void add_waiting(Trace *trace, const WaitList *list)
{
    for (const ProgramThread *thread = list ? list->first : NULL; thread;
         thread = thread->behind)
        trace_waiting(trace, thread->thread.id);
}

uint32_t thread_sync_event(Vm *vm, ThreadSync *self, TraceType type,
                           const WaitList *first, const WaitList *second, uint32_t cause)
{
    Trace *trace = vm->trace;
    uint32_t number = trace && !self->is_silent ? thread_sync_number(vm, self) : 0;
    if (!number) return 0;
    trace_listed(trace, number);
    for (uint32_t i = 0; i < self->holder_count; i++)
        trace_holder(trace, self->holders[i].id);
    add_waiting(trace, first);
    add_waiting(trace, second);
    return trace_thread_sync(trace, clock_now(vm->clock), type,
                             threads_of(vm)->hooks.task(vm), thread_running_id(vm), cause,
                             (TracePlace){.line = (uint32_t)vm_line(vm)});
}

bool thread_sync_repr(Vm *vm, Value self, const char *extra, Value *result)
{
    Value name = type_full_name(vm, value_type(vm, self));
    Text text = {0};
    text_addf(&text, "<%s at 0x%llx%s>", STR(name)->bytes,
              (unsigned long long)value_id(vm, self), extra);
    value_drop(vm, name);
    return str_from_text(vm, &text, result);
}
