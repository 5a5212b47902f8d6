// drawn_bench.h -- a run to draw, from a scenario's file or a program's text.

#ifndef DRAWN_BENCH_H
#define DRAWN_BENCH_H

#include "base/diag.h"
#include "draw/run.h"
#include "simulation.h"

#include <stdio.h>
#include <string.h>

typedef struct Bench {
    Arena *arena;
    Simulation *simulation;
    DrawnRun *run;
} Bench;

static inline Bench bench_of(const char *file, AxisKind axis)
{
    Bench bench = {.arena = arena_open()};
    Diag *diag = diag_new(bench.arena, LANGUAGE_ENGLISH);
    char path[512];
    snprintf(path, sizeof path, COROSCOPE_ASSETS "/../scenarios/%s.json", file);
    const Scenario *scenario = scenario_load(bench.arena, path, diag);
    assert_non_null(scenario);
    bench.simulation = simulation_run(scenario, &(SimulationOptions){.record = true});
    bench.run = run_open(simulation_trace(bench.simulation), axis);
    return bench;
}

static inline Bench bench_of_program(const char *program, AxisKind axis)
{
    Bench bench = {.arena = arena_open()};
    Diag *diag = diag_new(bench.arena, LANGUAGE_ENGLISH);
    const Scenario *scenario =
        scenario_parse(bench.arena, "program.py", program, strlen(program), diag);
    assert_non_null(scenario);
    bench.simulation = simulation_run(scenario, &(SimulationOptions){.record = true});
    bench.run = run_open(simulation_trace(bench.simulation), axis);
    return bench;
}

static inline void bench_close(Bench *bench)
{
    run_close(bench->run);
    simulation_close(bench->simulation);
    arena_close(bench->arena);
}

#endif
