// trace_writer.h -- the trace file: canonical, one event a line.
//
// The same run gives the same bytes everywhere. The outcome stands at the very end, so a
// file that was cut off cannot pass for a whole one. Events can be written while the run
// that they are from goes on; tables, summary and outcome follow when it is over.

#ifndef OUTPUT_TRACE_WRITER_H
#define OUTPUT_TRACE_WRITER_H

#include "output/event_writer.h"
#include "output/file.h"
#include "trace/trace.h"

#include <signal.h>

// Writes a whole trace, which must have its outcome. Stops early when the file fails or
// [interrupt] (may be NULL) becomes non-zero; the file is then cut.
void trace_write(const Trace *trace, OutFile *file, volatile sig_atomic_t *interrupt);

// The same in pieces.
typedef struct TraceWriter TraceWriter;

// Writes the head of [trace], whose scenario must be set. The caller ends or abandons it.
// [lets_go]: written events need not stay in the log; the events are then those of a run,
// not of a file that says anything.
TraceWriter *trace_writer_begin(const Trace *trace, OutFile *file, bool lets_go,
                                volatile sig_atomic_t *interrupt);

// Writes the events up to number [count] that are not written yet.
void trace_writer_events(TraceWriter *writer, uint32_t count);

// Looks for the longest chain in the events up to [count]. Only for the thread that records:
// it has time left while another one writes, and the events are in its cache. What was not
// followed before is at the end.
void trace_writer_follow(TraceWriter *writer, uint32_t count);

// The run is over: writes what is left. Frees [writer].
void trace_writer_end(TraceWriter *writer);

// Writes nothing more. Frees [writer].
void trace_writer_abandon(TraceWriter *writer);

#endif
