// verify.h -- is this code object consistent with itself?

#ifndef CODE_VERIFY_H
#define CODE_VERIFY_H

#include "code/bytecode.h"

// Follows every way through [code], exceptions included, and returns NULL if the stack is
// equally deep on all ways to each instruction, never deeper than the code says, deep
// enough where a handler cuts it, and every operand is in its table. Otherwise one
// sentence that says what is wrong; [at] is then the instruction. A check of the
// compiler: no program can make it fail.
const char *code_verify(const Code *code, uint32_t *at);

#endif
