// operators.h -- what Python's operators and protocols mean for any value.
//
// Each function dispatches to the slots of the types involved, in CPython's order
// (subclasses of the left type first, reflected forms, fallbacks), and raises CPython's
// TypeErrors. All return false with the exception set when something raised.

#ifndef VM_OPERATORS_H
#define VM_OPERATORS_H

#include "base/text.h"
#include "vm/containers.h"
#include "vm/object.h"

bool value_binary(Vm *vm, BinaryOp op, Value left, Value right, Value *result);
bool value_inplace(Vm *vm, BinaryOp op, Value left, Value right, Value *result);
bool value_unary(Vm *vm, UnaryOp op, Value v, Value *result);
bool value_compare(Vm *vm, CompareOp op, Value left, Value right, Value *result);

// pow(base, exponent, modulus); [modulus] None is base ** exponent. divmod(left, right).
bool value_power(Vm *vm, Value base, Value exponent, Value modulus, Value *result);
bool value_divmod(Vm *vm, Value left, Value right, Value *result);

// "left == right" as a truth, identity first, as containers compare.
bool value_equal(Vm *vm, Value left, Value right, bool *result);
// "left < right" as a truth, for sorting.
bool value_less(Vm *vm, Value left, Value right, bool *result);

bool value_truth(Vm *vm, Value v, bool *result);
bool value_hash(Vm *vm, Value v, int64_t *result);
bool value_len(Vm *vm, Value v, int64_t *result);
bool value_contains(Vm *vm, Value container, Value item, bool *result);
bool value_get_item(Vm *vm, Value container, Value key, Value *result);
bool value_set_item(Vm *vm, Value container, Value key, Value value); // UNSET deletes
bool value_repr(Vm *vm, Value v, Value *result);                      // a str
bool value_str(Vm *vm, Value v, Value *result);                       // a str
bool value_ascii(Vm *vm, Value v, Value *result);                     // a str
bool value_format(Vm *vm, Value v, Value spec, Value *result);        // spec: a str
bool value_iter(Vm *vm, Value v, Value *iterator);
// The end is true with [*result] UNSET (a StopIteration raised by the program's own
// __next__ is caught; its value goes to vm->stop_value when somebody asks for it).
bool value_next(Vm *vm, Value iterator, Value *result);

// Adds repr(v) or str(v) to a text.
bool text_add_repr(Vm *vm, Text *text, Value v);
bool text_add_str(Vm *vm, Text *text, Value v);

// True if a text that grows on the program's behalf still fits into the memory limit;
// else the run is halted. Asked now and then while adding.
bool text_fits(Vm *vm, const Text *text);

// Guards repr, comparison and other C recursion: false with RecursionError set when the
// C stack is too deep ([where]: " while getting the repr of an object", "in comparison").
bool recursion_enter(Vm *vm, const char *where);
void recursion_leave(Vm *vm);

// The same for a builtin that is a Python function in CPython and calls itself: it counts
// as one of the program's calls.
bool recursion_enter_function(Vm *vm);
void recursion_leave_function(Vm *vm);

// repr of a container that contains itself: true if [v] is being printed already.
bool repr_enter(Vm *vm, Value v);
void repr_leave(Vm *vm, Value v);

// Makes the types of operators; numbers_init() calls it.
void operators_init(Vm *vm);

#endif
