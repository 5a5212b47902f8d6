// definitions.c -- functions with their parameters, classes, decorators.

#include "source/parser.h"

#include <string.h>

// -- Parameters --------------------------------------------------------------------

// The parameters while they are read.
typedef struct ParameterList {
    Parameter *items;
    int count, capacity;
    bool has_slash, has_star, has_default;
    bool wants_keyword; // a bare * stands before, and nothing yet behind it
    Place star;
} ParameterList;

static void add_parameter(Parser *p, ParameterList *list, Parameter parameter)
{
    if (list->count == list->capacity) {
        int capacity = list->capacity ? list->capacity * 2 : 4;
        Parameter *grown = ARENA_ARRAY(p->arena, Parameter, capacity);
        if (list->count)
            memcpy(grown, list->items, sizeof(Parameter) * (size_t)list->count);
        list->items = grown;
        list->capacity = capacity;
    }
    list->items[list->count++] = parameter;
}

// NAME [':' expression] ['=' expression]
static bool parse_parameter(Parser *p, ParameterList *list, ParameterKind kind,
                            bool annotated)
{
    Parameter parameter = {.kind = kind};
    if (parser_is(p, TOKEN_PAREN_OPEN)) {
        const Token *open = parser_token(p);
        uint32_t end = open->match ? p->tokens[open->match].end : open->end;
        parser_error(p, (Place){open->start, end},
                     annotated ? "Function parameters cannot be parenthesized"
                               : "Lambda expression parameters cannot be parenthesized");
        return false;
    }
    parameter.name = parser_name(p, &parameter.place);
    if (!parameter.name.bytes) return false;
    if (annotated && parser_take(p, TOKEN_COLON)) {
        bool may_be_starred = kind == PARAMETER_ARGS && parser_is(p, TOKEN_STAR);
        if (may_be_starred)
            return parser_lacks(p, parser_place(p), "a starred annotation");
        parameter.annotation = parse_expression(p);
        if (!parameter.annotation) return false;
    }
    Place equal = parser_place(p);
    if (parser_take(p, TOKEN_ASSIGN)) {
        if (kind == PARAMETER_ARGS || kind == PARAMETER_KWARGS) {
            parser_error(p, equal,
                         kind == PARAMETER_ARGS
                             ? "var-positional argument cannot have default value"
                             : "var-keyword argument cannot have default value");
            return false;
        }
        parameter.default_value = parse_expression(p);
        if (!parameter.default_value) return false;
    }
    if (kind == PARAMETER_NORMAL) {
        if (list->has_default && !parameter.default_value) {
            parser_error(p, parameter.place,
                         "parameter without a default follows parameter with a default");
            return false;
        }
        list->has_default = parameter.default_value != NULL;
    }
    add_parameter(p, list, parameter);
    return true;
}

static bool parse_slash(Parser *p, ParameterList *list)
{
    Place place = parser_place(p);
    p->at++;
    const char *mistake = list->has_slash  ? "/ may appear only once"
                          : list->has_star ? "/ must be ahead of *"
                          : !list->count   ? "at least one argument must precede /"
                                           : NULL;
    if (mistake) {
        parser_error(p, place, mistake, "");
        return false;
    }
    list->has_slash = true;
    for (int i = 0; i < list->count; i++)
        list->items[i].kind = PARAMETER_POSITIONAL_ONLY;
    return true;
}

static bool parse_star(Parser *p, ParameterList *list, TokenKind closer, bool annotated)
{
    list->star = parser_place(p);
    p->at++;
    if (list->has_star) {
        parser_error(p, list->star, "* argument may appear only once");
        return false;
    }
    list->has_star = true;
    if (parser_is(p, TOKEN_COMMA) || parser_is(p, closer)) {
        list->wants_keyword = true;
        return true;
    }
    return parse_parameter(p, list, PARAMETER_ARGS, annotated);
}

static bool parse_double_star(Parser *p, ParameterList *list, TokenKind closer,
                              bool annotated)
{
    p->at++;
    if (!parse_parameter(p, list, PARAMETER_KWARGS, annotated)) return false;
    parser_take(p, TOKEN_COMMA);
    if (parser_is(p, closer)) return true;
    if (parser_is(p, TOKEN_NAME) || parser_is(p, TOKEN_STAR) ||
        parser_is(p, TOKEN_STARSTAR) || parser_is(p, TOKEN_SLASH))
        parser_error(p, parser_place(p), "arguments cannot follow var-keyword argument");
    else
        parser_unexpected(p);
    return false;
}

static bool parse_one_parameter(Parser *p, ParameterList *list, TokenKind closer,
                                bool annotated)
{
    if (parser_is(p, TOKEN_SLASH)) return parse_slash(p, list);
    if (parser_is(p, TOKEN_STAR)) return parse_star(p, list, closer, annotated);
    if (!list->has_star) return parse_parameter(p, list, PARAMETER_NORMAL, annotated);
    list->wants_keyword = false;
    return parse_parameter(p, list, PARAMETER_KEYWORD_ONLY, annotated);
}

