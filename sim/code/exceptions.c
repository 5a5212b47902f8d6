// exceptions.c -- try and with.
//
// A handler is entered with the exception on top. PUSH_HANDLED makes it the one being
// handled and keeps the previous one below; from there to POP_HANDLED a clean-up region
// sees to it that the previous one comes back, however the handler is left.

#include "code/unit.h"

static void jump(Unit *unit, Label label, Place place)
{
    assembler_jump(&unit->assembler, OP_JUMP, label, place);
}

// The grammar's place of a clause is its first line; tracebacks mark the whole clause.
Place handler_place(const Handler *handler)
{
    Place place = handler->place;
    if (handler->body.count) place.end = place_of_end(&handler->body, place).end;
    return place;
}

void compile_cleanup(Unit *unit, Region *cleanup, Place place)
{
    region_handler(&unit->assembler, cleanup);
    emit(unit, OP_SWAP, 2, place);
    emit(unit, OP_POP_HANDLED, 0, place);
    emit(unit, OP_RERAISE, 1, place);
}

// Opens the region that covers a handler: previous (and what is above) on the stack.
static void open_cleanup(Unit *unit, Region *cleanup)
{
    unit->assembler.depth--; // the exception is not there when it is cut back
    region_open(&unit->assembler, cleanup);
    unit->assembler.depth++;
}

// -- except --------------------------------------------------------------------------

// The body of "except E as name". When it ends or raises, the name is unbound.
static void compile_named_body(Unit *unit, const Handler *handler, Region *cleanup,
                               Label end)
{
    Assembler *assembler = &unit->assembler;
    Region body;
    Block block = {.kind = BLOCK_HANDLER,
                   .region = &body,
                   .cleanup = cleanup,
                   .name = handler->name};
    compile_name(unit, handler->name, USE_STORE, handler_place(handler));
    region_open(assembler, &body);
    block_enter(unit, &block);
    compile_body(unit, &handler->body);
    block_leave(unit, &block);
    region_close(assembler, &body);

    Place place = place_of_end(&handler->body, handler_place(handler));
    region_pause(assembler, cleanup);
    emit(unit, OP_POP_HANDLED, 0, place);
    compile_name(unit, handler->name, USE_CLEAR, place);
    jump(unit, end, place);
    region_resume(assembler, cleanup);

    region_handler(assembler, &body);
    compile_name(unit, handler->name, USE_CLEAR, handler_place(handler));
    emit(unit, OP_RERAISE, 1, handler_place(handler));
}

static void compile_plain_body(Unit *unit, const Handler *handler, Region *cleanup,
                               Label end)
{
    Block block = {.kind = BLOCK_HANDLER, .cleanup = cleanup};
    emit(unit, OP_POP, 0, handler_place(handler));
    block_enter(unit, &block);
    compile_body(unit, &handler->body);
    block_leave(unit, &block);

    Place place = place_of_end(&handler->body, handler_place(handler));
    region_pause(&unit->assembler, cleanup);
    emit(unit, OP_POP_HANDLED, 0, place);
    jump(unit, end, place);
    region_resume(&unit->assembler, cleanup);
}

static void compile_handler(Unit *unit, const Handler *handler, Region *cleanup,
                            Label end)
{
    Assembler *assembler = &unit->assembler;
    int depth = assembler->depth;
    Label next = label_new(assembler);
    if (handler->type) {
        compile_expr(unit, handler->type);
        emit(unit, OP_MATCHES, 0, handler_place(handler));
        assembler_jump(assembler, OP_JUMP_IF_FALSE, next, handler_place(handler));
    }
    if (handler->name.bytes)
        compile_named_body(unit, handler, cleanup, end);
    else
        compile_plain_body(unit, handler, cleanup, end);
    assembler->depth = depth;
    label_bind(assembler, next);
}

// All except clauses. After them the stack is as it was before the try.
static void compile_handlers(Unit *unit, const Stmt *stmt, Label end)
{
    Region cleanup;
    int depth = unit->assembler.depth - 1;
    Place place = handler_place(&stmt->handlers[0]);
    emit(unit, OP_PUSH_HANDLED, 0, place);
    open_cleanup(unit, &cleanup);
    for (int i = 0; i < stmt->handler_count; i++)
        compile_handler(unit, &stmt->handlers[i], &cleanup, end);
    emit(unit, OP_RERAISE, 0, handler_place(&stmt->handlers[stmt->handler_count - 1]));
    region_close(&unit->assembler, &cleanup);
    compile_cleanup(unit, &cleanup, place);
    unit->assembler.depth = depth;
}

