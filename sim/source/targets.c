// targets.c -- what can stand to the left of "=", after "for", "as" and "del".

#include "source/parser.h"

#include <string.h>

// As _PyPegen_get_expr_name() in Parser/pegen.c names them.
const char *expr_description(const Expr *e)
{
    switch (e->kind) {
    case EXPR_NONE: return "None";
    case EXPR_TRUE: return "True";
    case EXPR_FALSE: return "False";
    case EXPR_ELLIPSIS: return "ellipsis";
    case EXPR_INT:
    case EXPR_BIG:
    case EXPR_BYTES:
    case EXPR_FLOAT:
    case EXPR_STR: return "literal";
    case EXPR_FSTRING:
    case EXPR_FORMAT: return "f-string expression";
    case EXPR_NAME: return "name";
    case EXPR_ATTRIBUTE: return "attribute";
    case EXPR_SUBSCRIPT:
    case EXPR_SLICE: return "subscript";
    case EXPR_CALL: return "function call";
    case EXPR_UNARY:
    case EXPR_BINARY:
    case EXPR_AND:
    case EXPR_OR: return "expression";
    case EXPR_COMPARE: return "comparison";
    case EXPR_CONDITIONAL: return "conditional expression";
    case EXPR_LAMBDA: return "lambda";
    case EXPR_NAMED: return "named expression";
    case EXPR_AWAIT: return "await expression";
    case EXPR_YIELD:
    case EXPR_YIELD_FROM: return "yield expression";
    case EXPR_LIST: return "list";
    case EXPR_TUPLE: return "tuple";
    case EXPR_SET: return "set display";
    case EXPR_DICT: return "dict literal";
    case EXPR_STARRED: return "starred";
    case EXPR_LIST_COMP: return "list comprehension";
    case EXPR_SET_COMP: return "set comprehension";
    case EXPR_DICT_COMP: return "dict comprehension";
    case EXPR_GENERATOR: return "generator expression";
    }
    return "expression";
}

const Expr *target_mistake(const Expr *e, TargetUse use)
{
    switch (e->kind) {
    case EXPR_NAME:
    case EXPR_ATTRIBUTE:
    case EXPR_SUBSCRIPT: return NULL;
    case EXPR_STARRED: return use == TARGET_DELETE ? e : target_mistake(e->operand, use);
    case EXPR_LIST:
    case EXPR_TUPLE:
        for (int i = 0; i < e->list.count; i++) {
            const Expr *mistake = target_mistake(e->list.items[i], use);
            if (mistake) return mistake;
        }
        return NULL;
    default: return e;
    }
}

// The second star of one list or tuple, or NULL.
static const Expr *second_star(const Expr *e)
{
    if (e->kind == EXPR_STARRED) return second_star(e->operand);
    if (e->kind != EXPR_LIST && e->kind != EXPR_TUPLE) return NULL;
    bool seen = false;
    for (int i = 0; i < e->list.count; i++) {
        const Expr *item = e->list.items[i];
        const Expr *inner = second_star(item);
        if (inner) return inner;
        if (item->kind != EXPR_STARRED) continue;
        if (seen) return item;
        seen = true;
    }
    return NULL;
}

bool target_check(Parser *p, const Expr *e, TargetUse use)
{
    const Expr *mistake = target_mistake(e, use);
    if (mistake) {
        const char *what = in_language(diag_language(p->diag), expr_description(mistake));
        if (use == TARGET_DELETE)
            parser_error(p, mistake->place, "cannot delete %s", what);
        else if (mistake->kind == EXPR_YIELD || mistake->kind == EXPR_YIELD_FROM)
            parser_error(p, mistake->place,
                         "assignment to yield expression not possible");
        else
            parser_error(p, mistake->place, "cannot assign to %s", what);
        return false;
    }
    const Expr *star = second_star(e);
    if (star) {
        parser_error(p, star->place, "multiple starred expressions in assignment");
        return false;
    }
    if (e->kind == EXPR_STARRED) {
        parser_error(p, e->place, "starred assignment target must be in a list or tuple");
        return false;
    }
    return true;
}

static Expr *parse_star_target(Parser *p)
{
    uint32_t start = parser_token(p)->start;
    if (!parser_take(p, TOKEN_STAR)) return parse_bitwise_or(p);
    Expr *operand = parse_bitwise_or(p);
    if (!operand) return NULL;
    Expr *e = expr_new(p, EXPR_STARRED, place_from(p, start));
    e->operand = operand;
    return expr_done(p, e);
}

// star_targets: ','.star_target+ ','?
Expr *parse_for_target(Parser *p)
{
    uint32_t start = parser_token(p)->start;
    Expr *target = parse_star_target(p);
    if (!target) return NULL;
    if (parser_is(p, TOKEN_COMMA)) {
        uint32_t mark = parser_mark(p);
        parser_push(p, target);
        while (parser_take(p, TOKEN_COMMA)) {
            if (!starts_expression(p) && !parser_is(p, TOKEN_STAR)) break;
            Expr *next = parse_star_target(p);
            if (!next) return NULL;
            parser_push(p, next);
        }
        target = expr_new(p, EXPR_TUPLE, place_from(p, start));
        target->list = parser_take_exprs(p, mark);
        if (!expr_done(p, target)) return NULL;
    }
    if (!parser_is(p, TOKEN_IN)) {
        if (!p->brackets) return parser_unexpected(p);
        return parser_error(p, parser_place(p), "'in' expected after for-loop variables");
    }
    return target_check(p, target, TARGET_FOR) ? target : NULL;
}
