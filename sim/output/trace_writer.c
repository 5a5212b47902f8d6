// trace_writer.c -- walks the log and the tables, byte by byte into a buffer. Every line,
// its final comma apart, is what Python's json.dumps would write.

#include "output/trace_writer.h"

#include "base/assert.h"
#include "output/event_writer.h"
#include "output/json.h"
#include "trace/chain.h"
#include "trace/summary.h"

#include <sha2.h>
#include <stdlib.h>

// ---- Head ----

static void write_sha256(const TraceScenario *scenario, OutFile *file)
{
    char digest[SHA256_DIGEST_STRING_LENGTH];
    SHA256Data((const uint8_t *)scenario->program, scenario->program_size, digest);
    json_add_text(file, digest);
}

static void write_program(const TraceScenario *scenario, OutFile *file)
{
    const char *line = scenario->program, *end = line + scenario->program_size;
    file_add(file, "[");
    for (;;) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        const char *stop = newline ? newline : end;
        json_add_string(file, line, (size_t)(stop - line));
        if (!newline) break;
        file_add(file, ", ");
        line = newline + 1;
    }
    file_add(file, "]");
}

static void write_head(const TraceScenario *scenario, OutFile *file)
{
    const Machine *machine = &scenario->machine;
    file_add(file, "{\"coroscope-trace\": 1,\n\"scenario\": {\"title\": ");
    json_add_text(file, scenario->title);
    if (scenario->title_korean) {
        file_add(file, ", \"titles\": {\"ko\": ");
        json_add_text(file, scenario->title_korean);
        file_add(file, "}");
    }
    file_add(file, ", \"sha256\": ");
    write_sha256(scenario, file);
    json_add_key(file, ", \"seed\": ", scenario->seed);
    file_add(file, ", \"program\": ");
    write_program(scenario, file);
    file_add(file, "},\n\"machine\": ");
    json_add_machine(file, machine);
    file_add(file, ",\n");
}

// ---- Tables ----

static void write_task(const Trace *trace, uint32_t id, OutFile *file, Text *name)
{
    const TraceTask *task = &trace->tasks[id - 1];
    text_clear(name);
    trace_add_task_name(trace, id, name);
    json_add_key(file, "{\"id\": ", id);
    file_add(file, ", \"name\": ");
    json_add_string(file, text_string(name), name->size);
    file_add(file, ", \"coroutine\": ");
    size_t size;
    const char *coroutine = trace_text_bytes(trace, task->coroutine, &size);
    json_add_string(file, coroutine, size);
    file_add(file, ", \"parent\": ");
    json_add_id(file, task->parent);
    json_add_key(file, ", \"created\": ", task->created);
    if (task->end == END_PENDING) {
        file_add(file, ", \"ended\": null, \"end\": null");
    } else {
        json_add_key(file, ", \"ended\": ", task->ended);
        file_add(file, ", \"end\": ");
        json_add_text(file, trace_end_word((TraceEnd)task->end));
    }
    file_add(file, task->internal ? ", \"internal\": true}" : ", \"internal\": false}");
}

static void write_object(const Trace *trace, uint32_t id, OutFile *file)
{
    const TraceObject *object = &trace->objects[id - 1];
    json_add_key(file, "{\"id\": ", id);
    file_add(file, ", \"kind\": ");
    json_add_text(file, trace_text_bytes(trace, object->kind, NULL));
    file_add(file, ", \"name\": ");
    json_add_maybe(file,
                   object->name ? trace_text_bytes(trace, object->name, NULL) : NULL);
    file_add(file, ", \"capacity\": ");
    if (object->capacity < 0)
        file_add(file, "null");
    else
        json_add_number(file, object->capacity);
    file_add(file, ", \"line\": ");
    json_add_id(file, object->line);
    file_add(file, "}");
}

static inline void end_row(OutFile *file, uint32_t row, uint32_t count)
{
    file_add_bytes(file, &",\n"[row == count], 1 + (row < count));
}

static void write_tables(const Trace *trace, OutFile *file)
{
    Text name = {0};
    file_add(file, "],\n\"tasks\": [\n");
    for (uint32_t id = 1; id <= trace->task_count; id++) {
        write_task(trace, id, file, &name);
        end_row(file, id, trace->task_count);
    }
    text_free(&name);
    file_add(file, "],\n\"objects\": [\n");
    for (uint32_t id = 1; id <= trace->object_count; id++) {
        write_object(trace, id, file);
        end_row(file, id, trace->object_count);
    }
    file_add(file, "],\n");
}

