// trace_writer.c -- walks the log and the tables of events.def, byte by byte into a
// buffer. Every line, its final comma apart, is what Python's json.dumps would write.

#include "output/trace_writer.h"

#include "base/assert.h"
#include "output/json.h"
#include "trace/summary.h"

#include <sha2.h>
#include <stdlib.h>

// More than any event takes without its texts and lists.
enum { EVENT_MOST = 512 };

static char *put(char *at, const char *bytes, size_t size)
{
    memcpy(at, bytes, size);
    return at + size;
}

#define PUT(at, literal) put((at), literal, sizeof(literal) - 1)

static char *put_null(char *at)
{
    return PUT(at, "null");
}

static char *put_id(char *at, uint32_t id)
{
    return id ? json_put_number(at, id) : put_null(at);
}

// An instant; null for the one that never comes.
static char *put_time(char *at, SimTime time)
{
    return time == SIMTIME_NEVER ? put_null(at) : json_put_number(at, time);
}

static char *put_word(char *at, const char *word)
{
    *at++ = '"';
    while (*word)
        *at++ = *word++;
    *at++ = '"';
    return at;
}

// Texts and lists can be long: [*at] moves to where there is room for them and for the
// rest of the line.
static inline void need(OutFile *file, char **at, size_t size)
{
    if ((size_t)(file->buffer + file->capacity - *at) >= size + EVENT_MOST) return;
    file_wrote(file, *at);
    *at = file_room(file, size + EVENT_MOST);
}

static char *put_text(const Trace *trace, OutFile *file, char *at, TraceText text)
{
    size_t size;
    const char *bytes = trace_text_bytes(trace, text, &size);
    need(file, &at, 6 * size);
    return json_put_string(at, bytes, size);
}

// Room for one entry of a list of tasks.
enum { ENTRY_MOST = JSON_NUMBER_MOST + 2 };

static char *put_tasks(OutFile *file, char *at, const uint32_t *tasks, uint32_t count)
{
    need(file, &at, (size_t)count * ENTRY_MOST);
    *at++ = '[';
    for (uint32_t i = 0; i < count; i++) {
        if (i) at = PUT(at, ", ");
        at = json_put_number(at, tasks[i]);
    }
    *at++ = ']';
    return at;
}

static char *put_ready(const Trace *trace, OutFile *file, char *at, uint32_t list)
{
    uint32_t count;
    const uint32_t *entries = trace_list(trace, list, &count);
    need(file, &at, (size_t)count * ENTRY_MOST);
    *at++ = '[';
    for (uint32_t i = 0; i < count; i++) {
        if (i) at = PUT(at, ", ");
        if (entries[i] & TRACE_CALLBACK) {
            at = put_text(trace, file, at, entries[i] & ~TRACE_CALLBACK);
            need(file, &at, (size_t)(count - i) * ENTRY_MOST);
        } else {
            at = json_put_number(at, entries[i]);
        }
    }
    *at++ = ']';
    return at;
}

// {"kind": "sleep", "timer": 1, "until": 2000000000}
static char *put_wait(const Trace *trace, OutFile *file, char *at,
                      const TraceRecord *record)
{
    TraceWait wait = (TraceWait)record->detail;
    at = PUT(at, "{\"kind\": ");
    at = put_word(at, trace_wait_word(wait));
    switch (trace_wait_refers(wait)) {
    case REFERS_NOTHING: break;
    case REFERS_TIMER: {
        const TraceRecord *set = trace_event(trace, record->a);
        at = json_put_number(PUT(at, ", \"timer\": "), set->task);
        at = put_time(PUT(at, ", \"until\": "), set->wide);
        break;
    }
    case REFERS_TASK: at = put_id(PUT(at, ", \"task\": "), record->a); break;
    case REFERS_OBJECT: at = put_id(PUT(at, ", \"object\": "), record->a); break;
    case REFERS_TASKS: {
        uint32_t count;
        const uint32_t *tasks = trace_list(trace, record->b, &count);
        at = put_tasks(file, PUT(at, ", \"tasks\": "), tasks, count);
        break;
    }
    }
    *at++ = '}';
    return at;
}

static char *put_end(const Trace *trace, OutFile *file, char *at,
                     const TraceRecord *record)
{
    at = put_word(at, trace_end_word((TraceEnd)record->detail));
    if (record->detail == END_FINISHED)
        return put_text(trace, file, PUT(at, ", \"value\": "), record->a);
    if (record->detail == END_FAILED)
        return put_text(trace, file, PUT(at, ", \"error\": "), record->a);
    return at;
}

