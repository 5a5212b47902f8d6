// timeline.h -- a run drawn with characters: a lane for each task, time from left to right.
//
//                  0        0.5        1        1.5       2 s
//                  ├─────────┼─────────┼─────────┼─────────┤
//   loop           ┃                   ┃                   ┃
//   Task-1 main    ┃╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌●
//   ├ Task-2 task  ┃───────────────────────────────────────●
//   └ Task-3 task  ┃───────────────────●
//
// A run in which no time passes is drawn by its events instead.

#ifndef OUTPUT_TIMELINE_H
#define OUTPUT_TIMELINE_H

#include "output/file.h"
#include "output/paint.h"
#include "trace/trace.h"

// Writes the title, the lanes, the legend, what was printed when, and the totals.
void timeline_write(const Trace *trace, const Paint *paint, OutFile *file);

// Writes each printed line with its time in front.
void timeline_write_prints(const Trace *trace, const Paint *paint, OutFile *file);

// Adds the time in front of a printed line: right-aligned, two blanks behind.
void timeline_add_time(const Paint *paint, SimTime time, Text *out);

#endif
