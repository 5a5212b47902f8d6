// trace_stream.c -- a thread that waits for chunks of events and writes them.

#include "output/trace_stream.h"

#include "base/arena.h"
#include "base/helper.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

enum { WAKE_EACH = 16 * TRACE_CHUNK, WAKE_FOR = 4 * TRACE_CHUNK }; // events

struct TraceStream {
    Trace *trace;
    TraceWriter *writer;
    pthread_t thread;
    bool has_thread, had_no_thread;
    pthread_mutex_t mutex; // of the following
    pthread_cond_t change;
    uint32_t ready;   // so many events may be written
    uint32_t written; // so many are, or nobody wants them any more
    uint32_t reused;  // chunks that were given back
    bool over;        // no more events will be announced
};

// Waits for the next chunk, [written] events being done; false when there will be none.
static bool wait_for_chunk(TraceStream *stream, uint32_t written)
{
    pthread_mutex_lock(&stream->mutex);
    stream->written = written;
    pthread_cond_broadcast(&stream->change);
    while (stream->ready == written && !stream->over)
        pthread_cond_wait(&stream->change, &stream->mutex);
    bool over = stream->over;
    pthread_mutex_unlock(&stream->mutex);
    return !over;
}

static void *write_chunks(void *owner)
{
    TraceStream *stream = owner;
    for (uint32_t written = 0; wait_for_chunk(stream, written);) {
        written += TRACE_CHUNK;
        trace_writer_events(stream->writer, written);
    }
    return NULL;
}

static void start_thread(TraceStream *stream)
{
    stream->has_thread = helper_start(&stream->thread, write_chunks, stream);
    // Without one everything is written at the end.
    stream->had_no_thread = !stream->has_thread;
}

// The oldest chunk that is written, for new events.
static TraceChunk *reuse_chunk(TraceStream *stream)
{
    TraceChunk **chunk = &stream->trace->chunks[stream->reused++], *memory = *chunk;
    *chunk = NULL;
    return memory;
}

static TraceChunk *on_events(void *owner, uint32_t count)
{
    TraceStream *stream = owner;
    if (!stream->has_thread && !stream->had_no_thread) start_thread(stream);
    trace_writer_follow(stream->writer, count);
    if (!stream->has_thread) return NULL;
    pthread_mutex_lock(&stream->mutex);
    stream->ready = count;
    // To wake a thread takes long: soon at first, later for several chunks at a time.
    if (count < WAKE_EACH || count - stream->written >= WAKE_FOR)
        pthread_cond_broadcast(&stream->change);
    while (count - stream->written >= TRACE_CHUNKS_AHEAD * TRACE_CHUNK)
        pthread_cond_wait(&stream->change, &stream->mutex);
    bool is_free = stream->written / TRACE_CHUNK > stream->reused;
    pthread_mutex_unlock(&stream->mutex);
    return is_free ? reuse_chunk(stream) : NULL;
}

TraceStream *trace_stream_begin(Trace *trace, OutFile *file,
                                volatile sig_atomic_t *interrupt)
{
    TraceStream *stream = memory_new(sizeof *stream);
    *stream = (TraceStream){.trace = trace,
                            .writer = trace_writer_begin(trace, file, true, interrupt)};
    pthread_mutex_init(&stream->mutex, NULL);
    pthread_cond_init(&stream->change, NULL);
    trace_follow(trace, on_events, stream);
    return stream;
}

// From here on the trace belongs to this thread alone.
static void end_thread(TraceStream *stream)
{
    if (stream->has_thread) {
        pthread_mutex_lock(&stream->mutex);
        stream->over = true;
        pthread_cond_broadcast(&stream->change);
        pthread_mutex_unlock(&stream->mutex);
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
