// scopes.c -- tracing names outwards; see CPython's Python/symtable.c.

#include "source/scopes.h"

#include "base/assert.h"

#include <string.h>

Block *block_new(Arena *arena, BlockKind kind, Block *parent, AstText name)
{
    Block *block = ARENA_NEW(arena, Block);
    block->kind = kind;
    block->parent = parent;
    block->name = name;
    block->scope = ARENA_NEW(arena, Scope);
    block->scope->kind = kind == BLOCK_KIND_MODULE  ? SCOPE_MODULE
                         : kind == BLOCK_KIND_CLASS ? SCOPE_CLASS
                                                    : SCOPE_FUNCTION;
    block->scope->parent = parent ? parent->scope : NULL;
    return block;
}

bool block_is_function(const Block *block)
{
    return block->kind >= BLOCK_KIND_FUNCTION;
}

bool block_is_comprehension(const Block *block)
{
    return block->kind >= BLOCK_KIND_LIST_COMP;
}

// -- Symbols -----------------------------------------------------------------------

// Equal names are one pointer, so the pointer is the key.
static uint32_t hash_name(AstText name)
{
    uint64_t bits = (uint64_t)(uintptr_t)name.bytes;
    return (uint32_t)((bits * UINT64_C(0x9e3779b97f4a7c15)) >> 32);
}

static int32_t *table_slot(const Block *block, AstText name)
{
    uint32_t mask = (uint32_t)block->table_size - 1;
    uint32_t at = hash_name(name) & mask;
    while (block->table[at] >= 0 &&
           block->symbols[block->table[at]].name.bytes != name.bytes)
        at = (at + 1) & mask;
    return &block->table[at];
}

Symbol *block_find(const Block *block, AstText name)
{
    if (!block->table) return NULL;
    int32_t index = *table_slot(block, name);
    return index < 0 ? NULL : &block->symbols[index];
}

static void grow(Arena *arena, Block *block)
{
    int capacity = block->capacity ? block->capacity * 2 : 8;
    Symbol *symbols = ARENA_ARRAY(arena, Symbol, capacity);
    if (block->count)
        memcpy(symbols, block->symbols, sizeof(Symbol) * (size_t)block->count);
    block->symbols = symbols;
    block->capacity = capacity;
    block->table_size = capacity * 2;
    block->table = ARENA_ARRAY(arena, int32_t, block->table_size);
    memset(block->table, 0xff, sizeof(int32_t) * (size_t)block->table_size);
    for (int i = 0; i < block->count; i++)
        *table_slot(block, symbols[i].name) = i;
}

Symbol *block_symbol(Arena *arena, Block *block, AstText name)
{
    Symbol *found = block_find(block, name);
    if (found) return found;
    if (block->count == block->capacity) grow(arena, block);
    *table_slot(block, name) = block->count;
    Symbol *symbol = &block->symbols[block->count++];
    *symbol = (Symbol){.name = name};
    return symbol;
}

// -- Tracing -----------------------------------------------------------------------

static bool owns(const Symbol *symbol)
{
    return symbol && (symbol->flags & SYMBOL_BOUND) &&
           !(symbol->flags & (SYMBOL_GLOBAL | SYMBOL_NONLOCAL));
}

// The function around [block] that owns [name]; or the class whose __class__ it is; NULL
// if it is the module's.
static Block *find_owner(const Block *block, AstText name, AstText class_cell)
{
    for (Block *outer = block->parent; outer; outer = outer->parent) {
        if (outer->kind == BLOCK_KIND_CLASS && block_is_function(block) &&
            name.bytes == class_cell.bytes)
            return outer;
        if (!block_is_function(outer)) continue;
        const Symbol *symbol = block_find(outer, name);
        if (owns(symbol)) return outer;
        if (symbol && (symbol->flags & SYMBOL_GLOBAL)) return NULL;
    }
    return NULL;
}

// Makes [name] reach from [owner] inwards to [block]: a cell there, free between.
static void connect(Arena *arena, Block *owner, const Block *block, AstText name,
                    AstText class_cell)
{
    if (owner->kind == BLOCK_KIND_CLASS && name.bytes == class_cell.bytes)
        owner->needs_class_cell = true;
    else
        block_find(owner, name)->flags |= SYMBOL_CELL;
    for (Block *between = block->parent; between != owner; between = between->parent)
        block_symbol(arena, between, name)->flags |= SYMBOL_PASSED_ON;
}

