// program.c -- lines and columns of a program's bytes.

#include "base/utf8.h"
#include "source/ast.h"

int program_line(const Program *program, uint32_t offset)
{
    uint32_t low = 0, high = program->line_count;
    while (high - low > 1) {
        uint32_t middle = (low + high) / 2;
        if (program->lines[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return (int)low + 1;
}

int program_column(const Program *program, uint32_t offset)
{
    uint32_t start = program->lines[program_line(program, offset) - 1];
    return (int)utf8_count(program->text + start, offset - start) + 1;
}
