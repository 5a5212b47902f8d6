// coroutine.h -- coroutines, generators, async generators; and coroutines written in C.
//
// A coroutine of the program is a frame that can wait. While it waits it holds its locals
// and the few values on its stack; while it runs it is linked to the frame that awaits
// it, so that a value yielded at the innermost await goes straight to the task. What
// asyncio's own "async def" functions do (Queue.get, wait_for, ...) is written in C as a
// NativeCoroutine: a step function with a state number and some values.

#ifndef VM_COROUTINE_H
#define VM_COROUTINE_H

#include "vm/call.h"

// Sends [value] (None at first) into a coroutine, generator, native coroutine or any
// iterator that "await" can have got. Borrowed.
Stop coroutine_send(Vm *vm, Value target, Value value, Value *result);

// What a suspended coroutine of the program waits for, be it in another one that it awaits:
// borrowed; UNSET if it does not wait at an AWAIT.
Value coroutine_awaited(const Vm *vm, Object *coroutine);

// If that is [awaited], it is over with no code run: its reference is the caller's, who sends
// [coroutine] the result at once. False, and nothing happens, otherwise.
bool coroutine_leave_await(const Vm *vm, Object *coroutine, const Object *awaited);

// coroutine_send() of None, mostly to a coroutine of the program that is suspended. As long
// as the hook coroutine_yields tells who is next, those go on one after the other; what the
// last one leads to is told.
Stop coroutine_go_on(Vm *vm, Object *coroutine, Value *result);

// Throws [exception] (an instance, borrowed) into it.
Stop coroutine_throw(Vm *vm, Value target, Value exception, Value *result);

// Closes it: GeneratorExit inside; false if that raised ("coroutine ignored
// GeneratorExit").
bool coroutine_close(Vm *vm, Value target);

// What "await v" sends to: [v] itself for coroutines, the result of __await__ else; the
// TypeError of CPython if it cannot be awaited.
bool value_get_awaitable(Vm *vm, Value v, Value *iterator);

// What coroutine.__await__() gives the program: an iterator that drives [self].
bool coroutine_await(Vm *vm, Value self, Value *iterator);

// True for coroutine objects of the program and native ones (asyncio.iscoroutine).
bool value_is_coroutine(Value v);
bool value_is_async_generator(Value v);

// True once the coroutine has returned, raised or been closed; true before its first step.
bool coroutine_is_done(Value coroutine);
bool coroutine_is_unstarted(Value coroutine);

// The name and qualified name ("main", "Queue.get"). Borrowed.
const char *coroutine_name(Value coroutine);
const char *coroutine_qualified_name(Value coroutine);

// Marks a coroutine of the program, for good: true if it was not marked before. A mark
// costs less than a table of all that were met. False for other objects.
bool coroutine_mark(Object *coroutine);

// Asks for the memory of a coroutine, or of what one that is there already waits for (unless
// that is [known]), before it goes on. [coroutine] may be a native one or a sleep.
void coroutine_prefetch(const Object *coroutine);
void coroutine_prefetch_awaited(const Object *coroutine, const Object *known);

// What a task of an async generator's awaitable is called: "asend" or "aclose".
const char *async_send_name(Value awaitable);

// The line (1-based) in the program where a waiting coroutine waits: that of its innermost
// frame of the program. 0 if none.
int coroutine_line(Value coroutine);

// The line (1-based) in the program where a coroutine that has not started was called. 0 if
// it has started, or was not called by the program.
int coroutine_made_line(const Vm *vm, Value coroutine);

// A frame of the program that waits, in a coroutine, a generator or an async generator.
typedef struct CoroutineStand {
    const char *name; // qualified; borrowed
    int line;         // 1-based
} CoroutineStand;

// The frames of a waiting coroutine, each waiting in the one before: the first [most] of
// them, their count, and the line of the innermost, 0 if there is none.
int coroutine_stands(Value coroutine, CoroutineStand *stands, int most, int *count);

// The line of the only such frame; 0 if there is another number of them, or if it does not
// stand at an await.
int coroutine_lone_line(const Vm *vm, const Object *coroutine);

// -- Coroutines in C ---------------------------------------------------------------

typedef struct NativeCoroutine NativeCoroutine;

// One step of a native coroutine: called first with state 0 and [sent] None, then each
// time that what it waited for has an answer: [sent] is the result of the awaited thing
// (or what was sent), or [thrown] is the exception it raised (an instance, borrowed; then
// sent is UNSET). It ends with
//   return STOP_RETURNS, *result set;
//   return STOP_RAISES, the exception set (to pass [thrown] on: exception_restore(kept));
//   return native_await(self, awaitable...) to wait for an awaitable: the step is called
//          again with its result or exception;
//   return STOP_YIELDS, *result set: yields it raw (what a Future's __await__ does).
typedef Stop NativeStep(Vm *vm, NativeCoroutine *self, Value sent, Value thrown,
                        Value *result);

// What it waited for is done: true if it returns with that, and no code of the program has
// run; [*result] is what it returns. Otherwise nothing has happened.
typedef bool NativeAnswers(Vm *vm, NativeCoroutine *self, Value *result);

typedef struct NativeCoroutineSpec {
    const char *name;           // "get"
    const char *qualified_name; // "Queue.get"
    NativeStep *step;
    int value_count;        // how many values it keeps
    NativeAnswers *answers; // a short cut, or NULL
} NativeCoroutineSpec;

struct NativeCoroutine {
    Object object;
    const NativeCoroutineSpec *spec;
    uint32_t state; // the step's own; 0 before the first
    bool started, running, done;
    Value awaiting; // the iterator it delegates to, UNSET if none
    Value values[]; // value_count of them: arguments first, the rest UNSET
};

// A new native coroutine, keeping [arguments] as its first values. It is of type
// "coroutine": dropped before it was started it gives the never-awaited diagnostic.
Value native_coroutine_new(Vm *vm, const NativeCoroutineSpec *spec,
                           const Value *arguments, int count);

// It has returned: lets all go that it kept.
void native_coroutine_finish(Vm *vm, NativeCoroutine *self);

// Inside a step: delegates to [awaitable] (borrowed) as "await" does, and returns what
// the step must return. If it ends at once the step is called again, not nested.
Stop native_await(Vm *vm, NativeCoroutine *self, Value awaitable, Value *result);

#endif
