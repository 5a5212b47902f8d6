// overlays.h -- what lies over the window for a while: the menu, words, messages, the field
// where somebody types, and what the pointer points at.

#ifndef VIZ_OVERLAYS_H
#define VIZ_OVERLAYS_H

#include "viz/app.h"

// Draws whatever is open.
void overlays_draw(App *app, const View *view);

#endif
