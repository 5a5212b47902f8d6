// trace.h -- the record of one run: an append-only log of what happened, and when.
//
// Whoever makes something happen records it with the functions of trace/record.h, one for
// each kind of event (events.def lists them all); this is what everybody else needs. A
// record is kept in 16 bytes, and its time, which many share, beside it; texts are stored
// once and lists beside the log. What is recorded never moves and never changes, so another
// thread may follow while the run goes on (trace_follow). Events are numbered from 1, so that
// a later one can name an earlier one as its cause.
//
// Diagnostics and the outcome belong to every run, recorded or not; a run with its
// recording off therefore still has a Trace for those two, and passes NULL for the rest.

#ifndef TRACE_TRACE_H
#define TRACE_TRACE_H

#include "base/language.h"
#include "base/machine_spec.h"
#include "base/simtime.h"
#include "trace/store.h"

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

// The column as an event keeps it.
static inline uint16_t trace_column(TracePlace place)
{
    return place.column <= UINT16_MAX ? (uint16_t)place.column : 0;
}

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
    TRACE_CHUNK_BITS = 12,
    TRACE_CHUNK = 1 << TRACE_CHUNK_BITS, // records
    TRACE_GROUP = 64,                    // records
    TRACE_CHUNKS_AHEAD = 32,   // so many may wait for a follower that lets go of them
    TRACE_PREFETCH = 512,      // bytes
    TRACE_VALUE_LONGEST = 200, // characters of a value's repr; the caller cuts it
};

// An event as it is read. What the slots hold is said for each type in events.def.
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
    uint32_t thread; // OTHER_THREAD: its number; BY_THREAD: its number + 1; 0 if none
} TraceRecord;

// An event as it is kept. No type needs all the slots, so [b] stands where there is room
// (TraceShape); what is rare stands beside the log (TraceOdd), its time in its chunk.
typedef struct TracePacked {
    uint8_t type;
    uint8_t detail;
    uint16_t place; // the line, or TRACE_ODD_PLACE
    uint32_t task;
    union {
        struct {
            uint32_t cause;
            uint32_t a;
        };
        int64_t wide;
    };
} TracePacked;
static_assert(sizeof(TracePacked) == 16, "a million sleepers must fit into 2 GB");

// Events, and their times. Neighbours mostly share one, so each time stands once in a group
// and an event says which one of its group is its own.
typedef struct TraceChunk {
    TracePacked events[TRACE_CHUNK];
    uint8_t time_of[TRACE_CHUNK];
    uint16_t first_time[TRACE_CHUNK / TRACE_GROUP]; // of each group
    SimTime *times;                                 // TRACE_CHUNK at most
} TraceChunk;

// What a packed record cannot hold: a column, a line past 65534, the text of a timer when
// more than 254 different ones came before, the slot [thread].
typedef struct TraceOdd {
    uint32_t event;
    TracePlace place;
    union {
        TraceText what;  // of a timer
        uint32_t thread; // of all others
    };
} TraceOdd;

enum { TRACE_ODD_PLACE = UINT16_MAX, TRACE_WHATS = 256, TRACE_ODD_WHAT = 255 };

// Where a type of event keeps its slot b.
typedef enum TraceShape {
    SHAPE_PLAIN,       // it has none
    SHAPE_B_IN_TASK,   // threads and cores: they have no task
    SHAPE_B_IN_CAUSE,  // these have no cause: a suspension, a diagnostic, a job, a name
    SHAPE_B_IN_LIST,   // a names a list of both; when b is 0, a is itself
    SHAPE_THREAD_WAIT, // in cause's place a list of b and the object
    SHAPE_TURN,        // the list in task's place, or its only entry
    SHAPE_TIMER,       // what it is for in detail's place
} TraceShape;

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

// A task or a thread that waits when the run ends in a deadlock.
typedef struct TraceWaiter {
    uint32_t task;         // 0: it is a thread
    const char *name;      // its present name
    const char *coroutine; // its qualified name
    TraceWait on;          // the kind of wait
    const char *what;      // the name of what it waits for: "lock_a", "Task-3"; or NULL
    const uint32_t *by;    // who could end the wait: holders, awaited tasks; threads
                           // when it is a thread
    int by_count;
    TracePlace place; // of the await
    uint32_t thread;  // the number of a thread
    const char *lost; // the thread that held what this one waits for, and has ended
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
    bool cycle_of_threads; // they are threads
    const char *limit;     // OUTCOME_LIMIT: the key of the limit: "steps"
    int64_t limit_value;
    uint32_t limit_task; // in whose step, or 0
    TracePlace limit_place;
} TraceOutcome;

// What was run: the head of the file.
typedef struct TraceScenario {
    const char *title;        // in English, else in the only language that there is
    const char *title_korean; // NULL if there is none beside [title]
    int64_t seed;
    const char *program; // its lines with '\n' between them
    size_t program_size;
    Machine machine;
} TraceScenario;

