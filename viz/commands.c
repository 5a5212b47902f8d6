// commands.c -- the table, and keys as they stand on a keyboard.

#include "viz/commands.h"

#include <string.h>

static const CommandRow rows[COMMAND_COUNT] = {
#define COMMAND(name, word, keys, group, takes)                                          \
    [COMMAND_##name] = {word, keys, GROUP_##group, takes, SENTENCE_COMMAND_##name},
#include "viz/commands.def"
};

const CommandRow *command_row(Command command)
{
    return &rows[command];
}

Command command_named(const char *name)
{
    for (Command command = 1; command < COMMAND_COUNT; command++)
        if (strcmp(rows[command].name, name) == 0) return command;
    return COMMAND_NONE;
}

// The name of a key without what is held down with it.
static void add_plain_key(const char *key, size_t size, Text *out)
{
    static const struct {
        const char *name, *shown;
    } signs[] = {{"Right", "→"},      {"Left", "←"},      {"Up", "↑"},
                 {"Down", "↓"},       {"PageUp", "PgUp"}, {"PageDown", "PgDn"},
                 {"Return", "Enter"}, {"Escape", "Esc"}};
    if (*key == '@') {
        key++;
        size--;
    }
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strlen(signs[i].name) == size && memcmp(signs[i].name, key, size) == 0) {
            text_add(out, signs[i].shown);
            return;
        }
    text_add_bytes(out, key, size);
}

static void add_key(const char *key, size_t size, Text *out)
{
    size_t plain = size;
    while (plain > 1 && key[plain - 2] != '+')
        plain--;
    if (plain > 1)
        plain--;
    else
        plain = 0;
    text_add_bytes(out, key, plain);
    add_plain_key(key + plain, size - plain, out);
}

void command_add_key(Command command, Text *out)
{
    const char *keys = rows[command].keys;
    add_key(keys, strcspn(keys, " "), out);
}

void command_add_keys(Command command, Text *out)
{
    const char *keys = rows[command].keys;
    while (*keys) {
        size_t size = strcspn(keys, " ");
        add_key(keys, size, out);
        keys += size + strspn(keys + size, " ");
        if (*keys) text_add(out, ", ");
    }
}
