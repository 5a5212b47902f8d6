// helper.h -- threads that work beside the one that matters.

#ifndef BASE_HELPER_H
#define BASE_HELPER_H

#include <pthread.h>
#include <stdbool.h>

// Starts a thread that runs [work] with [owner] and that no signal reaches: those are for the
// thread that runs the program, which may have to wait for a reader. False if there can be
// none. The caller joins it.
bool helper_start(pthread_t *thread, void *(*work)(void *), void *owner);

#endif
