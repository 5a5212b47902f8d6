// statements.c -- every statement leaves the stack as it found it.

#include "code/unit.h"

#include "base/assert.h"

#include <string.h>

// -- if, while, for ------------------------------------------------------------------

// "elif" is an if that is the only statement of an else. A chain of them may be long,
// so it is walked in a loop.
static void compile_if(Unit *unit, const Stmt *stmt)
{
    Assembler *assembler = &unit->assembler;
    Label end = label_new(assembler);
    for (;;) {
        Label otherwise = label_new(assembler);
        compile_jump_if(unit, stmt->test, otherwise, false);
        compile_body(unit, &stmt->body);
        if (stmt->otherwise.count)
            assembler_jump(assembler, OP_JUMP, end,
                           place_of_end(&stmt->body, stmt->place));
        label_bind(assembler, otherwise);

        const StmtList *rest = &stmt->otherwise;
        if (rest->count != 1 || rest->items[0]->kind != STMT_IF) break;
        stmt = rest->items[0];
    }
    compile_body(unit, &stmt->otherwise);
    label_bind(assembler, end);
}

// Nothing else in "while True: pass" is an operation; without one here the loop would
// pass no limit and hear no signal.
static void count_iteration(Unit *unit, const Stmt *stmt)
{
    bool truth;
    if (truth_is_known(unit, stmt->test, &truth) && truth)
        emit(unit, OP_TICK, 0, stmt->test->place);
}

static void compile_while(Unit *unit, const Stmt *stmt)
{
    Assembler *assembler = &unit->assembler;
    Block block = {
        .kind = BLOCK_WHILE, .start = label_new(assembler), .end = label_new(assembler)};
    Label otherwise = label_new(assembler);
    label_bind(assembler, block.start);
    count_iteration(unit, stmt);
    compile_jump_if(unit, stmt->test, otherwise, false);
    block_enter(unit, &block);
    compile_body(unit, &stmt->body);
    block_leave(unit, &block);
    assembler_jump(assembler, OP_JUMP_BACK, block.start,
                   place_of_end(&stmt->body, stmt->place));
    label_bind(assembler, otherwise);
    compile_body(unit, &stmt->otherwise);
    label_bind(assembler, block.end);
}

// The target and the body of a for, and the way back.
static void compile_for_body(Unit *unit, const Stmt *stmt, Block *block)
{
    compile_store(unit, stmt->variable);
    block_enter(unit, block);
    compile_body(unit, &stmt->body);
    block_leave(unit, block);
    assembler_jump(&unit->assembler, OP_JUMP_BACK, block->start,
                   place_of_end(&stmt->body, stmt->place));
}

// A list of constants that is only walked can be a constant.
static void compile_iterable(Unit *unit, const Expr *iterable)
{
    Constant constant;
    if (iterable->kind == EXPR_LIST && constant_of_list(unit, &iterable->list, &constant))
        emit_constant(unit, constant, iterable->place);
    else
        compile_expr(unit, iterable);
}

static void compile_for(Unit *unit, const Stmt *stmt)
{
    Assembler *assembler = &unit->assembler;
    Place place = stmt->iterable->place;
    Block block = {
        .kind = BLOCK_FOR, .start = label_new(assembler), .end = label_new(assembler)};
    Label otherwise = label_new(assembler);
    compile_iterable(unit, stmt->iterable);
    emit(unit, OP_GET_ITER, 0, place);
    label_bind(assembler, block.start);
    assembler_jump(assembler, OP_FOR_ITER, otherwise, place);
    compile_for_body(unit, stmt, &block);
    label_bind(assembler, otherwise);
    compile_body(unit, &stmt->otherwise);
    label_bind(assembler, block.end);
}

// Only asking for the next item is protected: a StopAsyncIteration that the body raises
// is an error like any other.
static void compile_async_for(Unit *unit, const Stmt *stmt)
{
    Assembler *assembler = &unit->assembler;
    Place place = stmt->iterable->place;
    Block block = {
        .kind = BLOCK_FOR, .start = label_new(assembler), .end = label_new(assembler)};
    Region next;
    compile_expr(unit, stmt->iterable);
    emit(unit, OP_GET_AITER, 0, place);
    label_bind(assembler, block.start);
    region_open(assembler, &next);
    emit(unit, OP_GET_ANEXT, 0, stmt->place);
    emit(unit, OP_AWAIT, 0, stmt->place);
    region_close(assembler, &next);
    compile_for_body(unit, stmt, &block);
    region_handler(assembler, &next);
    emit(unit, OP_END_ASYNC_FOR, 0, place);
    compile_body(unit, &stmt->otherwise);
    label_bind(assembler, block.end);
}

