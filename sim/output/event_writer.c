// event_writer.c -- an event is the beginning of its line, the name of its type, and the
// fields that events.def lists.
//
// Six types make up nearly all of a long trace. Each of those is put together by a function
// of its own from pieces of fixed length; the others go by the table.

#include "output/event_writer.h"

#include "output/json.h"

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
    case REFERS_TIMER: // see put_sleep()
    case REFERS_NOTHING: break;
    case REFERS_TASK: at = put_id(PUT(at, ", \"task\": "), record->a); break;
    case REFERS_OBJECT: at = put_id(PUT(at, ", \"object\": "), record->a); break;
    case REFERS_TASKS: {
        uint32_t count;
        const uint32_t *tasks = trace_list(trace, record->a, &count);
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

static char *put_thread_queue(const Trace *trace, OutFile *file, char *at,
                              uint32_t queues, TraceFieldKind kind)
{
    if (kind == FIELD_WAITING_THREADS)
        return put_queue(trace, file, at, queues, FIELD_WAITING);
    uint32_t count;
    const uint32_t *holders = trace_holder_list(trace, queues, &count);
    return put_tasks(file, at, count ? holders + 1 : NULL, count ? count - 1 : 0);
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
    case FIELD_END: return put_end(trace, file, at, record);
    case FIELD_WAIT: return put_wait(trace, file, at, record);
    case FIELD_READY: return put_ready(trace, file, at, record->b);
    case FIELD_HOLDERS:
    case FIELD_WAITING: return put_queue(trace, file, at, record->b, field->kind);
    case FIELD_LISTED_OBJECT: return put_id(at, trace_listed_object(trace, record->b));
    case FIELD_HOLDING_THREADS:
    case FIELD_WAITING_THREADS:
        return put_thread_queue(trace, file, at, record->b, field->kind);
    case FIELD_CODE: return put_word(at, trace_code_word((TraceCode)record->detail));
    case FIELD_WHY:
        if (record->detail == WHY_NONE) return put_null(at);
        return put_word(at, trace_why_word((TraceWhy)record->detail));
    case FIELD_CAUSE:
        if (!record->cause) return put_null(at);
        return json_put_number(at, event - record->cause);
    case FIELD_BY_THREAD:
        if (!record->thread) return put_null(at);
        return json_put_number(at, record->thread - 1);
    case FIELD_POOL: return put_id(at, trace_job(trace, record).pool);
    case FIELD_JOB: return json_put_number(at, trace_job(trace, record).number);
    case FIELD_FUNCTION:
        return put_text(trace, file, at, trace_job(trace, record).function);
    case FIELD_HOW: return put_word(at, trace_end_word((TraceEnd)record->detail));
    case FIELD_TIMER_OF: // these types are written without the table
    case FIELD_DUE_OF:
    case FIELD_WHAT_OF:
    case FIELD_FACTS:
    case FIELD_OTHER_THREAD:
    case FIELD_LINE:
    case FIELD_COLUMN:
    case FIELD_AWAITS: break;
    }
    return at;
}

