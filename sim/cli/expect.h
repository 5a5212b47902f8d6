// expect.h -- compares what a program prints with what it should print.

#ifndef CLI_EXPECT_H
#define CLI_EXPECT_H

#include "base/language.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Expect {
    const char *name; // of the file
    Text content;     // of the file
    size_t at;        // where the next expected line begins
    int64_t line;     // how many lines were compared
    bool differs;
    bool has_expected, has_got; // of the first difference: false if a side had ended
    Text expected, got;
} Expect;

// Reads the file of expected lines. False, with a message on standard error, if that
// fails.
bool expect_open(Expect *expect, const char *path, Language language);
void expect_close(Expect *expect);

// Compares the next printed line. Line ends do not count, nor does their form.
void expect_line(Expect *expect, const char *line, size_t size);

// After the last line: adds the first difference, if there is one, and says whether
// all was as expected.
bool expect_end(Expect *expect, Language language, Text *out);

#endif
