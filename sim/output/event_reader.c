// event_reader.c -- the fields of an event, by the table that the writer has.

#include "output/event_reader.h"

#include "trace/record.h"

#include <stdlib.h>
#include <string.h>

// ---- Types ----

static uint8_t hash_of(const char *word, size_t size)
{
    const unsigned char *at = (const unsigned char *)word;
    return (uint8_t)(size * 29 + at[0] * 7 + at[size / 2] * 13 + at[size - 1] * 3);
}

void event_reader_prepare(Reading *reading)
{
    for (int i = TRACE_NO_EVENT + 1; i < TRACE_TYPE_COUNT; i++) {
        const char *word = trace_type_word((TraceType)i);
        reading->types[hash_of(word, strlen(word))] = (uint8_t)i;
    }
}

static uint8_t read_type(Reading *reading)
{
    const char *word = json_read_string(&reading->json);
    size_t size = reading->json.string.size;
    uint8_t guess = size ? reading->types[hash_of(word, size)] : TRACE_NO_EVENT;
    if (guess && strcmp(trace_type_word((TraceType)guess), word) == 0) return guess;
    // Another type has the same hash.
    for (int i = TRACE_NO_EVENT + 1; i < TRACE_TYPE_COUNT; i++)
        if (strcmp(trace_type_word((TraceType)i), word) == 0) return (uint8_t)i;
    const SentenceWord words[] = {SENTENCE_WORD("word", word)};
    json_reader_fail(&reading->json, SENTENCE_READ_UNKNOWN_TYPE, words, 1);
    return TRACE_NO_EVENT;
}

// ---- The fields of an event ----

// An instant; null is the one that never comes.
static SimTime read_time(Reading *reading)
{
    if (json_read_null_if(&reading->json)) return SIMTIME_NEVER;
    return json_read_number(&reading->json, INT64_MIN + 1, INT64_MAX);
}

static uint32_t read_object(Reading *reading)
{
    uint32_t object = reading_u32(reading);
    if (object > reading->object_most) reading->object_most = object;
    return object;
}

static uint32_t read_timer(Reading *reading)
{
    uint32_t timer = reading_u32(reading);
    if (!reading->json.failed && (!timer || timer > reading->trace->timer_count))
        reading_wrong(reading, SENTENCE_READ_NO_SUCH_TIMER);
    return reading->json.failed ? 0 : reading->timers[timer - 1];
}

static void read_task_list(Reading *reading)
{
    json_read_mark(&reading->json, '[');
    for (bool first = true; json_read_entry(&reading->json, &first);)
        trace_list_task(reading->trace, reading_task(reading));
}

// The event takes the list.
static void read_ready(Reading *reading)
{
    json_read_mark(&reading->json, '[');
    for (bool first = true; json_read_entry(&reading->json, &first);) {
        if (json_next_is(&reading->json, '"'))
            trace_list_callback(reading->trace, reading_text(reading));
        else
            trace_list_task(reading->trace, reading_task(reading));
    }
}

static void read_queue(Reading *reading, void (*add)(Trace *, uint32_t))
{
    json_read_mark(&reading->json, '[');
    for (bool first = true; json_read_entry(&reading->json, &first);)
        add(reading->trace, reading_task(reading));
}

static void read_thread_queue(Reading *reading, void (*add)(Trace *, uint32_t))
{
    json_read_mark(&reading->json, '[');
    for (bool first = true; json_read_entry(&reading->json, &first);)
        add(reading->trace, reading_u32(reading));
}

static void read_wait(Reading *reading, TraceRecord *record)
{
    JsonReader *json = &reading->json;
    json_read_mark(json, '{');
    json_read_key(json, "kind");
    record->detail = reading_wait(reading);
    switch (trace_wait_refers((TraceWait)record->detail)) {
    case REFERS_NOTHING: break;
    case REFERS_TIMER:
        json_read_next_key(json, "timer");
        record->a = read_timer(reading);
        json_read_next_key(json, "until");
        read_time(reading);
        break;
    case REFERS_TASK:
        json_read_next_key(json, "task");
        if (!json_read_null_if(json)) record->a = reading_task(reading);
        break;
    case REFERS_OBJECT:
        json_read_next_key(json, "object");
        if (!json_read_null_if(json)) record->a = read_object(reading);
        break;
    case REFERS_TASKS:
        json_read_next_key(json, "tasks");
        read_task_list(reading);
        record->a = trace_close_list(reading->trace);
        break;
    }
    json_read_mark(json, '}');
}

