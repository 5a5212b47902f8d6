// pools.c -- each constant and each name once in a code object.

#include "code/unit.h"

#include <string.h>

static int add_constant(Unit *unit, Constant constant)
{
    int count = unit->code->constant_count;
    if (count == unit->constant_capacity) {
        unit->constant_capacity = count ? count * 2 : 8;
        unit->constants = memory_grow(
            unit->constants, sizeof *unit->constants * (size_t)unit->constant_capacity);
    }
    unit->constants[unit->code->constant_count++] = constant;
    return count;
}

// The bytes that tell constants of one kind apart; false for those that are not shared.
static bool key_of(Unit *unit, const Constant *constant, AstText *key)
{
    Arena *arena = unit->compiler->arena;
    switch (constant->kind) {
    case CONSTANT_INT:
        key->size = sizeof constant->integer;
        key->bytes = arena_copy(arena, (const char *)&constant->integer, key->size);
        return true;
    case CONSTANT_FLOAT:
        key->size = sizeof constant->number; // by its bits: 0.0 is not -0.0
        key->bytes = arena_copy(arena, (const char *)&constant->number, key->size);
        return true;
    case CONSTANT_BIG:
    case CONSTANT_BYTES:
    case CONSTANT_STR: *key = constant->text; return true;
    case CONSTANT_TUPLE:
    case CONSTANT_FROZENSET:
    case CONSTANT_CODE: return false;
    default: *key = (AstText){.bytes = "", .size = 0}; return true;
    }
}

int pool_constant(Unit *unit, Constant constant)
{
    AstText key;
    if (!key_of(unit, &constant, &key)) return add_constant(unit, constant);

    int found = lookup_find(&unit->constant_pool, constant.kind, key.bytes, key.size);
    if (found >= 0) return found;
    int index = add_constant(unit, constant);
    lookup_add(&unit->constant_pool, constant.kind, key.bytes, key.size, index);
    return index;
}

static int add_name(Unit *unit, AstText name)
{
    int count = unit->code->name_count;
    if (count == unit->name_capacity) {
        unit->name_capacity = count ? count * 2 : 8;
        unit->names =
            memory_grow(unit->names, sizeof *unit->names * (size_t)unit->name_capacity);
    }
    unit->names[unit->code->name_count++] = name;
    return count;
}

int pool_name(Unit *unit, AstText name)
{
    int found = lookup_find(&unit->name_pool, 0, name.bytes, name.size);
    if (found >= 0) return found;
    int index = add_name(unit, name);
    lookup_add(&unit->name_pool, 0, name.bytes, name.size, index);
    return index;
}

int pool_attribute(Unit *unit, AstText name)
{
    int count = unit->code->cache_count;
    if (count == unit->cache_capacity) {
        unit->cache_capacity = count ? count * 2 : 8;
        unit->caches = memory_grow(unit->caches,
                                   sizeof *unit->caches * (size_t)unit->cache_capacity);
    }
    unit->caches[unit->code->cache_count++] = (uint32_t)pool_name(unit, name);
    return count;
}

int pool_global(Unit *unit, AstText name)
{
    int found = lookup_find(&unit->global_pool, 0, name.bytes, name.size);
    if (found >= 0) return found;
    int index = pool_attribute(unit, name);
    lookup_add(&unit->global_pool, 0, name.bytes, name.size, index);
    return index;
}

// -- Which expressions are constants -------------------------------------------------

static bool negated(Constant *constant)
{
    if (constant->kind == CONSTANT_FLOAT) {
        constant->number = -constant->number;
        return true;
    }
    if (constant->kind != CONSTANT_INT || constant->integer == INT64_MIN) return false;
    constant->integer = -constant->integer;
    return true;
}

bool constant_of_list(Unit *unit, const ExprList *list, Constant *constant)
{
    Constant item;
    for (int i = 0; i < list->count; i++)
        if (!constant_of(unit, list->items[i], &item)) return false;

    Constant *items = ARENA_ARRAY(unit->compiler->arena, Constant, list->count);
    for (int i = 0; i < list->count; i++)
        constant_of(unit, list->items[i], &items[i]);
    *constant = (Constant){.kind = CONSTANT_TUPLE, .items = items, .count = list->count};
    return true;
}

bool constant_of(Unit *unit, const Expr *expr, Constant *constant)
{
    *constant = (Constant){.kind = CONSTANT_NONE};
    switch (expr->kind) {
    case EXPR_NONE: return true;
    case EXPR_TRUE: constant->kind = CONSTANT_TRUE; return true;
    case EXPR_FALSE: constant->kind = CONSTANT_FALSE; return true;
    case EXPR_ELLIPSIS: constant->kind = CONSTANT_ELLIPSIS; return true;
    case EXPR_INT:
        constant->kind = CONSTANT_INT;
        constant->integer = expr->integer;
        return true;
    case EXPR_BIG:
        constant->kind = CONSTANT_BIG;
        constant->text = expr->text;
        return true;
    case EXPR_BYTES:
        constant->kind = CONSTANT_BYTES;
        constant->text = expr->text;
        return true;
    case EXPR_FLOAT:
        constant->kind = CONSTANT_FLOAT;
        constant->number = expr->number;
        return true;
    case EXPR_STR:
        constant->kind = CONSTANT_STR;
        constant->text = expr->text;
        return true;
    case EXPR_UNARY:
        return expr->unary == UNARY_MINUS && constant_of(unit, expr->operand, constant) &&
               negated(constant);
    case EXPR_TUPLE: return constant_of_list(unit, &expr->list, constant);
    default: return false;
    }
}

bool constant_is_true(const Constant *constant)
{
    switch (constant->kind) {
    case CONSTANT_NONE:
    case CONSTANT_FALSE: return false;
    case CONSTANT_INT: return constant->integer != 0;
    case CONSTANT_FLOAT: return constant->number != 0;
    case CONSTANT_BYTES:
    case CONSTANT_STR: return constant->text.size > 0;
    case CONSTANT_TUPLE:
    case CONSTANT_FROZENSET: return constant->count > 0;
    default: return true;
    }
}

// -- Loading them --------------------------------------------------------------------

enum { SMALL_INT_LIMIT = 1 << 24 };

void emit_constant(Unit *unit, Constant constant, Place place)
{
    if (unit->assembler.is_silent) {
        unit->assembler.depth++;
        return;
    }
    if (constant.kind == CONSTANT_NONE) {
        emit(unit, OP_LOAD_NONE, 0, place);
    } else if (constant.kind == CONSTANT_INT && constant.integer >= 0 &&
               constant.integer < SMALL_INT_LIMIT) {
        emit(unit, OP_LOAD_INT, (uint32_t)constant.integer, place);
    } else {
        emit(unit, OP_LOAD_CONST, (uint32_t)pool_constant(unit, constant), place);
    }
}

void emit_text(Unit *unit, AstText text, Place place)
{
    emit_constant(unit, (Constant){.kind = CONSTANT_STR, .text = text}, place);
}
