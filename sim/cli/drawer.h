// drawer.h -- the other program, `coroscope-draw`, which needs Cairo, Pango and SDL2.

#ifndef CLI_DRAWER_H
#define CLI_DRAWER_H

#include "cli/options.h"

// Goes on as `coroscope-draw`, in the folder of this program, with the same command line.
// Returns only if it is not there: the exit status, after a message that [what] cannot be
// drawn.
int drawer_become(const Options *options, const char *what);

#endif
