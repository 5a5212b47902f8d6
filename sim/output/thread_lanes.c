// thread_lanes.c -- from the spans of threads to cells.

#include "output/thread_lanes.h"

#include <string.h>

const ThreadGlyph *thread_glyph(ThreadDoing doing)
{
    static const ThreadGlyph glyphs[THREAD_DOING_COUNT] = {
        [DOING_STARTS] = {"┄", "s", INK_DIM, SENTENCE_DOING_STARTS},
        [DOING_READY] = {"░", ":", INK_ORANGE, SENTENCE_DOING_READY},
        [DOING_WANTS_GIL] = {"▚", "g", INK_ORANGE, SENTENCE_DOING_WANTS_GIL},
        [DOING_COMPUTES] = {"█", "#", INK_BLUE, SENTENCE_DOING_COMPUTES},
        [DOING_BLOCKS] = {"▒", "b", INK_SKY, SENTENCE_DOING_BLOCKS},
        [DOING_WAITS] = {"═", "=", INK_YELLOW, SENTENCE_DOING_WAITS},
        [DOING_IDLE] = {"─", "-", INK_DIM, SENTENCE_DOING_IDLE},
    };
    return &glyphs[doing];
}

ThreadRows *thread_rows_new(Arena *arena, const Trace *trace, const Paint *paint,
                            int cells, int64_t length)
{
    ThreadRows *rows = ARENA_NEW(arena, ThreadRows);
    *rows = (ThreadRows){.trace = trace,
                         .paint = paint,
                         .lanes = thread_lanes_new(arena, trace),
                         .cells = cells,
                         .length = length};
    return rows;
}

void thread_rows_label(const ThreadRows *rows, uint32_t row, Text *out)
{
    const ThreadLane *lane = &rows->lanes->lanes[row];
    size_t size;
    const char *name = trace_text_bytes(rows->trace, lane->name, &size);
    text_addf(out, "%u ", lane->id);
    paint_add_visible(out, name, size);
}

// How long each doing takes in a cell; a cell begins at cell * length / cells, and both
// sides are measured times cells.
typedef struct Cell {
    int64_t shares[THREAD_DOING_COUNT];
} Cell;

static Cell cell_at(const ThreadRows *rows, const ThreadSpan **span,
                    const ThreadSpan *past, int index)
{
    Cell cell = {0};
    int64_t start = index * rows->length, end = start + rows->length;
    for (; *span < past; (*span)++) {
        int64_t from = (*span)->start * rows->cells, to = (*span)->end * rows->cells;
        if (from >= end) break;
        cell.shares[(*span)->doing] +=
            (to < end ? to : end) - (from > start ? from : start);
        if (to > end) break; // it goes on in the next cell
    }
    return cell;
}

// What a cell shows, or THREAD_DOING_COUNT if its thread is not there.
static int shown_in(const Cell *cell, int64_t length)
{
    int best = THREAD_DOING_COUNT;
    int64_t most = 0;
    for (int doing = 0; doing < THREAD_DOING_COUNT; doing++) {
        if (cell->shares[doing] <= most) continue;
        most = cell->shares[doing];
        best = doing;
    }
    bool computes = cell->shares[DOING_COMPUTES] * 4 >= length;
    return computes && most * 2 < length ? DOING_COMPUTES : best;
}

void thread_rows_add(ThreadRows *rows, uint32_t row, Text *line)
{
    const ThreadLanes *lanes = rows->lanes;
    const ThreadLane *lane = &lanes->lanes[row];
    const ThreadSpan *span = lanes->spans + lanes->first[row];
    const ThreadSpan *past = lanes->spans + lanes->first[row + 1];
    int end = lane->over ? (int)(lane->ended * rows->cells / rows->length) : rows->cells;
    if (lane->over && end >= rows->cells) end = rows->cells - 1;
    bool stuck = !lane->over && rows->trace->outcome.end == OUTCOME_DEADLOCK;
    for (int i = 0; i < rows->cells; i++) {
        Cell cell = cell_at(rows, &span, past, i);
        int doing = shown_in(&cell, rows->length);
        bool last = stuck && i == rows->cells - 1;
        if (last || i == end) {
            Ink ink = last ? INK_VERMILLION : INK_PLAIN;
            const char *mark = rows->paint->ascii ? (last ? "?" : "o") : last ? "∞" : "●";
            paint_add(rows->paint, line, ink, mark);
        } else if (doing == THREAD_DOING_COUNT) {
            text_add_char(line, ' ');
        } else {
            const ThreadGlyph *glyph = thread_glyph((ThreadDoing)doing);
            rows->used[doing] = true;
            paint_add(rows->paint, line, glyph->ink,
                      rows->paint->ascii ? glyph->ascii : glyph->unicode);
        }
    }
}
