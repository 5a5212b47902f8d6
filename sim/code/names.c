// names.c -- which instruction reads, writes, deletes a name.

#include "code/unit.h"

#include "base/assert.h"

// How a name is reached from the code that is being made.
typedef enum Access {
    ACCESS_LOCAL,
    ACCESS_CELL,
    ACCESS_GLOBAL,
    ACCESS_NAMESPACE,  // of a class body
    ACCESS_CLASS_FREE, // in a class body: read from its namespace first
    ACCESS_COUNT
} Access;

static const Opcode name_ops[ACCESS_COUNT][4] = {
    [ACCESS_LOCAL] = {OP_LOAD_LOCAL, OP_STORE_LOCAL, OP_DELETE_LOCAL, OP_CLEAR_LOCAL},
    [ACCESS_CELL] = {OP_LOAD_CELL, OP_STORE_CELL, OP_DELETE_CELL, OP_CLEAR_CELL},
    [ACCESS_GLOBAL] = {OP_LOAD_GLOBAL, OP_STORE_GLOBAL, OP_DELETE_GLOBAL,
                       OP_CLEAR_GLOBAL},
    [ACCESS_NAMESPACE] = {OP_LOAD_NAME, OP_STORE_NAME, OP_DELETE_NAME, OP_CLEAR_NAME},
    [ACCESS_CLASS_FREE] = {OP_LOAD_CLASS_FREE, OP_STORE_CELL, OP_DELETE_CELL,
                           OP_CLEAR_CELL},
};

static Access access_in_class(NameKind kind)
{
    switch (kind) {
    case NAME_FREE: return ACCESS_CLASS_FREE;
    case NAME_GLOBAL: return ACCESS_GLOBAL;
    default: return ACCESS_NAMESPACE;
    }
}

static Access access_in_function(NameKind kind)
{
    switch (kind) {
    case NAME_LOCAL: return ACCESS_LOCAL;
    case NAME_CELL:
    case NAME_FREE: return ACCESS_CELL;
    default: return ACCESS_GLOBAL;
    }
}

// A name that the scope does not know is one of the compiler's own, or a builtin.
static Access access_of(const Unit *unit, AstText name)
{
    const Scope *scope = unit->scope;
    if (scope->kind == SCOPE_MODULE) return ACCESS_GLOBAL;

    int index = lookup_find(&unit->scope_names, 0, name.bytes, name.size);
    NameKind kind = index < 0 ? NAME_GLOBAL_IMPLICIT : scope->names[index].kind;
    return scope->kind == SCOPE_CLASS ? access_in_class(kind) : access_in_function(kind);
}

static int slot_of(const Unit *unit, AstText name)
{
    int slot = lookup_find(&unit->slots, 0, name.bytes, name.size);
    ASSERT(slot >= 0, "the check gives every local, cell and free name to the scope");
    return slot;
}

void compile_name(Unit *unit, AstText name, NameUse use, Place place)
{
    Opcode op = name_ops[access_of(unit, name)][use];
    int operand = 0;
    switch (opcode_operand(op)) {
    case OPERAND_LOCAL:
    case OPERAND_CELL: operand = slot_of(unit, name); break;
    case OPERAND_CACHED: operand = pool_global(unit, name); break;
    default: operand = pool_name(unit, name); break;
    }
    emit(unit, op, (uint32_t)operand, place);
}

bool compile_closure(Unit *unit, const Code *code, Place place)
{
    for (int i = code->local_count - code->free_count; i < code->local_count; i++)
        emit(unit, OP_LOAD_CLOSURE, (uint32_t)slot_of(unit, code->locals[i]), place);
    if (code->free_count) emit(unit, OP_BUILD_TUPLE, (uint32_t)code->free_count, place);
    return code->free_count > 0;
}
