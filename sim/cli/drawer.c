// drawer.c -- execv(), and what to say when it fails.

#include "cli/drawer.h"

#include "cli/complain.h"
#include "cli/verbs.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

int drawer_become(const Options *options, const char *what)
{
    char path[4096];
    ssize_t size =
        readlink("/proc/self/exe", path, sizeof path - sizeof "coroscope-draw");
    path[size > 0 ? size : 0] = 0;
    char *slash = strrchr(path, '/');
    strcpy(slash ? slash + 1 : path, "coroscope-draw");
    execv(path, options->words);
    complain_why(options->language, SENTENCE_NO_DRAW_PROGRAM, what,
                 errno == ENOENT
                     ? sentence_pattern(options->language, SENTENCE_NO_DRAW_WHY)
                     : reason_in(options->language, errno));
    return EXIT_OUTSIDE;
}

int verb_view(const Options *options)
{
    return drawer_become(options, options->files[0]);
}
