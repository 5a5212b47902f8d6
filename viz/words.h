// words.h -- the moment at the playhead in words: for F2, and for who does not see it.

#ifndef VIZ_WORDS_H
#define VIZ_WORDS_H

#include "viz/app.h"

// Adds lines: where the playhead is, what happens and why, who runs, who is ready, which
// timers are set, who waits for what.
void words_add_moment(App *app, Text *out);

#endif
