// verify.c -- the depth of the stack, found once more by walking instead of by building.

#include "code/verify.h"

#include "base/arena.h"

#include <stdlib.h>

typedef struct Walk {
    const Code *code;
    int *depths; // -1 where nobody has been
    uint32_t *waiting;
    uint32_t waiting_count;
    const char *complaint;
    uint32_t at;
} Walk;

static void complain(Walk *walk, uint32_t at, const char *complaint)
{
    if (walk->complaint) return;
    walk->complaint = complaint;
    walk->at = at;
}

// Somebody comes to instruction [to] with so many values on the stack.
static void arrive(Walk *walk, uint32_t from, uint32_t to, int depth)
{
    if (to >= walk->code->count) {
        complain(walk, from, "it goes on past the last instruction");
    } else if (depth < 0) {
        complain(walk, from, "it pops more than there is");
    } else if (depth > walk->code->stack_size) {
        complain(walk, from, "the stack grows past stack_size");
    } else if (walk->depths[to] >= 0) {
        if (walk->depths[to] != depth)
            complain(walk, to, "two ways come here with different depths");
    } else {
        walk->depths[to] = depth;
        walk->waiting[walk->waiting_count++] = to;
    }
}

static uint32_t operand_limit(const Code *code, OperandKind kind)
{
    switch (kind) {
    case OPERAND_CONST: return (uint32_t)code->constant_count;
    case OPERAND_LOCAL:
    case OPERAND_CELL: return (uint32_t)code->local_count;
    case OPERAND_NAME: return (uint32_t)code->name_count;
    case OPERAND_CACHED: return (uint32_t)code->cache_count;
    case OPERAND_JUMP: return code->count;
    default: return UINT32_MAX;
    }
}

// The handler of an instruction is the first range that covers it.
static void step_to_handler(Walk *walk, uint32_t at, int depth)
{
    const Code *code = walk->code;
    for (int i = 0; i < code->handler_count; i++) {
        const HandlerRange *range = &code->handlers[i];
        if (at < range->start || at >= range->end) continue;
        if (depth < range->depth) complain(walk, at, "its handler wants a deeper stack");
        arrive(walk, at, range->target, range->depth + 1);
        return;
    }
}

static void check_suspension(Walk *walk, uint32_t at, Opcode op, int depth)
{
    int left = op == OP_YIELD ? depth - 1 : depth;
    if ((op == OP_YIELD || op == OP_AWAIT) && left > walk->code->suspended_size)
        complain(walk, at, "more values wait than suspended_size says");
}

static void step(Walk *walk, uint32_t at)
{
    const Code *code = walk->code;
    Instruction instruction = code->instructions[at];
    Opcode op = (Opcode)CODE_OP(instruction);
    uint32_t operand = CODE_OPERAND(instruction);
    int depth = walk->depths[at];
    if (operand >= operand_limit(code, opcode_operand(op)))
        complain(walk, at, "its operand is outside its table");
    check_suspension(walk, at, op, depth);
    step_to_handler(walk, at, depth);
    if (opcode_operand(op) == OPERAND_JUMP)
        arrive(walk, at, operand, depth + code_jump_effect(instruction));
    if (depth + code_stack_effect(instruction) < 0)
        complain(walk, at, "it pops more than there is");
    if (!opcode_ends_flow(op))
        arrive(walk, at, at + 1, depth + code_stack_effect(instruction));
}

// Jumps to a jump are shortened, so that nobody may come to the second one any more.
static bool is_plain_jump(Instruction instruction)
{
    Opcode op = (Opcode)CODE_OP(instruction);
    return op == OP_JUMP || op == OP_JUMP_BACK;
}

const char *code_verify(const Code *code, uint32_t *at)
{
    Walk walk = {.code = code,
                 .depths = memory_new(sizeof(int) * code->count),
                 .waiting = memory_new(sizeof(uint32_t) * code->count)};
    for (uint32_t i = 0; i < code->count; i++)
        walk.depths[i] = -1;
    arrive(&walk, 0, 0, 0);
    while (walk.waiting_count && !walk.complaint)
        step(&walk, walk.waiting[--walk.waiting_count]);
    for (uint32_t i = 0; i < code->count; i++)
        if (walk.depths[i] < 0 && !is_plain_jump(code->instructions[i]))
            complain(&walk, i, "nothing comes here");

    free(walk.depths);
    free(walk.waiting);
    *at = walk.at;
    return walk.complaint;
}
