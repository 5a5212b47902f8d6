// check_expressions.c -- walks the expressions: names, and what may stand where.

#include "source/checker.h"

#include <string.h>

void check_exprs(Checker *c, ExprList list)
{
    for (int i = 0; i < list.count; i++)
        check_expr(c, list.items[i]);
}

void check_keywords(Checker *c, Keyword *keywords, int count)
{
    for (int i = 0; i < count; i++)
        check_expr(c, keywords[i].value);
}

void check_annotation(Checker *c, Expr *e)
{
    if (e && !c->program->future_annotations) check_expr(c, e);
}

void check_target(Checker *c, Expr *e)
{
    if (!e) return;
    switch (e->kind) {
    case EXPR_NAME: check_bind(c, e->name, e->place); break;
    case EXPR_STARRED: check_target(c, e->operand); break;
    case EXPR_LIST:
    case EXPR_TUPLE:
        for (int i = 0; i < e->list.count; i++)
            check_target(c, e->list.items[i]);
        break;
    default: check_expr(c, e); break;
    }
}

// -- Names and calls ---------------------------------------------------------------

static void check_name_use(Checker *c, const Expr *e)
{
    check_use(c, e->name, e->place, NULL);
    // A method that says "super" also needs its class, as symtable_visit_expr() has it.
    if (e->name.bytes == c->super.bytes && block_is_function(c->block))
        block_symbol(c->arena, c->block, c->class_cell)->flags |= SYMBOL_USED;
}

static void check_call(Checker *c, Expr *e)
{
    check_expr(c, e->operand);
    check_exprs(c, e->arguments);
    check_keywords(c, e->keywords, e->keyword_count);
    if (e->operand->kind == EXPR_NAME) check_use(c, e->operand->name, e->place, e);
}

// -- await and yield ---------------------------------------------------------------

static void check_await(Checker *c, Expr *e)
{
    if (!block_is_function(c->block))
        check_error(c, e->place, "'await' outside function");
    else if (block_is_comprehension(c->block))
        c->block->is_async = true;
    else if (!c->block->is_async)
        check_error(c, e->place, "'await' outside async function");
    check_expr(c, e->operand);
}

static void check_yield(Checker *c, Expr *e)
{
    static const char *const inside[] = {
        [BLOCK_KIND_LIST_COMP] = "'yield' inside list comprehension",
        [BLOCK_KIND_SET_COMP] = "'yield' inside set comprehension",
        [BLOCK_KIND_DICT_COMP] = "'yield' inside dict comprehension",
        [BLOCK_KIND_GENERATOR] = "'yield' inside generator expression",
    };
    if (block_is_comprehension(c->block))
        check_error(c, e->place, inside[c->block->kind], "");
    else if (!block_is_function(c->block))
        check_error(c, e->place, "'yield' outside function");
    else if (e->kind == EXPR_YIELD_FROM && c->block->is_async)
        check_error(c, e->place, "'yield from' inside async function");
    c->block->is_generator = true;
    check_expr(c, e->operand);
}

// -- := ----------------------------------------------------------------------------

// Inside a comprehension := binds in the function around it.
static void bind_around_comprehensions(Checker *c, const Expr *target)
{
    Block *inner = c->block, *around = inner;
    for (; block_is_comprehension(around); around = around->parent) {
        const Symbol *symbol = block_find(around, target->name);
        if (symbol && (symbol->flags & SYMBOL_ITERATION)) {
            check_error(c, target->place,
                        "assignment expression cannot rebind comprehension iteration "
                        "variable '%s'",
                        target->name.bytes);
            return;
        }
    }
    if (around->kind == BLOCK_KIND_CLASS) {
        check_error(c, target->place,
                    "assignment expression within a comprehension cannot be used in a "
                    "class body");
        return;
    }
    const Symbol *symbol = block_find(around, target->name);
    bool is_global =
        around->kind == BLOCK_KIND_MODULE || (symbol && (symbol->flags & SYMBOL_GLOBAL));
    c->block = around;
    check_bind(c, target->name, target->place);
    c->block = inner;
    for (Block *block = inner; block != around; block = block->parent)
        block_symbol(c->arena, block, target->name)->flags |=
            is_global ? SYMBOL_GLOBAL | SYMBOL_BOUND : SYMBOL_NONLOCAL | SYMBOL_BOUND;
}

static void check_named(Checker *c, Expr *e)
{
    if (c->in_iterable)
        check_error(c, e->place,
                    "assignment expression cannot be used in a comprehension iterable "
                    "expression");
    check_expr(c, e->right);
    if (block_is_comprehension(c->block))
        bind_around_comprehensions(c, e->left);
    else
        check_bind(c, e->left->name, e->left->place);
}

