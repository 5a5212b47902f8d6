// chain.h -- the longest chain of a run: what no number of cores can make shorter.
//
// Events follow from one another: a step goes on where the one before ended, a task begins
// where it was made, one who waited goes on when somebody ended, released or put, a timer
// fires so long after it was set. Along such a chain computing, blocking and sleeping take
// their time; waiting for a core, for the GIL, for a turn of the loop or for somebody else
// takes none of its own. The longest chain is the critical path of the run, and bounds its
// makespan from below on any machine; so does the work divided by the cores.

#ifndef TRACE_CHAIN_H
#define TRACE_CHAIN_H

#include "base/arena.h"
#include "trace/trace.h"

typedef struct Chain {
    SimTime time;           // that it takes
    const uint32_t *events; // numbers, the first one first
    uint32_t count;
} Chain;

// The longest chain of a whole run; of several equally long ones the one that ended first.
// Lives in [arena]. Needs 12 bytes for each event while it looks.
Chain *chain_new(Arena *arena, const Trace *trace);

// The same for somebody who follows the run while it goes on: begin, the events in order,
// end, close.
typedef struct ChainWalk ChainWalk;
ChainWalk *chain_begin(const Trace *trace);
void chain_events(ChainWalk *walk, uint32_t first, uint32_t last);
Chain *chain_end(ChainWalk *walk, Arena *arena);
void chain_close(ChainWalk *walk);

// The least time that the run's work and its longest chain need on so many cores.
SimTime chain_least_time(const Chain *chain, SimTime work, int cores);

#endif
