// trace_reader.c -- reads what trace_writer.c writes: head, events, tables, outcome.

#include "output/trace_reader.h"

#include "output/event_reader.h"
#include "trace/record.h"

#include <sha2.h>
#include <stdlib.h>
#include <string.h>

// ---- Head ----

static void read_version(Reading *reading)
{
    json_read_mark(&reading->json, '{');
    json_read_key(&reading->json, "coroscope-trace");
    int64_t version = json_read_number(&reading->json, 0, INT32_MAX);
    if (!reading->json.failed && version != 1)
        reading_wrong(reading, SENTENCE_READ_VERSION);
}

static void read_program(Reading *reading, Text *program)
{
    json_read_mark(&reading->json, '[');
    for (bool first = true; json_read_entry(&reading->json, &first);) {
        if (reading->line_count++) text_add_char(program, '\n');
        const char *line = json_read_string(&reading->json);
        size_t size = reading->json.string.size;
        if (memchr(line, '\n', size)) json_reader_expected(&reading->json, "one line");
        text_add_bytes(program, line, size);
    }
}

static void read_machine(Reading *reading, Machine *machine)
{
    JsonReader *json = &reading->json;
    json_read_mark(json, '{');
    json_read_key(json, "model");
    machine->model = (MachineModel)reading_model(reading);
    json_read_next_key(json, "cores");
    machine->cores = (int)json_read_number(json, 1, MACHINE_CORES_MAX);
    json_read_next_key(json, "quantum");
    machine->quantum = json_read_number(json, 0, INT64_MAX);
    json_read_next_key(json, "switch_interval");
    machine->switch_interval = json_read_number(json, 0, INT64_MAX);
    json_read_next_key(json, "cost");
    json_read_mark(json, '{');
    json_read_key(json, "thread");
    machine->cost_thread = json_read_number(json, 0, INT64_MAX);
    json_read_next_key(json, "process");
    machine->cost_process = json_read_number(json, 0, INT64_MAX);
    json_read_next_key(json, "step");
    machine->cost_step = json_read_number(json, 0, INT64_MAX);
    json_read_next_key(json, "op");
    machine->cost_op = json_read_number(json, 0, INT64_MAX);
    json_read_mark(json, '}');
    json_read_mark(json, '}');
}

static void check_digest(Reading *reading, const Text *program, const char *said)
{
    char digest[SHA256_DIGEST_STRING_LENGTH];
    SHA256Data((const uint8_t *)text_string(program), program->size, digest);
    if (!reading->json.failed && strcmp(digest, said) != 0)
        reading_wrong(reading, SENTENCE_READ_OTHER_PROGRAM);
}

static void read_head(Reading *reading)
{
    JsonReader *json = &reading->json;
    TraceScenario scenario = {0};
    Text program = {0};
    read_version(reading);
    json_read_next_key(json, "scenario");
    json_read_mark(json, '{');
    json_read_key(json, "title");
    scenario.title = reading_keep(reading);
    json_read_mark(json, ',');
    json_read_any_key(json);
    if (strcmp(text_string(&json->string), "titles") == 0) {
        json_read_mark(json, '{');
        json_read_key(json, "ko");
        scenario.title_korean = reading_keep(reading);
        json_read_mark(json, '}');
        json_read_mark(json, ',');
        json_read_any_key(json);
    }
    if (strcmp(text_string(&json->string), "sha256") != 0)
        json_reader_expected(json, "\"sha256\"");
    const char *digest = reading_keep(reading);
    json_read_next_key(json, "seed");
    scenario.seed = json_read_number(json, INT64_MIN + 1, INT64_MAX);
    json_read_next_key(json, "program");
    read_program(reading, &program);
    check_digest(reading, &program, digest);
    json_read_mark(json, '}');
    json_read_next_key(json, "machine");
    read_machine(reading, &scenario.machine);

    scenario.program = text_string(&program);
    scenario.program_size = program.size;
    trace_set_scenario(reading->trace, &scenario);
    text_free(&program);
}

// ---- Tables ----

static void check_task(Reading *reading, const TraceTask *said, TraceTask *row)
{
    if (said->coroutine != row->coroutine || said->parent != row->parent ||
        said->created != row->created || said->end != row->end ||
        (said->end != END_PENDING && said->ended != row->ended)) {
        reading_wrong(reading, SENTENCE_READ_TASK_MISFIT);
        return;
    }
    row->name = said->name;
    row->internal = said->internal;
}

