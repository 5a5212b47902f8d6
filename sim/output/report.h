// report.h -- what went wrong in a run, for people: diagnostics, deadlock, limit.

#ifndef OUTPUT_REPORT_H
#define OUTPUT_REPORT_H

#include "output/paint.h"
#include "trace/trace.h"

// Adds every diagnostic of the run in order of time, each with its line of the program.
void report_diagnostics(const Trace *trace, const Paint *paint, Text *out);

// Adds who waits for whom, or which limit was passed where; for an error its type and
// message with the places of its traceback when [with_error] is set (a program that was
// just run has a better traceback), and what to write instead if it is one of the usual
// mistakes. Nothing for a run that ended well.
void report_outcome(const Trace *trace, const Paint *paint, bool with_error, Text *out);

// Adds the line number [line] of the program with a caret at [place]; nothing if the
// place is not known.
void report_source_line(const Trace *trace, const Paint *paint, TracePlace place,
                        Text *out);

#endif
