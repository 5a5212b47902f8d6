// anchors.c -- finding the expression that stands exactly at a place, and its operator.
//
// The parts of an expression never overlap, so there is one way down the tree, and no
// recursion: a chain as long as the program costs no stack.

#include "code/anchors.h"

#include <string.h>

static bool covers(Place outer, Place inner)
{
    return outer.start <= inner.start && inner.end <= outer.end;
}

static bool same(Place a, Place b)
{
    return a.start == b.start && a.end == b.end;
}

// -- Down the expressions ------------------------------------------------------------

static const Expr *covering(const Expr *expr, Place place)
{
    return expr && covers(expr->place, place) ? expr : NULL;
}

static const Expr *covering_in(ExprList list, Place place)
{
    for (int i = 0; i < list.count; i++)
        if (covering(list.items[i], place)) return list.items[i];
    return NULL;
}

static const Expr *covering_keyword(const Keyword *keywords, int count, Place place)
{
    for (int i = 0; i < count; i++)
        if (covering(keywords[i].value, place)) return keywords[i].value;
    return NULL;
}

static const Expr *first_of(const Expr *a, const Expr *b)
{
    return a ? a : b;
}

static const Expr *in_parameters(const Function *function, Place place)
{
    const Expr *found = covering(function->returns, place);
    for (int i = 0; i < function->parameter_count && !found; i++)
        found = first_of(covering(function->parameters[i].default_value, place),
                         covering(function->parameters[i].annotation, place));
    return found;
}

typedef struct Search {
    Place place;
    const Expr *found;
} Search;

static void look_at(void *owner, Expr *part)
{
    Search *search = owner;
    if (!search->found) search->found = covering(part, search->place);
}

// The part of [expr] that the place lies in, or NULL.
static const Expr *part_of(const Expr *expr, Place place)
{
    Search search = {.place = place};
    expr_each_part(expr, look_at, &search);
    return search.found;
}

// A method's call that stretches over several lines is placed at the method's name.
static bool is_call_at_its_name(const Expr *expr, Place place)
{
    return expr->kind == EXPR_CALL && expr->place.end == place.end &&
           expr->operand->kind == EXPR_ATTRIBUTE &&
           expr->operand->name_place.start == place.start;
}

static const Expr *expr_at(const Expr *expr, Place place)
{
    while (expr && !same(expr->place, place) && !is_call_at_its_name(expr, place))
        expr = part_of(expr, place);
    return expr;
}

// -- Down the statements -------------------------------------------------------------

static const Stmt *covering_stmt(StmtList list, Place place)
{
    int low = 0, high = list.count;
    while (low < high) { // a module may have very many statements
        int middle = low + (high - low) / 2;
        if (list.items[middle]->place.end < place.end)
            low = middle + 1;
        else
            high = middle;
    }
    for (int i = low; i < list.count && i < low + 2; i++)
        if (covers(list.items[i]->place, place)) return list.items[i];
    return NULL;
}

static const Stmt *stmt_in_try(const Stmt *stmt, Place place)
{
    for (int i = 0; i < stmt->handler_count; i++) {
        const Stmt *found = covering_stmt(stmt->handlers[i].body, place);
        if (found) return found;
    }
    return covering_stmt(stmt->finally, place);
}

static const Stmt *stmt_in_match(const Stmt *stmt, Place place)
{
    const Stmt *found = NULL;
    for (int i = 0; i < stmt->case_count && !found; i++)
        found = covering_stmt(stmt->cases[i].body, place);
    return found;
}

// The statement inside [stmt] that the place lies in, or NULL.
static const Stmt *stmt_part_of(const Stmt *stmt, Place place)
{
    const Stmt *found;
    switch (stmt->kind) {
    case STMT_FUNCTION: return covering_stmt(stmt->function->body, place);
    case STMT_CLASS: return covering_stmt(stmt->class_->body, place);
    case STMT_MATCH: return stmt_in_match(stmt, place);
    case STMT_IF:
    case STMT_WHILE:
    case STMT_FOR:
    case STMT_WITH:
    case STMT_TRY:
        found = covering_stmt(stmt->body, place);
        if (!found) found = covering_stmt(stmt->otherwise, place);
        if (!found && stmt->kind == STMT_TRY) found = stmt_in_try(stmt, place);
        return found;
    default: return NULL;
    }
}

static const Expr *expr_of_definition(const Stmt *stmt, Place place)
{
    const Expr *found = covering_in(stmt->decorators, place);
    if (found) return found;
    if (stmt->kind == STMT_FUNCTION) return in_parameters(stmt->function, place);
    const Class *class = stmt->class_;
    return first_of(covering_in(class->bases, place),
                    covering_keyword(class->keywords, class->keyword_count, place));
}

