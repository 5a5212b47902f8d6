// check.c -- `coroscope check`: loads files and says what is wrong with each.

#include "base/sentences.h"
#include "cli/complain.h"
#include "cli/input.h"
#include "cli/verbs.h"

#include <stdio.h>

static void say(const Options *options, Sentence sentence, const char *file, int count)
{
    Text line = {0}, number = {0};
    text_add_int(&number, count);
    const SentenceWord words[] = {SENTENCE_WORD("file", file),
                                  SENTENCE_WORD("count", text_string(&number))};
    sentence_add(&line, options->language, sentence, words, 2);
    puts(text_string(&line));
    text_free(&line);
    text_free(&number);
}

static bool check_file(const Options *options, const char *path)
{
    Input input;
    bool loads = input_open(&input, path, options->language);
    if (loads && input.trace)
        say(options, SENTENCE_CHECK_TRACE, path, 0);
    else if (loads)
        say(options,
            diag_warning_count(input.diag) ? SENTENCE_CHECK_WARNINGS : SENTENCE_CHECK_OK,
            path, diag_warning_count(input.diag));
    input_close(&input);
    return loads;
}

int verb_check(const Options *options)
{
    int status = EXIT_OK;
    for (int i = 0; i < options->file_count; i++)
        if (!check_file(options, options->files[i])) status = EXIT_NOT_LOADED;
    return complain_if_unprinted(options->language, status);
}
