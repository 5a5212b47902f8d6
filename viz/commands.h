// commands.h -- everything that can be asked of the window, by key, by mouse, by script.
//
// One table (commands.def) gives the keys, the help and the words of scripts.

#ifndef VIZ_COMMANDS_H
#define VIZ_COMMANDS_H

#include "base/sentences.h"

typedef enum Command {
    COMMAND_NONE,
#define COMMAND(name, word, keys, group, takes) COMMAND_##name,
#include "viz/commands.def"
    COMMAND_COUNT
} Command;

typedef enum CommandGroup {
    GROUP_PLAY,
    GROUP_STEP,
    GROUP_LOOK,
    GROUP_FIND,
    GROUP_SHOW,
    GROUP_FILE,
    GROUP_SCRIPT, // has no keys, and no place in the help
    GROUP_COUNT
} CommandGroup;

typedef struct CommandRow {
    const char *name;
    const char *keys; // with blanks between them; "" if it has none
    CommandGroup group;
    const char *takes; // what a script says behind the name, or ""
    Sentence help;
} CommandRow;

// The row of a command that is not COMMAND_NONE.
const CommandRow *command_row(Command command);

// The command with this name, or COMMAND_NONE.
Command command_named(const char *name);

// Adds the first key as people read it: "Shift+→"; nothing if there is none.
void command_add_key(Command command, Text *out);

// Adds all of them, with commas.
void command_add_keys(Command command, Text *out);

#endif
