// slices.c -- binary searches and sums over the slices of a row.

#include "draw/slices.h"

#include "trace/spans.h"

Slices slices_of_task(const DrawnRun *run, uint32_t task)
{
    uint32_t first = run->lanes->first[task - 1];
    return (Slices){.run = run,
                    .spans = run->lanes->spans + first,
                    .starts = run->starts ? run->starts + first : NULL,
                    .task = task,
                    .count = run->lanes->first[task] - first,
                    .totals = run->totals + first / SLICES_PER_TOTAL};
}

Slices slices_of_strip(const DrawnRun *run, const Strip *strip)
{
    return (Slices){.run = run,
                    .segments = strip->segments,
                    .count = strip->count,
                    .is_resource = strip->kind == SUBJECT_OBJECT,
                    .totals = strip->totals};
}

// ---- One slice ----

int64_t slices_from(const Slices *s, uint32_t i)
{
    if (s->segments) return s->segments[i].from;
    if (s->starts) return s->starts[i];
    if (s->run->axis != AXIS_TIME) return run_span_from(s->run, &s->spans[i]);
    SimTime start = s->spans[i].start;
    return start < s->run->length ? start : s->run->length;
}

int64_t slices_to(const Slices *s, uint32_t i)
{
    if (s->segments) return s->segments[i].to;
    if (s->starts && i + 1 < s->count) return s->starts[i + 1];
    if (s->run->axis != AXIS_TIME) return run_span_to(s->run, s->task, &s->spans[i]);
    SimTime end = s->spans[i].end;
    return end < s->run->length ? end : s->run->length;
}

DrawnState slices_state(const Slices *s, uint32_t i)
{
    if (s->segments) return (DrawnState)s->segments[i].state;
    return run_span_state(s->run, &s->spans[i]);
}

bool slices_is_seen(const Slices *s, uint32_t i)
{
    return !s->is_resource || s->segments[i].level > 0;
}

// ---- Searches ----

uint32_t slices_beginning(const Slices *s, uint32_t index, int64_t position)
{
    // What is looked for is mostly near: so the steps begin small.
    uint32_t low = index, high = s->count, step = 1;
    while (low + step < high) {
        if (slices_from(s, low + step) >= position) {
            high = low + step;
            break;
        }
        low += step;
        step *= 2;
    }
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (slices_from(s, middle) < position)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t slices_first(const Slices *s, int64_t position)
{
    uint32_t low = 0, high = s->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (slices_to(s, middle) < position)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// ---- Sums ----

static void add_slices(const Slices *s, uint32_t index, uint32_t past,
                       int64_t shares[STATE_COUNT])
{
    if (index >= past) return;
    int64_t from = slices_from(s, index);
    for (uint32_t i = index; i < past; i++) {
        int64_t to = slices_to(s, i);
        if (to > from && slices_is_seen(s, i)) shares[slices_state(s, i)] += to - from;
        // Spans lie without a gap; what a segment's end is to the next one is not known.
        from = s->spans || i + 1 == past ? to : slices_from(s, i + 1);
    }
}

static const SliceTotals *total_before(const Slices *s, uint32_t index)
{
    return &s->totals[index / SLICES_PER_TOTAL - 1];
}

void slices_add_shares(const Slices *s, uint32_t index, uint32_t past,
                       int64_t shares[STATE_COUNT])
{
    // The sums between the first and the last slice with a total, and what is beside them.
    uint32_t first = (index + SLICES_PER_TOTAL - 1) / SLICES_PER_TOTAL * SLICES_PER_TOTAL;
    uint32_t last = past / SLICES_PER_TOTAL * SLICES_PER_TOTAL;
    if (first >= last) {
        add_slices(s, index, past, shares);
        return;
    }
    add_slices(s, index, first, shares);
    for (int state = 0; state < STATE_COUNT; state++) {
        shares[state] += total_before(s, last)->in[state];
        if (first) shares[state] -= total_before(s, first)->in[state];
    }
    add_slices(s, last, past, shares);
}

void slices_fill_totals(const Slices *s, SliceTotals *totals)
{
    SliceTotals sum = {0};
    for (uint32_t i = 0; i + SLICES_PER_TOTAL <= s->count; i += SLICES_PER_TOTAL) {
        add_slices(s, i, i + SLICES_PER_TOTAL, sum.in);
        totals[i / SLICES_PER_TOTAL] = sum;
    }
}
