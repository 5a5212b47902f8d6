// globals.c -- finds the constants of a module, and puts another text in their place.

#include "source/globals.h"

#include "base/assert.h"
#include "base/diag.h"
#include "base/text.h"
#include "source/check.h"
#include "source/grammar.h"

#include <string.h>

static bool is_constant(const Expr *value)
{
    switch (value->kind) {
    case EXPR_NONE:
    case EXPR_TRUE:
    case EXPR_FALSE:
    case EXPR_INT:
    case EXPR_BIG:
    case EXPR_FLOAT:
    case EXPR_STR: return true;
    case EXPR_UNARY: return value->unary == UNARY_MINUS && is_constant(value->operand);
    default: return false;
    }
}

static bool is_name(const Expr *target, const char *name)
{
    return target->kind == EXPR_NAME && strcmp(target->name.bytes, name) == 0;
}

static bool assigns_to(const Stmt *statement, const char *name)
{
    if (statement->kind == STMT_ANNOTATED || statement->kind == STMT_AUGMENTED)
        return statement->value && is_name(statement->target, name);
    if (statement->kind != STMT_ASSIGN) return false;
    for (int i = 0; i < statement->targets.count; i++)
        if (is_name(statement->targets.items[i], name)) return true;
    return false;
}

GlobalFound globals_find(const Program *program, const char *name, Place *value)
{
    const Stmt *found = NULL;
    for (int i = 0; i < program->body.count; i++) {
        const Stmt *statement = program->body.items[i];
        if (!assigns_to(statement, name)) continue;
        if (found) return GLOBAL_TWICE;
        found = statement;
    }
    if (!found) return GLOBAL_MISSING;
    if (found->kind == STMT_AUGMENTED || !is_constant(found->value))
        return GLOBAL_NOT_CONSTANT;
    *value = found->value->place;
    return GLOBAL_FOUND;
}

void globals_each(const Program *program, void (*offer)(void *owner, const char *name),
                  void *owner)
{
    for (int i = 0; i < program->body.count; i++) {
        const Stmt *statement = program->body.items[i];
        const Expr *target = statement->kind == STMT_ASSIGN ? statement->targets.items[0]
                             : statement->kind == STMT_ANNOTATED ? statement->target
                                                                 : NULL;
        Place value;
        if (target && target->kind == EXPR_NAME &&
            globals_find(program, target->name.bytes, &value) == GLOBAL_FOUND)
            offer(owner, target->name.bytes);
    }
}

// ---- Reading again ----

static Program *read_text(Arena *arena, const char *name, const char *text, uint32_t size,
                          bool *is_good)
{
    Diag *diag = diag_new(arena, LANGUAGE_ENGLISH);
    const DiagFile *file = diag_file(diag, name, text, size);
    bool is_whole;
    Program *program = grammar_read(arena, name, text, size, diag, file, &is_whole);
    check_program(arena, program, diag, file, is_whole);
    *is_good = diag_error_count(diag) == 0;
    return program;
}

bool globals_is_constant(const char *text)
{
    Arena *arena = arena_open();
    const char *line = arena_format(arena, "x = %s", text);
    bool is_good;
    Program *program = read_text(arena, "", line, (uint32_t)strlen(line), &is_good);
    const Stmt *only =
        is_good && program->body.count == 1 ? program->body.items[0] : NULL;
    is_good = only && only->kind == STMT_ASSIGN && only->targets.count == 1 &&
              is_constant(only->value) && !strpbrk(text, "\n\r#");
    arena_close(arena);
    return is_good;
}

Program *globals_replace(Arena *arena, const Program *program, Place value,
                         const char *constant)
{
    Text text = {0};
    if (constant) {
        text_add_bytes(&text, program->text, value.start);
        text_add(&text, constant);
        text_add_bytes(&text, program->text + value.end, program->size - value.end);
    } else {
        text_add_bytes(&text, program->text, program->size);
    }
    const char *bytes = arena_copy(arena, text_string(&text), text.size);
    bool is_good;
    Program *copy = read_text(arena, program->name, bytes, (uint32_t)text.size, &is_good);
    ASSERT(is_good, "a constant in the place of another leaves the program whole");
    text_free(&text);
    return copy;
}
