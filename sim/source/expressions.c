// expressions.c -- operators from the weakest to the strongest, then calls.
//
// Above each function stands its rule, in the notation of Python's own grammar. The
// binary operators from | to * are one function that climbs a table of strengths.

#include "source/parser.h"

#include "base/assert.h"
#include "source/typos.h"

#include <stdlib.h>
#include <string.h>

bool starts_expression(const Parser *p)
{
    switch ((TokenKind)parser_token(p)->kind) {
    case TOKEN_NAME:
    case TOKEN_NUMBER:
    case TOKEN_STRING:
    case TOKEN_FSTRING_START:
    case TOKEN_PAREN_OPEN:
    case TOKEN_SQUARE_OPEN:
    case TOKEN_BRACE_OPEN:
    case TOKEN_ELLIPSIS:
    case TOKEN_NONE:
    case TOKEN_TRUE:
    case TOKEN_FALSE:
    case TOKEN_NOT:
    case TOKEN_MINUS:
    case TOKEN_PLUS:
    case TOKEN_TILDE:
    case TOKEN_LAMBDA:
    case TOKEN_AWAIT: return true;
    default: return false;
    }
}

// The part of a conditional or other wide expression that stands last.
static const Expr *last_part(const Expr *e)
{
    while (e->kind == EXPR_CONDITIONAL)
        e = e->right;
    return e;
}

bool report_missing_comma(Parser *p, const Expr *before)
{
    if (p->failed || p->quiet || !p->brackets || !starts_expression(p)) return false;
    before = last_part(before);
    if (before->kind == EXPR_LAMBDA) return false;
    if (before->kind == EXPR_NAME &&
        (parser_is(p, TOKEN_STRING) || parser_is(p, TOKEN_FSTRING_START)))
        return false;
    uint32_t at = p->at, mark = parser_mark(p);
    p->quiet++;
    const Expr *after = parse_expression(p);
    p->quiet--;
    p->failed = false;
    p->at = at;
    parser_drop(p, mark);
    if (!after) return false;
    parser_error(p, place_join(before->place, after->place),
                 "invalid syntax. Perhaps you forgot a comma?");
    typos_hint(p);
    return true;
}

// -- Primaries ---------------------------------------------------------------------

// slice: expression? ':' expression? [':' expression?] | named_expression | '*' bitwise_or
static Expr *parse_slice(Parser *p)
{
    uint32_t start = parser_token(p)->start;
    Expr *lower = NULL;
    if (!parser_is(p, TOKEN_COLON)) {
        lower = parse_star_named(p);
        if (!lower) return NULL;
        if (!parser_is(p, TOKEN_COLON)) return lower;
    }
    Expr *slice = expr_new(p, EXPR_SLICE, parser_place(p));
    slice->lower = lower;
    p->at++;
    if (starts_expression(p) && !(slice->upper = parse_expression(p))) return NULL;
    if (parser_take(p, TOKEN_COLON) && starts_expression(p) &&
        !(slice->step = parse_expression(p)))
        return NULL;
    slice->place = place_from(p, start);
    return expr_done(p, slice);
}

// slices: slice !',' | ','.slice+ ','?
Expr *parse_subscript(Parser *p)
{
    uint32_t start = parser_token(p)->start;
    Expr *first = parse_slice(p);
    if (!first) return NULL;
    if (!parser_is(p, TOKEN_COMMA) && first->kind != EXPR_STARRED) return first;
    uint32_t mark = parser_mark(p);
    parser_push(p, first);
    while (parser_take(p, TOKEN_COMMA) && !parser_is(p, TOKEN_SQUARE_CLOSE)) {
        Expr *next = parse_slice(p);
        if (!next) return NULL;
        parser_push(p, next);
    }
    Expr *tuple = expr_new(p, EXPR_TUPLE, place_from(p, start));
    tuple->list = parser_take_exprs(p, mark);
    return expr_done(p, tuple);
}

