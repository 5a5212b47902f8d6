// cores.c -- the scheduler: one small function for each of its rules.
//
// What ends by itself stands in two heaps: what threads do, and requests for GILs. Quanta
// need none: there are only as many as cores, and while nobody waits they end unseen, so
// they are caught up with when somebody looks.

#include "machine/cores.h"

#include "base/arena.h"
#include "base/assert.h"
#include "machine/showing.h"
#include "machine/thread_queue.h"

#include <stdlib.h>

#define OWNER_OF(moment, T, field) ((T *)(void *)((char *)(moment)-offsetof(T, field)))

Cores *cores_open(const Machine *machine, Trace *trace)
{
    ASSERT(machine->cores > 0 && machine->cores <= MACHINE_CORES_MAX,
           "the scenario's reader holds the number of cores within its limits");
    ASSERT(machine->quantum > 0 && machine->switch_interval > 0,
           "the scenario's reader lets no slice of time be nothing");
    size_t size = sizeof(Cores) + (size_t)machine->cores * sizeof(Core);
    Cores *cores = memory_new(size);
    memset(cores, 0, size);
    cores->machine = *machine;
    cores->trace = trace;
    cores->count = machine->cores;
    cores->first_quantum = SIMTIME_NEVER;
    for (int i = 0; i < cores->count; i++)
        core_set_add(&cores->idle, i);
    return cores;
}

void cores_close(Cores *cores)
{
    if (!cores) return;
    moments_end(&cores->ends);
    moments_end(&cores->requests);
    free(cores->changed_gils);
    free(cores->fresh);
    free(cores);
}

void cores_finish(Cores *cores)
{
    show_instant(cores, false);
}

void process_init(Process *process, uint32_t id, bool has_gil)
{
    *process = (Process){.id = id, .has_gil = has_gil};
}

static SimTime later(SimTime time, SimTime duration)
{
    return duration >= SIMTIME_NEVER - time ? SIMTIME_NEVER : time + duration;
}

// ---- The GIL ----

// When the holder has to give it to the first of those who wait.
static SimTime request_due(const Cores *cores, const Process *process)
{
    SimTime came = process->waiters.first->came;
    SimTime since = process->since > came ? process->since : came;
    return later(since, cores->machine.switch_interval);
}

// Only one who computes on a core can be asked.
static void review_request(Cores *cores, Process *process)
{
    const Thread *holder = process->holder;
    if (holder && process->waiters.first && holder->state == THREAD_COMPUTES &&
        holder->core >= 0 && !holder->charged)
        moments_set(&cores->requests, &process->request, request_due(cores, process),
                    process->id);
    else
        moments_cancel(&cores->requests, &process->request);
}

static void offer_gil(Cores *cores, Process *process)
{
    if (process->holder || process->offered || !process->waiters.first) return;
    process->offered = true;
    process->next_offered = NULL;
    if (cores->offered)
        cores->last_offered->next_offered = process;
    else
        cores->offered = process;
    cores->last_offered = process;
}

static void give_gil_back(Cores *cores, Thread *thread, TraceWhy why)
{
    Process *process = thread->process;
    if (!process->has_gil) return;
    process->holder = NULL;
    moments_cancel(&cores->requests, &process->request);
    show_gil_left(cores, thread, why);
    offer_gil(cores, process);
}

static void wait_for_gil(Cores *cores, Thread *thread)
{
    Process *process = thread->process;
    thread->came = cores->now;
    thread_queue_add(&process->waiters, thread);
    if (process->waiters.first != thread) return;
    offer_gil(cores, process);
    review_request(cores, process);
}

// ---- Getting and leaving a core ----

// A thread that wakes, is new or has had to wait for the GIL: in the upper level, with a
// whole quantum before it.
static void become_ready(Cores *cores, Thread *thread)
{
    thread->level = LEVEL_UPPER;
    thread->rest = cores->machine.quantum;
    show_ready(cores, thread);
    if (thread->process->has_gil)
        wait_for_gil(cores, thread);
    else
        thread_queue_add(&cores->ready[LEVEL_UPPER], thread);
}

static void start_computing(Cores *cores, Thread *thread)
{
    thread->left = later(cores->now, thread->left);
    if (thread->left < SIMTIME_NEVER)
        moments_set(&cores->ends, &thread->ends, thread->left, thread->id);
    if (thread->process->has_gil) review_request(cores, thread->process);
}

static void stop_computing(Cores *cores, Thread *thread)
{
    moments_cancel(&cores->ends, &thread->ends);
    if (thread->left < SIMTIME_NEVER) thread->left -= cores->now;
}

