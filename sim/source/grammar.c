// grammar.c -- statements of one line, blocks, and going on after a mistake.

#include "source/grammar.h"

#include "source/parser.h"

#include <stdlib.h>
#include <string.h>

// -- Assignment --------------------------------------------------------------------

// += and the others are the operators' tokens in the order of this table.
static const BinaryOp augmented_ops[] = {
    BINARY_ADD,       BINARY_SUB, BINARY_MUL,    BINARY_POW,    BINARY_DIV,
    BINARY_FLOOR_DIV, BINARY_MOD, BINARY_MATMUL, BINARY_LSHIFT, BINARY_RSHIFT,
    BINARY_AND,       BINARY_OR,  BINARY_XOR,
};

static Stmt *parse_augmented(Parser *p, Expr *target)
{
    if (target->kind != EXPR_NAME && target->kind != EXPR_ATTRIBUTE &&
        target->kind != EXPR_SUBSCRIPT)
        return parser_error(
            p, target->place, "'%s' is an illegal expression for augmented assignment",
            in_language(diag_language(p->diag), expr_description(target)));
    Stmt *s = stmt_new(p, STMT_AUGMENTED, target->place);
    s->target = target;
    s->binary = augmented_ops[parser_token(p)->kind - TOKEN_PLUS_ASSIGN];
    p->at++;
    s->value = parse_value(p);
    return s->value ? s : NULL;
}

// single_target ':' expression ['=' annotated_rhs]
static Stmt *parse_annotated(Parser *p, Expr *target)
{
    Stmt *s = stmt_new(p, STMT_ANNOTATED, target->place);
    s->target = target;
    p->at++;
    s->annotation = parse_expression(p);
    if (!s->annotation) return NULL;
    if (target->kind == EXPR_LIST || target->kind == EXPR_TUPLE)
        return parser_error(
            p, target->place, "only single target (not %s) can be annotated",
            in_language(diag_language(p->diag), expr_description(target)));
    if (target_mistake(target, TARGET_ASSIGN) || target->kind == EXPR_STARRED)
        return parser_error(p, target->place, "illegal target for annotation");
    if (parser_take(p, TOKEN_ASSIGN) && !(s->value = parse_value(p))) return NULL;
    return s;
}

// True if "=" here is followed by one value and not by a further "=".
static bool assigns_once(Parser *p)
{
    uint32_t at = p->at, mark = parser_mark(p);
    p->at++;
    p->quiet++;
    bool is_once = parse_bitwise_or(p) && !parser_is(p, TOKEN_ASSIGN);
    p->quiet--;
    p->failed = false;
    p->at = at;
    parser_drop(p, mark);
    return is_once;
}

// The first thing left of "=" is wrong: where "==" may have been meant, CPython says so.
static void *report_target(Parser *p, const Expr *target)
{
    const Expr *mistake = target_mistake(target, TARGET_ASSIGN);
    const Expr *last = target;
    if (target->kind == EXPR_TUPLE && target->list.count)
        last = target->list.items[target->list.count - 1];
    bool may_mean_equal = mistake == last;
    switch (mistake->kind) {
    case EXPR_NONE:
    case EXPR_TRUE:
    case EXPR_FALSE:
    case EXPR_GENERATOR:
    case EXPR_COMPARE:
    case EXPR_CONDITIONAL:
    case EXPR_LAMBDA:
    case EXPR_AND:
    case EXPR_OR:
    case EXPR_YIELD:
    case EXPR_YIELD_FROM: may_mean_equal = false; break;
    case EXPR_UNARY:
        may_mean_equal = may_mean_equal && mistake->unary != UNARY_NOT;
        break;
    default: break;
    }
    if (may_mean_equal && assigns_once(p))
        return parser_error(
            p, mistake->place,
            "cannot assign to %s here. Maybe you meant '==' instead of '='?",
            in_language(diag_language(p->diag), expr_description(mistake)));
    target_check(p, target, TARGET_ASSIGN);
    return NULL;
}

// (star_targets '=')+ annotated_rhs
static Stmt *parse_assignment(Parser *p, Expr *first)
{
    if (target_mistake(first, TARGET_ASSIGN)) return report_target(p, first);
    uint32_t mark = parser_mark(p);
    Expr *value = first;
    while (parser_take(p, TOKEN_ASSIGN)) {
        if (!target_check(p, value, TARGET_ASSIGN)) return NULL;
        parser_push(p, value);
        value = parser_is(p, TOKEN_YIELD) ? parse_yield(p) : parse_star_expressions(p);
        if (!value) return NULL;
    }
    if (value->kind == EXPR_STARRED)
        return parser_error(p, value->place, "can't use starred expression here");
    Stmt *s = stmt_new(p, STMT_ASSIGN, first->place);
    s->targets = parser_take_exprs(p, mark);
    s->value = value;
    return s;
}

