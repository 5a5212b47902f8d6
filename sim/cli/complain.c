// complain.c -- what was printed so far goes out first, so that the order is kept.

#include "cli/complain.h"

#include <stdio.h>

static void print(Language language, Sentence sentence, const char *word, const char *why,
                  const char *help)
{
    Text message = {0};
    const SentenceWord words[] = {SENTENCE_WORD("word", word), SENTENCE_WORD("why", why)};
    text_add(&message, "coroscope: ");
    sentence_add(&message, language, sentence, words, 2);
    text_add_char(&message, '\n');
    if (help) text_addf(&message, "  help: %s\n", help);
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
