// complain.h -- one sentence on standard error about something that cannot be done.

#ifndef CLI_COMPLAIN_H
#define CLI_COMPLAIN_H

#include "base/language.h"
#include "base/sentences.h"

// Prints "coroscope: " and the sentence with its {word}, and a line of help below unless
// [help] is NULL.
void complain(Language language, Sentence sentence, const char *word, const char *help);

// The same with a {why} as well.
void complain_why(Language language, Sentence sentence, const char *word,
                  const char *why);

// After all was printed with stdio: [status], or another with a message if standard output
// did not take it.
int complain_if_unprinted(Language language, int status);

#endif
