// ast.h -- the checked tree: what a program says, each part with its place.
//
// The grammar makes it, `check` annotates every function with its scope, and the
// compiler reads it. Places are byte offsets into the program's text (lines joined by
// newlines), so one number serves error messages, tracebacks and the trace; lines and
// columns are computed when somebody asks. Nodes live in the scenario's arena.
//
// Lists are arrays with a count, in the order of the source. NULL means "not written".
//
// Private names of a class ("__x" without "__" behind) are already mangled wherever they
// stand: as names, attributes, parameters, keywords, aliases and in global statements.

#ifndef SOURCE_AST_H
#define SOURCE_AST_H

#include "base/operations.h"
#include "base/place.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// How deep expressions, and chains of elif, may nest: what is deeper is an error.
enum { AST_HEIGHT_MAX = 1000 };

typedef struct Expr Expr;
typedef struct Stmt Stmt;
typedef struct Scope Scope;
struct NameTable; // name_table.h

typedef struct ExprList {
    Expr **items;
    int count;
} ExprList;

typedef struct StmtList {
    Stmt **items;
    int count;
} StmtList;

// -- Expressions -------------------------------------------------------------------

typedef enum ExprKind {
    EXPR_NONE,      // None
    EXPR_TRUE,      // True
    EXPR_FALSE,     // False
    EXPR_ELLIPSIS,  // ...
    EXPR_INT,       // integer
    EXPR_BIG,       // text: an int past 64 bits, its base as a character, then its digits
    EXPR_FLOAT,     // number
    EXPR_BYTES,     // text: of the code points 0 to 255
    EXPR_STR,       // text; adjacent literals are already joined
    EXPR_FSTRING,   // list: EXPR_STR and EXPR_FORMAT parts, in order
    EXPR_FORMAT,    // operand, conversion, spec (an EXPR_FSTRING or NULL)
    EXPR_NAME,      // name
    EXPR_ATTRIBUTE, // operand . name
    EXPR_SUBSCRIPT, // operand [ index ]; several indices are one EXPR_TUPLE
    EXPR_SLICE,     // lower : upper : step, each may be NULL; only inside an index
    EXPR_CALL,      // operand ( list, keywords )
    EXPR_UNARY,     // op operand
    EXPR_BINARY,    // left op right
    EXPR_AND,       // list, two or more
    EXPR_OR,        // list, two or more
    EXPR_COMPARE,   // list[0] ops[0] list[1] ops[1] ...
    EXPR_CONDITIONAL, // left if condition else right
    EXPR_LAMBDA,      // function
    EXPR_NAMED,       // left (an EXPR_NAME) := right
    EXPR_AWAIT,       // operand
    EXPR_YIELD,       // operand or NULL
    EXPR_YIELD_FROM,  // operand
    EXPR_LIST,        // list, with EXPR_STARRED among them
    EXPR_TUPLE,       // likewise
    EXPR_SET,         // likewise
    EXPR_DICT,        // keys (NULL for **value) and list, of equal count
    EXPR_STARRED,     // * operand
    EXPR_LIST_COMP,   // comprehension
    EXPR_SET_COMP,    // comprehension
    EXPR_DICT_COMP,   // comprehension
    EXPR_GENERATOR,   // comprehension
} ExprKind;

// name=value in a call; a NULL name is **value.
typedef struct Keyword {
    AstText name; // bytes NULL for **
    Expr *value;
    Place place;
} Keyword;

// One "for target in iterable if ... if ..." of a comprehension.
typedef struct Generator {
    Expr *target;
    Expr *iterable;
    ExprList conditions;
    bool is_async;
} Generator;

typedef struct Comprehension {
    Expr *element; // for a dict: the key
    Expr *value;   // for a dict, else NULL
    Generator *generators;
    int generator_count;
    // The scope of its function. The first iterable is evaluated outside, and is
    // parameter 0 of that function, whose name is ".0".
    Scope *scope;
} Comprehension;

typedef enum ParameterKind {
    PARAMETER_POSITIONAL_ONLY, // before "/"
    PARAMETER_NORMAL,
    PARAMETER_ARGS, // *name
    PARAMETER_KEYWORD_ONLY,
    PARAMETER_KWARGS // **name
} ParameterKind;

typedef struct Parameter {
    AstText name;
    Expr *annotation;
    Expr *default_value;
    ParameterKind kind;
    Place place;
} Parameter;

