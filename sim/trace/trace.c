// trace.c -- chunks of records, texts stored once, and lists beside them.
//
// Records never move, so an event's address holds while the trace grows. Lists are one
// long array of numbers: each list is its length and then its entries.

#include "trace/trace.h"

#include "base/arena.h"
#include "base/assert.h"
#include "base/sentences.h"
#include "base/utf8.h"
#include "trace/texts.h"

#include <stdlib.h>

Trace *trace_open(void)
{
    Trace *trace = memory_new(sizeof *trace);
    *trace = (Trace){.arena = arena_open(), .texts = texts_open()};
    return trace;
}

void trace_close(Trace *trace)
{
    if (!trace) return;
    for (uint32_t i = 0; i < trace->chunk_count; i++)
        free(trace->chunks[i]);
    free(trace->chunks);
    free(trace->lists);
    free(trace->tasks);
    free(trace->objects);
    texts_close(trace->texts);
    arena_close(trace->arena);
    free(trace);
}

size_t trace_bytes(const Trace *trace)
{
    if (!trace) return 0;
    return (size_t)trace_count(trace) * sizeof(TraceRecord) +
           trace->list_size * sizeof *trace->lists +
           trace->task_count * sizeof *trace->tasks +
           trace->object_count * sizeof *trace->objects + texts_bytes(trace->texts);
}

// ---- What was run, and how it ended ----

// Half a surrogate pair cannot stand in a file. It is written as Python's
// "backslashreplace" does. Its first byte is 0xed, as that of some Hangul is.
static bool has_surrogate(const char *bytes, size_t size)
{
    const char *end = bytes + size;
    while ((bytes = memchr(bytes, 0xed, (size_t)(end - bytes)))) {
        if (end - bytes > 1 && (unsigned char)bytes[1] >= 0xa0) return true;
        bytes++;
    }
    return false;
}

static void add_without_surrogates(Text *out, const char *bytes, size_t size)
{
    for (size_t at = 0, length; at < size; at += length) {
        uint32_t codepoint = utf8_decode(bytes + at, &length);
        if (codepoint >= 0xd800 && codepoint < 0xe000)
            text_addf(out, "\\u%04x", codepoint);
        else
            text_add_bytes(out, bytes + at, length);
    }
}

static char *keep(Trace *trace, const char *string)
{
    if (!string) return NULL;
    size_t size = strlen(string);
    if (!has_surrogate(string, size)) return arena_copy(trace->arena, string, size);
    Text clean = {0};
    add_without_surrogates(&clean, string, size);
    char *kept = arena_copy(trace->arena, text_string(&clean), clean.size);
    text_free(&clean);
    return kept;
}

void trace_set_scenario(Trace *trace, const TraceScenario *scenario)
{
    trace->scenario = *scenario;
    trace->scenario.title = keep(trace, scenario->title ? scenario->title : "");
    trace->scenario.program =
        arena_copy(trace->arena, scenario->program, scenario->program_size);
}

static uint32_t *keep_numbers(Trace *trace, const uint32_t *numbers, int count)
{
    uint32_t *copy = ARENA_ARRAY(trace->arena, uint32_t, count);
    if (count) memcpy(copy, numbers, sizeof *numbers * (size_t)count);
    return copy;
}

static TraceFrame *keep_frames(Trace *trace, const TraceFrame *frames, int count)
{
    TraceFrame *copy = ARENA_ARRAY(trace->arena, TraceFrame, count);
    for (int i = 0; i < count; i++)
        copy[i] = (TraceFrame){keep(trace, frames[i].function), frames[i].line};
    return copy;
}

static TraceWaiter *keep_waiters(Trace *trace, const TraceWaiter *waiters, int count)
{
    TraceWaiter *copy = ARENA_ARRAY(trace->arena, TraceWaiter, count);
    for (int i = 0; i < count; i++) {
        copy[i] = waiters[i];
        copy[i].name = keep(trace, waiters[i].name);
        copy[i].coroutine = keep(trace, waiters[i].coroutine);
        copy[i].what = keep(trace, waiters[i].what);
        copy[i].by = keep_numbers(trace, waiters[i].by, waiters[i].by_count);
    }
    return copy;
}

