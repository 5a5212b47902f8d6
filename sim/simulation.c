// simulation.c -- compiles, opens a machine, runs, and says how it ended.
//
// The run has a thread of its own, not to be parallel but for its stack: a program may
// recurse a thousand frames deep through builtins, which takes more than a main thread
// has in a sanitizer build.

#include "simulation.h"

#include "asyncio/module.h"
#include "asyncio/sequences.h"
#include "base/arena.h"
#include "base/assert.h"
#include "code/compiler.h"
#include "threads/processes.h"
#include "trace/record.h"
#include "vm/vm.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { STACK_SIZE = 512 << 20, PROGRESS_INTERVAL = 100000000 };

struct Simulation {
    const Scenario *scenario;
    SimulationOptions options;
    Trace *trace;
    Vm *vm;
    Text lines[2]; // what was written of lines that are not complete yet, by stream
    size_t output; // bytes printed
    bool stopped;
    Text traceback;
    struct timespec last_progress;
};

static Simulation *simulation_of(const Vm *vm)
{
    return (Simulation *)vm->owner;
}

static SimTime now(const Vm *vm)
{
    return vm->clock ? clock_now(vm->clock) : 0;
}

// -- What the program writes -------------------------------------------------------

static void record_line(Vm *vm, bool to_stderr, uint32_t task, TracePlace place)
{
    Text *line = &simulation_of(vm)->lines[to_stderr];
    uint32_t thread = vm->threads ? thread_running_id(vm) : 0;
    if (to_stderr)
        trace_stderr(vm->trace, now(vm), task, thread, text_string(line), line->size,
                     place);
    else
        trace_print(vm->trace, now(vm), task, thread, text_string(line), line->size,
                    place);
    text_clear(line);
}

static void record_lines(Vm *vm, bool to_stderr, const char *bytes, size_t size)
{
    if (!vm->trace) return;
    Text *line = &simulation_of(vm)->lines[to_stderr];
    const char *end = bytes + size;
    for (const char *newline; (newline = memchr(bytes, '\n', (size_t)(end - bytes)));
         bytes = newline + 1) {
        text_add_bytes(line, bytes, (size_t)(newline - bytes));
        record_line(vm, to_stderr, asyncio_task_id(vm), asyncio_place(vm));
    }
    text_add_bytes(line, bytes, (size_t)(end - bytes));
}

// A last line without its newline is told just before the end.
static void record_unfinished_lines(Vm *vm)
{
    if (!vm->trace) return;
    for (int to_stderr = 0; to_stderr <= 1; to_stderr++)
        if (simulation_of(vm)->lines[to_stderr].size)
            record_line(vm, to_stderr, 0, (TracePlace){0});
}

static void on_write(Vm *vm, bool to_stderr, const char *bytes, size_t size)
{
    Simulation *simulation = simulation_of(vm);
    simulation->output += size;
    if (simulation->output > (size_t)vm->limits.output_kb << 10) {
        vm_halt(vm, HALT_LIMIT, "output_kb");
        return;
    }
    record_lines(vm, to_stderr, bytes, size);
    // What a finaliser says after the traceback follows it.
    if (to_stderr && simulation->traceback.size) {
        text_add_bytes(&simulation->traceback, bytes, size);
        return;
    }
    const SimulationOptions *options = &simulation->options;
    if (options->print &&
        !options->print(options->owner, to_stderr ? STREAM_STDERR : STREAM_STDOUT,
                        now(vm), bytes, size)) {
        simulation->stopped = true;
        vm_halt(vm, HALT_INTERRUPT, NULL);
    }
}

static void on_look_around(Vm *vm)
{
    Simulation *simulation = simulation_of(vm);
    const SimulationOptions *options = &simulation->options;
    if (!options->progress) return;
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    int64_t passed = (time.tv_sec - simulation->last_progress.tv_sec) * 1000000000 +
                     (time.tv_nsec - simulation->last_progress.tv_nsec);
    if (passed < PROGRESS_INTERVAL) return;
    simulation->last_progress = time;
    options->progress(options->owner, now(vm), (uint64_t)vm_steps(vm),
                      (uint32_t)asyncio_of(vm)->alive);
}

// -- How it ended ------------------------------------------------------------------

