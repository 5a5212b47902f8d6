// core_lanes.c -- from core.run and core.leave to cells.

#include "output/core_lanes.h"

#include <string.h>

enum { CORES_MOST = 64 }; // more are not drawn

typedef struct Filling {
    CoreLanes *lanes;
    int64_t length;
    int64_t *longest;          // of each cell: how long its thread computed in it
    SimTime since[CORES_MOST]; // when the thread there came
    uint32_t on[CORES_MOST];   // which thread + 1, or 0
} Filling;

static void fill(Filling *f, int core, SimTime from, SimTime to)
{
    const CoreLanes *lanes = f->lanes;
    if (to > f->length) to = f->length;
    for (int64_t cell = from * lanes->cells / f->length; cell < lanes->cells; cell++) {
        // A cell is from cell * length / cells on; both sides times cells.
        int64_t start = cell * f->length, end = start + f->length;
        int64_t first = from * lanes->cells, past = to * lanes->cells;
        if (start >= past) break;
        int64_t share = (end < past ? end : past) - (start > first ? start : first);
        size_t at = (size_t)core * (size_t)lanes->cells + (size_t)cell;
        if (share <= f->longest[at]) continue;
        f->longest[at] = share;
        lanes->threads[at] = f->on[core];
    }
}

static void leave(Filling *f, int core, SimTime now)
{
    if (f->on[core]) fill(f, core, f->since[core], now);
    f->on[core] = 0;
}

CoreLanes *core_lanes_new(Arena *arena, const Trace *trace, int cells, int64_t length)
{
    int cores = trace->scenario.machine.cores;
    if (cores > CORES_MOST) cores = CORES_MOST;
    size_t count = (size_t)cores * (size_t)cells;
    CoreLanes *lanes = ARENA_NEW(arena, CoreLanes);
    *lanes = (CoreLanes){cores, 0, cells, ARENA_ARRAY(arena, uint32_t, count)};
    Filling f = {.lanes = lanes, .length = length};
    f.longest = ARENA_ARRAY(arena, int64_t, count);
    memset(lanes->threads, 0, count * sizeof *lanes->threads);
    memset(f.longest, 0, count * sizeof *f.longest);

    uint32_t events = trace_count(trace);
    for (uint32_t number = 1; number <= events; number++) {
        const TracePacked *record = trace_packed(trace, number);
        bool runs = record->type == TRACE_CORE_RUN;
        if (!runs && record->type != TRACE_CORE_LEAVE) continue;
        TraceRecord event = trace_event(trace, number);
        if (event.b >= (uint32_t)cores) continue;
        leave(&f, (int)event.b, event.time);
        if (!runs) continue;
        f.on[event.b] = event.a + 1;
        if ((int)event.b >= lanes->used_count) lanes->used_count = (int)event.b + 1;
        f.since[event.b] = event.time;
    }
    for (int core = 0; core < cores; core++)
        leave(&f, core, length);
    return lanes;
}

void core_lanes_add(const CoreLanes *lanes, int core, const Paint *paint, Text *line)
{
    static const Ink inks[] = {INK_BLUE, INK_ORANGE, INK_SKY, INK_PURPLE, INK_VERMILLION};
    static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    const uint32_t *threads = lanes->threads + (size_t)core * (size_t)lanes->cells;
    for (int cell = 0; cell < lanes->cells;) {
        uint32_t thread = threads[cell];
        Ink ink = thread ? inks[(thread - 1) % (sizeof inks / sizeof *inks)] : INK_DIM;
        char character = !thread ? '.' : thread <= 36 ? digits[thread - 1] : '+';
        paint_begin(paint, line, ink);
        for (; cell < lanes->cells && threads[cell] == thread; cell++)
            text_add_char(line, character);
        paint_end(paint, line, ink);
    }
}
