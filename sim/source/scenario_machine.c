// scenario_machine.c -- machines in their three forms, and limits.

#include "base/names.h"
#include "base/simtime.h"
#include "source/scenario_reader.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Above this a time would not be exact in JavaScript (2^53 ns).
#define TIME_MAX (INT64_C(9000000) * SIMTIME_SECOND)

bool reader_integer(ScenarioReader *r, const JsonValue *value, const char *what,
                    int64_t least, int64_t most, int64_t *integer)
{
    if (value->kind != JSON_NUMBER)
        return reader_wrong_kind(r, value, what, "a whole number");
    // 1e9 is a whole number too.
    int64_t number = value->integer;
    if (!value->is_integer) {
        if (value->number != floor(value->number) || fabs(value->number) >= 9.2e18)
            return reader_error(r, value, "\"%s\" must be a whole number", what);
        number = (int64_t)value->number;
    }
    if (number < least || number > most)
        return reader_error(r, value, "\"%s\" must be from %lld to %lld", what,
                            (long long)least, (long long)most);
    *integer = number;
    return true;
}

bool reader_seconds(ScenarioReader *r, const JsonValue *value, const char *what,
                    bool may_be_zero, int64_t most, int64_t *nanoseconds)
{
    if (value->kind != JSON_NUMBER) return reader_wrong_kind(r, value, what, "seconds");
    if (value->number < 0)
        return reader_error(r, value, "\"%s\" must not be below 0", what);
    if (value->number == 0 && !may_be_zero)
        return reader_error(r, value, "\"%s\" must be above 0", what);
    int64_t time = simtime_from_seconds(value->number);
    if (value->number > 0 && time == 0) {
        reader_error(r, value, "\"%s\" is above 0 but rounds to 0 nanoseconds", what);
        diag_hint(r->diag, "the shortest time is 1e-9 seconds");
        return false;
    }
    if (time > most)
        return reader_error(r, value, "\"%s\" must be at most %lld seconds", what,
                            (long long)(most / SIMTIME_SECOND));
    *nanoseconds = time;
    return true;
}

// -- Machines ----------------------------------------------------------------------

static bool unknown_model(ScenarioReader *r, const JsonValue *value, const char *name)
{
    reader_error(r, value, "unknown model \"%s\"", name);
    NearestName nearest = {.wanted = name};
    for (int i = 0; i < MACHINE_MODEL_COUNT; i++)
        nearest_offer(&nearest, machine_model_name((MachineModel)i));
    if (nearest.best)
        diag_hint(r->diag, "did you mean \"%s\"?", nearest.best);
    else
        diag_hint(r->diag, "the models are event-loop, sequential, threads and parallel");
    return false;
}

// "model" or "model:cores"
static bool machine_of_text(ScenarioReader *r, const JsonValue *value, Machine *machine)
{
    const char *text = value->text.bytes;
    const char *colon = strchr(text, ':');
    size_t size = colon ? (size_t)(colon - text) : strlen(text);
    if (!machine_model_named(text, size, &machine->model))
        return unknown_model(r, value, arena_copy(r->arena, text, size));
    if (!colon) return true;
    char *end;
    long cores = strtol(colon + 1, &end, 10);
    bool is_number = colon[1] >= '0' && colon[1] <= '9' && *end == 0;
    if (!is_number || cores < 1 || cores > MACHINE_CORES_MAX) {
        reader_error(r, value, "the cores behind ':' must be from 1 to %d",
                     MACHINE_CORES_MAX);
        return false;
    }
    machine->cores = (int)cores;
    return true;
}

