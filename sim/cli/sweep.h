// sweep.h -- --sweep NAME=VALUES: which values to try, and of what.

#ifndef CLI_SWEEP_H
#define CLI_SWEEP_H

#include "base/arena.h"
#include "base/language.h"
#include "source/ast.h"

#include <stdbool.h>

enum { SWEEP_MOST = 256 };

typedef struct Sweep {
    const char *name; // NULL: nothing is swept
    bool cores;       // of the machine; else a global of the program
    const char **values;
    int count;   // of values; 1 if nothing is swept
    Place place; // of the constant in the program
} Sweep;

// Reads "cores=1..8" or "JOBS=1,2,4" and finds the global in [program]. A NULL [word] is
// no sweep. False, with a message, if it makes no sense. Lives in [arena].
bool sweep_read(Arena *arena, const char *word, const Program *program, Language language,
                Sweep *sweep);

#endif
