// quick_calls.h -- which calls need no binding by name, and how their arguments go over.

#ifndef VM_QUICK_CALLS_H
#define VM_QUICK_CALLS_H

#include "vm/private.h"

static inline bool is_function(Value v)
{
    return v.kind == VALUE_OBJECT && v.object->type->layout == LAYOUT_FUNCTION;
}

static inline bool is_native(Value v)
{
    return v.kind == VALUE_OBJECT && v.object->type->layout == LAYOUT_NATIVE;
}

// A call with positional arguments only that needs no binding by name; the defaults that
// are missing are counted in [*defaults].
static inline bool fits_simply(const FunctionObject *function, int count, int *defaults)
{
    const Code *code = function->code->code;
    *defaults = code->positional_count - count;
    if (!function->code->simple || *defaults < 0) return false;
    return *defaults == 0 ||
           (function->defaults && *defaults <= (int)function->defaults->count);
}

// A call of a native with positional arguments only, with room for the defaults behind
// them. A method that was found through its object is one of that object's type.
static inline bool native_takes(const Native *native, int count, bool is_bound)
{
    const Signature *signature = native->signature;
    return count >= signature->quick_least && count <= signature->quick_most &&
           value_is_unset(native->self) && (!native->owner || is_bound);
}

// The defaults of what the call leaves out, behind its [count] values.
static inline void add_defaults(const Native *native, Value *behind, int count)
{
    const Signature *signature = native->signature;
    for (int i = count; i < signature->count; i++)
        behind[i - count] = signature->parameters[i].default_value;
}

// Moves [count] argument values to where they are locals and adds defaults.
static inline void move_arguments(const FunctionObject *function, Value *locals,
                                  const Value *values, int count, int defaults)
{
    for (int i = 0; i < count; i++)
        locals[i] = values[i];
    for (int i = 0; i < defaults; i++)
        locals[count + i] = value_keep(
            function->defaults->items[(int)function->defaults->count - defaults + i]);
}

#endif
