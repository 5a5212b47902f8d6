// trace.h -- the record of one run: an append-only log of what happened, and when.
//
// Whoever makes something happen records it here, with one function for each kind of
// event (events.def lists them all). A record has 32 bytes; texts are stored once and
// lists beside the log. Every recording function returns the event's number, from 1, so
// that a later event can name it as its cause. With a NULL Trace nothing is recorded
// and the number is 0: recording that is off costs one comparison.
//
// Diagnostics and the outcome belong to every run, recorded or not; a run with its
// recording off therefore still has a Trace for those two, and passes NULL for the rest.

#ifndef TRACE_TRACE_H
#define TRACE_TRACE_H

#include "base/language.h"
#include "base/machine_spec.h"
#include "base/simtime.h"

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// A text of the trace; 0 is the absent one.
typedef uint32_t TraceText;

// A place in the program, both from 1; 0 is unknown. Columns past 65535 are left out.
typedef struct TracePlace {
    uint32_t line;
    uint32_t column;
} TracePlace;

typedef enum TraceType {
    TRACE_NO_EVENT,
#define EVENT(name, text, ...) TRACE_##name,
#include "trace/events.def"
#undef EVENT
    TRACE_TYPE_COUNT
} TraceType;

typedef enum TraceWait {
#define WAIT(name, word, refers) WAIT_##name,
#include "trace/words.def"
    TRACE_WAIT_COUNT
} TraceWait;

typedef enum TraceEnd {
#define END(name, word) END_##name,
#include "trace/words.def"
    TRACE_END_COUNT
} TraceEnd;

typedef enum TraceWhy {
#define WHY(name, word) WHY_##name,
#include "trace/words.def"
    TRACE_WHY_COUNT
} TraceWhy;

typedef enum TraceOutcomeEnd {
#define OUTCOME(name, word) OUTCOME_##name,
#include "trace/words.def"
    TRACE_OUTCOME_COUNT
} TraceOutcomeEnd;

typedef enum TraceCode {
#define DIAGNOSTIC(name, code, keys, kinds) DIAGNOSTIC_##name,
#include "trace/words.def"
    TRACE_CODE_COUNT
} TraceCode;

enum {
    TRACE_LIST_LONGEST = 32, // holders and waiting keep the first so many of a list
    TRACE_CHUNK_BITS = 15,
    TRACE_CHUNK = 1 << TRACE_CHUNK_BITS, // records
    TRACE_VALUE_LONGEST = 200, // characters of a value's repr; the caller cuts it
};

// What the slots hold is said for each type in events.def.
typedef struct TraceRecord {
    SimTime time;
    uint8_t type;    // TraceType
    uint8_t detail;  // TraceWait, TraceEnd, TraceWhy or TraceCode
    uint16_t column; // 0 if unknown
    uint32_t line;   // 0 if unknown
    uint32_t task;
    uint32_t cause; // the number of the event that made this one happen, or 0
    union {
        struct {
            uint32_t a;
            uint32_t b;
        };
        int64_t wide;
    };
} TraceRecord;
static_assert(sizeof(TraceRecord) == 32, "a million records must stay within 32 MB");

// One row of the table of tasks.
typedef struct TraceTask {
    SimTime created;
    SimTime ended;       // meaningless while end is END_PENDING
    TraceText name;      // its first name, or 0: then "Task-<number>"
    uint32_t number;     // of a task without a name of its own
    TraceText coroutine; // the qualified name
    uint32_t parent;     // the task that made it, or 0
    uint8_t end;         // TraceEnd
    bool internal;       // made by asyncio itself while it closes
} TraceTask;

// One row of the table of objects: locks, semaphores, queues, events, pools.
typedef struct TraceObject {
    TraceText kind;   // "lock", "queue", ...
    TraceText name;   // the variable that first held it, or 0
    int64_t capacity; // -1 if it has none
    uint32_t line;    // where it was made
} TraceObject;

// A fact of a diagnostic; [key] is one of the words in words.def.
typedef enum TraceFactKind { FACT_TEXT, FACT_NUMBER, FACT_TIME } TraceFactKind;
typedef struct TraceFact {
    TraceFactKind kind;
    const char *text; // FACT_TEXT: UTF-8, ends at its zero
    int64_t number;   // FACT_NUMBER, and nanoseconds of FACT_TIME
} TraceFact;

// A frame of an error's traceback, the outermost first.
typedef struct TraceFrame {
    const char *function;
    uint32_t line;
} TraceFrame;