static Expr *finish_subscript(Parser *p, Expr *operand, uint32_t start)
{
    p->brackets++;
    Expr *index = parse_subscript(p);
    if (index && !parser_take(p, TOKEN_SQUARE_CLOSE)) {
        if (!report_missing_comma(p, index)) parser_unexpected(p);
        index = NULL;
    }
    p->brackets--;
    if (!index) return NULL;
    Expr *e = expr_new(p, EXPR_SUBSCRIPT, place_from(p, start));
    e->operand = operand;
    e->index = index;
    return expr_done(p, e);
}

static int by_name_then_place(const void *left, const void *right)
{
    const Keyword *a = left, *b = right;
    if (a->name.bytes != b->name.bytes) return a->name.bytes < b->name.bytes ? -1 : 1;
    return a->place.start < b->place.start ? -1 : 1;
}

static bool check_repeated_keywords(Parser *p, const Keyword *keywords, int count)
{
    if (count < 2) return true;
    Keyword *sorted = ARENA_ARRAY(p->arena, Keyword, count);
    memcpy(sorted, keywords, sizeof(Keyword) * (size_t)count);
    qsort(sorted, (size_t)count, sizeof(Keyword), by_name_then_place);
    for (int i = 1; i < count; i++)
        if (sorted[i].name.bytes && sorted[i].name.bytes == sorted[i - 1].name.bytes) {
            parser_error(p, sorted[i].place, "keyword argument repeated: %s",
                         sorted[i].name.bytes);
            return false;
        }
    return true;
}

// The state of a list of arguments while it is read.
typedef struct ArgumentList {
    uint32_t start; // of the "("
    uint32_t mark;  // of the positional ones among the pending
    Keyword *keywords;
    int count, capacity;
    bool has_unpacking; // a ** was there
} ArgumentList;

static void add_keyword(Parser *p, ArgumentList *list, Keyword keyword)
{
    if (list->count == list->capacity) {
        int capacity = list->capacity ? list->capacity * 2 : 4;
        Keyword *keywords = ARENA_ARRAY(p->arena, Keyword, capacity);
        if (list->count)
            memcpy(keywords, list->keywords, sizeof(Keyword) * (size_t)list->count);
        list->keywords = keywords;
        list->capacity = capacity;
    }
    list->keywords[list->count++] = keyword;
}

// NAME '=' expression
static Expr *parse_keyword_argument(Parser *p, ArgumentList *list)
{
    Keyword keyword;
    Place place = parser_place(p);
    if (!parser_is(p, TOKEN_NAME)) {
        Place both = {place.start, p->tokens[p->at + 1].end};
        return parser_error(p, both, "cannot assign to %s",
                            token_written((TokenKind)parser_token(p)->kind));
    }
    keyword.name = parser_name(p, NULL);
    p->at++; // the "="
    Place head = place_from(p, place.start);
    if (parser_is(p, TOKEN_COMMA) || parser_is(p, TOKEN_PAREN_CLOSE))
        return parser_error(p, head, "expected argument value expression");
    keyword.value = parse_expression(p);
    if (!keyword.value) return NULL;
    if (starts_comprehension(p))
        return parser_error(p, head,
                            "invalid syntax. Maybe you meant '==' or ':=' instead "
                            "of '='?");
    keyword.place = place_from(p, place.start);
    add_keyword(p, list, keyword);
    return keyword.value;
}

// '*' expression | '**' expression
static Expr *parse_unpacked_argument(Parser *p, ArgumentList *list)
{
    uint32_t start = parser_token(p)->start;
    bool is_mapping = parser_is(p, TOKEN_STARSTAR);
    p->at++;
    if (!is_mapping && !starts_expression(p) && !parser_is(p, TOKEN_BROKEN)) {
        Place star = place_from(p, start);
        return parser_error(p, star, "Invalid star expression");
    }
    Expr *value = parse_expression(p);
    if (!value) return NULL;
    Place place = place_from(p, start);
    if (is_mapping) {
        list->has_unpacking = true;
        add_keyword(p, list, (Keyword){.value = value, .place = place});
        return value;
    }
    if (list->has_unpacking)
        return parser_error(
            p, place, "iterable argument unpacking follows keyword argument unpacking");
    Expr *starred = expr_new(p, EXPR_STARRED, place);
    starred->operand = value;
    if (!expr_done(p, starred)) return NULL;
    parser_push(p, starred);
    return starred;
}

