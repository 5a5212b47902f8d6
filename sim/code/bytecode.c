// bytecode.c -- what can be said about an instruction without running it.

#include "code/bytecode.h"

#include "base/assert.h"
#include "source/ast.h"

enum { VARIES = 100 };

static const char *const names[] = {
#define OP(name, operand, effect, ticks) #name,
#include "code/opcodes.def"
#undef OP
};

static const signed char effects[] = {
#define OP(name, operand, effect, ticks) effect,
#include "code/opcodes.def"
#undef OP
};

static const unsigned char operands[] = {
#define OP(name, operand, effect, ticks) OPERAND_##operand,
#include "code/opcodes.def"
#undef OP
};

static int bits_in(uint32_t flags)
{
    int count = 0;
    for (; flags; flags &= flags - 1)
        count++;
    return count;
}

static int varying_effect(Opcode op, int operand)
{
    switch (op) {
    case OP_BUILD_SLICE:
    case OP_BUILD_TUPLE:
    case OP_BUILD_LIST:
    case OP_BUILD_SET:
    case OP_BUILD_STRING: return 1 - operand;
    case OP_BUILD_DICT: return 1 - 2 * operand;
    case OP_CALL: return -operand;
    case OP_CALL_KEYWORDS:
    case OP_CALL_METHOD: return -operand - 1;
    case OP_CALL_METHOD_KEYWORDS: return -operand - 2;
    case OP_CALL_SPREAD: return -1 - (operand & 1);
    case OP_MAKE_FUNCTION: return -bits_in((uint32_t)operand);
    case OP_FORMAT_VALUE: return operand & FORMAT_HAS_SPEC ? -1 : 0;
    case OP_UNPACK: return operand - 1;
    case OP_UNPACK_STAR: return (operand & 0xff) + (operand >> 8);
    case OP_JUMP_IF_FALSE_KEEP:
    case OP_JUMP_IF_TRUE_KEEP: return -1;
    case OP_FOR_ITER: return 1;
    case OP_RAISE: return -operand;
    default: break;
    }
    ASSERT(false, "every instruction whose effect varies is in this list");
    return 0;
}

int code_stack_effect(Instruction instruction)
{
    Opcode op = (Opcode)CODE_OP(instruction);
    int effect = effects[op];
    return effect == VARIES ? varying_effect(op, (int)CODE_OPERAND(instruction)) : effect;
}

int code_jump_effect(Instruction instruction)
{
    switch ((Opcode)CODE_OP(instruction)) {
    case OP_JUMP_IF_FALSE_KEEP:
    case OP_JUMP_IF_TRUE_KEEP: return 0;
    case OP_FOR_ITER: return -1;
    default: return code_stack_effect(instruction);
    }
}

const char *opcode_name(Opcode op)
{
    return names[op];
}

OperandKind opcode_operand(Opcode op)
{
    return (OperandKind)operands[op];
}

bool opcode_ends_flow(Opcode op)
{
    return op == OP_JUMP || op == OP_JUMP_BACK || op == OP_RETURN || op == OP_RAISE ||
           op == OP_RERAISE;
}

const HandlerRange *code_handler_at(const Code *code, uint32_t at)
{
    for (int i = 0; i < code->handler_count; i++)
        if (at >= code->handlers[i].start && at < code->handlers[i].end)
            return &code->handlers[i];
    return NULL;
}

int code_line(const Code *code, uint32_t at)
{
    return (int)code->lines[at];
}

const char *code_file(const Code *code)
{
    return code->program->name;
}