// Coroutines that wait in one another.
static void read_awaits(Reading *reading, TraceRecord *record)
{
    JsonReader *json = &reading->json;
    TraceAwait awaits[TRACE_AWAITS_MOST];
    uint32_t count = 0;
    json_read_mark(json, '[');
    for (bool first = true; json_read_entry(json, &first); count++) {
        TraceAwait await;
        json_read_mark(json, '{');
        json_read_key(json, "coroutine");
        await.coroutine = reading_text(reading);
        json_read_next_key(json, "line");
        await.line = (uint32_t)json_read_number(json, 1, reading->line_count);
        json_read_mark(json, '}');
        if (count < TRACE_AWAITS_MOST) awaits[count] = await;
    }
    if (!json->failed && (count < 2 || count > TRACE_AWAITS_MOST))
        json_reader_expected(json, "2 to 16 coroutines");
    if (!json->failed) record->b = trace_add_awaits(reading->trace, awaits, count);
}

static void read_end(Reading *reading, TraceRecord *record)
{
    record->detail = reading_end(reading);
    if (record->detail == END_PENDING)
        json_reader_expected(&reading->json, "finished, failed or cancelled");
    if (record->detail == END_CANCELLED) return;
    json_read_next_key(&reading->json,
                       record->detail == END_FINISHED ? "value" : "error");
    record->a = reading_text(reading);
}

static void read_facts(Reading *reading, TraceRecord *record)
{
    TraceCode code = (TraceCode)record->detail;
    const char *key = trace_code_keys(code), *kinds = trace_code_kinds(code);
    TraceFact facts[TRACE_FIELDS_MOST] = {0};
    for (int i = 0; kinds[i]; i++) {
        size_t size = strcspn(key, " ");
        json_read_next_key(&reading->json, arena_copy(reading->arena, key, size));
        facts[i].kind = kinds[i] == 'T'   ? FACT_TEXT
                        : kinds[i] == 'N' ? FACT_NUMBER
                                          : FACT_TIME;
        if (facts[i].kind == FACT_TEXT)
            facts[i].text = reading_keep(reading);
        else
            facts[i].number = json_read_number(&reading->json, INT64_MIN + 1, INT64_MAX);
        key += size + (key[size] == ' ');
    }
    TraceText sentence;
    if (!reading->json.failed)
        record->b = trace_add_facts(reading->trace, code, facts, &sentence);
}

static uint32_t read_cause(Reading *reading)
{
    if (json_read_null_if(&reading->json)) return 0;
    uint32_t number = trace_count(reading->trace) + 1;
    int64_t back = json_read_number(&reading->json, 1, UINT32_MAX);
    if (back >= number) {
        reading_wrong(reading, SENTENCE_READ_BAD_CAUSE);
        return 0;
    }
    return number - (uint32_t)back;
}

// The next event of the file is created here, so "task" is the new one's id.
static uint32_t read_new_task(Reading *reading)
{
    uint32_t next = reading->trace->task_count + 1;
    uint32_t task = (uint32_t)json_read_number(&reading->json, next, next);
    trace_add_task(reading->trace, &(TraceTask){.created = reading->now});
    return task;
}

static uint32_t read_text_or_null(Reading *reading)
{
    return json_read_null_if(&reading->json) ? 0 : reading_text(reading);
}

static void store(TraceRecord *record, const TraceField *field, uint32_t number)
{
    memcpy((char *)record + field->offset, &number, sizeof number);
}

// Every thread and process had an event of its own when it began, so there are no more than
// events: what reads a trace may have a row for each.
static int64_t threads_most(const Reading *reading)
{
    return (int64_t)trace_count(reading->trace) + 1;
}

