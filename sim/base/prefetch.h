// prefetch.h -- asking for memory ahead of its use.

#ifndef BASE_PREFETCH_H
#define BASE_PREFETCH_H

#include <stddef.h>

// Asks for the cache line of [address], which may be any address, NULL too. The empty asm
// is an effect that the compiler cannot see through: without one it takes a function that
// only asks for memory for one that does nothing, and drops its calls.
static inline void prefetch(const void *address)
{
    __builtin_prefetch(address);
    __asm__ volatile("");
}

// The same for all lines of [size] bytes.
static inline void prefetch_all(const void *address, size_t size)
{
    for (size_t at = 0; at < size; at += 64)
        prefetch((const char *)address + at);
    prefetch((const char *)address + size - 1);
}

#endif
