// runs.h -- the runs of a picture or a window: one program on each machine asked for.
//
// The machines are those of --on, else those that the scenario compares. What tells them
// apart is their label. A trace is a run that is over already.

#ifndef CLI_RUNS_H
#define CLI_RUNS_H

#include "cli/options.h"
#include "draw/picture.h"
#include "simulation.h"

typedef struct Runs {
    Simulation *simulations[PICTURE_RUNS_MOST]; // NULL for a trace
    const Trace *traces[PICTURE_RUNS_MOST];
    char *labels[PICTURE_RUNS_MOST];
    int count;
} Runs;

// How far runs are. Whoever wants to know gets it some times a second, by the thread that
// runs.
typedef struct RunsState {
    int number, count; // of the run, from 1, and of all
    SimTime time;      // of its virtual clock
    uint64_t operations;
    uint32_t tasks;
} RunsState;

typedef void RunsTell(void *owner, const RunsState *state);

// Which machines [options] wish for: --on, else the scenario's "compare", or the one that
// it has. Their count.
int runs_machines(const Scenario *scenario, const Options *options, Machine *machines);

// Runs [scenario] on each of [machines], and sets it to the last of them. [tell] may be
// NULL. False if [stop] ended it; runs_close() in any case.
bool runs_make(Runs *runs, Scenario *scenario, const Machine *machines, int count,
               const Options *options, volatile sig_atomic_t *stop, RunsTell *tell,
               void *owner);

// The one run of a trace, which has to outlive it.
void runs_take(Runs *runs, const Trace *trace);

void runs_close(Runs *runs);

#endif
