// patterns.c -- match: each case tries its pattern on a copy of the subject.
//
// A pattern takes the value on the top. What it captures waits on the stack, below what the
// rest of the pattern still needs, until the whole pattern has matched: only then names are
// bound. So a pattern may fail with more or less on the stack; there is a label for every
// depth, and behind the last of them all of it is popped, one by one.

#include "code/unit.h"

#include <stdlib.h>

typedef struct Match {
    AstText *names; // captured so far, the first on the top of the others; arena's
    int name_count, name_capacity;
    int above;     // values above the captured ones that are to be popped on a failure
    Label *failed; // by the number of values to pop
    int failed_count;
} Match;

// -- Failing -------------------------------------------------------------------------

// A failure here pops [above] and the captures, and then the next case is tried.
static Label failure(Unit *unit, Match *match)
{
    int pops = match->above + match->name_count;
    if (pops >= match->failed_count) {
        Label *grown = memory_grow(match->failed, sizeof *grown * (size_t)(pops + 1));
        for (int i = match->failed_count; i <= pops; i++)
            grown[i] = label_new(&unit->assembler);
        match->failed = grown;
        match->failed_count = pops + 1;
    }
    return match->failed[pops];
}

static void fail_if(Unit *unit, Match *match, Opcode jump, Place place)
{
    assembler_jump(&unit->assembler, jump, failure(unit, match), place);
}

// All failures of the pattern come out here, with the stack [depth] deep; so it is too
// where nothing fails and this cannot be reached.
static void bind_failures(Unit *unit, Match *match, int depth, Place place)
{
    unit->assembler.depth = depth + (match->failed_count ? match->failed_count - 1 : 0);
    for (int pops = match->failed_count; pops-- > 0;) {
        label_bind(&unit->assembler, match->failed[pops]);
        if (pops) emit(unit, OP_POP, 0, place);
    }
    free(match->failed);
    match->failed = NULL;
    match->failed_count = 0;
}

// -- Capturing -----------------------------------------------------------------------

static void add_name(Unit *unit, Match *match, AstText name)
{
    if (match->name_count == match->name_capacity) {
        match->name_capacity = match->name_capacity ? match->name_capacity * 2 : 8;
        AstText *grown =
            ARENA_ARRAY(unit->compiler->arena, AstText, match->name_capacity);
        for (int i = 0; i < match->name_count; i++)
            grown[i] = match->names[i];
        match->names = grown;
    }
    match->names[match->name_count++] = name;
}

static void rotate(Unit *unit, int count, Place place)
{
    if (count > 1) emit(unit, OP_ROTATE, (uint32_t)count, place);
}

// The value on the top goes below all that the pattern has there.
static void capture(Unit *unit, Match *match, AstText name, Place place)
{
    if (!name.bytes) {
        emit(unit, OP_POP, 0, place);
        return;
    }
    rotate(unit, match->above + match->name_count + 1, place);
    add_name(unit, match, name);
}

// -- Kinds of patterns ---------------------------------------------------------------

static void compile_pattern(Unit *unit, Match *match, const CasePattern *pattern);

static int star_among(const CasePattern *pattern)
{
    for (int i = 0; i < pattern->count; i++)
        if (pattern->items[i]->kind == PATTERN_STAR) return i;
    return -1;
}

// The items that lie on the top, the first one above the others.
static void compile_items(Unit *unit, Match *match, const CasePattern *pattern)
{
    match->above += pattern->count;
    for (int i = 0; i < pattern->count; i++) {
        match->above--;
        compile_pattern(unit, match, pattern->items[i]);
    }
}

static void compare_length(Unit *unit, Match *match, int length, CompareOp op,
                           Place place)
{
    emit(unit, OP_GET_LEN, 0, place);
    emit_constant(unit, (Constant){.kind = CONSTANT_INT, .integer = length}, place);
    emit(unit, OP_COMPARE, (uint32_t)op, place);
    fail_if(unit, match, OP_JUMP_IF_FALSE, place);
}

