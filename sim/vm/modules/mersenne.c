// mersenne.c -- MT19937 by Makoto Matsumoto and Takuji Nishimura (1998), with the seeding
// of 2002.

#include "vm/modules/mersenne.h"

enum { MIDDLE = 397 };

static void seed_with_number(Mersenne *twister, uint32_t seed)
{
    twister->words[0] = seed;
    for (uint32_t i = 1; i < MERSENNE_WORDS; i++) {
        uint32_t last = twister->words[i - 1];
        twister->words[i] = UINT32_C(1812433253) * (last ^ last >> 30) + i;
    }
    twister->next = MERSENNE_WORDS;
}

// Steps on to the next word; behind the last one comes the second, the first being a copy.
static uint32_t step(Mersenne *twister, uint32_t i)
{
    if (++i < MERSENNE_WORDS) return i;
    twister->words[0] = twister->words[MERSENNE_WORDS - 1];
    return 1;
}

void mersenne_seed(Mersenne *twister, const uint32_t *key, size_t count)
{
    uint32_t *words = twister->words;
    seed_with_number(twister, 19650218);
    uint32_t i = 1;
    size_t j = 0;
    for (size_t k = count > MERSENNE_WORDS ? count : MERSENNE_WORDS; k > 0; k--) {
        uint32_t last = words[i - 1];
        words[i] =
            (words[i] ^ (last ^ last >> 30) * UINT32_C(1664525)) + key[j] + (uint32_t)j;
        i = step(twister, i);
        if (++j == count) j = 0;
    }
    for (int k = MERSENNE_WORDS - 1; k > 0; k--) {
        uint32_t last = words[i - 1];
        words[i] = (words[i] ^ (last ^ last >> 30) * UINT32_C(1566083941)) - i;
        i = step(twister, i);
    }
    words[0] = UINT32_C(0x80000000);
}

static void renew(Mersenne *twister)
{
    uint32_t *words = twister->words;
    for (int i = 0; i < MERSENNE_WORDS; i++) {
        uint32_t mixed = (words[i] & UINT32_C(0x80000000)) |
                         (words[(i + 1) % MERSENNE_WORDS] & UINT32_C(0x7fffffff));
        uint32_t twist = mixed & 1 ? UINT32_C(0x9908b0df) : 0;
        words[i] = words[(i + MIDDLE) % MERSENNE_WORDS] ^ mixed >> 1 ^ twist;
    }
    twister->next = 0;
}

uint32_t mersenne_next(Mersenne *twister)
{
    if (twister->next >= MERSENNE_WORDS) renew(twister);
    uint32_t y = twister->words[twister->next++];
    y ^= y >> 11;
    y ^= y << 7 & UINT32_C(0x9d2c5680);
    y ^= y << 15 & UINT32_C(0xefc60000);
    return y ^ y >> 18;
}

double mersenne_double(Mersenne *twister)
{
    uint32_t high = mersenne_next(twister) >> 5; // 27 bits
    uint32_t low = mersenne_next(twister) >> 6;  // 26 bits
    return (high * 67108864.0 + low) * (1.0 / 9007199254740992.0);
}
