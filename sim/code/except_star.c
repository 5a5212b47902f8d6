// except_star.c -- except*: every clause takes its part of an exception group.
//
// While the clauses run, the stack holds
//     previous, original, list, rest
// [rest] is what no clause has taken yet (None when nothing is left), [list] collects
// what the clauses raise, and at last the rest. JOIN_GROUP makes of it the exception that
// goes on, if any. The sequence is that of CPython's compiler_try_star_except.

#include "code/unit.h"

// The match is on top. Its body's exceptions are added to the list.
static void compile_star_body(Unit *unit, const Handler *handler, Label next)
{
    Assembler *assembler = &unit->assembler;
    Place place = handler_place(handler);
    Region body;
    Block block = {.kind = BLOCK_HANDLER, .region = &body};
    if (handler->name.bytes)
        compile_name(unit, handler->name, USE_STORE, place);
    else
        emit(unit, OP_POP, 0, place);
    region_open(assembler, &body);
    block_enter(unit, &block);
    compile_body(unit, &handler->body);
    block_leave(unit, &block);
    region_close(assembler, &body);
    if (handler->name.bytes) compile_name(unit, handler->name, USE_CLEAR, place);
    assembler_jump(assembler, OP_JUMP, next, place);

    region_handler(assembler, &body);
    if (handler->name.bytes) compile_name(unit, handler->name, USE_CLEAR, place);
    emit(unit, OP_LIST_APPEND, 2, place);
    assembler_jump(assembler, OP_JUMP, next, place);
}

static void compile_clause(Unit *unit, const Handler *handler)
{
    Assembler *assembler = &unit->assembler;
    Place place = handler_place(handler);
    int depth = assembler->depth;
    Label matches = label_new(assembler), next = label_new(assembler);
    compile_expr(unit, handler->type);
    emit(unit, OP_MATCHES_GROUP, 0, place);
    emit(unit, OP_DUP, 0, place);
    assembler_jump(assembler, OP_JUMP_IF_NOT_NONE, matches, place);
    emit(unit, OP_POP, 0, place);
    assembler_jump(assembler, OP_JUMP, next, place);
    label_bind(assembler, matches);
    compile_star_body(unit, handler, next);
    assembler->depth = depth;
    label_bind(assembler, next);
}

// The list is complete: previous, original, list.
static void compile_join(Unit *unit, Region *cleanup, Label end, Place place)
{
    Assembler *assembler = &unit->assembler;
    Label goes_on = label_new(assembler);
    emit(unit, OP_JOIN_GROUP, 0, place);
    emit(unit, OP_DUP, 0, place);
    assembler_jump(assembler, OP_JUMP_IF_NOT_NONE, goes_on, place);
    emit(unit, OP_POP, 0, place);
    region_close(assembler, cleanup);
    emit(unit, OP_POP_HANDLED, 0, place);
    assembler_jump(assembler, OP_JUMP, end, place);

    label_bind(assembler, goes_on);
    emit(unit, OP_SWAP, 2, place);
    emit(unit, OP_POP_HANDLED, 0, place);
    emit(unit, OP_RERAISE, 0, place);
}

void compile_star_clauses(Unit *unit, const Stmt *stmt, Label end)
{
    Assembler *assembler = &unit->assembler;
    Place place = handler_place(&stmt->handlers[0]);
    Region cleanup;
    int depth = assembler->depth - 1;
    emit(unit, OP_PUSH_HANDLED, 0, place);
    assembler->depth--; // the exception is not there when it is cut back
    region_open(assembler, &cleanup);
    assembler->depth++;
    emit(unit, OP_BUILD_LIST, 0, place);
    emit(unit, OP_COPY, 2, place);
    for (int i = 0; i < stmt->handler_count; i++)
        compile_clause(unit, &stmt->handlers[i]);
    emit(unit, OP_LIST_APPEND, 1, place);
    compile_join(unit, &cleanup, end, place);
    compile_cleanup(unit, &cleanup, place);
    assembler->depth = depth;
}