static int64_t most_of(const Reading *reading, const TraceField *field)
{
    if (strcmp(field->key, "core") == 0) return MACHINE_CORES_MAX - 1;
    bool counts = strcmp(field->key, "thread") == 0 || strcmp(field->key, "process") == 0;
    return counts ? threads_most(reading) : UINT32_MAX;
}

static void read_value(Reading *reading, TraceRecord *record, const TraceField *field)
{
    JsonReader *json = &reading->json;
    switch ((TraceFieldKind)field->kind) {
    case FIELD_TASK:
        if (record->type == TRACE_TASK_CREATE && !record->task)
            record->task = read_new_task(reading);
        else if (!json_read_null_if(json))
            store(record, field, reading_task(reading));
        break;
    case FIELD_OBJECT:
        if (!json_read_null_if(json)) store(record, field, read_object(reading));
        break;
    case FIELD_TIMER: {
        uint32_t next = reading->trace->timer_count + 1;
        record->task = (uint32_t)json_read_number(json, next, next);
        break;
    }
    case FIELD_NUMBER:
        store(record, field,
              (uint32_t)json_read_number(json, 0, most_of(reading, field)));
        break;
    case FIELD_TIME: record->wide = read_time(reading); break;
    case FIELD_TEXT: store(record, field, reading_text(reading)); break;
    case FIELD_MAYBE_TEXT: store(record, field, read_text_or_null(reading)); break;
    case FIELD_TIMER_OF: record->a = read_timer(reading); break;
    case FIELD_DUE_OF: read_time(reading); break;
    case FIELD_WHAT_OF: json_read_string(json); break;
    case FIELD_END: read_end(reading, record); break;
    case FIELD_WAIT: read_wait(reading, record); break;
    case FIELD_READY: read_ready(reading); break;
    case FIELD_HOLDERS: read_queue(reading, trace_holder); break;
    case FIELD_WAITING:
        read_queue(reading, trace_waiting);
        record->b = trace_close_queues(reading->trace);
        break;
    case FIELD_LISTED_OBJECT:
        trace_listed(reading->trace, json_read_null_if(json) ? 0 : read_object(reading));
        break;
    case FIELD_HOLDING_THREADS: read_thread_queue(reading, trace_holder); break;
    case FIELD_WAITING_THREADS:
        read_thread_queue(reading, trace_waiting);
        record->b = trace_close_queues(reading->trace);
        break;
    case FIELD_CODE: record->detail = reading_code(reading); break;
    case FIELD_WHY:
        record->detail = json_read_null_if(json) ? 0 : reading_why(reading);
        break;
    case FIELD_CAUSE: record->cause = read_cause(reading); break;
    case FIELD_FACTS: read_facts(reading, record); break;
    case FIELD_BY_THREAD:
        if (!json_read_null_if(json))
            record->thread =
                (uint32_t)json_read_number(json, 0, threads_most(reading)) + 1;
        break;
    case FIELD_POOL:
        trace_list_add(reading->trace,
                       json_read_null_if(json) ? 0 : read_object(reading));
        break;
    case FIELD_JOB: trace_list_add(reading->trace, reading_u32(reading)); break;
    case FIELD_FUNCTION:
        trace_list_add(reading->trace, reading_text(reading));
        record->b = trace_close_list(reading->trace);
        break;
    case FIELD_HOW: record->detail = reading_end(reading); break;
    case FIELD_OTHER_THREAD:
        record->thread = (uint32_t)json_read_number(json, 1, threads_most(reading));
        break;
    case FIELD_LINE:
        record->line = (uint32_t)json_read_number(json, 1, reading->line_count);
        break;
    case FIELD_AWAITS: read_awaits(reading, record); break;
    case FIELD_COLUMN:
        record->column = (uint16_t)json_read_number(json, 1, UINT16_MAX);
        break;
    }
}

static bool is_optional(const TraceField *field)
{
    return field->kind == FIELD_LINE || field->kind == FIELD_COLUMN ||
           field->kind == FIELD_AWAITS || field->kind == FIELD_OTHER_THREAD;
}

