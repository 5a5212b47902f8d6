// explain.h -- a run in words: every event, and why it happened.

#ifndef OUTPUT_EXPLAIN_H
#define OUTPUT_EXPLAIN_H

#include "output/file.h"
#include "output/paint.h"
#include "trace/trace.h"

// Writes one line for each event: its time, its number, a sentence, its cause and its
// line of the program.
void explain_write(const Trace *trace, const Paint *paint, OutFile *file);

// The sentences one by one, for who shows them elsewhere. The caller closes it.
typedef struct Explainer Explainer;
Explainer *explainer_open(const Trace *trace, Language language);
void explainer_close(Explainer *explainer);

// Adds what the event [number] is, and why it happened, without its time and place. Tasks
// are called as they were at that moment.
void explainer_add(Explainer *explainer, uint32_t number, Text *out);

#endif
