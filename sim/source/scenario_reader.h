// scenario_reader.h -- private to the scenario: what its files share.

#ifndef SOURCE_SCENARIO_READER_H
#define SOURCE_SCENARIO_READER_H

#include "source/json_source.h"
#include "source/scenario.h"

typedef struct ScenarioReader {
    Arena *arena;
    Diag *diag;
    const DiagFile *file;
    const char *bytes;
    size_t size;
    Scenario *scenario;
} ScenarioReader;

// Reports [english] at the value. Always returns false, for the caller to return.
bool reader_error(ScenarioReader *r, const JsonValue *value, const char *english, ...)
    __attribute__((format(printf, 3, 4)));

// Reports that [value], the value of [what], is not of the [wanted] kind.
bool reader_wrong_kind(ScenarioReader *r, const JsonValue *value, const char *what,
                       const char *wanted);

// Reports the key, and the nearest of the [count] known ones.
void reader_unknown_key(ScenarioReader *r, const JsonMember *member,
                        const char *const *known, int count);

// An integer from [least] to [most], the value of [what].
bool reader_integer(ScenarioReader *r, const JsonValue *value, const char *what,
                    int64_t least, int64_t most, int64_t *integer);

// Seconds from [least] ns on, as nanoseconds; [may_be_zero] allows 0.
bool reader_seconds(ScenarioReader *r, const JsonValue *value, const char *what,
                    bool may_be_zero, int64_t most, int64_t *nanoseconds);

// A machine in any of its three forms (scenario_machine.c).
bool reader_machine(ScenarioReader *r, const JsonValue *value, Machine *machine);

// The "limits" object.
bool reader_limits(ScenarioReader *r, const JsonValue *value, Limits *limits);

// The program, from its list of lines, from the .py file that the value names, or from
// bytes that are Python (scenario_program.c). NULL if anything is wrong with it.
Program *reader_program(ScenarioReader *r, const JsonValue *value);
Program *reader_python(ScenarioReader *r, const char *name, const char *bytes,
                       size_t size, const DiagFile *file);

// Reads a whole file of at most SCENARIO_SIZE_MAX bytes into the arena. NULL if that
// fails, with the reason reported at [start, end) of [place], which may be NULL.
char *reader_file(Arena *arena, const char *path, size_t *size, Diag *diag,
                  const DiagFile *place, size_t start, size_t end);

// The last part of a path.
const char *path_base(const char *path);

#endif
