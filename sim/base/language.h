// language.h -- the languages that messages come in.
//
// English is the key: a message is written in English where it is reported, and its
// Korean form stands in one table beside it (base/language.def). A message without an
// entry is shown in English, and a unit test finds those that the loader can report.

#ifndef BASE_LANGUAGE_H
#define BASE_LANGUAGE_H

#include <stdbool.h>

typedef enum Language { LANGUAGE_ENGLISH, LANGUAGE_KOREAN } Language;

// The same message, or printf format with the same arguments in the same order, in
// [language]; [english] itself where there is no other.
const char *in_language(Language language, const char *english);

// Why the system refused something, by its errno.
const char *reason_in(Language language, int error);

// True and [*language] for "en", "ko", "ko_KR.UTF-8" and the like; false for others.
bool language_named(const char *name, Language *language);

#endif
