// sequences.h -- awaits of one function, one after the other, that could have been together.
//
// What is found is what a learner writes who has not met gather() yet:
//
//      a = await fetch(1)              for n in numbers:
//      b = await fetch(2)                  results.append(await fetch(n))
//
// Whether the order of two awaits matters nobody can tell from a program in general. So only
// this much is taken: the same function of the module, with different arguments, none of them
// a result of an earlier one; it gives back something that it computes, waits with nothing but
// asyncio.sleep(), and changes nothing but its own variables, printing aside. And the program
// names none of gather(), create_task(), TaskGroup ...: one that does knows the other way, and
// mostly sets the two side by side.

#ifndef CODE_SEQUENCES_H
#define CODE_SEQUENCES_H

#include "base/arena.h"
#include "code/bytecode.h"

struct Sequence {
    const Code *function; // that is awaited
    const Code *awaits;   // in which it is
    uint32_t *lines;      // of the awaits, from the first on; one for a loop
    int line_count;
};

// Those of a program, in [*count]; NULL if there are none. Lives in [arena].
const Sequence *sequences_of(Arena *arena, const Bytecode *bytecode, int *count);

#endif