// "line", "column" and "thread" may be left out; the facts have no key of their own. A key
// that was read instead of one that is left out is kept for the next field.
static void read_field(Reading *reading, TraceRecord *record, const TraceField *field)
{
    if (field->kind == FIELD_FACTS) {
        read_value(reading, record, field);
        return;
    }
    // As the writer writes it, at one go.
    if (!reading->has_key &&
        json_take_if(&reading->json, field->prefix, field->prefix_size)) {
        read_value(reading, record, field);
        return;
    }
    if (is_optional(field) && !reading->has_key && !json_next_is(&reading->json, ','))
        return;
    if (!reading->has_key) {
        json_read_mark(&reading->json, ',');
        json_read_any_key(&reading->json);
    }
    reading->has_key = false;
    if (strcmp(text_string(&reading->json.string), field->key) != 0) {
        reading->has_key =
            is_optional(field) && (field + 1)->key && is_optional(field + 1);
        if (reading->has_key) return;
        Text what = {0};
        text_addf(&what, "\"%s\"", field->key);
        json_reader_expected(&reading->json, text_string(&what));
        text_free(&what);
        return;
    }
    read_value(reading, record, field);
}

// ---- Events ----

static void remember_timer(Reading *reading, uint32_t event)
{
    uint32_t count = reading->trace->timer_count++;
    if (count == reading->timer_capacity) {
        reading->timer_capacity = count ? count * 2 : 64;
        reading->timers = memory_grow(reading->timers,
                                      reading->timer_capacity * sizeof *reading->timers);
    }
    reading->timers[count] = event;
}

// A timer that fires or is cancelled names its timer.set twice: by number and as cause.
static void check_timer(Reading *reading, const TraceRecord *record)
{
    if (record->type != TRACE_TIMER_FIRE && record->type != TRACE_TIMER_CANCEL) return;
    if (record->a != record->cause) reading_wrong(reading, SENTENCE_READ_NO_SUCH_TIMER);
}

static void end_task(Reading *reading, const TraceRecord *record)
{
    if (!record->task) return;
    TraceTask *task = &reading->trace->tasks[record->task - 1];
    if (task->end != END_PENDING) reading_wrong(reading, SENTENCE_READ_TASK_MISFIT);
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
static void note_event(Reading *reading, TraceRecord *record)
{
    uint32_t number = trace_count(reading->trace) + 1;
    check_timer(reading, record);
    if (needs_task(record->type) && !record->task)
        json_reader_expected(&reading->json, "a task");
    if (record->type == TRACE_TIMER_SET) remember_timer(reading, number);
    if (record->type == TRACE_TASK_END) end_task(reading, record);
    if (record->type == TRACE_TASK_CREATE) {
        TraceTask *task = &reading->trace->tasks[record->task - 1];
        if (record->a >= record->task) reading_wrong(reading, SENTENCE_READ_NO_SUCH_TASK);
        task->parent = record->a;
        task->coroutine = record->b;
    }
    if (record->type == TRACE_TIMER_FIRE || record->type == TRACE_TIMER_CANCEL)
        record->a = 0;
}

void event_read(Reading *reading)
{
    JsonReader *json = &reading->json;
    TraceRecord record = {0};
    static const char time[] = "{\"t\": ", type[] = ", \"type\": ";
    if (!json_take_if(json, time, sizeof time - 1)) {
        json_read_mark(json, '{');
        json_read_key(json, "t");
    }
    record.time = json_read_number(json, 0, INT64_MAX);
    if (record.time < reading->now) reading_wrong(reading, SENTENCE_READ_TIME_BACK);
    reading->now = record.time;
    if (!json_take_if(json, type, sizeof type - 1)) json_read_next_key(json, "type");
    record.type = read_type(reading);
    if (json->failed) return;
    for (const TraceField *f = trace_fields((TraceType)record.type); f->key; f++)
        read_field(reading, &record, f);
    json_read_mark(json, '}');
    if (json->failed) return;
    note_event(reading, &record);
    if (!json->failed) trace_append(reading->trace, record);
}
