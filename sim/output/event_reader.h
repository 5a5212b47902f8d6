// event_reader.h -- one event of a trace file, into the trace.

#ifndef OUTPUT_EVENT_READER_H
#define OUTPUT_EVENT_READER_H

#include "output/reading.h"

// Before the first event.
void event_reader_prepare(Reading *reading);

// Reads the next event and adds it, with what it changes in the table of tasks.
void event_read(Reading *reading);

#endif
