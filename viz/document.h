// document.h -- the file that is shown, and its runs.
//
// A scenario or a program is run here, once on each machine; a trace has its one run
// already. A document is loaded whole or not at all, so that a mistake in a changed file
// leaves the old runs on the screen.

#ifndef VIZ_DOCUMENT_H
#define VIZ_DOCUMENT_H

#include "cli/options.h"
#include "draw/picture.h"
#include "simulation.h"

#include <time.h>

typedef struct Document {
    char *path;
    Arena *arena; // of the scenario
    Scenario *scenario;
    Trace *trace; // of a trace file
    Simulation *simulations[PICTURE_RUNS_MOST];
    const Trace *traces[PICTURE_RUNS_MOST];
    const char *labels[PICTURE_RUNS_MOST]; // of their machines: what tells them apart
    int count;                             // of runs, at least 1
    struct timespec changed;               // when the file was, as it was read
    long long size;                        // of the file, bytes
} Document;

// Loads [path] and runs it on the machines that [options] ask for, else on those that the
// scenario compares. NULL if it cannot be, with a [message]: what is wrong and where. The
// caller closes it. [stop] may interrupt the runs.
Document *document_open(const char *path, const Options *options,
                        volatile sig_atomic_t *stop, Text *message);
void document_close(Document *document);

// True if the file is another one now than when it was read. One that is gone, as it is
// for a moment while an editor saves, has not changed.
bool document_has_changed(const Document *document);

// The file as it is now is the one that document_has_changed() compares with.
void document_note(Document *document);

#endif
