// scenario.h -- a scenario file, checked: the program, its machine and its words.
//
// All mistakes of a file are reported to the Diag in one go; a Scenario comes back only
// if there were none. Everything that the file said is kept, so that it can be written
// out again in canonical form: keys in the order of the struct, defaults left out.

#ifndef SOURCE_SCENARIO_H
#define SOURCE_SCENARIO_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/machine_spec.h"
#include "source/ast.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SCENARIO_VERSION = 1,
    SCENARIO_SIZE_MAX = 8 * 1024 * 1024, // bytes, of the file and of its program
};

// What a title or an about says in one language.
typedef struct Wording {
    const char *language; // "en", "ko"; NULL if the file gives one text for all
    const char *text;
} Wording;

typedef struct Wordings {
    Wording *items;
    int count; // 0 if the file does not have the key
} Wordings;

typedef struct Scenario {
    const char *file;   // as it was named on the command line; "-" is standard input
    const char *schema; // "$schema", or NULL
    Wordings title;     // of a .py file: its base name
    Wordings about;
    Program *program;
    const char
        *program_file; // the program's own .py file as the scenario names it, or NULL
    Machine machine;
    Machine *compare; // 2 to 6; event-loop and parallel:4 if the file has none
    int compare_count;
    int64_t seed;
    Limits limits;
    const char **tags;
    int tag_count;
    bool is_python; // a plain .py file: everything but the program is default
    bool has_machine, has_compare, has_seed, has_limits; // said by the file
} Scenario;

// Reads and checks the scenario or .py file at [path] ("-" is standard input). NULL if
// something is wrong; [diag] then has at least one error. Lives in [arena], which must
// outlive [diag]'s use as well: messages point into the file's text.
Scenario *scenario_load(Arena *arena, const char *path, Diag *diag);

// The same for bytes in memory. A [name] that ends in ".py", or bytes that cannot be
// JSON because they do not begin with "{", are a Python program. A program that is
// named by file is searched beside [name].
Scenario *scenario_parse(Arena *arena, const char *name, const char *bytes, size_t size,
                         Diag *diag);

// True if these are the first bytes of a trace file (its first key is "coroscope-trace").
bool scenario_is_trace(const char *bytes, size_t size);

// The text in [language], else the English one, else the first; NULL if there is none.
const char *wordings_in(const Wordings *wordings, Language language);

#endif
