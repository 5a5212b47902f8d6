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

const char *in_language(Language language, const char *english)
{
    if (language == LANGUAGE_ENGLISH) return english;
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
    if (!name || strlen(name) < 2) return false;
    if (name[2] && !strchr("_-.@", name[2])) return false;
    if (strncmp(name, "en", 2) == 0)
        *language = LANGUAGE_ENGLISH;
    else if (strncmp(name, "ko", 2) == 0)
        *language = LANGUAGE_KOREAN;
    else
        return false;
    return true;
}
