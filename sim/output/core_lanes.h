// core_lanes.h -- who computes on which core, as rows of characters.

#ifndef OUTPUT_CORE_LANES_H
#define OUTPUT_CORE_LANES_H

#include "base/arena.h"
#include "output/paint.h"
#include "trace/trace.h"

// The cores of a run on a machine where tasks are threads: for each core and each of
// [cells] equal parts of [length] ns the thread that computed there for most of it.
typedef struct CoreLanes {
    int core_count;
    int used_count; // those behind were always idle
    int cells;
    uint32_t *threads; // [core * cells + cell]: number + 1, 0 where the core was idle
} CoreLanes;

// Lives in [arena].
CoreLanes *core_lanes_new(Arena *arena, const Trace *trace, int cells, int64_t length);

// Adds the lane of one core: a thread is its number in base 36, "+" from 36 on; "." is idle.
void core_lanes_add(const CoreLanes *lanes, int core, const Paint *paint, Text *line);

#endif
