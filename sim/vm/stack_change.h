// stack_change.h -- leaving one C stack for another, in as few instructions as it takes.
//
// What a function may not change is pushed, the stack pointer is exchanged, and what the
// other stack has is popped. C's own swapcontext() does the same with two system calls, which
// take fifty times as long; it serves where nobody has written the few lines.

#ifndef VM_STACK_CHANGE_H
#define VM_STACK_CHANGE_H

#include <stddef.h>

#if !defined(__x86_64__) && !defined(__aarch64__)
#include <ucontext.h>
#endif

// Where a stack was left.
typedef struct StackPlace {
#if defined(__x86_64__) || defined(__aarch64__)
    void *top;
#else
    ucontext_t context;
#endif
} StackPlace;

// A stack of [size] bytes from [bottom] on which begin(argument) is called when it is
// changed to for the first time. [begin] must not return.
void stack_prepare(StackPlace *place, char *bottom, size_t size,
                   void (*begin)(void *argument), void *argument);

// Remembers in [from] where the present stack is left and goes on in [to]. Returns when
// somebody changes to [from].
void stack_change(StackPlace *from, const StackPlace *to);

#endif