static char *put_facts(const Trace *trace, OutFile *file, char *at,
                       const TraceRecord *record)
{
    const char *key = trace_code_keys((TraceCode)record->detail);
    int count = trace_code_fact_count((TraceCode)record->detail);
    for (int i = 0; i < count; i++) {
        size_t size = strcspn(key, " ");
        at = PUT(at, ", \"");
        at = put(at, key, size);
        at = PUT(at, "\": ");
        TraceFact fact = trace_fact(trace, record, i);
        if (fact.kind == FACT_TEXT) {
            size_t length = strlen(fact.text);
            need(file, &at, 6 * length);
            at = json_put_string(at, fact.text, length);
        } else {
            at = json_put_number(at, fact.number);
        }
        key += size + (key[size] == ' ');
    }
    return at;
}

static char *put_queue(const Trace *trace, OutFile *file, char *at, uint32_t queues,
                       TraceFieldKind kind)
{
    uint32_t count;
    const uint32_t *tasks = kind == FIELD_HOLDERS
                                ? trace_holder_list(trace, queues, &count)
                                : trace_waiting_list(trace, queues, &count);
    return put_tasks(file, at, tasks, count);
}

static uint32_t number_at(const TraceRecord *record, const TraceField *field)
{
    uint32_t number;
    memcpy(&number, (const char *)record + field->offset, sizeof number);
    return number;
}

// The value of a field that is always written.
static char *put_value(const Trace *trace, OutFile *file, char *at,
                       const TraceRecord *record, uint32_t event, const TraceField *field)
{
    switch ((TraceFieldKind)field->kind) {
    case FIELD_TASK:
    case FIELD_OBJECT: return put_id(at, number_at(record, field));
    case FIELD_TIMER:
    case FIELD_NUMBER: return json_put_number(at, number_at(record, field));
    case FIELD_TIME: return put_time(at, record->wide);
    case FIELD_TEXT: return put_text(trace, file, at, number_at(record, field));
    case FIELD_MAYBE_TEXT:
        if (!number_at(record, field)) return put_null(at);
        return put_text(trace, file, at, number_at(record, field));
    case FIELD_TIMER_OF:
        return json_put_number(at, trace_event(trace, record->cause)->task);
    case FIELD_DUE_OF: return put_time(at, trace_event(trace, record->cause)->wide);
    case FIELD_WHAT_OF:
        return put_text(trace, file, at, trace_event(trace, record->cause)->cause);
    case FIELD_END: return put_end(trace, file, at, record);
    case FIELD_WAIT: return put_wait(trace, file, at, record);
    case FIELD_READY: return put_ready(trace, file, at, record->b);
    case FIELD_HOLDERS:
    case FIELD_WAITING: return put_queue(trace, file, at, record->b, field->kind);
    case FIELD_CODE: return put_word(at, trace_code_word((TraceCode)record->detail));
    case FIELD_WHY:
        if (record->detail == WHY_NONE) return put_null(at);
        return put_word(at, trace_why_word((TraceWhy)record->detail));
    case FIELD_CAUSE:
        if (!record->cause) return put_null(at);
        return json_put_number(at, event - record->cause);
    case FIELD_FACTS:
    case FIELD_LINE:
    case FIELD_COLUMN: break;
    }
    return at;
}

static char *put_field(const Trace *trace, OutFile *file, char *at,
                       const TraceRecord *record, uint32_t event, const TraceField *field)
{
    switch ((TraceFieldKind)field->kind) {
    case FIELD_FACTS: return put_facts(trace, file, at, record);
    case FIELD_LINE:
        if (!record->line) return at;
        return json_put_number(PUT(at, ", \"line\": "), record->line);
    case FIELD_COLUMN:
        if (!record->column) return at;
        return json_put_number(PUT(at, ", \"column\": "), record->column);
    default:
        // A copy of fixed size is one instruction; what is too much is written over.
        memcpy(at, field->prefix, sizeof field->prefix);
        at += field->prefix_size;
        return put_value(trace, file, at, record, event, field);
    }
}

// ', "type": "task.resume"', padded so that all of it is copied at one go.
typedef struct TypeText {
    char text[47];
    uint8_t size;
} TypeText;

