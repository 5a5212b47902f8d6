// learner_help.h -- what to write instead, for the mistakes that everybody makes with async.
//
// Python's message says what is wrong where it is noticed; a learner wants to know what was
// meant. Messages are recognised by their words, which are CPython 3.13's.

#ifndef OUTPUT_LEARNER_HELP_H
#define OUTPUT_LEARNER_HELP_H

#include "output/paint.h"
#include "trace/trace.h"

// Adds a line of help for the error that ended a run; nothing if it is none of these.
void learner_help_add(const Trace *trace, Language language, Text *out);

// Adds a line of help for a diagnostic; nothing where its sentence says all.
void learner_help_add_diagnostic(TraceCode code, const TraceFact *facts,
                                 Language language, Text *out);

#endif
