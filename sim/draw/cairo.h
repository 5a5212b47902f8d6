// cairo.h -- a drawing on Cairo and Pango: pixels, PNG and PDF.
//
// Everything that could differ from one time to the next is fixed: dates, hints of fonts,
// the order of writing. The files cairo*.c are the only ones of draw/ that need a library;
// they belong to the program coroscope-draw.

#ifndef DRAW_CAIRO_H
#define DRAW_CAIRO_H

#include "base/language.h"
#include "draw/drawing.h"
#include "output/file.h"

#include <cairo.h>

// What is kept from one drawing to the next: texts as glyphs, tiles of patterns. It is
// bounded, and changes nothing but the time that a drawing takes.
typedef struct CairoPen CairoPen;

// A pen for any number of drawings. The caller closes it.
CairoPen *cairo_pen_open(void);
void cairo_pen_close(CairoPen *pen);

// Replays [drawing] on [context]. Returns how many characters no font has.
int cairo_pen_replay(CairoPen *pen, const Drawing *drawing, cairo_t *context);

// Replays [drawing] on [pixels]: [height] rows of [width] pixels, [stride] bytes apart,
// each 0xAARRGGBB in the computer's byte order and opaque wherever the drawing is. A pixel
// of the drawing becomes [scale] of these. Returns how many characters no font has.
int cairo_pen_pixels(CairoPen *pen, const Drawing *drawing, uint8_t *pixels, int width,
                     int height, int stride, double scale);

// cairo_pen_replay() with a pen of its own: for a single drawing.
int cairo_replay(const Drawing *drawing, cairo_t *context);

// At the end of the program: gives back what the libraries keep for the next drawing, where
// somebody looks for leaks. Elsewhere the end of the process does that.
void cairo_forget(void);

// Write the whole file, and say how many characters no font has. False, with a [message],
// if Cairo fails.
bool cairo_write_png(const Drawing *drawing, OutFile *file, int *missing, Text *message);
bool cairo_write_pdf(const Drawing *drawing, OutFile *file, int *missing, Text *message);

#endif
