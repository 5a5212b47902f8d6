// dispatch.h -- the interpreter's registers, and how it goes from one instruction to the next.
//
// For vm.c alone. There [frame] is the frame that runs; [ip], [sp] and [locals] are what it
// says, kept in registers: they are written back before anything may look at the frame.

#ifndef VM_DISPATCH_H
#define VM_DISPATCH_H

#include "base/assert.h"
#include "vm/execute.h"
#include "vm/numbers.h"

// How many operations of the source an instruction is, from the tables.
enum {
#define OP(name, operand, effect, ticks) TICKS_##name = ticks,
#include "code/opcodes.def"
#undef OP
};

// How control goes on after something that may have pushed or popped frames.
#define LOAD_FRAME() (ip = frame->ip, sp = frame->top, locals = frame->locals)
// Before anything that may look at the frame: raise, call, ask for the line.
#define SAVE_FRAME() (frame->ip = ip, frame->top = sp)

#define OPERAND (CODE_OPERAND(*ip))
#define CHECK_STACK()                                                                    \
    DEBUG_ASSERT(sp >= frame->stack &&                                                   \
                     sp <= frame->stack + frame->code->code->stack_size + 1,             \
                 "the compiler knows how many operands there can be")
#define NEXT()                                                                           \
    do {                                                                                 \
        CHECK_STACK();                                                                   \
        ip++;                                                                            \
        goto *labels[CODE_OP(*ip)];                                                      \
    } while (0)
#define GO() goto *labels[CODE_OP(*ip)]
// Past all parts: two of a pair, three where a variable is loaded in front of one.
#define SKIP(parts)                                                                      \
    do {                                                                                 \
        ip += (parts);                                                                   \
        goto *labels[CODE_OP(*ip)];                                                      \
    } while (0)
#define SKIP_PAIR() SKIP(2)

// Takes the fuel of so many operations if it is there: what is short of it goes the general
// way, which looks around.
static inline bool fuel_taken(Vm *vm, int operations)
{
    if (__builtin_expect((vm->fuel -= operations) >= 0, 1)) return true;
    vm->fuel += operations;
    return false;
}

// One operation of the source. When the fuel is used up the machine looks around.
#define TICK()                                                                           \
    do {                                                                                 \
        if (__builtin_expect(--vm->fuel < 0, 0)) {                                       \
            SAVE_FRAME();                                                                \
            if (!vm_refuel(vm)) goto raised;                                             \
        }                                                                                \
    } while (0)

#define PUSH(value) (*sp++ = (value))
#define POP()       (*--sp)
#define TOP         (sp[-1])
// For a value that a function has just written where it stands: see value_move().
#define PUSH_MADE(value) value_move(sp++, &(value))
#define TOP_MADE(value)  value_move(&TOP, &(value))

// Drops a value in the fast path: most are numbers or have other owners.
#define DROP(value) value_drop(vm, (value))

// Drops all operands from the top [sp] down to [base], the new top. Not inlined: for this
// loop alone the machine would have to put its registers away.
static __attribute__((noinline)) Value *drop_operands(Vm *vm, Value *sp, Value *base)
{
    while (sp > base)
        DROP(*--sp);
    return base;
}

// The same for a call, [base] being what was called: mostly others have that too, and the
// arguments are numbers.
static inline Value *drop_call(Vm *vm, Value *sp, Value *base)
{
    while (sp[-1].kind != VALUE_OBJECT)
        sp--;
    if (sp != base + 1 || base->object->references == 1)
        return drop_operands(vm, sp, base);
    base->object->references--;
    return base;
}

static inline Value constant_at(const Frame *frame, uint32_t i)
{
    return frame->code->constants[i];
}

// -- Shapes: instructions that differ in little -------------------------------------

