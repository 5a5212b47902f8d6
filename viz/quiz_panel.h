// quiz_panel.h -- the question, what can be answered, and at the end a page to keep.

#ifndef VIZ_QUIZ_PANEL_H
#define VIZ_QUIZ_PANEL_H

#include "viz/app.h"

// Draws the question, or what was right and why, in the place of the loop's panel, which
// would tell.
void quiz_panel_draw(App *app, const View *view, Area area);

// Draws the page with all answers.
void quiz_page_draw(App *app, const View *view, Area area);

#endif
