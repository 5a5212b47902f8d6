// cores.h -- threads, processes, the GIL, and the cores that they share.
//
// A simulated thread is doing something that takes time (it computes, or it blocks), or it
// has code to run that takes none, or it waits for somebody. This file knows who has a core
// and who has the GIL, by the rules of a textbook: two levels of ready threads, round robin
// by quantum, pre-emption by those who wake; a GIL that is asked for after an interval. It
// calls nobody: the owner says what threads do, asks when something will happen next, moves
// the time, and takes the threads whose code may run.
//
// What happens at one instant has an order, repeated until nothing changes:
//
//     computing, blocking and starts that end, by thread id      cores_move()
//     timers                                                     the owner's
//     switch intervals that are over, by process                 cores_settle()
//     quanta that are over, by core
//     each free GIL to its first waiter, in the order in which GILs came to be free
//     cores: idle ones, then those taken from lower threads
//     code that takes no time, in the order of getting cores     cores_take()
//
// A thread whose computing has ended has ended it before its quantum and before the
// interval: neither takes its core or its GIL until it computes again. Only one who wakes
// may, and only before its code has been taken.
//
// What is recorded. A thread that comes to a core, runs code that takes no time and goes
// leaves no event: else a million sleepers would write millions of them. So events of cores
// and of the GIL are written when the time moves, for what is then different from what was
// written last: first all core.leave, then gil.release, thread.ready, gil.acquire and
// core.run. One who had to wait (it has a thread.ready, or lost its core) leaves its
// core.run and core.leave even after a visit of no time, since its waiting ends with it.
// From the events of a thread it is known at every nanosecond what it does:
//
//     thread.start .. thread.ready    it starts, where that takes time
//     thread.ready .. core.run        it is ready: until gil.acquire for the GIL, if its
//                                     process has one, then for a core
//     core.run .. core.leave          it computes, on that core
//     core.leave, quantum|preempted   it is ready, for a core
//     core.leave, gil                 it is ready, for the GIL
//     core.leave, waits               it waits or blocks, until its next event of these
//
// and a process with a GIL has it taken from each gil.acquire to the next gil.release.

#ifndef MACHINE_CORES_H
#define MACHINE_CORES_H

#include "base/machine_spec.h"
#include "machine/moments.h"
#include "trace/trace.h"

typedef enum ThreadState {
    THREAD_NEW,      // its start takes time (cost.thread, cost.process)
    THREAD_READY,    // has code to run: waits for the GIL or for a core
    THREAD_RUNS,     // has all it needs, and code to run that takes no time
    THREAD_COMPUTES, // something is left to compute; on a core, or taken off it meanwhile
    THREAD_BLOCKS,   // until an instant, without a core and without the GIL
    THREAD_WAITS,    // for somebody to wake it
    THREAD_ENDED,
} ThreadState;

typedef enum ThreadLevel { LEVEL_UPPER, LEVEL_LOWER, LEVEL_COUNT } ThreadLevel;

typedef struct Cores Cores;
typedef struct Process Process;

// Stands inside its owner's struct; it must stay there until the thread has ended or the
// cores are closed. The fields are for this folder, but for [id], [state] and [process],
// which all may read.
typedef struct Thread {
    uint32_t id;
    uint8_t owner;      // for the owner: what kind of thread it is
    uint8_t state;      // ThreadState
    uint8_t level;      // ThreadLevel
    uint8_t shown;      // what the record says of it: Shown
    bool taken : 1;     // RUNS, and its owner runs its code
    bool charged : 1;   // COMPUTES, and gives the GIL up only before it computes again
    int16_t core;       // which it has, or -1
    int16_t last_core;  // which it had last, or -1
    int16_t shown_core; // where the record has it, or -1
    uint32_t maker;     // for the owner: number + 1 of the thread that makes it, 0 for none
    uint32_t start;     // its thread.start
    uint32_t fresh; // its place in the list of those that became ready now, from 1; or 0
    Process *process;
    struct Thread *before, *behind; // in the one queue in which it stands
    SimTime came;                   // to the GIL's queue
    SimTime
        left; // to compute: how long, while it has no core; until when, while it has one
    SimTime rest; // of its quantum, while it has no core
    Moment ends;  // what takes time
} Thread;

