// simulation.h -- the one door: a scenario in, what happened out.
//
// A program that wants to run something needs this header and nothing below it. The run
// is over when simulation_run() returns; what it printed went out through the callback
// while it ran, and how it ended is the outcome. Views and exports read the trace.

#ifndef SIMULATION_H
#define SIMULATION_H

#include "source/scenario.h"
#include "trace/trace.h"

#include <signal.h>
#include <stdbool.h>

typedef struct Simulation Simulation;

typedef enum SimulationStream { STREAM_STDOUT, STREAM_STDERR } SimulationStream;

typedef struct SimulationOptions {
    bool has_seed; // [seed] replaces the scenario's
    int64_t seed;
    bool
        record; // keep every event; without it the trace has diagnostics and outcome only

    // Is given what the program writes, as it writes it: any number of bytes, not
    // necessarily whole lines. NULL: it goes nowhere but into the trace. False stops the
    // run: nobody is left to read it.
    bool (*print)(void *owner, SimulationStream stream, SimTime time, const char *bytes,
                  size_t size);

    // Is called once, before the program starts, with the trace that is going to grow: for
    // somebody who follows it (trace_follow). May be NULL.
    void (*begins)(void *owner, Trace *trace);

    // Is called now and then (some times a second while the run is busy).
    void (*progress)(void *owner, SimTime time, uint64_t operations, uint32_t tasks);

    void *owner; // for all of them

    // Set to non-zero by a signal handler to stop the run; may be NULL.
    volatile sig_atomic_t *interrupt;
} SimulationOptions;

// Runs [scenario], which has to outlive the result. The caller closes it.
Simulation *simulation_run(const Scenario *scenario, const SimulationOptions *options);

// The trace of the run; its outcome is there in any case, but after an interruption.
const Trace *simulation_trace(const Simulation *simulation);

// True if the run was stopped from outside: by [interrupt] or by [print].
bool simulation_was_stopped(const Simulation *simulation);

// What the traceback of an unhandled exception looks like in CPython 3.13, with a final
// newline; "" if the run did not end with one.
const char *simulation_traceback(const Simulation *simulation);

void simulation_close(Simulation *simulation);

#endif
