// assembler.c -- the growing arrays, and the jumps that are filled in at the end.
//
// Until then the operand of a jump is the number of its label.

#include "code/assembler.h"

#include "base/assert.h"
#include "source/ast.h"

#include <stdlib.h>
#include <string.h>

// Makes room for one more of [count] things of [size] bytes.
static void *room(void *array, int64_t count, int64_t *capacity, size_t size)
{
    if (count < *capacity) return array;
    *capacity = *capacity ? *capacity * 2 : 64;
    return memory_grow(array, (size_t)*capacity * size);
}

static void add_instruction(Assembler *assembler, Instruction instruction, Place place)
{
    if (assembler->count == assembler->capacity) {
        assembler->capacity = assembler->capacity ? assembler->capacity * 2 : 64;
        assembler->instructions =
            memory_grow(assembler->instructions,
                        sizeof *assembler->instructions * assembler->capacity);
        assembler->places = memory_grow(assembler->places,
                                        sizeof *assembler->places * assembler->capacity);
    }
    assembler->instructions[assembler->count] = instruction;
    assembler->places[assembler->count++] = place;
}

// What stays on the stack while the frame waits: an AWAIT keeps its iterator.
static void note_suspension(Assembler *assembler, Opcode op)
{
    if (op != OP_YIELD && op != OP_AWAIT) return;
    int left = op == OP_YIELD ? assembler->depth - 1 : assembler->depth;
    if (left > assembler->suspended) assembler->suspended = left;
}

static void change_depth(Assembler *assembler, Instruction instruction)
{
    assembler->depth += code_stack_effect(instruction);
    ASSERT(assembler->depth >= 0, "nothing pops what was not pushed");
    if (assembler->depth > ASSEMBLER_DEEPEST) assembler->is_too_large = true;
    if (!assembler->is_silent && assembler->depth > assembler->deepest)
        assembler->deepest = assembler->depth;
}

void assembler_emit(Assembler *assembler, Opcode op, uint32_t operand, Place place)
{
    if (operand > ASSEMBLER_MOST_INSTRUCTIONS || assembler->count >= assembler->most)
        assembler->is_too_large = true;
    if (assembler->is_too_large) return;
    Instruction instruction = CODE_INSTRUCTION(op, operand);
    if (!assembler->is_silent) {
        add_instruction(assembler, instruction, place);
        note_suspension(assembler, op);
    }
    change_depth(assembler, instruction);
    if (opcode_ends_flow(op)) assembler->is_silent = true;
}

void assembler_jump(Assembler *assembler, Opcode op, Label label, Place place)
{
    if (assembler->is_too_large) return;
    Instruction instruction = CODE_INSTRUCTION(op, (uint32_t)label);
    LabelInfo *info = &assembler->labels[label];
    int depth = assembler->depth + code_jump_effect(instruction);
    ASSERT(info->depth < 0 || info->depth == depth, "all ways to a label are as deep");
    info->depth = depth;
    if (!assembler->is_silent) info->is_target = true;
    assembler_emit(assembler, op, (uint32_t)label, place);
}

Label label_new(Assembler *assembler)
{
    int64_t capacity = assembler->label_capacity;
    assembler->labels = room(assembler->labels, assembler->label_count, &capacity,
                             sizeof *assembler->labels);
    assembler->label_capacity = (int)capacity;
    assembler->labels[assembler->label_count] = (LabelInfo){.at = -1, .depth = -1};
    return assembler->label_count++;
}

void label_bind(Assembler *assembler, Label label)
{
    if (assembler->is_too_large) return;
    LabelInfo *info = &assembler->labels[label];
    ASSERT(info->at < 0, "a label is in one place");
    info->at = assembler->count;
    if (info->depth < 0) info->depth = assembler->depth;
    ASSERT(assembler->is_silent || assembler->depth == info->depth,
           "all ways to a label are as deep");
    assembler->depth = info->depth;
    if (info->is_target) assembler->is_silent = false;
}

void region_open(Assembler *assembler, Region *region)
{
    *region = (Region){.handler = label_new(assembler),
                       .depth = assembler->depth,
                       .level = ++assembler->level,
                       .start = assembler->count};
}

// A range that ends where it started protects nothing and is not kept.
static void add_range(Assembler *assembler, Region *region)
{
    if (region->start == assembler->count) return;
    int64_t capacity = assembler->range_capacity;
    assembler->ranges = room(assembler->ranges, assembler->range_count, &capacity,
                             sizeof *assembler->ranges);
    assembler->range_capacity = (int)capacity;
    assembler->ranges[assembler->range_count++] =
        (RangeInfo){.range = {.start = region->start,
                              .end = assembler->count,
                              .target = (uint32_t)region->handler,
                              .depth = (uint16_t)region->depth},
                    .level = region->level};
    region->protects = true;
}

void region_pause(Assembler *assembler, Region *region)
{
    ASSERT(!region->is_paused, "a way out leaves each region once");
    add_range(assembler, region);
    region->is_paused = true;
}

