// disassembler.c -- instructions with their operands in words.

#include "code/disassembler.h"

static void add_constant(const Constant *constant, Text *out);

static void add_items(const Constant *constant, Text *out)
{
    for (int i = 0; i < constant->count; i++) {
        if (i) text_add(out, ", ");
        add_constant(&constant->items[i], out);
    }
}

static void add_constant(const Constant *constant, Text *out)
{
    switch (constant->kind) {
    case CONSTANT_NONE: text_add(out, "None"); break;
    case CONSTANT_TRUE: text_add(out, "True"); break;
    case CONSTANT_FALSE: text_add(out, "False"); break;
    case CONSTANT_ELLIPSIS: text_add(out, "..."); break;
    case CONSTANT_INT: text_add_int(out, constant->integer); break;
    case CONSTANT_BIG:
        text_add_bytes(out, constant->text.bytes + 1, constant->text.size - 1);
        break;
    case CONSTANT_BYTES: text_addf(out, "b'%s'", constant->text.bytes); break;
    case CONSTANT_FLOAT: text_addf(out, "%.17g", constant->number); break;
    case CONSTANT_STR:
        text_add_char(out, '\'');
        text_add_bytes(out, constant->text.bytes, constant->text.size);
        text_add_char(out, '\'');
        break;
    case CONSTANT_TUPLE:
        text_add_char(out, '(');
        add_items(constant, out);
        text_add_char(out, ')');
        break;
    case CONSTANT_FROZENSET:
        text_add_char(out, '{');
        add_items(constant, out);
        text_add_char(out, '}');
        break;
    case CONSTANT_CODE: text_addf(out, "<%s>", constant->code->qualified_name); break;
    default: text_addf(out, "constant of kind %d", constant->kind);
    }
}

static void add_text(AstText text, Text *out)
{
    text_add_bytes(out, text.bytes, text.size);
}

static void add_operand(const Code *code, Opcode op, uint32_t operand, Text *out)
{
    OperandKind kind = opcode_operand(op);
    if (kind == OPERAND_NONE) return;
    text_add_char(out, ' ');
    switch (kind) {
    case OPERAND_CONST: add_constant(&code->constants[operand], out); break;
    case OPERAND_LOCAL:
    case OPERAND_CELL: add_text(code->locals[operand], out); break;
    case OPERAND_NAME: add_text(code->names[operand], out); break;
    case OPERAND_CACHED: add_text(code->names[code->caches[operand]], out); break;
    case OPERAND_JUMP: text_addf(out, "-> %u", operand); break;
    default: text_addf(out, "%u", operand);
    }
}

void disassemble(const Code *code, Text *out)
{
    for (uint32_t i = 0; i < code->count; i++) {
        Opcode op = (Opcode)CODE_OP(code->instructions[i]);
        text_addf(out, "%u  %s", i, opcode_name(op));
        add_operand(code, op, CODE_OPERAND(code->instructions[i]), out);
        text_add_char(out, '\n');
    }
    for (int i = 0; i < code->handler_count; i++) {
        const HandlerRange *range = &code->handlers[i];
        text_addf(out, "%u..%u -> %u depth %u\n", range->start, range->end, range->target,
                  range->depth);
    }
}
