// globals.h -- a program with another constant: "NAME = 4" at the top becomes "NAME = 8".
//
// A sweep tries several values of one of the program's own numbers. The text itself is
// changed and read again, so that a traceback and a trace show what really ran.

#ifndef SOURCE_GLOBALS_H
#define SOURCE_GLOBALS_H

#include "base/arena.h"
#include "source/ast.h"

typedef enum GlobalFound {
    GLOBAL_FOUND,
    GLOBAL_MISSING,      // no line of the module itself assigns to it
    GLOBAL_NOT_CONSTANT, // it is assigned to, but not a constant
    GLOBAL_TWICE,        // more than one line does
} GlobalFound;

// Looks for "name = constant" among the lines of the module; [*value] becomes the place of
// the constant.
GlobalFound globals_find(const Program *program, const char *name, Place *value);

// Calls [offer] with each name that globals_find() finds.
void globals_each(const Program *program, void (*offer)(void *owner, const char *name),
                  void *owner);

// True if [text] is a constant that may stand in a program: a number, True, False, None or
// a string in quotes.
bool globals_is_constant(const char *text);

// The same program read again with [constant] in the place of what stands at [value];
// unchanged if [constant] is NULL. Nothing of the two is shared, so both can run at the
// same time. Lives in [arena].
Program *globals_replace(Arena *arena, const Program *program, Place value,
                         const char *constant);

#endif
