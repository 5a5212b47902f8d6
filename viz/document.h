// document.h -- the file that is shown, and its runs.
//
// A scenario or a program is run here, once on each machine; a trace has its one run
// already. A document is loaded whole or not at all, so that a mistake in a changed file
// leaves the old runs on the screen.

#ifndef VIZ_DOCUMENT_H
#define VIZ_DOCUMENT_H

#include "cli/runs.h"

#include <time.h>

// What tells that a file is another one than before.
typedef struct FileStamp {
    struct timespec changed;
    long long size; // bytes
} FileStamp;

typedef struct Document {
    char *path;
    Arena *arena; // of the scenario
    Scenario *scenario;
    Trace *trace; // of a trace file
    Runs runs;    // at least 1
    FileStamp stamp;
} Document;

// Loads [path] and runs it on the machines that [options] ask for, else on those that the
// scenario compares. NULL if it cannot be, with a [message]: what is wrong and where. The
// caller closes it. [stop] may interrupt the runs; [tell], which may be NULL, is told how
// far they are.
Document *document_open(const char *path, const Options *options,
                        volatile sig_atomic_t *stop, RunsTell *tell, void *owner,
                        Text *message);
void document_close(Document *document);

// True if the file is another one now than when it was read. One that is gone, as it is
// for a moment while an editor saves, has not changed.
bool document_has_changed(const Document *document);

// The file as it is now is the one that document_has_changed() compares with.
void document_note(Document *document);

// The same for a file that no document has been made of yet.
FileStamp file_stamp(const char *path);
bool file_stamp_is_old(const FileStamp *stamp, const char *path);

#endif
