// perfetto.h -- a run as Chrome trace events, which Perfetto and speedscope open.
//
// A task is a thread of its own, and so is every task's lane in the viewer. What a lane
// shows follows without overlapping: a step that takes no time is a nanosecond long, and
// what comes behind it begins so much later.

#ifndef OUTPUT_PERFETTO_H
#define OUTPUT_PERFETTO_H

#include "output/file.h"
#include "trace/trace.h"

void perfetto_write(const Trace *trace, OutFile *file);

#endif
