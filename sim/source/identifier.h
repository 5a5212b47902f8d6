// identifier.h -- which characters beyond ASCII may stand in a name.

#ifndef SOURCE_IDENTIFIER_H
#define SOURCE_IDENTIFIER_H

#include <stdbool.h>
#include <stdint.h>

// True if a name may begin with [codepoint], which is not ASCII.
bool identifier_may_start(uint32_t codepoint);

// True if a name may have [codepoint], which is not ASCII, after its beginning.
bool identifier_may_go_on(uint32_t codepoint);

#endif