// -- Simple statements ---------------------------------------------------------------

static void compile_expression_statement(Unit *unit, const Expr *expr)
{
    Constant constant;
    if (constant_of(unit, expr, &constant)) return;
    compile_expr(unit, expr);
    emit(unit, OP_POP, 0, expr->place);
}

static void compile_assign(Unit *unit, const Stmt *stmt)
{
    compile_expr(unit, stmt->value);
    for (int i = 0; i < stmt->targets.count; i++) {
        if (i < stmt->targets.count - 1) emit(unit, OP_DUP, 0, stmt->place);
        compile_store(unit, stmt->targets.items[i]);
    }
}

static void compile_raise(Unit *unit, const Stmt *stmt)
{
    uint32_t count = 0;
    if (stmt->value) {
        compile_expr(unit, stmt->value);
        count++;
    }
    if (stmt->cause) {
        compile_expr(unit, stmt->cause);
        count++;
    }
    emit(unit, OP_RAISE, count, stmt->place);
}

static void compile_assert(Unit *unit, const Stmt *stmt)
{
    Label holds = label_new(&unit->assembler);
    Place place = stmt->place;
    compile_jump_if(unit, stmt->value, holds, true);
    emit(unit, OP_LOAD_ASSERTION_ERROR, 0, place);
    if (stmt->message) {
        compile_expr(unit, stmt->message);
        emit(unit, OP_CALL, 1, place);
    }
    emit(unit, OP_RAISE, 1, stmt->value->place);
    label_bind(&unit->assembler, holds);
}

// -- Imports -------------------------------------------------------------------------

// "a" of "a.b.c".
static AstText top_of(Unit *unit, AstText dotted)
{
    const char *dot = memchr(dotted.bytes, '.', dotted.size);
    if (!dot) return dotted;
    uint32_t size = (uint32_t)(dot - dotted.bytes);
    return (AstText){.bytes = arena_copy(unit->compiler->arena, dotted.bytes, size),
                     .size = size};
}

static void compile_import(Unit *unit, const Stmt *stmt)
{
    for (int i = 0; i < stmt->import_count; i++) {
        const Import *import = &stmt->imports[i];
        bool has_alias = import->alias.bytes;
        emit(unit, has_alias ? OP_IMPORT : OP_IMPORT_TOP,
             (uint32_t)pool_name(unit, import->name), stmt->place);
        compile_name(unit, has_alias ? import->alias : top_of(unit, import->name),
                     USE_STORE, stmt->place);
    }
}

// The leading dots are part of the name, so that the import can refuse it.
static AstText module_of(Unit *unit, const Stmt *stmt)
{
    if (!stmt->level) return stmt->module;
    uint32_t size = (uint32_t)stmt->level + stmt->module.size;
    char *name = ARENA_ARRAY(unit->compiler->arena, char, size + 1);
    memset(name, '.', (size_t)stmt->level);
    if (stmt->module.size)
        memcpy(name + stmt->level, stmt->module.bytes, stmt->module.size);
    return (AstText){.bytes = name, .size = size};
}

static bool is_star_import(const Stmt *stmt)
{
    return stmt->import_count == 1 && stmt->imports[0].name.size == 1 &&
           stmt->imports[0].name.bytes[0] == '*';
}

static void compile_from(Unit *unit, const Stmt *stmt)
{
    AstText module = module_of(unit, stmt);
    emit(unit, OP_IMPORT, (uint32_t)pool_name(unit, module), stmt->place);
    if (is_star_import(stmt)) {
        emit(unit, OP_IMPORT_STAR, 0, stmt->place);
        return;
    }
    for (int i = 0; i < stmt->import_count; i++) {
        const Import *import = &stmt->imports[i];
        emit(unit, OP_IMPORT_FROM, (uint32_t)pool_name(unit, import->name), stmt->place);
        compile_name(unit, import->alias.bytes ? import->alias : import->name, USE_STORE,
                     stmt->place);
    }
    emit(unit, OP_POP, 0, stmt->place);
}

// -- All of them ---------------------------------------------------------------------

