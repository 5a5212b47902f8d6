// context.h -- contexts: which values the context variables of a program have where.
//
// Models CPython's Python/context.c. There is one context at a time, vm->context; NULL stands
// for an empty one that nobody has seen yet, so that a program without context variables pays
// nothing. A copy shares the values of its original until either changes.

#ifndef VM_CONTEXT_H
#define VM_CONTEXT_H

#include "vm/vm.h"

typedef struct VarContext {
    Object object;
    Dict *values;    // from ContextVar to value; NULL: empty; shared if counted twice
    bool is_entered; // code runs in it
    // Where a run() of it came from; NULL if context_enter() alone went into it. Borrowed.
    struct VarContext *previous;
} VarContext;

#define CONTEXT(value) ((VarContext *)(value).object)

// True for an instance of contextvars.Context.
static inline bool value_is_context(const Vm *vm, Value v)
{
    return v.kind == VALUE_OBJECT && vm->types.context &&
           v.object->type == vm->types.context;
}

// A new empty one, owned by the caller.
VarContext *context_new(Vm *vm);

// copy_context(): a copy of the present one, owned by the caller.
VarContext *context_copy(Vm *vm);

// The same for whoever may do without: NULL for an empty one.
VarContext *context_share(Vm *vm);

// True where context_share() gives NULL.
static inline bool context_is_empty(const Vm *vm)
{
    return !vm->context || !vm->context->values;
}

// The present context, made if nobody has seen it yet. Borrowed.
VarContext *context_now(Vm *vm);

// The context of the code that was entered last by context_enter(), made if nobody has seen
// it yet: what run() has gone into since does not count. Borrowed.
VarContext *context_outermost(Vm *vm);

// What entering leaves behind, to be given to context_leave().
typedef struct ContextOutside {
    VarContext *context; // counted, or NULL
} ContextOutside;

// Code runs in [context] (NULL: an empty one) from now on; false with CPython's RuntimeError
// set, and nothing changed, if it is entered already.
bool context_enter(Vm *vm, VarContext *context, ContextOutside *outside);

// Back to what was before. Returns the context that was left, owned by the caller: not NULL
// where NULL was entered if it has been seen since.
VarContext *context_leave(Vm *vm, ContextOutside outside);

// context.run(callable, *arguments, **keywords); as call_packed().
bool context_run(Vm *vm, VarContext *context, Value callable, Value arguments,
                 Value keywords, Value *result);

// Calls [callable] in [context] (NULL: an empty one) and drops the result.
bool context_call(Vm *vm, VarContext *context, Value callable, const Value *values,
                  int count);

// The value that [variable] has in the present context: borrowed, UNSET if it has none.
Value context_get(Vm *vm, Value variable);

// Gives [variable] another one there; UNSET takes it away.
bool context_set(Vm *vm, Value variable, Value value);

// The type contextvars.Context, made if it is not there yet. Borrowed.
Type *context_type(Vm *vm);

#endif
