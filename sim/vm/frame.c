// frame.c -- the machine's own stack: frames in segments, last in first out.
//
// A plain call has its locals and operands behind its Frame. A coroutine's locals stay
// in the coroutine, so that suspending copies only the few operands that are waiting.

#include "vm/frame.h"

#include "base/arena.h"
#include "base/assert.h"

#include <string.h>

Segment *segment_after(Vm *vm, size_t size)
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

bool frame_too_deep(Vm *vm)
{
    raise_error(vm, RECURSION_ERROR, "maximum recursion depth exceeded");
    return false;
}

Frame *frame_push(Vm *vm, RunCode *run)
{
    if (vm->depth >= vm->recursion_limit && !frame_too_deep(vm)) return NULL;
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
    frame_unlink(vm, frame);
}

List *frame_kept(Vm *vm, Frame *frame)
{
    if (!frame->kept) frame->kept = list_new(vm);
    return frame->kept;
}

// The frame that its f_back would be: NULL if that is the module's, whose variables stay. A
// comprehension has none of its own in CPython 3.13.
static Frame *frame_behind(const Frame *frame)
{
    Frame *back = frame->back;
    while (back && back->code->code->flags & CODE_COMPREHENSION)
        back = back->back;
    return back && (back->function || back->coroutine) ? back : NULL;
}

// A traceback that somebody still has keeps the variables of its frames alive, and by their
// f_back, which comes about only now, those of the frames that still run behind them
// (take_ownership() in CPython's frame.c). The last one first: a list lets go of its items
// from its end. What library code of ours has in its variables, CPython's may not have.
static void give_locals(Vm *vm, Frame *frame)
{
    List *kept = frame->kept;
    const Code *code = frame->code->code;
    Frame *behind = kept->object.references > 1 ? frame_behind(frame) : NULL;
    if (behind) list_take(vm, kept, value_keep(value_object(frame_kept(vm, behind))));
    int count = code->flags & CODE_LIBRARY ? 0 : code->local_count;
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
    // The loop hears of the end of those it knows.
    if (!coroutine->hooked) coroutine->object.number |= OBJECT_FINALIZED;
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

// Code without handlers has no place for the list: it stands in a table, by the coroutine.
static List *kept_put_away(Vm *vm, CoroutineObject *coroutine)
{
    Value list;
    bool found;
    if (coroutine_has_handled_place(coroutine))
        return LIST(*coroutine_handled_place(coroutine));
    dict_delete(vm, vm->private->kept_lists, value_int((intptr_t)coroutine), &found,
                &list);
    return LIST(list);
}

static void put_kept_away(Vm *vm, CoroutineObject *coroutine, List *kept)
{
    struct VmPrivate *private = vm->private;
    if (!private->kept_lists) private->kept_lists = dict_new(vm);
    Value key = value_int((intptr_t)coroutine);
    coroutine->handles = coroutine->keeps =
        dict_set(vm, private->kept_lists, key, value_object(kept));
    object_drop(vm, kept);
}

// What frame_put_kept() put away.
void frame_take_kept(Vm *vm, Frame *frame, CoroutineObject *coroutine)
{
    frame->handled.own = coroutine_handled(coroutine);
    if (!value_is_unset(frame->handled.own)) vm->handled = frame->handled.own;
    if (coroutine->keeps) {
        frame->kept = kept_put_away(vm, coroutine);
        frame->kept->count = 0;
    }
    coroutine->handles = coroutine->keeps = false;
}

// A traceback that somebody still has goes on waiting for the variables of this frame. The
// coroutine has one place for the list and the exception: the exception goes into the list.
void frame_put_kept(Vm *vm, Frame *frame, CoroutineObject *coroutine)
{
    Value held = frame->handled.own;
    List *kept = frame->kept;
    if (kept && kept->object.references == 1) {
        object_drop(vm, kept);
        kept = NULL;
    }
    if (kept && !coroutine_has_handled_place(coroutine)) {
        put_kept_away(vm, coroutine, kept);
        return;
    }
    if (kept && !list_take(vm, kept, held)) { // out of memory: the end is near
        object_drop(vm, kept);
        return;
    }
    coroutine->keeps = kept != NULL;
    if (kept) held = value_object(kept);
    coroutine->handles = !value_is_unset(held);
    if (coroutine->handles) *coroutine_handled_place(coroutine) = held;
}

void frame_forget_kept(Vm *vm, CoroutineObject *coroutine)
{
    if (!coroutine->handles) return;
    Value exception = coroutine_handled(coroutine);
    List *kept = coroutine->keeps ? kept_put_away(vm, coroutine) : NULL;
    // The list and the exception in it must not keep each other.
    if (kept) kept->count = 0;
    coroutine->handles = coroutine->keeps = false;
    object_drop(vm, kept);
    value_drop(vm, exception);
}

Frame *frame_resume(Vm *vm, CoroutineObject *coroutine)
{
    return frame_resume_quickly(vm, coroutine);
}

void frame_suspend(Vm *vm, Frame *frame, CoroutineState state)
{
    frame_suspend_quickly(vm, frame, state);
}
