// machine_spec.h -- the machine that a scenario asks for.
//
// Times are integer nanoseconds, rounded half to even from the file's seconds.

#ifndef BASE_MACHINE_SPEC_H
#define BASE_MACHINE_SPEC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum MachineModel {
    MACHINE_EVENT_LOOP,
    MACHINE_SEQUENTIAL,
    MACHINE_THREADS,
    MACHINE_PARALLEL,
    MACHINE_MODEL_COUNT
} MachineModel;

enum { MACHINE_CORES_MAX = 1024 };

typedef struct Machine {
    MachineModel model;
    int cores;
    int64_t quantum;         // time slice of a core
    int64_t switch_interval; // how long a thread keeps the GIL when another wants it
    int64_t cost_thread;     // to start a thread
    int64_t cost_process;    // to start a process
    int64_t cost_step;       // processor time of every step of a task
    int64_t cost_op;         // of every operation of the program
} Machine;

// The machine of a scenario that does not speak of one: event-loop, 4 cores, no costs.
Machine machine_default(void);

// True for the models in which every task is a thread: `threads` and `parallel`.
static inline bool machine_has_threads(const Machine *machine)
{
    return machine->model == MACHINE_THREADS || machine->model == MACHINE_PARALLEL;
}

// "event-loop", "sequential", "threads", "parallel".
const char *machine_model_name(MachineModel model);

// True and [*model] if the [size] bytes at [name] are the name of a model.
bool machine_model_named(const char *name, size_t size, MachineModel *model);

// True if nothing tells the two apart.
bool machine_equals(const Machine *a, const Machine *b);

#endif
