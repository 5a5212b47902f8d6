// expressions.c -- every expression pushes one value.

#include "code/unit.h"

#include "base/assert.h"

#include <stdlib.h>

// -- Spines --------------------------------------------------------------------------
//
// The grammar reads "a + b + c" and "a.b().c[0]" in loops, so such a chain may be as long
// as the program; the tree leans to the left. It is walked down once and then compiled
// from the inside out, without recursion.

// What stands leftmost in an expression that leans to the left, else NULL.
static const Expr *spine_below(const Expr *expr)
{
    switch (expr->kind) {
    case EXPR_BINARY: return expr->left;
    case EXPR_ATTRIBUTE:
    case EXPR_SUBSCRIPT: return expr->operand;
    case EXPR_CALL:
        return call_is_of_method(expr) ? expr->operand->operand : expr->operand;
    default: return NULL;
    }
}

Place attribute_place(const Unit *unit, Place place, const Expr *attribute)
{
    const Program *program = unit->compiler->program;
    if (program_line(program, place.start) != program_line(program, attribute->place.end))
        place.start = attribute->name_place.start;
    return place;
}

static void load_attribute(Unit *unit, Opcode op, const Expr *attribute)
{
    emit(unit, op, (uint32_t)pool_attribute(unit, attribute->name),
         attribute_place(unit, attribute->place, attribute));
}

// The rest of a spine's expression, what is below being on the stack.
static void finish_spine(Unit *unit, const Expr *expr)
{
    switch (expr->kind) {
    case EXPR_BINARY:
        compile_expr(unit, expr->right);
        emit(unit, OP_BINARY, expr->binary, expr->place);
        break;
    case EXPR_ATTRIBUTE: load_attribute(unit, OP_LOAD_ATTR, expr); break;
    case EXPR_SUBSCRIPT:
        compile_index(unit, expr->index);
        emit(unit, OP_GET_ITEM, 0, expr->place);
        break;
    default:
        if (call_is_of_method(expr)) load_attribute(unit, OP_LOAD_METHOD, expr->operand);
        compile_call(unit, expr);
    }
}

static void compile_spine(Unit *unit, const Expr *expr)
{
    int length = 0;
    const Expr *base = expr;
    for (const Expr *below; (below = spine_below(base)); base = below)
        length++;

    const Expr **spine = memory_new(sizeof *spine * (size_t)length);
    for (int i = length - 1; i >= 0; i--, expr = spine_below(expr))
        spine[i] = expr;
    compile_expr(unit, base);
    for (int i = 0; i < length; i++)
        finish_spine(unit, spine[i]);
    free(spine);
}

// -- Comparisons ---------------------------------------------------------------------

static void emit_comparison(Unit *unit, CompareOp op, Place place)
{
    switch (op) {
    case COMPARE_IN: emit(unit, OP_CONTAINS, 0, place); break;
    case COMPARE_NOT_IN: emit(unit, OP_CONTAINS, 1, place); break;
    case COMPARE_IS: emit(unit, OP_IS, 0, place); break;
    case COMPARE_IS_NOT: emit(unit, OP_IS, 1, place); break;
    default: emit(unit, OP_COMPARE, op, place);
    }
}

// "x in {1, 2}" asks a constant: the set need not be built each time.
static bool compile_constant_container(Unit *unit, CompareOp op, const Expr *container)
{
    if (op != COMPARE_IN && op != COMPARE_NOT_IN) return false;
    if (container->kind != EXPR_LIST && container->kind != EXPR_SET) return false;

    Constant constant;
    if (!constant_of_list(unit, &container->list, &constant)) return false;
    if (container->kind == EXPR_SET) constant.kind = CONSTANT_FROZENSET;
    emit_constant(unit, constant, container->place);
    return true;
}

// The last comparison of a chain, its left side being on the stack.
static void compile_last_comparison(Unit *unit, const Expr *expr)
{
    int last = expr->list.count - 1;
    const Expr *right = expr->list.items[last];
    CompareOp op = expr->ops[last - 1];
    if (!compile_constant_container(unit, op, right)) compile_expr(unit, right);
    emit_comparison(unit, op, expr->place);
}

// All comparisons but the last. Each middle value is kept below its result, for the
// next one; where a comparison is false, [give_up] is reached by [jump] with it there.
static void compile_first_comparisons(Unit *unit, const Expr *expr, Opcode jump,
                                      Label give_up)
{
    for (int i = 1; i < expr->list.count - 1; i++) {
        compile_expr(unit, expr->list.items[i]);
        emit(unit, OP_SWAP, 2, expr->place);
        emit(unit, OP_COPY, 2, expr->place);
        emit_comparison(unit, expr->ops[i - 1], expr->place);
        assembler_jump(&unit->assembler, jump, give_up, expr->place);
    }
}

