// cairo_pixels.c -- one blend, and loops around it.

#include "draw/cairo_pixels.h"

#include <assert.h>

#include <math.h>
#include <string.h>
#include <wchar.h>

static_assert(sizeof(wchar_t) == sizeof(uint32_t), "wmemset() fills pixels");

Pixels pixels_of(cairo_surface_t *surface)
{
    if (cairo_surface_get_type(surface) != CAIRO_SURFACE_TYPE_IMAGE) return (Pixels){0};
    cairo_surface_flush(surface);
    return (Pixels){(uint32_t *)(void *)cairo_image_surface_get_data(surface),
                    cairo_image_surface_get_width(surface),
                    cairo_image_surface_get_height(surface),
                    cairo_image_surface_get_stride(surface) / 4};
}

// [pixel] by [share] of 255, all four channels, two at a time.
static uint32_t part_of(uint32_t pixel, uint32_t share)
{
    uint32_t low = (pixel & 0xff00ff) * share + 0x800080;
    uint32_t high = (pixel >> 8 & 0xff00ff) * share + 0x800080;
    low = (low + (low >> 8 & 0xff00ff)) >> 8 & 0xff00ff;
    high = (high + (high >> 8 & 0xff00ff)) & 0xff00ff00;
    return low | high;
}

static uint32_t over(uint32_t above, uint32_t below)
{
    uint32_t alpha = above >> 24;
    if (alpha == 255) return above;
    return above + part_of(below, 255 - alpha);
}

static uint32_t multiplied(Color color)
{
    return part_of(0xff000000 | color >> 8, color & 0xff);
}

// The part of a box that lies in the image.
static PixelBox clipped(const Pixels *p, PixelBox box)
{
    if (box.x0 < 0) box.x0 = 0;
    if (box.y0 < 0) box.y0 = 0;
    if (box.x1 > p->width) box.x1 = p->width;
    if (box.y1 > p->height) box.y1 = p->height;
    return box;
}

// How much of the pixel at [at] lies between two edges, of 255.
static uint32_t cover(int at, double from, double to)
{
    double low = from > at ? from : at, high = to < at + 1 ? to : at + 1;
    return high > low ? (uint32_t)((high - low) * 255 + 0.5) : 0;
}

// A row of a box: its edges, of which only parts are covered, and what lies between them.
static void fill_row(uint32_t *row, int first, int past, uint32_t left, uint32_t right,
                     uint32_t color)
{
    row[first] = over(part_of(color, left), row[first]);
    if (past - first < 2) return;
    row[past - 1] = over(part_of(color, right), row[past - 1]);
    if (color >> 24 == 255)
        wmemset((wchar_t *)row + first + 1, (wchar_t)color, (size_t)(past - first - 2));
    else
        for (int x = first + 1; x < past - 1; x++)
            row[x] = over(color, row[x]);
}

void pixels_fill(const Pixels *p, PixelBox box, Color color)
{
    box = clipped(p, box);
    if (!(box.x0 < box.x1) || !(box.y0 < box.y1)) return;
    uint32_t whole = multiplied(color);
    int first = (int)box.x0, past = (int)ceil(box.x1);
    uint32_t left = cover(first, box.x0, box.x1), right = cover(past - 1, box.x0, box.x1);
    for (int y = (int)box.y0; y < box.y1; y++) {
        uint32_t share = cover(y, box.y0, box.y1);
        fill_row(p->at + (ptrdiff_t)y * p->stride, first, past, left, right,
                 share == 255 ? whole : part_of(whole, share));
    }
}

void pixels_tile(const Pixels *p, PixelBox box, const Pixels *tile)
{
    box = clipped(p, box);
    int first = (int)(box.x0 + 0.5), past = (int)(box.x1 + 0.5);
    for (int y = (int)(box.y0 + 0.5); y < (int)(box.y1 + 0.5); y++) {
        const uint32_t *from = tile->at + (ptrdiff_t)(y % tile->height) * tile->stride;
        uint32_t *row = p->at + (ptrdiff_t)y * p->stride;
        int at = first % tile->width;
        for (int x = first; x < past; at = 0) {
            int count = tile->width - at < past - x ? tile->width - at : past - x;
            memcpy(row + x, from + at, (size_t)count * sizeof *row);
            x += count;
        }
    }
}
