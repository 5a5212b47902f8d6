// input.h -- the FILE of the command line: a scenario, a Python program or a trace.

#ifndef CLI_INPUT_H
#define CLI_INPUT_H

#include "base/arena.h"
#include "base/diag.h"
#include "cli/machines.h"
#include "source/scenario.h"
#include "trace/trace.h"

typedef struct Input {
    Arena *arena;       // of the scenario
    Diag *diag;         // what there was to say about it; already printed
    Scenario *scenario; // one of these two is not NULL
    Trace *trace;
} Input;

// Loads [path] ("-" is standard input) and prints on standard error whatever is wrong
// with it. False if it does not load. The caller closes it in any case.
bool input_open(Input *input, const char *path, Language language);
void input_close(Input *input);

// Puts the machine that the command line asks for in place of the scenario's.
void input_choose_machine(const Input *input, const MachineWishes *wishes);

#endif
