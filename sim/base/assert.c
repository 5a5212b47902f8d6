// assert.c -- the one way in which a fault of our own ends the program.

#include "base/assert.h"

#include <stdio.h>
#include <stdlib.h>

void assert_failed(const char *file, int line, const char *fact, const char *reason)
{
    fprintf(stderr, "%s:%d: internal error: %s (%s)\n", file, line, reason, fact);
    abort();
}