// -- Comprehensions ----------------------------------------------------------------

static void mark_iteration(Checker *c, const Expr *target)
{
    switch (target->kind) {
    case EXPR_NAME: {
        Symbol *symbol = block_symbol(c->arena, c->block, target->name);
        if (symbol->flags & (SYMBOL_GLOBAL | SYMBOL_NONLOCAL))
            check_error(c, target->place,
                        "comprehension inner loop cannot rebind assignment expression "
                        "target '%s'",
                        target->name.bytes);
        symbol->flags |= SYMBOL_ITERATION;
        break;
    }
    case EXPR_STARRED: mark_iteration(c, target->operand); break;
    case EXPR_LIST:
    case EXPR_TUPLE:
        for (int i = 0; i < target->list.count; i++)
            mark_iteration(c, target->list.items[i]);
        break;
    default: break;
    }
}

static void check_iterable(Checker *c, Expr *iterable)
{
    bool in_iterable = c->in_iterable;
    c->in_iterable = true;
    check_expr(c, iterable);
    c->in_iterable = in_iterable;
}

static void check_generators(Checker *c, Comprehension *comprehension)
{
    for (int i = 0; i < comprehension->generator_count; i++) {
        Generator *generator = &comprehension->generators[i];
        if (i > 0) check_iterable(c, generator->iterable);
        mark_iteration(c, generator->target);
        check_target(c, generator->target);
        check_exprs(c, generator->conditions);
        if (generator->is_async) c->block->is_async = true;
    }
    if (comprehension->value) {
        check_expr(c, comprehension->element);
        check_expr(c, comprehension->value);
    } else {
        check_expr(c, comprehension->element);
    }
}

// A comprehension that waits must be in a function that can.
static void check_async_comprehension(Checker *c, const Expr *e)
{
    if (block_is_comprehension(c->block))
        c->block->is_async = true;
    else if (c->block->kind != BLOCK_KIND_FUNCTION || !c->block->is_async)
        check_error(c, e->place,
                    "asynchronous comprehension outside of an asynchronous function");
}

static void check_comprehension(Checker *c, Expr *e)
{
    static const struct {
        BlockKind kind;
        const char *name;
    } kinds[] = {
        [EXPR_LIST_COMP] = {BLOCK_KIND_LIST_COMP, "<listcomp>"},
        [EXPR_SET_COMP] = {BLOCK_KIND_SET_COMP, "<setcomp>"},
        [EXPR_DICT_COMP] = {BLOCK_KIND_DICT_COMP, "<dictcomp>"},
        [EXPR_GENERATOR] = {BLOCK_KIND_GENERATOR, "<genexpr>"},
    };
    Comprehension *comprehension = e->comprehension;
    check_iterable(c, comprehension->generators[0].iterable);

    Block *outer = c->block;
    bool in_iterable = c->in_iterable;
    c->in_iterable = false;
    Block *block =
        check_enter(c, kinds[e->kind].kind, check_name(c, kinds[e->kind].name));
    comprehension->scope = block->scope;
    AstText iterable = check_name(c, ".0");
    check_bind(c, iterable, e->place);
    block_symbol(c->arena, block, iterable)->flags |= SYMBOL_PARAMETER;
    check_generators(c, comprehension);
    if (e->kind == EXPR_GENERATOR) block->is_generator = true;
    c->block = outer;
    c->in_iterable = in_iterable;
    if (block->is_async && e->kind != EXPR_GENERATOR) check_async_comprehension(c, e);
}

// -- All expressions ---------------------------------------------------------------

static void check_part(void *checker, Expr *part)
{
    check_expr(checker, part);
}

void check_expr(Checker *c, Expr *e)
{
    if (!e) return;
    switch (e->kind) {
    case EXPR_NAME: check_name_use(c, e); break;
    case EXPR_CALL: check_call(c, e); break;
    case EXPR_LAMBDA: check_function(c, e->function); break;
    case EXPR_NAMED: check_named(c, e); break;
    case EXPR_AWAIT: check_await(c, e); break;
    case EXPR_YIELD:
    case EXPR_YIELD_FROM: check_yield(c, e); break;
    case EXPR_LIST_COMP:
    case EXPR_SET_COMP:
    case EXPR_DICT_COMP:
    case EXPR_GENERATOR: check_comprehension(c, e); break;
    default: expr_each_part(e, check_part, c); break;
    }
}