static void compile_comparison(Unit *unit, const Expr *expr)
{
    Assembler *assembler = &unit->assembler;
    compile_expr(unit, expr->list.items[0]);
    if (expr->list.count == 2) {
        compile_last_comparison(unit, expr);
        return;
    }
    Label give_up = label_new(assembler), end = label_new(assembler);
    compile_first_comparisons(unit, expr, OP_JUMP_IF_FALSE_KEEP, give_up);
    compile_last_comparison(unit, expr);
    assembler_jump(assembler, OP_JUMP, end, expr->place);
    label_bind(assembler, give_up);
    emit(unit, OP_SWAP, 2, expr->place);
    emit(unit, OP_POP, 0, expr->place);
    label_bind(assembler, end);
}

// -- Truth ---------------------------------------------------------------------------

static void jump_if_all_or_any(Unit *unit, const Expr *expr, Label label, bool sense)
{
    bool decides = expr->kind == EXPR_OR; // the truth of one value that decides at once
    Label past = decides == sense ? label : label_new(&unit->assembler);
    for (int i = 0; i < expr->list.count - 1; i++)
        compile_jump_if(unit, expr->list.items[i], past, decides);
    compile_jump_if(unit, expr->list.items[expr->list.count - 1], label, sense);
    if (past != label) label_bind(&unit->assembler, past);
}

static void jump_if_conditional(Unit *unit, const Expr *expr, Label label, bool sense)
{
    Assembler *assembler = &unit->assembler;
    Label otherwise = label_new(assembler), end = label_new(assembler);
    compile_jump_if(unit, expr->condition, otherwise, false);
    compile_jump_if(unit, expr->left, label, sense);
    assembler_jump(assembler, OP_JUMP, end, expr->place);
    label_bind(assembler, otherwise);
    compile_jump_if(unit, expr->right, label, sense);
    label_bind(assembler, end);
}

static Opcode jump_for(bool sense)
{
    return sense ? OP_JUMP_IF_TRUE : OP_JUMP_IF_FALSE;
}

static void jump_if_chain(Unit *unit, const Expr *expr, Label label, bool sense)
{
    Assembler *assembler = &unit->assembler;
    Label give_up = label_new(assembler), end = label_new(assembler);
    compile_expr(unit, expr->list.items[0]);
    compile_first_comparisons(unit, expr, OP_JUMP_IF_FALSE, give_up);
    compile_last_comparison(unit, expr);
    assembler_jump(assembler, jump_for(sense), label, expr->place);
    assembler_jump(assembler, OP_JUMP, end, expr->place);
    label_bind(assembler, give_up);
    emit(unit, OP_POP, 0, expr->place);
    if (!sense) assembler_jump(assembler, OP_JUMP, label, expr->place);
    label_bind(assembler, end);
}

static void jump_if_value(Unit *unit, const Expr *expr, Label label, bool sense)
{
    Constant constant;
    if (constant_of(unit, expr, &constant)) {
        if (constant_is_true(&constant) == sense)
            assembler_jump(&unit->assembler, OP_JUMP, label, expr->place);
        return;
    }
    compile_expr(unit, expr);
    assembler_jump(&unit->assembler, jump_for(sense), label, expr->place);
}

void compile_jump_if(Unit *unit, const Expr *expr, Label label, bool sense)
{
    switch (expr->kind) {
    case EXPR_AND:
    case EXPR_OR: jump_if_all_or_any(unit, expr, label, sense); return;
    case EXPR_CONDITIONAL: jump_if_conditional(unit, expr, label, sense); return;
    case EXPR_UNARY:
        if (expr->unary != UNARY_NOT) break;
        compile_jump_if(unit, expr->operand, label, !sense);
        return;
    case EXPR_COMPARE:
        if (expr->list.count == 2) break;
        jump_if_chain(unit, expr, label, sense);
        return;
    default: break;
    }
    jump_if_value(unit, expr, label, sense);
}

// The items of "and" and "or" up to the first that decides.
static bool all_or_any_is_known(Unit *unit, const Expr *expr, bool *truth)
{
    bool decides = expr->kind == EXPR_OR;
    for (int i = 0; i < expr->list.count; i++) {
        if (!truth_is_known(unit, expr->list.items[i], truth)) return false;
        if (*truth == decides) return true;
    }
    return true;
}

bool truth_is_known(Unit *unit, const Expr *expr, bool *truth)
{
    Constant constant;
    bool condition;
    switch (expr->kind) {
    case EXPR_AND:
    case EXPR_OR: return all_or_any_is_known(unit, expr, truth);
    case EXPR_CONDITIONAL:
        return truth_is_known(unit, expr->condition, &condition) &&
               truth_is_known(unit, condition ? expr->left : expr->right, truth);
    case EXPR_UNARY:
        if (expr->unary != UNARY_NOT) break;
        if (!truth_is_known(unit, expr->operand, &condition)) return false;
        *truth = !condition;
        return true;
    default: break;
    }
    if (!constant_of(unit, expr, &constant)) return false;
    *truth = constant_is_true(&constant);
    return true;
}

static void compile_all_or_any(Unit *unit, const Expr *expr)
{
    Assembler *assembler = &unit->assembler;
    Opcode jump = expr->kind == EXPR_AND ? OP_JUMP_IF_FALSE_KEEP : OP_JUMP_IF_TRUE_KEEP;
    Label end = label_new(assembler);
    int last = expr->list.count - 1;
    for (int i = 0; i < last; i++) {
        compile_expr(unit, expr->list.items[i]);
        assembler_jump(assembler, jump, end, expr->place);
    }
    compile_expr(unit, expr->list.items[last]);
    label_bind(assembler, end);
}

