// verbs.h -- what each verb does. Every one returns the exit status.

#ifndef CLI_VERBS_H
#define CLI_VERBS_H

#include "cli/options.h"

int verb_run(const Options *options);
int verb_check(const Options *options);
int verb_export(const Options *options);
int verb_view(const Options *options); // by becoming coroscope-draw
int verb_compare(const Options *options);

#endif