static void take_core(Cores *cores, Thread *thread, int number)
{
    Core *core = &cores->cores[number];
    core->thread = thread;
    core->since = cores->now;
    core->quantum_end = later(cores->now, thread->rest);
    if (core->quantum_end < cores->first_quantum)
        cores->first_quantum = core->quantum_end;
    core_set_remove(&cores->idle, number);
    cores->busy++;
    cores->no_victim = false;
    thread->core = (int16_t)number;
    show_core_taken(cores, number);
    if (thread->state == THREAD_COMPUTES) {
        start_computing(cores, thread);
        return;
    }
    thread->state = THREAD_RUNS;
    thread_queue_add(&cores->runs, thread);
}

static void leave_core(Cores *cores, Thread *thread, TraceWhy why)
{
    Core *core = &cores->cores[thread->core];
    if (thread->state == THREAD_COMPUTES) stop_computing(cores, thread);
    thread->rest = core->quantum_end - cores->now;
    core->thread = NULL;
    core_set_add(&cores->idle, thread->core);
    cores->busy--;
    cores->quantum_left = true;
    show_core_left(cores, thread, thread->core, why);
    thread->last_core = thread->core;
    thread->core = -1;
    if (thread->process->has_gil) review_request(cores, thread->process);
}

static bool somebody_waits(const Cores *cores)
{
    return cores->ready[LEVEL_UPPER].first || cores->ready[LEVEL_LOWER].first;
}

// ---- One instant: each of these says whether it has changed anything ----

static bool obey_requests(Cores *cores)
{
    bool changed = false;
    for (Moment *due; (due = moments_take(&cores->requests, cores->now));) {
        Thread *holder = OWNER_OF(due, Process, request)->holder;
        leave_core(cores, holder, WHY_GIL);
        give_gil_back(cores, holder, WHY_GIL);
        become_ready(cores, holder);
        changed = true;
    }
    return changed;
}

// Quanta that have ended with nobody waiting have started anew: the present one ends now
// or later.
static void catch_up_with_quantum(Cores *cores, Core *core)
{
    SimTime quantum = cores->machine.quantum;
    if (core->quantum_end >= cores->now) return;
    core->thread->level = LEVEL_LOWER;
    cores->no_victim = false;
    SimTime missed = (cores->now - core->quantum_end + quantum - 1) / quantum;
    if (missed > (SIMTIME_NEVER - core->quantum_end) / quantum)
        core->quantum_end = SIMTIME_NEVER;
    else
        core->quantum_end += missed * quantum;
}

static void end_quantum(Cores *cores, Core *core)
{
    Thread *thread = core->thread;
    thread->level = LEVEL_LOWER;
    cores->no_victim = false;
    if (!somebody_waits(cores)) {
        core->quantum_end = later(cores->now, cores->machine.quantum);
        return;
    }
    leave_core(cores, thread, WHY_QUANTUM);
    thread->rest = cores->machine.quantum;
    show_ready(cores, thread);
    thread_queue_add(&cores->ready[LEVEL_LOWER], thread);
}

static bool end_quanta(Cores *cores)
{
    if (cores->now < cores->first_quantum) return false;
    int busy = cores->busy;
    SimTime first = SIMTIME_NEVER;
    for (int i = 0; i < cores->count; i++) {
        Core *core = &cores->cores[i];
        if (!core->thread) continue;
        catch_up_with_quantum(cores, core);
        if (core->quantum_end == cores->now && core->thread->state == THREAD_COMPUTES)
            end_quantum(cores, core);
        if (core->thread && core->quantum_end < first) first = core->quantum_end;
    }
    cores->first_quantum = first;
    cores->quantum_left = false;
    return cores->busy != busy;
}

static bool give_gils(Cores *cores)
{
    if (!cores->offered) return false;
    for (Process *process; (process = cores->offered);) {
        cores->offered = process->next_offered;
        process->offered = false;
        Thread *thread = thread_queue_take(&process->waiters);
        if (!thread) continue; // the only one was killed
        process->holder = thread;
        process->since = cores->now;
        show_gil_taken(cores, process);
        thread_queue_add(&cores->ready[LEVEL_UPPER], thread);
    }
    return true;
}

static bool fill_idle_cores(Cores *cores)
{
    bool changed = false;
    while (cores->busy < cores->count && somebody_waits(cores)) {
        bool upper = cores->ready[LEVEL_UPPER].first;
        Thread *thread =
            thread_queue_take(&cores->ready[upper ? LEVEL_UPPER : LEVEL_LOWER]);
        int core = thread->last_core;
        if (core < 0 || !core_set_has(&cores->idle, core))
            core = core_set_next(&cores->idle, 0);
        take_core(cores, thread, core);
        changed = true;
    }
    return changed;
}

