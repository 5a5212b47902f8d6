// loader.h -- a file that is loaded and run while the window goes on.
//
// A second thread loads the document; whoever waits asks now and then whether it is done,
// and shows how far it is. Until then nobody else may use what it makes.

#ifndef VIZ_LOADER_H
#define VIZ_LOADER_H

#include "viz/document.h"

typedef struct Loader Loader;

// Begins to load [path] as [options] say. [stop], which may be NULL, ends it as
// loader_close() does. The caller closes it.
Loader *loader_open(const char *path, const Options *options,
                    volatile sig_atomic_t *stop);

// Stops what is not done yet and waits until it has stopped. What was made and not taken
// is closed.
void loader_close(Loader *loader);

// Waits up to [seconds]; below 0: as long as it takes. True if it is done.
bool loader_wait(Loader *loader, double seconds);

// Of one that is done: the document, which the caller closes, or NULL and what is wrong is
// added to [message]; nothing is if it was stopped.
Document *loader_take(Loader *loader, Text *message);

// True if the file is another one now than when loading began.
bool loader_is_outdated(const Loader *loader);

const char *loader_path(const Loader *loader);

// "nap.py: run 2 of 3, 1.500 s of virtual time; ...": what it is doing, for people.
void loader_add_state(Loader *loader, Language language, Text *out);

#endif
