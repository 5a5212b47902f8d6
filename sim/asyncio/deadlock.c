// deadlock.c -- nothing will ever happen again: who waits for whom.

#include "asyncio/diagnostics.h"
#include "asyncio/mixins.h"
#include "asyncio/waiting.h"
#include "base/arena.h"
#include "threads/sync_object.h"

#include <string.h>

typedef struct Report {
    Arena *arena;
    Trace *trace;
    TraceWaiter *waiters;
    int count;
    // By id of a task or thread: index of its waiter, -1 if it does not wait; and one more
    // than the largest id.
    int *waiter_of, *thread_waiter_of;
    uint32_t ids, thread_ids;
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

// The thread whose end [list] waits for; NULL if it is no such list.
static const ProgramThread *joined(const Threads *threads, const WaitList *list)
{
    for (const ProgramThread *thread = threads->main; thread; thread = thread->next)
        if (list == &thread->joiners) return thread;
    return NULL;
}

static TraceWait wait_of_word(const char *word)
{
    for (int wait = 0; wait < TRACE_WAIT_COUNT; wait++)
        if (strcmp(trace_wait_word((TraceWait)wait), word) == 0) return (TraceWait)wait;
    return WAIT_THREAD;
}

static const ProgramThread *waiting_in(const ProgramThread *thread, const Task *task)
{
    while (thread && (!thread->waits_for || thread->wait_task != task->future.id))
        thread = thread->next;
    return thread;
}

// Who waits for a thread in the middle of the task's step: the thread that runs the loop, or
// one that stands for it; or NULL.
static const ProgramThread *stand_in_of(const Vm *vm, const Task *task)
{
    const Threads *threads = threads_of(vm);
    if (!threads) return NULL;
    const ProgramThread *thread = waiting_in(threads->stand_ins, task);
    return thread ? thread : waiting_in(threads->main, task);
}

// The other tasks that hold a lock of threads; a task that did until it ended is the answer.
static uint32_t task_holders(const Report *report, const ThreadSync *object,
                             Others *others)
{
    uint32_t lost = 0;
    for (uint32_t i = 0; i < object->holder_count; i++) {
        uint32_t task = object->holders[i].task;
        if (task && report->waiter_of[task] >= 0)
            add_other(others, task, NULL);
        else if (!lost)
            lost = task;
    }
    return lost;
}

static void fill_task_holders(Report *report, TraceWaiter *waiter,
                              const ThreadSync *object)
{
    Others others = {.arena = report->arena};
    uint32_t lost = task_holders(report, object, &others);
    waiter->by = others.ids;
    waiter->by_count = others.count;
    if (!lost) return;
    Text name = {0};
    text_addf(&name, "Task %u", lost);
    waiter->lost = arena_text(report->arena, &name);
}

static void fill_within_step(Vm *vm, Report *report, TraceWaiter *waiter,
                             const ProgramThread *stands)
{
    const WaitList *list = stands->waits_in;
    const ProgramThread *other = list ? joined(threads_of(vm), list) : NULL;
    waiter->on = wait_of_word(stands->waits_for);
    waiter->what = other                       ? other->name
                   : list && list->of          ? thread_sync_name(vm, list->of)
                   : waiter->on == WAIT_THREAD ? stands->waits_for
                                               : NULL;
    waiter->place.line = stands->wait_line;
    if (!other && list && list->of) fill_task_holders(report, waiter, list->of);
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
    const ProgramThread *stands = stand_in_of(vm, task);
    if (stands) fill_within_step(vm, report, waiter, stands);
}

// A task that another one waits for may be of a later row: all are numbered first.
static void number_loop(Report *report, const Loop *loop, int *count)
{
    for (uint32_t i = 0; i < loop->task_slots; i++)
        if (loop->tasks[i]) report->waiter_of[loop->tasks[i]->future.id] = (*count)++;
}

static void fill_loop(Vm *vm, Report *report, const Loop *loop)
{
    for (uint32_t i = 0; i < loop->task_slots; i++)
        if (loop->tasks[i])
            fill(vm, report, &report->waiters[report->count++], loop->tasks[i]);
}

// The threads that hold it; the name of one that has ended, or NULL.
static const char *fill_holders(const ThreadSync *object, Others *others)
{
    const char *lost = NULL;
    for (uint32_t i = 0; i < object->holder_count; i++) {
        const ProgramThread *holder = object->holders[i].thread;
        if (!holder->over)
            add_other(others, holder->thread.id + 1, NULL);
        else if (!lost)
            lost = holder->name;
    }
    return lost;
}

static void fill_thread(Vm *vm, Report *report, const ProgramThread *thread)
{
    Others others = {.arena = report->arena};
    const char *what = NULL, *lost = NULL;
    TraceWait on = wait_of_word(thread->waits_for);
    WaitList *list = thread->waits_in;
    const ProgramThread *other = list ? joined(threads_of(vm), list) : NULL;
    if (other) {
        what = other->name;
        add_other(&others, other->thread.id + 1, NULL);
    } else if (list && list->of) {
        what = thread_sync_name(vm, list->of);
        lost = fill_holders(list->of, &others);
    }
    for (int i = 0; i < others.count; i++)
        others.ids[i]--; // a thread may have the number 0
    report->thread_waiter_of[thread->thread.id] = report->count;
    report->waiters[report->count++] = (TraceWaiter){
        .thread = thread->thread.id,
        .name = thread->name,
        .coroutine = "",
        .on = on,
        .what = what || on != WAIT_THREAD ? what : thread->waits_for,
        .by = others.ids,
        .by_count = others.count,
        .place = {.line = thread->wait_line},
        .lost = lost,
    };
}

// Threads that wait for other threads; one that waits for its loop is there by its tasks.
static void fill_threads(Vm *vm, Report *report)
{
    if (!threads_are_open(vm)) return;
    for (ProgramThread *thread = threads_of(vm)->main; thread; thread = thread->next) {
        if (thread->waits_for) fill_thread(vm, report, thread);
    }
}

static int *nobody(Arena *arena, uint32_t count)
{
    int *waiters = arena_alloc(arena, count * sizeof(int), _Alignof(int));
    for (uint32_t i = 0; i < count; i++)
        waiters[i] = -1;
    return waiters;
}

static bool is_running(const Loop *loop)
{
    return loop && loop->running;
}

static void fill_waiters(Vm *vm, Report *report)
{
    const Asyncio *asyncio = asyncio_of(vm);
    size_t most = threads_of(vm) ? threads_of(vm)->alive : 0;
    for (uint32_t i = 1; i < asyncio->loop_count; i++)
        if (asyncio->loops[i]) most += asyncio->loops[i]->task_count;
    report->waiters = arena_alloc(report->arena, (most + 1) * sizeof(TraceWaiter),
                                  _Alignof(TraceWaiter));
    report->waiter_of = nobody(report->arena, report->ids);
    report->thread_waiter_of = nobody(report->arena, report->thread_ids);
    int count = 0;
    for (uint32_t i = 1; i < asyncio->loop_count; i++)
        if (is_running(asyncio->loops[i])) number_loop(report, asyncio->loops[i], &count);
    for (uint32_t i = 1; i < asyncio->loop_count; i++)
        if (is_running(asyncio->loops[i])) fill_loop(vm, report, asyncio->loops[i]);
    fill_threads(vm, report);
}

// ---- The cycle ----

enum { WHITE, GREY, BLACK };

// The waiter that is number [next] of those that could end the wait of [waiter].
static int other_waiter(const Report *report, const TraceWaiter *waiter, int next)
{
    uint32_t id = waiter->by[next];
    if (waiter->task) return id < report->ids ? report->waiter_of[id] : -1;
    return id < report->thread_ids ? report->thread_waiter_of[id] : -1;
}

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
        int other = other_waiter(report, waiter, next[at]++);
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

// The tasks or threads of a cycle, each waiting for the next.
static void find_cycle(Report *report, TraceOutcome *outcome)
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
        outcome->cycle_of_threads = !report->waiters[i].task;
        outcome->cycle_count = report->path_length - first;
        uint32_t *cycle = report->path + first;
        for (int j = 0; j < outcome->cycle_count; j++) {
            const TraceWaiter *waiter = &report->waiters[cycle[j]];
            cycle[j] = waiter->task ? waiter->task : waiter->thread;
        }
        outcome->cycle = cycle;
        return;
    }
}

void report_deadlock(Vm *vm)
{
    Trace *trace = asyncio_of(vm)->report;
    if (!trace || trace->has_outcome) return;
    sync_run_ended(vm);
    Report report = {.arena = arena_open(), .trace = trace};
    report.ids = asyncio_of(vm)->task_ids + 1;
    report.thread_ids = threads_of(vm) ? threads_of(vm)->last_id + 1 : 1;
    fill_waiters(vm, &report);
    TraceOutcome outcome = {
        .end = OUTCOME_DEADLOCK,
        .time = clock_now(vm->clock),
        .waiters = report.waiters,
        .waiter_count = report.count,
    };
    find_cycle(&report, &outcome);
    trace_set_outcome(trace, &outcome);
    arena_close(report.arena);
}
