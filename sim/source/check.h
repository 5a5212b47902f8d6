// check.h -- what the grammar cannot see: names, scopes, and what stands where.
//
// Scopes are those of CPython's symtable, with one difference: a comprehension is a
// function of its own, as it was before CPython 3.12 began to inline it.

#ifndef SOURCE_CHECK_H
#define SOURCE_CHECK_H

#include "base/arena.h"
#include "base/diag.h"
#include "source/ast.h"

// Fills in every scope of [program] and reports what is wrong to [diag]: errors as
// CPython's compiler has them, unknown modules, what the subset lacks; and as warnings
// unknown names and calls with a wrong number of arguments. If the tree is not whole,
// nothing is reported that a missing statement may have caused. Scopes live in [arena].
void check_program(Arena *arena, Program *program, Diag *diag, const DiagFile *file,
                   bool is_whole);

#endif
