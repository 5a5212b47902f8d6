// frame.h -- making and leaving the frames of coroutines, inlined where every step comes by.

#ifndef VM_FRAME_H
#define VM_FRAME_H

#include "base/assert.h"
#include "vm/private.h"

// The segment behind the one in use, with room for [size] bytes.
Segment *segment_after(Vm *vm, size_t size);

// RecursionError; false.
bool frame_too_deep(Vm *vm);

// The list that takes the frame's variables over when it is left while a traceback still has
// it, made if there is none. Borrowed.
List *frame_kept(Vm *vm, Frame *frame);

// What a suspended coroutine keeps of its frame beside its values: both are rare.
void frame_take_kept(Vm *vm, Frame *frame, CoroutineObject *coroutine);
void frame_put_kept(Vm *vm, Frame *frame, CoroutineObject *coroutine);
// Lets it go: the coroutine will not run again.
void frame_forget_kept(Vm *vm, CoroutineObject *coroutine);

static inline void *stack_take(Vm *vm, size_t size)
{
    struct VmPrivate *private = vm->private;
    if (!private->segment ||
        (size_t)(private->segment->end - private->segment_at) < size) {
        private->segment = segment_after(vm, size);
        private->segment_at = (char *)(private->segment + 1);
    }
    void *taken = private->segment_at;
    private->segment_at += size;
    return taken;
}

static inline void stack_give(Vm *vm, Frame *frame)
{
    struct VmPrivate *private = vm->private;
    private->segment_at = (char *)frame;
    Segment *segment = private->segment;
    if ((char *)frame == (char *)(segment + 1) && segment->previous) {
        private->segment = segment->previous;
        private->segment_at = segment->previous->used;
    }
}

// A frame with room for [values] behind it, linked, its code and stack still to be set.
static inline Frame *frame_take(Vm *vm, RunCode *run, size_t values)
{
    Frame *frame = stack_take(vm, sizeof(Frame) + values * sizeof(Value));
    frame->back = vm->frame;
    frame->code = run;
    frame->kept = NULL;
    frame->is_entry = frame->is_awaited = frame->is_iterated = frame->is_init = false;
    frame->is_carried = frame->is_relayed = false;
    vm->frame = frame;
    vm->depth++;
    return frame;
}

static inline void frame_unlink(Vm *vm, Frame *frame)
{
    DEBUG_ASSERT(vm->frame == frame,
                 "frames end in the opposite order of their beginning");
    vm->frame = frame->back;
    vm->depth--;
    stack_give(vm, frame);
}

// frame_resume().
static inline __attribute__((always_inline)) Frame *
frame_resume_quickly(Vm *vm, CoroutineObject *coroutine)
{
    if (vm->depth >= vm->recursion_limit && !frame_too_deep(vm)) return NULL;
    struct VmPrivate *private = vm->private;
    RunCode *run = coroutine_code(coroutine);
    const Code *code = run->code;
    Frame *frame = frame_take(vm, run, (size_t)code->stack_size + QUICK_DEFAULTS);
    frame->ip = run->instructions + coroutine->at;
    frame->locals = coroutine->values;
    frame->stack = (Value *)(frame + 1);
    frame->function = NULL;
    frame->globals = coroutine->function->globals;
    frame->namespace_ = NULL;
    frame->coroutine = object_keep(coroutine);
    frame->handled.own = UNSET;
    frame->handled.outer = vm->handled;
    frame->handled.previous = private->handled;
    private->handled = &frame->handled;

    Value *top = (Value *)(frame + 1);
    const Value *waiting = coroutine->values + code->local_count;
    for (int depth = coroutine->depth; depth > 0; depth--)
        *top++ = *waiting++;
    frame->top = top;
    coroutine->depth = 0;
    if (__builtin_expect(coroutine->handles, 0)) frame_take_kept(vm, frame, coroutine);
    return frame;
}

// frame_suspend().
static inline __attribute__((always_inline)) void
frame_suspend_quickly(Vm *vm, Frame *frame, CoroutineState state)
{
    CoroutineObject *coroutine = frame->coroutine;
    RunCode *run = frame->code;
    int depth = (int)(frame->top - frame->stack);
    DEBUG_ASSERT(depth <= run->code->suspended_size,
                 "the compiler knows how much can wait on the stack");
    Value *waiting = coroutine->values + run->code->local_count;
    const Value *value = frame->stack;
    for (int left = depth; left > 0; left--)
        value_move(waiting++, value++);
    coroutine->depth = (uint16_t)depth;
    coroutine->at = (uint32_t)(frame->ip - run->instructions);
    coroutine->state = (uint8_t)state;
    vm->handled = frame->handled.outer;
    vm->private->handled = frame->handled.previous;
    bool holds = frame->kept || !value_is_unset(frame->handled.own);
    if (__builtin_expect(holds, 0)) frame_put_kept(vm, frame, coroutine);
    frame_unlink(vm, frame);
    // Somebody else holds it: who resumed it. (If not, it dies here, as it would there.)
    object_drop(vm, coroutine);
}

#endif
