// explain.h -- a run in words: every event, and why it happened.

#ifndef OUTPUT_EXPLAIN_H
#define OUTPUT_EXPLAIN_H

#include "output/file.h"
#include "output/paint.h"
#include "trace/trace.h"

// Writes one line for each event: its time, its number, a sentence, its cause and its
// line of the program.
void explain_write(const Trace *trace, const Paint *paint, OutFile *file);

#endif