// [{"coroutine": "main", "line": 13}, {"coroutine": "fetch", "line": 5}]
static char *put_awaits(const Trace *trace, OutFile *file, char *at, uint32_t list)
{
    uint32_t count;
    const TraceAwait *awaits = trace_awaits(trace, list, &count);
    if (!count) return at;
    at = PUT(at, ", \"awaits\": [");
    for (uint32_t i = 0; i < count; i++) {
        need(file, &at, ENTRY_MOST + sizeof ", {\"coroutine\": , \"line\": }");
        if (i) at = PUT(at, ", ");
        at = put_text(trace, file, PUT(at, "{\"coroutine\": "), awaits[i].coroutine);
        need(file, &at, ENTRY_MOST + sizeof ", \"line\": }");
        at = json_put_number(PUT(at, ", \"line\": "), awaits[i].line);
        *at++ = '}';
    }
    need(file, &at, EVENT_MOST);
    *at++ = ']';
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
    case FIELD_AWAITS: return put_awaits(trace, file, at, record->b);
    case FIELD_OTHER_THREAD:
        if (!record->thread) return at;
        return json_put_number(PUT(at, ", \"thread\": "), record->thread);
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

// ---- The frequent types ----

enum { BEGINNING = sizeof "{\"t\": " - 1 }; // in front of the time

// False if the text is too long.
static bool keep_text(const Trace *trace, TraceText text, KeptText *kept)
{
    char json[6 * sizeof kept->json + 2];
    size_t size;
    const char *bytes = trace_text_bytes(trace, text, &size);
    kept->size = 0;
    if (size > sizeof kept->json) return false;
    size = (size_t)(json_put_string(json, bytes, size) - json);
    if (size > sizeof kept->json) return false;
    memcpy(kept->json, json, size);
    kept->text = text;
    kept->size = (uint8_t)size;
    return true;
}

static inline char *put_kept_text(EventWriter *w, char *at, TraceText text)
{
    KeptText *kept = &w->texts[text % EVENT_TEXTS];
    if (kept->text != text || !kept->size) {
        if (!keep_text(w->trace, text, kept))
            return put_text(w->trace, w->file, at, text);
    }
    memcpy(at, kept->json, sizeof kept->json);
    return at + kept->size;
}

static inline char *put_short_id(char *at, uint32_t id)
{
    return id ? json_put_positive(at, id) : put_null(at);
}

// A timer fires when it is due, and who sleeps waits for the timer just set: mostly these
// digits stand in this line or in the one before.
static inline char *put_due(EventWriter *w, char *at, SimTime time)
{
    if (time == w->time) {
        memcpy(at, w->beginning + BEGINNING, sizeof w->beginning - BEGINNING);
        return at + w->beginning_size - BEGINNING;
    }
    if (time != w->due || !w->due_size) {
        w->due = time;
        w->due_size = (uint8_t)(put_time(w->due_digits, time) - w->due_digits);
    }
    memcpy(at, w->due_digits, sizeof w->due_digits);
    return at + w->due_size;
}

static inline char *put_line(EventWriter *w, char *at, const TracePacked *packed,
                             uint32_t number)
{
    uint32_t line = packed->place, column = 0;
    if (line == TRACE_ODD_PLACE) {
        TracePlace place = trace_event_place(w->trace, number);
        line = place.line;
        column = trace_column(place);
    }
    if (line) at = json_put_positive(PUT(at, ", \"line\": "), line);
    if (column) at = json_put_positive(PUT(at, ", \"column\": "), column);
    return at;
}

static inline char *put_back(char *at, uint32_t number, uint32_t cause)
{
    at = PUT(at, ", \"cause\": ");
    return cause ? json_put_positive(at, number - cause) : put_null(at);
}

static inline HistoryTimer timer_of(const EventWriter *w, uint32_t timer_set)
{
    if (w->history) return history_timer(w->history, timer_set);
    const TracePacked *set = trace_packed(w->trace, timer_set);
    return (HistoryTimer){set->wide, timer_set, set->task,
                          trace_timer_what(w->trace, timer_set)};
}

// What all events of timers tell.
static inline char *put_timer(EventWriter *w, char *at, uint32_t number, SimTime due,
                              TraceText what)
{
    at = json_put_positive(at, number);
    at = put_due(w, PUT(at, ", \"due\": "), due);
    return put_kept_text(w, PUT(at, ", \"what\": "), what);
}

static inline char *put_timer_over(EventWriter *w, char *at, uint32_t number,
                                   uint32_t timer_set)
{
    HistoryTimer timer = timer_of(w, timer_set);
    at = put_timer(w, at, timer.number, timer.due, timer.what);
    return put_back(at, number, timer_set);
}

static inline char *put_turn(EventWriter *w, char *at, const TracePacked *turn)
{
    at = PUT(at, ", \"type\": \"turn\", \"ready\": ");
    if (!turn->detail) {
        at = put_ready(w->trace, w->file, at, turn->task);
    } else {
        *at++ = '[';
        if (turn->task & TRACE_CALLBACK)
            at = put_kept_text(w, at, turn->task & ~TRACE_CALLBACK);
        else
            at = json_put_positive(at, turn->task);
        *at++ = ']';
    }
    return json_put_positive(PUT(at, ", \"timers\": "), turn->a);
}

static inline char *put_sleep(EventWriter *w, char *at, const TracePacked *suspend)
{
    HistoryTimer timer = timer_of(w, suspend->a);
    at = PUT(at, ", \"type\": \"task.suspend\", \"task\": ");
    at = put_short_id(at, suspend->task);
    at = PUT(at, ", \"on\": {\"kind\": \"sleep\", \"timer\": ");
    at = json_put_positive(at, timer.number);
    at = put_due(w, PUT(at, ", \"until\": "), timer.due);
    *at++ = '}';
    return at;
}

// The event without its beginning and its end; NULL if its type is not a frequent one.
static inline char *put_frequent(EventWriter *w, char *at, const TracePacked *packed,
                                 uint32_t number)
{
    switch ((TraceType)packed->type) {
    case TRACE_TURN: return put_turn(w, at, packed);
    case TRACE_TASK_RESUME:
        at = PUT(at, ", \"type\": \"task.resume\", \"task\": ");
        return put_back(put_short_id(at, packed->task), number, packed->cause);
    case TRACE_TIMER_FIRE:
        at = PUT(at, ", \"type\": \"timer.fire\", \"timer\": ");
        return put_timer_over(w, at, number, packed->cause);
    case TRACE_TIMER_CANCEL:
        at = PUT(at, ", \"type\": \"timer.cancel\", \"timer\": ");
        return put_timer_over(w, at, number, packed->cause);
    case TRACE_TIMER_SET:
        at = PUT(at, ", \"type\": \"timer.set\", \"timer\": ");
        at = put_timer(w, at, packed->task, packed->wide,
                       trace_timer_what(w->trace, number));
        return put_line(w, at, packed, number);
    case TRACE_TASK_SUSPEND:
        if (packed->detail != WAIT_SLEEP) return NULL;
        at = put_line(w, put_sleep(w, at, packed), packed, number);
        // Its slot b, if there is one.
        return packed->cause ? put_awaits(w->trace, w->file, at, packed->cause) : at;
    case TRACE_COROUTINE_CREATE:
        at = PUT(at, ", \"type\": \"coroutine.create\", \"task\": ");
        at = PUT(put_short_id(at, packed->task), ", \"coroutine\": ");
        return put_line(w, put_kept_text(w, at, packed->a), packed, number);
    default: return NULL;
    }
}

static char *put_by_table(EventWriter *w, char *at, uint32_t number)
{
    const TraceRecord record = trace_event(w->trace, number);
    const TypeText *type = &type_texts[record.type];
    memcpy(at, type->text, sizeof type->text);
    at += type->size;
    for (const TraceField *f = trace_fields((TraceType)record.type); f->key; f++)
        at = put_field(w->trace, w->file, at, &record, number, f);
    return at;
}

// ---- Lines ----

EventWriter event_writer(const Trace *trace, const History *history, OutFile *file)
{
    return (EventWriter){.trace = trace, .history = history, .file = file};
}

static inline char *put_beginning(EventWriter *w, char *at, SimTime time)
{
    if (!w->beginning_size || w->time != time) {
        char *end = json_put_number(PUT(w->beginning, "{\"t\": "), time);
        w->time = time;
        w->beginning_size = (uint8_t)(end - w->beginning);
    }
    memcpy(at, w->beginning, sizeof w->beginning);
    return at + w->beginning_size;
}

static inline void add_event(EventWriter *w, uint32_t number, bool separate)
{
    const TracePacked *packed = trace_packed(w->trace, number);
    char *at = file_room(w->file, EVENT_MOST);
    if (separate) at = PUT(at, ",\n");
    at = put_beginning(w, at, trace_event_time(w->trace, number));
    char *end = put_frequent(w, at, packed, number);
    if (!end) end = put_by_table(w, at, number);
    *end++ = '}';
    file_wrote(w->file, end);
}

void event_writer_add(EventWriter *w, uint32_t first, uint32_t last)
{
    for (uint32_t number = first; number <= last; number++)
        add_event(w, number, number > 1);
}

void trace_write_event(const Trace *trace, uint32_t number, OutFile *file)
{
    EventWriter writer = event_writer(trace, NULL, file);
    add_event(&writer, number, false);
}
