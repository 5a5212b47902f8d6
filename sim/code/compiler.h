// compiler.h -- from the checked tree to bytecode.

#ifndef CODE_COMPILER_H
#define CODE_COMPILER_H

#include "base/arena.h"
#include "code/bytecode.h"

// Compiles a program that the check found no error in. Cannot fail: one that
// would become more than 2^24 instructions raises MemoryError when it is run. Lives in
// [arena].
const Bytecode *compile(Arena *arena, const Program *program);

#endif
