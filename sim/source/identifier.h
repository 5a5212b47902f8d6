// identifier.h -- which characters beyond ASCII may stand in a name.

#ifndef SOURCE_IDENTIFIER_H
#define SOURCE_IDENTIFIER_H

#include <stdbool.h>
#include <stdint.h>

// True if a name may begin with [codepoint], which is not ASCII.
bool identifier_may_start(uint32_t codepoint);

// True if a name may have [codepoint], which is not ASCII, after its beginning.
bool identifier_may_go_on(uint32_t codepoint);

// True if Python takes [codepoint] in a name, but for another character, or joined with
// the one before it (a fullwidth letter, an accent of its own). We do not, so as not to
// take two spellings for two names where Python sees one.
bool identifier_is_other_form(uint32_t codepoint);

#endif
