// compiler.c -- the module, from which everything else is reached.
//
// The rest is in the files beside it: statements, expressions, targets, calls, displays,
// functions, comprehensions, blocks, exceptions. unit.h tells what they share.

#include "code/compiler.h"

#include "code/unit.h"

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

const Bytecode *compile(Arena *arena, const Program *program)
{
    Compiler compiler = {.arena = arena,
                         .program = program,
                         .has_text_annotations = asks_for_text_annotations(program)};
    compile_module(&compiler);
    if (compiler.is_too_large) compile_refusal(&compiler);

    Bytecode *bytecode = ARENA_NEW(arena, Bytecode);
    bytecode->program = program;
    bytecode->code_count = compiler.code_count;
    bytecode->codes = ARENA_ARRAY(arena, const Code *, compiler.code_count);
    memcpy(bytecode->codes, compiler.codes,
           sizeof *compiler.codes * (size_t)compiler.code_count);
    free(compiler.codes);
    return bytecode;
}
