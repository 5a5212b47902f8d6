// trace_stream.h -- writes a trace while it is being recorded.
//
// The thread that records fills chunks; a thread of this module turns the full ones into
// lines. A short run never fills a chunk and so needs no second thread.

#ifndef OUTPUT_TRACE_STREAM_H
#define OUTPUT_TRACE_STREAM_H

#include "output/trace_writer.h"

typedef struct TraceStream TraceStream;

// Begins to write [trace], whose scenario must be set, to [file], which nobody else may use
// until the stream ends. [interrupt] is as in trace_write(). The caller ends or abandons
// the stream.
TraceStream *trace_stream_begin(Trace *trace, OutFile *file,
                                volatile sig_atomic_t *interrupt);

// The run is over and the trace has its outcome: writes what is left. Frees [stream].
void trace_stream_end(TraceStream *stream);

// The run was stopped: writes nothing more. Frees [stream].
void trace_stream_abandon(TraceStream *stream);

#endif
