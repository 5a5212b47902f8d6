// slabs.h -- memory for a log that only grows, got from the system ahead of time.
//
// The system zeroes every page before it gives it, and on a virtual machine it may have to
// ask its host for the page first: a log of a gigabyte spent more time on that than on what
// is written there. So another thread asks for the pages that come next, if there is a core
// for it; without one the pages come when they are written, as ever.

#ifndef TRACE_SLABS_H
#define TRACE_SLABS_H

#include <stddef.h>

typedef struct Slabs Slabs;

// Gives out pieces of [piece] bytes, at most HUGE_PAGE. The caller closes it.
Slabs *slabs_open(size_t piece);

// Frees all pieces.
void slabs_close(Slabs *slabs);

// The next piece, which is not zeroed. Never NULL: when the computer has no more memory the
// program ends with one line. The first few come one by one, so a small log stays small;
// from then on another thread works ahead.
void *slabs_take(Slabs *slabs);

#endif
