// main.c -- the program `coroscope`: a verb, its options, its files.

#include "cli/complain.h"
#include "cli/verbs.h"

int main(int count, char **words)
{
    static int (*const verbs[VERB_COUNT])(const Options *) = {
        [VERB_RUN] = verb_run,
        [VERB_CHECK] = verb_check,
        [VERB_EXPORT] = verb_export,
        [VERB_COMPARE] = verb_compare,
        [VERB_VIEW] = verb_view,
    };
    Options options;
    int status;
    if (!options_read(count, words, &options, &status))
        return complain_if_unprinted(options.language, status);
    return verbs[options.verb](&options);
}