void trace_set_outcome(Trace *trace, const TraceOutcome *outcome)
{
    ASSERT(!trace->has_outcome, "a run ends once");
    TraceOutcome *kept = &trace->outcome;
    *kept = *outcome;
    kept->error_type = keep(trace, outcome->error_type);
    kept->error_message = keep(trace, outcome->error_message);
    kept->frames = keep_frames(trace, outcome->frames, outcome->frame_count);
    kept->waiters = keep_waiters(trace, outcome->waiters, outcome->waiter_count);
    kept->cycle = keep_numbers(trace, outcome->cycle, outcome->cycle_count);
    kept->limit = keep(trace, outcome->limit);
    trace->has_outcome = true;
}

// ---- Records, tasks, objects ----

void trace_add_chunk(Trace *trace)
{
    if (trace->chunk_count == trace->chunk_capacity) {
        trace->chunk_capacity = trace->chunk_capacity ? trace->chunk_capacity * 2 : 16;
        trace->chunks =
            memory_grow(trace->chunks, trace->chunk_capacity * sizeof *trace->chunks);
    }
    TraceRecord *chunk = memory_new(TRACE_CHUNK * sizeof *chunk);
    trace->chunks[trace->chunk_count++] = chunk;
    trace->next = chunk;
    trace->end = chunk + TRACE_CHUNK;
}

// Room for one more row of [size] bytes in a table of [count] rows.
static void *grow(void *table, uint32_t count, uint32_t *capacity, size_t size)
{
    if (count < *capacity) return table;
    *capacity = *capacity ? *capacity * 2 : 16;
    return memory_grow(table, *capacity * size);
}

void trace_add_task(Trace *trace, const TraceTask *row)
{
    trace->tasks = grow(trace->tasks, trace->task_count, &trace->task_capacity,
                        sizeof *trace->tasks);
    trace->tasks[trace->task_count++] = *row;
}

uint32_t trace_object(Trace *trace, const char *kind, int64_t capacity, uint32_t line)
{
    if (!trace) return 0;
    trace->objects = grow(trace->objects, trace->object_count, &trace->object_capacity,
                          sizeof *trace->objects);
    trace->objects[trace->object_count++] =
        (TraceObject){.kind = trace_text(trace, kind, strlen(kind)),
                      .capacity = capacity,
                      .line = line};
    return trace->object_count;
}

void trace_object_name(Trace *trace, uint32_t object, const char *name, size_t size)
{
    if (!trace || !object || trace->objects[object - 1].name) return;
    trace->objects[object - 1].name = trace_text(trace, name, size);
}

void trace_add_task_name(const Trace *trace, uint32_t task, Text *out)
{
    if (!task || task > trace->task_count) {
        text_addf(out, "#%u", task);
        return;
    }
    const TraceTask *row = &trace->tasks[task - 1];
    if (row->name)
        text_add(out, trace_text_bytes(trace, row->name, NULL));
    else
        text_addf(out, "Task-%u", row->number);
}

// ---- Lists ----

static void list_push(Trace *trace, uint32_t number)
{
    if (trace->list_size == trace->list_capacity) {
        trace->list_capacity = trace->list_capacity ? trace->list_capacity * 2 : 256;
        trace->lists =
            memory_grow(trace->lists, trace->list_capacity * sizeof *trace->lists);
    }
    trace->lists[trace->list_size++] = number;
}

// Number 0 stands for the empty list, so the array begins with a length of 0.
static void open_list(Trace *trace)
{
    if (trace->list_size == 0) list_push(trace, 0);
    trace->list_open = trace->list_size;
    list_push(trace, 0);
}

static void list_add(Trace *trace, uint32_t entry)
{
    if (!trace->list_open) open_list(trace);
    list_push(trace, entry);
}