static void compile_try_except(Unit *unit, const Stmt *stmt)
{
    Assembler *assembler = &unit->assembler;
    Region body;
    Block block = {.kind = BLOCK_TRY, .region = &body};
    Label end = label_new(assembler);
    region_open(assembler, &body);
    block_enter(unit, &block);
    compile_body(unit, &stmt->body);
    block_leave(unit, &block);
    region_close(assembler, &body);
    compile_body(unit, &stmt->otherwise);
    jump(unit, end, place_of_end(&stmt->body, stmt->place));

    region_handler(assembler, &body);
    (stmt->is_star ? compile_star_clauses : compile_handlers)(unit, stmt, end);
    label_bind(assembler, end);
}

// -- finally -------------------------------------------------------------------------

// The finally body after an exception, which goes on at its end.
static void compile_finally_end(Unit *unit, const Stmt *stmt)
{
    Region cleanup;
    Block block = {.kind = BLOCK_FINALLY_END, .cleanup = &cleanup};
    Place place = place_of_end(&stmt->finally, stmt->place);
    emit(unit, OP_PUSH_HANDLED, 0, stmt->finally.items[0]->place);
    open_cleanup(unit, &cleanup);
    block_enter(unit, &block);
    compile_body(unit, &stmt->finally);
    block_leave(unit, &block);
    emit(unit, OP_RERAISE, 0, place);
    region_close(&unit->assembler, &cleanup);
    compile_cleanup(unit, &cleanup, place);
}

// The part of a try that its finally covers.
static void compile_covered(Unit *unit, const Stmt *stmt)
{
    if (!stmt->handler_count)
        compile_body(unit, &stmt->body);
    else
        compile_try_except(unit, stmt);
}

void compile_try(Unit *unit, const Stmt *stmt)
{
    Assembler *assembler = &unit->assembler;
    if (!stmt->finally.count) {
        compile_covered(unit, stmt);
        return;
    }
    Region body;
    Block block = {.kind = BLOCK_FINALLY, .region = &body, .finally = &stmt->finally};
    Label end = label_new(assembler);
    int depth = assembler->depth;
    region_open(assembler, &body);
    block_enter(unit, &block);
    compile_covered(unit, stmt);
    block_leave(unit, &block);
    region_close(assembler, &body);
    compile_body(unit, &stmt->finally);
    jump(unit, end, place_of_end(&stmt->finally, stmt->place));

    region_handler(assembler, &body);
    compile_finally_end(unit, stmt);
    assembler->depth = depth;
    label_bind(assembler, end);
}

// -- with ----------------------------------------------------------------------------

// The exception goes to __exit__: exit, exception on the stack. A true result ends it.
static void compile_exit_with(Unit *unit, bool is_async, Place place, Label end)
{
    Assembler *assembler = &unit->assembler;
    Label suppressed = label_new(assembler);
    Region cleanup;
    emit(unit, OP_PUSH_HANDLED, 0, place);
    open_cleanup(unit, &cleanup);
    emit(unit, OP_EXIT_WITH, 0, place);
    if (is_async) compile_await(unit, AWAIT_AEXIT, place);
    assembler_jump(assembler, OP_JUMP_IF_TRUE, suppressed, place);
    emit(unit, OP_RERAISE, 1, place);
    region_close(assembler, &cleanup);

    label_bind(assembler, suppressed);
    emit(unit, OP_POP, 0, place);
    emit(unit, OP_POP_HANDLED, 0, place);
    emit(unit, OP_POP, 0, place);
    jump(unit, end, place);
    compile_cleanup(unit, &cleanup, place);
}

static void compile_with_item(Unit *unit, const Stmt *stmt, int at)
{
    if (at == MOST_NESTED) unit->assembler.is_too_large = true;
    if (at == stmt->item_count || unit->assembler.is_too_large) {
        compile_body(unit, &stmt->body);
        return;
    }
    Assembler *assembler = &unit->assembler;
    const WithItem *item = &stmt->items[at];
    Place place = item->context->place;
    int depth = assembler->depth;
    Label end = label_new(assembler);
    compile_expr(unit, item->context);
    emit(unit, stmt->is_async ? OP_ENTER_ASYNC_WITH : OP_ENTER_WITH, 0, place);
    if (stmt->is_async) compile_await(unit, AWAIT_AENTER, place);

    Region body;
    Block block = {.kind = stmt->is_async ? BLOCK_ASYNC_WITH : BLOCK_WITH,
                   .region = &body,
                   .place = place};
    assembler->depth--; // the result of __enter__ is not kept for the handler
    region_open(assembler, &body);
    assembler->depth++;
    block_enter(unit, &block);
    if (item->target)
        compile_store(unit, item->target);
    else
        emit(unit, OP_POP, 0, place);
    compile_with_item(unit, stmt, at + 1);
    block_leave(unit, &block);
    region_close(assembler, &body);
    compile_exit_call(unit, stmt->is_async, place);
    jump(unit, end, place);

    region_handler(assembler, &body);
    compile_exit_with(unit, stmt->is_async, place, end);
    assembler->depth = depth;
    label_bind(assembler, end);
}

void compile_with(Unit *unit, const Stmt *stmt)
{
    compile_with_item(unit, stmt, 0);
}