// ---- Summary ----

static void write_waiting(const TaskTimes *times, OutFile *file)
{
    const char *comma = "";
    file_add(file, ", \"waiting\": {");
    for (int i = 0; i < TRACE_WAIT_COUNT; i++) {
        if (!times->waiting[i]) continue;
        file_add(file, comma);
        json_add_text(file, trace_wait_word((TraceWait)i));
        json_add_key(file, ": ", times->waiting[i]);
        comma = ", ";
    }
    file_add(file, "}}");
}

static void write_task_times(const SummaryWalk *walk, uint32_t count, OutFile *file)
{
    file_add(file, ", \"tasks\": [");
    for (uint32_t i = 0; i < count; i++) {
        const TaskTimes times = summary_task(walk, i + 1);
        json_add_key(file, i ? ", {\"task\": " : "{\"task\": ", (int64_t)i + 1);
        json_add_key(file, ", \"running\": ", times.running);
        json_add_key(file, ", \"ready\": ", times.ready);
        write_waiting(&times, file);
    }
    file_add(file, "]");
}

static void write_thread_waits(const Trace *trace, const ThreadTimes *times,
                               OutFile *file)
{
    file_add(file, ", \"waiting\": {");
    for (int i = 0; i < times->wait_count; i++) {
        if (i) file_add(file, ", ");
        json_add_text(file, trace_text_bytes(trace, times->waits[i].what, NULL));
        json_add_key(file, ": ", times->waits[i].time);
    }
    file_add(file, "}");
}

static void write_thread_times(const Trace *trace, const ThreadTimes *times,
                               OutFile *file)
{
    const ThreadLane *lane = times->lane;
    json_add_key(file, "{\"thread\": ", lane->id);
    json_add_key(file, ", \"process\": ", lane->process);
    file_add(file, ", \"name\": ");
    json_add_text(file, trace_text_bytes(trace, lane->name, NULL));
    json_add_key(file, ", \"started\": ", lane->started);
    json_add_key(file, ", \"ended\": ", lane->ended);
    json_add_key(file, ", \"starting\": ", times->spent[DOING_STARTS]);
    json_add_key(file, ", \"computing\": ", times->spent[DOING_COMPUTES]);
    json_add_key(file, ", \"blocking\": ", times->spent[DOING_BLOCKS]);
    json_add_key(file, ", \"ready\": {\"core\": ", times->spent[DOING_READY]);
    json_add_key(file, ", \"gil\": ", times->spent[DOING_WANTS_GIL]);
    file_add(file, "}");
    write_thread_waits(trace, times, file);
    json_add_key(file, ", \"idle\": ", times->spent[DOING_IDLE]);
    file_add(file, "}");
}

// Only of a run whose threads are not all tasks'.
static void write_threads(const Trace *trace, const Summary *summary, OutFile *file)
{
    if (!summary->thread_count) return;
    file_add(file, ", \"threads\": [");
    for (uint32_t i = 0; i < summary->thread_count; i++) {
        if (i) file_add(file, ", ");
        write_thread_times(trace, &summary->threads[i], file);
    }
    file_add(file, "]");
}

static void write_chain(const Chain *chain, const Summary *summary, OutFile *file)
{
    file_add(file, ", \"critical_path\": ");
    json_add_key(file, "{\"time\": ", chain->time);
    json_add_key(file, ", \"least\": ",
                 chain_least_time(chain, summary->work, summary->core_count));
    file_add(file, ", \"events\": [");
    for (uint32_t i = 0; i < chain->count; i++)
        json_add_key(file, i ? ", " : "", chain->events[i]);
    file_add(file, "]}");
}

