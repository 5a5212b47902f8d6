// trace_stream.c -- a thread that waits for chunks of events and writes them.

#include "output/trace_stream.h"

#include "base/arena.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

struct TraceStream {
    Trace *trace;
    TraceWriter *writer;
    pthread_t thread;
    bool has_thread, had_no_thread;
    pthread_mutex_t mutex; // of the following
    pthread_cond_t change;
    uint32_t ready; // so many events may be written
    bool over;      // no more of them will be announced
};

// So many events are there, or more; 0 when there will be no more than the [written] ones.
static uint32_t wait_for_events(TraceStream *stream, uint32_t written)
{
    pthread_mutex_lock(&stream->mutex);
    while (stream->ready == written && !stream->over)
        pthread_cond_wait(&stream->change, &stream->mutex);
    uint32_t ready = stream->over ? 0 : stream->ready;
    pthread_mutex_unlock(&stream->mutex);
    return ready;
}

static void *write_chunks(void *owner)
{
    TraceStream *stream = owner;
    sigset_t all; // signals are for the thread that may have to wait for a reader
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, NULL);
    for (uint32_t written = 0; (written = wait_for_events(stream, written));)
        trace_writer_events(stream->writer, written);
    return NULL;
}

static void start_thread(TraceStream *stream)
{
    stream->has_thread = pthread_create(&stream->thread, NULL, write_chunks, stream) == 0;
    // Without one everything is written at the end.
    stream->had_no_thread = !stream->has_thread;
}

static void announce(TraceStream *stream, uint32_t count, bool over)
{
    pthread_mutex_lock(&stream->mutex);
    stream->ready = count;
    stream->over = over;
    pthread_cond_signal(&stream->change);
    pthread_mutex_unlock(&stream->mutex);
}

static void on_events(void *owner, uint32_t count)
{
    TraceStream *stream = owner;
    if (!stream->has_thread && !stream->had_no_thread) start_thread(stream);
    announce(stream, count, false);
}

TraceStream *trace_stream_begin(Trace *trace, OutFile *file,
                                volatile sig_atomic_t *interrupt)
{
    TraceStream *stream = memory_new(sizeof *stream);
    *stream = (TraceStream){.trace = trace,
                            .writer = trace_writer_begin(trace, file, interrupt)};
    pthread_mutex_init(&stream->mutex, NULL);
    pthread_cond_init(&stream->change, NULL);
    trace_follow(trace, on_events, stream);
    return stream;
}

// From here on the trace belongs to this thread alone.
static void end_thread(TraceStream *stream)
{
    if (stream->has_thread) {
        announce(stream, 0, true);
        pthread_join(stream->thread, NULL);
    }
    trace_follow(stream->trace, NULL, NULL);
    pthread_mutex_destroy(&stream->mutex);
    pthread_cond_destroy(&stream->change);
}

void trace_stream_end(TraceStream *stream)
{
    end_thread(stream);
    trace_writer_end(stream->writer);
    free(stream);
}

void trace_stream_abandon(TraceStream *stream)
{
    end_thread(stream);
    trace_writer_abandon(stream->writer);
    free(stream);
}
