// lookup.h -- from bytes to a number, for the pools of a code object.
//
// Names, constants and slots are all found by what they say, so that one table serves
// them: the key is a tag and some bytes, the value a small number. A zeroed Lookup is
// empty and valid.

#ifndef CODE_LOOKUP_H
#define CODE_LOOKUP_H

#include <stddef.h>
#include <stdint.h>

typedef struct LookupEntry {
    const char *bytes; // borrowed: the caller keeps them while the table lives
    uint32_t size;
    uint32_t tag;
    int value; // -1 in an empty entry
} LookupEntry;

typedef struct Lookup {
    LookupEntry *entries; // open addressing, a power of two of them
    uint32_t capacity;
    uint32_t count;
} Lookup;

// The value of ([tag], [bytes]), or -1.
int lookup_find(const Lookup *lookup, uint32_t tag, const char *bytes, uint32_t size);

// Adds a key that is not there yet. [value] is not negative.
void lookup_add(Lookup *lookup, uint32_t tag, const char *bytes, uint32_t size,
                int value);

// Frees the table and makes it empty again.
void lookup_free(Lookup *lookup);

#endif