static Expr *parse_named_plain(Parser *p);

// A generator without parentheses of its own: only as the one argument of a call.
static Expr *parse_bare_generator(Parser *p, ArgumentList *list, Expr *element)
{
    bool is_alone = parser_pushed(p, list->mark) == 0 && list->count == 0;
    Expr *e = parse_comprehension(p, EXPR_GENERATOR, element->place.start, element, NULL);
    if (!e) return NULL;
    if (!is_alone || !parser_is(p, TOKEN_PAREN_CLOSE)) {
        if (is_alone && !parser_is(p, TOKEN_COMMA)) return parser_unexpected(p);
        return parser_error(p, e->place, "Generator expression must be parenthesized");
    }
    e->place = (Place){list->start, parser_token(p)->end};
    return e;
}

static Expr *parse_positional_argument(Parser *p, ArgumentList *list)
{
    Expr *e = parse_named_plain(p);
    if (!e) return NULL;
    if (parser_is(p, TOKEN_ASSIGN)) {
        Place both = {e->place.start, parser_token(p)->end};
        return parser_error(
            p, both, "expression cannot contain assignment, perhaps you meant \"==\"?");
    }
    if (starts_comprehension(p)) e = parse_bare_generator(p, list, e);
    if (!e) return NULL;
    if (list->has_unpacking)
        return parser_error(p, e->place,
                            "positional argument follows keyword argument unpacking");
    if (list->count)
        return parser_error(p, e->place, "positional argument follows keyword argument");
    parser_push(p, e);
    return e;
}

static Expr *parse_argument(Parser *p, ArgumentList *list)
{
    if (parser_is(p, TOKEN_STAR) || parser_is(p, TOKEN_STARSTAR))
        return parse_unpacked_argument(p, list);
    bool is_name = parser_is(p, TOKEN_NAME) || parser_is(p, TOKEN_TRUE) ||
                   parser_is(p, TOKEN_FALSE) || parser_is(p, TOKEN_NONE);
    if (is_name && parser_next_is(p, TOKEN_ASSIGN))
        return parse_keyword_argument(p, list);
    return parse_positional_argument(p, list);
}

bool parse_arguments(Parser *p, ExprList *arguments, Keyword **keywords, int *count)
{
    ArgumentList list = {.start = p->tokens[p->at - 1].start, .mark = parser_mark(p)};
    p->brackets++;
    while (!parser_is(p, TOKEN_PAREN_CLOSE)) {
        Expr *argument = parse_argument(p, &list);
        if (!argument) return false;
        if (parser_take(p, TOKEN_COMMA)) continue;
        if (parser_is(p, TOKEN_PAREN_CLOSE)) break;
        if (!report_missing_comma(p, argument)) parser_unexpected(p);
        return false;
    }
    p->brackets--;
    p->at++;
    *arguments = parser_take_exprs(p, list.mark);
    *keywords = list.keywords;
    *count = list.count;
    return check_repeated_keywords(p, list.keywords, list.count);
}

static Expr *finish_call(Parser *p, Expr *operand, uint32_t start)
{
    Expr *e = expr_new(p, EXPR_CALL, (Place){0, 0});
    e->operand = operand;
    if (!parse_arguments(p, &e->arguments, &e->keywords, &e->keyword_count)) return NULL;
    e->place = place_from(p, start);
    return expr_done(p, e);
}

static Expr *finish_attribute(Parser *p, Expr *operand, uint32_t start)
{
    Expr *e = expr_new(p, EXPR_ATTRIBUTE, (Place){0, 0});
    e->operand = operand;
    e->name = parser_name(p, &e->name_place);
    if (!e->name.bytes) return NULL;
    e->place = place_from(p, start);
    return expr_done(p, e);
}