typedef struct ThreadQueue {
    Thread *first, *last;
} ThreadQueue;

// Has a GIL or not. Stands inside its owner's struct until the cores are closed. The fields
// are for this folder, but for [id].
struct Process {
    uint32_t id;
    bool has_gil;
    bool offered; // its GIL is among those that are free and waited for
    bool changed; // its GIL has changed hands since events were written last
    uint8_t why;  // why the shown holder gave it back: TraceWhy
    Thread *holder;
    Thread *shown_holder; // as far as is recorded
    SimTime since;        // when the holder got it
    uint32_t acquired;    // the shown holder's gil.acquire
    uint32_t released;    // the last gil.release
    ThreadQueue waiters;
    Moment request; // due while the holder computes on a core and somebody waits
    Process *next_offered;
};

// The cores of [machine], all idle, at time 0. With a NULL [trace] nothing is recorded. The
// caller closes them; threads and processes are the owner's and are left as they are.
Cores *cores_open(const Machine *machine, Trace *trace);
void cores_close(Cores *cores);

// The end of the run: writes the events that the last instant still owes. Threads that have
// not ended stay where they are.
void cores_finish(Cores *cores);

// A process without threads.
void process_init(Process *process, uint32_t id, bool has_gil);

// A new thread, in memory that the caller has, of which [owner] and [maker] are kept: its start takes
// [cost] from now on, then it has code to run and is ready. Records thread.start and returns
// its number.
uint32_t thread_start(Cores *cores, Thread *thread, uint32_t id, Process *process,
                      SimTime cost);

// [thread], which waits, has code to run: it is ready.
void thread_wake(Cores *cores, Thread *thread);

// What the code of a thread, which has been taken, comes to. Each of these gives the thread
// back to the cores.
//
// It computes for [duration] > 0: on its core, which it may lose meanwhile. Then it runs
// again.
void thread_computes(Cores *cores, Thread *thread, SimTime duration);

// The same for operations between two safe points: it may lose its core within them, but
// gives the GIL up only when it computes next by thread_computes().
void thread_charges(Cores *cores, Thread *thread, SimTime duration);

// It blocks for [duration] >= 0 without GIL and core; then it is ready.
void thread_blocks(Cores *cores, Thread *thread, SimTime duration);

// It waits without GIL and core until thread_wake().
void thread_waits(Cores *cores, Thread *thread);

// It is over; its memory is the owner's again. Records thread.end and returns its number.
uint32_t thread_ends(Cores *cores, Thread *thread);

// Ends a thread that has not been taken and has not ended, whatever it does: it gives back
// core and GIL and leaves its queue, with no further say. Its memory is the owner's again.
// Records thread.end and returns its number.
uint32_t thread_kill(Cores *cores, Thread *thread);

// When [thread], which has been taken, would have to give up its GIL or its core to those
// who wait now, if it computed from now on; SIMTIME_NEVER if nobody waits.
SimTime thread_may_compute_until(const Cores *cores, const Thread *thread);

// Takes the next thread whose code, which takes no time, may run: the owner runs it at once
// and says what it came to. When all that had cores have been taken, GILs and cores are
// given out anew. NULL when nothing changes any more.
Thread *cores_take(Cores *cores);

// Gives GILs and cores out at once, and takes [thread] if it runs then. Else it will come
// from cores_take().
bool cores_take_this(Cores *cores, Thread *thread);

// The next instant at which something happens by itself: computing, blocking or a start
// ends, an interval or a quantum that somebody waits for is over. SIMTIME_NEVER if there is
// none. To be asked when cores_take() has come to NULL.
SimTime cores_next(const Cores *cores);

// The two halves of one instant; timers come between them. [now], not past cores_next(),
// becomes the time: computing, blocking and starts that end there end, by thread id.
void cores_move(Cores *cores, SimTime now);
// Then intervals, quanta, GILs and cores, until nothing changes.
void cores_settle(Cores *cores);

SimTime cores_now(const Cores *cores);

// How many cores are in use.
int cores_busy(const Cores *cores);

// True if no thread starts, is ready, computes or blocks: whoever has not ended waits, or
// its code is being run.
bool cores_idle(const Cores *cores);

#endif