static void write_summary(const Trace *trace, SummaryWalk *walk, const Chain *chain,
                          OutFile *file)
{
    const Summary *summary = summary_end(walk);
    json_add_key(file, "\"summary\": {\"makespan\": ", summary->makespan);
    json_add_key(file, ", \"steps\": ", (int64_t)summary->steps);
    json_add_key(file, ", \"turns\": ", (int64_t)summary->turns);
    json_add_key(file, ", \"printed\": ", (int64_t)summary->printed);
    json_add_key(file, ", \"most_alive\": ", summary->most_alive);
    json_add_key(file, ", \"most_waiting\": ", summary->most_waiting);
    json_add_key(file, ", \"most_running\": ", summary->most_running);
    json_add_key(file, ", \"longest_hold\": {\"time\": ", summary->longest_hold);
    file_add(file, ", \"task\": ");
    json_add_id(file, summary->longest_hold_task);
    json_add_key(file, "}, \"busy\": {\"loop\": ", summary->loop_busy);
    file_add(file, ", \"cores\": [");
    for (int i = 0; i < summary->core_count; i++)
        json_add_key(file, i ? ", " : "", summary->core_busy[i]);
    file_add(file, "]}, \"idle\": [");
    for (int i = 0; i < summary->core_count; i++)
        json_add_key(file, i ? ", " : "", summary->makespan - summary->core_busy[i]);
    json_add_key(file, "], \"work\": ", summary->work);
    write_chain(chain, summary, file);
    write_threads(trace, summary, file);
    write_task_times(walk, summary->task_count, file);
    file_add(file, "},\n");
}

// ---- Outcome ----

static void write_error(const TraceOutcome *outcome, OutFile *file)
{
    file_add(file, "{\"type\": ");
    json_add_text(file, outcome->error_type);
    file_add(file, ", \"message\": ");
    json_add_text(file, outcome->error_message);
    file_add(file, ", \"traceback\": [");
    for (int i = 0; i < outcome->frame_count; i++) {
        file_add(file, i ? ", {\"function\": " : "{\"function\": ");
        json_add_text(file, outcome->frames[i].function);
        json_add_key(file, ", \"line\": ", outcome->frames[i].line);
        file_add(file, "}");
    }
    file_add(file, "]}");
}

static void write_numbers(const uint32_t *numbers, int count, OutFile *file)
{
    file_add(file, "[");
    for (int i = 0; i < count; i++)
        json_add_key(file, i ? ", " : "", numbers[i]);
    file_add(file, "]");
}

static void write_place(TracePlace place, OutFile *file)
{
    file_add(file, ", \"line\": ");
    json_add_id(file, place.line);
    file_add(file, ", \"column\": ");
    json_add_id(file, place.column);
}

static void write_waiter(const TraceWaiter *waiter, OutFile *file)
{
    file_add(file, "{\"task\": ");
    json_add_id(file, waiter->task);
    if (!waiter->task) json_add_key(file, ", \"thread\": ", waiter->thread);
    file_add(file, ", \"name\": ");
    json_add_text(file, waiter->name);
    file_add(file, ", \"coroutine\": ");
    json_add_text(file, waiter->coroutine);
    file_add(file, ", \"on\": ");
    json_add_text(file, trace_wait_word(waiter->on));
    file_add(file, ", \"what\": ");
    json_add_maybe(file, waiter->what);
    file_add(file, ", \"by\": ");
    write_numbers(waiter->by, waiter->by_count, file);
    write_place(waiter->place, file);
    if (waiter->lost) {
        file_add(file, ", \"lost_by\": ");
        json_add_text(file, waiter->lost);
    }
    file_add(file, "}");
}

static void write_deadlock(const TraceOutcome *outcome, OutFile *file)
{
    file_add(file, "{\"waiting\": [");
    for (int i = 0; i < outcome->waiter_count; i++) {
        if (i) file_add(file, ", ");
        write_waiter(&outcome->waiters[i], file);
    }
    file_add(file, "], \"cycle\": ");
    if (outcome->cycle_count && !outcome->cycle_of_threads)
        write_numbers(outcome->cycle, outcome->cycle_count, file);
    else
        file_add(file, "null");
    if (outcome->cycle_of_threads) {
        file_add(file, ", \"thread_cycle\": ");
        write_numbers(outcome->cycle, outcome->cycle_count, file);
    }
    file_add(file, "}");
}

static void write_limit(const TraceOutcome *outcome, OutFile *file)
{
    file_add(file, "{\"name\": ");
    json_add_text(file, outcome->limit);
    json_add_key(file, ", \"value\": ", outcome->limit_value);
    file_add(file, ", \"task\": ");
    json_add_id(file, outcome->limit_task);
    write_place(outcome->limit_place, file);
    file_add(file, "}");
}

static void write_part(OutFile *file, const char *key, bool there,
                       const TraceOutcome *outcome,
                       void (*write)(const TraceOutcome *, OutFile *))
{
    file_add(file, key);
    if (there)
        write(outcome, file);
    else
        file_add(file, "null");
}

