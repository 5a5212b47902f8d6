// measure.h -- how wide texts are, without asking a font.
//
// A picture is laid out the same on every computer, with or without fonts, so its texts
// are measured with a table: the widths of a common sans serif, a little on the wide side.
// Who draws them squeezes or cuts what a wider font does not get into its room.

#ifndef DRAW_MEASURE_H
#define DRAW_MEASURE_H

#include <stdbool.h>
#include <stddef.h>

// The width of [bytes] of UTF-8 in a font of [size] pixels.
double measure_text(const char *text, size_t bytes, double size, bool bold, bool mono);

// How many of the [bytes] fit into [width], whole characters only.
size_t measure_fit(const char *text, size_t bytes, double width, double size, bool bold,
                   bool mono);

#endif
