// toolbar.h -- the line above everything: title, runs, playhead; below it the buttons.

#ifndef VIZ_TOOLBAR_H
#define VIZ_TOOLBAR_H

#include "viz/app.h"

// Draws title, tabs and where the playhead is into [area], and makes the tabs clickable.
void toolbar_draw_header(App *app, const View *view, const Moment *moment, Area area);

// Draws the buttons of the commands that are done by mouse.
void toolbar_draw(App *app, const View *view, Area area);

#endif
