// machine_spec.c -- the names of the models and the machine that is meant without words.

#include "base/machine_spec.h"

#include <string.h>

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

bool machine_model_named(const char *name, size_t size, MachineModel *model)
{
    for (int i = 0; i < MACHINE_MODEL_COUNT; i++) {
        const char *known = machine_model_name((MachineModel)i);
        if (strlen(known) != size || memcmp(known, name, size) != 0) continue;
        *model = (MachineModel)i;
        return true;
    }
    return false;
}

bool machine_equals(const Machine *a, const Machine *b)
{
    return a->model == b->model && a->cores == b->cores && a->quantum == b->quantum &&
           a->switch_interval == b->switch_interval && a->cost_thread == b->cost_thread &&
           a->cost_process == b->cost_process && a->cost_step == b->cost_step &&
           a->cost_op == b->cost_op;
}
