// python_writer.c -- looks for cpu( in the program's text and puts its definition before it.

#include "output/python_writer.h"

#include <ctype.h>
#include <string.h>

// Coroscope has a cpu() of its own, so that there nothing is defined.
static const char definition[] =
    "try:\n"
    "    cpu\n"
    "except NameError:  # only Coroscope has it: computes for so many seconds\n"
    "    def cpu(seconds):\n"
    "        import time\n"
    "        end = time.perf_counter() + seconds\n"
    "        while time.perf_counter() < end:\n"
    "            pass\n"
    "\n";
enum { DEFINITION_SIZE = sizeof definition - 1 };

// Where the words first are; NULL if they are not there.
static const char *find(const char *text, size_t size, const char *words)
{
    size_t length = strlen(words);
    for (size_t i = 0; i + length <= size; i++)
        if (memcmp(text + i, words, length) == 0) return text + i;
    return NULL;
}

static bool is_of_name(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '.' || (unsigned char)c >= 0x80;
}

// True if cpu stands in the program as a name of its own and is nobody else's.
static bool wants_cpu(const char *program, size_t size)
{
    static const char name[] = "cpu";
    size_t length = sizeof name - 1;
    if (find(program, size, "def cpu(") || find(program, size, "cpu =")) return false;
    for (size_t i = 0; i + length <= size; i++) {
        if (memcmp(program + i, name, length) != 0) continue;
        bool begins = i == 0 || !is_of_name(program[i - 1]);
        bool ends = i + length == size || !is_of_name(program[i + length]);
        if (begins && ends) return true;
    }
    return false;
}

// Behind the imports from __future__, which must come before all else.
static size_t place_of_definition(const char *program, size_t size)
{
    static const char future[] = "from __future__";
    size_t place = 0, at = 0;
    while (at < size) {
        const char *newline = memchr(program + at, '\n', size - at);
        size_t next = newline ? (size_t)(newline - program) + 1 : size;
        size_t length = sizeof future - 1;
        if (next - at > length && memcmp(program + at, future, length) == 0) place = next;
        at = next;
    }
    return place;
}

void python_write(const char *program, size_t size, OutFile *file)
{
    if (wants_cpu(program, size)) {
        size_t place = place_of_definition(program, size);
        file_add_bytes(file, program, place);
        file_add(file, definition);
        program += place;
        size -= place;
    }
    file_add_bytes(file, program, size);
    if (size) file_add(file, "\n");
}

void python_without_cpu(const char *program, size_t size, Text *out)
{
    const char *at = find(program, size, definition);
    if (at) {
        text_add_bytes(out, program, (size_t)(at - program));
        size -= (size_t)(at - program) + DEFINITION_SIZE;
        program = at + DEFINITION_SIZE;
    }
    text_add_bytes(out, program, size);
}