// A task that waits when the run ends in a deadlock.
typedef struct TraceWaiter {
    uint32_t task;
    const char *name;      // its present name
    const char *coroutine; // its qualified name
    TraceWait on;          // the kind of wait
    const char *what;      // the name of what it waits for: "lock_a", "Task-3"; or NULL
    const uint32_t *by;    // the tasks that could end the wait: holders, awaited tasks
    int by_count;
    TracePlace place; // of the await
} TraceWaiter;

// How the run ended. Pointers are to memory of the trace.
typedef struct TraceOutcome {
    TraceOutcomeEnd end;
    SimTime time;
    const char *error_type; // OUTCOME_ERROR: the exception's class and str()
    const char *error_message;
    const TraceFrame *frames;
    int frame_count;
    const TraceWaiter *waiters; // OUTCOME_DEADLOCK
    int waiter_count;
    const uint32_t *cycle; // tasks, each waiting for the next and the last for the first
    int cycle_count;       // 0 if there is no cycle
    const char *limit;     // OUTCOME_LIMIT: the key of the limit: "steps"
    int64_t limit_value;
    uint32_t limit_task; // in whose step, or 0
    TracePlace limit_place;
} TraceOutcome;

// What was run: the head of the file.
typedef struct TraceScenario {
    const char *title;
    int64_t seed;
    const char *program; // its lines with '\n' between them
    size_t program_size;
    Machine machine;
} TraceScenario;

typedef struct TraceTexts TraceTexts;

// The fields are for the inline functions below and for trace.c alone.
typedef struct Trace {
    TraceRecord *next; // where the next record goes
    TraceRecord *end;  // the first one behind the newest chunk
    TraceRecord **chunks;
    uint32_t chunk_count;
    uint32_t chunk_capacity;

    uint32_t *lists; // every list: its length, then its entries; list 0 is empty
    size_t list_size;
    size_t list_capacity;
    size_t list_open; // where the length of the list under construction goes
    uint32_t holders[TRACE_LIST_LONGEST], waiting[TRACE_LIST_LONGEST];
    uint32_t holder_count, waiting_count;

    TraceTexts *texts;
    TraceTask *tasks; // the task with id N is tasks[N - 1]
    uint32_t task_count, task_capacity;
    TraceObject *objects; // likewise
    uint32_t object_count, object_capacity;
    uint32_t timer_count;

    struct Arena *arena; // scenario and outcome
    TraceScenario scenario;
    TraceOutcome outcome;
    bool has_outcome;
} Trace;

// ---- The trace as a whole ----

// An empty trace. The caller closes it.
Trace *trace_open(void);
void trace_close(Trace *trace);

// Says what is run; the trace keeps copies.
void trace_set_scenario(Trace *trace, const TraceScenario *scenario);

// Says how the run ended; the trace keeps copies. Once for each run, at its very end.
void trace_set_outcome(Trace *trace, const TraceOutcome *outcome);

// Bytes that the trace uses; the same on every computer. 0 for NULL.
size_t trace_bytes(const Trace *trace);

// How many events there are; they are numbered from 1.
static inline uint32_t trace_count(const Trace *trace)
{
    if (!trace->chunk_count) return 0;
    return trace->chunk_count * TRACE_CHUNK - (uint32_t)(trace->end - trace->next);
}

// The event with this number, which must be there.
static inline const TraceRecord *trace_event(const Trace *trace, uint32_t number)
{
    uint32_t index = number - 1;
    return &trace->chunks[index >> TRACE_CHUNK_BITS][index & (TRACE_CHUNK - 1)];
}

// ---- Texts ----

// The text with this content, stored once however often it is asked for. 0 for a NULL
// trace. For names of functions and tasks and other texts that come back.
TraceText trace_text(Trace *trace, const char *bytes, size_t size);

// Stores a text without looking for an equal one: for what is printed.
TraceText trace_new_text(Trace *trace, const char *bytes, size_t size);

// The bytes of a text with a zero behind them; "" for 0. [size] may be NULL. Borrowed
// until the next text is stored.
const char *trace_text_bytes(const Trace *trace, TraceText text, size_t *size);

// ---- Objects ----

// A new row in the table of objects; its id. [capacity] -1: it has none.
uint32_t trace_object(Trace *trace, const char *kind, int64_t capacity, uint32_t line);

// Names an object after the variable that first holds it; later names are ignored.
void trace_object_name(Trace *trace, uint32_t object, const char *name, size_t size);

// Adds the first name of a task.
void trace_add_task_name(const Trace *trace, uint32_t task, Text *out);

// ---- Lists ----

// Adds an entry to the list that the next trace_turn() or
// trace_task_suspend_on_tasks() takes.
void trace_list_task(Trace *trace, uint32_t task);

