// compare_runs.c -- as many threads as there are real cores, each taking the next run.
//
// Runs share nothing that is written: each has its own copy of the program, since to
// compile one adds to its table of names.

#include "cli/compare_runs.h"

#include "cli/progress.h"
#include "output/report.h"
#include "simulation.h"
#include "source/globals.h"

#include <pthread.h>
#include <sched.h>

enum { WORKERS_MOST = 64 };

typedef struct CompareWork {
    Comparison *comparison;
    const Scenario *scenario;
    const Sweep *sweep;
    const Options *options;
    volatile sig_atomic_t *stop;
    pthread_mutex_t lock; // for all below
    int next;             // the first run that nobody has taken
    int done;
    bool stopped;
    Progress progress;
} CompareWork;

// One run while it goes on.
typedef struct CompareRun {
    CompareWork *work;
    ComparedRun *run;
} CompareRun;

static bool on_print(void *owner, SimulationStream stream, SimTime time,
                     const char *bytes, size_t size)
{
    (void)time;
    ComparedRun *run = ((CompareRun *)owner)->run;
    if (stream == STREAM_STDOUT) text_add_bytes(&run->output, bytes, size);
    return true;
}

static void on_progress(void *owner, SimTime time, uint64_t operations, uint32_t tasks)
{
    (void)time, (void)operations, (void)tasks;
    CompareWork *work = ((CompareRun *)owner)->work;
    pthread_mutex_lock(&work->lock);
    progress_show_runs(&work->progress, work->done, comparison_count(work->comparison));
    pthread_mutex_unlock(&work->lock);
}

// How it ended badly, in the words of `run`. The arena of the comparison is shared.
static void tell_trouble(CompareWork *work, ComparedRun *run, const Trace *trace)
{
    Paint paint = {.ascii = work->options->ascii, .language = work->options->language};
    Text report = {0};
    report_outcome(trace, &paint, true, &report);
    pthread_mutex_lock(&work->lock);
    run->trouble = arena_copy(work->comparison->arena, text_string(&report), report.size);
    pthread_mutex_unlock(&work->lock);
    text_free(&report);
}

static void run_one(CompareWork *work, ComparedRun *run)
{
    Arena *arena = arena_open();
    const Sweep *sweep = work->sweep;
    Scenario scenario = *work->scenario;
    scenario.machine = run->machine;
    scenario.program = globals_replace(arena, work->scenario->program, sweep->place,
                                       sweep->name && !sweep->cores ? run->value : NULL);
    CompareRun owner = {work, run};
    Simulation *simulation = simulation_run(
        &scenario, &(SimulationOptions){.has_seed = work->options->has_seed,
                                        .seed = work->options->seed,
                                        .record = true,
                                        .print = on_print,
                                        .progress = on_progress,
                                        .owner = &owner,
                                        .interrupt = work->stop});
    bool stopped = simulation_was_stopped(simulation);
    if (!stopped) {
        comparison_measure(run, simulation_trace(simulation));
        tell_trouble(work, run, simulation_trace(simulation));
    }
    simulation_close(simulation);
    arena_close(arena);
    pthread_mutex_lock(&work->lock);
    work->done++;
    work->stopped = work->stopped || stopped;
    pthread_mutex_unlock(&work->lock);
}

static void *take_runs(void *argument)
{
    CompareWork *work = argument;
    for (;;) {
        pthread_mutex_lock(&work->lock);
        bool more = work->next < comparison_count(work->comparison) && !work->stopped &&
                    !*work->stop;
        int number = more ? work->next++ : 0;
        pthread_mutex_unlock(&work->lock);
        if (!more) return NULL;
        run_one(work, &work->comparison->runs[number]);
    }
}

static int real_cores(void)
{
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) != 0) return 1;
    int count = CPU_COUNT(&set);
    return count < WORKERS_MOST ? count : WORKERS_MOST;
}

bool compare_runs(Comparison *comparison, const Scenario *scenario, const Sweep *sweep,
                  const Options *options, volatile sig_atomic_t *stop)
{
    CompareWork work = {.comparison = comparison,
                        .scenario = scenario,
                        .sweep = sweep,
                        .options = options,
                        .stop = stop,
                        .lock = PTHREAD_MUTEX_INITIALIZER,
                        .progress = progress_begin(options->language)};
    int wanted = real_cores(), started = 0;
    if (wanted > comparison_count(comparison)) wanted = comparison_count(comparison);
    pthread_t helpers[WORKERS_MOST];
    while (started < wanted - 1 &&
           pthread_create(&helpers[started], NULL, take_runs, &work) == 0)
        started++;
    take_runs(&work); // this thread does its part, and all if there is no other
    for (int i = 0; i < started; i++)
        pthread_join(helpers[i], NULL);
    progress_clear(&work.progress);
    pthread_mutex_destroy(&work.lock);
    return !work.stopped && !*stop;
}
