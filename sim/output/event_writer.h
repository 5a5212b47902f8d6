// event_writer.h -- events as lines of JSON, millions a second.

#ifndef OUTPUT_EVENT_WRITER_H
#define OUTPUT_EVENT_WRITER_H

#include "output/file.h"
#include "trace/history.h"
#include "trace/trace.h"

// A short text as it stands in the file.
typedef struct KeptText {
    TraceText text;
    uint8_t size; // 0: none is kept
    char json[64];
} KeptText;

enum { EVENT_TEXTS = 64 };

// What is kept from one line for the next: many events share an instant, and a few names
// come back all the time.
typedef struct EventWriter {
    const Trace *trace;
    const History *history;
    OutFile *file;
    SimTime time;
    uint8_t beginning_size; // 0: nothing is kept yet
    char beginning[40];     // {"t": and the time
    SimTime due;            // of the timer that was told of last
    uint8_t due_size;
    char due_digits[32];
    KeptText texts[EVENT_TEXTS];
} EventWriter;

// [history]: has the timers; NULL: the log has everything.
EventWriter event_writer(const Trace *trace, const History *history, OutFile *file);

// Adds the events from [first] to [last], with a comma and a newline before each but that
// with number 1.
void event_writer_add(EventWriter *writer, uint32_t first, uint32_t last);

// One event alone, as it stands in its line.
void trace_write_event(const Trace *trace, uint32_t number, OutFile *file);

#endif