// SystemExit says by its code how the program wanted to end.
static bool exits_well(Value exception)
{
    Value code = EXCEPTION_OF(exception)->value;
    return value_is_unset(code) || value_is_none(code) ||
           (value_is_int(code) && code.integer == 0);
}

static char *str_in_arena(Vm *vm, Arena *arena, Value v)
{
    Value text = UNSET;
    if (!value_str(vm, v, &text)) {
        value_drop(vm, exception_take(vm));
        return arena_copy(arena, "<exception str() failed>", 24);
    }
    char *copy = arena_copy(arena, STR(text)->bytes, STR(text)->size);
    value_drop(vm, text);
    return copy;
}

static int frame_count(const TraceEntry *entry)
{
    int count = 0;
    for (; entry; entry = entry->next)
        count++;
    return count;
}

static void describe_error(Simulation *simulation, Arena *arena, Value exception,
                           TraceOutcome *outcome)
{
    Vm *vm = simulation->vm;
    outcome->end = OUTCOME_ERROR;
    const char *type = value_type_name(vm, exception);
    outcome->error_type = arena_copy(arena, type, strlen(type));
    bool exits = exception_is(vm, exception, SYSTEM_EXIT);
    Value said = exits ? EXCEPTION_OF(exception)->value : exception;
    outcome->error_message = str_in_arena(vm, arena, said);

    // An exit is no fault: nobody wants to know its way, as CPython does not print it.
    const TraceEntry *entry = exits ? NULL : EXCEPTION_OF(exception)->traceback;
    outcome->frame_count = frame_count(entry);
    TraceFrame *frames = ARENA_ARRAY(arena, TraceFrame, outcome->frame_count);
    for (int i = 0; entry; entry = entry->next, i++)
        frames[i] = (TraceFrame){
            .function = arena_copy(arena, entry->function->name.bytes,
                                   entry->function->name.size),
            .line = (uint32_t)code_line(entry->code, entry->at),
        };
    outcome->frames = frames;
    if (!exits)
        exception_report(vm, exception, &simulation->traceback);
    else if (!value_is_int(said))
        text_addf(&simulation->traceback, "%s\n", outcome->error_message);
}

static int64_t limit_value(const Limits *limits, const char *name)
{
    if (strcmp(name, "time") == 0) return limits->time;
    if (strcmp(name, "steps") == 0) return limits->steps;
    if (strcmp(name, "tasks") == 0) return limits->tasks;
    if (strcmp(name, "memory_mb") == 0) return limits->memory_mb;
    if (strcmp(name, "output_kb") == 0) return limits->output_kb;
    if (strcmp(name, "sleeps") == 0) return SLEEPS_IN_STEP_MOST;
    return INT64_MAX; // "integer": what 64 bits hold
}

static void describe_limit(const Vm *vm, TraceOutcome *outcome)
{
    outcome->end = OUTCOME_LIMIT;
    outcome->limit = vm->limit;
    outcome->limit_value = limit_value(&vm->limits, vm->limit);
    outcome->limit_task = vm->halt_task;
    outcome->limit_place = (TracePlace){(uint32_t)vm->halt_line, 0};
}

static void record_outcome(Simulation *simulation, bool ok, Value exception)
{
    Vm *vm = simulation->vm;
    if (vm->halt == HALT_INTERRUPT) {
        simulation->stopped = true;
        return;
    }
    // The loop has told of a deadlock. But a __del__ may pass a limit after the end.
    if (simulation->trace->has_outcome && vm->halt != HALT_LIMIT) return;
    Arena *arena = arena_open();
    TraceOutcome outcome = {.end = OUTCOME_OK, .time = now(vm)};
    if (vm->halt == HALT_LIMIT)
        describe_limit(vm, &outcome);
    else if (!ok && !(exception_is(vm, exception, SYSTEM_EXIT) && exits_well(exception)))
        describe_error(simulation, arena, exception, &outcome);
    trace_set_outcome(simulation->trace, &outcome);
    arena_close(arena);
}

// -- Running -----------------------------------------------------------------------

static Vm *open_machine(Simulation *simulation)
{
    const Scenario *scenario = simulation->scenario;
    Vm *vm = vm_open(&scenario->limits);
    vm->owner = simulation;
    vm->seed = simulation->options.has_seed ? simulation->options.seed : scenario->seed;
    vm->trace = simulation->options.record ? simulation->trace : NULL;
    vm->interrupted = simulation->options.interrupt;
    asyncio_init(vm);
    asyncio_of(vm)->report = simulation->trace;
    asyncio_use_machine(vm, &scenario->machine);
    vm->hooks.write = on_write;
    vm->hooks.look_around = on_look_around;
    return vm;
}

