// lane_facts.h -- what the bars of a row say: beside them, and to somebody who points at one.

#ifndef DRAW_LANE_FACTS_H
#define DRAW_LANE_FACTS_H

#include "draw/lane.h"

// Ready for some time while the loop runs somebody else: late.
bool facts_is_late(const DrawnRun *run, const Span *span);

// The label of a slice of the loop, a core or a thread, and the short one where that has no
// room: "Task-3", "asyncio_0 crunch", "LCK queue.get queue 1".
void facts_add_processor_label(const LanePlace *place, const Strip *strip,
                               const Segment *segment, Text *label, Text *brief);

// Who has a resource, or how many do; then how many wait: "Task-2 · 3 waiting".
void facts_add_resource_label(const LanePlace *place, const Segment *segment, Text *label,
                              Text *brief);

// Facts live with the place's drawing. Of a slice of a task: what it does, what it waits for,
// when, and whom it holds up meanwhile.
const char *facts_of_span(const LanePlace *place, uint32_t task, const Span *span,
                          DrawnState state);

// Of the time that a task is late: by how much, and who holds the loop.
const char *facts_of_late(const LanePlace *place, uint32_t task, const Span *span);

// Of a slice of a strip: who has it, and who waits for it.
const char *facts_of_segment(const LanePlace *place, const Strip *strip, uint32_t index);

#endif
