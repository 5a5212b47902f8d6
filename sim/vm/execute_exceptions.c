// execute_exceptions.c -- raising, handling, and with.

#include "vm/execute.h"
#include "vm/frame.h"
#include "vm/operators.h"

#include <string.h>

// -- Raising and handling ----------------------------------------------------------

bool reraise_handled(Vm *vm)
{
    if (value_is_unset(vm->handled)) {
        raise_error(vm, RUNTIME_ERROR, "No active exception to reraise");
        return false;
    }
    exception_restore(vm, value_keep(vm->handled));
    return true;
}

static uint32_t instruction_index(const Frame *frame)
{
    return (uint32_t)(frame->ip - frame->code->instructions);
}

// As _PyErr_ChainStackItem: what comes out of a throw() into a coroutine that was inside
// an except clause has that clause's exception as its context.
static void chain_thrown(Vm *vm, Frame *frame)
{
    frame->thrown_at = NULL;
    if (value_is_exception(frame->handled.own)) raise_value(vm, exception_take(vm));
}

void trace_frame(Vm *vm, Frame *frame)
{
    if (value_is_unset(vm->raised)) return;
    if (frame->coroutine && frame->thrown_at == frame->ip) chain_thrown(vm, frame);
    if (frame->code->code->flags & CODE_LIBRARY) return; // nothing of the program's
    TraceEntry *entry =
        exception_add_trace(vm, vm->raised, frame->code->code, instruction_index(frame));
    if (!entry) return;
    entry->locals = object_keep(frame_kept(vm, frame));
}

// As gen_send_ex2: a StopIteration that leaves a generator would look like its end.
static void convert_stop(Vm *vm, const Frame *frame)
{
    unsigned flags = frame->code->code->flags;
    const char *message = NULL;
    if (exception_is_raised(vm, STOP_ITERATION))
        message = flags & CODE_GENERATOR   ? "generator raised StopIteration"
                  : flags & CODE_COROUTINE ? "coroutine raised StopIteration"
                                           : "async generator raised StopIteration";
    else if (flags & CODE_ASYNC_GENERATOR &&
             exception_is_raised(vm, STOP_ASYNC_ITERATION))
        message = "async generator raised StopAsyncIteration";
    if (!message) return;
    Value stop = exception_take(vm);
    Value error = exception_new(vm, RUNTIME_ERROR, "%s", message);
    Exception *exception = EXCEPTION_OF(error);
    value_set(vm, &exception->cause, value_keep(stop));
    value_set(vm, &exception->context, stop);
    exception->suppress_context = true;
    exception_restore(vm, error);
}

// True if [frame] handles the exception: that stands on its stack then, cut to the handler's
// depth, and the handler is what it goes on with.
static bool frame_handles(Vm *vm, Frame *frame)
{
    const HandlerRange *handler =
        vm->halt ? NULL : code_handler_at(frame->code->code, instruction_index(frame));
    if (!handler) return false;
    Value exception = exception_take(vm);
    while (frame->top > frame->stack + handler->depth)
        value_drop(vm, *--frame->top);
    operand_push(frame, exception);
    frame->ip = frame->code->instructions + handler->target;
    return true;
}

Frame *frame_unwind(Vm *vm, Frame *frame)
{
    while (!frame_handles(vm, frame)) {
        if (frame->coroutine && !vm->halt) convert_stop(vm, frame);
        bool entry = frame->is_entry;
        Frame *back = frame->back;
        frame_leave(vm, frame);
        if (entry) return NULL;
        frame = back;
        if (!vm->halt) trace_frame(vm, frame);
    }
    return frame;
}

// -- except ------------------------------------------------------------------------

bool execute_push_handled(Vm *vm, Frame *frame, uint32_t operand)
{
    (void)operand;
    Value exception = frame->top[-1];
    Handled *handled = vm->private->handled;
    frame->top[-1] = handled->own;
    handled->own = value_keep(exception);
    vm->handled = exception;
    operand_push(frame, exception);
    return true;
}

