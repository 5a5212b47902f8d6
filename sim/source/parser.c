// parser.c -- the tools of the grammar: tokens, mistakes, names, nodes, lists.

#include "source/parser.h"

#include "base/assert.h"
#include "source/typos.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// How deep the functions of the grammar may call each other for one expression.
enum { RECURSION_MAX = 600 };

// -- Tokens ------------------------------------------------------------------------

const Token *parser_token(const Parser *p)
{
    return &p->tokens[p->at];
}

bool parser_is(const Parser *p, TokenKind kind)
{
    return p->tokens[p->at].kind == kind;
}

bool parser_next_is(const Parser *p, TokenKind kind)
{
    return p->tokens[p->at].kind != TOKEN_END && p->tokens[p->at + 1].kind == kind;
}

bool parser_take(Parser *p, TokenKind kind)
{
    if (p->tokens[p->at].kind != kind) return false;
    p->at++;
    return true;
}

bool parser_expect(Parser *p, TokenKind kind)
{
    if (parser_take(p, kind)) return true;
    parser_unexpected(p);
    return false;
}

bool parser_is_word(const Parser *p, const char *word)
{
    const Token *token = parser_token(p);
    size_t size = strlen(word);
    return token->kind == TOKEN_NAME && token->end - token->start == size &&
           memcmp(p->text + token->start, word, size) == 0;
}

uint32_t parser_last_end(const Parser *p)
{
    return p->at ? p->tokens[p->at - 1].end : 0;
}

Place parser_place(const Parser *p)
{
    const Token *token = parser_token(p);
    return (Place){token->start, token->end};
}

Place place_from(const Parser *p, uint32_t start)
{
    return (Place){start, parser_last_end(p)};
}

Place place_join(Place from, Place to)
{
    return (Place){from.start, to.end};
}

// -- Mistakes ----------------------------------------------------------------------

// True if the logical line that the next token belongs to has a token that was reported.
static bool line_has_broken_token(const Parser *p)
{
    for (uint32_t i = p->at;; i++) {
        TokenKind kind = p->tokens[i].kind;
        if (kind == TOKEN_BROKEN) return true;
        if (kind == TOKEN_NEWLINE || kind == TOKEN_END) break;
    }
    for (uint32_t i = p->at; i-- > 0;) {
        TokenKind kind = p->tokens[i].kind;
        if (kind == TOKEN_BROKEN) return true;
        if (kind == TOKEN_NEWLINE) break;
    }
    return false;
}

void *parser_error(Parser *p, Place place, const char *english, ...)
{
    p->reported = false;
    if (p->failed) return NULL;
    p->failed = true;
    if (p->quiet || line_has_broken_token(p)) return NULL;
    p->reported = true;
    char message[400];
    va_list arguments;
    va_start(arguments, english);
    vsnprintf(message, sizeof message, in_language(diag_language(p->diag), english),
              arguments);
    va_end(arguments);
    diag_error(p->diag, p->file, place.start, place.end, "%s", message);
    return NULL;
}

void parser_hint(Parser *p, const char *english, ...)
{
    if (!p->reported) return;
    char message[400];
    va_list arguments;
    va_start(arguments, english);
    vsnprintf(message, sizeof message, in_language(diag_language(p->diag), english),
              arguments);
    va_end(arguments);
    diag_hint(p->diag, "%s", message);
}

// What other languages write, and what Python writes instead.
static void hint_foreign(Parser *p)
{
    static const struct {
        TokenKind first, second;
        const char *hint;
    } foreign[] = {
        {TOKEN_AMPERSAND, TOKEN_AMPERSAND, "Python writes \"and\""},
        {TOKEN_BAR, TOKEN_BAR, "Python writes \"or\""},
        {TOKEN_LESS, TOKEN_GREATER, "Python writes \"!=\""},
        {TOKEN_ELSE, TOKEN_IF, "Python writes \"elif\""},
    };
    if (!p->at) return;
    TokenKind before = p->tokens[p->at - 1].kind, kind = parser_token(p)->kind;
    for (size_t i = 0; i < sizeof foreign / sizeof foreign[0]; i++) {
        bool here = kind == foreign[i].first && parser_next_is(p, foreign[i].second);
        bool there = before == foreign[i].first && kind == foreign[i].second;
        if (here || there) parser_hint(p, foreign[i].hint, "");
    }
    if (kind != TOKEN_NEWLINE || p->at < 2 || p->tokens[p->at - 2].kind != before) return;
    if (before == TOKEN_PLUS) parser_hint(p, "Python writes \"x += 1\"");
    if (before == TOKEN_MINUS) parser_hint(p, "Python writes \"x -= 1\"");
}

