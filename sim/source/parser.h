// parser.h -- private to the grammar: its state and the tools of its files.
//
//   grammar.c      simple statements, blocks, recovery     imports.c      import, from
//   compounds.c    if, for, with, try                      definitions.c  def, class
//   expressions.c  operators, calls                        atoms.c        displays
//   literals.c     numbers, strings, f-strings             targets.c      left of "="
//   patterns.c     match, case, patterns                   parser.c       tokens, names, nodes
//
// A function that parses returns NULL once something is wrong; the mistake is reported
// then, and the callers return NULL too, up to the statement, after which parsing goes
// on. So a statement has at most one message, and no message causes another.

#ifndef SOURCE_PARSER_H
#define SOURCE_PARSER_H

#include "base/arena.h"
#include "base/diag.h"
#include "source/ast.h"
#include "source/name_table.h"
#include "source/tokens.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct Parser {
    Arena *arena;
    Diag *diag;
    const DiagFile *file;
    const char *text;
    const Token *tokens;
    uint32_t at; // index of the next token

    bool failed;        // the present statement has a mistake
    bool reported;      // it was not only noted but reported, so hints may follow
    bool incomplete;    // some statement had one: the tree has holes
    int quiet;          // above 0: mistakes are not reported, something is only tried
    bool skip_block;    // the block of the broken statement is not worth reading
    int depth;          // of recursion
    int brackets;       // open around the present expression
    Expr *grouped;      // the expression that was last taken out of parentheses
    AstText class_name; // for mangling; bytes NULL outside classes

    NameTable *names; // of the program

    void **pending; // items of lists that are not complete, a stack
    uint32_t pending_count, pending_capacity;
} Parser;

// -- Tokens (parser.c) ---------------------------------------------------------------

const Token *parser_token(const Parser *p);
bool parser_is(const Parser *p, TokenKind kind);
bool parser_next_is(const Parser *p, TokenKind kind); // the token after this one

// True and one token on if the next token is of that kind.
bool parser_take(Parser *p, TokenKind kind);

// The same, but another kind is the mistake "invalid syntax".
bool parser_expect(Parser *p, TokenKind kind);

// True if the next token is the name [word], which is no keyword.
bool parser_is_word(const Parser *p, const char *word);

// The end of the token before the next one.
uint32_t parser_last_end(const Parser *p);

Place parser_place(const Parser *p);               // of the next token
Place place_from(const Parser *p, uint32_t start); // up to the last token
Place place_join(Place from, Place to);

// -- Mistakes (parser.c) -------------------------------------------------------------

// Reports [english] at [place] unless this statement has a mistake already, or a token
// that was reported. Always returns NULL, for the caller to return.
void *parser_error(Parser *p, Place place, const char *english, ...)
    __attribute__((format(printf, 3, 4)));

// Adds a line of help to the mistake just reported, if it was.
void parser_hint(Parser *p, const char *english, ...)
    __attribute__((format(printf, 2, 3)));

// "invalid syntax" at the next token, or what CPython says about such a token.
void *parser_unexpected(Parser *p);

// A construct of Python that the subset does not have.
void *parser_lacks(Parser *p, Place place, const char *construct);

// Guards recursion: false, with the mistake reported, if it is too deep. Each true is
// followed by parser_leave().
bool parser_enter(Parser *p);
void parser_leave(Parser *p);

// -- Names and nodes (parser.c) --------------------------------------------------------

// The one AstText for these bytes.
AstText parser_intern(Parser *p, const char *bytes, uint32_t size);

// The name at the next token, which is taken; mangled if it is private to a class.
// bytes NULL, and "invalid syntax", if there is none.
AstText parser_name(Parser *p, Place *place);
AstText parser_mangle(Parser *p, AstText name);

Expr *expr_new(Parser *p, ExprKind kind, Place place);
Stmt *stmt_new(Parser *p, StmtKind kind, Place place);

// Computes the height of [e] from its parts; NULL and a mistake if it is too high.
Expr *expr_done(Parser *p, Expr *e);