bool execute_pop_handled(Vm *vm, Frame *frame, uint32_t operand)
{
    (void)operand;
    Value previous = operand_pop(frame);
    Handled *handled = vm->private->handled;
    Value exception = handled->own;
    handled->own = previous;
    vm->handled = value_is_unset(previous) ? handled->outer : previous;
    value_drop(vm, exception);
    return true;
}

bool execute_matches(Vm *vm, Frame *frame, uint32_t operand)
{
    (void)operand;
    bool matches;
    if (!exception_matches(vm, frame->top[-2], frame->top[-1], &matches)) return false;
    return operands_become(vm, frame, 1, value_bool(matches));
}

bool execute_matches_group(Vm *vm, Frame *frame, uint32_t operand)
{
    (void)operand;
    Value match, rest;
    if (!exception_split(vm, frame->top[-2], frame->top[-1], &match, &rest)) return false;
    if (!value_is_none(match)) { // what the clause handles is its part alone
        value_set(vm, &vm->private->handled->own, value_keep(match));
        vm->handled = match;
    }
    operands_become(vm, frame, 2, rest);
    operand_push(frame, match);
    return true;
}

bool execute_join_group(Vm *vm, Frame *frame, uint32_t operand)
{
    (void)operand;
    Value joined;
    if (!exception_join(vm, frame->top[-2], LIST(frame->top[-1]), &joined)) return false;
    return operands_become(vm, frame, 2, joined);
}

// -- with --------------------------------------------------------------------------

static bool not_a_manager(Vm *vm, Value manager, bool is_async, const char *missed)
{
    return raise_error(
        vm, TYPE_ERROR, "'%s' object does not support the%s context manager protocol%s",
        value_type_name(vm, manager), is_async ? " asynchronous" : "", missed);
}

static bool enter_with(Vm *vm, Value manager, bool is_async, Value *exit, Value *entered)
{
    Value enter = UNSET, leave = UNSET;
    Str *enter_name = is_async ? vm->names.aenter : vm->names.enter;
    Str *exit_name = is_async ? vm->names.aexit : vm->names.exit;
    if (!value_special(vm, manager, enter_name, &enter)) return false;
    if (value_is_unset(enter)) return not_a_manager(vm, manager, is_async, "");
    if (!value_special(vm, manager, exit_name, &leave)) {
        value_drop(vm, enter);
        return false;
    }
    if (value_is_unset(leave)) {
        value_drop(vm, enter);
        return not_a_manager(vm, manager, is_async,
                             is_async ? " (missed __aexit__ method)"
                                      : " (missed __exit__ method)");
    }
    bool ok = call(vm, enter, NULL, 0, entered);
    value_drop(vm, enter);
    if (ok)
        *exit = leave;
    else
        value_drop(vm, leave);
    return ok;
}

static bool enter(Vm *vm, Frame *frame, bool is_async)
{
    Value exit, entered;
    if (!enter_with(vm, frame->top[-1], is_async, &exit, &entered)) return false;
    operands_become(vm, frame, 1, exit);
    operand_push(frame, entered);
    return true;
}

bool execute_enter_with(Vm *vm, Frame *frame, uint32_t operand)
{
    (void)operand;
    return enter(vm, frame, false);
}

bool execute_enter_async_with(Vm *vm, Frame *frame, uint32_t operand)
{
    (void)operand;
    return enter(vm, frame, true);
}

bool execute_exit_with(Vm *vm, Frame *frame, uint32_t operand)
{
    (void)operand;
    Value exit = frame->top[-3], exception = frame->top[-1], answer;
    TraceEntry *trace = EXCEPTION_OF(exception)->traceback;
    Value arguments[] = {value_object(exception.object->type), exception,
                         trace ? value_object(trace) : NONE};
    if (!call(vm, exit, arguments, 3, &answer)) return false;
    operand_push(frame, answer);
    return true;
}
