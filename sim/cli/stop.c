// stop.c -- the one variable that a signal handler may write has to be at file scope.

#include "cli/stop.h"

#include <stddef.h>

static volatile sig_atomic_t asked_to_stop;

static void ask_to_stop(int signal)
{
    (void)signal;
    asked_to_stop = 1;
}

volatile sig_atomic_t *stop_watch(void)
{
    struct sigaction on_stop = {.sa_handler = ask_to_stop};
    // A second Ctrl+C ends the program as usual, should it not come to look at the flag.
    on_stop.sa_flags = (int)SA_RESETHAND;
    sigaction(SIGINT, &on_stop, NULL);
    sigaction(SIGTERM, &on_stop, NULL);
    signal(SIGPIPE, SIG_IGN);
    return &asked_to_stop;
}