typedef struct TraceTexts TraceTexts;

// Is told, by the thread that records, that the events up to [count] are there to be read
// by another thread. May give back a chunk whose events nobody needs any more, else NULL.
typedef TraceChunk *TraceFollower(void *owner, uint32_t count);

// The fields are for the inline functions here and in record.h, and for trace.c alone.
typedef struct Trace {
    // What changes with every event. It lies apart from what a follower reads: two cores
    // that use the same line of their caches wait for each other.
    TracePacked *next;  // where the next record goes
    uint32_t count;     // of events
    uint8_t time_of;    // the newest event's
    SimTime now;        // which is this
    SimTime *next_time; // where another one goes
    TraceChunk *newest;
    uint32_t timer_count;
    uint32_t *pending; // the list under construction
    uint32_t pending_count, pending_capacity;
    uint32_t holders[TRACE_LIST_LONGEST], waiting[TRACE_LIST_LONGEST];
    uint32_t holder_count, waiting_count;
    uint32_t *awaits;    // the last list of awaits with each hash
    uint32_t await_list; // of the next task.suspend
    uint32_t chunk_count, chunk_capacity;
    struct Slabs *slabs; // the memory of the chunks
    uint64_t time_count; // times in all chunks but the newest
    char apart[128];

    TraceChunk **chunks; // NULL before the first
    TraceFollower *follower;
    void *follower_owner;
    bool was_followed;
    Store times;                  // of the chunks: SimTime
    Store odd;                    // TraceOdd, in order of events
    uint32_t odd_ready;           // so many of them may be read by another thread
    TraceText whats[TRACE_WHATS]; // what timers are for: the names that a byte stands for
    uint32_t what_count;
    Store lists; // every list: its length, then its entries; list 0 is empty
    TraceTexts *texts;
    TraceTask *tasks; // the task with id N is tasks[N - 1]
    uint32_t task_count, task_capacity;
    TraceObject *objects; // likewise
    uint32_t object_count, object_capacity;

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

// The title for a reader of [language].
const char *trace_title(const Trace *trace, Language language);

// Says how the run ended; the trace keeps copies. Once for each run, at its very end; but
// a limit that the last finalisers pass replaces what was said.
void trace_set_outcome(Trace *trace, const TraceOutcome *outcome);

// Bytes that the trace uses; the same on every computer. 0 for NULL.
size_t trace_bytes(const Trace *trace);

// How many events there are; they are numbered from 1.
static inline uint32_t trace_count(const Trace *trace)
{
    return trace->count;
}

// The event with this number, which must be there, as it is kept.
static inline const TracePacked *trace_packed(const Trace *trace, uint32_t number)
{
    uint32_t index = number - 1;
    return &trace->chunks[index >> TRACE_CHUNK_BITS]->events[index & (TRACE_CHUNK - 1)];
}

// When it was.
static inline SimTime trace_event_time(const Trace *trace, uint32_t number)
{
    uint32_t index = (number - 1) & (TRACE_CHUNK - 1);
    const TraceChunk *chunk = trace->chunks[(number - 1) >> TRACE_CHUNK_BITS];
    return chunk->times[chunk->first_time[index / TRACE_GROUP] + chunk->time_of[index]];
}

static inline __attribute__((always_inline)) TraceShape trace_shape(uint8_t type)
{
    switch ((TraceType)type) {
    case TRACE_TASK_CREATE:
    case TRACE_TASK_CANCEL:
    case TRACE_ACQUIRE:
    case TRACE_RELEASE:
    case TRACE_PUT:
    case TRACE_GET:
    case TRACE_SET:
    case TRACE_CLEAR:
    case TRACE_NOTIFY:
    case TRACE_THREAD_ACQUIRE:
    case TRACE_THREAD_RELEASE:
    case TRACE_THREAD_PUT:
    case TRACE_THREAD_GET:
    case TRACE_THREAD_SET:
    case TRACE_THREAD_CLEAR:
    case TRACE_THREAD_NOTIFY: return SHAPE_B_IN_LIST;
    case TRACE_THREAD_WAIT: return SHAPE_THREAD_WAIT;
    case TRACE_THREAD_START:
    case TRACE_THREAD_END:
    case TRACE_JOB_RUN:
    case TRACE_JOB_END:
    case TRACE_CORE_RUN:
    case TRACE_CORE_LEAVE: return SHAPE_B_IN_TASK;
    case TRACE_TASK_SUSPEND:
    case TRACE_THREAD_NAME:
    case TRACE_JOB_SUBMIT:
    case TRACE_DIAGNOSTIC: return SHAPE_B_IN_CAUSE;
    case TRACE_TURN: return SHAPE_TURN;
    case TRACE_TIMER_SET: return SHAPE_TIMER;
    default: return SHAPE_PLAIN;
    }
}

// The same, as it is read.
TraceRecord trace_event(const Trace *trace, uint32_t number);

// What is asked for so often that it need not be unpacked: what a timer, given by its
// timer.set, is for, and where an event comes from.
TraceText trace_timer_what(const Trace *trace, uint32_t timer_set);
TracePlace trace_event_place(const Trace *trace, uint32_t number);

// Has [follower] called with [owner] whenever many more events are there. What may then be
// read: these events, and the texts and lists that they name; not the tables of tasks and
// objects, nor the outcome. NULL: nobody follows any more. To be called before the first
// event; a follower keeps up, so that at most TRACE_CHUNKS_AHEAD chunks are in use.
void trace_follow(Trace *trace, TraceFollower *follower, void *owner);

// ---- Texts ----

// The text with this content, stored once however often it is asked for. 0 for a NULL
// trace. For names of functions and tasks and other texts that come back.
TraceText trace_text(Trace *trace, const char *bytes, size_t size);

// Stores a text without looking for an equal one: for what is printed.
TraceText trace_new_text(Trace *trace, const char *bytes, size_t size);

// The bytes of a text with a zero behind them; "" for 0. [size] may be NULL. They live as
// long as the trace.
const char *trace_text_bytes(const Trace *trace, TraceText text, size_t *size);

// ---- Objects ----

// A new row in the table of objects; its id. [capacity] -1: it has none.
uint32_t trace_object(Trace *trace, const char *kind, int64_t capacity, uint32_t line);

// Names an object after the variable that first holds it; later names are ignored.
void trace_object_name(Trace *trace, uint32_t object, const char *name, size_t size);

// Adds the kind of an object and its name: "lock door", "queue 2" without a name, "queue"
// where the name says the same; nothing for an object that is none.
void trace_add_object_name(const Trace *trace, uint32_t object, Text *out);

// Adds the first name of a task.
void trace_add_task_name(const Trace *trace, uint32_t task, Text *out);

// ---- Lists ----

// An entry of a ready list with this bit is a TraceText, else a task.
#define TRACE_CALLBACK UINT32_C(0x80000000)

// A ready list with this bit is the only entry of the turn with that number.
#define TRACE_ALONE UINT32_C(0x80000000)

// A list by its number: its entries, and their count in [count]; NULL for list 0, which
// has none.
static inline const uint32_t *trace_list(const Trace *trace, uint32_t list,
                                         uint32_t *count)
{
    *count = 0;
    if (!list) return NULL;
    if (list & TRACE_ALONE) {
        *count = 1;
        return &trace_packed(trace, list & ~TRACE_ALONE)->task;
    }
    const uint32_t *numbers = store_at(&trace->lists, list);
    *count = numbers[0];
    return numbers + 1;
}

// The object of a thread.acquire, thread.release, ..., which stands in front of its holders.
uint32_t trace_listed_object(const Trace *trace, uint32_t queues);

// The two halves of an acquire's, release's, ... lists, from the record's slot b.
const uint32_t *trace_holder_list(const Trace *trace, uint32_t queues, uint32_t *count);
const uint32_t *trace_waiting_list(const Trace *trace, uint32_t queues, uint32_t *count);

// ---- Awaits ----

// A coroutine of a task that waits: "await coroutine" went on in the same step, so it waits
// in the one before it, and the last one's await ended the step.
typedef struct TraceAwait {
    TraceText coroutine; // its qualified name
    uint32_t line;       // of its await
} TraceAwait;

// Of a deeper chain only so many are kept, from the task's own coroutine on.
enum { TRACE_AWAITS_MOST = 16 };

// The coroutines of a task.suspend, from its slot b, the task's own first: none if that
// one waits alone, else at least two.
const TraceAwait *trace_awaits(const Trace *trace, uint32_t list, uint32_t *count);

// ---- Jobs and facts ----

// What a job.submit, job.run or job.end is about.
typedef struct TraceJob {
    uint32_t pool; // an object
    uint32_t number;
    TraceText function;
} TraceJob;
TraceJob trace_job(const Trace *trace, const TraceRecord *record);

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
    FIELD_LISTED_OBJECT,
    FIELD_HOLDING_THREADS,
    FIELD_WAITING_THREADS,
    FIELD_CODE,
    FIELD_WHY,
    FIELD_FACTS,
    FIELD_CAUSE,
    FIELD_BY_THREAD,
    FIELD_POOL,
    FIELD_JOB,
    FIELD_FUNCTION,
    FIELD_HOW,
    FIELD_OTHER_THREAD,
    FIELD_LINE,
    FIELD_COLUMN,
    FIELD_AWAITS,
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
