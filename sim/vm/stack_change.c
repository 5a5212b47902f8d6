// stack_change.c -- for each kind of processor, the registers that a call must leave alone.

#include "vm/stack_change.h"

#include <stdint.h>

#if defined(__x86_64__)

// Six registers and the return address, by the System V ABI.
__asm__(".text\n"
        ".globl coroscope_stack_change\n"
        ".hidden coroscope_stack_change\n"
        ".type coroscope_stack_change, @function\n"
        "coroscope_stack_change:\n"
        "    pushq %rbp\n"
        "    pushq %rbx\n"
        "    pushq %r12\n"
        "    pushq %r13\n"
        "    pushq %r14\n"
        "    pushq %r15\n"
        "    movq %rsp, (%rdi)\n"
        "    movq %rsi, %rsp\n"
        "    popq %r15\n"
        "    popq %r14\n"
        "    popq %r13\n"
        "    popq %r12\n"
        "    popq %rbx\n"
        "    popq %rbp\n"
        "    ret\n"
        ".size coroscope_stack_change, .-coroscope_stack_change\n"
        ".hidden coroscope_stack_begin\n"
        ".type coroscope_stack_begin, @function\n"
        "coroscope_stack_begin:\n"
        "    movq %r12, %rdi\n"
        "    call *%rbx\n"
        "    ud2\n"
        ".size coroscope_stack_begin, .-coroscope_stack_begin\n");

enum { R15, R14, R13, R12, RBX, RBP, RETURN, PUSHED };

static void prepare(void **registers, void (*begin)(void *), void *argument, void *first)
{
    registers[R12] = argument;
    registers[RBX] = (void *)(uintptr_t)begin;
    registers[RETURN] = first;
}

#elif defined(__aarch64__)

// Ten registers, frame pointer, return address and eight halves of vectors, by AAPCS64.
__asm__(".text\n"
        ".globl coroscope_stack_change\n"
        ".hidden coroscope_stack_change\n"
        ".type coroscope_stack_change, %function\n"
        "coroscope_stack_change:\n"
        "    sub sp, sp, #160\n"
        "    stp x19, x20, [sp]\n"
        "    stp x21, x22, [sp, #16]\n"
        "    stp x23, x24, [sp, #32]\n"
        "    stp x25, x26, [sp, #48]\n"
        "    stp x27, x28, [sp, #64]\n"
        "    stp x29, x30, [sp, #80]\n"
        "    stp d8, d9, [sp, #96]\n"
        "    stp d10, d11, [sp, #112]\n"
        "    stp d12, d13, [sp, #128]\n"
        "    stp d14, d15, [sp, #144]\n"
        "    mov x9, sp\n"
        "    str x9, [x0]\n"
        "    mov sp, x1\n"
        "    ldp x19, x20, [sp]\n"
        "    ldp x21, x22, [sp, #16]\n"
        "    ldp x23, x24, [sp, #32]\n"
        "    ldp x25, x26, [sp, #48]\n"
        "    ldp x27, x28, [sp, #64]\n"
        "    ldp x29, x30, [sp, #80]\n"
        "    ldp d8, d9, [sp, #96]\n"
        "    ldp d10, d11, [sp, #112]\n"
        "    ldp d12, d13, [sp, #128]\n"
        "    ldp d14, d15, [sp, #144]\n"
        "    add sp, sp, #160\n"
        "    ret\n"
        ".size coroscope_stack_change, .-coroscope_stack_change\n"
        ".hidden coroscope_stack_begin\n"
        ".type coroscope_stack_begin, %function\n"
        "coroscope_stack_begin:\n"
        "    mov x0, x19\n"
        "    blr x20\n"
        "    brk #0\n"
        ".size coroscope_stack_begin, .-coroscope_stack_begin\n");

enum { X19, X20, X30 = 11, PUSHED = 20 };

static void prepare(void **registers, void (*begin)(void *), void *argument, void *first)
{
    registers[X19] = argument;
    registers[X20] = (void *)(uintptr_t)begin;
    registers[X30] = first;
}

#endif

#if defined(__x86_64__) || defined(__aarch64__)

void coroscope_stack_change(void **from, void *to);
void coroscope_stack_begin(void);

void stack_prepare(StackPlace *place, char *bottom, size_t size,
                   void (*begin)(void *argument), void *argument)
{
    uintptr_t top = ((uintptr_t)bottom + size) & ~(uintptr_t)15;
    void **registers = (void **)top - PUSHED;
    for (int i = 0; i < PUSHED; i++)
        registers[i] = NULL;
    prepare(registers, begin, argument, (void *)(uintptr_t)coroscope_stack_begin);
    place->top = registers;
}

void stack_change(StackPlace *from, const StackPlace *to)
{
    coroscope_stack_change(&from->top, to->top);
}

#else

static void begin_here(unsigned begin_high, unsigned begin_low, unsigned high,
                       unsigned low)
{
    // makecontext() hands over ints alone.
    void (*begin)(void *) =
        (void (*)(void *))(uintptr_t)((uint64_t)begin_high << 32 | begin_low);
    begin((void *)(uintptr_t)((uint64_t)high << 32 | low));
}

void stack_prepare(StackPlace *place, char *bottom, size_t size,
                   void (*begin)(void *argument), void *argument)
{
    uint64_t function = (uintptr_t)begin, given = (uintptr_t)argument;
    getcontext(&place->context);
    place->context.uc_stack.ss_sp = bottom;
    place->context.uc_stack.ss_size = size;
    place->context.uc_link = NULL;
    makecontext(&place->context, (void (*)(void))begin_here, 4,
                (unsigned)(function >> 32), (unsigned)function, (unsigned)(given >> 32),
                (unsigned)given);
}

void stack_change(StackPlace *from, const StackPlace *to)
{
    swapcontext(&from->context, &to->context);
}

#endif
