// processes.c -- forking, ending, and whose globals the machine has.

#include "threads/processes.h"

#include "base/arena.h"
#include "threads/executors.h"
#include "threads/mp.h"
#include "threads/process_pool.h"
#include "vm/copying.h"
#include "vm/modules/random.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_PID = 1000, SIGNAL_KILL = 9 };

static ProgramProcess *process_new(Vm *vm, uint32_t id)
{
    ProgramProcess *process = memory_new(sizeof *process);
    *process = (ProgramProcess){
        .seed = vm->seed, .pid = FIRST_PID, .object = UNSET, .parent_object = UNSET};
    process_init(&process->process, id, threads_of(vm)->has_gil);
    return process;
}

void processes_open(Vm *vm)
{
    Threads *threads = threads_of(vm);
    threads->process = threads->last_process = process_new(vm, 1);
}

void processes_close(Vm *vm)
{
    Threads *threads = threads_of(vm);
    for (ProgramProcess *process = threads->process, *next; process; process = next) {
        next = process->next;
        value_drop(vm, process->object);
        value_drop(vm, process->parent_object);
        if (process->main) program_thread_drop(vm, process->main);
        free(process->random);
        free(process);
    }
}

ProgramProcess *process_running(const Vm *vm)
{
    return (ProgramProcess *)threads_of(vm)->running->thread.process;
}

// ---- What belongs to a process ----

static Random *random_now(const Vm *vm)
{
    return (Random *)vm->random;
}

// The generator behind the functions of the module random is one object; each process has
// its own state of it.
static void put_random_away(Vm *vm, ProgramProcess *process)
{
    if (!vm->random) return;
    if (!process->random) process->random = memory_new(sizeof(Random));
    *process->random = *random_now(vm);
}

static void fetch_random(Vm *vm, const ProgramProcess *process)
{
    if (!vm->random) return;
    if (!process->random) {
        random_reseed(vm); // as os.register_at_fork() makes it do
        return;
    }
    Random *random = random_now(vm);
    random->twister = process->random->twister;
    random->has_spare = process->random->has_spare;
    random->spare = process->random->spare;
}

void process_changes(Vm *vm, Process *from, Process *to)
{
    if (from == to || vm->closing) return;
    ProgramProcess *old = (ProgramProcess *)from, *new = (ProgramProcess *)to;
    put_random_away(vm, old);
    old->globals = vm->globals;
    old->names = threads_of(vm)->names;
    vm->globals = new->globals;
    vm->seed = new->seed;
    threads_of(vm)->names = new->names;
    fetch_random(vm, new);
}

// ---- The end ----

static void end_process(Vm *vm, ProgramProcess *process, int64_t status)
{
    process->over = true;
    process->exit_status = status;
    wait_list_wake_all(vm, &process->joiners);
    if (process->watcher) wait_list_wake(vm, process->watcher);
    mp_pipes_review(vm);
}

// All its threads but the one that runs.
static void end_threads(Vm *vm, const ProgramProcess *process)
{
    const Threads *threads = threads_of(vm);
    for (ProgramThread *thread = threads->main, *next; thread; thread = next) {
        next = thread->next;
        if (thread->thread.process == &process->process && thread != threads->running)
            program_thread_kill(vm, thread);
    }
}

void program_process_kill(Vm *vm, ProgramProcess *process, int signal)
{
    if (process->over) return;
    end_threads(vm, process);
    end_process(vm, process, -signal);
}

bool process_running_exits(Vm *vm, int64_t status)
{
    ProgramProcess *process = process_running(vm);
    end_threads(vm, process);
    end_process(vm, process, status & 0xff);
    return thread_running_vanishes(vm);
}

bool program_process_join(Vm *vm, ProgramProcess *process, SimTime timeout)
{
    bool woken = true;
    while (!process->over && woken)
        if (!thread_running_waits(vm, &process->joiners, timeout, "process", &woken))
            return false;
    return true;
}

bool process_shuts_down(Vm *vm)
{
    return process_pools_exit(vm) && thread_pools_exit(vm) && threads_join_all(vm);
}

bool processes_join_all(Vm *vm)
{
    const Threads *threads = threads_of(vm);
    ProgramProcess *first = threads->process;
    for (ProgramProcess *process = first->next; process; process = process->next)
        if (process->daemon && process->parent == first)
            program_process_kill(vm, process, SIGNAL_KILL);
    for (ProgramProcess *process = first->next; process; process = process->next)
        if (!program_process_join(vm, process, SIMTIME_NEVER)) return false;
    return true;
}

// ---- The beginning ----

// What a new process is given to live.
typedef struct Life {
    ProgramProcess *process;
    ProcessBody *body;
    void *argument;
} Life;

static void live(Vm *vm, void *argument)
{
    Life life = *(Life *)argument;
    free(argument);
    int64_t status = life.body(vm, life.argument);
    if (vm->halt || !process_shuts_down(vm)) return;
    end_threads(vm, life.process);
    end_process(vm, life.process, status);
}

// All that the running process has, and the values, for [child].
static void fork_memory(Vm *vm, ProgramProcess *child, const ProcessPlan *plan)
{
    Copying *copying = copying_begin(vm);
    child->globals = vm->globals;
    copying_object(copying, &child->globals);
    for (int i = 0; i < plan->copied_count; i++)
        copying_value(copying, &plan->copied[i]);
    copying_end(copying);
}

// Different in each process, and equal in every run.
static int64_t seed_of(const ProgramProcess *parent, uint32_t id)
{
    return (int64_t)(((uint64_t)parent->seed + id) * UINT64_C(0x9E3779B97F4A7C15) >> 1);
}

ProgramProcess *program_process_start(Vm *vm, const ProcessPlan *plan)
{
    Threads *threads = threads_of(vm);
    threads_open(vm);
    ProgramProcess *parent = process_running(vm);
    ProgramProcess *child = process_new(vm, threads->last_process->process.id + 1);
    child->parent = parent;
    child->daemon = plan->daemon;
    child->seed = seed_of(parent, child->process.id);
    child->names = threads->names;
    threads->last_process = threads->last_process->next = child;

    Life *life = memory_new(sizeof *life);
    *life = (Life){child, plan->body, plan->argument};
    ProgramThread *main = program_thread_start(vm, &(ThreadPlan){
                                                       .body = live,
                                                       .argument = life,
                                                       .name = plan->name,
                                                       .process = &child->process,
                                                       .cost = threads->cost_process,
                                                       .daemon = true,
                                                   });
    if (!main) {
        free(life);
        child->over = true;
        return NULL;
    }
    child->main = main;
    program_thread_keep(main);
    child->pid = FIRST_PID + main->thread.id;
    fork_memory(vm, child, plan);
    return child;
}