// The same for a callback in a turn's ready list.
void trace_list_callback(Trace *trace, TraceText function);

// Add to the holders and the waiting of the next acquire, release, put, get, set, clear
// or notify.
static inline void trace_holder(Trace *trace, uint32_t task)
{
    if (trace && trace->holder_count < TRACE_LIST_LONGEST)
        trace->holders[trace->holder_count++] = task;
}

static inline void trace_waiting(Trace *trace, uint32_t task)
{
    if (trace && trace->waiting_count < TRACE_LIST_LONGEST)
        trace->waiting[trace->waiting_count++] = task;
}

// A list by its number: its entries, and their count in [count]; NULL for list 0, which
// has none.
static inline const uint32_t *trace_list(const Trace *trace, uint32_t list,
                                         uint32_t *count)
{
    *count = list ? trace->lists[list] : 0;
    return list ? trace->lists + list + 1 : NULL;
}

// The two halves of an acquire's, release's, ... lists, from the record's slot b.
const uint32_t *trace_holder_list(const Trace *trace, uint32_t queues, uint32_t *count);
const uint32_t *trace_waiting_list(const Trace *trace, uint32_t queues, uint32_t *count);

// An entry of a ready list with this bit is a TraceText, else a task.
#define TRACE_CALLBACK UINT32_C(0x80000000)

// ---- Recording ----

// For the functions below.
void trace_add_chunk(Trace *trace);
uint32_t trace_close_list(Trace *trace);   // the list under construction: its number
uint32_t trace_close_queues(Trace *trace); // holders, then waiting; the first's number
void trace_add_task(Trace *trace, const TraceTask *row);
uint32_t trace_add_facts(Trace *trace, TraceCode code, const TraceFact *facts,
                         TraceText *text);

static inline uint32_t trace_append(Trace *trace, TraceRecord record)
{
    if (trace->next == trace->end) trace_add_chunk(trace);
    *trace->next++ = record;
    return trace_count(trace);
}

static inline uint16_t trace_column(TracePlace place)
{
    return place.column <= UINT16_MAX ? (uint16_t)place.column : 0;
}

