// python_writer.h -- a program as a file for a plain Python.
//
// All that a scenario may use is in Python, but for cpu(), which computes for so many
// seconds. A file that uses it defines it; read back as a scenario it is left out again.

#ifndef OUTPUT_PYTHON_WRITER_H
#define OUTPUT_PYTHON_WRITER_H

#include "base/text.h"
#include "output/file.h"

// Writes the program, with a definition of cpu() if it is used and not defined.
void python_write(const char *program, size_t size, OutFile *file);

// Adds the program without the definition that python_write() gave it.
void python_without_cpu(const char *program, size_t size, Text *out);

#endif
