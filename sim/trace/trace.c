// trace.c -- chunks of records, texts stored once, and lists beside them.
//
// Nothing of this ever moves. Lists are one long array of numbers: each list is its length
// and then its entries.

#include "trace/record.h"

#include "base/arena.h"
#include "base/assert.h"
#include "base/sentences.h"
#include "base/utf8.h"
#include "trace/slabs.h"
#include "trace/texts.h"

#include <stdlib.h>

// Slot a with this bit is the index of a and b in the lists.
#define LIST_OF_TWO UINT32_C(0x80000000)

Trace *trace_open(void)
{
    Trace *trace = memory_new(sizeof *trace);
    *trace = (Trace){.arena = arena_open(),
                     .texts = texts_open(),
                     .slabs = slabs_open(sizeof(TraceChunk)),
                     .times.size = sizeof(SimTime),
                     .odd.size = sizeof(TraceOdd),
                     .lists.size = sizeof(uint32_t)};
    store_take(&trace->lists, 1); // no list has the number 0
    return trace;
}

void trace_close(Trace *trace)
{
    if (!trace) return;
    slabs_close(trace->slabs);
    store_clear(&trace->times);
    free(trace->chunks);
    store_clear(&trace->odd);
    store_clear(&trace->lists);
    free(trace->pending);
    free(trace->awaits);
    free(trace->tasks);
    free(trace->objects);
    texts_close(trace->texts);
    arena_close(trace->arena);
    free(trace);
}

// Times in the newest chunk.
static uint32_t newest_times(const Trace *trace)
{
    return trace->newest ? (uint32_t)(trace->next_time - trace->newest->times) : 0;
}

size_t trace_bytes(const Trace *trace)
{
    if (!trace) return 0;
    uint64_t kept = trace_count(trace), times = trace->time_count + newest_times(trace);
    if (trace->follower) {
        const uint64_t most = TRACE_CHUNKS_AHEAD * TRACE_CHUNK;
        if (kept > most) kept = most;
        if (times > most) times = most;
    }
    return kept * (sizeof(TracePacked) + 1) + times * sizeof(SimTime) +
           trace->odd.used * sizeof(TraceOdd) + trace->lists.used * sizeof(uint32_t) +
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
    trace->scenario.title_korean = keep(trace, scenario->title_korean);
    trace->scenario.program =
        arena_copy(trace->arena, scenario->program, scenario->program_size);
}

const char *trace_title(const Trace *trace, Language language)
{
    const TraceScenario *scenario = &trace->scenario;
    bool korean = language == LANGUAGE_KOREAN && scenario->title_korean;
    return korean ? scenario->title_korean : scenario->title;
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
        copy[i].lost = keep(trace, waiters[i].lost);
        copy[i].by = keep_numbers(trace, waiters[i].by, waiters[i].by_count);
    }
    return copy;
}

