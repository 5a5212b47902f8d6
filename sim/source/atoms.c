// atoms.c -- names, constants, and everything in brackets.

#include "source/parser.h"

#include "base/assert.h"

#include <string.h>

static Expr *parse_constant(Parser *p, ExprKind kind)
{
    Expr *e = expr_new(p, kind, parser_place(p));
    p->at++;
    return e;
}

static Expr *parse_name_atom(Parser *p)
{
    Expr *e = expr_new(p, EXPR_NAME, parser_place(p));
    e->name = parser_name(p, &e->name_place);
    return e;
}

// -- Comprehensions ----------------------------------------------------------------

bool starts_comprehension(const Parser *p)
{
    return parser_is(p, TOKEN_FOR) ||
           (parser_is(p, TOKEN_ASYNC) && parser_next_is(p, TOKEN_FOR));
}

// for_if_clause: 'async'? 'for' star_targets 'in' disjunction ('if' disjunction)*
static bool parse_generator_clause(Parser *p, Generator *generator)
{
    generator->is_async = parser_take(p, TOKEN_ASYNC);
    p->at++; // the "for"
    generator->target = parse_for_target(p);
    if (!generator->target || !parser_expect(p, TOKEN_IN)) return false;
    generator->iterable = parse_disjunction(p);
    if (!generator->iterable) return false;
    uint32_t mark = parser_mark(p);
    while (parser_take(p, TOKEN_IF)) {
        Expr *condition = parse_disjunction(p);
        if (!condition) return false;
        parser_push(p, condition);
    }
    generator->conditions = parser_take_exprs(p, mark);
    return true;
}

static bool check_element(Parser *p, const Expr *element)
{
    if (element->kind != EXPR_STARRED) return true;
    parser_error(p, element->place, "iterable unpacking cannot be used in comprehension");
    return false;
}

Expr *parse_comprehension(Parser *p, ExprKind kind, uint32_t start, Expr *element,
                          Expr *value)
{
    if (!check_element(p, element)) return NULL;
    Comprehension *c = ARENA_NEW(p->arena, Comprehension);
    c->element = element;
    c->value = value;
    int capacity = 0;
    while (starts_comprehension(p)) {
        if (c->generator_count == capacity) {
            capacity = capacity ? capacity * 2 : 1;
            Generator *grown = ARENA_ARRAY(p->arena, Generator, capacity);
            if (c->generator_count)
                memcpy(grown, c->generators,
                       sizeof(Generator) * (size_t)c->generator_count);
            c->generators = grown;
        }
        if (!parse_generator_clause(p, &c->generators[c->generator_count])) return NULL;
        c->generator_count++;
    }
    Expr *e = expr_new(p, kind, place_from(p, start));
    e->comprehension = c;
    return expr_done(p, e);
}

// -- Displays ----------------------------------------------------------------------

// The bracket that ends a display; what else stands there may be for want of a comma.
static Expr *close(Parser *p, TokenKind closer, Expr *e, const Expr *last)
{
    if (!e) return NULL;
    if (!parser_take(p, closer)) {
        if (!last || !report_missing_comma(p, last)) parser_unexpected(p);
        return NULL;
    }
    e->place.end = parser_last_end(p);
    return e;
}

// The elements of a list, tuple or set from the second one on, up to [closer].
static Expr *parse_elements(Parser *p, ExprKind kind, TokenKind closer, uint32_t start,
                            Expr *first)
{
    uint32_t mark = parser_mark(p);
    Expr *last = first;
    if (first) parser_push(p, first);
    while (parser_take(p, TOKEN_COMMA) && !parser_is(p, closer)) {
        last = parse_star_named(p);
        if (!last) return NULL;
        parser_push(p, last);
    }
    if (starts_comprehension(p) && kind != EXPR_TUPLE)
        return parser_error(
            p, place_join(first->place, last->place),
            "did you forget parentheses around the comprehension target?");
    Expr *e = expr_new(p, kind, place_from(p, start));
    e->list = parser_take_exprs(p, mark);
    return close(p, closer, expr_done(p, e), last);
}

