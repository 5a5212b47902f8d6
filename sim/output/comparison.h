// comparison.h -- the same program on several machines: the numbers, side by side.
//
// There is a run for each machine, or with a sweep one for each machine and value. Every
// run is held against another one, its base: with several machines that of the first
// machine at the same value, with one machine that of the first value.

#ifndef OUTPUT_COMPARISON_H
#define OUTPUT_COMPARISON_H

#include "base/arena.h"
#include "base/machine_spec.h"
#include "output/file.h"
#include "output/paint.h"
#include "trace/trace.h"

#include <stdbool.h>
#include <stdint.h>

// The first line in which an output is another one than its base's. NULL: it had ended.
typedef struct OutputDifference {
    int64_t line; // from 1; 0 if there is no difference
    const char *base, *own;
} OutputDifference;

// What the threads beside the main one did, in pools or on their own; those of tasks are not
// meant.
typedef struct WorkBeside {
    uint32_t threads, processes; // that there were, all in all
    SimTime in_threads;          // computed in threads of the first process
    SimTime in_processes;        // computed in others
    SimTime blocked;             // in time.sleep()
    SimTime gil_wait; // could have gone on, also in the main thread, but for the GIL
} WorkBeside;

typedef struct ComparedRun {
    Machine machine;
    const char *label; // "parallel:4"; tells it from the other machines
    const char *value; // of what is swept, or NULL
    TraceOutcomeEnd end;
    const char *trouble; // what went wrong, in words and lines; "" if nothing did
    SimTime makespan;
    SimTime computed;     // on all cores together
    SimTime blocked;      // in time.sleep(), by all tasks together
    SimTime longest_hold; // of the loop by one step
    SimTime chain;        // its longest chain, which no number of cores makes shorter
    SimTime least;        // what its chain and its work need at least on its cores
    WorkBeside beside;
    uint64_t steps, turns, printed;
    uint32_t most_alive, most_waiting, most_running; // tasks, at once
    Text output;                                     // what it printed

    // comparison_relate() fills these in.
    int base;       // number of the run that this one is held against
    double speedup; // over the base; 0 if one of the two took no time or ended badly
    double busy;    // share of all the cores' time in which they computed, 0 to 1
    OutputDifference difference;
} ComparedRun;

typedef struct Comparison {
    Arena *arena;
    const char *title;
    const char *file; // as it was named
    int64_t seed;
    const char *sweep; // the name of what is swept, or NULL
    int machine_count, value_count;
    ComparedRun *runs; // those of the first machine first, in the order of the values
} Comparison;

// An empty comparison with room for all its runs. Lives in [arena], the outputs apart.
Comparison *comparison_new(Arena *arena, int machine_count, int value_count);

// Frees the outputs.
void comparison_free(Comparison *comparison);

int comparison_count(const Comparison *comparison);
const ComparedRun *comparison_run(const Comparison *comparison, int machine, int value);

// Takes the numbers of a run that is over.
void comparison_measure(ComparedRun *run, const Trace *trace);

// After all runs: gives each its label, and holds it against its base.
void comparison_relate(Comparison *comparison);

// True if every run came to its end without an error.
bool comparison_all_well(const Comparison *comparison);

// The table, or for a sweep the chart, with what differs and the remark below.
void comparison_show(const Comparison *comparison, const Paint *paint, Text *out);

// What the numbers mean, in one or a few sentences; for a sweep of several machines in a
// line for each, with line breaks between them.
void comparison_remark(const Comparison *comparison, Language language, Text *out);

void comparison_write_json(const Comparison *comparison, Language language,
                           OutFile *file);
void comparison_write_csv(const Comparison *comparison, OutFile *file);

#endif
