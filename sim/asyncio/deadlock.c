// deadlock.c -- nothing will ever happen again: who waits for whom.

#include "asyncio/diagnostics.h"
#include "asyncio/mixins.h"
#include "asyncio/waiting.h"
#include "base/arena.h"
#include "threads/threads.h"

#include <string.h>

typedef struct Report {
    Arena *arena;
    Trace *trace;
    TraceWaiter *waiters;
    int count;
    int *waiter_of; // by task id: index of its waiter, -1 if it does not wait
    uint32_t ids;   // one more than the largest task id
    // For the search of the cycle.
    uint8_t *colour;
    uint32_t *path;
    int path_length;
} Report;

// ---- Whom each one waits for ----

typedef struct Others {
    Arena *arena;
    uint32_t *ids;
    int count, capacity;
} Others;

static void add_other(void *owner, uint32_t id, Task *task)
{
    (void)task;
    Others *others = owner;
    if (!id) return;
    for (int i = 0; i < others->count && i < TRACE_LIST_LONGEST; i++)
        if (others->ids[i] == id) return;
    if (others->count == others->capacity) {
        int capacity = others->capacity ? others->capacity * 2 : 4;
        uint32_t *ids = arena_alloc(others->arena, (size_t)capacity * sizeof *ids,
                                    _Alignof(uint32_t));
        if (others->count) memcpy(ids, others->ids, (size_t)others->count * sizeof *ids);
        others->ids = ids;
        others->capacity = capacity;
    }
    others->ids[others->count++] = id;
}

static const char *arena_text(Arena *arena, Text *text)
{
    char *copy = arena_alloc(arena, text->size + 1, 1);
    memcpy(copy, text_string(text), text->size + 1);
    text_free(text);
    return copy;
}

// What a task waits for, by name: the variable of a lock, the name of a task.
static const char *target_name(Vm *vm, Arena *arena, Value waiter, TraceWait kind)
{
    Text text = {0};
    if (kind == WAIT_TASK) {
        task_add_name(TASK(waiter), &text);
        return arena_text(arena, &text);
    }
    if (trace_wait_refers(kind) != REFERS_OBJECT) return NULL;
    SyncObject *object = (SyncObject *)((OwnedFuture *)waiter.object)->owner;
    if (!object) return NULL;
    sync_find_name(vm, object);
    return object->name;
}

static void fill(Vm *vm, Report *report, TraceWaiter *waiter, Task *task)
{
    Value target = task->future.result;
    Text name = {0};
    task_add_name(task, &name);
    Others others = {.arena = report->arena};
    if (!value_is_unset(target)) waiter_each(vm, target, add_other, &others);
    TraceWait kind = waiter_kind(vm, target);
    *waiter = (TraceWaiter){
        .task = task->future.id,
        .name = arena_text(report->arena, &name),
        .coroutine = coroutine_text(vm, value_object(task->coroutine)),
        .on = kind,
        .what =
            value_is_unset(target) ? NULL : target_name(vm, report->arena, target, kind),
        .by = others.ids,
        .by_count = others.count,
    };
    if (task->coroutine->type->layout == LAYOUT_COROUTINE)
        waiter->place.line = (uint32_t)coroutine_line(value_object(task->coroutine));
}

static void fill_loop(Vm *vm, Report *report, const Loop *loop)
{
    for (uint32_t i = 0; i < loop->task_slots; i++) {
        Task *task = loop->tasks[i];
        if (!task) continue;
        report->waiter_of[task->future.id] = report->count;
        fill(vm, report, &report->waiters[report->count++], task);
    }
}

// Threads that wait for other threads; one that waits for its loop is there by its tasks.
static void fill_threads(Vm *vm, Report *report)
{
    if (!threads_are_open(vm)) return;
    for (ProgramThread *thread = threads_of(vm)->main; thread; thread = thread->next) {
        if (!thread->waits_for) continue;
        report->waiters[report->count++] = (TraceWaiter){
            .name = thread->name,
            .coroutine = "",
            .on = WAIT_THREAD,
            .what = thread->waits_for,
        };
    }
}