bool parse_parameters(Parser *p, Function *function, TokenKind closer, bool annotated)
{
    ParameterList list = {0};
    while (!parser_is(p, closer)) {
        if (parser_is(p, TOKEN_STARSTAR)) {
            if (list.wants_keyword) break;
            if (!parse_double_star(p, &list, closer, annotated)) return false;
            break;
        }
        if (!parse_one_parameter(p, &list, closer, annotated)) return false;
        if (!parser_take(p, TOKEN_COMMA)) break;
    }
    if (list.wants_keyword) {
        parser_error(p, list.star, "named arguments must follow bare *");
        return false;
    }
    function->parameters = list.items;
    function->parameter_count = list.count;
    return true;
}

// -- Functions and classes ---------------------------------------------------------------

static const char *docstring_of(StmtList body)
{
    if (!body.count || body.items[0]->kind != STMT_EXPR) return NULL;
    const Expr *value = body.items[0]->value;
    return value->kind == EXPR_STR ? value->text.bytes : NULL;
}

static uint32_t body_end(StmtList body)
{
    return body.items[body.count - 1]->place.end;
}

static bool expect_parenthesis(Parser *p)
{
    if (parser_take(p, TOKEN_PAREN_OPEN)) return true;
    if (parser_is(p, TOKEN_SQUARE_OPEN))
        parser_lacks(p, parser_place(p), "type parameters");
    else
        parser_error(p, parser_place(p), "expected '('");
    return false;
}

static bool parse_definition_name(Parser *p, AstText *name, AstText *binding,
                                  Place *place)
{
    AstText class_name = p->class_name;
    p->class_name = (AstText){0};
    *name = parser_name(p, place);
    p->class_name = class_name;
    if (!name->bytes) return false;
    *binding = parser_mangle(p, *name);
    return true;
}

// 'def' NAME '(' params? ')' ['->' expression] ':' block
static Stmt *parse_function(Parser *p, uint32_t start, bool is_async)
{
    Function *f = ARENA_NEW(p->arena, Function);
    f->is_async = is_async;
    p->at++;
    if (!parse_definition_name(p, &f->name, &f->binding, &f->name_place)) return NULL;
    if (!expect_parenthesis(p)) return NULL;
    p->brackets++;
    if (!parse_parameters(p, f, TOKEN_PAREN_CLOSE, true)) return NULL;
    if (!parser_expect(p, TOKEN_PAREN_CLOSE)) return NULL;
    p->brackets--;
    if (parser_is(p, TOKEN_ARROW)) {
        Place arrow = parser_place(p);
        p->at++;
        if (parser_is(p, TOKEN_COLON)) return parser_error(p, arrow, "expected ':'");
        f->returns = parse_expression(p);
        if (!f->returns) return NULL;
    }
    Stmt *s = stmt_new(p, STMT_FUNCTION, place_from(p, start));
    s->function = f;
    if (!parse_block(p, BLOCK_FUNCTION, start, &f->body)) return NULL;
    if (f->body.count) s->place.end = body_end(f->body);
    f->docstring = docstring_of(f->body);
    return s;
}

// 'class' NAME ['(' arguments? ')'] ':' block
static Stmt *parse_class(Parser *p, uint32_t start)
{
    Class *c = ARENA_NEW(p->arena, Class);
    p->at++;
    if (!parse_definition_name(p, &c->name, &c->binding, &c->name_place)) return NULL;
    if (parser_is(p, TOKEN_SQUARE_OPEN))
        return parser_lacks(p, parser_place(p), "type parameters");
    if (parser_take(p, TOKEN_PAREN_OPEN) &&
        !parse_arguments(p, &c->bases, &c->keywords, &c->keyword_count))
        return NULL;
    for (int i = 0; i < c->bases.count; i++)
        if (c->bases.items[i]->kind == EXPR_GENERATOR) {
            Place place = {c->bases.items[i]->place.start, c->bases.items[i]->place.end};
            if (p->text[place.start] == '(' && c->bases.count == 1)
                return parser_error(p, place, "invalid syntax");
        }
    Stmt *s = stmt_new(p, STMT_CLASS, place_from(p, start));
    s->class_ = c;
    AstText outer = p->class_name;
    p->class_name = c->name;
    bool is_good = parse_block(p, BLOCK_CLASS, start, &c->body);
    p->class_name = outer;
    if (!is_good) return NULL;
    if (c->body.count) s->place.end = body_end(c->body);
    c->docstring = docstring_of(c->body);
    return s;
}

// ('@' named_expression NEWLINE)* (function_def | class_def)
Stmt *parse_definition(Parser *p)
{
    uint32_t mark = parser_mark(p);
    while (parser_take(p, TOKEN_AT)) {
        Expr *decorator = parse_named(p);
        if (!decorator || !parser_expect(p, TOKEN_NEWLINE)) return NULL;
        parser_push(p, decorator);
    }
    ExprList decorators = parser_take_exprs(p, mark);
    uint32_t start = parser_token(p)->start;
    bool is_async = parser_is(p, TOKEN_ASYNC) && parser_next_is(p, TOKEN_DEF);
    if (is_async) p->at++;
    Stmt *s;
    if (parser_is(p, TOKEN_DEF))
        s = parse_function(p, start, is_async);
    else if (parser_is(p, TOKEN_CLASS))
        s = parse_class(p, start);
    else
        return parser_unexpected(p);
    if (s) s->decorators = decorators;
    return s;
}
