// name_table.h -- every name of a program once, so that equal names are one pointer.

#ifndef SOURCE_NAME_TABLE_H
#define SOURCE_NAME_TABLE_H

#include "base/arena.h"
#include "source/ast.h"

typedef struct NameTable NameTable;

// An empty table. It and its names live in [arena].
NameTable *name_table_new(Arena *arena);

// The one AstText for these bytes.
AstText name_table_intern(NameTable *table, const char *bytes, uint32_t size);

#endif
