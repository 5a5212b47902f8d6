// grammar.h -- from a program's text to its tree.
//
// The grammar is Python 3.13's, less what the subset lacks; that is an error with the
// construct's name. Every statement with a mistake is reported, and only those.

#ifndef SOURCE_GRAMMAR_H
#define SOURCE_GRAMMAR_H

#include "base/arena.h"
#include "base/diag.h"
#include "source/ast.h"

// Reads the [size] bytes of UTF-8 at [text], lines joined by "\n", a zero byte behind.
// Mistakes are reported to [diag] at their place in [file]. The tree is returned in any
// case, without the statements that are wrong; [*is_whole] tells whether there are any.
// Scopes are not filled in: see check.h. Lives in [arena], which must also hold [text].
Program *grammar_read(Arena *arena, const char *name, const char *text, uint32_t size,
                      Diag *diag, const DiagFile *file, bool *is_whole);

#endif