static const Expr *expr_of_compound(const Stmt *stmt, Place place)
{
    const Expr *found = NULL;
    switch (stmt->kind) {
    case STMT_IF:
    case STMT_WHILE: return covering(stmt->test, place);
    case STMT_FOR:
        return first_of(covering(stmt->variable, place), covering(stmt->iterable, place));
    case STMT_WITH:
        for (int i = 0; i < stmt->item_count && !found; i++)
            found = first_of(covering(stmt->items[i].context, place),
                             covering(stmt->items[i].target, place));
        return found;
    case STMT_TRY:
        for (int i = 0; i < stmt->handler_count && !found; i++)
            found = covering(stmt->handlers[i].type, place);
        return found;
    case STMT_MATCH:
        found = covering(stmt->test, place);
        for (int i = 0; i < stmt->case_count && !found; i++)
            found = covering(stmt->cases[i].guard, place);
        return found;
    default: return expr_of_definition(stmt, place);
    }
}

// The expression of [stmt] itself that the place lies in, or NULL.
static const Expr *expr_of_stmt(const Stmt *stmt, Place place)
{
    const Expr *found;
    switch (stmt->kind) {
    case STMT_EXPR:
    case STMT_RETURN: return covering(stmt->value, place);
    case STMT_ASSIGN:
    case STMT_DELETE:
        found = covering_in(stmt->targets, place);
        if (found || stmt->kind == STMT_DELETE) return found;
        return covering(stmt->value, place);
    case STMT_AUGMENTED:
        return first_of(covering(stmt->target, place), covering(stmt->value, place));
    case STMT_ANNOTATED:
        return first_of(
            covering(stmt->target, place),
            first_of(covering(stmt->value, place), covering(stmt->annotation, place)));
    case STMT_RAISE:
        return first_of(covering(stmt->value, place), covering(stmt->cause, place));
    case STMT_ASSERT:
        return first_of(covering(stmt->value, place), covering(stmt->message, place));
    case STMT_IF:
    case STMT_WHILE:
    case STMT_FOR:
    case STMT_WITH:
    case STMT_TRY:
    case STMT_MATCH:
    case STMT_FUNCTION:
    case STMT_CLASS: return expr_of_compound(stmt, place);
    default: return NULL;
    }
}

// -- Anchors -------------------------------------------------------------------------

// The offset of [bracket] behind [at]; comments and continued lines are passed over.
static uint32_t bracket_behind(const Program *program, uint32_t at, char bracket)
{
    const char *text = program->text;
    while (at < program->size && text[at] != bracket) {
        if (text[at] == '#' || text[at] == '\\')
            while (at < program->size && text[at] != '\n')
                at++;
        else
            at++;
    }
    return at;
}

// The operator is one or two characters; "a-(b)" counts its bracket as the second, as
// CPython does.
static uint32_t operator_end(const Program *program, const Expr *expr)
{
    uint32_t second = expr->op_place.start + 1;
    if (second >= program->size || second >= expr->right->place.start) return second;
    return strchr(" \t\f\r\n\\#", program->text[second]) ? second : second + 1;
}

static Anchors anchors_in(const Program *program, const Expr *expr)
{
    Anchors anchors = {.found = true, .right = expr->place.end};
    switch (expr->kind) {
    case EXPR_BINARY:
        anchors.left = expr->op_place.start;
        anchors.right = operator_end(program, expr);
        break;
    case EXPR_SUBSCRIPT:
        anchors.left = bracket_behind(program, expr->operand->place.end, '[');
        break;
    case EXPR_CALL:
        anchors.left = bracket_behind(program, expr->operand->place.end, '(');
        break;
    default: anchors.found = false;
    }
    return anchors;
}

static bool stands_first_in_its_line(const Program *program, uint32_t at)
{
    while (at > 0 && (program->text[at - 1] == ' ' || program->text[at - 1] == '\t'))
        at--;
    return at == 0 || program->text[at - 1] == '\n';
}

// "return f(...)" and "x = f(...)", f being a plain name, in just the lines of the call.
static bool needs_no_carets(const Program *program, const Stmt *stmt, Place place)
{
    bool returns = stmt->kind == STMT_RETURN && stmt->value;
    bool assigns = stmt->kind == STMT_ASSIGN && stmt->targets.count == 1 &&
                   stmt->targets.items[0]->kind == EXPR_NAME;
    if (!returns && !assigns) return false;
    const Expr *value = stmt->value;
    if (value->kind != EXPR_CALL || !same(value->place, place)) return false;
    if (returns && value->operand->kind != EXPR_NAME) return false;
    return stands_first_in_its_line(program, stmt->place.start) &&
           program_line(program, stmt->place.start) ==
               program_line(program, place.start) &&
           program_line(program, stmt->place.end) == program_line(program, place.end);
}

Anchors anchors_of(const Program *program, Place place)
{
    const Stmt *stmt = covering_stmt(program->body, place);
    for (const Stmt *part = stmt; part; part = stmt_part_of(stmt, place))
        stmt = part;
    if (!stmt) return (Anchors){0};
    const Expr *expr = expr_at(expr_of_stmt(stmt, place), place);
    if (!expr) return (Anchors){0};
    Anchors anchors = anchors_in(program, expr);
    anchors.quiet = needs_no_carets(program, stmt, place);
    return anchors;
}