// The core of the lower thread that has had its one longest; -1 if there is none.
static int find_victim(const Cores *cores)
{
    int victim = -1;
    for (int i = 0; i < cores->count; i++) {
        const Thread *thread = cores->cores[i].thread;
        if (!thread || thread->level == LEVEL_UPPER || thread->taken) continue;
        if (victim < 0 || cores->cores[i].since < cores->cores[victim].since) victim = i;
    }
    return victim;
}

static void preempt(Cores *cores, Thread *thread)
{
    leave_core(cores, thread, WHY_PREEMPTED);
    if (thread->state == THREAD_RUNS) {
        thread_queue_remove(&cores->runs, thread);
        thread->state = THREAD_READY;
    }
    show_ready(cores, thread);
    thread_queue_add_first(&cores->ready[LEVEL_LOWER], thread);
}

static bool preempt_lower(Cores *cores)
{
    bool changed = false;
    while (cores->ready[LEVEL_UPPER].first && !cores->no_victim) {
        int core = find_victim(cores);
        cores->no_victim = core < 0;
        if (core < 0) break;
        preempt(cores, cores->cores[core].thread);
        take_core(cores, thread_queue_take(&cores->ready[LEVEL_UPPER]), core);
        changed = true;
    }
    return changed;
}

void cores_settle(Cores *cores)
{
    bool changed;
    do {
        changed = obey_requests(cores);
        changed |= end_quanta(cores);
        changed |= give_gils(cores);
        changed |= fill_idle_cores(cores);
        changed |= preempt_lower(cores);
    } while (changed);
}

// ---- Time ----

static void end_what_took_time(Cores *cores, Thread *thread)
{
    switch ((ThreadState)thread->state) {
    case THREAD_COMPUTES:
        thread->state = THREAD_RUNS;
        thread->left = 0;
        thread->charged = false;
        thread_queue_add(&cores->runs, thread);
        if (thread->process->has_gil) review_request(cores, thread->process);
        break;
    case THREAD_NEW: show_started(cores, thread); // fallthrough
    case THREAD_BLOCKS:
        thread->state = THREAD_READY;
        become_ready(cores, thread);
        break;
    default: ASSERT(false, "nothing else that a thread does takes time");
    }
}

void cores_move(Cores *cores, SimTime now)
{
    ASSERT(now >= cores->now, "time does not go back");
    ASSERT(now <= moments_next(&cores->ends) || now == cores->now,
           "time does not pass by what ends in between");
    if (now > cores->now) {
        show_instant(cores, true);
        cores->now = now;
    }
    for (Moment *due; (due = moments_take(&cores->ends, now));)
        end_what_took_time(cores, OWNER_OF(due, Thread, ends));
}

// A thread whose code is being run may keep its core past its quantum: that code waits, as
// the step of a task does that waits for a pool. Its quantum cannot end before it computes.
static SimTime next_quantum(const Cores *cores)
{
    if (!cores->quantum_left && cores->first_quantum > cores->now)
        return cores->first_quantum;
    SimTime first = SIMTIME_NEVER;
    for (int i = 0; i < cores->count; i++) {
        const Core *core = &cores->cores[i];
        if (core->thread && !core->thread->taken && core->quantum_end < first)
            first = core->quantum_end;
    }
    return first;
}

SimTime cores_next(const Cores *cores)
{
    SimTime next = moments_next(&cores->ends);
    SimTime request = moments_next(&cores->requests);
    if (request < next) next = request;
    if (!somebody_waits(cores)) return next;
    SimTime quantum = next_quantum(cores);
    return quantum < next ? quantum : next;
}

SimTime cores_now(const Cores *cores)
{
    return cores->now;
}

int cores_busy(const Cores *cores)
{
    return cores->busy;
}

bool cores_idle(const Cores *cores)
{
    return !cores->active;
}

// ---- What threads do ----

uint32_t thread_start(Cores *cores, Thread *thread, uint32_t id, Process *process,
                      SimTime cost)
{
    *thread = (Thread){.id = id,
                       .owner = thread->owner,
                       .maker = thread->maker,
                       .process = process,
                       .core = -1,
                       .last_core = -1,
                       .shown_core = -1,
                       .state = cost ? THREAD_NEW : THREAD_READY};
    cores->active++;
    show_start(cores, thread, cost);
    if (cost)
        moments_set(&cores->ends, &thread->ends, later(cores->now, cost), id);
    else
        become_ready(cores, thread);
    return thread->start;
}