// True if the program names anything that makes threads: then the record says from the
// beginning which thread has the GIL and a core.
static bool names_threads(const Bytecode *bytecode)
{
    static const char *const words[] = {"threading",       "concurrent.futures",
                                        "multiprocessing", "to_thread",
                                        "run_in_executor", "call_soon_threadsafe"};
    for (int i = 0; i < bytecode->code_count; i++) {
        const Code *code = bytecode->codes[i];
        for (int j = 0; j < code->name_count; j++)
            for (size_t k = 0; k < sizeof words / sizeof *words; k++)
                if (strcmp(code->names[j].bytes, words[k]) == 0) return true;
    }
    return false;
}

static void *run(void *argument)
{
    Simulation *simulation = argument;
    Arena *arena = arena_open();
    const Bytecode *bytecode = compile(arena, simulation->scenario->program);
    Vm *vm = simulation->vm = open_machine(simulation);

    threads_of(vm)->program_has_threads = names_threads(bytecode);
    if (threads_of(vm)->program_has_threads) threads_open(vm);
    sequences_begin(vm, bytecode);
    bool ok = vm_run_main(vm, bytecode);
    Value exception = ok || vm->halt ? UNSET : exception_take(vm);
    if (!vm->halt && process_shuts_down(vm)) processes_join_all(vm);
    // The report comes before the names of the module go, as in CPython.
    threads_finish(vm);
    asyncio_tell_rest(vm);
    if (!vm->halt) record_outcome(simulation, ok, exception);
    value_drop(vm, exception);
    vm_finish(vm);
    if (vm->halt) record_outcome(simulation, ok, UNSET);
    record_unfinished_lines(vm);
    vm->closing = true;
    asyncio_close(vm);
    vm_close(vm);
    simulation->vm = NULL;
    arena_close(arena);
    return NULL;
}

// Meanwhile signals go to that thread, so that they wake it when it waits for a reader.
static void wait_for(pthread_t thread)
{
    sigset_t all, usual;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &usual);
    pthread_join(thread, NULL);
    pthread_sigmask(SIG_SETMASK, &usual, NULL);
}

static void run_on_large_stack(Simulation *simulation)
{
    pthread_attr_t attributes;
    pthread_t thread;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK_SIZE);
    if (pthread_create(&thread, &attributes, run, simulation) == 0)
        wait_for(thread);
    else
        run(simulation); // an ordinary stack is enough for ordinary programs
    pthread_attr_destroy(&attributes);
}

Simulation *simulation_run(const Scenario *scenario, const SimulationOptions *options)
{
    Simulation *simulation = memory_new(sizeof *simulation);
    *simulation = (Simulation){.scenario = scenario, .options = *options};
    simulation->trace = trace_open();
    clock_gettime(CLOCK_MONOTONIC, &simulation->last_progress);
    const char *title = wordings_in(&scenario->title, LANGUAGE_ENGLISH);
    const char *korean = wordings_in(&scenario->title, LANGUAGE_KOREAN);
    trace_set_scenario(simulation->trace,
                       &(TraceScenario){
                           .title = title ? title : scenario->program->name,
                           .title_korean = korean != title ? korean : NULL,
                           .seed = options->has_seed ? options->seed : scenario->seed,
                           .program = scenario->program->text,
                           .program_size = scenario->program->size,
                           .machine = scenario->machine,
                       });
    if (options->begins) options->begins(options->owner, simulation->trace);
    run_on_large_stack(simulation);
    return simulation;
}

const Trace *simulation_trace(const Simulation *simulation)
{
    return simulation->trace;
}

bool simulation_was_stopped(const Simulation *simulation)
{
    return simulation->stopped;
}

const char *simulation_traceback(const Simulation *simulation)
{
    return text_string(&simulation->traceback);
}

void simulation_close(Simulation *simulation)
{
    trace_close(simulation->trace);
    text_free(&simulation->lines[0]);
    text_free(&simulation->lines[1]);
    text_free(&simulation->traceback);
    free(simulation);
}
