// bytecode.h -- what the compiler makes and the virtual machine runs: one Code a function.
//
// An instruction is one word: the opcode in the low 8 bits, the operand in the upper 24.
// Constants are descriptions, not values: a run turns them into values of its own when it
// first needs a Code, so many runs can share one. Everything lives in the scenario's
// arena.

#ifndef CODE_BYTECODE_H
#define CODE_BYTECODE_H

#include "base/operations.h"
#include "base/place.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Program Program;   // source/ast.h
typedef struct Sequence Sequence; // code/sequences.h

typedef uint32_t Instruction;

typedef enum Opcode {
#define OP(name, operand, effect, ticks) OP_##name,
#include "code/opcodes.def"
#undef OP
    OPCODE_COUNT
} Opcode;

#define CODE_OP(instruction)          ((instruction)&0xff)
#define CODE_OPERAND(instruction)     ((instruction) >> 8)
#define CODE_INSTRUCTION(op, operand) ((Instruction)(op) | (Instruction)(operand) << 8)

// A CACHED operand is an index into the code's [caches]: which name, and a place for the
// run to remember where it found it (the run has its own array of the same length).

// Operands of FORMAT_VALUE.
enum {
    FORMAT_STR = 1,   // !s
    FORMAT_REPR = 2,  // !r
    FORMAT_ASCII = 3, // !a
    FORMAT_CONVERSION = 3,
    FORMAT_HAS_SPEC = 4,
};

// Operands of MAKE_FUNCTION: what lies on the stack below the code, in this order.
enum {
    FUNCTION_DEFAULTS = 1,    // a tuple
    FUNCTION_KWDEFAULTS = 2,  // a dict
    FUNCTION_ANNOTATIONS = 4, // a dict
    FUNCTION_CLOSURE = 8,     // a tuple of cells
};

// Operands of GET_AWAITABLE: for the TypeError's text.
enum { AWAIT_EXPRESSION, AWAIT_AENTER, AWAIT_AEXIT };

typedef struct Code Code;

typedef enum ConstantKind {
    CONSTANT_NONE,
    CONSTANT_TRUE,
    CONSTANT_FALSE,
    CONSTANT_ELLIPSIS,
    CONSTANT_INT,
    CONSTANT_BIG, // text: see EXPR_BIG
    CONSTANT_FLOAT,
    CONSTANT_BYTES, // text: of the code points 0 to 255
    CONSTANT_STR,
    CONSTANT_TUPLE,     // of constants: keyword names, folded tuples
    CONSTANT_FROZENSET, // "x in {1, 2}"
    CONSTANT_CODE,
} ConstantKind;

typedef struct Constant Constant;
struct Constant {
    ConstantKind kind;
    union {
        int64_t integer;
        double number;
        AstText text;
        struct {
            const Constant *items;
            int count;
        };
        const Code *code;
    };
};

// One protected range of instructions. The first entry of the table that covers an
// instruction is its handler, so inner ranges stand before outer ones.
typedef struct HandlerRange {
    uint32_t start, end; // [start, end)
    uint32_t target;
    uint16_t depth; // the stack is cut to this many values
    bool keep_line; // reserved for clean-up code that must not count as a line
} HandlerRange;

enum {
    CODE_COROUTINE = 1,       // async def without yield
    CODE_GENERATOR = 2,       // def with yield
    CODE_ASYNC_GENERATOR = 4, // async def with yield
    CODE_HAS_ARGS = 8,        // *args
    CODE_HAS_KWARGS = 16,     // **kwargs
    CODE_CLASS_BODY = 32,
    CODE_MODULE = 64,
    CODE_NESTED = 128,  // has free variables
    CODE_LIBRARY = 512, // of a module of ours: where the program is, is who called it
    CODE_COMPREHENSION = 256, // its frame does not show in tracebacks (as CPython 3.13's)
};

struct Code {
    AstText name;
    const char *qualified_name;
    const char *docstring; // NULL if none
    const Program *program;
    uint32_t flags;

    Instruction *instructions;
    Place *places;   // of each instruction, in the program's text
    uint32_t *lines; // likewise, from 1
    uint32_t count;

    HandlerRange *handlers;
    int handler_count;

    Constant *constants;
    int constant_count;
    AstText *names;
    int name_count;
    uint32_t *caches; // index into [names] of each CACHED operand
    int cache_count;

    // Locals: positional parameters, keyword-only ones, *args, **kwargs, other locals and
    // own cells (a cell's slot is that of its local), then the free variables.
    AstText *locals;
    int local_count;      // free variables included
    int free_count;       // the last ones of the locals
    int positional_count; // with the positional-only ones
    int positional_only_count;
    int keyword_only_count;

    int stack_size;     // most values on the operand stack
    int suspended_size; // most values on it at a YIELD or AWAIT, what these leave included
    uint32_t first_line;
    uint32_t index; // number of this code in the program (0: its module); ours behind it
    Place place;    // of the def
};

// All the code of one program.
typedef struct Bytecode {
    const Program *program;
    const Code **codes; // [0] is the module
    int code_count;
    const Sequence *sequences; // awaits that could have been together
    int sequence_count;
} Bytecode;

// How many values an instruction adds to the stack when it goes on to the next one.
int code_stack_effect(Instruction instruction);

// Likewise for a jump that is taken.
int code_jump_effect(Instruction instruction);

const char *opcode_name(Opcode op);

// What an instruction's operand is: see opcodes.def.
typedef enum OperandKind {
    OPERAND_NONE,
    OPERAND_COUNT,
    OPERAND_CONST,
    OPERAND_LOCAL,
    OPERAND_CELL,
    OPERAND_NAME,
    OPERAND_CACHED,
    OPERAND_JUMP
} OperandKind;

OperandKind opcode_operand(Opcode op);

// True if the instruction behind this one is never reached from it.
bool opcode_ends_flow(Opcode op);

// Where what instruction [at] raises is handled, NULL if nowhere in this code.
const HandlerRange *code_handler_at(const Code *code, uint32_t at);

// The 1-based line of instruction [at].
int code_line(const Code *code, uint32_t at);

// The base name of the file, as reprs and tracebacks tell it.
const char *code_file(const Code *code);

#endif