static void fill_waiters(Vm *vm, Report *report)
{
    const Asyncio *asyncio = asyncio_of(vm);
    size_t most = threads_of(vm) ? threads_of(vm)->alive : 0;
    for (uint32_t i = 1; i < asyncio->loop_count; i++)
        if (asyncio->loops[i]) most += asyncio->loops[i]->task_count;
    report->waiters = arena_alloc(report->arena, (most + 1) * sizeof(TraceWaiter),
                                  _Alignof(TraceWaiter));
    report->waiter_of =
        arena_alloc(report->arena, report->ids * sizeof(int), _Alignof(int));
    for (uint32_t i = 0; i < report->ids; i++)
        report->waiter_of[i] = -1;
    for (uint32_t i = 1; i < asyncio->loop_count; i++)
        if (asyncio->loops[i] && asyncio->loops[i]->running)
            fill_loop(vm, report, asyncio->loops[i]);
    fill_threads(vm, report);
}

// ---- The cycle ----

enum { WHITE, GREY, BLACK };

// Goes on from the waiter [start] along the tasks it waits for, depth first; the path is
// that of the grey ones. True when it meets itself: the cycle is the path from there on.
static bool search(Report *report, int start, int *next, int *first)
{
    report->path_length = 0;
    report->path[report->path_length++] = (uint32_t)start;
    report->colour[start] = GREY;
    while (report->path_length) {
        int at = (int)report->path[report->path_length - 1];
        const TraceWaiter *waiter = &report->waiters[at];
        if (next[at] == waiter->by_count) {
            report->colour[at] = BLACK;
            report->path_length--;
            continue;
        }
        uint32_t id = waiter->by[next[at]++];
        int other = id < report->ids ? report->waiter_of[id] : -1;
        if (other < 0 || report->colour[other] == BLACK) continue;
        if (report->colour[other] == GREY) {
            for (*first = 0; report->path[*first] != (uint32_t)other;)
                ++*first;
            return true;
        }
        report->colour[other] = GREY;
        report->path[report->path_length++] = (uint32_t)other;
    }
    return false;
}

// The tasks of a cycle, each waiting for the next; their number in [count].
static const uint32_t *find_cycle(Report *report, int *count)
{
    size_t waiters = (size_t)report->count + 1;
    int *next = arena_alloc(report->arena, waiters * sizeof *next, _Alignof(int));
    report->colour = arena_alloc(report->arena, waiters, 1);
    report->path =
        arena_alloc(report->arena, waiters * sizeof(uint32_t), _Alignof(uint32_t));
    memset(next, 0, waiters * sizeof *next);
    memset(report->colour, WHITE, waiters);
    for (int i = 0; i < report->count; i++) {
        int first;
        if (report->colour[i] != WHITE || !search(report, i, next, &first)) continue;
        *count = report->path_length - first;
        uint32_t *cycle = report->path + first;
        for (int j = 0; j < *count; j++)
            cycle[j] = report->waiters[cycle[j]].task;
        return cycle;
    }
    *count = 0;
    return NULL;
}

void report_deadlock(Vm *vm)
{
    Trace *trace = asyncio_of(vm)->report;
    if (!trace || trace->has_outcome) return;
    Report report = {.arena = arena_open(), .trace = trace};
    report.ids = asyncio_of(vm)->task_ids + 1;
    fill_waiters(vm, &report);
    TraceOutcome outcome = {
        .end = OUTCOME_DEADLOCK,
        .time = clock_now(vm->clock),
        .waiters = report.waiters,
        .waiter_count = report.count,
    };
    outcome.cycle = find_cycle(&report, &outcome.cycle_count);
    trace_set_outcome(trace, &outcome);
    arena_close(report.arena);
}