// The common part of def, async def and lambda.
typedef struct Function {
    AstText name;    // "<lambda>" for a lambda
    AstText binding; // the name that the statement binds: [name], mangled inside a class
    Parameter *parameters;
    int parameter_count;
    Expr *returns; // annotation
    StmtList body;
    Expr *value; // a lambda's expression; the body is empty then
    bool is_async;
    Scope *scope;
    const char
        *docstring; // NULL if it has none; also in the body, as its first statement
    Place name_place;
} Function;

struct Expr {
    ExprKind kind;
    Place place;     // without the parentheses around a group, with those of a tuple
    uint32_t height; // levels below this one, at most AST_HEIGHT_MAX: recursion is safe
    union {
        int64_t integer;
        double number;
        AstText text;
        struct {
            ExprList list;
            union {
                ExprList keys;  // EXPR_DICT
                CompareOp *ops; // EXPR_COMPARE, list.count - 1 of them
            };
        };
        struct {
            Expr *operand;
            union {
                struct { // EXPR_NAME (operand NULL), EXPR_ATTRIBUTE
                    AstText name;
                    Place name_place;
                };
                Expr *index; // EXPR_SUBSCRIPT
                UnaryOp unary;
                struct { // EXPR_CALL
                    ExprList arguments;
                    Keyword *keywords;
                    int keyword_count;
                };
                struct {             // EXPR_FORMAT
                    char conversion; // 'r', 's', 'a' or 0
                    Expr *spec;
                };
            };
        };
        struct {
            Expr *left, *right;
            Expr *condition; // EXPR_CONDITIONAL
            BinaryOp binary; // EXPR_BINARY
            Place op_place;  // EXPR_BINARY: of the operator
        };
        struct {
            Expr *lower, *upper, *step;
        };
        Comprehension *comprehension;
        Function *function;
    };
};

// -- Statements --------------------------------------------------------------------

typedef enum StmtKind {
    STMT_EXPR,      // value
    STMT_ASSIGN,    // targets = value
    STMT_AUGMENTED, // target binary= value
    STMT_ANNOTATED, // target : annotation = value (value may be NULL)
    STMT_RETURN,    // value or NULL
    STMT_RAISE,     // value or NULL, cause or NULL
    STMT_DELETE,    // targets
    STMT_PASS,
    STMT_BREAK,
    STMT_CONTINUE,
    STMT_GLOBAL,   // names
    STMT_NONLOCAL, // names
    STMT_ASSERT,   // value, message or NULL
    STMT_IMPORT,   // imports: "import name as alias"
    STMT_FROM,     // "from module import name as alias"; one import named "*" is all
    STMT_IF,       // value, body, otherwise
    STMT_WHILE,    // value, body, otherwise
    STMT_FOR,      // target, value, body, otherwise, is_async
    STMT_WITH,     // items, body, is_async
    STMT_TRY,      // body, handlers, otherwise, finally, is_star
    STMT_MATCH,    // test, cases
    STMT_FUNCTION, // function, decorators
    STMT_CLASS,    // class_, decorators
} StmtKind;

typedef struct Import {
    AstText name;  // dotted, or "*"
    AstText alias; // bytes NULL if none
    Place place;
} Import;

typedef struct WithItem {
    Expr *context;
    Expr *target; // NULL without "as"
} WithItem;

typedef struct Handler {
    Expr *type;   // NULL for a bare except
    AstText name; // bytes NULL without "as"
    StmtList body;
    Place place;
} Handler;

typedef enum PatternKind {
    PATTERN_VALUE,     // value: a literal or a dotted name, compared with ==
    PATTERN_SINGLETON, // value: None, True or False, compared with "is"
    PATTERN_CAPTURE,   // name; bytes NULL for "_"
    PATTERN_STAR,      // name likewise; only among the items of a sequence
    PATTERN_SEQUENCE,  // items
    PATTERN_MAPPING,   // keys and items, of equal count; name of **rest, or bytes NULL
    PATTERN_CLASS,     // value; items, of which the last ones belong to names
    PATTERN_OR,        // items, two or more
    PATTERN_AS,        // items[0], name
} PatternKind;

typedef struct CasePattern CasePattern;
struct CasePattern {
    PatternKind kind;
    Place place;
    Expr *value;
    AstText name;
    CasePattern **items;
    int count;
    ExprList keys;
    AstText *names; // of a class: attributes, count - positional_count of them
    int positional_count;
};

