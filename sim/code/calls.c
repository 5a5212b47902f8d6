// calls.c -- arguments, keywords, and the two shapes a call has.
//
// A plain call pushes its arguments. One with stars (or with very many arguments) makes
// a tuple and a dict first.

#include "code/unit.h"

static bool is_plain(const ExprList *arguments, const Keyword *keywords,
                     int keyword_count, int pushed)
{
    if (arguments->count + keyword_count + pushed > MOST_ARGUMENTS) return false;
    for (int i = 0; i < arguments->count; i++)
        if (arguments->items[i]->kind == EXPR_STARRED) return false;
    for (int i = 0; i < keyword_count; i++)
        if (!keywords[i].name.bytes) return false;
    return true;
}

bool call_is_of_method(const Expr *call)
{
    return call->operand->kind == EXPR_ATTRIBUTE &&
           is_plain(&call->arguments, call->keywords, call->keyword_count, 0);
}

static void emit_keyword_names(Unit *unit, const Keyword *keywords, int count,
                               Place place)
{
    Constant *names = ARENA_ARRAY(unit->compiler->arena, Constant, count);
    for (int i = 0; i < count; i++)
        names[i] = (Constant){.kind = CONSTANT_STR, .text = keywords[i].name};
    emit_constant(
        unit, (Constant){.kind = CONSTANT_TUPLE, .items = names, .count = count}, place);
}

// [call] and [call_keywords] are the two opcodes: of functions or of methods.
static void plain_call(Unit *unit, const ExprList *arguments, const Keyword *keywords,
                       int keyword_count, int pushed, Opcode call, Opcode call_keywords,
                       Place place)
{
    for (int i = 0; i < arguments->count; i++)
        compile_expr(unit, arguments->items[i]);
    for (int i = 0; i < keyword_count; i++)
        compile_expr(unit, keywords[i].value);
    if (keyword_count) emit_keyword_names(unit, keywords, keyword_count, place);
    emit(unit, keyword_count ? call_keywords : call,
         (uint32_t)(pushed + arguments->count + keyword_count), place);
}

// Puts the named keywords [from, to) into the dict that is there, or a new one.
static void build_named(Unit *unit, const Keyword *keywords, int from, int to,
                        bool *is_built, Place place)
{
    if (from == to) return;
    for (int i = from; i < to; i++) {
        emit_text(unit, keywords[i].name, place);
        compile_expr(unit, keywords[i].value);
    }
    emit(unit, OP_BUILD_DICT, (uint32_t)(to - from), place);
    if (*is_built) emit(unit, OP_DICT_MERGE, 1, place);
    *is_built = true;
}

static void build_keywords(Unit *unit, const Keyword *keywords, int count, Place place)
{
    bool is_built = false;
    int waiting = 0;
    for (int i = 0; i < count; i++) {
        if (keywords[i].name.bytes) {
            if (i - waiting < PIECE) continue;
            build_named(unit, keywords, waiting, i + 1, &is_built, place);
        } else {
            build_named(unit, keywords, waiting, i, &is_built, place);
            if (!is_built) emit(unit, OP_BUILD_DICT, 0, place);
            is_built = true;
            compile_expr(unit, keywords[i].value);
            emit(unit, OP_DICT_MERGE, 1, place);
        }
        waiting = i + 1;
    }
    build_named(unit, keywords, waiting, count, &is_built, place);
}

void compile_arguments(Unit *unit, const ExprList *arguments, const Keyword *keywords,
                       int keyword_count, int pushed, Place place)
{
    if (is_plain(arguments, keywords, keyword_count, pushed)) {
        plain_call(unit, arguments, keywords, keyword_count, pushed, OP_CALL,
                   OP_CALL_KEYWORDS, place);
        return;
    }
    // f(*x) hands x over as it is: the call makes a tuple of it, and complains in its name.
    if (!pushed && arguments->count == 1 && arguments->items[0]->kind == EXPR_STARRED)
        compile_expr(unit, arguments->items[0]->operand);
    else
        compile_items_as_tuple(unit, arguments, pushed, place);
    if (keyword_count) build_keywords(unit, keywords, keyword_count, place);
    emit(unit, OP_CALL_SPREAD, keyword_count > 0, place);
}

void compile_call(Unit *unit, const Expr *call)
{
    if (!call_is_of_method(call)) {
        compile_arguments(unit, &call->arguments, call->keywords, call->keyword_count, 0,
                          call->place);
        return;
    }
    Place place = attribute_place(unit, call->place, call->operand);
    plain_call(unit, &call->arguments, call->keywords, call->keyword_count, 0,
               OP_CALL_METHOD, OP_CALL_METHOD_KEYWORDS, place);
}
