// stop.h -- Ctrl+C: remembered by a flag, so that nothing is left half-written.

#ifndef CLI_STOP_H
#define CLI_STOP_H

#include <signal.h>

// From now on SIGINT and SIGTERM set the flag instead of ending the program, and writing
// to a closed pipe is an error like any other. Returns the flag.
volatile sig_atomic_t *stop_watch(void);

#endif
