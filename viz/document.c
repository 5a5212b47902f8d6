// document.c -- loads a file, runs it on each machine, and watches when it changes.

#include "viz/document.h"

#include "base/diag.h"
#include "output/trace_reader.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// ---- The file ----

FileStamp file_stamp(const char *path)
{
    struct stat state;
    if (stat(path, &state) != 0) return (FileStamp){.size = -1};
    return (FileStamp){state.st_mtim, (long long)state.st_size};
}

bool file_stamp_is_old(const FileStamp *stamp, const char *path)
{
    FileStamp now = file_stamp(path);
    if (now.size < 0) return false;
    return now.changed.tv_sec != stamp->changed.tv_sec ||
           now.changed.tv_nsec != stamp->changed.tv_nsec || now.size != stamp->size;
}

void document_note(Document *d)
{
    FileStamp now = file_stamp(d->path);
    if (now.size >= 0) d->stamp = now;
}

bool document_has_changed(const Document *d)
{
    return file_stamp_is_old(&d->stamp, d->path);
}

// ---- Loading ----

// Looks at the first bytes: a trace is read piece by piece. False if it is none, or if it
// cannot be read, with a message, or if [stop] ended it.
static bool load_trace(Document *d, Language language, volatile sig_atomic_t *stop,
                       Text *message)
{
    char head[4096];
    int fd = open(d->path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return false; // scenario_load() says why
    ssize_t size = read(fd, head, sizeof head - 1);
    head[size > 0 ? size : 0] = 0;
    if (size > 0 && scenario_is_trace(head, (size_t)size))
        d->trace = trace_read(fd, head, (size_t)size, d->path, language, stop, message);
    if (message->size) text_add_char(message, '\n');
    close(fd);
    return d->trace != NULL;
}

static bool load(Document *d, Language language, volatile sig_atomic_t *stop,
                 Text *message)
{
    if (load_trace(d, language, stop, message)) return true;
    if (message->size || (stop && *stop)) return false;
    Diag *diag = diag_new(d->arena, language);
    d->scenario = scenario_load(d->arena, d->path, diag);
    if (!d->scenario) diag_print(diag, message);
    return d->scenario != NULL;
}

// ---- The whole ----

static bool run_all(Document *d, const Options *options, volatile sig_atomic_t *stop,
                    RunsTell *tell, void *owner)
{
    Machine machines[PICTURE_RUNS_MOST];
    int count = runs_machines(d->scenario, options, machines);
    return runs_make(&d->runs, d->scenario, machines, count, options, stop, tell, owner);
}

Document *document_open(const char *path, const Options *options,
                        volatile sig_atomic_t *stop, RunsTell *tell, void *owner,
                        Text *message)
{
    Document *d = memory_new(sizeof *d);
    *d = (Document){.path = strdup(path), .arena = arena_open()};
    document_note(d);
    bool well = load(d, options->language, stop, message);
    if (well && d->trace)
        runs_take(&d->runs, d->trace);
    else if (well)
        well = run_all(d, options, stop, tell, owner);
    if (well) return d;
    document_close(d);
    return NULL;
}

void document_close(Document *d)
{
    if (!d) return;
    runs_close(&d->runs);
    trace_close(d->trace);
    arena_close(d->arena);
    free(d->path);
    free(d);
}
