// unit.h -- what the files of the compiler share: the code object that is being made.
//
// There is one Unit for each function, class body, comprehension and the module, linked
// to the one around it. Every function here lays instructions down at the end of the
// unit's code. They follow CPython 3.13's compile.c in what is evaluated in which order,
// and in which place an instruction has, because tracebacks show it.

#ifndef CODE_UNIT_H
#define CODE_UNIT_H

#include "base/arena.h"
#include "code/assembler.h"
#include "code/bytecode.h"
#include "code/lookup.h"
#include "source/ast.h"

typedef struct Compiler {
    Arena *arena;
    const Program *program;
    const char *module_name;   // what its classes have as __module__
    uint32_t first_index;      // the number of its first code
    bool is_library;           // a module of ours
    bool has_text_annotations; // from __future__ import annotations
    const Code **codes;
    int code_count, code_capacity;
    uint32_t instruction_count; // of all codes that are finished
    bool is_too_large;          // see assembler.h; the program then only says so
} Compiler;

typedef struct Block Block;
typedef struct Unit Unit;
struct Unit {
    Compiler *compiler;
    Unit *outer; // NULL for the module
    const Scope *scope;
    Code *code;
    Assembler assembler;
    Block *blocks; // innermost loop, try or with around this point

    Lookup scope_names; // name -> index in scope->names
    Lookup slots;       // name -> index in code->locals
    Lookup constant_pool, name_pool, global_pool;
    Constant *constants;
    AstText *names;
    uint32_t *caches;
    int constant_capacity, name_capacity, cache_capacity; // counts are the code's
};

// Two numbers that say how much a tree may put on the stack at once: what is longer is
// built in pieces.
enum { PIECE = 30, MOST_ARGUMENTS = 255 };

// How many loops of a comprehension and items of a with are compiled inside each other.
enum { MOST_NESTED = 1000 };

// -- unit.c: beginning and end of a code object

// Begins the code of [scope], inside [outer]. [parameters] of them are passed in.
void unit_begin(Unit *unit, Compiler *compiler, Unit *outer, const Scope *scope,
                AstText name, Place place);

// Ends it with "return None" if its end can be reached. Frees all but the code.
const Code *unit_finish(Unit *unit, Place place);

// True if local slot [slot] holds a cell of this code's own.
bool unit_slot_is_cell(const Unit *unit, int slot);

// The slot of the cell "__class__" of a class body.
int unit_class_cell(const Unit *unit);

// The place of the last statement of [body], where the code ends; [none] if it is empty.
Place place_of_end(const StmtList *body, Place none);

void emit(Unit *unit, Opcode op, uint32_t operand, Place place);

// A text of our own. [string] is a literal.
AstText text_of(const char *string);

// -- pools.c: constants, names, caches

int pool_constant(Unit *unit, Constant constant);
int pool_name(Unit *unit, AstText name);

// The caches that LOAD_GLOBAL and the attribute instructions use. One global is found
// at one place in the module, an attribute at another place for each instruction.
int pool_global(Unit *unit, AstText name);
int pool_attribute(Unit *unit, AstText name);

// The value of an expression that is constant; false if it is not.
bool constant_of(Unit *unit, const Expr *expr, Constant *constant);
bool constant_of_list(Unit *unit, const ExprList *list, Constant *constant);
bool constant_is_true(const Constant *constant);

void emit_constant(Unit *unit, Constant constant, Place place);
void emit_text(Unit *unit, AstText text, Place place);

// -- names.c

typedef enum NameUse { USE_LOAD, USE_STORE, USE_DELETE, USE_CLEAR } NameUse;

void compile_name(Unit *unit, AstText name, NameUse use, Place place);

// The tuple of cells that [code] wants from this unit. False if it wants none.
bool compile_closure(Unit *unit, const Code *code, Place place);

// -- expressions.c

// Pushes the value.
void compile_expr(Unit *unit, const Expr *expr);

// Jumps if the truth of the value is [sense], else goes on. Pushes nothing.
void compile_jump_if(Unit *unit, const Expr *expr, Label label, bool sense);

// True if compile_jump_if() decides [expr] by jumps alone, without a single operation:
// [*truth] is then what it comes to.
bool truth_is_known(Unit *unit, const Expr *expr, bool *truth);

// An index as GET_ITEM wants it: slices become slice objects.
void compile_index(Unit *unit, const Expr *index);

// Where the traceback points for an attribute that stands on a later line than
// [place] begins: from the name on.
Place attribute_place(const Unit *unit, Place place, const Expr *attribute);