static void compile_sequence(Unit *unit, Match *match, const CasePattern *pattern)
{
    Place place = pattern->place;
    int star = star_among(pattern), count = pattern->count;
    match->above++;
    emit(unit, OP_MATCH_SEQUENCE, 0, place);
    fail_if(unit, match, OP_JUMP_IF_FALSE, place);
    if (star < 0)
        compare_length(unit, match, count, COMPARE_EQ, place);
    else if (count > 1)
        compare_length(unit, match, count - 1, COMPARE_GE, place);
    match->above--;
    if (star < 0) {
        emit(unit, OP_UNPACK, (uint32_t)count, place);
    } else {
        if (star > 255) unit->assembler.is_too_large = true;
        emit(unit, OP_UNPACK_STAR, (uint32_t)star | (uint32_t)(count - star - 1) << 8,
             place);
    }
    compile_items(unit, match, pattern);
}

static void fail_if_none(Unit *unit, Match *match, Place place)
{
    emit(unit, OP_DUP, 0, place);
    emit(unit, OP_LOAD_NONE, 0, place);
    emit(unit, OP_IS, 1, place);
    fail_if(unit, match, OP_JUMP_IF_FALSE, place);
}

static void compile_keys(Unit *unit, const CasePattern *pattern)
{
    for (int i = 0; i < pattern->count; i++)
        compile_expr(unit, pattern->keys.items[i]);
    emit(unit, OP_BUILD_TUPLE, (uint32_t)pattern->count, pattern->place);
}

static void compile_mapping(Unit *unit, Match *match, const CasePattern *pattern)
{
    Place place = pattern->place;
    match->above++;
    emit(unit, OP_MATCH_MAPPING, 0, place);
    fail_if(unit, match, OP_JUMP_IF_FALSE, place);
    if (pattern->count) compare_length(unit, match, pattern->count, COMPARE_GE, place);
    compile_keys(unit, pattern);
    emit(unit, OP_MATCH_KEYS, 0, place); // subject, keys, values
    match->above += 2;
    fail_if_none(unit, match, place);
    match->above--;
    emit(unit, OP_UNPACK, (uint32_t)pattern->count, place);
    compile_items(unit, match, pattern);
    match->above -= 2;
    emit(unit, OP_MATCH_REST, 0, place); // the subject less its keys
    capture(unit, match, pattern->name, place);
}

static void emit_names(Unit *unit, const CasePattern *pattern)
{
    int count = pattern->count - pattern->positional_count;
    Constant *items = ARENA_ARRAY(unit->compiler->arena, Constant, count);
    for (int i = 0; i < count; i++)
        items[i] = (Constant){.kind = CONSTANT_STR, .text = pattern->names[i]};
    Constant names = {.kind = CONSTANT_TUPLE, .items = items, .count = count};
    emit_constant(unit, names, pattern->place);
}

static void compile_class_pattern(Unit *unit, Match *match, const CasePattern *pattern)
{
    Place place = pattern->place;
    compile_expr(unit, pattern->value);
    emit_names(unit, pattern);
    emit(unit, OP_MATCH_CLASS, (uint32_t)pattern->positional_count, place);
    match->above++;
    fail_if_none(unit, match, place);
    match->above--;
    emit(unit, OP_UNPACK, (uint32_t)pattern->count, place);
    compile_items(unit, match, pattern);
}

static void compile_value(Unit *unit, Match *match, const CasePattern *pattern)
{
    compile_expr(unit, pattern->value);
    if (pattern->kind == PATTERN_SINGLETON)
        emit(unit, OP_IS, 0, pattern->place);
    else
        emit(unit, OP_COMPARE, COMPARE_EQ, pattern->place);
    fail_if(unit, match, OP_JUMP_IF_FALSE, pattern->place);
}

// "pattern as name": the name comes behind those that the pattern itself captures.
static void compile_as(Unit *unit, Match *match, const CasePattern *pattern)
{
    emit(unit, OP_DUP, 0, pattern->place);
    match->above++;
    compile_pattern(unit, match, pattern->items[0]);
    match->above--;
    capture(unit, match, pattern->name, pattern->place);
}

