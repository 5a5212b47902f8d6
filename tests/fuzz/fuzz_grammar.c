// fuzz_grammar.c -- libFuzzer target: any text read by the grammar alone, unchecked.
//
// A tree comes back in any case; it has no holes exactly if nothing was reported, so that
// no statement is left out without a word and none is kept that was complained of.

#include "base/assert.h"
#include "base/utf8.h"
#include "source/grammar.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_program(Arena *arena, Diag *diag, const char *text, size_t size)
{
    const DiagFile *file = diag_file(diag, "fuzz.py", text, size);
    bool is_whole = false;
    Program *program =
        grammar_read(arena, "fuzz.py", text, (uint32_t)size, diag, file, &is_whole);
    ASSERT(program, "there is a tree in any case");
    ASSERT(is_whole == (diag_error_count(diag) == 0),
           "the tree is whole if nothing is wrong, and only then");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (utf8_first_error((const char *)data, size) != size || memchr(data, '\r', size) ||
        memchr(data, 0, size))
        return 0;
    Arena *arena = arena_open();
    Diag *diag = diag_new(arena, size % 2 ? LANGUAGE_KOREAN : LANGUAGE_ENGLISH);
    read_program(arena, diag, arena_copy(arena, (const char *)data, size), size);
    Text messages = {0};
    diag_print(diag, &messages);
    text_free(&messages);
    arena_close(arena);
    return 0;
}
