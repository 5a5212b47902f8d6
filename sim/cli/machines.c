// machines.c -- reads machines and durations, and says what was probably meant.

#include "cli/machines.h"

#include "base/names.h"
#include "base/simtime.h"
#include "cli/complain.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Above this a time would not be exact in JavaScript (2^53 ns).
#define COST_MAX 9e15

static bool read_cores(const char *word, int *cores)
{
    char *end;
    long number = strtol(word, &end, 10);
    if (*word < '0' || *word > '9' || *end || number < 1 || number > MACHINE_CORES_MAX)
        return false;
    *cores = (int)number;
    return true;
}

static bool complain_model(const char *name, Language language)
{
    NearestName nearest = {.wanted = name};
    char all[120] = "";
    for (int i = 0; i < MACHINE_MODEL_COUNT; i++) {
        const char *model = machine_model_name((MachineModel)i);
        nearest_offer(&nearest, model);
        snprintf(all + strlen(all), sizeof all - strlen(all), "%s%s", i ? ", " : "",
                 model);
    }
    complain(language, SENTENCE_BAD_MODEL, name, nearest.best ? nearest.best : all);
    return false;
}

bool machines_take_on(MachineWishes *wishes, const char *word, Language language)
{
    if (wishes->on_count == MACHINES_MOST) {
        complain(language, SENTENCE_TOO_MANY_MACHINES, word, NULL);
        return false;
    }
    const char *colon = strchr(word, ':');
    size_t size = colon ? (size_t)(colon - word) : strlen(word);
    MachineChoice choice = {0};
    if (!machine_model_named(word, size, &choice.model)) {
        char name[80];
        snprintf(name, sizeof name, "%.*s", (int)(size < 60 ? size : 60), word);
        return complain_model(name, language);
    }
    if (colon && !read_cores(colon + 1, &choice.cores)) {
        complain(language, SENTENCE_BAD_CORES, colon + 1, "--on parallel:4");
        return false;
    }
    wishes->on[wishes->on_count++] = choice;
    return true;
}

bool machines_take_cores(MachineWishes *wishes, const char *word, Language language)
{
    if (read_cores(word, &wishes->cores)) return true;
    complain(language, SENTENCE_BAD_CORES, word, "--cores 4");
    return false;
}

// Nanoseconds in a unit; 0 if there is no such unit.
static double unit_of(const char *name)
{
    static const struct {
        const char *name;
        double length;
    } units[] = {{"", 1e9}, {"s", 1e9}, {"ms", 1e6}, {"us", 1e3}, {"µs", 1e3}, {"ns", 1}};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(units[i].name, name) == 0) return units[i].length;
    return 0;
}

bool machines_take_op(MachineWishes *wishes, const char *word, Language language)
{
    char *end;
    double number = strtod(word, &end);
    // strtod also reads "inf", "nan" and hexadecimal, which nobody means here.
    bool plain = *word && strspn(word, "0123456789.eE+-") >= (size_t)(end - word);
    double length = number * unit_of(end);
    if (!plain || end == word || unit_of(end) == 0 || number < 0 || length > COST_MAX) {
        complain(language, SENTENCE_BAD_DURATION, word, "--op 20ns");
        return false;
    }
    wishes->has_op = true;
    wishes->op = (int64_t)nearbyint(length);
    if (wishes->op || number == 0) return true;
    complain(language, SENTENCE_SHORT_DURATION, word, "--op 1ns");
    return false;
}

bool machines_wished(const MachineWishes *wishes)
{
    return wishes->on_count || wishes->cores || wishes->has_op;
}

Machine machines_chosen(const MachineWishes *wishes, const Machine *machine,
                        const MachineChoice *choice)
{
    Machine chosen = *machine;
    if (wishes->cores) chosen.cores = wishes->cores;
    if (wishes->has_op) chosen.cost_op = wishes->op;
    if (choice) chosen.model = choice->model;
    if (choice && choice->cores) chosen.cores = choice->cores;
    return chosen;
}

Machine machines_chosen_one(const MachineWishes *wishes, const Machine *machine)
{
    int last = wishes->on_count - 1;
    return machines_chosen(wishes, machine, last >= 0 ? &wishes->on[last] : NULL);
}
