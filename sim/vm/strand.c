// strand.c -- stacks to change over to.

#include "vm/strand.h"

#include "base/arena.h"
#include "base/assert.h"
#include "vm/private.h"

enum { STRAND_SEGMENT = 1 << 13 }; // bytes: some frames; more comes in larger pieces

// Where frames are made, and all that goes with them.
typedef struct Stack {
    Segment *segment;
    char *segment_at;
    Frame *frame;
    int depth;
    Value handling; // what vm->handled is
    Handled *handled;
} Stack;

typedef struct Carrier {
    Object *object; // counted; NULL: the AWAIT of the frame
    CarrierGoesOn *goes_on;
} Carrier;

struct Strand {
    Strand *next; // of those that are free
    Segment *first;
    Stack outer; // while it runs: whom it goes back to
    Stack inner; // while it is stopped
    // What was left on the way out when it stopped, the innermost first.
    Carrier *carriers;
    uint32_t carrier_count, carrier_capacity;
    bool is_stopped;
    bool is_paid; // the operation before which it stopped has been charged
};

static Stack stack_now(const Vm *vm)
{
    const struct VmPrivate *private = vm->private;
    return (Stack){private->segment, private->segment_at, vm->frame,
                   vm->depth,        vm->handled,         private->handled};
}

static void stack_change(Vm *vm, const Stack *stack)
{
    struct VmPrivate *private = vm->private;
    private->segment = stack->segment;
    private->segment_at = stack->segment_at;
    vm->frame = stack->frame;
    vm->depth = stack->depth;
    vm->handled = stack->handling;
    private->handled = stack->handled;
}

Strand *strand_open(Vm *vm)
{
    struct VmPrivate *private = vm->private;
    Strand *strand = private->free_strands;
    if (strand) {
        private->free_strands = strand->next;
        return strand;
    }
    strand = ARENA_NEW(private->arena, Strand);
    *strand = (Strand){0};
    strand->first = arena_alloc(private->arena, sizeof(Segment) + STRAND_SEGMENT, 16);
    *strand->first = (Segment){.end = (char *)(strand->first + 1) + STRAND_SEGMENT};
    return strand;
}

void strand_close(Vm *vm, Strand *strand)
{
    if (!strand) return;
    ASSERT(!strand->is_stopped || vm->halt || vm->closing, "what is stopped goes on");
    strand->is_stopped = false;
    strand->next = vm->private->free_strands;
    vm->private->free_strands = strand;
}

static void add_carrier(Vm *vm, Strand *strand, Carrier carrier)
{
    if (strand->carrier_count == strand->carrier_capacity) {
        uint32_t old = strand->carrier_capacity, new = old ? old * 2 : 4;
        Carrier *carriers = ARENA_ARRAY(vm->private->arena, Carrier, new);
        for (uint32_t i = 0; i < strand->carrier_count; i++)
            carriers[i] = strand->carriers[i];
        strand->carriers = carriers;
        strand->carrier_capacity = new;
    }
    strand->carriers[strand->carrier_count++] = carrier;
}

void strand_carry(Vm *vm, Object *carrier, CarrierGoesOn *goes_on)
{
    if (carrier) object_keep(carrier);
    add_carrier(vm, vm->private->strand, (Carrier){carrier, goes_on});
}

// Goes back, and remembers the place if the strand stopped.
static Stop leave(Vm *vm, Strand *strand, Strand *before, Stop stop)
{
    strand->is_stopped = stop == STOP_PAUSES;
    strand->is_paid = vm->private->is_paid;
    vm->private->is_paid = false;
    if (strand->is_stopped) {
        strand->inner = stack_now(vm);
        strand->inner.depth -= strand->outer.depth;
    }
    stack_change(vm, &strand->outer);
    vm->private->strand = before;
    vm->private->is_stopping = false;
    return stop;
}

Stop strand_resume(Vm *vm, Strand *strand, Value coroutine, Value error, Value *result)
{
    struct VmPrivate *private = vm->private;
    Strand *before = private->strand;
    strand->outer = stack_now(vm);
    // A coroutine written in C that resumes one of the program is in the way of stopping.
    bool can_stop = value_has_layout(coroutine, LAYOUT_COROUTINE);
    private->strand = can_stop ? strand : NULL;
    private->segment = strand->first;
    private->segment_at = (char *)(strand->first + 1);
    Stop stop = value_is_unset(error) ? coroutine_send(vm, coroutine, NONE, result)
                                      : coroutine_throw(vm, coroutine, error, result);
    return leave(vm, strand, before, stop);
}

// The lowest frame was called by whoever called the loop then; now it may be another one.
static void adopt(Vm *vm, Strand *strand, const Frame *old)
{
    Frame *lowest = vm->frame;
    while (lowest->back != old)
        lowest = lowest->back;
    lowest->back = strand->outer.frame;
    if (lowest->coroutine) lowest->handled.previous = strand->outer.handled;
}

// What was left on the way out goes on with what [stop] the code below it led to.
static Stop carry_on(Vm *vm, Carrier carrier, Stop stop, Value *result)
{
    if (!carrier.object) {
        vm->private->is_answered = true;
        vm->private->answer = stop;
        return frame_run(vm, vm->frame, UNSET, false, result);
    }
    Frame *before = vm->private->awaits;
    vm->private->awaits = vm->frame; // as if its AWAIT had just been made
    stop = carrier.goes_on(vm, carrier.object, stop, result);
    vm->private->awaits = before;
    object_drop(vm, carrier.object);
    return stop;
}

static Stop run_to_the_end(Vm *vm, Strand *strand, Value *result)
{
    Carrier *carriers = strand->carriers;
    uint32_t count = strand->carrier_count, at = 0;
    strand->carriers = NULL;
    strand->carrier_count = strand->carrier_capacity = 0;
    Stop stop = frame_run(vm, vm->frame, UNSET, false, result);
    while (stop != STOP_PAUSES && at < count && !vm->halt)
        stop = carry_on(vm, carriers[at++], stop, result);
    // It stopped again: those outside of that wait on.
    while (stop == STOP_PAUSES && at < count)
        add_carrier(vm, strand, carriers[at++]);
    return stop;
}

Stop strand_continue(Vm *vm, Strand *strand, Value *result)
{
    ASSERT(strand->is_stopped, "only what stopped can go on");
    struct VmPrivate *private = vm->private;
    Strand *before = private->strand;
    const Frame *old = strand->outer.frame;
    strand->outer = stack_now(vm);
    stack_change(vm, &strand->inner);
    vm->depth += strand->outer.depth;
    private->strand = strand;
    private->is_paid = strand->is_paid;
    adopt(vm, strand, old);
    Stop stop = run_to_the_end(vm, strand, result);
    return leave(vm, strand, before, stop);
}

void strand_stop(Vm *vm)
{
    if (!vm->private->strand) return;
    vm->private->is_stopping = true;
    vm->steps = vm_steps(vm); // the next operation asks for fuel
    vm->fuel = vm->slice = 0;
}

// True if no builtin stands between the code that runs and the strand's lowest frame.
static bool is_outside_builtins(const Vm *vm)
{
    for (const Frame *frame = vm->frame;; frame = frame->back) {
        while (!frame->is_entry)
            frame = frame->back;
        if (frame->back == vm->private->strand->outer.frame) return true;
        if (!frame->is_carried) return false;
    }
}

bool strand_stops_here(Vm *vm)
{
    return vm->private->is_stopping && vm->private->strand && is_outside_builtins(vm);
}