// "print x" and "exec x" of Python 2.
static bool report_old_statement(Parser *p, const Expr *e)
{
    if (e->kind != EXPR_NAME || !starts_expression(p)) return false;
    const char *name = e->name.bytes;
    if (strcmp(name, "print") != 0 && strcmp(name, "exec") != 0) return false;
    uint32_t at = p->at, mark = parser_mark(p);
    p->quiet++;
    const Expr *rest = parse_star_expressions(p);
    p->quiet--;
    p->failed = false;
    p->at = at;
    parser_drop(p, mark);
    if (!rest) return false;
    parser_error(p, place_join(e->place, rest->place),
                 "Missing parentheses in call to '%s'. Did you mean %s(...)?", name,
                 name);
    return true;
}

// "type X = ..." of Python 3.12.
static bool report_type_statement(Parser *p, const Expr *e)
{
    if (e->kind != EXPR_NAME || strcmp(e->name.bytes, "type") != 0) return false;
    if (!parser_is(p, TOKEN_NAME)) return false;
    if (!parser_next_is(p, TOKEN_ASSIGN) && !parser_next_is(p, TOKEN_SQUARE_OPEN))
        return false;
    parser_lacks(p, e->place, "the type statement");
    return true;
}

static Stmt *parse_expression_statement(Parser *p)
{
    uint32_t start = parser_token(p)->start;
    Expr *e = parser_is(p, TOKEN_YIELD) ? parse_yield(p) : parse_star_expressions(p);
    if (!e) return NULL;
    TokenKind kind = (TokenKind)parser_token(p)->kind;
    Stmt *s;
    if (kind == TOKEN_ASSIGN) {
        s = parse_assignment(p, e);
    } else if (kind >= TOKEN_PLUS_ASSIGN && kind <= TOKEN_CARET_ASSIGN) {
        s = parse_augmented(p, e);
    } else if (kind == TOKEN_COLON) {
        s = parse_annotated(p, e);
    } else {
        if (report_old_statement(p, e) || report_type_statement(p, e)) return NULL;
        if (e->kind == EXPR_STARRED && kind == TOKEN_NEWLINE)
            return parser_error(p, e->place, "can't use starred expression here");
        s = stmt_new(p, STMT_EXPR, e->place);
        s->value = e;
    }
    if (s) s->place = place_from(p, start);
    return s;
}

// -- Other simple statements -----------------------------------------------------------

static Stmt *parse_word(Parser *p, StmtKind kind)
{
    Stmt *s = stmt_new(p, kind, parser_place(p));
    p->at++;
    return s;
}

static Stmt *parse_return(Parser *p)
{
    Stmt *s = parse_word(p, STMT_RETURN);
    if (!starts_expression(p) && !parser_is(p, TOKEN_STAR)) return s;
    s->value = parse_value(p);
    return s->value ? s : NULL;
}

static Stmt *parse_raise(Parser *p)
{
    Stmt *s = parse_word(p, STMT_RAISE);
    if (!starts_expression(p)) return s;
    s->value = parse_expression(p);
    if (!s->value) return NULL;
    if (parser_take(p, TOKEN_FROM) && !(s->cause = parse_expression(p))) return NULL;
    return s;
}

static Stmt *parse_names(Parser *p, StmtKind kind)
{
    Stmt *s = parse_word(p, kind);
    uint32_t mark = parser_mark(p);
    do {
        AstText *name = ARENA_NEW(p->arena, AstText);
        *name = parser_name(p, NULL);
        if (!name->bytes) return NULL;
        parser_push(p, name);
    } while (parser_take(p, TOKEN_COMMA));
    s->name_count = parser_pushed(p, mark);
    s->names = ARENA_ARRAY(p->arena, AstText, s->name_count);
    for (int i = 0; i < s->name_count; i++)
        s->names[i] = *(AstText *)p->pending[mark + (uint32_t)i];
    parser_drop(p, mark);
    return s;
}

static Stmt *parse_delete(Parser *p)
{
    Stmt *s = parse_word(p, STMT_DELETE);
    uint32_t mark = parser_mark(p);
    do {
        if (parser_pushed(p, mark) && !starts_expression(p)) break;
        Expr *target = parse_bitwise_or(p);
        if (!target || !target_check(p, target, TARGET_DELETE)) return NULL;
        parser_push(p, target);
    } while (parser_take(p, TOKEN_COMMA));
    s->targets = parser_take_exprs(p, mark);
    return s;
}

