// targets.c -- where values are stored: names, attributes, items, and patterns of them.

#include "code/unit.h"

#include "base/assert.h"

// -- Store ---------------------------------------------------------------------------

static int star_of(const ExprList *list)
{
    for (int i = 0; i < list->count; i++)
        if (list->items[i]->kind == EXPR_STARRED) return i;
    return -1;
}

static void store_each(Unit *unit, const Expr *target)
{
    const ExprList *list = &target->list;
    int before = star_of(list);
    if (before < 0) {
        emit(unit, OP_UNPACK, (uint32_t)list->count, target->place);
    } else {
        int after = list->count - before - 1;
        if (before > 255) unit->assembler.is_too_large = true;
        emit(unit, OP_UNPACK_STAR, (uint32_t)before | (uint32_t)after << 8,
             target->place);
    }
    for (int i = 0; i < list->count; i++)
        compile_store(unit, list->items[i]);
}

void compile_store(Unit *unit, const Expr *target)
{
    switch (target->kind) {
    case EXPR_NAME: compile_name(unit, target->name, USE_STORE, target->place); break;
    case EXPR_ATTRIBUTE:
        compile_expr(unit, target->operand);
        emit(unit, OP_STORE_ATTR, (uint32_t)pool_attribute(unit, target->name),
             attribute_place(unit, target->place, target));
        break;
    case EXPR_SUBSCRIPT:
        compile_expr(unit, target->operand);
        compile_index(unit, target->index);
        emit(unit, OP_SET_ITEM, 0, target->place);
        break;
    case EXPR_STARRED: compile_store(unit, target->operand); break;
    case EXPR_TUPLE:
    case EXPR_LIST: store_each(unit, target); break;
    default: ASSERT(false, "the grammar knows what can be assigned to");
    }
}

// -- Delete --------------------------------------------------------------------------

void compile_delete(Unit *unit, const Expr *target)
{
    switch (target->kind) {
    case EXPR_NAME: compile_name(unit, target->name, USE_DELETE, target->place); break;
    case EXPR_ATTRIBUTE:
        compile_expr(unit, target->operand);
        emit(unit, OP_DELETE_ATTR, (uint32_t)pool_name(unit, target->name),
             attribute_place(unit, target->place, target));
        break;
    case EXPR_SUBSCRIPT:
        compile_expr(unit, target->operand);
        compile_index(unit, target->index);
        emit(unit, OP_DELETE_ITEM, 0, target->place);
        break;
    case EXPR_TUPLE:
    case EXPR_LIST:
        for (int i = 0; i < target->list.count; i++)
            compile_delete(unit, target->list.items[i]);
        break;
    default: ASSERT(false, "the grammar knows what can be deleted");
    }
}

// -- Augmented assignment: what the target is made of is evaluated once --------------

static void augment_attribute(Unit *unit, const Stmt *stmt)
{
    const Expr *target = stmt->target;
    Place place = attribute_place(unit, target->place, target);
    compile_expr(unit, target->operand);
    emit(unit, OP_DUP, 0, place);
    emit(unit, OP_LOAD_ATTR, (uint32_t)pool_attribute(unit, target->name), place);
    compile_expr(unit, stmt->value);
    emit(unit, OP_INPLACE, stmt->binary, stmt->place);
    emit(unit, OP_SWAP, 2, place);
    emit(unit, OP_STORE_ATTR, (uint32_t)pool_attribute(unit, target->name), place);
}

static void augment_item(Unit *unit, const Stmt *stmt)
{
    const Expr *target = stmt->target;
    compile_expr(unit, target->operand);
    compile_index(unit, target->index);
    emit(unit, OP_DUP_TWO, 0, target->place);
    emit(unit, OP_GET_ITEM, 0, target->place);
    compile_expr(unit, stmt->value);
    emit(unit, OP_INPLACE, stmt->binary, stmt->place);
    emit(unit, OP_ROTATE, 3, target->place);
    emit(unit, OP_SET_ITEM, 0, target->place);
}

void compile_augmented(Unit *unit, const Stmt *stmt)
{
    const Expr *target = stmt->target;
    switch (target->kind) {
    case EXPR_ATTRIBUTE: augment_attribute(unit, stmt); return;
    case EXPR_SUBSCRIPT: augment_item(unit, stmt); return;
    default: break;
    }
    compile_name(unit, target->name, USE_LOAD, target->place);
    compile_expr(unit, stmt->value);
    emit(unit, OP_INPLACE, stmt->binary, stmt->place);
    compile_name(unit, target->name, USE_STORE, target->place);
}

// -- Annotated assignment ------------------------------------------------------------

void compile_annotation(Unit *unit, const Expr *annotation)
{
    if (!unit->compiler->has_text_annotations) {
        compile_expr(unit, annotation);
        return;
    }
    Place place = annotation->place;
    uint32_t size = place.end - place.start;
    const char *source = unit->compiler->program->text + place.start;
    AstText text = {.bytes = arena_copy(unit->compiler->arena, source, size),
                    .size = size};
    emit_text(unit, text, place);
}

static void compile_and_drop(Unit *unit, const Expr *expr)
{
    compile_expr(unit, expr);
    emit(unit, OP_POP, 0, expr->place);
}

// "object.name: int" without a value still evaluates the object.
static void compile_target_parts(Unit *unit, const Expr *target)
{
    if (target->kind == EXPR_ATTRIBUTE || target->kind == EXPR_SUBSCRIPT)
        compile_and_drop(unit, target->operand);
    if (target->kind == EXPR_SUBSCRIPT) compile_and_drop(unit, target->index);
}

void compile_annotated(Unit *unit, const Stmt *stmt)
{
    const Expr *target = stmt->target;
    if (stmt->value) {
        compile_expr(unit, stmt->value);
        compile_store(unit, target);
    } else {
        compile_target_parts(unit, target);
    }
    if (unit->scope->kind == SCOPE_FUNCTION) return;

    // "(name): int" annotates nothing, but what stands there is evaluated.
    bool is_simple =
        target->kind == EXPR_NAME && target->place.start == stmt->place.start;
    if (is_simple) {
        compile_annotation(unit, stmt->annotation);
        emit(unit, OP_STORE_ANNOTATION, (uint32_t)pool_name(unit, target->name),
             stmt->place);
    } else if (!unit->compiler->has_text_annotations) {
        compile_and_drop(unit, stmt->annotation);
    }
}
