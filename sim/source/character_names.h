// character_names.h -- Unicode's names of the commoner characters, for \N{...}.

#ifndef SOURCE_CHARACTER_NAMES_H
#define SOURCE_CHARACTER_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// True and the character that has the name of [size] bytes, in letters of either case;
// false if it is not in our list, which is a part of Unicode's.
bool character_named(const char *name, size_t size, uint32_t *codepoint);

#endif
