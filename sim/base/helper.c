// helper.c -- a new thread has the mask of signals of the one that makes it.

#include "base/helper.h"

#include <signal.h>

bool helper_start(pthread_t *thread, void *(*work)(void *), void *owner)
{
    sigset_t all, usual;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &usual);
    bool ok = pthread_create(thread, NULL, work, owner) == 0;
    pthread_sigmask(SIG_SETMASK, &usual, NULL);
    return ok;
}
