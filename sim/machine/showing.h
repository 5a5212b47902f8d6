// showing.h -- what of the cores' doings is recorded, and when.
//
// The record shows an instant as it is left, not how it came to be so: who has another core
// or GIL when the time moves on than at the last time. The rule stands in cores.h. With no
// trace these functions do nothing.

#ifndef MACHINE_SHOWING_H
#define MACHINE_SHOWING_H

#include "machine/cores_inside.h"

// What the record says of a thread.
typedef enum Shown {
    SHOWN_AWAY,     // it waits or blocks
    SHOWN_STARTING, // behind its thread.start, where that takes time
    SHOWN_READY,
    SHOWN_ON_CORE,
} Shown;

void show_start(Cores *cores, Thread *thread, SimTime cost);
void show_started(Cores *cores, Thread *thread);

// [thread] stands in a queue from now on.
void show_ready(Cores *cores, Thread *thread);

// A core or a GIL changes hands.
void show_core_taken(Cores *cores, int core);
void show_core_left(Cores *cores, Thread *thread, int core, TraceWhy why);
void show_gil_taken(Cores *cores, Process *process);
void show_gil_left(Cores *cores, Thread *thread, TraceWhy why);

// [thread], which has a core still, is about to wait, block or end.
void show_away(Cores *cores, Thread *thread, TraceWhy why);

// It ends now, wherever it is: what the record says of core and GIL ends first.
void show_killed(Cores *cores, Thread *thread);

// It has ended, and left core and GIL: its thread.end. Nothing points to it any more.
uint32_t show_end(Cores *cores, Thread *thread);

// The instant is over: writes what it has changed. [time_moves]: else the run ends, and who
// has just come to a core or a GIL will not stay there.
void show_instant(Cores *cores, bool time_moves);

#endif
