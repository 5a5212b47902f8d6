// script.h -- commands from a file, one a line, by the names that the help shows.
//
// A line is a command and, behind a blank, what it takes; an empty line, or one that
// begins with "#", is nothing. "wait 1.5" lets the window live for that long.

#ifndef VIZ_SCRIPT_H
#define VIZ_SCRIPT_H

#include "base/language.h"
#include "base/text.h"
#include "viz/commands.h"

#include <stdbool.h>

typedef struct Script {
    char *name;
    Text text;
    size_t at; // where the next line begins
    int line;  // that was read last, from 1
} Script;

typedef struct ScriptLine {
    Command command;
    const char *argument; // NULL if there is none; borrowed until the script is closed
} ScriptLine;

// Reads a file ("-": standard input) and checks every name in it. NULL, with a [message]
// that has file and line, if something is wrong. The caller closes it.
Script *script_open(const char *name, Language language, Text *message);
// True if the next line is that command.
bool script_is_next(const Script *script, Command command);

void script_close(Script *script);

// The next line. False at the end.
bool script_next(Script *script, ScriptLine *line);

// Adds "file:line: " for a message about the line that was read last.
void script_add_place(const Script *script, Text *out);

#endif