static void read_task_row(Reading *reading, uint32_t id)
{
    JsonReader *json = &reading->json;
    TraceTask said = {0};
    json_read_mark(json, '{');
    json_read_key(json, "id");
    json_read_number(json, id, id);
    json_read_next_key(json, "name");
    said.name = reading_text(reading);
    json_read_next_key(json, "coroutine");
    said.coroutine = reading_text(reading);
    json_read_next_key(json, "parent");
    if (!json_read_null_if(json)) said.parent = reading_u32(reading);
    json_read_next_key(json, "created");
    said.created = json_read_number(json, 0, INT64_MAX);
    json_read_next_key(json, "ended");
    if (!json_read_null_if(json)) said.ended = json_read_number(json, 0, INT64_MAX);
    json_read_next_key(json, "end");
    if (!json_read_null_if(json)) said.end = reading_end(reading);
    json_read_next_key(json, "internal");
    said.internal = json_read_bool(json);
    json_read_mark(json, '}');
    if (json->failed) return;
    if (id > reading->trace->task_count)
        reading_wrong(reading, SENTENCE_READ_NO_SUCH_TASK);
    else
        check_task(reading, &said, &reading->trace->tasks[id - 1]);
}

static void read_object_row(Reading *reading, uint32_t id)
{
    JsonReader *json = &reading->json;
    json_read_mark(json, '{');
    json_read_key(json, "id");
    json_read_number(json, id, id);
    json_read_next_key(json, "kind");
    const char *kind = reading_keep(reading);
    json_read_next_key(json, "name");
    const char *name = reading_keep_maybe(reading);
    json_read_next_key(json, "capacity");
    int64_t capacity =
        json_read_null_if(json) ? -1 : json_read_number(json, 0, INT64_MAX);
    json_read_next_key(json, "line");
    uint32_t line = json_read_null_if(json) ? 0 : reading_u32(reading);
    json_read_mark(json, '}');
    if (json->failed) return;
    trace_object(reading->trace, kind, capacity, line);
    if (name) trace_object_name(reading->trace, id, name, strlen(name));
}

static void read_tables(Reading *reading)
{
    JsonReader *json = &reading->json;
    uint32_t id = 0;
    json_read_next_key(json, "tasks");
    json_read_mark(json, '[');
    for (bool first = true; json_read_entry(json, &first);)
        read_task_row(reading, ++id);
    if (!json->failed && id != reading->trace->task_count)
        reading_wrong(reading, SENTENCE_READ_TASK_MISFIT);

    json_read_next_key(json, "objects");
    json_read_mark(json, '[');
    id = 0;
    for (bool first = true; json_read_entry(json, &first);)
        read_object_row(reading, ++id);
    if (!json->failed && reading->object_most > reading->trace->object_count)
        reading_wrong(reading, SENTENCE_READ_NO_SUCH_OBJECT);
}

// ---- Outcome ----

static void *grown(Reading *reading, void *array, int count, size_t size)
{
    if (count & (count - 1)) return array; // grows at powers of two
    char *copy = arena_alloc(reading->arena, size * (size_t)(count ? count * 2 : 1), 8);
    if (count) memcpy(copy, array, size * (size_t)count);
    return copy;
}

static void read_error(Reading *reading, TraceOutcome *outcome)
{
    JsonReader *json = &reading->json;
    TraceFrame *frames = NULL;
    json_read_mark(json, '{');
    json_read_key(json, "type");
    outcome->error_type = reading_keep(reading);
    json_read_next_key(json, "message");
    outcome->error_message = reading_keep(reading);
    json_read_next_key(json, "traceback");
    json_read_mark(json, '[');
    for (bool first = true; json_read_entry(json, &first);) {
        frames = grown(reading, frames, outcome->frame_count, sizeof *frames);
        TraceFrame *frame = &frames[outcome->frame_count++];
        json_read_mark(json, '{');
        json_read_key(json, "function");
        frame->function = reading_keep(reading);
        json_read_next_key(json, "line");
        frame->line = reading_u32(reading);
        json_read_mark(json, '}');
    }
    outcome->frames = frames;
    json_read_mark(json, '}');
}

static uint32_t *read_ids(Reading *reading, uint32_t (*read)(Reading *), int *count)
{
    uint32_t *ids = NULL;
    json_read_mark(&reading->json, '[');
    for (bool first = true; json_read_entry(&reading->json, &first);) {
        ids = grown(reading, ids, *count, sizeof *ids);
        ids[(*count)++] = read(reading);
    }
    return ids;
}

static uint32_t *read_tasks(Reading *reading, int *count)
{
    return read_ids(reading, reading_task, count);
}

static uint32_t *read_threads(Reading *reading, int *count)
{
    return read_ids(reading, reading_u32, count);
}

static TracePlace read_place(Reading *reading)
{
    TracePlace place = {0};
    json_read_next_key(&reading->json, "line");
    if (!json_read_null_if(&reading->json))
        place.line = (uint32_t)json_read_number(&reading->json, 1, reading->line_count);
    json_read_next_key(&reading->json, "column");
    if (!json_read_null_if(&reading->json)) place.column = reading_u32(reading);
    return place;
}

