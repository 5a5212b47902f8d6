// execute.h -- the slow side of instructions, called by the interpreter loop alone.
//
// Unless said otherwise: false means that an exception is set, results are owned by the
// caller, operands stay on the stack until the loop drops them.

#ifndef VM_EXECUTE_H
#define VM_EXECUTE_H

#include "vm/private.h"

// Opcodes behind the compiler's own: quick.def.
enum {
    QUICK_FIRST_ = OPCODE_COUNT - 1,
#define OP(name, operand, effect, ticks) OP_##name,
#include "vm/quick.def"
#undef OP
};

enum { QUICK_INPLACE = 1 };          // operand of a quick arithmetic instruction
#define CACHE_BUILTIN UINT32_MAX     // a Cache's index: [value] is a builtin

static inline bool compare_ints(CompareOp op, int64_t left, int64_t right)
{
    switch (op) {
    case COMPARE_LT: return left < right;
    case COMPARE_LE: return left <= right;
    case COMPARE_EQ: return left == right;
    case COMPARE_NE: return left != right;
    case COMPARE_GT: return left > right;
    default: return left >= right;
    }
}

static inline bool is_generator_object(const Vm *vm, Value v)
{
    return v.kind == VALUE_OBJECT && v.object->type == vm->types.generator;
}

// Counts the used fuel and gives new: false when the run is to end (limit, SIGINT).
bool vm_refuel(Vm *vm);

// -- Names. The first two raise.
void unbound_local(Vm *vm, const Frame *frame, uint32_t slot);
void unbound_cell(Vm *vm, const Frame *frame, uint32_t slot);
void name_error(Vm *vm, Str *name);
// Owned, or UNSET with NameError set. Fills the cache.
Value load_global(Vm *vm, const Frame *frame, Cache *cache);
Value load_name(Vm *vm, const Frame *frame, Str *name);
void setup_annotations(Vm *vm, Frame *frame);
bool store_annotation(Vm *vm, Frame *frame, Str *name, Value value);

// -- Operators and attributes
bool binary_slowly(Vm *vm, BinaryOp op, uint32_t inplace, Value left, Value right,
                   Value *result);
bool load_attribute(Vm *vm, Value object, Cache *cache, Value *result);
// Replaces the object at [slot] by what is called and, in the next slot, its self or UNSET.
bool load_method(Vm *vm, Value *slot, Cache *cache);

// -- Calls
// The plain function __init__ of a class whose instances are made by object.__new__, else
// NULL. A generator or coroutine is no plain function.
FunctionObject *plain_init(Vm *vm, Type *type);
bool call_spread(Vm *vm, const Value *operands, bool has_dict, Value *result);
void init_returned(Vm *vm, Value value); // raises; takes the value
// Makes the function from what lies on the stack and returns the new top.
Value *make_function(Vm *vm, const Frame *frame, Value *top, uint32_t flags);

// -- Building
bool build_set(Vm *vm, const Value *items, int count, Value *result);
bool build_dict(Vm *vm, const Value *pairs, int count, Value *result);
bool build_string(Vm *vm, const Value *parts, int count, Value *result);
bool format_for_fstring(Vm *vm, Value v, uint32_t conversion, Value spec, Value *result);
bool spread_into_list(Vm *vm, List *list, Value iterable);
bool spread_into_dict(Vm *vm, Dict *dict, Value mapping);
bool merge_keywords(Vm *vm, Value function, Dict *dict, Value mapping);
// Replaces the sequence at [slot] by its items, the first on top; [after] -1: no star.
bool unpack(Vm *vm, Value sequence, int before, int after, Value *slot);

// -- Patterns of a match statement (execute_match.c)
bool match_sequence(Vm *vm, Value subject);
bool match_mapping(Vm *vm, Value subject);
// A tuple, or None when the subject is no match.
bool match_keys(Vm *vm, Value subject, const Tuple *keys, Value *result);
bool match_class(Vm *vm, Value subject, Value class_, int positional, const Tuple *names,
                 Value *result);
// A dict of the items that the keys leave over.
bool match_rest(Vm *vm, Value subject, const Tuple *keys, Value *result);

// -- Imports
bool import_name(Vm *vm, Str *name, bool top, Value *result);
bool import_from(Vm *vm, Value module, Str *name, Value *result);
bool import_star(Vm *vm, Frame *frame, Value module);

// -- Exceptions and with
// "raise" alone: true if there was one to raise again, else RuntimeError is set.
bool reraise_handled(Vm *vm);
void trace_frame(Vm *vm, Frame *frame);
const HandlerRange *frame_handler(const Frame *frame);
// StopIteration must not leave a generator as such.
void convert_stop(Vm *vm, const Frame *frame);
bool enter_with(Vm *vm, Value manager, bool is_async, Value *exit, Value *entered);
bool exit_with(Vm *vm, Value exit, Value exception, Value *result);

// -- Coroutines and generators
bool get_awaitable(Vm *vm, Value object, uint32_t from, Value *iterator);
bool get_yield_from(Vm *vm, const Frame *frame, Value object, Value *iterator);
bool get_aiter(Vm *vm, Value object, Value *iterator);
bool get_anext(Vm *vm, Value iterator, Value *awaitable);
// Sending to one that runs or is over: false with the error, or true with None where that
// is the end of "yield from".
bool send_refused(Vm *vm, const CoroutineObject *coroutine, Value *result);
Stop send_to_iterator(Vm *vm, Value iterator, Value value, Value *result);
Stop throw_to_iterator(Vm *vm, Value iterator, Value exception, Value *result);

#endif