static void write_outcome(const TraceOutcome *outcome, OutFile *file)
{
    file_add(file, "\"outcome\": {\"end\": ");
    json_add_text(file, trace_outcome_word(outcome->end));
    json_add_key(file, ", \"time\": ", outcome->time);
    write_part(file, ", \"error\": ", outcome->end == OUTCOME_ERROR, outcome,
               write_error);
    write_part(file, ", \"deadlock\": ", outcome->end == OUTCOME_DEADLOCK, outcome,
               write_deadlock);
    write_part(file, ", \"limit\": ", outcome->end == OUTCOME_LIMIT, outcome,
               write_limit);
    file_add(file, "}}\n");
}

// ---- The file as a whole ----

struct TraceWriter {
    const Trace *trace;
    OutFile *file;
    volatile sig_atomic_t *interrupt;
    Arena *arena;
    SummaryWalk *walk;
    ChainWalk *chain;
    History *history; // NULL: the log keeps everything
    EventWriter events;
    uint32_t written;  // events
    uint32_t followed; // events that the chain has seen
    bool stopped;
};

TraceWriter *trace_writer_begin(const Trace *trace, OutFile *file, bool lets_go,
                                volatile sig_atomic_t *interrupt)
{
    Arena *arena = arena_open();
    TraceWriter *writer = ARENA_NEW(arena, TraceWriter);
    History *history = lets_go ? history_open(trace) : NULL;
    *writer = (TraceWriter){.trace = trace,
                            .history = history,
                            .file = file,
                            .interrupt = interrupt,
                            .arena = arena,
                            .walk = summary_begin(arena, trace),
                            .chain = chain_begin(trace),
                            .events = event_writer(trace, history, file)};
    summary_use_history(writer->walk, history);
    write_head(&trace->scenario, file);
    file_add(file, "\"events\": [\n");
    return writer;
}

// The events themselves come from the cache of the core that recorded them.
static void fetch(const Trace *trace, uint32_t first, uint32_t last)
{
    enum { LINE = 64, EVENTS_OF_LINE = LINE / sizeof(TracePacked) };
    for (uint32_t number = first; number <= last; number += EVENTS_OF_LINE)
        __builtin_prefetch(trace_packed(trace, number));
}

static void expect(const TraceWriter *writer, uint32_t first, uint32_t last)
{
    summary_expect(writer->walk, first, last);
    if (writer->history) history_expect(writer->history, first, last);
}

void trace_writer_events(TraceWriter *writer, uint32_t count)
{
    // So few that all they need, asked for one block ahead, is in the nearest cache while
    // they are written, and still there when the summary looks at them.
    enum { BLOCK = 24 };
    while (writer->written < count && !writer->stopped) {
        uint32_t first = writer->written + 1;
        uint32_t last = count - writer->written > BLOCK ? writer->written + BLOCK : count;
        uint32_t next = count - last > BLOCK ? last + BLOCK : count;
        fetch(writer->trace, next + 1, count - next > BLOCK ? next + BLOCK : count);
        expect(writer, last + 1, next);
        if (writer->history) history_begin(writer->history, first, last);
        event_writer_add(&writer->events, first, last);
        summary_events(writer->walk, first, last);
        if (writer->history) history_end(writer->history, first, last);
        writer->written = last;
        // A full disk or an interruption ends the writing within a moment.
        writer->stopped =
            !file_is_well(writer->file) || (writer->interrupt && *writer->interrupt);
    }
}

void trace_writer_follow(TraceWriter *writer, uint32_t count)
{
    chain_events(writer->chain, writer->followed + 1, count);
    writer->followed = count;
}

void trace_writer_end(TraceWriter *writer)
{
    const Trace *trace = writer->trace;
    ASSERT(trace->has_outcome, "only a run that is over is written");
    trace_writer_events(writer, trace_count(trace));
    if (!writer->stopped) {
        if (writer->written) file_add(writer->file, "\n");
        write_tables(trace, writer->file);
        trace_writer_follow(writer, trace_count(trace));
        const Chain *chain = chain_end(writer->chain, writer->arena);
        write_summary(trace, writer->walk, chain, writer->file);
        write_outcome(&trace->outcome, writer->file);
    }
    trace_writer_abandon(writer);
}

void trace_writer_abandon(TraceWriter *writer)
{
    summary_close(writer->walk);
    chain_close(writer->chain);
    history_close(writer->history);
    arena_close(writer->arena);
}

void trace_write(const Trace *trace, OutFile *file, volatile sig_atomic_t *interrupt)
{
    trace_writer_end(trace_writer_begin(trace, file, false, interrupt));
}
