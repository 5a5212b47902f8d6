// told_threads.h -- what an explanation must know of threads: their names and how long they
// have computed, at each event of the log in turn.

#ifndef OUTPUT_TOLD_THREADS_H
#define OUTPUT_TOLD_THREADS_H

#include "trace/trace.h"

typedef struct ToldThread {
    TraceText name; // of one that is no task's, or 0
    bool known, on_core;
    SimTime computed, since; // before it got its core, and when that was
    SimTime begin;           // computed at its last cpu.begin
} ToldThread;

// Zeroed: nothing was told yet. The owner frees what is in it.
typedef struct ToldThreads {
    ToldThread *rows; // by number
    uint32_t capacity;
} ToldThreads;

void told_threads_free(ToldThreads *threads);

// All is forgotten: the log is told from its beginning.
void told_threads_clear(ToldThreads *threads);

// The next event of the log.
void told_threads_note(ToldThreads *threads, const Trace *trace, uint32_t event);

// What is known of a thread.
ToldThread told_thread(const ToldThreads *threads, uint32_t thread);

// How long it has computed by [now] since its last cpu.begin.
SimTime told_thread_computed(const ToldThread *thread, SimTime now);

#endif
