// run_index.c -- what makes the work of a picture independent of how long the run was.
//
// One walk over the log notes where turns, prints and timers are; checkpoints then tell for
// some events which tasks and timers were there. They lie the further apart the more they
// hold, so that all of them together never need more than a few bytes an event.

#include "draw/run.h"
#include "draw/slices.h"

#include <stdlib.h>

// What a position on the axis of turns asks for so often that a search would be too long.
enum { EVENTS_PER_HINT = 16 };

// ---- The log ----

static void note_event(DrawnRun *run, const TracePacked *record, uint32_t number)
{
    switch ((TraceType)record->type) {
    case TRACE_TURN: numbers_add(&run->turns, number); break;
    case TRACE_PRINT:
    case TRACE_STDERR:
        numbers_add(&run->prints, number);
        run->first_print[record->task + 1]++;
        break;
    case TRACE_TIMER_SET: numbers_add(&run->timers, number); break;
    case TRACE_TIMER_FIRE:
    case TRACE_TIMER_CANCEL:
        run->timer_end[trace_packed(run->trace, record->cause)->task] = number;
        break;
    case TRACE_TASK_END: run->end_event[record->task - 1] = number; break;
    default: break;
    }
}

static void walk_log(DrawnRun *run)
{
    const Trace *trace = run->trace;
    uint32_t count = trace_count(trace), begun = 0;
    for (uint32_t number = 1; number <= count; number++) {
        if ((number - 1) % EVENTS_PER_CHECKPOINT == 0)
            run->begun[(number - 1) / EVENTS_PER_CHECKPOINT] = begun;
        if (number % EVENTS_PER_HINT == 0)
            run->turns_before[number / EVENTS_PER_HINT] = run->turns.count;
        const TracePacked *record = trace_packed(trace, number);
        begun += record->type == TRACE_TASK_RESUME || record->type == TRACE_CALLBACK_RUN;
        note_event(run, record, number);
    }
}

// Those of one task behind one another, in their order.
static void sort_prints(DrawnRun *run)
{
    uint32_t tasks = run->trace->task_count;
    for (uint32_t i = 1; i < tasks + 2; i++)
        run->first_print[i] += run->first_print[i - 1];
    run->task_prints = ARENA_ARRAY(run->arena, uint32_t, run->prints.count);
    uint32_t *next = memory_grow_zeroed(NULL, 0, (tasks + 2) * sizeof *next);
    for (uint32_t i = 0; i < run->prints.count; i++) {
        uint32_t number = run->prints.at[i];
        uint32_t task = trace_packed(run->trace, number)->task;
        run->task_prints[run->first_print[task] + next[task]++] = number;
    }
    free(next);
}

// ---- Checkpoints ----

// The event that made a task: the one that began its first span.
static uint32_t made_by(const DrawnRun *run, uint32_t task)
{
    const Lanes *lanes = run->lanes;
    uint32_t first = lanes->first[task - 1];
    return first < lanes->first[task] ? lanes->spans[first].event : UINT32_MAX;
}

// What is there while the log is walked.
typedef struct There {
    Numbers tasks, timers;
    uint32_t tasks_made, timers_set;
} There;

static void keep_open(Numbers *numbers, const uint32_t *ends, uint32_t event)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < numbers->count; i++) {
        uint32_t end = ends[numbers->at[i]];
        if (!end || end > event) numbers->at[kept++] = numbers->at[i];
    }
    numbers->count = kept;
}

static void move_to(const DrawnRun *run, There *there, uint32_t event)
{
    while (there->tasks_made < run->trace->task_count &&
           made_by(run, there->tasks_made + 1) <= event)
        numbers_add(&there->tasks, ++there->tasks_made);
    while (there->timers_set < run->timers.count &&
           run->timers.at[there->timers_set] <= event)
        numbers_add(&there->timers, ++there->timers_set);
    keep_open(&there->tasks, run->end_event - 1, event);
    keep_open(&there->timers, run->timer_end, event);
}

static const uint32_t *copy_numbers(DrawnRun *run, const Numbers *numbers)
{
    uint32_t *copy = ARENA_ARRAY(run->arena, uint32_t, numbers->count + 1);
    if (numbers->count) memcpy(copy, numbers->at, numbers->count * sizeof *copy);
    return copy;
}

static void add_checkpoint(DrawnRun *run, const There *there, uint32_t event)
{
    uint32_t count = run->checkpoint_count++;
    if ((count & (count - 1)) == 0)
        run->checkpoints = memory_grow(run->checkpoints, (count ? count * 2 : 1) *
                                                             sizeof *run->checkpoints);
    run->checkpoints[count] = (Checkpoint){.event = event,
                                           .tasks_made = there->tasks_made,
                                           .timers_set = there->timers_set,
                                           .tasks = copy_numbers(run, &there->tasks),
                                           .timers = copy_numbers(run, &there->timers),
                                           .task_count = there->tasks.count,
                                           .timer_count = there->timers.count};
}

