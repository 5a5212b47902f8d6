// run.c -- rows in the order of making, and where things lie on the axis.

#include "draw/run.h"

#include "base/machine_spec.h"
#include "output/paint.h"
#include "output/task_label.h"

#include <stdlib.h>
#include <string.h>

// No run gets further than 2^53 nanoseconds; a forged trace may say so, and is drawn up
// to there.
#define LENGTH_MOST (INT64_C(1) << 53)

void numbers_add(Numbers *numbers, uint32_t number)
{
    if (numbers->count == numbers->capacity) {
        numbers->capacity = numbers->capacity ? numbers->capacity * 2 : 64;
        numbers->at = memory_grow(numbers->at, numbers->capacity * sizeof *numbers->at);
    }
    numbers->at[numbers->count++] = number;
}

Segment *strip_add(Strip *strip, const Segment *segment)
{
    if (strip->count == strip->capacity) {
        strip->capacity = strip->capacity ? strip->capacity * 2 : 16;
        strip->segments =
            memory_grow(strip->segments, strip->capacity * sizeof *strip->segments);
    }
    strip->segments[strip->count] = *segment;
    return &strip->segments[strip->count++];
}

Strip *run_add_strip(DrawnRun *run, SubjectKind kind, uint32_t number)
{
    if (run->strip_count == run->strip_capacity) {
        run->strip_capacity = run->strip_capacity ? run->strip_capacity * 2 : 16;
        run->strips = memory_grow(run->strips, run->strip_capacity * sizeof *run->strips);
    }
    run->strips[run->strip_count] = (Strip){.kind = kind, .number = number};
    return &run->strips[run->strip_count++];
}

// ---- Rows ----

static bool is_shown(const DrawnRun *run, uint32_t task)
{
    return !run->trace->tasks[task - 1].internal;
}

static void add_row(DrawnRun *run, uint32_t task, uint32_t depth)
{
    if (!is_shown(run, task)) return;
    run->row_of[task - 1] = run->task_count;
    run->depths[run->task_count] = (uint8_t)(depth < UINT8_MAX ? depth : UINT8_MAX);
    run->tasks[run->task_count++] = task;
}

// Every task, then what it made, without recursion: who makes a task who makes a task ...
// may do so very often.
static void order_rows(DrawnRun *run)
{
    uint32_t count = run->trace->task_count;
    uint32_t *child = ARENA_ARRAY(run->arena, uint32_t, count + 1);
    uint32_t *sibling = ARENA_ARRAY(run->arena, uint32_t, count + 1);
    for (uint32_t task = count; task; task--) {
        uint32_t parent = run->trace->tasks[task - 1].parent;
        sibling[task] = child[parent];
        child[parent] = task;
    }
    run->tasks = ARENA_ARRAY(run->arena, uint32_t, count + 1);
    run->depths = ARENA_ARRAY(run->arena, uint8_t, count + 1);
    run->row_of = ARENA_ARRAY(run->arena, uint32_t, count + 1);
    memset(run->row_of, 0xff, (count + 1) * sizeof *run->row_of);
    uint32_t depth = 0, task = child[0];
    while (task) {
        add_row(run, task, depth);
        if (child[task]) {
            task = child[task];
            depth++;
            continue;
        }
        while (task && !sibling[task]) {
            task = run->trace->tasks[task - 1].parent;
            depth--;
        }
        if (task) task = sibling[task];
    }
}

// ---- The axis ----

static int64_t length_of(const DrawnRun *run)
{
    int64_t length = run->lanes->end;
    if (run->axis == AXIS_EVENT) length = trace_count(run->trace);
    if (run->axis == AXIS_TURN)
        length = ((int64_t)run->turns.count + 1) * POSITIONS_PER_TURN;
    if (length < 1) length = 1;
    return length < LENGTH_MOST ? length : LENGTH_MOST;
}

static int64_t turn_position(const DrawnRun *run, uint32_t event)
{
    uint32_t turn = run_turns_by(run, event);
    uint32_t first = turn ? run->turns.at[turn - 1] : 1;
    uint32_t past =
        turn < run->turns.count ? run->turns.at[turn] : trace_count(run->trace) + 1;
    int64_t inside = past > first ? (int64_t)(event - first) * POSITIONS_PER_TURN /
                                        (int64_t)(past - first)
                                  : 0;
    return (int64_t)turn * POSITIONS_PER_TURN + inside;
}

int64_t run_position(const DrawnRun *run, uint32_t event, SimTime time)
{
    int64_t position = time;
    if (run->axis != AXIS_TIME && !event) return 0;
    if (run->axis == AXIS_EVENT) position = (int64_t)event - 1;
    if (run->axis == AXIS_TURN) position = turn_position(run, event);
    if (position < 0) return 0;
    return position < run->length ? position : run->length;
}

int64_t run_span_from(const DrawnRun *run, const Span *span)
{
    return run_position(run, span->event, span->start);
}