// -- Alternatives --------------------------------------------------------------------

static void swap(Unit *unit, int depth, Place place)
{
    if (depth > 1) emit(unit, OP_SWAP, (uint32_t)depth, place);
}

// The captures on the top take the order of [wanted], which has the same names.
static void reorder(Unit *unit, Match *match, const Match *wanted, Place place)
{
    for (int i = 0; i < wanted->name_count; i++) {
        int at = i;
        while (match->names[at].bytes != wanted->names[i].bytes)
            at++;
        if (at == i) continue;
        swap(unit, i + 1, place);
        swap(unit, at + 1, place);
        swap(unit, i + 1, place);
        AstText other = match->names[i];
        match->names[i] = match->names[at];
        match->names[at] = other;
    }
}

static void compile_alternatives(Unit *unit, Match *match, const CasePattern *pattern)
{
    Place place = pattern->place;
    Label end = label_new(&unit->assembler);
    Match first = {0};
    for (int i = 0; i < pattern->count; i++) {
        Match own = {0};
        int depth = unit->assembler.depth;
        emit(unit, OP_DUP, 0, place);
        compile_pattern(unit, &own, pattern->items[i]);
        if (i == 0)
            first = own;
        else
            reorder(unit, &own, &first, place);
        assembler_jump(&unit->assembler, OP_JUMP, end, place);
        bind_failures(unit, &own, depth, place);
    }
    int subject = unit->assembler.depth;
    emit(unit, OP_POP, 0, place);
    assembler_jump(&unit->assembler, OP_JUMP, failure(unit, match), place);
    unit->assembler.depth = subject + first.name_count;
    label_bind(&unit->assembler, end);
    // The captures, the first on the top, then the subject: they go below it and the rest.
    int depth = first.name_count + 1 + match->above + match->name_count;
    for (int i = 0; i < first.name_count; i++) {
        rotate(unit, depth, place);
        add_name(unit, match, first.names[i]);
    }
    emit(unit, OP_POP, 0, place);
}

static void compile_pattern(Unit *unit, Match *match, const CasePattern *pattern)
{
    switch (pattern->kind) {
    case PATTERN_VALUE:
    case PATTERN_SINGLETON: compile_value(unit, match, pattern); break;
    case PATTERN_CAPTURE:
    case PATTERN_STAR: capture(unit, match, pattern->name, pattern->place); break;
    case PATTERN_SEQUENCE: compile_sequence(unit, match, pattern); break;
    case PATTERN_MAPPING: compile_mapping(unit, match, pattern); break;
    case PATTERN_CLASS: compile_class_pattern(unit, match, pattern); break;
    case PATTERN_OR: compile_alternatives(unit, match, pattern); break;
    case PATTERN_AS: compile_as(unit, match, pattern); break;
    }
}

// -- The statement -------------------------------------------------------------------

static void compile_case(Unit *unit, const Case *one, Label end)
{
    Place place = one->pattern->place;
    Match match = {0};
    int depth = unit->assembler.depth;
    emit(unit, OP_DUP, 0, place);
    compile_pattern(unit, &match, one->pattern);
    for (int i = 0; i < match.name_count; i++)
        compile_name(unit, match.names[i], USE_STORE, place);
    match.name_count = 0;
    if (one->guard) {
        Label failed = failure(unit, &match);
        compile_jump_if(unit, one->guard, failed, false);
    }
    emit(unit, OP_POP, 0, place);
    compile_body(unit, &one->body);
    assembler_jump(&unit->assembler, OP_JUMP, end, place_of_end(&one->body, place));
    bind_failures(unit, &match, depth, place);
}

void compile_match(Unit *unit, const Stmt *stmt)
{
    Label end = label_new(&unit->assembler);
    compile_expr(unit, stmt->test);
    for (int i = 0; i < stmt->case_count; i++)
        compile_case(unit, &stmt->cases[i], end);
    emit(unit, OP_POP, 0, stmt->test->place);
    label_bind(&unit->assembler, end);
}