// primary: primary '.' NAME | primary '(' arguments ')' | primary '[' slices ']' | atom
static Expr *parse_primary(Parser *p)
{
    uint32_t start = parser_token(p)->start;
    Expr *e = parse_atom(p);
    while (e) {
        if (parser_take(p, TOKEN_PAREN_OPEN))
            e = finish_call(p, e, start);
        else if (parser_take(p, TOKEN_DOT))
            e = finish_attribute(p, e, start);
        else if (parser_take(p, TOKEN_SQUARE_OPEN))
            e = finish_subscript(p, e, start);
        else
            break;
    }
    return e;
}

// await_primary: 'await' primary | primary
static Expr *parse_await(Parser *p)
{
    uint32_t start = parser_token(p)->start;
    if (!parser_take(p, TOKEN_AWAIT)) return parse_primary(p);
    Expr *operand = parse_primary(p);
    if (!operand) return NULL;
    Expr *e = expr_new(p, EXPR_AWAIT, place_from(p, start));
    e->operand = operand;
    return expr_done(p, e);
}

// -- Unary and binary --------------------------------------------------------------

static Expr *parse_factor(Parser *p);

static Expr *new_binary(Parser *p, uint32_t start, BinaryOp op, Place op_place,
                        Expr *left, Expr *right)
{
    Expr *e = expr_new(p, EXPR_BINARY, place_from(p, start));
    e->left = left;
    e->right = right;
    e->binary = op;
    e->op_place = op_place;
    return expr_done(p, e);
}

// power: await_primary '**' factor | await_primary
static Expr *parse_power(Parser *p)
{
    uint32_t start = parser_token(p)->start;
    Expr *base = parse_await(p);
    if (!base) return NULL;
    Place op_place = parser_place(p);
    if (!parser_take(p, TOKEN_STARSTAR)) return base;
    Expr *exponent = parse_factor(p);
    if (!exponent) return NULL;
    return new_binary(p, start, BINARY_POW, op_place, base, exponent);
}

// The least integer is written as the negation of one that does not fit.
static Expr *parse_least_integer(Parser *p)
{
    const Token *number = &p->tokens[p->at + 1];
    static const char least[] = "9223372036854775808";
    if (number->kind != TOKEN_NUMBER || number->end - number->start != sizeof least - 1 ||
        memcmp(p->text + number->start, least, sizeof least - 1) != 0)
        return NULL;
    switch ((TokenKind)number[1].kind) {
    case TOKEN_STARSTAR:
    case TOKEN_DOT:
    case TOKEN_PAREN_OPEN:
    case TOKEN_SQUARE_OPEN: return NULL;
    default: break;
    }
    Place place = {parser_token(p)->start, number->end};
    p->at += 2;
    Expr *e = expr_new(p, EXPR_INT, place);
    e->integer = INT64_MIN;
    return e;
}

// factor: ('+' | '-' | '~') factor | power
static Expr *parse_factor(Parser *p)
{
    uint32_t start = parser_token(p)->start;
    UnaryOp op;
    switch ((TokenKind)parser_token(p)->kind) {
    case TOKEN_PLUS: op = UNARY_PLUS; break;
    case TOKEN_MINUS: op = UNARY_MINUS; break;
    case TOKEN_TILDE: op = UNARY_INVERT; break;
    default: return parse_power(p);
    }
    if (op == UNARY_MINUS) {
        Expr *least = parse_least_integer(p);
        if (least) return least;
    }
    p->at++;
    if (!parser_enter(p)) return NULL;
    Expr *operand = parse_factor(p);
    parser_leave(p);
    if (!operand) return NULL;
    Expr *e = expr_new(p, EXPR_UNARY, place_from(p, start));
    e->operand = operand;
    e->unary = op;
    return expr_done(p, e);
}

typedef struct Strength {
    uint8_t level; // 0: no binary operator
    uint8_t op;
} Strength;

