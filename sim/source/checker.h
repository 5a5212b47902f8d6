// checker.h -- private to check: its state, shared by check.c (statements),
// check_expressions.c, check_patterns.c and check_warnings.c.

#ifndef SOURCE_CHECKER_H
#define SOURCE_CHECKER_H

#include "base/arena.h"
#include "base/diag.h"
#include "source/ast.h"
#include "source/scopes.h"

#include <stdbool.h>

// A name that is read, or a call of a name, to be looked at when all scopes are known.
typedef struct Use {
    const Block *block;
    AstText name;
    Place place;
    const Expr *call; // NULL for a plain use
    bool is_caught;   // inside a try that catches NameError
} Use;

typedef struct Checker {
    Arena *arena;
    Diag *diag;
    const DiagFile *file;
    Program *program;
    bool is_whole; // the tree has every statement of the program
    Block *module, *block, *last_block;
    bool has_star_import;
    bool future_is_over; // something else than a __future__ import was there

    int loops;            // around this statement, in the present function
    bool in_except_star;  // and no loop or function between
    int catches_import;   // try bodies around that catch ImportError
    int catches_name;     // and NameError
    bool in_iterable;     // of a comprehension
    Place returned_value; // of the function's first return with a value; end 0 if none

    Use *uses;
    int use_count, use_capacity;
    AstText class_cell, super;
} Checker;

// Reports what CPython reports as a SyntaxError.
void check_error(Checker *c, Place place, const char *english, ...)
    __attribute__((format(printf, 3, 4)));

// Hints, behind a mistake, how a program comes to be where await may stand.
void check_hint_async(Checker *c);

// Makes [name] bound at [place] in the present block.
void check_bind(Checker *c, AstText name, Place place);

// Enters the use of a name.
void check_use(Checker *c, AstText name, Place place, const Expr *call);

// Goes into and out of a block of its own; the caller keeps the outer one.
Block *check_enter(Checker *c, BlockKind kind, AstText name);

void check_expr(Checker *c, Expr *e);
void check_exprs(Checker *c, ExprList list);
void check_target(Checker *c, Expr *e);
void check_annotation(Checker *c, Expr *e);
void check_keywords(Checker *c, Keyword *keywords, int count);

// Default values, annotations, then the function itself.
void check_function(Checker *c, Function *function);
void check_body(Checker *c, StmtList body);

// What the cases of a match statement bind and hold (check_patterns.c).
void check_match(Checker *c, Stmt *s);

// The finished text of a name, for names that the program did not write.
AstText check_name(Checker *c, const char *name);

// After all scopes are written: unknown names, wrong numbers of arguments.
void check_warnings(Checker *c);

// True if [name] is a builtin; [*refused] says why it is not in the subset, or is NULL.
bool builtin_named(const char *name, const char **refused);

#endif
