// trace_reader.c -- reads what trace_writer.c writes, by the same tables.

#include "output/trace_reader.h"

#include "base/arena.h"
#include "output/json_reader.h"
#include "trace/record.h"

#include <sha2.h>
#include <stdlib.h>

typedef struct Reader {
    JsonReader json;
    Trace *trace;
    Arena *arena;     // for what the trace will copy
    SimTime now;      // of the event before
    uint32_t *timers; // timer N was set by the event timers[N - 1]
    uint32_t timer_capacity;
    uint32_t object_most; // the highest object named by an event
    int64_t line_count;   // of the program
    bool has_key;         // the next field's key was read already
} Reader;

static void wrong(Reader *reader, Sentence sentence)
{
    json_reader_fail(&reader->json, sentence, NULL, 0);
}

static char *keep_string(Reader *reader)
{
    json_read_string(&reader->json);
    const Text *string = &reader->json.string;
    return arena_copy(reader->arena, text_string(string), string->size);
}

static char *keep_maybe(Reader *reader)
{
    return json_read_null_if(&reader->json) ? NULL : keep_string(reader);
}

static TraceText intern(Reader *reader)
{
    json_read_string(&reader->json);
    const Text *string = &reader->json.string;
    return trace_text(reader->trace, text_string(string), string->size);
}

static uint32_t read_u32(Reader *reader)
{
    return (uint32_t)json_read_number(&reader->json, 0, UINT32_MAX);
}

// ---- Words ----

#define WORD_READER(function, type, word_of, count)                                      \
    static uint8_t function(Reader *reader)                                              \
    {                                                                                    \
        const char *word = json_read_string(&reader->json);                              \
        for (int i = 0; i < (count); i++)                                                \
            if (strcmp(word_of((type)i), word) == 0) return (uint8_t)i;                  \
        const SentenceWord words[] = {SENTENCE_WORD("word", word)};                      \
        json_reader_fail(&reader->json, SENTENCE_READ_UNKNOWN_WORD, words, 1);           \
        return 0;                                                                        \
    }

WORD_READER(read_wait_word, TraceWait, trace_wait_word, TRACE_WAIT_COUNT)
WORD_READER(read_end_word, TraceEnd, trace_end_word, TRACE_END_COUNT)
WORD_READER(read_why_word, TraceWhy, trace_why_word, TRACE_WHY_COUNT)
WORD_READER(read_code_word, TraceCode, trace_code_word, TRACE_CODE_COUNT)
WORD_READER(read_outcome_word, TraceOutcomeEnd, trace_outcome_word, TRACE_OUTCOME_COUNT)
WORD_READER(read_model_word, MachineModel, machine_model_name, MACHINE_MODEL_COUNT)

static uint8_t read_type(Reader *reader)
{
    const char *word = json_read_string(&reader->json);
    for (int i = TRACE_NO_EVENT + 1; i < TRACE_TYPE_COUNT; i++)
        if (strcmp(trace_type_word((TraceType)i), word) == 0) return (uint8_t)i;
    const SentenceWord words[] = {SENTENCE_WORD("word", word)};
    json_reader_fail(&reader->json, SENTENCE_READ_UNKNOWN_TYPE, words, 1);
    return TRACE_NO_EVENT;
}

// ---- Head ----

static void read_version(Reader *reader)
{
    json_read_mark(&reader->json, '{');
    json_read_key(&reader->json, "coroscope-trace");
    int64_t version = json_read_number(&reader->json, 0, INT32_MAX);
    if (!reader->json.failed && version != 1) wrong(reader, SENTENCE_READ_VERSION);
}

static void read_program(Reader *reader, Text *program)
{
    json_read_mark(&reader->json, '[');
    for (bool first = true; json_read_entry(&reader->json, &first);) {
        if (reader->line_count++) text_add_char(program, '\n');
        const char *line = json_read_string(&reader->json);
        size_t size = reader->json.string.size;
        if (memchr(line, '\n', size)) json_reader_expected(&reader->json, "one line");
        text_add_bytes(program, line, size);
    }
}