static void compile_delete_statement(Unit *unit, const Stmt *stmt)
{
    for (int i = 0; i < stmt->targets.count; i++)
        compile_delete(unit, stmt->targets.items[i]);
}

static void compile_stmt(Unit *unit, const Stmt *stmt)
{
    switch (stmt->kind) {
    case STMT_EXPR: compile_expression_statement(unit, stmt->value); break;
    case STMT_ASSIGN: compile_assign(unit, stmt); break;
    case STMT_AUGMENTED: compile_augmented(unit, stmt); break;
    case STMT_ANNOTATED: compile_annotated(unit, stmt); break;
    case STMT_RETURN: compile_return(unit, stmt); break;
    case STMT_RAISE: compile_raise(unit, stmt); break;
    case STMT_DELETE: compile_delete_statement(unit, stmt); break;
    case STMT_PASS:
    case STMT_GLOBAL:
    case STMT_NONLOCAL: break;
    case STMT_BREAK: compile_break(unit, stmt); break;
    case STMT_CONTINUE: compile_continue(unit, stmt); break;
    case STMT_ASSERT: compile_assert(unit, stmt); break;
    case STMT_IMPORT: compile_import(unit, stmt); break;
    case STMT_FROM: compile_from(unit, stmt); break;
    case STMT_IF: compile_if(unit, stmt); break;
    case STMT_WHILE: compile_while(unit, stmt); break;
    case STMT_FOR:
        if (stmt->is_async)
            compile_async_for(unit, stmt);
        else
            compile_for(unit, stmt);
        break;
    case STMT_WITH: compile_with(unit, stmt); break;
    case STMT_TRY: compile_try(unit, stmt); break;
    case STMT_MATCH: compile_match(unit, stmt); break;
    case STMT_FUNCTION: compile_function(unit, stmt); break;
    case STMT_CLASS: compile_class(unit, stmt); break;
    }
}

void compile_body(Unit *unit, const StmtList *body)
{
    for (int i = 0; i < body->count; i++) {
        if (unit->assembler.is_too_large) return;
        int depth = unit->assembler.depth;
        compile_stmt(unit, body->items[i]);
        ASSERT(unit->assembler.depth == depth || unit->assembler.is_too_large,
               "a statement leaves nothing on the stack");
    }
}

// -- Bodies with annotations of their own --------------------------------------------

static bool has_annotations(const StmtList *body);

static bool handlers_have_annotations(const Stmt *stmt)
{
    for (int i = 0; i < stmt->handler_count; i++)
        if (has_annotations(&stmt->handlers[i].body)) return true;
    return false;
}

// The else of an if is looked at by the caller's loop when it is an elif.
static bool is_annotated(const Stmt *stmt)
{
    switch (stmt->kind) {
    case STMT_ANNOTATED: return true;
    case STMT_IF:
        while (stmt->otherwise.count == 1 && stmt->otherwise.items[0]->kind == STMT_IF) {
            if (has_annotations(&stmt->body)) return true;
            stmt = stmt->otherwise.items[0];
        }
        return has_annotations(&stmt->body) || has_annotations(&stmt->otherwise);
    case STMT_WHILE:
    case STMT_FOR:
    case STMT_WITH:
        return has_annotations(&stmt->body) || has_annotations(&stmt->otherwise);
    case STMT_TRY:
        return has_annotations(&stmt->body) || handlers_have_annotations(stmt) ||
               has_annotations(&stmt->otherwise) || has_annotations(&stmt->finally);
    case STMT_MATCH:
        for (int i = 0; i < stmt->case_count; i++)
            if (has_annotations(&stmt->cases[i].body)) return true;
        return false;
    default: return false;
    }
}

static bool has_annotations(const StmtList *body)
{
    for (int i = 0; i < body->count; i++)
        if (is_annotated(body->items[i])) return true;
    return false;
}

void compile_annotated_body(Unit *unit, const StmtList *body)
{
    if (!body->count) return;
    const Stmt *first = body->items[0];
    if (has_annotations(body)) emit(unit, OP_SETUP_ANNOTATIONS, 0, first->place);
    const char *docstring = unit->code->docstring;
    if (docstring) {
        emit_text(unit, text_of(docstring), first->place);
        compile_name(unit, text_of("__doc__"), USE_STORE, first->place);
    }
    compile_body(unit, body);
}
