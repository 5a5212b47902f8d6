// cairo.h -- a drawing on Cairo and Pango: PNG and PDF.
//
// Everything that could differ from one time to the next is fixed: dates, hints of fonts,
// the order of writing. This is the only file of draw/ that needs a library; it belongs to
// the program coroscope-draw.

#ifndef DRAW_CAIRO_H
#define DRAW_CAIRO_H

#include "base/language.h"
#include "draw/drawing.h"
#include "output/file.h"

#include <cairo.h>

// Replays [drawing] on [context]. Returns how many characters no font has.
int cairo_replay(const Drawing *drawing, cairo_t *context);

// Gives back what the libraries keep for the next drawing; at the end of the program.
void cairo_forget(void);

// Write the whole file, and say how many characters no font has. False, with a [message],
// if Cairo fails.
bool cairo_write_png(const Drawing *drawing, OutFile *file, int *missing, Text *message);
bool cairo_write_pdf(const Drawing *drawing, OutFile *file, int *missing, Text *message);

#endif
