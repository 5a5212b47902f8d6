// fuzz_program.c -- libFuzzer target: any text as a program, run under tight limits.
//
// Nothing that a program says may crash the machine, leak, or run on: every run ends with
// an outcome. Bytes changed at random seldom load, so the mutator works mostly on what
// programs are made of: it moves, copies and drops lines at the indentation where they
// land, and puts one word or an odd value in the place of another.

#include "base/arena.h"
#include "base/assert.h"
#include "simulation.h"

#include <string.h>

const char *__asan_default_options(void);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);
size_t LLVMFuzzerMutate(uint8_t *bytes, size_t size, size_t max_size);
size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t size, size_t max_size,
                               unsigned seed);
size_t LLVMFuzzerCustomCrossOver(const uint8_t *left, size_t left_size,
                                 const uint8_t *right, size_t right_size, uint8_t *out,
                                 size_t max_size, unsigned seed);

// Most of a run is the opening of a machine: a thousand allocations whose callers nobody
// will ask for. A finding is looked at again with ASAN_OPTIONS=malloc_context_size=30.
const char *__asan_default_options(void)
{
    return "malloc_context_size=1:quarantine_size_mb=16";
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    Arena *arena = arena_open();
    Diag *diag = diag_new(arena, LANGUAGE_ENGLISH);
    char *text = arena_copy(arena, (const char *)bytes, size);
    Scenario *scenario = scenario_parse(arena, "fuzz.py", text, size, diag);
    if (scenario) {
        scenario->limits.steps = 20000;
        scenario->limits.memory_mb = 16;
        scenario->limits.output_kb = 32;
        scenario->limits.tasks = 1000;
        Simulation *simulation =
            simulation_run(scenario, &(SimulationOptions){.record = true});
        ASSERT(simulation_trace(simulation)->has_outcome,
               "every run ends with an outcome");
        simulation_close(simulation);
    }
    arena_close(arena);
    return 0;
}

// A piece of a text.
typedef struct Piece {
    const uint8_t *start;
    size_t size;
} Piece;

static unsigned random_below(unsigned *seed, size_t bound)
{
    *seed = *seed * 1664525u + 1013904223u;
    return bound ? (unsigned)((*seed >> 8) % bound) : 0;
}

// Some line of the text, its newline included; empty only if the text is.
static Piece some_line(const uint8_t *text, size_t size, unsigned *seed)
{
    size_t at = random_below(seed, size);
    size_t start = at, end = at;
    while (start > 0 && text[start - 1] != '\n')
        start--;
    while (end < size && text[end] != '\n')
        end++;
    return (Piece){text + start, end - start + (end < size)};
}

static size_t indentation(Piece line)
{
    size_t width = 0;
    while (width < line.size && line.start[width] == ' ')
        width++;
    return width;
}

static bool is_word(uint8_t byte)
{
    return byte >= 0x80 || byte == '_' || (byte >= '0' && byte <= '9') ||
           ((byte | 32) >= 'a' && (byte | 32) <= 'z');
}

// Some word of the text: a name, a number, a keyword.
static Piece some_word(const uint8_t *text, size_t size, unsigned *seed)
{
    size_t at = random_below(seed, size);
    while (at < size && !is_word(text[at]))
        at++;
    size_t end = at;
    while (at > 0 && is_word(text[at - 1]))
        at--;
    while (end < size && is_word(text[end]))
        end++;
    return (Piece){text + at, end - at};
}

// Puts [with] in the place of [old], which is a piece of the text; gives the new size. A
// text that would be too long stays.
static size_t replace(uint8_t *text, size_t size, size_t max_size, Piece old, Piece with)
{
    if (size - old.size + with.size > max_size) return size;
    size_t at = (size_t)(old.start - text);
    memmove(text + at + with.size, text + at + old.size, size - at - old.size);
    if (with.size) memcpy(text + at, with.start, with.size);
    return size - old.size + with.size;
}