static void add_checkpoints(DrawnRun *run)
{
    There there = {0};
    uint32_t count = trace_count(run->trace);
    for (uint64_t event = 0; event <= count;) {
        move_to(run, &there, (uint32_t)event);
        add_checkpoint(run, &there, (uint32_t)event);
        uint64_t size = (uint64_t)there.tasks.count + there.timers.count;
        event += size > EVENTS_PER_CHECKPOINT ? size : EVENTS_PER_CHECKPOINT;
    }
    free(there.tasks.at);
    free(there.timers.at);
}

void run_index(DrawnRun *run)
{
    const Trace *trace = run->trace;
    run->end_event = ARENA_ARRAY(run->arena, uint32_t, trace->task_count + 1);
    run->first_print = ARENA_ARRAY(run->arena, uint32_t, trace->task_count + 3);
    run->timer_end = ARENA_ARRAY(run->arena, uint32_t, trace->timer_count + 1);
    run->begun =
        ARENA_ARRAY(run->arena, uint32_t, trace_count(trace) / EVENTS_PER_CHECKPOINT + 1);
    run->turns_before =
        ARENA_ARRAY(run->arena, uint32_t, trace_count(trace) / EVENTS_PER_HINT + 1);
    walk_log(run);
    sort_prints(run);
    add_checkpoints(run);
}

// Gives back what an array that has grown does not need.
static void *trimmed(void *array, uint32_t count, size_t size)
{
    return count ? memory_grow(array, count * size) : array;
}

// To find an event's turn takes a search, which would be made for every slice in sight.
static void fill_starts(DrawnRun *run, uint32_t spans)
{
    if (run->axis != AXIS_TURN) return;
    run->starts = ARENA_ARRAY(run->arena, int64_t, spans + 1);
    for (uint32_t i = 0; i < spans; i++)
        run->starts[i] = run_span_from(run, &run->lanes->spans[i]);
}

void run_index_slices(DrawnRun *run)
{
    Numbers *numbers[] = {&run->turns, &run->prints, &run->timers};
    for (int i = 0; i < 3; i++) {
        numbers[i]->at =
            trimmed(numbers[i]->at, numbers[i]->count, sizeof *numbers[i]->at);
        numbers[i]->capacity = numbers[i]->count;
    }
    uint32_t tasks = run->trace->task_count, spans = run->lanes->first[tasks];
    fill_starts(run, spans);
    run->totals = ARENA_ARRAY(run->arena, SliceTotals, spans / SLICES_PER_TOTAL + 1);
    for (uint32_t task = 1; task <= tasks; task++) {
        Slices slices = slices_of_task(run, task);
        slices_fill_totals(&slices,
                           run->totals + run->lanes->first[task - 1] / SLICES_PER_TOTAL);
    }
    for (uint32_t i = 0; i < run->strip_count; i++) {
        Strip *strip = &run->strips[i];
        strip->segments = trimmed(strip->segments, strip->count, sizeof *strip->segments);
        strip->capacity = strip->count;
        SliceTotals *totals =
            ARENA_ARRAY(run->arena, SliceTotals, strip->count / SLICES_PER_TOTAL + 1);
        Slices slices = slices_of_strip(run, strip);
        slices_fill_totals(&slices, totals);
        strip->totals = totals;
    }
}

// ---- Look-ups ----

uint32_t numbers_by(const Numbers *numbers, uint32_t event)
{
    uint32_t low = 0, high = numbers->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (numbers->at[middle] <= event)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t run_turns_by(const DrawnRun *run, uint32_t event)
{
    uint32_t turns = run->turns_before[event / EVENTS_PER_HINT];
    while (turns < run->turns.count && run->turns.at[turns] <= event)
        turns++;
    return turns;
}

uint32_t run_begun_by(const DrawnRun *run, uint32_t event)
{
    if (!event) return 0;
    uint32_t chunk = (event - 1) / EVENTS_PER_CHECKPOINT, begun = run->begun[chunk];
    for (uint32_t number = chunk * EVENTS_PER_CHECKPOINT + 1; number <= event; number++) {
        uint8_t type = trace_packed(run->trace, number)->type;
        begun += type == TRACE_TASK_RESUME || type == TRACE_CALLBACK_RUN;
    }
    return begun;
}

const Checkpoint *run_checkpoint(const DrawnRun *run, uint32_t event)
{
    uint32_t low = 0, high = run->checkpoint_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (run->checkpoints[middle].event <= event)
            low = middle;
        else
            high = middle;
    }
    return &run->checkpoints[low];
}