static Stmt *parse_assert(Parser *p)
{
    Stmt *s = parse_word(p, STMT_ASSERT);
    s->value = parse_expression(p);
    if (!s->value) return NULL;
    if (parser_take(p, TOKEN_COMMA) && !(s->message = parse_expression(p))) return NULL;
    return s;
}

static Stmt *parse_simple(Parser *p)
{
    uint32_t start = parser_token(p)->start;
    Stmt *s;
    switch ((TokenKind)parser_token(p)->kind) {
    case TOKEN_RETURN: s = parse_return(p); break;
    case TOKEN_RAISE: s = parse_raise(p); break;
    case TOKEN_GLOBAL: s = parse_names(p, STMT_GLOBAL); break;
    case TOKEN_NONLOCAL: s = parse_names(p, STMT_NONLOCAL); break;
    case TOKEN_DEL: s = parse_delete(p); break;
    case TOKEN_ASSERT: s = parse_assert(p); break;
    case TOKEN_IMPORT: s = parse_import(p); break;
    case TOKEN_FROM: s = parse_from(p); break;
    case TOKEN_PASS: s = parse_word(p, STMT_PASS); break;
    case TOKEN_BREAK: s = parse_word(p, STMT_BREAK); break;
    case TOKEN_CONTINUE: s = parse_word(p, STMT_CONTINUE); break;
    default: return parse_expression_statement(p);
    }
    if (!s) return NULL;
    s->place = place_from(p, start);
    s->keyword = s->place;
    return s;
}

// simple_stmts: ';'.simple_stmt+ ';'? NEWLINE
static void parse_simple_line(Parser *p)
{
    do {
        Stmt *s = parse_simple(p);
        if (!s) return;
        parser_push(p, s);
    } while (parser_take(p, TOKEN_SEMICOLON) && !parser_is(p, TOKEN_NEWLINE));
    parser_expect(p, TOKEN_NEWLINE);
}

// -- Mistakes ----------------------------------------------------------------------

static void skip_line(Parser *p)
{
    while (!parser_is(p, TOKEN_NEWLINE) && !parser_is(p, TOKEN_END))
        p->at++;
    parser_take(p, TOKEN_NEWLINE);
}

// Reads an indented block for its mistakes only; without reporting them if [silently].
static void read_block_away(Parser *p, bool silently)
{
    if (!parser_take(p, TOKEN_INDENT)) return;
    uint32_t mark = parser_mark(p);
    p->quiet += silently;
    while (!parser_is(p, TOKEN_DEDENT) && !parser_is(p, TOKEN_END))
        parse_statement(p);
    p->quiet -= silently;
    parser_take(p, TOKEN_DEDENT);
    parser_drop(p, mark);
}

static bool is_at_line_start(const Parser *p)
{
    if (p->at == 0) return true;
    TokenKind before = (TokenKind)p->tokens[p->at - 1].kind;
    return before == TOKEN_NEWLINE || before == TOKEN_DEDENT || before == TOKEN_INDENT;
}

static bool is_clause(const Parser *p)
{
    return parser_is(p, TOKEN_ELIF) || parser_is(p, TOKEN_ELSE) ||
           parser_is(p, TOKEN_EXCEPT) || parser_is(p, TOKEN_FINALLY);
}

// The head of a clause whose statement is broken: it is looked at for its own mistakes.
static void check_clause(Parser *p)
{
    TokenKind kind = (TokenKind)parser_token(p)->kind;
    uint32_t mark = parser_mark(p);
    p->at++;
    bool is_good = kind == TOKEN_ELSE || kind == TOKEN_FINALLY ||
                   parser_is(p, TOKEN_COLON) || parser_is(p, TOKEN_STAR) ||
                   parse_named(p);
    if (is_good && kind != TOKEN_EXCEPT && !parser_is(p, TOKEN_COLON))
        parser_error(p, parser_place(p), "expected ':'");
    parser_drop(p, mark);
    p->failed = false;
    p->brackets = 0;
}

// After a mistake in the statement that began with token [start]: moves behind it, its
// block, and the clauses that only make sense with it.
static void recover(Parser *p, uint32_t start)
{
    bool silently = p->skip_block;
    p->incomplete = true;
    p->failed = false;
    p->skip_block = false;
    p->brackets = 0;
    if (p->at == start || !is_at_line_start(p)) skip_line(p);
    read_block_away(p, silently);
    while (is_clause(p)) {
        check_clause(p);
        skip_line(p);
        read_block_away(p, silently);
    }
}

