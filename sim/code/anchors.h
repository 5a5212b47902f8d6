// anchors.h -- which part of an expression a traceback underlines with carets.
//
// CPython's traceback module parses the text of the failing instruction again to find the
// operator, or the brackets, that it marks with "^" inside the "~"; we have the tree.

#ifndef CODE_ANCHORS_H
#define CODE_ANCHORS_H

#include "source/ast.h"

typedef struct Anchors {
    bool found;           // [left] and [right] are set
    uint32_t left, right; // bytes of the program's text that "^" marks: [left, right)
    // The instruction is the whole of "return f(...)" or "x = f(...)", which needs no
    // carets at all.
    bool quiet;
} Anchors;

// The anchors of the instruction whose place is [place].
Anchors anchors_of(const Program *program, Place place);

#endif
