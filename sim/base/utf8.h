// utf8.h -- code points in bytes, and how wide they stand in a terminal.
//
// Inside the program a str may hold lone surrogates; they are kept as the three bytes
// that UTF-8 would give them. Files are read strictly: there they are an error.

#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Writes [codepoint] (up to 0x10ffff) to [bytes] and returns how many it took: 1 to 4.
size_t utf8_encode(uint32_t codepoint, char bytes[4]);

// The code point at [bytes], which is well formed (surrogates allowed); [*size] becomes
// its length in bytes.
uint32_t utf8_decode(const char *bytes, size_t *size);

// How many bytes the sequence that begins with [first] has: 1 to 4.
size_t utf8_length(char first);

// The offset of the first byte that is not well-formed UTF-8, or [size] if all is well.
// Surrogates, overlong forms and what is past 0x10ffff are not.
size_t utf8_first_error(const char *bytes, size_t size);

// True if the bytes begin with the byte order mark of UTF-16.
bool utf8_is_utf16(const char *bytes, size_t size);

// How many code points well-formed bytes hold.
size_t utf8_count(const char *bytes, size_t size);

// The byte offset of the code point number [index] in well-formed bytes, or [size] if
// there are not so many.
size_t utf8_offset(const char *bytes, size_t size, size_t index);

// Columns that a code point takes in a terminal: 0 for combining marks and controls, 2
// for Hangul, other East Asian wide ones and most emoji, else 1.
int utf8_width(uint32_t codepoint);

// Columns that well-formed bytes take together.
size_t utf8_columns(const char *bytes, size_t size);

#endif