// A list under construction: note the mark, push, then take. parser_drop() forgets the
// items that were pushed since the mark.
uint32_t parser_mark(const Parser *p);
void parser_push(Parser *p, void *item);
ExprList parser_take_exprs(Parser *p, uint32_t mark);
StmtList parser_take_stmts(Parser *p, uint32_t mark);
void parser_drop(Parser *p, uint32_t mark);
int parser_pushed(const Parser *p, uint32_t mark);

// -- Expressions ---------------------------------------------------------------------

Expr *parse_expression(Parser *p);       // conditional, lambda and below
Expr *parse_named(Parser *p);            // also name := value
Expr *parse_disjunction(Parser *p);      // or and below
Expr *parse_bitwise_or(Parser *p);       // | and below
Expr *parse_star_expressions(Parser *p); // a, *b: a tuple if there is a comma
Expr *parse_star_named(Parser *p);       // *a or named
Expr *parse_yield(Parser *p);            // at "yield"
Expr *parse_value(Parser *p);            // yield or star expressions: right of "="
Expr *parse_subscript(Parser *p);        // between [ and ]

bool starts_expression(const Parser *p);

// Arguments of a call or a class up to and with ")", whose "(" is taken.
bool parse_arguments(Parser *p, ExprList *arguments, Keyword **keywords, int *count);

// If after [before], inside brackets, an expression follows where none can: reports that
// a comma may be missing, and returns true.
bool report_missing_comma(Parser *p, const Expr *before);

// -- Atoms ---------------------------------------------------------------------------

Expr *parse_atom(Parser *p);

// True at "for" or "async for".
bool starts_comprehension(const Parser *p);

// The clauses from "for" on, around [element] (and [value]); up to their end, where the
// caller expects its bracket.
Expr *parse_comprehension(Parser *p, ExprKind kind, uint32_t start, Expr *element,
                          Expr *value);

// -- Literals ------------------------------------------------------------------------

Expr *parse_number(Parser *p);
Expr *parse_strings(Parser *p); // one or more adjacent literals

// -- Targets -------------------------------------------------------------------------

typedef enum TargetUse { TARGET_ASSIGN, TARGET_DELETE, TARGET_FOR } TargetUse;

// What CPython calls the expression in messages: "function call", "literal".
const char *expr_description(const Expr *e);

// The part of [e] that cannot be a target, or NULL.
const Expr *target_mistake(const Expr *e, TargetUse use);

// True if [e] can be a target; else reports what cannot.
bool target_check(Parser *p, const Expr *e, TargetUse use);

// a, *b up to "in" (or what else ends it), checked.
Expr *parse_for_target(Parser *p);

// -- Statements ----------------------------------------------------------------------

// What a block belongs to.
typedef enum BlockOwner {
    BLOCK_IF,
    BLOCK_ELIF,
    BLOCK_ELSE,
    BLOCK_FOR,
    BLOCK_WHILE,
    BLOCK_WITH,
    BLOCK_TRY,
    BLOCK_EXCEPT,
    BLOCK_EXCEPT_STAR,
    BLOCK_FINALLY,
    BLOCK_FUNCTION,
    BLOCK_CLASS,
    BLOCK_CASE
} BlockOwner;

// One compound statement, or one line of simple ones: pushed. A mistake in it leaves
// nothing pushed, and the next token is the first of the statement after it.
void parse_statement(Parser *p);

// ":" and the block behind it, of what began with the token at [start].
bool parse_block(Parser *p, BlockOwner owner, uint32_t start, StmtList *body);

// Parameters up to [closer], which is left; [annotated] if annotations may stand there.
bool parse_parameters(Parser *p, Function *function, TokenKind closer, bool annotated);

// A match statement begins here; it.
bool starts_match(const Parser *p);
Stmt *parse_match(Parser *p);

// True if the next token begins a compound statement.
bool starts_compound(const Parser *p);
Stmt *parse_compound(Parser *p);
Stmt *parse_definition(Parser *p); // def, async def, class, with their decorators

Stmt *parse_import(Parser *p);
Stmt *parse_from(Parser *p);

#endif