// "cost": {"thread", "process", "step", "op"}
static bool read_cost(ScenarioReader *r, const JsonValue *value, Machine *machine)
{
    if (value->kind != JSON_OBJECT)
        return reader_wrong_kind(r, value, "cost", "an object");
    static const char *const known[] = {"thread", "process", "step", "op"};
    int64_t *const costs[] = {&machine->cost_thread, &machine->cost_process,
                              &machine->cost_step, &machine->cost_op};
    bool is_good = true;
    for (int i = 0; i < value->count; i++) {
        const JsonMember *member = &value->members[i];
        int key = 0;
        while (key < 4 && strcmp(known[key], member->key.bytes) != 0)
            key++;
        if (key == 4) {
            reader_unknown_key(r, member, known, 4);
            is_good = false;
        } else {
            is_good = reader_seconds(r, member->value, known[key], true, TIME_MAX,
                                     costs[key]) &&
                      is_good;
        }
    }
    return is_good;
}

static bool read_model(ScenarioReader *r, const JsonValue *value, Machine *machine)
{
    if (value->kind != JSON_TEXT)
        return reader_wrong_kind(r, value, "model", "the name of a model");
    if (machine_model_named(value->text.bytes, value->text.size, &machine->model))
        return true;
    return unknown_model(r, value, value->text.bytes);
}

static bool read_cores(ScenarioReader *r, const JsonValue *value, Machine *machine)
{
    int64_t cores = 0;
    if (!reader_integer(r, value, "cores", 1, MACHINE_CORES_MAX, &cores)) return false;
    machine->cores = (int)cores;
    return true;
}

static bool read_quantum(ScenarioReader *r, const JsonValue *value, Machine *machine)
{
    return reader_seconds(r, value, "quantum", false, TIME_MAX, &machine->quantum);
}

static bool read_switch_interval(ScenarioReader *r, const JsonValue *value,
                                 Machine *machine)
{
    return reader_seconds(r, value, "switch_interval", false, TIME_MAX,
                          &machine->switch_interval);
}

static bool machine_of_object(ScenarioReader *r, const JsonValue *value, Machine *machine)
{
    static const char *const known[] = {"model", "cores", "quantum", "switch_interval",
                                        "cost"};
    static bool (*const read[])(ScenarioReader *, const JsonValue *, Machine *) = {
        read_model, read_cores, read_quantum, read_switch_interval, read_cost};
    bool is_good = true;
    for (int i = 0; i < value->count; i++) {
        const JsonMember *member = &value->members[i];
        int key = 0;
        while (key < 5 && strcmp(known[key], member->key.bytes) != 0)
            key++;
        if (key == 5) {
            reader_unknown_key(r, member, known, 5);
            is_good = false;
        } else {
            is_good = read[key](r, member->value, machine) && is_good;
        }
    }
    return is_good;
}

bool reader_machine(ScenarioReader *r, const JsonValue *value, Machine *machine)
{
    *machine = machine_default();
    if (value->kind == JSON_TEXT) return machine_of_text(r, value, machine);
    if (value->kind == JSON_OBJECT) return machine_of_object(r, value, machine);
    return reader_wrong_kind(r, value, "machine", "the name of a model or an object");
}

// -- Limits ------------------------------------------------------------------------

bool reader_limits(ScenarioReader *r, const JsonValue *value, Limits *limits)
{
    if (value->kind != JSON_OBJECT)
        return reader_wrong_kind(r, value, "limits", "an object");
    static const char *const known[] = {"time", "steps", "tasks", "memory_mb",
                                        "output_kb"};
    int64_t *const numbers[] = {NULL, &limits->steps, &limits->tasks, &limits->memory_mb,
                                &limits->output_kb};
    static const int64_t most[] = {0, INT64_C(1000000000000000), INT64_C(1000000000),
                                   1048576, 1073741824};
    bool is_good = true;
    for (int i = 0; i < value->count; i++) {
        const JsonMember *member = &value->members[i];
        int key = 0;
        while (key < 5 && strcmp(known[key], member->key.bytes) != 0)
            key++;
        bool is_read;
        if (key == 5) {
            reader_unknown_key(r, member, known, 5);
            is_read = false;
        } else if (key == 0) {
            is_read =
                reader_seconds(r, member->value, "time", false, TIME_MAX, &limits->time);
        } else {
            is_read =
                reader_integer(r, member->value, known[key], 1, most[key], numbers[key]);
        }
        is_good = is_read && is_good;
    }
    return is_good;
}
