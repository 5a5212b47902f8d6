// character_names.c -- a sorted list, searched by halving; Hangul syllables are computed.

#include "source/character_names.h"

#include <stdlib.h>
#include <string.h>

typedef struct CharacterName {
    const char *name;
    uint32_t codepoint;
} CharacterName;

static const CharacterName names[] = {
#define NAME(name, codepoint) {name, codepoint},
#include "source/character_names.def"
#undef NAME
};

// No name in the list is longer.
enum { NAME_LENGTH_MAX = 90 };

static int by_name(const void *key, const void *entry)
{
    return strcmp(key, ((const CharacterName *)entry)->name);
}

// The longest of [parts] that [*at] begins with is taken; its number, or -1.
static int take_part(const char **at, const char *const *parts, int count)
{
    int best = -1;
    size_t best_size = 0;
    for (int i = 0; i < count; i++) {
        size_t size = strlen(parts[i]);
        bool is_better = best < 0 || size > best_size;
        if (!is_better || strncmp(*at, parts[i], size) != 0) continue;
        best = i;
        best_size = size;
    }
    *at += best_size;
    return best;
}

// "HANGUL SYLLABLE GAG" is made of the names of its letters, as section 3.12 of the
// Unicode Standard has it.
static bool syllable_named(const char *name, uint32_t *codepoint)
{
    static const char prefix[] = "HANGUL SYLLABLE ";
    static const char *const leads[] = {"G", "GG", "N", "D",  "DD", "R", "M",
                                        "B", "BB", "S", "SS", "",   "J", "JJ",
                                        "C", "K",  "T", "P",  "H"};
    static const char *const vowels[] = {"A",   "AE", "YA", "YAE", "EO", "E",  "YEO",
                                         "YE",  "O",  "WA", "WAE", "OE", "YO", "U",
                                         "WEO", "WE", "WI", "YU",  "EU", "YI", "I"};
    static const char *const tails[] = {
        "",   "G",  "GG", "GS", "N",  "NJ", "NH", "D",  "L", "LG", "LM", "LB", "LS", "LT",
        "LP", "LH", "M",  "B",  "BS", "S",  "SS", "NG", "J", "C",  "K",  "T",  "P",  "H"};
    if (strncmp(name, prefix, sizeof prefix - 1) != 0) return false;
    const char *at = name + sizeof prefix - 1;
    int lead = take_part(&at, leads, 19);
    int vowel = take_part(&at, vowels, 21);
    if (lead < 0 || vowel < 0) return false;
    int tail = take_part(&at, tails, 28);
    if (tail < 0 || *at) return false;
    *codepoint = (uint32_t)(0xac00 + (lead * 21 + vowel) * 28 + tail);
    return true;
}

bool character_named(const char *name, size_t size, uint32_t *codepoint)
{
    char upper[NAME_LENGTH_MAX + 1];
    if (size > NAME_LENGTH_MAX) return false;
    for (size_t i = 0; i < size; i++)
        upper[i] =
            name[i] >= 'a' && name[i] <= 'z' ? (char)(name[i] - 'a' + 'A') : name[i];
    upper[size] = 0;
    const CharacterName *found =
        bsearch(upper, names, sizeof names / sizeof names[0], sizeof names[0], by_name);
    if (!found) return syllable_named(upper, codepoint);
    *codepoint = found->codepoint;
    return true;
}
