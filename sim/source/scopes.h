// scopes.h -- private to check: the symbols of a scope while they are collected.
//
// First every binding and use is entered where it stands; then, when all are known, each
// name is traced outwards to the scope that owns it, as analyze_name() in CPython's
// Python/symtable.c does, and the Scope of the tree is written.

#ifndef SOURCE_SCOPES_H
#define SOURCE_SCOPES_H

#include "base/arena.h"
#include "source/ast.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum BlockKind {
    BLOCK_KIND_MODULE,
    BLOCK_KIND_CLASS,
    BLOCK_KIND_FUNCTION,
    BLOCK_KIND_LAMBDA,
    BLOCK_KIND_LIST_COMP,
    BLOCK_KIND_SET_COMP,
    BLOCK_KIND_DICT_COMP,
    BLOCK_KIND_GENERATOR,
} BlockKind;

// How a name occurs in a block; bits of Symbol.flags.
enum {
    SYMBOL_USED = 1,
    SYMBOL_BOUND = 2,     // assigned, imported, defined, deleted ...
    SYMBOL_PARAMETER = 4, // also bound
    SYMBOL_GLOBAL = 8,    // declared so
    SYMBOL_NONLOCAL = 16, // declared so
    SYMBOL_ANNOTATED = 32,
    SYMBOL_ITERATION = 64,      // the variable of a comprehension's for
    SYMBOL_CELL = 128,          // an inner block reaches it
    SYMBOL_PASSED_ON = 256,     // free here because an inner block needs it
    SYMBOL_IMPLICIT_CELL = 512, // __class__, found in a class around
};

typedef struct Symbol {
    AstText name;
    uint32_t flags;
    NameKind kind;            // once traced
    int bindings;             // how often it is bound
    Place bound_at;           // the first time
    Place declared_at;        // global or nonlocal
    const Function *function; // if it was bound by a def without decorators
} Symbol;

typedef struct Block {
    BlockKind kind;
    struct Block *parent;
    struct Block *next; // all blocks, in the order of their beginning
    AstText name;
    Symbol *symbols; // in order of appearance
    int count, capacity;
    int32_t *table; // hash table of indices into symbols, -1 is free
    int table_size;
    bool is_async;     // async def, or an asynchronous comprehension
    bool is_generator; // has a yield
    bool needs_class_cell;
    Scope *scope;
} Block;

// A block inside [parent] (NULL for the module). Its Scope is made, and empty.
Block *block_new(Arena *arena, BlockKind kind, Block *parent, AstText name);

bool block_is_function(const Block *block); // also lambdas and comprehensions
bool block_is_comprehension(const Block *block);

// The symbol of that name, or NULL.
Symbol *block_find(const Block *block, AstText name);

// The symbol of that name, made if need be. Borrowed until the next is added.
Symbol *block_symbol(Arena *arena, Block *block, AstText name);

// Traces every name of [block], which must have all its symbols, as must those around
// it. A nonlocal name that nobody owns is left as NAME_GLOBAL_IMPLICIT and returned true
// for by symbol_is_lost(). [class_cell] is the name "__class__".
void block_trace(Arena *arena, Block *block, AstText class_cell);
bool symbol_is_lost(const Symbol *symbol);

// Writes the block's Scope. Outer blocks first.
void block_write_scope(Arena *arena, Block *block);

// The symbol that a use of [name] in [block] means, and its block; NULL if it is the
// module's and the module does not bind it.
Symbol *block_owner(const Block *block, AstText name, const Block **owner);

#endif
