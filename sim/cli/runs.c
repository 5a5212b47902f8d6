// runs.c -- one simulation after the other, then their labels.

#include "cli/runs.h"

#include "base/machine_label.h"

#include <stdlib.h>

int runs_machines(const Scenario *scenario, const Options *options, Machine *machines)
{
    const MachineWishes *wishes = &options->machines;
    int most = wishes->on_count ? wishes->on_count : scenario->compare_count;
    int count = 0;
    for (int i = 0; i < most && count < PICTURE_RUNS_MOST; i++)
        machines[count++] =
            wishes->on_count ? machines_chosen(wishes, &scenario->machine, &wishes->on[i])
                             : machines_chosen(wishes, &scenario->compare[i], NULL);
    return count;
}

// After all runs: what tells their machines apart.
static void label_runs(Runs *runs)
{
    Machine machines[PICTURE_RUNS_MOST];
    for (int i = 0; i < runs->count; i++)
        machines[i] = runs->traces[i]->scenario.machine;
    for (int i = 0; i < runs->count; i++) {
        Text label = {0};
        machine_add_label(&machines[i], machines, runs->count, true, &label);
        runs->labels[i] = text_take(&label);
    }
}

typedef struct Teller {
    RunsTell *tell;
    void *owner;
    RunsState state;
} Teller;

static void on_progress(void *owner, SimTime time, uint64_t operations, uint32_t tasks)
{
    Teller *teller = owner;
    teller->state.time = time;
    teller->state.operations = operations;
    teller->state.tasks = tasks;
    if (teller->tell) teller->tell(teller->owner, &teller->state);
}

// False if it was stopped.
static bool run_once(Runs *runs, const Scenario *scenario, const Options *options,
                     volatile sig_atomic_t *stop, Teller *teller)
{
    Simulation *simulation =
        simulation_run(scenario, &(SimulationOptions){.has_seed = options->has_seed,
                                                      .seed = options->seed,
                                                      .record = true,
                                                      .progress = on_progress,
                                                      .owner = teller,
                                                      .interrupt = stop});
    runs->simulations[runs->count] = simulation;
    runs->traces[runs->count++] = simulation_trace(simulation);
    return !simulation_was_stopped(simulation);
}

bool runs_make(Runs *runs, Scenario *scenario, const Machine *machines, int count,
               const Options *options, volatile sig_atomic_t *stop, RunsTell *tell,
               void *owner)
{
    Teller teller = {tell, owner, {.count = count}};
    for (int i = 0; i < count; i++) {
        scenario->machine = machines[i];
        scenario->has_machine = true;
        teller.state.number = i + 1;
        if (!run_once(runs, scenario, options, stop, &teller)) return false;
    }
    label_runs(runs);
    return true;
}

void runs_take(Runs *runs, const Trace *trace)
{
    runs->traces[runs->count++] = trace;
    label_runs(runs);
}

void runs_close(Runs *runs)
{
    for (int i = 0; i < runs->count; i++) {
        if (runs->simulations[i]) simulation_close(runs->simulations[i]);
        free(runs->labels[i]);
    }
    *runs = (Runs){0};
}