static Strength strength_of(TokenKind kind)
{
    switch (kind) {
    case TOKEN_BAR: return (Strength){1, BINARY_OR};
    case TOKEN_CARET: return (Strength){2, BINARY_XOR};
    case TOKEN_AMPERSAND: return (Strength){3, BINARY_AND};
    case TOKEN_LSHIFT: return (Strength){4, BINARY_LSHIFT};
    case TOKEN_RSHIFT: return (Strength){4, BINARY_RSHIFT};
    case TOKEN_PLUS: return (Strength){5, BINARY_ADD};
    case TOKEN_MINUS: return (Strength){5, BINARY_SUB};
    case TOKEN_STAR: return (Strength){6, BINARY_MUL};
    case TOKEN_SLASH: return (Strength){6, BINARY_DIV};
    case TOKEN_SLASHSLASH: return (Strength){6, BINARY_FLOOR_DIV};
    case TOKEN_PERCENT: return (Strength){6, BINARY_MOD};
    case TOKEN_AT: return (Strength){6, BINARY_MATMUL};
    default: return (Strength){0, 0};
    }
}

static Expr *parse_binary(Parser *p, int weakest)
{
    uint32_t start = parser_token(p)->start;
    Expr *left = parse_factor(p);
    while (left) {
        Strength strength = strength_of((TokenKind)parser_token(p)->kind);
        if (!strength.level || strength.level < weakest) break;
        Place op_place = parser_place(p);
        p->at++;
        Expr *right = parse_binary(p, strength.level + 1);
        if (!right) return NULL;
        left = new_binary(p, start, (BinaryOp)strength.op, op_place, left, right);
    }
    return left;
}

Expr *parse_bitwise_or(Parser *p)
{
    return parse_binary(p, 1);
}

// -- Comparisons, not, and, or ---------------------------------------------------------

// Takes a comparison operator of one or two words.
static bool take_compare(Parser *p, CompareOp *op)
{
    switch ((TokenKind)parser_token(p)->kind) {
    case TOKEN_LESS: *op = COMPARE_LT; break;
    case TOKEN_LESS_EQUAL: *op = COMPARE_LE; break;
    case TOKEN_EQUAL: *op = COMPARE_EQ; break;
    case TOKEN_NOT_EQUAL: *op = COMPARE_NE; break;
    case TOKEN_GREATER: *op = COMPARE_GT; break;
    case TOKEN_GREATER_EQUAL: *op = COMPARE_GE; break;
    case TOKEN_IN: *op = COMPARE_IN; break;
    case TOKEN_NOT:
        if (!parser_next_is(p, TOKEN_IN)) return false;
        p->at++;
        *op = COMPARE_NOT_IN;
        break;
    case TOKEN_IS:
        *op = COMPARE_IS;
        if (parser_next_is(p, TOKEN_NOT)) {
            p->at++;
            *op = COMPARE_IS_NOT;
        }
        break;
    default: return false;
    }
    p->at++;
    return true;
}

// comparison: bitwise_or (compare_op bitwise_or)*
static Expr *parse_comparison(Parser *p)
{
    uint32_t start = parser_token(p)->start;
    Expr *left = parse_bitwise_or(p);
    CompareOp op;
    if (!left || !take_compare(p, &op)) return left;
    uint32_t mark = parser_mark(p);
    int count = 0, capacity = 0;
    CompareOp *ops = NULL;
    parser_push(p, left);
    do {
        if (count == capacity) {
            capacity = capacity ? capacity * 2 : 2;
            CompareOp *grown = ARENA_ARRAY(p->arena, CompareOp, capacity);
            if (count) memcpy(grown, ops, sizeof(CompareOp) * (size_t)count);
            ops = grown;
        }
        ops[count++] = op;
        Expr *right = parse_bitwise_or(p);
        if (!right) return NULL;
        parser_push(p, right);
    } while (take_compare(p, &op));
    Expr *e = expr_new(p, EXPR_COMPARE, place_from(p, start));
    e->list = parser_take_exprs(p, mark);
    e->ops = ops;
    return expr_done(p, e);
}

// inversion: 'not' inversion | comparison
static Expr *parse_inversion(Parser *p)
{
    uint32_t start = parser_token(p)->start;
    if (!parser_take(p, TOKEN_NOT)) return parse_comparison(p);
    if (!parser_enter(p)) return NULL;
    Expr *operand = parse_inversion(p);
    parser_leave(p);
    if (!operand) return NULL;
    Expr *e = expr_new(p, EXPR_UNARY, place_from(p, start));
    e->operand = operand;
    e->unary = UNARY_NOT;
    return expr_done(p, e);
}