void trace_list_task(Trace *trace, uint32_t task)
{
    if (trace) list_add(trace, task);
}

void trace_list_callback(Trace *trace, TraceText function)
{
    if (trace) list_add(trace, function | TRACE_CALLBACK);
}

uint32_t trace_close_list(Trace *trace)
{
    size_t list = trace->list_open;
    if (!list) return 0;
    ASSERT(trace->list_size <= UINT32_MAX, "lists are found by 32-bit numbers");
    trace->lists[list] = (uint32_t)(trace->list_size - list - 1);
    trace->list_open = 0;
    return (uint32_t)list;
}

uint32_t trace_close_queues(Trace *trace)
{
    if (!trace->holder_count && !trace->waiting_count) return 0;
    ASSERT(!trace->list_open, "a turn's list is closed before its callbacks run");
    open_list(trace);
    for (uint32_t i = 0; i < trace->holder_count; i++)
        list_push(trace, trace->holders[i]);
    uint32_t first = trace_close_list(trace);
    open_list(trace);
    for (uint32_t i = 0; i < trace->waiting_count; i++)
        list_push(trace, trace->waiting[i]);
    trace_close_list(trace);
    trace->holder_count = trace->waiting_count = 0;
    return first;
}

const uint32_t *trace_holder_list(const Trace *trace, uint32_t queues, uint32_t *count)
{
    return trace_list(trace, queues, count);
}

const uint32_t *trace_waiting_list(const Trace *trace, uint32_t queues, uint32_t *count)
{
    if (!queues) return trace_list(trace, 0, count);
    return trace_list(trace, queues + 1 + trace->lists[queues], count);
}

// ---- Diagnostics ----

// A fact is stored as three numbers: its kind, and the low and high half of its value.
enum { FACT_SIZE = 3, FACT_MOST = 8 };

static void push_fact(Trace *trace, char kind, const TraceFact *fact)
{
    ASSERT(kind == "TND"[fact->kind], "a diagnostic's facts are those of words.def");
    uint64_t value = fact->kind == FACT_TEXT
                         ? trace_text(trace, fact->text, strlen(fact->text))
                         : (uint64_t)fact->number;
    list_push(trace, fact->kind);
    list_push(trace, (uint32_t)value);
    list_push(trace, (uint32_t)(value >> 32));
}

int trace_code_fact_count(TraceCode code)
{
    return (int)strlen(trace_code_kinds(code));
}

TraceFact trace_fact(const Trace *trace, const TraceRecord *record, int index)
{
    uint32_t count;
    const uint32_t *entry = trace_list(trace, record->b, &count) + index * FACT_SIZE;
    uint64_t value = entry[1] | (uint64_t)entry[2] << 32;
    TraceFact fact = {.kind = (TraceFactKind)entry[0]};
    if (fact.kind == FACT_TEXT)
        fact.text = trace_text_bytes(trace, (TraceText)value, NULL);
    else
        fact.number = (int64_t)value;
    return fact;
}

void trace_code_sentence(TraceCode code, const TraceFact *facts, Language language,
                         Text *out)
{
    static const Sentence sentences[] = {
#define DIAGNOSTIC(name, word, keys, kinds) SENTENCE_DIAGNOSTIC_##name,
#include "trace/words.def"
    };
    SentenceWord words[FACT_MOST] = {0};
    Text values[FACT_MOST] = {0};
    int count = trace_code_fact_count(code);
    const char *key = trace_code_keys(code);
    for (int i = 0; i < count; i++) {
        size_t size = strcspn(key, " ");
        if (facts[i].kind == FACT_TEXT) text_add(&values[i], facts[i].text);
        if (facts[i].kind == FACT_NUMBER) text_add_int(&values[i], facts[i].number);
        if (facts[i].kind == FACT_TIME) simtime_add_text(&values[i], facts[i].number);
        words[i] = (SentenceWord){key, size, text_string(&values[i])};
        key += size + (key[size] == ' ');
    }
    sentence_add(out, language, sentences[code], words, count);
    for (int i = 0; i < count; i++)
        text_free(&values[i]);
}