int64_t run_span_to(const DrawnRun *run, uint32_t task, const Span *span)
{
    if (run->axis == AXIS_TIME) return run_position(run, 0, span->end);
    const Span *past = run->lanes->spans + run->lanes->first[task];
    if (span + 1 < past) return run_span_from(run, span + 1);
    uint32_t end = run->end_event[task - 1];
    return end ? run_position(run, end, span->end) : run->length;
}

// ---- What is shown ----

DrawnState run_span_state(const DrawnRun *run, const Span *span)
{
    switch ((SpanState)span->state) {
    case SPAN_READY: return STATE_RDY;
    case SPAN_RUNNING: return STATE_RUN;
    case SPAN_COMPUTING: return run->has_threads ? STATE_CPU : STATE_RUN;
    case SPAN_BLOCKING:
        if (!run->has_threads) return STATE_BLK;
        if (!span_waits_in_thread(span)) return STATE_SLP;
        // events.def: the object stands in the place of the cause.
        return trace_event(run->trace, span->event).cause ? STATE_LCK : STATE_AWT;
    default: break;
    }
    switch (trace_wait_refers((TraceWait)span->wait)) {
    case REFERS_TIMER: return STATE_SLP;
    case REFERS_OBJECT: return STATE_LCK;
    default: return span->wait == WAIT_YIELD ? STATE_RDY : STATE_AWT;
    }
}

void run_add_label(const DrawnRun *run, uint32_t task, Text *out)
{
    task_label_add(run->trace, task, out);
}

uint32_t run_thread_task(const DrawnRun *run, uint32_t thread)
{
    const DrawnThread *row = thread < run->thread_count ? &run->threads[thread] : NULL;
    if (row && row->task) return row->task;
    bool is_task = run->has_threads && !(row && row->name) && thread <= run->task_count;
    return is_task ? thread : 0;
}

void run_add_thread_label(const DrawnRun *run, uint32_t thread, Language language,
                          Text *out)
{
    TraceText name = thread < run->thread_count ? run->threads[thread].name : 0;
    if (!name) {
        text_addf(out, "%s %u", sentence_pattern(language, SENTENCE_PICTURE_THREAD),
                  thread);
        return;
    }
    size_t size;
    const char *bytes = trace_text_bytes(run->trace, name, &size);
    paint_add_visible(out, bytes, size);
}

void run_add_object_label(const DrawnRun *run, uint32_t object, Text *out)
{
    trace_add_object_name(run->trace, object, out);
}

// The main thread is the loop's, if there is one.
static void add_main_label(const DrawnRun *run, Language language, Text *out)
{
    bool has_loop = run->task_count || !run->thread_count || !run->threads[0].name;
    if (has_loop)
        text_add(out, sentence_pattern(language, SENTENCE_PICTURE_LOOP_THREAD));
    else
        run_add_thread_label(run, 0, language, out);
}

void run_add_strip_label(const DrawnRun *run, const Strip *strip, Language language,
                         Text *out)
{
    if (strip->kind == SUBJECT_OBJECT) {
        int64_t capacity = run->trace->objects[strip->number - 1].capacity;
        run_add_object_label(run, strip->number, out);
        if (capacity > 0) text_addf(out, " (%lld)", (long long)capacity);
    } else if (strip->kind == SUBJECT_CORE) {
        text_addf(out, "%s %u", sentence_pattern(language, SENTENCE_PICTURE_CORE),
                  strip->number);
    } else if (strip->number) {
        run_add_thread_label(run, strip->number, language, out);
    } else {
        add_main_label(run, language, out);
    }
}

// ---- Strips ----

const Segment *strip_at(const Strip *strip, const DrawnRun *run, uint32_t event,
                        SimTime time)
{
    uint32_t low = 0, high = strip->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (strip->segments[middle].event <= event)
            low = middle + 1;
        else
            high = middle;
    }
    const Segment *last = low ? &strip->segments[low - 1] : NULL;
    return last && last->to > run_position(run, event, time) ? last : NULL;
}

// ---- The whole ----

DrawnRun *run_open(const Trace *trace, AxisKind axis)
{
    DrawnRun *run = memory_new(sizeof *run);
    *run = (DrawnRun){.trace = trace, .arena = arena_open(), .axis = axis};
    run->has_threads = machine_has_threads(&trace->scenario.machine);
    run->lanes = lanes_new(run->arena, trace);
    if (axis == AXIS_TIME && run->lanes->end == 0) run->axis = AXIS_EVENT;
    run_index(run);
    run->length = length_of(run);
    order_rows(run);
    run_fill_processors(run);
    run->processor_count = run->strip_count;
    run_fill_resources(run);
    run_index_slices(run);
    return run;
}

void run_close(DrawnRun *run)
{
    if (!run) return;
    for (uint32_t i = 0; i < run->strip_count; i++)
        free(run->strips[i].segments);
    free(run->strips);
    free(run->turns.at);
    free(run->prints.at);
    free(run->timers.at);
    free(run->checkpoints);
    free(run->threads);
    arena_close(run->arena);
    free(run);
}
