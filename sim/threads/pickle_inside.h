// pickle_inside.h -- the steps of a message, for the two files that write and follow them.

#ifndef THREADS_PICKLE_INSIDE_H
#define THREADS_PICKLE_INSIDE_H

#include "threads/pickle.h"

// Each works on a stack, as pickle's opcodes do.
typedef enum StepKind {
    STEP_PUSH,      // [value]: what is the same in all processes
    STEP_GLOBAL,    // what has the name [value] in the globals of the receiver
    STEP_AGAIN,     // the object number [count] of this message
    STEP_MEMOIZE,   // the topmost object gets the next number
    STEP_TUPLE,     // of the topmost [count] values
    STEP_FROZENSET, // likewise
    STEP_LIST,      // an empty one
    STEP_DICT,
    STEP_SET,
    STEP_APPEND,   // the topmost value to the one below it
    STEP_ADD,      // likewise
    STEP_SET_ITEM, // a key, and the value on top of it
    STEP_CALL,     // a callable, and its tuple of arguments on top of it
    STEP_NEW,      // class.__new__(class, *arguments), likewise
    STEP_PARTIAL,  // a class, a function, a tuple and a dict
    STEP_BUILD,    // the topmost value is the state of the object below it
} StepKind;

typedef struct Step {
    StepKind kind;
    uint32_t count;
    Value value;
} Step;

struct Message {
    Step *steps;
    uint32_t count, room;
};

// What a dotted name means in the globals of the process that runs: owned, UNSET if it is
// not there.
bool global_find(Vm *vm, const Str *name, Value *result);

#endif
