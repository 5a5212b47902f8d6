// document.c -- loads a file, runs it on each machine, and watches when it changes.

#include "viz/document.h"

#include "base/diag.h"
#include "base/machine_label.h"
#include "cli/progress.h"
#include "output/trace_reader.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// ---- The file ----

void document_note(Document *d)
{
    struct stat state;
    if (stat(d->path, &state) != 0) return;
    d->changed = state.st_mtim;
    d->size = (long long)state.st_size;
}

bool document_has_changed(const Document *d)
{
    struct stat state;
    if (stat(d->path, &state) != 0) return false;
    return state.st_mtim.tv_sec != d->changed.tv_sec ||
           state.st_mtim.tv_nsec != d->changed.tv_nsec ||
           (long long)state.st_size != d->size;
}

// ---- Loading ----

// Looks at the first bytes: a trace is read piece by piece. False if it is none, or if it
// cannot be read, with a message.
static bool load_trace(Document *d, Language language, Text *message)
{
    char head[4096];
    int fd = open(d->path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return false; // scenario_load() says why
    ssize_t size = read(fd, head, sizeof head - 1);
    head[size > 0 ? size : 0] = 0;
    if (size > 0 && scenario_is_trace(head, (size_t)size))
        d->trace = trace_read(fd, head, (size_t)size, d->path, language, message);
    if (message->size) text_add_char(message, '\n');
    close(fd);
    return d->trace != NULL;
}

static bool load(Document *d, Language language, Text *message)
{
    if (load_trace(d, language, message)) return true;
    if (message->size) return false;
    Diag *diag = diag_new(d->arena, language);
    d->scenario = scenario_load(d->arena, d->path, diag);
    if (!d->scenario) diag_print(diag, message);
    return d->scenario != NULL;
}

// ---- Running ----

// After all runs: what tells their machines apart.
static void label_runs(Document *d)
{
    Machine machines[PICTURE_RUNS_MOST];
    for (int i = 0; i < d->count; i++)
        machines[i] = d->traces[i]->scenario.machine;
    for (int i = 0; i < d->count; i++) {
        Text label = {0};
        machine_add_label(&machines[i], machines, d->count, true, &label);
        d->labels[i] = arena_copy(d->arena, text_string(&label), label.size);
        text_free(&label);
    }
}

static void on_progress(void *owner, SimTime time, uint64_t operations, uint32_t tasks)
{
    progress_show(owner, time, operations, tasks);
}

static bool run_once(Document *d, const Options *options, volatile sig_atomic_t *stop)
{
    Progress progress = progress_begin(options->language);
    Simulation *simulation =
        simulation_run(d->scenario, &(SimulationOptions){.has_seed = options->has_seed,
                                                         .seed = options->seed,
                                                         .record = true,
                                                         .progress = on_progress,
                                                         .owner = &progress,
                                                         .interrupt = stop});
    progress_clear(&progress);
    d->simulations[d->count] = simulation;
    d->traces[d->count++] = simulation_trace(simulation);
    return !simulation_was_stopped(simulation);
}

// The machines of --on; else the scenario's own one and the others that it compares.
static int machines_of(const Document *d, const Options *options, Machine *machines)
{
    const MachineWishes *wishes = &options->machines;
    const Scenario *scenario = d->scenario;
    int most = wishes->on_count ? wishes->on_count : scenario->compare_count;
    int count = 0;
    for (int i = 0; i < most && count < PICTURE_RUNS_MOST; i++)
        machines[count++] =
            wishes->on_count ? machines_chosen(wishes, &scenario->machine, &wishes->on[i])
                             : machines_chosen(wishes, &scenario->compare[i], NULL);
    return count;
}

static bool run_all(Document *d, const Options *options, volatile sig_atomic_t *stop)
{
    Machine machines[PICTURE_RUNS_MOST];
    int count = machines_of(d, options, machines);
    for (int i = 0; i < count; i++) {
        d->scenario->machine = machines[i];
        d->scenario->has_machine = true;
        if (!run_once(d, options, stop)) return false;
    }
    return true;
}

// ---- The whole ----

Document *document_open(const char *path, const Options *options,
                        volatile sig_atomic_t *stop, Text *message)
{
    Document *d = memory_new(sizeof *d);
    *d = (Document){.path = strdup(path), .arena = arena_open()};
    document_note(d);
    bool well = load(d, options->language, message);
    if (well && d->trace)
        d->traces[d->count++] = d->trace;
    else if (well)
        well = run_all(d, options, stop);
    if (well) {
        label_runs(d);
        return d;
    }
    document_close(d);
    return NULL;
}

void document_close(Document *d)
{
    if (!d) return;
    for (int i = 0; i < d->count; i++)
        if (d->simulations[i]) simulation_close(d->simulations[i]);
    trace_close(d->trace);
    arena_close(d->arena);
    free(d->path);
    free(d);
}
