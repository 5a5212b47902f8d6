// stop.c -- the one variable that a signal handler may write has to be at file scope.

#include "cli/stop.h"

#include <stddef.h>

static volatile sig_atomic_t asked_to_stop;

// Somebody who keeps asking wants an end at once, should the flag not be looked at.
enum { PATIENCE = 3 };

static void ask_to_stop(int number)
{
    asked_to_stop = asked_to_stop + 1;
    if (asked_to_stop < PATIENCE) return;
    signal(number, SIG_DFL);
    raise(number);
}

volatile sig_atomic_t *stop_watch(void)
{
    struct sigaction on_stop = {.sa_handler = ask_to_stop};
    sigaction(SIGINT, &on_stop, NULL);
    sigaction(SIGTERM, &on_stop, NULL);
    signal(SIGPIPE, SIG_IGN);
    return &asked_to_stop;
}
