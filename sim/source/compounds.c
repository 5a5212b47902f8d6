// compounds.c -- if, while, for, with, try.

#include "source/parser.h"

#include "source/typos.h"

#include <string.h>

static void end_with(Stmt *s, StmtList body)
{
    if (body.count) s->place.end = body.items[body.count - 1]->place.end;
}

// 'else' ':' block, if there is one.
static bool parse_else(Parser *p, Stmt *s)
{
    uint32_t start = parser_token(p)->start;
    if (!parser_take(p, TOKEN_ELSE)) return true;
    if (!parse_block(p, BLOCK_ELSE, start, &s->otherwise)) return false;
    end_with(s, s->otherwise);
    return true;
}

// -- if and while ------------------------------------------------------------------

// ('if' | 'elif') named_expression ':' block
static Stmt *parse_branch(Parser *p, BlockOwner owner)
{
    Stmt *s = stmt_new(p, STMT_IF, parser_place(p));
    uint32_t start = s->place.start;
    p->at++;
    s->test = parse_named(p);
    if (!s->test) return NULL;
    s->keyword = place_from(p, start);
    if (!parse_block(p, owner, start, &s->body)) return NULL;
    end_with(s, s->body);
    return s;
}

// An elif is an if in the else of the one before it. The chain is built from its front,
// without recursion.
static Stmt *parse_if(Parser *p)
{
    Stmt *first = parse_branch(p, BLOCK_IF);
    if (!first) return NULL;
    Stmt *last = first;
    int length = 0;
    while (parser_is(p, TOKEN_ELIF)) {
        if (++length > AST_HEIGHT_MAX)
            return parser_error(p, parser_place(p), "too many elif clauses in a row");
        Stmt *next = parse_branch(p, BLOCK_ELIF);
        if (!next) return NULL;
        last->otherwise = (StmtList){ARENA_NEW(p->arena, Stmt *), 1};
        last->otherwise.items[0] = next;
        last = next;
    }
    if (!parse_else(p, last)) return NULL;
    for (Stmt *s = first; s != last; s = s->otherwise.items[0])
        s->place.end = last->place.end;
    return first;
}

// 'while' named_expression ':' block [else_block]
static Stmt *parse_while(Parser *p)
{
    Stmt *s = stmt_new(p, STMT_WHILE, parser_place(p));
    uint32_t start = s->place.start;
    p->at++;
    s->test = parse_named(p);
    if (!s->test) return NULL;
    s->keyword = place_from(p, start);
    if (!parse_block(p, BLOCK_WHILE, start, &s->body)) return NULL;
    end_with(s, s->body);
    return parse_else(p, s) ? s : NULL;
}

// -- for ---------------------------------------------------------------------------

// 'for' star_targets 'in' star_expressions ':' block [else_block]
static Stmt *parse_for(Parser *p, uint32_t start, bool is_async)
{
    Stmt *s = stmt_new(p, STMT_FOR, parser_place(p));
    s->is_async = is_async;
    p->at++;
    s->variable = parse_for_target(p);
    if (!s->variable || !parser_expect(p, TOKEN_IN)) return NULL;
    s->iterable = parse_star_expressions(p);
    if (!s->iterable) return NULL;
    if (s->iterable->kind == EXPR_STARRED)
        return parser_error(p, s->iterable->place, "can't use starred expression here");
    s->place = s->keyword = place_from(p, start);
    if (!parse_block(p, BLOCK_FOR, start, &s->body)) return NULL;
    end_with(s, s->body);
    return parse_else(p, s) ? s : NULL;
}

// -- with --------------------------------------------------------------------------

// with_item: expression ['as' star_target]
static WithItem *parse_with_item(Parser *p)
{
    WithItem *item = ARENA_NEW(p->arena, WithItem);
    item->context = parse_expression(p);
    if (!item->context) return NULL;
    if (!parser_take(p, TOKEN_AS)) return item;
    item->target = parse_bitwise_or(p);
    if (!item->target) return NULL;
    return target_check(p, item->target, TARGET_ASSIGN) ? item : NULL;
}

// Pushes the items up to what is no comma; with [closer] a final comma is allowed.
static bool parse_with_items(Parser *p, bool may_end_with_comma)
{
    do {
        if (may_end_with_comma && parser_is(p, TOKEN_PAREN_CLOSE)) return true;
        WithItem *item = parse_with_item(p);
        if (!item) return false;
        parser_push(p, item);
    } while (parser_take(p, TOKEN_COMMA));
    return true;
}

// '(' with_items ')' if ":" follows the closing one and all between are items; else
// nothing is taken, and the parenthesis is one of an expression.
static bool take_parenthesized_items(Parser *p)
{
    const Token *open = parser_token(p);
    if (open->kind != TOKEN_PAREN_OPEN || !open->match) return false;
    if (p->tokens[open->match + 1].kind != TOKEN_COLON) return false;
    uint32_t at = p->at, mark = parser_mark(p);
    p->at++;
    p->quiet++;
    p->brackets++;
    bool is_good =
        parse_with_items(p, true) && p->at == open->match && parser_pushed(p, mark) > 0;
    p->brackets--;
    p->quiet--;
    if (is_good) {
        p->at++;
        return true;
    }
    p->failed = false;
    p->at = at;
    parser_drop(p, mark);
    return false;
}

