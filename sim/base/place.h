// place.h -- a stretch of the program's text, and a name or literal that stands in it.

#ifndef BASE_PLACE_H
#define BASE_PLACE_H

#include <stdint.h>

typedef struct Place {
    uint32_t start; // of the first byte
    uint32_t end;   // of the byte behind the last one
} Place;

// A name or a string literal: UTF-8, [size] bytes, a zero byte behind. Names are in
// NFKC form as the source has them; equal names of one program are one pointer.
typedef struct AstText {
    const char *bytes;
    uint32_t size;
} AstText;

#endif