uint32_t trace_add_facts(Trace *trace, TraceCode code, const TraceFact *facts,
                         TraceText *text)
{
    Text sentence = {0};
    trace_code_sentence(code, facts, LANGUAGE_ENGLISH, &sentence);
    *text = trace_text(trace, text_string(&sentence), sentence.size);
    text_free(&sentence);

    ASSERT(!trace->list_open, "a list is closed by the event that it belongs to");
    open_list(trace);
    int count = trace_code_fact_count(code);
    for (int i = 0; i < count; i++)
        push_fact(trace, trace_code_kinds(code)[i], &facts[i]);
    return trace_close_list(trace);
}

// ---- Texts ----

TraceText trace_text(Trace *trace, const char *bytes, size_t size)
{
    if (!trace) return 0;
    if (!has_surrogate(bytes, size)) return texts_find(trace->texts, bytes, size);
    Text clean = {0};
    add_without_surrogates(&clean, bytes, size);
    TraceText text = texts_find(trace->texts, text_string(&clean), clean.size);
    text_free(&clean);
    return text;
}

TraceText trace_new_text(Trace *trace, const char *bytes, size_t size)
{
    return trace ? texts_add(trace->texts, bytes, size) : 0;
}

const char *trace_text_bytes(const Trace *trace, TraceText text, size_t *size)
{
    return texts_bytes_of(trace->texts, text, size);
}

// ---- Words ----

const char *trace_type_word(TraceType type)
{
    static const char *const words[] = {
        NULL,
#define EVENT(name, word, ...) word,
#include "trace/events.def"
#undef EVENT
    };
    return words[type];
}

const char *trace_wait_word(TraceWait wait)
{
    static const char *const words[] = {
#define WAIT(name, word, refers) word,
#include "trace/words.def"
    };
    return words[wait];
}

TraceRefers trace_wait_refers(TraceWait wait)
{
    static const TraceRefers refers_to[] = {
#define WAIT(name, word, refers) REFERS_##refers,
#include "trace/words.def"
    };
    return refers_to[wait];
}

const char *trace_end_word(TraceEnd end)
{
    static const char *const words[] = {
#define END(name, word) word,
#include "trace/words.def"
    };
    return words[end];
}

const char *trace_why_word(TraceWhy why)
{
    static const char *const words[] = {
#define WHY(name, word) word,
#include "trace/words.def"
    };
    return words[why];
}

const char *trace_outcome_word(TraceOutcomeEnd end)
{
    static const char *const words[] = {
#define OUTCOME(name, word) word,
#include "trace/words.def"
    };
    return words[end];
}

const char *trace_code_word(TraceCode code)
{
    static const char *const words[] = {
#define DIAGNOSTIC(name, word, keys, kinds) word,
#include "trace/words.def"
    };
    return words[code];
}

const char *trace_code_kinds(TraceCode code)
{
    static const char *const all[] = {
#define DIAGNOSTIC(name, word, keys, kinds) kinds,
#include "trace/words.def"
    };
    return all[code];
}

const TraceField *trace_fields(TraceType type)
{
    static const TraceField fields[][TRACE_FIELDS_MOST + 1] = {
        {{0}},
#define EVENT(name, word, ...) {__VA_ARGS__{0}},
#define FIELD(key, kind, slot, what)                                                     \
    {key, ", \"" key "\": ", sizeof(", \"" key "\": ") - 1, FIELD_##kind,                \
     offsetof(TraceRecord, slot)},
#include "trace/events.def"
#undef EVENT
#undef FIELD
    };
    return fields[type];
}

const char *trace_code_keys(TraceCode code)
{
    static const char *const all[] = {
#define DIAGNOSTIC(name, word, keys, kinds) keys,
#include "trace/words.def"
    };
    return all[code];
}
