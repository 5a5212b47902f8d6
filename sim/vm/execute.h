// execute.h -- instructions, or parts of them, that are functions: called by the
// interpreter loop alone.
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

enum { QUICK_INPLACE = 1 };      // operand of a quick arithmetic instruction
#define CACHE_BUILTIN UINT32_MAX // a Cache's index: [value] is a builtin

// A whole instruction: its operands end at [frame->top], where its result goes. After false
// the operands that are still there are dropped by whoever handles the exception.
typedef bool ExecuteFn(Vm *vm, Frame *frame, uint32_t operand);
#define RUN(name, function) ExecuteFn function;
#include "vm/outlined.def"
#undef RUN

// -- Operands, for those functions
static inline void operand_push(Frame *frame, Value value)
{
    *frame->top++ = value;
}

static inline Value operand_pop(Frame *frame)
{
    return *--frame->top;
}

static inline bool operands_drop(Vm *vm, Frame *frame, int count)
{
    while (count--)
        value_drop(vm, *--frame->top);
    return true;
}

// The last [count] operands give way to [made].
static inline bool operands_become(Vm *vm, Frame *frame, int count, Value made)
{
    operands_drop(vm, frame, count);
    operand_push(frame, made);
    return true;
}

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
bool unbound_local(Vm *vm, const Frame *frame, uint32_t slot);
bool unbound_cell(Vm *vm, const Frame *frame, uint32_t slot);
// Owned, or UNSET with NameError set. Fills the cache.
Value load_global(Vm *vm, const Frame *frame, Cache *cache);
bool store_global(Vm *vm, const Frame *frame, const Cache *cache, Value value);

// -- Operators and attributes
// BINARY, or INPLACE if [inplace], for the quick instructions in their place.
bool binary_slowly(Vm *vm, Frame *frame, BinaryOp op, uint32_t inplace);
// Replaces the object at [slot] by what is called and, in the next slot, its self or UNSET.
bool load_method(Vm *vm, Value *slot, Cache *cache);

// -- Calls
// The frame of a call of [*base] with the [count] values behind it, if that is a bound method
// or a class, and its function can be entered as it is: [*callee], else NULL. The operands
// from [base] on are its own then.
bool call_enter(Vm *vm, Value *base, int count, Frame **callee);
// The frame of a call of [*base], a plain function, whose parameters are more than positions.
// The operands of [caller] from [base] on are gone then. NULL if the arguments do not fit.
Frame *call_enter_bound(Vm *vm, Frame *caller, Value *base, const Arguments *arguments);
bool init_returned(Vm *vm, Value value); // raises; takes the value

// -- Unpacking: replaces the sequence at [slot] by its items, the first on top; [after] -1:
// no star.
bool unpack(Vm *vm, Value sequence, int before, int after, Value *slot);

// -- Exceptions
// "raise" alone: true if there was one to raise again, else RuntimeError is set.
bool reraise_handled(Vm *vm);
// The frame from which the exception leaves or passes gets its place in the traceback.
void trace_frame(Vm *vm, Frame *frame);
// Leaves frames from [frame] on until one handles the exception that is set: there it is
// pushed. NULL if it leaves the entry.
Frame *frame_unwind(Vm *vm, Frame *frame);

// -- Coroutines and generators
// GET_AWAITABLE of something that is no new coroutine.
bool get_awaitable(Vm *vm, Value object, uint32_t from, Value *iterator);
// Sending to one that runs or is over: false with the error, or true with None where that
// is the end of "yield from".
bool send_refused(Vm *vm, const CoroutineObject *coroutine, Value *result);
// [value] goes to, or [exception] into, any iterator.
Stop send_to_iterator(Vm *vm, Value iterator, Value value, Value *result);
Stop throw_to_iterator(Vm *vm, Value iterator, Value exception, Value *result);
// The same for what the AWAIT of [frame] has on top, which is no coroutine that could be
// entered. Where that is None it is over already.
Stop send_to_awaited(Vm *vm, Frame *frame, Value value, Value *result);
Stop throw_to_awaited(Vm *vm, Frame *frame, Value exception, Value *result);

#endif
