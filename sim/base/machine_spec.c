// machine_spec.c -- the names of the models and the machine that is meant without words.

#include "base/machine_spec.h"

Machine machine_default(void)
{
    return (Machine){
        .model = MACHINE_EVENT_LOOP,
        .cores = 4,
        .quantum = 10000000,
        .switch_interval = 5000000,
    };
}

const char *machine_model_name(MachineModel model)
{
    static const char *const names[] = {
        [MACHINE_EVENT_LOOP] = "event-loop",
        [MACHINE_SEQUENTIAL] = "sequential",
        [MACHINE_THREADS] = "threads",
        [MACHINE_PARALLEL] = "parallel",
    };
    return names[model];
}
