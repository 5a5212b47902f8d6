// comparison.c -- measures runs, names their machines, and finds where outputs part.

#include "output/comparison.h"

#include "base/machine_label.h"

#include "trace/chain.h"
#include "trace/summary.h"

#include <string.h>

Comparison *comparison_new(Arena *arena, int machine_count, int value_count)
{
    Comparison *comparison = ARENA_NEW(arena, Comparison);
    comparison->arena = arena;
    comparison->machine_count = machine_count;
    comparison->value_count = value_count;
    comparison->runs = ARENA_ARRAY(arena, ComparedRun, machine_count * value_count);
    return comparison;
}

int comparison_count(const Comparison *comparison)
{
    return comparison->machine_count * comparison->value_count;
}

void comparison_free(Comparison *comparison)
{
    for (int i = 0; i < comparison_count(comparison); i++)
        text_free(&comparison->runs[i].output);
}

const ComparedRun *comparison_run(const Comparison *comparison, int machine, int value)
{
    return &comparison->runs[machine * comparison->value_count + value];
}

bool comparison_all_well(const Comparison *comparison)
{
    for (int i = 0; i < comparison_count(comparison); i++)
        if (comparison->runs[i].end != OUTCOME_OK) return false;
    return true;
}

// ---- Measuring ----

static SimTime time_blocked(const Trace *trace)
{
    SimTime blocked = 0;
    for (uint32_t number = 1; number <= trace_count(trace); number++) {
        const TracePacked *end = trace_packed(trace, number);
        if (end->type == TRACE_BLOCK_END && end->cause)
            blocked +=
                trace_event_time(trace, number) - trace_event_time(trace, end->cause);
    }
    return blocked;
}

static WorkBeside work_beside(Arena *arena, const Summary *summary)
{
    enum { FIRST = 1 }; // the number of the first process
    WorkBeside beside = {0};
    uint32_t past = FIRST + 1;
    for (uint32_t i = 0; i < summary->thread_count; i++)
        if (summary->threads[i].lane->process >= past)
            past = summary->threads[i].lane->process + 1;
    bool *is_known = ARENA_ARRAY(arena, bool, past);
    for (uint32_t i = 0; i < summary->thread_count; i++) {
        const ThreadTimes *thread = &summary->threads[i];
        uint32_t process = thread->lane->process;
        beside.gil_wait += thread->spent[DOING_WANTS_GIL];
        if (thread->lane->id == 0) continue;
        beside.blocked += thread->spent[DOING_BLOCKS];
        beside.threads += process == FIRST;
        beside.processes += process != FIRST && !is_known[process];
        is_known[process] = true;
        *(process == FIRST ? &beside.in_threads : &beside.in_processes) +=
            thread->spent[DOING_COMPUTES];
    }
    return beside;
}

void comparison_measure(ComparedRun *run, const Trace *trace)
{
    Arena *arena = arena_open();
    const Summary *summary = summary_new(arena, trace);
    run->end = trace->outcome.end;
    run->makespan = summary->makespan;
    for (int i = 0; i < summary->core_count; i++)
        run->computed += summary->core_busy[i];
    run->blocked = time_blocked(trace);
    run->beside = work_beside(arena, summary);
    run->longest_hold = summary->longest_hold;
    const Chain *chain = chain_new(arena, trace);
    run->chain = chain->time;
    run->least = chain_least_time(chain, summary->work, run->machine.cores);
    run->steps = summary->steps;
    run->turns = summary->turns;
    run->printed = summary->printed;
    run->most_alive = summary->most_alive;
    run->most_waiting = summary->most_waiting;
    run->most_running = summary->most_running;
    arena_close(arena);
}

// ---- Names ----

// Machines by their labels; the cores are no part of them where they are what is swept.
static void label_runs(Comparison *comparison)
{
    int count = comparison_count(comparison);
    Machine *machines = ARENA_ARRAY(comparison->arena, Machine, count + 1);
    for (int i = 0; i < count; i++)
        machines[i] = comparison->runs[i].machine;
    bool with_cores = !comparison->sweep || strcmp(comparison->sweep, "cores") != 0;
    for (int i = 0; i < count; i++) {
        Text label = {0};
        machine_add_label(&machines[i], machines, count, with_cores, &label);
        comparison->runs[i].label =
            arena_copy(comparison->arena, text_string(&label), label.size);
        text_free(&label);
    }
}

// ---- Outputs ----

// Takes the next line off [rest]; NULL if there are no more.
static const char *next_line(Arena *arena, const char **rest, const char *end)
{
    if (*rest == end) return NULL;
    const char *line = *rest;
    const char *newline = memchr(line, '\n', (size_t)(end - line));
    *rest = newline ? newline + 1 : end;
    return arena_copy(arena, line, (size_t)((newline ? newline : end) - line));
}

static OutputDifference find_difference(Arena *arena, const Text *base, const Text *own)
{
    size_t shorter = base->size < own->size ? base->size : own->size, same = 0;
    while (same < shorter && base->bytes[same] == own->bytes[same])
        same++;
    if (same == base->size && same == own->size) return (OutputDifference){0};
    // Back to the beginning of the line in which they part.
    size_t begin = same;
    while (begin > 0 && own->bytes[begin - 1] != '\n')
        begin--;
    OutputDifference difference = {.line = 1};
    for (size_t i = 0; i < begin; i++)
        difference.line += own->bytes[i] == '\n';
    const char *base_rest = text_string(base) + begin,
               *own_rest = text_string(own) + begin;
    difference.base = next_line(arena, &base_rest, text_string(base) + base->size);
    difference.own = next_line(arena, &own_rest, text_string(own) + own->size);
    return difference;
}

// ---- Relating ----

static void relate(Comparison *comparison, ComparedRun *run, int base)
{
    const ComparedRun *other = &comparison->runs[base];
    run->base = base;
    bool comparable = run->end == OUTCOME_OK && other->end == OUTCOME_OK;
    if (comparable && run->makespan && other->makespan)
        run->speedup = (double)other->makespan / (double)run->makespan;
    if (run->makespan)
        run->busy =
            (double)run->computed / ((double)run->makespan * (double)run->machine.cores);
    if (other != run)
        run->difference =
            find_difference(comparison->arena, &other->output, &run->output);
}

void comparison_relate(Comparison *comparison)
{
    int values = comparison->value_count;
    label_runs(comparison);
    for (int i = 0; i < comparison_count(comparison); i++) {
        ComparedRun *run = &comparison->runs[i];
        relate(comparison, run, comparison->machine_count > 1 ? i % values : 0);
    }
}
