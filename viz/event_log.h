// event_log.h -- the log around the playhead, a sentence for each event.

#ifndef VIZ_EVENT_LOG_H
#define VIZ_EVENT_LOG_H

#include "viz/app.h"

// Draws the events before and behind the playhead's, which is marked; with
// [hides_future] none behind it.
void event_log_draw(App *app, const View *view, Area area, bool hides_future);

#endif
