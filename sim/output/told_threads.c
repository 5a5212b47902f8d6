// told_threads.c -- a row for each thread.

#include "output/told_threads.h"

#include "base/arena.h"

#include <stdlib.h>

void told_threads_free(ToldThreads *threads)
{
    free(threads->rows);
    *threads = (ToldThreads){0};
}

void told_threads_clear(ToldThreads *threads)
{
    if (threads->rows)
        memset(threads->rows, 0, threads->capacity * sizeof *threads->rows);
}

static SimTime computed_by(const ToldThread *thread, SimTime now)
{
    return thread->computed + (thread->on_core ? now - thread->since : 0);
}

static ToldThread *row_of(ToldThreads *threads, uint32_t thread)
{
    if (thread >= threads->capacity) {
        uint32_t old = threads->capacity;
        threads->capacity = thread < 32 ? 64 : thread * 2;
        threads->rows = memory_grow_zeroed(threads->rows, old * sizeof *threads->rows,
                                           threads->capacity * sizeof *threads->rows);
    }
    return &threads->rows[thread];
}

void told_threads_note(ToldThreads *threads, const Trace *trace, uint32_t event)
{
    const TracePacked *record = trace_packed(trace, event);
    if (record->type < TRACE_CPU_BEGIN || record->type > TRACE_CORE_LEAVE) return;
    if (trace_shape(record->type) == SHAPE_B_IN_LIST) return; // of locks: a is a list
    SimTime now = trace_event_time(trace, event);
    ToldThread *thread = row_of(threads, record->a);
    switch (record->type) {
    case TRACE_THREAD_START: *thread = (ToldThread){.known = true}; break;
    case TRACE_THREAD_NAME:
        if (!record->task) thread->name = record->cause; // SHAPE_B_IN_CAUSE
        break;
    case TRACE_CORE_RUN:
        thread->on_core = true;
        thread->since = now;
        break;
    case TRACE_CORE_LEAVE:
        thread->computed = computed_by(thread, now);
        thread->on_core = false;
        break;
    case TRACE_CPU_BEGIN: thread->begin = computed_by(thread, now); break;
    default: break;
    }
}

ToldThread told_thread(const ToldThreads *threads, uint32_t thread)
{
    return thread < threads->capacity ? threads->rows[thread] : (ToldThread){0};
}

SimTime told_thread_computed(const ToldThread *thread, SimTime now)
{
    return computed_by(thread, now) - thread->begin;
}
