// binding.h -- which argument goes to which parameter, as CPython's calls decide it.
//
// One algorithm serves functions of the program and natives alike; they differ in where
// the names and defaults stand.

#ifndef VM_BINDING_H
#define VM_BINDING_H

#include "vm/call.h"

typedef struct Parameters {
    const char *function;         // for messages: "C.method"
    const char *keyword_function; // when a keyword is not expected; NULL: [function]
    Str *const *names;            // of all slots, in their order
    int positional;               // slots 0 .. positional - 1
    int positional_only;          // the first ones of these
    int required;                 // positional ones without a default: the first ones
    int keyword_only;             // how many
    int keyword_only_at;          // the first one's slot
    int args_at, kwargs_at;       // slots of *args and **kwargs, -1 if none
    // The default of a slot (borrowed), UNSET if it has none.
    Value (*default_of)(const void *owner, int slot);
    // True if the slot may stay UNSET without a default; NULL: never.
    bool (*may_be_unset)(const void *owner, int slot);
    const void *owner;
} Parameters;

// Binds into [slots], all UNSET before; the values in them are owned afterwards, also
// when it fails with CPython's TypeError.
bool parameters_bind(Vm *vm, const Parameters *parameters, const Arguments *arguments,
                     Value *slots);

#endif
