// dispatch.h -- the interpreter's registers, and how it goes from one instruction to the next.
//
// For vm.c alone. There [frame] is the frame that runs; [ip], [sp] and [locals] are what it
// says, kept in registers: they are written back before anything may look at the frame.

#ifndef VM_DISPATCH_H
#define VM_DISPATCH_H

#include "base/assert.h"
#include "vm/execute.h"

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
// Past both parts of a pair.
#define SKIP_PAIR()                                                                      \
    do {                                                                                 \
        ip += 2;                                                                         \
        goto *labels[CODE_OP(*ip)];                                                      \
    } while (0)

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

// A number that stands in the code, then arithmetic with it on an int.
#define NUMBER_PAIR(NAME, GENERAL, NUMBER, OVERFLOWS)                                    \
    op_##NAME:                                                                           \
    {                                                                                    \
        int64_t number;                                                                  \
        if (TOP.kind != VALUE_INT || OVERFLOWS(TOP.integer, NUMBER, &number) ||          \
            !fuel_taken(vm, 1))                                                          \
            goto op_##GENERAL;                                                           \
        TOP.integer = number;                                                            \
        SKIP_PAIR();                                                                     \
    }
#define NUMBER_MOD_PAIR(NAME, GENERAL, NUMBER)                                           \
    op_##NAME:                                                                           \
    {                                                                                    \
        int64_t divisor = NUMBER;                                                        \
        if (TOP.kind != VALUE_INT || divisor == 0 || !fuel_taken(vm, 1))                 \
            goto op_##GENERAL;                                                           \
        int64_t rest = TOP.integer % divisor;                                            \
        TOP.integer = rest < 0 ? rest + divisor : rest;                                  \
        SKIP_PAIR();                                                                     \
    }
#define NUMBER_DIV_PAIR(NAME, GENERAL, NUMBER)                                           \
    op_##NAME:                                                                           \
    {                                                                                    \
        int64_t divisor = NUMBER;                                                        \
        if (TOP.kind != VALUE_INT || divisor == 0 || !int_is_exact(TOP.integer) ||       \
            !fuel_taken(vm, 1))                                                          \
            goto op_##GENERAL;                                                           \
        TOP = value_float((double)TOP.integer / (double)divisor);                        \
        SKIP_PAIR();                                                                     \
    }
#define INT_OPERAND   ((int64_t)OPERAND)
#define CONST_OPERAND (constant_at(frame, OPERAND).integer)

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