// Puts [line] before a line of the text, at the same indentation.
static size_t insert_line(uint8_t *text, size_t size, size_t max_size, Piece line,
                          unsigned *seed)
{
    Piece before = some_line(text, size, seed);
    uint8_t made[1024];
    size_t width = indentation(before), skipped = indentation(line);
    size_t length = line.size - skipped;
    if (width + length >= sizeof made) return size;
    memset(made, ' ', width);
    if (length) memcpy(made + width, line.start + skipped, length);
    if (length == 0 || made[width + length - 1] != '\n') made[width + length++] = '\n';
    return replace(text, size, max_size, (Piece){before.start, 0},
                   (Piece){made, width + length});
}

static Piece odd_word(unsigned *seed)
{
    static const char *const words[] = {
        "None",
        "-1",
        "2**62",
        "float('nan')",
        "[]",
        "{}",
        "''",
        "object()",
        "print",
        "type",
        "list",
        "BaseException",
        "StopIteration",
        "self",
        "super()",
        "__del__",
        "__eq__",
        "__hash__",
        "__repr__",
        "__iter__",
        "__next__",
        "__await__",
        "__getattr__",
        "__set_name__",
        "asyncio.sleep(0)",
        "await",
        "yield",
        "asyncio.current_task()",
        "asyncio.Future()",
        "cancel()",
        "close()",
        "throw(ValueError)",
        "send(None)",
        "clear()",
        "lambda *a: a",
        "float('inf')",
        "10**9",
        "del",
        "sorted",
        "asyncio.get_running_loop()",
        "(yield)",
        "range(10**12)",
        "i",
    };
    const char *word = words[random_below(seed, sizeof words / sizeof *words)];
    return (Piece){(const uint8_t *)word, strlen(word)};
}

static size_t mutate_once(uint8_t *text, size_t size, size_t max_size, unsigned *seed)
{
    uint8_t copy[1024];
    Piece piece = some_line(text, size, seed);
    if (piece.size > sizeof copy) piece.size = sizeof copy;
    switch (random_below(seed, 8)) {
    case 0: return replace(text, size, max_size, piece, (Piece){NULL, 0});
    case 1:
    case 2:
        if (piece.size) memcpy(copy, piece.start, piece.size);
        return insert_line(text, size, max_size, (Piece){copy, piece.size}, seed);
    case 3: // moves it
        if (piece.size) memcpy(copy, piece.start, piece.size);
        size = replace(text, size, max_size, piece, (Piece){NULL, 0});
        return insert_line(text, size, max_size, (Piece){copy, piece.size}, seed);
    case 4:
    case 5:
        piece = some_word(text, size, seed);
        if (piece.size > sizeof copy) return size;
        if (piece.size) memcpy(copy, piece.start, piece.size);
        return replace(text, size, max_size, some_word(text, size, seed),
                       (Piece){copy, piece.size});
    case 6:
        return replace(text, size, max_size, some_word(text, size, seed), odd_word(seed));
    default: return LLVMFuzzerMutate(text, size, max_size);
    }
}

size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t size, size_t max_size,
                               unsigned seed)
{
    for (unsigned count = 1 + random_below(&seed, 3); count > 0; count--)
        size = mutate_once(bytes, size, max_size, &seed);
    return size;
}

// Some lines of one program in the other.
size_t LLVMFuzzerCustomCrossOver(const uint8_t *left, size_t left_size,
                                 const uint8_t *right, size_t right_size, uint8_t *out,
                                 size_t max_size, unsigned seed)
{
    size_t size = left_size < max_size ? left_size : max_size;
    if (size) memcpy(out, left, size);
    for (unsigned count = 1 + random_below(&seed, 4); count > 0; count--) {
        Piece line = some_line(right, right_size, &seed);
        size = insert_line(out, size, max_size, line, &seed);
    }
    return size;
}
