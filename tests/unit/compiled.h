// compiled.h -- for tests of the compiler: from lines of Python to code.

#ifndef TESTS_COMPILED_H
#define TESTS_COMPILED_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"
#include "code/compiler.h"
#include "code/disassembler.h"
#include "source/check.h"
#include "source/grammar.h"

#include <string.h>

// The bytecode of [source], NULL if it has mistakes. Lives in [arena].
static inline const Bytecode *compiled(Arena *arena, const char *source)
{
    uint32_t size = (uint32_t)strlen(source);
    const char *text = arena_copy(arena, source, size);
    Diag *diag = diag_new(arena, LANGUAGE_ENGLISH);
    const DiagFile *file = diag_file(diag, "test.py", text, size);
    bool is_whole;
    Program *program = grammar_read(arena, "test.py", text, size, diag, file, &is_whole);
    check_program(arena, program, diag, file, is_whole);
    return diag_error_count(diag) ? NULL : compile(arena, program);
}

#endif