// One or more [part]s with [word] between them: one flat node.
static Expr *parse_chain(Parser *p, TokenKind word, ExprKind kind,
                         Expr *(*part)(Parser *))
{
    uint32_t start = parser_token(p)->start;
    Expr *first = part(p);
    if (!first || !parser_is(p, word)) return first;
    uint32_t mark = parser_mark(p);
    parser_push(p, first);
    while (parser_take(p, word)) {
        Expr *next = part(p);
        if (!next) return NULL;
        parser_push(p, next);
    }
    Expr *e = expr_new(p, kind, place_from(p, start));
    e->list = parser_take_exprs(p, mark);
    return expr_done(p, e);
}

// conjunction: 'and'.inversion+
static Expr *parse_conjunction(Parser *p)
{
    return parse_chain(p, TOKEN_AND, EXPR_AND, parse_inversion);
}

// disjunction: 'or'.conjunction+
Expr *parse_disjunction(Parser *p)
{
    return parse_chain(p, TOKEN_OR, EXPR_OR, parse_conjunction);
}

// -- Conditional, lambda, named --------------------------------------------------------

// lambdef: 'lambda' parameters? ':' expression
static Expr *parse_lambda(Parser *p)
{
    uint32_t start = parser_token(p)->start;
    p->at++;
    Function *function = ARENA_NEW(p->arena, Function);
    function->name_place = place_from(p, start);
    function->name = parser_intern(p, "<lambda>", 8);
    function->binding = function->name;
    if (!parse_parameters(p, function, TOKEN_COLON, false)) return NULL;
    if (!parser_expect(p, TOKEN_COLON)) return NULL;
    function->value = parse_expression(p);
    if (!function->value) return NULL;
    Expr *e = expr_new(p, EXPR_LAMBDA, place_from(p, start));
    e->function = function;
    return expr_done(p, e);
}

static Expr *parse_conditional(Parser *p, uint32_t start, Expr *left)
{
    p->at++; // the "if"
    Expr *condition = parse_disjunction(p);
    if (!condition) return NULL;
    if (!parser_take(p, TOKEN_ELSE)) {
        if (parser_is(p, TOKEN_COLON)) return parser_unexpected(p);
        return parser_error(p, place_from(p, start),
                            "expected 'else' after 'if' expression");
    }
    Expr *right = parse_expression(p);
    if (!right) return NULL;
    Expr *e = expr_new(p, EXPR_CONDITIONAL, place_from(p, start));
    e->left = left;
    e->right = right;
    e->condition = condition;
    return expr_done(p, e);
}

// expression: disjunction 'if' disjunction 'else' expression | disjunction | lambdef
Expr *parse_expression(Parser *p)
{
    if (!parser_enter(p)) return NULL;
    uint32_t start = parser_token(p)->start;
    Expr *e;
    if (parser_is(p, TOKEN_LAMBDA)) {
        e = parse_lambda(p);
    } else {
        e = parse_disjunction(p);
        if (e && parser_is(p, TOKEN_IF)) e = parse_conditional(p, start, e);
    }
    parser_leave(p);
    return e;
}

// named_expression: NAME ':=' expression | expression
static Expr *parse_named_plain(Parser *p)
{
    uint32_t start = parser_token(p)->start;
    Expr *target = parse_expression(p);
    if (!target || !parser_is(p, TOKEN_WALRUS)) return target;
    if (target->kind != EXPR_NAME || target == p->grouped)
        return parser_error(
            p, target->place, "cannot use assignment expressions with %s",
            in_language(diag_language(p->diag), expr_description(target)));
    p->at++;
    Expr *value = parse_expression(p);
    if (!value) return NULL;
    Expr *e = expr_new(p, EXPR_NAMED, place_from(p, start));
    e->left = target;
    e->right = value;
    return expr_done(p, e);
}

