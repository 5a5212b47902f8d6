// language.c -- the table of messages, searched by halving.

#include "base/language.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

typedef struct Translation {
    const char *english;
    const char *text;
} Translation;

// Sorted by the bytes of the English form, with NULL behind; a unit test holds them to that.
#define SENTENCE(name, text)
#define MESSAGE(english, text) {english, text},
#include "language_messages.inc"
#undef MESSAGE
#undef SENTENCE

typedef struct Translations {
    const Translation *rows;
    size_t count;
} Translations;

static const Translations tables[] = {
#define LANGUAGE(code)                                                                   \
    {messages_##code, sizeof messages_##code / sizeof(Translation) - 1},
#include "language_rows.inc"
#undef LANGUAGE
};

static int by_english(const void *key, const void *entry)
{
    return strcmp(key, ((const Translation *)entry)->english);
}

static const char *const codes[] = {
#define LANGUAGE(code) #code,
#include "language_rows.inc"
#undef LANGUAGE
};

int language_count(void)
{
    return (int)(sizeof codes / sizeof *codes);
}

const char *language_code(Language language)
{
    return codes[language];
}

const char *language_codes(void)
{
    static const char each[] =
#define LANGUAGE(code) "|" #code
#include "language_rows.inc"
#undef LANGUAGE
        ;
    return each + 1;
}

const char *in_language(Language language, const char *english)
{
    Translations table = tables[language];
    const Translation *found =
        bsearch(english, table.rows, table.count, sizeof *table.rows, by_english);
    return found ? found->text : english;
}

const char *reason_in(Language language, int error)
{
    // The system's own words for a folder do not say what is wrong with it.
    return in_language(language, error == EISDIR ? "it is a folder" : strerror(error));
}

bool language_named(const char *name, Language *language)
{
    for (int i = 0; name && i < language_count(); i++) {
        size_t size = strlen(codes[i]);
        if (strncmp(name, codes[i], size) != 0) continue;
        if (name[size] && !strchr("_-.@", name[size])) continue;
        *language = (Language)i;
        return true;
    }
    return false;
}
