// compare_runs.h -- runs a program on all machines of a comparison, on all real cores.

#ifndef CLI_COMPARE_RUNS_H
#define CLI_COMPARE_RUNS_H

#include "cli/options.h"
#include "cli/sweep.h"
#include "output/comparison.h"
#include "source/scenario.h"

#include <signal.h>

// Runs [scenario] once for each run of [comparison], whose machines and values are set,
// and fills in the rest. The order of the results is that of the runs, whichever ends
// first. False if [stop] ended it.
bool compare_runs(Comparison *comparison, const Scenario *scenario, const Sweep *sweep,
                  const Options *options, volatile sig_atomic_t *stop);

#endif
