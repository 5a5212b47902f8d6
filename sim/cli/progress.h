// progress.h -- a line on standard error while a run takes more than a second.

#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include "base/language.h"
#include "base/simtime.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct Progress {
    Language language;
    bool wanted;   // standard error is a terminal
    bool shown;    // the line is on the screen
    int64_t began; // nanoseconds of real time
} Progress;

// Starts the clock.
Progress progress_begin(Language language);

// Shows how far the run is, once it has taken a second.
void progress_show(Progress *progress, SimTime time, uint64_t operations, uint32_t tasks);

// The same for many runs at once: how many of [count] are over.
void progress_show_runs(Progress *progress, int done, int count);

// Takes the line off the screen, so that something else can be printed.
void progress_clear(Progress *progress);

#endif