static const TypeText type_texts[] = {
    {"", 0},
#define EVENT(name, word, ...)                                                           \
    {", \"type\": \"" word "\"", sizeof(", \"type\": \"" word "\"") - 1},
#include "trace/events.def"
#undef EVENT
};

// The beginning of a line. Many events share an instant, so it is kept for the next.
typedef struct Beginning {
    SimTime time;
    uint8_t size; // 0: nothing is kept yet
    char text[31];
} Beginning;

static char *put_beginning(char *at, SimTime time, Beginning *kept)
{
    if (!kept->size || kept->time != time) {
        char *end = json_put_number(PUT(kept->text, "{\"t\": "), time);
        kept->time = time;
        kept->size = (uint8_t)(end - kept->text);
    }
    memcpy(at, kept->text, sizeof kept->text);
    return at + kept->size;
}

static inline void write_event(const Trace *trace, uint32_t number, OutFile *file,
                               Beginning *kept)
{
    const TraceRecord *record = trace_event(trace, number);
    char *at = put_beginning(file_room(file, EVENT_MOST), record->time, kept);
    const TypeText *type = &type_texts[record->type];
    memcpy(at, type->text, sizeof type->text);
    at += type->size;
    for (const TraceField *f = trace_fields((TraceType)record->type); f->key; f++)
        at = put_field(trace, file, at, record, number, f);
    *at++ = '}';
    file_wrote(file, at);
}

void trace_write_event(const Trace *trace, uint32_t number, OutFile *file)
{
    Beginning none = {0};
    write_event(trace, number, file, &none);
}

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

static void write_key(OutFile *file, const char *key, int64_t number)
{
    file_add(file, key);
    json_add_number(file, number);
}

static void write_head(const TraceScenario *scenario, OutFile *file)
{
    const Machine *machine = &scenario->machine;
    file_add(file, "{\"coroscope-trace\": 1,\n\"scenario\": {\"title\": ");
    json_add_text(file, scenario->title);
    file_add(file, ", \"sha256\": ");
    write_sha256(scenario, file);
    write_key(file, ", \"seed\": ", scenario->seed);
    file_add(file, ", \"program\": ");
    write_program(scenario, file);
    file_add(file, "},\n\"machine\": {\"model\": ");
    json_add_text(file, machine_model_name(machine->model));
    write_key(file, ", \"cores\": ", machine->cores);
    write_key(file, ", \"quantum\": ", machine->quantum);
    write_key(file, ", \"switch_interval\": ", machine->switch_interval);
    write_key(file, ", \"cost\": {\"thread\": ", machine->cost_thread);
    write_key(file, ", \"process\": ", machine->cost_process);
    write_key(file, ", \"step\": ", machine->cost_step);
    write_key(file, ", \"op\": ", machine->cost_op);
    file_add(file, "}},\n");
}

// ---- Tables ----

static void write_task(const Trace *trace, uint32_t id, OutFile *file, Text *name)
{
    const TraceTask *task = &trace->tasks[id - 1];
    text_clear(name);
    trace_add_task_name(trace, id, name);
    write_key(file, "{\"id\": ", id);
    file_add(file, ", \"name\": ");
    json_add_string(file, text_string(name), name->size);
    file_add(file, ", \"coroutine\": ");
    size_t size;
    const char *coroutine = trace_text_bytes(trace, task->coroutine, &size);
    json_add_string(file, coroutine, size);
    file_add(file, ", \"parent\": ");
    json_add_id(file, task->parent);
    write_key(file, ", \"created\": ", task->created);
    if (task->end == END_PENDING) {
        file_add(file, ", \"ended\": null, \"end\": null");
    } else {
        write_key(file, ", \"ended\": ", task->ended);
        file_add(file, ", \"end\": ");
        json_add_text(file, trace_end_word((TraceEnd)task->end));
    }
    file_add(file, task->internal ? ", \"internal\": true}" : ", \"internal\": false}");
}

static void write_object(const Trace *trace, uint32_t id, OutFile *file)
{
    const TraceObject *object = &trace->objects[id - 1];
    write_key(file, "{\"id\": ", id);
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
        write_key(file, ": ", times->waiting[i]);
        comma = ", ";
    }
    file_add(file, "}}");
}

static void write_task_times(const Summary *summary, OutFile *file)
{
    file_add(file, ", \"tasks\": [");
    for (uint32_t i = 0; i < summary->task_count; i++) {
        write_key(file, i ? ", {\"task\": " : "{\"task\": ", (int64_t)i + 1);
        write_key(file, ", \"running\": ", summary->tasks[i].running);
        write_key(file, ", \"ready\": ", summary->tasks[i].ready);
        write_waiting(&summary->tasks[i], file);
    }
    file_add(file, "]");
}