void thread_wake(Cores *cores, Thread *thread)
{
    ASSERT(thread->state == THREAD_WAITS, "only a thread that waits can be woken");
    cores->active++;
    thread->state = THREAD_READY;
    become_ready(cores, thread);
}

static void take(Cores *cores, Thread *thread)
{
    thread_queue_remove(&cores->runs, thread);
    thread->taken = true;
    cores->active--;
}

Thread *cores_take(Cores *cores)
{
    if (!cores->runs.first) cores_settle(cores);
    Thread *thread = cores->runs.first;
    if (thread) take(cores, thread);
    return thread;
}

bool cores_take_this(Cores *cores, Thread *thread)
{
    cores_settle(cores);
    if (thread->state != THREAD_RUNS || thread->taken) return false;
    take(cores, thread);
    return true;
}

// The code of [thread] has run.
static void give_back(Cores *cores, Thread *thread)
{
    ASSERT(thread->taken, "only code that runs comes to something");
    thread->taken = false;
    cores->no_victim = false;
}

// A request that came due while its code ran, or while it was charged, is obeyed before it
// computes.
void thread_computes(Cores *cores, Thread *thread, SimTime duration)
{
    ASSERT(duration > 0, "computing takes time");
    give_back(cores, thread);
    cores->active++;
    thread->state = THREAD_COMPUTES;
    thread->left = duration;
    start_computing(cores, thread);
}

void thread_charges(Cores *cores, Thread *thread, SimTime duration)
{
    thread_computes(cores, thread, duration);
    thread->charged = true;
    if (thread->process->has_gil) review_request(cores, thread->process);
}

static void go_away(Cores *cores, Thread *thread, ThreadState state, TraceWhy why)
{
    give_back(cores, thread);
    show_away(cores, thread, why);
    leave_core(cores, thread, why);
    give_gil_back(cores, thread, why);
    thread->state = (uint8_t)state;
}

void thread_blocks(Cores *cores, Thread *thread, SimTime duration)
{
    ASSERT(duration >= 0, "blocking does not turn time back");
    go_away(cores, thread, THREAD_BLOCKS, WHY_WAITS);
    cores->active++;
    SimTime until = later(cores->now, duration);
    if (until < SIMTIME_NEVER)
        moments_set(&cores->ends, &thread->ends, until, thread->id);
}

void thread_waits(Cores *cores, Thread *thread)
{
    go_away(cores, thread, THREAD_WAITS, WHY_WAITS);
}

uint32_t thread_ends(Cores *cores, Thread *thread)
{
    go_away(cores, thread, THREAD_ENDED, WHY_ENDS);
    return show_end(cores, thread);
}

// It waits in a queue, for the GIL or for a core.
static void leave_queue(Cores *cores, Thread *thread)
{
    Process *process = thread->process;
    bool waits_for_gil = process->has_gil && process->holder != thread;
    thread_queue_remove(waits_for_gil ? &process->waiters : &cores->ready[thread->level],
                        thread);
    if (waits_for_gil) review_request(cores, process);
}

uint32_t thread_kill(Cores *cores, Thread *thread)
{
    ASSERT(!thread->taken && thread->state != THREAD_ENDED,
           "whose code runs ends by itself");
    show_killed(cores, thread);
    if (thread_is_queued(thread)) leave_queue(cores, thread);
    if (thread->state == THREAD_RUNS) thread_queue_remove(&cores->runs, thread);
    if (thread->state != THREAD_WAITS) cores->active--;
    if (thread->core >= 0) leave_core(cores, thread, WHY_ENDS);
    if (thread->process->holder == thread) give_gil_back(cores, thread, WHY_ENDS);
    moments_cancel(&cores->ends, &thread->ends);
    cores->no_victim = false;
    thread->state = THREAD_ENDED;
    return show_end(cores, thread);
}

SimTime thread_may_compute_until(const Cores *cores, const Thread *thread)
{
    SimTime until = SIMTIME_NEVER;
    // Others go first who have what they need now, or find an idle core.
    bool waits = somebody_waits(cores);
    if (cores->runs.first || (waits && cores->busy < cores->count)) return cores->now;
    if (waits) until = cores->cores[thread->core].quantum_end;
    const Process *process = thread->process;
    if (!process->has_gil || !process->waiters.first) return until;
    SimTime due = request_due(cores, process);
    return due < until ? due : until;
}