// statement: compound_stmt | simple_stmts
void parse_statement(Parser *p)
{
    uint32_t start = p->at, mark = parser_mark(p);
    int depth = p->depth;
    p->failed = false;
    if (parser_is(p, TOKEN_INDENT)) {
        parser_unexpected(p);
        p->incomplete = true;
        p->at++;
        while (!parser_is(p, TOKEN_DEDENT) && !parser_is(p, TOKEN_END))
            parse_statement(p);
        parser_take(p, TOKEN_DEDENT);
        return;
    }
    if (starts_match(p)) {
        Stmt *s = parse_match(p);
        if (s)
            parser_push(p, s);
        else
            p->skip_block = true;
    } else if (starts_compound(p)) {
        Stmt *s = parse_compound(p);
        if (s) parser_push(p, s);
    } else {
        parse_simple_line(p);
    }
    if (!p->failed) return;
    parser_drop(p, mark);
    p->depth = depth;
    recover(p, start);
}

// -- Blocks ------------------------------------------------------------------------

static const struct {
    const char *name;
    bool forces_colon; // whatever stands in the colon's place, the colon is missing
} block_owners[] = {
    [BLOCK_IF] = {"'if' statement", false},
    [BLOCK_ELIF] = {"'elif' statement", false},
    [BLOCK_ELSE] = {"'else' statement", true},
    [BLOCK_FOR] = {"'for' statement", false},
    [BLOCK_WHILE] = {"'while' statement", false},
    [BLOCK_WITH] = {"'with' statement", false},
    [BLOCK_TRY] = {"'try' statement", true},
    [BLOCK_EXCEPT] = {"'except' statement", false},
    [BLOCK_EXCEPT_STAR] = {"'except*' statement", false},
    [BLOCK_FINALLY] = {"'finally' statement", true},
    [BLOCK_FUNCTION] = {"function definition", true},
    [BLOCK_CLASS] = {"class definition", false},
    [BLOCK_CASE] = {"'case' statement", false},
};

// block: NEWLINE INDENT statements DEDENT | simple_stmts
bool parse_block(Parser *p, BlockOwner owner, uint32_t start, StmtList *body)
{
    if (!parser_take(p, TOKEN_COLON)) {
        if (parser_is(p, TOKEN_NEWLINE) || block_owners[owner].forces_colon) {
            parser_error(p, parser_place(p), "expected ':'");
            if (owner == BLOCK_ELSE && parser_is(p, TOKEN_IF))
                parser_hint(p, "Python writes \"elif\"");
            return false;
        }
        parser_unexpected(p);
        return false;
    }
    uint32_t mark = parser_mark(p);
    if (!parser_take(p, TOKEN_NEWLINE)) {
        parse_simple_line(p);
        *body = parser_take_stmts(p, mark);
        return !p->failed;
    }
    if (!parser_take(p, TOKEN_INDENT)) {
        parser_error(p, parser_place(p), "expected an indented block after %s on line %d",
                     in_language(diag_language(p->diag), block_owners[owner].name),
                     diag_line(p->file, start));
        return false;
    }
    if (!parser_enter(p)) return false;
    while (!parser_is(p, TOKEN_DEDENT) && !parser_is(p, TOKEN_END))
        parse_statement(p);
    parser_leave(p);
    parser_take(p, TOKEN_DEDENT);
    *body = parser_take_stmts(p, mark);
    return true;
}

// -- The program -------------------------------------------------------------------

static void find_lines(Arena *arena, Program *program)
{
    uint32_t count = 1;
    const char *text = program->text, *end = text + program->size;
    for (const char *at = text; (at = memchr(at, '\n', (size_t)(end - at))); at++)
        count++;
    program->lines = ARENA_ARRAY(arena, uint32_t, count);
    program->line_count = count;
    uint32_t line = 1;
    for (const char *at = text; (at = memchr(at, '\n', (size_t)(end - at))); at++)
        program->lines[line++] = (uint32_t)(at - text) + 1;
}

Program *grammar_read(Arena *arena, const char *name, const char *text, uint32_t size,
                      Diag *diag, const DiagFile *file, bool *is_whole)
{
    Program *program = ARENA_NEW(arena, Program);
    program->name = name;
    program->text = text;
    program->size = size;
    find_lines(arena, program);

    int errors = diag_error_count(diag);
    Tokens tokens = tokens_read(text, size, diag, file);
    program->names = name_table_new(arena);
    Parser p = {.arena = arena,
                .diag = diag,
                .file = file,
                .text = text,
                .tokens = tokens.items,
                .names = program->names};
    while (!parser_is(&p, TOKEN_END)) {
        if (parser_take(&p, TOKEN_DEDENT)) continue;
        parse_statement(&p);
    }
    program->body = parser_take_stmts(&p, 0);
    *is_whole = diag_error_count(diag) == errors && !p.incomplete;
    free(p.pending);
    tokens_free(&tokens);
    return program;
}