typedef struct Case {
    CasePattern *pattern;
    Expr *guard; // NULL without "if"
    StmtList body;
    Place place; // without the body
} Case;

typedef struct Class {
    AstText name;
    AstText binding; // the name that the statement binds: [name], mangled inside a class
    ExprList bases;
    Keyword *keywords;
    int keyword_count;
    StmtList body;
    Scope *scope;
    const char *docstring;
    Place name_place;
} Class;

struct Stmt {
    StmtKind kind;
    Place place;   // of the whole statement
    Place keyword; // of a compound statement's first line, without its body
    union {
        struct { // expressions and assignments
            ExprList targets;
            Expr *target;
            Expr *value;
            union {
                Expr *annotation;
                Expr *cause;
                Expr *message;
                BinaryOp binary;
            };
        };
        struct { // global, nonlocal
            AstText *names;
            int name_count;
        };
        struct { // imports
            Import *imports;
            int import_count;
            AstText module; // STMT_FROM
            Place module_place;
            int level;           // leading dots of STMT_FROM
            bool may_be_missing; // inside a try that catches ImportError
        };
        struct {            // if, while, for, with, try, match
            Expr *test;     // STMT_IF, STMT_WHILE; the subject of STMT_MATCH
            Expr *variable; // STMT_FOR: the target
            Expr *iterable; // STMT_FOR
            StmtList body;
            StmtList otherwise;
            StmtList finally;
            WithItem *items;
            int item_count;
            Handler *handlers;
            int handler_count;
            Case *cases;
            int case_count;
            bool is_async; // for, with
            bool is_star;  // except*
        };
        struct { // definitions
            ExprList decorators;
            Function *function;
            Class *class_;
        };
    };
};

// -- Scopes ------------------------------------------------------------------------

// How a name is reached from inside a scope, as Python's symtable decides it.
typedef enum NameKind {
    NAME_LOCAL,           // a slot of the frame
    NAME_CELL,            // local, and an inner function uses it: a cell in the frame
    NAME_FREE,            // a cell of an enclosing function
    NAME_GLOBAL,          // declared global, or the module's own names
    NAME_GLOBAL_IMPLICIT, // bound nowhere here: the module's, else a builtin
    NAME_CLASS_LOCAL,     // bound in a class body: its namespace, else as implicit
} NameKind;

typedef struct ScopeName {
    AstText name;
    NameKind kind;
    bool is_parameter;
    // In a class body: bound here, and also reachable from methods only through the
    // enclosing function's cell (read with LOAD_CLASS_FREE).
    bool is_free_in_class;
} ScopeName;

typedef enum ScopeKind { SCOPE_MODULE, SCOPE_FUNCTION, SCOPE_CLASS } ScopeKind;

struct Scope {
    ScopeKind kind;
    Scope *parent; // NULL for the module
    // Parameters first, in the order of the code object's locals (positional, keyword
    // only, *args, **kwargs), then the other names in order of appearance.
    ScopeName *names;
    int name_count;
    bool is_generator; // has a yield
    bool is_async;     // async def, or a comprehension that awaits or has async for
    // A method uses super() or __class__: the class body makes a cell "__class__".
    bool needs_class_cell;
    const char *qualified_name; // "f.<locals>.g", "C.m"
};

// The whole program, checked.
typedef struct Program {
    const char *name; // base name of the file, as tracebacks print it
    const char *text; // UTF-8, lines joined by \n
    uint32_t size;
    uint32_t *lines; // byte offset of each line's start
    uint32_t line_count;
    StmtList body;
    Scope *scope;
    const char *docstring;
    struct NameTable *names; // all of them, to find the one AstText of a name
    bool is_library; // one of our own modules, which may import what programs may not
    bool future_annotations; // annotations are not evaluated: from __future__ ...
} Program;

// Calls [visit] with each expression that [e] consists of, in the order in which they are
// evaluated; of those of their parts it knows nothing.
typedef void ExprVisit(void *owner, Expr *part);
void expr_each_part(const Expr *e, ExprVisit *visit, void *owner);

// The 1-based line that holds byte [offset].
int program_line(const Program *program, uint32_t offset);

// The 1-based column of byte [offset], in code points.
int program_column(const Program *program, uint32_t offset);

#endif
