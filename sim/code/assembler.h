// assembler.h -- instructions in a row: jumps, places, handler tables, stack depth.
//
// Code is laid down once, from front to back. Jumps go to labels, which get their place
// when it is reached. Instructions that nothing can reach are dropped: after a jump or a
// return the assembler is silent until a label that somebody jumps to.
//
// The depth of the operand stack is known at every point, because every construct leaves
// the stack as it found it; the assembler adds up the effects and asserts that all ways
// to a label agree.
//
// A protected region is a range of instructions whose exceptions go to one handler. It
// has holes: where "return" leaves a try, the copy of the finally body that is laid down
// there is not protected by that try. region_pause() and region_resume() make them.

#ifndef CODE_ASSEMBLER_H
#define CODE_ASSEMBLER_H

#include "base/arena.h"
#include "code/bytecode.h"

typedef struct LabelInfo {
    int64_t at;     // of the instruction; -1 until it is bound
    int depth;      // of the stack there; -1 until somebody jumps to it
    bool is_target; // some instruction that stays jumps to it
} LabelInfo;

typedef int Label;

typedef struct RangeInfo {
    HandlerRange range; // its target is a Label until the end
    int level;          // how many regions are around it
} RangeInfo;

typedef struct Region {
    Label handler;
    int depth; // of the stack when it was opened
    int level;
    uint32_t start;
    bool is_paused;
    bool protects; // some instruction lies in it, so that its handler can be reached
} Region;

typedef struct Assembler {
    Instruction *instructions;
    Place *places;
    uint32_t count, capacity;

    LabelInfo *labels;
    int label_count, label_capacity;

    RangeInfo *ranges;
    int range_count, range_capacity;
    int level; // regions open now

    int depth;      // values on the stack now
    int deepest;    // the most there have been
    int suspended;  // the most there have been at a YIELD or AWAIT
    bool is_silent; // nothing reaches this point

    // The limits of the format are passed: what is laid down from now on is dropped, and
    // the code is of no use. CPython copies finally bodies as we do, so a short program
    // can ask for very much.
    bool is_too_large;
    uint32_t most; // how many instructions there may be
} Assembler;

// Operands have 24 bits, depths in the handler table 16.
enum { ASSEMBLER_MOST_INSTRUCTIONS = (1 << 24) - 1, ASSEMBLER_DEEPEST = 60000 };

// Lays down one instruction. Its place is what a traceback underlines.
void assembler_emit(Assembler *assembler, Opcode op, uint32_t operand, Place place);

// A jump to a label, bound or not.
void assembler_jump(Assembler *assembler, Opcode op, Label label, Place place);

// A label that is nowhere yet.
Label label_new(Assembler *assembler);

// The label is here.
void label_bind(Assembler *assembler, Label label);

// From here on exceptions go to the region's handler, with the stack as deep as it is
// now and the exception on top. The caller keeps the Region until it is closed.
void region_open(Assembler *assembler, Region *region);

// The instructions that follow are not protected by the region, until it is resumed.
void region_pause(Assembler *assembler, Region *region);
void region_resume(Assembler *assembler, Region *region);

// The region ends. It is the one opened last.
void region_close(Assembler *assembler, Region *region);

// The handler of a closed region begins here.
void region_handler(Assembler *assembler, Region *region);

// Moves what was assembled into [code] (instructions, places, handlers, stack sizes),
// which lives in [arena], and frees the rest.
void assembler_finish(Assembler *assembler, Arena *arena, Code *code);

#endif
