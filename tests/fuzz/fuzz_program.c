// fuzz_program.c -- libFuzzer target: any text as a program, run under tight limits.
//
// Nothing that a program says may crash the machine, leak, or run on: every run ends with
// an outcome.

#include "base/arena.h"
#include "base/assert.h"
#include "simulation.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    Arena *arena = arena_open();
    Diag *diag = diag_new(arena, LANGUAGE_ENGLISH);
    char *text = arena_copy(arena, (const char *)bytes, size);
    Scenario *scenario = scenario_parse(arena, "fuzz.py", text, size, diag);
    if (scenario) {
        scenario->limits.steps = 100000;
        scenario->limits.memory_mb = 64;
        scenario->limits.output_kb = 64;
        scenario->limits.tasks = 1000;
        Simulation *simulation = simulation_run(scenario, &(SimulationOptions){.record = true});
        ASSERT(simulation_trace(simulation)->has_outcome, "every run ends with an outcome");
        simulation_close(simulation);
    }
    arena_close(arena);
    return 0;
}
