// menu.h -- all commands with their keys, on a page: read there what a key does, or click.

#ifndef VIZ_MENU_H
#define VIZ_MENU_H

#include "viz/app.h"

// Draws the commands into [area]: each of their rows is a place to click at.
void menu_draw(App *app, const View *view, Area area);

// How large the page wants to be.
void menu_size(const View *view, double *w, double *h);

// Adds the commands as text, a line for each: "step  → …".
void menu_add_text(Language language, Text *out);

#endif
