// language.h -- the languages that messages come in.
//
// English is the key: a message is written in English where it is reported, and its
// Korean form stands in one table beside it (base/language.def). A message without an
// entry is shown in English, and a unit test finds those that the loader can report. All
// else that is said stands in assets/languages, a file for each language (see sentences.h):
// a file more is a language more.

#ifndef BASE_LANGUAGE_H
#define BASE_LANGUAGE_H

#include <stdbool.h>

// Those that the code knows by name; further ones have the numbers behind.
typedef enum Language { LANGUAGE_ENGLISH, LANGUAGE_KOREAN } Language;

// How many there are, and the code of each, which is the name of its file: "en".
int language_count(void);
const char *language_code(Language language);

// The same message, or printf format with the same arguments in the same order, in
// [language]; [english] itself where there is no other.
const char *in_language(Language language, const char *english);

// Why the system refused something, by its errno.
const char *reason_in(Language language, int error);

// True and [*language] for a code, and for "ko_KR.UTF-8" and the like; false for others.
bool language_named(const char *name, Language *language);

#endif
