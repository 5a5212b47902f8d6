// trace_writer.h -- the trace file: canonical JSON, one event a line.

#ifndef OUTPUT_TRACE_WRITER_H
#define OUTPUT_TRACE_WRITER_H

#include "output/file.h"
#include "trace/trace.h"

#include <signal.h>

// Writes the whole trace, which has an outcome. Failures stay with [file] until it is
// closed. Stops early, with the file unusable, when [interrupt] (may be NULL) becomes
// non-zero: the caller abandons the file then.
void trace_write(const Trace *trace, OutFile *file, volatile sig_atomic_t *interrupt);

// The line of one event, without its end of line.
void trace_write_event(const Trace *trace, uint32_t number, OutFile *file);

#endif
