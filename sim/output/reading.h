// reading.h -- what the readers of a trace file's parts have in common.

#ifndef OUTPUT_READING_H
#define OUTPUT_READING_H

#include "base/arena.h"
#include "output/json_reader.h"
#include "trace/trace.h"

// A trace file while it is read.
typedef struct Reading {
    JsonReader json;
    Trace *trace;
    Arena *arena;     // for what the trace will copy
    SimTime now;      // of the event before
    uint32_t *timers; // timer N was set by the event timers[N - 1]
    uint32_t timer_capacity;
    uint32_t object_most; // the highest object named by an event
    int64_t line_count;   // of the program
    bool has_key;         // the next field's key was read already
    uint8_t types[256];   // of events, by a hash of their words; 0: none has this hash
} Reading;

// Reports a mistake at the present line, if it is the first one.
void reading_wrong(Reading *reading, Sentence sentence);

// A string, and one that may be null, kept in the arena; a string as a text of the trace.
char *reading_keep(Reading *reading);
char *reading_keep_maybe(Reading *reading);
TraceText reading_text(Reading *reading);

uint32_t reading_u32(Reading *reading);

// A task that exists by now, else 0.
uint32_t reading_task(Reading *reading);

// One of the words of a table; 0 if it is none.
uint8_t reading_wait(Reading *reading);
uint8_t reading_end(Reading *reading);
uint8_t reading_why(Reading *reading);
uint8_t reading_code(Reading *reading);
uint8_t reading_outcome(Reading *reading);
uint8_t reading_model(Reading *reading);

#endif
