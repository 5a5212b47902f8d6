// excerpt.h -- the lines of the program at a place, as CPython 3.13's tracebacks show them.

#ifndef CODE_EXCERPT_H
#define CODE_EXCERPT_H

#include "base/place.h"
#include "base/text.h"
#include "code/bytecode.h"

// Adds the lines that [place] stretches over, four columns in, with "~~^~~" below the part
// that failed where it is not the whole line; what is long is cut in its middle.
void excerpt_add(const Program *program, Place place, Text *out);

// Adds the line in which [place] begins, without its indentation and without carets.
void excerpt_add_line(const Program *program, Place place, Text *out);

// Adds the text of the line of that number (1-based), without what is blank around it.
void excerpt_add_text(const Program *program, int line, Text *out);

// Adds `  File "name", line N, in function` and a newline.
void excerpt_add_header(const Program *program, Place place, AstText function, Text *out);

#endif
