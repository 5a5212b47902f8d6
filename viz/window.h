// window.h -- `coroscope view`: a file, a window, and what goes on between them.

#ifndef VIZ_WINDOW_H
#define VIZ_WINDOW_H

#include "cli/options.h"

// Shows the file of [options] until the user closes the window. Returns the exit status.
int window_run(const Options *options);

#endif
