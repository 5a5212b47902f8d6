// value.h -- one Python value: a small tagged word pair, or a counted reference.
//
// None, bools, ints and floats stand in the Value itself; all else is an Object on the
// run's heap. Ownership has one rule: a Value given to a function is borrowed, a Value
// that a function gives back (through [result] or as its return value) belongs to the
// caller, who drops it. Functions that take a Value over say "steals".

#ifndef VM_VALUE_H
#define VM_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Vm Vm;
typedef struct Type Type;

typedef enum ValueKind {
    VALUE_UNSET, // no value: an unbound variable, an argument not given
    VALUE_NONE,
    VALUE_BOOL,  // integer is 0 or 1
    VALUE_INT,   // integer
    VALUE_FLOAT, // number
    VALUE_ELLIPSIS,
    VALUE_NOT_IMPLEMENTED,
    VALUE_OBJECT, // object, counted
    // Only among the operands of a loop: the numbers of a range that are still to come,
    // from [integer] on. How many stands in the upper half of [kind].
    VALUE_COUNTING,
} ValueKind;

// In an object's number: its finaliser was called already, or would find nothing to do.
#define OBJECT_FINALIZED UINT32_C(0x80000000)

// What every object begins with.
typedef struct Object {
    uint32_t references;
    uint32_t number; // for id() and reprs, counted when somebody asks; 0 before. Its
                     // highest bit is OBJECT_FINALIZED
    Type *type;      // a counted reference for classes of the program
} Object;

typedef struct Value {
    uint64_t kind; // a ValueKind; a whole word, so that a Value is two registers
    union {
        int64_t integer;
        double number;
        Object *object;
    };
} Value;

#define UNSET           ((Value){.kind = VALUE_UNSET, .integer = 0})
#define NONE            ((Value){.kind = VALUE_NONE, .integer = 0})
#define TRUE            ((Value){.kind = VALUE_BOOL, .integer = 1})
#define FALSE           ((Value){.kind = VALUE_BOOL, .integer = 0})
#define ELLIPSIS        ((Value){.kind = VALUE_ELLIPSIS, .integer = 0})
#define NOT_IMPLEMENTED ((Value){.kind = VALUE_NOT_IMPLEMENTED, .integer = 0})

static inline Value value_int(int64_t integer)
{
    return (Value){.kind = VALUE_INT, .integer = integer};
}

static inline Value value_float(double number)
{
    return (Value){.kind = VALUE_FLOAT, .number = number};
}

static inline Value value_bool(bool truth)
{
    return (Value){.kind = VALUE_BOOL, .integer = truth};
}

// A Value for [object]; the reference is the caller's own (nothing is counted).
static inline Value value_object(void *object)
{
    return (Value){.kind = VALUE_OBJECT, .object = (Object *)object};
}

static inline bool value_is_unset(Value v)
{
    return v.kind == VALUE_UNSET;
}

static inline bool value_is_none(Value v)
{
    return v.kind == VALUE_NONE;
}

// An int or a bool: what Python calls an instance of int.
static inline bool value_is_int(Value v)
{
    return v.kind == VALUE_INT || v.kind == VALUE_BOOL;
}

// Python's "is".
static inline bool value_is(Value a, Value b)
{
    return a.kind == b.kind && a.integer == b.integer;
}

// Frees an object whose last reference went: runs its __del__, drops what it holds.
void object_free(Vm *vm, Object *object);

// Counts one more reference and returns the same value.
static inline Value value_keep(Value v)
{
    if (v.kind == VALUE_OBJECT) v.object->references++;
    return v;
}

// Gives one reference back; the object dies with its last one.
static inline void value_drop(Vm *vm, Value v)
{
    if (v.kind == VALUE_OBJECT && --v.object->references == 0) object_free(vm, v.object);
}

// Copies a value word by word: one that was just written as two words would stall if it
// were read back as one.
static inline void value_move(Value *to, const Value *from)
{
    uint64_t kind = from->kind;
    int64_t integer = from->integer;
    __asm__("" : "+r"(kind), "+r"(integer));
    to->kind = kind;
    to->integer = integer;
}

// The same for a pointer to any object struct (it begins with an Object).
static inline void *object_keep(void *pointer)
{
    ((Object *)pointer)->references++;
    return pointer;
}

// NULL is allowed.
static inline void object_drop(Vm *vm, void *pointer)
{
    Object *object = (Object *)pointer;
    if (object && --object->references == 0) object_free(vm, object);
}

// Puts [value] (whose reference is taken over) into [*slot] and drops what was there,
// in this order, so that a finaliser sees the new state.
static inline void value_set(Vm *vm, Value *slot, Value value)
{
    Value old = *slot;
    *slot = value;
    value_drop(vm, old);
}

// Empties [*slot] and drops what was there.
static inline void value_clear(Vm *vm, Value *slot)
{
    value_set(vm, slot, UNSET);
}

#endif
