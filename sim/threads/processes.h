// processes.h -- processes of the program: a GIL and a copy of the globals for each.
//
// CPython on Linux forks: a child begins with all that its maker had at that moment, and
// from then on neither sees what the other changes (vm/copying.h). What goes through a pipe
// is a copy too, made from a text (pickle.h). Here a process is a number, a GIL, a dict of
// globals and a state of the module random; while one of its threads runs, the machine has
// these for its own. The processes share the cores, and all that no process owns: pipes and
// the locks made for processes.
//
// What a process leaves behind at its end is not let go before the run is over, and no
// finaliser runs: CPython's children leave by os._exit().

#ifndef THREADS_PROCESSES_H
#define THREADS_PROCESSES_H

#include "threads/threads.h"

// The main thread's code in a new process: returns the exit status. It leaves no exception
// behind. Also called when the run is already halted.
typedef int64_t ProcessBody(Vm *vm, void *argument);

// A process to be started.
typedef struct ProcessPlan {
    ProcessBody *body;
    void *argument;   // given to the body as it is
    const char *name; // copied
    bool daemon;      // ends with its maker
    Value *copied;    // [copied_count] borrowed values: replaced by what the child has
    int copied_count; // instead, owned, for the body
} ProcessPlan;

struct ProgramProcess {
    Process process;      // first
    ProgramProcess *next; // made later
    ProgramProcess *parent;
    ProgramThread *main; // kept
    uint32_t pid;
    bool daemon, over;
    int64_t exit_status; // of one that is over; negative: ended by that signal
    WaitList joiners;    // wait for its end
    WaitList *watcher;   // one more who is woken then, or NULL
    Dict *globals;       // of __main__; those of the first process are the machine's own
    int64_t seed;
    struct Random *random; // while none of its threads runs; NULL: not imported before
    uint32_t children;     // process objects made here
    uint32_t names; // threads' Thread-1, Thread-2, ... , while none of its threads runs
    Value object;   // that stands for it here, current_process(), or UNSET; counted
    Value parent_object; // that stands for it where it was started, or UNSET; counted
};

// For threads.c: the first process, and all of them at the end.
void processes_open(Vm *vm);
void processes_close(Vm *vm);

// A thread of [to] goes on after one of [from]: the machine has what belongs to [to].
void process_changes(Vm *vm, Process *from, Process *to);

// The process of the thread that runs.
ProgramProcess *process_running(const Vm *vm);

// fork(): a copy of the running one, with one thread that runs the body. Takes cost.process;
// its maker goes on at once. NULL with CPython's error set if there is no room for its stack.
ProgramProcess *program_process_start(Vm *vm, const ProcessPlan *plan);

// Ends [process], which is not the running one, by signal [signal]. Nothing happens if it is
// over.
void program_process_kill(Vm *vm, ProgramProcess *process, int signal);

// os._exit(status) in the running process, which is not the first: returns false, when the
// run is halted.
bool process_running_exits(Vm *vm, int64_t status);

// Waits for the end of [process], [timeout] ns at most (SIMTIME_NEVER: without an end);
// [process]->over says whether it came. False if the run is halted.
bool program_process_join(Vm *vm, ProgramProcess *process, SimTime timeout);

// The main thread's code of the running process is over: waits for its pools of threads and
// its other threads, as threading._shutdown() does. False if the run is halted.
bool process_shuts_down(Vm *vm);

// The code of the first process is over, and its threads are: ends its daemons and waits for all others, as
// multiprocessing does at exit. False if the run is halted.
bool processes_join_all(Vm *vm);

#endif