// GET_AWAITABLE and AWAIT for what is on the top.
void compile_await(Unit *unit, uint32_t comes_from, Place place);

// -- displays.c

void compile_tuple(Unit *unit, const Expr *expr);
void compile_list(Unit *unit, const Expr *expr);
void compile_set(Unit *unit, const Expr *expr);
void compile_dict(Unit *unit, const Expr *expr);
void compile_fstring(Unit *unit, const Expr *expr);

// One tuple of [list], of which the first [pushed] items are already on the stack.
void compile_items_as_tuple(Unit *unit, const ExprList *list, int pushed, Place place);

// -- calls.c

// True if the call looks its function up as a method of operand->operand.
bool call_is_of_method(const Expr *call);

// The call, its function (and self) being on the stack.
void compile_call(Unit *unit, const Expr *call);

// The call of a function that is on the stack with [pushed] arguments.
void compile_arguments(Unit *unit, const ExprList *arguments, const Keyword *keywords,
                       int keyword_count, int pushed, Place place);

// -- comprehensions.c

void compile_comprehension(Unit *unit, const Expr *expr);

// -- functions.c

// Makes the cells and, in a generator or coroutine, waits for the first step.
void compile_prologue(Unit *unit, Place place);

void compile_lambda(Unit *unit, const Expr *expr);
void compile_function(Unit *unit, const Stmt *stmt);
void compile_class(Unit *unit, const Stmt *stmt);

// The function of [code], with its closure. [flags] tells what else is on the stack.
void compile_make_function(Unit *unit, const Code *code, uint32_t flags, Place place);

// -- targets.c

// Pops the value into the target.
void compile_store(Unit *unit, const Expr *target);
void compile_delete(Unit *unit, const Expr *target);
void compile_augmented(Unit *unit, const Stmt *stmt);
void compile_annotated(Unit *unit, const Stmt *stmt);

// An annotation, or its text when the program asks for that.
void compile_annotation(Unit *unit, const Expr *annotation);

// -- docstring.c

// As CPython 3.13 keeps it: tabs are spaces, and the indentation that all lines but the
// first share is gone. Lives in [arena].
AstText docstring_clean(Arena *arena, AstText doc);

// The clean docstring that is the first statement of [body]; NULL if there is none.
const char *docstring_of(Unit *unit, const StmtList *body, const char *docstring);

// -- statements.c

void compile_body(Unit *unit, const StmtList *body);

// The body of a module or class, which keeps its docstring and annotations in its names.
void compile_annotated_body(Unit *unit, const StmtList *body);

// -- blocks.c: what return, break and continue pass on their way out

typedef enum BlockKind {
    BLOCK_WHILE,       // nothing on the stack
    BLOCK_FOR,         // the iterator
    BLOCK_TRY,         // nothing
    BLOCK_FINALLY,     // the body of a try with finally: nothing
    BLOCK_FINALLY_END, // its finally after an exception: previous, exception
    BLOCK_WITH,        // exit
    BLOCK_ASYNC_WITH,  // exit
    BLOCK_HANDLER,     // an except clause: previous
    BLOCK_VALUE,       // a value that is being returned
} BlockKind;

struct Block {
    BlockKind kind;
    Block *outer;
    Region *region;          // not protected on the way out; NULL if none
    Region *cleanup;         // likewise: puts the previous exception back
    Label start, end;        // of a loop: where continue and break go
    const StmtList *finally; // BLOCK_FINALLY
    AstText name;            // BLOCK_HANDLER: "as name", or NULL bytes
    Place place;             // of the item of a with
};

void block_enter(Unit *unit, Block *block);
void block_leave(Unit *unit, Block *block);

void compile_return(Unit *unit, const Stmt *stmt);
void compile_break(Unit *unit, const Stmt *stmt);
void compile_continue(Unit *unit, const Stmt *stmt);

// Calls the exit that is on the top with three Nones and drops what it returns.
void compile_exit_call(Unit *unit, bool is_async, Place place);

// -- exceptions.c

void compile_try(Unit *unit, const Stmt *stmt);
void compile_with(Unit *unit, const Stmt *stmt);

// The place of an except clause with its body.
Place handler_place(const Handler *handler);

// The handler of a clean-up region: the exception that was being handled before is it
// again, and the new one goes on.
void compile_cleanup(Unit *unit, Region *cleanup, Place place);

// -- patterns.c

void compile_match(Unit *unit, const Stmt *stmt);

// -- except_star.c

// The except* clauses of a try, behind its body; the end of the statement is at [end].
void compile_star_clauses(Unit *unit, const Stmt *stmt, Label end);

#endif
