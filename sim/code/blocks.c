// blocks.c -- leaving loops, tries and withs from the middle.
//
// A return, break or continue walks the blocks around it from the inside out. For each it
// takes what the block has on the stack and does what the block owes: the finally body
// (a copy of it), the call of __exit__, the previous exception. Meanwhile the regions of
// the blocks that are left already do not protect: what goes wrong there is no longer
// theirs.

#include "code/unit.h"

void block_enter(Unit *unit, Block *block)
{
    block->outer = unit->blocks;
    unit->blocks = block;
}

void block_leave(Unit *unit, Block *block)
{
    unit->blocks = block->outer;
}

static bool is_loop(const Block *block)
{
    return block->kind == BLOCK_WHILE || block->kind == BLOCK_FOR;
}

void compile_exit_call(Unit *unit, bool is_async, Place place)
{
    for (int i = 0; i < 3; i++)
        emit(unit, OP_LOAD_NONE, 0, place);
    emit(unit, OP_CALL, 3, place);
    if (is_async) compile_await(unit, AWAIT_AEXIT, place);
    emit(unit, OP_POP, 0, place);
}

static void pause(Unit *unit, Region *region)
{
    if (region) region_pause(&unit->assembler, region);
}

static void resume(Unit *unit, Region *region)
{
    if (region) region_resume(&unit->assembler, region);
}

// What the block has below the value that is carried out comes to the top.
static void dig(Unit *unit, bool keeps_value, Place place)
{
    if (keeps_value) emit(unit, OP_SWAP, 2, place);
}

static void run_finally(Unit *unit, const Block *block, bool keeps_value)
{
    Block value = {.kind = BLOCK_VALUE};
    if (keeps_value) block_enter(unit, &value);
    compile_body(unit, block->finally);
    if (keeps_value) block_leave(unit, &value);
}

static void leave_handler(Unit *unit, const Block *block, bool keeps_value, Place place)
{
    dig(unit, keeps_value, place);
    pause(unit, block->cleanup);
    emit(unit, OP_POP_HANDLED, 0, place);
    if (block->name.bytes) compile_name(unit, block->name, USE_CLEAR, place);
}

static void leave_finally_end(Unit *unit, const Block *block, bool keeps_value,
                              Place place)
{
    dig(unit, keeps_value, place);
    emit(unit, OP_POP, 0, place);
    dig(unit, keeps_value, place);
    pause(unit, block->cleanup);
    emit(unit, OP_POP_HANDLED, 0, place);
}

// One block is left. It is no longer among the unit's blocks.
static void unwind(Unit *unit, const Block *block, bool keeps_value, Place place)
{
    pause(unit, block->region);
    switch (block->kind) {
    case BLOCK_WHILE:
    case BLOCK_TRY: break;
    case BLOCK_FOR:
    case BLOCK_VALUE:
        dig(unit, keeps_value, place);
        emit(unit, OP_POP, 0, place);
        break;
    case BLOCK_FINALLY: run_finally(unit, block, keeps_value); break;
    case BLOCK_FINALLY_END: leave_finally_end(unit, block, keeps_value, place); break;
    case BLOCK_WITH:
    case BLOCK_ASYNC_WITH:
        dig(unit, keeps_value, block->place);
        compile_exit_call(unit, block->kind == BLOCK_ASYNC_WITH, block->place);
        break;
    case BLOCK_HANDLER: leave_handler(unit, block, keeps_value, place); break;
    }
}

// Leaves all blocks up to [last], which stays; up to the function if it is NULL.
static void unwind_to(Unit *unit, const Block *last, bool keeps_value, Place place)
{
    for (const Block *block = unit->blocks; block != last; block = block->outer) {
        unit->blocks = block->outer;
        unwind(unit, block, keeps_value, place);
    }
}

// What follows the jump is inside the blocks [inner ... last) again.
static void restore(Unit *unit, Block *inner, const Block *last, int depth)
{
    unit->blocks = inner;
    unit->assembler.depth = depth;
    for (const Block *block = inner; block != last; block = block->outer) {
        resume(unit, block->region);
        resume(unit, block->cleanup);
    }
}

void compile_return(Unit *unit, const Stmt *stmt)
{
    Block *blocks = unit->blocks;
    int depth = unit->assembler.depth;
    Constant constant = {.kind = CONSTANT_NONE};
    bool is_constant = !stmt->value || constant_of(unit, stmt->value, &constant);
    if (!is_constant) compile_expr(unit, stmt->value);
    unwind_to(unit, NULL, !is_constant, stmt->place);
    if (is_constant) emit_constant(unit, constant, stmt->place);
    emit(unit, OP_RETURN, 0, stmt->place);
    restore(unit, blocks, NULL, depth);
}

static Block *innermost_loop(const Unit *unit)
{
    Block *block = unit->blocks;
    while (!is_loop(block))
        block = block->outer;
    return block;
}

void compile_break(Unit *unit, const Stmt *stmt)
{
    Block *blocks = unit->blocks, *loop = innermost_loop(unit);
    int depth = unit->assembler.depth;
    unwind_to(unit, loop->outer, false, stmt->place);
    assembler_jump(&unit->assembler, OP_JUMP, loop->end, stmt->place);
    restore(unit, blocks, loop->outer, depth);
}

void compile_continue(Unit *unit, const Stmt *stmt)
{
    Block *blocks = unit->blocks, *loop = innermost_loop(unit);
    int depth = unit->assembler.depth;
    unwind_to(unit, loop, false, stmt->place);
    assembler_jump(&unit->assembler, OP_JUMP_BACK, loop->start, stmt->place);
    restore(unit, blocks, loop, depth);
}
