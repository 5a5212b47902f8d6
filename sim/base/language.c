// language.c -- the table of messages, searched by halving.

#include "base/language.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

typedef struct Translation {
    const char *english;
    const char *korean;
} Translation;

// Sorted by the bytes of the English form; a unit test holds it to that.
static const Translation translations[] = {
#define MESSAGE(english, korean) {english, korean},
#include "base/language.def"
#undef MESSAGE
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

const char *in_language(Language language, const char *english)
{
    if (language != LANGUAGE_KOREAN) return english;
    const Translation *found =
        bsearch(english, translations, sizeof translations / sizeof translations[0],
                sizeof translations[0], by_english);
    return found ? found->korean : english;
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
