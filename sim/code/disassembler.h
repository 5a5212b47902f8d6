// disassembler.h -- bytecode as text, for tests and the curious.

#ifndef CODE_DISASSEMBLER_H
#define CODE_DISASSEMBLER_H

#include "base/text.h"
#include "code/bytecode.h"

// Adds [code] to [out], one instruction a line: its number, name, and operand in words.
// Then a line for each protected range:
//     0  LOAD_GLOBAL f
//     1  CALL 0
//     2  RETURN
//     0..2 -> 3 depth 0
void disassemble(const Code *code, Text *out);

#endif
