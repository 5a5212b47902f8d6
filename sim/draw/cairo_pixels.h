// cairo_pixels.h -- level boxes straight into the pixels of an image.
//
// A frame of the window has thousands of bars and few other shapes. Cairo takes a
// microsecond for each box however small it is, most of it to find out what kind of path
// this is; that were two thirds of a frame. So what is level is filled here, with the same
// partial covering of the pixels at its edges; all else is Cairo's.

#ifndef DRAW_CAIRO_PIXELS_H
#define DRAW_CAIRO_PIXELS_H

#include "draw/drawing.h"

#include <cairo.h>

// An image: 0xAARRGGBB, the colours multiplied by alpha. Lengths below are its pixels.
typedef struct Pixels {
    uint32_t *at;
    int width, height, stride; // in pixels
} Pixels;

// The pixels of a surface that is an image; without any, [at] is NULL.
Pixels pixels_of(cairo_surface_t *surface);

typedef struct PixelBox {
    double x0, y0, x1, y1;
} PixelBox;

// Lays [color] over a box.
void pixels_fill(const Pixels *pixels, PixelBox box, Color color);

// Copies an opaque [tile], which repeats from the image's corner, over the pixels of which
// the box covers the larger part.
void pixels_tile(const Pixels *pixels, PixelBox box, const Pixels *tile);

#endif
