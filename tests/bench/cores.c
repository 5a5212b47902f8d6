// cores.c -- how long the scheduler alone takes for a million computing segments.
//
//     bench_cores [SEGMENTS [CORES [THREADS]]]
//
// Threads compute for a while of their own and then, by turns, compute on, block, or wait
// for their neighbour; quanta end within segments. Printed for each way of running: the
// processor seconds of this one.

#include "machine/cores.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct Worker {
    Thread thread;
    SimTime length; // of its segments
    uint32_t count; // of its segments so far
} Worker;

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

// What a worker's code comes to: it wakes its neighbour, and then computes or blocks.
static void step(Cores *cores, Worker *workers, uint32_t workers_count, Worker *worker)
{
    Worker *neighbour = worker + 1 == workers + workers_count ? workers : worker + 1;
    if (neighbour->thread.state == THREAD_WAITS) thread_wake(cores, &neighbour->thread);
    worker->count++;
    if (worker->count % 8 == 4)
        thread_blocks(cores, &worker->thread, worker->length);
    else if (worker->count % 8 == 7)
        thread_waits(cores, &worker->thread);
    else
        thread_computes(cores, &worker->thread, worker->length);
}

static uint32_t run(const Machine *machine, Trace *trace, uint32_t segments,
                    uint32_t worker_count, bool has_gil)
{
    Cores *cores = cores_open(machine, trace);
    Process process;
    process_init(&process, 1, has_gil);
    Worker *workers = calloc(worker_count, sizeof *workers);
    for (uint32_t i = 0; i < worker_count; i++) {
        workers[i].length = 3000000 + i % 17 * 1000003;
        thread_start(cores, &workers[i].thread, i + 1, &process, 0);
    }
    uint32_t left = segments;
    for (;;) {
        for (Thread *thread; left && (thread = cores_take(cores)); left--)
            step(cores, workers, worker_count, (Worker *)(void *)thread);
        SimTime next = cores_next(cores);
        if (!left || next == SIMTIME_NEVER) break;
        cores_move(cores, next);
        cores_settle(cores);
    }
    cores_finish(cores);
    cores_close(cores);
    free(workers);
    return segments - left;
}

static void measure(const char *name, const Machine *machine, bool recorded,
                    uint32_t segments, uint32_t threads, bool has_gil)
{
    Trace *trace = recorded ? trace_open() : NULL;
    double start = seconds();
    uint32_t done = run(machine, trace, segments, threads, has_gil);
    double took = seconds() - start;
    printf("%-22s %8u segments, %9u events: %.3f s\n", name, done,
           trace ? trace_count(trace) : 0, took);
    if (trace) trace_close(trace);
}

int main(int count, char **words)
{
    uint32_t segments = count > 1 ? (uint32_t)atoi(words[1]) : 1000000;
    Machine machine = machine_default();
    machine.cores = count > 2 ? atoi(words[2]) : 8;
    uint32_t threads = count > 3 ? (uint32_t)atoi(words[3]) : 64;
    measure("cores", &machine, false, segments, threads, false);
    measure("cores, recorded", &machine, true, segments, threads, false);
    measure("one GIL", &machine, false, segments, threads, true);
    measure("one GIL, recorded", &machine, true, segments, threads, true);
    return 0;
}