static void compile_conditional(Unit *unit, const Expr *expr)
{
    Assembler *assembler = &unit->assembler;
    Label otherwise = label_new(assembler), end = label_new(assembler);
    int depth = assembler->depth;
    compile_jump_if(unit, expr->condition, otherwise, false);
    compile_expr(unit, expr->left);
    assembler_jump(assembler, OP_JUMP, end, expr->place);
    assembler->depth = depth;
    label_bind(assembler, otherwise);
    compile_expr(unit, expr->right);
    label_bind(assembler, end);
}

// -- The others ----------------------------------------------------------------------

static void compile_bound(Unit *unit, const Expr *bound, Place place)
{
    if (bound)
        compile_expr(unit, bound);
    else
        emit(unit, OP_LOAD_NONE, 0, place);
}

static void compile_slice(Unit *unit, const Expr *slice)
{
    compile_bound(unit, slice->lower, slice->place);
    compile_bound(unit, slice->upper, slice->place);
    if (slice->step) compile_expr(unit, slice->step);
    emit(unit, OP_BUILD_SLICE, slice->step ? 3 : 2, slice->place);
}

void compile_index(Unit *unit, const Expr *index)
{
    compile_expr(unit, index);
}

void compile_await(Unit *unit, uint32_t comes_from, Place place)
{
    emit(unit, OP_GET_AWAITABLE, comes_from, place);
    emit(unit, OP_AWAIT, 0, place);
}

static void compile_yield(Unit *unit, const Expr *expr)
{
    compile_bound(unit, expr->operand, expr->place);
    emit(unit, OP_YIELD, 0, expr->place);
}

static void compile_yield_from(Unit *unit, const Expr *expr)
{
    compile_expr(unit, expr->operand);
    emit(unit, OP_GET_YIELD_FROM, 0, expr->place);
    emit(unit, OP_AWAIT, 0, expr->place);
}

static void compile_unary(Unit *unit, const Expr *expr)
{
    Constant constant;
    if (constant_of(unit, expr, &constant)) {
        emit_constant(unit, constant, expr->place);
        return;
    }
    compile_expr(unit, expr->operand);
    emit(unit, OP_UNARY, expr->unary, expr->place);
}

static void compile_literal(Unit *unit, const Expr *expr)
{
    Constant constant;
    bool is_constant = constant_of(unit, expr, &constant);
    ASSERT(is_constant, "a literal is a constant");
    emit_constant(unit, constant, expr->place);
}

void compile_expr(Unit *unit, const Expr *expr)
{
    switch (expr->kind) {
    case EXPR_NONE:
    case EXPR_TRUE:
    case EXPR_FALSE:
    case EXPR_ELLIPSIS:
    case EXPR_INT:
    case EXPR_BIG:
    case EXPR_BYTES:
    case EXPR_FLOAT:
    case EXPR_STR: compile_literal(unit, expr); break;
    case EXPR_FSTRING: compile_fstring(unit, expr); break;
    case EXPR_FORMAT: ASSERT(false, "a replacement field stands in an f-string"); break;
    case EXPR_NAME: compile_name(unit, expr->name, USE_LOAD, expr->place); break;
    case EXPR_ATTRIBUTE:
    case EXPR_SUBSCRIPT:
    case EXPR_CALL:
    case EXPR_BINARY: compile_spine(unit, expr); break;
    case EXPR_SLICE: compile_slice(unit, expr); break;
    case EXPR_UNARY: compile_unary(unit, expr); break;
    case EXPR_AND:
    case EXPR_OR: compile_all_or_any(unit, expr); break;
    case EXPR_COMPARE: compile_comparison(unit, expr); break;
    case EXPR_CONDITIONAL: compile_conditional(unit, expr); break;
    case EXPR_LAMBDA: compile_lambda(unit, expr); break;
    case EXPR_NAMED:
        compile_expr(unit, expr->right);
        emit(unit, OP_DUP, 0, expr->place);
        compile_store(unit, expr->left);
        break;
    case EXPR_AWAIT:
        compile_expr(unit, expr->operand);
        compile_await(unit, AWAIT_EXPRESSION, expr->place);
        break;
    case EXPR_YIELD: compile_yield(unit, expr); break;
    case EXPR_YIELD_FROM: compile_yield_from(unit, expr); break;
    case EXPR_LIST: compile_list(unit, expr); break;
    case EXPR_TUPLE: compile_tuple(unit, expr); break;
    case EXPR_SET: compile_set(unit, expr); break;
    case EXPR_DICT: compile_dict(unit, expr); break;
    case EXPR_STARRED: ASSERT(false, "a star stands in a display or a call"); break;
    case EXPR_LIST_COMP:
    case EXPR_SET_COMP:
    case EXPR_DICT_COMP:
    case EXPR_GENERATOR: compile_comprehension(unit, expr); break;
    }
}
