// cairo_text.h -- texts as glyphs: shaped once, drawn often.
//
// To find the fonts and glyphs of a text takes Pango much longer than to draw them, and one
// frame of a window has nearly the texts of the frame before. So what was shaped is kept,
// up to a fixed number of texts; the one that was not used for the longest time makes room.

#ifndef DRAW_CAIRO_TEXT_H
#define DRAW_CAIRO_TEXT_H

#include "draw/drawing.h"

#include <cairo.h>

typedef struct CairoTexts CairoTexts;

// No texts yet. The caller closes it.
CairoTexts *cairo_texts_open(void);
void cairo_texts_close(CairoTexts *texts);

// Draws the text of [shape] on [context], squeezed or cut if the font is wider than the
// room for it. Returns how many characters no font has.
int cairo_texts_draw(CairoTexts *texts, cairo_t *context, const Shape *shape);

#endif
