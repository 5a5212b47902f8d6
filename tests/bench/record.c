// record.c -- a run alone: what it takes to record its events, apart from making lines.
//
//     bench_record FILE        runs it, no event is kept
//     bench_record -r FILE     runs it, every event is kept
//
// Two processes, so that neither begins with memory that the other has touched. run.py
// measures both from start to end.

#include "cli/input.h"
#include "simulation.h"

#include <stdio.h>
#include <string.h>

int main(int count, char **arguments)
{
    bool record = count == 3 && strcmp(arguments[1], "-r") == 0;
    if (count != 2 && !record) {
        fputs("usage: bench_record [-r] FILE\n", stderr);
        return 2;
    }
    Input input;
    bool is_open = input_open(&input, arguments[count - 1], LANGUAGE_ENGLISH);
    if (is_open) {
        SimulationOptions options = {.record = record};
        simulation_close(simulation_run(input.scenario, &options));
    }
    input_close(&input);
    return is_open ? 0 : 1;
}