void trace_set_outcome(Trace *trace, const TraceOutcome *outcome)
{
    ASSERT(!trace->has_outcome || outcome->end == OUTCOME_LIMIT,
           "a run ends once, unless its last finalisers pass a limit");
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

// ---- Records ----

// The directory of the chunks has room for some, or at once for all that can be numbered:
// pages of it that nobody reaches cost nothing.
static void make_room_for_chunks(Trace *trace, bool for_all)
{
    enum { SOME = 64, ALL = UINT32_MAX / TRACE_CHUNK + 1 };
    uint32_t capacity = for_all || trace->chunk_count >= SOME ? ALL : SOME;
    if (trace->chunk_capacity >= capacity) return;
    trace->chunks = memory_grow(trace->chunks, capacity * sizeof *trace->chunks);
    trace->chunk_capacity = capacity;
}

// A chunk gets room for as many times as it has events, and gives back what it did not need,
// unless chunks are used again.
static TraceChunk *new_chunk(Trace *trace)
{
    if (trace->newest && !trace->was_followed)
        store_give_back(&trace->times, TRACE_CHUNK - newest_times(trace));
    TraceChunk *chunk = slabs_take(trace->slabs);
    chunk->times = store_at(&trace->times, store_take(&trace->times, TRACE_CHUNK));
    return chunk;
}

static void add_chunk(Trace *trace)
{
    make_room_for_chunks(trace, false);
    TraceChunk *chunk = NULL;
    if (trace->follower && trace->count) {
        __atomic_store_n(&trace->odd_ready, trace->odd.next, __ATOMIC_RELEASE);
        chunk = trace->follower(trace->follower_owner, trace->count);
    }
    if (!chunk) chunk = new_chunk(trace);
    trace->time_count += newest_times(trace);
    trace->chunks[trace->chunk_count++] = trace->newest = chunk;
    trace->next = chunk->events;
    trace->next_time = chunk->times;
}

void trace_begin_group(Trace *trace, SimTime time)
{
    uint32_t index = trace->count % TRACE_CHUNK;
    if (index == 0) add_chunk(trace);
    trace->newest->first_time[index / TRACE_GROUP] = (uint16_t)newest_times(trace);
    trace->now = time;
    trace->time_of = 0;
    *trace->next_time++ = time;
}

void trace_follow(Trace *trace, TraceFollower *follower, void *owner)
{
    if (follower) make_room_for_chunks(trace, true); // it must not move any more
    trace->was_followed |= follower != NULL;
    trace->follower = follower;
    trace->follower_owner = owner;
}

// ---- What does not fit into a record ----

static TraceOdd *last_odd(Trace *trace)
{
    return trace->odd.next ? store_at(&trace->odd, trace->odd.next - 1) : NULL;
}

// The odd row of the newest event.
static TraceOdd *odd_of_newest(Trace *trace)
{
    TraceOdd *odd = last_odd(trace);
    if (odd && odd->event == trace->count) return odd;
    odd = store_at(&trace->odd, store_take(&trace->odd, 1));
    *odd = (TraceOdd){.event = trace->count};
    return odd;
}

void trace_add_odd_place(Trace *trace, TracePlace place)
{
    odd_of_newest(trace)->place = place;
}

void trace_add_odd_thread(Trace *trace, uint32_t thread)
{
    odd_of_newest(trace)->thread = thread;
}

uint8_t trace_add_what(Trace *trace, TraceText what)
{
    for (uint32_t i = 0; i < trace->what_count; i++)
        if (trace->whats[i] == what) return (uint8_t)i;
    if (trace->what_count == TRACE_ODD_WHAT) {
        odd_of_newest(trace)->what = what;
        return TRACE_ODD_WHAT;
    }
    trace->whats[trace->what_count] = what;
    return (uint8_t)trace->what_count++;
}

// The rows are in the order of their events. While somebody follows, the newest may not be
// written yet.
static const TraceOdd *odd_of(const Trace *trace, uint32_t event)
{
    uint32_t from = 0, past = trace->follower
                                  ? __atomic_load_n(&trace->odd_ready, __ATOMIC_ACQUIRE)
                                  : trace->odd.next;
    while (past - from > 1) {
        uint32_t middle = from + (past - from) / 2;
        if (((const TraceOdd *)store_at(&trace->odd, middle))->event <= event)
            from = middle;
        else
            past = middle;
    }
    return store_at(&trace->odd, from);
}

TraceText trace_timer_what(const Trace *trace, uint32_t timer_set)
{
    uint8_t what = trace_packed(trace, timer_set)->detail;
    return what == TRACE_ODD_WHAT ? odd_of(trace, timer_set)->what : trace->whats[what];
}

TracePlace trace_event_place(const Trace *trace, uint32_t number)
{
    uint16_t place = trace_packed(trace, number)->place;
    if (place == TRACE_ODD_PLACE) return odd_of(trace, number)->place;
    return (TracePlace){.line = place};
}

static void unpack_two(const Trace *trace, TraceRecord *record)
{
    if (!(record->a & LIST_OF_TWO)) return;
    const uint32_t *two = store_at(&trace->lists, record->a & ~LIST_OF_TWO);
    record->a = two[0];
    record->b = two[1];
}

TraceRecord trace_event(const Trace *trace, uint32_t number)
{
    const TracePacked *packed = trace_packed(trace, number);
    const TraceOdd *odd = packed->place == TRACE_ODD_PLACE ? odd_of(trace, number) : NULL;
    TracePlace place = odd ? odd->place : (TracePlace){.line = packed->place};
    TraceRecord record = {.time = trace_event_time(trace, number),
                          .type = packed->type,
                          .detail = packed->detail,
                          .column = trace_column(place),
                          .line = place.line,
                          .task = packed->task,
                          .cause = packed->cause,
                          .a = packed->a,
                          .thread = odd ? odd->thread : 0};
    switch (trace_shape(packed->type)) {
    case SHAPE_PLAIN: break;
    case SHAPE_B_IN_TASK:
        record.b = packed->task;
        record.task = 0;
        break;
    case SHAPE_B_IN_CAUSE:
        record.b = packed->cause;
        record.cause = 0;
        break;
    case SHAPE_THREAD_WAIT: {
        const uint32_t *two = store_at(&trace->lists, packed->cause & ~LIST_OF_TWO);
        record.b = two[0];
        record.cause = two[1];
        break;
    }
    case SHAPE_B_IN_LIST: unpack_two(trace, &record); break;
    case SHAPE_TURN:
        record.b = packed->detail ? number | TRACE_ALONE : packed->task;
        record.task = record.detail = 0;
        break;
    case SHAPE_TIMER:
        record.wide = packed->wide;
        record.cause = trace_timer_what(trace, number);
        record.detail = 0;
        record.thread = 0;
        break;
    }
    return record;
}

// ---- Tables ----

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

void trace_add_object_name(const Trace *trace, uint32_t object, Text *out)
{
    if (!object || object > trace->object_count) return;
    const TraceObject *row = &trace->objects[object - 1];
    const char *name = trace_text_bytes(trace, row->name, NULL);
    text_add(out, trace_text_bytes(trace, row->kind, NULL));
    if (!row->name)
        text_addf(out, " %u", object);
    else if (strcmp(name, trace_text_bytes(trace, row->kind, NULL)) != 0)
        text_addf(out, " %s", name);
}

void trace_add_task_name(const Trace *trace, uint32_t task, Text *out)
{
    if (!task || task > trace->task_count) {
        text_addf(out, "#%u", task);
        return;
    }
    const TraceTask *row = &trace->tasks[task - 1];
    if (row->name) {
        text_add(out, trace_text_bytes(trace, row->name, NULL));
        return;
    }
    text_add(out, "Task-");
    text_add_int(out, row->number);
}

// ---- Lists ----

void trace_grow_pending(Trace *trace)
{
    trace->pending_capacity = trace->pending_capacity ? trace->pending_capacity * 2 : 64;
    trace->pending =
        memory_grow(trace->pending, trace->pending_capacity * sizeof *trace->pending);
}

// Room for [count] numbers in [lists]; the first one's index.
static uint32_t take_numbers(Trace *trace, uint32_t count, uint32_t **numbers)
{
    uint32_t first = store_take(&trace->lists, count);
    ASSERT(first < TRACE_ALONE, "the highest bit of a list's number has other uses");
    *numbers = store_at(&trace->lists, first);
    return first;
}

static uint32_t *put_list(uint32_t *at, const uint32_t *entries, uint32_t count)
{
    *at++ = count;
    if (count) memcpy(at, entries, count * sizeof *at);
    return at + count;
}

uint32_t trace_close_list(Trace *trace)
{
    uint32_t count = trace->pending_count, *numbers;
    if (!count) return 0;
    trace->pending_count = 0;
    uint32_t list = take_numbers(trace, count + 1, &numbers);
    put_list(numbers, trace->pending, count);
    return list;
}

uint32_t trace_close_queues(Trace *trace)
{
    uint32_t holders = trace->holder_count, waiting = trace->waiting_count, *numbers;
    if (!holders && !waiting) return 0;
    uint32_t list = take_numbers(trace, holders + waiting + 2, &numbers);
    numbers = put_list(numbers, trace->holders, holders);
    put_list(numbers, trace->waiting, waiting);
    trace->holder_count = trace->waiting_count = 0;
    return list;
}

// The same coroutines mostly wait at the same lines again and again: then the list that is
// there says it, if it is the last one with its hash.
uint32_t trace_add_awaits(Trace *trace, const TraceAwait *awaits, uint32_t count)
{
    enum { HASHES = 256 };
    if (count > TRACE_AWAITS_MOST) count = TRACE_AWAITS_MOST;
    if (!trace || count < 2) return 0;
    if (!trace->awaits)
        trace->awaits = memory_grow_zeroed(NULL, 0, HASHES * sizeof *trace->awaits);
    uint32_t hash = 0, size = count * 2;
    for (uint32_t i = 0; i < count; i++)
        hash = (hash ^ awaits[i].coroutine * 31 ^ awaits[i].line) * UINT32_C(0x9e3779b1);
    uint32_t *last = &trace->awaits[hash >> 24], *numbers;
    if (*last) {
        const uint32_t *there = store_at(&trace->lists, *last);
        if (there[0] == size && memcmp(there + 1, awaits, size * sizeof *there) == 0)
            return *last;
    }
    *last = take_numbers(trace, size + 1, &numbers);
    put_list(numbers, (const uint32_t *)awaits, size);
    return *last;
}

const TraceAwait *trace_awaits(const Trace *trace, uint32_t list, uint32_t *count)
{
    static_assert(sizeof(TraceAwait) == 2 * sizeof(uint32_t), "it is two of a list");
    const uint32_t *numbers = trace_list(trace, list, count);
    *count /= 2;
    return (const TraceAwait *)numbers;
}

uint32_t trace_list_of_two(Trace *trace, uint32_t a, uint32_t b)
{
    uint32_t *numbers, list = take_numbers(trace, 2, &numbers);
    numbers[0] = a;
    numbers[1] = b;
    return list | LIST_OF_TWO;
}

uint32_t trace_listed_object(const Trace *trace, uint32_t queues)
{
    uint32_t count;
    const uint32_t *holders = trace_list(trace, queues, &count);
    return count ? holders[0] : 0;
}

const uint32_t *trace_holder_list(const Trace *trace, uint32_t queues, uint32_t *count)
{
    return trace_list(trace, queues, count);
}

const uint32_t *trace_waiting_list(const Trace *trace, uint32_t queues, uint32_t *count)
{
    const uint32_t *holders = trace_list(trace, queues, count);
    if (!queues) return NULL;
    const uint32_t *waiting = holders + *count;
    *count = waiting[0];
    return waiting + 1;
}

// ---- Jobs ----

TraceJob trace_job(const Trace *trace, const TraceRecord *record)
{
    uint32_t count;
    const uint32_t *job = trace_list(trace, record->b, &count);
    return count == 3 ? (TraceJob){job[0], job[1], job[2]} : (TraceJob){0};
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
    trace_list_add(trace, fact->kind);
    trace_list_add(trace, (uint32_t)value);
    trace_list_add(trace, (uint32_t)(value >> 32));
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

    ASSERT(!trace->pending_count, "a list is closed by the event that it belongs to");
    int count = trace_code_fact_count(code);
    for (int i = 0; i < count; i++)
        push_fact(trace, trace_code_kinds(code)[i], &facts[i]);
    return trace_close_list(trace);
}

// ---- Texts ----

TraceText trace_text(Trace *trace, const char *bytes, size_t size)
{
    if (!trace) return 0;
    TraceText known = texts_look_up(trace->texts, bytes, size);
    if (known) return known;
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
