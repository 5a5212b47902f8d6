// thread_lanes.h -- what the program's threads do, as rows of characters.

#ifndef OUTPUT_THREAD_LANES_H
#define OUTPUT_THREAD_LANES_H

#include "base/sentences.h"
#include "output/paint.h"
#include "trace/thread_spans.h"

// What a cell shows: a thread that computes and one that waits for the GIL or for a core
// must not look alike, not even without colours.
typedef struct ThreadGlyph {
    const char *unicode, *ascii;
    Ink ink;
    Sentence meaning;
} ThreadGlyph;

typedef struct ThreadRows {
    const Trace *trace;
    const Paint *paint;
    ThreadLanes *lanes;
    int cells;
    int64_t length;                // ns of the axis
    bool used[THREAD_DOING_COUNT]; // what has been drawn so far
} ThreadRows;

// The rows of a run. Live in [arena].
ThreadRows *thread_rows_new(Arena *arena, const Trace *trace, const Paint *paint,
                            int cells, int64_t length);

// "2 asyncio_0": the number, by which the cores call it, and the name.
void thread_rows_label(const ThreadRows *rows, uint32_t row, Text *out);

// Adds the cells of a row. A doing that takes less than half of its cell shows if it is
// computing.
void thread_rows_add(ThreadRows *rows, uint32_t row, Text *line);

const ThreadGlyph *thread_glyph(ThreadDoing doing);

#endif