static void write_summary(const Summary *summary, OutFile *file)
{
    write_key(file, "\"summary\": {\"makespan\": ", summary->makespan);
    write_key(file, ", \"steps\": ", (int64_t)summary->steps);
    write_key(file, ", \"turns\": ", (int64_t)summary->turns);
    write_key(file, ", \"printed\": ", (int64_t)summary->printed);
    write_key(file, ", \"most_alive\": ", summary->most_alive);
    write_key(file, ", \"most_waiting\": ", summary->most_waiting);
    write_key(file, ", \"most_running\": ", summary->most_running);
    write_key(file, ", \"longest_hold\": {\"time\": ", summary->longest_hold);
    file_add(file, ", \"task\": ");
    json_add_id(file, summary->longest_hold_task);
    write_key(file, "}, \"busy\": {\"loop\": ", summary->loop_busy);
    file_add(file, ", \"cores\": [");
    for (int i = 0; i < summary->core_count; i++)
        write_key(file, i ? ", " : "", summary->core_busy[i]);
    file_add(file, "]}");
    write_task_times(summary, file);
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
        write_key(file, ", \"line\": ", outcome->frames[i].line);
        file_add(file, "}");
    }
    file_add(file, "]}");
}

static void write_numbers(const uint32_t *numbers, int count, OutFile *file)
{
    file_add(file, "[");
    for (int i = 0; i < count; i++)
        write_key(file, i ? ", " : "", numbers[i]);
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
    write_key(file, "{\"task\": ", waiter->task);
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
    if (outcome->cycle_count)
        write_numbers(outcome->cycle, outcome->cycle_count, file);
    else
        file_add(file, "null");
    file_add(file, "}");
}

static void write_limit(const TraceOutcome *outcome, OutFile *file)
{
    file_add(file, "{\"name\": ");
    json_add_text(file, outcome->limit);
    write_key(file, ", \"value\": ", outcome->limit_value);
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
    write_key(file, ", \"time\": ", outcome->time);
    write_part(file, ", \"error\": ", outcome->end == OUTCOME_ERROR, outcome,
               write_error);
    write_part(file, ", \"deadlock\": ", outcome->end == OUTCOME_DEADLOCK, outcome,
               write_deadlock);
    write_part(file, ", \"limit\": ", outcome->end == OUTCOME_LIMIT, outcome,
               write_limit);
    file_add(file, "}}\n");
}

// A timer that fires is described by its timer.set, which may lie far back, and so may
// what a task did last: the memory is asked for before it is needed.
static inline void look_ahead(const Trace *trace, const SummaryWalk *walk,
                              uint32_t number, uint32_t count)
{
    enum { AHEAD = 16 };
    if (count - number < AHEAD) return;
    const TraceRecord *record = trace_event(trace, number + AHEAD);
    if (record->type == TRACE_TIMER_FIRE)
        __builtin_prefetch(trace_event(trace, record->cause));
    summary_expect(walk, record);
}

// False if the writing was stopped: by a failure or by [interrupt].
static bool write_events(const Trace *trace, OutFile *file, SummaryWalk *walk,
                         volatile sig_atomic_t *interrupt)
{
    Beginning kept = {0};
    file_add(file, "\"events\": [\n");
    uint32_t count = trace_count(trace);
    for (uint32_t number = 1; number <= count; number++) {
        look_ahead(trace, walk, number, count);
        summary_event(walk, trace_event(trace, number), number);
        write_event(trace, number, file, &kept);
        end_row(file, number, count);
        // A full disk or an interruption ends the writing within a moment.
        if (number % TRACE_CHUNK == 0 && (file->error || (interrupt && *interrupt)))
            return false;
    }
    return true;
}

void trace_write(const Trace *trace, OutFile *file, volatile sig_atomic_t *interrupt)
{
    ASSERT(trace->has_outcome, "only a run that is over is written");
    Arena *arena = arena_open();
    SummaryWalk *walk = summary_begin(arena, trace);
    write_head(&trace->scenario, file);
    if (write_events(trace, file, walk, interrupt)) {
        write_tables(trace, file);
        write_summary(summary_end(walk), file);
        write_outcome(&trace->outcome, file);
    }
    arena_close(arena);
}
