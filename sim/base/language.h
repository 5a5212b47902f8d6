// language.h -- the languages that messages come in.
//
// All that is said stands in assets/languages, a file for each language: a file more is a
// language more. What is told about a run has names there (see sentences.h). What the
// loader and the command line report is written in English where it is reported, which is
// the key of its other forms; without an entry it is shown in English.

#ifndef BASE_LANGUAGE_H
#define BASE_LANGUAGE_H

#include <stdbool.h>

// Those that the code knows by name; further ones have the numbers behind.
typedef enum Language { LANGUAGE_ENGLISH, LANGUAGE_KOREAN } Language;

// How many there are, and the code of each, which is the name of its file: "en".
int language_count(void);
const char *language_code(Language language);

// All codes, as a choice: "en|ko".
const char *language_codes(void);

// The same message, or printf format with the same arguments in the same order, in
// [language]; [english] itself where there is no other.
const char *in_language(Language language, const char *english);

// Why the system refused something, by its errno.
const char *reason_in(Language language, int error);

// True and [*language] for a code, and for "ko_KR.UTF-8" and the like; false for others.
bool language_named(const char *name, Language *language);

#endif
