// machines.h -- machines on the command line: --on MODEL[:CORES], --cores N, --op SECONDS.
//
// They change the scenario's own machine and leave the rest of it (quantum, costs) as it
// is, so that two runs differ in what was asked for and in nothing else.

#ifndef CLI_MACHINES_H
#define CLI_MACHINES_H

#include "base/language.h"
#include "base/machine_spec.h"

#include <stdbool.h>
#include <stdint.h>

enum { MACHINES_MOST = 16 };

// MODEL[:CORES]
typedef struct MachineChoice {
    MachineModel model;
    int cores; // 0: not said
} MachineChoice;

// All that the command line says about machines.
typedef struct MachineWishes {
    MachineChoice on[MACHINES_MOST];
    int on_count;
    int cores; // 0: not said
    bool has_op;
    int64_t op; // nanoseconds
} MachineWishes;

// Each reads the argument of its option. False, with a message, if it makes no sense.
bool machines_take_on(MachineWishes *wishes, const char *word, Language language);
bool machines_take_cores(MachineWishes *wishes, const char *word, Language language);
bool machines_take_op(MachineWishes *wishes, const char *word, Language language);

// True if anything was said.
bool machines_wished(const MachineWishes *wishes);

// [machine] with what was wished: the model of [choice], which may be NULL, and the cores
// and costs that hold for all. Cores of the choice itself are stronger than --cores.
Machine machines_chosen(const MachineWishes *wishes, const Machine *machine,
                        const MachineChoice *choice);

// What a run on one machine takes: the last --on counts.
Machine machines_chosen_one(const MachineWishes *wishes, const Machine *machine);

#endif