// One that is a function: see outlined.def.
#define RUN(NAME, FUNCTION)                                                              \
    op_##NAME:                                                                           \
    {                                                                                    \
        if (TICKS_##NAME) TICK();                                                        \
        SAVE_FRAME();                                                                    \
        if (!FUNCTION(vm, frame, OPERAND)) goto raised;                                  \
        sp = frame->top;                                                                 \
        NEXT();                                                                          \
    }

// Enters a suspended coroutine or generator, which this frame awaits or iterates, as [HOW]
// says; [state] is what it was in.
#define RESUME(COROUTINE, HOW)                                                           \
    CoroutineState state = (CoroutineState)(COROUTINE)->state;                           \
    Frame *resumed = frame_resume(vm, COROUTINE);                                        \
    if (!resumed) goto raised;                                                           \
    resumed->HOW = true;                                                                 \
    (COROUTINE)->state = COROUTINE_RUNNING;                                              \
    frame = resumed;                                                                     \
    LOAD_FRAME()

// A jump if the truth of the value on top, which is popped, is [WHEN].
#define JUMP_IF(NAME, WHEN)                                                              \
    op_##NAME:                                                                           \
    {                                                                                    \
        TICK();                                                                          \
        Value value = POP();                                                             \
        bool truth;                                                                      \
        if (value.kind == VALUE_BOOL) {                                                  \
            truth = value.integer;                                                       \
        } else {                                                                         \
            SAVE_FRAME();                                                                \
            bool ok = value_truth(vm, value, &truth);                                    \
            DROP(value);                                                                 \
            if (!ok) goto raised;                                                        \
        }                                                                                \
        if (truth != (WHEN)) NEXT();                                                     \
        ip = frame->code->instructions + OPERAND;                                        \
        GO();                                                                            \
    }

// A number that stands in the code, then arithmetic with it on an int: NAME on the one on
// top, LOCAL_NAME on that of a variable which is loaded first. [NUMBER] is told where the
// number is loaded.
#define INT_AT(place)   ((int64_t)CODE_OPERAND(ip[place]))
#define CONST_AT(place) (constant_at(frame, CODE_OPERAND(ip[place])).integer)
#define NUMBER_OP(NAME, GENERAL, NUMBER, COMPUTED)                                       \
    op_##NAME:                                                                           \
    {                                                                                    \
        Value made;                                                                      \
        if (TOP.kind != VALUE_INT || !COMPUTED(TOP.integer, NUMBER(0), &made) ||         \
            !fuel_taken(vm, 1))                                                          \
            goto op_##GENERAL;                                                           \
        TOP = made;                                                                      \
        SKIP(2);                                                                         \
    }                                                                                    \
    op_LOCAL_##NAME:                                                                     \
    {                                                                                    \
        const Value *local = &locals[OPERAND];                                           \
        Value made;                                                                      \
        if (local->kind != VALUE_INT || !COMPUTED(local->integer, NUMBER(1), &made) ||   \
            !fuel_taken(vm, 1))                                                          \
            goto op_LOAD_LOCAL;                                                          \
        PUSH(made);                                                                      \
        SKIP(3);                                                                         \
    }

// The result if it is as simple as mostly; false otherwise.
static inline bool int_added(int64_t left, int64_t right, Value *made)
{
    *made = value_int(0);
    return !__builtin_add_overflow(left, right, &made->integer);
}

static inline bool int_subtracted(int64_t left, int64_t right, Value *made)
{
    *made = value_int(0);
    return !__builtin_sub_overflow(left, right, &made->integer);
}

static inline bool int_multiplied(int64_t left, int64_t right, Value *made)
{
    *made = value_int(0);
    return !__builtin_mul_overflow(left, right, &made->integer);
}

static inline bool int_rest(int64_t left, int64_t divisor, Value *made)
{
    if (divisor == 0) return false;
    int64_t rest = left % divisor;
    *made = value_int(rest < 0 ? rest + divisor : rest);
    return true;
}

// By a power of two: Python's remainder has the divisor's sign.
static inline bool int_masked(int64_t left, int64_t divisor, Value *made)
{
    *made = value_int(left & (divisor - 1));
    return true;
}

static inline bool int_divided(int64_t left, int64_t divisor, Value *made)
{
    if (divisor == 0 || !int_is_exact(left)) return false;
    *made = value_float((double)left / (double)divisor);
    return true;
}

// The end of a quick operator that is neither on two ints nor on two floats.
#define BINARY_SLOWLY(OP)                                                                \
    do {                                                                                 \
        SAVE_FRAME();                                                                    \
        if (!binary_slowly(vm, frame, OP, OPERAND & QUICK_INPLACE)) goto raised;         \
        sp = frame->top;                                                                 \
        NEXT();                                                                          \
    } while (0)

// Arithmetic on two ints or two floats without leaving the loop; run_code() chose
// these for BINARY and INPLACE.
#define QUICK_ARITHMETIC(NAME, OVERFLOWS, FLOAT_OP, OP)                                  \
    op_##NAME:                                                                           \
    {                                                                                    \
        TICK();                                                                          \
        Value left = sp[-2], right = sp[-1];                                             \
        if (left.kind == VALUE_INT && right.kind == VALUE_INT) {                         \
            int64_t number;                                                              \
            if (!OVERFLOWS(left.integer, right.integer, &number)) {                      \
                sp--;                                                                    \
                sp[-1].integer = number;                                                 \
                NEXT();                                                                  \
            }                                                                            \
        } else if (left.kind == VALUE_FLOAT && right.kind == VALUE_FLOAT) {              \
            sp--;                                                                        \
            sp[-1].number = left.number FLOAT_OP right.number;                           \
            NEXT();                                                                      \
        }                                                                                \
        BINARY_SLOWLY(OP);                                                               \
    }

#endif