bool symbol_is_lost(const Symbol *symbol)
{
    return (symbol->flags & SYMBOL_NONLOCAL) && symbol->kind != NAME_FREE;
}

// In the order of analyze_name() in CPython's symtable.c.
static NameKind trace(Arena *arena, Block *block, int index, AstText class_cell)
{
    Symbol *symbol = &block->symbols[index];
    AstText name = symbol->name;
    if (symbol->flags & SYMBOL_GLOBAL) return NAME_GLOBAL;
    bool is_bound = symbol->flags & SYMBOL_BOUND;
    if (block->kind == BLOCK_KIND_MODULE) // bindings: also by functions that say global
        return is_bound || symbol->bindings ? NAME_GLOBAL : NAME_GLOBAL_IMPLICIT;
    if (is_bound && !(symbol->flags & SYMBOL_NONLOCAL))
        return block->kind == BLOCK_KIND_CLASS ? NAME_CLASS_LOCAL : NAME_LOCAL;
    Block *owner = find_owner(block, name, class_cell);
    if (!owner) return NAME_GLOBAL_IMPLICIT;
    connect(arena, owner, block, name, class_cell);
    return NAME_FREE;
}

void block_trace(Arena *arena, Block *block, AstText class_cell)
{
    for (int i = 0; i < block->count; i++) {
        NameKind kind = trace(arena, block, i, class_cell);
        block->symbols[i].kind = kind;
    }
}

Symbol *block_owner(const Block *block, AstText name, const Block **owner)
{
    const Block *module = block;
    while (module->parent)
        module = module->parent;
    const Symbol *symbol = block_find(block, name);
    const Block *at = block;
    if (symbol && symbol->kind == NAME_FREE) {
        at = find_owner(block, name, (AstText){0});
    } else if (symbol &&
               (symbol->kind == NAME_GLOBAL || symbol->kind == NAME_GLOBAL_IMPLICIT)) {
        at = module;
    }
    if (!at) at = module;
    Symbol *found = block_find(at, name);
    *owner = at;
    return found && found->bindings ? found : NULL;
}

// -- The tree's scopes -------------------------------------------------------------

static const char *qualify(Arena *arena, const Block *block)
{
    const Block *parent = block->parent;
    if (!parent) return "<module>";
    const Symbol *symbol = block_find(parent, block->name);
    bool is_global = symbol && (symbol->flags & SYMBOL_GLOBAL);
    if (parent->kind == BLOCK_KIND_MODULE || is_global) return block->name.bytes;
    const char *link = block_is_function(parent) ? ".<locals>." : ".";
    return arena_format(arena, "%s%s%s", parent->scope->qualified_name, link,
                        block->name.bytes);
}

static bool is_passed_only(const Symbol *symbol)
{
    return symbol->flags == SYMBOL_PASSED_ON;
}

void block_write_scope(Arena *arena, Block *block)
{
    Scope *scope = block->scope;
    scope->names = ARENA_ARRAY(arena, ScopeName, block->count);
    scope->name_count = block->count;
    scope->is_async = block->is_async;
    scope->is_generator = block->is_generator;
    scope->needs_class_cell = block->needs_class_cell;
    scope->qualified_name = qualify(arena, block);
    for (int i = 0; i < block->count; i++) {
        const Symbol *symbol = &block->symbols[i];
        ScopeName *name = &scope->names[i];
        name->name = symbol->name;
        name->kind = is_passed_only(symbol) ? NAME_FREE : symbol->kind;
        if (name->kind == NAME_LOCAL && (symbol->flags & SYMBOL_CELL))
            name->kind = NAME_CELL;
        name->is_parameter = symbol->flags & SYMBOL_PARAMETER;
        name->is_free_in_class = block->kind == BLOCK_KIND_CLASS &&
                                 name->kind != NAME_FREE &&
                                 (symbol->flags & SYMBOL_PASSED_ON);
    }
}