// 'with' ','.with_item+ ':' block | 'with' '(' ','.with_item+ ','? ')' ':' block
static Stmt *parse_with(Parser *p, uint32_t start, bool is_async)
{
    Stmt *s = stmt_new(p, STMT_WITH, parser_place(p));
    s->is_async = is_async;
    p->at++;
    uint32_t mark = parser_mark(p);
    if (!take_parenthesized_items(p) && !parse_with_items(p, false)) return NULL;
    s->item_count = parser_pushed(p, mark);
    s->items = ARENA_ARRAY(p->arena, WithItem, s->item_count);
    for (int i = 0; i < s->item_count; i++)
        s->items[i] = *(WithItem *)p->pending[mark + (uint32_t)i];
    parser_drop(p, mark);
    s->place = s->keyword = place_from(p, start);
    if (!parse_block(p, BLOCK_WITH, start, &s->body)) return NULL;
    end_with(s, s->body);
    return s;
}

// -- try ---------------------------------------------------------------------------

// The type behind "except", with "as NAME".
static bool parse_handler_type(Parser *p, Handler *handler)
{
    uint32_t start = parser_token(p)->start;
    handler->type = parse_expression(p);
    if (!handler->type) return false;
    if (parser_is(p, TOKEN_COMMA)) {
        while (parser_take(p, TOKEN_COMMA) && starts_expression(p))
            if (!parse_expression(p)) return false;
        parser_error(p, place_from(p, start),
                     "multiple exception types must be parenthesized");
        return false;
    }
    if (!parser_take(p, TOKEN_AS)) return true;
    handler->name = parser_name(p, NULL);
    return handler->name.bytes != NULL;
}

// 'except' '*'? [expression ['as' NAME]] ':' block
static Handler *parse_handler(Parser *p, Stmt *s, bool is_first)
{
    Handler *handler = ARENA_NEW(p->arena, Handler);
    Place keyword = parser_place(p);
    p->at++;
    bool is_star = parser_take(p, TOKEN_STAR);
    if (!is_first && is_star != s->is_star)
        return parser_error(p, keyword,
                            "cannot have both 'except' and 'except*' on the same 'try'");
    s->is_star = is_star;
    if (!parser_is(p, TOKEN_COLON) && !parser_is(p, TOKEN_NEWLINE)) {
        if (!parse_handler_type(p, handler)) return NULL;
    } else if (is_star) {
        return parser_error(p, parser_place(p), "expected one or more exception types");
    }
    handler->place = place_from(p, keyword.start);
    BlockOwner owner = is_star ? BLOCK_EXCEPT_STAR : BLOCK_EXCEPT;
    return parse_block(p, owner, keyword.start, &handler->body) ? handler : NULL;
}

static bool parse_handlers(Parser *p, Stmt *s)
{
    uint32_t mark = parser_mark(p);
    while (parser_is(p, TOKEN_EXCEPT)) {
        Handler *handler = parse_handler(p, s, parser_pushed(p, mark) == 0);
        if (!handler) return false;
        parser_push(p, handler);
    }
    s->handler_count = parser_pushed(p, mark);
    s->handlers = ARENA_ARRAY(p->arena, Handler, s->handler_count);
    for (int i = 0; i < s->handler_count; i++)
        s->handlers[i] = *(Handler *)p->pending[mark + (uint32_t)i];
    parser_drop(p, mark);
    for (int i = 0; i + 1 < s->handler_count; i++)
        if (!s->handlers[i].type) {
            parser_error(p, s->handlers[i].place, "default 'except:' must be last");
            return false;
        }
    return true;
}

// 'try' ':' block (except_block+ [else_block] [finally_block] | finally_block)
static Stmt *parse_try(Parser *p)
{
    Stmt *s = stmt_new(p, STMT_TRY, parser_place(p));
    uint32_t start = s->place.start;
    p->at++;
    if (!parse_block(p, BLOCK_TRY, start, &s->body)) return NULL;
    if (!parse_handlers(p, s)) return NULL;
    if (s->handler_count) {
        end_with(s, s->handlers[s->handler_count - 1].body);
        if (!parse_else(p, s)) return NULL;
    }
    uint32_t finally_start = parser_token(p)->start;
    bool has_finally = parser_take(p, TOKEN_FINALLY);
    if (has_finally && !parse_block(p, BLOCK_FINALLY, finally_start, &s->finally))
        return NULL;
    if (has_finally) end_with(s, s->finally);
    if (!s->handler_count && !has_finally) {
        parser_error(p, parser_place(p), "expected 'except' or 'finally' block");
        if (typos_hint(p)) p->at++; // its line belongs to this mistake
        return NULL;
    }
    return s;
}

// -- All ---------------------------------------------------------------------------

bool starts_compound(const Parser *p)
{
    switch ((TokenKind)parser_token(p)->kind) {
    case TOKEN_IF:
    case TOKEN_WHILE:
    case TOKEN_FOR:
    case TOKEN_WITH:
    case TOKEN_TRY:
    case TOKEN_DEF:
    case TOKEN_CLASS:
    case TOKEN_AT:
    case TOKEN_ASYNC: return true;
    default: return false;
    }
}

static Stmt *parse_async(Parser *p)
{
    uint32_t start = parser_token(p)->start;
    if (parser_next_is(p, TOKEN_DEF)) return parse_definition(p);
    p->at++;
    if (parser_is(p, TOKEN_FOR)) return parse_for(p, start, true);
    if (parser_is(p, TOKEN_WITH)) return parse_with(p, start, true);
    return parser_unexpected(p);
}

Stmt *parse_compound(Parser *p)
{
    uint32_t start = parser_token(p)->start;
    switch ((TokenKind)parser_token(p)->kind) {
    case TOKEN_IF: return parse_if(p);
    case TOKEN_WHILE: return parse_while(p);
    case TOKEN_FOR: return parse_for(p, start, false);
    case TOKEN_WITH: return parse_with(p, start, false);
    case TOKEN_TRY: return parse_try(p);
    case TOKEN_ASYNC: return parse_async(p);
    default: return parse_definition(p);
    }
}
