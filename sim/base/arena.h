// arena.h -- memory that is given back all at once.
//
// What lives equally long is allocated together: the scenario's text, tree and
// bytecode in one arena, the names of a trace in another. Nothing in an arena is freed
// alone, so nothing in it can be freed too early.

#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

typedef struct Arena Arena;

// An empty arena. The caller closes it with arena_close().
Arena *arena_open(void);

// Frees the arena and all that lives in it. NULL is allowed.
void arena_close(Arena *arena);

// [size] zeroed bytes at a multiple of [align] (a power of two). Never NULL: when the
// computer has no more memory the program ends with one line.
void *arena_alloc(Arena *arena, size_t size, size_t align);

// A copy of the [size] bytes at [bytes], with a zero byte behind them. Lives in [arena].
char *arena_copy(Arena *arena, const char *bytes, size_t size);

// As sprintf, into memory of the arena.
char *arena_format(Arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

// How many bytes the arena holds from the system.
size_t arena_size(const Arena *arena);

#define ARENA_NEW(arena, T) ((T *)arena_alloc((arena), sizeof(T), _Alignof(T)))
#define ARENA_ARRAY(arena, T, count)                                                     \
    ((T *)arena_alloc((arena), sizeof(T) * (size_t)(count), _Alignof(T)))

// As malloc, realloc: never NULL, the program ends with one line instead.
void *memory_new(size_t size);
void *memory_grow(void *memory, size_t size);

// As memory_grow() from [old_size] to [size] bytes; what is new is zero.
void *memory_grow_zeroed(void *memory, size_t old_size, size_t size);

// Memory for very many small things: [size] bytes, a multiple of HUGE_PAGE, in the large
// pages of the system if it has any, so that a walk through them misses fewer pages.
enum { HUGE_PAGE = 1 << 21 };
void *memory_new_huge(size_t size);

#endif
