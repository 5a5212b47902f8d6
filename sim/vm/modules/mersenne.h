// mersenne.h -- the Mersenne twister MT19937, which CPython's random is built upon.

#ifndef VM_MODULES_MERSENNE_H
#define VM_MODULES_MERSENNE_H

#include <stddef.h>
#include <stdint.h>

enum { MERSENNE_WORDS = 624 };

typedef struct Mersenne {
    uint32_t words[MERSENNE_WORDS];
    int next; // the word to hand out next; MERSENNE_WORDS: new ones are needed
} Mersenne;

// Starts the sequence that belongs to the key, [count] words of it (1 or more).
void mersenne_seed(Mersenne *twister, const uint32_t *key, size_t count);

// The next 32 bits.
uint32_t mersenne_next(Mersenne *twister);

// The next number of random(): 53 bits, 0 <= x < 1.
double mersenne_double(Mersenne *twister);

#endif
