// sweep.c -- a list of values, each alone or as a range "1..8".

#include "cli/sweep.h"

#include "base/machine_spec.h"
#include "base/names.h"
#include "cli/complain.h"
#include "source/globals.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct SweepReader {
    Arena *arena;
    Language language;
    Sweep *sweep;
} SweepReader;

static bool bad_value(const SweepReader *reader, const char *value)
{
    complain(reader->language, SENTENCE_SWEEP_BAD_VALUE, value,
             reader->sweep->cores ? "--sweep cores=1..8" : "--sweep JOBS=1,2,4,8");
    return false;
}

static bool add_value(SweepReader *reader, const char *value)
{
    Sweep *sweep = reader->sweep;
    if (sweep->count == SWEEP_MOST) {
        complain(reader->language, SENTENCE_SWEEP_TOO_MANY, value, NULL);
        return false;
    }
    sweep->values[sweep->count++] = value;
    return true;
}

// True and both ends if [part] is "1..8".
static bool read_range(const char *part, int64_t *first, int64_t *last)
{
    char *dots, *end;
    errno = 0;
    *first = strtoll(part, &dots, 10);
    if (dots == part || strncmp(dots, "..", 2) != 0) return false;
    *last = strtoll(dots + 2, &end, 10);
    return end != dots + 2 && !*end && !errno;
}

static bool add_range(SweepReader *reader, const char *part, int64_t first, int64_t last)
{
    if (first > last) return bad_value(reader, part);
    for (int64_t value = first; value <= last; value++)
        if (!add_value(reader, arena_format(reader->arena, "%" PRId64, value)))
            return false;
    return true;
}

static bool fits(const SweepReader *reader, const char *value)
{
    if (!reader->sweep->cores) return globals_is_constant(value);
    char *end;
    long cores = strtol(value, &end, 10);
    return *value >= '0' && *value <= '9' && !*end && cores >= 1 &&
           cores <= MACHINE_CORES_MAX;
}

static bool add_part(SweepReader *reader, const char *part)
{
    int64_t first, last;
    int before = reader->sweep->count;
    if (read_range(part, &first, &last)) {
        if (!add_range(reader, part, first, last)) return false;
    } else if (!add_value(reader, part)) {
        return false;
    }
    for (int i = before; i < reader->sweep->count; i++)
        if (!fits(reader, reader->sweep->values[i]))
            return bad_value(reader, reader->sweep->values[i]);
    return true;
}

static bool read_values(SweepReader *reader, const char *values)
{
    for (const char *at = values;; at++) {
        size_t size = strcspn(at, ",");
        if (!add_part(reader, arena_copy(reader->arena, at, size))) return false;
        at += size;
        if (!*at) return true;
    }
}

// ---- The global ----

typedef struct Offers {
    NearestName nearest;
    Text all;
} Offers;

static void offer(void *owner, const char *name)
{
    Offers *offers = owner;
    nearest_offer(&offers->nearest, name);
    text_addf(&offers->all, "%s%s", offers->all.size ? ", " : "cores, ", name);
}

// Tells which names there are, or how to make one.
static void complain_global(const SweepReader *reader, const Program *program,
                            Sentence sentence)
{
    const char *name = reader->sweep->name;
    Offers offers = {.nearest = {.wanted = name}};
    nearest_offer(&offers.nearest, "cores");
    globals_each(program, offer, &offers);
    char example[120];
    snprintf(example, sizeof example, "%.60s = 4", name);
    const char *help = sentence != SENTENCE_SWEEP_NO_GLOBAL ? example
                       : offers.nearest.best                ? offers.nearest.best
                       : offers.all.size                    ? text_string(&offers.all)
                                                            : example;
    complain(reader->language, sentence, name, help);
    text_free(&offers.all);
}

static bool find_global(const SweepReader *reader, const Program *program)
{
    static const Sentence sentences[] = {
        [GLOBAL_MISSING] = SENTENCE_SWEEP_NO_GLOBAL,
        [GLOBAL_NOT_CONSTANT] = SENTENCE_SWEEP_NOT_CONSTANT,
        [GLOBAL_TWICE] = SENTENCE_SWEEP_TWICE,
    };
    Sweep *sweep = reader->sweep;
    GlobalFound found = globals_find(program, sweep->name, &sweep->place);
    if (found == GLOBAL_FOUND) return true;
    complain_global(reader, program, sentences[found]);
    return false;
}

bool sweep_read(Arena *arena, const char *word, const Program *program, Language language,
                Sweep *sweep)
{
    *sweep = (Sweep){.count = 1};
    if (!word) return true;
    const char *equals = strchr(word, '=');
    if (!equals || equals == word) {
        complain(language, SENTENCE_SWEEP_NO_VALUES, word, "--sweep cores=1..8");
        return false;
    }
    *sweep = (Sweep){.name = arena_copy(arena, word, (size_t)(equals - word)),
                     .values = ARENA_ARRAY(arena, const char *, SWEEP_MOST)};
    sweep->cores = strcmp(sweep->name, "cores") == 0;
    SweepReader reader = {arena, language, sweep};
    return (sweep->cores || find_global(&reader, program)) &&
           read_values(&reader, equals + 1);
}