static void read_waiter(Reading *reading, TraceWaiter *waiter)
{
    JsonReader *json = &reading->json;
    json_read_mark(json, '{');
    json_read_key(json, "task");
    if (!json_read_null_if(json)) waiter->task = reading_task(reading);
    if (!waiter->task) {
        json_read_next_key(json, "thread");
        waiter->thread = reading_u32(reading);
    }
    json_read_next_key(json, "name");
    waiter->name = reading_keep(reading);
    json_read_next_key(json, "coroutine");
    waiter->coroutine = reading_keep(reading);
    json_read_next_key(json, "on");
    waiter->on = (TraceWait)reading_wait(reading);
    json_read_next_key(json, "what");
    waiter->what = reading_keep_maybe(reading);
    json_read_next_key(json, "by");
    waiter->by = waiter->task ? read_tasks(reading, &waiter->by_count)
                              : read_threads(reading, &waiter->by_count);
    waiter->place = read_place(reading);
    if (json_next_is(json, ',')) {
        json_read_next_key(json, "lost_by");
        waiter->lost = reading_keep(reading);
    }
    json_read_mark(json, '}');
}

static void read_deadlock(Reading *reading, TraceOutcome *outcome)
{
    JsonReader *json = &reading->json;
    TraceWaiter *waiters = NULL;
    json_read_mark(json, '{');
    json_read_key(json, "waiting");
    json_read_mark(json, '[');
    for (bool first = true; json_read_entry(json, &first);) {
        waiters = grown(reading, waiters, outcome->waiter_count, sizeof *waiters);
        TraceWaiter *waiter = &waiters[outcome->waiter_count++];
        *waiter = (TraceWaiter){0};
        read_waiter(reading, waiter);
    }
    outcome->waiters = waiters;
    json_read_next_key(json, "cycle");
    if (!json_read_null_if(json))
        outcome->cycle = read_tasks(reading, &outcome->cycle_count);
    if (json_next_is(json, ',')) {
        json_read_next_key(json, "thread_cycle");
        outcome->cycle_of_threads = true;
        outcome->cycle_count = 0;
        outcome->cycle = read_threads(reading, &outcome->cycle_count);
    }
    json_read_mark(json, '}');
}

static void read_limit(Reading *reading, TraceOutcome *outcome)
{
    JsonReader *json = &reading->json;
    json_read_mark(json, '{');
    json_read_key(json, "name");
    outcome->limit = reading_keep(reading);
    json_read_next_key(json, "value");
    outcome->limit_value = json_read_number(json, 0, INT64_MAX);
    json_read_next_key(json, "task");
    if (!json_read_null_if(json)) outcome->limit_task = reading_task(reading);
    outcome->limit_place = read_place(reading);
    json_read_mark(json, '}');
}

static void read_part(Reading *reading, const char *key, TraceOutcomeEnd end,
                      TraceOutcome *outcome, void (*read)(Reading *, TraceOutcome *))
{
    json_read_next_key(&reading->json, key);
    if (outcome->end == end)
        read(reading, outcome);
    else if (!json_read_null_if(&reading->json))
        json_reader_expected(&reading->json, "null");
}

static void read_outcome(Reading *reading)
{
    JsonReader *json = &reading->json;
    TraceOutcome outcome = {0};
    json_read_next_key(json, "outcome");
    json_read_mark(json, '{');
    json_read_key(json, "end");
    outcome.end = (TraceOutcomeEnd)reading_outcome(reading);
    json_read_next_key(json, "time");
    outcome.time = json_read_number(json, reading->now, INT64_MAX);
    read_part(reading, "error", OUTCOME_ERROR, &outcome, read_error);
    read_part(reading, "deadlock", OUTCOME_DEADLOCK, &outcome, read_deadlock);
    read_part(reading, "limit", OUTCOME_LIMIT, &outcome, read_limit);
    json_read_mark(json, '}');
    json_read_mark(json, '}');
    json_read_end(json);
    if (!json->failed) trace_set_outcome(reading->trace, &outcome);
}

static void read_all(Reading *reading)
{
    JsonReader *json = &reading->json;
    read_head(reading);
    event_reader_prepare(reading);
    json_read_next_key(json, "events");
    json_read_mark(json, '[');
    for (bool first = true; json_read_entry(json, &first);)
        event_read(reading);
    read_tables(reading);
    // The summary follows from the events, so it is not taken on trust.
    json_read_next_key(json, "summary");
    json_skip_value(json);
    read_outcome(reading);
}

Trace *trace_read(int fd, const char *head, size_t size, const char *name,
                  Language language, const volatile sig_atomic_t *stop, Text *message)
{
    Reading reading = {.trace = trace_open(), .arena = arena_open()};
    json_reader_open(&reading.json, fd, head, size, name, language, message);
    reading.json.stop = stop;
    read_all(&reading);
    bool failed = reading.json.failed;
    json_reader_close(&reading.json);
    free(reading.timers);
    arena_close(reading.arena);
    if (!failed) return reading.trace;
    trace_close(reading.trace);
    return NULL;
}