// list: '[' star_named_expressions? ']' | listcomp
static Expr *parse_list(Parser *p, uint32_t start)
{
    if (parser_is(p, TOKEN_SQUARE_CLOSE))
        return parse_elements(p, EXPR_LIST, TOKEN_SQUARE_CLOSE, start, NULL);
    Expr *first = parse_star_named(p);
    if (!first) return NULL;
    if (starts_comprehension(p))
        return close(p, TOKEN_SQUARE_CLOSE,
                     parse_comprehension(p, EXPR_LIST_COMP, start, first, NULL), NULL);
    return parse_elements(p, EXPR_LIST, TOKEN_SQUARE_CLOSE, start, first);
}

// group: '(' (yield_expr | named_expression) ')'; tuple; genexp
static Expr *parse_parentheses(Parser *p, uint32_t start)
{
    if (parser_is(p, TOKEN_PAREN_CLOSE))
        return parse_elements(p, EXPR_TUPLE, TOKEN_PAREN_CLOSE, start, NULL);
    Expr *first = parser_is(p, TOKEN_YIELD) ? parse_yield(p) : parse_star_named(p);
    if (!first) return NULL;
    if (starts_comprehension(p))
        return close(p, TOKEN_PAREN_CLOSE,
                     parse_comprehension(p, EXPR_GENERATOR, start, first, NULL), NULL);
    if (parser_is(p, TOKEN_COMMA))
        return parse_elements(p, EXPR_TUPLE, TOKEN_PAREN_CLOSE, start, first);
    if (first->kind == EXPR_STARRED && parser_is(p, TOKEN_PAREN_CLOSE))
        return parser_error(p, first->place, "cannot use starred expression here");
    if (!parser_take(p, TOKEN_PAREN_CLOSE)) {
        if (!report_missing_comma(p, first)) parser_unexpected(p);
        return NULL;
    }
    p->grouped = first;
    return first;
}

// double_starred_kvpair: '**' bitwise_or | expression ':' expression
static bool parse_pair(Parser *p, Expr **key, Expr **value)
{
    *key = NULL;
    if (parser_take(p, TOKEN_STARSTAR)) {
        *value = parse_bitwise_or(p);
        return *value != NULL;
    }
    *key = parse_expression(p);
    if (!*key) return false;
    Place colon = parser_place(p);
    if (!parser_take(p, TOKEN_COLON)) {
        if (report_missing_comma(p, *key)) return false;
        parser_error(p, (*key)->place, "':' expected after dictionary key");
        return false;
    }
    if (parser_is(p, TOKEN_BRACE_CLOSE) || parser_is(p, TOKEN_COMMA)) {
        parser_error(p, colon, "expression expected after dictionary key and ':'");
        return false;
    }
    if (parser_is(p, TOKEN_STAR)) {
        uint32_t start = parser_token(p)->start;
        p->at++;
        if (parse_bitwise_or(p))
            parser_error(p, place_from(p, start),
                         "cannot use a starred expression in a dictionary value");
        return false;
    }
    *value = parse_expression(p);
    return *value != NULL;
}

