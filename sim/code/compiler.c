// compiler.c -- the module, from which everything else is reached.
//
// The rest is in the files beside it: statements, expressions, targets, calls, displays,
// functions, comprehensions, blocks, exceptions. unit.h tells what they share.

#include "code/compiler.h"

#include "base/assert.h"
#include "base/diag.h"
#include "code/sequences.h"
#include "code/unit.h"
#include "source/check.h"
#include "source/grammar.h"

#include <stdlib.h>
#include <string.h>

static bool text_is(AstText text, const char *string)
{
    return text.bytes && text.size == strlen(string) &&
           !memcmp(text.bytes, string, text.size);
}

static bool imports_annotations(const Stmt *stmt)
{
    if (stmt->kind != STMT_FROM || !text_is(stmt->module, "__future__")) return false;
    for (int i = 0; i < stmt->import_count; i++)
        if (text_is(stmt->imports[i].name, "annotations")) return true;
    return false;
}

static bool asks_for_text_annotations(const Program *program)
{
    for (int i = 0; i < program->body.count; i++)
        if (imports_annotations(program->body.items[i])) return true;
    return false;
}

// What becomes of a program that is too large for the format.
static void compile_refusal(Compiler *compiler)
{
    Place start = {0, 0};
    Unit module;
    compiler->code_count = 0;
    compiler->instruction_count = 0;
    compiler->is_too_large = false;
    unit_begin(&module, compiler, NULL, compiler->program->scope, text_of("<module>"),
               start);
    compile_name(&module, text_of("MemoryError"), USE_LOAD, start);
    emit(&module, OP_RAISE, 1, start);
    unit_finish(&module, start);
}

static void compile_module(Compiler *compiler)
{
    const Program *program = compiler->program;
    Place start = {0, 0};
    Unit module;
    unit_begin(&module, compiler, NULL, program->scope, text_of("<module>"), start);
    module.code->docstring = docstring_of(&module, &program->body, program->docstring);
    compile_annotated_body(&module, &program->body);
    unit_finish(&module, place_of_end(&program->body, start));
}

static const Bytecode *compile_all(Compiler *compiler)
{
    Arena *arena = compiler->arena;
    compiler->has_text_annotations = asks_for_text_annotations(compiler->program);
    compile_module(compiler);
    if (compiler->is_too_large) compile_refusal(compiler);

    Bytecode *bytecode = ARENA_NEW(arena, Bytecode);
    bytecode->program = compiler->program;
    bytecode->code_count = compiler->code_count;
    bytecode->codes = ARENA_ARRAY(arena, const Code *, compiler->code_count);
    memcpy(bytecode->codes, compiler->codes,
           sizeof *compiler->codes * (size_t)compiler->code_count);
    free(compiler->codes);
    if (!compiler->is_library)
        bytecode->sequences = sequences_of(arena, bytecode, &bytecode->sequence_count);
    return bytecode;
}

const Bytecode *compile(Arena *arena, const Program *program)
{
    Compiler compiler = {.arena = arena, .program = program, .module_name = "__main__"};
    return compile_all(&compiler);
}

const Bytecode *compile_library(Arena *arena, const char *name, const char *text,
                                uint32_t size, uint32_t first_index)
{
    Diag *diag = diag_new(arena, LANGUAGE_ENGLISH);
    const DiagFile *file = diag_file(diag, name, text, size);
    bool is_whole;
    Program *program = grammar_read(arena, name, text, size, diag, file, &is_whole);
    program->is_library = true;
    check_program(arena, program, diag, file, is_whole);
    ASSERT(diag_error_count(diag) == 0, "our own modules have no mistakes");
    Compiler compiler = {.arena = arena,
                         .program = program,
                         .module_name = name,
                         .first_index = first_index,
                         .is_library = true};
    return compile_all(&compiler);
}