void region_resume(Assembler *assembler, Region *region)
{
    ASSERT(region->is_paused, "only a paused region is resumed");
    region->start = assembler->count;
    region->is_paused = false;
}

void region_close(Assembler *assembler, Region *region)
{
    ASSERT(region->level == assembler->level, "regions are closed from the inside out");
    region_pause(assembler, region);
    assembler->level--;
}

void region_handler(Assembler *assembler, Region *region)
{
    if (assembler->is_too_large) return;
    ASSERT(assembler->is_silent || !region->protects, "nothing runs into a handler");
    LabelInfo *info = &assembler->labels[region->handler];
    info->depth = region->depth + 1;
    info->is_target = region->protects;
    assembler->is_silent = true;
    assembler->depth = region->depth + 1;
    if (region->protects && assembler->depth > assembler->deepest)
        assembler->deepest = assembler->depth;
    label_bind(assembler, region->handler);
}

// The label's instruction, as an operand or a target.
static uint32_t address_of(const Assembler *assembler, uint32_t label)
{
    ASSERT(assembler->labels[label].at >= 0, "every label that is used gets its place");
    return (uint32_t)assembler->labels[label].at;
}

static void fill_in_jumps(Assembler *assembler)
{
    for (uint32_t i = 0; i < assembler->count; i++) {
        Instruction *at = &assembler->instructions[i];
        Opcode op = (Opcode)CODE_OP(*at);
        if (opcode_operand(op) == OPERAND_JUMP)
            *at = CODE_INSTRUCTION(op, address_of(assembler, CODE_OPERAND(*at)));
    }
}

// Where a jump to [target] ends up when it lands on another jump.
static uint32_t end_of_jumps(const Assembler *assembler, uint32_t target)
{
    enum { HOPS = 16 };
    for (int i = 0; i < HOPS; i++) {
        Instruction at = assembler->instructions[target];
        if (CODE_OP(at) != OP_JUMP) break;
        target = CODE_OPERAND(at);
    }
    return target;
}

// A jump that only leads to another goes there at once. One that leads to the end of a
// loop's body is itself the way back; a condition cannot be that.
static void shorten_jumps(Assembler *assembler)
{
    for (uint32_t i = 0; i < assembler->count; i++) {
        Instruction *at = &assembler->instructions[i];
        Opcode op = (Opcode)CODE_OP(*at);
        if (opcode_operand(op) != OPERAND_JUMP || op == OP_JUMP_BACK) continue;
        uint32_t target = end_of_jumps(assembler, CODE_OPERAND(*at));
        Instruction landing = assembler->instructions[target];
        bool is_way_back = op == OP_JUMP && CODE_OP(landing) == OP_JUMP_BACK;
        *at = is_way_back ? landing : CODE_INSTRUCTION(op, target);
    }
}

// Inner regions first; ranges of one level never overlap, so their order is free.
static int by_level(const void *a, const void *b)
{
    const RangeInfo *one = a, *other = b;
    if (one->level != other->level) return one->level > other->level ? -1 : 1;
    return one->range.start < other->range.start ? -1 : 1;
}

static void finish_handlers(Assembler *assembler, Arena *arena, Code *code)
{
    if (!assembler->range_count) return;
    qsort(assembler->ranges, (size_t)assembler->range_count, sizeof *assembler->ranges,
          by_level);
    code->handler_count = assembler->range_count;
    code->handlers = ARENA_ARRAY(arena, HandlerRange, assembler->range_count);
    for (int i = 0; i < assembler->range_count; i++) {
        code->handlers[i] = assembler->ranges[i].range;
        code->handlers[i].target = address_of(assembler, code->handlers[i].target);
    }
}

void assembler_finish(Assembler *assembler, Arena *arena, Code *code)
{
    if (assembler->is_too_large) {
        assembler->count = 0;
        assembler->range_count = 0;
    }
    fill_in_jumps(assembler);
    shorten_jumps(assembler);
    finish_handlers(assembler, arena, code);

    code->count = assembler->count;
    code->instructions = ARENA_ARRAY(arena, Instruction, assembler->count);
    code->places = ARENA_ARRAY(arena, Place, assembler->count);
    code->lines = ARENA_ARRAY(arena, uint32_t, assembler->count);
    if (assembler->count) {
        memcpy(code->instructions, assembler->instructions,
               sizeof(Instruction) * assembler->count);
        memcpy(code->places, assembler->places, sizeof(Place) * assembler->count);
    }
    for (uint32_t i = 0; i < code->count; i++)
        code->lines[i] = (uint32_t)program_line(code->program, code->places[i].start);
    code->stack_size = assembler->deepest;
    code->suspended_size = assembler->suspended;

    free(assembler->instructions);
    free(assembler->places);
    free(assembler->labels);
    free(assembler->ranges);
    *assembler = (Assembler){0};
}