void *parser_unexpected(Parser *p)
{
    if (p->failed) return NULL;
    if (parser_is(p, TOKEN_INDENT)) {
        // The line is shown, not its indentation alone.
        Place place = parser_place(p);
        return parser_error(p, place, "unexpected indent");
    }
    parser_error(p, parser_place(p), "invalid syntax");
    hint_foreign(p);
    typos_hint(p);
    return NULL;
}

void *parser_lacks(Parser *p, Place place, const char *construct)
{
    return parser_error(p, place, "%s: not in Coroscope's subset of Python",
                        in_language(diag_language(p->diag), construct));
}

bool parser_enter(Parser *p)
{
    if (++p->depth <= RECURSION_MAX) return true;
    p->depth--;
    parser_error(p, parser_place(p), "this is nested too deeply");
    return false;
}

void parser_leave(Parser *p)
{
    p->depth--;
}

// -- Names -------------------------------------------------------------------------

AstText parser_intern(Parser *p, const char *bytes, uint32_t size)
{
    return name_table_intern(p->names, bytes, size);
}

// As _Py_Mangle() in Python/compile.c: "__x" inside "class _C" is "_C__x".
AstText parser_mangle(Parser *p, AstText name)
{
    if (!p->class_name.bytes || name.size < 3 || name.bytes[0] != '_' ||
        name.bytes[1] != '_')
        return name;
    if (name.bytes[name.size - 1] == '_' && name.bytes[name.size - 2] == '_') return name;
    if (memchr(name.bytes, '.', name.size)) return name;
    const char *class_name = p->class_name.bytes;
    while (*class_name == '_')
        class_name++;
    if (!*class_name) return name;
    const char *mangled = arena_format(p->arena, "_%s%s", class_name, name.bytes);
    return parser_intern(p, mangled, (uint32_t)strlen(mangled));
}

AstText parser_name(Parser *p, Place *place)
{
    const Token *token = parser_token(p);
    if (place) *place = parser_place(p);
    if (token->kind != TOKEN_NAME) {
        parser_unexpected(p);
        return (AstText){0};
    }
    p->at++;
    AstText name = parser_intern(p, p->text + token->start, token->end - token->start);
    return p->class_name.bytes ? parser_mangle(p, name) : name;
}

// -- Nodes -------------------------------------------------------------------------

Expr *expr_new(Parser *p, ExprKind kind, Place place)
{
    Expr *e = ARENA_NEW(p->arena, Expr);
    e->kind = kind;
    e->place = place;
    return e;
}

Stmt *stmt_new(Parser *p, StmtKind kind, Place place)
{
    Stmt *s = ARENA_NEW(p->arena, Stmt);
    s->kind = kind;
    s->place = place;
    s->keyword = place;
    return s;
}

static void rise_above(void *expr, Expr *part)
{
    Expr *e = expr;
    if (part->height >= e->height) e->height = part->height + 1;
}

Expr *expr_done(Parser *p, Expr *e)
{
    expr_each_part(e, rise_above, e);
    if (e->height <= AST_HEIGHT_MAX) return e;
    Place start = {e->place.start, e->place.start + 1};
    return parser_error(p, start,
                        "this expression has too many operators in a row or is "
                        "nested too deeply");
}

// -- Lists -------------------------------------------------------------------------

uint32_t parser_mark(const Parser *p)
{
    return p->pending_count;
}

void parser_push(Parser *p, void *item)
{
    if (p->pending_count == p->pending_capacity) {
        p->pending_capacity = p->pending_capacity ? p->pending_capacity * 2 : 256;
        p->pending = memory_grow(p->pending, p->pending_capacity * sizeof(void *));
    }
    p->pending[p->pending_count++] = item;
}

int parser_pushed(const Parser *p, uint32_t mark)
{
    return (int)(p->pending_count - mark);
}

void parser_drop(Parser *p, uint32_t mark)
{
    p->pending_count = mark;
}

static void *take(Parser *p, uint32_t mark, int *count)
{
    *count = (int)(p->pending_count - mark);
    p->pending_count = mark;
    if (*count == 0) return NULL;
    void **items = ARENA_ARRAY(p->arena, void *, *count);
    memcpy(items, p->pending + mark, (size_t)*count * sizeof(void *));
    return items;
}

ExprList parser_take_exprs(Parser *p, uint32_t mark)
{
    ExprList list;
    list.items = take(p, mark, &list.count);
    return list;
}

StmtList parser_take_stmts(Parser *p, uint32_t mark)
{
    StmtList list;
    list.items = take(p, mark, &list.count);
    return list;
}
