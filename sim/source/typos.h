// typos.h -- keywords that were mistyped: what a learner probably meant.

#ifndef SOURCE_TYPOS_H
#define SOURCE_TYPOS_H

#include "source/parser.h"

// After "invalid syntax" at the next token: adds as help the keyword that the name there,
// or the one in front of it, is a typo of; false if it is none.
bool typos_hint(Parser *p);

// The keyword that [word] is a typo of where it is a statement by itself ("pas"), or NULL.
const char *typos_lone_keyword(const char *word);

#endif
