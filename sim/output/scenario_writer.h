// scenario_writer.h -- a scenario in canonical JSON.
//
// Two blanks for each level, keys in the order of the format's table, what is default
// left out, the program one line a line. Written, read and written again, it is the same.

#ifndef OUTPUT_SCENARIO_WRITER_H
#define OUTPUT_SCENARIO_WRITER_H

#include "output/file.h"
#include "source/scenario.h"
#include "trace/trace.h"

// [seed] replaces the scenario's unless it is NULL.
void scenario_write(const Scenario *scenario, const int64_t *seed, OutFile *file);

// The scenario that a trace was made from, as far as a trace tells it.
void scenario_write_of_trace(const Trace *trace, OutFile *file);

#endif
