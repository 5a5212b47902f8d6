// complain.c -- what was printed so far goes out first, so that the order is kept.

#include "cli/complain.h"

#include "cli/options.h"

#include <errno.h>
#include <stdio.h>

static void print(Language language, Sentence sentence, const char *word, const char *why,
                  const char *help)
{
    Text message = {0};
    const SentenceWord words[] = {SENTENCE_WORD("word", word), SENTENCE_WORD("why", why)};
    text_add(&message, "coroscope: ");
    sentence_add(&message, language, sentence, words, 2);
    text_add_char(&message, '\n');
    if (help) text_addf(&message, "  %s: %s\n", in_language(language, "help"), help);
    fflush(stdout);
    fputs(text_string(&message), stderr);
    text_free(&message);
}

void complain(Language language, Sentence sentence, const char *word, const char *help)
{
    print(language, sentence, word, "", help);
}

void complain_why(Language language, Sentence sentence, const char *word, const char *why)
{
    print(language, sentence, word, why, NULL);
}

int complain_if_unprinted(Language language, int status)
{
    errno = 0;
    if (fflush(stdout) == 0 && !ferror(stdout)) return status;
    int error = errno ? errno : EIO;
    if (error == EPIPE) return EXIT_PIPE_CLOSED;
    complain_why(language, SENTENCE_CANNOT_PRINT, "", reason_in(language, error));
    return EXIT_OUTSIDE;
}
