// program.c -- lines and columns of a program's bytes.

#include "base/utf8.h"
#include "source/ast.h"

int program_line(const Program *program, uint32_t offset)
{
    // Of so many lines from [low] on it is one. No branch depends on which.
    uint32_t low = 0, count = program->line_count;
    while (count > 1) {
        uint32_t half = count / 2;
        low += program->lines[low + half] <= offset ? half : 0;
        count -= half;
    }
    return (int)low + 1;
}

int program_column(const Program *program, uint32_t offset)
{
    uint32_t start = program->lines[program_line(program, offset) - 1];
    return (int)utf8_count(program->text + start, offset - start) + 1;
}
