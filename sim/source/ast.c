// ast.c -- what a node consists of.

#include "source/ast.h"

typedef struct Walk {
    ExprVisit *visit;
    void *owner;
} Walk;

static void part(const Walk *walk, Expr *e)
{
    if (e) walk->visit(walk->owner, e);
}

static void parts(const Walk *walk, ExprList list)
{
    for (int i = 0; i < list.count; i++)
        part(walk, list.items[i]);
}

static void pairs(const Walk *walk, const Expr *dict)
{
    for (int i = 0; i < dict->list.count; i++) {
        part(walk, dict->keys.items[i]);
        part(walk, dict->list.items[i]);
    }
}

static void call(const Walk *walk, const Expr *e)
{
    part(walk, e->operand);
    parts(walk, e->arguments);
    for (int i = 0; i < e->keyword_count; i++)
        part(walk, e->keywords[i].value);
}

static void lambda(const Walk *walk, const Function *function)
{
    for (int i = 0; i < function->parameter_count; i++)
        part(walk, function->parameters[i].default_value);
    part(walk, function->value);
}

static void comprehension(const Walk *walk, const Comprehension *comprehension)
{
    for (int i = 0; i < comprehension->generator_count; i++) {
        part(walk, comprehension->generators[i].iterable);
        part(walk, comprehension->generators[i].target);
        parts(walk, comprehension->generators[i].conditions);
    }
    part(walk, comprehension->element);
    part(walk, comprehension->value);
}

void expr_each_part(const Expr *e, ExprVisit *visit, void *owner)
{
    const Walk walk = {visit, owner};
    switch (e->kind) {
    case EXPR_NONE:
    case EXPR_TRUE:
    case EXPR_FALSE:
    case EXPR_ELLIPSIS:
    case EXPR_INT:
    case EXPR_BIG:
    case EXPR_BYTES:
    case EXPR_FLOAT:
    case EXPR_STR:
    case EXPR_NAME: break;
    case EXPR_FSTRING:
    case EXPR_AND:
    case EXPR_OR:
    case EXPR_COMPARE:
    case EXPR_LIST:
    case EXPR_TUPLE:
    case EXPR_SET: parts(&walk, e->list); break;
    case EXPR_DICT: pairs(&walk, e); break;
    case EXPR_FORMAT:
        part(&walk, e->operand);
        part(&walk, e->spec);
        break;
    case EXPR_ATTRIBUTE:
    case EXPR_UNARY:
    case EXPR_AWAIT:
    case EXPR_YIELD:
    case EXPR_YIELD_FROM:
    case EXPR_STARRED: part(&walk, e->operand); break;
    case EXPR_SUBSCRIPT:
        part(&walk, e->operand);
        part(&walk, e->index);
        break;
    case EXPR_SLICE:
        part(&walk, e->lower);
        part(&walk, e->upper);
        part(&walk, e->step);
        break;
    case EXPR_CALL: call(&walk, e); break;
    case EXPR_BINARY:
    case EXPR_NAMED:
        part(&walk, e->left);
        part(&walk, e->right);
        break;
    case EXPR_CONDITIONAL:
        part(&walk, e->condition);
        part(&walk, e->left);
        part(&walk, e->right);
        break;
    case EXPR_LAMBDA: lambda(&walk, e->function); break;
    case EXPR_LIST_COMP:
    case EXPR_SET_COMP:
    case EXPR_DICT_COMP:
    case EXPR_GENERATOR: comprehension(&walk, e->comprehension); break;
    }
}