static void read_machine(Reader *reader, Machine *machine)
{
    JsonReader *json = &reader->json;
    json_read_mark(json, '{');
    json_read_key(json, "model");
    machine->model = (MachineModel)read_model_word(reader);
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

static void check_digest(Reader *reader, const Text *program, const char *said)
{
    char digest[SHA256_DIGEST_STRING_LENGTH];
    SHA256Data((const uint8_t *)text_string(program), program->size, digest);
    if (!reader->json.failed && strcmp(digest, said) != 0)
        wrong(reader, SENTENCE_READ_OTHER_PROGRAM);
}

static void read_head(Reader *reader)
{
    JsonReader *json = &reader->json;
    TraceScenario scenario = {0};
    Text program = {0};
    read_version(reader);
    json_read_next_key(json, "scenario");
    json_read_mark(json, '{');
    json_read_key(json, "title");
    scenario.title = keep_string(reader);
    json_read_mark(json, ',');
    json_read_any_key(json);
    if (strcmp(text_string(&json->string), "titles") == 0) {
        json_read_mark(json, '{');
        json_read_key(json, "ko");
        scenario.title_korean = keep_string(reader);
        json_read_mark(json, '}');
        json_read_mark(json, ',');
        json_read_any_key(json);
    }
    if (strcmp(text_string(&json->string), "sha256") != 0)
        json_reader_expected(json, "\"sha256\"");
    const char *digest = keep_string(reader);
    json_read_next_key(json, "seed");
    scenario.seed = json_read_number(json, INT64_MIN + 1, INT64_MAX);
    json_read_next_key(json, "program");
    read_program(reader, &program);
    check_digest(reader, &program, digest);
    json_read_mark(json, '}');
    json_read_next_key(json, "machine");
    read_machine(reader, &scenario.machine);

    scenario.program = text_string(&program);
    scenario.program_size = program.size;
    trace_set_scenario(reader->trace, &scenario);
    text_free(&program);
}

// ---- The fields of an event ----

// An instant; null is the one that never comes.
static SimTime read_time(Reader *reader)
{
    if (json_read_null_if(&reader->json)) return SIMTIME_NEVER;
    return json_read_number(&reader->json, INT64_MIN + 1, INT64_MAX);
}

// A task that exists by now.
static uint32_t read_task(Reader *reader)
{
    uint32_t task = (uint32_t)json_read_number(&reader->json, 1, (int64_t)UINT32_MAX);
    if (task > reader->trace->task_count) {
        wrong(reader, SENTENCE_READ_NO_SUCH_TASK);
        return 0;
    }
    return task;
}

static uint32_t read_object(Reader *reader)
{
    uint32_t object = read_u32(reader);
    if (object > reader->object_most) reader->object_most = object;
    return object;
}

static uint32_t read_timer(Reader *reader)
{
    uint32_t timer = read_u32(reader);
    if (!reader->json.failed && (!timer || timer > reader->trace->timer_count))
        wrong(reader, SENTENCE_READ_NO_SUCH_TIMER);
    return reader->json.failed ? 0 : reader->timers[timer - 1];
}

static void read_task_list(Reader *reader)
{
    json_read_mark(&reader->json, '[');
    for (bool first = true; json_read_entry(&reader->json, &first);)
        trace_list_task(reader->trace, read_task(reader));
}

// The event takes the list.
static void read_ready(Reader *reader)
{
    json_read_mark(&reader->json, '[');
    for (bool first = true; json_read_entry(&reader->json, &first);) {
        if (json_next_is(&reader->json, '"'))
            trace_list_callback(reader->trace, intern(reader));
        else
            trace_list_task(reader->trace, read_task(reader));
    }
}

static void read_queue(Reader *reader, void (*add)(Trace *, uint32_t))
{
    json_read_mark(&reader->json, '[');
    for (bool first = true; json_read_entry(&reader->json, &first);)
        add(reader->trace, read_task(reader));
}

static void read_thread_queue(Reader *reader, void (*add)(Trace *, uint32_t))
{
    json_read_mark(&reader->json, '[');
    for (bool first = true; json_read_entry(&reader->json, &first);)
        add(reader->trace, read_u32(reader));
}

static void read_wait(Reader *reader, TraceRecord *record)
{
    JsonReader *json = &reader->json;
    json_read_mark(json, '{');
    json_read_key(json, "kind");
    record->detail = read_wait_word(reader);
    switch (trace_wait_refers((TraceWait)record->detail)) {
    case REFERS_NOTHING: break;
    case REFERS_TIMER:
        json_read_next_key(json, "timer");
        record->a = read_timer(reader);
        json_read_next_key(json, "until");
        read_time(reader);
        break;
    case REFERS_TASK:
        json_read_next_key(json, "task");
        if (!json_read_null_if(json)) record->a = read_task(reader);
        break;
    case REFERS_OBJECT:
        json_read_next_key(json, "object");
        if (!json_read_null_if(json)) record->a = read_object(reader);
        break;
    case REFERS_TASKS:
        json_read_next_key(json, "tasks");
        read_task_list(reader);
        record->a = trace_close_list(reader->trace);
        break;
    }
    json_read_mark(json, '}');
}

static void read_end(Reader *reader, TraceRecord *record)
{
    record->detail = read_end_word(reader);
    if (record->detail == END_PENDING)
        json_reader_expected(&reader->json, "finished, failed or cancelled");
    if (record->detail == END_CANCELLED) return;
    json_read_next_key(&reader->json, record->detail == END_FINISHED ? "value" : "error");
    record->a = intern(reader);
}

static void read_facts(Reader *reader, TraceRecord *record)
{
    TraceCode code = (TraceCode)record->detail;
    const char *key = trace_code_keys(code), *kinds = trace_code_kinds(code);
    TraceFact facts[TRACE_FIELDS_MOST] = {0};
    for (int i = 0; kinds[i]; i++) {
        size_t size = strcspn(key, " ");
        json_read_next_key(&reader->json, arena_copy(reader->arena, key, size));
        facts[i].kind = kinds[i] == 'T'   ? FACT_TEXT
                        : kinds[i] == 'N' ? FACT_NUMBER
                                          : FACT_TIME;
        if (facts[i].kind == FACT_TEXT)
            facts[i].text = keep_string(reader);
        else
            facts[i].number = json_read_number(&reader->json, INT64_MIN + 1, INT64_MAX);
        key += size + (key[size] == ' ');
    }
    TraceText sentence;
    if (!reader->json.failed)
        record->b = trace_add_facts(reader->trace, code, facts, &sentence);
}

static uint32_t read_cause(Reader *reader)
{
    if (json_read_null_if(&reader->json)) return 0;
    uint32_t number = trace_count(reader->trace) + 1;
    int64_t back = json_read_number(&reader->json, 1, UINT32_MAX);
    if (back >= number) {
        wrong(reader, SENTENCE_READ_BAD_CAUSE);
        return 0;
    }
    return number - (uint32_t)back;
}

// The next event of the file is created here, so "task" is the new one's id.
static uint32_t read_new_task(Reader *reader)
{
    uint32_t next = reader->trace->task_count + 1;
    uint32_t task = (uint32_t)json_read_number(&reader->json, next, next);
    trace_add_task(reader->trace, &(TraceTask){.created = reader->now});
    return task;
}

static uint32_t read_text_or_null(Reader *reader)
{
    return json_read_null_if(&reader->json) ? 0 : intern(reader);
}

static void store(TraceRecord *record, const TraceField *field, uint32_t number)
{
    memcpy((char *)record + field->offset, &number, sizeof number);
}

// Every thread and process had an event of its own when it began, so there are no more than
// events: what reads a trace may have a row for each.
static int64_t threads_most(const Reader *reader)
{
    return (int64_t)trace_count(reader->trace) + 1;
}

static int64_t most_of(const Reader *reader, const TraceField *field)
{
    if (strcmp(field->key, "core") == 0) return MACHINE_CORES_MAX - 1;
    bool counts = strcmp(field->key, "thread") == 0 || strcmp(field->key, "process") == 0;
    return counts ? threads_most(reader) : UINT32_MAX;
}

static void read_value(Reader *reader, TraceRecord *record, const TraceField *field)
{
    JsonReader *json = &reader->json;
    switch ((TraceFieldKind)field->kind) {
    case FIELD_TASK:
        if (record->type == TRACE_TASK_CREATE && !record->task)
            record->task = read_new_task(reader);
        else if (!json_read_null_if(json))
            store(record, field, read_task(reader));
        break;
    case FIELD_OBJECT:
        if (!json_read_null_if(json)) store(record, field, read_object(reader));
        break;
    case FIELD_TIMER: {
        uint32_t next = reader->trace->timer_count + 1;
        record->task = (uint32_t)json_read_number(json, next, next);
        break;
    }
    case FIELD_NUMBER:
        store(record, field, (uint32_t)json_read_number(json, 0, most_of(reader, field)));
        break;
    case FIELD_TIME: record->wide = read_time(reader); break;
    case FIELD_TEXT: store(record, field, intern(reader)); break;
    case FIELD_MAYBE_TEXT: store(record, field, read_text_or_null(reader)); break;
    case FIELD_TIMER_OF: record->a = read_timer(reader); break;
    case FIELD_DUE_OF: read_time(reader); break;
    case FIELD_WHAT_OF: json_read_string(json); break;
    case FIELD_END: read_end(reader, record); break;
    case FIELD_WAIT: read_wait(reader, record); break;
    case FIELD_READY: read_ready(reader); break;
    case FIELD_HOLDERS: read_queue(reader, trace_holder); break;
    case FIELD_WAITING:
        read_queue(reader, trace_waiting);
        record->b = trace_close_queues(reader->trace);
        break;
    case FIELD_LISTED_OBJECT:
        trace_listed(reader->trace, json_read_null_if(json) ? 0 : read_object(reader));
        break;
    case FIELD_HOLDING_THREADS: read_thread_queue(reader, trace_holder); break;
    case FIELD_WAITING_THREADS:
        read_thread_queue(reader, trace_waiting);
        record->b = trace_close_queues(reader->trace);
        break;
    case FIELD_CODE: record->detail = read_code_word(reader); break;
    case FIELD_WHY:
        record->detail = json_read_null_if(json) ? 0 : read_why_word(reader);
        break;
    case FIELD_CAUSE: record->cause = read_cause(reader); break;
    case FIELD_FACTS: read_facts(reader, record); break;
    case FIELD_BY_THREAD:
        if (!json_read_null_if(json))
            record->thread =
                (uint32_t)json_read_number(json, 0, threads_most(reader)) + 1;
        break;
    case FIELD_POOL:
        trace_list_add(reader->trace, json_read_null_if(json) ? 0 : read_object(reader));
        break;
    case FIELD_JOB: trace_list_add(reader->trace, read_u32(reader)); break;
    case FIELD_FUNCTION:
        trace_list_add(reader->trace, intern(reader));
        record->b = trace_close_list(reader->trace);
        break;
    case FIELD_HOW: record->detail = read_end_word(reader); break;
    case FIELD_OTHER_THREAD:
        record->thread = (uint32_t)json_read_number(json, 1, threads_most(reader));
        break;
    case FIELD_LINE:
        record->line = (uint32_t)json_read_number(json, 1, reader->line_count);
        break;
    case FIELD_COLUMN:
        record->column = (uint16_t)json_read_number(json, 1, UINT16_MAX);
        break;
    }
}

static bool is_optional(const TraceField *field)
{
    return field->kind == FIELD_LINE || field->kind == FIELD_COLUMN ||
           field->kind == FIELD_OTHER_THREAD;
}

// "line", "column" and "thread" may be left out; the facts have no key of their own. A key
// that was read instead of one that is left out is kept for the next field.
static void read_field(Reader *reader, TraceRecord *record, const TraceField *field)
{
    if (field->kind == FIELD_FACTS) {
        read_value(reader, record, field);
        return;
    }
    if (is_optional(field) && !reader->has_key && !json_next_is(&reader->json, ','))
        return;
    if (!reader->has_key) {
        json_read_mark(&reader->json, ',');
        json_read_any_key(&reader->json);
    }
    reader->has_key = false;
    if (strcmp(text_string(&reader->json.string), field->key) != 0) {
        reader->has_key =
            is_optional(field) && (field + 1)->key && is_optional(field + 1);
        if (reader->has_key) return;
        Text what = {0};
        text_addf(&what, "\"%s\"", field->key);
        json_reader_expected(&reader->json, text_string(&what));
        text_free(&what);
        return;
    }
    read_value(reader, record, field);
}

// ---- Events ----

static void remember_timer(Reader *reader, uint32_t event)
{
    uint32_t count = reader->trace->timer_count++;
    if (count == reader->timer_capacity) {
        reader->timer_capacity = count ? count * 2 : 64;
        reader->timers =
            memory_grow(reader->timers, reader->timer_capacity * sizeof *reader->timers);
    }
    reader->timers[count] = event;
}

// A timer that fires or is cancelled names its timer.set twice: by number and as cause.
static void check_timer(Reader *reader, const TraceRecord *record)
{
    if (record->type != TRACE_TIMER_FIRE && record->type != TRACE_TIMER_CANCEL) return;
    if (record->a != record->cause) wrong(reader, SENTENCE_READ_NO_SUCH_TIMER);
}

static void end_task(Reader *reader, const TraceRecord *record)
{
    if (!record->task) return;
    TraceTask *task = &reader->trace->tasks[record->task - 1];
    if (task->end != END_PENDING) wrong(reader, SENTENCE_READ_TASK_MISFIT);
    task->end = record->detail;
    task->ended = record->time;
}

static bool needs_task(uint8_t type)
{
    return type == TRACE_TASK_RENAME || type == TRACE_TASK_RESUME ||
           type == TRACE_TASK_SUSPEND || type == TRACE_TASK_CANCEL ||
           type == TRACE_TASK_END;
}

// What the event changes beside the log.
static void note_event(Reader *reader, TraceRecord *record)
{
    uint32_t number = trace_count(reader->trace) + 1;
    check_timer(reader, record);
    if (needs_task(record->type) && !record->task)
        json_reader_expected(&reader->json, "a task");
    if (record->type == TRACE_TIMER_SET) remember_timer(reader, number);
    if (record->type == TRACE_TASK_END) end_task(reader, record);
    if (record->type == TRACE_TASK_CREATE) {
        TraceTask *task = &reader->trace->tasks[record->task - 1];
        if (record->a >= record->task) wrong(reader, SENTENCE_READ_NO_SUCH_TASK);
        task->parent = record->a;
        task->coroutine = record->b;
    }
    if (record->type == TRACE_TIMER_FIRE || record->type == TRACE_TIMER_CANCEL)
        record->a = 0;
}

static void read_event(Reader *reader)
{
    JsonReader *json = &reader->json;
    TraceRecord record = {0};
    json_read_mark(json, '{');
    json_read_key(json, "t");
    record.time = json_read_number(json, 0, INT64_MAX);
    if (record.time < reader->now) wrong(reader, SENTENCE_READ_TIME_BACK);
    reader->now = record.time;
    json_read_next_key(json, "type");
    record.type = read_type(reader);
    if (json->failed) return;
    for (const TraceField *f = trace_fields((TraceType)record.type); f->key; f++)
        read_field(reader, &record, f);
    json_read_mark(json, '}');
    if (json->failed) return;
    note_event(reader, &record);
    if (!json->failed) trace_append(reader->trace, record);
}

// ---- Tables ----

static void check_task(Reader *reader, const TraceTask *said, TraceTask *row)
{
    if (said->coroutine != row->coroutine || said->parent != row->parent ||
        said->created != row->created || said->end != row->end ||
        (said->end != END_PENDING && said->ended != row->ended)) {
        wrong(reader, SENTENCE_READ_TASK_MISFIT);
        return;
    }
    row->name = said->name;
    row->internal = said->internal;
}

static void read_task_row(Reader *reader, uint32_t id)
{
    JsonReader *json = &reader->json;
    TraceTask said = {0};
    json_read_mark(json, '{');
    json_read_key(json, "id");
    json_read_number(json, id, id);
    json_read_next_key(json, "name");
    said.name = intern(reader);
    json_read_next_key(json, "coroutine");
    said.coroutine = intern(reader);
    json_read_next_key(json, "parent");
    if (!json_read_null_if(json)) said.parent = read_u32(reader);
    json_read_next_key(json, "created");
    said.created = json_read_number(json, 0, INT64_MAX);
    json_read_next_key(json, "ended");
    if (!json_read_null_if(json)) said.ended = json_read_number(json, 0, INT64_MAX);
    json_read_next_key(json, "end");
    if (!json_read_null_if(json)) said.end = read_end_word(reader);
    json_read_next_key(json, "internal");
    said.internal = json_read_bool(json);
    json_read_mark(json, '}');
    if (json->failed) return;
    if (id > reader->trace->task_count)
        wrong(reader, SENTENCE_READ_NO_SUCH_TASK);
    else
        check_task(reader, &said, &reader->trace->tasks[id - 1]);
}

static void read_object_row(Reader *reader, uint32_t id)
{
    JsonReader *json = &reader->json;
    json_read_mark(json, '{');
    json_read_key(json, "id");
    json_read_number(json, id, id);
    json_read_next_key(json, "kind");
    const char *kind = keep_string(reader);
    json_read_next_key(json, "name");
    const char *name = keep_maybe(reader);
    json_read_next_key(json, "capacity");
    int64_t capacity =
        json_read_null_if(json) ? -1 : json_read_number(json, 0, INT64_MAX);
    json_read_next_key(json, "line");
    uint32_t line = json_read_null_if(json) ? 0 : read_u32(reader);
    json_read_mark(json, '}');
    if (json->failed) return;
    trace_object(reader->trace, kind, capacity, line);
    if (name) trace_object_name(reader->trace, id, name, strlen(name));
}

static void read_tables(Reader *reader)
{
    JsonReader *json = &reader->json;
    uint32_t id = 0;
    json_read_next_key(json, "tasks");
    json_read_mark(json, '[');
    for (bool first = true; json_read_entry(json, &first);)
        read_task_row(reader, ++id);
    if (!json->failed && id != reader->trace->task_count)
        wrong(reader, SENTENCE_READ_TASK_MISFIT);

    json_read_next_key(json, "objects");
    json_read_mark(json, '[');
    id = 0;
    for (bool first = true; json_read_entry(json, &first);)
        read_object_row(reader, ++id);
    if (!json->failed && reader->object_most > reader->trace->object_count)
        wrong(reader, SENTENCE_READ_NO_SUCH_OBJECT);
}

// ---- Outcome ----

static void *grown(Reader *reader, void *array, int count, size_t size)
{
    if (count & (count - 1)) return array; // grows at powers of two
    char *copy = arena_alloc(reader->arena, size * (size_t)(count ? count * 2 : 1), 8);
    if (count) memcpy(copy, array, size * (size_t)count);
    return copy;
}

static void read_error(Reader *reader, TraceOutcome *outcome)
{
    JsonReader *json = &reader->json;
    TraceFrame *frames = NULL;
    json_read_mark(json, '{');
    json_read_key(json, "type");
    outcome->error_type = keep_string(reader);
    json_read_next_key(json, "message");
    outcome->error_message = keep_string(reader);
    json_read_next_key(json, "traceback");
    json_read_mark(json, '[');
    for (bool first = true; json_read_entry(json, &first);) {
        frames = grown(reader, frames, outcome->frame_count, sizeof *frames);
        TraceFrame *frame = &frames[outcome->frame_count++];
        json_read_mark(json, '{');
        json_read_key(json, "function");
        frame->function = keep_string(reader);
        json_read_next_key(json, "line");
        frame->line = read_u32(reader);
        json_read_mark(json, '}');
    }
    outcome->frames = frames;
    json_read_mark(json, '}');
}

static uint32_t *read_ids(Reader *reader, uint32_t (*read)(Reader *), int *count)
{
    uint32_t *ids = NULL;
    json_read_mark(&reader->json, '[');
    for (bool first = true; json_read_entry(&reader->json, &first);) {
        ids = grown(reader, ids, *count, sizeof *ids);
        ids[(*count)++] = read(reader);
    }
    return ids;
}

static uint32_t *read_tasks(Reader *reader, int *count)
{
    return read_ids(reader, read_task, count);
}

static uint32_t *read_threads(Reader *reader, int *count)
{
    return read_ids(reader, read_u32, count);
}

static TracePlace read_place(Reader *reader)
{
    TracePlace place = {0};
    json_read_next_key(&reader->json, "line");
    if (!json_read_null_if(&reader->json))
        place.line = (uint32_t)json_read_number(&reader->json, 1, reader->line_count);
    json_read_next_key(&reader->json, "column");
    if (!json_read_null_if(&reader->json)) place.column = read_u32(reader);
    return place;
}

static void read_waiter(Reader *reader, TraceWaiter *waiter)
{
    JsonReader *json = &reader->json;
    json_read_mark(json, '{');
    json_read_key(json, "task");
    if (!json_read_null_if(json)) waiter->task = read_task(reader);
    if (!waiter->task) {
        json_read_next_key(json, "thread");
        waiter->thread = read_u32(reader);
    }
    json_read_next_key(json, "name");
    waiter->name = keep_string(reader);
    json_read_next_key(json, "coroutine");
    waiter->coroutine = keep_string(reader);
    json_read_next_key(json, "on");
    waiter->on = (TraceWait)read_wait_word(reader);
    json_read_next_key(json, "what");
    waiter->what = keep_maybe(reader);
    json_read_next_key(json, "by");
    waiter->by = waiter->task ? read_tasks(reader, &waiter->by_count)
                              : read_threads(reader, &waiter->by_count);
    waiter->place = read_place(reader);
    if (json_next_is(json, ',')) {
        json_read_next_key(json, "lost_by");
        waiter->lost = keep_string(reader);
    }
    json_read_mark(json, '}');
}

static void read_deadlock(Reader *reader, TraceOutcome *outcome)
{
    JsonReader *json = &reader->json;
    TraceWaiter *waiters = NULL;
    json_read_mark(json, '{');
    json_read_key(json, "waiting");
    json_read_mark(json, '[');
    for (bool first = true; json_read_entry(json, &first);) {
        waiters = grown(reader, waiters, outcome->waiter_count, sizeof *waiters);
        TraceWaiter *waiter = &waiters[outcome->waiter_count++];
        *waiter = (TraceWaiter){0};
        read_waiter(reader, waiter);
    }
    outcome->waiters = waiters;
    json_read_next_key(json, "cycle");
    if (!json_read_null_if(json))
        outcome->cycle = read_tasks(reader, &outcome->cycle_count);
    if (json_next_is(json, ',')) {
        json_read_next_key(json, "thread_cycle");
        outcome->cycle_of_threads = true;
        outcome->cycle_count = 0;
        outcome->cycle = read_threads(reader, &outcome->cycle_count);
    }
    json_read_mark(json, '}');
}

static void read_limit(Reader *reader, TraceOutcome *outcome)
{
    JsonReader *json = &reader->json;
    json_read_mark(json, '{');
    json_read_key(json, "name");
    outcome->limit = keep_string(reader);
    json_read_next_key(json, "value");
    outcome->limit_value = json_read_number(json, 0, INT64_MAX);
    json_read_next_key(json, "task");
    if (!json_read_null_if(json)) outcome->limit_task = read_task(reader);
    outcome->limit_place = read_place(reader);
    json_read_mark(json, '}');
}

static void read_part(Reader *reader, const char *key, TraceOutcomeEnd end,
                      TraceOutcome *outcome, void (*read)(Reader *, TraceOutcome *))
{
    json_read_next_key(&reader->json, key);
    if (outcome->end == end)
        read(reader, outcome);
    else if (!json_read_null_if(&reader->json))
        json_reader_expected(&reader->json, "null");
}

static void read_outcome(Reader *reader)
{
    JsonReader *json = &reader->json;
    TraceOutcome outcome = {0};
    json_read_next_key(json, "outcome");
    json_read_mark(json, '{');
    json_read_key(json, "end");
    outcome.end = (TraceOutcomeEnd)read_outcome_word(reader);
    json_read_next_key(json, "time");
    outcome.time = json_read_number(json, reader->now, INT64_MAX);
    read_part(reader, "error", OUTCOME_ERROR, &outcome, read_error);
    read_part(reader, "deadlock", OUTCOME_DEADLOCK, &outcome, read_deadlock);
    read_part(reader, "limit", OUTCOME_LIMIT, &outcome, read_limit);
    json_read_mark(json, '}');
    json_read_mark(json, '}');
    json_read_end(json);
    if (!json->failed) trace_set_outcome(reader->trace, &outcome);
}

static void read_all(Reader *reader)
{
    JsonReader *json = &reader->json;
    read_head(reader);
    json_read_next_key(json, "events");
    json_read_mark(json, '[');
    for (bool first = true; json_read_entry(json, &first);)
        read_event(reader);
    read_tables(reader);
    // The summary follows from the events, so it is not taken on trust.
    json_read_next_key(json, "summary");
    json_skip_value(json);
    read_outcome(reader);
}

Trace *trace_read(int fd, const char *head, size_t size, const char *name,
                  Language language, Text *message)
{
    Reader reader = {.trace = trace_open(), .arena = arena_open()};
    json_reader_open(&reader.json, fd, head, size, name, language, message);
    read_all(&reader);
    bool failed = reader.json.failed;
    json_reader_close(&reader.json);
    free(reader.timers);
    arena_close(reader.arena);
    if (!failed) return reader.trace;
    trace_close(reader.trace);
    return NULL;
}
