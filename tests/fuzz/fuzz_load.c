// fuzz_load.c -- the loader must take any bytes without falling over.
//
// The first byte tells what the rest is: "j" a JSON scenario, "p" a Python program, "l" a
// Python program as the lines of a scenario, anything else lets the loader find out.
// Messages are printed too, in both languages: they read the file at every place that a
// mistake can have.

#include "source/scenario.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void load(const char *name, const char *bytes, size_t size, Language language)
{
    Arena *arena = arena_open();
    Diag *diag = diag_new(arena, language);
    Scenario *scenario = scenario_parse(arena, name, bytes, size, diag);
    if (!scenario && diag_error_count(diag) == 0) abort(); // refused without a word
    if (scenario && diag_error_count(diag) > 0) abort();
    Text text = {0};
    diag_print(diag, &text);
    text_free(&text);
    arena_close(arena);
}

// The program as a JSON scenario, each line with every character that can be escaped so.
static void load_as_lines(const char *bytes, size_t size)
{
    Text json = {0};
    text_add(&json, "{\"coroscope\": 1, \"title\": \"x\", \"program\": [\"");
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (byte == '\n')
            text_add(&json, "\",\n\"");
        else if (byte == '"' || byte == '\\')
            text_addf(&json, "\\%c", byte);
        else if (byte < 0x20 || byte == 'a')
            text_addf(&json, "\\u%04x", byte);
        else
            text_add_char(&json, (char)byte);
    }
    text_add(&json, "\"]}");
    load("x.json", text_string(&json), json.size, LANGUAGE_ENGLISH);
    text_free(&json);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!size) return 0;
    const char *bytes = (const char *)data + 1;
    size--;
    if (data[0] == 'j')
        load("x.json", bytes, size, LANGUAGE_KOREAN);
    else if (data[0] == 'p')
        load("x.py", bytes, size, LANGUAGE_ENGLISH);
    else if (data[0] == 'l')
        load_as_lines(bytes, size);
    else
        load("-", bytes, size, LANGUAGE_ENGLISH);
    return 0;
}
