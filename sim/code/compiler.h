// compiler.h -- from the checked tree to bytecode.

#ifndef CODE_COMPILER_H
#define CODE_COMPILER_H

#include "base/arena.h"
#include "code/bytecode.h"

// Compiles a program that the check found no error in. Cannot fail: one that
// would become more than 2^24 instructions raises MemoryError when it is run. Lives in
// [arena].
const Bytecode *compile(Arena *arena, const Program *program);

// The code of a module of ours that is written in Python: reads [text], a zero byte behind
// its [size] bytes, which has no mistakes. The numbers of its codes begin at [first_index].
// All but the text lives in [arena].
const Bytecode *compile_library(Arena *arena, const char *name, const char *text,
                                uint32_t size, uint32_t first_index);

#endif
