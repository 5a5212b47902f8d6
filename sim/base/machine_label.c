// machine_label.c -- a label says what tells a machine from the others, and nothing else.

#include "base/machine_label.h"

#include <string.h>

static int64_t time_at(const Machine *machine, size_t offset)
{
    int64_t time;
    memcpy(&time, (const char *)machine + offset, sizeof time);
    return time;
}

// True if some machine has another value than the first one where [offset] points to.
static bool some_differ(const Machine *machines, int count, size_t offset)
{
    for (int i = 1; i < count; i++)
        if (time_at(&machines[i], offset) != time_at(&machines[0], offset)) return true;
    return false;
}

// "20ns": the largest unit that says it in whole numbers.
static void add_duration(Text *text, int64_t time)
{
    static const struct {
        const char *name;
        int64_t length;
    } units[] = {{"s", 1000000000}, {"ms", 1000000}, {"us", 1000}, {"ns", 1}};
    int i = 0;
    while (time % units[i].length)
        i++;
    text_add_int(text, time / units[i].length);
    text_add(text, units[i].name);
}

// Where tasks have threads of their own, and where cores are not the usual ones, in this
// machine or in one like it.
static bool counts_cores(const Machine *machine, const Machine *machines, int count)
{
    int usual = machine_default().cores;
    if (machine_has_threads(machine) || machine->cores != usual) return true;
    for (int i = 0; i < count; i++)
        if (machines[i].model == machine->model && machines[i].cores != usual)
            return true;
    return false;
}

void machine_add_label(const Machine *machine, const Machine *machines, int count,
                       bool with_cores, Text *out)
{
    static const struct {
        const char *name;
        size_t offset;
    } times[] = {
        {"quantum", offsetof(Machine, quantum)},
        {"switch", offsetof(Machine, switch_interval)},
        {"thread", offsetof(Machine, cost_thread)},
        {"process", offsetof(Machine, cost_process)},
        {"step", offsetof(Machine, cost_step)},
        {"op", offsetof(Machine, cost_op)},
    };
    text_add(out, machine_model_name(machine->model));
    if (with_cores && counts_cores(machine, machines, count))
        text_addf(out, ":%d", machine->cores);
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        if (!some_differ(machines, count, times[i].offset)) continue;
        text_addf(out, " %s=", times[i].name);
        add_duration(out, time_at(machine, times[i].offset));
    }
}
