// strand.h -- code that can stop in the middle of a step and go on later.
//
// A step of a task mostly runs to its next suspension, on the machine's one stack. Where a
// task is a thread of its own, computing takes time inside a step: the step stops, others
// run, and it goes on where it was. Such a step runs on a strand, a stack of its own, and
// stopping is leaving it as it is.
//
// It stops before an operation of the source, and never inside a builtin that calls back.

#ifndef VM_STRAND_H
#define VM_STRAND_H

#include "vm/vm.h"

typedef struct Strand Strand;

// A strand without anything on it; the caller owns it. Used ones are used again.
Strand *strand_open(Vm *vm);

// Back to be used again; it must not be stopped, unless the run is over.
void strand_close(Vm *vm, Strand *strand);

// Resumes [coroutine] on the strand, as coroutine_send() and coroutine_throw() do ([error]
// UNSET or borrowed). STOP_PAUSES: it stopped, since strand_stop() was called.
Stop strand_resume(Vm *vm, Strand *strand, Value coroutine, Value error, Value *result);

// Goes on with one that is stopped: what strand_resume() would have returned.
Stop strand_continue(Vm *vm, Strand *strand, Value *result);

// Asks the code that runs to stop before its next operation outside any builtin. Nothing
// happens if it comes to no operation before it suspends or ends.
void strand_stop(Vm *vm);

#endif
