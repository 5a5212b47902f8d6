// displays.c -- tuples, lists, sets, dicts and f-strings.
//
// A short display pushes its items and builds once. A long one, and one with a star,
// builds piece by piece, so that no program makes the stack deep.

#include "code/unit.h"

// How one kind of display is built: at once, and item by item.
typedef struct Builder {
    Opcode build, add, extend;
    ConstantKind constant; // what a constant one is extended with
} Builder;

static const Builder list_builder = {OP_BUILD_LIST, OP_LIST_APPEND, OP_LIST_EXTEND,
                                     CONSTANT_TUPLE};
static const Builder set_builder = {OP_BUILD_SET, OP_SET_ADD, OP_SET_UPDATE,
                                    CONSTANT_FROZENSET};

static bool has_star(const ExprList *list)
{
    for (int i = 0; i < list->count; i++)
        if (list->items[i]->kind == EXPR_STARRED) return true;
    return false;
}

// A new container of the [pushed] items on the stack, then the others one by one.
static void build_in_pieces(Unit *unit, const ExprList *list, int pushed,
                            const Builder *builder, Place place)
{
    bool is_built = list->count + pushed > PIECE;
    if (is_built) emit(unit, builder->build, (uint32_t)pushed, place);
    for (int i = 0; i < list->count; i++) {
        const Expr *item = list->items[i];
        bool is_star = item->kind == EXPR_STARRED;
        if (is_star && !is_built) {
            emit(unit, builder->build, (uint32_t)(i + pushed), place);
            is_built = true;
        }
        compile_expr(unit, is_star ? item->operand : item);
        if (is_built) emit(unit, is_star ? builder->extend : builder->add, 1, place);
    }
}

static void compile_display(Unit *unit, const ExprList *list, const Builder *builder,
                            Place place)
{
    Constant constant;
    if (list->count > 2 && constant_of_list(unit, list, &constant)) {
        constant.kind = builder->constant;
        emit(unit, builder->build, 0, place);
        emit_constant(unit, constant, place);
        emit(unit, builder->extend, 1, place);
        return;
    }
    if (has_star(list) || list->count > PIECE) {
        build_in_pieces(unit, list, 0, builder, place);
        return;
    }
    for (int i = 0; i < list->count; i++)
        compile_expr(unit, list->items[i]);
    emit(unit, builder->build, (uint32_t)list->count, place);
}

void compile_items_as_tuple(Unit *unit, const ExprList *list, int pushed, Place place)
{
    Constant constant;
    if (!pushed && constant_of_list(unit, list, &constant)) {
        emit_constant(unit, constant, place);
        return;
    }
    if (has_star(list) || list->count + pushed > PIECE) {
        build_in_pieces(unit, list, pushed, &list_builder, place);
        emit(unit, OP_LIST_TO_TUPLE, 0, place);
        return;
    }
    for (int i = 0; i < list->count; i++)
        compile_expr(unit, list->items[i]);
    emit(unit, OP_BUILD_TUPLE, (uint32_t)(list->count + pushed), place);
}

void compile_tuple(Unit *unit, const Expr *expr)
{
    compile_items_as_tuple(unit, &expr->list, 0, expr->place);
}

void compile_list(Unit *unit, const Expr *expr)
{
    compile_display(unit, &expr->list, &list_builder, expr->place);
}

void compile_set(Unit *unit, const Expr *expr)
{
    compile_display(unit, &expr->list, &set_builder, expr->place);
}

// -- Dicts ---------------------------------------------------------------------------

// One dict of the pairs [from, to), merged into the one that is there.
static void build_pairs(Unit *unit, const Expr *expr, int from, int to, bool *is_built)
{
    if (from == to) return;
    for (int i = from; i < to; i++) {
        compile_expr(unit, expr->keys.items[i]);
        compile_expr(unit, expr->list.items[i]);
    }
    emit(unit, OP_BUILD_DICT, (uint32_t)(to - from), expr->place);
    if (*is_built) emit(unit, OP_DICT_UPDATE, 1, expr->place);
    *is_built = true;
}

void compile_dict(Unit *unit, const Expr *expr)
{
    bool is_built = false;
    int waiting = 0; // the first pair that is not yet built
    for (int i = 0; i < expr->list.count; i++) {
        if (expr->keys.items[i]) {
            if (i - waiting < PIECE / 2) continue;
            build_pairs(unit, expr, waiting, i + 1, &is_built);
        } else {
            build_pairs(unit, expr, waiting, i, &is_built);
            if (!is_built) emit(unit, OP_BUILD_DICT, 0, expr->place);
            is_built = true;
            compile_expr(unit, expr->list.items[i]);
            emit(unit, OP_DICT_UPDATE, 1, expr->place);
        }
        waiting = i + 1;
    }
    build_pairs(unit, expr, waiting, expr->list.count, &is_built);
    if (!is_built) emit(unit, OP_BUILD_DICT, 0, expr->place);
}

// -- f-strings -----------------------------------------------------------------------

static uint32_t conversion_flag(char conversion)
{
    switch (conversion) {
    case 's': return FORMAT_STR;
    case 'r': return FORMAT_REPR;
    case 'a': return FORMAT_ASCII;
    default: return 0;
    }
}

static void compile_part(Unit *unit, const Expr *part)
{
    if (part->kind != EXPR_FORMAT) {
        compile_expr(unit, part);
        return;
    }
    compile_expr(unit, part->operand);
    uint32_t flags = conversion_flag(part->conversion);
    if (part->spec) {
        compile_expr(unit, part->spec);
        flags |= FORMAT_HAS_SPEC;
    }
    emit(unit, OP_FORMAT_VALUE, flags, part->place);
}

void compile_fstring(Unit *unit, const Expr *expr)
{
    int waiting = 0; // strings on the stack
    for (int i = 0; i < expr->list.count; i++) {
        compile_part(unit, expr->list.items[i]);
        if (++waiting < PIECE) continue;
        emit(unit, OP_BUILD_STRING, PIECE, expr->place);
        waiting = 1;
    }
    if (expr->list.count == 0)
        emit_text(unit, text_of(""), expr->place);
    else if (waiting > 1)
        emit(unit, OP_BUILD_STRING, (uint32_t)waiting, expr->place);
}