#define TRACE_RECORD(name, ...)                                                          \
    trace_append(trace, (TraceRecord){.time = time, .type = TRACE_##name, __VA_ARGS__})
#define TRACE_PLACE .line = place.line, .column = trace_column(place)

// A new task. Its id counts from 1 in order of making; [by] is the task that made it or
// 0. [name] is its first name, or 0 for "Task-<number>".
static inline uint32_t trace_task_create(Trace *trace, SimTime time, uint32_t task,
                                         uint32_t by, TraceText coroutine, TraceText name,
                                         uint32_t number, bool internal, uint32_t cause,
                                         TracePlace place)
{
    if (!trace) return 0;
    trace_add_task(trace, &(TraceTask){.created = time,
                                       .name = name,
                                       .number = number,
                                       .coroutine = coroutine,
                                       .parent = by,
                                       .internal = internal});
    return TRACE_RECORD(TASK_CREATE, .task = task, .a = by, .b = coroutine,
                        .cause = cause, TRACE_PLACE);
}

static inline uint32_t trace_task_rename(Trace *trace, SimTime time, uint32_t task,
                                         TraceText name, TracePlace place)
{
    if (!trace) return 0;
    return TRACE_RECORD(TASK_RENAME, .task = task, .a = name, TRACE_PLACE);
}

static inline uint32_t trace_task_resume(Trace *trace, SimTime time, uint32_t task,
                                         uint32_t cause)
{
    if (!trace) return 0;
    return TRACE_RECORD(TASK_RESUME, .task = task, .cause = cause);
}

// The task waits for a timer, given by its timer.set event: asyncio.sleep(d), d > 0.
static inline uint32_t trace_task_suspend_on_timer(Trace *trace, SimTime time,
                                                   uint32_t task, uint32_t timer_set,
                                                   TracePlace place)
{
    if (!trace) return 0;
    return TRACE_RECORD(TASK_SUSPEND, .task = task, .detail = WAIT_SLEEP, .a = timer_set,
                        TRACE_PLACE);
}

// The task waits for one thing: [target] is the id of a task (WAIT_TASK, WAIT_SHIELD)
// or of an object (WAIT_LOCK and the like), and 0 for WAIT_YIELD and WAIT_FUTURE.
static inline uint32_t trace_task_suspend(Trace *trace, SimTime time, uint32_t task,
                                          TraceWait on, uint32_t target, TracePlace place)
{
    if (!trace) return 0;
    return TRACE_RECORD(TASK_SUSPEND, .task = task, .detail = (uint8_t)on, .a = target,
                        TRACE_PLACE);
}

// The task waits for the tasks that trace_list_task() was given: WAIT_GATHER, WAIT_WAIT,
// WAIT_GROUP.
static inline uint32_t trace_task_suspend_on_tasks(Trace *trace, SimTime time,
                                                   uint32_t task, TraceWait on,
                                                   TracePlace place)
{
    if (!trace) return 0;
    return TRACE_RECORD(TASK_SUSPEND, .task = task, .detail = (uint8_t)on,
                        .b = trace_close_list(trace), TRACE_PLACE);
}

// [message] 0: the cancellation has none.
static inline uint32_t trace_task_cancel(Trace *trace, SimTime time, uint32_t task,
                                         uint32_t by, TraceText message, uint32_t cause,
                                         TracePlace place)
{
    if (!trace) return 0;
    return TRACE_RECORD(TASK_CANCEL, .task = task, .a = by, .b = message, .cause = cause,
                        TRACE_PLACE);
}

// [value]: the result's repr for END_FINISHED, "ValueError: text" for END_FAILED, 0 for
// END_CANCELLED.
static inline uint32_t trace_task_end(Trace *trace, SimTime time, uint32_t task,
                                      TraceEnd how, TraceText value)
{
    if (!trace) return 0;
    trace->tasks[task - 1].ended = time;
    trace->tasks[task - 1].end = (uint8_t)how;
    return TRACE_RECORD(TASK_END, .task = task, .detail = (uint8_t)how, .a = value);
}

static inline uint32_t trace_coroutine_create(Trace *trace, SimTime time, uint32_t task,
                                              TraceText coroutine, TracePlace place)
{
    if (!trace) return 0;
    return TRACE_RECORD(COROUTINE_CREATE, .task = task, .a = coroutine, TRACE_PLACE);
}

// A coroutine object that was never started dies.
static inline uint32_t trace_coroutine_drop(Trace *trace, SimTime time, uint32_t task,
                                            TraceText coroutine, TracePlace place)
{
    if (!trace) return 0;
    return TRACE_RECORD(COROUTINE_DROP, .task = task, .a = coroutine, TRACE_PLACE);
}

// The number of this event stands for the timer in the functions that follow.
static inline uint32_t trace_timer_set(Trace *trace, SimTime time, SimTime due,
                                       TraceText what, TracePlace place)
{
    if (!trace) return 0;
    return TRACE_RECORD(TIMER_SET, .task = ++trace->timer_count, .wide = due,
                        .cause = what, TRACE_PLACE);
}

static inline uint32_t trace_timer_fire(Trace *trace, SimTime time, uint32_t timer_set)
{
    if (!trace) return 0;
    return TRACE_RECORD(TIMER_FIRE, .cause = timer_set);
}

static inline uint32_t trace_timer_cancel(Trace *trace, SimTime time, uint32_t timer_set)
{
    if (!trace) return 0;
    return TRACE_RECORD(TIMER_CANCEL, .cause = timer_set);
}

// A turn begins; trace_list_task() and trace_list_callback() were given what it will run.
// [timers]: how many timers are still set.
static inline uint32_t trace_turn(Trace *trace, SimTime time, uint32_t timers)
{
    if (!trace) return 0;
    return TRACE_RECORD(TURN, .a = timers, .b = trace_close_list(trace));
}

// A callback that is not the step of a task.
static inline uint32_t trace_callback_run(Trace *trace, SimTime time, TraceText function,
                                          uint32_t cause)
{
    if (!trace) return 0;
    return TRACE_RECORD(CALLBACK_RUN, .a = function, .cause = cause);
}

// TRACE_ACQUIRE, RELEASE, PUT, GET, SET, CLEAR or NOTIFY, with the lists that
// trace_holder() and trace_waiting() were given.
static inline uint32_t trace_sync(Trace *trace, SimTime time, TraceType type,
                                  uint32_t task, uint32_t object, uint32_t cause,
                                  TracePlace place)
{
    if (!trace) return 0;
    return trace_append(trace, (TraceRecord){.time = time,
                                             .type = (uint8_t)type,
                                             .task = task,
                                             .a = object,
                                             .b = trace_close_queues(trace),
                                             .cause = cause,
                                             TRACE_PLACE});
}

// A line that was completed on standard output, without its newline.
static inline uint32_t trace_print(Trace *trace, SimTime time, uint32_t task,
                                   const char *bytes, size_t size, TracePlace place)
{
    if (!trace) return 0;
    return TRACE_RECORD(PRINT, .task = task, .a = trace_new_text(trace, bytes, size),
                        TRACE_PLACE);
}

static inline uint32_t trace_stderr(Trace *trace, SimTime time, uint32_t task,
                                    const char *bytes, size_t size, TracePlace place)
{
    if (!trace) return 0;
    return TRACE_RECORD(STDERR, .task = task, .a = trace_new_text(trace, bytes, size),
                        TRACE_PLACE);
}

// cpu(seconds) begins and ends; [begin] is the number of its cpu.begin.
static inline uint32_t trace_cpu_begin(Trace *trace, SimTime time, uint32_t task,
                                       uint32_t thread, TracePlace place)
{
    if (!trace) return 0;
    return TRACE_RECORD(CPU_BEGIN, .task = task, .a = thread, TRACE_PLACE);
}

static inline uint32_t trace_cpu_end(Trace *trace, SimTime time, uint32_t task,
                                     uint32_t thread, uint32_t begin)
{
    if (!trace) return 0;
    return TRACE_RECORD(CPU_END, .task = task, .a = thread, .cause = begin);
}

// time.sleep(seconds), likewise.
static inline uint32_t trace_block_begin(Trace *trace, SimTime time, uint32_t task,
                                         uint32_t thread, TracePlace place)
{
    if (!trace) return 0;
    return TRACE_RECORD(BLOCK_BEGIN, .task = task, .a = thread, TRACE_PLACE);
}

static inline uint32_t trace_block_end(Trace *trace, SimTime time, uint32_t task,
                                       uint32_t thread, uint32_t begin)
{
    if (!trace) return 0;
    return TRACE_RECORD(BLOCK_END, .task = task, .a = thread, .cause = begin);
}

// A diagnostic. [facts] are those of its code in words.def, in that order. Its English
// sentence is made from them. [task] may be 0.
static inline uint32_t trace_diagnostic(Trace *trace, SimTime time, uint32_t task,
                                        TraceCode code, const TraceFact *facts,
                                        TracePlace place)
{
    if (!trace) return 0;
    TraceText text;
    uint32_t list = trace_add_facts(trace, code, facts, &text);
    return TRACE_RECORD(DIAGNOSTIC, .task = task, .detail = (uint8_t)code, .a = text,
                        .b = list, TRACE_PLACE);
}

// How many facts a diagnostic has, the fact number [index] of a recorded one, and the
// sentence that its facts make.
int trace_code_fact_count(TraceCode code);
TraceFact trace_fact(const Trace *trace, const TraceRecord *record, int index);
void trace_code_sentence(TraceCode code, const TraceFact *facts, Language language,
                         Text *out);

// ---- Words ----

const char *trace_type_word(TraceType type);
const char *trace_wait_word(TraceWait wait);
const char *trace_end_word(TraceEnd end);
const char *trace_why_word(TraceWhy why);
const char *trace_outcome_word(TraceOutcomeEnd end);
const char *trace_code_word(TraceCode code);

// What the target of a wait is.
typedef enum TraceRefers {
    REFERS_NOTHING,
    REFERS_TIMER,
    REFERS_TASK,
    REFERS_TASKS,
    REFERS_OBJECT
} TraceRefers;
TraceRefers trace_wait_refers(TraceWait wait);

// The keys of the facts of a diagnostic, with spaces between them, and their kinds: a
// letter for each, T for a text, N for a number, D for a duration.
const char *trace_code_keys(TraceCode code);
const char *trace_code_kinds(TraceCode code);

// The fields of each type as events.def lists them: for the writer and the reader.
typedef enum TraceFieldKind {
    FIELD_TASK,
    FIELD_OBJECT,
    FIELD_TIMER,
    FIELD_NUMBER,
    FIELD_TIME,
    FIELD_TEXT,
    FIELD_MAYBE_TEXT,
    FIELD_TIMER_OF,
    FIELD_DUE_OF,
    FIELD_WHAT_OF,
    FIELD_END,
    FIELD_WAIT,
    FIELD_READY,
    FIELD_HOLDERS,
    FIELD_WAITING,
    FIELD_CODE,
    FIELD_WHY,
    FIELD_FACTS,
    FIELD_CAUSE,
    FIELD_LINE,
    FIELD_COLUMN,
} TraceFieldKind;

typedef struct TraceField {
    const char *key;
    char prefix[16]; // ", \"key\": ", so long that it can be copied at one go
    uint8_t prefix_size;
    uint8_t kind;   // TraceFieldKind
    uint8_t offset; // of the slot in a TraceRecord
} TraceField;

enum { TRACE_FIELDS_MOST = 8 };

// The fields of a type; the one with a NULL key is behind the last.
const TraceField *trace_fields(TraceType type);

#endif
