// cores_inside.h -- what cores.c and showing.c know of the cores: for this folder only.

#ifndef MACHINE_CORES_INSIDE_H
#define MACHINE_CORES_INSIDE_H

#include "machine/cores.h"

// A set of cores.
typedef struct CoreSet {
    uint64_t bits[MACHINE_CORES_MAX / 64];
} CoreSet;

typedef struct Core {
    Thread *thread;      // that has it, or NULL
    SimTime since;       // when that one got it
    SimTime quantum_end; // of that one
    Thread *shown;       // who has it as far as is recorded
    uint32_t run;        // that one's core.run
    uint32_t left;       // the last core.leave
    uint8_t why;         // why the shown one left: TraceWhy
} Core;

struct Cores {
    Machine machine;
    Trace *trace; // NULL: nothing is recorded
    SimTime now;
    int count, busy;
    CoreSet idle;
    uint32_t active;  // threads that keep the machine from being idle
    Moments ends;     // of computing, blocking and starts, by thread
    Moments requests; // for GILs, by process
    ThreadQueue ready[LEVEL_COUNT];
    ThreadQueue runs; // have code to run, and have not been taken
    Process *offered, *last_offered;
    SimTime first_quantum; // no quantum ends before it
    bool quantum_left; // one that had a core is gone: [first_quantum] may be too early
    bool no_victim;    // no lower thread could lose its core when that was asked last

    // Since events were written last:
    CoreSet changed;
    Process **changed_gils;
    uint32_t changed_gil_count, changed_gil_capacity;
    Thread **fresh; // became ready; NULL: went away again
    uint32_t fresh_count, fresh_capacity;

    Core cores[]; // [count] of them
};

static inline void core_set_add(CoreSet *set, int core)
{
    set->bits[core / 64] |= UINT64_C(1) << (core % 64);
}

static inline void core_set_remove(CoreSet *set, int core)
{
    set->bits[core / 64] &= ~(UINT64_C(1) << (core % 64));
}

static inline bool core_set_has(const CoreSet *set, int core)
{
    return set->bits[core / 64] >> (core % 64) & 1;
}

// The first one from [core] on, or -1.
static inline int core_set_next(const CoreSet *set, int core)
{
    for (int word = core / 64; word < MACHINE_CORES_MAX / 64; word++) {
        uint64_t bits = set->bits[word];
        if (word == core / 64) bits &= ~UINT64_C(0) << (core % 64);
        if (bits) return word * 64 + __builtin_ctzll(bits);
    }
    return -1;
}

// True if [thread] waits in a queue, for the GIL or for a core.
static inline bool thread_is_queued(const Thread *thread)
{
    return thread->core < 0 &&
           (thread->state == THREAD_READY || thread->state == THREAD_COMPUTES);
}

#endif
