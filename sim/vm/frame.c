// frame.c -- the machine's own stack: frames in segments, last in first out.
//
// A plain call has its locals and operands behind its Frame. A coroutine's locals stay
// in the coroutine, so that suspending copies only the few operands that are waiting.

#include "base/arena.h"
#include "base/assert.h"
#include "vm/private.h"

#include <string.h>

static Segment *segment_after(Vm *vm, size_t size)
{
    struct VmPrivate *private = vm->private;
    Segment *now = private->segment;
    if (now) now->used = private->segment_at;
    if (now && now->next && now->next->end - (char *)(now->next + 1) >= (ptrdiff_t)size)
        return now->next;
    size_t room = size > SEGMENT_SIZE ? size : SEGMENT_SIZE;
    private->stack_bytes += room;
    heap_allows(vm, private->stack_bytes); // else the run is halted, at the next look
    Segment *segment = arena_alloc(private->arena, sizeof(Segment) + room, 16);
    segment->previous = now;
    segment->end = (char *)(segment + 1) + room;
    if (now) now->next = segment;
    return segment;
}

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

static bool too_deep(Vm *vm)
{
    raise_error(vm, RECURSION_ERROR, "maximum recursion depth exceeded");
    return false;
}

// A frame with room for [values] behind it, linked, its code and stack still to be set.
static inline Frame *frame_take(Vm *vm, RunCode *run, size_t values)
{
    Frame *frame = stack_take(vm, sizeof(Frame) + values * sizeof(Value));
    frame->back = vm->frame;
    frame->code = run;
    frame->kept = NULL;
    frame->is_entry = frame->is_awaited = frame->is_iterated = frame->is_init = false;
    frame->is_carried = false;
    vm->frame = frame;
    vm->depth++;
    return frame;
}

Frame *frame_push(Vm *vm, RunCode *run)
{
    if (vm->depth >= vm->recursion_limit && !too_deep(vm)) return NULL;
    int count = run->code->local_count;
    Frame *frame = frame_take(
        vm, run, (size_t)run->code->stack_size + QUICK_DEFAULTS + (size_t)count);
    frame->ip = run->instructions;
    frame->locals = (Value *)(frame + 1);
    frame->stack = frame->top = frame->locals + count;
    frame->function = NULL;
    frame->globals = vm->globals;
    frame->namespace_ = NULL;
    frame->coroutine = NULL;
    for (int i = 0; i < count; i++)
        frame->locals[i] = UNSET;
    return frame;
}

void frame_closure(Frame *frame)
{
    const Tuple *closure = frame->function->closure;
    if (!closure) return;
    const Code *code = frame->code->code;
    Value *free_variables = frame->locals + code->local_count - code->free_count;
    for (uint32_t i = 0; i < closure->count; i++)
        free_variables[i] = value_keep(closure->items[i]);
}

void frame_pop(Vm *vm, Frame *frame)
{
    DEBUG_ASSERT(vm->frame == frame,
                 "frames end in the opposite order of their beginning");
    vm->frame = frame->back;
    vm->depth--;
    stack_give(vm, frame);
}

// A traceback that somebody still has keeps the variables of its frames alive.
static void give_locals(Vm *vm, Frame *frame)
{
    List *kept = frame->kept;
    int count = frame->code->code->local_count;
    // The last one first: a list lets go of its items from its end.
    for (int i = count; kept->object.references > 1 && i-- > 0;) {
        Value local = frame->locals[i];
        frame->locals[i] = UNSET;
        list_take(vm, kept, local);
    }
    frame->kept = NULL;
    object_drop(vm, kept);
}

static void leave_coroutine(Vm *vm, Frame *frame)
{
    CoroutineObject *coroutine = frame->coroutine;
    Handled *handled = &frame->handled;
    coroutine->state = COROUTINE_DONE;
    vm->handled = handled->outer;
    vm->private->handled = handled->previous;
    Value own = handled->own;
    handled->own = UNSET;
    value_drop(vm, own);
}

void frame_leave(Vm *vm, Frame *frame)
{
    while (frame->top > frame->stack)
        value_drop(vm, *--frame->top);
    if (frame->kept) give_locals(vm, frame);
    int count = frame->code->code->local_count;
    for (int i = 0; i < count; i++)
        value_clear(vm, &frame->locals[i]);
    CoroutineObject *coroutine = frame->coroutine;
    FunctionObject *function = frame->function;
    Dict *namespace = frame->namespace_;
    if (coroutine) leave_coroutine(vm, frame);
    frame_pop(vm, frame);
    object_drop(vm, namespace);
    object_drop(vm, function);
    object_drop(vm, coroutine);
}

// What put_kept() put away.
static void take_kept(Vm *vm, Frame *frame, CoroutineObject *coroutine)
{
    frame->handled.own = coroutine_handled(coroutine);
    if (!value_is_unset(frame->handled.own)) vm->handled = frame->handled.own;
    if (coroutine->keeps) {
        frame->kept = LIST(*coroutine_handled_place(coroutine));
        frame->kept->count = 0;
    }
    coroutine->handles = coroutine->keeps = false;
}

// A traceback that somebody still has goes on waiting for the variables of this frame. The
// coroutine has one place for the list and the exception: the exception goes into the list.
static void put_kept(Vm *vm, Frame *frame, CoroutineObject *coroutine)
{
    Value held = frame->handled.own;
    if (frame->kept && frame->kept->object.references > 1) {
        if (!list_take(vm, frame->kept, held)) held = UNSET; // out of memory: the end is near
        coroutine->keeps = frame->kept->count > 0;
        if (coroutine->keeps) held = value_object(frame->kept);
    }
    if (frame->kept && !coroutine->keeps) object_drop(vm, frame->kept);
    coroutine->handles = !value_is_unset(held);
    if (coroutine->handles) *coroutine_handled_place(coroutine) = held;
}

Frame *frame_resume(Vm *vm, CoroutineObject *coroutine)
{
    if (vm->depth >= vm->recursion_limit && !too_deep(vm)) return NULL;
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
    if (__builtin_expect(coroutine->handles, 0)) take_kept(vm, frame, coroutine);
    return frame;
}

void frame_suspend(Vm *vm, Frame *frame, CoroutineState state)
{
    CoroutineObject *coroutine = frame->coroutine;
    RunCode *run = frame->code;
    int depth = (int)(frame->top - frame->stack);
    DEBUG_ASSERT(depth <= run->code->suspended_size,
                 "the compiler knows how much can wait on the stack");
    Value *waiting = coroutine->values + run->code->local_count;
    for (const Value *value = frame->stack; value < frame->top; value++)
        *waiting++ = *value;
    coroutine->depth = (uint16_t)depth;
    coroutine->at = (uint32_t)(frame->ip - run->instructions);
    coroutine->state = (uint8_t)state;
    vm->handled = frame->handled.outer;
    vm->private->handled = frame->handled.previous;
    bool holds = frame->kept || !value_is_unset(frame->handled.own);
    if (__builtin_expect(holds, 0)) put_kept(vm, frame, coroutine);
    frame_pop(vm, frame);
    // Somebody else holds it: who resumed it. (If not, it dies here, as it would there.)
    object_drop(vm, coroutine);
}
