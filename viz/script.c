// script.c -- the whole file is read and checked before anything is done.

#include "viz/script.h"

#include "base/arena.h"
#include "base/names.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool read_all(const char *name, Text *text)
{
    FILE *file = strcmp(name, "-") == 0 ? stdin : fopen(name, "rb");
    if (!file) return false;
    size_t got;
    do {
        got = fread(text_room(text, 4096), 1, 4096, file);
        text->size += got;
    } while (got);
    bool well = !ferror(file);
    if (file != stdin) fclose(file);
    text_add(text, ""); // so that a zero stands behind it
    return well;
}

void script_add_place(const Script *script, Text *out)
{
    text_addf(out, "%s:%d: ", script->name, script->line);
}

// The next line that is not empty, cut out of the text. NULL at the end.
static char *next_line(Script *script)
{
    while (script->at < script->text.size) {
        char *line = script->text.bytes + script->at;
        size_t size = strcspn(line, "\n");
        script->at += size + 1;
        script->line++;
        while (size && strchr(" \t\r", line[size - 1]))
            size--;
        line[size] = 0;
        line += strspn(line, " \t");
        if (*line && *line != '#') return line;
    }
    return NULL;
}

static bool read_line(char *line, ScriptLine *out)
{
    size_t size = strcspn(line, " \t");
    bool has_argument = line[size] != 0;
    line[size] = 0;
    out->command = command_named(line);
    char *argument = line + size + has_argument;
    argument += strspn(argument, " \t");
    out->argument = *argument ? argument : NULL;
    return out->command != COMMAND_NONE;
}

bool script_next(Script *script, ScriptLine *line)
{
    char *text = next_line(script);
    if (!text) return false;
    return read_line(text, line);
}

bool script_is_next(const Script *script, Command command)
{
    const char *name = command_row(command)->name;
    size_t size = strlen(name), at = script->at;
    const char *text = script->text.bytes;
    while (at < script->text.size) {
        at += strspn(text + at, " \t\r\n");
        if (text[at] != '#') break;
        at += strcspn(text + at, "\n");
    }
    return at + size <= script->text.size && memcmp(text + at, name, size) == 0;
}

static void complain_name(const Script *script, const char *word, Language language,
                          Text *message)
{
    NearestName nearest = {.wanted = word};
    for (Command command = 1; command < COMMAND_COUNT; command++)
        nearest_offer(&nearest, command_row(command)->name);
    const SentenceWord words[] = {SENTENCE_WORD("word", word)};
    script_add_place(script, message);
    sentence_add(message, language, SENTENCE_SCRIPT_UNKNOWN, words, 1);
    if (nearest.best)
        text_addf(message, "\n  %s: %s", in_language(language, "help"), nearest.best);
}

// Walks a copy, since reading a line cuts it.
static bool check(const Script *script, Language language, Text *message)
{
    Script copy = {.name = script->name};
    text_add_bytes(&copy.text, text_string(&script->text), script->text.size);
    bool well = true;
    char *line;
    while (well && (line = next_line(&copy))) {
        ScriptLine read;
        well = read_line(line, &read);
        if (!well) complain_name(&copy, line, language, message);
    }
    text_free(&copy.text);
    return well;
}

Script *script_open(const char *name, Language language, Text *message)
{
    Script *script = memory_new(sizeof *script);
    *script = (Script){.name = strdup(name)};
    errno = 0;
    bool well = read_all(name, &script->text);
    if (!well) text_addf(message, "%s: %s", name, reason_in(language, errno));
    if (well && check(script, language, message)) return script;
    script_close(script);
    return NULL;
}

void script_close(Script *script)
{
    if (!script) return;
    free(script->name);
    text_free(&script->text);
    free(script);
}