// "=" where only "==" or ":=" can stand.
static Expr *report_assignment_in_expression(Parser *p, const Expr *target)
{
    if (p->quiet) return parser_unexpected(p);
    uint32_t at = p->at, mark = parser_mark(p);
    p->at++;
    p->quiet++;
    const Expr *value = parse_bitwise_or(p);
    bool is_single = value && !parser_is(p, TOKEN_ASSIGN) && !parser_is(p, TOKEN_WALRUS);
    p->quiet--;
    p->failed = false;
    p->at = at;
    parser_drop(p, mark);
    if (!is_single) return parser_unexpected(p);
    switch (target->kind) {
    case EXPR_NAME:
        return parser_error(
            p, place_join(target->place, value->place),
            "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    case EXPR_LIST:
    case EXPR_TUPLE:
    case EXPR_GENERATOR:
    case EXPR_TRUE:
    case EXPR_FALSE:
    case EXPR_NONE:
    case EXPR_NAMED:
    case EXPR_COMPARE:
    case EXPR_CONDITIONAL:
    case EXPR_LAMBDA:
    case EXPR_AND:
    case EXPR_OR: return parser_unexpected(p);
    default:
        return parser_error(
            p, target->place,
            "cannot assign to %s here. Maybe you meant '==' instead of '='?",
            in_language(diag_language(p->diag), expr_description(target)));
    }
}

Expr *parse_named(Parser *p)
{
    Expr *e = parse_named_plain(p);
    if (e && parser_is(p, TOKEN_ASSIGN)) return report_assignment_in_expression(p, e);
    return e;
}

// -- Starred and several ---------------------------------------------------------------

static Expr *parse_starred(Parser *p)
{
    uint32_t start = parser_token(p)->start;
    p->at++;
    Expr *operand = parse_bitwise_or(p);
    if (!operand) return NULL;
    Expr *e = expr_new(p, EXPR_STARRED, place_from(p, start));
    e->operand = operand;
    return expr_done(p, e);
}

// star_named_expression: '*' bitwise_or | named_expression
Expr *parse_star_named(Parser *p)
{
    return parser_is(p, TOKEN_STAR) ? parse_starred(p) : parse_named(p);
}

static Expr *parse_star_expression(Parser *p)
{
    return parser_is(p, TOKEN_STAR) ? parse_starred(p) : parse_expression(p);
}

// star_expressions: ','.star_expression+ ','?
Expr *parse_star_expressions(Parser *p)
{
    uint32_t start = parser_token(p)->start;
    Expr *first = parse_star_expression(p);
    if (!first || !parser_is(p, TOKEN_COMMA)) return first;
    uint32_t mark = parser_mark(p);
    parser_push(p, first);
    while (parser_take(p, TOKEN_COMMA)) {
        if (!starts_expression(p) && !parser_is(p, TOKEN_STAR)) break;
        Expr *next = parse_star_expression(p);
        if (!next) return NULL;
        parser_push(p, next);
    }
    Expr *tuple = expr_new(p, EXPR_TUPLE, place_from(p, start));
    tuple->list = parser_take_exprs(p, mark);
    return expr_done(p, tuple);
}

// yield_expr: 'yield' 'from' expression | 'yield' star_expressions?
Expr *parse_yield(Parser *p)
{
    uint32_t start = parser_token(p)->start;
    p->at++;
    bool is_from = parser_take(p, TOKEN_FROM);
    Expr *operand = NULL;
    if (is_from)
        operand = parse_expression(p);
    else if (starts_expression(p) || parser_is(p, TOKEN_STAR))
        operand = parse_star_expressions(p);
    if (p->failed) return NULL;
    Expr *e = expr_new(p, is_from ? EXPR_YIELD_FROM : EXPR_YIELD, place_from(p, start));
    e->operand = operand;
    return expr_done(p, e);
}

Expr *parse_value(Parser *p)
{
    Expr *e = parser_is(p, TOKEN_YIELD) ? parse_yield(p) : parse_star_expressions(p);
    if (e && e->kind == EXPR_STARRED)
        return parser_error(p, e->place, "can't use starred expression here");
    return e;
}
