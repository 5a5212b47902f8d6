// loader.c -- one thread, one lock, and the numbers that a run tells.

#include "viz/loader.h"

#include "base/sentences.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct Loader {
    pthread_t thread;
    bool has_thread; // else it was done at once
    char *path;
    Options options;
    FileStamp stamp;
    volatile sig_atomic_t *outer; // somebody else's wish to stop
    volatile sig_atomic_t stop;

    pthread_mutex_t lock; // of all that follows
    pthread_cond_t is_over;
    bool done;
    RunsState state; // number 0: it is still read
    Document *document;
    Text message;
};

// ---- In the thread ----

static void tell(void *owner, const RunsState *state)
{
    Loader *loader = owner;
    if (loader->outer && *loader->outer) loader->stop = 1;
    pthread_mutex_lock(&loader->lock);
    loader->state = *state;
    pthread_mutex_unlock(&loader->lock);
}

static void *load(void *owner)
{
    Loader *loader = owner;
    Text message = {0};
    Document *document = document_open(loader->path, &loader->options, &loader->stop,
                                       tell, loader, &message);
    pthread_mutex_lock(&loader->lock);
    loader->document = document;
    loader->message = message;
    loader->done = true;
    pthread_cond_broadcast(&loader->is_over);
    pthread_mutex_unlock(&loader->lock);
    return NULL;
}

// ---- Outside ----

Loader *loader_open(const char *path, const Options *options, volatile sig_atomic_t *stop)
{
    Loader *loader = memory_new(sizeof *loader);
    *loader = (Loader){.path = strdup(path),
                       .options = *options,
                       .stamp = file_stamp(path),
                       .outer = stop,
                       .lock = PTHREAD_MUTEX_INITIALIZER,
                       .is_over = PTHREAD_COND_INITIALIZER};
    loader->has_thread = pthread_create(&loader->thread, NULL, load, loader) == 0;
    if (!loader->has_thread) load(loader);
    return loader;
}

void loader_close(Loader *loader)
{
    if (!loader) return;
    loader->stop = 1;
    if (loader->has_thread) pthread_join(loader->thread, NULL);
    document_close(loader->document);
    text_free(&loader->message);
    pthread_cond_destroy(&loader->is_over);
    pthread_mutex_destroy(&loader->lock);
    free(loader->path);
    free(loader);
}

static struct timespec moment_in(double seconds)
{
    struct timespec at;
    clock_gettime(CLOCK_REALTIME, &at);
    int64_t nanoseconds = at.tv_nsec + (int64_t)(seconds * 1e9);
    at.tv_sec += nanoseconds / 1000000000;
    at.tv_nsec = nanoseconds % 1000000000;
    return at;
}

bool loader_wait(Loader *loader, double seconds)
{
    static const double LOOK = 0.05; // between two looks at the outer wish to stop
    pthread_mutex_lock(&loader->lock);
    for (double waited = 0; !loader->done && (seconds < 0 || waited < seconds);) {
        double rest = seconds < 0 || seconds - waited > LOOK ? LOOK : seconds - waited;
        struct timespec until = moment_in(rest);
        if (loader->outer && *loader->outer) loader->stop = 1;
        if (pthread_cond_timedwait(&loader->is_over, &loader->lock, &until) == ETIMEDOUT)
            waited += rest;
    }
    bool done = loader->done;
    pthread_mutex_unlock(&loader->lock);
    return done;
}

Document *loader_take(Loader *loader, Text *message)
{
    Document *document = loader->document;
    loader->document = NULL;
    if (!document && !loader->stop)
        text_add_bytes(message, text_string(&loader->message), loader->message.size);
    return document;
}

bool loader_is_outdated(const Loader *loader)
{
    return file_stamp_is_old(&loader->stamp, loader->path);
}

const char *loader_path(const Loader *loader)
{
    return loader->path;
}

void loader_add_state(Loader *loader, Language language, Text *out)
{
    pthread_mutex_lock(&loader->lock);
    RunsState state = loader->state;
    pthread_mutex_unlock(&loader->lock);
    const char *slash = strrchr(loader->path, '/');
    Text time = {0}, operations = {0}, tasks = {0}, number = {0}, count = {0};
    simtime_add_text(&time, state.time);
    text_add_int(&operations, (int64_t)state.operations);
    text_add_int(&tasks, state.tasks);
    text_add_int(&number, state.number);
    text_add_int(&count, state.count);
    const SentenceWord words[] = {
        SENTENCE_WORD("file", slash ? slash + 1 : loader->path),
        SENTENCE_WORD("time", text_string(&time)),
        SENTENCE_WORD("operations", text_string(&operations)),
        SENTENCE_WORD("tasks", text_string(&tasks)),
        SENTENCE_WORD("number", text_string(&number)),
        SENTENCE_WORD("count", text_string(&count)),
    };
    int word_count = sizeof words / sizeof *words;
    sentence_add(out, language,
                 state.number ? SENTENCE_VIEW_IS_RUN : SENTENCE_VIEW_IS_READ, words,
                 word_count);
    if (state.number) {
        text_add(out, state.count > 1 ? " " : "");
        if (state.count > 1) text_addf(out, "(%d/%d)", state.number, state.count);
        text_add(out, ": ");
        sentence_add(out, language, SENTENCE_PROGRESS, words, word_count);
    }
    text_free(&time);
    text_free(&operations);
    text_free(&tasks);
    text_free(&number);
    text_free(&count);
}