// dict: '{' ','.double_starred_kvpair+ ','? '}' | dictcomp; from its second pair on
static Expr *parse_dict(Parser *p, uint32_t start, Expr *key, Expr *value)
{
    if (starts_comprehension(p)) {
        if (!key) {
            Place place = {start + 1, value->place.end};
            while (p->text[place.start] != '*')
                place.start++;
            return parser_error(p, place,
                                "dict unpacking cannot be used in dict comprehension");
        }
        return close(p, TOKEN_BRACE_CLOSE,
                     parse_comprehension(p, EXPR_DICT_COMP, start, key, value), NULL);
    }
    // Keys and values are pushed in turn, then parted.
    uint32_t mark = parser_mark(p);
    parser_push(p, key);
    parser_push(p, value);
    while (parser_take(p, TOKEN_COMMA) && !parser_is(p, TOKEN_BRACE_CLOSE)) {
        if (!parse_pair(p, &key, &value)) return NULL;
        parser_push(p, key);
        parser_push(p, value);
    }
    ExprList pairs = parser_take_exprs(p, mark);
    Expr *e = expr_new(p, EXPR_DICT, place_from(p, start));
    int count = pairs.count / 2;
    e->keys = (ExprList){ARENA_ARRAY(p->arena, Expr *, count), count};
    e->list = (ExprList){ARENA_ARRAY(p->arena, Expr *, count), count};
    for (int i = 0; i < count; i++) {
        e->keys.items[i] = pairs.items[i * 2];
        e->list.items[i] = pairs.items[i * 2 + 1];
    }
    return close(p, TOKEN_BRACE_CLOSE, expr_done(p, e), value);
}

static Expr *parse_braces(Parser *p, uint32_t start)
{
    if (parser_is(p, TOKEN_BRACE_CLOSE))
        return close(p, TOKEN_BRACE_CLOSE, expr_new(p, EXPR_DICT, place_from(p, start)),
                     NULL);
    Expr *value;
    if (parser_take(p, TOKEN_STARSTAR)) {
        value = parse_bitwise_or(p);
        return value ? parse_dict(p, start, NULL, value) : NULL;
    }
    Expr *first = parse_star_named(p);
    if (!first) return NULL;
    bool may_be_key =
        first->kind != EXPR_STARRED && (first->kind != EXPR_NAMED || first == p->grouped);
    if (parser_is(p, TOKEN_COLON) && may_be_key) {
        Place colon = parser_place(p);
        p->at++;
        if (parser_is(p, TOKEN_BRACE_CLOSE) || parser_is(p, TOKEN_COMMA))
            return parser_error(p, colon,
                                "expression expected after dictionary key and ':'");
        if (parser_is(p, TOKEN_STAR)) {
            value = parse_star_named(p);
            if (!value) return NULL;
            return parser_error(p, value->place,
                                "cannot use a starred expression in a dictionary value");
        }
        value = parse_expression(p);
        return value ? parse_dict(p, start, first, value) : NULL;
    }
    if (starts_comprehension(p))
        return close(p, TOKEN_BRACE_CLOSE,
                     parse_comprehension(p, EXPR_SET_COMP, start, first, NULL), NULL);
    return parse_elements(p, EXPR_SET, TOKEN_BRACE_CLOSE, start, first);
}

static Expr *parse_bracketed(Parser *p)
{
    const Token *token = parser_token(p);
    p->at++;
    if (!parser_enter(p)) return NULL;
    p->brackets++;
    Expr *e = token->kind == TOKEN_PAREN_OPEN    ? parse_parentheses(p, token->start)
              : token->kind == TOKEN_SQUARE_OPEN ? parse_list(p, token->start)
                                                 : parse_braces(p, token->start);
    p->brackets--;
    parser_leave(p);
    return e;
}

// atom: NAME | 'True' | 'False' | 'None' | strings | NUMBER | '...' | brackets
Expr *parse_atom(Parser *p)
{
    switch ((TokenKind)parser_token(p)->kind) {
    case TOKEN_NAME: return parse_name_atom(p);
    case TOKEN_NUMBER: return parse_number(p);
    case TOKEN_STRING:
    case TOKEN_FSTRING_START: return parse_strings(p);
    case TOKEN_PAREN_OPEN:
    case TOKEN_SQUARE_OPEN:
    case TOKEN_BRACE_OPEN: return parse_bracketed(p);
    case TOKEN_NONE: return parse_constant(p, EXPR_NONE);
    case TOKEN_TRUE: return parse_constant(p, EXPR_TRUE);
    case TOKEN_FALSE: return parse_constant(p, EXPR_FALSE);
    case TOKEN_ELLIPSIS: return parse_constant(p, EXPR_ELLIPSIS);
    default: return parser_unexpected(p);
    }
}
